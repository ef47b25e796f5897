// What the shortlist becomes elsewhere: a letter, a table, the cards of an address book.

import { mailto } from "../shared/courriel.js";
import { verification } from "../records/fiche.js";
import { csv } from "./tableur.js";

const majuscule = (texte) => texte.slice(0, 1).toUpperCase() + texte.slice(1);

/** Where an actor is, and what it covers; never more than its record publishes. */
export function ou({ contact: { retenue, lieu, couvre } }) {
  return majuscule([retenue ? "Adresse non publiée" : lieu, couvre].filter(Boolean).join(" · "));
}

/** « Parents : 03 20 00 00 01. Lun.–ven. 18 h – 22 h. » */
const dire = ({ nom, telephone, horaires }) => `${nom}\u00a0: ${telephone}${horaires ? `. ${horaires}` : ""}`;

/** The main number, said with what it is for. */
const premier = ({ telephone, ligne_pour: pour }) => telephone && (pour ? `${pour}\u00a0: ${telephone}` : telephone);

function paragraphe(fiche, rang) {
  const { courriel, horaires, recours, lignes } = fiche.contact;
  const joindre = [premier(fiche.contact) ?? "Téléphone non renseigné", courriel].filter(Boolean).join(" · ");
  return [`${rang + 1}. ${fiche.titre}`, joindre, recours && `Qui appeler\u00a0: ${recours}`, horaires, ...lignes.map(dire), ou(fiche), verification(fiche).phrase].filter(Boolean).join("\n");
}

/** The letter that carries the list, with the link that carries it whole and the emergency numbers. */
export function lettre(fiches, titre, lien, numeros) {
  return mailto({
    objet: titre,
    paragraphes: fiches.map(paragraphe),
    suite: (reste) => `Et ${reste} ${reste < 2 ? "autre contact" : "autres contacts"}\u00a0: voir la liste complète.`,
    fin: [`La liste complète, toujours à jour\u00a0:\n${lien}`, numeros],
  });
}

const COLONNES = {
  nom: ({ titre }) => titre,
  presentation: ({ contact }) => contact.sous_titre,
  statut: ({ contact }) => contact.statut,
  telephone: ({ contact }) => contact.telephone?.replaceAll("\u00a0", " "),
  ligne_pour: ({ contact }) => contact.ligne_pour,
  autres_lignes: ({ contact }) => contact.lignes.map(dire).join(" | ").replaceAll("\u00a0", " "),
  qui_appeler: ({ contact }) => contact.recours?.replaceAll("\u00a0", " "),
  courriel: ({ contact }) => contact.courriel,
  site_web: ({ contact }) => contact.site_web,
  pour_qui: ({ contact }) => contact.pour_qui,
  horaires: ({ contact }) => contact.horaires,
  comment: ({ contact }) => contact.comment,
  conditions: ({ contact }) => contact.conditions,
  adresse: ({ contact }) => (contact.retenue ? "Adresse non publiée" : contact.lieu),
  territoire: ({ contact }) => contact.couvre,
  verifie_le: ({ verifie_le: iso }) => iso ?? "",
  etat: (fiche) => verification(fiche).etat,
  page: ({ page }) => page,
};

export const tableau = (fiches) =>
  csv([Object.keys(COLONNES), ...fiches.map((fiche) => Object.values(COLONNES).map((lire) => lire(fiche)))]);

/** The card of each page, as the site publishes it beside the page. */
async function carte({ page }) {
  const reponse = await fetch(new URL("contact.vcf", page));
  if (!reponse.ok) throw new Error(`${page} : ${reponse.status}`);
  return reponse.text();
}

/** One file of all cards: whole, or an exception. */
export const cartes = async (fiches) => (await Promise.all(fiches.map(carte))).join("");
