// Folding French words, so that « Hébergements », « hebergement » and « HÉBERGEMENT » meet.
// `generators/pages/index/words.py` folds the directory's index in the same way; a test holds the two together.

const ARTICLES = new Set(
  ("a au aux avec ce ces d dans de des du en et est l la le les leur leurs ma mes mon nos notre ou par pour qu que qui "
    + "sa se ses son sur un une vos votre").split(" "),
);

/** « 15 ans » is no word of a record. */
const AGES = /^(ans?|mois)$/i;
/** Longer questions are read up to here. */
const QUESTION_MAX = 300;

/** `text` without accents or case; ligatures opened. */
export function plier(text) {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** One word as it is indexed: folded, without plural or final mute e, « st » written out; null for an article. */
export function terme(mot) {
  let plie = plier(mot);
  if (ARTICLES.has(plie)) return null;
  if (plie === "st" || plie === "ste") return "saint";
  if (plie.length > 4) plie = plie.replace(/aux$/, "al").replace(/(?<!s)s$|(?<=eu)x$/, "");
  if (plie.length > 4) plie = plie.replace(/ee$|(?<![aeiou])e$/, (fin) => (fin === "ee" ? "e" : ""));
  return plie;
}

/** A number as France dials it: +33, 0033 and (0) before its nine digits. */
const INDICATIF = /(?:\+|\b00)[\s.-]*33[\s.-]*(?:\(0\)[\s.-]*)?(?=\d)/g;
/** Nothing but a telephone number: six digits or more, or four that services share. */
const NUMERO = /^\s*(?:(?:\d[\s.()/-]*){6,15}|3\d[\s.]?\d\d)\s*$/;
const SIGLE = /\b(?:[a-z]\.){2,}[a-z]?(?![\p{L}\p{N}])/giu;
/** « mineur·e·s », « éducateur(trice)s », « victime-s » : the sign, the ending, and the plural. */
const INCLUSIF = /(\p{L}{3,})(?:[·•∙⋅.(/-](?:e|ne|le|te|ve|se|fe|ère|trice|euse|rice)[)·•∙⋅.-]?(s?)|[·•∙⋅(-](s)\)?)(?![\p{L}\p{N}])/giu;

/** True of what is a telephone number and nothing else. */
export const estNumero = (question) => NUMERO.test(question);

/** A question as the index says it: acronyms without points, endings of both kinds as one, numbers as France dials them. */
export function normaliser(question) {
  const dite = question.slice(0, QUESTION_MAX).normalize("NFC").replace(INDICATIF, "0").replace(SIGLE, (sigle) => sigle.replaceAll(".", ""))
    .replace(INCLUSIF, (_, mot, fin = "", seul = "") => mot + (fin || seul));
  return estNumero(dite) ? dite.replace(/\D/g, "") : dite;
}

/** The words of a text, as they stand in it. */
export function mots(text) {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The terms of a question, without articles; digits in groups are one number (« 116 000 »). */
export function termes(question) {
  const unis = mots(normaliser(question)).reduce((liste, mot) => {
    const avant = liste.at(-1);
    const suite = /^\d+$/.test(mot) && /^\d+$/.test(avant ?? "") && (avant + mot).length >= 5;
    return suite ? [...liste.slice(0, -1), avant + mot] : [...liste, mot];
  }, []);
  const mesure = (mot, place) => /^\d{1,2}$/.test(mot) && AGES.test(unis[place + 1] ?? "");
  return unis.filter((mot, place) => !mesure(mot, place) && !(AGES.test(mot) && mesure(unis[place - 1] ?? "", place - 1))).map(terme).filter(Boolean);
}

/** The last three lines of a comparison, kept from one to the next: thousands of words are compared at each letter. */
let lignes = [0, 1, 2].map(() => new Uint16Array(48));

/** How many slips part two words (a letter changed, missing, added, or two swapped); more than `max` is Infinity. */
export function ecart(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return Infinity;
  if (b.length >= lignes[0].length) lignes = lignes.map(() => new Uint16Array(b.length * 2));
  let [avant, ici, suivante] = lignes;
  for (let j = 0; j <= b.length; j += 1) ici[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    suivante[0] = i;
    let moindre = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cout = Math.min(ici[j] + 1, suivante[j - 1] + 1, ici[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cout = Math.min(cout, avant[j - 2] + 1);
      suivante[j] = cout;
      if (cout < moindre) moindre = cout;
    }
    if (moindre > max) return Infinity;
    [avant, ici, suivante] = [ici, suivante, avant];
  }
  return ici[b.length] <= max ? ici[b.length] : Infinity;
}

/** How many slips a word of this length may hold and still be understood. */
export const tolerance = (mot) => (/\d/.test(mot) || mot.length < 5 ? 0 : mot.length < 8 ? 1 : 2);
