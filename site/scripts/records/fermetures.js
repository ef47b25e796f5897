// What OpenStreetMap's notation says of a part of the year that is closed: « Aug off », « Dec 24-Jan 01 off ».

const PERIODE = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter|week)\b/;
const FERIES = /^\s*(?:PH|SH)\b/;
const FERME = /\b(?:off|closed)\s*(?:"[^"]*")?\s*$/;

const regles = (horaires) => horaires.split(";").filter((regle) => regle.trim());

const fermeUnePeriode = (regle) => PERIODE.test(regle) && FERME.test(regle);

/** The rules that close a part of the year. */
export const fermetures = (horaires) => regles(horaires).filter(fermeUnePeriode);

/** The same hours without those rules. */
export const sansFermetures = (horaires) => regles(horaires).filter((regle) => !fermeUnePeriode(regle)).join(";");

/** True when nothing says when it is open: only closures are known, of holidays or of a part of the year. */
export const neDitQueFermetures = (horaires) => regles(horaires).every((regle) => FERME.test(regle) && (PERIODE.test(regle) || FERIES.test(regle)));

/** Open on every day that those rules do not close. */
export const horsFermetures = (liste) => ["24/7", ...liste].join("; ");

/** « 1er août », « 15 août ». */
export function jourDit(date) {
  const dit = date.toLocaleDateString("fr", { day: "numeric", month: "long" });
  return date.getDate() === 1 ? dit.replace(/^1(?:er)?\s/, "1er\u00a0") : dit;
}

export const veille = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1);

/** « le 15 août », « du 1er au 15 août »; `fin` is the day after the last. */
export function periodeDite(debut, fin) {
  const dernier = veille(fin);
  if (dernier <= debut) return `le ${jourDit(debut)}`;
  const memeMois = debut.getMonth() === dernier.getMonth() && debut.getFullYear() === dernier.getFullYear();
  const premier = memeMois ? jourDit(debut).split(/\s/)[0] : jourDit(debut);
  return `du ${premier} au ${jourDit(dernier)}`;
}
