// Boxes to tick: who passes, and how many each box would leave. Pure.
// In a group one term is enough; a finer term takes the place of its parent; « seulement » asks for every state.

export class Facettes {
  /**
   * `cases`: the boxes, `{nom, code, fines}`, `fines` being the finer codes under it. `etats`: the tests behind
   * « seulement » that know better than the terms of the day of the build, by code; those of `mouvants` change while
   * the page is open, the others are asked once.
   */
  constructor(cases, etats, mouvants = []) {
    Object.assign(this, { cases, etats, mots: Math.ceil(cases.length / 32), connues: new Map() });
    this.tests = new Set(Object.keys(etats).map((code) => `seulement:${code}`));
    this.larges = new Map(cases.flatMap(({ nom, code, fines = [] }) => fines.map((fine) => [`${nom}:${fine}`, `${nom}:${code}`])));
    this.numeros = new Map(cases.map(({ nom, code }, numero) => [`${nom}:${code}`, numero]));
    this.groupes = cases.map(({ nom, code }) => (nom === "seulement" ? `${nom}:${code}` : nom));
    this.mouvants = mouvants.filter((code) => this.numeros.has(`seulement:${code}`));
    this.fixes = Object.keys(etats).filter((code) => !mouvants.includes(code));
    this.masques = new Uint32Array(0);
    this.lues = new Uint8Array(0);
  }

  /** Makes room for the boxes of so many records: a bit for each. */
  #etendre(nombre) {
    if (nombre <= this.lues.length) return;
    const [masques, lues] = [new Uint32Array(nombre * this.mots), new Uint8Array(nombre)];
    masques.set(this.masques);
    lues.set(this.lues);
    Object.assign(this, { masques, lues });
  }

  /** Where the bits of the boxes that a record fills begin; it bears its `rang`, and `termes`: list → codes. */
  #boites(fiche) {
    const debut = fiche.rang * this.mots;
    if (!this.lues[fiche.rang]) {
      this.lues[fiche.rang] = 1;
      for (const nom of Object.keys(fiche.termes)) for (const numero of this.#desTermes(nom, fiche.termes[nom])) this.#noter(debut, numero, true);
      for (const code of this.fixes) this.#noter(debut, this.numeros.get(`seulement:${code}`), this.etats[code](fiche));
    }
    for (const code of this.mouvants) this.#noter(debut, this.numeros.get(`seulement:${code}`), this.etats[code](fiche));
    return debut;
  }

  #noter(debut, numero, oui) {
    if (numero === undefined) return;
    const bit = 1 << (numero & 31);
    if (oui) this.masques[debut + (numero >> 5)] |= bit;
    else this.masques[debut + (numero >> 5)] &= ~bit;
  }

  /** The numbers of the boxes that these codes of a list fill, read once for all the records that share the list. */
  #desTermes(nom, codes) {
    let siennes = this.connues.get(codes);
    if (!siennes) this.connues.set(codes, siennes = { [nom]: this.#lire(nom, codes) });
    return siennes[nom] ??= this.#lire(nom, codes);
  }

  #lire(nom, codes) {
    const cles = codes.map((code) => `${nom}:${code}`);
    const toutes = [...cles.filter((cle) => !this.tests.has(cle)), ...cles.map((cle) => this.larges.get(cle))];
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
    const admises = new Uint32Array(this.mots);
    for (const code of codes) {
      const numero = this.numeros.get(`${nom}:${code}`);
      if (numero !== undefined) admises[numero >> 5] |= 1 << (numero & 31);
    }
    return { groupe, admises };
  }

  /** The first condition that the boxes from `debut` on miss, after that of this rank; as many as there are: none. */
  #manquee(conditions, debut, rang) {
    for (let ici = rang; ici < conditions.length; ici += 1) {
      const { admises } = conditions[ici];
      let tient = false;
      for (let mot = 0; mot < this.mots; mot += 1) tient ||= (this.masques[debut + mot] & admises[mot]) !== 0;
      if (!tient) return ici;
    }
    return conditions.length;
  }

  /**
   * `gardes`: the records that pass `boites` (list → ticked codes), and `nombres`: how many each box leaves, by its
   * number in `cases`, the other groups staying as they are.
   */
  appliquer(fiches, boites) {
    const conditions = this.#conditions(boites);
    const nombres = new Uint32Array(this.cases.length);
    const gardes = [];
    this.#etendre(fiches.reduce((plus, { rang }) => Math.max(plus, rang), -1) + 1);
    for (const fiche of fiches) {
      const debut = this.#boites(fiche);
      const manquee = this.#manquee(conditions, debut, 0);
      if (manquee === conditions.length) gardes.push(fiche);
      else if (this.#manquee(conditions, debut, manquee + 1) < conditions.length) continue;
      this.#compter(nombres, debut, conditions[manquee]?.groupe);
    }
    return { gardes, nombres };
  }

  /** Adds one to each box that is filled from `debut` on; with a `groupe`, to those of it alone. */
  #compter(nombres, debut, groupe) {
    for (let mot = 0; mot < this.mots; mot += 1) {
      let bits = this.masques[debut + mot];
      while (bits) {
        const numero = (mot << 5) + 31 - Math.clz32(bits & -bits);
        if (!groupe || this.groupes[numero] === groupe) nombres[numero] += 1;
        bits &= bits - 1;
      }
    }
  }
}
