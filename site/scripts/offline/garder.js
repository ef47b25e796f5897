// Makes a copy on this device: all that its lists name, of one edition, or nothing.

import { SITE } from "../shared/site.js";
import { FORMAT, entiere, estNomme, marque, nouveauNom, oter, verrou } from "./copie.js";

const A_LA_FOIS = 8;
/** How long another who holds the copies is waited for. */
const ATTENTE_MS = 2000;

/** Why nothing was kept, in one sentence for the reader. */
export class Refus extends Error {}

const CHANGE = "Le site vient d’être mis à jour\u00a0: réessayez dans quelques minutes.";
const PLACE = "Il n’y a pas assez de place sur cet appareil.";
const RESEAU = "Le réseau s’est interrompu. Réessayez quand il sera revenu.";
export const INTERDIT = "Ce navigateur ne permet pas de garder des pages ici\u00a0: fenêtre privée, ou réglage qui l’interdit.";
const AUTRE = "Une copie est déjà en cours dans un autre onglet.";
const EFFACEE = "La copie a été effacée pendant qu’elle se faisait.";
const ARRET = "Vous avez arrêté.";

/** Whether this browser can keep pages at all. */
export const possible = () => "serviceWorker" in navigator && "caches" in globalThis && "locks" in navigator;

/** What the site lets one keep: the common files, and the départements with their sizes; null where it lets nothing. */
export async function offre() {
  const reponse = await fetch(new URL("hors-ligne/copie.json", SITE), { cache: "no-store" });
  if (reponse.status === 404) return null;
  if (!reponse.ok) throw new Error(reponse.status);
  const dite = await reponse.json();
  return dite.format === FORMAT ? dite : null;
}

/**
 * Keeps the directory and départements (codes); resolves to the mark of the copy. `avancer(faits, tous)` is called on
 * the way. Rejects with a `Refus`; what was kept before stays then.
 */
export async function garder(codes, { avancer, signal }) {
  // The worker tidies up in less; another tab that makes a copy takes longer.
  const attente = new AbortController();
  const fin = setTimeout(() => attente.abort(), ATTENTE_MS);
  try {
    return await navigator.locks.request(verrou(SITE), { signal: attente.signal }, () => {
      clearTimeout(fin);
      return copier(codes, avancer, signal);
    });
  } catch (erreur) {
    throw expliquer(attente.signal.aborted ? new Refus(AUTRE) : erreur, signal);
  }
}

/** Takes everything away: the copy, and the worker that reads it. */
export async function effacer() {
  await oter(SITE);
  await (await navigator.serviceWorker.getRegistration(SITE))?.unregister();
}

function expliquer(erreur, signal) {
  if (erreur instanceof Refus) return erreur;
  if (signal.aborted) return new Refus(ARRET);
  if (erreur.name === "QuotaExceededError") return new Refus(PLACE);
  return new Refus(erreur instanceof TypeError ? RESEAU : INTERDIT);
}

async function copier(codes, avancer, signal) {
  const avant = await publication();
  const offerte = await offre();
  if (!offerte || JSON.parse(avant[0]).edition !== offerte.edition) throw new Refus(CHANGE);
  const choisis = offerte.departements.filter(([code]) => codes.includes(code));
  const listes = await Promise.all(choisis.map(([code]) => liste(code, offerte.edition)));
  await veillerALaPlace(choisis.reduce((somme, [, , octets]) => somme + octets, offerte.octets));
  await engager();
  const nom = nouveauNom(SITE);
  try {
    const octets = await remplir(nom, new Set([...offerte.fichiers, ...listes.flat()]), { edition: offerte.edition, avancer, signal });
    if ((await publication()).join() !== avant.join()) throw new Refus(CHANGE);
    return await sceller(nom, { edition: offerte.edition, version: avant[1], octets, departements: choisis.map(([code, titre]) => [code, titre]) });
  } catch (erreur) {
    await caches.delete(nom).catch(() => {});
    if (!(await entiere(SITE).catch(() => null))) await effacer().catch(() => {});
    throw erreur;
  }
}

/** What the site says of itself: its edition, and of which commit and day it is. */
function publication() {
  return Promise.all(["editions.json", "version.json"].map(async (chemin) => {
    const reponse = await fetch(new URL(chemin, SITE), { cache: "no-store" });
    if (!reponse.ok) throw new Refus(CHANGE);
    return reponse.text();
  }));
}

async function liste(code, edition) {
  const reponse = await fetch(new URL(`hors-ligne/departements/${code.toLowerCase()}.json`, SITE), { cache: "no-store" });
  if (!reponse.ok) throw new Refus(CHANGE);
  const dite = await reponse.json();
  if (dite.edition !== edition) throw new Refus(CHANGE);
  return dite.fichiers;
}

/** What a browser says of its room is a guess: a write that fails is told all the same. */
async function veillerALaPlace(octets) {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < octets) throw new Refus(PLACE);
}

/** The worker is there before anything is kept: it takes away what a copy that is cut leaves. */
async function engager() {
  const poste = await navigator.serviceWorker.register(new URL("gardien.js", SITE));
  const gardien = poste.installing ?? poste.waiting ?? poste.active;
  while (gardien.state !== "activated") {
    await new Promise((suite) => { gardien.addEventListener("statechange", suite, { once: true }); });
    if (gardien.state === "redundant") throw new TypeError("gardien.js");
  }
}

/** Lays every file in a cache; resolves to how many bytes they are. The first that fails stops the others. */
async function remplir(nom, fichiers, { edition, avancer, signal }) {
  const cache = await caches.open(nom);
  const [file, arret] = [[...fichiers], new AbortController()];
  signal.addEventListener("abort", () => arret.abort());
  const tous = file.length;
  let [faits, octets] = [0, 0];
  const suivre = async () => {
    for (let chemin = file.shift(); chemin !== undefined; chemin = file.shift()) {
      const un = await poser(cache, chemin, edition, arret.signal);
      octets += un;
      avancer((faits += 1), tous);
    }
  };
  try {
    await Promise.all(Array.from({ length: A_LA_FOIS }, suivre));
  } catch (erreur) {
    arret.abort();
    throw erreur;
  }
  return octets;
}

/** Keeps one file, if it is of the edition; its size. What is named by its content may come from any cache. */
async function poser(cache, chemin, edition, signal) {
  const adresse = new URL(chemin, SITE).href;
  const reponse = await fetch(adresse, { cache: estNomme(SITE, adresse) ? "default" : "reload", signal });
  if (!reponse.ok || reponse.redirected) throw new Refus(CHANGE);
  const corps = await reponse.arrayBuffer();
  if (adresse.endsWith("/")) verifier(new TextDecoder().decode(corps), edition);
  await cache.put(adresse, new Response(corps, { headers: reponse.headers }));
  return corps.byteLength;
}

function verifier(html, edition) {
  if (!html.includes(`<meta name="edition" content="${edition}">`) || !html.trimEnd().endsWith("</html>")) throw new Refus(CHANGE);
}

/** Writes the mark, then takes what was kept before away. */
async function sceller(nom, faits) {
  if (!(await caches.has(nom))) throw new Refus(EFFACEE);
  const dite = { format: FORMAT, quand: Date.now(), ...faits };
  const cache = await caches.open(nom);
  await cache.put(marque(SITE), new Response(JSON.stringify(dite)));
  await oter(SITE, nom);
  return dite;
}
