// The page of all results: the question and the kind are in the address, so that it can be kept, shared and come back to.

import { titrer } from "../shared/discret.js";
import { avertir, code, coupure, question } from "../shared/bornes.js";
import { Historique } from "../shared/historique.js";
import { CONSEIL, direPanne, travailler } from "../shared/edition.js";
import { reprendre } from "../shared/reprise.js";
import { SITE } from "../shared/site.js";
import { adresseAnnuaire, compter, Reponses } from "./reponses.js";

const PAR_GENRE = 5;
const PAR_PAGE = 40;
const PAUSE_MS = 300;

const formulaire = document.querySelector("[data-recherche-page]");
const champ = formulaire.elements.q;
const trouver = (nom) => document.querySelector(`[data-${nom}]`);
const reponses = new Reponses();
const nomDuSite = document.title;

const demande = () => new URLSearchParams(location.search);
const lire = () => ({ q: question(demande().get("q")).trim(), genre: code(demande().get("genre")) });
const adresse = ({ q, genre = null }) => `${location.pathname}${q ? `?${new URLSearchParams({ q, ...(genre ? { genre } : {}) })}` : ""}`;

function element(nom, classe, texte = "") {
  return Object.assign(document.createElement(nom), { className: classe, textContent: texte });
}

function lien(url, texte, classe = "") {
  return Object.assign(element("a", classe, texte), { href: url });
}

/** One result: its title, what it is, and the sentence that sums it up. */
function ligne({ url, titre, note, texte = "", passe = false }) {
  const article = element("li", "trouvaille");
  const nom = element("h3", "trouvaille__titre");
  nom.append(lien(new URL(url, SITE).href, titre));
  article.append(nom, element("p", "trouvaille__note", passe ? `${note}, passé` : note));
  if (texte) article.append(element("p", "trouvaille__texte", texte));
  return article;
}

function section(titre, nombre, lignes, suite = []) {
  const bloc = element("section", "section");
  const entete = element("h2", "fil", titre);
  entete.id = `genre-${titre.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  bloc.setAttribute("aria-labelledby", entete.id);
  if (nombre) entete.append(" ", element("span", "trouvailles__nombre", nombre.toLocaleString("fr")));
  const liste = element("ul", "trouvailles");
  liste.append(...lignes);
  bloc.append(entete, liste, ...suite);
  return bloc;
}

/** A group of results, whole when it is the one that the address asks for. */
async function sectionDe(groupe, reponse, { q, genre }) {
  const nombre = genre ? PAR_PAGE : PAR_GENRE;
  const bloc = section(groupe.titre, groupe.rangs.length, (await reponses.fiches(groupe, 0, nombre)).map(ligne));
  const suite = element("p", "boutons");
  if (groupe.rangs.length > nombre) suite.append(genre ? bouton(groupe, bloc) : lien(adresse({ q, genre: groupe.genre }), `Tout voir\u00a0: ${groupe.titre.toLowerCase()} (${groupe.rangs.length.toLocaleString("fr")})`, "bouton"));
  if (genre) suite.append(lien(adresse({ q }), "Revenir à tous les résultats", "bouton bouton--texte"));
  if (groupe.genre === "acteurs") suite.append(lien(new URL(adresseAnnuaire(reponse.lieu, reponse.mots), SITE).href, "Voir sur la carte de l’annuaire", "bouton bouton--texte"));
  if (suite.children.length) bloc.append(suite);
  return bloc;
}

/** Shows the next results of a group, and puts the focus on the first of them. */
function bouton(groupe, bloc) {
  const suite = Object.assign(element("button", "bouton", "Afficher la suite"), { type: "button" });
  suite.addEventListener("click", async () => {
    const liste = bloc.querySelector("ul");
    const debut = liste.children.length;
    liste.append(...(await reponses.fiches(groupe, debut, debut + PAR_PAGE)).map(ligne));
    liste.children[debut].querySelector("a").focus();
    if (liste.children.length >= groupe.rangs.length) suite.remove();
  });
  return suite;
}

function direCompte({ total, partiel }, { q }) {
  const titre = `${compter(total)} pour «\u00a0${q}\u00a0»`;
  if (!total) return `${titre}. Essayez d’autres mots, ou passez par les listes complètes.`;
  return partiel ? `${titre}. Rien n’a tous ces mots\u00a0; voici le plus proche.` : titre;
}

/** What answers the address, drawn; `panne` when what that needs did not come. */
async function lireReponse(etat) {
  try {
    const reponse = await reponses.chercher(etat.q);
    // A kind that the answer has not, or that is none, leaves the whole answer.
    if (!reponse.groupes.some(({ genre }) => genre === etat.genre)) etat.genre = null;
    const groupes = reponse.groupes.filter(({ genre }) => !etat.genre || genre === etat.genre);
    return { reponse, groupes, blocs: await Promise.all(groupes.map((groupe) => sectionDe(groupe, reponse, etat))) };
  } catch (panne) {
    return { reponse: null, groupes: [], blocs: [], panne };
  }
}

let tour = 0;
/** Answers the address. The last question wins, whatever the order in which files arrive. */
async function repondre() {
  const etat = lire();
  tour += 1;
  const ici = tour;
  trouver("resultats").setAttribute("aria-busy", "true");
  trouver("listes").hidden = etat.q !== "";
  travailler(etat.q !== "");
  const { reponse, groupes, blocs, panne } = await lireReponse(etat);
  if (ici !== tour) return;
  const lieux = reponse && etat.q && !etat.genre ? reponses.parLieu(reponse) : [];
  if (lieux.length) blocs[reponse.lieu ? "unshift" : "push"](section("Par lieu", 0, lieux.map(ligne)));
  trouver("resultats").replaceChildren(...blocs);
  trouver("resultats").setAttribute("aria-busy", "false");
  travailler(false);
  trouver("panne").hidden = !panne;
  trouver("panne-dit").textContent = panne ? direPanne(panne, CONSEIL) : "";
  trouver("compte").textContent = panne ? "La recherche ne répond pas" : etat.q ? direCompte(reponse, etat) : "";
  trouver("listes").hidden = groupes.length > 0;
  titrer(etat.q ? `${etat.q} – ${nomDuSite}` : nomDuSite);
}

let pause = 0;
const historique = new Historique();
function aller(etat, comment) {
  clearTimeout(pause);
  historique.noter(adresse(etat), comment);
  return repondre();
}

function restaurer() {
  clearTimeout(pause);
  historique.revenir();
  champ.value = lire().q;
  avertir("question", coupure(demande().get("q")));
  return repondre();
}

champ.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => aller({ q: champ.value.trim() }, { frappe: true }), PAUSE_MS);
});
formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  aller({ q: champ.value.trim() }, { finie: true });
});
trouver("reessayer").addEventListener("click", repondre);
addEventListener("popstate", restaurer);
addEventListener("renouveau", () => historique.noter(adresse({ ...lire(), q: champ.value.trim() }), { frappe: true }));
await reprendre(formulaire, restaurer);
