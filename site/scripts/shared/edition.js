// The edition that the page is of (generators/editions.py): scripts read its files, and never those of another. When
// they are no more, the site has been published anew since: the page says so and renews itself, keeping what was asked.

import { SITE } from "./site.js";

const CLE = "maillage.renouveau";
const NOUVELLE = "Le site a été mis à jour.";
/** A page is not renewed by itself twice within this time: caches that disagree would hold it in a circle. */
const REPIT_MS = 60_000;
/** What the site said of its edition is asked again after this time. */
const VALIDE_MS = 5_000;
/** A page that one comes back to after this time may show what is true no more. */
const VIEILLE_MS = 24 * 3600 * 1000;

const edition = () => document.querySelector("meta[name=edition]")?.content ?? "";

/** A page whose edition is gone, and that came back the same: its reader must ask for it again. */
class Perimee extends Error {
  perimee = true;
}

/** What a failure says to the reader: that the site has changed, or `phrase`, that it is out of reach. */
export const direPanne = (erreur, phrase) => (erreur?.perimee ? `${NOUVELLE} Rechargez la page.` : phrase);

/** What to do where nothing comes. */
export const CONSEIL = "Vérifiez votre connexion, puis réessayez.";

/** After this time an answer is late, as apparence.js counts it too. */
const RETARD_MS = 8000;
let retard = 0;

/** The page is at work on a question, or is no more: annuaire.css says so. */
export function travailler(oui) {
  const { dataset } = document.documentElement;
  clearTimeout(retard);
  if (!oui) delete dataset.question;
  else {
    dataset.question ??= "";
    retard = setTimeout(() => { dataset.question = "tarde"; }, RETARD_MS);
  }
}

/** The name of a family in the page's edition, and the address of one of its files. */
const nomDe = (famille) => edition().split(" ").find((un) => un.startsWith(`${famille}.`));
const adresseDe = (nom, chemin) => new URL(`editions/${nom}/${chemin}.json`, SITE);

/** A file of the page's edition; undefined when there is none such, or when what came is of another. */
async function recevoir(famille, chemin) {
  const nom = nomDe(famille);
  const reponse = await fetch(adresseDe(nom, chemin));
  if (reponse.status === 404 || reponse.status === 410) return undefined;
  if (!reponse.ok) throw new Error(`${famille}/${chemin} : ${reponse.status}`);
  const recu = await reponse.json();
  return recu.edition === nom ? recu.contenu : undefined;
}

/** `lecteur(famille)` gives `lire(chemin)`, which resolves to the content of `<famille>/<chemin>.json`. */
export const lecteur = (famille) => async (chemin) => (await recevoir(famille, chemin)) ?? renouveler();

/**
 * The same for paper, which takes what stands when it is asked for, and nothing that comes later: the page waits for the
 * file. Undefined where it does not come.
 */
export const lecteurPourPapier = (famille) => (chemin) => {
  const nom = nomDe(famille);
  const demande = new XMLHttpRequest();
  demande.open("GET", adresseDe(nom, chemin), false);
  try {
    demande.send();
    const recu = demande.status === 200 ? JSON.parse(demande.responseText) : {};
    return recu.edition === nom ? recu.contenu : undefined;
  } catch {
    return undefined;
  }
};

/** The same for one file that may not be there: null when today's edition has none. */
export async function lireOuRien(famille, chemin) {
  return (await recevoir(famille, chemin)) ?? ((await depassee()) ? renouveler() : null);
}

let dernier = { quand: -Infinity };

/** Whether the site has another edition now, as it says itself; a hundred records that are missing ask it once. */
function depassee() {
  if (performance.now() - dernier.quand > VALIDE_MS) {
    dernier = { quand: performance.now(), dite: demander() };
    dernier.dite.catch(() => { dernier = { quand: -Infinity }; });
  }
  return dernier.dite;
}

async function demander() {
  const reponse = await fetch(new URL("editions.json", SITE), { cache: "no-store" });
  if (!reponse.ok) throw new Error(`editions.json : ${reponse.status}`);
  return (await reponse.json()).edition !== edition();
}

/** For a module or a sheet that did not come: of an edition that is no more, or out of reach, which is thrown. */
export async function expliquer(erreur) {
  if (await depassee()) return renouveler();
  throw erreur;
}

let renouveau = null;

/** Says that the site has changed and asks for the page anew; throws where that has been done and changed nothing. */
function renouveler() {
  renouveau ??= commencer();
  return renouveau;
}

async function commencer() {
  // Whoever holds a question that its address does not say yet writes it there.
  dispatchEvent(new Event("renouveau"));
  if (!noter()) {
    direPerimee();
    throw new Perimee(NOUVELLE);
  }
  afficher(`${NOUVELLE} La page se recharge.`);
  location.reload();
  return new Promise(() => {});
}

const champs = () => [...document.querySelectorAll("input:is([type=text], [type=search])[id], textarea[id]:not([readonly])")];

/** Notes what was typed, and that this page is renewed; false when it has just been, or came back of the same edition. */
function noter() {
  if ("garde" in document.body.dataset) return false; // what is typed there would be lost
  try {
    const avant = JSON.parse(sessionStorage.getItem(CLE));
    if (avant?.page === location.pathname && (avant.edition === edition() || Date.now() - avant.quand < REPIT_MS)) return false;
    const saisis = champs().filter(({ value, defaultValue }) => value !== defaultValue).map(({ id, value }) => [id, value]);
    sessionStorage.setItem(CLE, JSON.stringify({ edition: edition(), page: location.pathname, quand: Date.now(), saisis }));
    return true;
  } catch {
    // Storage is forbidden: a page that was just loaded anew is not loaded again.
    return performance.getEntriesByType("navigation")[0]?.type !== "reload";
  }
}

/** A page that one comes back to a day later says whether the site has changed; the reader decides. */
export function veiller() {
  const ouverte = Date.now();
  const revenir = async () => {
    if (document.visibilityState !== "visible" || Date.now() - ouverte < VIEILLE_MS) return;
    if (await depassee().catch(() => false)) direPerimee();
  };
  document.addEventListener("visibilitychange", revenir);
  addEventListener("pageshow", revenir);
}

/** On a page that was renewed: says so, and gives back what was typed. */
export function reprendre() {
  let avant = null;
  try {
    avant = JSON.parse(sessionStorage.getItem(CLE));
  } catch {
    return;
  }
  if (avant?.page !== location.pathname || !avant.saisis) return;
  for (const [id, texte] of avant.saisis) {
    const champ = document.getElementById(id);
    if (!champ) continue;
    champ.value = texte;
    champ.closest("details")?.setAttribute("open", "");
  }
  sessionStorage.setItem(CLE, JSON.stringify({ ...avant, saisis: null }));
  if (avant.edition === edition()) direPerimee();
  else afficher(`${NOUVELLE} Cette page aussi.`);
}

const direPerimee = () => afficher(`${NOUVELLE} Cette page est d’avant\u00a0: rechargez-la.`, { recharger: true });

function afficher(texte, { recharger = false } = {}) {
  document.querySelector(".renouveau")?.remove();
  const avis = Object.assign(document.createElement("p"), { className: "renouveau", textContent: texte });
  avis.setAttribute("role", "alert");
  if (recharger) {
    const bouton = Object.assign(document.createElement("button"), { type: "button", className: "bouton bouton--petit", textContent: "Recharger la page" });
    bouton.addEventListener("click", () => location.reload());
    avis.append(" ", bouton);
  }
  (document.querySelector("main") ?? document.body).prepend(avis);
}
