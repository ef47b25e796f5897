// The library: its boxes, and words as forgiving as the directory's.

import { Filtre } from "./filtre.js";
import { lecteur } from "../shared/edition.js";

for (const page of document.querySelectorAll("[data-bibliotheque]")) {
  let recherche = null;
  new Filtre(page, {
    recherche: () => {
      recherche ??= import("../search/recherche.js").then(({ Recherche }) => new Recherche(lecteur("ressources")));
      return recherche;
    },
  });
}
