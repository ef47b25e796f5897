// Several people on one record: what stands on its branch is compared, at each save, with what was opened; what stands
// on main, with what stood there when the branch was made; and so again before it is published. Other fields are kept
// beside ours; the same field asks. A form never writes an old value over a newer one.

import { avantLesDeux, poseParGit } from "./atelier-base.js";
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

/** What came while a form was open, or since its branch was made, laid under what it writes. */
export class Suivi {
  /**
   * `formes` by kind; `demander(conflits, kind)` gives the values to keep, `dire(venus, kind)` tells what came,
   * `garder(kind, nom, fiche)` throws when what two wrote must not be public together.
   */
  constructor({ formes, demander, dire, garder }) {
    Object.assign(this, { formes, demander, dire, garder });
    /** Text to write → text of the file as the form opened it. */
    this.ouverts = new Map();
    /** Path → what the form said at its last save, and of which opening. */
    this.derniers = new Map();
  }

  ecrit(texte, ouvert) {
    this.ouverts.set(texte, ouvert);
  }

  /** A backend of Decap CMS, whose every save is compared first, and every publication. */
  suivre(depot) {
    const noms = ["getEntry", "persistEntry", "unpublishedEntryDataFile", "publishUnpublishedEntry", "deleteUnpublishedEntry"];
    const sien = Object.fromEntries(noms.map((nom) => [nom, depot[nom].bind(depot)]));
    depot.persistEntry = async (entree, options) => {
      const rapproches = [];
      for (const fichier of entree.dataFiles) rapproches.push(await this.rapprocher(depot, sien, fichier, options));
      const fin = await poser(depot, sien, entree, options, rapproches);
      for (const { chemin, ouvert, brut } of rapproches) this.derniers.set(chemin, { ouvert, brut });
      this.annoncer(rapproches, options.collectionName);
      return fin;
    };
    depot.publishUnpublishedEntry = async (collection, nom) => {
      await this.remettre(depot, sien, collection, nom);
      return sien.publishUnpublishedEntry(collection, nom);
    };
    return depot;
  }

  annoncer(rapproches, kind) {
    const venus = rapproches.flatMap((un) => un.venus);
    if (venus.length) this.dire(venus, kind);
  }

  async rapprocher(depot, sien, fichier, { collectionName: kind, newEntry }) {
    const { path: chemin, slug: nom, raw: brut } = fichier;
    const ouvert = this.ouverts.get(brut) ?? "";
    const dernier = this.derniers.get(chemin);
    const avant = dernier?.ouvert === ouvert ? dernier.brut : ouvert;
    const branche = await laBranche(depot, sien, kind, nom, chemin);
    const principal = await lePrincipal(sien, chemin, newEntry || branche?.neuf);
    const base = branche ? await avantLesDeux(depot, { collection: kind, nom, chemin }) : avant;
    const fait = await this.reunir(brut, [[branche?.texte ?? null, avant], [principal, base]], kind, nom);
    return { ...fait, fichier: { ...fichier, raw: fait.texte }, chemin, ouvert, brut, branche, bouge: principal !== null && principal !== base };
  }

  /** A text with what each of others changed since its base; and the fields that came so. */
  async reunir(brut, autres, kind, nom) {
    let [texte, venus] = [brut, []];
    for (const [la, base] of autres) {
      if (la === null || la === base) continue;
      const tout = fusionner(lire(base), lire(la), lire(texte));
      const choix = tout.conflits.length ? await this.demander(tout.conflits, kind) : [];
      const valeurs = tout.conflits.reduce((reste, { chemin: ou }, rang) => avec(reste, ou, choix[rang]), tout.valeurs);
      texte = ecrire(valeurs, this.formes[kind], sansPerte(texte, la, base) ? la : texte);
      venus = [...venus, ...tout.venus];
    }
    if (texte !== brut) await this.garder(kind, nom, lire(texte));
    return { texte, venus };
  }

  /** Before a branch is published, what main got since it was made is laid under it. */
  async remettre(depot, sien, kind, nom) {
    const { diffs } = await depot.unpublishedEntry({ collection: kind, slug: nom });
    const chemin = diffs.map(({ path }) => path).find((un) => un.endsWith(`/${nom}.yml`));
    if (!chemin) return;
    const branche = await laBranche(depot, sien, kind, nom, chemin);
    const principal = await lePrincipal(sien, chemin, branche.neuf);
    const base = await avantLesDeux(depot, { collection: kind, nom, chemin });
    if (principal === null || principal === base || !branche.seule) return;
    const fait = await this.reunir(branche.texte, [[principal, base]], kind, nom);
    const entree = { dataFiles: [{ path: chemin, slug: nom, raw: fait.texte }], assets: [] };
    const options = { collectionName: kind, commitMessage: `Corrige ${chemin}`, useWorkflow: true, newEntry: false, unpublished: true, hasSubfolders: true };
    await poser(depot, sien, entree, options, [{ ...fait, fichier: entree.dataFiles[0], branche, bouge: true }]);
    this.annoncer([fait], kind);
  }
}

/** Writes what was joined: on the branch, or on a new one from main where git would not lay the old one on it. */
async function poser(depot, sien, entree, options, rapproches) {
  const jointe = { ...entree, dataFiles: rapproches.map(({ fichier }) => fichier) };
  const [{ branche, bouge, fichier }] = rapproches;
  if (branche && bouge && branche.seule && poseParGit(depot)) {
    await sien.deleteUnpublishedEntry(options.collectionName, fichier.slug);
    return sien.persistEntry(jointe, { ...options, unpublished: false, status: branche.etat });
  }
  return sien.persistEntry(jointe, { ...options, unpublished: options.unpublished || branche !== null });
}

/** Whether the lines of `la` may stand for those of `texte`: no comment that these have gained since `base` is lost. */
function sansPerte(texte, la, base) {
  const remarques = (un) => un.match(/(?:^|\s)#.*/gm)?.map((une) => une.trim()) ?? [];
  const gardees = new Set([...remarques(la), ...remarques(base)]);
  return remarques(texte).every((une) => gardees.has(une));
}

/** The text of a record on main: null when it has none, which only a new record may have. */
async function lePrincipal(sien, chemin, neuf) {
  const lu = sien.getEntry(chemin).then(({ data }) => data || null);
  return neuf ? lu.catch(() => null) : lu;
}

/** The branch of a record: its text, whether main has none, whether it holds no other file (a picture); null for none. */
async function laBranche(depot, sien, collection, slug, chemin) {
  let entree;
  try {
    entree = await depot.unpublishedEntry({ collection, slug });
  } catch (erreur) {
    if (erreur.notUnderEditorialWorkflow || erreur.status === 404) return null;
    throw erreur;
  }
  const fichier = entree.diffs.find((un) => un.path === chemin);
  const texte = await sien.unpublishedEntryDataFile(collection, slug, chemin, fichier?.id);
  const seule = !entree.diffs.some((un) => un !== fichier && un.newFile);
  return { texte, neuf: Boolean(fichier?.newFile), seule, etat: entree.status };
}
