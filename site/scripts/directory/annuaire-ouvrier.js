// The worker of the directory's map: clusters fifty thousand points while the page stays free for its reader.

import { Grappes } from "./grappes.js";

importScripts(new URL("../leaflet/supercluster.js", location));

let grappes = null;

addEventListener("message", ({ data: { numero, longitudes, latitudes, rangs, cadre, zoom } }) => {
  if (longitudes) grappes = new Grappes(Supercluster, longitudes, latitudes);
  if (rangs) grappes.charger(rangs);
  if (!cadre) return;
  const { marques, feuilles } = grappes.voir(cadre, zoom);
  postMessage({ numero, marques, feuilles }, [marques.buffer, feuilles.buffer]);
});
