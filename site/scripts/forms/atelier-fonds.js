// What a letter is composed of, as the site was published: the proposal of the coming issue, the records of each kind
// and what the letter says of them (generators/letter/workshop.py). Read once, a kind when it is needed.

import { lecteur } from "../shared/edition.js";
import { Lettre, premierJour } from "./atelier-lettre.js";

const lire = lecteur("atelier");
const plier = (texte) => texte.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").toLowerCase();

export class Fonds {
  constructor(donnees) {
    Object.assign(this, { donnees, fiches: new Map(), structures: new Map(), lus: new Map() });
    this.lettre = new Lettre(donnees, this.fiches, this.structures);
  }

  static async ouvrir() {
    return new Fonds(await lire("lettre"));
  }

  /** Reads the kinds that these records are of. */
  async lire(genres) {
    const manquants = [...new Set(genres)].filter((genre) => this.lus.get(genre) !== true);
    await Promise.all(manquants.map((genre) => this.lus.get(genre) ?? this.lus.set(genre, this.lireGenre(genre)).get(genre)));
  }

  async lireGenre(genre) {
    try {
      this.recevoir(genre, await lire(`lettre/${genre}`));
    } catch (erreur) {
      this.lus.delete(genre);
      throw erreur;
    }
  }

  recevoir(genre, { fiches, structures }) {
    for (const [id, fiche] of Object.entries(fiches)) this.fiches.set(`${genre}/${id}`, { ...fiche, genre, cherche: cherchable(id, fiche) });
    for (const [id, une] of Object.entries(structures)) this.structures.set(id, une);
    this.lus.set(genre, true);
  }

  /** The records that these kinds have under all these words, the nearest first, with why one cannot be chosen. */
  chercher(question, genres, rubrique, date) {
    const mots = plier(question).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const trouvees = [...this.fiches].filter(([, { genre, cherche }]) => genres.includes(genre) && mots.every((mot) => cherche.includes(` ${mot}`)));
    return trouvees.map(([fiche, une]) => ({ fiche, ...une, refus: this.refus(fiche, rubrique, date) }))
      .sort((a, b) => Boolean(a.refus) - Boolean(b.refus) || genres.indexOf(a.genre) - genres.indexOf(b.genre)
        || (b.debut ?? "").localeCompare(a.debut ?? "") || a.nom.localeCompare(b.nom, "fr"));
  }

  /** Whom the chosen records name with reason: an issue repeats their speakers. */
  nommes(valeurs) {
    const choix = Object.keys(this.donnees.rubriques).flatMap((cle) => valeurs[cle]?.choix ?? []);
    return choix.flatMap(({ fiche }) => this.fiches.get(fiche)?.nommes ?? []);
  }

  /** Why a record has no place in a rubric of an issue of this date; "" when it has. */
  refus(fiche, rubrique, date) {
    const connue = this.fiches.get(fiche);
    if (!connue?.debut) return "";
    if (rubrique === "actualites") return connue.suite ? "" : "rien à en raconter encore\u00a0: ni compte rendu, ni replay, ni document";
    return rubrique === "agenda" && !connue.annule && connue.fin < premierJour(date) ? `passé à la date du numéro (${connue.quand})` : "";
  }
}

/** The words by which a record is found, each after a space. */
function cherchable(id, { nom, quand = "", ou = "", item }) {
  return ` ${plier([nom, item.titre, item.surtitre, quand, ou, id].join(" ")).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
}

/** The collections of Decap CMS, with the proposal as what a new issue says. */
export function proposer(decap, { valeurs }) {
  const defauts = (champs, siennes) => champs.map((champ) => {
    const sienne = siennes[champ.name];
    if (sienne === undefined) return champ;
    if (champ.widget === "list") return { ...champ, default: sienne.map((fiche) => ({ fiche })) };
    return champ.fields ? { ...champ, fields: defauts(champ.fields, sienne) } : { ...champ, default: sienne };
  });
  const collections = decap.collections.map((une) => (une.name === "issues" ? { ...une, fields: defauts(une.fields, valeurs) } : une));
  return { ...decap, collections };
}
