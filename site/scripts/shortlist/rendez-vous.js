// What the structures of the shortlist have to come: the list, and one calendar of those that the site publishes.

import { SITE } from "../shared/site.js";

const FIN = "END:VCALENDAR\r\n";
const PARTIES = /^BEGIN:(VTIMEZONE|VEVENT)\r\n[^]*?^END:\1\r\n/gm;

/** Those to come of several records, each once, soonest first. */
export function prochains(fiches, maintenant = new Date()) {
  const tous = fiches.flatMap(({ rendez_vous: siens = [] }) => siens);
  const uns = [...new Map(tous.map((un) => [un.page, un])).values()];
  return uns.filter(({ fin }) => new Date(fin) > maintenant).sort((a, b) => a.debut.localeCompare(b.debut));
}

/** Several calendars as one: what stands before their parts once, each clock once (that of most years), then all entries. */
export function joindre(calendriers) {
  const horloges = new Map();
  const entrees = [];
  for (const [partie, genre] of calendriers.flatMap((texte) => [...texte.matchAll(PARTIES)])) {
    if (genre === "VEVENT") {
      entrees.push(partie);
      continue;
    }
    const nom = partie.match(/^TZID:.*$/m)[0];
    if ((horloges.get(nom) ?? "").length < partie.length) horloges.set(nom, partie);
  }
  const tete = calendriers[0].slice(0, calendriers[0].search(PARTIES));
  return [tete, ...horloges.values(), ...entrees, FIN].join("");
}

async function lire({ page }) {
  const reponse = await fetch(new URL(page.replace(/\/$/, ".ics"), SITE));
  if (!reponse.ok) throw new Error(`${page} : ${reponse.status}`);
  return reponse.text();
}

/** One file of all of them: whole, or an exception. */
export const calendrier = async (rendezVous) => joindre(await Promise.all(rendezVous.map(lire)));
