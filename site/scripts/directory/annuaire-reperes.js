// What stands on the directory's map: numbered shapes, hexagons for groups, names of towns, and their popups.
// Texts reach the page by textContent only: a record is data, never markup.

function svg(nom, attributs = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", nom);
  for (const [cle, valeur] of Object.entries(attributs)) element.setAttribute(cle, valeur);
  return element;
}

/** A copy of a category's shape: a hundred of them are drawn sooner than a hundred references to it. */
function trace(categorie) {
  const copie = document.getElementById(`marque-${categorie}`).firstElementChild.cloneNode(true);
  copie.setAttribute("class", "marque");
  return copie;
}

/** The category's shape, with what is to be read in it. */
export function forme(categorie, texte, taille = 34) {
  const dessin = svg("svg", { viewBox: "0 0 32 32", width: taille, height: taille, class: `cat-${categorie}`, "aria-hidden": "true" });
  dessin.append(trace(categorie));
  const nombre = svg("text", { x: 16, y: 21, "text-anchor": "middle", class: "marque__numero" });
  nombre.textContent = texte;
  dessin.append(nombre);
  return dessin;
}

function hexagone() {
  const dessin = svg("svg", { viewBox: "0 0 44 44", width: 44, height: 44, "aria-hidden": "true" });
  dessin.append(svg("path", { class: "grappe", d: "M22 3 38.5 12.5v19L22 41 5.5 31.5v-19Z" }));
  dessin.append(svg("text", { x: 22, y: 28, "text-anchor": "middle", class: "grappe__nombre" }));
  return dessin;
}

function marqueur(dessin, taille) {
  const boite = document.createElement("div");
  boite.append(dessin);
  const icone = L.divIcon({ html: boite, className: "repere", iconSize: [taille, taille], popupAnchor: [0, -taille / 2] });
  const pose = L.marker([0, 0], { icon: icone, keyboard: true });
  pose.texte = dessin.querySelector("text");
  pose.on("add", () => dire(pose));
  return pose;
}

function dire(pose) {
  const element = pose.getElement();
  element.setAttribute("role", "button");
  element.title = pose.nom;
  element.setAttribute("aria-label", pose.nom);
}

/** What a marker is called, and what is written in it, whether it stands already or is about to. */
export function nommer(pose, nom, texte) {
  pose.nom = nom;
  pose.texte.textContent = texte;
  if (pose.getElement()) dire(pose);
}

/** Up to this rank a marker shows it: a number of two digits reads as a département's. */
const RANG_LISIBLE = 9;
export const lisible = (numero) => (numero && numero <= RANG_LISIBLE ? numero : "");

/** The marker of an actor; it is smaller where the list answers no question, and has no order of its own. */
export const repere = (categorie, numerote) => marqueur(forme(categorie, "", numerote ? 34 : 24), numerote ? 34 : 24);

/** Never a bare number, which reads as a département's. */
export const compte = (nombre) => `×${nombre}`;

export const grappe = () => marqueur(hexagone(), 44);

/** A town's name, to find one's way; nothing to reach with the keyboard. */
export function ville(position, nom, ecartee) {
  const mot = document.createElement("span");
  mot.textContent = nom;
  const icone = L.divIcon({ html: mot, className: ecartee ? "carte-ville carte-ville--ecartee" : "carte-ville", iconSize: null });
  return L.marker(position, { icon: icone, interactive: false, keyboard: false, zIndexOffset: -1000 });
}

export function ligne(balise, texte, classe = "") {
  const element = document.createElement(balise);
  element.className = classe;
  element.textContent = texte;
  return element;
}

export const numerote = (nom, numero) => (numero ? `${numero}. ${nom}` : nom);

/** What the popup of one actor says: its name, what it is, why it is here, what it does, and its number. */
export function fiche(rangee) {
  const boite = document.createElement("div");
  const titre = document.createElement("h3");
  titre.append(rangee.querySelector("h3 a").cloneNode(true));
  boite.append(titre);
  for (const selecteur of [".resultat__sous-titre", ".raison", ".resultat__texte"]) {
    const source = rangee.querySelector(selecteur);
    if (source && !source.hidden && source.textContent.trim()) boite.append(ligne("p", source.textContent.trim(), source.className));
  }
  const appel = rangee.querySelector("a[href^='tel:']");
  if (appel) boite.append(appel.cloneNode(true));
  return boite;
}

/** What the popup of a group that no zoom can open says: the actors that stand there, `{acteur, numero}`. */
export function sommaire(entrees, choisir) {
  const boite = document.createElement("div");
  const suite = document.createElement("ul");
  suite.className = "liste-nue";
  for (const { acteur, numero } of entrees) {
    const bouton = ligne("button", numerote(acteur.nom, numero), "bouton bouton--texte bouton--petit");
    bouton.type = "button";
    bouton.addEventListener("click", () => choisir(acteur));
    const element = document.createElement("li");
    element.append(bouton);
    suite.append(element);
  }
  boite.append(ligne("h3", `${entrees.length} structures au même endroit`), suite);
  return boite;
}
