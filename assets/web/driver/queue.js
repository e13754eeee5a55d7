// What was typed on the road, kept by the phone until the server says it has it. Used by the pages and by the service
// worker alike; no page is needed to send. Needs idb.js.
const NEEDED_ROOM = 20 * 1024 * 1024; // bytes: about forty stops with a photo each
const TRIED_ROOM = 4 * 1024 * 1024; // bytes really written: browsers do not tell everybody how much is left
const SEND_SECONDS = 60;
const news = typeof BroadcastChannel === "function" ? new BroadcastChannel("saisies") : { postMessage() {} };

let openedBase;
function base() {
  openedBase ??= soon(idb.openDB("tournees", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("waiting", { keyPath: "id", autoIncrement: true }); // in the order they were typed
      fresh.createObjectStore("review", { keyPath: "id" }); // what the server refused or put aside, with its sentence
      fresh.createObjectStore("links"); // round -> its last address opened, « /t/TOKEN », and its last day
      fresh.createObjectStore("trial");
    },
    blocking() { openedBase?.then((opened) => opened.close()); openedBase = undefined; },
    terminated() { openedBase = undefined; },
  }), 5);
  openedBase.catch(() => { openedBase = undefined; });
  return openedBase;
}

// Some private modes never answer.
function soon(promise, seconds) {
  return Promise.race([promise, new Promise((_, refuse) => setTimeout(refuse, seconds * 1000, new Error("no answer")))]);
}

// Whether this phone can keep entries and show pages without network, tried for real with so many bytes.
async function canKeep(bytes) {
  if (!("serviceWorker" in navigator) || !self.caches || !self.indexedDB) return false;
  try {
    const opened = await base();
    await opened.put("trial", new Blob([new Uint8Array(bytes)]), "blob");
    const back = await opened.get("trial", "blob");
    await opened.delete("trial", "blob");
    if (!(back instanceof Blob) || (await back.arrayBuffer()).byteLength !== bytes) return false;
    const room = await navigator.storage?.estimate?.();
    return !room || room.quota - room.usage > NEEDED_ROOM;
  } catch {
    return false;
  }
}

async function keepEntry(entry) {
  const opened = await base();
  await opened.add("waiting", entry);
  news.postMessage("kept");
}

async function rememberLink(round, address, until) {
  await (await base()).put("links", { address, until }, round);
}

// Addresses of shops do not stay on a phone once the link is over. What was typed does, until it is sent or read.
async function forgetOldRounds() {
  const opened = await base();
  const today = new Date().toISOString().slice(0, 10);
  for (const round of await opened.getAllKeys("links")) {
    const link = await opened.get("links", round);
    if (link.until >= today) continue;
    await caches.delete(cacheOf(link.address));
    if (!(await opened.getAll("waiting")).some((one) => one.round === round)) await opened.delete("links", round);
  }
}

// The pages of one round: its cache goes with its link.
const cacheOf = (address) => `tournee-${address.split("/")[2]}`;

// A round made again has another number: what waited behind a closed link goes where its slip is now.
async function adopt(numbers, round) {
  const opened = await base();
  for (const entry of await opened.getAll("waiting")) {
    if (entry.closed && entry.round !== round && numbers.includes(entry.number)) await opened.put("waiting", { ...entry, round });
  }
}

async function allWaiting() { return (await base()).getAll("waiting"); }
async function allToReview() { return (await base()).getAll("review"); }
async function reviewed(id) { await (await base()).delete("review", id); news.postMessage("reviewed"); }

// Sends what waits, oldest first, one at a time whoever asks. Says { sent, trouble }: trouble is "network" or "server"
// when the rest must wait.
let sendingNow;
function sendAll() {
  sendingNow ??= (navigator.locks ? navigator.locks.request("envoi-des-saisies", sendInOrder) : sendInOrder())
    .finally(() => { sendingNow = undefined; });
  return sendingNow;
}

async function sendInOrder() {
  const opened = await base();
  let sent = 0;
  for (const id of await opened.getAllKeys("waiting")) {
    const entry = await opened.get("waiting", id);
    if (!entry) continue;
    const link = (await opened.get("links", entry.round))?.address || entry.link;
    if (entry.closed?.link === link) continue; // this link no longer opens: waits for the new one
    const answer = await sendOne(entry, link);
    if (answer.trouble) return { sent, trouble: answer.trouble };
    if (answer.reason === "link") {
      await opened.put("waiting", { ...entry, closed: { link, message: answer.message } });
      continue;
    }
    // Out of the queue only now, and what must be read again moves in the same transaction: never lost in between.
    const both = opened.transaction(["waiting", "review"], "readwrite");
    if (answer.status !== "applied" || answer.lost) both.objectStore("review").put({ ...entry, answer });
    both.objectStore("waiting").delete(id);
    await both.done;
    sent += 1;
    news.postMessage("sent");
  }
  return { sent };
}

async function sendOne(entry, link) {
  const form = new FormData();
  for (const [name, value] of entry.fields) {
    if (value instanceof Blob) form.append(name, value, name + (value.type === "image/png" ? ".png" : ".jpg"));
    else form.append(name, value);
  }
  form.append("saisi", entry.enteredAt);
  form.append("envoi", new Date().toISOString());
  let answer;
  try {
    // A Wi-Fi that answers in the server's place would redirect: that is no network, not an answer.
    answer = await fetch(`${link}/${entry.number}`, {
      method: "POST", body: form, headers: { Accept: "application/json" }, redirect: "error", cache: "no-store",
      signal: AbortSignal.timeout?.(SEND_SECONDS * 1000),
    });
  } catch {
    return { trouble: "network" };
  }
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return { trouble: "server" };
  if (answer.status === 413) return { status: "refused", message: "La photo est trop lourde. Reprenez ce bon, sans elle ou avec une autre." };
  const said = await answer.json().catch(() => ({}));
  return ["applied", "to_settle", "refused"].includes(said.status) ? said : { trouble: "server" };
}
