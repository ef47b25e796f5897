// The code that leads to an address, drawn as one path.

import { correction, generate } from "./lean-qr.js";
import { toSvgPath } from "./lean-qr-svg.js";

const SVG = "http://www.w3.org/2000/svg";
/** White around the code: four modules (ISO/IEC 18004, 6.3.8). */
const MARGE = 4;
/** Beyond it the modules are too fine for a phone and a sheet of paper. */
const SIGNES_MAX = 1200;

/** An `<svg>`, or null when the address is too long to be read from paper. */
export function dessiner(adresse) {
  if (adresse.length > SIGNES_MAX) return null;
  const code = generate(adresse, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.M });
  const svg = document.createElementNS(SVG, "svg");
  const cote = code.size + 2 * MARGE;
  svg.setAttribute("viewBox", `${-MARGE} ${-MARGE} ${cote} ${cote}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Code à scanner");
  const trait = document.createElementNS(SVG, "path");
  trait.setAttribute("d", toSvgPath(code));
  svg.append(trait);
  return svg;
}
