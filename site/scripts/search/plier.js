// Folding French words, so that « Hébergements », « hebergement » and « HÉBERGEMENT » meet.
// `generators/pages/index/words.py` folds the directory's index in the same way; a test holds the two together.

const ARTICLES = new Set(
  ("a au aux avec ce ces d dans de des du en et est l la le les leur leurs ma mes mon nos notre ou par pour qu que qui "
    + "sa se ses son sur un une vos votre").split(" "),
);

/** « 15 ans », « 12-17 ans », « 9h30 » are no words of a record. */
const MESURES = /(?:\d{1,2}\s*(?:[-–—/]|à|et|ou)\s*)?\b\d{1,2}\s*(?:ans?|mois)(?![\p{L}\p{N}])(?:\s+et\s+demie?)?|\b(?:1?\d|2[0-3])\s?h\s?(?:\d\d)?(?![\p{L}\p{N}])/giu;
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
  if (plie.length > 4) plie = plie.replace(/aux$/, "al").replace(/([^s])s$|(eu)x$/, "$1$2");
  if (plie.length > 4) plie = plie.replace(/(e)e$|([^aeiou])e$/, "$1$2");
  return plie;
}

/** A number as France dials it: +33, 0033 and (0) before its nine digits. */
const INDICATIF = /(?:\+|\b00)[\s.-]*33[\s.-]*(?:\(0\)[\s.-]*)?(?=\d)/g;
const SANS_PLUS = /^\s*33(?=(?:[\s.-]*\d){9}\s*$)/;
/** A number among words: « tél 07 57 76 46 58 ». */
const NUMERO_DEDANS = /(^|[^\d])(0\d(?:[\s./-]?\d\d){4})(?!\d)/g;
/** « F-59000 » : the country before a postcode. */
const PAYS = /(^|\s)F\s?-\s?(?=\d{5}(?!\d))/g;
/** Nothing but a telephone number: six digits or more, or four that services share. */
const NUMERO = /^\s*(?:(?:\d[\s.()/-]*){6,15}|3\d[\s.]?\d\d)\s*$/;
const SIGLE = /\b(?:[a-z]\.){2,}[a-z]?(?![\p{L}\p{N}])/giu;
/** « mineur·e·s », « éducateur(trice)s », « victime-s » : the sign, the ending, and the plural. */
const INCLUSIF = /(\p{L}{3,})(?:[·•∙⋅.(/-](?:e|ne|le|te|ve|se|fe|ère|trice|euse|rice)[)·•∙⋅.-]?(s?)|[·•∙⋅(-](s)\)?)(?![\p{L}\p{N}])/giu;

/** True of what is a telephone number and nothing else. */
export const estNumero = (question) => NUMERO.test(question);

/** A question as the index says it: acronyms without points, endings of both kinds as one, numbers as France dials them. */
export function normaliser(question) {
  const dite = question.slice(0, QUESTION_MAX).normalize("NFC").replace(INDICATIF, "0").replace(SANS_PLUS, "0").replace(PAYS, "$1")
    .replace(NUMERO_DEDANS, (_, avant, numero) => avant + numero.replace(/\D/g, "")).replace(SIGLE, (sigle) => sigle.replaceAll(".", ""))
    .replace(INCLUSIF, (_, mot, fin = "", seul = "") => mot + (fin || seul));
  return estNumero(dite) ? dite.replace(/\D/g, "") : dite;
}

/** The words of a text, as they stand in it. */
export function mots(text) {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The terms of a question, without articles, ages and hours; digits in groups are one number (« 116 000 »). */
export function termes(question) {
  const unis = mots(normaliser(question).replace(MESURES, " ")).reduce((liste, mot) => {
    const avant = liste.at(-1);
    const suite = /^\d+$/.test(mot) && /^\d+$/.test(avant ?? "") && (avant + mot).length >= 5;
    return suite ? [...liste.slice(0, -1), avant + mot] : [...liste, mot];
  }, []);
  return unis.map(terme).filter(Boolean);
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

/** A slip seldom takes the first letter, but a mute h: « manger » is not « danger », « ebergement » is « hébergement ». */
export const memeDebut = (a, b) => a[0] === b[0] || (a[0] === "h" && a[1] === b[0]) || (b[0] === "h" && b[1] === a[0]) || (a[0] === b[1] && a[1] === b[0]);

/** How many slips a word of this length may hold and still be understood. */
export const tolerance = (mot) => (/\d/.test(mot) || mot.length < 5 ? 0 : mot.length < 8 ? 1 : 2);
