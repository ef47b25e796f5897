// The guards of `maillage check` on persons and places, before anything leaves the browser: where a record says what
// must not be public, and why, never the words themselves. Whatever a form holds is text: `champs` says what each key is.

import { Lecture, morceaux, plier } from "./garde-lecture.js";
import { Lieux } from "./garde-lieux.js";
import { DURABLES, Personnes } from "./garde-personnes.js";
import { Retenus } from "./garde-retenus.js";

/** What is read word by word, as an address is. */
const ADRESSES = new Set(["url", "courriel"]);
const NOMS = new Set(["id", "compte", "fichier"]);
const NOMMEES = ["nom", "sigle", "nom_complet", "commune"];
const CODES_DE_LIEU = ["code_postal", "code_insee"];

const dit = (valeur) => String(valeur ?? "").trim().toLowerCase();
const liste = (valeur) => (Array.isArray(valeur) ? valeur : [valeur]);
const estGroupe = (valeur) => valeur && typeof valeur === "object" && !Array.isArray(valeur);

export class Garde {
  /** `lire(nom)` gives a table; that of places is asked for when a place is hidden. */
  static async ouvrir(lire, { lieux = false } = {}) {
    const garde = new Garde(await lire("personnes"));
    return lieux ? garde.avec(await lire("lieux")) : garde;
  }

  /** The guards that a record needs: those of places when it is confidential, or names what is. */
  static async pour(sujet, lire) {
    const garde = new Garde(await lire("personnes"), await lire("reseau"));
    return garde.situe(sujet) ? garde.avec(await lire("lieux")) : garde;
  }

  constructor(personnes, reseau = null) {
    this.tables = personnes;
    this.lecture = new Lecture(personnes);
    this.personnes = new Personnes(personnes, this.lecture);
    this.dits = personnes.dits;
    this.retenus = reseau && new Retenus(reseau, this.lecture);
    this.organismes = new Set(reseau?.organismes);
  }

  avec(lieux) {
    this.lieux = new Lieux(lieux, this.lecture, this.tables.nombres);
    this.muets = { codes: new Set(lieux.muets.codes), natures: new Set(lieux.muets.natures) };
    return this;
  }

  /** What one text says of persons, in sentences. */
  texte(texte, contexte) {
    return this.personnes.dit(texte, contexte).map((un) => this.dits[un]);
  }

  /** What one text says of a hidden place, in sentences; none when the tables of places were not asked for. */
  lieu(texte, { leves, adresse, remede = this.dits.lieu.remede } = {}) {
    const indice = this.lieux?.indice(texte, { leves, adresse });
    return indice ? [{ quoi: `ce texte dit ${indice.quoi}`, remede, ferme: indice.ferme }] : [];
  }

  /**
   * All that a record must not say: `ou` (the field's label), `quoi`, `remede`. Of a `sujet`: its `genre`, its `id`
   * (none while it is new), the `fiche`, the `champs` of its model, the `regles` of the configuration, and those that
   * it `cite`: their `reference` and `noms`; `nommes` are whom these name with reason.
   */
  fiche(sujet) {
    const { fiche, cites = [], nommes = [] } = sujet;
    const feuilles = [...parcourir(fiche, sujet.champs)];
    const leves = permises(fiche).map(({ texte }) => texte).filter(Boolean);
    const siens = cites.filter(({ reference }) => reference.startsWith("actors/"));
    const mots = [...NOMMEES.map((cle) => fiche[cle] ?? ""), ...siens.flatMap(({ noms }) => noms[0])].flatMap((nom) => morceaux(String(nom)));
    const contexte = { apropos: new Set(mots.filter(({ length }) => length > 2)), nommes: [...this.nommes(feuilles), ...nommes], leves };
    const fautes = [
      ...this.desLieux(sujet, feuilles, [...this.fermes(leves), ...cites.filter(({ reference }) => !this.retenus?.cles.has(reference)).flatMap(({ noms }) => noms)]),
      ...feuilles.flatMap((feuille) => this.desPersonnes(feuille, sujet, contexte)),
      ...this.desPermises(fiche, contexte),
    ];
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

  // —— Places ——

  /** Whether a record must say no place, or has words that may stay, which are looked at too. */
  situe(sujet) {
    const feuilles = [...parcourir(sujet.fiche, sujet.champs)];
    return cache(sujet.fiche, sujet.regles) || permises(sujet.fiche).length > 0 || this.passages(sujet, feuilles).some(({ nomme }) => nomme);
  }

  /** The leaves that are read together: all of a record; of an issue, its items one by one, and the rest. */
  passages({ genre, id, regles }, feuilles) {
    if (!regles.passages.includes(genre)) return [{ feuilles, nomme: Boolean(this.retenus?.nommes(feuilles.filter(estDit), id && `${genre}/${id}`)) }];
    const parts = new Map();
    for (const feuille of feuilles) {
      const { chemin } = feuille;
      const part = chemin.length > 3 && typeof chemin[2] === "number" ? chemin.slice(0, 3).join() : "";
      parts.set(part, [...parts.get(part) ?? [], feuille]);
    }
    return [...parts.values()].map((siennes) => ({ feuilles: siennes, nomme: Boolean(this.retenus?.passage(siennes.filter(estDit))) }));
  }

  desLieux(sujet, feuilles, leves) {
    const { genre, id, fiche, regles } = sujet;
    const raisons = permises(fiche).map(({ raison }, rang) => ({ ...FEUILLE, valeur: String(raison ?? ""), ou: `Précisions permises ${rang + 1}\u00a0: Raison` }));
    if (cache(fiche, regles)) {
      const toutes = [...feuilles, ...raisons, ...(id ? [{ ...FEUILLE, cle: "id", valeur: id, ou: "Nom du fichier" }] : [])];
      return toutes.flatMap((feuille) => (regles.lieu.includes(feuille.cle)
        ? [{ ou: feuille.ou, quoi: "cette réponse dit où est le lieu", remede: this.dits.lieu.cle }] : this.duLieu(feuille, this.dits.lieu, leves)));
    }
    const propre = regles.propres.includes(genre);
    return this.passages(sujet, feuilles).filter(({ nomme }) => nomme).flatMap((un) => {
      const lues = [...un.feuilles, ...(un.feuilles === feuilles ? raisons : [])];
      const jugees = propre ? lues.filter(({ cle, champ }) => ![...regles.precis, ...regles.soi].includes(cle) && champ.nature !== "territoire") : lues;
      return jugees.flatMap((feuille) => this.acote(feuille, fiche, leves) ?? this.duLieu(feuille, this.dits.nomme, leves));
    });
  }

  /** The keys of a place, in a record whose place may be the confidential one; undefined for any other. */
  acote({ cle, champ, valeur, ou }, fiche, leves) {
    const permis = (texte) => leves.some((un) => plier(un).includes(plier(this.lecture.simple(texte))));
    if (champ.nature === "territoire" && permis(valeur)) return [];
    if (!CODES_DE_LIEU.includes(cle) && champ.nature !== "decimal") return undefined;
    return cle === "code_insee" && fiche.commune && permis(fiche.commune) ? [] : [{ ou, quoi: "cette réponse dit où est un lieu", remede: this.dits.nomme.cle }];
  }

  duLieu({ cle, champ, valeur, ou }, dits, leves) {
    if (champ.nature === "territoire") {
      return /^(?:commune|epci):/.test(valeur) ? [{ ou, quoi: "ce territoire est plus précis que le département", remede: dits.zone }] : [];
    }
    if (this.muets.codes.has(cle) || ((this.muets.natures.has(champ.nature) || MUETTES.has(champ.nature)) && !NOMS.has(cle))) return [];
    return this.lieu(valeur, { leves, adresse: ADRESSES.has(champ.nature) || NOMS.has(cle), remede: dits.remede }).map((faute) => ({ ou, ...faute }));
  }

  // —— Persons ——

  /** What a record says of its main line is not said of another: each group answers for itself. */
  desPersonnes({ cle, champ, valeur, ou, groupe }, { regles }, contexte) {
    const oui = (nom) => regles.vrai.includes(dit(groupe[nom])) || dit(groupe.consentement);
    if (champ.nature === "telephone") {
      return this.personnes.mobiles(valeur).length && !oui("telephone_de_service") ? [{ ou, ...this.dits.telephone }] : [];
    }
    if (cle === "courriel") return this.personnes.nomme(valeur, contexte.apropos) && !oui("courriel_de_service") ? [{ ou, ...this.dits.courriel }] : [];
    if (cle === "verifie_par") return this.personnes.signe(valeur, this.organismes) ? [{ ou, ...this.dits.verificateur }] : [];
    if (champ.nomme || !enMots(champ, valeur) || NON_LUES.has(cle)) return [];
    return this.texte(valeur, contexte).map((faute) => ({ ou, ...faute }));
  }

  /** The words that may stay, and why: none that no reason lifts, and nobody named by the reason. */
  desPermises(fiche, contexte) {
    return permises(fiche).flatMap(({ texte, raison }, rang) => {
      const ou = `Précisions permises ${rang + 1}`;
      const ferme = texte && this.lieux?.indice(texte);
      const dites = [
        ...(texte ? this.personnes.dit(texte, contexte).filter((un) => DURABLES.has(un)) : []),
        ...(raison ? this.personnes.dit(String(raison), contexte) : []),
      ];
      return [...(ferme?.ferme ? [{ ou, quoi: `ces mots disent ${ferme.quoi}`, remede: this.dits.permise }] : []), ...dites.map((un) => ({ ou, ...this.dits[un] }))];
    });
  }
}

const MUETTES = new Set(["oui-non", "entier", "decimal", "reference", "code", "groupe"]);
const LUES = new Set(["ligne", "texte", "url"]);
/** Hours say nothing in words but their comments: `Mo-Fr 09:00-12:00 "sur rendez-vous"`. */
const enMots = ({ nature }, valeur) => LUES.has(nature) || (nature === "horaires" && valeur.includes('"'));
/** Judged by rules of their own. */
const NON_LUES = new Set(["verifie_par", "adresse", "complement_adresse", "commune"]);
const FEUILLE = { cle: "", champ: { nature: "texte" } };

/** The words that may stay in a record, and the reasons. */
const permises = ({ precisions_permises: dites }) => liste(dites ?? []).filter(estGroupe).map(({ texte, raison }) => ({ texte: String(texte ?? ""), raison }));

/** Whether a record, or a group of it, says that its place is confidential: in doubt it does. */
export const cache = (groupe, regles) => Object.entries(groupe).some(([cle, valeur]) => (cle === "adresse_confidentielle"
  ? !["", ...regles.faux].includes(dit(valeur)) : liste(valeur).some((un) => estGroupe(un) && cache(un, regles))));

/** What a record says in words, or by a reference: neither a code nor what no reader sees. */
const estDit = ({ cle, champ }) => cle === "courriel" || champ.genre || !MUETTES.has(champ.nature);

/** Every text of a record, with its key, what the key is, its group, its label and its path of keys. */
function* parcourir(groupe, champs, ou = "", chemin = []) {
  for (const [cle, valeur] of Object.entries(groupe)) {
    if (cle === "precisions_permises") continue;
    const champ = champs[cle] ?? { titre: cle, nature: "texte" };
    const tous = liste(valeur);
    for (const [rang, un] of tous.entries()) {
      const nom = `${ou}${champ.titre}${tous.length > 1 ? ` ${rang + 1}` : ""}`;
      const ici = [...chemin, cle, ...(Array.isArray(valeur) ? [rang] : [])];
      if (estGroupe(un)) yield* parcourir(un, champ.champs ?? {}, `${nom}\u00a0: `, ici);
      else if (dit(un)) yield { cle, champ, valeur: String(un), groupe, ou: nom, chemin: ici };
    }
  }
}
