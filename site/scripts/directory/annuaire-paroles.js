// What the directory says of an answer: how many, for what and where, what to try when nothing is found, and which
// results stand on no map. Words go into the places that the page keeps for them, and nothing here is decided.

import { CONSEIL, direPanne } from "../shared/edition.js";

const PAUSE_ANNONCE_MS = 600;
const SANS_REPERE_CITES = 8;
/** More results than this are no shortlist. */
const TOUT_CHOISIR_MAX = 40;
const PANNE = "La recherche ne répond pas";

export const compter = (nombre) => (nombre === 0 ? "Aucune structure" : nombre === 1 ? "1\u00a0structure" : `${nombre.toLocaleString("fr")}\u00a0structures`);

const lieuDit = ({ niveau, dans, dep }) => (niveau === "region" ? dans : `${dans} (${dep})`);

/** Writes a text where another stood: what says the same is not drawn again. */
export function redire(element, texte) {
  if (element.textContent !== texte) element.textContent = texte;
}

function citer(absents, numerotes) {
  if (!numerotes || absents.length > SANS_REPERE_CITES) return compter(absents.length);
  const numeros = absents.map(({ rang }) => rang);
  return numeros.length < 2 ? `${numeros[0]}` : `${numeros.slice(0, -1).join(", ")} et ${numeros.at(-1)}`;
}

export class Paroles {
  /** `trouver(nom)` gives the place of the page that is marked `data-<nom>`. */
  constructor(trouver) {
    this.trouver = trouver;
  }

  /** Tells an answer: `{lieu, mots, resultats, partiel, ailleurs}`; `filtree`: boxes are ticked; `ouvertes`: that of who is open now. */
  repondre(vue, filtree, ouvertes) {
    const { lieu, mots: dits, sans, resultats, partiel, ailleurs } = vue;
    const mots = sans ? "" : dits;
    const { trouver } = this;
    this.#direNuances(vue);
    trouver("panne").hidden = true;
    this.#intituler([compter(resultats.length), mots && `pour «\u00a0${mots}\u00a0»`, lieu && lieuDit(lieu)].filter(Boolean).join(" "));
    trouver("ordre").hidden = !lieu || !resultats.length;
    redire(trouver("ordre-dit"), partiel ? "Aucune n’a tous ces mots\u00a0; voici les plus proches." : "De la plus locale à la plus large.");
    this.#direVide(vue, filtree, ouvertes);
    trouver("tout-choisir").hidden = resultats.length < 2 || resultats.length > TOUT_CHOISIR_MAX;
    redire(trouver("tout-choisir").querySelector("span"), `Ajouter ces ${resultats.length} structures à ma sélection`);
    trouver("ailleurs").hidden = !lieu || !ailleurs || !resultats.length;
    redire(trouver("ailleurs-dit"), `${ailleurs > 1 ? `${compter(ailleurs)} répondent` : `${compter(ailleurs)} répond`} à cette recherche ailleurs, ou sans que l’on connaisse leur territoire.`);
  }

  /** What was read otherwise than it was typed: a word left out, a slip, another place of the name; and where else to look. */
  #direNuances({ lieu, mots, sans, corrige, autres }) {
    const { trouver } = this;
    const nuance = trouver("nuance");
    nuance.hidden = !sans && !corrige;
    redire(nuance, sans ? `Sans le mot «\u00a0${sans}\u00a0»\u00a0: aucune structure d’ici ne l’a dans sa fiche.` : `Résultats pour «\u00a0${corrige}\u00a0».`);
    const homonymes = trouver("homonymes");
    homonymes.hidden = !autres.length;
    homonymes.replaceChildren(lieu ? "Un autre lieu\u00a0? " : "Un lieu de ce nom\u00a0? ", ...autres.map((lieu) => {
      const bouton = Object.assign(document.createElement("button"), { type: "button", className: "puce", textContent: lieu.etiquette });
      bouton.dataset.code = lieu.code;
      return bouton;
    }));
    trouver("ponts").hidden = !mots;
    for (const pont of trouver("ponts").querySelectorAll("a")) {
      pont.href = `${pont.href.split("?")[0]}?q=${encodeURIComponent(mots)}`;
      pont.querySelector("span").textContent = `«\u00a0${mots}\u00a0»`;
    }
  }

  /** What the answer needs did not come: nothing is said of who is there. */
  taire(erreur) {
    this.trouver("vide").hidden = true;
    this.trouver("panne").hidden = false;
    redire(this.trouver("panne-dit"), direPanne(erreur, CONSEIL));
    this.#intituler(direPanne(erreur, PANNE));
  }

  /** The page's title, told to who listens once the typing pauses. */
  #intituler(titre) {
    const cache = Object.assign(document.createElement("span"), { className: "hors-ecran", textContent: "Annuaire\u00a0: " });
    this.trouver("compte").replaceChildren(cache, titre);
    clearTimeout(this.annonce);
    this.annonce = setTimeout(() => { this.trouver("annonce").textContent = titre; }, PAUSE_ANNONCE_MS);
  }

  #direVide({ lieu, mots, resultats, ailleurs }, filtree, ouvertes) {
    const { trouver } = this;
    trouver("vide").hidden = resultats.length > 0;
    if (resultats.length) return;
    redire(trouver("vide-titre"), `Aucune structure connue ${lieu ? lieuDit(lieu) : "ne répond"}${mots ? ` ${lieu ? "pour" : "à"} «\u00a0${mots}\u00a0»` : lieu ? "" : " à ces filtres"}`);
    redire(trouver("vide-conseil"), lieu && ailleurs ? `Ailleurs, ${compter(ailleurs).toLowerCase()} ${ailleurs > 1 ? "répondent" : "répond"}.` : "Essayez d’autres mots, ou le nom d’un département.");
    if (ouvertes) {
      redire(trouver("vide-titre"), `Aucune structure n’est connue comme ouverte en ce moment${lieu ? ` ${lieuDit(lieu)}` : ""}`);
      redire(trouver("vide-conseil"), "La plupart n’ont pas d’horaires renseignés\u00a0: elles sont peut-être ouvertes.");
    }
    trouver("vide").querySelector("[data-elargir]").hidden = !lieu || !ailleurs;
    trouver("effacer-filtres").hidden = !filtree;
  }

  /** What stands on no map, by number where the list has numbers (`numerotes`), and why; and the shapes that do. */
  direSansRepere(resultats, numerotes) {
    const legende = this.trouver("legende-sans");
    const sans = resultats.map(({ acteur }, place) => ({ acteur, rang: place + 1 })).filter(({ acteur }) => !acteur.point);
    const phrases = [
      [sans.filter(({ acteur }) => acteur.retenu), "adresse non publiée", "adresses non publiées"],
      [sans.filter(({ acteur }) => !acteur.retenu), "commune non renseignée", "communes non renseignées"],
    ].filter(([absents]) => absents.length).map(([absents, un, plusieurs]) => `${citer(absents, numerotes)}, ${absents.length > 1 ? plusieurs : un}`);
    legende.hidden = phrases.length === 0;
    legende.querySelector("svg").style.display = sans.some(({ acteur }) => acteur.retenu) ? "" : "none";
    legende.querySelector("span").textContent = `Sans repère sur la carte\u00a0: ${phrases.join("\u00a0; ")}.`;
    const presentes = new Set(resultats.map(({ acteur }) => acteur.categorie));
    for (const element of this.trouver("legende").children) element.hidden = !presentes.has(element.dataset.categorie);
  }
}
