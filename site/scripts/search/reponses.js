// Everything in one question: the directory's actors and all else that the site has, by kind, the surest kind first.
// Two indexes answer (generators/pages/index/search.py): the directory's own, and that of the rest.

import { lecteur } from "../shared/edition.js";
import { Lieux } from "./lieux.js";
import { Recherche } from "./recherche.js";

const LIEUX_PROPOSES = 3;
const JOUR_MS = 86_400_000;
/** How much more an event weighs that is still to come. */
const A_VENIR = 1.5;

/** With fewer results than this, those of other kinds that lack one word are shown too, so many of each. */
const PEU = 5;
const APPROCHANTS = 3;

/** A kind's results, the best first, and the latest of those as good: `rangs`, and the best's note. */
function groupe(genre, notes, titre, nombre = notes.length) {
  const tries = notes.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { genre, titre, rangs: tries.slice(0, nombre).map(([rang]) => rang), meilleure: tries[0]?.[1] ?? 0 };
}

export class Reponses {
  /** `lecteurDe(famille)` gives `lire(nom)`, as `lecteur` does. */
  constructor(lecteurDe = lecteur) {
    this.lire = { annuaire: lecteurDe("annuaire"), recherche: lecteurDe("recherche"), lieux: lecteurDe("lieux") };
    this.feuilles = new Map();
  }

  /** Reads what every question needs. A reading that failed is tried again by the next question. */
  charger() {
    this.lecture ??= this.#lire().catch((erreur) => {
      this.lecture = null;
      throw erreur;
    });
    return this.lecture;
  }

  async #lire() {
    const [acteurs, autres] = [new Recherche(this.lire.annuaire), new Recherche(this.lire.recherche)];
    const [territoires, , { genres, titres, fins, parFeuille }] = await Promise.all([this.lire.lieux("lieux"), acteurs.charger(), autres.charger()]);
    let debut = 0;
    this.genres = Object.entries(genres).map(([genre, nombre]) => ({ genre, debut, fin: (debut += nombre) }));
    this.lieux = new Lieux(territoires, (nom) => this.lire.lieux(`communes/${nom}`));
    Object.assign(this, { acteurs, autres, titres, fins, parFeuille });
  }

  /** The words of both indexes, for whoever must tell a word from a place. */
  get #mots() {
    const index = [this.acteurs, this.autres];
    return {
      estMot: (mot) => index.some((un) => un.estMot(mot)),
      estDebut: (mot) => index.some((un) => un.estDebut(mot)),
      ecartAuPlusProche: (mot) => Math.min(...index.map((un) => un.ecartAuPlusProche(mot))),
    };
  }

  /**
   * What answers a question: `{lieu, mots, lieux, groupes: [{genre, titre, rangs}], total, partiel}`. Nothing is partial
   * where something has every word.
   */
  async chercher(question, maintenant = Date.now()) {
    await this.charger();
    const index = [this.acteurs, this.autres];
    // Places and words are read together; what ties to the place, once it is known.
    await Promise.all([this.lieux.preparer(question), ...index.map((un) => un.preparer(question))]);
    const { lieu, mots, lieux } = this.lieux.deviner(question, this.#mots, LIEUX_PROPOSES);
    const attaches = lieu ? this.lieux.attaches(lieu) : [];
    await Promise.all(index.map((un) => un.preparer(mots, attaches)));
    const trouves = index.map((un) => un.chercher(mots, attaches, 1));
    const groupes = trouves[0] ? this.#groupes(trouves, Math.floor(maintenant / JOUR_MS)) : [];
    return { lieu, mots, lieux, groupes, total: groupes.reduce((somme, { rangs }) => somme + rangs.length, 0), partiel: trouves.every((un) => un?.partiel ?? false) };
  }

  /** The kinds that have every word; while few do, the others' closest too. */
  #groupes([acteurs, autres], jour) {
    const plus = [acteurs, autres].reduce((max, { comptes }) => comptes.reduce((a, b) => Math.max(a, b), max), 0);
    const notes = [["acteurs", [...acteurs.scores], acteurs.comptes], ...this.genres.map(({ genre, debut, fin }) => {
      const siens = [...autres.scores].filter(([rang]) => rang >= debut && rang < fin);
      return [genre, siens.map(([rang, note]) => [rang, this.fins[rang] >= jour ? note * A_VENIR : note]), autres.comptes];
    })];
    const groupes = notes.map(([genre, siens, comptes]) => groupe(genre, siens.filter(([rang]) => comptes[rang] === plus), this.titres[genre]));
    const total = groupes.reduce((somme, { rangs }) => somme + rangs.length, 0);
    const approchants = total && total < PEU ? notes.map(([genre, siens], place) => groupe(genre, groupes[place].rangs.length ? [] : siens, `${this.titres[genre]}, réponses approchantes`, APPROCHANTS)) : [];
    return [groupes, approchants].flatMap((liste) => liste.filter(({ rangs }) => rangs.length).sort((a, b) => b.meilleure - a.meilleure));
  }

  /** The results of a group from one place to another: `[{url, titre, note, texte, passe}]`, addresses from the root. */
  async fiches({ genre, rangs }, debut, fin, maintenant = Date.now()) {
    const famille = genre === "acteurs" ? "annuaire" : "recherche";
    return Promise.all(rangs.slice(debut, fin).map(async (rang) => {
      const feuille = await this.#feuille(famille, Math.floor(rang / this.parFeuille));
      const [url, titre, note, texte, dernier] = feuille[rang % this.parFeuille];
      return { url, titre, note, texte, passe: dernier < Math.floor(maintenant / JOUR_MS) };
    }));
  }

  /** Reads a leaf, once, whoever asks for it; one that did not come is asked again. */
  #feuille(famille, numero) {
    const cle = `${famille} ${numero}`;
    if (!this.feuilles.has(cle)) {
      this.feuilles.set(cle, this.lire[famille](`cartes/${numero}`).catch((erreur) => {
        this.feuilles.delete(cle);
        throw erreur;
      }));
    }
    return this.feuilles.get(cle);
  }

  /** Where a question that names a place leads: who can help there, and the page of its département. */
  parLieu({ lieu, lieux }) {
    const aider = lieux.filter(({ lieu: un }, place) => place === 0 || !un.parent).map(({ lieu: un, reste }) => ({
      url: adresseAnnuaire(un, reste), titre: `Qui peut aider ${un.dans}${un.dep ? ` (${un.dep})` : ""}`, note: reste && `pour «\u00a0${reste}\u00a0»`,
    }));
    const departements = lieu?.niveau === "region" ? lieu.departements : [(lieu ?? lieux[0]?.lieu)?.dep].filter(Boolean);
    const pages = departements.map((code) => this.lieux.departements.get(code)).filter(Boolean)
      .map(({ dep, nom }) => ({ url: `departements/${dep.toLowerCase()}/`, titre: `${nom} (${dep})`, note: "Tout ce que l’on sait du département" }));
    return [...aider.slice(0, 1), ...pages, ...aider.slice(1)];
  }
}

/** The directory's address for a place and words. */
export function adresseAnnuaire(lieu, mots) {
  const parametres = new URLSearchParams({ ...(lieu ? { lieu: lieu.code } : {}), ...(mots ? { q: mots } : {}) });
  return `annuaire/?${parametres.toString().replaceAll("%3A", ":")}`;
}

/** « 1 résultat », « 1 204 résultats ». */
export const compter = (nombre) => (nombre === 0 ? "Aucun résultat" : `${nombre.toLocaleString("fr")}\u00a0résultat${nombre > 1 ? "s" : ""}`);
