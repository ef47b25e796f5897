// The map of gaps: counts again for a mission and an audience, and on the day it is read, so that a site
// that is not rebuilt doesn't lie. The rules are those of `generators.network.gaps`, the words those of
// `generators.pages.departements.gaps`: for the choice of the built page the script changes nothing.

import { avertir } from "../shared/bornes.js";
import { estAncienne } from "../records/fraicheur.js";
import { lecteur } from "../shared/edition.js";

const ICONES = { oui: "coche", verifier: "alerte", inconnu: "info", non: "moins" };

const page = document.querySelector("[data-couverture]");
const choix = page.querySelector("#choix");
const acteurs = await lecteur("couverture")("acteurs");
/** The reader's day, unless their clock is behind the day of the build. */
const jour = new Date(Math.max(Date.now(), new Date(`${page.dataset.couverture}T12:00`)));

const dit = (termes, voulu) => (termes.length === 0 ? null : voulu === "" || termes.includes(voulu));

/** Whether an actor has a mission for an audience; null when what was filled in doesn't say. */
function repond(acteur, mission, publique) {
  const reponses = [dit(acteur.missions, mission), publique === "" || dit(acteur.publics, publique)];
  if (reponses.includes(false)) return false;
  return reponses.includes(null) ? null : true;
}

export function compter(concernes, mission, publique) {
  const reponses = concernes.map((acteur) => [acteur, repond(acteur, mission, publique)]);
  const connus = reponses.filter(([, reponse]) => reponse).map(([acteur]) => acteur.verifie_le);
  const anciens = connus.filter((iso) => !iso || estAncienne(iso, jour)).sort();
  const cellule = {
    aJour: connus.length - anciens.length,
    aVerifier: anciens.length,
    inconnus: reponses.filter(([, reponse]) => reponse === null).length,
    derniere: anciens.at(-1),
  };
  return { ...cellule, etat: etat(cellule) };
}

function etat({ aJour, aVerifier, inconnus }) {
  if (aJour) return "oui";
  if (aVerifier) return "verifier";
  return inconnus ? "inconnu" : "non";
}

const aVerifierDit = (nombre) => `${nombre}\u00a0à\u00a0confirmer`;

/** The month from which a record is out of date: twelve after its verification. */
function depuis(iso) {
  const [annee, mois] = iso.split("-");
  return `depuis\u00a0${mois}/${Number(annee) + 1}`;
}

/** What a cell says: its words and its detail. */
function mots({ etat, aJour, aVerifier, inconnus, derniere }) {
  if (etat === "oui") return [`${aJour}\u00a0confirmée${aJour < 2 ? "" : "s"}`, aVerifier ? `et ${aVerifierDit(aVerifier)}` : ""];
  if (etat === "verifier") return [aVerifierDit(aVerifier), derniere ? depuis(derniere) : ""];
  if (etat === "inconnu") return ["Non renseigné", `pour ${inconnus}\u00a0structure${inconnus < 2 ? "" : "s"}`];
  return ["Aucun", "acteur connu"];
}

function nationalDit({ aJour, aVerifier }) {
  const nombre = aJour + aVerifier;
  if (!nombre) return "Aucune structure nationale n’est connue pour ce choix.";
  const qui = nombre < 2 ? `${nombre}\u00a0structure nationale couvre` : `${nombre}\u00a0structures nationales couvrent`;
  const tous = `\u00a0; ${nombre < 2 ? "sa fiche est" : "leurs fiches sont"} à\u00a0confirmer`;
  const certains = aVerifier ? `, dont ${aVerifierDit(aVerifier)}` : "";
  return `${qui} aussi chaque département${aJour ? certains : tous}.`;
}

/** What stands in each cell, so that a choice of mission, which changes none, touches none. */
const ecrites = new Map();

function ecrireCase(td, cellule) {
  const [mot, detail] = mots(cellule);
  if (ecrites.get(td) === mot + detail) return;
  ecrites.set(td, mot + detail);
  td.className = `etat-${cellule.etat}`;
  const trace = td.querySelector("use");
  trace.setAttribute("href", trace.getAttribute("href").replace(/#.*/, `#${ICONES[cellule.etat]}`));
  td.querySelector(".etat__mot").textContent = mot;
  td.querySelector(".etat__detail").textContent = detail;
}

function ecrireCarte(code, cellule) {
  // A small one is drawn twice: on the map of the country, and in its inset.
  for (const forme of page.querySelectorAll(`.carte .dep[data-code="${code}"]`)) {
    forme.setAttribute("class", `dep manque-${cellule.etat}`);
    const titre = forme.querySelector("title");
    const [nom] = titre.textContent.split("\u00a0: ");
    titre.textContent = `${nom}\u00a0: ${mots(cellule).filter(Boolean).join(" ")}`;
  }
}

/** One row of the table and its shape on the map; returns the state that the map shows. */
function ecrireDepartement(rangee, mission, publique) {
  const { code } = rangee.dataset;
  const locaux = acteurs.filter(({ departements }) => departements.includes(code));
  for (const td of rangee.cells) {
    if (td.tagName === "TD") ecrireCase(td, compter(locaux, td.dataset.mission, publique));
  }
  const cellule = compter(locaux, mission, publique);
  ecrireCarte(code, cellule);
  return cellule.etat;
}

function montrer() {
  const mission = choix.elements.mission.value;
  const publique = choix.elements.public.value;
  const etats = [...page.querySelectorAll("tr[data-code]")].map((rangee) => ecrireDepartement(rangee, mission, publique));
  for (const ligne of page.querySelectorAll("[data-etat]")) {
    ligne.querySelector("strong").textContent = etats.filter((etat) => etat === ligne.dataset.etat).length;
  }
  for (const cellule of page.querySelectorAll("[data-mission]")) {
    cellule.classList.toggle("hors-choix", cellule.dataset.mission !== mission);
  }
  page.querySelector("[data-national]").textContent = nationalDit(
    compter(acteurs.filter(({ national }) => national), mission, publique),
  );
  for (const nom of ["mission", "public"]) {
    for (const lieu of page.querySelectorAll(`[data-dit="${nom}"]`)) {
      lieu.textContent = choix.elements[nom].selectedOptions[0].text;
    }
  }
}

/** In one sentence, what the map has become. */
function annoncer() {
  const comptes = [...page.querySelectorAll("[data-etat]")].map(
    (ligne) => `${ligne.querySelector("span").textContent}\u00a0: ${ligne.querySelector("strong").textContent}`,
  );
  page.querySelector("[data-annonce]").textContent =
    `${page.querySelector("h2[id=choix-dit]").textContent}. ${comptes.join(". ")}.`;
}

function lireAdresse() {
  const adresse = new URLSearchParams(location.search);
  let inconnu = false;
  for (const champ of choix.elements) {
    champ.value = adresse.get(champ.name) ?? "";
    inconnu ||= champ.selectedIndex < 0;
    if (champ.selectedIndex < 0) champ.value = "";
  }
  avertir("choix", inconnu ? "Un choix de cette adresse n’existe pas, ou plus\u00a0: il est laissé de côté." : "");
  montrer();
}

function ecrireAdresse() {
  const adresse = new URLSearchParams([...new FormData(choix)].filter(([, valeur]) => valeur !== ""));
  history.replaceState(history.state, "", `${location.pathname}${adresse.size ? `?${adresse}` : ""}`);
}

choix.addEventListener("change", () => {
  ecrireAdresse();
  montrer();
  annoncer();
});
choix.addEventListener("submit", (evenement) => evenement.preventDefault());
lireAdresse();
