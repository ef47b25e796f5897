// A drawing of `icones.svg`, for what scripts build.

import { ICONES } from "./site.js";

const SVG = "http://www.w3.org/2000/svg";

export function icone(nom) {
  const dessin = document.createElementNS(SVG, "svg");
  dessin.setAttribute("class", "icone");
  dessin.setAttribute("aria-hidden", "true");
  const trace = document.createElementNS(SVG, "use");
  trace.setAttribute("href", `${ICONES}#${nom}`);
  dessin.append(trace);
  return dessin;
}
