// The worker of what is kept offline, there only once a reader asked for a copy. The network comes first; the copy
// speaks when the network does not, and says its date on each page. What is named by its content is the same
// everywhere: the copy gives it first, so that no page waits twice for a network that is not there.

import { FORMAT, age, copies, dans, entiere, estNomme, jour, oter, verrou } from "./copie.js";

const SITE = new URL("./", location);
/** A network that has said nothing after this time is as if there were none. */
const PATIENCE_MS = 8000;
/** What the site took back is asked again after this time. */
const REPIT_MS = 10 * 60 * 1000;

let suivie = -Infinity;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (evenement) => evenement.waitUntil(clients.claim()));
addEventListener("message", (evenement) => {
  if (evenement.data === "effacer") evenement.waitUntil(effacer());
  if (evenement.data === "suivre") evenement.waitUntil(suivre(evenement.source).catch(() => {}));
});

addEventListener("fetch", (evenement) => {
  const { request: demande } = evenement;
  if (demande.method !== "GET" || !demande.url.startsWith(SITE.href)) return;
  if (demande.mode === "navigate") {
    evenement.respondWith(page(demande));
    evenement.waitUntil(ranger());
  } else if (demande.cache !== "reload" && demande.cache !== "no-store") {
    // Who asks past every cache wants to know what the site says today, or nothing.
    evenement.respondWith(fichier(demande));
  }
});

/** All that is kept, then ourselves; a window that leaves at the same time stops none of it. */
async function effacer() {
  await oter(SITE);
  await registration.unregister();
}

/** A copy that was cut is taken away, and an old one that a newer replaced; with none left we go, unless one is being made. */
async function ranger() {
  await navigator.locks.request(verrou(SITE), { ifAvailable: true }, async (libre) => {
    if (!libre) return;
    const [premiere] = await copies(SITE);
    await oter(SITE, premiere?.dite ? premiere.nom : "");
    if (!premiere?.dite) await registration.unregister();
  });
}

/** What the site took back since the copy was made does not stay on a device: the copy goes, and the page that asks says so. */
async function suivre(page) {
  const copie = Date.now() - suivie > REPIT_MS && (await entiere(SITE));
  if (!copie) return;
  const [site, version] = await Promise.all(["editions.json", "version.json"].map(async (chemin) => {
    const reponse = await fetch(new URL(chemin, SITE), { cache: "no-store" });
    return reponse.ok ? reponse.text() : Promise.reject(reponse.status);
  }));
  suivie = Date.now();
  const { retrait } = JSON.parse(site);
  const { dite } = copie;
  // A day is as precise as the site says it: of the same day, a copy of what is there now is newer.
  if (!retrait || new Date(dite.quand).toISOString().slice(0, 10) > retrait || dite.version === version) return;
  await oter(SITE);
  page.postMessage("retrait");
  await registration.unregister();
}

/** The copy, if it is one that we know how to read. */
async function lisible() {
  const copie = await entiere(SITE);
  return copie?.dite.format === FORMAT ? copie : null;
}

async function fichier(demande) {
  const copie = await lisible();
  const tenir = () => copie && dans(copie, demande.url);
  if (estNomme(SITE, demande.url)) return (await tenir()) ?? fetch(demande);
  try {
    return await fetch(demande);
  } catch (panne) {
    const tenu = await tenir();
    if (tenu) return tenu;
    throw panne;
  }
}

async function page(demande) {
  const copie = await lisible();
  if (!copie) return fetch(demande);
  const tenue = await dans(copie, adresse(demande));
  // Without a word from the site, not even what the browser read an hour ago: that would bear no date.
  const reseau = fetch(demande, { cache: "no-cache" });
  reseau.catch(() => {});
  try {
    const reponse = await (tenue ? Promise.race([reseau, echeance()]) : reseau);
    if (!tenue || reponse.status < 500) return reponse;
  } catch {
    // No network, or as if.
  }
  return tenue && !estEncadree(demande) ? datee(tenue, copie) : ailleurs(copie, demande);
}

/** A page asked for as in a frame has no head to say its date in. */
const estEncadree = ({ url }) => new URL(url).searchParams.get("embed") === "1";

const echeance = () => new Promise((_, echec) => { setTimeout(echec, PATIENCE_MS); });

/** The address of a page in a copy, without what it is asked. */
const adresse = ({ url }) => url.replace(/[?#].*/, "").replace(/index\.html$/, "");

/** A page of the copy, which says so at its head, whatever its scripts do. */
async function datee(tenue, { dite }) {
  const pourquoi = navigator.onLine ? "le site ne répond pas" : "sans réseau";
  const phrase = `<p class="copie"><span class="cadre"><strong>Copie du ${jour(dite.quand)}, ${pourquoi}.</strong> ${age(dite)} <a href="${SITE.pathname}hors-ligne/">Votre copie</a></span></p>`;
  const html = await tenue.text();
  const dit = html.includes("</header>") ? html.replace("</header>", () => `${phrase}</header>`) : html.replace(/<body[^>]*>/, (corps) => corps + phrase);
  return new Response(dit, { headers: tenue.headers });
}

/** What is not in the copy leads to the page that says what is; a slash that was forgotten is put back. */
async function ailleurs(copie, demande) {
  const [ici, dossier] = [adresse(demande), `${adresse(demande)}/`];
  if (estEncadree(demande) && (await dans(copie, ici))) return Response.redirect(ici);
  return Response.redirect((await dans(copie, dossier)) ? dossier : new URL("hors-ligne/#absente", SITE).href);
}
