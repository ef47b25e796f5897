// Who is open now, for the whole directory: the reader of hours comes late, reads each distinct timetable once, and
// never holds the page for longer than a frame.

/** A state that was told stays true this long. */
const VALIDE_MS = 5 * 60 * 1000;
const TRANCHE_MS = 12;
/** Typing goes first: what can wait does, until the box has rested this long. */
const REPOS_MS = 600;

/** Who types goes first: what can wait does, until a spare moment, where the browser tells one. */
export const quandLibre = (suite) => (window.requestIdleCallback ?? setTimeout)(() => suite());

const respirer = () => new Promise(quandLibre);

export class Ouvertures {
  /** `lireLieux` resolves to the territories, which know their clocks. */
  constructor(acteurs, lireLieux) {
    Object.assign(this, { acteurs, lireLieux, ouverts: new Map(), sues: false, frappe: -Infinity });
    // The reader of hours outweighs the whole page: it comes at the first gesture, or for an address that asks something.
    this.premierGeste = new Promise((suite) => {
      for (const geste of ["pointermove", "pointerdown", "keydown", "scroll"]) addEventListener(geste, suite, { once: true, passive: true });
      if (location.search) suite();
    });
  }

  /** A letter was typed. */
  frapper() {
    this.frappe = performance.now();
  }

  async #repos() {
    for (;;) {
      const reste = this.frappe + REPOS_MS - performance.now();
      if (reste <= 0) return;
      await new Promise((suite) => { setTimeout(suite, reste); });
    }
  }

  /** Loads the reader of hours and the territories. */
  preparer() {
    this.lecture ??= Promise.all([import("../records/horaires.js"), this.lireLieux()]).then(async ([module, lieux]) => {
      await module.preparer();
      Object.assign(this, { module, lieux });
    });
    return this.lecture;
  }

  #lieu({ dep }) {
    const departement = this.lieux.departements.get(dep);
    return { departement: departement?.nom, fuseau: departement?.fuseau };
  }

  /** Open now; null while nobody can tell: hours that nobody gave, or that are not read yet. */
  estOuvert(acteur) {
    return this.ouverts.get(acteur) ?? null;
  }

  /** Reads the hours of all, in slices; `sues` is true afterwards. */
  async toutes() {
    if (this.sues && Date.now() - this.sues < VALIDE_MS) return;
    await this.preparer();
    const etats = new Map();
    let debut = performance.now();
    for (const acteur of this.acteurs) {
      if (!acteur.horaires) continue;
      const lieu = this.#lieu(acteur);
      const cle = this.module.cleDeLecture(acteur.horaires, lieu);
      if (!etats.has(cle)) etats.set(cle, this.module.estOuvert(acteur.horaires, lieu));
      this.ouverts.set(acteur, etats.get(cle));
      if (performance.now() - debut > TRANCHE_MS) {
        await respirer();
        debut = performance.now();
      }
    }
    this.sues = Date.now();
  }

  /** Fills an element with the state of an actor's hours, once that disturbs nobody; `icones` is the address of the icons. */
  async dire(acteur, element, icones) {
    await this.premierGeste;
    await this.#repos();
    await this.preparer();
    this.module.montrer(element, this.module.etat(acteur.horaires, this.#lieu(acteur)), icones);
  }
}
