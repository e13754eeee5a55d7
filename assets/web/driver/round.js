// On each page of a driver: says whether the phone can keep entries, sends what waits, shows what came of it.
// Without this script the pages and their forms work, with network.
document.documentElement.classList.add("js");
const round = document.getElementById("tournee"); // absent from the page of a link that does not open
const banner = document.getElementById("reseau");
const RETRY = 30_000;
let able = null; // whether this phone can keep entries: null until tried
let trouble = ""; // why the last sending stopped
let justSent = 0;

const several = (count, one, many) => `${count}\u00a0${count > 1 ? many : one}`;

function say(title, text = "", kind = "") {
  banner.classList.toggle("is-sent", kind === "sent");
  banner.classList.toggle("is-warned", kind === "warned");
  if (title) {
    banner.querySelector("p b").textContent = title;
    banner.querySelector("p span").textContent = text;
  }
  banner.firstElementChild.hidden = !title;
}

async function showState() {
  if (able === false) {
    say("Ce téléphone ne peut pas garder vos saisies hors connexion.",
      "Avec du réseau, tout marche. Sans réseau, notez sur le bon papier et appelez le hangar.", "warned");
    return;
  }
  const entries = await allWaiting();
  const count = entries.filter((one) => !one.closed).length;
  const waits = several(count, "saisie en attente", "saisies en attente");
  const off = !navigator.onLine || trouble === "network";
  if (off && count) say(`Hors connexion\u00a0: ${waits}.`, count > 1 ? "Elles partiront toutes seules." : "Elle partira toute seule.");
  else if (off) say("Hors connexion.", "Vos saisies seront gardées sur ce téléphone.");
  else if (count && trouble) say(`${waits}.`, `Le service ne répond pas. ${count > 1 ? "Elles partiront toutes seules." : "Elle partira toute seule."}`);
  else if (count) say(`${waits}.`, "Envoi en cours.");
  else if (justSent) say("Tout est parti.", "", "sent");
  else say("");
  markStops(entries);
  showReview(entries);
}

// The list says « en attente d’envoi », and the next stop is the first one that nothing was typed for.
function markStops(entries) {
  const stops = [...document.querySelectorAll(".stop[data-number]")];
  const typed = new Set(entries.filter((one) => one.round === round?.dataset.round).map((one) => one.number));
  for (const stop of stops) {
    const waits = typed.has(stop.dataset.number);
    stop.classList.toggle("is-done", waits || stop.dataset.state === "done");
    stop.querySelector(".done-when").textContent = waits ? "en attente d’envoi" : stop.querySelector(".done-when").dataset.said;
  }
  const next = stops.find((one) => one.dataset.state === "to_do" && !typed.has(one.dataset.number));
  for (const stop of stops) {
    stop.classList.toggle("is-next", stop === next);
    if (stop === next) stop.setAttribute("aria-current", "step"); else stop.removeAttribute("aria-current");
  }
  const done = document.getElementById("faits");
  if (done) {
    const count = stops.filter((one) => one.matches(".is-done, .is-failed")).length;
    done.textContent = several(count, "fait", "faits");
  }
}

// What the server refused or put aside, and what waits for a new link: each with its sentence, until somebody has read.
async function showReview(entries) {
  const part = document.getElementById("a-revoir");
  const known = [...entries.filter((one) => one.closed), ...await allToReview()];
  const lines = known.map((entry) => {
    const line = document.getElementById("a-revoir-modele").content.firstElementChild.cloneNode(true);
    const at = new Date(entry.enteredAt).toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit" }).replace(":", "\u00a0h\u00a0");
    line.querySelector(".what").textContent = `${entry.place}, ${entry.number.replaceAll("-", "\u2060-\u2060")}, saisi à ${at}`;
    line.querySelector(".why").textContent = entry.closed ? `${entry.closed.message} Votre saisie partira dès que vous aurez ouvert le nouveau lien.` : entry.answer.message;
    line.querySelector(".told").replaceChildren(...entry.told.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    const again = line.querySelector("a");
    const refused = !entry.closed && entry.answer.status === "refused";
    const gone = document.querySelector(".stops") && !document.querySelector(`.stop[data-number="${entry.number}"]`);
    if (refused && !gone && round?.dataset.round === entry.round) again.href = `${round.dataset.address}/${entry.number}#revoir-${entry.id}`;
    else again.remove();
    const forget = line.querySelector("button");
    if (entry.closed) forget.remove();
    else if (!refused) forget.textContent = "J’ai lu";
    forget.addEventListener("click", () => {
      // One tap too many must not lose what was typed.
      if (refused && !forget.dataset.sure) { forget.dataset.sure = "1"; forget.textContent = "Touchez encore pour l’effacer"; return; }
      reviewed(entry.id).then(showState);
    });
    return line;
  });
  part.hidden = !lines.length;
  const shown = part.querySelector("ul");
  if (shown.dataset.shown === String(known.map((one) => `${one.id}${one.closed ? "c" : ""}`))) return; // nobody loses their place
  shown.dataset.shown = String(known.map((one) => `${one.id}${one.closed ? "c" : ""}`));
  shown.replaceChildren(...lines);
}

async function sendNow() {
  if (!able) return { sent: 0 };
  const done = await sendAll().catch(() => ({ sent: 0, trouble: "server" }));
  trouble = done.trouble || "";
  if (done.sent && !(await allWaiting()).length) {
    justSent += 1;
    setTimeout(() => { justSent -= 1; showState(); }, 5000);
  }
  if (done.sent) await showFresh();
  await showState();
  return done;
}

// The list as the server now tells it, without reloading the page under the thumb. Tried again while it fails.
let asked = 0;
let stale = false;
async function showFresh() {
  if (!round || !document.querySelector(".stops")) return;
  const mine = ++asked;
  try {
    const answer = await fetch(round.dataset.address, { cache: "no-store" });
    if (mine !== asked || !answer.ok) return; // a later answer says more
    await keepPage(round.dataset.address, answer.clone()).catch(() => {});
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of [".stops", "#tournee .split"]) {
      const fresh = told.querySelector(part);
      if (fresh) document.querySelector(part).replaceWith(fresh);
    }
    stale = false;
  } catch {
    stale = true;
  }
}

async function keepPage(page, answer) {
  await (await caches.open(cacheOf(page))).put(page, answer);
}

// Every page of the round, so that any stop opens without network. One after the other: the server has other guests.
async function keepPages() {
  await navigator.serviceWorker.ready;
  const pages = [round.dataset.address, ...[...document.querySelectorAll(".stop h2 a")].map((one) => one.getAttribute("href"))];
  for (const page of pages) {
    try {
      const answer = await fetch(page, { cache: "no-store" });
      if (answer.ok) await keepPage(page, answer);
    } catch { return; }
    await new Promise((done) => setTimeout(done, 200));
  }
  round.dataset.kept = "oui";
  document.getElementById("prete").hidden = false;
}

async function start() {
  able = await canKeep(document.querySelector(".stops") ? TRIED_ROOM : 65536);
  round?.setAttribute("data-able", able);
  if (!able) return showState();
  if (round) {
    await rememberLink(round.dataset.round, round.dataset.address, round.dataset.until);
    await adopt([...document.querySelectorAll(".stop[data-number]")].map((one) => one.dataset.number), round.dataset.round);
  }
  await forgetOldRounds().catch(() => {});
  await showState();
  navigator.storage?.persist?.().catch(() => {});
  try {
    await navigator.serviceWorker.register("/t/sw.js", { scope: "/t/" });
    if (document.querySelector(".stops")) keepPages();
  } catch { /* without network there is nothing new to fetch */ }
  news.addEventListener?.("message", async (told) => {
    if (told.data === "sent") await showFresh();
    showState();
  });
  addEventListener("online", () => {
    if (document.querySelector(".stops") && !round.dataset.kept) keepPages();
    sendNow();
  });
  addEventListener("offline", showState);
  addEventListener("pageshow", (event) => { if (event.persisted) sendNow(); });
  setInterval(async () => {
    if ((await allWaiting()).length) await sendNow();
    if (stale) { await showFresh(); await showState(); }
  }, RETRY);
  await sendNow();
}
const ready = start().catch(() => { able = false; showState(); });
