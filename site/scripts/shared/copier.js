// “Copier le lien”: the address of this page, or the one in data-copier-lien.
const RETOUR_MS = 4000;

const annonce = document.createElement("div");
annonce.className = "hors-ecran";
annonce.setAttribute("role", "status");

/** The button's words, which stand beside its icon. */
const mots = (bouton) =>
  bouton.querySelector("span") ?? [...bouton.childNodes].filter((noeud) => noeud.textContent.trim()).at(-1);

async function copier(bouton, avant) {
  const adresse = new URL(bouton.dataset.copierLien || location.href, location.href).href;
  let resultat = "Lien copié";
  try {
    await navigator.clipboard.writeText(adresse);
  } catch {
    resultat = "Copie impossible";
  }
  mots(bouton).textContent = resultat;
  annonce.textContent = resultat;
  setTimeout(() => {
    mots(bouton).textContent = avant;
    annonce.textContent = "";
  }, RETOUR_MS);
}

const boutons = document.querySelectorAll("button[data-copier-lien]");
if (boutons.length) document.body.append(annonce);
for (const bouton of boutons) {
  const avant = mots(bouton).textContent;
  bouton.addEventListener("click", () => copier(bouton, avant));
}
