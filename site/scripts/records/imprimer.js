// “Imprimer”: the browser's own dialogue, for those who don't know its shortcut.
for (const bouton of document.querySelectorAll("button[data-imprimer]")) {
  bouton.addEventListener("click", () => window.print());
}
