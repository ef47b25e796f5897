// The letter's templates, drawn as Jinja draws them, from the trees that generators/letter/syntax.py takes from it: a
// node is its name and its fields. Only what those templates use of the language is known here; all else throws.

/** Text that is markup already. */
export class Sur {
  constructor(texte) {
    this.texte = texte;
  }

  toString() {
    return this.texte;
  }
}

/** All but plain letters, digits, punctuation and no-break spaces as numeric references, as generators/letter/mjml.py writes them. */
function encoder(valeur) {
  if (valeur instanceof Sur) return valeur.texte;
  return String(valeur ?? "").normalize("NFC").replace(/[^ \u00a0\u202f\p{L}\p{N}\p{P}\p{S}]|[&<>"'{}[\]*|\\]/gu, (signe) => `&#${signe.codePointAt(0)};`);
}

/** Whether Jinja takes it for true. */
const vrai = (valeur) => (Array.isArray(valeur) ? valeur.length > 0 : Boolean(valeur));
const longueur = (valeur) => [...valeur].length;

const FILTRES = {
  batch: (liste, [taille]) => Array.from({ length: Math.ceil(liste.length / taille) }, (_, rang) => liste.slice(rang * taille, (rang + 1) * taille)),
  join: (liste, [entre], { attribute: cle }) => liste.map((un) => (cle ? un[cle] : un)).join(entre),
  length: longueur,
};

const COMPARE = { eq: (a, b) => a === b, ne: (a, b) => a !== b, lt: (a, b) => a < b, lteq: (a, b) => a <= b, gt: (a, b) => a > b, gteq: (a, b) => a >= b };

export class Gabarits {
  constructor(arbres) {
    this.arbres = arbres;
  }

  /** The text of a template, given names. */
  rendre(nom, donnees) {
    return this.corps(this.arbres[nom][1], { range: (fin) => Array.from({ length: fin }, (_, rang) => rang), ...donnees });
  }

  /** A text, as a template prints it. */
  ecrire(texte) {
    return encoder(texte);
  }

  corps(noeuds, noms) {
    return noeuds.map((noeud) => this.instruction(noeud, noms)).join("");
  }

  instruction([genre, ...un], noms) {
    switch (genre) {
      case "Output": return un[0].map((morceau) => (morceau[0] === "TemplateData" ? morceau[1] : encoder(this.valeur(morceau, noms)))).join("");
      case "If": return this.si(un, noms);
      case "For": return this.pour(un, noms);
      case "Include": return this.corps(this.arbres[un[0][1]][1], Object.create(noms));
      case "Assign": noms[un[0][1]] = this.valeur(un[1], noms); return "";
      case "Macro": noms[un[0]] = this.macro(un, noms); return "";
      case "CallBlock": return encoder(this.appel(un[0], noms, { caller: this.macro(["caller", un[1], un[2], un[3]], noms) }));
      case "FromImport": {
        const siens = Object.create(noms);
        this.corps(this.arbres[un[0][1]][1], siens);
        for (const nom of un[1]) noms[nom] = siens[nom];
        return "";
      }
      default: throw new Error(`gabarit : ${genre}`);
    }
  }

  si([test, alors, autres, sinon], noms) {
    if (vrai(this.valeur(test, noms))) return this.corps(alors, noms);
    const autre = autres.find((un) => vrai(this.valeur(un[1], noms)));
    return this.corps(autre ? autre[2] : sinon, noms);
  }

  pour([cible, suite, corps], noms) {
    const valeurs = this.valeur(suite, noms);
    return valeurs.map((valeur, rang) => this.corps(corps, Object.assign(Object.create(noms), {
      [cible[1]]: valeur, loop: { first: rang === 0, last: rang === valeurs.length - 1 },
    }))).join("");
  }

  macro([, parametres, , corps], noms) {
    return (donnes, dedans = {}) => {
      const siens = Object.assign(Object.create(noms), dedans);
      parametres.forEach((parametre, rang) => { siens[parametre[1]] = donnes[rang]; });
      return new Sur(this.corps(corps, siens));
    };
  }

  appel([, quoi, donnes], noms, dedans) {
    const fonction = this.valeur(quoi, noms);
    const valeurs = donnes.map((un) => this.valeur(un, noms));
    return quoi[1] === "range" || quoi[1] === "absolu" ? fonction(...valeurs) : fonction(valeurs, dedans);
  }

  valeur([genre, ...un], noms) {
    const de = (noeud) => this.valeur(noeud, noms);
    switch (genre) {
      case "Const": return un[0];
      case "TemplateData": return new Sur(un[0]);
      case "Name":
        if (!(un[0] in noms)) throw new Error(`gabarit : « ${un[0]} » manque`);
        return noms[un[0]];
      case "Getattr": return de(un[0])[un[1]];
      case "Getitem": return de(un[0])[de(un[1])];
      case "CondExpr": return vrai(de(un[0])) ? de(un[1]) : un[2] && de(un[2]);
      case "And": { const gauche = de(un[0]); return vrai(gauche) ? de(un[1]) : gauche; }
      case "Or": { const gauche = de(un[0]); return vrai(gauche) ? gauche : de(un[1]); }
      case "Not": return !vrai(de(un[0]));
      case "Compare": { const [[, operateur, autre]] = un[1]; return COMPARE[operateur](de(un[0]), de(autre)); }
      case "Concat": return un[0].map((noeud) => String(de(noeud))).join("");
      case "FloorDiv": return Math.floor(de(un[0]) / de(un[1]));
      case "Filter": return FILTRES[un[1]](de(un[0]), un[2].map(de), Object.fromEntries(un[3].map(([, cle, noeud]) => [cle, de(noeud)])));
      case "Call": return this.appel([genre, ...un], noms);
      default: throw new Error(`gabarit : ${genre}`);
    }
  }
}
