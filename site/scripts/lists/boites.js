// Which boxes are ticked, as the address says it: `?publics=mineurs&missions=former&missions=orienter`. Pure.

import { code } from "../shared/bornes.js";

/** List → codes that an address (URLSearchParams) ticks in the lists `noms`; only the page knows which it has. */
export function lireBoites(parametres, noms) {
  return new Map(noms.map((nom) => [nom, new Set(parametres.getAll(nom).filter(code))]).filter(([, codes]) => codes.size));
}

/** Adds to `parametres` the ticked boxes, in the order of `noms`. */
export function ecrireBoites(parametres, noms, boites) {
  for (const nom of noms) for (const code of boites.get(nom) ?? []) parametres.append(nom, code);
}

/** The text of an address, with its question mark, or "" when nothing is asked. */
export function adresse(parametres) {
  const texte = parametres.toString().replaceAll("%3A", ":");
  return texte ? `?${texte}` : "";
}
