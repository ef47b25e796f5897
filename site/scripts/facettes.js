// Boxes to tick: who passes, and how many each box would leave. Pure.
// In a group one term is enough; a finer term takes the place of its parent; « seulement » asks for every state.

/**
 * `parents`: finer mission → its parent. `etats`: the tests behind « seulement », by code; a test answers true,
 * false, or null when nobody knows yet.
 */
export class Facettes {
  constructor(parents, etats) {
    this.etats = etats;
    this.familles = new Map();
    for (const [fine, parent] of Object.entries(parents)) {
      this.familles.set(parent, [...(this.familles.get(parent) ?? [parent]), fine]);
    }
  }

  /** True when an actor has what a box says. */
  porte(acteur, nom, code) {
    if (nom === "seulement") return this.etats[code]?.(acteur) === true;
    const siens = acteur.termes[nom];
    if (nom !== "missions") return siens.includes(code);
    return (this.familles.get(code) ?? [code]).some((terme) => siens.includes(terme));
  }

  /** The conditions that ticked boxes make: `{nom, codes}`, any of the codes being enough for each. */
  conditions(boites) {
    return [...boites].flatMap(([nom, codes]) => {
      if (nom === "seulement") return [...codes].map((code) => ({ nom, codes: [code], cle: `${nom}:${code}` }));
      const precis = [...codes].filter((code) => !(this.familles.get(code) ?? []).some((fine) => fine !== code && codes.has(fine)));
      return [{ nom, codes: precis, cle: nom }];
    });
  }

  /**
   * `gardes`: the actors that pass all conditions, and `nombres`: "nom:code" → how many a box leaves, the other
   * groups staying as they are.
   */
  appliquer(acteurs, boites, cases) {
    const conditions = this.conditions(boites);
    const nombres = new Map(cases.map(({ nom, code }) => [`${nom}:${code}`, 0]));
    const gardes = [];
    for (const acteur of acteurs) {
      const manquees = conditions.filter(({ nom, codes }) => !codes.some((code) => this.porte(acteur, nom, code)));
      if (!manquees.length) gardes.push(acteur);
      if (manquees.length < 2) this.#compter(acteur, manquees[0]?.cle, cases, nombres);
    }
    return { gardes, nombres };
  }

  #compter(acteur, manquee, cases, nombres) {
    for (const { nom, code } of cases) {
      const groupe = nom === "seulement" ? `${nom}:${code}` : nom;
      if (manquee && manquee !== groupe) continue;
      const cle = `${nom}:${code}`;
      if (this.porte(acteur, nom, code)) nombres.set(cle, nombres.get(cle) + 1);
    }
  }
}
