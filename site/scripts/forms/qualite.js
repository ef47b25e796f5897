// How data·inclusion will score the record that a form holds, and what would raise it: the criteria of
// generators/exchange/quality.py, applied to what generators/exchange/data_inclusion.py would send of it. `bareme` is what
// the first gives.

const JOUR_MS = 86_400_000;
const vrai = (valeur) => ["true", "oui", "vrai", "1"].includes(String(valeur ?? "").trim().toLowerCase());
const plusieurs = (valeur) => [valeur ?? []].flat().filter(Boolean);

/** What data·inclusion is told of a record: its terms in theirs, what is not known left out. Null when it is no service. */
export function service(fiche, { termes, muets }) {
  const agit = !muets.includes(fiche.role ?? "");
  const offre = [fiche.porte_par, fiche.services, fiche.modes_mobilisation, fiche.mobilisable_par, fiche.lien_mobilisation].some((valeur) => plusieurs(valeur).length);
  if (!agit || !offre || (fiche.statut || "actif") !== "actif") return null;
  const leurs = (liste, codes) => plusieurs(codes).flatMap((code) => termes[liste]?.[code] ?? []);
  const themes = (liste, codes) => leurs(liste, codes).filter((code) => code.includes("--"));
  const missions = themes("missions", fiche.missions);
  const enLigne = plusieurs(fiche.modes_mobilisation).includes("utiliser-lien-mobilisation");
  const dit = {
    adresse: vrai(fiche.adresse_confidentielle) ? "" : fiche.adresse,
    courriel: fiche.boite_pour ? "" : fiche.courriel,
    date_maj: revisee(fiche),
    description: description(fiche),
    frais: leurs("frais", fiche.frais)[0],
    frais_precisions: fiche.frais_precisions,
    lien_mobilisation: fiche.lien_mobilisation || (enLigne ? fiche.site_web : ""),
    mobilisable_par: leurs("mobilisable_par", fiche.mobilisable_par),
    modes_accueil: leurs("modes_accueil", fiche.modes_accueil),
    modes_mobilisation: leurs("modes_mobilisation", fiche.modes_mobilisation),
    publics: leurs("publics", fiche.publics),
    telephone: fiche.telephone,
    thematiques: missions.length ? missions : themes("categories", fiche.categorie),
  };
  return Object.fromEntries(Object.entries(dit).filter(([, valeur]) => plusieurs(valeur).length));
}

function description({ nom = "", resume, presentation, services }) {
  const liste = plusieurs(services).map((un) => `- ${un}`).join("\n");
  const texte = [resume, presentation, liste].filter(Boolean).join("\n\n");
  return [...texte].length < 5 ? `${nom} : ${texte}` : texte;
}

/** The day from which it reads as it does: of its revision, its confirmation, or the first that its latest source may be of. */
function revisee({ date_maj: maj, verifie_le: le, sources }) {
  const periodes = plusieurs(sources).map(({ date }) => bornes(String(date ?? "")));
  const derniere = periodes.reduce((une, autre) => (autre[1] > une[1] ? autre : une), ["", ""]);
  return [maj, le, derniere[0]].filter(Boolean).sort().at(-1) ?? "";
}

/** The first and the last day of "2023", "2023-T3", "2023-10" or "2023-10-18"; a month that is shorter ends on its 31st. */
function bornes(date) {
  const [annee, mois, jour] = date.split("-");
  const [premier, dernier] = mois?.startsWith("T") ? [3 * mois[1] - 2, 3 * mois[1]] : [mois ?? 1, mois ?? 12];
  const deux = (nombre) => String(nombre).padStart(2, "0");
  return [[annee, deux(premier), jour ?? "01"].join("-"), [annee, deux(dernier), jour ?? "31"].join("-")];
}

/** The score of a record on a day, from 0 to 1, and what would raise it, what counts most first; null when it is no service. */
export function qualite(fiche, bareme, jour) {
  const dit = service(fiche, bareme);
  if (!dit) return null;
  const notes = bareme.criteres.map((critere) => ({ conseil: critere.conseil, note: noter(critere, dit, bareme, jour) })).filter(({ note }) => note !== null);
  const score = notes.reduce((somme, { note }) => somme + note, 0) / notes.length;
  return { score, conseils: notes.filter(({ note }) => note < 1).sort((a, b) => a.note - b.note).map(({ conseil }) => conseil) };
}

function noter({ genre, cles, modes }, dit, { fraicheur: [frais, perime], description: [courte, bonne, longue] }, jour) {
  const siens = [...(dit.modes_accueil ?? []), ...(dit.modes_mobilisation ?? [])];
  if (modes.length && !modes.some((mode) => siens.includes(mode))) return null;
  if (genre === "fraicheur") {
    const age = (Date.parse(jour) - Date.parse(dit.date_maj)) / JOUR_MS; // of a day that nobody has written yet, none
    return Number.isNaN(age) ? 0 : Math.min(1, Math.max(0, (perime - age) / (perime - frais)));
  }
  if (genre === "description") {
    const signes = [...dit.description].length;
    if (signes < courte) return 0;
    return signes >= bonne && signes < longue ? 1 : 0.5;
  }
  if (genre === "prix" && dit.frais === "payant") return dit.frais_precisions ? 1 : 0.5;
  const presentes = cles.filter((cle) => cle in dit).length;
  return genre === "part" ? presentes / cles.length : Number(presentes > 0);
}
