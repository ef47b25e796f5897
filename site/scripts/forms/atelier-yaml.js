// A record as text: read without any implicit typing, written as a hand would. What the form did not change keeps
// its lines, comments included, byte for byte; what it changed is written anew, in the order of the models.
// The library `yaml` reads, and tells where each value stands. It doesn't write: it folds one letter late, sets
// comments one space apart, takes the one beside a key to the next line, and would touch what nobody changed.

import { isCollection, isMap, isPair, isSeq, parseDocument } from "yaml";

// The rules of writing are those of `maillage format` (generators/records/writing): the tests hold the two together.
const LARGEUR = 100;
const MOTS = 5;
const SIGNES = "-?:,[]{}#&*!|>'\"%@`=<";
const RESERVES = new Set("true false yes no on off y n null ~ oui non".split(" "));
const NOMBRE = /^([-+.]?\d[\d_.:eExXoOa-fA-F+TZ-]*|[-+]?\.(inf|nan))$/i;

function analyser(texte) {
  const document = parseDocument(texte, { schema: "failsafe" });
  if (document.errors.length) throw document.errors[0];
  return document;
}

/** The values of a file: texts, lists and groups of texts. */
export const lire = (texte) => analyser(texte).toJS() ?? {};

/**
 * The text of a record. `formes` says of each key, in order: `nu` when its digits need no quotes, `formes` for the
 * keys of a group. `avant` is the text of the file as it was, or "".
 */
export function ecrire(fiche, formes, avant = "") {
  const texte = avant.replace(/\r\n?/g, "\n").replace(/\n*$/, "\n");
  try {
    const document = analyser(texte);
    const ecrit = fusionnerGroupe({ texte, noeud: document.contents ?? { items: [] }, debut: 0, fin: texte.length }, document.toJS() ?? {}, fiche, formes);
    if (egal(lire(ecrit), fiche)) return ecrit;
  } catch {
    // A file that is written in a way that we do not take apart is written anew, its comments first.
  }
  return [...texte.match(/^#.*\n/gm) ?? [], joindre(groupe(fiche, formes, 0))].join("");
}

const joindre = (lignes) => lignes.map((ligne) => `${ligne}\n`).join("");

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
  const [premiere, ...suite] = groupe(valeur, forme?.formes, retrait + 2);
  return [`${" ".repeat(retrait)}- ${premiere.slice(retrait + 2)}`, ...suite];
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
  for (const mot of valeur.match(/(?:^ +)?[^ ]+(?: {2,}[^ ]+)*(?: +$)?/g) ?? [valeur]) {
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

/**
 * A stretch of the text, from `debut` to `fin`, cut by the items of the group or list that it holds: of each its node,
 * the comments above it, and where its own lines begin and end; what follows the last; and the column of the items.
 */
function couper({ texte, noeud, debut, fin }) {
  let ici = debut;
  const morceaux = noeud.items.map((item) => {
    const [premier, dernier] = isPair(item) ? [item.key, item.value ?? item.key] : [item, item];
    const tete = texte.lastIndexOf("\n", premier.range[0]) + 1;
    const dessus = texte.slice(ici, tete);
    const avant = isPair(item) ? dessus : dessus.replace(TIRET_SEUL, "");
    const morceau = { texte, noeud: item, avant, debut: ici + avant.length, fin: finDuTexte(texte, tete, dernier.range[2]) };
    ici = morceau.fin;
    return morceau;
  });
  return { morceaux, pied: texte.slice(ici, fin), retrait: morceaux.length ? texte.slice(morceaux[0].debut).search(/[^ ]/) : 0 };
}

/** The line of a dash that its item does not share, and what stands below it. */
const TIRET_SEUL = /^ *-\s[^]*/m;
const finDeLigne = (texte, place) => texte.indexOf("\n", place) + 1;
/** The end of the last line that is not blank. */
const finDuTexte = (texte, debut, fin) => finDeLigne(texte, debut + texte.slice(debut, fin).trimEnd().length);
const lignesDe = ({ texte, debut, fin }) => texte.slice(debut, fin);
/** The comments of a stretch that goes, without its blank lines. */
const remarquesDe = ({ avant }) => avant.match(/^ *#.*\n/gm)?.join("") ?? "";

function fusionnerGroupe(place, avant, apres, formes) {
  const { morceaux, pied, retrait } = couper(place);
  const siens = new Map(morceaux.map((morceau) => [morceau.noeud.key.value, morceau]));
  const entete = retrait === 0 ? enTete(morceaux[0]?.avant ?? pied) : "";
  let [ecrit, orphelins] = [entete, ""];
  for (const cle of ordonner([...new Set([...siens.keys(), ...Object.keys(apres)])], formes)) {
    const morceau = siens.get(cle) ?? { avant: "" };
    const dessus = morceau === morceaux[0] ? { avant: morceau.avant.slice(entete.length) } : morceau;
    if (cle in apres) {
      ecrit += orphelins + dessus.avant + fusionnerChamp(cle, morceau, avant[cle], apres[cle], formes?.[cle], retrait);
      orphelins = "";
    } else orphelins += remarquesDe(dessus);
  }
  return ecrit + orphelins + (morceaux.length ? pied : pied.slice(entete.length));
}

/** The lines for the editor (`# yaml-language-server: …`, the file's name) stay first, whichever key does. */
const enTete = (texte) => /^(.*\n)*# (yaml-language-server:|data\/).*\n/.exec(texte)?.[0] ?? "";

function fusionnerChamp(cle, morceau, avant, apres, forme, retrait) {
  if (!morceau.noeud) return joindre(champ(cle, apres, forme, retrait));
  if (egal(avant, apres)) return lignesDe(morceau);
  const { texte, noeud: { value: noeud }, fin } = morceau;
  const debut = finDeLigne(texte, morceau.debut);
  const tete = texte.slice(morceau.debut, debut);
  const ouvert = isCollection(noeud) && !noeud.flow;
  const place = { texte, noeud, debut, fin };
  if (ouvert && isSeq(noeud) && Array.isArray(apres) && (forme?.formes || commentee(place))) return tete + fusionnerListe(place, avant, apres, forme);
  if (ouvert && isMap(noeud) && estGroupe(apres)) return tete + fusionnerGroupe(place, avant, apres, forme?.formes);
  const [remarque] = ouvert ? tete.match(/#.*/) ?? [""] : [noeud.comment ? `#${noeud.comment.split("\n")[0]}` : ""];
  return joindre(champ(cle, apres, forme, retrait, remarque && `  ${remarque}`));
}

const estGroupe = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);

/** Whether something in a list has a comment. */
function commentee(place) {
  const { morceaux, pied } = couper(place);
  return pied.includes("#") || morceaux.some(({ noeud, avant }) => noeud.comment || avant.includes("#"));
}

function fusionnerListe(place, avant, apres, forme) {
  const { morceaux, pied, retrait } = couper(place);
  const pris = new Set();
  const gardes = apres.map((valeur) => {
    const rang = morceaux.findIndex((_, ici) => !pris.has(ici) && egal(avant[ici], valeur));
    return pris.add(rang) && rang;
  });
  const [nom] = Object.keys(forme?.formes ?? {});
  const libre = (valeur, rang) => {
    const nomme = nom ? morceaux.findIndex((_, ici) => !pris.has(ici) && valeur[nom] && avant[ici][nom] === valeur[nom]) : -1;
    return nomme >= 0 ? nomme : rang;
  };
  const ecrits = apres.map((valeur, rang) => {
    const garde = morceaux[gardes[rang]];
    if (garde) return garde.avant + lignesDe(garde);
    const ici = libre(valeur, rang);
    if (ici >= morceaux.length || pris.has(ici)) return joindre(item(valeur, forme, retrait));
    pris.add(ici);
    return morceaux[ici].avant + fusionnerItem(morceaux[ici], retrait, avant[ici], valeur, forme);
  });
  return [...ecrits, ...morceaux.filter((_, rang) => !pris.has(rang)).map(remarquesDe), pied].join("");
}

/** An item that is a group is a group once a space stands for its dash. */
function fusionnerItem({ texte, noeud, debut, fin }, retrait, avant, apres, forme) {
  if (!isMap(noeud) || !estGroupe(apres)) return joindre(item(apres, forme, retrait));
  const sansTiret = `${texte.slice(0, debut + retrait)} ${texte.slice(debut + retrait + 1)}`;
  return tiret(fusionnerGroupe({ texte: sansTiret, noeud, debut, fin }, avant, apres, forme?.formes), retrait);
}

/** The text of a group as an item of a list: the first line that is no comment bears the dash. */
function tiret(groupe, retrait) {
  const [, remarques, lignes] = /^(?: *\n)?((?: *#.*\n)*)([^]*)$/.exec(groupe);
  return `${remarques.replaceAll(/^ {2}/gm, "")}${" ".repeat(retrait)}- ${lignes.slice(retrait + 2)}`;
}
