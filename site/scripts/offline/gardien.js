// The worker of what is kept offline, there only once a reader asked for a copy. The network comes first; the copy
// speaks when the network does not, and says its date on each page. What is named by its content is the same
// everywhere: the copy gives it first, so that no page waits twice for a network that is not there.

import { FORMAT, age, copies, dans, effacer, entiere, estNomme, jour, oter, verrou } from "./copie.js";

const SITE = new URL("./", location);
/** A network that has said nothing after this time is as if there were none; where it has just been so, after less. */
const PATIENCE_MS = 4000;
const MUET_MS = 60 * 1000;
/** What the site took back is asked again after this time. */
const REPIT_MS = 60 * 1000;
/** What tells that the site offers a file no more; any other refusal may come from somebody on the way. */
const PARTI = [404, 410];

let muetDepuis = -Infinity;
let suivi = { quand: -Infinity };

addEventListener("install", () => skipWaiting());
addEventListener("activate", (evenement) => evenement.waitUntil(clients.claim()));
addEventListener("message", (evenement) => {
  if (evenement.data === "effacer") evenement.waitUntil(effacer(SITE, registration));
  if (evenement.data === "ranger") evenement.waitUntil(navigator.locks.request(verrou(SITE), ranger));
  if (evenement.data === "suivre") evenement.waitUntil(suivre().then((retrait) => retrait && evenement.source.postMessage("retrait")));
});

addEventListener("fetch", (evenement) => {
  const { request: demande } = evenement;
  if (demande.method !== "GET" || !demande.url.startsWith(SITE.href)) return;
  if (demande.mode === "navigate") {
    evenement.respondWith(page(demande));
    evenement.waitUntil(navigator.locks.request(verrou(SITE), { ifAvailable: true }, (libre) => libre && ranger()));
    evenement.waitUntil(suivre());
  } else if (demande.cache !== "reload" && demande.cache !== "no-store") {
    // Who asks past every cache wants to know what the site says today, or nothing.
    evenement.respondWith(fichier(demande));
  }
});

/** A copy that was cut is taken away, and an old one that a newer replaced; with none left we go. Nobody makes one now. */
async function ranger() {
  const [premiere] = await copies(SITE);
  await oter(SITE, premiere?.dite ? premiere.nom : "");
  if (!premiere?.dite) await registration.unregister();
}

/** Whether the copy just went, as the site took something back; the page that asks says so. A site out of reach says nothing. */
function suivre() {
  if (Date.now() - suivi.quand > REPIT_MS) suivi = { quand: Date.now(), dit: retirer().catch(() => { suivi.quand = -Infinity; }) };
  return suivi.dit;
}

/** What the site took back since the copy was made does not stay on a device, nor any copy once it offers none. */
async function retirer() {
  const copie = await entiere(SITE);
  if (!copie) return false;
  const [site, version, gardien] = await Promise.all(["editions.json", "version.json", "gardien.js"].map((chemin) => fetch(new URL(chemin, SITE), { cache: "no-store" })));
  if (!PARTI.includes(gardien.status) && !depassee(copie.dite, await site.json(), await version.text())) return false;
  await oter(SITE);
  await registration.unregister();
  return true;
}

/** Both days are the publisher's. A day is as precise as the site says it: of the same day, only what is there now is newer. */
const depassee = (dite, { retrait }, version) => Boolean(retrait) && dite.version !== version && !(JSON.parse(dite.version).date > retrait);

/** The copy, if it is one that we know how to read. */
async function lisible() {
  const copie = await entiere(SITE);
  return copie?.dite.format === FORMAT ? copie : null;
}

async function fichier(demande) {
  const copie = await lisible();
  const tenu = copie && (await dans(copie, demande.url));
  if (tenu && estNomme(SITE, demande.url)) return tenu;
  const reponse = await repondu(fetch(demande), tenu);
  return reponse ?? tenu ?? Response.error();
}

async function page(demande) {
  const copie = await lisible();
  if (!copie) return fetch(demande);
  const tenue = await dans(copie, adresse(demande));
  // Without a word from the site, not even what the browser read an hour ago: that would bear no date.
  const reponse = await repondu(fetch(demande, { cache: "no-cache" }), tenue);
  if (reponse && (!tenue || reponse.ok || reponse.type === "opaqueredirect" || PARTI.includes(reponse.status))) return reponse;
  return tenue && !estEncadree(demande) ? datee(tenue, copie) : ailleurs(copie, demande);
}

/** What the network says; null when it says nothing, or not in time where something else can be shown. */
async function repondu(reseau, tenu) {
  reseau.catch(() => {});
  const patience = Date.now() - muetDepuis < MUET_MS ? PATIENCE_MS / 2 : PATIENCE_MS;
  try {
    const reponse = await (tenu ? Promise.race([reseau, echeance(patience)]) : reseau);
    muetDepuis = -Infinity;
    return reponse;
  } catch {
    muetDepuis = Date.now();
    return null;
  }
}

const echeance = (patience) => new Promise((_, echec) => { setTimeout(echec, patience); });

/** A page asked for as in a frame has no head to say its date in. */
const estEncadree = ({ url }) => new URL(url).searchParams.get("embed") === "1";

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
