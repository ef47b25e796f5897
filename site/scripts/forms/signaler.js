// « Signaler un changement »: the record that the address names, field by field, becomes a letter that the reader
// sends. Nothing of it reaches a server of ours; nothing that must not be public is offered to be sent.

import { code } from "../shared/bornes.js";
import { mailto } from "../shared/courriel.js";
import { CONSEIL, lecteur } from "../shared/edition.js";
import { lireFiche, nomDe, verification } from "../records/fiche.js";
import { champ, change, changements, copiable, depot, retrait } from "./lettre.js";
import { Relecture } from "./signaler-garde.js";

const formulaire = document.querySelector("[data-signaler]");
const trouver = (nom) => formulaire.querySelector(`[data-${nom}]`);
const reference = new URLSearchParams(location.search).get("fiche");

let fiche = null;
/** What the reader may change: its key, its name, what the record says, and the field. */
let champs = [];

function lister(zone, listes) {
  const nouveaux = listes.map(champ);
  zone.append(...nouveaux.map(({ boite }) => boite));
  champs = [...champs, ...nouveaux];
  zone.hidden = listes.length === 0;
}

function presenter() {
  const lien = trouver("fiche-lien");
  lien.href = fiche.page;
  lien.textContent = nomDe(fiche);
  trouver("fiche-verifiee").textContent = verification(fiche).phrase;
  trouver("fiche").hidden = false;
  trouver("sans-fiche").hidden = true;
  trouver("retenue").hidden = !fiche.contact?.retenue;
  const manquants = fiche.champs.filter(([, , valeur]) => valeur === null);
  lister(trouver("connus"), fiche.champs.filter(([, , valeur]) => valeur !== null));
  lister(trouver("manquants"), manquants);
  trouver("tout").hidden = false;
  trouver("manquants-nombre").textContent = `(${manquants.length})`;
}

function inconnue(phrase) {
  trouver("inconnue-titre").textContent = phrase;
  trouver("inconnue").hidden = false;
}

const changes = () => champs.filter(change);
const dit = (id) => formulaire.querySelector(`#${id}`)?.value.trim() ?? "";

/** A proposal in paragraphs: what it is of, then what is said of it. */
function proposition() {
  const demandes = [...formulaire.querySelectorAll("[data-demande]")].map(({ dataset, value }) => [dataset.demande, value.trim()]).filter(([, valeur]) => valeur);
  return {
    objet: `Proposition\u00a0: ${new FormData(formulaire).get("genre").toLowerCase()}`,
    corps: demandes.map(([nom, valeur]) => `${nom}\u00a0: ${retrait(valeur)}`),
    fin: [],
  };
}

/** The letter in paragraphs: what it is about, what is wrong, each change, how the reader knows and may be answered. */
function lettre() {
  if ("proposer" in formulaire.dataset) return proposition();
  const objet = fiche
    ? `Fiche\u00a0: ${nomDe(fiche)} (${reference})\n${fiche.page}`
    : `À propos de\u00a0: ${dit("signalement-objet") || "non précisé"}`;
  const dits = changements(champs);
  if (service.checked && !service.closest("label").hidden) dits.push("À compléter\u00a0: Ligne de service\n  Oui");
  const autre = dit("signalement-autre");
  const source = new FormData(formulaire).get("source");
  return {
    objet,
    corps: autre ? [...dits, `Autre\u00a0: ${autre}`] : dits,
    fin: [source && `Comment je le sais\u00a0: ${source}.`, dit("signalement-retour") && `Pour me répondre\u00a0: ${dit("signalement-retour")}`].filter(Boolean),
  };
}

const service = trouver("service").querySelector("input");
const relecture = new Relecture(lecteur("garde"));

/** What is about to be said, with what each text is; how to be answered is for the team alone. */
function textes() {
  const demandes = [...formulaire.querySelectorAll("[data-demande]")].filter(({ dataset }) => dataset.cle !== "retour");
  return [
    ...changes().map(({ cle, nom, saisie }) => ({ cle, ou: nom, texte: saisie.value.trim() })),
    ...demandes.map(({ dataset, value }) => ({ cle: dataset.cle, ou: dataset.demande, texte: value.trim() })),
    { cle: "objet", ou: "De quoi il s’agit", texte: dit("signalement-objet") },
    { cle: "autre", ou: "Ce qui est faux, ou a changé", texte: dit("signalement-autre") },
  ].filter(({ texte }) => texte);
}

/** The faults of what was typed, shown; whether there are any. */
async function relire() {
  const cache = Boolean(fiche?.contact?.retenue || formulaire.querySelector("[data-cachee]")?.checked);
  const su = fiche ? [fiche.titre, ...champs.map(({ avant }) => avant)] : [dit("proposition-nom")];
  let lue;
  try {
    lue = await relecture.lire(textes(), { su, cache, service: service.checked });
  } catch {
    lue = { fautes: [{ ou: "La relecture n’a pas pu se faire", remede: CONSEIL }], mobile: false };
  }
  service.closest("label").hidden = !lue.mobile;
  trouver("fautes-liste").replaceChildren(...lue.fautes.map(({ ou, quoi, remede }) => {
    const ligne = document.createElement("li");
    ligne.append(Object.assign(document.createElement("strong"), { textContent: ou }), `\u00a0: ${quoi ? `${quoi}\u00a0; ` : ""}${remede}`);
    return ligne;
  }));
  trouver("fautes").hidden = lue.fautes.length === 0 && !lue.mobile;
  return lue;
}

let tour = 0;

async function composer() {
  tour += 1;
  const ce = tour;
  const { fautes } = await relire();
  if (ce !== tour) return;
  const { objet, corps, fin } = lettre();
  trouver("message").hidden = corps.length === 0 || fautes.length > 0;
  if (fautes.length) return;
  formulaire.querySelector("#signalement-texte").value = [objet, ...corps, ...fin].join("\n\n");
  const deposer = trouver("deposer");
  if (deposer) {
    const sujet = fiche ? reference : dit("signalement-objet") || dit("proposition-nom");
    const titre = `Signaler un changement\u00a0: ${fiche ? nomDe(fiche) : sujet}`;
    // What is deposited is public: how to answer somebody stays out of it.
    const texte = [...corps, ...fin].filter((un) => !DISCRET.test(un)).join("\n\n");
    deposer.href = depot(formulaire.dataset.depot, { sujet, titre, texte });
  }
  const ecrire = trouver("ecrire");
  if (!ecrire) return;
  ecrire.href = mailto({
    a: formulaire.dataset.signaler,
    objet: `Signaler un changement${fiche ? `\u00a0: ${nomDe(fiche)}` : ""}`,
    debut: [objet],
    paragraphes: corps,
    suite: () => "La suite est trop longue pour ce courriel\u00a0: collez ici le texte copié depuis la page.",
    fin,
  });
}

/** The paragraphs that say how to answer. */
const DISCRET = /^(?:Pour me répondre|Comment vous répondre)/;

formulaire.addEventListener("input", composer);
formulaire.addEventListener("submit", (evenement) => evenement.preventDefault());
copiable(trouver("copier-texte"), formulaire.querySelector("#signalement-texte"));

if (reference) {
  try {
    fiche = await lireFiche(reference);
    if (fiche) presenter();
    // Words that an address brings are shown where they may be a reference, never as a sentence.
    else inconnue(code(reference) && !/\s/.test(reference) ? `La fiche «\u00a0${reference}\u00a0» n’existe pas, ou plus` : "Cette adresse ne nomme aucune fiche");
  } catch {
    inconnue("La fiche n’a pas pu être lue");
  }
}

// What was typed while this was on its way, or what the browser brings back.
if (textes().length) composer();
