// What a reader asked to keep on this device: one cache of the browser a copy, whose last entry, the mark, says that it
// is whole, of which edition, from when. A cache without its mark is a copy that was cut: it is read by nobody.

/** Of the lists (generators/pocket.py), the mark and what the worker makes of them. */
export const FORMAT = 2;
/** From then on, numbers may have changed: the reader is told. */
const VIEILLE_MS = 30 * 24 * 3600 * 1000;

/** Caches and locks are of an origin, where other sites may stand in folders: ours say which folder. */
const debut = (site) => `maillage ${site.pathname} `;
/** Held while a copy is made or tidied up; the channel of that name tells who makes one that all is erased. */
export const verrou = (site) => `${debut(site)}copie`;
export const nouveauNom = (site) => `${debut(site)}${Date.now()}`;
/** Where the mark stands in its cache: the address of the worker, which no page asks for with a query. */
export const marque = (site) => new URL("gardien.js?copie", site).href;

/** A file named by what it holds; a record (`fiches`) is named as the scripts, and changes. */
export const estNomme = (site, adresse) => /^editions\/(?!fiches\.)/.test(adresse.slice(site.href.length));

/** The caches that are ours, the latest first: `{nom, dite}`, what its mark says or null. */
export async function copies(site) {
  const noms = (await caches.keys()).filter((nom) => nom.startsWith(debut(site)));
  const dites = noms.map(async (nom) => {
    const trouvee = await caches.match(marque(site), { cacheName: nom });
    return { nom, dite: trouvee ? await trouvee.json() : null };
  });
  return (await Promise.all(dites)).sort((une, autre) => (autre.dite?.quand ?? 0) - (une.dite?.quand ?? 0));
}

/** The registration of our worker, or null: a site in a folder above may have one that serves us too. */
export async function poste(site) {
  const trouve = await navigator.serviceWorker.getRegistration(site);
  return trouve?.scope === site.href ? trouve : null;
}

/** Our worker, when it serves this page; null when none does, or that of another site. */
export function gardien(site) {
  const { controller } = navigator.serviceWorker;
  return controller?.scriptURL === new URL("gardien.js", site).href ? controller : null;
}

/** The latest whole copy, or null. */
export const entiere = async (site) => (await copies(site)).find(({ dite }) => dite) ?? null;

/** An address in a copy. */
export const dans = ({ nom }, adresse) => caches.match(adresse, { cacheName: nom, ignoreSearch: !adresse.includes("/editions/"), ignoreVary: true });

/** Takes away all copies but one, or all. */
export async function oter(site, sauf = "") {
  const noms = (await caches.keys()).filter((nom) => nom.startsWith(debut(site)) && nom !== sauf);
  await Promise.all(noms.map((nom) => caches.delete(nom)));
}

/** Whoever makes a copy, in whichever tab, lets go of it. */
export function arreter(site) {
  const canal = new BroadcastChannel(verrou(site));
  canal.postMessage("effacer");
  canal.close();
}

/** All goes: the copies, the worker that reads them (`inscrit`), and what somebody was still laying down. */
export async function effacer(site, inscrit) {
  arreter(site);
  await oter(site);
  await inscrit?.unregister();
  await navigator.locks.request(verrou(site), () => oter(site));
}

const JOUR = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" });

/** « 29 novembre 2026 », « 1er octobre 2026 ». */
export const jour = (quand) => JOUR.format(quand).replace(/^1 /, "1er ").replaceAll(" ", "\u00a0");

/** The sentence on a copy that is old, or "". */
export const age = ({ quand }) => (Date.now() - quand > VIEILLE_MS ? "Elle a plus d’un mois\u00a0: des numéros ont pu changer." : "");
