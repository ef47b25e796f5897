// The header's sheets, the phone's menu and the search: they close on Escape, on a tap outside, and when the focus
// leaves them. What searches is only read once the search opens.

import { expliquer } from "./edition.js";

const feuilles = [...document.querySelectorAll(".entete details")];

function fermer(feuille, { rendre = false } = {}) {
  if (!feuille.open) return;
  feuille.open = false;
  if (rendre) feuille.querySelector("summary").focus();
}

for (const feuille of feuilles) {
  feuille.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape" && !evenement.defaultPrevented) fermer(feuille, { rendre: true });
  });
  feuille.addEventListener("focusout", (evenement) => {
    if (evenement.relatedTarget && !feuille.contains(evenement.relatedTarget)) fermer(feuille);
  });
}

document.addEventListener("click", (evenement) => {
  for (const feuille of feuilles) if (!feuille.contains(evenement.target)) fermer(feuille);
});
addEventListener("hashchange", () => feuilles.forEach((feuille) => fermer(feuille)));

const recherche = document.querySelector("[data-recherche]");
recherche?.addEventListener("toggle", async () => {
  if (!recherche.open) return;
  const [champ, dit] = [recherche.querySelector("input"), recherche.querySelector("[role=status]")];
  // What is typed before the module comes waits for it, and says so.
  const attendre = () => { dit.textContent = "Recherche en cours…"; };
  champ.addEventListener("input", attendre);
  champ.focus();
  await import("../search/recherche-entete.js").catch((erreur) => {
    dit.textContent = "La recherche ne répond pas. Passez par le menu, ou vérifiez votre connexion.";
    return expliquer(erreur);
  }).finally(() => champ.removeEventListener("input", attendre));
});
