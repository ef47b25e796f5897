// The one box: a combobox that proposes places, needs and actors while one types (ARIA Authoring Practices Guide,
// « editable combobox with list autocomplete »). Texts reach the page by textContent only.

const SVG = "http://www.w3.org/2000/svg";

function icone(base, nom) {
  const dessin = document.createElementNS(SVG, "svg");
  dessin.setAttribute("class", "icone");
  dessin.setAttribute("aria-hidden", "true");
  const trace = document.createElementNS(SVG, "use");
  trace.setAttribute("href", `${base}#${nom}`);
  dessin.append(trace);
  return dessin;
}

const ICONES = { lieu: "repere", besoin: "recherche", acteur: "fichier" };

/**
 * `champ` is the input, `liste` its listbox. `proposer(texte)` resolves to options `{genre, texte, note, choisir}`;
 * `choisir()` is called when one is taken.
 */
export class Champ {
  constructor(champ, liste, proposer, icones) {
    Object.assign(this, { champ, liste, proposer, icones, options: [], actif: -1, tour: 0 });
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
    const options = texte.trim().length > 1 ? await this.proposer(texte) : [];
    if (tour !== this.tour || document.activeElement !== this.champ) return;
    this.#montrer(options);
  }

  #montrer(options) {
    this.options = options;
    this.actif = -1;
    this.champ.removeAttribute("aria-activedescendant");
    this.liste.replaceChildren(...options.map((option, rang) => this.#ligne(option, rang)));
    this.liste.hidden = options.length === 0;
    this.champ.setAttribute("aria-expanded", String(options.length > 0));
  }

  #ligne({ genre, texte, note }, rang) {
    const ligne = document.createElement("li");
    ligne.id = `${this.liste.id}-${rang}`;
    ligne.className = "proposition";
    ligne.setAttribute("role", "option");
    ligne.setAttribute("aria-selected", "false");
    const mots = document.createElement("span");
    mots.textContent = texte;
    ligne.append(icone(this.icones, ICONES[genre]), mots);
    if (note) {
      const suite = document.createElement("span");
      suite.className = "proposition__note";
      suite.textContent = note;
      ligne.append(" ", suite);
    }
    return ligne;
  }

  fermer() {
    this.tour += 1;
    this.#montrer([]);
  }

  #activer(rang) {
    const lignes = [...this.liste.children];
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
    if (ligne) this.#prendre([...this.liste.children].indexOf(ligne));
  }

  #prendre(rang) {
    const option = this.options[rang];
    this.fermer();
    option.choisir();
  }
}
