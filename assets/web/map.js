// The live map and filters. Without this script, the list, the search and the filters work by ordinary GET requests;
// with it, the same addresses are asked for in the background and the server's list replaces the one shown.
(async () => {
  document.documentElement.classList.add("js");
  const form = document.getElementById("recherche"), box = document.getElementById("carte"), card = document.getElementById("choix");
  const filters = document.getElementById("filtres");
  const small = matchMedia("(max-width: 63.99rem)").matches;
  if (filters && !small) filters.open = true;
  const atlas = box && window.L ? await drawMap() : null;
  if (form && window.followHere) window.followHere(form, () => { if (card) card.hidden = true; if (atlas) { if (!document.getElementById("resultats").dataset.latitude) atlas.whole(); showNumbers(atlas); } });
  else if (form) followForm();
  printing();

  async function drawMap() {
    // A copy of the site carries them in the page: a file opened from a folder may not read another.
    const carried = document.getElementById("donnees-carte");
    const read = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    const { contours, points } = carried ? JSON.parse(carried.textContent) : Object.fromEntries(await Promise.all(["contours", "points"].map(async (one) => [one, await read(box.dataset[one])])));
    box.querySelector("noscript")?.remove();
    const map = L.map(box, { dragging: !L.Browser.mobile, scrollWheelZoom: false, zoomSnap: 0.1, zoomControl: false, minZoom: 6, maxZoom: 18, attributionControl: false, fadeAnimation: false });
    L.control.zoom({ position: "topright", zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution("Fond de carte : IGN").addTo(map);
    const flat = (feature) => ({ color: "#FFF3DC", weight: 2, fillColor: feature.properties.fill, fillOpacity: 1 });
    const land = L.geoJSON((contours || []).map(asFeature), { interactive: false, style: flat }).addTo(map);
    const bounds = land.getBounds().isValid() ? land.getBounds() : L.latLngBounds([[41, -5], [51.2, 9.7]]);
    const whole = () => map.fitBounds(bounds, { padding: [small ? 4 : 24, small ? 4 : 24], animate: false });
    whole();
    tilesWhenNear(map, land, flat);
    const pins = new Map();
    const light = (points || []).length > 150 && box.dataset.script;
    if (light) await loadScript(box.dataset.script);
    const layer = light ? L.markerClusterGroup({ maxClusterRadius: 56, showCoverageOnHover: false, animate: false, iconCreateFunction: clusterIcon }) : L.layerGroup();
    layer.addTo(map);
    for (const [number, latitude, longitude, name, slug] of points || []) {
      const home = L.latLng(latitude, longitude);
      const icon = L.divIcon({ className: "pin", html: `<b>${Number(number)}</b>`, iconSize: [44, 44] });
      const marker = L.marker(home, { icon, riseOnHover: true, title: "", alt: `${number}, ${name}` });
      marker.on("add", () => marker.getElement()?.setAttribute("aria-label", `${number}, ${name}`));
      marker.on("click", () => show(pins.get(number)));
      pins.set(number, { number, slug, marker, home, seen: false });
    }
    const threads = L.layerGroup().addTo(map);
    const atlas = { map, pins, layer, threads, light, whole, chosen: null };
    map.on("zoomend", () => spread(atlas));
    showNumbers(atlas);
    return atlas;
  }

  // Rings arrive as « x y dx dy dx dy… » in thousandths of a degree.
  function asFeature(area) {
    const ring = (steps) => {
      const points = [];
      let x = 0, y = 0;
      for (let i = 0; i < steps.length; i += 2) points.push([(x += steps[i]) / 1000, (y += steps[i + 1]) / 1000]);
      return points;
    };
    return { type: "Feature", properties: { name: area.name, fill: area.fill }, geometry: { type: "MultiPolygon", coordinates: area.polygons.map((rings) => rings.map(ring)) } };
  }

  function clusterIcon(cluster) {
    return L.divIcon({ className: "pin cluster", html: `<b>${cluster.getChildCount()}</b><span class="sr"> boutiques, agrandir</span>`, iconSize: [48, 48] });
  }

  function loadScript(address) {
    return new Promise((done) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, onload: done, onerror: done });
      document.head.append(script);
    });
  }

  // Flat colours for the whole département; IGN's map under light contours once near enough, when it can be reached.
  function tilesWhenNear(map, land, flat) {
    if (!box.dataset.tiles) return;
    const tiles = L.tileLayer(box.dataset.tiles, { minZoom: 10, maxZoom: 18, maxNativeZoom: 18 });
    let reached = false;
    const tint = () => land.setStyle((feature) => ({ ...flat(feature), fillOpacity: reached && map.getZoom() >= 10 ? 0.18 : 1, color: reached && map.getZoom() >= 10 ? "#34142E" : "#FFF3DC" }));
    tiles.on("tileload", () => { if (!reached) { reached = true; tint(); } });
    tiles.on("tileerror", () => { if (!reached) tiles.remove(); });
    tiles.addTo(map);
    map.on("zoomend", tint);
  }

  // Which pins are shown: those of the list the server has just written, all its pages included.
  function showNumbers(atlas) {
    const list = document.getElementById("resultats");
    const wanted = new Set((list?.dataset.numbers || "").split(" ").filter(Boolean).map(Number));
    const added = [], removed = [];
    for (const pin of atlas.pins.values()) {
      const seen = wanted.has(pin.number);
      if (seen !== pin.seen) (seen ? added : removed).push(pin.marker);
      pin.seen = seen;
    }
    if (atlas.light) { atlas.layer.removeLayers(removed); atlas.layer.addLayers(added); }
    else { removed.forEach((marker) => atlas.layer.removeLayer(marker)); added.forEach((marker) => atlas.layer.addLayer(marker)); }
    if (list?.dataset.latitude) atlas.map.setView([list.dataset.latitude, list.dataset.longitude], 9.8, { animate: false });
    spread(atlas);
  }

  // Overlapping pins are pushed apart and keep a thread to their true place, as in the printed directory.
  function spread(atlas) {
    if (atlas.light) return;
    const { map, threads } = atlas;
    threads.clearLayers();
    const seen = [...atlas.pins.values()].filter((pin) => pin.seen), at = seen.map((pin) => map.latLngToLayerPoint(pin.home)), gap = small ? 37 : 42;
    for (let turn = 0; turn < 150; turn++) {
      let moved = false;
      for (let i = 0; i < at.length; i++) for (let j = 0; j < i; j++) {
        const dx = at[i].x - at[j].x || 0.01 * (i - j), dy = at[i].y - at[j].y, d = Math.hypot(dx, dy);
        if (d < gap - 0.5) { const k = (gap - d) / 2 / d; at[i] = at[i].add([dx * k, dy * k]); at[j] = at[j].subtract([dx * k, dy * k]); moved = true; }
      }
      if (!moved) break;
    }
    seen.forEach((pin, i) => {
      const to = map.layerPointToLatLng(at[i]);
      pin.marker.setLatLng(to);
      if (at[i].distanceTo(map.latLngToLayerPoint(pin.home)) > 9) {
        L.polyline([pin.home, to], { color: "#34142E", weight: 2, interactive: false }).addTo(threads);
        L.circleMarker(pin.home, { radius: 3, color: "#34142E", fillOpacity: 1, interactive: false }).addTo(threads);
      }
    });
  }

  async function show(pin) {
    const known = document.querySelector(`#resultats .shop[data-number="${pin.number}"]`) || await fetchCard(pin.slug);
    if (!known) { location.href = `/boutiques/${pin.slug}`; return; }
    document.querySelectorAll(".pin.is-on").forEach((one) => one.classList.remove("is-on"));
    pin.marker.getElement()?.classList.add("is-on");
    const shop = document.createElement("div");
    shop.className = "shop";
    for (const node of known.childNodes) shop.append(node.cloneNode(true));
    const title = shop.querySelector("h4");
    if (title) { const heading = document.createElement("h3"); heading.append(...title.childNodes); title.replaceWith(heading); }
    card.replaceChildren(closeButton(pin), shop);
    card.hidden = false;
    card.firstChild.focus({ preventScroll: true });
  }

  function closeButton(pin) {
    const button = document.getElementById("fermer-la-fiche").content.firstElementChild.cloneNode(true);
    button.addEventListener("click", () => {
      card.hidden = true;
      pin.marker.getElement()?.classList.remove("is-on");
      pin.marker.getElement()?.focus();
    });
    return button;
  }

  async function fetchCard(slug) {
    const page = await readPage(`/boutiques/${slug}?extrait=1`);
    return page && page.querySelector(".shop");
  }

  async function readPage(address, options) {
    try {
      const answer = await fetch(address, options);
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch { return null; }
  }

  function followForm() {
    let running = null, waiting = 0;
    const refresh = async (focus) => {
      running?.abort();
      running = new AbortController();
      const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      const address = `${form.getAttribute("action")}${asked.size ? `?${asked}` : ""}`;
      const page = await readPage(address, { signal: running.signal });
      if (!page) { if (!running.signal.aborted) form.submit(); return; }
      history.replaceState(null, "", address);
      swap(page, "resultats");
      swapPlace(page);
      if (card) card.hidden = true;
      if (atlas) { if (!document.getElementById("resultats").dataset.latitude && atlas.located) atlas.whole(); showNumbers(atlas); atlas.located = Boolean(document.getElementById("resultats").dataset.latitude); }
      if (focus) document.getElementById("liste").focus();
    };
    form.addEventListener("change", (event) => { if (event.target.name !== "commune") refresh(false); });
    form.addEventListener("input", (event) => {
      if (event.target.name !== "commune") return;
      clearTimeout(waiting);
      const listed = [...document.getElementById("communes").options].some((one) => one.value === event.target.value);
      if (listed || !event.target.value) waiting = setTimeout(() => refresh(false), 150);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); refresh(true); });
  }

  function swap(page, id) {
    const fresh = page.getElementById(id), old = document.getElementById(id);
    if (fresh && old) old.replaceWith(document.importNode(fresh, true));
    printing();
  }

  // What the server says of the commune typed: a refusal and its choices, kept above the field.
  function swapPlace(page) {
    const fresh = page.getElementById("commune")?.closest(".field"), old = document.getElementById("commune").closest(".field");
    if (!fresh) return;
    const typing = document.activeElement === document.getElementById("commune");
    old.className = fresh.className;
    old.querySelectorAll(".wrong, .links-row").forEach((one) => one.remove());
    const input = old.querySelector("input");
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = fresh.querySelector("input").getAttribute(name);
      if (value) input.setAttribute(name, value); else input.removeAttribute(name);
    }
    old.querySelector("label").after(...[...fresh.querySelectorAll(".wrong, .links-row")].map((one) => document.importNode(one, true)));
    if (typing) input.focus();
  }

  function printing() {
    const link = document.getElementById("imprimer");
    if (link && !document.querySelector(".pages")) link.addEventListener("click", (event) => { event.preventDefault(); print(); });
  }

  card?.addEventListener("keydown", (event) => { if (event.key === "Escape") card.querySelector(".close").click(); });
  document.documentElement.classList.add("map-ready");
})();
