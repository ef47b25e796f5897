// Two people order one list of chosen records: each change is kept, by record. What one added, took away, moved or
// retitled stays beside what the other did; only two different orders, or the same words, ask.

import { egal } from "./atelier-yaml.js";

const estChoix = (un) => typeof un === "object" && un !== null && typeof un.fiche === "string";
const cles = (liste) => liste.map(({ fiche }) => fiche);
const sontDistinctes = (liste) => new Set(cles(liste)).size === liste.length;

/** Whether these are lists of chosen records, each once. */
export const choisis = (...listes) => listes.every((liste) => Array.isArray(liste) && liste.every(estChoix) && sontDistinctes(liste));

/**
 * `la` (what stands) with what `moi` did since `avant`; `joindre(avant, la, moi, rang)` joins one record that both have.
 * undefined when both put the records that they share in different orders.
 */
export function ordonner(avant, la, moi, joindre) {
  const [siens, leurs, miens] = [avant, la, moi].map((liste) => new Map(liste.map((un) => [un.fiche, un])));
  // What one took away stays away, unless the other changed it meanwhile.
  const part = (fiche, ici) => siens.has(fiche) && egal(siens.get(fiche), ici.get(fiche));
  const restent = (liste, autre, ici) => cles(liste).filter((fiche) => autre.has(fiche) || !part(fiche, ici));
  const [rangs, miensRangs] = [restent(la, miens, leurs), restent(moi, leurs, miens)];
  const communs = (liste, autre) => liste.filter((fiche) => autre.includes(fiche));
  const avantRangs = cles(avant);
  const [bouge, jeBouge] = [[rangs, miensRangs], [miensRangs, rangs]].map(([un, autre]) => {
    const gardes = communs(communs(un, avantRangs), autre);
    return !egal(gardes, communs(avantRangs, gardes));
  });
  if (bouge && jeBouge && !egal(communs(rangs, miensRangs), communs(miensRangs, rangs))) return undefined;
  const ordre = jeBouge ? glisser(miensRangs, rangs) : glisser(rangs, miensRangs);
  return ordre.map((fiche, rang) => {
    if (!leurs.has(fiche)) return miens.get(fiche);
    return miens.has(fiche) ? joindre(siens.get(fiche), leurs.get(fiche), miens.get(fiche), rang) : leurs.get(fiche);
  });
}

/** The records of `autres` that `rangs` has not, each after the one that it followed. */
function glisser(rangs, autres) {
  const tous = [...rangs];
  autres.forEach((fiche, rang) => {
    if (!tous.includes(fiche)) tous.splice(rang === 0 ? 0 : tous.indexOf(autres[rang - 1]) + 1, 0, fiche);
  });
  return tous;
}
