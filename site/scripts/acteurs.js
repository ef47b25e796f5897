// The actors as `annuaire/acteurs.json` writes them (generators/pages/annuaire_json.py), opened into objects.

const LISTES = ["categories", "types_acteur", "missions", "publics", "modes_accueil", "mobilisable_par"];

/**
 * The table of actors: `acteurs` in the order of their names, and what their rows refer to.
 * `besoin` ranks an actor by what one comes for: listening first, coordination last.
 */
export function ouvrir(table) {
  const zones = table.zones.map(([code, nom, departements]) => zone(code, nom, departements));
  const acteurs = table.acteurs.map((ligne, rang) => acteur(ligne, rang, table, zones));
  return { acteurs, parents: table.parents, parFeuille: table.parFeuille };
}

function zone(code, nom, departements = []) {
  const [niveau, suite = ""] = code.split(":");
  if (niveau === "departement") return { niveau, code: suite, nom, departements: [suite] };
  if (niveau === "commune") return { niveau, code: suite, nom, departements: [/^9[78]/.test(suite) ? suite.slice(0, 3) : suite.slice(0, 2)] };
  return { niveau, code: suite, nom, departements };
}

function acteur([id, nom, ...suite], rang, table, zones) {
  const termes = {};
  LISTES.forEach((liste, place) => { termes[liste] = suite[place].map((numero) => table.termes[liste][numero]); });
  const [couvre, [dep = "", insee = "", commune = "", latitude, longitude], verifie, drapeaux, horaires] = suite.slice(LISTES.length);
  return {
    id, nom, rang, termes, categorie: termes.categories[0], besoin: suite[0][0], zones: couvre.map((numero) => zones[numero]), dep, insee, commune,
    point: latitude === undefined ? null : [latitude, longitude], verifie, gratuit: (drapeaux & 1) > 0, retenu: (drapeaux & 2) > 0,
    horaires: horaires === undefined ? null : table.horaires[horaires],
  };
}

/** The départements that an actor covers, for the map; none when it covers the whole country. */
export function departementsCouverts(acteur, lieux) {
  const codes = acteur.zones.flatMap((z) => (z.niveau === "region" ? lieux.regions.get(z.code).departements : z.departements));
  return [...new Set(codes)];
}
