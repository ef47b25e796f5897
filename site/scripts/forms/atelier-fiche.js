// The file format of the forms: a record's keys as the fields of /admin/ show them, and back. The text of the file
// travels with its values, so that what the form does not change keeps its lines and its comments.

import { ecrire, egal, lire } from "./atelier-yaml.js";

/** Where an entry keeps the text of its file; no record may have such a key. */
const TEXTE = "#";
const MOBILE = /^(\+33|0033|0)[67]/;

/**
 * A custom format of Decap CMS. `formes` are the keys in order, `commune` those that one picker fills, `entete` the
 * first line of a new file.
 */
export function format({ formes, commune, entete }) {
  return {
    fromFile(texte) {
      const fiche = lire(texte);
      const place = Object.fromEntries(commune.filter((cle) => cle in fiche).map((cle) => [cle, fiche[cle]]));
      return { ...sans(fiche, commune), ...(Object.keys(place).length ? { commune: place } : {}), [TEXTE]: texte };
    },
    toFile(donnees) {
      const avant = donnees[TEXTE] || `${entete}\n`;
      return ecrire(epurer(aPlat(donnees), lire(avant)), formes, avant);
    },
  };
}

const sans = (groupe, cles) => Object.fromEntries(Object.entries(groupe).filter(([cle]) => !cles.includes(cle)));

/** The keys as the file has them: those of the picker beside the others. */
function aPlat({ commune, [TEXTE]: _, ...fiche }) {
  return { ...fiche, ...commune };
}

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

/** Why a record must not even enter a branch, which is public too: French sentences, none when it may. */
export function refus(donnees, lieu) {
  const fiche = epurer(aPlat(donnees));
  const trahit = fiche.adresse_confidentielle === "true" ? lieu.filter((cle) => cle in fiche) : [];
  const mobile = [fiche, fiche.inscription ?? {}].filter((groupe) => MOBILE.test((groupe.telephone ?? "").replace(/[ .-]/g, "")))
    .filter((groupe) => groupe.telephone_de_service !== "true" && !groupe.consentement && !fiche.consentement);
  return [
    ...(trahit.length ? [`L’adresse est confidentielle\u00a0: effacez ${trahit.join(", ")}, et gardez seulement le département. Rien n’a été enregistré.`] : []),
    ...mobile.map(({ telephone }) => `Le ${telephone} est un mobile\u00a0: dites que c’est une ligne de service, ou donnez la date de l’accord écrit de la personne. Rien n’a été enregistré.`),
  ];
}
