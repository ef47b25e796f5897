// The shortlist. It lives in the fragment of its page's address (`selection/#acteurs=a,b,c`), which no browser
// sends to a server; from page to page the tab remembers it (sessionStorage), and forgets it when it closes.

import { FICHES, avertir, code, premiers } from "../shared/bornes.js";
import { SITE } from "../shared/site.js";

const CLE = "maillage.selection";
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const PAGE = new URL("selection/", SITE);

const annonce = document.createElement("div");
annonce.className = "hors-ecran";
annonce.setAttribute("role", "status");
document.body.append(annonce);

/** Ids that may be some, each once, as many as a shortlist holds; `reste`: how many more there were. */
const propres = (ids) => premiers([...new Set(ids)].filter((id) => code(id) && ID.test(id)), FICHES);

let choisis = propres(memoire().split(",")).gardes;

/** What the tab remembers; nothing where storage is forbidden: the list then holds for one page, and in links. */
function memoire() {
  try {
    return sessionStorage.getItem(CLE) ?? "";
  } catch {
    return "";
  }
}

function retenir() {
  try {
    if (choisis.length) sessionStorage.setItem(CLE, choisis.join(","));
    else sessionStorage.removeItem(CLE);
  } catch {
    // As above.
  }
}

/** The ids of a fragment as it names them, or null when it names none. */
export function lireFragment(fragment) {
  const ids = new URLSearchParams(fragment.replace(/^#/, "")).get("acteurs");
  return ids === null ? null : ids.split(",");
}

export const fragment = (ids) => (ids.length ? `#acteurs=${ids.join(",")}` : "");

/** The address of the page that shows these actors. */
export const adresse = (ids) => PAGE.href + fragment(ids);

/** The chosen ids, in the reader's order. */
export const selection = () => [...choisis];

export const compter = (nombre) => `${nombre.toLocaleString("fr")}\u00a0${nombre < 2 ? "fiche" : "fiches"}`;

/** Say something to those who listen to the page. */
export function dire(texte) {
  annonce.textContent = texte;
}

/** Make these ids the selection, and show it wherever the page speaks of it; returns how many it has no room for. */
export function remplacer(ids) {
  const { gardes, reste } = propres(ids);
  choisis = gardes;
  retenir();
  montrer();
  return reste;
}

/** The sentence on those for which there was no room, or "". */
export const plein = (reste) => reste ? ` Une sélection garde ${FICHES}\u00a0fiches au plus\u00a0: ${compter(reste)} de plus ${reste < 2 ? "n’y entre pas" : "n’y entrent pas"}.` : "";

function basculer(bouton) {
  const id = bouton.dataset.selectionner;
  const dedans = choisis.includes(id);
  const reste = remplacer(dedans ? choisis.filter((autre) => autre !== id) : [...choisis, id]);
  if (reste) {
    dire(plein(reste));
    avertir("selection", plein(reste));
    return;
  }
  const nom = bouton.dataset.nom ? `${bouton.dataset.nom}\u00a0: ` : "";
  dire(`${nom}${dedans ? "retiré de" : "ajouté à"} votre sélection. ${compter(choisis.length)}.`);
}

function peindre(bouton) {
  const dedans = choisis.includes(bouton.dataset.selectionner);
  if (bouton.getAttribute("aria-pressed") === String(dedans)) return;
  bouton.setAttribute("aria-pressed", String(dedans));
  bouton.querySelector("span").textContent = dedans ? "Dans ma sélection" : "Ajouter à ma sélection";
  const trace = bouton.querySelector("use");
  trace?.setAttribute("href", trace.getAttribute("href").replace(/#.*/, dedans ? "#coche" : "#plus"));
}

/** Bring the buttons, counts and links of a part of the page up to date; for rows that a script adds. */
export function montrer(partie = document) {
  for (const bouton of partie.querySelectorAll("[data-selectionner]")) peindre(bouton);
  for (const nombre of partie.querySelectorAll("[data-selection-nombre]")) nombre.textContent = choisis.length;
  for (const bloc of partie.querySelectorAll("[data-selection-bloc]")) bloc.hidden = choisis.length === 0;
  for (const lien of partie.querySelectorAll("a[data-selection-lien]")) lien.href = adresse(choisis);
}

document.addEventListener("click", (evenement) => {
  const bouton = evenement.target.closest?.("[data-selectionner]");
  if (bouton) basculer(bouton);
});
// The back button may bring a page back as it was before the list changed.
addEventListener("pageshow", (evenement) => {
  if (!evenement.persisted) return;
  choisis = propres(memoire().split(",")).gardes;
  montrer();
});
montrer();
