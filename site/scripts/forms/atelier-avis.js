// What /admin/ says in our own words, over what Decap CMS draws: all that keeps a record from being saved, at once; and
// what to keep where two people changed the same field.

const creer = (nom, proprietes = {}, ...dedans) => {
  const noeud = Object.assign(document.createElement(nom), proprietes);
  noeud.append(...dedans);
  return noeud;
};

/** A box that stays until it is answered: resolves to the value of the button that closed it. */
function boite(titre, corps, boutons) {
  const dialogue = creer("dialog", { className: "atelier-avis" });
  dialogue.setAttribute("aria-labelledby", "atelier-avis-titre");
  const actions = boutons.map(([valeur, texte]) => creer("button", { type: "submit", value: valeur, className: "atelier-bouton", textContent: texte }));
  const formulaire = creer("form", { method: "dialog" }, creer("h2", { id: "atelier-avis-titre", textContent: titre }), ...corps, creer("p", { className: "atelier-rang" }, ...actions));
  dialogue.append(formulaire);
  document.body.append(dialogue);
  return new Promise((resoudre) => {
    dialogue.addEventListener("close", () => {
      resoudre(dialogue.returnValue);
      dialogue.remove();
    });
    dialogue.showModal();
  });
}

const paragraphe = (texte) => creer("p", { textContent: texte });

/** A sentence for the toast of Decap CMS, which writes what an error says of itself. */
export function refuser(phrase) {
  return Object.assign(new Error(phrase), { name: "", toString: () => phrase });
}

/** All that keeps a record from being saved: where, what, and what to do; never the words. */
export function direFautes(fautes, pourquoi = "Même un brouillon est public. Corrigez d’abord\u00a0:") {
  const lignes = fautes.map(({ ou, quoi, remede }) => creer("li", {}, creer("strong", { textContent: ou }), `\u00a0: ${quoi}. ${remede[0].toUpperCase()}${remede.slice(1)}.`));
  return boite("Rien n’a été enregistré", [
    paragraphe(pourquoi), creer("ul", {}, ...lignes),
  ], [["", "Revenir au formulaire"]]);
}

/** Whether to change an issue that left: nobody does it by mistake. */
export async function demanderParti(periode) {
  const phrase = `Le numéro du ${periode} est publié\u00a0: les abonnés ont reçu la lettre comme elle était. Ce que vous enregistrez ne changera que sa page sur le site.`;
  const dit = await boite("Ce numéro est déjà parti", [paragraphe(phrase)], [["", "Ne rien changer"], ["oui", "Changer la page du site"]]);
  return dit === "oui";
}

const montrer = (valeur, nommer) => {
  if (valeur === undefined) return "(vide)";
  if (Array.isArray(valeur)) return valeur.map((un) => montrer(un, nommer)).join("\n");
  return typeof valeur === "object" ? Object.values(valeur).map((un) => montrer(un, nommer)).join(", ") : nommer(String(valeur));
};

function choix(rang, { nom, eux, moi }, nommer) {
  const options = [["eux", "Déjà enregistré par quelqu’un", eux], ["moi", "Ce que vous écrivez", moi]];
  if (Array.isArray(eux) && Array.isArray(moi)) options.push(["deux", "Les deux", reunir(eux, moi)]);
  return creer("fieldset", {}, creer("legend", { textContent: nom }), ...options.map(([valeur, texte, contenu]) => creer("label", { className: "atelier-choix" },
    creer("input", { type: "radio", name: `choix-${rang}`, value: valeur, required: true }), ` ${texte}\u00a0:`, creer("pre", { textContent: montrer(contenu, nommer) }))));
}

/** What tells an item of a list from another: the record that it chooses, or all that it says. */
const identite = (un) => un.fiche ?? JSON.stringify(un);
const reunir = (eux, moi) => [...eux, ...moi.filter((un) => !eux.some((autre) => identite(autre) === identite(un)))];

/**
 * For each field that two people changed, the value to keep; throws when nothing is to be saved. `nommer` gives the
 * name of a record for its reference, and any other text as it is.
 */
export async function demanderChoix(conflits, nommer = (texte) => texte) {
  const champs = conflits.map((conflit, rang) => choix(rang, conflit, nommer));
  const annuler = creer("button", { type: "button", className: "atelier-bouton", textContent: "Revenir au formulaire, sans enregistrer" });
  annuler.addEventListener("click", () => annuler.closest("dialog").close("annuler"));
  const dit = await boite("Quelqu’un a changé la même chose", [
    paragraphe("Pendant que ce formulaire était ouvert. Choisissez ce qu’il faut garder\u00a0; le reste est réuni."), ...champs, annuler,
  ], [["garder", "Enregistrer ce choix"]]);
  if (dit !== "garder") throw refuser("Rien n’a été enregistré\u00a0: il reste à choisir entre deux versions.");
  return conflits.map(({ eux, moi }, rang) => {
    const valeur = champs[rang].querySelector("input:checked").value;
    return valeur === "deux" ? reunir(eux, moi) : { eux, moi }[valeur];
  });
}

/** What a colleague had changed, and that the save kept. */
export function direVenus(noms) {
  document.querySelector(".atelier-venus")?.remove();
  const fermer = creer("button", { type: "button", className: "atelier-bouton", textContent: "Compris" });
  const avis = creer("div", { className: "atelier-venus" }, paragraphe(`Quelqu’un avait aussi changé\u00a0: ${noms.join(", ")}. C’est gardé.`), fermer);
  avis.setAttribute("role", "status");
  fermer.addEventListener("click", () => avis.remove());
  document.body.append(avis);
}
