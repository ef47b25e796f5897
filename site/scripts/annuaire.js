// The directory: filters and orders the list that the page already holds, and keeps the map in step.
// The state is in the address, so that it can be shared and the back button works.

import { dessiner } from "./annuaire-carte.js";
import { chercher, indexer } from "./recherche.js";

const page = document.querySelector("[data-annuaire]");
const formulaire = page.querySelector("form");
const champ = formulaire.elements.q;
const liste = page.querySelector(".resultats");
const compte = page.querySelector("[data-compte]");
const vide = page.querySelector("[data-vide]");
const rangees = new Map([...liste.children].map((rangee) => [rangee.dataset.id, rangee]));
const cases = [...page.querySelectorAll(".facettes input[type=checkbox]")];

const { acteurs } = await (await fetch(new URL("acteurs.json", location.href.replace(/[^/]*([?#].*)?$/, "")))).json();
const parId = new Map(acteurs.map((acteur) => [acteur.id, acteur]));
const index = indexer(acteurs);
const carte = dessiner(page.querySelector("[data-carte]"), rangees, choisir);

function coches() {
  const groupes = new Map();
  for (const { name, value, checked } of cases) {
    if (checked) groupes.set(name, [...(groupes.get(name) ?? []), value]);
  }
  return groupes;
}

function porte(acteur, liste, codes) {
  const siens = liste === "categories" ? [acteur.categorie] : acteur[liste];
  return codes.some((code) => siens.includes(code));
}

function filtrer(acteurs, groupes) {
  return acteurs.filter((acteur) => [...groupes].every(([liste, codes]) => porte(acteur, liste, codes)));
}

/** How many of the found actors each box would leave, the other groups staying as they are. */
function compter(trouves, groupes) {
  for (const { name, value, parentElement } of cases) {
    const autres = new Map([...groupes].filter(([liste]) => liste !== name));
    const nombre = filtrer(trouves, autres).filter((acteur) => porte(acteur, name, [value])).length;
    parentElement.querySelector(".case__nombre").textContent = nombre;
    parentElement.classList.toggle("case--vide", nombre === 0);
  }
}

function annoncer(nombre) {
  const question = champ.value.trim();
  const quoi = nombre === 0 ? "Aucune structure" : nombre === 1 ? "1 structure" : `${nombre} structures`;
  compte.textContent = question ? `${quoi} pour «\u00a0${question}\u00a0»` : quoi;
  vide.hidden = nombre > 0;
}

function montrer() {
  const groupes = coches();
  const trouves = chercher(index, acteurs, champ.value).map((id) => parId.get(id));
  const gardes = filtrer(trouves, groupes);
  for (const rangee of rangees.values()) rangee.hidden = true;
  gardes.forEach((acteur, rang) => {
    const rangee = rangees.get(acteur.id);
    rangee.hidden = false;
    rangee.querySelector(".marque__numero").textContent = rang + 1;
    liste.append(rangee);
  });
  compter(trouves, groupes);
  annoncer(gardes.length);
  carte.montrer(gardes);
}

function choisir(id) {
  for (const [autre, rangee] of rangees) rangee.classList.toggle("resultat--choisi", autre === id);
}

function lireAdresse() {
  const etat = new URLSearchParams(location.search);
  champ.value = etat.get("q") ?? "";
  for (const coche of cases) coche.checked = etat.getAll(coche.name).includes(coche.value);
  montrer();
}

function ecrireAdresse(methode) {
  const etat = new URLSearchParams();
  if (champ.value.trim()) etat.set("q", champ.value.trim());
  for (const coche of cases) if (coche.checked) etat.append(coche.name, coche.value);
  const adresse = etat.size ? `?${etat}` : location.pathname;
  if (adresse !== (location.search || location.pathname)) history[methode](null, "", adresse);
}

formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  ecrireAdresse("pushState");
  montrer();
});
champ.addEventListener("input", () => {
  ecrireAdresse("replaceState");
  montrer();
});
for (const coche of cases) {
  coche.addEventListener("change", () => {
    ecrireAdresse("pushState");
    montrer();
  });
}
page.querySelector("[data-effacer]").addEventListener("click", () => {
  for (const coche of cases) coche.checked = false;
  champ.value = "";
  ecrireAdresse("pushState");
  montrer();
  champ.focus();
});
for (const bouton of page.querySelectorAll(".bascule-vue button")) {
  bouton.addEventListener("click", () => {
    page.dataset.vue = bouton.value;
    for (const autre of page.querySelectorAll(".bascule-vue button")) {
      autre.setAttribute("aria-pressed", String(autre === bouton));
    }
    carte.ajuster();
  });
}
const filtres = page.querySelector("[data-filtres]");
filtres.addEventListener("click", () => {
  const ouvert = page.querySelector(".facettes").classList.toggle("facettes--ouvertes");
  filtres.setAttribute("aria-expanded", String(ouvert));
});
page.querySelector("[data-fermer-filtres]").addEventListener("click", () => {
  page.querySelector(".facettes").classList.remove("facettes--ouvertes");
  filtres.setAttribute("aria-expanded", "false");
  filtres.focus();
});
addEventListener("popstate", lireAdresse);
lireAdresse();
