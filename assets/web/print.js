// The one button of a page to print.
const button = document.getElementById("imprimer");
button.hidden = false;
button.addEventListener("click", () => print());
