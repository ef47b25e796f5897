// The directory's map: the list's results, same numbers, on the outlines that folium's layer holds.
// Leaflet comes when the map is first shown: a phone that reads the list never loads it.

import { compterHorizons, equiper, ouvrirFond } from "./annuaire-fond.js";
import { fiche, grappe, repere, sommaire, ville } from "./annuaire-reperes.js";
import { ouvrirContours } from "./contours.js";

const METROPOLE = [[41.3, -5.3], [51.2, 9.7]];
const GROUPE_JUSQUA = 14;
const RAYON_GROUPE = 42;
/** Prefectures are named from this zoom on, when they are this far apart (px). */
const ZOOM_VILLES = 7;
const ECART_VILLES = 90;
/** A marker this near (px) pushes a town's name aside. */
const RAYON_REPERE = 30;
/** An actor that is opened out of view is shown in its département. */
const ZOOM_FICHE = 8;
/** From this zoom on, the outlines are drawn with all their detail. */
const ZOOM_FIN = 6.5;
/** Markers placed in one image: more would hold the map under the reader's hand. */
const PAR_IMAGE = 24;
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
    Object.assign(this, options, { cadre, poses: new Map(), choisi: null });
  }

  /** Draws the map, once, in its visible frame. */
  async preparer() {
    this.pret ??= ouvrirFond(this.lire).then((prets) => this.#dessiner(prets));
    await this.pret;
  }

  #dessiner({ carte, contours, geojson }) {
    Object.assign(this, { carte, contours, departements: new Map() });
    contours.options.style = () => ({ className: "dep", fillOpacity: 1 });
    contours.options.interactive = false;
    contours.addData(geojson);
    contours.eachLayer((trace) => this.departements.set(trace.feature.properties.code, trace));
    // A popup that slides is missed by who clicks at once.
    const glisser = carte.panBy;
    carte.panBy = (ecart, options) => glisser.call(carte, ecart, { animate: false, ...options });
    this.couche = L.layerGroup().addTo(carte);
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
    if (demande) await this.savoir();
    await this.preparer();
    if (resultats !== this.resultats) return;
    const points = resultats.flatMap(({ acteur }, place) => (acteur.point ? [entite(acteur, place + 1)] : []));
    this.groupes = new Supercluster({ radius: RAYON_GROUPE, maxZoom: GROUPE_JUSQUA }).load(points);
    this.muet = true;
    this.carte.closePopup();
    this.muet = false;
    for (const nom of [...this.poses.keys()]) this.#oter(nom);
    this.#teindre();
    this.#cadrer(points);
    compterHorizons(this.cadre, resultats, this.departements, lieu);
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
  #cadrer(points) {
    if (this.#reprendre()) return;
    const ici = this.concernes.map((code) => this.departements.get(code)?.getBounds()).filter(Boolean);
    if (!ici.length && this.lieu?.point) this.carte.setView(this.lieu.point, 9, { animate: false });
    else this.#cadrerBornes(this.lieu ? ici : [...ici, ...points.map(autourDe)]);
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

  /** Places what the frame shows: what stands already stays, and the rest comes, so many at each image. */
  #poser() {
    if (!this.groupes) return;
    const bornes = this.carte.getBounds().pad(0.2);
    const cadre = [bornes.getWest(), bornes.getSouth(), bornes.getEast(), bornes.getNorth()];
    const voulus = new Map(this.groupes.getClusters(cadre, Math.round(this.carte.getZoom())).map((trouve) => [cle(trouve), trouve]));
    for (const [nom, pose] of this.poses) if (!voulus.has(nom) && !(nom === this.choisi && pose.isPopupOpen())) this.#oter(nom);
    this.#ajouter([...voulus].filter(([nom]) => !this.poses.has(nom)));
  }

  #oter(nom) {
    this.couche.removeLayer(this.poses.get(nom));
    this.poses.delete(nom);
  }

  #ajouter(reste) {
    cancelAnimationFrame(this.suite);
    for (const [nom, trouve] of reste.slice(0, PAR_IMAGE)) {
      this.poses.set(nom, trouve.properties.cluster ? this.#poserGroupe(trouve) : this.#poserUn(trouve));
    }
    this.#marquer();
    if (reste.length > PAR_IMAGE) this.suite = requestAnimationFrame(() => this.#ajouter(reste.slice(PAR_IMAGE)));
    else this.#nommer();
  }

  #poserUn({ properties: { id, rang }, geometry: { coordinates: [longitude, latitude] } }) {
    const { acteur } = this.resultats[rang - 1];
    const pose = repere([latitude, longitude], acteur.categorie, this.demande ? rang : 0, acteur.nom);
    pose.bindPopup(() => fiche(this.rangee(acteur)), { maxWidth: 300, autoPanPadding: [20, 20], closeButton: true });
    pose.off("click").off("keypress");
    pose.on("click", () => this.choisir(id));
    pose.on("keypress", ({ originalEvent }) => { if (originalEvent.key === "Enter") this.choisir(id); });
    pose.on("mouseover", () => this.survoler(id)).on("mouseout", () => this.survoler(null));
    this.couche.addLayer(pose);
    const element = pose.getElement();
    element.dataset.id = id;
    element.addEventListener("focus", () => this.survoler(id));
    element.addEventListener("blur", () => this.survoler(null));
    return pose;
  }

  #poserGroupe({ properties: { cluster_id: groupe, point_count: nombre }, geometry: { coordinates: [longitude, latitude] } }) {
    const pose = grappe([latitude, longitude], nombre);
    const zoom = this.groupes.getClusterExpansionZoom(groupe);
    if (zoom > GROUPE_JUSQUA) {
      const entrees = this.groupes.getLeaves(groupe, Infinity).map(({ properties: { id, rang } }) => ({ id, rang: this.demande ? rang : 0, nom: this.resultats[rang - 1].acteur.nom }));
      pose.bindPopup(() => sommaire(entrees, this.choisir), { maxWidth: 300 });
    } else {
      pose.on("click keypress", ({ originalEvent }) => {
        if (!originalEvent.key || originalEvent.key === "Enter") this.carte.setView([latitude, longitude], zoom);
      });
    }
    this.couche.addLayer(pose);
    return pose;
  }

  async #nommer() {
    this.villes.clearLayers();
    if (this.carte.getZoom() < ZOOM_VILLES) return;
    const { lieux } = await this.savoir();
    this.villes.clearLayers();
    const poses = [];
    const reperes = this.couche.getLayers().map((pose) => this.carte.latLngToContainerPoint(pose.getLatLng()));
    for (const { chefLieu, point } of lieux.departements.values()) {
      const ici = this.carte.latLngToContainerPoint(point);
      if (!this.carte.getBounds().contains(point) || poses.some((autre) => autre.distanceTo(ici) < ECART_VILLES)) continue;
      poses.push(ici);
      this.villes.addLayer(ville(point, chefLieu, reperes.some((autre) => autre.distanceTo(ici) < RAYON_REPERE)));
    }
  }

  /** Outlines what an actor covers, and rings its marker; `codes` are départements. */
  eclairer(id, codes) {
    this.eclaire = id;
    if (!this.departements) return;
    const choisis = new Set(codes);
    for (const [code, trace] of this.departements) {
      trace.getElement()?.classList.toggle("choisi", choisis.has(code));
      if (choisis.has(code)) trace.bringToFront();
    }
    this.#marquer();
  }

  #marquer() {
    if (this.marque === this.poses.get(this.eclaire)) return;
    this.marque?.getElement()?.classList.remove("repere--choisi");
    this.marque?.setZIndexOffset(0);
    this.marque = this.poses.get(this.eclaire);
    this.marque?.getElement().classList.add("repere--choisi");
    this.marque?.setZIndexOffset(1000);
  }

  /** Opens the record of an actor where it stands, or closes the one that is open (null). */
  async ouvrir(acteur) {
    await this.preparer();
    this.choisi = acteur?.id ?? null;
    this.muet = true;
    this.carte.closePopup();
    this.muet = false;
    if (!acteur?.point) return;
    if (!this.carte.getBounds().contains(acteur.point)) this.carte.setView(acteur.point, ZOOM_FICHE, { animate: false });
    this.#marquer();
    if (this.volet()) this.carte.panInside(acteur.point, { paddingBottomRight: [40, 260], paddingTopLeft: [40, 40], animate: false });
    else this.#deplier(acteur);
  }

  /** The popup of an actor at its marker, or where it stands in a group. */
  #deplier(acteur) {
    const pose = this.poses.get(acteur.id);
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
    const id = this.choisi;
    this.choisi = null;
    setTimeout(() => {
      this.#poser();
      if (this.origine) (this.poses.get(id) ?? this.origine).getElement()?.focus();
      this.origine = null;
      if (id) this.choisir(null);
    });
  }

  /** To be called when the map's frame appears or changes its size. */
  async ajuster() {
    await this.preparer();
    this.carte.invalidateSize({ animate: false });
    if (this.resultats) this.#cadrer(this.resultats.flatMap(({ acteur }, place) => (acteur.point ? [entite(acteur, place + 1)] : [])));
  }
}

/** What stands on the map for an actor is named by it; a group, by its number, which no other zoom has. */
const cle = ({ properties: { id, cluster_id: groupe } }) => id ?? `#${groupe}`;

const autourDe = ({ geometry: { coordinates: [x, y] } }) => L.latLngBounds([[y, x]]);

const entite = (acteur, rang) => ({
  type: "Feature",
  properties: { id: acteur.id, rang },
  geometry: { type: "Point", coordinates: [acteur.point[1], acteur.point[0]] },
});
