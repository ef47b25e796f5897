// « Vérifier votre fiche »: a structure reads its own record, says that it is right or what is wrong, and sends the
// answer with its own program. Nothing of it reaches a server of ours, nothing is kept.

import { mailto } from "../shared/courriel.js";
import { lireFiche, nomDe, verification } from "../records/fiche.js";
import { champ, changements, copiable, depot } from "./lettre.js";

const GENRE = "actors/";
/** What matters to who looks for help, in the order of the form; the rest is corrected in one's own words. */
const IMPORTANTS = [
  "nom", "telephone", "courriel", "site_web", "horaires_accueil", "adresse", "publics", "zone_eligibilite", "mobilisable_par",
  "modes_mobilisation", "conditions_acces", "nouvelles_situations", "frais",
];

/** What few structures say, corrected as the others where they do, and never asked for. */
const SI_DITS = ["ligne_pour", "lignes", "genre_accueilli", "langues", "disponibilite_urgence", "lien_mobilisation", "delai_attente", "accessibilite", "accessibilite_lieu"];

const formulaire = document.querySelector("[data-verifier]");
const trouver = (nom) => formulaire.querySelector(`[data-${nom}]`);
const demandee = new URLSearchParams(location.search).get("fiche") ?? "";
const reference = demandee.includes("/") ? demandee : `${GENRE}${demandee}`;

let fiche = null;
let champs = [];

function fait([, nom, valeur]) {
  const rang = document.createElement("div");
  rang.append(Object.assign(document.createElement("dt"), { textContent: nom }), Object.assign(document.createElement("dd"), { textContent: valeur }));
  return rang;
}

function presenter() {
  const lien = trouver("fiche-lien");
  lien.href = fiche.page;
  lien.textContent = nomDe(fiche);
  trouver("fiche-verifiee").textContent = verification(fiche).phrase;
  trouver("dit").append(...fiche.champs.filter(([, , valeur]) => valeur !== null).map(fait));
  trouver("retenue").hidden = !fiche.contact?.retenue;
  const parCle = new Map(fiche.champs.map((un) => [un[0], un]));
  const dits = SI_DITS.filter((cle) => (parCle.get(cle)?.[2] ?? null) !== null);
  const importants = [...IMPORTANTS.filter((cle) => parCle.has(cle)), ...dits].map((cle) => parCle.get(cle));
  champs = importants.map(champ);
  trouver("champs").append(...champs.map(({ boite }) => boite));
  const manque = importants.filter(([, , valeur]) => valeur === null).map(([, nom]) => nom.toLowerCase());
  trouver("manque").textContent = `Nous ne savons pas\u00a0: ${manque.join(", ")}.`;
  trouver("manque").hidden = manque.length === 0;
  trouver("fiche").hidden = false;
}

const dit = (id) => formulaire.querySelector(`#${id}`).value.trim();

/** The answer in paragraphs; empty while nothing is said. */
function reponse() {
  const verdict = new FormData(formulaire).get("verdict");
  if (verdict === "exact") return ["Tout est exact."];
  if (verdict !== "corriger") return [];
  const autre = dit("verifier-autre");
  return autre ? [...changements(champs), `Autre\u00a0: ${autre}`] : changements(champs);
}

function composer() {
  trouver("corrections").hidden = new FormData(formulaire).get("verdict") !== "corriger";
  const corps = fiche ? reponse() : [];
  trouver("message").hidden = corps.length === 0;
  if (!fiche) return;
  const debut = [`Fiche\u00a0: ${nomDe(fiche)} (${reference})\n${fiche.page}`];
  const fonction = dit("verifier-fonction");
  const fin = fonction ? [`Fonction\u00a0: ${fonction}`] : [];
  formulaire.querySelector("#signalement-texte").value = [...debut, ...corps, ...fin].join("\n\n");
  const deposer = trouver("deposer");
  if (deposer) deposer.href = depot(formulaire.dataset.depot, { sujet: reference, titre: `Vérifier\u00a0: ${nomDe(fiche)}`, texte: [...corps, ...fin].join("\n\n") });
  const ecrire = trouver("ecrire");
  if (!ecrire) return;
  ecrire.href = mailto({
    a: formulaire.dataset.verifier,
    objet: `Votre fiche\u00a0: ${nomDe(fiche)} [fiche ${reference.replace(GENRE, "")}]`,
    debut,
    paragraphes: corps,
    suite: () => "La suite est trop longue pour ce courriel\u00a0: collez ici le texte copié depuis la page.",
    fin,
  });
}

formulaire.addEventListener("input", composer);
formulaire.addEventListener("submit", (evenement) => evenement.preventDefault());
copiable(trouver("copier-texte"), formulaire.querySelector("#signalement-texte"));

function inconnue(phrase) {
  trouver("inconnue-titre").textContent = phrase;
  trouver("inconnue").hidden = false;
}

try {
  fiche = reference.startsWith(GENRE) ? await lireFiche(reference) : null;
  if (fiche) presenter();
  else inconnue("Cette adresse ne nomme aucune structure, ou plus");
} catch {
  inconnue("La fiche n’a pas pu être lue");
}
