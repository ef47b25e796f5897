// What a page says of the copy that its reader keeps: the network is back, or the site made the copy go.

import { gardien } from "../offline/copie.js";
import { SITE } from "./site.js";

function dire(phrase, href, mots) {
  document.querySelector(".renouveau")?.remove();
  const avis = Object.assign(document.createElement("p"), { className: "renouveau", textContent: `${phrase} ` });
  avis.setAttribute("role", "alert");
  avis.append(Object.assign(document.createElement("a"), { href, textContent: mots }));
  (document.querySelector("main") ?? document.body).prepend(avis);
}

if (document.querySelector(".copie")) {
  const ici = location.href.split("#")[0];
  addEventListener("online", () => dire("Le réseau est revenu.", ici, "Lire la page du jour"));
}

try {
  if (gardien(SITE)) {
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data === "retrait") dire("Votre copie hors ligne est effacée\u00a0: depuis, une information a pu être retirée du site.", new URL("hors-ligne/", SITE).href, "La garder de nouveau");
    });
    navigator.serviceWorker.startMessages();
    const suivre = () => gardien(SITE)?.postMessage("suivre");
    addEventListener("online", suivre);
    suivre();
  }
} catch {
  // A browser, or a frame, that knows nothing of workers.
}
