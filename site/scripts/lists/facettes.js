// Boxes to tick: who passes, and how many each box would leave. Pure.
// In a group one term is enough; a finer term takes the place of its parent; « seulement » asks for every state.

export class Facettes {
  /**
   * `cases`: the boxes, `{nom, code, fines}`, `fines` being the finer codes under it. `etats`: the tests behind
   * « seulement » that know better than the terms of the day of the build, by code; those of `mouvants` change while
   * the page is open, the others are asked once.
   */
  constructor(cases, etats, mouvants = []) {
    Object.assign(this, { cases, etats, siennes: new Map() });
    this.tests = new Set(Object.keys(etats).map((code) => `seulement:${code}`));
    this.larges = new Map(cases.flatMap(({ nom, code, fines = [] }) => fines.map((fine) => [`${nom}:${fine}`, `${nom}:${code}`])));
    this.numeros = new Map(cases.map(({ nom, code }, numero) => [`${nom}:${code}`, numero]));
    this.groupes = cases.map(({ nom, code }) => (nom === "seulement" ? `${nom}:${code}` : nom));
    this.mouvants = mouvants.filter((code) => this.numeros.has(`seulement:${code}`));
  }

  /** The numbers of the boxes that a record fills; it bears `termes`: list → codes. */
  #boites(fiche) {
    let siennes = this.siennes.get(fiche);
    if (!siennes) this.siennes.set(fiche, siennes = this.#fixes(fiche));
    for (const code of this.mouvants) if (this.etats[code](fiche)) siennes = [...siennes, this.numeros.get(`seulement:${code}`)];
    return siennes;
  }

  #fixes(fiche) {
    const cles = Object.entries(fiche.termes).flatMap(([nom, codes]) => codes.map((code) => `${nom}:${code}`));
    const larges = cles.map((cle) => this.larges.get(cle));
    const etats = Object.keys(this.etats).filter((code) => !this.mouvants.includes(code) && this.etats[code](fiche));
    const toutes = [...cles.filter((cle) => !this.tests.has(cle)), ...larges, ...etats.map((code) => `seulement:${code}`)];
    return [...new Set(toutes.map((cle) => this.numeros.get(cle)).filter((numero) => numero !== undefined))];
  }

  /** What ticked boxes ask for: of each group, boxes of which one is enough. */
  #conditions(boites) {
    return [...boites].flatMap(([nom, codes]) => {
      if (nom === "seulement") return [...codes].map((code) => this.#condition(nom, [code], `${nom}:${code}`));
      const precis = [...codes].filter((code) => ![...codes].some((fine) => this.larges.get(`${nom}:${fine}`) === `${nom}:${code}`));
      return [this.#condition(nom, precis, nom)];
    });
  }

  #condition(nom, codes, groupe) {
    const admises = new Uint8Array(this.cases.length);
    for (const code of codes) if (this.numeros.has(`${nom}:${code}`)) admises[this.numeros.get(`${nom}:${code}`)] = 1;
    return { groupe, admises };
  }

  /**
   * `gardes`: the records that pass `boites` (list → ticked codes), and `nombres`: how many each box leaves, by its
   * number in `cases`, the other groups staying as they are.
   */
  appliquer(fiches, boites) {
    const conditions = this.#conditions(boites);
    const nombres = new Uint32Array(this.cases.length);
    const gardes = [];
    for (const fiche of fiches) {
      const siennes = this.#boites(fiche);
      const manquees = conditions.length ? conditions.filter(({ admises }) => !siennes.some((numero) => admises[numero])) : conditions;
      if (!manquees.length) gardes.push(fiche);
      if (manquees.length > 1) continue;
      const seul = manquees[0]?.groupe;
      for (const numero of siennes) if (!seul || this.groupes[numero] === seul) nombres[numero] += 1;
    }
    return { gardes, nombres };
  }
}
