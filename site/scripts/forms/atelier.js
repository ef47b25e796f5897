// /admin/: starts Decap CMS with the configuration that was made from the models, our fields and our file format. No
// save leaves the browser before the guards have read it, nor over what somebody else has saved meanwhile.

import { lecteur, lireOuRien } from "../shared/edition.js";
import { SITE } from "../shared/site.js";
import { attendre, reprendre } from "./atelier-attente.js";
import { demanderChoix, demanderParti, direFautes, direVenus, refuser } from "./atelier-avis.js";
import { estParti, format, NUMERO, TEXTE, valeursDe } from "./atelier-fiche.js";
import { Fonds, proposer } from "./atelier-fonds.js";
import { Suivi } from "./atelier-fusion.js";
import { lireNumero, numeroDit } from "./atelier-relecture.js";
import { Garde } from "./garde.js";

const DECAP = new URL("assets/decap/decap-cms.js", SITE);

const config = await lecteur("atelier")("config");
const { decap, formes, champs, entetes, ensembles, plis, garde: regles, ouvert } = config;

/** The tables of the guards, each read once, when a save needs it. */
const tables = new Map();
const lireTable = (nom) => tables.get(nom) ?? tables.set(nom, lecteur("garde")(nom)).get(nom);

/** The records that a record refers to: kind and id. */
function references(fiche, siens) {
  return Object.entries(fiche).flatMap(([cle, valeur]) => {
    const { genre, champs: dedans } = siens[cle] ?? {};
    const valeurs = Array.isArray(valeur) ? valeur : [valeur];
    if (genre) return valeurs.map((id) => (genre === "*" ? id : `${genre}/${id}`));
    return dedans ? valeurs.filter((un) => un && typeof un === "object").flatMap((un) => references(un, dedans)) : [];
  });
}

/** The names of the records that it refers to; one that can't be read now is one reason less. */
async function cites(fiche, siens) {
  const lues = await Promise.all([...new Set(references(fiche, siens))].map((reference) => lireOuRien("fiches", reference).catch(() => null)));
  return lues.filter(Boolean).map(({ reference, titre, champs: dits }) => ({
    reference, noms: [titre, ...dits.filter(([cle, , valeur]) => ["sigle", "nom_complet"].includes(cle) && valeur).map(([, , valeur]) => valeur)],
  }));
}

/** What must not be public, of a record: a draft is public too. */
async function secrets(kind, id, fiche, nommes = []) {
  const sujet = { genre: kind, id, fiche, champs: champs[kind], regles, nommes, cites: await cites(fiche, champs[kind]) };
  const garde = await Garde.pour(sujet, lireTable).catch(() => {
    throw refuser("La relecture des données personnelles n’a pas pu se faire. Vérifiez votre connexion, puis réessayez.");
  });
  return garde.fiche(sujet);
}

/** Throws, and says why, when a record must not be saved; so must not be an issue that `maillage check` would refuse. */
async function garder(kind, id, fiche) {
  const numero = kind === "issues";
  if (numero) await fonds.lire(references(fiche, champs.issues).map((une) => une.split("/")[0]));
  const fautes = await secrets(kind, id, fiche, numero ? fonds.nommes(fiche) : []);
  const graves = numero ? lireNumero(fiche, fonds).fautes.filter(({ grave }) => grave) : [];
  if (fautes.length) {
    direFautes([...fautes, ...graves]);
    throw refuser("Corrigez d’abord ce qui ne doit pas être public.");
  }
  if (graves.length) {
    direFautes(graves, "Ce numéro ne peut pas rester ainsi. Corrigez d’abord\u00a0:");
    throw refuser("Corrigez d’abord le numéro.");
  }
}

/** The values of an issue with the name of its file; one that left is not changed by mistake. */
async function nommerNumero(fiche, entry) {
  if (estParti(entry.getIn(["data", TEXTE])) && !(await demanderParti(fiche.periode))) throw refuser("Rien n’a été enregistré\u00a0: ce numéro est déjà parti.");
  return entry.get("data").set(NUMERO, numeroDit(fiche.periode));
}

async function avantEnregistrer({ entry }) {
  const kind = entry.get("collection");
  const fiche = valeursDe(entry.get("data").toJS(), plis[kind], ensembles);
  attendre();
  await garder(kind, entry.get("slug"), fiche);
  return kind === "issues" ? nommerNumero(fiche, entry) : undefined;
}

/** « Inscription : Courriel » for a path of keys. */
function nomDe(chemin, kind) {
  let siens = champs[kind];
  return chemin.map((cle) => {
    if (typeof cle === "number") return `n°\u00a0${cle + 1}`;
    const champ = siens?.[cle];
    siens = champ?.champs;
    return champ?.titre ?? cle;
  }).join("\u00a0: ");
}

const suivi = new Suivi({
  formes,
  demander: (conflits, kind) => demanderChoix(conflits.map((un) => ({ ...un, nom: nomDe(un.chemin, kind) })), (texte) => fonds.fiches.get(texte)?.nom ?? texte),
  garder,
  dire: (venus, kind) => direVenus([...new Set(venus.map((chemin) => nomDe(chemin, kind)))]),
});

/** What a record is called where several bear its name: with its place. */
function nommer(fiche) {
  const nom = fiche.nom ?? fiche.titre ?? "";
  if (fiche.periode) return `${nom}, ${fiche.periode}${fiche.statut === "publie" ? "" : " (brouillon)"}`;
  const { departements, homonymes } = config;
  if (!homonymes.includes(nom)) return nom;
  const insee = /^(?:9[78]\d|2[AB]|\d\d)/.exec(fiche.code_insee ?? "")?.[0];
  const zone = [fiche.zone_eligibilite ?? []].flat().map((une) => /^departement:(.+)/.exec(une)?.[1]).find(Boolean);
  const lieu = departements[fiche.departement ?? insee ?? zone];
  return lieu ? `${nom} (${lieu})` : nom;
}

/** Decap CMS, five megabytes: only when it can open. It waits for our own start. */
function charger() {
  window.CMS_MANUAL_INIT = true;
  return new Promise((resoudre, rejeter) => {
    document.head.append(Object.assign(document.createElement("script"), { src: DECAP.href, onload: resoudre, onerror: rejeter }));
  });
}

/** The French of Decap CMS without its « Oops ». */
function parler(phrases) {
  if (typeof phrases !== "string") return Object.fromEntries(Object.entries(phrases).map(([cle, dedans]) => [cle, parler(dedans)]));
  return phrases.replace(/^O(?:o|u)ps\s*[,!]?\s*(\S)/, (_, lettre) => lettre.toUpperCase());
}

function traduire(CMS) {
  const phrases = parler(CMS.getLocale("fr"));
  Object.assign(phrases.ui.toast, {
    missingRequiredField: "Rien n’a été enregistré\u00a0: complétez les réponses signalées en rouge.",
    onFailToPersist: "%{details}",
  });
  phrases.editor.editorWidgets.object = { expand: "Déplier", collapse: "Replier" };
  CMS.registerLocale("fr", phrases);
}

/** The form waits for its save to end: Decap leaves a failed one to the window. */
function patienter(depot) {
  const { persistEntry } = depot;
  depot.persistEntry = async (entree, options) => {
    const fin = await persistEntry(entree, options);
    reprendre({ relu: options.newEntry || !options.unpublished });
    return fin;
  };
  return depot;
}

function surveiller(CMS) {
  window.addEventListener("unhandledrejection", () => reprendre());
  for (const nom of new Set(["proxy", decap.backend.name])) {
    const depot = CMS.getBackend(nom);
    const { init } = depot;
    depot.init = (...reglages) => patienter(unSeulNumero(suivi.suivre(init(...reglages))));
  }
}

/** Decap CMS gives a second record of one name another name; an issue has one, its quarter. */
function unSeulNumero(depot) {
  const { persistEntry } = depot;
  depot.persistEntry = (entree, options) => {
    const double = options.collectionName === "issues" && entree.dataFiles.some(({ slug }) => !/^\d{4}-t[1-4]$/.test(slug));
    if (double) throw refuser("Quelqu’un a déjà commencé ce numéro\u00a0: il est dans le flux de travail. Ouvrez-le, ou choisissez un autre trimestre.");
    return persistEntry(entree, options);
  };
  return depot;
}

let fonds;

if (ouvert) {
  [fonds] = await Promise.all([Fonds.ouvrir(), charger()]);
  const { CMS } = window;
  const { CHAMPS } = await import("./atelier-champs.js");
  const { champsDuNumero } = await import("./atelier-numero.js");
  const { champQualite } = await import("./atelier-qualite.js");
  for (const [nom, composant] of Object.entries({ ...CHAMPS, ...champsDuNumero(fonds), qualite: champQualite(config) })) CMS.registerWidget(nom, composant);
  for (const kind of Object.keys(formes)) {
    const outils = { formes: formes[kind], ensembles, plis: plis[kind], entete: entetes[kind], nommer, ecrit: (...textes) => suivi.ecrit(...textes) };
    CMS.registerCustomFormat(`fiche-${kind}`, "yml", format(outils));
  }
  const { apercu, STYLE } = await import("./atelier-apercu.js");
  CMS.registerPreviewTemplate("issues", apercu(fonds));
  CMS.registerPreviewStyle(STYLE, { raw: true });
  traduire(CMS);
  surveiller(CMS);
  CMS.registerEventListener({ name: "preSave", handler: avantEnregistrer });
  document.querySelector("[data-atelier]").remove();
  CMS.init({ config: proposer(decap, fonds.donnees) });
} else {
  document.querySelector("[data-atelier-ferme]").hidden = false;
}
