// The search of a copy of the site that has no server: the same list, sorted and narrowed where it stands.
// Without this script the whole list is there and no field is shown.
window.followHere = (form, changed) => {
  const list = document.getElementById("resultats"), field = document.getElementById("commune"), box = field.closest(".field");
  const { communes } = JSON.parse(document.getElementById("donnees-carte").textContent);
  const groups = [...list.querySelectorAll(".group-shops")].map((one) => ({ box: one, list: one.querySelector(".shops"), shops: [...one.querySelectorAll(".shop")] }));
  const shops = groups.flatMap((one) => one.shops), count = document.getElementById("liste");
  const near = make("div", "group-shops"), nearList = make("ol", "shops"), nearest = make("p", "muted"), none = noneFound(), wrong = make("div");
  near.append(nearList);
  groups[0].box.before(nearest, none, near);
  box.querySelector("label").after(wrong);
  form.hidden = false;
  let waiting = 0;
  form.addEventListener("change", (event) => { if (event.target !== field) refresh(); });
  form.addEventListener("input", (event) => {
    if (event.target !== field) return;
    clearTimeout(waiting);
    if (!field.value || found(field.value).length === 1) waiting = setTimeout(refresh, 150);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); refresh(); count.focus(); });
  refresh();

  function refresh() {
    const asked = new FormData(form), day = asked.get("jour"), town = here();
    const kept = shops.filter((one) => (!day || has(one, "days", [day])) && has(one, "categories", asked.getAll("categorie")) && has(one, "activities", asked.getAll("animation")));
    for (const one of groups) one.list.append(...one.shops);
    for (const one of shops) { one.hidden = !kept.includes(one); distance(one, null); level(one, "h4"); }
    if (town) {
      const measured = kept.map((one) => [one.dataset.at ? kilometres(town, one.dataset.at.split(",").map(Number)) : Infinity, one]).sort((a, b) => a[0] - b[0]);
      for (const [km, one] of measured) { distance(one, km); level(one, "h3"); nearList.append(one); }
      if (measured.length && measured[0][0] < Infinity) nearest.replaceChildren(`La plus proche de ${town[0]} : `, bold(`${name(measured[0][1])}, à ${spoken(measured[0][0])}.`));
    }
    nearest.hidden = !town || !kept.length;
    near.hidden = !town;
    for (const one of groups) one.box.hidden = Boolean(town) || one.shops.every((shop) => shop.hidden);
    none.hidden = kept.length > 0;
    count.textContent = kept.length ? `${kept.length}\u00a0boutique${kept.length > 1 ? "s" : ""}` : "Aucune boutique";
    list.dataset.numbers = kept.map((one) => one.dataset.number).join(" ");
    if (town) { list.dataset.latitude = town[1]; list.dataset.longitude = town[2]; } else { delete list.dataset.latitude; delete list.dataset.longitude; }
    changed();
  }

  // The commune typed: its name without accents, or its postcode; else a sentence, and names to choose from.
  function here() {
    wrong.replaceChildren();
    box.classList.remove("is-wrong");
    if (!field.value.trim()) return null;
    const towns = found(field.value);
    if (towns.length === 1) return towns[0];
    box.classList.add("is-wrong");
    const said = make("p", "wrong");
    said.textContent = towns.length ? "Plusieurs communes répondent à ce nom. Choisissez la vôtre :" : "Nous ne trouvons pas cette commune. Essayez son nom entier, ou son code postal.";
    wrong.append(said);
    if (towns.length) {
      const row = make("p", "chips");
      for (const town of towns.slice(0, 6)) {
        const button = make("button", "btn btn-line");
        button.type = "button";
        button.textContent = town[0];
        button.addEventListener("click", () => { field.value = town[0]; refresh(); field.focus(); });
        row.append(button);
      }
      wrong.append(row);
    }
    return null;
  }

  function found(typed) {
    const key = plain(typed);
    const exact = communes.filter((one) => plain(one[0]) === key);
    if (exact.length || !key) return exact;
    const coded = communes.filter((one) => one[3].split(" ").includes(key));
    return coded.length ? coded : communes.filter((one) => plain(one[0]).startsWith(key));
  }

  function noneFound() {
    const block = make("div", "empty"), title = make("h3"), words = make("p"), button = make("button", "btn btn-line");
    title.textContent = "Rien dans ce rayon";
    words.textContent = "Aucune boutique ne réunit tous vos choix.";
    button.type = "button";
    button.textContent = "Tout afficher";
    button.addEventListener("click", () => { const town = field.value; form.reset(); field.value = town; refresh(); count.focus(); });
    block.append(title, words, button);
    return block;
  }

  function distance(shop, km) {
    shop.querySelector("b.km")?.remove();
    if (km === null || km === Infinity) return;
    const said = bold(` à ${spoken(km)}`);
    said.className = "nowrap km";
    const line = shop.querySelector("p");
    line.insertBefore(said, line.querySelector("br"));
  }

  // Under the heading of a territory, a shop is one level lower than in a list by distance.
  function level(shop, tag) {
    const title = shop.querySelector("h3, h4");
    if (title.localName === tag) return;
    const other = make(tag);
    other.append(...title.childNodes);
    title.replaceWith(other);
  }

  function kilometres(town, [latitude, longitude]) {
    const rad = Math.PI / 180, a = Math.sin(((latitude - town[1]) * rad) / 2) ** 2 + Math.cos(town[1] * rad) * Math.cos(latitude * rad) * Math.sin(((longitude - town[2]) * rad) / 2) ** 2;
    return 12742 * Math.asin(Math.sqrt(a));
  }

  function make(tag, style) { const one = document.createElement(tag); if (style) one.className = style; return one; }
  function bold(text) { const one = make("b"); one.textContent = text; return one; }
  function name(shop) { return shop.querySelector("h3 a, h4 a").textContent; }
  function spoken(km) { return `${Math.max(1, Math.round(km))}\u00a0km`; }
  function has(shop, what, wanted) { return !wanted.length || shop.dataset[what].split(" ").some((one) => wanted.includes(one)); }
  function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/[^a-z0-9]+/g, " ").trim(); }
};
