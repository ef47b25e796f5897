// Makes a copy on this device: all that its lists name, of one edition, or nothing.

import { SITE } from "../shared/site.js";
import { FORMAT, effacer, entiere, gardien, marque, nouveauNom, oter, poste, verrou } from "./copie.js";
import { CHANGE, Refus, recevoir, texte, verifie } from "./recevoir.js";

export { Refus };

const A_LA_FOIS = 8;
/** How long another who holds the copies is waited for. */
const ATTENTE_MS = 2000;

const PLACE = "Il n’y a pas assez de place sur cet appareil.";
const RESEAU = "Le réseau s’est interrompu. Réessayez quand il sera revenu.";
export const INTERDIT = "Ce navigateur ne permet pas de garder des pages ici\u00a0: fenêtre privée, ou réglage qui l’interdit.";
const AUTRE = "Une copie est déjà en cours dans un autre onglet.";
const EFFACEE = "La copie a été effacée pendant qu’elle se faisait.";
const ARRET = "Vous avez arrêté.";

/** Whether this browser can keep pages at all. */
export const possible = () => "serviceWorker" in navigator && "caches" in globalThis && "locks" in navigator && "throwIfAborted" in AbortSignal.prototype;

/** What the site lets one keep: the common files, and the départements with their sizes; null where it lets nothing. */
export async function offre(signal) {
  const { reponse, corps } = await recevoir("hors-ligne/copie.json", signal);
  if (reponse.status === 404) return null;
  if (!reponse.ok) throw new Error(reponse.status);
  const dite = JSON.parse(texte(corps));
  return dite.format === FORMAT ? dite : null;
}

/**
 * Keeps the directory and départements (codes); resolves to the mark of the copy. `avancer(faits, tous)` is called on
 * the way. Rejects with a `Refus`; what was kept before stays then, but where all is erased meanwhile.
 */
export async function garder(codes, { avancer, signal }) {
  // The worker tidies up in less; another tab that makes a copy takes longer.
  const attente = new AbortController();
  const fin = setTimeout(() => attente.abort(), ATTENTE_MS);
  const [arret, canal] = [new AbortController(), new BroadcastChannel(verrou(SITE))];
  canal.addEventListener("message", () => arret.abort(new Refus(EFFACEE)));
  signal.addEventListener("abort", () => arret.abort(new Refus(ARRET)));
  addEventListener("pagehide", partir);
  try {
    return await navigator.locks.request(verrou(SITE), { signal: attente.signal }, () => {
      clearTimeout(fin);
      return copier(codes, avancer, arret.signal);
    });
  } catch (erreur) {
    const refus = expliquer(attente.signal.aborted ? new Refus(AUTRE) : erreur, arret.signal);
    // Who erases may still be at it: nothing is there any more once we say so.
    if (refus.message === EFFACEE) await oter(SITE);
    throw refus;
  } finally {
    canal.close();
    removeEventListener("pagehide", partir);
  }
}

/** The page goes before its copy is whole: its worker takes away what was laid. */
const partir = () => gardien(SITE)?.postMessage("ranger");

/** Takes everything away: the copies, and the worker that reads them. */
export const toutEffacer = async () => effacer(SITE, await poste(SITE));

function expliquer(erreur, signal) {
  if (erreur instanceof Refus) return erreur;
  if (signal.aborted) return signal.reason;
  if (erreur.name === "QuotaExceededError") return new Refus(PLACE);
  // What is no JSON comes from somebody on the way.
  return new Refus(erreur instanceof TypeError || erreur instanceof SyntaxError ? RESEAU : INTERDIT);
}

async function copier(codes, avancer, signal) {
  const avant = await publication(signal);
  const offerte = await offre(signal);
  if (!offerte || JSON.parse(avant[0]).edition !== offerte.edition) throw new Refus(CHANGE);
  const choisis = offerte.departements.filter(([code]) => codes.includes(code));
  const listes = await Promise.all(choisis.map(([code]) => liste(code, offerte.edition, signal)));
  await veillerALaPlace(choisis.reduce((somme, [, , octets]) => somme + octets, offerte.octets));
  const nom = nouveauNom(SITE);
  try {
    await engager(signal);
    const cache = await caches.open(nom);
    const pages = new Set([...offerte.pages, ...listes.flat()]);
    const octets = await remplir(cache, { ...offerte, pages }, { avancer, signal });
    if ((await publication(signal)).join() !== avant.join()) throw new Refus(CHANGE);
    signal.throwIfAborted();
    return await sceller(nom, cache, { edition: offerte.edition, version: avant[1], octets, departements: choisis.map(([code, titre]) => [code, titre]) });
  } catch (erreur) {
    await defaire(nom).catch(() => {});
    throw erreur;
  }
}

/** Nothing is left of a copy that failed, nor a worker that has none to read. */
async function defaire(nom) {
  await caches.delete(nom);
  if (!(await entiere(SITE))) await (await poste(SITE))?.unregister();
}

/** What the site says of itself: its edition, and of which commit and day it is. */
function publication(signal) {
  return Promise.all(["editions.json", "version.json"].map(async (chemin) => {
    const { reponse, corps } = await recevoir(chemin, signal);
    if (!reponse.ok) throw new Refus(CHANGE);
    return texte(corps);
  }));
}

async function liste(code, edition, signal) {
  const { reponse, corps } = await recevoir(`hors-ligne/departements/${code.toLowerCase()}.json`, signal);
  if (!reponse.ok) throw new Refus(CHANGE);
  const dite = JSON.parse(texte(corps));
  if (dite.edition !== edition) throw new Refus(CHANGE);
  return dite.pages;
}

/** What a browser says of its room is a guess: a write that fails is told all the same. */
async function veillerALaPlace(octets) {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < octets) throw new Refus(PLACE);
}

/** The worker is there before anything is kept: it takes away what a copy that is cut leaves. */
async function engager(signal) {
  const inscrit = await navigator.serviceWorker.register(new URL("gardien.js", SITE));
  const gardien = inscrit.installing ?? inscrit.waiting ?? inscrit.active;
  while (gardien.state !== "activated") {
    signal.throwIfAborted();
    if (gardien.state === "redundant") throw new TypeError("gardien.js");
    await new Promise((suite) => {
      for (const [de, quoi] of [[gardien, "statechange"], [signal, "abort"]]) de.addEventListener(quoi, suite, { once: true });
    });
  }
}

/** Lays every file in a cache; resolves to how many bytes they are. The first that fails stops the others. */
async function remplir(cache, { edition, paquets, fichiers, pages }, { avancer, signal }) {
  const arret = new AbortController();
  signal.throwIfAborted();
  signal.addEventListener("abort", () => arret.abort(signal.reason));
  const options = { edition, signal: arret.signal };
  const file = [
    ...paquets.map(([chemin, empreinte]) => () => deballer(cache, chemin, { ...options, empreinte })),
    ...fichiers.map(([chemin, empreinte]) => () => poser(cache, chemin, { ...options, empreinte })),
    ...[...pages].map((chemin) => () => poser(cache, chemin, options)),
  ];
  const tous = file.length;
  let [faits, octets] = [0, 0];
  const suivre = async () => {
    for (let un = file.shift(); un; un = file.shift()) {
      const taille = await un(); // added afterwards: eight of us count at once
      octets += taille;
      avancer((faits += 1), tous);
    }
  };
  try {
    await Promise.all(Array.from({ length: A_LA_FOIS }, suivre));
  } catch (erreur) {
    arret.abort(erreur);
    throw erreur;
  }
  return octets;
}

/** Keeps one file; its size. */
async function poser(cache, chemin, options) {
  const { corps, headers } = await verifie(chemin, options);
  return mettre(cache, chemin, corps, headers);
}

/** Keeps the many small files that came as one; their size. */
async function deballer(cache, chemin, options) {
  const { corps } = await verifie(chemin, options);
  let octets = 0;
  for (const [dedans, contenu] of Object.entries(JSON.parse(texte(corps)))) {
    options.signal.throwIfAborted();
    octets += await mettre(cache, dedans, new TextEncoder().encode(contenu), { "Content-Type": "application/json" });
  }
  return octets;
}

async function mettre(cache, chemin, corps, headers) {
  await cache.put(new URL(chemin, SITE), new Response(corps, { headers }));
  return corps.byteLength;
}

/** Writes the mark, then takes what was kept before away. A cache that was erased meanwhile is not made anew by it. */
async function sceller(nom, cache, faits) {
  const dite = { format: FORMAT, quand: Date.now(), ...faits };
  await cache.put(marque(SITE), new Response(JSON.stringify(dite)));
  if (!(await caches.has(nom))) throw new Refus(EFFACEE);
  await oter(SITE, nom);
  return dite;
}
