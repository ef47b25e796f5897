// The header's box: what answers while one types, a few of each kind; Enter asks for the page of all results.

import { Champ } from "./champ.js";
import { compter, Reponses } from "./reponses.js";
import { direPanne } from "../shared/edition.js";
import { SITE } from "../shared/site.js";

const PAR_GENRE = 3;
/** Few kinds leave room for more of each. */
const PEU_DE_GENRES = 2;
const PAR_GENRE_RARE = 6;
const PAUSE_ANNONCE_MS = 500;
/** Work is said from then on. */
const ATTENTE_MS = 200;

const formulaire = document.querySelector("[data-recherche] form");
const champ = formulaire.elements.q;
const compte = formulaire.querySelector("[role=status]");
const reponses = new Reponses();

const adresse = (chemin) => new URL(chemin, SITE).href;

/** The options of a question, kinds in the order of the answer; a place that it names comes first. */
async function proposer(texte) {
  const attente = setTimeout(() => { compte.textContent = "Recherche en cours…"; }, ATTENTE_MS);
  try {
    const reponse = await reponses.chercher(texte);
    const groupes = await Promise.all(reponse.groupes.map((groupe) => montrer(groupe, reponse)));
    if (champ.value === texte) annoncer(direCompte(reponse));
    const lieux = reponses.parLieu(reponse).map(({ url, titre, note }) => ({ genre: "lieu", groupe: "Par lieu", url: adresse(url), texte: titre, note }));
    const options = reponse.lieu ? [...lieux, ...groupes.flat()] : [...groupes.flat(), ...lieux];
    return reponse.total ? [...options, tout(texte, reponse)] : options;
  } catch (erreur) {
    annoncer(direPanne(erreur, "La recherche ne répond pas. Vérifiez votre connexion, ou passez par le menu."));
    return [];
  } finally {
    clearTimeout(attente);
  }
}

async function montrer(groupe, { groupes }) {
  const nombre = groupes.length > PEU_DE_GENRES ? PAR_GENRE : PAR_GENRE_RARE;
  const fiches = await reponses.fiches(groupe, 0, nombre);
  return fiches.map(({ url, titre, note, passe }) => ({
    genre: groupe.genre, groupe: groupe.titre, url: adresse(url), texte: titre, note: passe ? `${note}, passé` : note,
  }));
}

const tout = (texte, { total }) => ({
  genre: "tout", groupe: "Tout voir", url: adresse(`recherche/?${new URLSearchParams({ q: texte.trim() })}`), texte: total > 1 ? `Voir les ${compter(total)}` : "Voir ce résultat", note: "",
});

function direCompte({ total, partiel, groupes }) {
  const detail = groupes.map(({ titre, rangs }) => `${titre}\u00a0: ${rangs.length.toLocaleString("fr")}`).join(" · ");
  const proches = partiel ? " Rien n’a tous ces mots\u00a0; voici le plus proche." : "";
  return total ? `${compter(total)}. ${detail}.${proches}` : "Aucun résultat. Essayez d’autres mots, ou le nom d’un lieu.";
}

let annonce = 0;
function annoncer(texte) {
  clearTimeout(annonce);
  annonce = setTimeout(() => { compte.textContent = champ.value.trim().length > 1 ? texte : ""; }, PAUSE_ANNONCE_MS);
}

champ.addEventListener("input", () => { if (champ.value.trim().length < 2) annoncer(""); });

const saisie = new Champ(champ, formulaire.querySelector("[role=listbox]"), proposer);
// What was typed before this module came is answered now.
if (champ.value) saisie.mettreAJour();
reponses.charger().catch(() => {});
