// Coverage first: who answers for a place, in which order, and the reason that stands on each result.
// Levels go from the most to the least specific: commune, epci, departement, region, france.

import { aLa } from "./lieux.js";

const PRECISION = { commune: 0, epci: 1, departement: 2, partie: 3, region: 4, france: 5 };
/** Actors whose territory nobody told, shown when they stand this close (km) to a commune. */
const ALENTOURS_KM = 50;
const RAYON_TERRE_KM = 6371;
/** Scores this close to the best one count as equal, so that distance decides between them. */
const PALIERS = 4;
/** Scores that differ by less than one part of this are equal. */
const FINESSE = 10_000;

const radians = (degres) => (degres * Math.PI) / 180;

/** Great-circle distance of two points (latitude, longitude in degrees), in km. */
export function distance([latA, lonA], [latB, lonB]) {
  const [dLat, dLon] = [radians(latB - latA), radians(lonB - lonA)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(dLon / 2) ** 2;
  return 2 * RAYON_TERRE_KM * Math.asin(Math.sqrt(h));
}

const dansLieu = (zone, lieu, lieux) => {
  if (lieu.niveau === "departement") return zone.niveau !== "departement" && zone.departements.includes(lieu.dep);
  return lieu.niveau === "region" && zone.departements.some((dep) => lieux.departements.get(dep)?.region === lieu.region);
};

/** How a zone covers a place: a level of PRECISION (`partie`: it lies inside the place), or null. */
export function couverture(zone, lieu, lieux) {
  if (zone.niveau === "france") return "france";
  if (zone.niveau === "region") return zone.code === lieu.region ? "region" : null;
  if (zone.niveau === "departement" && zone.code === lieu.dep) return "departement";
  if (lieu.niveau === "commune") {
    if (zone.niveau === "commune" && [lieu.code.slice(8), lieu.parent].includes(zone.code)) return "commune";
    return zone.niveau === "epci" && zone.code === lieu.epci ? "epci" : null;
  }
  return dansLieu(zone, lieu, lieux) ? "partie" : null;
}

/** The zone of an actor that covers a place most closely: `{zone, niveau}`, or null. */
function meilleureZone(acteur, lieu, lieux) {
  let meilleure = null;
  for (const zone of acteur.zones) {
    const niveau = couverture(zone, lieu, lieux);
    if (niveau && !(PRECISION[niveau] >= PRECISION[meilleure?.niveau])) meilleure = { zone, niveau };
  }
  return meilleure;
}

/** « à 12 km », or « à moins de 1 km ». */
export const dire = (km) => (km < 1 ? "à moins de 1\u00a0km" : `à ${Math.round(km).toLocaleString("fr")}\u00a0km`);

/** Where an actor stands: « à Lille », « dans le Nord (59) » when its commune is not known. */
export function situation(acteur, lieux) {
  if (acteur.commune) return aLa(acteur.commune);
  const departement = lieux.departements.get(acteur.dep);
  return departement ? `${departement.dans} (${acteur.dep})` : "";
}

/** Who can be reached stands first in its group; who is only cited, last: from -1 to 2, so many values. */
const JOINTS = 4;
const joint = ({ joint: mesure = 0, agit = true }) => (agit ? mesure : -1);

/** True of a telephone line for the whole country. */
const ligne = ({ joint: mesure = 0, agit = true, zones }) => Number(agit && mesure > 1 && zones.some(({ niveau }) => niveau === "france"));

/** True for who is only reached from afar: how far its office stands says nothing. */
const aDistance = ({ termes }) => termes.modes_accueil.length > 0 && termes.modes_accueil.every((code) => code === "a-distance");

/** Why an actor answers for a place: `{ordre, groupe, raison, km}`, or null when nothing ties it to the place. */
export function lien(acteur, lieu, lieux) {
  const couvre = meilleureZone(acteur, lieu, lieux);
  if (!couvre && acteur.zones.length) return null;
  const km = lieu.niveau === "commune" && acteur.point ? distance(lieu.point, acteur.point) : null;
  if (couvre) {
    const { niveau, zone } = couvre;
    const loin = niveau === "france" || aDistance(acteur) ? null : km;
    return { ordre: ordreDe(niveau, lieu), groupe: groupeDe(niveau, lieu), raison: raisonDe(zone, loin), km: loin };
  }
  const ici = lieu.niveau === "region" ? lieux.departements.get(acteur.dep)?.region === lieu.region : acteur.dep === lieu.dep;
  if (!ici && (km === null || km > ALENTOURS_KM)) return null;
  const loin = aDistance(acteur) ? null : km;
  const lieuDit = [situation(acteur, lieux), loin >= 1 ? dire(loin) : ""].filter(Boolean).join(", ");
  return { ordre: ici ? 4 : 7, groupe: ici ? "ici" : "alentours", raison: `${lieuDit}, territoire non renseigné`, km: loin };
}

const ordreDe = (niveau, lieu) => {
  if (niveau === "partie") return lieu.niveau === "region" ? 2 : 3;
  if (lieu.niveau === "region" && niveau === "region") return 1;
  return { commune: 0, epci: 1, departement: 2, region: 5, france: 6 }[niveau];
};

const groupeDe = (niveau, lieu) => {
  if (niveau === "france") return "france";
  return niveau === "region" && lieu.niveau !== "region" ? "region" : "ici";
};

const raisonDe = (zone, km) => [`couvre ${zone.nom}`, km === null ? "" : dire(km)].filter(Boolean).join(" · ");

/** The title of a group of results. */
export function titre(groupe, lieu, lieux) {
  if (groupe === "france") return "Partout en France";
  if (groupe === "alentours") return "Aux alentours";
  const ici = groupe === "region" ? lieux.regions.get(lieu.region) : lieu.niveau === "commune" ? lieux.departements.get(lieu.dep) : lieu;
  return (groupe === "region" ? `Dans la région ${ici.nom}` : majuscule(ici.dans));
}

const majuscule = (texte) => texte.charAt(0).toUpperCase() + texte.slice(1);

/**
 * The results for a question: `{groupes: [{code, titre, resultats: [{acteur, raison, km}]}], ailleurs}`, where
 * `ailleurs` counts the actors that answer the words but nothing ties to the place. `scores`: rank → score, or null;
 * `montre(acteur)` says who is shown.
 */
export function classer(acteurs, lieu, lieux, scores, montre = () => true) {
  if (!lieu) {
    // Nobody said where: who answers everywhere comes first, then who can be reached, each by its score.
    const lots = Array.from({ length: 2 * JOINTS }, () => []);
    for (const rang of rangs(scores, acteurs.length)) {
      const acteur = acteurs[rang];
      if (montre(acteur)) lots[ligne(acteur) * JOINTS + joint(acteur) + 1].push({ acteur, raison: null, km: null });
    }
    const resultats = lots.reverse().flat();
    return { groupes: resultats.length ? [{ code: "tout", titre: null, resultats }] : [], ailleurs: 0 };
  }
  const retenus = (scores ? [...scores.keys()].map((rang) => acteurs[rang]) : acteurs).filter(montre);
  const note = paliers(scores);
  const lies = [];
  for (const acteur of retenus) {
    const sien = lien(acteur, lieu, lieux);
    if (sien) lies.push({ acteur, ...sien, note: note(acteur), joint: joint(acteur) });
  }
  lies.sort((a, b) => b.joint - a.joint || a.ordre - b.ordre || b.note - a.note || pres(a, b) || a.acteur.besoin - b.acteur.besoin || a.acteur.rang - b.acteur.rang);
  const groupes = ["ici", "region", "france", "alentours"].map((code) => ({ code, resultats: lies.filter(({ groupe }) => groupe === code) }));
  return {
    groupes: groupes.filter(({ resultats }) => resultats.length).map((groupe) => ({ ...groupe, titre: titre(groupe.code, lieu, lieux) })),
    ailleurs: retenus.length - lies.length,
  };
}

/** The ranks of `scores`, the best first; ranks as numbers with their scores, since numbers alone are sorted fast. */
function rangs(scores, nombre) {
  const cles = Float64Array.from(scores, ([rang, note]) => Math.round(note * FINESSE) * nombre + (nombre - 1 - rang));
  return Array.from(cles.sort().reverse(), (valeur) => nombre - 1 - (valeur % nombre));
}

/** The nearer first; one whose distance nobody can tell comes after those that have one. */
const pres = (a, b) => (a.km === b.km ? 0 : (a.km ?? Infinity) - (b.km ?? Infinity));

/** A result's score in steps, so that a small difference of words doesn't beat ten kilometres. */
function paliers(scores) {
  if (!scores?.size) return () => 0;
  let plus = 0;
  for (const score of scores.values()) if (score > plus) plus = score;
  return ({ rang }) => Math.round((PALIERS * scores.get(rang)) / plus);
}
