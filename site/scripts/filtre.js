// Filters of a list that is already complete: by words, by chips, by choices. The address bar keeps them.

import { mots, plier } from "./plier.js";

/** True when a card has each word that was typed, plural or not, and each chosen term. */
export function convient(fiche, criteres) {
  const { q = "", ...choisis } = criteres;
  const siens = fiche.dataset.mots ?? "";
  const cherches = mots(q).map(plier).map((mot) => (mot.length > 3 ? mot.replace(/[sx]$/, "") : mot));
  const texte = cherches.every((mot) => siens.includes(mot));
  return texte && Object.entries(choisis).every(
    ([nom, valeur]) => valeur === "" || (fiche.dataset[nom] ?? "").split(" ").includes(valeur),
  );
}

class Filtre {
  constructor(formulaire) {
    const id = formulaire.dataset.filtre;
    this.formulaire = formulaire;
    this.liste = document.getElementById(id);
    this.compte = document.querySelector(`[data-filtre-compte="${id}"]`);
    this.vide = document.querySelector(`[data-filtre-vide="${id}"]`);
    this.puces = [...formulaire.querySelectorAll("[data-filtre-nom]")];
    this.choisies = {};
    this.compte?.setAttribute("aria-live", "polite");
    formulaire.addEventListener("input", () => this.appliquer());
    formulaire.addEventListener("submit", (evenement) => { evenement.preventDefault(); this.appliquer(); });
    for (const puce of this.puces) puce.addEventListener("click", (evenement) => this.choisir(evenement, puce));
    document.querySelector(`[data-filtre-effacer="${id}"]`)?.addEventListener("click", (e) => this.effacer(e));
  }

  lireAdresse() {
    const adresse = new URLSearchParams(location.search);
    for (const champ of this.formulaire.elements) if (champ.name) champ.value = adresse.get(champ.name) ?? "";
    for (const { dataset } of this.puces) this.choisies[dataset.filtreNom] = adresse.get(dataset.filtreNom) ?? "";
    this.appliquer();
  }

  choisir(evenement, puce) {
    evenement.preventDefault();
    this.choisies[puce.dataset.filtreNom] = puce.dataset.filtreValeur;
    this.appliquer();
  }

  effacer(evenement) {
    evenement.preventDefault();
    this.formulaire.reset();
    for (const nom of Object.keys(this.choisies)) this.choisies[nom] = "";
    this.appliquer();
    this.formulaire.querySelector("input")?.focus();
  }

  appliquer() {
    const criteres = { ...Object.fromEntries(new FormData(this.formulaire)), ...this.choisies };
    const fiches = [...this.liste.children];
    for (const fiche of fiches) fiche.hidden = !convient(fiche, criteres);
    this.montrer(criteres, fiches.filter((fiche) => !fiche.hidden).length);
  }

  montrer(criteres, nombre) {
    for (const puce of this.puces) {
      const choisie = this.choisies[puce.dataset.filtreNom] === puce.dataset.filtreValeur;
      if (choisie) puce.setAttribute("aria-current", "true");
      else puce.removeAttribute("aria-current");
    }
    const { un, plusieurs } = this.compte.dataset;
    this.compte.textContent = `${nombre}\u00a0${nombre < 2 ? un : plusieurs}`;
    this.liste.hidden = nombre === 0;
    if (this.vide) this.vide.hidden = nombre > 0;
    const adresse = new URLSearchParams(Object.entries(criteres).filter(([, valeur]) => valeur !== ""));
    history.replaceState(history.state, "", `${location.pathname}${adresse.size ? `?${adresse}` : ""}${location.hash}`);
  }
}

for (const formulaire of document.querySelectorAll("form[data-filtre]")) new Filtre(formulaire).lireAdresse();
