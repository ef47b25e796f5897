// What the directory's box understands: the place and the words of a question, and what it may come to mean as one
// types. What that needs comes with the first question: who only looks at the list never loads it.

import { mots, plier } from "../search/plier.js";
import { expliquer } from "../shared/edition.js";

const LIEUX_PROPOSES = 5;
const AUTRES_PROPOSES = 3;

export class Questions {
  /** `lire(nom)` reads one file of the directory, `lireLieux(nom)` one of the places. */
  constructor(acteurs, lire, lireLieux) {
    Object.assign(this, { acteurs, lire, lireLieux, acquis: null });
  }

  /** Loads `{lieux, recherche, classer}`, which is `acquis` afterwards; what failed is asked again. */
  savoir() {
    this.lecture ??= this.#lire().catch((erreur) => {
      this.lecture = null;
      throw erreur;
    });
    return this.lecture;
  }

  async #lire() {
    const [{ Lieux }, { Recherche }, { classer }, territoires] = await Promise.all([
      import("../search/lieux.js"), import("../search/recherche.js"), import("../search/classement.js"), this.lireLieux("lieux"),
    ]).catch(expliquer);
    // Before the first letter, not with it.
    this.nomsPlies = this.acteurs.map(({ nom }) => ` ${mots(plier(nom)).join(" ")}`);
    this.acquis = { lieux: new Lieux(territoires, (nom) => this.lireLieux(`communes/${nom}`)), recherche: new Recherche(this.lire), classer };
    return this.acquis;
  }

  /** The place and the words of a state: a chosen place leaves all the text to the words. */
  async comprendre({ q, lieu: code }) {
    if (!q.trim() && !code) return { lieu: null, mots: "" };
    const { lieux, recherche } = await this.savoir();
    // Places and words are read together: the words that turn out to be a place cost a leaf, and spare a wait.
    const [choisi] = await Promise.all([code && lieux.parCode(code), q.trim() && recherche.preparer(q), code || lieux.preparer(q)]);
    if (choisi) return { lieu: choisi, mots: q.trim() };
    if (code) await lieux.preparer(q);
    return lieux.comprendre(q, recherche);
  }

  /** What a finished question says: `{lieu, mots}`. */
  async achever(texte) {
    const { lieux, recherche } = await this.#preparer(texte);
    return lieux.comprendre(texte, recherche);
  }

  /** What a text that is being typed may ask for: `{lieu, lieux: [{lieu, reste}], besoins, acteurs}`. */
  async deviner(texte) {
    const { lieux, recherche } = await this.#preparer(texte);
    const { lieu, mots: restent, lieux: proches } = lieux.deviner(texte, recherche, LIEUX_PROPOSES);
    return { lieu, lieux: proches, besoins: recherche.proposer(restent, AUTRES_PROPOSES), acteurs: this.nommes(texte, AUTRES_PROPOSES) };
  }

  async #preparer(texte) {
    const { lieux, recherche } = await this.savoir();
    await Promise.all([recherche.charger(), lieux.preparer(texte)]);
    return { lieux, recherche };
  }

  /** The actors whose name has a word for each of these beginnings, so many at most. */
  nommes(texte, limite = Infinity) {
    const debuts = mots(plier(texte)).map((mot) => ` ${mot}`);
    const trouves = [];
    for (let rang = 0; rang < this.acteurs.length && trouves.length < limite; rang += 1) {
      if (debuts.every((debut) => this.nomsPlies[rang].includes(debut))) trouves.push(this.acteurs[rang]);
    }
    return debuts.length ? trouves : [];
  }
}
