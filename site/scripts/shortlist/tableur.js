// A table as CSV (RFC 4180), for spreadsheets: a byte order mark, without which Excel reads « Hérault » as Latin-1,
// and no cell that a spreadsheet would run as a formula: the rule of `generators.exchange.inert`, word for word.

/** What is not seen where a text begins, or is dropped there, as a quote is; then the signs that open a formula. */
const DEBUT = String.raw`([\x00-\x08\x0b\x0c\x0e-\x20"\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*)`
  + String.raw`(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])`;
const TEXTE = new RegExp(`^${DEBUT}`);
const PARTIE = new RegExp(String.raw`([;|\t\n\r])${DEBUT}`, "g");

export const inerte = (texte) => texte.replace(TEXTE, "$1'").replace(PARTIE, "$1$2'");

function cellule(valeur) {
  const texte = inerte(String(valeur ?? ""));
  return /[",\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte;
}

/** Rows of values → the file's text. */
export const csv = (lignes) => `\ufeff${lignes.map((ligne) => `${ligne.map(cellule).join(",")}\r\n`).join("")}`;
