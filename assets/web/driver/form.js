// The form of one stop: plus and minus, signature, photos made small, and what was typed handed to the phone's memory.
// Without this script the form is sent as any other.
const form = document.getElementById("saisie");
const NUMBER = /^\d{1,4}$/;
const WRONG = "Quantité\u00a0: entier à partir de 0";
let busy = false;

// A page kept by the phone is shown many times: each showing is another operation.
function freshOperation() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements.operation.value = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
freshOperation();
addEventListener("pageshow", () => { busy = false; freshOperation(); });

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const field = button.parentElement.querySelector("input");
  const wanted = Number(field.value || 0) + Number(button.dataset.step);
  field.value = Math.min(Number(field.max), Math.max(Number(field.min), wanted));
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

form.addEventListener("input", (event) => {
  const row = event.target.closest("[data-planned]");
  if (row) missing(row, event.target);
  count();
});
form.addEventListener("change", (event) => {
  if (event.target.type === "file") photoTaken(event.target);
  count();
});

function missing(row, field) {
  const lacking = NUMBER.test(field.value) ? Number(row.dataset.planned) - Number(field.value) : 0;
  row.classList.toggle("is-short", lacking > 0);
  row.querySelector(".gap").textContent = `Il en manque\u00a0${lacking}`;
}

function photoTaken(field) {
  const label = field.closest(".photo");
  if (!label) return;
  label.classList.toggle("is-ready", Boolean(field.files[0]));
  label.querySelector("b").textContent = field.files[0] ? "Photo prête" : label.dataset.words;
}

// « Tout est là »: every line says so, to be read again before it is saved; without this script the button saves.
form.querySelector('[name="tout"]')?.addEventListener("click", (event) => {
  event.preventDefault();
  for (const piece of form.querySelectorAll(".piece")) {
    const ok = piece.querySelector('input[type="radio"][value="ok"]');
    if (ok) { ok.checked = true; continue; }
    for (const field of piece.querySelectorAll(".stepper input")) {
      field.value = field.name.endsWith("-ok") ? piece.dataset.rest : "0";
    }
  }
  count();
  const save = form.querySelector(".btn-big");
  save.scrollIntoView({ block: "center" });
  save.focus({ preventScroll: true });
});

// « 3 pièces sur 4 pointées »
function count() {
  const shown = document.getElementById("pointees");
  if (!shown) return;
  let seen = 0;
  for (const piece of form.querySelectorAll(".piece")) {
    if (piece.querySelector('input[type="radio"]')) seen += piece.querySelector("input:checked") ? 1 : 0;
    else for (const field of piece.querySelectorAll(".stepper input")) seen += Number(field.value) || 0;
  }
  const words = `${seen}\u00a0${seen > 1 ? "pièces" : "pièce"} sur ${shown.dataset.total} ${seen > 1 ? "pointées" : "pointée"}`;
  if (shown.textContent !== words) shown.textContent = words;
}
count();

// The signature, drawn with a finger, becomes a picture of the form.
const canvas = document.getElementById("signature");
let pad = null;
if (canvas && window.SignaturePad) {
  const scale = Math.max(2, devicePixelRatio || 1);
  canvas.width = canvas.offsetWidth * scale;
  canvas.height = canvas.offsetHeight * scale;
  canvas.getContext("2d").scale(scale, scale);
  pad = new SignaturePad(canvas, { penColor: "#34142E", minWidth: 1.5, maxWidth: 3.5 });
  document.getElementById("effacer").addEventListener("click", () => pad.clear());
}

function put(field, blob) {
  const kept = new DataTransfer();
  kept.items.add(blob instanceof File ? blob : new File([blob], blob.type === "image/png" ? "image.png" : "photo.jpg", { type: blob.type }));
  field.files = kept.files;
}

async function withSignature() {
  if (!pad || pad.isEmpty()) return;
  const drawn = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (drawn) put(form.elements.signature, drawn);
}

// The rules that need no server, so that nothing wrong is kept until the evening.
function wrongFields() {
  const wrong = [];
  for (const field of form.querySelectorAll(".stepper input")) {
    const typed = field.value.trim();
    if (field.validity.badInput || (typed === "" ? field.required : !NUMBER.test(typed))) wrong.push([field, WRONG]);
  }
  const receiver = form.elements.recu;
  const outcome = form.elements.issue?.value;
  if (receiver?.dataset.wanted && (!outcome || outcome === "received") && !receiver.value.trim()) wrong.push([receiver, "Indiquez le nom de la personne qui a reçu."]);
  return wrong;
}

function showWrong(wrong) {
  for (const old of form.querySelectorAll(".is-wrong")) { old.classList.remove("is-wrong"); old.querySelector(".wrong")?.remove(); }
  for (const old of form.querySelectorAll('[aria-invalid]')) old.removeAttribute("aria-invalid");
  for (const [field, words] of wrong) {
    const row = field.closest(".stepper-row, .field");
    row.classList.add("is-wrong");
    const told = Object.assign(document.createElement("p"), { className: "wrong", id: `${field.id}-erreur`, textContent: words });
    row.querySelector("label").after(told);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${(field.getAttribute("aria-describedby") || "").replace(told.id, "").trim()} ${told.id}`.trim());
  }
  wrong[0]?.[0].focus();
}

// What was typed, in words, for whoever reads it again later.
function told() {
  const lines = [];
  for (const row of form.querySelectorAll(".stepper-row")) {
    const field = row.querySelector("input");
    const piece = row.closest(".piece")?.querySelector(".piece-name")?.textContent;
    if (field.value !== "") lines.push(`${piece ? `${piece}, ` : ""}${row.querySelector("label").textContent.trim()}\u00a0: ${field.value}`);
  }
  for (const chosen of form.querySelectorAll('input[type="radio"]:checked')) {
    const piece = chosen.closest(".piece");
    const words = chosen.parentElement.querySelector("span").textContent;
    lines.push(piece ? `${piece.querySelector(".piece-name").textContent} ${piece.querySelector(".ref").textContent}\u00a0: ${words}` : words);
  }
  for (const field of form.querySelectorAll('.field input:not([type="file"], [type="number"]), textarea')) {
    if (field.value.trim()) lines.push(`${document.querySelector(`label[for="${field.id}"]`)?.firstChild.textContent.trim()}\u00a0: ${field.value.trim()}`);
  }
  const pictures = [...form.querySelectorAll('input[type="file"]')].filter((one) => one.files[0]);
  if (pictures.length) lines.push(`${pictures.length}\u00a0${pictures.length > 1 ? "images gardées" : "image gardée"}`);
  return lines;
}

function showTrouble(words) {
  const shown = document.getElementById("souci");
  shown.hidden = false;
  shown.querySelector("p").textContent = words;
  shown.focus();
}

form.addEventListener("submit", async (event) => {
  if (!able) { // this phone keeps nothing: the form leaves as any other, with its signature
    if (!pad || pad.isEmpty() || form.elements.signature.files[0]) return;
    event.preventDefault();
    await withSignature();
    form.requestSubmit(event.submitter || undefined);
    return;
  }
  event.preventDefault();
  if (busy) return;
  const wrong = wrongFields();
  showWrong(wrong);
  if (wrong.length) return;
  busy = true;
  await withSignature();
  await window.photoMadeSmall;
  const fields = [...new FormData(form).entries()].filter(([, value]) => typeof value === "string" || value.size);
  if (event.submitter?.name) fields.push([event.submitter.name, event.submitter.value]);
  const entry = {
    round: round.dataset.round, link: round.dataset.address, number: form.dataset.number, place: form.dataset.place,
    enteredAt: new Date().toISOString(), fields, told: told(),
  };
  try {
    await keepEntry(entry);
  } catch {
    await sendAtOnce(entry);
    return;
  }
  if (form.dataset.again) await reviewed(Number(form.dataset.again)).catch(() => {});
  const registration = await navigator.serviceWorker.getRegistration("/t/");
  await registration?.sync?.register("envoi").catch(() => {});
  // With network the answer comes before the next page; without, it will come later.
  if (navigator.onLine) await Promise.race([sendNow(), new Promise((done) => setTimeout(done, 5000))]);
  location.assign(round.dataset.address);
});

// No room left on the phone: the only way is the network, and what is typed stays on the screen.
async function sendAtOnce(entry) {
  const answer = await sendOne(entry, round.dataset.address);
  if (answer.status === "applied") { location.assign(round.dataset.address); return; }
  busy = false;
  showTrouble(answer.message || "Ce téléphone n’a plus de place pour garder cette saisie. Laissez cette page ouverte et renvoyez-la quand le réseau revient, ou notez sur le bon papier.");
}

// « Reprendre ce bon »: the form as it was typed, pictures included.
const again = /^#revoir-(\d+)$/.exec(location.hash);
if (again) {
  ready.then(async () => {
    const entry = (await allToReview()).find((one) => one.id === Number(again[1]));
    if (!entry || entry.number !== form.dataset.number) return;
    for (const [name, value] of entry.fields) {
      const field = form.elements[name];
      if (!field || name === "operation" || name === "tout") continue;
      if (value instanceof Blob) { put(field, value); photoTaken(field); } else field.value = value;
      const fold = (field.closest ? field : form.elements[name][0]).closest("details");
      if (fold && value && value !== "received") fold.open = true;
    }
    form.dataset.again = again[1];
    showTrouble(entry.answer.message);
    for (const row of form.querySelectorAll("[data-planned]")) missing(row, row.querySelector("input"));
    count();
  });
}
