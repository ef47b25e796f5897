// The directory's list: the rows that the page holds, and those built from its empty form, in groups.
// What a built row says beyond the table comes in leaves, as the row comes into view.

import { jour } from "../records/fiche.js";
import { rafraichir } from "../records/fraicheur.js";
import { montrer as montrerSelection } from "../shortlist/selection.js";

/** Rows shown at once, and more on demand: a dozen on a phone. */
const PAGE = matchMedia("(max-width: 47.99em)").matches ? 12 : 40;
/** What stands above the first row, and how low a row is at least (px). */
const HAUT = 350;
const RANGEE = 240;
const PAUSE_MS = 250;
const MARGE = "600px";
/** Paper waits for so many leaves at most. */
const FEUILLES_DE_PAPIER = 60;

/** How many rows the screen shows: who types sees those at each letter, and the others at the first pause. */
const ecran = () => Math.max(2, Math.ceil((window.innerHeight - HAUT) / RANGEE));

/** Gives an element these children; those that stand in it, in this order, are not moved, and not drawn again. */
function remplir(parent, enfants) {
  const voulus = new Set(enfants);
  for (const enfant of [...parent.childNodes]) if (!voulus.has(enfant)) enfant.remove();
  enfants.forEach((enfant, place) => {
    if (parent.childNodes[place] !== enfant) parent.insertBefore(enfant, parent.childNodes[place] ?? null);
  });
}

const texteDe = (racine, selecteur, texte) => { racine.querySelector(selecteur).textContent = texte; };

export class Liste {
  /**
   * `page` is the directory; `donnees` the opened table, with its actors `parId`; `direHoraires(acteur, element)` fills an element with
   * its hours; `lire(nom)` one file of the directory, `lirePourPapier(nom)` the same at once.
   */
  constructor(page, donnees, { direHoraires, lire, lirePourPapier }) {
    Object.assign(this, { page, donnees, direHoraires, lire, lirePourPapier, feuilles: new Map() });
    this.cadre = page.querySelector("[data-resultats]");
    this.modele = page.querySelector("[data-modele]").content.firstElementChild;
    this.suite = page.querySelector("[data-suite]");
    this.parId = donnees.parId;
    this.rangees = new Map();
    for (const rangee of this.cadre.querySelectorAll(".resultat[data-id]")) this.rangees.set(rangee.dataset.id, this.#equiper(rangee));
    this.vue = new IntersectionObserver((entrees) => this.#paraitre(entrees), { rootMargin: MARGE });
    this.suite.addEventListener("click", () => this.#continuer());
    this.visibles = PAGE;
  }

  /**
   * Shows `groupes` ([{titre, resultats}]) from the first row on, numbered where they answer a question (`demande`),
   * `garder` rows at least; `frappe`: while one types.
   */
  montrer(groupes, demande, garder = 0, frappe = false) {
    this.attendre();
    Object.assign(this, { groupes, demande });
    this.visibles = Math.max(PAGE, garder);
    this.#poser(frappe ? ecran() : this.visibles);
    if (frappe) this.pause = setTimeout(() => this.#poser(), PAUSE_MS);
  }

  /** The rows that were to follow no longer are: another question comes. */
  attendre() {
    clearTimeout(this.pause);
  }

  #continuer() {
    const premiere = this.visibles;
    this.visibles += PAGE;
    this.#poser();
    const suivante = this.cadre.querySelectorAll(".resultat")[premiere];
    suivante?.querySelector("h3 a").focus();
  }

  #poser(nombre = this.visibles) {
    this.vue.disconnect();
    const foyer = this.cadre.contains(document.activeElement) ? document.activeElement : null;
    let rang = 0;
    const parties = [];
    for (const { titre, resultats } of this.groupes) {
      const montres = resultats.slice(0, Math.max(0, nombre - rang));
      if (montres.length) parties.push(...this.#groupe(parties.length, titre, resultats.length, montres, rang));
      rang += resultats.length;
    }
    remplir(this.cadre, parties);
    if (foyer !== document.activeElement) foyer?.focus();
    const restent = Math.max(0, rang - this.visibles);
    montrerSelection(this.cadre);
    this.suite.hidden = restent === 0;
    texteDe(this.suite, "button", `Afficher la suite (${restent})`);
    for (const rangee of this.cadre.querySelectorAll(".resultat")) this.vue.observe(rangee);
  }

  /** All the rows, for paper, with what they say: until a leaf does not come, or too many were asked for. */
  tout() {
    this.visibles = Infinity;
    this.#poser();
    const feuilles = new Map();
    for (const { acteur } of this.groupes.flatMap(({ resultats }) => resultats)) {
      const numero = Math.floor(acteur.rang / this.donnees.parFeuille);
      if (!("attend" in this.rangee(acteur).dataset)) continue;
      if (!feuilles.has(numero) && feuilles.size < FEUILLES_DE_PAPIER) {
        feuilles.set(numero, this.lirePourPapier(`rangees/${numero}`));
        if (!feuilles.get(numero)) break;
      }
      this.#dire(acteur, feuilles.get(numero));
    }
  }

  /** The heading and the list of a group, those that stand at this place of the frame when there are some. */
  #groupe(place, titre, nombre, resultats, rang) {
    const entete = this.cadre.children[place] ?? document.createElement("h2");
    const liste = this.cadre.children[place + 1] ?? document.createElement("ol");
    entete.className = titre ? "groupe" : "hors-ecran";
    entete.textContent = titre ? `${titre} ` : "Résultats";
    if (titre) entete.append(Object.assign(document.createElement("span"), { className: "nombre", textContent: nombre }));
    liste.className = "resultats";
    liste.start = rang + 1;
    remplir(liste, resultats.map(({ acteur, raison }, ici) => this.#numeroter(this.rangee(acteur), rang + ici + 1, raison)));
    return [entete, liste];
  }

  #numeroter(rangee, numero, raison) {
    texteDe(rangee, ".marque__numero", this.demande && this.parId.get(rangee.dataset.id).agit ? numero : "");
    rangee.toggleAttribute("data-loin", numero > ecran());
    const acteur = this.parId.get(rangee.dataset.id);
    rangee.querySelector(".resultat__repere").setAttribute("aria-label", `${this.demande ? `${numero}. ` : ""}${acteur.nom}\u00a0: montrer sur la carte`);
    this.#raison(rangee, raison ?? rangee.dataset.raison);
    return rangee;
  }

  #raison(rangee, raison) {
    texteDe(rangee, ".raison > span", raison);
    rangee.querySelector(".raison").hidden = !raison;
  }

  /** The row of an actor, built if the page didn't have it. */
  rangee(acteur) {
    let rangee = this.rangees.get(acteur.id);
    if (!rangee) this.rangees.set(acteur.id, rangee = this.#equiper(this.#construire(acteur)));
    return rangee;
  }

  #construire(acteur) {
    const rangee = this.modele.cloneNode(true);
    const adresse = new URL(`../acteurs/${acteur.id}/`, document.baseURI.replace(/[?#].*/, "")).pathname;
    rangee.dataset.id = acteur.id;
    rangee.dataset.attend = "";
    rangee.querySelector(".forme").classList.replace("cat-", `cat-${acteur.categorie}`);
    rangee.querySelector(".forme use").setAttribute("href", `#marque-${acteur.categorie}`);
    for (const lien of rangee.querySelectorAll("h3 a, [data-contacts]")) lien.href = adresse;
    texteDe(rangee, "h3 a", acteur.nom);
    const [appel, contacts] = [rangee.querySelector("[data-tel]"), rangee.querySelector("[data-contacts]")];
    if (acteur.tel) {
      appel.href = acteur.tel.lien;
      texteDe(appel, "span", acteur.tel.texte);
      contacts.remove();
    } else {
      appel.remove();
      texteDe(contacts, "span", acteur.joint ? "Voir comment la joindre" : "Voir la fiche");
      texteDe(contacts, ".hors-ecran", `\u00a0: ${acteur.nom}`);
    }
    const choix = rangee.querySelector("[data-selectionner]");
    Object.assign(choix.dataset, { selectionner: acteur.id, nom: acteur.nom });
    texteDe(choix, ".hors-ecran", `\u00a0: ${acteur.nom}`);
    if (!acteur.retenu) rangee.querySelector("[data-retenue]").remove();
    if (!acteur.horaires) rangee.querySelector("[data-etat-horaires]").remove();
    const confirmation = rangee.querySelector("[data-confirmation]");
    if (acteur.verifie) {
      const temps = confirmation.querySelector("time");
      temps.dateTime = temps.dataset.verifie = acteur.verifie;
      temps.textContent = jour(new Date(`${acteur.verifie}T12:00`));
    } else confirmation.remove();
    return rangee;
  }

  /** The shape becomes a button that shows the actor on the map. */
  #equiper(rangee) {
    const repere = rangee.querySelector(".resultat__repere");
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.className = repere.className;
    bouton.append(...repere.childNodes);
    repere.replaceWith(bouton);
    rangee.dataset.raison = rangee.querySelector(".raison > span").textContent;
    return rangee;
  }

  #paraitre(entrees) {
    for (const { isIntersecting, target } of entrees) {
      if (!isIntersecting) continue;
      this.vue.unobserve(target);
      const acteur = this.parId.get(target.dataset.id);
      this.completer(acteur).catch(console.error);
      if (acteur.horaires) this.direHoraires(acteur, target.querySelector("[data-etat-horaires]"));
    }
  }

  /** What the row of an actor waits for, read and filled in. */
  async completer(acteur) {
    if (!("attend" in this.rangee(acteur).dataset)) return;
    this.#dire(acteur, await this.#feuille(Math.floor(acteur.rang / this.donnees.parFeuille)));
  }

  #dire(acteur, feuille) {
    const [rangee, dit] = [this.rangee(acteur), feuille?.[acteur.id]];
    if (!dit || !("attend" in rangee.dataset)) return;
    delete rangee.dataset.attend;
    texteDe(rangee, ".resultat__sous-titre", dit.sous_titre);
    texteDe(rangee, ".resultat__texte", dit.resume);
    if (!rangee.dataset.raison) {
      rangee.dataset.raison = dit.raison;
      if (rangee.querySelector(".raison").hidden) this.#raison(rangee, dit.raison);
    }
    rafraichir(rangee);
  }

  /** Reads a leaf, once, whoever asks for it; one that did not come is asked again. */
  #feuille(numero) {
    if (!this.feuilles.has(numero)) {
      this.feuilles.set(numero, this.lire(`rangees/${numero}`).catch((erreur) => {
        this.feuilles.delete(numero);
        throw erreur;
      }));
    }
    return this.feuilles.get(numero);
  }

  /** Marks the row of an actor, or none. */
  choisir(id) {
    for (const rangee of this.cadre.querySelectorAll(".resultat--choisi")) rangee.classList.remove("resultat--choisi");
    if (id) this.rangees.get(id)?.classList.add("resultat--choisi");
  }
}
