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

const simple = (texte) => texte?.replaceAll("\u00a0", " ");

/** Name of a column → its title, what it holds, what reads it; its type, when it is no text. */
const COLONNES = {
  nom: ["Nom", "Le nom d’usage.", ({ titre }) => titre],
  presentation: ["Présentation", "Ce qu’est la structure, et qui la porte.", ({ contact }) => contact.sous_titre],
  statut: ["Statut", "Quand elle n’est plus active.", ({ contact }) => contact.statut],
  telephone: ["Téléphone", "Le premier numéro.", ({ contact }) => simple(contact.telephone)],
  ligne_pour: ["Pour qui est ce numéro", "Quand il y en a plusieurs.", ({ contact }) => contact.ligne_pour],
  autres_lignes: ["Autres lignes", "Séparées par « | ».", ({ contact }) => simple(contact.lignes.map(dire).join(" | "))],
  qui_appeler: ["Qui appeler", "À défaut d’un numéro de la structure.", ({ contact }) => simple(contact.recours)],
  courriel: ["Courriel", "L’adresse du service.", ({ contact }) => contact.courriel],
  site_web: ["Site web", "L’adresse entière.", ({ contact }) => contact.site_web],
  pour_qui: ["Pour qui", "Les publics.", ({ contact }) => contact.pour_qui],
  horaires: ["Horaires", "Ceux du premier numéro ou de l’accueil.", ({ contact }) => contact.horaires],
  comment: ["Comment", "Comment on la sollicite.", ({ contact }) => contact.comment],
  conditions: ["Conditions", "Ce qu’il faut pour être reçu.", ({ contact }) => contact.conditions],
  adresse: ["Adresse", "Une adresse confidentielle n’est pas publiée.", ({ contact }) => (contact.retenue ? "Adresse non publiée" : contact.lieu)],
  territoire: ["Territoire", "Ce que la structure couvre.", ({ contact }) => contact.couvre],
  verifie_le: ["Confirmé le", "Le jour où la structure a confirmé sa fiche ; vide avant.", ({ verifie_le: iso }) => iso, "date"],
  etat: ["État", "Si la structure a confirmé sa fiche ; sinon, de quel document elle vient.", (fiche) => simple(verification(fiche).phrase)],
  page: ["Page", "L’adresse de la fiche, toujours à jour.", ({ page }) => page],
  latitude: ["Latitude", "En degrés, vers le nord (WGS 84).", ({ contact }) => contact.position?.latitude, "nombre"],
  longitude: ["Longitude", "En degrés, vers l’est (WGS 84).", ({ contact }) => contact.position?.longitude, "nombre"],
  precision: ["Précision de la position", "« adresse » : exacte ; « commune », « code-postal » : le centre de la commune ou des environs.", ({ contact }) => contact.position?.precision],
};

const rangee = (fiche) => Object.values(COLONNES).map(([, , lire]) => lire(fiche));

export const tableau = (fiches) => csv([Object.keys(COLONNES), ...fiches.map(rangee)]);

/** A French text's « : » and guillemets as print has them. */
const insecable = (texte) => texte.replaceAll("« ", "«\u00a0").replace(/ (?=[»;:!?])/g, "\u00a0");

/** The sheets of a workbook: the contacts, what their columns are, what one must know of them. */
export function feuilles(fiches, { jour, source, numeros }) {
  const types = Object.values(COLONNES).map(([, , , type]) => type);
  const typer = (valeur, n) => (types[n] === "date" && valeur ? new Date(valeur) : valeur);
  const champs = Object.entries(COLONNES).map(([nom, [titre, dit, , type]]) => [nom, titre, type ?? "texte", insecable(dit)]);
  return [
    { nom: "Contacts", titres: Object.keys(COLONNES), lignes: fiches.map((fiche) => rangee(fiche).map(typer)) },
    { nom: "Champs", titres: ["colonne", "nom", "type", "ce_qu_elle_contient"], lignes: champs, renvoi: true },
    {
      nom: "À propos",
      titres: ["Quoi", "Ce qu’il en est"],
      lignes: [["Liste faite le", new Date(jour)], ["D’où viennent les champs", insecable(`Des fiches de ${source} : la colonne « page » mène à chacune.`)], ["Case vide", insecable("Personne ne l’a encore écrit : ni « non », ni « aucun ».")], ["Danger immédiat", numeros.trim()]],
      renvoi: true,
    },
  ];
}

/** The card of each page, as the site publishes it beside the page. */
async function carte({ page }) {
  const reponse = await fetch(new URL("contact.vcf", page));
  if (!reponse.ok) throw new Error(`${page} : ${reponse.status}`);
  return reponse.text();
}

/** One file of all cards: whole, or an exception. */
export const cartes = async (fiches) => (await Promise.all(fiches.map(carte))).join("");
