// The boxes of a page: ticked by the reader, counted by Facettes, told again as chips; on a phone, in a sheet.

import { avertir } from "../shared/bornes.js";
import { icone } from "../shared/icone.js";

/** A box as Facettes takes it: the list and the code that it asks for, and the finer codes that count for it too. */
export const lue = (coche) => ({
  coche, nom: coche.name, code: coche.value, fines: coche.dataset.fines?.split(" ") ?? [], enFeuille: coche.closest(".facettes") !== null,
});

export class Cases {
  /**
   * `page` holds the boxes, and where there are some `[data-filtres-actifs]` (the chips) and `[data-filtres]` (the
   * button of the sheet). `change()` is called when the reader ticks; `retour()` is what takes the focus of a chip that goes.
   */
  constructor(page, { change, retour }) {
    Object.assign(this, { page, change, retour });
    this.cases = [...page.querySelectorAll(".facettes input[type=checkbox], .puce--case input")].map(lue);
    this.noms = [...new Set(this.cases.map(({ nom }) => nom))];
    this.actifs = page.querySelector("[data-filtres-actifs]");
    for (const { coche } of this.cases) coche.addEventListener("change", change);
    for (const tout of page.querySelectorAll("[data-tout]")) tout.addEventListener("click", () => this.#vider(tout.dataset.tout));
    this.#equiperFeuille(page.querySelector("[data-filtres]"), page.querySelector(".facettes"));
  }

  /** List → ticked codes. */
  get boites() {
    const boites = new Map();
    for (const { coche, nom, code } of this.cases) if (coche.checked) boites.set(nom, (boites.get(nom) ?? new Set()).add(code));
    return boites;
  }

  /** Ticks these boxes and no others; a folded group opens when one of its boxes is ticked. What has no box is left out. */
  cocher(boites) {
    for (const { coche, nom, code } of this.cases) coche.checked = boites.get(nom)?.has(code) ?? false;
    this.#ignorer(boites);
    for (const groupe of this.page.querySelectorAll("details[data-facette]")) groupe.open ||= boites.has(groupe.dataset.facette);
  }

  #ignorer(boites) {
    const connues = new Set(this.cases.map(({ nom, code }) => `${nom}:${code}`));
    const reste = [...boites].flatMap(([nom, codes]) => [...codes].filter((code) => !connues.has(`${nom}:${code}`))).length;
    const dit = reste < 2 ? "Un filtre de cette adresse n’existe pas, ou plus\u00a0: il est laissé de côté." : `${reste.toLocaleString("fr")} filtres de cette adresse n’existent pas, ou plus\u00a0: ils sont laissés de côté.`;
    avertir("filtres", reste ? dit : "");
  }

  /** Says how many each box would leave; `attend` names those of which nobody knows yet. */
  compter(nombres, attend = () => false) {
    this.cases.forEach(({ coche, nom, code }, numero) => {
      const dit = attend({ nom, code }) ? "" : `${nombres[numero]}`;
      const compte = coche.parentElement.querySelector(".case__nombre");
      if (compte.textContent === dit) return;
      compte.textContent = dit;
      coche.parentElement.classList.toggle("case--vide", dit === "0");
    });
    for (const tout of this.page.querySelectorAll("[data-tout]")) {
      tout.querySelector(".nombre").textContent = this.#somme(tout.dataset.tout, nombres);
    }
  }

  /** All that a row of chips would leave: its terms part the list, each record having one. */
  #somme(liste, nombres) {
    return this.cases.reduce((somme, { nom }, numero) => somme + (nom === liste ? nombres[numero] : 0), 0);
  }

  /** A chip for each ticked box of the sheet, how many they are on its button, and the « Tout » of each row. */
  direActives() {
    const actives = this.cases.filter(({ coche, enFeuille }) => coche.checked && enFeuille);
    this.actifs.hidden = actives.length === 0;
    this.actifs.replaceChildren(...actives.map(({ coche }) => this.#puce(coche)));
    this.page.querySelector("[data-filtres-nombre]").textContent = actives.length ? `Filtres\u00a0: ${actives.length}` : "Filtres";
    this.page.querySelector("[data-filtres]").classList.toggle("puce--choisie", actives.length > 0);
    for (const tout of this.page.querySelectorAll("[data-tout]")) tout.setAttribute("aria-pressed", String(!this.boites.has(tout.dataset.tout)));
  }

  #puce(coche) {
    const element = document.createElement("li");
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.className = "puce puce--choisie";
    const nom = coche.nextElementSibling.textContent;
    bouton.append(nom, icone("croix"));
    bouton.setAttribute("aria-label", `Retirer le filtre\u00a0: ${nom}`);
    bouton.addEventListener("click", () => {
      coche.checked = false;
      this.change();
      this.retour().focus();
    });
    element.append(bouton);
    return element;
  }

  #vider(liste) {
    for (const { coche, nom } of this.cases) if (nom === liste) coche.checked = false;
    this.change();
  }

  #equiperFeuille(bouton, feuille) {
    const ouvrir = (ouvert) => {
      feuille.classList.toggle("facettes--ouvertes", ouvert);
      bouton.setAttribute("aria-expanded", String(ouvert));
      if (ouvert) feuille.querySelector("button, input").focus();
      else bouton.focus();
    };
    bouton.addEventListener("click", () => ouvrir(!feuille.classList.contains("facettes--ouvertes")));
    feuille.querySelector("[data-fermer-filtres]").addEventListener("click", () => ouvrir(false));
    feuille.addEventListener("keydown", (evenement) => {
      if (evenement.key === "Escape" && feuille.classList.contains("facettes--ouvertes")) ouvrir(false);
    });
  }
}
