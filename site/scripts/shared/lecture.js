// Reading the JSON files of a folder of the site. A leaf that nobody wrote is empty.

/** `lecteur(dossier)` gives `lire(nom)`, which resolves to the content of `<dossier>/<nom>.json`. */
export const lecteur = (dossier) => async (nom) => {
  const reponse = await fetch(new URL(`../../${dossier}/${nom}.json`, import.meta.url));
  if (reponse.ok) return reponse.json();
  if (reponse.status === 404) return nom.startsWith("lieux/") ? [] : {};
  throw new Error(`${dossier}/${nom}.json : ${reponse.status}`);
};
