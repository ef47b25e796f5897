// What a text says of persons, as `maillage check` judges it (generators/records/rules: contacts, clues, persons): each
// kind of thing, never its words. The patterns and the lists are theirs; the tests hold the judgements together.

import { morceaux, motsNus, nomsNus, plier } from "./garde-lecture.js";

const LONG = 5;
const MAJEUR = 18;
/** Which of them no reason lifts. */
export const DURABLES = new Set(["mobile", "boite", "numero"]);

export class Personnes {
  constructor(tables, lecture) {
    this.motif = lecture.motif;
    this.lecture = lecture;
    for (const nom of ["prenoms", "roles", "fonctions", "personne", "particules", "remplissage", "titres", "titresCourts", "indices"]) this[nom] = new Set(tables[nom]);
    this.rolesLongs = tables.roles.filter(({ length }) => length >= LONG);
    this.nombres = tables.nombres;
    this.indicatifs = Object.fromEntries(Object.entries(tables.indicatifs).map(([code, plans]) => [
      code, plans.map((plan) => plan.map((un) => un && new RegExp(`^(?:${un})$`))),
    ]));
  }

  // —— Numbers ——

  /** The last nine digits of each number that one carries, however they are spelt or parted. */
  mobiles(texte) {
    const suites = this.suites(this.epeles(texte)).map((suite) => this.mobile(suite));
    return [...new Set([...suites.filter(Boolean), ...this.etrangers(texte)])];
  }

  epeles(texte) {
    if (!this.motif("contacts._ZERO").est(texte)) return texte;
    return this.motif("contacts._WORDS").remplacer(texte, ([mot]) => ` ${this.nombres[plier(mot)]} `);
  }

  /** The digits that stand one after the other, with signs or fillers between. */
  suites(texte) {
    const trouvees = [];
    let [suite, fin] = ["", 0];
    for (const part of this.motif("contacts._PARTS").tous(texte)) {
      const ecart = texte.slice(fin, part.debut);
      const chiffres = /^[\doOlI]*\d[\doOlI]*$/.test(part[0]) ? part[0].replace(/[oO]/g, "0").replace(/[lI]/g, "1") : null;
      fin = part.fin;
      if (chiffres === null && suite && this.remplissage.has(plier(part[0])) && ecart.length < LONG) continue;
      if (ecart.length > LONG || ecart.includes("\n") || chiffres === null) {
        trouvees.push(suite);
        suite = "";
      }
      if (chiffres !== null) suite += (!suite && /\+\(?$/.test(ecart) ? "+" : "") + chiffres;
    }
    return [...trouvees, suite].filter(({ length }) => length >= 9);
  }

  mobile(suite) {
    const trouve = this.motif("contacts._MOBILE").chercher(suite);
    if (trouve) return trouve[1] ?? trouve[2];
    return /^(?:\+|00)/.test(suite) ? this.ailleurs(suite.replace(/^(?:\+|00)/, "")) : null;
  }

  /** A number after its country's code, when it is one that is carried: its last nine digits. */
  ailleurs(chiffres) {
    for (const longueur of [1, 2, 3]) {
      const plans = this.indicatifs[chiffres.slice(0, longueur)];
      if (!plans) continue;
      const national = chiffres.slice(longueur);
      for (const numero of [national, national.replace(/^0/, "")]) {
        if (!plans.some(([fixe]) => fixe && fixe.test(numero)) && plans.some(([, mobile]) => mobile.test(numero))) return numero.slice(-9);
      }
      return null;
    }
    return null;
  }

  /** Those that a « + » or two zeros begin, in a text where other digits follow. */
  etrangers(texte) {
    const trouves = [];
    for (const un of texte.matchAll(/(?:\+|(?:^|[^\d])00)[\s().\-/·]{0,3}(\d(?:[\s().\-/·]{0,3}\d){6,15})/g)) {
      const groupes = un[1].match(/\d+/g);
      for (let nombre = groupes.length; nombre; nombre -= 1) {
        const numero = this.ailleurs(groupes.slice(0, nombre).join("").replace(/^(\d{2,3})0(?=\d{9}$)/, "$1"));
        if (numero) {
          trouves.push(numero);
          break;
        }
      }
    }
    return trouves;
  }

  // —— Mailboxes, accounts ——

  boites(texte) {
    const points = (un) => un.replace(/\s*\btiret\b\s*/g, "-")
      .replace(/\s*(?:\.|[([{]\s*(?:dot|point|\.)\s*[)\]}]|_dot_|_point_|\s+point\s+|\s+dot\s+)\s*/gi, ".").trim();
    return this.motif("contacts._MAILBOX").tous(texte).map((un) => `${points(un[1])}@${points(un[2])}`.toLowerCase());
  }

  /** The words before the @, without digits; none for cmp59@, which is a place. */
  parties(adresse) {
    const local = adresse.split("@")[0].split("+")[0].toLowerCase();
    const parties = local.split(/[._+-]/).map((un) => un.replace(/^\d+|\d+$/g, "")).filter(Boolean);
    const seule = parties.length === 1 && /\d/.test(local);
    return parties.every((un) => /^\p{L}+$/u.test(un)) && !seule ? parties : [];
  }

  dits(adresse, apropos) {
    const domaine = morceaux(adresse.split("@")[1] ?? "").filter((mot) => !["fr", "com", "org", "net", "asso", "gouv"].includes(mot));
    return new Set([...apropos, ...domaine]);
  }

  signifie(partie, dits) {
    const compose = (mots) => mots.some((mot) => partie.startsWith(mot) || partie.endsWith(mot));
    return this.roles.has(partie) || compose(this.rolesLongs) || dits.has(partie) || compose([...dits].filter(({ length }) => length >= LONG));
  }

  /** True for prenom.nom@, p.nom@ and prenom@, unless a word is a role or what the record is about. */
  nomme(adresse, apropos) {
    const parties = this.parties(adresse);
    const prenom = parties.length === 1 && this.prenoms.has(plier(parties[0]));
    if (!prenom && (![2, 3].includes(parties.length) || parties.at(-1).length < 2)) return false;
    const dits = this.dits(adresse, apropos);
    return !parties.some((partie) => this.signifie(partie, dits));
  }

  deQuelquun(adresse, apropos) {
    if (this.nomme(adresse, apropos)) return true;
    const [local, domaine] = adresse.split("@");
    const parties = plier(local.split("+")[0]).replaceAll(" ", ".").replace(/\d+/g, "").split(/[._+-]/).filter(Boolean);
    const dits = new Set([...apropos, ...morceaux(domaine ?? "")]);
    const prenom = parties.some((partie) => this.prenoms.has(partie) && !dits.has(partie));
    return prenom && parties.length <= 3 && !parties.some((partie) => this.roles.has(partie));
  }

  compte(texte, apropos) {
    return this.motif("contacts._ACCOUNT").tous(texte).some((un) => {
      const nom = un.slice(1).find(Boolean);
      if (!nom) return true;
      const parties = nom.replace(/\d+/g, "").replace(/([a-z])(?=[A-Z])/g, "$1.").split(/[._-]/).filter(Boolean).map(plier);
      if (parties.some((partie) => apropos.has(partie))) return false;
      return (parties.length === 1 && this.colle(parties[0], apropos)) || ([2, 3, 4].includes(parties.length) && this.prenoms.has(parties[0]));
    });
  }

  colle(nom, apropos) {
    if ([...this.roles, ...apropos].some((mot) => mot.length >= 4 && nom.includes(mot))) return false;
    for (let fin = 4; fin <= nom.length - 4; fin += 1) if (this.prenoms.has(nom.slice(0, fin))) return true;
    return false;
  }

  // —— Names, minors ——

  connu(nom, nommes) {
    const mots = morceaux(nom);
    return nommes.some((autre) => {
      const siens = autre.split(" ");
      return mots.every((mot) => siens.includes(mot)) || siens.every((mot) => mots.includes(mot));
    });
  }

  titre(texte, nommes) {
    const honore = (un) => this.motif("persons._HONOURED").est(texte.slice(0, un.debut));
    const nommant = this.motif("persons._NAMING").flatMap((motif) => motif.tous(texte));
    if (nommant.some((un) => {
      let mots = morceaux(un[1]);
      while (mots.length > 1 && this.particules.has(mots[0])) mots = mots.slice(1);
      return mots.length && !this.personne.has(mots[0]) && !honore(un) && !this.connu(un[1], nommes);
    })) return true;
    if (this.motif("persons._FULL").tous(texte).some((un) => {
      const [prenom, nom] = un[1] ? [un[1], un[2]] : [un[4], un[3]];
      const [premier] = morceaux(prenom);
      if (!this.prenoms.has(premier) || this.roles.has(plier(nom))) return false;
      const autour = morceaux(`${texte.slice(Math.max(0, un.debut - 32), un.debut)} ${texte.slice(un.fin, un.fin + 32)}`);
      return autour.some((mot) => this.fonctions.has(mot)) && !honore(un) && !this.connu(un[0], nommes);
    })) return true;
    if (this.motif("persons._ASKED").tous(texte).some((un) => this.prenoms.has(plier(un[1])) && !this.connu(un[1], nommes))) return true;
    return this.motif("persons._CONTACT").tous(texte).some((un) => {
      const mots = morceaux(un[1]);
      return mots.length >= 2 && this.prenoms.has(mots[0]) && !mots.some((mot) => this.roles.has(mot)) && !this.connu(un[1], nommes);
    });
  }

  mineur(texte, nommes) {
    const jeune = (groupes) => {
      const age = groupes.find(Boolean) ?? "";
      return !/^\d+$/.test(age) || (Number(age) >= 3 && Number(age) < MAJEUR);
    };
    const prenom = (nom) => {
      if (/^(?:[A-ZÀ-Ý]\.\s?)+$/.test(nom)) return true;
      const mots = morceaux(nom);
      return mots.length > 0 && this.prenoms.has(mots[mots.length > 2 ? mots.length - 1 : 0]) && !this.connu(nom, nommes);
    };
    const un = (nom, juge) => this.motif(`persons.${nom}`).tous(texte).some(juge);
    return ["_MINOR", "_BORN"].some((nom) => un(nom, (trouve) => jeune(trouve.slice(2)) && prenom(trouve[1])))
      || un("_AGED", (trouve) => jeune([trouve[1]]) && prenom(trouve[2]))
      || ["_YOUNG", "_CALLED"].some((nom) => un(nom, (trouve) => prenom(trouve[1])))
      || un("_INITIALS", (trouve) => jeune([trouve[1] ?? trouve[3]]));
  }

  // —— Who verified ——

  /** Whether the role of who confirmed is a name, or a mailbox; `organismes` are folded names that are nobody's. */
  signe(texte, organismes) {
    const parties = texte.split(/[,;:()/–—]/).map((un) => un.trim());
    return this.motif("clues._EMAIL").est(texte) || this.motif("clues._TITLE").est(texte) || parties.some((un) => this.prenomEtNom(un, organismes));
  }

  prenomEtNom(partie, organismes) {
    const [prenom, ...noms] = partie.split(/\s+/);
    return this.motif("clues._FIRST_NAME").entier(prenom) && [1, 2].includes(noms.length) && noms.every((nom) => this.motif("clues._LAST_NAME").entier(nom))
      && !morceaux(partie).some((mot) => this.roles.has(mot)) && !organismes.has(plier(partie));
  }

  // —— All of it ——

  /** What one reading of a text says: `apropos` are words of the structure, `nommes` what is named with reason. */
  trouves(texte, apropos, nommes) {
    const dits = [];
    if (this.annonceUnContact(texte)) {
      if (this.mobiles(texte).some((numero) => !nommes.includes(numero))) dits.push("mobile");
      if (this.boites(texte).some((boite) => this.deQuelquun(boite, apropos) && !nommes.includes(boite))) dits.push("boite");
      if (this.compte(texte, apropos)) dits.push("compte");
      if (this.motif("persons._NIR").est(texte)) dits.push("numero");
    }
    if (this.annonceUnNom(texte)) {
      if (this.titre(texte, nommes)) dits.push("nom");
      if (this.mineur(texte, nommes)) dits.push("mineur");
    }
    return dits;
  }

  annonceUnContact(texte) {
    return texte.includes("@") || texte.includes("t.me") || this.motif("contacts._DIGITS").est(texte) || [...motsNus(texte)].some((mot) => this.indices.has(mot));
  }

  annonceUnNom(texte) {
    const [mots, noms] = [motsNus(texte), nomsNus(texte)];
    return [...noms].some((nom) => this.prenoms.has(nom.toLowerCase()) || this.titresCourts.has(nom)) || [...mots].some((mot) => this.titres.has(mot))
      || (mots.has("ans") && [...noms].some(({ length }) => length === 1));
  }

  /** What a text says of persons, as its reader sees it; `leves` are words that may stay in it. */
  dit(texte, { apropos = new Set(), nommes = [], leves = [] } = {}) {
    const lectures = this.lecture.lectures(texte);
    const dits = new Set(lectures.flatMap((un) => this.trouves(un, apropos, nommes)));
    if (!dits.size || !leves.length) return [...dits];
    const restes = new Set(lectures.flatMap((un) => this.trouves(this.lecture.sans(un, leves), apropos, nommes)));
    return [...dits].filter((un) => DURABLES.has(un) || restes.has(un));
  }
}
