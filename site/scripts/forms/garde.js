// The guards of `maillage check` on persons and places, before anything leaves the browser: where a record says what
// must not be public, and why, never the words themselves. Whatever a form holds is text: `champs` says what each key is.

import { Lecture, morceaux, plier } from "./garde-lecture.js";
import { Lieux } from "./garde-lieux.js";
import { Personnes } from "./garde-personnes.js";

/** What is read word by word, as an address is. */
const ADRESSES = new Set(["url", "courriel"]);
const NOMS = new Set(["id", "compte", "fichier"]);
const NOMMEES = ["nom", "sigle", "nom_complet", "commune"];

const dit = (valeur) => String(valeur ?? "").trim().toLowerCase();
const liste = (valeur) => (Array.isArray(valeur) ? valeur : [valeur]);
const estGroupe = (valeur) => valeur && typeof valeur === "object" && !Array.isArray(valeur);

export class Garde {
  /** `lire(nom)` gives a table; that of places is asked for when a place is hidden. */
  static async ouvrir(lire, { lieux = false } = {}) {
    const personnes = await lire("personnes");
    return new Garde(personnes, lieux ? await lire("lieux") : null);
  }

  constructor(personnes, lieux) {
    this.lecture = new Lecture(personnes);
    this.personnes = new Personnes(personnes, this.lecture);
    this.dits = personnes.dits;
    if (lieux) {
      this.lieux = new Lieux(lieux, this.lecture, personnes.nombres);
      this.muets = { codes: new Set(lieux.muets.codes), natures: new Set(lieux.muets.natures) };
    }
  }

  /** What one text says of persons, in sentences. */
  texte(texte, contexte) {
    return this.personnes.dit(texte, contexte).map((un) => this.dits[un]);
  }

  /** What one text says of a hidden place, in sentences; none when the tables of places were not asked for. */
  lieu(texte, { leves, adresse } = {}) {
    const indice = this.lieux?.indice(texte, { leves, adresse });
    return indice ? [{ quoi: `ce texte dit ${indice.quoi}`, remede: this.dits.lieu.remede, ferme: indice.ferme }] : [];
  }

  /**
   * All that a record must not say: `ou` (the field's label), `quoi`, `remede`. `cites` are the names of the records
   * that it refers to, `nommes` whom these name with reason; `regles` the keys of a place and the words for yes and no.
   */
  fiche(fiche, champs, regles, cites = [], nommes = []) {
    const feuilles = [...parcourir(fiche, champs, regles.faux)];
    const leves = liste(fiche.precisions_permises ?? []).map((un) => un?.texte).filter((un) => typeof un === "string" && un);
    const mots = [...NOMMEES.map((cle) => fiche[cle] ?? ""), ...cites].flatMap((nom) => morceaux(String(nom)));
    const contexte = { apropos: new Set(mots.filter(({ length }) => length > 2)), nommes: [...this.nommes(feuilles), ...nommes], leves };
    const fautes = feuilles.flatMap((feuille) => [
      ...(feuille.cache ? this.duLieu(feuille, regles, [...this.fermes(leves), ...cites]) : []), ...this.desPersonnes(feuille, regles, contexte),
    ]);
    return [...new Map(fautes.map((faute) => [`${faute.ou} ${faute.quoi}`, faute])).values()];
  }

  /** A lift lifts no firm thing. */
  fermes(leves) {
    return this.lieux ? leves.filter((un) => !this.lieux.indice(un)?.ferme) : leves;
  }

  /** What the record says with reason: the numbers and mailboxes of its fields, its speakers and authors. */
  nommes(feuilles) {
    return feuilles.flatMap(({ cle, champ, valeur }) => {
      if (champ.nature === "telephone") return [valeur.replace(/\D/g, "").slice(-9)];
      if (cle === "courriel") return [valeur.toLowerCase()];
      return champ.nomme ? [plier(valeur)] : [];
    });
  }

  duLieu({ cle, champ, valeur, ou }, { lieu }, leves) {
    if (lieu.includes(cle)) return [{ ou, quoi: "cette réponse dit où est le lieu", remede: this.dits.lieu.cle }];
    if (champ.nature === "territoire") {
      return /^(?:commune|epci):/.test(valeur) ? [{ ou, quoi: "ce territoire est plus précis que le département", remede: this.dits.lieu.zone }] : [];
    }
    if (this.muets.codes.has(cle) || (this.muets.natures.has(champ.nature) && !NOMS.has(cle)) || MUETTES.has(champ.nature)) return [];
    return this.lieu(valeur, { leves, adresse: ADRESSES.has(champ.nature) || NOMS.has(cle) }).map((faute) => ({ ou, ...faute }));
  }

  /** What a record says of its main line is not said of another: each group answers for itself. */
  desPersonnes({ cle, champ, valeur, ou, groupe }, { faux }, contexte) {
    const oui = (nom) => !["", ...faux].includes(dit(groupe[nom])) || dit(groupe.consentement);
    if (champ.nature === "telephone") {
      return this.personnes.mobiles(valeur).length && !oui("telephone_de_service") ? [{ ou, ...this.dits.telephone }] : [];
    }
    if (cle === "courriel") return this.personnes.nomme(valeur, contexte.apropos) && !oui("courriel_de_service") ? [{ ou, ...this.dits.courriel }] : [];
    if (champ.nomme || !LUES.has(champ.nature) || NON_LUES.has(cle)) return [];
    return this.texte(valeur, contexte).map((faute) => ({ ou, ...faute }));
  }
}

const MUETTES = new Set(["oui-non", "entier", "decimal", "reference", "code", "groupe"]);
const LUES = new Set(["ligne", "texte", "url"]);
/** Judged by rules of their own. */
const NON_LUES = new Set(["verifie_par", "adresse", "complement_adresse", "commune", "precisions_permises"]);

/** Every text of a record, with its key, what the key is, its group, its label, and whether its place is hidden. */
function* parcourir(groupe, champs, faux, { ou = "", cache = false } = {}) {
  const ici = cache || !["", ...faux].includes(dit(groupe.adresse_confidentielle));
  for (const [cle, valeur] of Object.entries(groupe)) {
    if (cle === "precisions_permises") continue;
    const champ = champs[cle] ?? { titre: cle, nature: "texte" };
    const tous = liste(valeur);
    for (const [rang, un] of tous.entries()) {
      const nom = `${ou}${champ.titre}${tous.length > 1 ? ` ${rang + 1}` : ""}`;
      if (estGroupe(un)) yield* parcourir(un, champ.champs ?? {}, faux, { ou: `${nom}\u00a0: `, cache: ici });
      else if (dit(un)) yield { cle, champ, valeur: String(un), groupe, ou: nom, cache: ici };
    }
  }
}

