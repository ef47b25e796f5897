// A site that is not rebuilt must not announce what is over: the browser compares each end with its clock.

/** The lines of a list that were over at `maintenant`; `data-fin` is an ISO instant in UTC. */
function finis(lignes, maintenant) {
  return lignes.filter((ligne) => new Date(ligne.dataset.fin) <= maintenant);
}

/** The dates of a series, as its page serves them: end, day, tile, words, what is its own, called off, other hours. */
function datesDe(element) {
  return JSON.parse(element.dataset.dates)
    .map(([fin, debut, jour, mois, quand, courte, note, annulee, aSesHeures]) => ({ fin, debut, jour, mois, quand, courte, note, annulee, aSesHeures }));
}

const NOMMEES = 3;

/** « Autres dates : 2 février, 2 mars (annulée)… », as the page says it. */
function autresDates(dates) {
  const noms = dates.map(({ courte, note, annulee }) => (annulee ? `${courte} (${note})` : courte));
  return noms.length ? `Autres dates\u00a0: ${noms.slice(0, NOMMEES).join(", ")}${noms.length > NOMMEES ? "…" : ""}` : "";
}

/** The next date of a series, or its last, by the clock of the reader: its tile, its words, what it has of its own. */
export function avancer(element, maintenant = new Date()) {
  const toutes = datesDe(element);
  const dates = toutes.filter(({ fin }) => new Date(fin) > maintenant);
  const prochaine = dates.find(({ annulee }) => !annulee) ?? dates[0] ?? toutes.at(-1);
  const dire = (marque, texte) => {
    for (const ici of element.querySelectorAll(`[${marque}]`)) ici.textContent = texte;
  };
  const tuile = element.querySelector(".tuile-date");
  const mois = tuile.classList.contains("tuile-date--longue") ? `${prochaine.mois} ${prochaine.debut.slice(0, 4)}` : prochaine.mois;
  tuile.querySelector(".tuile-date__jour").textContent = prochaine.jour;
  tuile.querySelector(".tuile-date__mois").textContent = mois;
  dire("data-quand", prochaine.quand);
  dire("data-propre", prochaine.note);
  for (const note of element.querySelectorAll("[data-note]")) note.hidden = !prochaine.note;
  for (const heures of element.querySelectorAll("[data-d-habitude]")) heures.hidden = prochaine.aSesHeures;
  const autres = autresDates(dates.filter((une) => une !== prochaine));
  dire("data-autres", autres);
  for (const suite of element.querySelectorAll("[data-autres]")) suite.hidden = !autres;
  element.dataset.jour = prochaine.debut;
  element.dataset.annee = prochaine.debut.slice(0, 4);
}

/** The group of a month of « À venir »; made in its place when there is none. */
function groupeDuMois(agenda, mois) {
  const groupes = [...agenda.querySelectorAll("[data-agenda-groupe]")];
  const deja = groupes.find((groupe) => groupe.dataset.mois === mois);
  if (deja) return deja;
  const nouveau = groupes[0].cloneNode(true);
  nouveau.dataset.mois = mois;
  const nom = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" }).format(new Date(`${mois}-15T12:00`));
  nouveau.querySelector("h3").textContent = nom[0].toUpperCase() + nom.slice(1);
  nouveau.querySelector("ul").replaceChildren();
  const suivant = groupes.find((groupe) => groupe.dataset.mois > mois);
  if (suivant) suivant.before(nouveau);
  else groupes.at(-1).after(nouveau);
  return nouveau;
}

/** A series stands in the month of its next date, among those of its day. */
function placer(agenda, ligne) {
  const liste = groupeDuMois(agenda, ligne.dataset.jour.slice(0, 7)).querySelector("ul");
  const suivante = [...liste.children].find((autre) => autre !== ligne && autre.dataset.jour > ligne.dataset.jour);
  liste.insertBefore(ligne, suivante ?? null);
}

/** The page of a series: past dates go to those that are past, and the next ones take their place. */
export function derouler(serie, maintenant = new Date()) {
  const prochaines = serie.querySelector("[data-serie-prochaines]");
  const suite = serie.querySelector("[data-serie-suite] ul");
  const passees = serie.querySelector("[data-serie-passees]");
  for (const date of finis([...prochaines.children, ...(suite?.children ?? [])], maintenant)) {
    date.querySelector(".tuile-date").classList.add("tuile-date--passee");
    passees.querySelector("ul").prepend(date);
    passees.hidden = false;
  }
  while (suite?.children.length && prochaines.children.length < Number(prochaines.dataset.serieProchaines)) {
    prochaines.append(suite.firstElementChild);
  }
  const details = serie.querySelector("[data-serie-suite]");
  if (details) details.hidden = suite.children.length === 0;
  serie.querySelector("[data-serie-finie]").hidden = prochaines.children.length > 0;
}

/** The list of one year among the past ones; made in its place, latest year first, when there is none. */
function listeDeLAnnee(passes, annee) {
  const titre = passes.querySelector(`#annee-${annee}`);
  if (titre) return titre.parentElement.querySelector("ul");
  const section = document.createElement("section");
  section.dataset.groupe = "";
  const nouveau = Object.assign(document.createElement("h3"), { className: "mois", id: `annee-${annee}` });
  nouveau.textContent = annee;
  const liste = Object.assign(document.createElement("ul"), { className: "dates" });
  section.append(nouveau, liste);
  const suivante = [...passes.children].find((autre) => Number(autre.querySelector("h3").textContent) < annee);
  passes.insertBefore(section, suivante ?? null);
  return liste;
}

/** Move what has ended from « À venir » to its year, latest first, and say so when nothing is left. */
export function classer(agenda, maintenant = new Date()) {
  const aVenir = [...agenda.querySelectorAll("[data-agenda-groupe] [data-fin]")];
  const passes = agenda.querySelector("[data-agenda-passes]");
  for (const ligne of agenda.querySelectorAll("[data-agenda-groupe] [data-dates]")) {
    const mois = ligne.dataset.jour.slice(0, 7);
    avancer(ligne, maintenant);
    if (ligne.dataset.jour.slice(0, 7) !== mois) placer(agenda, ligne);
  }
  for (const ligne of finis(aVenir, maintenant)) {
    ligne.querySelector(".tuile-date")?.classList.add("tuile-date--passee");
    for (const element of ligne.querySelectorAll("[data-avant-fin]")) element.hidden = true;
    listeDeLAnnee(passes, Number(ligne.dataset.annee)).prepend(ligne);
  }
  for (const groupe of agenda.querySelectorAll("[data-agenda-groupe]")) {
    groupe.hidden = !groupe.querySelector("[data-fin]");
  }
  agenda.querySelector("[data-agenda-vide]").hidden = agenda.querySelector("[data-agenda-groupe] [data-fin]") !== null;
  agenda.querySelector("[data-agenda-sans-passe]").hidden = passes.children.length > 0;
}

/** The page of one event that has ended: no more registration, the tag « Terminé », and what remains of it. */
export function terminer(fiche, maintenant = new Date()) {
  if (new Date(fiche.dataset.evenementFin) > maintenant) return;
  for (const element of fiche.querySelectorAll("[data-avant-fin]")) element.hidden = true;
  for (const element of fiche.querySelectorAll("[data-termine], [data-apres-fin]")) element.hidden = false;
}

/** Registrations whose deadline has gone by are closed, and say since when. */
export function clore(page, maintenant = new Date()) {
  for (const element of page.querySelectorAll("[data-echeance]")) {
    const close = new Date(element.dataset.echeance) <= maintenant;
    for (const ouverte of element.querySelectorAll("[data-ouverte]")) ouverte.hidden = close;
    for (const autre of element.querySelectorAll("[data-close]")) autre.hidden = !close;
  }
}

/** Short lists elsewhere (home, département): what has ended goes, and the empty state shows if all went. */
function alleger(liste, maintenant = new Date()) {
  for (const ligne of finis([...liste.querySelectorAll("[data-fin]")], maintenant)) ligne.remove();
  if (liste.querySelector("[data-fin]")) return;
  liste.hidden = true;
  const vide = liste.parentElement.querySelector("[data-agenda-vide]");
  if (vide) vide.hidden = false;
}

clore(document);
for (const element of document.querySelectorAll("[data-dates]")) if (!element.closest("[data-agenda]")) avancer(element);
for (const serie of document.querySelectorAll("[data-serie]")) derouler(serie);
for (const fiche of document.querySelectorAll("[data-evenement-fin]")) terminer(fiche);
for (const liste of document.querySelectorAll("[data-agenda-court]")) alleger(liste);
