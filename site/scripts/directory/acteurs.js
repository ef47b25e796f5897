// The actors as `acteurs.json` and `points.json` write them (generators/pages/directory/table.py). Pure.
// An actor is its rank, and reads what is asked of it from the columns: fifty thousand of them weigh little.

/** Where actors stand: degrees (NaN: nowhere that is known) and categories, by their rank; `agissent` come first. */
export class Points {
  constructor({ pas, lat, lon, categories, formes, agissent }) {
    const degres = (valeurs) => Float64Array.from(valeurs, (valeur) => (valeur === null ? NaN : valeur / pas));
    Object.assign(this, { latitudes: degres(lat), longitudes: degres(lon), categories, formes: Uint8Array.from(formes), agissent });
  }

  /** True of a rank that has a point. */
  a(rang) {
    return !Number.isNaN(this.latitudes[rang]);
  }

  /** The ranks of all who act and have a point. */
  tous() {
    return Uint32Array.from({ length: this.agissent }, (_, rang) => rang).filter((rang) => this.a(rang));
  }

  /** `[latitude, longitude]`, or null. */
  de(rang) {
    return this.a(rang) ? [this.latitudes[rang], this.longitudes[rang]] : null;
  }

  categorie(rang) {
    return this.categories[this.formes[rang]];
  }
}

/**
 * The table of actors: `acteurs` in the order of the table, and what their rows refer to; `points` says where they
 * stand. `besoin` ranks an actor by what one comes for: listening first, coordination last.
 */
export function ouvrir(table, points) {
  const { acteurs: colonnes, communs } = table;
  const zones = table.zones.map(([code, nom, departements]) => zone(code, nom, departements));
  const lesZones = communs.zones.map((numeros) => numeros.map((numero) => zones[numero]));
  const listes = Object.entries(table.termes).map(([nom, codes]) => [nom, communs[nom].map((numeros) => numeros.map((numero) => codes[numero]))]);
  const commun = (nom, rang) => communs[nom][colonnes[nom][rang]];

  class Acteur {
    constructor(rang) {
      this.rang = rang;
    }

    get id() { return colonnes.id[this.rang]; }

    get nom() { return colonnes.nom[this.rang]; }

    /** List → the codes that it bears; those who bear the same ones have one list. */
    get termes() { return Object.fromEntries(listes.map(([nom, valeurs]) => [nom, valeurs[colonnes[nom][this.rang]]])); }

    get categorie() { return this.termes.categories[0]; }

    get besoin() { return commun("categories", this.rang)[0]; }

    get zones() { return lesZones[colonnes.zones[this.rang]]; }

    get dep() { return commun("dep", this.rang); }

    get commune() { return commun("commune", this.rang); }

    get point() { return points.de(this.rang); }

    get verifie() { return commun("verifie", this.rang); }

    get retenu() { return colonnes.retenu[this.rang] > 0; }

    get agit() { return colonnes.agit[this.rang] > 0; }

    /** The link of its telephone, and how it is read; or null. */
    get tel() {
      const dit = colonnes.tel[this.rang];
      const fin = dit.indexOf(" ");
      return dit ? { lien: dit.slice(0, fin), texte: dit.slice(fin + 1) } : null;
    }

    get joint() { return colonnes.joint[this.rang]; }

    get horaires() { return commun("horaires", this.rang) || null; }
  }

  const acteurs = (colonnes.id ?? []).map((_, rang) => new Acteur(rang));
  return { acteurs, points, parFeuille: table.parFeuille };
}

function zone(code, nom, departements = []) {
  const [niveau, suite = ""] = code.split(":");
  if (niveau === "departement") return { niveau, code: suite, nom, departements: [suite] };
  return { niveau, code: suite, nom, departements };
}

/** The départements that an actor covers, for the map; none when it covers the whole country. */
export function departementsCouverts(acteur, lieux) {
  const codes = acteur.zones.flatMap((z) => (z.niveau === "region" ? lieux.regions.get(z.code).departements : z.departements));
  return [...new Set(codes)];
}
