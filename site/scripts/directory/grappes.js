// The clusters of the directory's map, with supercluster: in a worker (annuaire-ouvrier.js), or in the page where there
// is none. Numbers come in and go out, in typed arrays, so that nothing is copied from one thread to the other.

/** Up to this zoom what stands together is one. */
export const GROUPE_JUSQUA = 14;
const RAYON_GROUPE = 42;
/** Numbers a marker: longitude, latitude, how many, the group (or the place of the one), and the zoom that opens it. */
export const PAR_MARQUE = 5;

export class Grappes {
  /** `Supercluster` is the library's class; the others, degrees by the rank of an actor. */
  constructor(Supercluster, longitudes, latitudes) {
    Object.assign(this, { Supercluster, longitudes, latitudes });
  }

  /** Clusters the actors of these ranks, which all have a point. */
  charger(rangs) {
    const { longitudes, latitudes } = this;
    const coordinates = [0, 0];
    const un = { type: "Feature", id: 0, geometry: { type: "Point", coordinates } };
    const suite = {
      length: rangs.length,
      // One object for all: the library keeps its numbers alone.
      * [Symbol.iterator]() {
        for (let place = 0; place < rangs.length; place += 1) {
          un.id = place;
          coordinates[0] = longitudes[rangs[place]];
          coordinates[1] = latitudes[rangs[place]];
          yield un;
        }
      },
    };
    this.index = new this.Supercluster({ radius: RAYON_GROUPE, maxZoom: GROUPE_JUSQUA }).load(suite);
  }

  /**
   * What a frame (`[west, south, east, north]`) shows at a zoom: `marques`, PAR_MARQUE numbers each, and `feuilles`, the
   * places of those who stand in the groups that no zoom opens, one group after the other.
   */
  voir(cadre, zoom) {
    const trouves = this.index.getClusters(cadre, zoom);
    const marques = new Float64Array(trouves.length * PAR_MARQUE);
    const feuilles = [];
    trouves.forEach(({ id, properties, geometry: { coordinates: [longitude, latitude] } }, numero) => {
      const nombre = properties?.point_count ?? 1;
      const ouvre = nombre > 1 ? this.index.getClusterExpansionZoom(id) : 0;
      if (ouvre > GROUPE_JUSQUA) for (const feuille of this.index.getLeaves(id, Infinity)) feuilles.push(feuille.id);
      marques.set([longitude, latitude, nombre, id, ouvre], numero * PAR_MARQUE);
    });
    return { marques, feuilles: Uint32Array.from(feuilles) };
  }
}
