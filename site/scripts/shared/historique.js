// The entries of the browser's history: one a gesture, and one a question, however slowly it is typed.

export class Historique {
  #brouillon = false;

  /**
   * Notes an address (path and query). `frappe`: a question is being typed, whose pauses share one entry; `finie`: it
   * is finished, and keeps that entry.
   */
  noter(adresse, { frappe = false, finie = false } = {}) {
    const change = adresse !== location.pathname + location.search;
    if (change) history[this.#brouillon && (frappe || finie) ? "replaceState" : "pushState"](null, "", adresse);
    this.#brouillon = frappe && (this.#brouillon || change);
  }

  /** The reader went back or forth: what is typed now is another question. */
  revenir() {
    this.#brouillon = false;
  }
}
