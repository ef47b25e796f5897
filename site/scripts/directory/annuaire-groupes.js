// The groups of the map, asked of a worker, or of the page itself where none starts: the answers are the same.

import { GROUPE_JUSQUA, Grappes, PAR_MARQUE } from "./grappes.js";

const memes = (a, b) => a.length === b.length && a.every((valeur, place) => valeur === b[place]);

export class Groupes {
  /** `points` says where actors stand; `charger()` brings supercluster into the page, should the worker fail. */
  constructor(points, charger) {
    Object.assign(this, { points, charger, attendus: new Map(), numero: 0, demandes: 0 });
    try {
      this.ouvrier = new Worker(new URL("annuaire-ouvrier.js", import.meta.url));
      this.ouvrier.addEventListener("message", ({ data }) => this.#recevoir(data));
      this.ouvrier.addEventListener("error", () => this.#seul());
      this.#dire({ longitudes: points.longitudes.slice(), latitudes: points.latitudes.slice() }, ["longitudes", "latitudes"]);
    } catch {
      this.#seul();
    }
  }

  /** Sends a message, of which these arrays are given away. */
  #dire(message, donnes = []) {
    this.ouvrier.postMessage(message, donnes.map((nom) => message[nom].buffer));
  }

  /** Without a worker: what it was asked is answered here. */
  #seul() {
    this.ouvrier?.terminate();
    this.ouvrier = null;
    const { longitudes, latitudes } = this.points;
    this.ici ??= this.charger().then(() => new Grappes(Supercluster, longitudes, latitudes));
    for (const [numero, { cadre, zoom }] of this.attendus) this.#repondre(numero, cadre, zoom);
  }

  async #repondre(numero, cadre, zoom) {
    const grappes = await this.ici;
    if (this.faits !== this.rangs) {
      this.faits = this.rangs;
      grappes.charger(this.rangs);
    }
    this.#recevoir({ numero, ...grappes.voir(cadre, zoom) });
  }

  /** From now on the groups are those of these ranks; false when they are already. */
  montrer(rangs) {
    if (this.rangs && memes(rangs, this.rangs)) return false;
    this.rangs = rangs;
    if (this.ouvrier) this.#dire({ rangs: rangs.slice() }, ["rangs"]);
    return true;
  }

  /**
   * What a frame shows: `[{position, nombre, numero, zoom, places}]`. `numero` is that of the group, or the place of the
   * only one among the ranks; `places` are those of who stands in a group that no zoom opens.
   */
  voir(cadre, zoom) {
    this.numero += 1;
    const { numero } = this;
    const reponse = new Promise((fait) => { this.attendus.set(numero, { cadre, zoom, fait }); });
    if (this.ouvrier) this.#dire({ numero, cadre, zoom });
    else this.#repondre(numero, cadre, zoom);
    return reponse;
  }

  #recevoir({ numero, marques, feuilles }) {
    const trouves = [];
    let debut = 0;
    for (let ici = 0; ici < marques.length; ici += PAR_MARQUE) {
      const [longitude, latitude, nombre, sien, zoom] = marques.subarray(ici, ici + PAR_MARQUE);
      const places = feuilles.subarray(debut, debut + (zoom > GROUPE_JUSQUA ? nombre : 0));
      debut += places.length;
      trouves.push({ position: [latitude, longitude], nombre, numero: sien, zoom, places });
    }
    this.attendus.get(numero)?.fait(trouves);
    this.attendus.delete(numero);
  }
}
