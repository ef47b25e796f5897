// « Ouvert maintenant »: OpenStreetMap's opening hours, on the clock and with the holidays of the place.
// The library that reads them is heavy, and comes only once hours are to be said. Unknown is never closed.

import { expliquer } from "../shared/edition.js";
import { ICONES } from "../shared/site.js";
import { fermetures, horsFermetures, jourDit, neDitQueFermetures, periodeDite, sansFermetures, veille } from "./fermetures.js";

const LIBRAIRIE = "./opening_hours.js";
const JOUR_MS = 24 * 3600 * 1000;
const SEMAINE_MS = 7 * JOUR_MS;
/** No change is looked for beyond this: hours that never change would be searched for ever. */
const BORNE_MS = 400 * JOUR_MS;
/** A holiday closes the night that begins on it; this many changes are passed over at most. */
const SAUTS = 6;
/** A closure is told this long before it begins. */
const ANNONCE_MS = 14 * JOUR_MS;
const JOURS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const INCONNU = { genre: "inconnu", texte: "Horaires non renseignés" };

let lecture = null;
const lus = new Map();

/** Loads the library; `etat` can be asked afterwards. */
export function preparer() {
  lecture ??= import(LIBRAIRIE).then((module) => module.default).catch((erreur) => {
    lecture = null;
    return expliquer(erreur);
  });
  return lecture.then((OpeningHours) => { preparer.OpeningHours = OpeningHours; });
}

const formats = new Map();

function format(fuseau) {
  if (!formats.has(fuseau)) {
    formats.set(fuseau, new Intl.DateTimeFormat("en-CA", {
      timeZone: fuseau, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    }));
  }
  return formats.get(fuseau);
}

/** What the clock of a time zone shows at `instant`, as a date of this machine. */
export function horloge(instant, fuseau = "Europe/Paris") {
  const { year, month, day, hour, minute } = Object.fromEntries(format(fuseau).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return new Date(year, month - 1, day, hour, minute);
}

/** The library's own name of a territory, for its holidays. */
const pourFeries = (departement) => departement?.replace("Wallis et Futuna", "Wallis-et-Futuna");

/** Hours that say nothing of holidays are the same everywhere. */
const dependDuLieu = (horaires) => /\b[PS]H\b/.test(horaires);

/** One name for all that share a state: the same hours, on the same clock and with the same holidays. */
export const cleDeLecture = (horaires, { departement, fuseau = "" }) => `${dependDuLieu(horaires) ? departement : fuseau}|${horaires}`;

function lire(horaires, departement) {
  const cle = `${dependDuLieu(horaires) ? departement : ""}|${horaires}`;
  if (!lus.has(cle)) {
    const lieu = { lat: 48.85, lon: 2.35, address: { country_code: "fr", state: pourFeries(departement) } };
    lus.set(cle, new preparer.OpeningHours(horaires, lieu, { locale: "fr" }));
  }
  return lus.get(cle);
}

const heure = (date) => `${date.getHours()}\u00a0h${date.getMinutes() ? `\u00a0${String(date.getMinutes()).padStart(2, "0")}` : ""}`;

const minuit = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** When, seen from `ici`: « à 14 h », « demain à 9 h », « lundi à 8 h », « le 3 janvier à 9 h ». */
export function quand(date, ici) {
  const jours = Math.round((minuit(date) - minuit(ici)) / (24 * 3600 * 1000));
  if (jours === 0) return `à ${heure(date)}`;
  if (jours === 1) return `demain à ${heure(date)}`;
  const jour = jours < 7 ? JOURS[date.getDay()] : `le ${jourDit(date)}`;
  return `${jour} à ${heure(date)}`;
}

/**
 * The state of a service at `instant`: `{genre, texte}`, `genre` being `ouvert`, `ferme` or `inconnu`.
 * `lieu`: `{departement: its name, fuseau}`. Call `preparer` first.
 */
export function etat(horaires, lieu, instant = new Date()) {
  if (!horaires) return INCONNU;
  const ici = horloge(instant, lieu.fuseau);
  try {
    const lu = lire(horaires, lieu.departement);
    if (lu.getUnknown(ici)) return { genre: "inconnu", texte: "Horaires à confirmer" };
    const lieuDit = lieu.departement;
    if (neDitQueFermetures(horaires)) return horsSemaine(horsFermetures([horaires]), lieuDit, ici);
    const change = suivant(horaires, lieuDit, ici);
    if (ouvre(horaires, lieuDit, ici)) return ouvert(change, ici);
    return enFermeture(horaires, lieuDit, ici, change) ? fermeJusque(change) : ferme(change, ici);
  } catch {
    return INCONNU;
  }
}

/** True when a service is open at `instant`; false also when nobody knows. */
export function estOuvert(horaires, lieu, instant = new Date()) {
  const ici = horloge(instant, lieu.fuseau);
  try {
    return ouvre(horaires, lieu.departement, ici) && !lire(horaires, lieu.departement).getUnknown(ici);
  } catch {
    return false;
  }
}

/** The same hours without what they say of holidays. */
const ordinaires = (horaires) => horaires.split(";").filter((regle) => !/^\s*(PH|SH)\b/.test(regle)).join(";");

/** Open at `ici`; the end of a night that a holiday took away, since it began on one, is not. */
function ouvre(horaires, departement, ici) {
  if (!lire(horaires, departement).getState(ici)) return false;
  if (!/\bPH\b[^;]*\b(off|closed)/.test(horaires)) return true;
  const veille = new Date(minuit(ici).getTime() - 60_000);
  const nuit = lire(ordinaires(horaires), departement);
  const fin = nuit.getState(veille) && nuit.getNextChange(veille, new Date(veille.getTime() + JOUR_MS));
  return !(fin && fin > ici && !lire(horaires, departement).getState(veille));
}

/** When the state of `ici` changes, within a bound; undefined when it does not. */
function suivant(horaires, departement, ici) {
  const [lu, borne, etatIci] = [lire(horaires, departement), new Date(ici.getTime() + BORNE_MS), ouvre(horaires, departement, ici)];
  let change = lu.getNextChange(ici, borne);
  for (let saut = 0; change && saut < SAUTS; saut += 1) {
    if (ouvre(horaires, departement, change) !== etatIci) return change;
    change = lu.getNextChange(change, borne);
  }
  return change;
}

function ouvert(fin, ici) {
  if (!fin || fin - ici > SEMAINE_MS) return { genre: "ouvert", texte: "Ouvert 24\u00a0h/24" };
  const jusque = minuit(fin) - minuit(ici) === 0 ? `, jusqu’à ${heure(fin)}` : "";
  return { genre: "ouvert", texte: `Ouvert maintenant${jusque}` };
}

const ferme = (debut, ici) => ({ genre: "ferme", texte: debut ? `Fermé, ouvre ${quand(debut, ici)}` : "Fermé en ce moment" });

const fermeJusque = (reprise) => ({ genre: "ferme", texte: `Fermé jusqu’au ${jourDit(veille(reprise))}` });

/** Of who says only when it is closed, nothing else is known. */
function horsSemaine(horaires, departement, ici) {
  if (ouvre(horaires, departement, ici)) return INCONNU;
  const reprise = suivant(horaires, departement, ici);
  return reprise ? fermeJusque(reprise) : ferme(undefined, ici);
}

/** Whether it is closed for longer than its week says: at `ici`, and until a day after tomorrow. */
function enFermeture(horaires, departement, ici, reprise) {
  const semaine = sansFermetures(horaires);
  if (!reprise || !fermetures(horaires).length || minuit(reprise) - minuit(ici) < 1.5 * JOUR_MS) return false;
  return ouvre(semaine, departement, ici) || suivant(semaine, departement, ici) < reprise;
}

/** « Sera fermé du 1er au 15 août. » where that begins within two weeks; "" otherwise. */
export function annonce(horaires, lieu, instant = new Date()) {
  const liste = fermetures(horaires);
  const ici = horloge(instant, lieu.fuseau);
  try {
    const lu = liste.length && lire(horsFermetures(liste), lieu.departement);
    const debut = lu && lu.getState(ici) && lu.getNextChange(ici, new Date(ici.getTime() + ANNONCE_MS));
    const fin = debut && lu.getNextChange(debut, new Date(debut.getTime() + BORNE_MS));
    return fin ? `Sera fermé ${periodeDite(debut, fin)}.` : "";
  } catch {
    return "";
  }
}

/** Shows a state in a tag: `element` holds or will hold a `.etiquette`; `icones` is the address of the icons. */
export function montrer(element, { genre, texte }, icones) {
  const etiquette = document.createElement("span");
  etiquette.className = `etiquette etiquette--${genre}`;
  const dessin = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  dessin.setAttribute("class", "icone");
  dessin.setAttribute("aria-hidden", "true");
  const trace = document.createElementNS("http://www.w3.org/2000/svg", "use");
  trace.setAttribute("href", `${icones}#horloge`);
  dessin.append(trace);
  const mots = document.createElement("span");
  mots.textContent = texte;
  etiquette.append(dessin, mots);
  element.replaceChildren(etiquette);
  element.hidden = false;
}

/** Fills each `[data-ouverture]` of a page: its hours, with `data-departement` and `data-fuseau`. */
export async function remplir(racine = document) {
  const elements = [...racine.querySelectorAll("[data-ouverture]")];
  if (!elements.length) return;
  await preparer();
  for (const element of elements) {
    const { ouverture, departement, fuseau } = element.dataset;
    montrer(element, etat(ouverture, { departement, fuseau }), ICONES);
    const dit = annonce(ouverture, { departement, fuseau });
    if (dit) element.append(Object.assign(document.createElement("span"), { className: "carte-contact__annonce", textContent: dit }));
  }
}
