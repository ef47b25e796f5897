// A workbook (ECMA-376, XLSX) whose cells say their type: the parts, letter for letter, that `generators.exchange.xlsx`
// writes (a test compares them). It comes, with the library that packs it, when a reader asks for one.

import { strToU8, zipSync } from "fflate";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OUVERT = "http://schemas.openxmlformats.org/";
const PRINCIPAL = `${OUVERT}spreadsheetml/2006/main`;
const LIENS = `${OUVERT}officeDocument/2006/relationships`;
const PAQUET = "application/vnd.openxmlformats-package.";
const FEUILLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/** The styles of cells, by their rank in `STYLES`. */
const [NOMBRE, TEXTE, RENVOI, JOUR, , TITRE] = [0, 1, 2, 3, 4, 5];
const ETROIT = 9;
const LARGE = 60;
/** A row of a table stays one line high, in points. */
const HAUTEUR = 15;
/** The most signs of a cell. */
const SIGNES = 32_767;
const SUITE = " […]";
const JOUR_MS = 86_400_000;
/** From the day from which Excel counts to that from which JavaScript does. */
const AVANT = 25_569;

const RARE = /[&<>\0-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const ENTITES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function couper(texte) {
  if (texte.length <= SIGNES) return texte;
  return texte.slice(0, SIGNES - SUITE.length).replace(/[\ud800-\udfff]$/u, "") + SUITE;
}

/** A text as a cell's XML has it: what XML has no sign for is written "_x000D_". */
const ecrire = (texte) =>
  couper(texte).replace(RARE, (signe) => ENTITES[signe] ?? `_x${signe.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);

/** 1 → "A", 28 → "AB". */
function lettres(colonne) {
  const avant = Math.floor((colonne - 1) / 26);
  return (avant ? lettres(avant) : "") + String.fromCharCode(65 + ((colonne - 1) % 26));
}

const vide = (valeur) => valeur === null || valeur === undefined || valeur === "";

/** `textes`: each text of the workbook, once, and its rank. */
function cellule(place, valeur, style, textes) {
  if (valeur instanceof Date) return `<c r="${place}" s="${JOUR}"><v>${valeur.getTime() / JOUR_MS + AVANT}</v></c>`;
  if (typeof valeur === "number") return `<c r="${place}" s="${NOMBRE}"><v>${valeur}</v></c>`;
  const texte = ecrire(String(valeur));
  if (!textes.has(texte)) textes.set(texte, textes.size);
  return `<c r="${place}" s="${style}" t="s"><v>${textes.get(texte)}</v></c>`;
}

function ligne(valeurs, rang, style, textes) {
  const cellules = valeurs.map((valeur, n) => (vide(valeur) ? "" : cellule(`${lettres(n + 1)}${rang}`, valeur, style, textes)));
  if (vide(valeurs[valeurs.length - 1])) cellules.push(`<c r="${lettres(valeurs.length)}${rang}" s="${style}"/>`);
  const haute = style === TEXTE ? ` ht="${HAUTEUR}" customHeight="1"` : "";
  return `<row r="${rang}"${haute}>${cellules.join("")}</row>`;
}

function largeur(valeur) {
  if (vide(valeur)) return 0;
  if (valeur instanceof Date) return 10;
  return Math.max(...String(valeur).split("\n").map((une) => [...une].length));
}

function colonnes({ titres, lignes }, style) {
  const une = (titre, n) => {
    const large = Math.max(largeur(titre) + 2, ...lignes.map((valeurs) => largeur(valeurs[n]))) + 1;
    return `<col min="${n + 1}" max="${n + 1}" width="${Math.min(Math.max(large, ETROIT), LARGE)}" style="${style}" customWidth="1"/>`;
  };
  return titres.map(une).join("");
}

const etendue = ({ titres, lignes }) => `A1:${lettres(titres.length)}${lignes.length + 1}`;

function feuille(une, n, textes) {
  const style = une.renvoi ? RENVOI : TEXTE;
  const rangees = [ligne(une.titres, 1, TITRE, textes), ...une.lignes.map((valeurs, rang) => ligne(valeurs, rang + 2, style, textes))];
  return `${XML}<worksheet xmlns="${PRINCIPAL}"><sheetViews><sheetView${n ? "" : ' tabSelected="1"'} workbookViewId="0">`
    + '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    + `<sheetFormatPr defaultRowHeight="${HAUTEUR}"/><cols>${colonnes(une, style)}</cols><sheetData>${rangees.join("")}`
    + `</sheetData><autoFilter ref="${etendue(une)}"/>`
    + `<ignoredErrors><ignoredError sqref="${etendue(une)}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

function style(nombre, suite = "", gras = 0) {
  const sorte = `numFmtId="${nombre}" fontId="${gras}" fillId="${2 * gras}" borderId="0" xfId="0"`;
  return `<xf ${sorte} applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top"${suite}/></xf>`;
}

const GAUCHE = ' horizontal="left"';
const POLICE = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const STYLES = `${XML}<styleSheet xmlns="${PRINCIPAL}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>`
  + '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
  + `<fonts count="2"><font>${POLICE}</font><font><b/>${POLICE}</font></fonts>`
  + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
  + '<fill><patternFill patternType="solid"><fgColor rgb="FFE9EDF2"/><bgColor indexed="64"/></patternFill></fill></fills>'
  + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + `<cellXfs count="6">${style(0)}${style(49)}${style(49, ' wrapText="1"')}${style(164, GAUCHE)}${style(165, GAUCHE)}${style(49, "", 1)}</cellXfs>`
  + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const relations = (cibles) =>
  `${XML}<Relationships xmlns="${OUVERT}package/2006/relationships">`
  + `${cibles.map(([type, cible], n) => `<Relationship Id="rId${n + 1}" Type="${type}" Target="${cible}"/>`).join("")}</Relationships>`;

function types(feuilles) {
  const parties = [
    ["xl/workbook.xml", `${FEUILLE}sheet.main+xml`], ["xl/styles.xml", `${FEUILLE}styles+xml`], ["xl/sharedStrings.xml", `${FEUILLE}sharedStrings+xml`],
    ["docProps/core.xml", `${PAQUET}core-properties+xml`],
    ...feuilles.map((_, n) => [`xl/worksheets/sheet${n + 1}.xml`, `${FEUILLE}worksheet+xml`]),
  ];
  return `${XML}<Types xmlns="${OUVERT}package/2006/content-types"><Default Extension="rels" ContentType="${PAQUET}relationships+xml"/>`
    + `${parties.map(([nom, type]) => `<Override PartName="/${nom}" ContentType="${type}"/>`).join("")}</Types>`;
}

function livre(feuilles) {
  const fixe = (une) => etendue(une).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
  const nommees = feuilles.map(({ nom }, n) => `<sheet name="${nom}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`);
  const filtres = feuilles.map((une, n) => `<definedName name="_xlnm._FilterDatabase" localSheetId="${n}" hidden="1">'${une.nom}'!${fixe(une)}</definedName>`);
  return `${XML}<workbook xmlns="${PRINCIPAL}" xmlns:r="${LIENS}"><bookViews><workbookView/></bookViews>`
    + `<sheets>${nommees.join("")}</sheets><definedNames>${filtres.join("")}</definedNames></workbook>`;
}

/** The texts of all cells, which Apple's Numbers leaves out where they stand in theirs. */
const table = (textes) =>
  `${XML}<sst xmlns="${PRINCIPAL}" uniqueCount="${textes.size}">`
  + `${[...textes.keys()].map((texte) => `<si><t xml:space="preserve">${texte}</t></si>`).join("")}</sst>`;

const proprietes = (titre, jour) =>
  `${XML}<cp:coreProperties xmlns:cp="${OUVERT}package/2006/metadata/core-properties" `
  + 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
  + `<dc:title>${ecrire(titre)}</dc:title><dc:creator></dc:creator><dc:language>fr</dc:language>`
  + `<dcterms:created xsi:type="dcterms:W3CDTF">${jour}T00:00:00Z</dcterms:created></cp:coreProperties>`;

/** The bytes of a workbook: its title, its day ("2026-11-22"), its sheets, each `{ nom, titres, lignes, renvoi }`. */
export function classeur(titre, jour, feuilles) {
  const textes = new Map();
  const accueil = [[`${LIENS}/officeDocument`, "xl/workbook.xml"], [`${OUVERT}package/2006/relationships/metadata/core-properties`, "docProps/core.xml"]];
  const parties = [
    ["[Content_Types].xml", types(feuilles)],
    ["_rels/.rels", relations(accueil)],
    ["xl/workbook.xml", livre(feuilles)],
    ["xl/_rels/workbook.xml.rels", relations([
      ...feuilles.map((_, n) => [`${LIENS}/worksheet`, `worksheets/sheet${n + 1}.xml`]),
      [`${LIENS}/styles`, "styles.xml"], [`${LIENS}/sharedStrings`, "sharedStrings.xml"],
    ])],
    ["xl/styles.xml", STYLES],
    ["docProps/core.xml", proprietes(titre, jour)],
    ...feuilles.map((une, n) => [`xl/worksheets/sheet${n + 1}.xml`, feuille(une, n, textes)]),
    ["xl/sharedStrings.xml", table(textes)],
  ];
  return zipSync(Object.fromEntries(parties.map(([nom, texte]) => [nom, strToU8(texte)])), { mtime: new Date(1980, 0, 1) });
}
