// The directory: one state, in the address; what it asks for, in the list and on the map, the same and in one order.

import { departementsCouverts, ouvrir, Points } from "./acteurs.js";
import { Carte } from "./annuaire-carte.js";
import { Ouvertures, quandLibre } from "./annuaire-ouvertures.js";
import { ecrire, lire as lireAdresse, vierge } from "./annuaire-etat.js";
import { Liste } from "./annuaire-liste.js";
import { compter, Paroles, redire } from "./annuaire-paroles.js";
import { Questions } from "./annuaire-questions.js";
import { Volet } from "./annuaire-volet.js";
import { Cases } from "../lists/cases.js";
import { Champ } from "../search/champ.js";
import { Facettes } from "../lists/facettes.js";
import { estAncienne } from "../records/fraicheur.js";
import { avertir, coupure } from "../shared/bornes.js";
import { Historique } from "../shared/historique.js";
import { lecteur, lecteurPourPapier, travailler } from "../shared/edition.js";
import { reprendre } from "../shared/reprise.js";
import { ICONES, SITE } from "../shared/site.js";
import { dire, plein, remplacer, selection } from "../shortlist/selection.js";

const PAUSE_ADRESSE_MS = 300;
const PAUSE_CARTE_MS = 250;
/** The table waits for the map that is drawn without it no longer than this. */
const ESQUISSE_MS = 1500;

const page = document.querySelector("[data-annuaire]");
const places = new Map();
/** The place of the page that is marked so, looked for once. */
const trouver = (nom) => places.get(nom) ?? places.set(nom, page.querySelector(`[data-${nom}]`)).get(nom);
const enCadre = document.documentElement.classList.contains("embed");
const etroit = matchMedia("(max-width: 61.99em)");

const [lire, lireLieux] = [lecteur("annuaire"), lecteur("lieux")];
const paroles = new Paroles(trouver);
/** Before the table is there, only the page can be asked again. */
let reessayer = () => location.reload();
trouver("reessayer").addEventListener("click", () => reessayer());
const carte = new Carte(trouver("carte"), {
  lire: lireLieux, savoir: () => questions.savoir(), choisir, survoler, couvre, rangee: (acteur) => liste.rangee(acteur), volet: () => etroit.matches,
});
const donnees = await lireTout().catch((erreur) => {
  paroles.taire(erreur);
  travailler(false);
  throw erreur;
});
const { acteurs } = donnees;
const parId = new Map(acteurs.map((acteur) => [acteur.id, acteur]));
const questions = new Questions(acteurs, lire, lireLieux);

const formulaire = page.querySelector("form");
const champ = formulaire.elements.q;
const cases = new Cases(page, { change: cocher, retour: () => champ });

const ouvertures = new Ouvertures(acteurs, () => questions.savoir().then(({ lieux }) => lieux));

const facettes = new Facettes(cases.cases, {
  ouvert: (acteur) => ouvertures.estOuvert(acteur),
  verifie: ({ verifie }) => verifie !== "" && !estAncienne(verifie, new Date()),
}, ["ouvert"]);

const liste = new Liste(page, { ...donnees, parId }, { direHoraires, lire, lirePourPapier: lecteurPourPapier("annuaire") });
const volet = new Volet(trouver("fiche"), ICONES, (rang) => choisir(vue.resultats[rang - 1].acteur.id));

let etat = vierge();
let tour = 0;
/** The other places of the name that became the chip, offered as long as it stands. */
let offerts = { pour: "", autres: [] };
/** What stands on the screen: the place and words that were understood, and the results in their order. */
let vue = { lieu: null, mots: "", candidats: [], resultats: [], repondent: tous };

/** The actors and where they stand. A wide screen that asks nothing has its map first: the table is read behind it. */
async function lireTout() {
  const lus = lire("points").then((table) => new Points(table));
  const esquisse = !etroit.matches && rienDemande() ? carte.esquisser(lus).catch(console.error) : null;
  const points = await lus;
  carte.situer(points);
  await Promise.race([esquisse, patienter(ESQUISSE_MS)]);
  return ouvrir(await lire("acteurs"), points);
}

function patienter(duree) {
  return new Promise((fait) => { setTimeout(fait, duree); });
}

function rienDemande() {
  return [...new URLSearchParams(location.search).keys()].every((nom) => nom === "embed");
}

/** Answers the state. The last question wins, whatever the order in which files arrive. */
async function actualiser(frappe = false) {
  tour += 1;
  const ici = tour;
  page.setAttribute("aria-busy", "true");
  travailler(true);
  liste.attendre();
  clearTimeout(montrerCarte.pause);
  clearTimeout(compterCases.pause);
  const [compris, erreur] = await lireReponse();
  if (ici !== tour) return;
  if (compris) repondre(compris, frappe);
  else paroles.taire(erreur);
  page.setAttribute("aria-busy", "false");
  travailler(false);
}

/** What the state asks, with all that its answer needs; the error in its place when that did not come. */
async function lireReponse() {
  try {
    if (etat.boites.get("seulement")?.has("ouvert")) await ouvertures.toutes();
    return [await questions.comprendre(etat)];
  } catch (erreur) {
    console.error(erreur);
    return [null, erreur];
  }
}

/** All who are shown, in the order of the table, as long as nothing is asked. */
const tous = (montre) => ({ groupes: [{ code: "tout", titre: null, resultats: acteurs.filter(montre).map((acteur) => ({ acteur, raison: null })) }], ailleurs: 0 });

/** Who acts is shown; who is only cited, once it is named, or its role is asked for. */
function montrables(demande) {
  if (etat.boites.get("roles")?.size) return () => true;
  const nommes = new Set(demande ? questions.nommes(demande) : []);
  return (acteur) => acteur.agit || nommes.has(acteur);
}

function repondre({ lieu, mots: demande, autres = [] }, frappe) {
  const { lieux, recherche, classer } = questions.acquis ?? {};
  let trouves = demande ? recherche.chercher(demande) : null;
  // A word that nobody has there doesn't empty the answer of the place.
  const sans = lieu && trouves && !classer(acteurs, lieu, lieux, trouves.scores, montrables(demande)).groupes.length ? demande : "";
  if (sans) trouves = null;
  const repondent = (montre) => (lieu || trouves ? classer(acteurs, lieu, lieux, trouves?.scores ?? null, montre) : tous(montre));
  const classes = repondent(montrables(demande));
  const candidats = classes.groupes.flatMap(({ resultats }) => resultats.map(({ acteur }) => acteur));
  // With no box ticked nothing is left out: the boxes count once the answer is on the screen.
  const filtres = etat.boites.size ? facettes.appliquer(candidats, etat.boites) : null;
  const groupes = filtres && filtres.gardes.length < candidats.length ? restreindre(classes.groupes, new Set(filtres.gardes)) : classes.groupes;
  const pose = Boolean(lieu || demande || etat.boites.size);
  vue = { lieu, mots: demande, demande: pose, sans, autres: etat.lieu === offerts.pour ? offerts.autres : autres, corrige: sans ? "" : recherche?.corrige(demande) ?? "", candidats, repondent, partiel: trouves?.partiel ?? false, ailleurs: classes.ailleurs, resultats: groupes.flatMap(({ resultats }) => resultats) };
  liste.montrer(groupes, pose, vue.resultats.findIndex(({ acteur }) => acteur.id === etat.fiche) + 1, frappe);
  if (filtres) direCases(avecRoles(filtres.nombres));
  else compterCases.pause = setTimeout(() => quandLibre(compterCases), frappe ? PAUSE_CARTE_MS : 0);
  paroles.repondre(vue, etat.boites.size > 0, etat.boites.get("seulement")?.has("ouvert"));
  direPuces();
  montrerCarte();
}

/** The départements that an actor covers, or the one where it stands. */
function couvre(acteur) {
  return acteur.zones.length ? departementsCouverts(acteur, questions.acquis.lieux) : [acteur.dep];
}

/** The groups without the results that the boxes leave out. */
const restreindre = (groupes, gardes) => groupes
  .map((groupe) => ({ ...groupe, resultats: groupe.resultats.filter(({ acteur }) => gardes.has(acteur)) }))
  .filter(({ resultats }) => resultats.length);

/** The map follows the list, once the typing pauses. */
function montrerCarte() {
  clearTimeout(montrerCarte.pause);
  if (etroit.matches && etat.vue === "liste") return;
  montrerCarte.pause = setTimeout(() => {
    paroles.direSansRepere(vue.resultats, vue.demande);
    carte.montrer(vue.resultats, vue.lieu, vue.demande).then(ouvrirFiche);
  }, document.activeElement === champ ? PAUSE_CARTE_MS : 0);
}

function compterCases() {
  direCases(avecRoles(facettes.appliquer(vue.candidats, etat.boites).nombres));
}

/** The boxes of the roles count whom they would bring in, too. */
function avecRoles(nombres) {
  const numeros = cases.cases.flatMap(({ nom }, numero) => (nom === "roles" ? [numero] : []));
  if (!numeros.length || etat.boites.get("roles")?.size) return nombres;
  const tout = facettes.appliquer(vue.repondent(() => true).groupes.flatMap(({ resultats }) => resultats.map(({ acteur }) => acteur)), etat.boites);
  for (const numero of numeros) nombres[numero] = tout.nombres[numero];
  return nombres;
}

function direCases(nombres) {
  cases.compter(nombres, ({ nom, code }) => code === "ouvert" && nom === "seulement" && !ouvertures.sues);
}

async function direHoraires(acteur, element) {
  await ouvertures.dire(acteur, element, ICONES);
  await compterOuverts();
}

/** Once hours are read at all, all are, in spare moments; then the box says how many are open. */
async function compterOuverts() {
  if (compterOuverts.fait) return;
  compterOuverts.fait = true;
  await ouvertures.toutes();
  compterCases();
}

function direPuces() {
  const choisi = etat.lieu ? vue.lieu : null;
  trouver("puce").hidden = !choisi;
  redire(trouver("puce-nom"), choisi?.etiquette ?? "");
  redire(trouver("puce-retirer").querySelector(".hors-ecran"), `Retirer le lieu\u00a0: ${choisi?.etiquette ?? ""}`);
  champ.placeholder = choisi ? "Un besoin" : "Ex.\u00a0: Dunkerque, 59, hébergement";
  cases.direActives();
}

/** Points at an actor for a moment: its row, its marker, what it covers. */
function survoler(id) {
  eclairer(id ?? etat.fiche);
}

function eclairer(id) {
  const acteur = parId.get(id);
  liste.choisir(acteur ? id : null);
  eclairer.id = id;
  carte.eclairer(acteur, []);
  if (acteur?.zones.length) questions.savoir().then(({ lieux }) => { if (eclairer.id === id) carte.eclairer(acteur, departementsCouverts(acteur, lieux)); });
  const legende = trouver("legende-choisi");
  legende.hidden = !acteur?.zones.length;
  if (acteur?.zones.length) legende.querySelector("span").textContent = `Territoire couvert par ${acteur.nom}\u00a0: ${acteur.zones.map(({ nom }) => nom).join(", ")}`;
}

async function ouvrirFiche() {
  const rang = vue.resultats.findIndex(({ acteur }) => acteur.id === etat.fiche) + 1;
  const acteur = rang ? parId.get(etat.fiche) : null;
  eclairer(acteur?.id ?? null);
  if (acteur) await liste.completer(acteur);
  if (acteur && acteur.id !== etat.fiche) return undefined;
  volet.montrer(acteur && etroit.matches && etat.vue === "carte" ? liste.rangee(acteur) : null, rang, vue.resultats.length, acteur?.categorie);
  return carte.ouvrir(acteur);
}

/** Opens the record of an actor on the map, or closes it (null); the address says so. */
function choisir(id) {
  if (id === etat.fiche) return;
  const quitte = etat.fiche;
  etat = { ...etat, fiche: id };
  noter();
  if (etroit.matches && id && etat.vue === "liste") changerVue("carte");
  else ouvrirFiche();
  const rangee = id && page.querySelector(`.resultat[data-id="${id}"]`);
  if (rangee && !etroit.matches) rangee.scrollIntoView({ block: "nearest" });
  if (!id && quitte) eclairer(null);
}

let pause = 0;
const historique = new Historique();
function noter(comment) {
  clearTimeout(pause);
  historique.noter(location.pathname + ecrire(etat, cases.noms, enCadre), comment);
}

function changerVue(nom) {
  etat = { ...etat, vue: nom };
  montrerVue();
  noter();
  if (nom === "carte") carte.ajuster().then(montrerCarte);
}

function montrerVue() {
  page.dataset.vue = etat.vue;
  for (const bouton of page.querySelectorAll(".bascule-vue button")) bouton.setAttribute("aria-pressed", String(bouton.value === etat.vue));
}

function cocher() {
  etat = { ...etat, boites: cases.boites, fiche: null };
  noter();
  return actualiser();
}

/** The state goes into the boxes and the field. */
function restaurer() {
  champ.value = etat.q;
  cases.cocher(etat.boites);
  etat = { ...etat, boites: cases.boites };
  montrerVue();
  return actualiser();
}

function suivreAdresse() {
  clearTimeout(pause);
  historique.revenir();
  etat = lireAdresse(location.search, cases.noms);
  avertir("question", coupure(new URLSearchParams(location.search).get("q")));
  return restaurer();
}

/** A question is finished: the place that it names becomes the chip, the words stay. */
async function chercher() {
  saisie.fermer();
  const q = champ.value.trim();
  const { lieu, mots: restent, autres } = await questions.achever(q);
  offerts = { pour: lieu?.code ?? "", autres };
  etat = { ...etat, q: lieu ? restent : q, lieu: lieu?.code ?? etat.lieu, fiche: null };
  noter({ finie: true });
  await restaurer();
}

function poser(changement) {
  etat = { ...etat, fiche: null, ...changement };
  noter();
  champ.focus();
  return restaurer();
}

async function proposer(texte) {
  const { lieu, lieux, besoins, acteurs: nommes } = await questions.deviner(texte);
  return [
    ...lieux.map(({ lieu: l, reste }) => ({
      genre: "lieu", texte: l.nom, note: `${l.note}${reste ? `, avec «\u00a0${reste}\u00a0»` : ""}`, choisir: () => poser({ lieu: l.code, q: reste }),
    })),
    ...besoins.map((mot) => ({ genre: "besoin", texte: mot, note: "", choisir: () => poser({ q: mot, ...(lieu ? { lieu: lieu.code } : {}) }) })),
    ...nommes.map((acteur) => ({ genre: "acteur", texte: acteur.nom, note: "voir la fiche", choisir: () => location.assign(new URL(`acteurs/${acteur.id}/`, SITE)) })),
  ];
}

// Where nothing comes, nothing is proposed; the title says why.
const saisie = new Champ(champ, page.querySelector("#propositions"), (texte) => proposer(texte).catch(() => []));
// Who enters the box is about to type: what the first letter needs comes before it.
champ.addEventListener("focus", () => questions.savoir().then(({ recherche }) => recherche.charger()).catch(() => {}), { once: true });

champ.addEventListener("input", () => {
  ouvertures.frapper();
  etat = { ...etat, q: champ.value, fiche: null };
  clearTimeout(pause);
  pause = setTimeout(() => noter({ frappe: true }), PAUSE_ADRESSE_MS);
  actualiser(true);
});
champ.addEventListener("keydown", (evenement) => {
  if (evenement.key === "Backspace" && etat.lieu && champ.selectionStart === 0 && champ.selectionEnd === 0) poser({ lieu: null, q: champ.value });
});
formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  chercher();
});
trouver("puce-retirer").addEventListener("click", () => poser({ lieu: null, q: champ.value }));
for (const bouton of page.querySelectorAll("[data-elargir]")) {
  bouton.addEventListener("click", () => poser({ lieu: null, q: vue.mots }));
}
trouver("homonymes").addEventListener("click", ({ target }) => {
  const { code } = target.closest("button")?.dataset ?? {};
  if (code) poser({ lieu: code, q: vue.lieu ? vue.mots : "" });
});
trouver("tout-choisir").addEventListener("click", () => {
  const reste = remplacer([...selection(), ...vue.resultats.map(({ acteur }) => acteur.id)]);
  dire(`Votre sélection compte ${compter(selection().length)}.${plein(reste)}`);
  avertir("selection", plein(reste));
});
trouver("effacer").addEventListener("click", () => poser({ lieu: null, q: "", boites: new Map() }));
trouver("effacer-filtres").addEventListener("click", () => poser({ boites: new Map() }));
for (const bouton of page.querySelectorAll(".bascule-vue button")) {
  bouton.addEventListener("click", () => changerVue(bouton.value));
}

const resultats = trouver("resultats");
const rangeeDe = (evenement) => evenement.target.closest?.(".resultat")?.dataset.id ?? null;
resultats.addEventListener("click", (evenement) => {
  if (evenement.target.closest(".resultat__repere") || !evenement.target.closest("a, button, summary, input")) choisir(rangeeDe(evenement));
});
resultats.addEventListener("pointerover", (evenement) => { if (evenement.pointerType === "mouse") survoler(rangeeDe(evenement)); });
resultats.addEventListener("pointerleave", () => survoler(null));
resultats.addEventListener("focusin", (evenement) => survoler(rangeeDe(evenement)));

etroit.addEventListener("change", () => carte.pret && carte.ajuster());
addEventListener("popstate", suivreAdresse);
addEventListener("renouveau", () => { noter(); carte.retenir(); });

if (enCadre) {
  page.addEventListener("click", (evenement) => {
    const ancre = evenement.target.closest?.("a[href]");
    if (ancre && !ancre.href.startsWith("tel:")) Object.assign(ancre, { target: "_blank", rel: "noopener" });
  }, { capture: true });
}

reessayer = () => actualiser();
addEventListener("beforeprint", () => liste.tout());
await reprendre(page, suivreAdresse);
