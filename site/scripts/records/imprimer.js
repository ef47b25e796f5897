// “Imprimer”: the browser's own dialogue, for those who don't know its shortcut; paper has what is folded.
for (const bouton of document.querySelectorAll("button[data-imprimer]")) {
  bouton.addEventListener("click", () => window.print());
}

let ouverts = [];
addEventListener("beforeprint", () => {
  ouverts = [...document.querySelectorAll("details.repli:not([open])")];
  for (const suite of ouverts) suite.open = true;
});
addEventListener("afterprint", () => {
  for (const suite of ouverts) suite.open = false;
});
