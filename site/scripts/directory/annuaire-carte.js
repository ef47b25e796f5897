// The directory's map: the list's results, same numbers, on the outlines that folium's layer holds.
// Leaflet comes when the map is first shown: a phone that reads the list never loads it.

import { chargerGroupes, compterHorizons, equiper, lireContours, ouvrirFond } from "./annuaire-fond.js";
import { Groupes } from "./annuaire-groupes.js";
import { quandLibre } from "./annuaire-ouvertures.js";
import { Poses } from "./annuaire-poses.js";
import { fiche, ville } from "./annuaire-reperes.js";
import { ouvrirContours } from "./contours.js";

const METROPOLE = [[41.3, -5.3], [51.2, 9.7]];
/** Prefectures are named from this zoom on, when they are this far apart (px). */
const ZOOM_VILLES = 7;
const ECART_VILLES = 90;
/** A marker this near (px) pushes a town's name aside. */
const RAYON_REPERE = 30;
/** An actor that is opened out of view is shown in its département. */
const ZOOM_FICHE = 8;
/** From this zoom on, the outlines are drawn with all their detail. */
const ZOOM_FIN = 6.5;
/** Where a page that is renewed leaves what its map shows to the one that comes. */
const CLE = "maillage.carte";

export class Carte {
  /**
   * `cadre` holds the map; `lire(nom)` reads one file of the outlines; `savoir()` brings the territories (`lieux`);
   * `rangee(acteur)` gives a result's row; `choisir(id)` is called when a marker is taken, `null` when left;
   * `survoler(id)` when one is pointed at; `volet()` says that a sheet stands for the popup; `couvre(acteur)` gives
   * the départements that it covers, or stands in.
   */
  constructor(cadre, options) {
    Object.assign(this, options, { cadre, choisi: null, tour: 0, resultats: null });
  }

  /** `points` says where actors stand (acteurs.js). */
  situer(points) {
    this.points ??= points;
    this.groupes ??= new Groupes(points, chargerGroupes);
  }

  /** Draws the map and the outlines, once, in its visible frame. */
  async preparer() {
    const lus = this.#lireContours();
    await this.#ouvrir();
    this.traces ??= lus.then((geojson) => this.#tracer(geojson));
    await this.traces;
  }

  #lireContours() {
    this.geojson ??= lireContours(this.lire);
    return this.geojson;
  }

  /** The map, on which nothing is drawn. */
  async #ouvrir() {
    this.pret ??= ouvrirFond().then((prets) => this.#dessiner(prets));
    await this.pret;
  }

  #tracer(geojson) {
    const { contours } = this;
    contours.options.style = () => ({ className: "dep", fillOpacity: 1 });
    contours.options.interactive = false;
    contours.addData(geojson);
    const traces = new Map();
    contours.eachLayer((trace) => traces.set(trace.feature.properties.code, trace));
    this.departements = traces;
  }

  /**
   * The map of all who act, before anyone has told who they are: groups, which open, and shapes without a name. What is
   * shown afterwards takes their place, and what stands already is not moved. `points` may still be on their way.
   */
  async esquisser(points) {
    this.#lireContours().catch(() => {});
    const ouverte = this.#ouvrir();
    this.situer(await points);
    await ouverte;
    this.#grouper(this.points.tous());
    this.esquisse = true;
    if (!this.#reprendre()) this.carte.fitBounds(METROPOLE, { animate: false });
    await this.#poser();
  }

  /** The groups of these ranks; those of the same ranks stay. */
  #grouper(rangs) {
    if (this.groupes.montrer(rangs)) this.poses.vider();
    this.rangs = rangs;
  }

  #dessiner({ carte, contours }) {
    Object.assign(this, { carte, contours });
    // A popup that slides is missed by who clicks at once.
    const glisser = carte.panBy;
    carte.panBy = (ecart, options) => glisser.call(carte, ecart, { animate: false, ...options });
    this.poses = new Poses(carte, {
      choisir: (acteur) => this.choisir(acteur.id), survoler: (acteur) => this.survoler(acteur?.id ?? null), rangee: this.rangee,
      nommer: () => this.#nommer(),
    });
    this.villes = L.layerGroup().addTo(carte);
    carte.getContainer().setAttribute("role", "region");
    carte.getContainer().setAttribute("aria-label", "Carte\u00a0: flèches pour la déplacer, plus et moins pour l’agrandir");
    carte.on("moveend", () => this.#poser());
    carte.on("zoomend", () => this.#affiner());
    carte.on("popupopen", ({ popup }) => this.#accueillir(popup));
    carte.on("popupclose", () => this.#quitter());
    this.cadre.addEventListener("keydown", ({ key }) => { if (key === "Escape") carte.closePopup(); });
    equiper(carte, this.cadre);
  }

  /** The fine outlines come once, when one looks closely enough to see them. */
  async #affiner() {
    if (this.carte.getZoom() < ZOOM_FIN || this.fins) return;
    this.fins = this.lire("contours-fins");
    await this.preparer();
    for (const { properties: { code }, geometry } of ouvrirContours(await this.fins).features) {
      this.departements.get(code)?.setLatLngs(L.GeoJSON.coordsToLatLngs(geometry.coordinates, 2));
    }
  }

  /**
   * Shows `resultats` ([{acteur}]), numbered in this order where they answer a question (`demande`); `lieu` is the
   * place asked for, or null.
   */
  async montrer(resultats, lieu, demande) {
    Object.assign(this, { resultats, lieu, demande });
    this.cadre.setAttribute("aria-busy", "true");
    if (demande) await this.savoir();
    await this.preparer();
    if (resultats !== this.resultats) return;
    const situes = Uint32Array.from(resultats.keys()).filter((place) => this.points.a(resultats[place].acteur.rang));
    const places = [...situes].map((place) => resultats[place]);
    const garde = this.esquisse && !demande;
    this.esquisse = false;
    this.#taire(() => this.carte.closePopup());
    this.#grouper(Uint32Array.from(places, ({ acteur }) => acteur.rang));
    this.poses.dire((place) => ({ acteur: places[place].acteur, numero: demande ? situes[place] + 1 : 0 }));
    this.#teindre();
    if (garde) await this.#poser();
    else this.#cadrer();
    await this.posage;
    if (resultats === this.resultats) this.cadre.setAttribute("aria-busy", "false");
    quandLibre(() => { if (resultats === this.resultats) compterHorizons(this.cadre, places, this.departements, lieu); });
  }

  #taire(faire) {
    this.muet = true;
    faire();
    this.muet = false;
  }

  /** What the answer is about: the place's départements; without a place, those that the results cover or stand in. */
  #concernes() {
    if (this.lieu) return this.lieu.niveau === "region" ? this.lieu.departements : [this.lieu.dep];
    return this.demande ? [...new Set(this.resultats.flatMap(({ acteur }) => this.couvre(acteur)))] : [];
  }

  #teindre() {
    this.concernes = this.#concernes();
    for (const [code, trace] of this.departements) trace.getElement()?.classList.toggle("couvert", this.concernes.includes(code));
  }

  /** Notes what the map shows, for the page that is about to take the place of this one. */
  retenir() {
    if (!this.carte) return;
    const { lat, lng } = this.carte.getCenter();
    try {
      sessionStorage.setItem(CLE, JSON.stringify({ adresse: location.search, centre: [lat, lng], zoom: this.carte.getZoom() }));
    } catch {
      // Storage is forbidden: the map will show what was found.
    }
  }

  /** Shows once what another page noted for the same address; false when none did. */
  #reprendre() {
    try {
      const note = JSON.parse(sessionStorage.getItem(CLE));
      sessionStorage.removeItem(CLE);
      if (note?.adresse !== location.search) return false;
      this.carte.setView(note.centre, note.zoom, { animate: false });
      return true;
    } catch {
      return false;
    }
  }

  /** Moves the map to what was found; where it arrives, the markers are placed. */
  #cadrer() {
    if (this.#reprendre()) return;
    const ici = this.concernes.map((code) => this.departements.get(code)?.getBounds()).filter(Boolean);
    if (!ici.length && this.lieu?.point) this.carte.setView(this.lieu.point, 9, { animate: false });
    else this.#cadrerBornes(this.lieu ? ici : [...ici, ...this.#autour()]);
  }

  /** The bounds of each point that is shown, where they may say what to look at. */
  #autour() {
    return this.#situe() ? Array.from(this.rangs, (rang) => L.latLngBounds([this.points.de(rang)])) : [];
  }

  /** To all of these bounds; to those of the mainland, where some are there; to the whole of it, where one answer covers it. */
  #cadrerBornes(bornes) {
    const metropole = L.latLngBounds(METROPOLE);
    const dedans = this.lieu ? [] : bornes.filter((b) => metropole.intersects(b));
    const vise = (dedans.length ? dedans : bornes).reduce((tout, b) => tout.extend(b), L.latLngBounds([]));
    this.carte.fitBounds(vise.isValid() && this.#situe() ? vise.pad(0.15) : metropole, { maxZoom: 9, animate: false });
  }

  /** True where the answer is about a part of the country: no result of it covers the whole. */
  #situe() {
    return Boolean(this.lieu) || (this.demande && !this.resultats.some(({ acteur }) => acteur.zones.some(({ niveau }) => niveau === "france")));
  }

  /** Places what the frame shows; of several frames asked for at once, the last. */
  #poser() {
    if (this.rangs) this.posage = this.#demander();
    return this.posage;
  }

  async #demander() {
    this.tour += 1;
    const { tour } = this;
    const bornes = this.carte.getBounds().pad(0.2);
    const cadre = [bornes.getWest(), bornes.getSouth(), bornes.getEast(), bornes.getNorth()];
    const trouves = await this.groupes.voir(cadre, Math.round(this.carte.getZoom()));
    if (tour !== this.tour) return this.posage;
    return this.poses.montrer(trouves, this.rangs, this.points);
  }

  async #nommer() {
    this.villes.clearLayers();
    if (this.carte.getZoom() < ZOOM_VILLES || !this.resultats) return;
    const { lieux } = await this.savoir();
    this.villes.clearLayers();
    const poses = [];
    const reperes = this.poses.positions().map((position) => this.carte.latLngToContainerPoint(position));
    for (const { chefLieu, point } of lieux.departements.values()) {
      const ici = this.carte.latLngToContainerPoint(point);
      if (!this.carte.getBounds().contains(point) || poses.some((autre) => autre.distanceTo(ici) < ECART_VILLES)) continue;
      poses.push(ici);
      this.villes.addLayer(ville(point, chefLieu, reperes.some((autre) => autre.distanceTo(ici) < RAYON_REPERE)));
    }
  }

  /** Outlines what an actor (or none) covers, and rings its marker; `codes` are départements. */
  eclairer(acteur, codes) {
    if (!this.departements) return;
    const choisis = new Set(codes);
    for (const [code, trace] of this.departements) {
      trace.getElement()?.classList.toggle("choisi", choisis.has(code));
      if (choisis.has(code)) trace.bringToFront();
    }
    this.poses.marquer(acteur?.rang);
  }

  /** Opens the record of an actor where it stands, or closes the one that is open (null). */
  async ouvrir(acteur) {
    await this.preparer();
    this.choisi = acteur ?? null;
    this.poses.retenir(acteur?.rang);
    this.#taire(() => this.carte.closePopup());
    if (!acteur?.point) return;
    if (!this.carte.getBounds().contains(acteur.point)) this.carte.setView(acteur.point, ZOOM_FICHE, { animate: false });
    await this.posage;
    if (this.choisi !== acteur) return;
    if (this.volet()) this.carte.panInside(acteur.point, { paddingBottomRight: [40, 260], paddingTopLeft: [40, 40], animate: false });
    else this.#deplier(acteur);
  }

  /** The popup of an actor at its marker, or where it stands in a group. */
  #deplier(acteur) {
    const pose = this.poses.de(acteur.rang);
    if (pose) pose.openPopup();
    else L.popup({ maxWidth: 300, autoPanPadding: [20, 20] }).setLatLng(acteur.point).setContent(fiche(this.rangee(acteur))).openOn(this.carte);
  }

  #accueillir(popup) {
    const element = popup.getElement();
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", element.querySelector("h3").textContent);
    const fermer = element.querySelector(".leaflet-popup-close-button");
    fermer?.setAttribute("aria-label", "Fermer");
    this.origine = document.activeElement?.closest?.(".repere") ? popup._source : null;
    if (this.origine) element.querySelector("h3 a, h3 ~ ul button")?.focus();
  }

  #quitter() {
    if (this.muet) return;
    const { choisi, origine } = this;
    this.choisi = null;
    this.poses.retenir(null);
    setTimeout(async () => {
      await this.#poser();
      if (origine) (this.poses.de(choisi?.rang) ?? origine).getElement()?.focus();
      if (this.origine === origine) this.origine = null;
      if (choisi && !this.choisi) this.choisir(null);
    });
  }

  /** To be called when the map's frame appears or changes its size. */
  async ajuster() {
    await this.preparer();
    this.carte.invalidateSize({ animate: false });
    if (this.resultats) this.#cadrer();
  }
}
