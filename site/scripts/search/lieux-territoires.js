// The places that the directory knows, and how each is said: départements, regions, communes.

import { cle, sansArticle } from "./lieux-mots.js";

export function departement(code, [nom, article, dans, regionCode, chefLieu, latitude, longitude, fuseau]) {
  return {
    code: `departement:${code}`, niveau: "departement", nom, cle: cle(nom), court: sansArticle(cle(nom)), article, dans, dep: code,
    region: regionCode, chefLieu, point: [latitude, longitude], fuseau, taille: 20, etiquette: `${nom} (${code})`, note: "département",
  };
}

export function region(code, [nom, article, dans]) {
  return {
    code: `region:${code}`, niveau: "region", nom, cle: cle(nom), court: sansArticle(cle(nom)), article, dans, region: code,
    taille: 19, etiquette: nom, note: "région",
  };
}

/** « à Lille », « au Mans », « aux Sables-d’Olonne ». */
export function aLa(nom) {
  if (nom.startsWith("Le ")) return `au ${nom.slice(3)}`;
  if (nom.startsWith("Les ")) return `aux ${nom.slice(4)}`;
  return `à ${nom}`;
}

/** A commune of a leaf: of hundreds that come at one key, a few are asked how they are said. */
export class Commune {
  niveau = "commune";

  constructor([insee, nom, postes, taille, latitude, longitude, epci, parent, ancien], departements) {
    this.dep = [insee.slice(0, 3), insee.slice(0, 2)].find((debut) => departements.has(debut));
    this.de = departements.get(this.dep);
    this.code = `commune:${insee}`;
    this.nom = nom.replace(/ (\d+)(er|e) Arrondissement$/, " $1$2");
    this.ancien = ancien;
    this.cle = cle(ancien ?? nom);
    this.court = sansArticle(this.cle);
    this.point = [latitude, longitude];
    // A name that is a word of French too has its size below zero.
    Object.assign(this, { taille: Math.abs(taille), ordinaire: taille < 0, epci, parent, codesPostaux: postes });
  }

  get postes() { return this.codesPostaux.split(" "); }

  get region() { return this.de?.region; }

  get dans() { return aLa(this.nom); }

  get etiquette() { return `${this.nom} (${this.dep})`; }

  get note() { return `${this.dep}, ${this.de?.nom ?? ""}${this.ancien ? `\u00a0; ${this.ancien} en fait partie` : ""}`; }
}
