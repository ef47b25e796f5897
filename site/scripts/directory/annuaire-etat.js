// The directory's state and its address: what was asked, ticked, shown and opened. Pure, and nothing else holds it.

import { code, question } from "../shared/bornes.js";
import { adresse as dire, ecrireBoites, lireBoites } from "../lists/boites.js";

export const vierge = () => ({ q: "", lieu: null, boites: new Map(), vue: "liste", fiche: null });

/** The state that an address holds: `lire("?lieu=departement:59&q=écoute&missions=orienter", noms)`, `noms` the lists that have boxes. */
export function lire(adresse, noms) {
  const parametres = new URLSearchParams(adresse);
  return {
    q: question(parametres.get("q")),
    lieu: code(parametres.get("lieu")),
    boites: lireBoites(parametres, noms),
    vue: parametres.get("vue") === "carte" ? "carte" : "liste",
    fiche: code(parametres.get("fiche")),
  };
}

/** The address of a state, with its question mark, or "" for the whole directory. `cadre`: inside another site. */
export function ecrire(etat, noms, cadre = false) {
  const parametres = new URLSearchParams();
  if (etat.lieu) parametres.set("lieu", etat.lieu);
  if (etat.q.trim()) parametres.set("q", etat.q.trim());
  ecrireBoites(parametres, noms, etat.boites);
  if (etat.vue === "carte") parametres.set("vue", "carte");
  if (etat.fiche) parametres.set("fiche", etat.fiche);
  if (cadre) parametres.set("embed", "1");
  return dire(parametres);
}
