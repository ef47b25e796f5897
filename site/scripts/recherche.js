// The directory's search: MiniSearch over folded words, forgiving of accents, plurals and slips.

import MiniSearch from "./minisearch.js";
import { mots, terme } from "./plier.js";

const CHAMPS = ["noms", "lieux", "mots", "texte"];

/** An index of `acteurs` (objects with an `id` and the fields of CHAMPS). */
export function indexer(acteurs) {
  const index = new MiniSearch({
    fields: CHAMPS,
    tokenize: mots,
    processTerm: terme,
    searchOptions: {
      boost: { noms: 4, lieux: 3, mots: 2 },
      prefix: (mot) => mot.length > 1,
      fuzzy: (mot) => (mot.length > 4 && !/\d/.test(mot) ? 0.2 : false),
      combineWith: "AND",
    },
  });
  index.addAll(acteurs);
  return index;
}

/** The ids that answer `question`, best first; every id, in the list's order, when it says nothing. */
export function chercher(index, acteurs, question) {
  if (!mots(question).some(terme)) return acteurs.map((acteur) => acteur.id);
  return index.search(question).map((trouve) => trouve.id);
}
