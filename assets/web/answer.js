// Extras of the forms: plus and minus buttons, the error summary takes focus, « lien ouvert » once the page is seen.
// Without this script every form works.
document.documentElement.classList.add("js");
const seenAddress = document.currentScript && document.currentScript.dataset.seen;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const input = button.parentElement.querySelector("input");
  const wanted = Number(input.value || 0) + Number(button.dataset.step);
  input.value = Math.min(Number(input.max), Math.max(Number(input.min), wanted));
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
const summary = document.getElementById("resume");
if (summary) summary.focus();

// A person has the page before their eyes for a second: said by a POST, never by the opening of the address itself.
if (seenAddress && navigator.sendBeacon) {
  let waiting = 0;
  const watch = () => {
    clearTimeout(waiting);
    if (document.visibilityState !== "visible") return;
    waiting = setTimeout(() => {
      if (navigator.sendBeacon(seenAddress)) document.removeEventListener("visibilitychange", watch);
    }, 1000);
  };
  document.addEventListener("visibilitychange", watch);
  watch();
}
