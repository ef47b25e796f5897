// What stands on the directory's map: a marker for each actor and each group of its frame. Those that go are kept, and
// serve again: a map that is dragged makes none anew.

import { compte, fiche, grappe, lisible, ligne, nommer, numerote, repere, sommaire } from "./annuaire-reperes.js";
import { GROUPE_JUSQUA } from "./grappes.js";

/** Markers placed in one image: more would hold the map under the reader's hand. */
const PAR_IMAGE = 24;
const POPUP = { maxWidth: 300, autoPanPadding: [20, 20] };

export class Poses {
  /**
   * `choisir(acteur)` and `survoler(acteur)` (or null) tell what is done with a marker; `rangee(acteur)` gives a result's
   * row; `nommer()` is called once all stand.
   */
  constructor(carte, { choisir, survoler, rangee, nommer: apres }) {
    Object.assign(this, { carte, choisir, survoler, rangee, apres, poses: new Map(), reserve: new Map(), quoi: null });
    this.couche = L.layerGroup().addTo(carte);
  }

  /** From now on the place of a rank says who it is, `quoi(place)` being `{acteur, numero}`; those who stand are told again. */
  dire(quoi) {
    this.quoi = quoi;
    for (const cle of [...this.poses.keys()]) if (typeof cle === "number") this.#oter(cle);
  }

  vider() {
    for (const cle of [...this.poses.keys()]) this.#oter(cle);
  }

  /** The marker of an actor, by its rank, where it stands alone. */
  de(rang) {
    return this.poses.get(rang);
  }

  /** This one stays, even out of the frame, as long as its popup is open. */
  retenir(rang) {
    this.retenu = rang;
  }

  positions() {
    return this.couche.getLayers().map((pose) => pose.getLatLng());
  }

  /** Shows what was found (annuaire-groupes.js) among `rangs`: what stands already stays, and the rest comes, so many at each image. */
  montrer(trouves, rangs, points) {
    const voulus = new Map(trouves.map((trouve) => [trouve.nombre > 1 ? `#${trouve.numero}` : rangs[trouve.numero], trouve]));
    for (const [cle, pose] of this.poses) if (!voulus.has(cle) && !(cle === this.retenu && pose.isPopupOpen())) this.#oter(cle);
    this.#ajouter([...voulus].filter(([cle]) => !this.poses.has(cle)), points);
  }

  #oter(cle) {
    const pose = this.poses.get(cle);
    this.poses.delete(cle);
    this.couche.removeLayer(pose);
    this.reserve.get(pose.genre).push(pose);
  }

  #ajouter(reste, points) {
    cancelAnimationFrame(this.suite);
    for (const [cle, trouve] of reste.slice(0, PAR_IMAGE)) {
      const pose = trouve.nombre > 1 ? this.#poserGroupe(trouve) : this.#poserUn(trouve, points.categorie(cle));
      this.poses.set(cle, pose);
      this.couche.addLayer(pose.setLatLng(trouve.position));
    }
    this.marquer(this.marque);
    if (reste.length > PAR_IMAGE) this.suite = requestAnimationFrame(() => this.#ajouter(reste.slice(PAR_IMAGE), points));
    else this.apres();
  }

  /** A marker of this kind: one that has served, or one that `faire()` makes. */
  #prendre(genre, faire) {
    if (!this.reserve.has(genre)) this.reserve.set(genre, []);
    return this.reserve.get(genre).pop() ?? Object.assign(faire(), { genre });
  }

  #poserUn({ numero: place }, categorie) {
    const { acteur = null, numero = 0 } = this.quoi?.(place) ?? {};
    const pose = this.#prendre(`${categorie} ${numero > 0}`, () => this.#equiperUn(repere(categorie, numero > 0)));
    pose.acteur = acteur;
    nommer(pose, acteur ? numerote(acteur.nom, numero) : "Structure", lisible(numero));
    return pose;
  }

  #equiperUn(pose) {
    pose.bindPopup(() => fiche(this.rangee(pose.acteur)), { ...POPUP, closeButton: true });
    pose.off("click").off("keypress");
    const dit = (faire) => () => { if (pose.acteur) faire(pose.acteur); };
    pose.on("click", dit(this.choisir));
    pose.on("keypress", ({ originalEvent }) => { if (originalEvent.key === "Enter") dit(this.choisir)(); });
    pose.on("mouseover", dit(this.survoler)).on("mouseout", dit(() => this.survoler(null)));
    pose.on("add", () => {
      const element = pose.getElement();
      if (pose.acteur) element.dataset.id = pose.acteur.id;
      element.addEventListener("focus", dit(this.survoler));
      element.addEventListener("blur", dit(() => this.survoler(null)));
    });
    return pose;
  }

  #poserGroupe(trouve) {
    const fermee = trouve.zoom > GROUPE_JUSQUA;
    const pose = this.#prendre(fermee ? "fermee" : "grappe", () => (fermee ? this.#equiperFermee(grappe()) : this.#equiperGroupe(grappe())));
    pose.trouve = trouve;
    nommer(pose, `Groupe de ${trouve.nombre} structures`, compte(trouve.nombre));
    return pose;
  }

  #equiperGroupe(pose) {
    return pose.on("click keypress", ({ originalEvent }) => {
      if (!originalEvent.key || originalEvent.key === "Enter") this.carte.setView(pose.trouve.position, pose.trouve.zoom);
    });
  }

  /** A group that no zoom opens: its popup says who stands there, once anyone knows. */
  #equiperFermee(pose) {
    return pose.bindPopup(() => {
      const { places, nombre } = pose.trouve;
      return this.quoi ? sommaire([...places].map(this.quoi), this.choisir) : ligne("h3", `${nombre} structures au même endroit`);
    }, { maxWidth: 300 });
  }

  /** Rings the marker of an actor, by its rank, or none. */
  marquer(rang) {
    this.marque = rang;
    const pose = this.poses.get(rang);
    if (this.cerne !== pose) this.#cerner(this.cerne, false);
    this.cerne = pose;
    this.#cerner(pose, true);
  }

  #cerner(pose, oui) {
    pose?.getElement()?.classList.toggle("repere--choisi", oui);
    pose?.setZIndexOffset(oui ? 1000 : 0);
  }
}
