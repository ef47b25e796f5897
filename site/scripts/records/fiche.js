// One record at a time: its small file, and the few words that several pages say of it.

import { code } from "../shared/bornes.js";
import { lireOuRien } from "../shared/edition.js";
import { SITE } from "../shared/site.js";
import { estAncienne } from "./fraicheur.js";

const REFERENCE = /^(actors|events|resources|news)\/[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a text may name a record. */
export const estReference = (texte) => code(texte) !== null && REFERENCE.test(texte);
const JOUR = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" });

/** A record by its reference (`actors/la-boussole-nord`): null when there is none, an exception when the site is out of reach. */
export async function lireFiche(reference) {
  if (!estReference(reference)) return null;
  const fiche = await lireOuRien("fiches", reference);
  if (fiche && fiche.reference !== reference) throw new Error(`${reference} : ${fiche.reference}`);
  return fiche && { ...fiche, page: new URL(fiche.page, SITE).href };
}

/** What a record is called: with its place, where several bear its name. */
export const nomDe = ({ titre, distinct }) => distinct ?? titre;

/** « 1er octobre 2023 ». */
export const jour = (date) => JOUR.format(date).replace(/^1 /, "1er ").replaceAll(" ", "\u00a0");

/** The day of an ISO date, at noon so that no clock moves it. */
const midi = (iso) => new Date(`${iso}T12:00`);

/** How sure we are of a record, on the day it is read: in a word, since when, and in a sentence. */
export function verification(fiche, maintenant = new Date()) {
  if (!fiche.verifie_le) return { etat: "Confirmation", depuis: `Pas encore (source\u00a0: ${fiche.source_date})`, phrase: fiche.d_apres };
  const quand = `le ${jour(midi(fiche.verifie_le))}`;
  return estAncienne(fiche.verifie_le, maintenant)
    ? { etat: "À\u00a0reconfirmer", depuis: `Confirmé ${quand}`, phrase: `À\u00a0reconfirmer\u00a0: confirmé ${quand}` }
    : { etat: "Confirmé", depuis: quand.replace("le", "Le"), phrase: `Confirmé ${quand}` };
}
