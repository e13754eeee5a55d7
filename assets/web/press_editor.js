// Extras of the press kit's editor: signs and variables at the cursor, counters, the page drawn as one types, drafts kept
// until they are saved, text pasted from Word. Without this script every form works.
const page = document.getElementById("presse");
const root = document.documentElement;
root.classList.add("js");
for (const one of document.querySelectorAll(".tools, .variables, .variables-all [data-insert]")) one.hidden = false;
const summary = document.getElementById("resume");
if (summary) summary.focus();

const fields = [...page.querySelectorAll("textarea[data-most]")];
const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
const codeOf = (field) => field.form.dataset.block;
const dirty = (field) => "unsaved" in field.dataset || field.value !== field.defaultValue;

// ---- Writing at the cursor: execCommand keeps the browser's own « undo » ---------------------------------------------
let last = fields[0] || null;
const write = (field, text, from = field.selectionStart, to = field.selectionEnd) => {
  field.focus();
  field.setSelectionRange(from, to);
  let done = false;
  try { done = document.execCommand(text ? "insertText" : "delete", false, text); } catch { done = false; }
  if (!done) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};
const signs = {
  bold(field) {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const inside = value.slice(from, to);
    if (value.slice(from - 2, from) === "**" && value.slice(to, to + 2) === "**") {
      write(field, inside, from - 2, to + 2);
      field.setSelectionRange(from - 2, from - 2 + inside.length);
    } else {
      write(field, `**${inside || "gras"}**`);
      field.setSelectionRange(from + 2, from + 2 + (inside || "gras").length);
    }
  },
  list(field) {
    const { selectionStart, selectionEnd, value } = field;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = value.indexOf("\n", selectionEnd);
    const to = end < 0 ? value.length : end;
    const lines = value.slice(from, to).split("\n");
    const listed = lines.every((line) => line.startsWith("- "));
    const before = !listed && from > 0 && !/(^|\n)(- .*)?\n$/.test(value.slice(0, from)) ? "\n" : "";
    write(field, before + lines.map((line) => (listed ? line.slice(2) : `- ${line.replace(/^- /, "")}`)).join("\n"), from, to);
  },
  link(field) {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const words = value.slice(from, to) || "les mots";
    const known = /^(https:\/\/|mailto:)\S+$/.test(words);
    write(field, known ? `[les mots](${words})` : `[${words}](https://)`);
    if (known) field.setSelectionRange(from + 1, from + 9);
    else field.setSelectionRange(from + words.length + 3, from + words.length + 11);
  },
};
document.addEventListener("focusin", (event) => { if (fields.includes(event.target)) last = event.target; });
document.addEventListener("click", (event) => {
  const sign = event.target.closest("[data-sign]");
  if (sign) return signs[sign.dataset.sign](sign.form.querySelector("textarea"));
  const chip = event.target.closest("[data-insert]");
  if (!chip) return;
  const field = chip.form ? chip.form.querySelector("textarea") : last;
  if (field) write(field, `{{${chip.dataset.insert}}}`);
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !fields.includes(event.target)) return;
  const sign = { b: "bold", k: "link" }[event.key.toLowerCase()];
  if (!sign || codeOf(event.target) === "title") return;
  event.preventDefault();
  signs[sign](event.target);
});

// ---- Pasting from Word or a page: its bold, lists and links become our signs; nothing of it is ever inserted as HTML --
const asSigns = (html) => {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const line = (node) => [...node.childNodes].map((child) => {
    if (child.nodeType === Node.TEXT_NODE) return child.data.replace(/[\s\u00a0]+/g, (gap) => (/^\u00a0+$/.test(gap) ? "\u00a0" : " "));
    if (child.nodeType !== Node.ELEMENT_NODE || /^(style|script|title|meta|link)$/i.test(child.tagName)) return "";
    if (child.tagName === "BR") return "\n";
    const inside = line(child);
    if (!inside.trim()) return inside;
    const [, before, words, after] = inside.match(/^(\s*)([^]*?)(\s*)$/);
    if (child.tagName === "A" && /^(https:|mailto:)/i.test(child.getAttribute("href") || "")) return `${before}[${words}](${child.getAttribute("href")})${after}`;
    const heavy = /^(B|STRONG)$/.test(child.tagName) && !/font-weight:\s*(normal|400)/i.test(child.getAttribute("style") || "");
    return heavy && !words.includes("**") ? `${before}**${words}**${after}` : inside;
  }).join("");
  const blocks = [];
  const walk = (node) => {
    for (const child of node.childNodes) {
      const tag = child.nodeType === Node.ELEMENT_NODE ? child.tagName : "";
      if (/^(STYLE|SCRIPT|TITLE|META|LINK)$/.test(tag) || child.nodeType === Node.COMMENT_NODE) continue;
      const word = tag === "P" && /mso-list|MsoList/i.test(`${child.getAttribute("style")} ${child.className}`);
      if (tag === "LI" || word) {
        const item = line(child).replace(/^[\s\u00a0]*([·•▪§o■◦–-]|\d+[.)])[\s\u00a0]+/, "").trim();
        if (item) blocks.push(`- ${item.replace(/\s*\n\s*/g, " ")}`);
      } else if (/^(P|H[1-6]|BLOCKQUOTE)$/.test(tag) || (tag === "DIV" && !child.querySelector("p,div,ul,ol,table"))) {
        if (line(child).trim()) blocks.push(line(child).trim());
      } else if (tag && (child.querySelector("p,div,li,h1,h2,h3,h4") || /^(UL|OL|TABLE|TBODY|TR|TD)$/.test(tag))) walk(child);
      else {
        const words = (tag ? line({ childNodes: [child] }) : child.data || "").trim();
        if (words) blocks.push(words);
      }
    }
  };
  walk(body);
  return blocks.reduce((text, one) => text + (!text ? "" : one.startsWith("- ") && /(^|\n)- [^\n]*$/.test(text) ? "\n" : "\n\n") + one, "");
};
document.addEventListener("paste", (event) => {
  if (!fields.includes(event.target) || !event.clipboardData) return;
  const html = event.clipboardData.getData("text/html");
  if (!/<(p|li|b|strong|ul|ol|h\d|a)\b/i.test(html)) return;
  const text = asSigns(html);
  if (!text) return;
  event.preventDefault();
  write(event.target, text);
});

// ---- Counting ---------------------------------------------------------------------------------------------------------
const count = (field) => {
  const said = document.getElementById(`compte-${codeOf(field)}`);
  const most = Number(field.dataset.most);
  const length = [...field.value.replace(/\r\n/g, "\n")].length;
  const over = length > most;
  said.textContent = over ? `${number(length)} signes : ${number(length - most)} de trop` : `${number(length)} signes sur ${number(most)}, avec les variables`;
  said.classList.toggle("is-over", over);
};

// ---- Drafts: kept in this browser until they are saved, then offered back ----------------------------------------------
const keyOf = (field) => `presse:${page.dataset.queryEdition}:${page.dataset.queryPour}:${codeOf(field)}`;
const drafts = {
  keep(field) {
    try {
      if (dirty(field)) localStorage.setItem(keyOf(field), JSON.stringify({ text: field.value, at: Date.now(), version: field.dataset.version }));
      else localStorage.removeItem(keyOf(field));
    } catch { /* a browser that keeps nothing still writes */ }
  },
  of(field) {
    try { return JSON.parse(localStorage.getItem(keyOf(field)) || "null"); } catch { return null; }
  },
  forget(field) { try { localStorage.removeItem(keyOf(field)); } catch { /* the same */ } },
};
let going = "";
try { going = sessionStorage.getItem("presse:envoi") || ""; sessionStorage.removeItem("presse:envoi"); } catch { going = ""; }
for (const field of fields) {
  count(field);
  const draft = drafts.of(field);
  if (!draft || draft.text === field.value) { if (draft && !("unsaved" in field.dataset)) drafts.forget(field); continue; }
  if ("unsaved" in field.dataset) continue;
  if (going) {  // another block was just sent: this one goes on where it was
    if (codeOf(field) === going) { drafts.forget(field); continue; }
    field.value = draft.text;
    count(field);
    continue;
  }
  const box = field.form.querySelector(".draft");
  const at = new Date(draft.at).toLocaleString("fr-FR", { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
  const older = draft.version !== field.dataset.version ? " Le texte enregistré a changé depuis." : "";
  box.querySelector("p").textContent = `Un texte écrit ${at} n’a pas été enregistré.${older}`;
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-draft]");
    if (!asked) return;
    box.hidden = true;
    if (asked.dataset.draft === "take") write(field, draft.text, 0, field.value.length);
    else drafts.forget(field);
    field.focus();
  });
}
for (const one of document.querySelectorAll("[data-forget]")) {
  one.addEventListener("click", () => {
    const field = fields.find((each) => codeOf(each) === one.dataset.forget);
    if (field) { drafts.forget(field); delete field.dataset.unsaved; field.value = field.defaultValue; leaving = true; }
  });
}
let leaving = false;
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && button.value === "voir" && fields.length) {  // the page beside is already drawn: go and see it
    event.preventDefault();
    const field = event.target.querySelector("textarea");
    if (field) last = field;
    look(true);
    const seen = document.getElementById("apercu");
    seen.scrollIntoView({ block: "start" });
    seen.focus({ preventScroll: true });
    return;
  }
  for (const field of fields) drafts.keep(field);
  // Saved or refused, the page comes back with this text; the drafts of the others wait and go on by themselves.
  try { if (event.target.dataset.block && button && button.value === "enregistrer") sessionStorage.setItem("presse:envoi", event.target.dataset.block); } catch { /* the same */ }
  leaving = true;
});
addEventListener("beforeunload", (event) => {
  if (leaving || !fields.some(dirty)) return;
  event.preventDefault();
  event.returnValue = "";
});

// ---- The page beside, refreshed 600 ms after the last sign; one request at a time, the latest text always last ---------
const figure = document.querySelector(".page-seen");
const said = document.querySelector(".page-said");
const form = () => {
  const sent = new URLSearchParams({ edition: page.dataset.queryEdition, pour: page.dataset.queryPour, bloc: last ? codeOf(last) : "lead" });
  for (const field of fields) if (dirty(field)) sent.append(`texte-${codeOf(field)}`, field.value.slice(0, 40000));
  return sent;
};
const asker = (path, show) => {
  let busy = false, again = false;
  const ask = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(page.dataset.address + path, { method: "POST", body: form(), credentials: "same-origin", redirect: "error" });
      if (answer.ok) await show(answer);
      else if (answer.status === 403) tell("Votre session est finie. Connectez-vous dans un autre onglet : votre texte reste ici.");
    } catch { /* no network: writing goes on, and the next sign asks again */ }
    busy = false;
    if (again) { again = false; ask(); }
  };
  return ask;
};
const tell = (text) => { said.textContent = text; said.hidden = !text; };
const read = asker("/apercu", async (answer) => {
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["conseils", "relu"]) document.getElementById(id).replaceWith(fresh.getElementById(id));
});
const draw = asker("/page", async (answer) => {
  const shown = await answer.json();
  figure.classList.remove("is-late");
  figure.hidden = !shown.picture;
  tell(shown.picture ? "" : shown.said);
  if (!shown.picture) return;
  const image = figure.querySelector("img");
  image.src = shown.picture;
  figure.querySelector("figcaption").textContent = shown.said;
});
let timer = 0;
const look = (now = false) => {
  clearTimeout(timer);
  timer = setTimeout(() => { figure.classList.add("is-late"); read(); draw(); }, now ? 0 : 600);
};
document.addEventListener("input", (event) => {
  if (!fields.includes(event.target)) return;
  count(event.target);
  drafts.keep(event.target);
  last = event.target;
  look();
});
let shownFor = last;
document.addEventListener("focusin", (event) => {
  if (!fields.includes(event.target) || event.target === shownFor) return;
  shownFor = event.target;
  look();
});
if (fields.some(dirty)) look(true);
else draw();
