// A record as text: read without any implicit typing, written as a hand would. What the form did not change keeps
// its lines, comments included, byte for byte; what it changed is written anew, in the order of the models.

import { FAILSAFE_SCHEMA, load } from "./js-yaml.js";

// The rules of writing are those of `maillage format` (generators/records/writing): the tests hold the two together.
const LARGEUR = 100;
const MOTS = 5;
const SIGNES = "-?:,[]{}#&*!|>'\"%@`=<";
const RESERVES = new Set("true false yes no on off y n null ~ oui non".split(" "));
const NOMBRE = /^([-+.]?\d[\d_.:eExXoOa-fA-F+TZ-]*|[-+]?\.(inf|nan))$/i;

/** The values of a file: texts, lists and groups of texts. */
export const lire = (texte) => load(texte, { schema: FAILSAFE_SCHEMA }) ?? {};

/**
 * The text of a record. `formes` says of each key, in order: `nu` when its digits need no quotes, `formes` for the
 * keys of a group. `avant` is the text of the file as it was, or "".
 */
export function ecrire(fiche, formes, avant = "") {
  const texte = avant.replace(/\r\n?/g, "\n");
  const lignes = texte ? texte.replace(/\n+$/, "").split("\n") : [];
  try {
    const ecrit = joindre(fusionnerGroupe(lignes, 0, texte ? lire(texte) : {}, fiche, formes));
    if (egal(lire(ecrit), fiche)) return ecrit;
  } catch {
    // A file that is written in a way that we do not take apart is written anew, its comments first.
  }
  return joindre([...lignes.filter((ligne) => ligne.startsWith("#")), ...groupe(fiche, formes, 0)]);
}

const joindre = (lignes) => `${lignes.join("\n")}\n`;

export function egal(a, b) {
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return a === b;
  const cles = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && cles.length === Object.keys(b).length && cles.every((cle) => cle in b && egal(a[cle], b[cle]));
}

// —— Writing anew ——

function groupe(valeurs, formes, retrait) {
  return ordonner(Object.keys(valeurs), formes).flatMap((cle) => champ(cle, valeurs[cle], formes?.[cle], retrait));
}

/** Keys in the order of the models; those that no model knows stay after the one they followed. */
function ordonner(cles, formes = {}) {
  const rangs = new Map(Object.keys(formes).map((cle, rang) => [cle, rang]));
  let dernier = -1;
  const places = cles.map((cle) => [cle, (dernier = rangs.get(cle) ?? dernier)]);
  return places.sort((a, b) => a[1] - b[1]).map(([cle]) => cle);
}

function champ(cle, valeur, forme, retrait, remarque = "") {
  const debut = `${" ".repeat(retrait)}${cle}:`;
  if (Array.isArray(valeur)) {
    // `maillage format` gives a remark on such a line to its last item: it goes above, where it speaks of the whole.
    const dessus = remarque ? [`${" ".repeat(retrait)}${remarque.trim()}`] : [];
    if (surUneLigne(debut, valeur, forme)) return [...dessus, `${debut} ${crochets(valeur, forme)}`];
    return [debut + remarque, ...valeur.flatMap((un) => item(un, forme, retrait + 2))];
  }
  if (typeof valeur === "object") return [debut + remarque, ...groupe(valeur, forme?.formes, retrait + 2)];
  return texte(debut, valeur, forme, retrait + 2, remarque);
}

const longueur = (ligne) => [...ligne].length;
const crochets = (valeurs, forme) => `[${valeurs.map((valeur) => scalaire(valeur, forme, true)).join(", ")}]`;

function surUneLigne(debut, valeurs, forme) {
  return !forme?.phrases && valeurs.every((valeur) => typeof valeur === "string" && !valeur.includes("\n") && valeur.split(/\s+/).length <= MOTS)
    && longueur(`${debut} ${crochets(valeurs, forme)}`) <= LARGEUR;
}

function item(valeur, forme, retrait) {
  if (typeof valeur === "string") return texte(`${" ".repeat(retrait)}-`, valeur, forme, retrait + 2);
  return tiret(groupe(valeur, forme?.formes, retrait + 2), retrait);
}

/** The lines of a group as an item of a list: the first one that is no comment bears the dash. */
function tiret(lignes, retrait) {
  const rang = lignes.findIndex((ligne) => ligne.trim() && !/^ *#/.test(ligne));
  const remarques = lignes.slice(0, rang).map((ligne) => ligne.replace("  ", ""));
  return [...remarques, `${" ".repeat(retrait)}- ${lignes[rang].slice(retrait + 2)}`, ...lignes.slice(rang + 1)];
}

function texte(debut, valeur, forme, retrait, remarque = "") {
  const marge = " ".repeat(retrait);
  if (valeur.includes("\n")) return [`${debut} |-${remarque}`, ...valeur.split("\n").map((ligne) => (ligne ? marge + ligne : ""))];
  // A plain text of several words followed by # looks cut short; quotes say that it is not.
  const doute = remarque && (valeur.includes(" ") || !remarque.startsWith("  # "));
  const court = `${debut} ${doute ? guillemets(valeur) : scalaire(valeur, forme, false)}`;
  if (longueur(court) <= LARGEUR || !/[^ ] [^ ]/.test(valeur)) return [court + remarque];
  return [`${debut} >-${remarque}`, ...plier(valeur, marge)];
}

function plier(valeur, marge) {
  const lignes = [];
  for (const mot of valeur.split(/(?<=[^ ]) (?=[^ ])/)) {
    const ligne = lignes.at(-1);
    if (ligne === undefined || longueur(`${ligne} ${mot}`) > LARGEUR) lignes.push(marge + mot);
    else lignes[lignes.length - 1] = `${ligne} ${mot}`;
  }
  return lignes;
}

const scalaire = (valeur, forme, dansCrochets) => (nu(valeur, forme, dansCrochets) ? valeur : guillemets(valeur));

function nu(valeur, forme, dansCrochets) {
  if (!valeur || SIGNES.includes(valeur[0]) && !(forme?.nu && /^-\d/.test(valeur))) return false;
  if (/: | #|\t|:$/.test(valeur) || dansCrochets && /[[\]{},]/.test(valeur)) return false;
  return Boolean(forme?.nu) || !RESERVES.has(valeur.toLowerCase()) && !NOMBRE.test(valeur);
}

function guillemets(valeur) {
  if (valeur.includes('"') && !valeur.includes("'")) return `'${valeur}'`;
  return `"${valeur.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\t", "\\t")}"`;
}

// —— Keeping what stands ——

/** The lines of a group cut by key: `{avant, lignes}` each, with the comments above it; and what follows the last. */
function couper(lignes, retrait) {
  const cle = new RegExp(`^ {${retrait}}([\\w-]+):(\\s|$)`);
  const morceaux = new Map();
  let attente = [];
  let courant = null;
  for (const ligne of lignes) {
    const trouve = cle.exec(ligne);
    if (trouve) {
      courant = { avant: attente, lignes: [ligne] };
      if (morceaux.has(trouve[1])) throw new Error(`${trouve[1]}: twice`);
      morceaux.set(trouve[1], courant);
      attente = [];
    } else if (enAttente(ligne, retrait)) attente.push(ligne);
    else if (courant) {
      courant.lignes.push(...attente, ligne);
      attente = [];
    } else throw new Error(`not a key: ${ligne}`);
  }
  return { morceaux, apres: attente };
}

/** A blank line or a comment that may stand above the next key. */
const enAttente = (ligne, retrait) => ligne.trim() === "" || (/^ *#/.test(ligne) && ligne.search("#") <= retrait);

function fusionnerGroupe(lignes, retrait, avant, apres, formes) {
  const { morceaux, apres: pied } = couper(lignes, retrait);
  const ecrites = retrait === 0 ? enTete(morceaux, pied) : [];
  let orphelins = [];
  for (const cle of ordonner([...new Set([...morceaux.keys(), ...Object.keys(apres)])], formes)) {
    const morceau = morceaux.get(cle) ?? { avant: [], lignes: null };
    if (!(cle in apres)) orphelins.push(...morceau.avant.filter((ligne) => ligne.trim()));
    else {
      ecrites.push(...orphelins, ...morceau.avant, ...fusionnerChamp(cle, morceau.lignes, retrait, avant[cle], apres[cle], formes?.[cle]));
      orphelins = [];
    }
  }
  return [...ecrites, ...orphelins, ...pied];
}

/** The lines for the editor (`# yaml-language-server: …`, the file's name) stay first, whichever key does. */
function enTete(morceaux, pied) {
  const [premier] = morceaux.values();
  const lignes = premier ? premier.avant : pied;
  return lignes.splice(0, lignes.findLastIndex((ligne) => /^# (yaml-language-server:|data\/)/.test(ligne)) + 1);
}

function fusionnerChamp(cle, lignes, retrait, avant, apres, forme) {
  if (!lignes) return champ(cle, apres, forme, retrait);
  if (egal(avant, apres)) return lignes;
  const [tete, ...corps] = lignes;
  const ouvert = /^ *[\w-]+:\s*(#.*)?$/.test(tete) && corps.length > 0;
  if (ouvert && Array.isArray(apres) && (forme?.formes || corps.some(commente))) return [tete, ...fusionnerListe(corps, avant, apres, forme)];
  if (ouvert && estGroupe(apres)) return [tete, ...fusionnerGroupe(corps, marge(corps), avant, apres, forme?.formes)];
  return [...champ(cle, apres, forme, retrait, remarqueDe(tete, avant))];
}

const estGroupe = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
const marge = (lignes) => lignes.find((ligne) => ligne.trim() && !/^ *#/.test(ligne)).search(/\S/);

const commente = (ligne) => /(^|\s)#/.test(ligne);

/** The comment at the end of a key's first line, as `maillage format` sets it apart. */
function remarqueDe(ligne, valeur) {
  for (const { index, 0: blancs } of ligne.matchAll(/\s+(?=#)/g)) {
    const debut = ligne.slice(0, index).trimStart();
    const seule = /:( [|>][-+]?\d?)?$/.test(debut) || egal(Object.values(lire(debut))[0], valeur);
    if (seule) return `  ${ligne.slice(index + blancs.length)}`;
  }
  return "";
}

function fusionnerListe(lignes, avant, apres, forme) {
  const retrait = marge(lignes);
  const { items, pied } = couperListe(lignes, retrait);
  if (items.length !== avant.length) throw new Error("a list that we do not take apart");
  const pris = new Set();
  const meme = (valeur) => items.findIndex((_, rang) => !pris.has(rang) && egal(avant[rang], valeur));
  const gardes = apres.map((valeur) => {
    const rang = meme(valeur);
    if (rang >= 0) pris.add(rang);
    return rang;
  });
  const ecrites = apres.flatMap((valeur, rang) => {
    if (gardes[rang] >= 0) return [...items[gardes[rang]].avant, ...items[gardes[rang]].lignes];
    if (rang >= items.length || pris.has(rang)) return item(valeur, forme, retrait);
    pris.add(rang);
    return [...items[rang].avant, ...fusionnerItem(items[rang].lignes, retrait, avant[rang], valeur, forme)];
  });
  const perdus = items.flatMap(({ avant: remarques }, rang) => (pris.has(rang) ? [] : remarques.filter((ligne) => ligne.trim())));
  return [...ecrites, ...perdus, ...pied];
}

function couperListe(lignes, retrait) {
  const items = [];
  let attente = [];
  for (const ligne of lignes) {
    if (ligne.startsWith(`${" ".repeat(retrait)}- `)) {
      items.push({ avant: attente, lignes: [ligne] });
      attente = [];
    } else if (enAttente(ligne, retrait)) attente.push(ligne);
    else {
      items.at(-1).lignes.push(...attente, ligne);
      attente = [];
    }
  }
  return { items, pied: attente };
}

function fusionnerItem(lignes, retrait, avant, apres, forme) {
  if (!estGroupe(avant) || !estGroupe(apres)) return item(apres, forme, retrait);
  const [premiere, ...suite] = lignes;
  const sansTiret = [`${" ".repeat(retrait + 2)}${premiere.slice(retrait + 2)}`, ...suite];
  return tiret(fusionnerGroupe(sansTiret, marge(sansTiret), avant, apres, forme?.formes), retrait);
}
