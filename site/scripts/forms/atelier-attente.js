// While a save is on its way, what one types would be lost: Decap CMS then reads the record again, or takes the form for
// saved. The form waits, and says so.

const VOLET = "[class*=ControlPaneContainer]";
/** A form that Decap does not draw again after a save, against what it should, is given back after this time. */
const PATIENCE_MS = 10_000;

let volets = [];

export function attendre() {
  volets = [...document.querySelectorAll(VOLET)];
  for (const volet of volets) volet.inert = true;
}

/** `relu`: Decap reads the record again, and draws another form. */
export function reprendre({ relu = false } = {}) {
  const siens = volets;
  const rendre = () => siens.forEach((volet) => { volet.inert = false; });
  if (relu) setTimeout(rendre, PATIENCE_MS);
  else rendre();
}
