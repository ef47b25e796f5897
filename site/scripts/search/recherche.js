// An index of words (generators/pages/index/words.py): which entries answer « hebergements », « prevantion » or « écoute
// mineurs ». The list of all words is read once; who says them, only for the words that a question touches.

import { ecart, memeDebut, mots, normaliser, plier, terme, termes, tolerance } from "./plier.js";

/** What a word weighs where it stands: names, places, services and labels, the sentence that sums up, the texts. */
const POIDS = [8, 4, 3, 1.5, 1];
/** What a prefix is worth beside the whole word. */
const PREFIXE = 0.75;

/** What an entry gains by its tie to a place, the closest first (`Lieux.attaches`). */
const ATTACHES = [16, 14, 12, 8, 5];

/** What a name adds when the question says all of it and nothing else. */
const NOM_ENTIER = 30;

/** Bits of a word's fields (generators/pages/index/words.py), and which of them has the places. */
const NOMS = 1;
const MOTS = 4;
const CHAMP_LIEUX = 1;

/** The leaf of a small index, and how long the name of another may be (generators/pages/index/words.py). */
const ENTIER = "tout";
const NOM_LE_PLUS_LONG = 2;

function premier(liste, mot) {
  let [bas, haut] = [0, liste.length];
  while (bas < haut) {
    const milieu = (bas + haut) >> 1;
    if (liste[milieu] < mot) bas = milieu + 1;
    else haut = milieu;
  }
  return bas;
}

export class Recherche {
  /** `lire(nom)` resolves to the content of one file of the index. */
  constructor(lire) {
    Object.assign(this, { lire, taille: 0, liste: null, besoins: [], noms: new Set(), feuilles: new Map(), lectures: new Map(), connus: new Map() });
  }

  /** Reads the words, and a small index whole; resolves to what stands with them. What failed is asked again. */
  async charger() {
    this.lecture ??= this.#lireMots().catch((erreur) => {
      this.lecture = null;
      throw erreur;
    });
    return this.lecture;
  }

  async #lireMots() {
    const { feuilles, mots: liste, champs, longueurs, besoins = [], ...tete } = await this.lire("mots");
    Object.assign(this, { liste: liste ? liste.split(" ") : [], champs, longueurs, taille: longueurs.length });
    this.noms = new Set(feuilles.split(" "));
    this.besoins = besoins.map((mot) => [mot, plier(mot)]);
    if (this.noms.has(ENTIER)) await this.#lire(ENTIER);
    return tete;
  }

  /** The name of the leaf of a word: the longest that begins it. */
  #nom(mot) {
    for (let longueur = NOM_LE_PLUS_LONG; longueur > 0; longueur -= 1) {
      const debut = mot.slice(0, longueur);
      if (this.noms.has(debut)) return debut;
    }
    return ENTIER;
  }

  /** Reads a leaf, once, whoever asks for it; one that did not come is asked again. */
  #lire(nom) {
    if (!this.lectures.has(nom)) {
      this.lectures.set(nom, this.lire(`mots/${nom}`).then(
        (feuille) => this.feuilles.set(nom, feuille),
        (erreur) => { this.lectures.delete(nom); throw erreur; },
      ));
    }
    return this.lectures.get(nom);
  }

  /** Where a word of the index stands: the steps from rank to rank, field by field. */
  #listes(mot) {
    return this.feuilles.get(this.#nom(mot))?.[mot] ?? [];
  }

  /** True when a name, a service or a label has this very word. */
  estMot(brut) {
    const mot = terme(brut) ?? "";
    const place = premier(this.liste, mot);
    return this.liste[place] === mot && (parseInt(this.champs[place], 32) & (NOMS | MOTS)) > 0;
  }

  /** True when a word of the index begins so. */
  estDebut(brut) {
    const mot = terme(brut) ?? "";
    return (this.liste[premier(this.liste, mot)] ?? "").startsWith(mot);
  }

  /** The slips between a word and the closest one of the index, Infinity when none is close. */
  ecartAuPlusProche(brut) {
    return Math.min(...this.proches(terme(brut) ?? "").map(([, , faute]) => faute), Infinity);
  }

  /** The question with its slips mended, as its words are said; empty when there was none to mend. */
  corrige(question) {
    if (!question || !this.liste) return "";
    let mendee = false;
    const dits = mots(normaliser(question)).map((brut) => {
      const mot = terme(brut);
      const trouves = mot ? this.proches(mot) : [];
      const seule = trouves.length && !trouves.some(([autre]) => autre.startsWith(mot)) ? trouves[0][0] : null;
      if (!seule) return brut;
      mendee = true;
      return this.besoins.flatMap(([, plie]) => mots(plie)).find((plie) => terme(plie) === seule) ?? seule;
    });
    return mendee ? dits.join(" ") : "";
  }

  /**
   * The words of the index that a term may mean, each with what it is worth and how many slips part them (Infinity: it
   * only begins it); slips only where it begins none.
   */
  proches(mot) {
    if (this.connus.has(mot)) return this.connus.get(mot);
    const trouves = [];
    for (let place = premier(this.liste, mot); this.liste[place]?.startsWith(mot); place += 1) {
      const entier = this.liste[place] === mot;
      if (entier || mot.length > 1) trouves.push([this.liste[place], entier ? 1 : PREFIXE * (mot.length / this.liste[place].length), entier ? 0 : Infinity]);
    }
    const max = tolerance(mot);
    if (max && !trouves.length) {
      // Of the words that a slip may mean, the closest alone, worth what it is worth well spelled: the order is the same.
      const fautes = this.liste.filter((autre) => memeDebut(mot, autre)).map((autre) => [autre, ecart(mot, autre, max)]).filter(([, faute]) => faute <= max);
      const moindre = Math.min(...fautes.map(([, faute]) => faute));
      trouves.push(...fautes.filter(([, faute]) => faute === moindre).map(([autre, faute]) => [autre, 1, faute]));
    }
    this.connus.set(mot, trouves);
    return trouves;
  }

  /** Reads what `chercher` needs to answer. */
  async preparer(question, attaches = []) {
    await this.charger();
    const proches = termes(question).flatMap((mot) => this.proches(mot).map(([proche]) => proche));
    const lieux = attaches.flat(2).filter((mot) => this.liste[premier(this.liste, mot)] === mot);
    const feuilles = new Set([...proches, ...lieux].map((mot) => this.#nom(mot)));
    await Promise.all([...feuilles].filter((nom) => !this.feuilles.has(nom)).map((nom) => this.#lire(nom)));
  }

  /**
   * `{scores, comptes, partiel}`: rank of an entry → how well it answers, for those that have every word; when
   * none has, for those that have the most, and `partiel` is true. With a `marge`, also for those that have so many
   * fewer; `comptes` says how many each has. `attaches` is what ties to a place (`Lieux.attaches`), which counts as one
   * word. null when the question says nothing.
   */
  chercher(question, attaches = [], marge = 0) {
    const demandes = [...new Set(termes(question))];
    const voulus = demandes.length + (attaches.length ? 1 : 0);
    if (!voulus) return null;
    const total = { points: new Float64Array(this.taille), compte: new Uint8Array(this.taille), nommes: new Uint8Array(this.taille) };
    for (const mot of demandes) this.#ajouter(mot, total);
    if (attaches.length) this.#situer(attaches, total);
    const plus = total.compte.reduce((a, b) => Math.max(a, b), 0);
    const scores = new Map();
    for (let rang = 0; plus && rang < this.taille; rang += 1) {
      if (total.compte[rang] >= Math.max(plus - marge, 1)) scores.set(rang, total.points[rang] + this.#nomme(rang, total.nommes[rang], demandes.length));
    }
    return { scores, comptes: total.compte, partiel: plus > 0 && plus < voulus };
  }

  /** How much of an entry's title a question says, and of a question the title: « mouvement nid » is first itself. */
  #nomme(rang, dits, demandes) {
    if (!dits) return 0;
    return (NOM_ENTIER * dits) / Math.max(parseInt(this.longueurs[rang], 32) + demandes - dits, 1);
  }

  /** Adds to each entry its closest tie to a place. */
  #situer(attaches, { points, compte }) {
    const situes = new Set();
    attaches.forEach((choix, place) => {
      for (const rang of choix.flatMap((exiges) => this.#situes(exiges))) {
        if (situes.has(rang)) continue;
        situes.add(rang);
        points[rang] += ATTACHES[place];
        compte[rang] += 1;
      }
    });
  }

  /** The entries whose places have all these words. */
  #situes(exiges) {
    const ensembles = exiges.map((mot) => {
      let rang = 0;
      return new Set((this.#listes(mot)[CHAMP_LIEUX] ?? []).map((pas) => (rang += pas)));
    });
    return [...ensembles[0]].filter((rang) => ensembles.every((ensemble) => ensemble.has(rang)));
  }

  /** Adds to each entry what it says of one term: of the words that the term may mean, the one that says most. */
  #ajouter(mot, { points, compte, nommes }) {
    const meilleurs = new Float64Array(this.taille);
    const notes = new Float64Array(this.taille);
    for (const [proche, valeur] of this.proches(mot)) {
      const listes = this.#listes(proche);
      this.#noter(listes, valeur, notes, valeur === 1 ? nommes : null);
      for (const liste of listes) {
        let rang = 0;
        for (const pas of liste) {
          rang += pas;
          if (notes[rang] > meilleurs[rang]) meilleurs[rang] = notes[rang];
          notes[rang] = 0;
        }
      }
    }
    for (let rang = 0; rang < this.taille; rang += 1) {
      if (meilleurs[rang]) {
        points[rang] += meilleurs[rang];
        compte[rang] += 1;
      }
    }
  }

  /** Adds into `notes` what saying a word is worth, wherever it is said (`listes`); a rare word says more. */
  #noter(listes, valeur, notes, nommes) {
    const rarete = Math.log(1 + this.taille / Math.max(...listes.map((liste) => liste.length)));
    for (let champ = 0; champ < listes.length; champ += 1) {
      const poids = POIDS[champ] * valeur * rarete;
      let rang = 0;
      for (const pas of listes[champ]) {
        rang += pas;
        notes[rang] += poids;
        if (nommes && champ === 0) nommes[rang] += 1;
      }
    }
  }

  /** The needs that begin as the question ends, at most `nombre`: « héb » → « Hébergement ». */
  proposer(question, nombre) {
    const debut = plier(question).trim();
    if (debut.length < 2) return [];
    const commence = ([, plie]) => plie.startsWith(debut);
    const contient = ([, plie]) => !plie.startsWith(debut) && plie.split(/[^a-z0-9]+/).some((mot) => mot.startsWith(debut));
    return [...this.besoins.filter(commence), ...this.besoins.filter(contient)].slice(0, nombre).map(([mot]) => mot);
  }
}
