// A table as CSV (RFC 4180), for spreadsheets: a byte order mark, without which Excel reads « Hérault » as Latin-1,
// and no cell that a spreadsheet would run as a formula (OWASP, CSV injection).

const sure = (texte) => (/^[=+\-@\t\r]/.test(texte) ? `'${texte}` : texte);

function cellule(valeur) {
  const texte = sure(String(valeur ?? ""));
  return /[",\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte;
}

/** Rows of values → the file's text. */
export const csv = (lignes) => `\ufeff${lignes.map((ligne) => `${ligne.map(cellule).join(",")}\r\n`).join("")}`;
