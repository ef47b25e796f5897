// What an address may ask for. Anybody can write one, and a browser does all that it says: twenty thousand records
// would be twenty thousand requests. What is left out is said, at the head of the page.

/** Records of a shortlist: more fit no sheet of paper, and no code to scan. */
export const FICHES = 100;
/** Signs and words of a question: a place and three needs make fifty signs. The fields take no more either. */
export const SIGNES = 200;
export const MOTS = 20;
/** Signs of an id or of a code. */
export const CODE = 80;

/** The question that an address asks, as much of it as is looked for. */
export function question(texte) {
  const mots = (texte ?? "").slice(0, SIGNES).split(/(\s+)/);
  return mots.slice(0, 2 * MOTS - 1).join("");
}

/** A code that an address gives, or null for what is none. */
export const code = (texte) => (texte && texte.length <= CODE ? texte : null);

/** The first of a list, and how many more it had: `{gardes, reste}`. */
export const premiers = (liste, nombre) => ({ gardes: liste.slice(0, nombre), reste: Math.max(liste.length - nombre, 0) });

/** The sentence on a question that was cut, or "" for one that stands whole. */
export function coupure(texte) {
  const demande = (texte ?? "").trim();
  if (question(demande).trim() === demande) return "";
  return `La question de cette adresse est trop longue\u00a0: nous n’avons cherché que ses ${MOTS} premiers mots, ou ses ${SIGNES} premiers signes.`;
}

/** Says at the head of the page what was left out of its address; "" takes the sentence `nom` back. */
export function avertir(nom, phrase) {
  const main = document.querySelector("main");
  let avis = main.querySelector(`[data-borne="${nom}"]`);
  if (!avis && !phrase) return;
  if (!avis) {
    avis = Object.assign(document.createElement("div"), { className: "borne" });
    avis.dataset.borne = nom;
    avis.setAttribute("role", "status");
    avis.append(Object.assign(document.createElement("p"), { className: "cadre" }));
    main.prepend(avis);
  }
  avis.firstChild.textContent = phrase;
  avis.hidden = !phrase;
}
