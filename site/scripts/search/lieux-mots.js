// The words of a question as places spell them, and a question without those that name its place.

import { plier } from "./plier.js";

const ABREGES = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };
/** A number before one of these is no place: « moins de 18 ans ». */
const UNITES = new Set("an ans mois jour jours heure heures h j minute minutes min euro euros personne personnes jeune jeunes".split(" "));
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
    if (/^cedex$/.test(mot) && suite.length) avant.fin = jeton.fin;
    else if (/^\d{1,2}$/.test(mot) && /cedex\s*$/i.test(texte.slice(0, debut))) avant.fin = jeton.fin;
    else if (/^(e|er|eme)$/.test(mot) && /^\d{1,2}$/.test(avant?.mot ?? "")) Object.assign(avant, { fin: jeton.fin, ordinal: true });
    else if (/^arr(ondissement)?$/.test(mot) && /^\d{1,2}(er|e|eme)?$/.test(avant?.mot ?? "")) Object.assign(avant, { fin: jeton.fin, ordinal: true });
    else if (/^\d{2}$/.test(avant?.mot ?? "") && /^\d{3}$/.test(mot)) Object.assign(avant, { mot: avant.mot + mot, fin: jeton.fin });
    else if (/^(paris|lyon|marseille)$/.test(avant?.mot ?? "") && /^\d{1,2}(er|e|eme)?$/.test(mot)) suite.push({ ...jeton, mot: String(parseInt(mot, 10)) });
    else if (ARRONDIES.test(mot) && /^(de|d)$/.test(avant?.mot ?? "") && suite.at(-2)?.ordinal) {
      suite.at(-2).fin = suite.pop().fin;
      suite.push(jeton);
    } else suite.push({ ...jeton, ordinal: /^\d{1,2}(er|e|eme)$/.test(mot) });
  }
  return suite.map((jeton, place) => retourner(jeton, suite[place - 1], suite[place + 1]));
}

const ARRONDIES = /^(paris|lyon|marseille)$/;

/** « 13e paris », « 13e arrondissement de Paris » : the city and its number change places. */
function retourner(jeton, avant, apres) {
  if (jeton.ordinal && ARRONDIES.test(apres?.mot ?? "")) return { ...jeton, mot: apres.mot };
  if (avant?.ordinal && ARRONDIES.test(jeton.mot)) return { ...jeton, mot: String(parseInt(avant.mot, 10)) };
  return jeton;
}

/** The places of numbers that measure: ages, hours, ranges, « 24h/24 ». None of them is a département. */
export function mesures(jetons, texte) {
  const trouvees = new Set();
  const nombre = (place) => /^\d{1,3}$/.test(jetons[place]?.mot ?? "");
  jetons.forEach((jeton, place) => {
    if (!nombre(place)) return;
    let suite = place + 1;
    while (nombre(suite) || (/^(a|et|ou)$/.test(jetons[suite]?.mot ?? "") && nombre(suite + 1))) suite += 1;
    const unite = UNITES.has(jetons[suite]?.mot ?? "");
    const liee = nombre(place + 1) && /^\s*[-–—/]\s*$/.test(texte.slice(jeton.fin, jetons[place + 1].debut));
    const apresUnite = /^\d*(h|j)$/.test(jetons[place - 1]?.mot ?? "") && /^\s*\/\s*$/.test(texte.slice(jetons[place - 1].fin, jeton.debut));
    if (unite || liee) for (let ici = place; ici < suite; ici += 1) trouvees.add(ici);
    if (liee) trouvees.add(place + 1);
    if (apresUnite) trouvees.add(place);
  });
  return trouvees;
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
