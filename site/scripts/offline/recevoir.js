// What a copy is made of comes from here: files of the site as it is today, or a refusal in one sentence.

import { SITE } from "../shared/site.js";

/** How often a file is asked for when the network lets it fall, and how long after the first time. */
const ESSAIS = 3;
const PAUSE_MS = 500;

/** Why nothing was kept, in one sentence for the reader. */
export class Refus extends Error {}

export const CHANGE = "Le site vient d’être mis à jour\u00a0: réessayez dans quelques minutes.";

/**
 * A file of the site, `{reponse, corps}`, past every cache: what it says today, and nothing that the browser would keep
 * of it besides. What the network lets fall is asked for again.
 */
export async function recevoir(chemin, signal) {
  for (let essai = 1; ; essai += 1) {
    try {
      const reponse = await fetch(new URL(chemin, SITE), { cache: "no-store", signal });
      return { reponse, corps: await reponse.arrayBuffer() };
    } catch (erreur) {
      if (!(erreur instanceof TypeError) || essai === ESSAIS || signal?.aborted) throw erreur;
      await new Promise((suite) => { setTimeout(suite, PAUSE_MS * essai); });
    }
  }
}

export const texte = (corps) => new TextDecoder().decode(corps);

/** A file of the edition as the lists name it; what a hotel's network says in its place is none. */
export async function verifie(chemin, { edition, empreinte, signal }) {
  const { reponse, corps } = await recevoir(chemin, signal);
  const estPage = (reponse.headers.get("Content-Type") ?? "").startsWith("text/html");
  const attendu = chemin === "" || chemin.endsWith("/");
  const bon = reponse.ok && !reponse.redirected && estPage === attendu
    && (estPage ? estDe(edition, texte(corps)) : !empreinte || empreinte === (await sha256(corps)));
  if (!bon) throw new Refus(CHANGE);
  return { corps, headers: reponse.headers };
}

const estDe = (edition, html) => html.includes(`<meta name="edition" content="${edition}">`) && html.trimEnd().endsWith("</html>");

/** As generators/pocket.py says it. */
const sha256 = async (corps) => `sha256-${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", corps))))}`;
