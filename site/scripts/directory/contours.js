// The outlines of the départements: arcs of differences on a grid (generators/pages/maps/interactive.py) into GeoJSON. Pure.

/** A GeoJSON FeatureCollection, one feature a département with its `code`. */
export function ouvrirContours({ grille, arcs, departements }) {
  const lignes = arcs.map((pas) => ligne(pas, grille));
  const features = Object.entries(departements).map(([code, polygones]) => ({
    type: "Feature",
    properties: { code },
    geometry: { type: "MultiPolygon", coordinates: polygones.map((polygone) => polygone.map((anneau) => joindre(anneau, lignes))) },
  }));
  return { type: "FeatureCollection", features };
}

function ligne(pas, grille) {
  const points = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < pas.length; i += 2) {
    x += pas[i];
    y += pas[i + 1];
    points.push([x / grille, y / grille]);
  }
  return points;
}

/** A closed line from signed numbers of arcs: ~n is arc n walked backwards. */
function joindre(anneau, lignes) {
  const points = [];
  for (const numero of anneau) {
    const arc = numero >= 0 ? lignes[numero] : [...lignes[~numero]].reverse();
    points.push(...(points.length ? arc.slice(1) : arc));
  }
  return points;
}
