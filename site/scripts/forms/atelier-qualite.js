// In the form of a structure, what data·inclusion will make of it as it stands, and what would raise it. No field: nothing
// of it is written.

import { simple } from "./atelier-champs.js";
import { valeursDe } from "./atelier-fiche.js";
import { aujourdhui } from "./atelier-geste.js";
import { qualite } from "./qualite.js";

const { createClass, h } = window;
/** It is told again once the hand rests: a form draws a field again when this field alone changed. */
const REPIT_MS = 200;
const GESTES = ["input", "change", "click", "keyup"];
const surUn = (score) => score.toFixed(2).replace(".", ",");

/** A widget of Decap CMS, from what the page reads of its configuration. */
export const champQualite = ({ bareme, plis, ensembles }) => createClass({
  componentDidMount() {
    for (const geste of GESTES) document.addEventListener(geste, this.suivre);
  },
  componentWillUnmount() {
    clearTimeout(this.attente);
    for (const geste of GESTES) document.removeEventListener(geste, this.suivre);
  },
  suivre() {
    clearTimeout(this.attente);
    this.attente = setTimeout(() => this.forceUpdate(), REPIT_MS);
  },
  render() {
    const { forID, classNameWrapper, getEntry } = this.props;
    const donnees = Object.fromEntries(Object.entries(simple(getEntry().get("data")) ?? {}).map(([cle, valeur]) => [cle, simple(valeur)]));
    const vue = qualite(valeursDe(donnees, plis.actors, ensembles), bareme, aujourdhui());
    return h("div", { id: forID, className: `${classNameWrapper} atelier-qualite`, role: "group", "aria-label": "Vue par les partenaires" }, ...(vue ? dire(vue) : [
      h("p", {}, "data·inclusion ne la recevra pas comme service. Il reçoit les structures en activité qui aident, reçoivent les signalements ou appuient les professionnels, et dont la fiche dit qui les porte, ce qu’on y obtient, ou comment et par qui elles se sollicitent."),
    ]));
  },
});

function dire({ score, conseils }) {
  return [
    h("p", {}, "Note de data·inclusion\u00a0: ", h("strong", {}, `${surUn(score)} sur 1`), ". ", h("meter", { value: score, min: 0, max: 1, "aria-hidden": "true" })),
    conseils.length ? h("p", {}, "Ce qui la relèverait, le plus utile d’abord\u00a0:") : h("p", {}, "Rien ne la relèverait."),
    conseils.length > 0 && h("ul", {}, conseils.map((conseil) => h("li", { key: conseil }, conseil))),
    h("p", { className: "atelier-note" }, "Elle mesure ce que dit la fiche, non ce que vaut la structure, et aucune page du site ne la montre. Ce que personne ne vous a dit reste vide."),
  ];
}
