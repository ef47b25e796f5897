// The names of places smaller than a département, found in a text, as generators/land/gazetteer.py finds them: many a
// commune bears the name of a word, and capitals, prepositions and population decide.

import { plier } from "./garde-lecture.js";

const en = (mots) => new Set(mots.split(" "));
const PETITS = en("a au aux d de des du en et l la le les lez sous sur s");
const COURTS = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };
const PRES = en("a sur vers depuis entre via de d pres proche chez");
const SIEGES = en("ville commune village bourg mairie agglomeration gare banlieue hameau");
const ARTICLES = en("le la les l un une");
const [VILLE, CONNUE, LETTRES, SIGLE, LONG, JOINT, RESTE] = [10_000, 2_000, 4, 5, 7, 8, 3];

/** The words of a text: as written, folded, and where they stand. A hyphen, an apostrophe, a slash part them. */
export function motsDe(texte) {
  const trouves = [];
  for (const { 0: ecrit, index: debut } of texte.matchAll(/[\p{L}\p{N}]+/gu)) {
    const fin = debut + ecrit.length;
    const plie = plier(ecrit);
    const mot = plie === "s" && texte[fin] === "/" ? "sur" : COURTS[plie] ?? plie;
    if (mot && !mot.includes(" ")) trouves.push({ ecrit, plie: mot, debut, fin, capitale: /^[\p{Lu}\d]/u.test(ecrit) });
  }
  return trouves;
}

export class Repertoire {
  /** A line a name: its words, what is known of it, its inhabitants. */
  constructor(lignes) {
    [this.noms, this.longueurs, this.joints] = [new Map(), new Map(), new Set()];
    for (const ligne of lignes.split("\n")) {
      const [, cle, genre, habitants] = /^(.*?)([-+>])(\d*)$/.exec(ligne);
      const mots = cle.split(" ");
      this.noms.set(cle, { mots, habitants: Number(habitants), sur: genre === "+", grand: genre === ">" });
      const longueurs = this.longueurs.get(mots[0]) ?? this.longueurs.set(mots[0], new Set()).get(mots[0]);
      longueurs.add(mots.length);
      if (genre === "+" && mots.join("").length >= LONG) this.joints.add(mots.join(""));
    }
  }

  /** Whether a text names a place. */
  nomme(texte) {
    const mots = motsDe(texte);
    const crie = texte === texte.toUpperCase() && texte !== texte.toLowerCase();
    for (let rang = 0; rang < mots.length; rang += 1) {
      const { nom, dit } = this.longueurs.has(mots[rang].plie) ? this.ici(texte, mots, rang, crie) : {};
      const dernier = nom ? rang + nom.mots.length - 1 : this.coupe(texte, mots, rang);
      if (dit || (dernier && !nom)) return true;
      rang = Math.max(dernier, rang);
    }
    return false;
  }

  ici(texte, mots, rang, crie) {
    const longueurs = [...this.longueurs.get(mots[rang].plie)].sort((a, b) => b - a);
    for (const longueur of longueurs) {
      const dedans = mots.slice(rang, rang + longueur);
      const nom = dedans.length === longueur && this.noms.get(dedans.map(({ plie }) => plie).join(" "));
      if (!nom) continue;
      if (designe(nom, dedans, autour(texte, mots, rang, rang + longueur), crie)) return { nom, dit: true };
      if (nom.grand) return { nom, dit: false };
    }
    return {};
  }

  /** The last of two or three words that are one name, cut by spaces: « Ville urbanne ». */
  coupe(texte, mots, rang) {
    let tout = mots[rang].plie;
    if (PETITS.has(tout)) return 0;
    for (let dernier = rang + 1; dernier < Math.min(rang + 3, mots.length); dernier += 1) {
      if (texte.slice(mots[dernier - 1].fin, mots[dernier].debut) !== " ") return 0;
      tout += mots[dernier].plie;
      if (this.joints.has(tout) && tout.length >= JOINT) return dernier;
    }
    return 0;
  }

  /** A name within a word of an address: `foyervilleurbanne`; what is left of the word has three letters, or none. */
  colle(mot) {
    const tout = plier(mot).replaceAll(" ", "");
    const bords = [...tout.slice(0, -LONG + 1 || undefined)].map((_, rang) => rang);
    return bords.filter((debut) => debut === 0 || debut >= RESTE).some((debut) => {
      for (let fin = debut + LONG; fin <= tout.length; fin += 1) {
        if ((fin === tout.length || fin <= tout.length - RESTE) && this.joints.has(tout.slice(debut, fin))) return true;
      }
      return false;
    });
  }
}

function autour(texte, mots, rang, dernier) {
  const [debut, fin] = [mots[rang].debut, mots[dernier - 1].fin];
  const tete = texte.slice(0, debut).replace(/[ «"'(]+$/, "");
  const ecrit = rang ? mots[rang - 1].ecrit : "";
  return {
    avant: rang ? mots[rang - 1].plie : "",
    plusTot: rang > 1 ? mots[rang - 2].plie : "",
    a: ["à", "À"].includes(ecrit) || (ecrit === "A" && (rang === 1 || texte === texte.toUpperCase())),
    premier: !tete || ".!?:;\n-•…".includes(tete.at(-1)),
    seul: dernier - rang === mots.length,
    numerote: /^\s*\(\s*(?:\d{2,3}|2[AB])\s*\)/.test(texte.slice(fin, fin + 9)),
  };
}

/** Whether these words, here, are the name of a place. */
function designe(nom, mots, { avant, plusTot, a, premier, seul, numerote }, crie) {
  const pleins = mots.filter(({ plie }) => !PETITS.has(plie));
  const contenu = pleins.length ? pleins : mots;
  const capitales = !crie && contenu.every(({ capitale }) => capitale);
  const siege = SIEGES.has(avant) || (["de", "d"].includes(avant) && SIEGES.has(plusTot));
  if (nom.grand) return nom.habitants > 0 && (a || siege);
  if (nom.sur) {
    const { ecrit } = mots[0];
    const sigle = mots.length === 1 && ecrit === ecrit.toUpperCase() && ecrit !== ecrit.toLowerCase() && ecrit.length <= SIGLE && !crie;
    if (sigle) return a || siege || nom.habitants >= VILLE;
    const long = nom.mots.join("").length >= LETTRES && nom.mots[0].length >= LETTRES;
    return capitales || a || siege || long || contenu.length > 1;
  }
  if (siege || numerote) return true;
  if (!capitales) return a && nom.habitants >= VILLE;
  if (PRES.has(avant) || contenu.length > 1 || seul) return a || nom.habitants >= CONNUE || contenu.length > 1;
  return nom.habitants >= VILLE && !premier && !ARTICLES.has(avant);
}
