// Pages of a round opened once are shown again without network. Only what lies under /t/ passes here. The address that
// serves this file (/t/sw.js) writes RESOURCES above: a changed style or script makes a new worker.
const FILES = "ressources";
const PATIENCE = 4000; // ms before an old page is shown instead of a slow one

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(FILES)).addAll(RESOURCES);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const files = await caches.open(FILES);
    const wanted = new Set(RESOURCES.map((one) => new URL(one, location).href));
    for (const one of await files.keys()) if (!wanted.has(one.url)) await files.delete(one);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/ressources/")) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && /^\/t\/[^/]+(\/B[LR]-[\w-]+)?$/.test(address.pathname)) {
    const fresh = network(event.request, address);
    event.respondWith(page(fresh, address));
    event.waitUntil(fresh.catch(() => {}));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === "envoi") {
    event.waitUntil(sendAll().then((done) => { if (done.trouble) throw new Error(done.trouble); })); // asked again later
  }
});

async function file(request) {
  return (await caches.match(request)) || fetch(request).catch(
    // A page kept before a change asks for a file of then: today's will do.
    async () => (await caches.match(request, { ignoreSearch: true })) || Response.error());
}

async function network(request, address) {
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected && !address.search) {
    const copy = answer.clone();
    await caches.open(cacheOf(address.pathname)).then((kept) => kept.put(address.pathname, copy)).catch(() => {}); // no room: shown all the same
  } else if ([404, 410].includes(answer.status) && address.pathname.split("/").length === 3) {
    await caches.delete(cacheOf(address.pathname)); // the link was closed: its pages do not stay on the phone
  }
  return answer;
}

async function page(fresh, address) {
  const kept = await caches.match(address.pathname, { ignoreSearch: true });
  if (!kept) return fresh.catch(nothingKept);
  const late = new Promise((done) => setTimeout(done, PATIENCE, kept));
  const answer = await Promise.race([fresh.catch(() => kept), late]);
  return answer.status >= 500 || answer.status === 429 ? kept : answer;
}

function nothingKept() {
  const words = "<!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    + "<title>Hors connexion</title><h1>Hors connexion</h1><p>Cette page n’a pas encore été ouverte sur ce téléphone. "
    + "Revenez à la page de la tournée, ou réessayez avec du réseau. Vos saisies sont gardées.</p>";
  return new Response(words, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
