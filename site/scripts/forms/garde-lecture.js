// A text as its reader sees it, whatever was done to hide it from a search: generators/words/seen.py says the same, and
// the tests hold the two together. `outils` are made once of the tables of the guards.

import { Motif } from "./motif.js";

const COUCHES = 6;
/** How many times its own length is read in a text that hides many. */
const [FOIS, MOINS] = [20, 20_000];

/** The patterns of the tables by their name, each made when it is first asked for; several under one name are a list. */
export function motifs(tables) {
  const faits = new Map();
  const un = (donnees) => (typeof donnees[0] === "string" ? new Motif(donnees) : donnees.map((autre) => new Motif(autre)));
  return (nom) => faits.get(nom) ?? faits.set(nom, un(tables[nom])).get(nom);
}

/** Without accents, case, punctuation or double spaces, as `fold` does. */
export const plier = (texte) => texte.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss")
  .normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").replace(/[^0-9a-z]+/g, " ").trim();

export const morceaux = (texte) => plier(texte).split(" ").filter(Boolean);

const sansAccents = (mot) => mot.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").replaceAll("œ", "oe").toLowerCase();
/** The words of a text in small letters without accents; `noms`: those that begin with a capital, with that capital alone. */
export const motsNus = (texte) => new Set((texte.match(/[\p{L}\p{N}]+/gu) ?? []).map(sansAccents));
export function nomsNus(texte) {
  const trouves = texte.match(/[A-ZÀ-ÖØ-Ý]\p{L}*/gu) ?? [];
  return new Set(trouves.map(sansAccents).map((mot) => mot[0].toUpperCase() + mot.slice(1)));
}

const remplacerSignes = (texte, table) => [...texte].map((signe) => table[signe] ?? signe).join("");

/** The value of a decimal digit of any script: each has ten in a row. */
function chiffre(signe) {
  let zero = signe.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && signe.codePointAt(0) - zero < 9) zero -= 1;
  return String(signe.codePointAt(0) - zero);
}

function signeLu(signe) {
  if (signe.codePointAt(0) < 128 || /\p{L}/u.test(signe)) return signe;
  if (/\p{Nd}/u.test(signe)) return chiffre(signe);
  if (/\p{Zs}/u.test(signe)) return " ";
  return /[\p{Mn}\p{Me}\p{Cf}]/u.test(signe) ? "" : signe;
}

function lignes(texte) {
  const groupes = [[]];
  for (const ligne of texte.split("\n").map((un) => un.trim())) {
    if (ligne) groupes.at(-1).push(ligne);
    else groupes.push([]);
  }
  return groupes.filter(({ length }) => length).map((groupe) => groupe.join(" ")).join("\n");
}

function dechiffrer(texte) {
  try {
    return decodeURIComponent(texte).replaceAll("+", " ");
  } catch {
    return texte.replace(/%([0-7][\da-f])/gi, (_, code) => String.fromCharCode(parseInt(code, 16))).replaceAll("+", " ");
  }
}

export class Lecture {
  constructor(tables) {
    this.motif = motifs(tables.motifs);
    this.tables = tables.lecture;
    this.ignores = new RegExp(this.tables.ignores, "gu");
    this.blancs = new RegExp(this.tables.blancs, "gu");
    this.balises = new Set(this.tables.balises);
  }

  deguise(texte) {
    const marque = /[&<%*_`~]/.test(texte) && this.motif("seen._MARKED").est(texte);
    return marque || this.motif("seen._FOREIGN").est(texte) || this.motif("seen._APART").est(texte) || [" ", "."].includes(texte[1]);
  }

  /** All that a reader may see: first the text itself, then each other text that stands in it. */
  lectures(texte) {
    const trouves = new Set([...this.defaits(texte)].filter(Boolean));
    for (const un of [...trouves]) for (const autre of this.autrement(un)) trouves.add(autre);
    return trouves.size ? [...trouves] : [""];
  }

  simple(texte) {
    return this.lectures(texte)[0];
  }

  * defaits(texte) {
    const [attendent, vus] = [[texte], new Set()];
    let reste = MOINS + FOIS * texte.length;
    for (let premier = true; attendent.length; premier = false) {
      let un = attendent.shift();
      reste -= un.length;
      if (vus.has(un) || reste < 0) continue;
      vus.add(un);
      for (let couche = 0; couche < COUCHES; couche += 1) {
        const avant = un;
        un = this.peler(un, attendent);
        if (un === avant) break;
      }
      if (premier || un.trim()) yield lignes(un);
    }
  }

  /** One layer of markup and of signs less; what stood in them goes to `dedans`. */
  peler(texte, dedans) {
    if (texte.includes("\u202e")) dedans.push(this.motif("seen._REVERSED").remplacer(texte, (un) => [...un[1]].reverse().join("")));
    const cache = texte.match(this.ignores)?.[0] ?? texte.match(this.blancs)?.[0];
    if (cache) {
      const apart = texte.match(this.ignores) ? [this.ignores, " "] : [this.blancs, ""];
      dedans.push(texte.replace(...apart));
    }
    const lu = this.signes(this.balisage(this.entites(texte), dedans));
    if (/%[\da-f]{2}/i.test(lu)) dedans.push(dechiffrer(lu));
    return lu;
  }

  entites(texte) {
    return texte.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));?/gi, (tout, hexa, decimal, nom) => {
      const point = hexa ? parseInt(hexa, 16) : Number(decimal);
      if (hexa || decimal) return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : tout;
      return this.tables.entites[nom] ?? tout;
    });
  }

  balisage(texte, dedans) {
    let lu = texte;
    if (lu.includes("<")) {
      dedans.push(...this.motif("seen._COMMENT").tous(lu).map((un) => un[1]));
      lu = this.motif("seen._AUTOLINK").remplacer(this.motif("seen._COMMENT").remplacer(lu, () => ""), (un) => ` ${un[1]} `);
      for (const balise of this.motif("seen._TAG").tous(lu)) {
        const valeurs = this.motif("seen._ATTRIBUTE").tous(balise[2] ?? "");
        dedans.push(...valeurs.map((un) => un[1] ?? un[2] ?? un[3] ?? ""));
      }
      lu = this.motif("seen._TAG").remplacer(lu, (un) => (this.balises.has((un[1] ?? "").toLowerCase()) ? "" : "\n"));
    }
    if (lu.includes("[")) {
      for (const lien of this.motif("seen._LINK").tous(lu)) dedans.push(lien[2] ?? "", lien[3] ?? "");
      dedans.push(...this.motif("seen._LABEL").tous(lu).map((un) => un[1]));
      lu = this.motif("seen._LABEL").remplacer(this.motif("seen._LINK").remplacer(lu, (un) => un[1]), () => "]");
    }
    return this.motif("seen._BRACKETS").remplacer(this.motif("seen._SIGNS").remplacer(lu, () => ""), () => " ");
  }

  signes(texte) {
    const { avant, apres, semblables } = this.tables;
    const lu = remplacerSignes(texte, avant).replace(this.ignores, "").replace(this.blancs, " ").normalize("NFKC");
    return [...remplacerSignes(remplacerSignes(lu, apres), semblables)].map(signeLu).join("");
  }

  /** The same text with its spelled words whole, its cut words joined, its digits read as letters. */
  * autrement(texte) {
    const serrer = (un) => this.motif("seen._GAPS").remplacer(un, () => " ");
    const serre = serrer(texte);
    yield serre;
    const epele = this.motif("seen._SPELLED").remplacer(texte, (un) => un[0].replace(/[^\p{L}\p{N}]/gu, ""));
    if (epele !== texte) yield serrer(epele);
    if (this.motif("seen._CUT").est(texte)) {
      yield this.motif("seen._CUT").remplacer(serre, () => "");
      yield this.motif("seen._CUT").remplacer(serre, () => "-");
    }
    const chiffre_ = this.motif("seen._DIGITS_FOR_LETTERS");
    if (chiffre_.est(texte)) {
      for (const un of ["l", "i"]) {
        const lettres = { 0: "o", 1: un, 3: "e", 4: "a", 5: "s", 7: "t", "@": "a", $: "s", "€": "e", "!": "i" };
        yield this.motif("seen._WORD").remplacer(serre, ([mot]) => (chiffre_.est(mot) ? remplacerSignes(mot, lettres) : mot));
      }
    }
  }

  /** The text without the words that may stay, however they are cased. */
  sans(texte, leves) {
    return leves.filter((un) => plier(un).length > 1).reduce((reste, un) => {
      const mots = un.match(/[\p{L}\p{N}_]+/gu).map((mot) => mot.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return reste.replace(new RegExp(`(^|[^\\p{L}\\p{N}_])${mots.join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}_])`, "giu"), "$1\u25ae");
    }, texte);
  }
}
