// A box that proposes while one types: the directory's, and the header's (ARIA Authoring Practices Guide, « editable
// combobox with list autocomplete »). Texts reach the page by textContent only.

import { icone } from "../shared/icone.js";

const ICONES = {
  lieu: "repere", besoin: "recherche", acteur: "fichier", acteurs: "personnes", evenements: "calendrier", ressources: "livre", actualites: "flux",
  numeros: "courriel", pages: "fichier", tout: "recherche",
};

/**
 * `champ` is the input, `liste` its listbox. `proposer(texte)` resolves to options `{genre, texte, note}`, each with
 * `choisir()`, called when it is taken, or with `url`, where it leads; `groupe` is the title that it shares with its
 * neighbours.
 */
export class Champ {
  constructor(champ, liste, proposer) {
    Object.assign(this, { champ, liste, proposer, options: [], lignes: [], actif: -1, tour: 0 });
    champ.addEventListener("input", () => this.mettreAJour());
    champ.addEventListener("keydown", (evenement) => this.#clavier(evenement));
    champ.addEventListener("blur", () => this.fermer());
    champ.addEventListener("click", () => { if (champ.value) this.mettreAJour(); });
    liste.addEventListener("pointerdown", (evenement) => evenement.preventDefault());
    liste.addEventListener("click", (evenement) => this.#cliquer(evenement));
  }

  get ouvert() {
    return !this.liste.hidden;
  }

  async mettreAJour() {
    this.tour += 1;
    const { tour } = this;
    const texte = this.champ.value;
    this.liste.setAttribute("aria-busy", "true");
    const options = texte.trim().length > 1 ? await this.proposer(texte) : [];
    if (tour !== this.tour || document.activeElement !== this.champ) return;
    this.#montrer(options);
  }

  #montrer(options) {
    this.options = options;
    this.actif = -1;
    this.champ.removeAttribute("aria-activedescendant");
    this.lignes = options.map((option, rang) => this.#ligne(option, rang));
    this.liste.replaceChildren(...this.#groupes());
    this.liste.hidden = options.length === 0;
    this.liste.setAttribute("aria-busy", "false");
    this.champ.setAttribute("aria-expanded", String(options.length > 0));
  }

  /** The lines, under the titles that they share. */
  #groupes() {
    const groupes = [];
    this.lignes.forEach((ligne, rang) => {
      const titre = this.options[rang].groupe;
      if (!titre) groupes.push(ligne);
      else if (titre === this.options[rang - 1]?.groupe) groupes.at(-1).append(ligne);
      else groupes.push(this.#groupe(titre, `${this.liste.id}-titre-${rang}`, ligne));
    });
    return groupes;
  }

  #groupe(titre, id, ligne) {
    const groupe = document.createElement("div");
    groupe.setAttribute("role", "group");
    groupe.setAttribute("aria-labelledby", id);
    const nom = Object.assign(document.createElement("span"), { id, className: "propositions__titre", textContent: titre });
    groupe.append(nom, ligne);
    return groupe;
  }

  #ligne({ genre, texte, note, url }, rang) {
    const ligne = document.createElement(url ? "a" : "li");
    if (url) Object.assign(ligne, { href: url, tabIndex: -1 });
    ligne.id = `${this.liste.id}-${rang}`;
    ligne.className = "proposition";
    ligne.setAttribute("role", "option");
    ligne.setAttribute("aria-selected", "false");
    const mots = Object.assign(document.createElement("span"), { textContent: texte });
    if (note) mots.append(" ", Object.assign(document.createElement("span"), { className: "proposition__note", textContent: note }));
    ligne.append(icone(ICONES[genre]), mots);
    return ligne;
  }

  fermer() {
    this.tour += 1;
    this.#montrer([]);
  }

  #activer(rang) {
    const { lignes } = this;
    this.actif = (rang + lignes.length) % lignes.length;
    lignes.forEach((ligne, place) => ligne.setAttribute("aria-selected", String(place === this.actif)));
    this.champ.setAttribute("aria-activedescendant", lignes[this.actif].id);
    lignes[this.actif].scrollIntoView({ block: "nearest" });
  }

  #clavier(evenement) {
    const { key } = evenement;
    if (key === "ArrowDown" && !this.ouvert) {
      this.mettreAJour();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && this.ouvert) {
      const premier = this.actif < 0 && key === "ArrowUp" ? 0 : this.actif;
      this.#activer(premier + (key === "ArrowDown" ? 1 : -1));
    } else if (key === "Enter" && this.ouvert && this.actif >= 0) {
      this.#prendre(this.actif);
    } else if (key === "Escape" && this.ouvert) {
      this.fermer();
    } else {
      return;
    }
    evenement.preventDefault();
  }

  #cliquer(evenement) {
    const ligne = evenement.target.closest("[role=option]");
    if (!ligne) return;
    if (ligne.href) setTimeout(() => this.fermer());
    else this.#prendre(this.lignes.indexOf(ligne));
  }

  #prendre(rang) {
    const option = this.options[rang];
    if (option.url) {
      this.lignes[rang].click();
      return;
    }
    this.fermer();
    option.choisir();
  }
}
