// « Intégrer l’annuaire »: a few choices become the HTML of a frame, ready to be pasted.

import { SITE } from "../shared/site.js";

const formulaire = document.querySelector("[data-integrer]");
const code = formulaire.querySelector("textarea");
const annuaire = new URL("annuaire/", SITE);

const echapper = (texte) => texte.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** The HTML of the frame. */
export function cadre({ q, vue, hauteur }) {
  const adresse = new URL(annuaire);
  if (q.trim()) adresse.searchParams.set("q", q.trim());
  if (vue) adresse.searchParams.set("vue", vue);
  adresse.searchParams.set("embed", "1");
  const titre = [formulaire.dataset.titre, q.trim()].filter(Boolean).join(" : ");
  return `<iframe src="${echapper(adresse.href)}" title="${echapper(titre)}" width="100%" height="${Math.min(3000, Math.max(400, Number(hauteur) || 900))}" loading="lazy" style="border: 0"></iframe>`;
}

function ecrire() {
  code.value = cadre(Object.fromEntries(new FormData(formulaire)));
}

formulaire.addEventListener("input", ecrire);
formulaire.addEventListener("submit", (evenement) => evenement.preventDefault());
const bouton = formulaire.querySelector("[data-copier-code]");
bouton.addEventListener("click", async () => {
  code.select();
  try {
    await navigator.clipboard.writeText(code.value);
    bouton.textContent = "Code copié";
  } catch {
    bouton.textContent = "Copiez le texte sélectionné";
  }
});
ecrire();
