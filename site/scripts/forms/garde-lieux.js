// Whether a text says where a place is, as `maillage check` judges it (generators/records/rules: whereabouts, streets,
// positions): the kind of thing, never its words. The patterns and the lists are theirs.

import { motifs, motsNus, plier } from "./garde-lecture.js";
import { Repertoire } from "./repertoire.js";

const BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz";
const CENTAINES = new Set(["cent", "cents"]);

export class Lieux {
  constructor(tables, lecture, nombres) {
    this.motif = motifs(tables.motifs);
    this.lecture = lecture;
    this.nombres = nombres;
    this.mots = Object.fromEntries(Object.entries(tables.mots).map(([nom, liste]) => [nom, new Set(liste)]));
    this.codes = Uint8Array.from(atob(tables.codes), (signe) => signe.charCodeAt(0));
    this.repertoire = new Repertoire(tables.noms);
  }

  /** The first thing that a text says of a place, and whether it is never lifted; null when it says none. */
  indice(texte, { leves = [], adresse = false } = {}) {
    const lectures = [...new Set([...this.lecture.lectures(texte)].flatMap((un) => [un, ...this.adresses(un, adresse)]))];
    if (adresse) lectures.push(...this.lecture.lectures(texte).filter((un) => !un.includes("://") && !un.includes("@")).map((un) => `https://${un}`));
    for (const un of lectures) {
      const quoi = this.ferme(un);
      if (quoi) return { quoi, ferme: true };
    }
    const simples = leves.map((un) => this.lecture.simple(un));
    for (const un of lectures) {
      const quoi = this.lache(this.lecture.sans(un, simples));
      if (quoi) return { quoi, ferme: false };
    }
    return null;
  }

  /** The words of the addresses in a text: `12-rue-des-lilas` is read as a street. */
  adresses(texte, entiere) {
    const trouvees = entiere ? [texte] : this.motif("whereabouts._ADDRESSES").tous(texte).map(([un]) => un);
    const chameau = (un) => un.replace(/([a-z])(?=[A-Z])/g, "$1 ").replace(/([A-Za-z])(?=\d)/g, "$1 ").replace(/(\d)(?=[A-Za-z])/g, "$1 ");
    return trouvees.map((un) => chameau(un).split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" "));
  }

  ferme(texte) {
    if (this.numeroDeRue(texte)) return "un numéro dans une rue, un étage ou une porte";
    if (this.carte(texte)) return "un lien vers une carte, ou qui cache où il mène";
    if (this.position(texte)) return "une position";
    if (this.boite(texte) || this.codePostal(texte)) return "un code postal ou une boîte postale";
    return this.registre(texte) ? "un numéro d’établissement, qui donne son adresse" : null;
  }

  lache(texte) {
    if (this.a(texte, "voies") && this.unDes("streets._NAMED", texte, (un) => this.estVoie(un))) return "une rue ou une place";
    if (this.a(texte, "abords") && this.unDes("streets._NEAR", texte)) return "un quartier, un arrêt ou un lieu voisin";
    const colles = this.motif("whereabouts._ADDRESSES").tous(texte).flatMap(([un]) => un.split(/[^\p{L}\p{N}]+/u));
    const commune = this.repertoire.nomme(texte) || colles.some((un) => un.length >= LONG && this.repertoire.colle(un));
    return commune ? "une commune ou une intercommunalité" : null;
  }

  unDes(nom, texte, juge = () => true) {
    return this.motif(nom).some((motif) => motif.tous(texte).some(juge));
  }

  /** Whether a text has one of the words without which no pattern of its kind finds anything. */
  a(texte, liste) {
    return [...motsNus(texte)].some((mot) => (mot.match(/[a-z]+/g) ?? []).some((un) => this.mots[liste].has(un)));
  }

  numeroDeRue(texte) {
    if (!this.a(texte, "voies")) return false;
    const voie = (un) => this.estVoie(un);
    return (/\d/.test(texte) && this.unDes("streets._NUMBERED", texte, voie)) || this.unDes("streets._DOORS", texte, voie);
  }

  estVoie(un) {
    const dit = /^\d/.test(un[0]) ? un[0].replace(/^[^\p{L}\p{N}_]*\d+\s*/u, "") : un[0];
    return !this.motif("streets._NOT_A_WAY").depuis(dit + un.texte.slice(un.fin, un.fin + 30));
  }

  boite(texte) {
    return this.a(texte, "boites") && this.motif("streets._BOX").est(texte);
  }

  existe(code) {
    return Boolean(this.codes[Math.floor(code / 8)] & (1 << code % 8));
  }

  codePostal(texte) {
    if (this.motif("streets._CODES").est(texte)) return true;
    if (this.motif("streets._FIVE").tous(texte).some((un) => this.estCode(un[1] + un[2], un))) return true;
    const epars = this.motif("streets._SPACED").tous(texte).map(([un]) => un.replace(/\D/g, ""));
    return [...epars, ...this.enLettres(texte)].some((code) => this.existe(Number(code)));
  }

  estCode(code, un) {
    const apres = un.texte.slice(un.fin, un.fin + 20);
    const ecarte = un[0].replace(/^F-/, "").replace(/^FR-/, "").length > code.length;
    if ((ecarte || code.endsWith("000")) && this.motif("streets._QUANTITY").depuis(apres)) return false;
    return this.existe(Number(code)) || /^\s+[A-ZÀ-Ý]/.test(apres);
  }

  /** « soixante-neuf mille cent » : a round number of thousands may count anything. */
  enLettres(texte) {
    if (!/mille/i.test(texte)) return [];
    const codes = [];
    let suite = [];
    for (const mot of [...plier(texte).split(" "), ""]) {
      if (this.mots.nombre.has(mot)) {
        suite.push(mot);
        continue;
      }
      const mille = suite.indexOf("mille");
      const [haut, bas] = mille < 0 ? [null, null] : [this.valeur(suite.slice(0, mille)), this.valeur(suite.slice(mille + 1))];
      if (haut && bas !== null && haut < 100 && !(haut === 2 && bas < 100)) codes.push(`${String(haut).padStart(2, "0")}${String(bas).padStart(3, "0")}`);
      suite = [];
    }
    return codes;
  }

  valeur(mots) {
    const rang = mots.findIndex((mot) => CENTAINES.has(mot));
    if (rang < 0) return this.nombres[mots.join(" ")] ?? null;
    const centaines = rang ? this.nombres[mots.slice(0, rang).join(" ")] ?? null : 1;
    const reste = rang + 1 < mots.length ? this.nombres[mots.slice(rang + 1).join(" ")] ?? null : 0;
    return centaines === null || reste === null ? null : 100 * centaines + reste;
  }

  // —— Positions, links, registers ——

  position(texte) {
    if (this.motif("positions._NAMED").est(texte) || this.troisMots(texte)) return true;
    return /\d/.test(texte) && (this.unDes("positions._NOTATIONS", texte) || this.paire(texte)
      || this.motif("positions._GEOHASH").tous(texte).some(([un]) => enFrance(un)));
  }

  troisMots(texte) {
    const trouve = this.motif("positions._THREE_WORDS").chercher(texte);
    return Boolean(trouve) && !["info", "asso", "gouv", "paris", "bzh"].includes(trouve[3]);
  }

  /** Two decimal numbers side by side that are a latitude and a longitude. */
  paire(texte) {
    const trouves = this.motif("positions._DECIMALS").tous(texte);
    const autre = this.motif("positions._NOT_DEGREES");
    return trouves.slice(1).some((deux, rang) => {
      const un = trouves[rang];
      const entre = texte.slice(un.fin, deux.debut);
      if (entre.length > 24 || autre.depuis(texte.slice(deux.fin)) || autre.depuis(entre) || /[.!?]\s/.test(entre)) return false;
      const [premier, second] = [un, deux].map((partie) => Math.abs(Number(partie[1].replace(",", "."))));
      return premier <= 90 && second <= 180;
    });
  }

  carte(texte) {
    const hote = this.motif("positions._HOST").est(texte);
    return (texte.includes(":") && this.motif("positions._SCHEMES").est(texte)) || (hote && this.motif("positions._MAPS").est(texte))
      || (texte.includes("://") && this.motif("positions._MAP_WORDS").est(texte));
  }

  registre(texte) {
    return (/\d/.test(texte) && this.motif("positions._NUMBERS").est(texte))
      || (this.motif("positions._HOST").est(texte) && this.motif("positions._REGISTERS").est(texte));
  }
}

const LONG = 7;

/** A geohash of six signs or more whose place is between Brest and Nice. */
function enFrance(code) {
  if (!/\d/.test(code) || !/[b-z].*[b-z]/.test(code)) return false;
  const bornes = [[-180, 180], [-90, 90]];
  let pair = true;
  for (const signe of code) {
    for (const bit of [16, 8, 4, 2, 1]) {
      const axe = bornes[pair ? 0 : 1];
      axe[BASE32.indexOf(signe) & bit ? 0 : 1] = (axe[0] + axe[1]) / 2;
      pair = !pair;
    }
  }
  const [longitude, latitude] = bornes.map(([bas, haut]) => (bas + haut) / 2);
  return longitude >= -5.5 && longitude <= 9.8 && latitude >= 41 && latitude <= 51.3;
}
