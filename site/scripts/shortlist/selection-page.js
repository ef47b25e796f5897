// The sheet of the shortlist: reads the actors that the address names, shows them in that order, and hands them over.

import { dessiner } from "./code-qr.js";
import { avertir } from "../shared/bornes.js";
import { CONSEIL, travailler } from "../shared/edition.js";
import { jour, lireFiche, verification } from "../records/fiche.js";
import { SITE } from "../shared/site.js";
import { calendrier, prochains } from "./rendez-vous.js";
import { cartes, feuilles, lettre, ou, tableau } from "./selection-exports.js";
import { adresse, compter, dire, fragment, lireFragment, plein, remplacer, selection } from "./selection.js";

const TITRE = "Contacts utiles";

const page = document.querySelector("[data-selection-page]");
const trouver = (nom) => document.querySelector(`[data-${nom}]`);
const liste = trouver("liste");
const titre = document.querySelector("#titre-feuille");
const modele = document.querySelector("#modele-fiche");
/** An edition given to few hands nothing over, by mail or as a file. */
const envoi = trouver("courriel");
const lues = new Map();

/** What each id stands for: a record, null when there is none, undefined when it could not be read. */
async function lire(ids) {
  await Promise.all(ids.filter((id) => !lues.has(id)).map(async (id) => {
    try {
      lues.set(id, await lireFiche(`actors/${id}`));
    } catch {
      // Out of reach: asked again next time.
    }
  }));
}

function ecrire(element, nom, valeur) {
  for (const place of element.querySelectorAll(`[data-champ="${nom}"]`)) place.textContent = valeur ?? "";
  for (const si of element.querySelectorAll(`[data-si="${nom}"]`)) si.hidden = !valeur;
  for (const sans of element.querySelectorAll(`[data-sans="${nom}"]`)) sans.hidden = Boolean(valeur);
}

/** The other lines, each a row with its number and its hours, in the place of the model's empty one. */
function ajouterLignes(element, lignes) {
  const vide = element.querySelector("[data-ligne]");
  for (const { nom, telephone, tel, horaires } of lignes) {
    const rang = vide.cloneNode(true);
    const [lien, heures] = [rang.querySelector("a"), rang.querySelector("span")];
    rang.hidden = false;
    rang.querySelector("dt").textContent = nom;
    lien.textContent = telephone;
    lien.href = tel;
    heures.textContent = horaires ?? "";
    vide.before(rang);
  }
  vide.remove();
}

function lier(element, nom, href) {
  if (href) element.querySelector(`a[data-champ="${nom}"]`).href = href;
}

function remplir(element, fiche) {
  const { contact } = fiche;
  for (const [nom, valeur] of Object.entries(contact)) ecrire(element, nom, valeur);
  ajouterLignes(element, contact.lignes);
  ecrire(element, "titre", fiche.titre);
  ecrire(element, "horaires", contact.horaires ?? "Non renseignés");
  ecrire(element, "ou", ou(fiche) || "Non renseigné");
  const { etat, depuis } = verification(fiche);
  ecrire(element, "verifie_nom", etat);
  ecrire(element, "verifie", depuis);
  lier(element, "titre", fiche.page);
  lier(element, "telephone", contact.tel);
  lier(element, "courriel", contact.courriel && `mailto:${contact.courriel}`);
  lier(element, "site_web", contact.site_web);
}

/** The category's shape with the rank in it. */
function marquer(element, { contact: { categorie } }, rang) {
  const forme = element.querySelector(".forme");
  forme.classList.add(`cat-${categorie}`);
  forme.querySelector("use").setAttribute("href", `#marque-${categorie}`);
  forme.querySelector("text").textContent = rang + 1;
}

function ligne(id, fiche, rang, dernier) {
  const element = modele.content.firstElementChild.cloneNode(true);
  element.dataset.id = id;
  remplir(element, fiche);
  marquer(element, fiche, rang);
  for (const nom of element.querySelectorAll("[data-nom]")) nom.textContent = ` ${fiche.titre}`;
  element.querySelector("[data-monter]").disabled = rang === 0;
  element.querySelector("[data-descendre]").disabled = rang === dernier;
  return element;
}

function montrerCode(nom, lien) {
  const cadre = trouver(nom);
  cadre.querySelector("svg")?.remove();
  const code = dessiner(lien);
  if (code) cadre.prepend(code);
  cadre.classList.toggle("feuille__qr--grand", lien.length > 300);
  cadre.hidden = !code;
  return Boolean(code);
}

function montrerPerdues(ids) {
  const inconnues = ids.filter((id) => lues.get(id) === null);
  const illisibles = ids.filter((id) => lues.get(id) === undefined);
  trouver("perdues").hidden = inconnues.length + illisibles.length === 0;
  trouver("perdues-retirer").hidden = inconnues.length === 0;
  trouver("recharger").hidden = illisibles.length === 0;
  trouver("perdues-titre").textContent = illisibles.length
    ? "Une partie de la liste n’a pas pu être lue"
    : `${compter(inconnues.length)} de cette liste ${inconnues.length < 2 ? "n’existe" : "n’existent"} pas, ou plus`;
  trouver("perdues-texte").textContent = [...inconnues, ...illisibles].map((id) => `«\u00a0${id}\u00a0»`).join(", ");
}

const lisibles = () => selection().filter((id) => lues.get(id));
const fiches = () => lisibles().map((id) => lues.get(id));
const intitule = () => titre.value.trim() || TITRE;

/** All that changes with the title alone. */
function intituler() {
  trouver("titre").textContent = intitule();
  if (envoi) envoi.href = lettre(fiches(), intitule(), adresse(selection()), page.dataset.numeros);
}

function resumer(nombre) {
  const contacts = `${nombre}\u00a0${nombre < 2 ? "contact" : "contacts"}`;
  trouver("resume").textContent = `${contacts} · imprimé le ${jour(new Date())}`;
  trouver("resume-ecran").textContent = `${contacts}, dans votre ordre.`;
}

async function montrer() {
  const ids = selection();
  travailler(ids.some((id) => !lues.has(id)));
  await lire(ids);
  travailler(false);
  const connus = lisibles();
  liste.replaceChildren(...connus.map((id, rang) => ligne(id, lues.get(id), rang, connus.length - 1)));
  trouver("vide").hidden = ids.length > 0;
  trouver("feuille").hidden = ids.length === 0;
  trouver("remettre").hidden = connus.length === 0;
  page.classList.toggle("feuille--vide", connus.length === 0);
  montrerPerdues(ids);
  resumer(connus.length);
  montrerCode("code-papier", adresse(ids));
  trouver("code-aide").textContent = montrerCode("code-ecran", adresse(ids))
    ? "À scanner avec un téléphone pour emporter la liste sans papier."
    : "La liste est trop longue pour un code à scanner\u00a0: envoyez le lien.";
  intituler();
  montrerRendezVous();
}

/** What those of the list have to come, each with its page and its day. */
function montrerRendezVous() {
  const tous = prochains(fiches());
  trouver("rendez-vous").hidden = tous.length === 0;
  trouver("rendez-vous-liste").replaceChildren(...tous.map(({ titre: nom, page: url, quand }) => {
    const rang = document.createElement("li");
    const lien = Object.assign(document.createElement("a"), { href: new URL(url, SITE).href, textContent: nom });
    rang.append(lien, Object.assign(document.createElement("span"), { textContent: quand }));
    return rang;
  }));
}

/** Change the list: in the address, in the tab, on the page. */
async function changer(ids) {
  remplacer(ids);
  inscrire();
  await montrer();
}

/** Write the list in the address, and mark this entry of the history as the tab's own list. */
function inscrire() {
  history.replaceState({ mienne: true }, "", fragment(selection()) || location.pathname);
}

async function deplacer(id, pas) {
  const ids = selection();
  const connus = lisibles();
  const autre = connus[connus.indexOf(id) + pas];
  const [ici, la] = [ids.indexOf(id), ids.indexOf(autre)];
  [ids[ici], ids[la]] = [autre, id];
  await changer(ids);
  const boutons = [...liste.querySelectorAll(`[data-id="${id}"] :is([data-monter], [data-descendre])`)];
  if (pas > 0) boutons.reverse();
  boutons.find((bouton) => !bouton.disabled).focus();
  dire(`${lues.get(id).titre}\u00a0: ${lisibles().indexOf(id) + 1} sur ${connus.length}.`);
}

/** Take ids out, and offer to put the list back as it was. */
async function retirer(sortis, phrase) {
  const avant = selection();
  await changer(avant.filter((id) => !sortis.includes(id)));
  const retiree = trouver("retiree");
  retiree.hidden = false;
  retiree.querySelector("span").textContent = phrase;
  trouver("annuler").onclick = async () => {
    retiree.hidden = true;
    await changer(avant);
    (liste.querySelector(`[data-id="${sortis[0]}"] a`) ?? document.querySelector("main")).focus();
  };
  trouver("annuler").focus();
  dire(phrase);
}

function telecharger(nom, texte, type) {
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(new Blob([texte], { type }));
  lien.download = nom;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
}

/** What is read of the site for one file, or what to do about it: nothing is left out in silence. */
async function rassembler(nom, faire, type, panne, phrase) {
  panne.textContent = "";
  travailler(true);
  try {
    telecharger(nom, await faire(), `${type};charset=utf-8`);
  } catch {
    panne.textContent = `${phrase} ${CONSEIL}`;
  }
  travailler(false);
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What writes it comes when it is asked for. */
async function creerClasseur() {
  const { classeur } = await import("./classeur.js");
  const jour = new Date().toLocaleDateString("sv");
  return classeur(TITRE, jour, feuilles(fiches(), { jour, source: SITE.href, numeros: page.dataset.numeros }));
}

const telechargerCartes = () =>
  rassembler("contacts.vcf", () => cartes(fiches()), "text/vcard", trouver("vcard-panne"), "Les contacts n’ont pas pu être lus.");
const telechargerClasseur = () =>
  rassembler("contacts.xlsx", creerClasseur, XLSX, trouver("xlsx-panne"), "Le classeur n’a pas pu être fait.");
const telechargerAgenda = () =>
  rassembler("rendez-vous.ics", () => calendrier(prochains(fiches())), "text/calendar", trouver("ics-panne"), "Les rendez-vous n’ont pas pu être lus.");

liste.addEventListener("click", (evenement) => {
  const bouton = evenement.target.closest("button");
  const id = bouton?.closest("[data-id]").dataset.id;
  if (!bouton) return;
  if (bouton.matches("[data-monter]")) deplacer(id, -1);
  else if (bouton.matches("[data-descendre]")) deplacer(id, 1);
  else retirer([id], `${lues.get(id).titre}\u00a0: retiré de la liste.`);
});
trouver("perdues-retirer").addEventListener("click", () =>
  retirer(selection().filter((id) => lues.get(id) === null), "Les fiches qui n’existent plus sont retirées."));
trouver("recharger").addEventListener("click", montrer);
trouver("vider").addEventListener("click", () => retirer(selection(), "La sélection est vide."));
trouver("csv")?.addEventListener("click", () => telecharger("contacts.csv", tableau(fiches()), "text/csv;charset=utf-8"));
trouver("xlsx")?.addEventListener("click", telechargerClasseur);
trouver("vcard")?.addEventListener("click", telechargerCartes);
trouver("ics")?.addEventListener("click", telechargerAgenda);
titre.addEventListener("input", intituler);
addEventListener("beforeprint", () => resumer(lisibles().length));

/** The address decides, unless the reader comes back to the tab's own list, which may have grown since. */
function lireAdresse() {
  const ids = lireFragment(location.hash);
  if (ids && !(history.state?.mienne && selection().length)) avertir("selection", plein(remplacer(ids)));
  inscrire();
  return montrer();
}

addEventListener("hashchange", lireAdresse);
addEventListener("pageshow", (evenement) => {
  if (evenement.persisted) lireAdresse();
});
trouver("site").textContent = `${SITE.host}${SITE.pathname}`.replace(/\/$/, "");
await lireAdresse();
