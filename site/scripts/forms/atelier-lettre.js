// An issue of the letter as its form says it: worded as generators/letter/composition.py does, from the items that the
// build worded (generators/letter/workshop.py), and drawn by the letter's own templates.

import { Gabarits, Sur } from "./gabarit.js";
import { plier } from "./garde-lecture.js";

const INSECABLE = "\u00a0";
const ETIQUETTES = /\{(?=[{%])|[}%](?=\})|\[(?=\[)|\](?=\])|\*(?=\|)|\|(?=\*)/g;

/** `french` of generators/words/wording.py. */
export function typographier(texte) {
  return texte.normalize("NFC").split(/[ \t\r\n]+/).filter(Boolean).join(" ")
    .replace(/(\S) (?=[:;!?»%€])/g, `$1${INSECABLE}`)
    .replace(/« (?=\S)/g, `«${INSECABLE}`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${INSECABLE}`)
    .replace(/(\d) (?=(?:h|ans|mois|places)(?![\p{L}\p{N}_]))/gu, `$1${INSECABLE}`)
    .replace(/(\d\u00a0h) (?=\d)/g, `$1${INSECABLE}`)
    .replace(ETIQUETTES, "$& ");
}

export const octets = (texte) => new TextEncoder().encode(texte).length;

/** « agenda/x/ » behind the site's address; any other address as it is. */
const joindre = (adresse) => (url) => (/^[a-z]+:/.test(url) ? url : adresse + url).replace(/[{}[\]|\\"<>]/g, (signe) => `%${signe.charCodeAt(0).toString(16).toUpperCase()}`);

/** The first day that a date of an issue may be: « 2026 », « 2026-T4 », « 2026-11 », « 2026-11-22 ». */
export function premierJour(date) {
  const mois = date.replace(/-T([1-4])$/, (_, trimestre) => `-${String(3 * trimestre - 2).padStart(2, "0")}`);
  return `${mois}-01-01`.slice(0, 10);
}

export class Lettre {
  /** `donnees` is atelier/lettre.json, `fiches` gives what the build says of a chosen record, `structures` its actors. */
  constructor(donnees, fiches, structures) {
    Object.assign(this, { donnees, fiches, structures, gabarits: new Gabarits(donnees.gabarits) });
  }

  /** What the templates draw, of the values of a form; records that nobody knows are left out. */
  composer(valeurs, id) {
    const parties = Object.entries(this.donnees.rubriques).map(([cle, noms]) => this.partie(cle, noms, valeurs[cle], premierJour(valeurs.date ?? ""))).filter(Boolean);
    return {
      titre: typographier(valeurs.titre ?? ""),
      periode: typographier(valeurs.periode ?? ""),
      apercu: typographier(valeurs.apercu ?? ""),
      editorial: (valeurs.editorial ?? "").split("\n\n").filter((un) => un.trim()).map(typographier),
      signature: valeurs.signature ? typographier(valeurs.signature) : null,
      parties: distinguer(parties),
      urgences: this.donnees.donnees.urgences.map((une) => ({ ...une, ou: une.ou && { ...une.ou, toString: () => une.ou.texte } })),
      structures: this.remerciees(parties),
      abrege: false,
      url: `newsletter/${id}/`,
    };
  }

  partie(cle, [court, unite], rubrique, jour) {
    const choix = (rubrique?.choix ?? []).filter(({ fiche }) => this.fiches.has(fiche));
    if (!choix.length) return null;
    return {
      ancre: cle,
      court,
      titre: typographier(rubrique.titre ?? ""),
      sous_titre: rubrique.sous_titre ? typographier(rubrique.sous_titre) : null,
      compte: compter(choix.length, rubrique.compte || unite),
      items: this.aLaUne(choix, jour, choix.map((un) => this.item(cle, un, jour))),
    };
  }

  /** What the build says of a record in this rubric, in an issue of this day. */
  dit(rubrique, fiche, jour) {
    const connue = this.fiches.get(fiche);
    return (rubrique === "actualites" && connue.suite) || annonce(connue, jour)?.[1] || connue.item;
  }

  item(rubrique, choix, jour) {
    const connue = this.fiches.get(choix.fiche);
    const suite = rubrique === "actualites" && choix.fiche.startsWith("events/");
    const item = { lignes: [], ...this.dit(rubrique, choix.fiche, jour), acteurs: connue.acteurs };
    const officiel = this.donnees.officiels[choix.fiche.split("/")[0]];
    if (choix.titre && officiel && !plier(choix.titre).includes(plier(item.titre))) item.lignes = [{ nom: officiel, valeur: item.titre }, ...item.lignes];
    for (const cle of ["surtitre", "titre", "texte"]) if (choix[cle]) item[cle] = typographier(choix[cle]);
    if (choix.bouton?.libelle && (suite || !connue.change)) {
      item.bouton = { libelle: typographier(choix.bouton.libelle), url: choix.bouton.url || connue.item.page.url };
      item.redit = true;
    }
    const taille = this.donnees.images[choix.image?.fichier];
    if (taille) item.image = { url: `newsletter/images/${choix.image.fichier}`, alt: choix.image.alt ?? "", largeur: taille[0], hauteur: taille[1] };
    return item;
  }

  /** The first date, when it stands before its turn. */
  aLaUne(choix, jour, items) {
    const connues = choix.map(({ fiche }) => this.fiches.get(fiche)).filter(({ debut }) => debut);
    const jours = connues.map((une) => annonce(une, jour)?.[2] ?? une.debut);
    const avant = jours.length === choix.length && jours.length > 1 && jours.slice(1).some((autre) => jours[0] > autre);
    if (!avant || choix[0].surtitre) return items;
    return [{ ...items[0], surtitre: `À la une · ${items[0].surtitre}` }, ...items.slice(1)];
  }

  remerciees(parties) {
    const ids = new Set(parties.flatMap(({ items }) => items.flatMap(({ acteurs }) => acteurs)));
    const nommees = [...ids].map((id) => this.structures.get(id));
    const fois = compterPar(nommees.map(([nom]) => nom));
    return nommees.map(([nom, lieu]) => ({ libelle: typographier(fois.get(nom) > 1 && lieu ? `${nom} (${lieu})` : nom) }));
  }

  /** The HTML of an issue, as light as was asked for. */
  html(lettre, abreger = false) {
    const { budget, groupes } = this.donnees.poids;
    const tient = (une) => octets(this.dessiner(une, groupes.at(-1))) <= budget;
    let retenue = lettre;
    if (abreger) {
      for (const [entieres, signes] of this.donnees.etapes) {
        if (tient(retenue)) break;
        retenue = { ...lettre, abrege: true, parties: lettre.parties.map((partie) => this.raccourcir(partie, lettre, entieres, signes)) };
      }
    }
    let html = "";
    for (const groupe of groupes) {
      html = this.dessiner(retenue, groupe);
      if (octets(html) <= budget) break;
    }
    return html;
  }

  raccourcir(partie, lettre, entieres, signes) {
    const bref = (item) => {
      const quand = item.lignes.filter(({ nom }) => this.donnees.quand.includes(nom)).map(({ valeur }) => valeur).join(", ");
      return {
        ...item, surtitre: [quand, item.surtitre].filter(Boolean).join(" · "), texte: couper(item.texte, signes),
        lignes: [], tuile: null, agenda: null, image: null, bref: true, bouton: { libelle: item.titre, url: `${lettre.url}#${item.ancre}` },
      };
    };
    return { ...partie, items: [...partie.items.slice(0, entieres), ...partie.items.slice(entieres).map(bref)] };
  }

  dessiner(lettre, groupe) {
    const mjml = this.gabarits.rendre("lettre.mjml.j2", this.noms(lettre, groupe)).replace(/\n\s*/g, "\n");
    const corps = /<mj-body[^>]*>([^]*)<\/mj-body>/.exec(mjml)[1].replaceAll("\n", "");
    const [avant, entre, apres] = this.donnees.cadre;
    const sections = corps.slice(OUVRE.length, -FERME.length).split(FERME + OUVRE);
    const [titre, periode] = [lettre.titre, lettre.periode].map((texte) => this.gabarits.ecrire(texte));
    const tete = avant.replaceAll("@@titre@@", () => titre).replaceAll("@@periode@@", () => periode);
    return tete + sections.join(entre) + apres;
  }

  noms(lettre, groupe) {
    const { donnees, adresse, police } = this.donnees;
    const absolu = joindre(adresse);
    return {
      ...donnees, lettre, groupe, absolu, police: new Sur(police),
      en_ligne: new Sur(absolu(lettre.url)), desinscription: new Sur(donnees.desinscription),
    };
  }
}

const OUVRE = "<mj-section><mj-column><mj-text>";
const FERME = "</mj-text></mj-column></mj-section>";

function compterPar(noms) {
  const fois = new Map();
  for (const nom of noms) fois.set(nom, (fois.get(nom) ?? 0) + 1);
  return fois;
}

/** What is told until a day: a date of a series, the event that a news item announces. */
const annonce = ({ annonces = [] }, jour) => annonces.find(([quand]) => quand >= jour);

/** « 9 dates », « 1 date ». */
const compter = (nombre, unite) => typographier(`${nombre} ${nombre === 1 && !unite.includes(" ") ? unite.replace(/s$/, "") : unite}`);

/** Every link of an item: its label and its address. */
const liens = ({ agenda, bouton, page, lignes }) => [agenda, bouton, page, ...lignes.filter(({ url }) => url).map(({ valeur, url }) => ({ libelle: valeur, url }))].filter(Boolean);

/** Links that would share a label say the town or the structure too, then the title; a button that the issue words stays as it is. */
function distinguer(parties) {
  let ainsi = parties;
  for (const plus of ["lieu", "titre"]) {
    const tous = ainsi.flatMap(({ items }) => items.flatMap(liens));
    const fois = compterPar(new Map(tous.map(({ libelle, url }) => [`${libelle} ${url}`, libelle])).values());
    const allonger = (libelle, item) => (fois.get(libelle) > 1 && item[plus] ? `${libelle}, ${item[plus]}` : libelle);
    const dire = (lien, item) => lien && { ...lien, libelle: allonger(lien.libelle, item) };
    const redire = (item) => ({
      ...item,
      agenda: dire(item.agenda, item),
      bouton: item.redit ? item.bouton : dire(item.bouton, item),
      page: dire(item.page, item),
      lignes: item.lignes.map((ligne) => (ligne.url ? { ...ligne, valeur: allonger(ligne.valeur, item) } : ligne)),
    });
    ainsi = ainsi.map((partie) => ({ ...partie, items: partie.items.map(redire) }));
  }
  return ainsi;
}

function couper(texte, signes) {
  const tous = [...texte];
  if (tous.length <= signes) return texte;
  const debut = tous.slice(0, signes).join("");
  const mot = debut.lastIndexOf(" ");
  return `${(mot > 0 ? debut.slice(0, mot) : tous.slice(0, signes - 1).join("")).replace(/[ ,;:.!?«(–\-\u00a0]+$/, "")}…`;
}
