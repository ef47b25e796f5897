// Several people on one record: what stands on main and on its branch is compared, at each save, with what was opened.
// Other fields are kept beside ours; the same field asks. A form never writes an old value over a newer one.

import { choisis, ordonner } from "./atelier-ordre.js";
import { ecrire, egal, lire } from "./atelier-yaml.js";

const estGroupe = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
const pareil = (a, b) => a === b || egal(a, b);

/**
 * `la` (what stands) with what `moi` (the form) changed since `avant`, as generators/forms/merging.py does, and
 * lists of chosen records one by one: `venus` are the fields where what stands had changed, `conflits` those where both did, by path of keys.
 */
export function fusionner(avant, la, moi, chemin = []) {
  const [valeurs, venus, conflits] = [{}, [], []];
  for (const cle of new Set([...Object.keys(la), ...Object.keys(moi)])) {
    const [ancien, present, nouveau] = [avant[cle], la[cle], moi[cle]];
    const ici = [...chemin, cle];
    let garde = present;
    if (!pareil(nouveau, ancien) && !pareil(nouveau, present)) {
      if (pareil(present, ancien)) garde = nouveau;
      else if (estGroupe(present) && estGroupe(nouveau)) {
        const dedans = fusionner(estGroupe(ancien) ? ancien : {}, present, nouveau, ici);
        garde = dedans.valeurs;
        venus.push(...dedans.venus);
        conflits.push(...dedans.conflits);
      } else {
        const liste = choisis(ancien ?? [], present, nouveau) && ordonner(ancien ?? [], present, nouveau, (siens, leurs, miens, rang) => {
          const un = fusionner({ un: siens }, { un: leurs }, { un: miens }, [...ici, rang]);
          conflits.push(...un.conflits.map((conflit) => ({ ...conflit, chemin: conflit.chemin.filter((cle) => cle !== "un") })));
          return un.valeurs.un;
        });
        if (liste) {
          garde = liste;
          if (!egal(liste, nouveau)) venus.push(ici);
        } else conflits.push({ chemin: ici, eux: present, moi: nouveau });
      }
    } else if (!pareil(present, nouveau)) venus.push(ici);
    if (garde !== undefined) valeurs[cle] = garde;
  }
  return { valeurs, venus, conflits };
}

/** The same values with another at the end of a path; undefined takes the key away. */
function avec(valeurs, [cle, ...suite], valeur) {
  const mise = suite.length ? avec(valeurs[cle] ?? {}, suite, valeur) : valeur;
  if (Array.isArray(valeurs)) return valeurs.map((un, rang) => (rang === cle ? mise : un));
  const { [cle]: _, ...autres } = valeurs;
  return mise === undefined ? autres : { ...valeurs, [cle]: mise };
}

/** What came while a form was open, laid under what it writes. */
export class Suivi {
  /** `formes` by kind; `demander(conflits, kind)` gives the values to keep, `dire(venus, kind)` tells what came. */
  constructor({ formes, demander, dire }) {
    Object.assign(this, { formes, demander, dire });
    /** Text to write → text of the file as the form opened it. */
    this.ouverts = new Map();
    /** Path → what the form said at its last save, and of which opening. */
    this.derniers = new Map();
    /** Path → main as it was when the form opened the branch, or at the last save. */
    this.principaux = new Map();
  }

  ecrit(texte, ouvert) {
    this.ouverts.set(texte, ouvert);
  }

  /** A backend of Decap CMS, whose every save is compared first. */
  suivre(depot) {
    const sien = Object.fromEntries(["getEntry", "persistEntry", "unpublishedEntryDataFile"].map((nom) => [nom, depot[nom].bind(depot)]));
    depot.getEntry = (chemin) => {
      this.principaux.delete(chemin);
      return sien.getEntry(chemin);
    };
    depot.unpublishedEntryDataFile = async (collection, nom, chemin, id) => {
      const [texte, principal] = await Promise.all([
        sien.unpublishedEntryDataFile(collection, nom, chemin, id), sien.getEntry(chemin).then(({ data }) => data, () => null),
      ]);
      if (principal !== null) this.principaux.set(chemin, principal);
      return texte;
    };
    depot.persistEntry = async (entree, options) => {
      const rapproches = [];
      for (const fichier of entree.dataFiles) rapproches.push(await this.rapprocher(depot, sien, fichier, options));
      const dataFiles = rapproches.map(({ fichier }) => fichier);
      const unpublished = options.unpublished || rapproches.some(({ branche }) => branche !== null);
      const fin = await sien.persistEntry({ ...entree, dataFiles }, { ...options, unpublished });
      for (const un of rapproches) this.noter(un);
      const venus = rapproches.flatMap((un) => un.venus);
      if (venus.length) this.dire(venus, options.collectionName);
      return fin;
    };
    return depot;
  }

  async rapprocher(depot, sien, fichier, { collectionName: kind, newEntry }) {
    const { path: chemin, slug, raw: brut } = fichier;
    const ouvert = this.ouverts.get(brut) ?? "";
    const dernier = this.derniers.get(chemin);
    const avant = dernier?.ouvert === ouvert ? dernier.brut : ouvert;
    const { texte: branche, neuf } = await laBranche(depot, sien, kind, slug, chemin);
    const principal = newEntry || neuf ? null : (await sien.getEntry(chemin)).data;
    let [texte, venus] = [brut, []];
    for (const [la, base] of [[branche, avant], [principal, this.principaux.get(chemin) ?? avant]]) {
      if (la === null || la === base) continue;
      const tout = fusionner(lire(base), lire(la), lire(texte));
      const choix = tout.conflits.length ? await this.demander(tout.conflits, kind) : [];
      const valeurs = tout.conflits.reduce((reste, { chemin: ou }, rang) => avec(reste, ou, choix[rang]), tout.valeurs);
      texte = ecrire(valeurs, this.formes[kind], sansPerte(texte, la, base) ? la : texte);
      venus = [...venus, ...tout.venus];
    }
    return { fichier: { ...fichier, raw: texte }, chemin, ouvert, brut, branche, principal, venus };
  }

  noter({ chemin, ouvert, brut, principal }) {
    this.derniers.set(chemin, { ouvert, brut });
    if (principal !== null) this.principaux.set(chemin, principal);
  }
}

/** Whether the lines of `la` may stand for those of `texte`: no comment that these have gained since `base` is lost. */
function sansPerte(texte, la, base) {
  const remarques = (un) => un.match(/(?:^|\s)#.*/gm)?.map((une) => une.trim()) ?? [];
  const gardees = new Set([...remarques(la), ...remarques(base)]);
  return remarques(texte).every((une) => gardees.has(une));
}

/** The text of a record on its own branch, and whether main has none of it; null when there is no such branch. */
async function laBranche(depot, sien, collection, slug, chemin) {
  let entree;
  try {
    entree = await depot.unpublishedEntry({ collection, slug });
  } catch (erreur) {
    if (erreur.notUnderEditorialWorkflow || erreur.status === 404) return { texte: null, neuf: false };
    throw erreur;
  }
  const fichier = entree.diffs.find((un) => un.path === chemin);
  return { texte: await sien.unpublishedEntryDataFile(collection, slug, chemin, fichier?.id), neuf: Boolean(fichier?.newFile) };
}
