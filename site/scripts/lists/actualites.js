// The news, narrowed by territory, actor and year.

import { Filtre } from "./filtre.js";

for (const page of document.querySelectorAll("[data-actualites]")) new Filtre(page);

// A link to one of the news shows it whole.
const deplier = () => document.getElementById(location.hash.slice(1))?.querySelector(".repli")?.setAttribute("open", "");
addEventListener("hashchange", deplier);
deplier();
