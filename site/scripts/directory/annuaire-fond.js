// What the directory's map stands on: Leaflet and folium's layer, the outlines, the streets, and the buttons around it.

import { expliquer } from "../shared/edition.js";
import { ouvrirContours } from "./contours.js";

const PLAN_PANNE = "Le service de cartes ne répond pas. Les contours restent, et rien ne manque à la liste.";

const racine = new URL("../", import.meta.url);

function script(nom) {
  return new Promise((fait, rate) => {
    const element = document.createElement("script");
    element.src = new URL(nom, racine);
    element.addEventListener("load", fait);
    element.addEventListener("error", rate);
    document.head.append(element);
  });
}

function feuille(nom) {
  const element = document.createElement("link");
  Object.assign(element, { rel: "stylesheet", href: new URL(nom, racine) });
  return new Promise((fait, rate) => {
    element.addEventListener("load", fait);
    element.addEventListener("error", rate);
    // Before our own sheets, which dress what Leaflet draws.
    document.head.prepend(element);
  });
}

/** Leaflet's map as folium's script makes it, and its layer of outlines, still empty: `{carte, contours}`. */
export async function ouvrirFond() {
  await Promise.all([feuille("leaflet/leaflet.css"), script("leaflet/leaflet.js")])
    .then(() => script("scripts/carte-folium.js")).catch(expliquer);
  return window.maillageCarte;
}

/** What the layer of outlines shows. */
export const lireContours = async (lire) => ouvrirContours(await lire("contours"));

/** Supercluster, in the page. */
export const chargerGroupes = () => script("leaflet/supercluster.js").catch(expliquer);

/** The buttons of the frame: nearer and farther, the parts of the country, the streets. */
export function equiper(carte, cadre) {
  for (const bouton of cadre.querySelectorAll("[data-zoom]")) {
    bouton.addEventListener("click", () => carte.setZoom(Math.round(carte.getZoom() + Number(bouton.dataset.zoom))));
  }
  for (const bouton of cadre.querySelectorAll("[data-bornes]")) {
    bouton.addEventListener("click", () => carte.fitBounds(bornesDe(bouton), { animate: false }));
  }
  proposerPlan(carte, cadre);
}

/** The bounds of a button's part of the country. */
function bornesDe({ dataset }) {
  const [sud, ouest, nord, est] = dataset.bornes.split(" ").map(Number);
  return L.latLngBounds([[sud, ouest], [nord, est]]);
}

function proposerPlan(carte, cadre) {
  const coche = cadre.querySelector("[data-plan]");
  if (!coche) return;
  const fond = L.tileLayer(coche.dataset.plan, { minZoom: 3, maxZoom: 18 });
  const [panne, credit] = [cadre.querySelector("[data-plan-panne]"), cadre.querySelector("[data-plan-attribution]")];
  const montrer = () => {
    panne.textContent = "";
    credit.hidden = !coche.checked;
    carte.getContainer().classList.toggle("carte--plan", coche.checked);
    if (coche.checked) fond.addTo(carte);
    else fond.remove();
  };
  fond.on("tileerror", () => {
    panne.textContent = PLAN_PANNE;
    carte.getContainer().classList.remove("carte--plan");
  });
  fond.on("tileload", () => carte.getContainer().classList.add("carte--plan"));
  coche.addEventListener("change", montrer);
  montrer();
}

/** Says on each button how many of `places` (acteurs) its part of the country has; a small part shows when it has some, or is asked for. */
export function compterHorizons(cadre, places, departements, lieu) {
  for (const bouton of cadre.querySelectorAll("[data-horizon]")) {
    const codes = bouton.dataset.horizon.split(" ").filter(Boolean);
    const bornes = bornesDe(bouton);
    const ici = ({ dep, point }) => (codes.length ? codes.includes(dep) : departements.has(dep) && bornes.contains(point));
    const nombre = places.filter(ici).length;
    bouton.dataset.nom ??= bouton.textContent.trim();
    bouton.textContent = nombre ? `${bouton.dataset.nom}\u00a0(${nombre})` : bouton.dataset.nom;
    bouton.hidden = "discret" in bouton.dataset && !nombre && !codes.includes(lieu?.dep);
  }
}
