// A list that is complete in the page, narrowed by boxes and by words. The address holds the state, and nothing else does.

import { adresse, ecrireBoites, lireBoites } from "./boites.js";
import { Cases } from "./cases.js";
import { Facettes } from "./facettes.js";
import { avertir, coupure, question } from "../shared/bornes.js";
import { CONSEIL, direPanne, travailler } from "../shared/edition.js";
import { suites, recevoir } from "./suites.js";
import { Historique } from "../shared/historique.js";
import { reprendre } from "../shared/reprise.js";

const PAUSE_ADRESSE_MS = 300;
const PAUSE_ANNONCE_MS = 600;

/** The terms of a line: "types:colloque territoires:departement:59" → {types: ["colloque"], territoires: ["departement:59"]}. */
export function termesDe(jetons) {
  const termes = {};
  for (const jeton of jetons.split(" ").filter(Boolean)) {
    const place = jeton.indexOf(":");
    (termes[jeton.slice(0, place)] ??= []).push(jeton.slice(place + 1));
  }
  return termes;
}

export class Filtre {
  /**
   * `page` holds lines with `data-termes`, boxes, and the places where it is said what is left. `etats`: the tests
   * behind « seulement » that depend on the reader's clock, by code; each is given `{element, termes}`.
   * `recherche()` resolves to what answers words (recherche.js), with the ids of its entries, which the lines bear.
   * `recues(document)` is given each further page before its lines are taken in, `completee()` told once all are.
   */
  constructor(page, { etats = {}, recherche = null, recues = () => {}, completee = () => {} } = {}) {
    Object.assign(this, { page, etats, recherche, recues, completee, tour: 0, historique: new Historique(), suites: suites(page) });
    this.initial = page.querySelector("[data-compte]").textContent;
    this.champ = page.querySelector("input[type=search]");
    this.cases = new Cases(page, { change: () => this.#choisir(), retour: () => this.champ ?? this.page.querySelector("[data-effacer]") });
    this.#lireFiches();
    this.#ecouter();
    reprendre(page, () => this.suivreAdresse());
  }

  /** The lines that the page holds, and what counts them. */
  #lireFiches() {
    const { page, etats } = this;
    this.fiches = [...page.querySelectorAll("[data-termes]")].map((element, rang) => ({ element, rang, id: element.dataset.id, termes: termesDe(element.dataset.termes) }));
    this.facettes = new Facettes(this.cases.cases, etats, Object.keys(etats));
  }

  #ecouter() {
    for (const bouton of this.page.querySelectorAll("[data-effacer]")) bouton.addEventListener("click", () => this.#effacer());
    this.page.querySelector("[data-reessayer]")?.addEventListener("click", () => this.actualiser());
    addEventListener("popstate", () => this.suivreAdresse());
    addEventListener("renouveau", () => this.#noter());
    if (!this.champ) return;
    this.champ.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.#noter({ frappe: true }), PAUSE_ADRESSE_MS);
      this.actualiser();
    });
    this.champ.form.addEventListener("submit", (evenement) => {
      evenement.preventDefault();
      this.#noter({ finie: true });
      this.actualiser();
    });
  }

  get #mots() {
    return this.champ?.value.trim() ?? "";
  }

  /** The address goes into the field and the boxes. */
  suivreAdresse() {
    clearTimeout(this.pause);
    this.historique.revenir();
    const parametres = new URLSearchParams(location.search);
    if (this.champ) {
      this.champ.value = question(parametres.get("q"));
      avertir("question", coupure(parametres.get("q")));
    }
    this.cases.cocher(lireBoites(parametres, this.cases.noms));
    return this.actualiser();
  }

  #noter(comment) {
    clearTimeout(this.pause);
    const parametres = new URLSearchParams();
    if (this.#mots) parametres.set("q", this.#mots);
    ecrireBoites(parametres, this.cases.noms, this.cases.boites);
    this.historique.noter(location.pathname + adresse(parametres), comment);
  }

  #choisir() {
    this.#noter();
    return this.actualiser();
  }

  #effacer() {
    if (this.champ) this.champ.value = "";
    this.cases.cocher(new Map());
    this.champ?.focus();
    return this.#choisir();
  }

  /** Answers the state; the last question wins. Where no answer comes, the list stays whole and says why. */
  async actualiser() {
    this.tour += 1;
    const { tour } = this;
    const mots = this.#mots;
    if (this.suites.length && !mots && !this.cases.boites.size) {
      this.#redire(this.initial);
      return;
    }
    travailler(mots !== "" || this.suites.length > 0);
    const [reponse, erreur] = mots || this.suites.length ? await this.#essayer(mots) : [null];
    if (tour !== this.tour) return;
    travailler(false);
    if (this.suites.length) {
      // Of a list of which a part is missing, nothing is said but that.
      this.#redire(direPanne(erreur, `La suite de la liste ne vient pas. ${CONSEIL}`));
      return;
    }
    this.#montrer(reponse, erreur ? "" : mots);
    this.#direPanne(erreur);
  }

  /** What stands above a list that is whole. */
  #redire(texte) {
    this.page.querySelector("[data-compte]").textContent = texte;
    this.cases.direActives();
  }

  /** Takes in the lines of the further pages, once, before the first question. */
  async #completer() {
    if (!this.suites.length) return;
    this.lues ??= recevoir(this.page, this.suites, this.recues).catch((erreur) => {
      this.lues = null;
      throw erreur;
    });
    await this.lues;
    if (!this.suites.length) return;
    this.suites = [];
    this.completee();
    this.#lireFiches();
  }

  async #essayer(mots) {
    try {
      await this.#completer();
      return [mots ? await this.#repondre(mots) : null];
    } catch (erreur) {
      console.error(erreur);
      return [null, erreur];
    }
  }

  #direPanne(erreur) {
    const panne = this.page.querySelector("[data-panne]");
    if (panne) panne.hidden = !erreur;
    if (erreur) panne.querySelector("[data-panne-dit]").textContent = direPanne(erreur, CONSEIL);
  }

  async #repondre(mots) {
    const recherche = await this.recherche();
    const ids = (await recherche.charger()).ids.split(" ");
    await recherche.preparer(mots);
    const trouves = recherche.chercher(mots);
    return trouves && { notes: new Map([...trouves.scores].map(([rang, note]) => [ids[rang], note])), partiel: trouves.partiel };
  }

  #montrer(reponse, mots) {
    const candidats = this.fiches.filter(({ id }) => !reponse || reponse.notes.has(id));
    const { gardes, nombres } = this.facettes.appliquer(candidats, this.cases.boites);
    const visibles = new Set(gardes);
    for (const fiche of this.fiches) fiche.element.hidden = !visibles.has(fiche);
    if (this.champ) this.#ranger(reponse);
    this.#montrerGroupes(gardes.length);
    this.cases.compter(nombres);
    this.cases.direActives();
    this.#dire(gardes.length, mots, reponse?.partiel ?? false);
  }

  /** The best answers first; without words, the order of the page. */
  #ranger(reponse) {
    const note = ({ id }) => reponse?.notes.get(id) ?? 0;
    const rangees = [...this.fiches].sort((a, b) => note(b) - note(a));
    this.page.querySelector("[data-liste]").append(...rangees.map(({ element }) => element));
  }

  /** A group without a line goes; a part whose lines are all put aside says so, unless all are, which is said once. */
  #montrerGroupes(nombre) {
    const reste = (element) => element.querySelector("[data-termes]:not([hidden])") !== null;
    for (const groupe of this.page.querySelectorAll("[data-groupe]")) groupe.hidden = !reste(groupe);
    for (const partie of this.page.querySelectorAll("[data-partie]")) {
      partie.hidden = nombre === 0 && this.fiches.length > 0;
      partie.querySelector("[data-partie-vide]").hidden = reste(partie) || !partie.querySelector("[data-termes]");
    }
  }

  #dire(nombre, mots, partiel) {
    const compte = this.page.querySelector("[data-compte]");
    const { aucun, un, plusieurs } = compte.dataset;
    const dit = nombre ? `${nombre.toLocaleString("fr")}\u00a0${nombre < 2 ? un : plusieurs}` : aucun;
    compte.textContent = mots ? `${dit} pour «\u00a0${mots}\u00a0»` : dit;
    this.page.querySelector("[data-vide]").hidden = nombre > 0 || this.fiches.length === 0;
    const proches = this.page.querySelector("[data-partiel]");
    if (proches) proches.hidden = !partiel || nombre === 0;
    clearTimeout(this.annonce);
    this.annonce = setTimeout(() => { this.page.querySelector("[data-annonce]").textContent = compte.textContent; }, PAUSE_ANNONCE_MS);
  }
}
