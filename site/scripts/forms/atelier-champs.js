// Our own fields in the forms of /admin/: days and hours as text, the commune, the territories.

import { Lieux } from "../search/lieux.js";
import { lecteur } from "../shared/edition.js";
import { aujourdhui } from "./atelier-geste.js";
import { assembler, couper, rythmes } from "./rythmes.js";

const { createClass, h } = window;
const TERRITOIRE = /^(france|region:\d{2,3}|departement:(\d{2,3}|2[AB])|epci:\d{9}|commune:[\dAB]{5}|pays:[A-Z]{2})$/;
const PROPOSITIONS = 8;

const lire = lecteur("lieux");
let lieux;

/** The places of France, read once, leaf by leaf. */
async function lireLieux() {
  lieux ??= lire("lieux").then((territoires) => new Lieux(territoires, (nom) => lire(`communes/${nom}`)));
  return lieux;
}

async function proposer(question, niveaux) {
  const places = await lireLieux();
  await places.preparer(question);
  return places.proposer(question, 40).map(({ lieu }) => lieu).filter((lieu) => niveaux.includes(lieu.niveau)).slice(0, PROPOSITIONS);
}

/** What Decap hands over: its own immutable values, or those that we gave it. */
export const simple = (valeur) => (valeur && typeof valeur.toJS === "function" ? valeur.toJS() : valeur);

export const longueur = (texte) => [...texte].length;

/** A box of one line, however long, with its signs counted against the most that it may have. */
export const Compte = createClass({
  render() {
    const { id, valeur, maximum, long, indication, className = "atelier-saisie", onEcrit, onFocus, onBlur } = this.props;
    const signes = longueur(valeur);
    const trop = maximum && signes > maximum;
    return h("span", { className: "atelier-compte" },
      h(long ? "textarea" : "input", {
        id, className, value: valeur, placeholder: indication, rows: long ? 3 : undefined, type: long ? undefined : "text", "aria-invalid": Boolean(trop),
        "aria-describedby": maximum ? `${id}-compte` : undefined, onFocus, onBlur, onChange: ({ target }) => onEcrit(target.value.replace(/\s*\n\s*/g, " ")),
      }),
      maximum && h("span", { id: `${id}-compte`, className: trop ? "atelier-doute" : "atelier-note" },
        `${signes} signes sur ${maximum}${trop ? `\u00a0: ${signes - maximum} de trop` : ""}`));
  },
});

const LigneComptee = createClass({
  render() {
    const { value, forID, classNameWrapper, field, onChange, setActiveStyle, setInactiveStyle } = this.props;
    const maximum = field.get("maximum");
    return h(Compte, { id: forID, className: `${classNameWrapper} atelier-saisie`, valeur: value ?? "", maximum, long: maximum > 120, onEcrit: onChange, onFocus: setActiveStyle, onBlur: setInactiveStyle });
  },
});

function saisie(type, lireValeur, ecrireValeur) {
  return createClass({
    render() {
      const { value, forID, classNameWrapper, onChange, setActiveStyle, setInactiveStyle } = this.props;
      const champ = (genre, part, id, label) => h("input", {
        type: genre, id, "aria-label": label, className: "atelier-saisie", value: lireValeur(value ?? "")[part], onFocus: setActiveStyle, onBlur: setInactiveStyle,
        onChange: ({ target }) => onChange(ecrireValeur({ ...lireValeur(value ?? ""), [part]: target.value })),
      });
      return h("div", { className: `${classNameWrapper} atelier-rang` }, [
        type !== "heure" && champ("date", "jour", forID),
        type === "jour-ou-heure" && champ("time", "heure", `${forID}-heure`, "Heure, si elle est connue"),
        type === "heure" && champ("time", "heure", forID),
      ].filter(Boolean).map((noeud, rang) => h("span", { key: rang }, noeud)));
    },
  });
}

const Jour = saisie("jour", (valeur) => ({ jour: valeur }), ({ jour }) => jour);
const Heure = saisie("heure", (valeur) => ({ heure: valeur }), ({ heure }) => heure);
const JourOuHeure = saisie(
  "jour-ou-heure",
  (valeur) => ({ jour: valeur.slice(0, 10), heure: valeur.slice(11) }),
  ({ jour, heure }) => (jour && heure ? `${jour}T${heure}` : jour),
);

/** How a series comes back: the usual ways from its first day, until when; another rule is written as it is. */
const Recurrence = createClass({
  render() {
    const { value, forID, classNameWrapper, entry, onChange } = this.props;
    const { rythme, jusque } = couper(value ?? "");
    const proposes = rythmes(entry?.getIn(["data", "debut"]));
    const changer = (morceau) => onChange(assembler({ rythme, jusque, ...morceau }));
    return h("div", { className: `${classNameWrapper} atelier-champ` },
      h("div", { className: "atelier-details" },
        h("label", null, "Elle revient", h("select", {
          id: forID, className: "atelier-saisie", value: proposes.some(([regle]) => regle === rythme) ? rythme : "", onChange: ({ target }) => changer({ rythme: target.value }),
        }, h("option", { value: "" }, proposes.length ? "autrement\u00a0: écrivez la règle" : "donnez d’abord le début"), proposes.map(([regle, dit]) => h("option", { key: regle, value: regle }, dit)))),
        h("label", null, "Jusqu’au", h("input", { type: "date", className: "atelier-saisie", value: jusque, onChange: ({ target }) => changer({ jusque: target.value }) })),
        h("label", null, "La règle", h("input", { type: "text", className: "atelier-saisie", value: value ?? "", onChange: ({ target }) => onChange(target.value.trim()) }))));
  },
});

/** A box where one types a place, and the list of what it may be. */
const Chercheur = createClass({
  getInitialState: () => ({ question: "", propositions: [] }),
  async chercher(question) {
    this.setState({ question });
    const propositions = question.trim().length < 2 ? [] : await proposer(question, this.props.niveaux);
    if (this.state.question === question) this.setState({ propositions });
  },
  choisir(lieu) {
    const { question } = this.state;
    this.setState({ question: "", propositions: [] });
    this.props.onChoix(lieu, question);
  },
  touche(evenement) {
    if (evenement.key !== "Enter") return;
    evenement.preventDefault();
    const [premier] = this.state.propositions;
    if (premier) this.choisir(premier);
    else if (this.props.onTexte?.(this.state.question.trim())) this.setState({ question: "" });
  },
  render() {
    const { id, indication, onFocus, onBlur } = this.props;
    const { question, propositions } = this.state;
    return h("div", { className: "atelier-chercheur" },
      h("input", {
        id, type: "search", className: "atelier-saisie", autoComplete: "off", placeholder: indication, value: question, onFocus, onBlur,
        onChange: ({ target }) => this.chercher(target.value), onKeyDown: this.touche,
      }),
      h("ul", { className: "atelier-propositions", "aria-label": "Lieux proposés" }, propositions.map((lieu) => h("li", { key: lieu.code },
        h("button", { type: "button", onClick: () => this.choisir(lieu) }, `${lieu.etiquette}${lieu.note ? ` · ${lieu.note}` : ""}`)))));
  },
});

const DETAILS = [
  ["commune", "Nom de la commune"], ["code_postal", "Code postal"], ["code_insee", "Code INSEE"],
  ["latitude", "Latitude"], ["longitude", "Longitude"],
];

/** Name, postcode and INSEE code of a commune, filled at once and open to correction. */
const Commune = createClass({
  getInitialState: () => ({ postes: [] }),
  valeur() {
    return simple(this.props.value) ?? {};
  },
  changer(nouvelle) {
    this.props.onChange(nouvelle);
  },
  /** The postcode is the one that was typed, or the only one; a position is the street's, and no commune's centre. */
  choisir(lieu, tape) {
    this.setState({ postes: lieu.postes });
    const dit = lieu.postes.find((poste) => tape.includes(poste)) ?? (lieu.postes.length === 1 ? lieu.postes[0] : "");
    this.changer({ commune: lieu.nom, code_postal: dit, code_insee: lieu.code.split(":")[1], latitude: "", longitude: "" });
  },
  isValid() {
    const { commune, code_insee: code } = this.valeur();
    if (!commune === !code) return true;
    return { error: { message: "Donnez la commune et son code INSEE, ou aucun des deux\u00a0: choisissez-la dans la liste." } };
  },
  render() {
    const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
    const valeur = this.valeur();
    const { postes } = this.state;
    return h("div", { className: classNameWrapper },
      h(Chercheur, {
        id: forID, indication: "Dunkerque, 59140…", niveaux: ["commune"], onChoix: this.choisir, onFocus: setActiveStyle, onBlur: setInactiveStyle,
      }),
      h("div", { className: "atelier-details" }, DETAILS.map(([cle, nom]) => h("label", { key: cle }, nom,
        h("input", {
          type: "text", className: "atelier-saisie", value: valeur[cle] ?? "", list: cle === "code_postal" ? `${forID}-postes` : undefined,
          onChange: ({ target }) => this.changer({ ...valeur, [cle]: target.value }),
        })))),
      h("datalist", { id: `${forID}-postes` }, postes.map((poste) => h("option", { key: poste, value: poste }))),
      h("p", { className: "atelier-note" }, "Les coordonnées sont celles du lieu lui-même, si vous les connaissez\u00a0; à défaut, la carte montre la commune."));
  },
});

/** Who most often confirms a record; any other function may be written. */
const FONCTIONS = ["direction du service", "cheffe ou chef de service", "secrétariat", "équipe du service", "accueil téléphonique"];
/** The function that was last given while these forms were open: the next records have it at one press. */
let derniere = "";

/** The day on which a structure confirmed its record, and who did: one press sets both, or asks for the second. */
const Confirmation = createClass({
  valeur() {
    return { verifie_le: "", verifie_par: "", ...simple(this.props.value) };
  },
  changer(part) {
    if (part.verifie_par) derniere = part.verifie_par;
    this.props.onChange({ ...this.valeur(), ...part });
  },
  confirmer() {
    const par = this.valeur().verifie_par || derniere;
    this.changer({ verifie_le: aujourdhui(), verifie_par: par });
    if (!par) this.fonction.focus();
  },
  isValid() {
    const { verifie_le: le, verifie_par: par } = this.valeur();
    if (!le === !par.trim()) return true;
    return { error: { message: "Donnez le jour et la fonction de qui a confirmé la fiche, ou aucun des deux." } };
  },
  render() {
    const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
    const valeur = this.valeur();
    const champ = (cle, nom, plus) => h("label", {}, nom, h("input", {
      className: "atelier-saisie", value: valeur[cle], onFocus: setActiveStyle, onBlur: setInactiveStyle, onChange: ({ target }) => this.changer({ [cle]: target.value }), ...plus,
    }));
    return h("div", { className: classNameWrapper },
      h("p", {}, h("button", { type: "button", className: "atelier-bouton", onClick: this.confirmer }, "Tout est exact : confirmée aujourd’hui")),
      h("div", { className: "atelier-details" },
        champ("verifie_le", "Confirmé le", { type: "date", id: forID }),
        champ("verifie_par", "Confirmé par", { type: "text", list: `${forID}-fonctions`, ref: (noeud) => { this.fonction = noeud; } })),
      h("datalist", { id: `${forID}-fonctions` }, FONCTIONS.map((nom) => h("option", { key: nom, value: nom }))));
  },
});

/** Territories as chips, each with its name: the form writes codes, nobody has to know them. */
const Territoires = createClass({
  getInitialState: () => ({ noms: { france: "France entière" } }),
  componentDidMount() {
    this.nommer();
  },
  valeur() {
    return simple(this.props.value) ?? [];
  },
  async nommer() {
    const places = await lireLieux();
    const trouves = await Promise.all(this.valeur().map(async (code) => [code, (await places.parCode(code))?.etiquette]));
    this.setState(({ noms }) => ({ noms: { ...Object.fromEntries(trouves.filter(([, nom]) => nom)), ...noms } }));
  },
  ajouter(code, nom) {
    if (!this.valeur().includes(code)) this.props.onChange([...this.valeur(), code]);
    if (nom) this.setState(({ noms }) => ({ noms: { ...noms, [code]: nom } }));
    return true;
  },
  ecrire(texte) {
    const code = texte.toLowerCase() === "france entière" ? "france" : texte;
    return TERRITOIRE.test(code) && this.ajouter(code);
  },
  render() {
    const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
    const valeur = this.valeur();
    return h("div", { className: classNameWrapper },
      h("ul", { className: "atelier-puces" }, valeur.map((code) => h("li", { key: code }, this.state.noms[code] ?? code, " ",
        h("button", { type: "button", "aria-label": `Retirer ${this.state.noms[code] ?? code}`, onClick: () => this.props.onChange(valeur.filter((autre) => autre !== code)) }, "×")))),
      h(Chercheur, {
        id: forID, indication: "Nord, Bretagne, Dunkerque, france, epci:245900428…", niveaux: ["commune", "departement", "region"],
        onChoix: (lieu) => this.ajouter(lieu.code, lieu.etiquette), onTexte: this.ecrire, onFocus: setActiveStyle, onBlur: setInactiveStyle,
      }));
  },
});

/** Name of the widget in the configuration → our component. */
export const CHAMPS = {
  "ligne-comptee": LigneComptee, jour: Jour, heure: Heure, "jour-ou-heure": JourOuHeure, recurrence: Recurrence, commune: Commune, confirmation: Confirmation, territoires: Territoires,
};
