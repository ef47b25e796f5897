// The words of a question as places spell them, and a question without those that name its place.

import { plier } from "./plier.js";

const ABREGES = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };
/** A number before one of these is no place: « moins de 18 ans ». */
const UNITES = new Set("an ans mois jour jours heure heures h j minute minutes min semaine semaines euro euros personne personnes".split(" "));
/** After a number: a day, a street. Before it: a law, a call. */
const DATES = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ");
const SUIVENT = new Set([...DATES, ..."rue avenue boulevard bd place quai chemin allee impasse".split(" ")]);
const PRECEDENT = new Set("article articles art loi code appeler appelle appelez faire composer numero".split(" "));
/** « le 17 » is a call, « dans le 17 » a place. */
const URGENCES = /^(15|17|18)$/;
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
    else if (/^arr(ondissement)?$/.test(mot) && /^\d{1,2}(er|e|eme)?$/.test(avant?.mot ?? "")) Object.assign(avant, { fin: jeton.fin, ordinal: true, arrondissement: true });
    else if (ARRONDIES.test(avant?.mot ?? "") && ROMAIN.test(brut)) suite.push({ ...jeton, mot: romain(mot.replace(/e(me)?$/, "")) });
    else if (/^\d{2}$/.test(avant?.mot ?? "") && /^\d{3}$/.test(mot)) Object.assign(avant, { mot: avant.mot + mot, fin: jeton.fin });
    else if (ARRONDIES.test(avant?.mot ?? "") && /^\d{1,2}(er|e|eme)?$/.test(mot)) suite.push({ ...jeton, mot: String(parseInt(mot, 10)) });
    else if (ARRONDIES.test(mot) && /^(de|d)$/.test(avant?.mot ?? "") && suite.at(-2)?.ordinal) {
      suite.at(-2).fin = suite.pop().fin;
      suite.push(jeton);
    } else suite.push({ ...jeton, ordinal: /^\d{1,2}(er|e|eme)$/.test(mot) });
  }
  return suite.map((jeton, place) => retourner(jeton, suite[place - 1], suite[place + 1]));
}

const VILLES = ["paris", "lyon", "marseille"];
const ARRONDIES = new RegExp(`^(${VILLES.join("|")})$`);
/** « Paris XIII », « paris xiii »; with its ending in capitals alone, since « vie » is a word. */
const ROMAIN = /^(?=[XVI])X{0,2}(?:IX|IV|V?I{0,3})(?:e|è?me|ème)?$|^(?=[xvi])x{0,2}(?:ix|iv|v?i{0,3})$/;
const ROMAINS = { i: 1, v: 5, x: 10 };
const romain = (mot) => String([...mot].reduce((somme, lettre, place) => somme + (ROMAINS[lettre] < (ROMAINS[mot[place + 1]] ?? 0) ? -1 : 1) * ROMAINS[lettre], 0));

/** « 13e paris », « 13e arrondissement de Paris » : the city and its number change places. */
function retourner(jeton, avant, apres) {
  if (jeton.ordinal && ARRONDIES.test(apres?.mot ?? "")) return { ...jeton, mot: apres.mot };
  if (avant?.ordinal && ARRONDIES.test(jeton.mot)) return { ...jeton, mot: String(parseInt(avant.mot, 10)) };
  return jeton;
}

/** An arrondissement without its city, « 13e arrondissement »: its place in the question, and the names it may have. */
export function arrondissementSeul(jetons) {
  const place = jetons.findIndex(({ arrondissement, ordinal }) => arrondissement || (ordinal && jetons.length === 1));
  if (place < 0 || jetons.some(({ mot }) => ARRONDIES.test(mot))) return null;
  return { place, noms: VILLES.map((ville) => `${ville} ${parseInt(jetons[place].mot, 10)}`) };
}

/** The places of numbers that measure: ages, hours, ranges, dates, « 24h/24 », « le 17 ». None of them is a département. */
export function mesures(jetons, texte) {
  const trouvees = new Set();
  const nombre = (place) => /^\d{1,3}$/.test(jetons[place]?.mot ?? "");
  jetons.forEach((jeton, place) => {
    if (!nombre(place)) return;
    let suite = place + 1;
    while (nombre(suite) || (/^(a|et|ou)$/.test(jetons[suite]?.mot ?? "") && nombre(suite + 1))) suite += 1;
    const unite = UNITES.has(jetons[suite]?.mot ?? "");
    const liee = nombre(place + 1) && /^\s*[-–—/]\s*$/.test(texte.slice(jeton.fin, jetons[place + 1].debut));
    if (unite || liee) for (let ici = place; ici < suite; ici += 1) trouvees.add(ici);
    if (liee) trouvees.add(place + 1);
    if (dite(jetons, place, texte)) trouvees.add(place);
  });
  return trouvees;
}

/** True of a number that its neighbours make none of a place: « 24h/24 », « +18 », « 3 mars », « article 40 », « le 17 ». */
function dite(jetons, place, texte) {
  const mot = (ici) => jetons[ici]?.mot ?? "";
  const { debut, fin } = jetons[place];
  if (SUIVENT.has(mot(place + 1)) || /^\+/.test(texte.slice(fin)) || /(^|\s)[+−-]$/.test(texte.slice(0, debut))) return true;
  const article = mot(place - 1) === "le" ? 1 : 0;
  if (PRECEDENT.has(mot(place - 1 - article))) return true;
  if (article && URGENCES.test(mot(place)) && !PREPOSITIONS.has(mot(place - 2))) return true;
  const lien = mot(place - 1) === "sur" ? 1 : 0;
  const unite = /^\d*(h|j)$/.test(mot(place - 1 - lien)) || (lien && UNITES.has(mot(place - 2)));
  return Boolean(unite && (lien || /^\s*\/\s*$/.test(texte.slice(jetons[place - 1].fin, debut))));
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
