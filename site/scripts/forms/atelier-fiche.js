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

/** The number and the kind of a way, a postcode, a position: what a text must not say of a confidential place. */
const REPERE = new RegExp([
  /\d+\s*(?:bis|ter|quater)?\s*,?\s+(?:rue|ruelle|avenue|av|boulevard|bd|chemin|place|impasse|all[ée]e|route|quai|cours|square|passage|villa|clos|sente|lieu-dit)(?![a-zé])/,
  /(?:^|[^a-zé])(?:rue|avenue|boulevard|impasse|chemin|ruelle|venelle|lieu-dit)\s+(?:de |du |des |d[’'])/,
  /(?:^|[^\d.,-])\d{5}(?![\d.,-])/,
  /\d{1,2}[.,]\d{4,}/,
].map(({ source }) => source).join("|"), "i");
const NUMERO_MOBILE = /(?:\+33|0033|0)[\s.\-/()\u00a0]*[67](?:[\s.\-/()\u00a0]*\d){8}/;

const dit = (valeur) => String(valeur ?? "").trim().toLowerCase();
const textes = (valeur) => (valeur && typeof valeur === "object" ? Object.values(valeur).flatMap(textes) : [String(valeur)]);

/** The keys that say where a confidential place is, its own or those of a group in it. */
function trahisons(groupe, lieu, faux, cache = false) {
  const ici = cache || !["", ...faux].includes(dit(groupe.adresse_confidentielle));
  return Object.entries(groupe).flatMap(([cle, valeur]) => {
    if (ici && lieu.includes(cle)) return [cle];
    if (valeur && typeof valeur === "object") {
      const groupes = (Array.isArray(valeur) ? valeur : [valeur]).filter((un) => un && typeof un === "object");
      const dedans = groupes.flatMap((un) => trahisons(un, lieu, faux, ici));
      if (dedans.length || groupes.length) return dedans;
    }
    return ici && textes(valeur).some((un) => /^(?:commune|epci):/.test(un) || (!un.startsWith("http") && REPERE.test(un))) ? [cle] : [];
  });
}

/**
 * Why a record must not even enter a branch, which is public too: French sentences, none when it may. `lieu` are the
 * keys that say a place, `vrai` and `faux` the words for yes and no: what is neither is a yes where a place is hidden.
 */
export function refus(donnees, { lieu, vrai, faux }) {
  const fiche = epurer(aPlat(donnees));
  const trahit = [...new Set(trahisons(fiche, lieu, faux))];
  const service = (groupe) => vrai.includes(dit(groupe.telephone_de_service)) || groupe.consentement || fiche.consentement;
  const mobile = [fiche, fiche.inscription ?? {}].filter((groupe) => MOBILE.test((groupe.telephone ?? "").replace(/[^\d+]/g, "")) && !service(groupe));
  const ecrit = mobile.length || service(fiche) || service(fiche.inscription ?? {}) ? [] : Object.keys(fiche).filter((cle) => textes(fiche[cle]).some((un) => !un.startsWith("http") && NUMERO_MOBILE.test(un)));
  return [
    ...(trahit.length ? [`L’adresse est confidentielle\u00a0: effacez ${trahit.join(", ")}, et gardez seulement le département. Rien n’a été enregistré.`] : []),
    ...(mobile.length ? ["Le téléphone est un mobile\u00a0: dites que c’est une ligne de service, ou donnez la date de l’accord écrit de la personne. Rien n’a été enregistré."] : []),
    ...(ecrit.length ? [`Un numéro de mobile est écrit dans ${ecrit.join(", ")}\u00a0: retirez-le, ou dites que c’est une ligne de service. Rien n’a été enregistré.`] : []),
  ];
}
