// A site that is not rebuilt must not announce what is over: the browser compares each end with its clock.

/** The lines of a list that were over at `maintenant`; `data-fin` is an ISO instant in UTC. */
function finis(lignes, maintenant) {
  return lignes.filter((ligne) => new Date(ligne.dataset.fin) <= maintenant);
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
function clore(page, maintenant = new Date()) {
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
for (const fiche of document.querySelectorAll("[data-evenement-fin]")) terminer(fiche);
for (const liste of document.querySelectorAll("[data-agenda-court]")) alleger(liste);
