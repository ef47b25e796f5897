// The fields of an issue of the letter in /admin/: its quarter, and its rubrics, where records are chosen, put in order
// and retitled. What a record says stands in each empty box: only what the issue says otherwise is written.

import { Compte, longueur, simple } from "./atelier-champs.js";

const { createClass, h } = window;
const PROPOSEES = 8;
const REFUSEES = 3;
const ESPACE = "\u00a0";

/** The quarter of an issue: chosen once, since it names the file. */
const trimestre = ({ donnees }) => createClass({
  render() {
    const { value, forID, classNameWrapper, entry, onChange, setActiveStyle, setInactiveStyle } = this.props;
    if (!entry.get("newRecord")) return h("p", { id: forID, className: classNameWrapper }, value);
    const libres = Object.entries(donnees.trimestres).filter(([id]) => !donnees.parus.includes(id));
    return h("select", { id: forID, className: `${classNameWrapper} atelier-saisie`, value: value ?? "", onFocus: setActiveStyle, onBlur: setInactiveStyle, onChange: ({ target }) => onChange(target.value) },
      libres.map(([id, nom]) => h("option", { key: id, value: nom }, nom)));
  },
});

const champ = (champs, nom) => champs.find((un) => un.get("name") === nom);

/** The boxes of a group of fields; `dit` is what an empty box stands for, `offert` what else the record says in its words. */
function boites(champs, valeurs, dit, ecrire, prefixe, offert = {}) {
  return champs.toArray().flatMap((un) => {
    const [nom, titre, id] = [un.get("name"), un.get("label"), `${prefixe}-${un.get("name")}`];
    if (un.get("widget") === "fiche") return [];
    if (un.get("fields")) {
      const dedans = boites(un.get("fields"), valeurs[nom] ?? {}, dit?.[nom], (nouvelles) => ecrire({ ...valeurs, [nom]: nouvelles }), id);
      return [h("fieldset", { key: id, className: "atelier-groupe" }, h("legend", {}, titre), dedans)];
    }
    return [h("div", { key: id, className: "atelier-boite" },
      h("label", { htmlFor: id }, titre),
      h(Compte, { id, valeur: valeurs[nom] ?? "", maximum: un.get("maximum"), long: (un.get("maximum") ?? 0) > 120, indication: dit?.[nom] ?? "", onEcrit: (texte) => ecrire({ ...valeurs, [nom]: texte }) }),
      dit?.[nom] && !valeurs[nom] && longueur(dit[nom]) > 40 && h("button", { type: "button", className: "atelier-lien", onClick: () => ecrire({ ...valeurs, [nom]: dit[nom] }) }, "Partir de ce texte"),
      offert[nom] && !valeurs[nom] && h("button", { type: "button", className: "atelier-lien", onClick: () => ecrire({ ...valeurs, [nom]: offert[nom] }) }, `Prendre plutôt ces phrases de la fiche${ESPACE}: «${ESPACE}${offert[nom]}${ESPACE}»`),
      un.get("hint") && h("p", { className: "atelier-note" }, un.get("hint")))];
  });
}

/** What is wrong with the boxes of a group, by their labels. */
function fautes(champs, valeurs) {
  return champs.toArray().flatMap((un) => {
    const valeur = valeurs[un.get("name")];
    if (un.get("fields") && un.get("widget") === "object") {
      const pleins = Object.values(valeur ?? {}).some(Boolean);
      return pleins ? fautes(un.get("fields"), valeur).map((faute) => `${un.get("label")}${ESPACE}: ${faute}`) : [];
    }
    const [regle, phrase] = un.get("pattern")?.toArray() ?? [];
    if (!valeur && un.get("required") !== false && un.get("widget") !== "fiche") return [`${un.get("label")} est à remplir`];
    return valeur && regle && !new RegExp(regle).test(valeur) ? [`${un.get("label")}${ESPACE}: ${phrase}`] : [];
  });
}

/** A rubric: its titles, its chosen records in order, and those that may join them. */
const rubrique = (fonds) => createClass({
  getInitialState: () => ({ question: "", ouverte: null, dit: "", panne: false, cible: null }),
  componentDidMount() {
    this.lire();
  },
  componentDidUpdate() {
    if (!this.suivant) return;
    const { fiche, geste } = this.suivant;
    this.suivant = null;
    const boutons = [...this.racine.querySelectorAll(`[data-fiche="${fiche}"] [data-geste]`)];
    (boutons.find((un) => un.dataset.geste === geste && !un.disabled) ?? boutons.find((un) => !un.disabled))?.focus();
  },
  valeur() {
    return simple(this.props.value) ?? {};
  },
  choix() {
    return this.valeur().choix ?? [];
  },
  genres() {
    return Object.keys(simple(this.props.field.get("genres")));
  },
  date() {
    return this.props.entry.getIn(["data", "date"]) || fonds.donnees.valeurs.date;
  },
  async lire(genres = [...this.genres().slice(0, 1), ...this.choix().map(({ fiche }) => fiche.split("/")[0])]) {
    try {
      await fonds.lire(genres);
      this.setState({ panne: false });
    } catch {
      this.setState({ panne: true });
    }
  },
  changer(suite) {
    this.props.onChange({ ...this.valeur(), ...suite });
  },
  nom(fiche) {
    return fonds.fiches.get(fiche)?.nom ?? fiche;
  },
  ajouter(...fiches) {
    const { choix: _, ...titres } = fonds.donnees.valeurs[this.props.field.get("name")];
    this.changer({ ...(this.valeur().titre ? {} : titres), choix: [...this.choix(), ...fiches.map((fiche) => ({ fiche }))] });
    this.setState({ question: "", dit: fiches.length > 1 ? `${fiches.length} fiches ajoutées` : `${this.nom(fiches[0])}${ESPACE}: ajoutée` });
  },
  retirer(rang) {
    const choix = this.choix();
    this.changer({ choix: choix.filter((_, ici) => ici !== rang) });
    this.setState({ dit: `${this.nom(choix[rang].fiche)}${ESPACE}: retirée` });
    const voisine = choix[rang + 1] ?? choix[rang - 1];
    if (voisine) this.suivant = { fiche: voisine.fiche, geste: "retirer" };
  },
  deplacer(de, vers, geste) {
    const choix = [...this.choix()];
    if (vers < 0 || vers >= choix.length || de === vers) return;
    const [un] = choix.splice(de, 1);
    choix.splice(vers, 0, un);
    this.changer({ choix });
    this.setState({ dit: `${this.nom(un.fiche)}${ESPACE}: place ${vers + 1} sur ${choix.length}` });
    if (geste) this.suivant = { fiche: un.fiche, geste };
  },
  async chercher(question) {
    this.setState({ question });
    if (question.trim()) await this.lire(this.genres());
  },
  isValid() {
    const dites = this.choix().flatMap((un) => fautes(this.champs(), un).map((faute) => `«${ESPACE}${this.nom(un.fiche)}${ESPACE}»${ESPACE}: ${faute}`));
    return dites.length ? { error: { message: dites.join(" ") } } : true;
  },
  champs() {
    return champ(this.props.field.get("fields"), "choix").get("fields");
  },
  carte(un, rang, choix) {
    const { fiche } = un;
    const connue = fonds.fiches.get(fiche);
    const dit = connue && fonds.lettre.dit(this.props.field.get("name"), fiche, this.date());
    const ouverte = this.state.ouverte === fiche;
    const bouton = (geste, signe, nom, action, inactif) => h("button", { type: "button", key: geste, "data-geste": geste, className: "atelier-geste", title: nom, "aria-label": `${nom}${ESPACE}: ${this.nom(fiche)}`, disabled: inactif, onClick: action, ...(geste === "recrire" ? { "aria-expanded": ouverte } : {}) }, signe);
    const refus = connue ? fonds.refus(fiche, this.props.field.get("name"), this.date()) : fonds.lus.get(fiche.split("/")[0]) === true && "le site publié n’a pas encore cette fiche\u00a0: l’aperçu ne la montre pas";
    return h("li", {
      key: fiche, "data-fiche": fiche, className: this.state.cible === rang ? "atelier-carte atelier-carte--cible" : "atelier-carte",
      onDragOver: (evenement) => { if (this.glissee !== undefined) { evenement.preventDefault(); this.setState({ cible: rang }); } },
      onDrop: (evenement) => { evenement.preventDefault(); this.deplacer(this.glissee, rang); this.glissee = undefined; this.setState({ cible: null }); },
    },
      h("div", { className: "atelier-carte__tete" },
        h("span", {
          className: "atelier-poignee", draggable: true, title: "Glisser pour changer de place", "aria-hidden": true,
          onDragStart: (evenement) => { this.glissee = rang; evenement.dataTransfer.effectAllowed = "move"; evenement.dataTransfer.setData("text/plain", fiche); },
          onDragEnd: () => { this.glissee = undefined; this.setState({ cible: null }); },
        }, "⠿"),
        h("div", { className: "atelier-carte__nom" },
          h("strong", {}, un.titre || this.nom(fiche)),
          h("span", { className: "atelier-note" }, [un.titre && this.nom(fiche), connue?.quand, dit?.surtitre, fonds.donnees.notes[fiche]].filter(Boolean).join(" · ")),
          refus && h("span", { className: "atelier-doute" }, refus)),
        h("div", { className: "atelier-gestes" },
          bouton("monter", "↑", "Monter", () => this.deplacer(rang, rang - 1, "monter"), rang === 0),
          bouton("descendre", "↓", "Descendre", () => this.deplacer(rang, rang + 1, "descendre"), rang === choix.length - 1),
          bouton("recrire", "Récrire", "Récrire", () => this.setState({ ouverte: ouverte ? null : fiche })),
          bouton("retirer", "Retirer", "Retirer", () => this.retirer(rang)))),
      ouverte && h("div", { className: "atelier-recrire" },
        h("p", { className: "atelier-note" }, "Une case vide dit ce que dit la fiche. Les dates, les lieux et les prix viennent toujours de la fiche."),
        boites(this.champs(), un, dit, (nouveau) => this.changer({ choix: choix.map((autre, ici) => (ici === rang ? nouveau : autre)) }), `${this.props.forID}-${rang}`, { texte: fonds.donnees.textes[fiche] })));
  },
  proposition(une, refus) {
    const { fiche, quand, item, genre } = une;
    const sorte = this.genres()[0] === genre ? "" : simple(this.props.field.get("genres"))[genre];
    return h("li", { key: fiche }, h("button", { type: "button", disabled: Boolean(refus), onClick: () => this.ajouter(fiche) },
      h("strong", {}, une.nom), " ", h("span", { className: "atelier-note" }, [sorte, quand, item.surtitre, refus].filter(Boolean).join(" · "))));
  },
  trouvees() {
    const { question } = this.state;
    if (!question.trim()) return null;
    const prises = new Set(this.choix().map(({ fiche }) => fiche));
    const ailleurs = new Set(Object.keys(fonds.donnees.rubriques).flatMap((cle) => (simple(this.props.entry.getIn(["data", cle]))?.choix ?? []).map(({ fiche }) => fiche)));
    const toutes = fonds.chercher(question, this.genres(), this.props.field.get("name"), this.date()).map((une) => ({ ...une, refus: prises.has(une.fiche) || ailleurs.has(une.fiche) ? "déjà choisie" : une.refus }));
    const [libres, refusees] = [toutes.filter(({ refus }) => !refus), toutes.filter(({ refus }) => refus)];
    if (!toutes.length) return h("p", { className: "atelier-note", role: "status" }, this.state.panne ? "Les fiches n’ont pas pu être lues. Vérifiez votre connexion, puis cherchez à nouveau." : "Aucune fiche de ce nom parmi celles que le site publie.");
    return h("ul", { className: "atelier-propositions", "aria-label": "Fiches trouvées" }, [...libres.slice(0, PROPOSEES), ...refusees.slice(0, REFUSEES)].map((une) => this.proposition(une, une.refus)));
  },
  proposees() {
    const prises = new Set(this.choix().map(({ fiche }) => fiche));
    const restent = fonds.donnees.propositions[this.props.field.get("name")].filter((fiche) => !prises.has(fiche) && fonds.fiches.has(fiche));
    if (!restent.length) return null;
    return h("details", { className: "atelier-proposees" },
      h("summary", {}, `Encore proposées (${restent.length})`),
      h("ul", { className: "atelier-propositions", "aria-label": "Encore proposées" }, restent.map((fiche) => this.proposition({ fiche, ...fonds.fiches.get(fiche) }))),
      restent.length > 1 && h("button", { type: "button", className: "atelier-lien", onClick: () => this.ajouter(...restent) }, "Tout ajouter"));
  },
  render() {
    const { forID, classNameWrapper, field, setActiveStyle, setInactiveStyle } = this.props;
    const valeur = this.valeur();
    const choix = this.choix();
    const { question, dit } = this.state;
    const titres = field.get("fields").filter((un) => un.get("name") !== "choix");
    return h("div", { className: `${classNameWrapper} atelier-rubrique`, ref: (noeud) => { this.racine = noeud; }, onFocus: setActiveStyle, onBlur: setInactiveStyle },
      h("details", { className: "atelier-pli" }, h("summary", {}, `Titre de la rubrique${ESPACE}: ${valeur.titre || "à écrire"}`), boites(titres, valeur, {}, (nouvelle) => this.props.onChange(nouvelle), `${forID}-titres`)),
      choix.length ? h("ol", { className: "atelier-cartes" }, choix.map((un, rang) => this.carte(un, rang, choix))) : h("p", { className: "atelier-note" }, "Aucune fiche\u00a0: cette rubrique ne paraîtra pas."),
      choix.length > 2 && h("button", { type: "button", className: "atelier-lien", onClick: () => this.changer({ choix: [] }) }, "Tout retirer"),
      h("p", { className: "hors-ecran", role: "status" }, dit),
      this.proposees(),
      h("label", { htmlFor: forID }, "Ajouter une fiche"),
      h("input", { id: forID, type: "search", className: "atelier-saisie", autoComplete: "off", placeholder: "Un mot du titre, une ville, une année…", value: question, onChange: ({ target }) => this.chercher(target.value),
        onKeyDown: (evenement) => { if (evenement.key === "Enter") evenement.preventDefault(); } }),
      this.trouvees());
  },
});

/** Name of the widget in the configuration → our component. */
export const champsDuNumero = (fonds) => ({ trimestre: trimestre(fonds), rubrique: rubrique(fonds) });
