// The discreet title: on demand, the tab says neither what the page is about nor whose it is, on every page until
// it closes. apparence.js puts it there before the page's own; the tab alone remembers (sessionStorage).

const CLE = "maillage.discret";
const racine = document.documentElement;
const boutons = document.querySelectorAll("[data-discret]");

/** Names the tab, unless the reader asked that it says nothing. */
export function titrer(texte) {
  if (!racine.classList.contains("discret")) document.title = texte;
}

function cacher() {
  racine.classList.add("discret");
  document.title = racine.dataset.titreDiscret;
  for (const icone of document.querySelectorAll("link[rel=icon]")) icone.href = "data:,";
}

function basculer() {
  const discret = racine.classList.contains("discret");
  try {
    if (discret) sessionStorage.removeItem(CLE);
    else sessionStorage.setItem(CLE, "1");
  } catch {
    // Storage is forbidden: the title is discreet on this page only.
  }
  if (discret) location.reload();
  else cacher();
  montrer();
}

function montrer() {
  for (const bouton of boutons) bouton.setAttribute("aria-pressed", String(racine.classList.contains("discret")));
}

for (const bouton of boutons) bouton.addEventListener("click", basculer);
montrer();
