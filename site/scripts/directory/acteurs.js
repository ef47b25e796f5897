// The actors as `acteurs.json` writes them (generators/pages/directory/table.py), opened into objects.

/**
 * The table of actors: `acteurs` in the order of their names, and what their rows refer to.
 * `besoin` ranks an actor by what one comes for: listening first, coordination last.
 */
export function ouvrir(table) {
  const zones = table.zones.map(([code, nom, departements]) => zone(code, nom, departements));
  const colonnes = table.acteurs;
  const acteurs = (colonnes.id ?? []).map((_, rang) => acteur((nom) => colonnes[nom][rang], rang, table, zones));
  return { acteurs, parFeuille: table.parFeuille };
}

function zone(code, nom, departements = []) {
  const [niveau, suite = ""] = code.split(":");
  if (niveau === "departement") return { niveau, code: suite, nom, departements: [suite] };
  return { niveau, code: suite, nom, departements };
}

function acteur(lire, rang, table, zones) {
  const termes = {};
  for (const [liste, codes] of Object.entries(table.termes)) termes[liste] = lire(liste).map((numero) => codes[numero]);
  return {
    id: lire("id"), nom: lire("nom"), rang, termes, categorie: termes.categories[0], besoin: lire("categories")[0],
    zones: lire("zones").map((numero) => zones[numero]), dep: lire("dep"), insee: lire("insee"), commune: lire("commune"),
    point: lire("lat") === null ? null : [lire("lat"), lire("lon")], verifie: lire("verifie"),
    retenu: lire("retenu") > 0, agit: lire("agit") > 0, tel: lire("tel") || null, joint: lire("joint"), horaires: table.horaires[lire("horaires") - 1] ?? null,
  };
}

/** The départements that an actor covers, for the map; none when it covers the whole country. */
export function departementsCouverts(acteur, lieux) {
  const codes = acteur.zones.flatMap((z) => (z.niveau === "region" ? lieux.regions.get(z.code).departements : z.departements));
  return [...new Set(codes)];
}
