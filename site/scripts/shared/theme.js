// The light/dark buttons. A choice that equals the system's is forgotten, so nothing is kept without need.
const CLE = "maillage.theme";
const racine = document.documentElement;
const systeme = matchMedia("(prefers-color-scheme: dark)");
const boutons = document.querySelectorAll(".bascule-theme");

const estSombre = () => (racine.dataset.theme ? racine.dataset.theme === "dark" : systeme.matches);

function montrer() {
  for (const bouton of boutons) bouton.setAttribute("aria-pressed", String(estSombre()));
}

function retenir(sombre) {
  try {
    if (sombre === systeme.matches) localStorage.removeItem(CLE);
    else localStorage.setItem(CLE, sombre ? "dark" : "light");
  } catch {
    // Storage is forbidden: the choice holds for this page only.
  }
}

function basculer() {
  const sombre = !estSombre();
  if (sombre === systeme.matches) delete racine.dataset.theme;
  else racine.dataset.theme = sombre ? "dark" : "light";
  retenir(sombre);
  montrer();
}

for (const bouton of boutons) bouton.addEventListener("click", basculer);
systeme.addEventListener("change", montrer);
montrer();
