// The directory's state and its address: what was asked, ticked, shown and opened. Pure, and nothing else holds it.

const FACETTES = ["seulement", "missions", "publics", "categories", "types_acteur", "modes_accueil", "mobilisable_par"];

export const vierge = () => ({ q: "", lieu: null, boites: new Map(), vue: "liste", fiche: null });

/** The state that an address holds: `lire("?lieu=departement:59&q=écoute&missions=orienter")`. */
export function lire(adresse) {
  const parametres = new URLSearchParams(adresse);
  const coches = FACETTES.map((nom) => [nom, new Set(parametres.getAll(nom))]).filter(([, codes]) => codes.size);
  return {
    q: parametres.get("q") ?? "",
    lieu: parametres.get("lieu"),
    boites: new Map(coches),
    vue: parametres.get("vue") === "carte" ? "carte" : "liste",
    fiche: parametres.get("fiche"),
  };
}

/** The address of a state, with its question mark, or "" for the whole directory. `cadre`: inside another site. */
export function ecrire(etat, cadre = false) {
  const parametres = new URLSearchParams();
  if (etat.lieu) parametres.set("lieu", etat.lieu);
  if (etat.q.trim()) parametres.set("q", etat.q.trim());
  for (const nom of FACETTES) for (const code of etat.boites.get(nom) ?? []) parametres.append(nom, code);
  if (etat.vue === "carte") parametres.set("vue", "carte");
  if (etat.fiche) parametres.set("fiche", etat.fiche);
  if (cadre) parametres.set("embed", "1");
  const texte = parametres.toString().replaceAll("%3A", ":");
  return texte ? `?${texte}` : "";
}
