// The further pages of a long list (generators/pages/frame/suites.py): the first one takes in their lines when its filter is
// asked for something. Until then nobody waits for them.

import { expliquer } from "../shared/edition.js";

/** The addresses of the further pages. */
export const suites = (page) => [...page.querySelectorAll("[data-suites] > ul a")].map(({ href }) => href);

const edition = (page) => page.querySelector("meta[name=edition]")?.content ?? "";

async function lire(adresse) {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse} : ${reponse.status}`);
  const suite = new DOMParser().parseFromString(await reponse.text(), "text/html");
  if (edition(suite) !== edition(document)) throw new Error(`${adresse} : une autre édition`);
  // What it leads to was said from where it stands.
  for (const lien of suite.querySelectorAll("a[href], use[href]")) {
    const dit = lien.getAttribute("href");
    if (!dit.startsWith("#")) lien.setAttribute("href", new URL(dit, adresse).href);
  }
  return suite;
}

const titre = (groupe) => groupe.firstElementChild.textContent.trim();

/** Puts the lines of a further page after those of the first: in the groups that it has, or in new ones. */
function prendre(page, suite) {
  const corps = suite.querySelector("[data-suite-de]");
  const partie = corps.dataset.suiteDe;
  // Those that answer are shown with the answer, not before.
  for (const ligne of corps.querySelectorAll("[data-termes]")) ligne.hidden = true;
  const ici = partie ? page.querySelector(`#${partie}`).closest("[data-partie]") : page;
  page.querySelector("[data-liste]")?.append(...corps.querySelectorAll("[data-liste] > li"));
  for (const groupe of corps.querySelectorAll("[data-groupe]")) {
    const groupes = [...ici.querySelectorAll("[data-groupe]")];
    const sien = groupes.find((un) => titre(un) === titre(groupe));
    if (sien) sien.querySelector("ul").append(...groupe.querySelector("ul").children);
    else groupes.at(-1).after(groupe);
  }
}

/** Takes in all of them, or none; `recues(document)` is given each before. */
export async function recevoir(page, adresses, recues) {
  const lues = await Promise.all(adresses.map(lire)).catch(expliquer);
  page.querySelector("[data-suites]").remove();
  for (const suite of lues) {
    recues(suite);
    prendre(page, suite);
  }
}
