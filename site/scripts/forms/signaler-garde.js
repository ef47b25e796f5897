// What a reader is about to tell the team, read again before it can be sent: nobody's number, no hidden place.

import { Garde } from "./garde.js";
import { morceaux } from "./garde-lecture.js";

const JOINDRE = new Set(["telephone", "lignes", "courriel", "joindre"]);
const ADRESSES = new Set(["courriel", "site_web", "url"]);

export class Relecture {
  constructor(lire) {
    this.lireTable = lire;
    this.gardes = new Map();
  }

  /** The guards, read once; those of places when a place is hidden. One that could not be read is asked for again. */
  garde(cache) {
    if (!this.gardes.has(cache)) {
      const ouverte = Garde.ouvrir(this.lireTable, { lieux: cache });
      this.gardes.set(cache, ouverte);
      ouverte.catch(() => this.gardes.delete(cache));
    }
    return this.gardes.get(cache);
  }

  /**
   * All that `textes` (key, label, text) must not say, and whether one gives a mobile where one says how to be reached:
   * then the reader may say that it is the service's. `su` is what the record says already.
   */
  async lire(textes, { su, cache, service }) {
    if (!textes.length) return { fautes: [], mobile: false };
    const garde = await this.garde(cache);
    const connus = su.flatMap((texte) => [...garde.personnes.mobiles(texte), ...garde.personnes.boites(texte)]);
    const contexte = { apropos: new Set(morceaux(su[0] ?? "").filter(({ length }) => length > 2)), nommes: connus };
    let mobile = false;
    const fautes = textes.flatMap(({ cle, ou, texte }) => {
      const dites = garde.personnes.dit(texte, contexte).filter((une) => {
        const deService = une === "mobile" && JOINDRE.has(cle);
        mobile ||= deService;
        return !(deService && service);
      });
      const lieux = cache ? garde.lieu(texte, { leves: [su[0] ?? ""], adresse: ADRESSES.has(cle) }) : [];
      return [...dites.map((une) => garde.dits[une]), ...lieux].map((faute) => ({ ou, ...faute }));
    });
    return { fautes, mobile };
  }
}
