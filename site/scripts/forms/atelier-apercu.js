// The preview of an issue beside its form: the letter as it will be, its weight, and what is left to do.

import { simple } from "./atelier-champs.js";
import { octets } from "./atelier-lettre.js";
import { ko, lireNumero } from "./atelier-relecture.js";
import { SITE } from "../shared/site.js";

const { createClass, h } = window;
/** The letter is drawn again once the hand rests. */
const REPIT_MS = 200;
const LARGEURS = { ordinateur: 660, telephone: 375 };
const NOMS = { ordinateur: "Ordinateur", telephone: "Téléphone" };

/** What a form says of an issue, texts and groups alike. */
const dites = (entry) => Object.fromEntries(Object.entries(simple(entry.get("data")) ?? {}).map(([cle, valeur]) => [cle, simple(valeur)]));

/** A preview template of Decap CMS. */
export const apercu = (fonds) => createClass({
  getInitialState() {
    return { largeur: "ordinateur", hauteur: 600, panne: false, ...lireNumero(dites(this.props.entry), fonds) };
  },
  componentDidMount() {
    this.lire();
  },
  componentDidUpdate({ entry }) {
    if (entry === this.props.entry) return;
    clearTimeout(this.attente);
    this.attente = setTimeout(() => this.lire(), REPIT_MS);
  },
  componentWillUnmount() {
    clearTimeout(this.attente);
  },
  /** The letter anew, with the kinds of the records that are chosen. */
  async lire() {
    const valeurs = dites(this.props.entry);
    const genres = Object.keys(fonds.donnees.rubriques).flatMap((cle) => (valeurs[cle]?.choix ?? []).map(({ fiche }) => fiche.split("/")[0]));
    const panne = await fonds.lire(genres).then(() => false, () => true);
    this.setState({ panne, ...lireNumero(dites(this.props.entry), fonds) });
  },
  render() {
    const { largeur, hauteur, panne, html, fautes } = this.state;
    const { alerte, limite } = fonds.donnees.poids;
    const taille = octets(html);
    const local = html.replaceAll(`${fonds.donnees.adresse}newsletter/images/`, new URL("newsletter/images/", SITE).href)
      .replaceAll("@media (prefers-color-scheme:dark)", "@media not all").replace('content="light dark"', 'content="light"')
      .replace("<head>", '<head><base target="_blank">');
    return h("div", { className: "apercu" },
      h("p", { className: taille < alerte ? "apercu-poids" : "apercu-poids apercu-poids--lourd" },
        `La lettre pèse ${ko(taille)}\u00a0; au-delà de ${ko(limite)}, Gmail la coupe.`, " ",
        h("meter", { value: taille, max: limite, high: alerte, "aria-label": "Poids de la lettre" })),
      panne && h("p", { className: "apercu-poids apercu-poids--lourd" }, "Des fiches n’ont pas pu être lues\u00a0: l’aperçu est incomplet. Vérifiez votre connexion."),
      h("details", { className: "apercu-fautes", open: fautes.length > 0 },
        h("summary", {}, fautes.length ? `À revoir (${fautes.length})` : "Rien à revoir"),
        h("ul", {}, fautes.map(({ ou, quoi, remede, grave }, rang) => h("li", { key: rang }, h("strong", {}, ou), `\u00a0: ${quoi}. ${remede[0].toUpperCase()}${remede.slice(1)}${grave ? " (sans quoi rien ne s’enregistre)" : ""}.`)))),
      h("p", { className: "apercu-largeurs" }, Object.keys(LARGEURS).map((une) => h("button", { key: une, type: "button", "aria-pressed": une === largeur, onClick: () => this.setState({ largeur: une }) }, NOMS[une]))),
      h("iframe", {
        title: "La lettre", sandbox: "allow-same-origin", srcDoc: local, style: { width: `min(100%, ${LARGEURS[largeur]}px)`, height: `${hauteur}px` },
        onLoad: ({ target }) => {
          const haut = target.contentDocument.documentElement.scrollHeight;
          if (Math.abs(haut - hauteur) > 4) this.setState({ hauteur: haut });
        },
      }));
  },
});

/** The look of what stands around the letter, in the frame that Decap CMS makes for it. */
export const STYLE = `body { margin: 0; background: #eff0f4; font: 16px/1.5 system-ui, sans-serif; color: #313d3e; }
.apercu { padding: 12px 72px 24px 12px; }
.apercu-poids { margin: 0 0 8px; } .apercu-poids meter { width: 8em; vertical-align: middle; }
.apercu-poids--lourd { font-weight: 700; color: #861a14; }
.apercu-fautes { margin: 0 0 12px; padding: 8px 12px; border-radius: 6px; background: #fff; } .apercu-fautes ul { margin: 8px 0 0; padding-left: 20px; } .apercu-fautes li { margin: 4px 0; }
.apercu-largeurs { display: flex; gap: 8px; margin: 0 0 8px; }
.apercu-largeurs button { min-height: 36px; padding: 0 12px; border: 2px solid #1f3d63; border-radius: 8px; background: #fff; color: #1f3d63; font: inherit; cursor: pointer; }
.apercu-largeurs button[aria-pressed="true"] { background: #1f3d63; color: #fff; }
iframe { display: block; border: 1px solid #dfdfe3; background: #fff; }
@media (max-width: 480px) { .apercu { padding-right: 12px; } }`;
