// On a phone's map, the opened record in a sheet at the bottom: who it is, why, one call, the one before and after.

import { forme, ligne } from "./annuaire-reperes.js";

const SVG = "http://www.w3.org/2000/svg";

function fleche(icones, nom, texte, agir) {
  const bouton = ligne("button", "", "bouton-icone");
  bouton.type = "button";
  bouton.setAttribute("aria-label", texte);
  const dessin = document.createElementNS(SVG, "svg");
  dessin.setAttribute("class", "icone");
  dessin.setAttribute("aria-hidden", "true");
  const trace = document.createElementNS(SVG, "use");
  trace.setAttribute("href", `${icones}#${nom}`);
  dessin.append(trace);
  bouton.append(dessin);
  bouton.addEventListener("click", agir);
  return bouton;
}

/** `boite` is the sheet; `icones` the address of the icons; `aller(rang)` opens another result. */
export class Volet {
  constructor(boite, icones, aller) {
    Object.assign(this, { boite, icones, aller });
  }

  /** Shows the result of this rank (from 1), out of `total`, from its row; hides the sheet without a row. */
  montrer(rangee, rang, total, categorie) {
    this.boite.hidden = !rangee;
    if (!rangee) return;
    const tete = ligne("div", "", "fiche-volante__tete");
    const titre = document.createElement("h2");
    titre.append(rangee.querySelector("h3 a").cloneNode(true));
    tete.append(forme(categorie, "", 36), titre, ligne("span", `${rang} sur ${total}`, "fiche-volante__rang"));
    const corps = ligne("div", "", "fiche-volante__corps");
    const raison = rangee.querySelector(".raison");
    if (!raison.hidden) corps.append(raison.cloneNode(true));
    corps.append(...[...rangee.querySelectorAll("[data-etat-horaires]:not([hidden]) .etiquette")].map((e) => e.cloneNode(true)));
    this.boite.replaceChildren(tete, corps, this.#actions(rangee, rang, total));
  }

  #actions(rangee, rang, total) {
    const actions = ligne("div", "", "fiche-volante__actions");
    const appel = rangee.querySelector("[data-tel], [data-contacts]").cloneNode(true);
    appel.className = "bouton bouton--principal";
    const avant = fleche(this.icones, "chevron-gauche", "Structure précédente", () => this.aller(rang - 1));
    const apres = fleche(this.icones, "chevron", "Structure suivante", () => this.aller(rang + 1));
    avant.disabled = rang === 1;
    apres.disabled = rang === total;
    actions.append(avant, appel, apres);
    return actions;
  }
}
