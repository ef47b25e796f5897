// The file format of the forms: a record's keys as the fields of /admin/ show them, and back. The text of the file
// travels with its values, so that what the form does not change keeps its lines and its comments.

import { aujourdhui, dater } from "./atelier-geste.js";
import { ecrire, egal, lire } from "./atelier-yaml.js";

/** Where an entry keeps the text of its file; no record may have such a key. */
export const TEXTE = "#";

/** What the lists and the pickers call an entry, and the name of a new issue's file; none of them is written. */
const NOM = "#nom";
export const NUMERO = "#numero";

/**
 * A custom format of Decap CMS. `formes` are the keys in order, `ensembles` those that one field of the form fills,
 * `plis` the folds of the form and the fields in each, `entete` the first line of a new file; `nommer` says what a record
 * is called, and `ecrit` is told each text that is to be written, with that of the file as it was opened.
 */
export function format({ formes, ensembles, plis = {}, entete, nommer = () => "", ecrit = () => {} }) {
  return {
    fromFile(texte) {
      const fiche = lire(texte);
      return { ...grouper(grouper(fiche, ensembles), plis), [TEXTE]: texte, [NOM]: nommer(fiche) };
    },
    toFile(donnees) {
      const avant = donnees[TEXTE] || `${entete}\n`;
      const fiche = lire(avant);
      const valeurs = sansCreux(epurer(aPlat(donnees, plis, ensembles), fiche), formes);
      const texte = ecrire(dater(fiche, valeurs, aujourdhui()), formes, avant);
      ecrit(texte, donnees[TEXTE] ?? "");
      return texte;
    },
  };
}

const choisir = (groupe, cles) => Object.fromEntries(cles.filter((cle) => cle in groupe).map((cle) => [cle, groupe[cle]]));
const sans = (groupe, cles) => Object.fromEntries(Object.entries(groupe).filter(([cle]) => !cles.includes(cle)));

/** The keys of each group under its name; a group that would be empty is none. */
function grouper(valeurs, groupes) {
  const dedans = Object.entries(groupes).map(([nom, cles]) => [nom, choisir(valeurs, cles)]).filter(([, siennes]) => Object.keys(siennes).length);
  return { ...sans(valeurs, Object.values(groupes).flat()), ...Object.fromEntries(dedans) };
}

const degrouper = (valeurs, noms) => Object.assign(sans(valeurs, noms), ...noms.map((nom) => valeurs[nom] ?? {}));

/** The keys as the file has them: those of the folds and of the fields of several beside the others. */
const aPlat = ({ [TEXTE]: _, [NOM]: __, [NUMERO]: ___, ...donnees }, plis, ensembles) => degrouper(degrouper(donnees, Object.keys(plis)), Object.keys(ensembles));

/** Whether the text of a file is that of an issue that left. */
export const estParti = (texte) => Boolean(texte) && lire(texte).statut === "publie";

/** The values of a form as the file would have them. */
export const valeursDe = (donnees, plis, ensembles) => epurer(aPlat(donnees, plis ?? {}, ensembles));

/** Without the groups that lack the list for which they stand: a rubric without records. */
const sansCreux = (fiche, formes) => Object.fromEntries(Object.entries(fiche).filter(([cle, valeur]) => !formes[cle]?.exige || formes[cle].exige in valeur));

/** What the form left blank is not written; what it did not touch stays as it was, blanks included. */
function epurer(valeurs, avant = {}) {
  const paires = Object.entries(valeurs).map(([cle, valeur]) => [cle, egal(valeur, avant[cle]) ? valeur : propre(valeur, avant[cle])]);
  return Object.fromEntries(paires.filter(([, valeur]) => !vide(valeur)));
}

function propre(valeur, avant) {
  if (Array.isArray(valeur)) {
    const anciens = Array.isArray(avant) ? avant : [];
    return valeur.map((item, rang) => (anciens.some((ancien) => egal(ancien, item)) ? item : propre(item, anciens[rang]))).filter((item) => !vide(item));
  }
  if (valeur && typeof valeur === "object") return epurer(valeur, avant && typeof avant === "object" ? avant : {});
  return String(valeur ?? "").replace(/\r\n?/g, "\n").replace(/[ \t\u00a0]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim().normalize("NFC");
}

const vide = (valeur) => valeur === "" || valeur === null || valeur === undefined
  || (typeof valeur === "object" && Object.keys(valeur).length === 0);
