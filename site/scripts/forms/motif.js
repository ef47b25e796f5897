// A pattern of Python's, run as Python runs it: its nodes come from generators/forms/patterns.py. The browsers that we
// declare have no look-behind, and their borders of words know no accent.

const MOT = /[\p{L}\p{N}_]/u;
const CHIFFRE = /\p{Nd}/u;
const estMot = (signe) => signe !== undefined && MOT.test(signe);
const CLASSES = {
  w: estMot, W: (signe) => !estMot(signe), d: (signe) => CHIFFRE.test(signe), D: (signe) => !CHIFFRE.test(signe),
  s: (signe) => /\s/.test(signe), S: (signe) => !/\s/.test(signe),
};

/** Whether one sign is of a class: texts stand for themselves, pairs are ranges, the rest are named classes. */
function epreuveDeClasse([, sauf, parties], casse) {
  const tests = parties.map((partie) => {
    if (typeof partie === "string") return (signe) => signe === partie;
    const [debut, fin] = partie;
    return fin === undefined ? CLASSES[debut] : (signe) => signe >= debut && signe <= fin;
  });
  const dedans = (signe) => tests.some((test) => test(signe));
  if (!casse) return (signe) => dedans(signe) !== sauf;
  return (signe) => (dedans(signe) || dedans(signe.toLowerCase()) || dedans(signe.toUpperCase())) !== sauf;
}

/** The test of a node that is one sign; null for any other. */
function epreuve(noeud, { i: casse, s: tout }) {
  if (typeof noeud === "string") {
    if (noeud.length > 1) return null;
    const petit = noeud.toLowerCase();
    return casse ? (signe) => signe.toLowerCase() === petit : (signe) => signe === noeud;
  }
  if (noeud[0] === ".") return (signe) => tout || signe !== "\n";
  return noeud[0] === "[" ? epreuveDeClasse(noeud, casse) : null;
}

const modes = (avant, plus, moins) => ({
  ...avant, ...Object.fromEntries([...moins].map((un) => [un, false])), ...Object.fromEntries([...plus].map((un) => [un, true])),
});

export class Motif {
  constructor([drapeaux, noeuds]) {
    [this.texte, this.groupes, this.ouverts, this.entiere] = ["", [], [], false];
    this.lire = this.chaine(noeuds, modes({}, drapeaux, ""), (ici) => (this.entiere && ici !== this.texte.length ? -1 : ici));
  }

  /** Each node is a function from a place to the end of what matches from there on, or -1; `suite` is what follows. */
  chaine(noeuds, mode, suite) {
    return noeuds.reduceRight((apres, noeud) => this.noeud(noeud, mode, apres), suite);
  }

  noeud(noeud, mode, suite) {
    const test = epreuve(noeud, mode);
    if (test) return (ici) => (ici < this.texte.length && test(this.texte[ici]) ? suite(ici + 1) : -1);
    if (typeof noeud === "string") return this.chaine([...noeud], mode, suite);
    const [genre, ...reste] = noeud;
    if (genre === "|") return this.branches(reste.map((branche) => this.chaine(branche, mode, suite)));
    if (genre === "(") return this.groupe(reste, mode, suite);
    if (genre === "{") return this.repetition(reste, mode, suite);
    if (genre === "=") return this.regard(reste, mode, suite);
    if (genre === "@") return this.place(reste[0], mode, suite);
    return (ici) => {
      const [debut, fin] = this.groupes[reste[0]] ?? [0, -1];
      return fin >= 0 && this.texte.startsWith(this.texte.slice(debut, fin), ici) ? suite(ici + fin - debut) : -1;
    };
  }

  branches(toutes) {
    return (ici) => {
      for (const branche of toutes) {
        const fin = branche(ici);
        if (fin >= 0) return fin;
      }
      return -1;
    };
  }

  groupe([numero, plus, moins, dedans], avant, suite) {
    const mode = modes(avant, plus, moins);
    if (!numero) return this.chaine(dedans, mode, suite);
    const { groupes, ouverts } = this;
    const corps = this.chaine(dedans, mode, (ici) => {
      const precedent = groupes[numero];
      groupes[numero] = [ouverts[numero], ici];
      const fin = suite(ici);
      if (fin < 0) groupes[numero] = precedent;
      return fin;
    });
    return (ici) => {
      const precedent = ouverts[numero];
      ouverts[numero] = ici;
      const fin = corps(ici);
      ouverts[numero] = precedent;
      return fin;
    };
  }

  repetition([min, plafond, avide, dedans], mode, suite) {
    const max = plafond < 0 ? Infinity : plafond;
    const test = dedans.length === 1 && epreuve(dedans[0], mode);
    return test ? this.signes(test, min, max, avide, suite) : this.tours(dedans, mode, { min, max, avide }, suite);
  }

  signes(test, min, max, avide, suite) {
    const va = (ici, rang) => rang < max && ici + rang < this.texte.length && test(this.texte[ici + rang]);
    if (!avide) {
      return (ici) => {
        for (let rang = 0; ; rang += 1) {
          const fin = rang < min ? -1 : suite(ici + rang);
          if (fin >= 0 || !va(ici, rang)) return fin;
        }
      };
    }
    return (ici) => {
      let rang = 0;
      while (va(ici, rang)) rang += 1;
      for (; rang >= min; rang -= 1) {
        const fin = suite(ici + rang);
        if (fin >= 0) return fin;
      }
      return -1;
    };
  }

  /** A repetition of more than one sign: how many turns were made, and where the last began, are given back on the way. */
  tours(dedans, mode, { min, max, avide }, suite) {
    let [fait, depart] = [0, -1];
    const avec = (nouveaux, action) => {
      const avant = [fait, depart];
      [fait, depart] = nouveaux;
      const fin = action();
      [fait, depart] = avant;
      return fin;
    };
    const corps = this.chaine(dedans, mode, (ici) => (ici === depart && fait >= min ? -1 : avec([fait + 1, -1], () => tour(ici))));
    const encore = (ici) => (fait < max ? avec([fait, ici], () => corps(ici)) : -1);
    const sortir = (ici) => (fait >= min ? suite(ici) : -1);
    const tour = (ici) => {
      const fin = (avide ? encore : sortir)(ici);
      return fin >= 0 ? fin : (avide ? sortir : encore)(ici);
    };
    return (ici) => avec([0, -1], () => tour(ici));
  }

  regard([largeur, oui, dedans], mode, suite) {
    const corps = this.chaine(dedans, mode, (ici) => ici);
    return (ici) => ((ici >= largeur && corps(ici - largeur) >= 0) === oui ? suite(ici) : -1);
  }

  place(laquelle, { m: lignes }, suite) {
    const bord = (ici) => estMot(this.texte[ici - 1]) !== estMot(this.texte[ici]);
    const derniere = (ici) => ici === this.texte.length - 1 && this.texte[ici] === "\n";
    const dites = {
      A: (ici) => ici === 0, Z: (ici) => ici === this.texte.length, b: bord, B: (ici) => !bord(ici),
      "^": (ici) => ici === 0 || (lignes && this.texte[ici - 1] === "\n"),
      $: (ici) => ici === this.texte.length || derniere(ici) || (lignes && this.texte[ici] === "\n"),
    };
    return (ici) => (dites[laquelle](ici) ? suite(ici) : -1);
  }

  /** The match from this very place: its text, then its groups, with `debut`, `fin` and the whole `texte`; or null. */
  depuis(texte, debut = 0, entiere = false) {
    [this.texte, this.entiere] = [texte, entiere];
    this.groupes.length = 0;
    const fin = this.lire(debut);
    if (fin < 0) return null;
    const parties = this.groupes.map((un) => un && texte.slice(...un));
    parties[0] = texte.slice(debut, fin);
    return Object.assign(parties, { debut, fin, texte });
  }

  entier(texte) {
    return this.depuis(texte, 0, true) !== null;
  }

  chercher(texte, debut = 0) {
    for (let ici = debut; ici <= texte.length; ici += 1) {
      const trouve = this.depuis(texte, ici);
      if (trouve) return trouve;
    }
    return null;
  }

  est(texte) {
    return this.chercher(texte) !== null;
  }

  tous(texte) {
    const trouves = [];
    for (let un = this.chercher(texte); un; un = this.chercher(texte, un.fin + (un.fin === un.debut ? 1 : 0))) trouves.push(un);
    return trouves;
  }

  remplacer(texte, par) {
    let [reste, ici] = ["", 0];
    for (const un of this.tous(texte)) {
      reste += texte.slice(ici, un.debut) + par(un);
      ici = un.fin;
    }
    return reste + texte.slice(ici);
  }
}
