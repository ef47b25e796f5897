// How the dates of a series may come back from its first one, as rules (RRULE) and in the words of the pages.

const JOURS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const CODES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const RANGS = ["premier", "deuxième", "troisième", "quatrième"];
const MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/** The rules that a first day makes usual, each with its words; none before the day is known. */
export function rythmes(debut) {
  const [annee, mois, numero] = String(debut ?? "").slice(0, 10).split("-").map(Number);
  const jour = new Date(annee, mois - 1, numero);
  if (Number.isNaN(jour.getTime()) || jour.getDate() !== numero) return [];
  const [nom, code] = [JOURS[jour.getDay()], CODES[jour.getDay()]];
  const rang = Math.ceil(numero / 7);
  const dernier = new Date(annee, mois - 1, numero + 7).getMonth() !== mois - 1;
  const quantieme = numero === 1 ? "1er" : String(numero);
  return [
    [`FREQ=WEEKLY;BYDAY=${code}`, `chaque ${nom}`],
    [`FREQ=WEEKLY;INTERVAL=2;BYDAY=${code}`, `un ${nom} sur deux`],
    rang < 5 && [`FREQ=MONTHLY;BYDAY=${rang}${code}`, `chaque ${RANGS[rang - 1]} ${nom} du mois`],
    dernier && [`FREQ=MONTHLY;BYDAY=-1${code}`, `chaque dernier ${nom} du mois`],
    numero < 29 && [`FREQ=MONTHLY;BYMONTHDAY=${numero}`, `le ${quantieme} de chaque mois`],
    ["FREQ=YEARLY", `chaque année, le ${quantieme} ${MOIS[mois - 1]}`],
  ].filter(Boolean);
}

/** A rule without its last day, and this day as a form writes it. */
export function couper(regle) {
  const fin = /;UNTIL=(\d{4})(\d{2})(\d{2})$/.exec(regle);
  return fin ? { rythme: regle.slice(0, fin.index), jusque: `${fin[1]}-${fin[2]}-${fin[3]}` } : { rythme: regle, jusque: "" };
}

export const assembler = ({ rythme, jusque }) => (rythme && jusque ? `${rythme};UNTIL=${jusque.replaceAll("-", "")}` : rythme);
