// What the forms that compose a letter share: a field of a record to correct, what changed in it, the text to copy.

const RETOUR_MS = 4000;
/** Addresses of eight thousand signs are refused; each of ours may weigh three, encoded. */
const ADRESSE_MAX = 2000;

/** A field that the reader may change: its key, its name, what the record says, the control and its box. */
export function champ([cle, nom, valeur]) {
  const long = (valeur ?? "").length > 60 || valeur?.includes("\n");
  const boite = document.createElement("div");
  const etiquette = Object.assign(document.createElement("label"), { className: "champ__etiquette", textContent: nom, htmlFor: `champ-${cle}` });
  const saisie = Object.assign(document.createElement(long ? "textarea" : "input"), { className: "champ-texte", id: `champ-${cle}`, value: valeur ?? "", autocomplete: "off" });
  if (long) saisie.rows = Math.min(8, Math.ceil(valeur.length / 60) + valeur.split("\n").length - 1);
  boite.append(etiquette, saisie);
  return { cle, nom, avant: valeur ?? "", saisie, boite };
}

export const change = ({ avant, saisie }) => saisie.value.trim() !== avant.trim();

export const retrait = (texte) => texte.replaceAll("\n", "\n    ");

/** A change as a paragraph; the programs that read the letters know these words. */
export function changement({ nom, avant, saisie }) {
  const apres = saisie.value.trim();
  if (!avant) return `À compléter\u00a0: ${nom}\n  ${retrait(apres)}`;
  return `À corriger\u00a0: ${nom}\n  Sur la fiche\u00a0: ${retrait(avant)}\n  ${apres ? `Il faut\u00a0: ${retrait(apres)}` : "À retirer"}`;
}

/** Marks the fields that the reader changed, and gives back their paragraphs. */
export function changements(champs) {
  for (const un of champs) un.boite.classList.toggle("signalement__change", change(un));
  return champs.filter(change).map(changement);
}

/** The address of the repository's own form, filled; a text too long for an address is pasted there by hand. */
export function depot(base, { sujet, titre, texte }) {
  const adresse = new URL(base);
  const suite = texte.length > ADRESSE_MAX ? "Collez ici le texte copié depuis la page." : texte;
  const valeurs = adresse.searchParams.has("template") ? { fiche: sujet, changements: suite }
    : { "issue[title]": titre, "issue[description]": `${sujet}\n\n${suite}` };
  for (const [nom, valeur] of Object.entries(valeurs)) adresse.searchParams.set(nom, valeur);
  return adresse.href;
}

/** « Copier le texte »: the text of the letter, for who writes it elsewhere. */
export function copiable(bouton, texte) {
  bouton.addEventListener("click", async () => {
    const mots = bouton.querySelector("span");
    try {
      await navigator.clipboard.writeText(texte.value);
      mots.textContent = "Texte copié";
    } catch {
      texte.select();
      mots.textContent = "Copie impossible\u00a0: le texte est sélectionné";
    }
    setTimeout(() => { mots.textContent = "Copier le texte"; }, RETOUR_MS);
  });
}
