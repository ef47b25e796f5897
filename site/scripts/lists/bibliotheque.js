// The library: its boxes, and words as forgiving as the directory's.

import { Filtre } from "./filtre.js";
import { lecteur } from "../shared/edition.js";

for (const page of document.querySelectorAll("[data-bibliotheque]")) {
  let recherche = null;
  const liste = page.querySelector("[data-liste]");
  page.querySelector("[data-suite] button").addEventListener("click", () => {
    liste?.classList.remove("grille-cartes--courte");
    liste?.querySelector("li:nth-child(13 of :not([hidden])) a")?.focus();
  });
  new Filtre(page, {
    recherche: () => {
      recherche ??= import("../search/recherche.js").then(({ Recherche }) => new Recherche(lecteur("ressources")));
      return recherche;
    },
  });
}
