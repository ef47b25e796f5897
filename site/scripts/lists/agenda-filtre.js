// The agenda: what has ended is put away first, then its boxes.

import { classer, clore } from "./agenda.js";
import { Filtre } from "./filtre.js";
import { dire } from "../records/fuseaux.js";

const depuis = (instant) => instant !== undefined && new Date(instant) > new Date();

for (const agenda of document.querySelectorAll("[data-agenda]")) {
  classer(agenda);
  new Filtre(agenda, {
    etats: {
      "a-venir": ({ element }) => depuis(element.dataset.fin),
      inscription: ({ element }) => depuis(element.dataset.inscription),
    },
    recues: (suite) => {
      clore(suite);
      dire(suite);
    },
    completee: () => classer(agenda),
  });
}
