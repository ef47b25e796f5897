// The news, narrowed by territory, actor and year.

import { Filtre } from "./filtre.js";

for (const page of document.querySelectorAll("[data-actualites]")) new Filtre(page);
