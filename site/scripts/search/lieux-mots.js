// The words of a question as places spell them, and a question without those that name its place.

import { plier } from "./plier.js";

const ABREGES = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };
/** Words that lead to a place and belong to no need. */
export const PREPOSITIONS = new Set("a au aux dans de des du en et pour pres sur vers".split(" "));

/**
 * The words of a name or a question as places spell them, with where each stands in the text:
 * "St-Rémy" → saint, remy; "Lyon 3e arr." → lyon, 3; "59 000" → 59000.
 */
export function decouper(texte) {
  const suite = [];
  for (const { 0: brut, index: debut } of texte.matchAll(/[\p{L}\p{N}]+/gu)) {
    const mot = ABREGES[plier(brut)] ?? plier(brut);
    const avant = suite.at(-1);
    const jeton = { mot: mot === "s" && texte[debut + 1] === "/" ? "sur" : mot, debut, fin: debut + brut.length };
    if (/^arr(ondissement)?$/.test(mot) && /^\d{1,2}$/.test(avant?.mot ?? "")) avant.fin = jeton.fin;
    else if (/^\d{2}$/.test(avant?.mot ?? "") && /^\d{3}$/.test(mot)) Object.assign(avant, { mot: avant.mot + mot, fin: jeton.fin });
    else if (/^(paris|lyon|marseille)$/.test(avant?.mot ?? "") && /^\d{1,2}(er|e|eme)?$/.test(mot)) suite.push({ ...jeton, mot: String(parseInt(mot, 10)) });
    else suite.push(jeton);
  }
  return suite;
}

export const mots = (jetons) => jetons.map(({ mot }) => mot);
/** A leaf has hundreds of names at a key's stroke: those without digits, nearly all, have nothing to join or to cut. */
export const cle = (nom) => (/\d/.test(nom) ? mots(decouper(nom)) : plier(nom).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
export const sansArticle = (nom) => nom.replace(/^(le|la|les|l) /, "");

const MENENT = new Set([...PREPOSITIONS, "le", "la", "les", "l"]);

/** A question without the words at `places`, nor the prepositions that led to them. */
export function sansLieu(question, jetons, places) {
  const ote = (place) => places.has(place) || (place < jetons.length - 1 && MENENT.has(jetons[place].mot) && ote(place + 1));
  let reste = "";
  let ici = 0;
  jetons.forEach(({ debut, fin }, place) => {
    reste += ote(place) ? `${question.slice(ici, debut)} ` : question.slice(ici, fin);
    ici = fin;
  });
  return (reste + question.slice(ici)).replace(/[\s(),;:./–'’-]+$|^[\s(),;:./–'’-]+/gu, "").replace(/\s+/g, " ");
}
