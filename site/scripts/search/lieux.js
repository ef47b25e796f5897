// Places in a question: « 59 écoute », « st denis réunion », « lyon 3e », « 97400 », « 2A », « dunkerke ».
// The communes are read leaf by leaf, as the letters come (generators/pages/index/places.py writes them).

import { arrondissementSeul, cle, decouper, mesures, mots, PREPOSITIONS, sansArticle, sansLieu } from "./lieux-mots.js";
import { Commune, departement, region } from "./lieux-territoires.js";
import { ecart, estNumero, memeDebut, normaliser, termes, tolerance } from "./plier.js";

export { aLa } from "./lieux-territoires.js";

/** Sizes are powers of two: 30 000 and 3 000 people or so. */
const GRANDE_VILLE = 16;
const BOURG = 12;
/** A town that a slip may mean, or a word that records say too: 16 000 people or so. */
const VILLE = 15;
/** The least that a word of French must be to be a place by itself: Guéret is, Vert is not. */
const CHEF_LIEU = 13;
const LONGUEUR_MAX = 7;
/** Homonyms that are offered, the one that was taken among them. */
const AUTRES = 5;
/** A town so many times as large (powers of two) as the one that bears the very name is meant by it too: Évry. */
const BIEN_PLUS_GRANDE = 3;
/** Words that say that a place follows, even a small one. */
const VERS = new Set("a au aux pres sur vers".split(" "));

export class Lieux {
  /** `territoires` is `lieux.json`; `lire(nom)` resolves to the rows of one of the leaves that it names. */
  constructor(territoires, lire) {
    this.lire = lire;
    this.longues = new Map(Object.entries(territoires.longues));
    const parties = [...this.longues].flatMap(([nom, suites]) => [...suites].map((suite) => nom + suite));
    this.existantes = new Set([...territoires.feuilles.match(/../g), ...parties]);
    this.creux = new Set(territoires.creux);
    this.feuilles = new Map();
    this.lectures = new Map();
    this.departements = new Map(Object.entries(territoires.departements).map(([code, ligne]) => [code, departement(code, ligne)]));
    this.regions = new Map(Object.entries(territoires.regions).map(([code, ligne]) => [code, region(code, ligne)]));
    for (const lieu of this.regions.values()) lieu.departements = [...this.departements.values()].filter((d) => d.region === lieu.region).map((d) => d.dep);
    this.noms = new Map();
    for (const lieu of [...this.regions.values(), ...this.departements.values()]) {
      this.noms.set(cle(lieu.nom), lieu);
      this.noms.set(sansArticle(cle(lieu.nom)), lieu);
    }
    for (const [nom, code] of Object.entries(territoires.surnoms)) this.noms.set(nom, this.#territoire(code));
  }

  /** The leaf of a name that begins with these words, or null while too little is typed. */
  #feuille(liste) {
    const mot = liste.find((jeton) => !this.creux.has(jeton)) ?? liste.at(-1) ?? "";
    if (mot.length < 2) return null;
    const courte = mot.slice(0, 2);
    return this.longues.has(courte) && mot.length > 2 ? mot.slice(0, 3) : courte;
  }

  /** Reads the leaves that a question may need. */
  async preparer(question) {
    const jetons = decouper(normaliser(question));
    const liste = mots(jetons);
    const seul = arrondissementSeul(jetons)?.noms.map((nom) => nom.split(" ")) ?? [];
    const noms = new Set([...liste.map((_, debut) => liste.slice(debut)), ...seul].map((partie) => this.#feuille(partie)).filter(Boolean));
    for (const jeton of liste) if (/^(\d{4,5}|2[ab]\d{3})$/.test(jeton)) noms.add(jeton.slice(0, 2).toUpperCase());
    await Promise.all([...noms].map((nom) => this.#charger(nom)));
  }

  /** Reads a leaf, once, whoever asks for it; one that did not come is asked again. */
  #charger(nom) {
    if (!this.lectures.has(nom)) {
      const lignes = this.existantes.has(nom) ? this.lire(nom) : Promise.resolve([]);
      this.lectures.set(nom, lignes.then(
        (lues) => this.feuilles.set(nom, lues.map((ligne) => new Commune(ligne, this.departements))),
        (erreur) => { this.lectures.delete(nom); throw erreur; },
      ));
    }
    return this.lectures.get(nom);
  }

  #communes(liste) {
    return this.feuilles.get(this.#feuille(liste)) ?? [];
  }

  #territoire(code) {
    const [niveau, suite] = code.split(":");
    return { departement: this.departements, region: this.regions }[niveau]?.get(suite) ?? null;
  }

  /** The place of a code such as `commune:59183`, `departement:59`, `region:32`; null when there is none. */
  async parCode(code) {
    const [niveau, suite = ""] = code.split(":");
    if (niveau !== "commune") return this.#territoire(code);
    if (!/^[\dAB]{5}$/.test(suite)) return null;
    await this.#charger(suite.slice(0, 2));
    return this.feuilles.get(suite.slice(0, 2)).find((lieu) => lieu.code === code) ?? null;
  }

  /**
   * What a question says: `{lieu, mots, autres}`, the place or null, the words that are left, and the other places that
   * it may mean. `index` tells words from names of small places (`estMot`) and slips in words from slips in places
   * (`ecartAuPlusProche`).
   */
  comprendre(question, index) {
    // The list and the suggestions ask the same, one after the other.
    const demande = `${this.feuilles.size} ${question}`;
    if (this.compris?.demande !== demande) this.compris = { demande, dit: this.#comprendre(question, index) };
    return this.compris.dit;
  }

  #comprendre(brute, index) {
    const question = normaliser(brute);
    if (estNumero(question) && !this.#parChiffres(question.trim()).length) return { lieu: null, mots: question.trim(), autres: [] };
    const jetons = decouper(question);
    const liste = mots(jetons);
    const seul = this.#seul(jetons);
    const trouves = seul ? [seul] : this.#noms(liste, index, mesures(jetons, question));
    const choisi = trouves[0] ?? this.#approche(liste, index);
    if (!choisi) return { lieu: null, mots: question.trim(), autres: this.#portent(liste.join(" "), liste).slice(0, AUTRES) };
    const { lieu, places, autres } = this.#preciser(choisi, trouves);
    return { lieu, mots: sansLieu(question, jetons, places), autres: distincts(autres, lieu).slice(0, AUTRES - 1) };
  }

  /** « 13e arrondissement »: that of each city that has one. */
  #seul(jetons) {
    const { place, noms = [] } = arrondissementSeul(jetons) ?? {};
    const lieux = noms.flatMap((nom) => this.#communes(nom.split(" ")).filter(({ cle: sienne }) => sienne === nom));
    return lieux.length ? { lieux, places: new Set([place]) } : null;
  }

  /** The names in a question, the surest first: `{lieux, places}`. */
  #noms(liste, index, mesurees) {
    const trouves = [];
    for (let longueur = Math.min(liste.length, LONGUEUR_MAX); longueur > 0; longueur -= 1) {
      for (let debut = 0; debut + longueur <= liste.length; debut += 1) {
        const places = new Set(Array.from({ length: longueur }, (_, i) => debut + i));
        if (trouves.some((autre) => [...places].some((place) => autre.places.has(place)))) continue;
        if ([...places].some((place) => mesurees.has(place))) continue;
        const partie = liste.slice(debut, debut + longueur);
        const lieux = this.#nommes(partie, liste.length, index, VERS.has(liste[debut - 1]));
        if (lieux.length) trouves.push({ lieux, places, chiffres: /^\d/.test(partie[0]) && partie[0] });
      }
    }
    return trouves.sort((a, b) => rang(a.lieux[0]) - rang(b.lieux[0]));
  }

  #nommes(partie, total, index, mene) {
    const nom = partie.join(" ");
    if (partie.length === 1 && PREPOSITIONS.has(nom)) return [];
    if (/^\d|^2[ab]/.test(nom)) {
      const code = nom.toUpperCase();
      if (this.departements.has(code)) return [this.departements.get(code)];
      if (!/^\d{5}$|^2[AB]\d{3}$/.test(code)) return [];
      const communes = this.#parChiffres(code);
      return communes.length ? communes : this.#cedex(code);
    }
    const territoire = this.noms.get(nom);
    const seul = partie.length === total;
    const communes = this.#portent(nom, partie, seul);
    if (territoire) return [territoire, ...communes.filter(({ taille }) => taille >= BOURG)];
    // « Le bois », « hôpital »: a word of French is a place where something leads to it, or where it is a town.
    const taille = communes[0]?.taille;
    if (!mene && communes.some((lieu) => lieu.ordinaire && (lieu.cle === nom || lieu.court === nom)) && taille < (seul ? CHEF_LIEU : GRANDE_VILLE)) return [];
    if (partie.length > 1 || !communes.length) return communes;
    // One word among others is a small place only where something leads to it: « numéro vert » is not Vert.
    if (!seul && !mene && taille < BOURG) return [];
    return !index?.estMot(nom) || taille >= (seul ? VILLE : GRANDE_VILLE) ? communes : [];
  }

  /** The communes that bear or bore a name, and the larger ones whose name it begins: far larger ones first, each once. */
  #portent(nom, partie, seul = true) {
    const feuille = this.#communes(partie);
    const exactes = feuille.filter((lieu) => lieu.cle === nom || ((partie.length > 1 || nom.length > 3) && lieu.court === nom));
    const menees = nom.length < 4 || this.creux.has(partie.at(-1)) || PREPOSITIONS.has(partie.at(-1));
    const plusGrande = Math.max(0, ...exactes.filter(({ ancien }) => !ancien).map(({ taille }) => taille));
    const moindre = seul && (plusGrande || partie.length > 1) ? Math.max(BOURG, plusGrande) : Math.max(VILLE, plusGrande + BIEN_PLUS_GRANDE);
    const larges = menees ? [] : feuille.filter((lieu) => lieu.taille >= moindre && lieu.cle.startsWith(`${nom} `) && (!lieu.ancien || partie.length === 1) && !lieu.parent && !/\d/.test(lieu.cle));
    const devant = (lieu) => !plusGrande || lieu.taille >= Math.max(VILLE, plusGrande + BIEN_PLUS_GRANDE);
    const premiers = (lieu) => (larges.includes(lieu) || lieu.ancien ? devant(lieu) : true);
    const tries = [...exactes, ...larges].sort((a, b) => b.taille - a.taille);
    const tous = [...tries.filter(premiers), ...tries.filter((lieu) => !premiers(lieu))];
    return tous.filter((lieu, place) => tous.findIndex(({ code }) => code === lieu.code) === place);
  }

  /** A CEDEX's postcode is no commune's: its département. */
  #cedex(code) {
    const departement = this.departements.get(code.slice(0, 3)) ?? this.departements.get(code.slice(0, 2));
    return departement && /^\d{5}$/.test(code) ? [departement] : [];
  }

  #parChiffres(code) {
    const lignes = this.feuilles.get(code.slice(0, 2)) ?? [];
    const postal = lignes.filter((lieu) => lieu.postes.includes(code));
    const nomme = postal.length ? postal : lignes.filter((lieu) => lieu.code === `commune:${code}`);
    // An arrondissement has its postcode to itself; its city has those of all. Else the largest is meant.
    return nomme.sort((a, b) => Boolean(b.parent) - Boolean(a.parent) || b.taille - a.taille);
  }

  /** One of several homonyms: the one that the rest of the question tells, or the most populous; the others are offered. */
  #preciser(choisi, trouves) {
    const { lieu, places, autres = [] } = this.#deuxFois(trouves) ?? this.#dedans(trouves) ?? { lieu: choisi.lieux[0], places: choisi.places, autres: choisi.lieux };
    const restent = trouves.filter((un) => [...un.places].every((place) => !places.has(place)));
    return { lieu, places: new Set([...places, ...restent.flatMap((un) => [...un.places])]), autres: [...autres, ...restent.map((un) => un.lieux[0])] };
  }

  /** A commune, and the territory that holds it or a postcode of its département: « st denis 93 », « 59033 lille cedex ». */
  #dedans(trouves) {
    for (const un of trouves.filter(({ chiffres }) => !chiffres)) {
      for (const autre of trouves.filter((large) => large !== un)) {
        const [large] = autre.lieux;
        if (large.niveau === "commune" && !autre.chiffres) continue;
        const lieu = un.lieux.find((l) => l.niveau === "commune" && (l.dep === large.dep || (large.niveau === "region" && l.region === large.region)));
        const poste = large.niveau === "commune" && large.postes.includes(autre.chiffres) ? [large] : [];
        if (lieu) return { lieu, places: new Set([...un.places, ...autre.places]), autres: poste };
      }
    }
    return null;
  }

  /** One place named twice, by its postcode and by its name: « 59000 lille », « lyon 69003 ». */
  #deuxFois(trouves) {
    // The postcode first: it may be an arrondissement's.
    for (const un of [...trouves].sort((a, b) => Boolean(b.lieux[0].parent) - Boolean(a.lieux[0].parent))) {
      for (const autre of trouves) {
        if (un === autre) continue;
        const deux = un.lieux.filter((l) => l.niveau === "commune" && autre.lieux.some((m) => m.code === l.code || `commune:${l.parent}` === m.code));
        const lieu = deux.find(({ parent }) => parent) ?? deux[0];
        if (lieu) return { lieu, places: new Set([...un.places, ...autre.places]) };
      }
    }
    return null;
  }

  /** A town or a territory written with a slip, when no word of the index is as close. */
  #approche(liste, index) {
    let meilleur = null;
    for (let longueur = Math.min(liste.length, 3); longueur > 0; longueur -= 1) {
      for (let debut = 0; debut + longueur <= liste.length; debut += 1) {
        const partie = liste.slice(debut, debut + longueur);
        const trouve = this.#proche(partie, index, liste.length);
        if (trouve && (!meilleur || trouve.faute < meilleur.faute)) {
          meilleur = { ...trouve, places: new Set(partie.map((_, i) => debut + i)) };
        }
      }
    }
    return meilleur && { lieux: [meilleur.lieu], places: meilleur.places };
  }

  #proche(partie, index, total = 1) {
    const nom = partie.join(" ");
    const max = tolerance(nom);
    if (!max || PREPOSITIONS.has(partie[0]) || PREPOSITIONS.has(partie.at(-1)) || partie.length === 1 && index?.estDebut(nom)) return null;
    const limite = partie.length === 1 && index ? Math.min(max, index.ecartAuPlusProche(nom)) : max;
    let meilleur = null;
    const candidats = [...this.noms].map(([autre, lieu]) => [autre, lieu])
      .concat(this.#communes(partie).filter((lieu) => lieu.taille >= (total > partie.length ? GRANDE_VILLE : VILLE)).map((lieu) => [lieu.cle, lieu]));
    for (const [autre, lieu] of candidats) {
      // The beginning of a name, beside other words, is a word of its own: « porter plainte » is not Plaintel.
      if (!memeDebut(nom, autre) || (total > 1 && autre.startsWith(nom))) continue;
      const faute = ecart(nom, autre, limite);
      if (faute <= limite && (!meilleur || faute < meilleur.faute)) meilleur = { lieu, faute };
    }
    return meilleur;
  }

  /**
   * Places that a question being typed may end with, the largest first: `[{lieu, reste}]`, where `reste` is what
   * stands before the name. What is between the words and the end of the question is the name's beginning.
   */
  proposer(question, nombre) {
    const jetons = decouper(question);
    const liste = mots(jetons);
    const vus = new Map();
    for (let debut = 0; debut < liste.length; debut += 1) {
      const partie = liste.slice(debut);
      if (PREPOSITIONS.has(partie[0])) continue;
      for (const lieu of this.#commencent(partie)) {
        const places = new Set(partie.map((_, i) => debut + i));
        if (!vus.has(lieu.code)) vus.set(lieu.code, { lieu, reste: sansLieu(question, jetons, places) });
      }
      if (vus.size) break;
    }
    return [...vus.values()].slice(0, nombre);
  }

  /**
   * What a question says, and the places that it may come to mean as it is typed: `{lieu, mots, lieux: [{lieu, reste}]}`,
   * the place that it names first.
   */
  deviner(question, index, nombre) {
    const { lieu, mots: reste, autres } = this.comprendre(question, index);
    const proches = this.proposer(question, nombre);
    if (!lieu) return { lieu, mots: reste, lieux: proches };
    const homonymes = autres.map((autre) => ({ lieu: autre, reste }));
    const semblables = proches.filter((autre) => autre.lieu.code !== lieu.code && autre.lieu.cle.startsWith(lieu.cle));
    return { lieu, mots: reste, lieux: [{ lieu, reste }, ...homonymes, ...semblables.filter((un) => !autres.includes(un.lieu))].slice(0, nombre) };
  }

  /**
   * What ties an entry of an index to a place, the closest first, each tie as words of which one set must stand among
   * the entry's places (generators/pages/index/places.py): its commune, EPCI, département and region, the whole country.
   */
  attaches(lieu) {
    const [region, france] = [[`0r${lieu.region}`], ["0fr"]];
    if (lieu.niveau === "region") return [[region], [], lieu.departements.map((dep) => [dep.toLowerCase()]), [], [france]];
    const [commune, epci] = lieu.niveau === "commune" ? [[termes(lieu.nom.replace(/ \d+(er|e)$/, ""))], [[`0e${lieu.epci}`]]] : [[], []];
    return [commune, epci, [[lieu.dep.toLowerCase()]], [region], [france]];
  }

  #commencent(partie) {
    const debut = partie.join(" ");
    if (/^\d/.test(debut) || /^2[ab]$/.test(debut)) return this.#chiffresCommencent(debut.toUpperCase());
    if (debut.length < 2) return [];
    const large = [...new Set([...this.noms].filter(([nom]) => nom.startsWith(debut)).map(([, lieu]) => lieu))];
    const communes = this.#communes(partie).filter((lieu) => lieu.cle.startsWith(debut) || lieu.court.startsWith(debut));
    const exact = (lieu) => (lieu.cle === debut || lieu.court === debut ? 0 : 1);
    const tous = [...large, ...communes].sort((a, b) => exact(a) - exact(b) || b.taille - a.taille);
    return tous.length ? tous : [this.#proche(partie, null)?.lieu].filter(Boolean);
  }

  #chiffresCommencent(debut) {
    const departements = [...this.departements.values()].filter((lieu) => debut.length < 4 && lieu.dep.startsWith(debut));
    const postal = debut.length >= 4 ? (this.feuilles.get(debut.slice(0, 2)) ?? []).filter((lieu) => lieu.postes.some((code) => code.startsWith(debut)) || lieu.code === `commune:${debut}`) : [];
    return [...departements, ...postal];
  }
}

/** A territory named outright comes before a town, a big town before a hamlet. */
const rang = (lieu) => (lieu.niveau === "commune" ? 100 - lieu.taille : lieu.niveau === "departement" ? 1 : 0);

/** Places that are told apart by what is said of them, without the one that was taken and its city. */
function distincts(autres, lieu) {
  const dits = new Map(autres.filter(({ code }) => code !== lieu.code && code !== `commune:${lieu.parent}`).map((autre) => [autre.etiquette, autre]));
  dits.delete(lieu.etiquette);
  return [...dits.values()];
}
