// « Hors ligne »: what is kept on this device, since when, how to keep a département, and how to erase all.

import { CONSEIL } from "../shared/edition.js";
import { SITE } from "../shared/site.js";
import { FORMAT, age, entiere, jour, poste } from "./copie.js";
import { INTERDIT, Refus, garder, offre, possible, toutEffacer } from "./garder.js";

const panneau = document.querySelector("[data-hors-ligne]");
const partie = (nom) => panneau.querySelector(`[data-${nom}]`);
const [choix, dit, barre] = [panneau.querySelector("select"), partie("dit"), panneau.querySelector("progress")];
const MEGA = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

let [copie, offerte, arret, inconnue] = [null, null, null, false];

/** « 14 h 30 ». */
const heure = (quand) => `${new Date(quand).getHours()}\u00a0h\u00a0${String(new Date(quand).getMinutes()).padStart(2, "0")}`;
const taille = (octets) => `${MEGA.format(Math.max(octets / 1e6, 0.1))}\u00a0Mo`;
const lien = (href, textContent) => Object.assign(document.createElement("a"), { href: new URL(href, SITE).href, textContent });
const element = (nom, ...contenu) => {
  const fait = document.createElement(nom);
  fait.append(...contenu);
  return fait;
};

/** The codes that a press on « Garder » keeps: those of the copy, and the one that is chosen. */
const voulus = () => [...new Set([...(copie?.departements ?? []).map(([code]) => code), choix.value].filter(Boolean))];

function montrer() {
  const lue = copie && copie.format === FORMAT;
  partie("attente").hidden = true;
  partie("rien").hidden = Boolean(copie) || inconnue;
  partie("copie").hidden = !copie;
  if (copie) {
    partie("quand").textContent = `Copie du ${jour(copie.quand)} à ${heure(copie.quand)}, ${taille(copie.octets)}.`;
    partie("contenu").replaceChildren(
      element("li", lien("annuaire/", "L’annuaire"), ", sa recherche et les numéros d’urgence"),
      ...copie.departements.map(([code, nom]) => element("li", lien(`departements/${code.toLowerCase()}/`, nom), " et les fiches de ses structures")),
    );
    partie("etat").textContent = lue ? etat() : "Elle est d’un format ancien, qui n’est plus lu\u00a0: mettez-la à jour ou effacez-la.";
  }
  partie("actualiser").hidden = !copie || !offerte;
  partie("garder").hidden = !offerte;
  const octets = offerte ? offerte.departements.filter(([code]) => voulus().includes(code)).reduce((somme, [, , un]) => somme + un, offerte.octets) : 0;
  for (const ou of panneau.querySelectorAll("[data-taille]")) ou.textContent = taille(octets);
}

function etat() {
  const ancienne = age(copie);
  if (!offerte) return ancienne;
  return copie.edition === offerte.edition ? `${ancienne} Le site n’a pas changé depuis.`.trim() : "Le site a changé depuis\u00a0: mettez-la à jour.";
}

/**
 * Reads what is kept, and what the site offers; resolves to the sentence on what is wrong, or "". Where no worker of ours
 * is, nothing is kept, and the caches are not asked: Firefox writes the site's name on the disk when they are.
 */
async function lire() {
  [copie, offerte, inconnue] = [null, null, false];
  try {
    copie = (await poste(SITE)) && ((await entiere(SITE))?.dite ?? null);
  } catch {
    inconnue = true;
    return INTERDIT;
  }
  try {
    offerte = await offre();
  } catch {
    return copie ? "Sans réseau, elle se lit et s’efface, mais ne se met pas à jour." : `Le site ne répond pas. ${CONSEIL}`;
  }
  return offerte ? "" : "Ce site ne propose pas de copie pour l’instant.";
}

function dire(phrase) {
  dit.textContent = phrase;
}

/** The département that the address names after its « # »: that part is never sent to anybody. */
function proposer() {
  const demande = decodeURIComponent(location.hash.slice(1));
  partie("absente").hidden = demande !== "absente";
  choix.replaceChildren(
    new Option("Aucun\u00a0: l’annuaire seul", ""),
    ...(offerte?.departements ?? []).map(([code, nom, octets]) => new Option(`${nom}, ${taille(octets)}`, code)),
  );
  choix.value = offerte?.departements.some(([code]) => code === demande) ? demande : "";
}

async function faire(codes) {
  arret = new AbortController();
  const avant = copie;
  travailler(true);
  try {
    copie = await garder(codes, { avancer, signal: arret.signal });
    const perdus = (avant?.departements ?? []).filter(([code]) => codes.includes(code) && !copie.departements.some(([un]) => un === code));
    const manque = perdus.map(([, nom]) => ` ${nom} n’est plus sur le site\u00a0: la copie est faite sans.`).join("");
    dire(`C’est gardé\u00a0: ${taille(copie.octets)}. Cette copie se lit maintenant sans réseau.${manque}`);
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur;
    dire(`${erreur.message} ${(await reste()) ? "La copie d’avant reste." : "Rien n’a été gardé."}`);
  } finally {
    await lire();
    travailler(false);
  }
}

/** Whether a copy is still there: another tab may have erased it. */
const reste = () => entiere(SITE).catch(() => null);

/** The bar says each file, the sentence each quarter: a screen reader tells it four times, not six hundred. */
function avancer(faits, tous) {
  Object.assign(barre, { value: faits, max: tous });
  const quart = Math.floor((4 * faits) / tous);
  if (quart < 4 && Math.floor((4 * (faits - 1)) / tous) < quart) dire(`${25 * quart}\u00a0% sont gardés…`);
}

function travailler(oui) {
  barre.hidden = partie("arreter").hidden = !oui;
  barre.removeAttribute("value");
  for (const un of [choix, ...panneau.querySelectorAll("[data-faire]")]) un.disabled = oui;
  if (oui) dire("La copie commence…");
  montrer();
}

async function effacer() {
  try {
    await toutEffacer();
  } catch {
    dire("La copie n’a pas pu être effacée\u00a0: effacez les données de ce site dans les réglages du navigateur.");
    return;
  }
  copie = null;
  dire("La copie est effacée. Le navigateur garde encore les pages que vous avez lues, dans son historique.");
  montrer();
  panneau.querySelector("h2").focus();
}

async function commencer() {
  if (!possible() || window.top !== window) {
    montrer();
    dire(isSecureContext ? "Ce navigateur ne sait pas garder de pages pour les lire sans réseau." : "Cette adresse commence par «\u00a0http\u00a0», sans «\u00a0s\u00a0»\u00a0: le navigateur n’y garde rien pour le lire sans réseau.");
    return;
  }
  partie("site").textContent = location.host;
  dire(await lire());
  proposer();
  montrer();
  choix.addEventListener("change", montrer);
  addEventListener("hashchange", () => { proposer(); montrer(); });
  panneau.addEventListener("submit", (evenement) => { evenement.preventDefault(); faire(voulus()); });
  partie("actualiser").addEventListener("click", () => faire(copie.departements.map(([code]) => code)));
  partie("arreter").addEventListener("click", () => arret.abort());
  partie("effacer").addEventListener("click", effacer);
}

await commencer();
panneau.dataset.pret = "";
