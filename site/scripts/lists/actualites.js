// The news, narrowed by territory, actor and year.

import { Filtre } from "./filtre.js";
import { rafraichir } from "../records/fraicheur.js";

for (const page of document.querySelectorAll("[data-actualites]")) {
  // An older one, by its address of always, stands on a further page.
  const ancienne = page.querySelector(`[data-suites] [id="${CSS.escape(location.hash.slice(1))}"] a`);
  if (ancienne) location.replace(ancienne.href);
  else new Filtre(page, { recues: rafraichir });
}

// A link to one of the news shows it whole.
const deplier = () => document.getElementById(location.hash.slice(1))?.querySelector(".repli")?.setAttribute("open", "");
addEventListener("hashchange", deplier);
deplier();
