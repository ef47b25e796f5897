// /admin/: starts Decap CMS with the configuration that was made from the models, our fields and our file format.

import { lecteur } from "../shared/edition.js";
import { SITE } from "../shared/site.js";
import { format, refus } from "./atelier-fiche.js";

const DECAP = new URL("assets/decap/decap-cms.js", SITE);

const { decap, formes, entetes, commune, garde, ouvert } = await lecteur("atelier")("config");

function garder({ entry }) {
  const raisons = refus(entry.get("data").toJS(), garde);
  if (raisons.length) throw new Error(raisons.join(" "));
}

/** Decap CMS, five megabytes: only when it can open. It waits for our own start. */
function charger() {
  window.CMS_MANUAL_INIT = true;
  return new Promise((resoudre, rejeter) => {
    document.head.append(Object.assign(document.createElement("script"), { src: DECAP.href, onload: resoudre, onerror: rejeter }));
  });
}

if (ouvert) {
  await charger();
  const { CMS } = window;
  const { CHAMPS } = await import("./atelier-champs.js");
  for (const [nom, composant] of Object.entries(CHAMPS)) CMS.registerWidget(nom, composant);
  for (const kind of Object.keys(formes)) {
    CMS.registerCustomFormat(`fiche-${kind}`, "yml", format({ formes: formes[kind], commune, entete: entetes[kind] }));
  }
  CMS.registerEventListener({ name: "preSave", handler: garder });
  document.querySelector("[data-atelier]").remove();
  CMS.init({ config: decap });
} else {
  document.querySelector("[data-atelier-ferme]").hidden = false;
}
