// Whether a record names one whose place is confidential, as generators/records/rules/hidden.py judges it: by a
// reference, by a name in a text, by the host of its site. The names are those that the network itself publishes.

import { plier } from "./garde-lecture.js";
import { motsDe } from "./repertoire.js";

const PAGES = ["acteurs", "actors"];

export class Retenus {
  constructor({ retenus, plus, nommants }, lecture) {
    this.lecture = lecture;
    this.retenus = Object.entries(retenus);
    this.cles = new Set(Object.keys(retenus));
    this.nommants = new Set(nommants);
    this.plus = new Map(Object.entries(plus).map(([nom, autres]) => [nom, autres.map((un) => un.split(" "))]));
  }

  /** Whether leaves of a record name another one; `soi` is its own reference. */
  nommes(feuilles, soi) {
    const autres = this.retenus.filter(([cle]) => cle !== soi);
    if (!autres.length) return false;
    const [noms, hotes] = ["noms", "hotes"].map((sorte) => autres.flatMap(([, un]) => un[sorte]));
    return feuilles.some(({ cle, champ, valeur }) => {
      if (champ.genre) return autres.some(([autre]) => autre === (champ.genre === "*" ? valeur : `${champ.genre}/${valeur}`));
      if (cle === "courriel") return hotes.includes(valeur.split("@")[1]?.toLowerCase());
      return [valeur, ...this.lecture.lectures(valeur)].some((un) => hotes.some((hote) => un.toLowerCase().includes(hote)) || noms.some((nom) => this.tient(nom, un)));
    });
  }

  /** The same of a passage of an issue, which says too the records that it chooses. */
  passage(feuilles) {
    const choisie = ({ cle, valeur }) => cle === "fiche" && (this.cles.has(valeur) || this.nommants.has(valeur));
    return feuilles.some(choisie) || this.nommes(feuilles);
  }

  /** Whether a name stands in a text, written as one, and not within a longer one that a public record bears. */
  tient(nom, texte) {
    if (!` ${plier(texte)} `.includes(` ${nom} `)) return false;
    const mots = motsDe(texte);
    const cle = nom.split(" ");
    const ici = (suite, rang) => suite.every((mot, ecart) => mots[rang + ecart]?.plie === mot);
    return mots.some(({ capitale }, rang) => ici(cle, rang) && !this.plus.get(nom)?.some((autre) => ici(autre, rang))
      && (capitale || cle.length > 1 || PAGES.includes(mots[rang - 1]?.plie)));
  }
}
