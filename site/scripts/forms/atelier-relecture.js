// An issue read again while it is composed, as the rules of issues will (generators/records/rules/issues.py,
// generators/letter/check.py): all that is wrong at once; `grave` is what `maillage check` refuses.

import { octets, premierJour } from "./atelier-lettre.js";

const ESPACE = "\u00a0";
const TITRE = 90;
/** A letter leaves in its quarter or within the three months after. */
const TARD_JOURS = 92;

export const ko = (nombre) => `${(nombre / 1000).toFixed(1).replace(".", ",")}${ESPACE}ko`;
const plier = (texte) => texte.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

/** What is wrong with the values of a form; `html` is the letter that they make, `numero` the name of its file. */
export function relire(valeurs, fonds, { html, numero }) {
  return [...dates(valeurs, numero), ...aEcrire(valeurs, fonds), ...choisies(valeurs, fonds), ...boutons(valeurs, fonds), ...poids(html, fonds)];
}

const jour = (texte) => Date.parse(`${texte}T12:00Z`) / 86_400_000;

function dates({ date = "" }, numero) {
  const [annee, trimestre] = numero.split("-t").map(Number);
  if (!trimestre || !/^\d{4}(-T[1-4]|-\d{2}(-\d{2})?)?$/.test(date)) return [];
  const debut = `${annee}-${String(3 * trimestre - 2).padStart(2, "0")}-01`;
  const apres = trimestre === 4 ? `${annee + 1}-01-01` : `${annee}-${String(3 * trimestre + 1).padStart(2, "0")}-01`;
  const dernier = date.length === 10 ? date : `${date.slice(0, 7).replace(/-T/, "-~")}-99`;
  if (dernier >= debut.slice(0, dernier.length) && jour(premierJour(date)) < jour(apres) + TARD_JOURS) return [];
  return [{ ou: "Date d’envoi", quoi: "ce jour n’est ni dans le trimestre du numéro, ni dans les trois mois qui suivent", remede: "changez la date", grave: true }];
}

function aEcrire(valeurs, { donnees }) {
  const grave = valeurs.statut === "publie";
  const textes = [["apercu", "Aperçu"], ["editorial", "Éditorial"]].filter(([cle]) => proposee(valeurs[cle], donnees) || (valeurs[cle] ?? "").startsWith(donnees.a_ecrire))
    .map(([cle, ou]) => ({ ou, ...(proposee(valeurs[cle], donnees) ? proposition(donnees) : { quoi: "ce texte reste à écrire", remede: "écrivez-le avant de publier" }), grave }));
  const vide = Object.keys(donnees.rubriques).every((cle) => !valeurs[cle]?.choix?.length);
  return vide ? [...textes, { ou: "Le numéro", quoi: "il ne porte encore aucune fiche", remede: "ajoutez-en dans une rubrique", grave }] : textes;
}

/** Whether a text still has, anywhere, the mark of what was proposed. */
const proposee = (texte, { propose }) => (texte ?? "").replace(/\s+/g, " ").includes(propose);

const proposition = ({ propose }) => ({ quoi: "cette proposition reste à relire", remede: `relisez-la, corrigez-la, puis effacez «${ESPACE}${propose.replaceAll(" :", `${ESPACE}:`)}${ESPACE}»` });

const rubriques = (valeurs, { donnees }) => Object.entries(donnees.rubriques).map(([cle, [nom]]) => [cle, nom, valeurs[cle]?.choix ?? []]);

function choisies(valeurs, fonds) {
  const vues = new Set();
  return rubriques(valeurs, fonds).flatMap(([cle, rubrique, choix]) => choix.flatMap(({ fiche, titre }) => {
    const connue = fonds.fiches.get(fiche);
    const ou = `${rubrique}${ESPACE}: ${titre || connue?.nom || fiche}`;
    const fautes = vues.has(fiche) ? [{ ou, quoi: "cette fiche est choisie deux fois", remede: "retirez-la une fois", grave: true }] : [];
    vues.add(fiche);
    if (!connue) return [...fautes, { ou, quoi: "le site publié n’a pas encore cette fiche", remede: "l’aperçu la montrera quand elle sera en ligne", grave: false }];
    const refus = fonds.refus(fiche, cle, valeurs.date);
    if (refus) fautes.push({ ou, quoi: refus, remede: "retirez-la, ou vérifiez les dates", grave: true });
    if (cle === "agenda" && connue.annule) fautes.push({ ou, quoi: "c’est annulé", remede: "retirez-la, ou laissez-la\u00a0: la lettre le dira annulé", grave: false });
    if (!titre && [...connue.nom].length > TITRE) fautes.push({ ou, quoi: `son titre a ${[...connue.nom].length} signes, ${TITRE} au plus se lisent bien`, remede: "récrivez-le pour la lettre", grave: false });
    return fautes;
  }));
}

/** Two buttons of one label lead to one place. */
function boutons(valeurs, fonds) {
  const dits = new Map();
  return rubriques(valeurs, fonds).flatMap(([, rubrique, choix]) => choix.flatMap(({ fiche, bouton }) => {
    if (!bouton?.libelle) return [];
    const [libelle, cible] = [plier(bouton.libelle), bouton.url || fiche];
    const autre = dits.get(libelle) ?? cible;
    dits.set(libelle, autre);
    const ou = `${rubrique}${ESPACE}: ${fonds.fiches.get(fiche)?.nom ?? fiche}`;
    return autre === cible ? [] : [{ ou, quoi: `un autre bouton s’appelle aussi «${ESPACE}${bouton.libelle}${ESPACE}», et mène ailleurs`, remede: "dites dans chacun où il mène", grave: true }];
  }));
}

function poids(html, { donnees }) {
  const { alerte, limite } = donnees.poids;
  const taille = octets(html);
  if (taille < alerte) return [];
  return [{ ou: "Le poids", quoi: `la lettre pèse ${ko(taille)}, Gmail la coupe vers ${ko(limite)}`, remede: "raccourcissez des textes, ou répondez oui à «\u00a0Lettre abrégée\u00a0»", grave: taille >= limite }];
}

/** What the preview and a save need of the values of a form: the letter’s HTML, and what is wrong. */
export function lireNumero(valeurs, fonds) {
  const { donnees, lettre } = fonds;
  const trimestres = Object.entries(donnees.trimestres);
  const numero = trimestres.find(([, nom]) => nom === valeurs.periode)?.[0] ?? numeroDit(valeurs.periode ?? "");
  const html = lettre.html(lettre.composer(valeurs, numero), ["true", "oui"].includes(String(valeurs.abrege)));
  return { html, fautes: relire(valeurs, fonds, { html, numero }) };
}

/** « 3e trimestre 2023 » → 2023-t3; "" of what says no quarter. */
export function numeroDit(periode) {
  const [, trimestre, annee] = /([1-4])\s*(?:er|e)\s+trimestre\s+(\d{4})/i.exec(periode) ?? [];
  return annee ? `${annee}-t${trimestre}` : "";
}
