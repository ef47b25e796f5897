// A table as CSV (RFC 4180), for spreadsheets: a byte order mark, without which Excel reads « Hérault » as Latin-1,
// and no cell that a spreadsheet would run as a formula: the rule of `generators.exchange.inert`, word for word.

/** The signs that open a formula where a text begins, and where a part of it does. */
const DEBUT = /^([ \u00a0\u202f]*)(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/;
const PARTIE = /([;\t\n\r][ \u00a0\u202f]*)(?=['=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g;

export const inerte = (texte) => texte.replace(DEBUT, "$1'").replace(PARTIE, "$1'");

function cellule(valeur) {
  const texte = inerte(String(valeur ?? ""));
  return /[",\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte;
}

/** Rows of values → the file's text. */
export const csv = (lignes) => `\ufeff${lignes.map((ligne) => `${ligne.map(cellule).join(",")}\r\n`).join("")}`;
