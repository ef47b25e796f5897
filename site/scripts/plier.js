// Folding French words, so that « Hébergements », « hebergement » and « HÉBERGEMENT » meet.

const ARTICLES = new Set(
  "a au aux avec ce ces d dans de des du en et est l la le les leur leurs ou par pour qu que qui sa se ses son sur un une".split(" "),
);

/** `text` without accents or case; ligatures opened. */
export function plier(text) {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** One word as it is indexed: folded, its plural taken off, « st » written out; null for an article. */
export function terme(mot) {
  const plie = plier(mot);
  if (ARTICLES.has(plie)) return null;
  if (plie === "st") return "saint";
  if (plie === "ste") return "sainte";
  if (plie.length > 4 && /[^s]s$|[^ae]ux$/.test(plie)) return plie.replace(/s$|x$/, "");
  return plie;
}

/** The words of a text, as they stand in it. */
export function mots(text) {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
