// The directory's map: numbered markers, shaped by category, on the outlines that folium drew.
// Texts reach the page by textContent only: a record is data, never markup.

const METROPOLE = [[41.3, -5.3], [51.2, 9.7]];
const GROUPE_JUSQUA = 14;

function svg(nom, attributs = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", nom);
  for (const [cle, valeur] of Object.entries(attributs)) element.setAttribute(cle, valeur);
  return element;
}

/** The category's shape with the actor's rank in the list. */
function repere(categorie, texte) {
  const dessin = svg("svg", { viewBox: "0 0 32 32", width: 34, height: 34, class: `cat-${categorie}`, "aria-hidden": "true" });
  dessin.append(svg("use", { href: `#marque-${categorie}`, class: "marque" }));
  const nombre = svg("text", { x: 16, y: categorie === "coordination" ? 25 : 21, "text-anchor": "middle", class: "marque__numero" });
  nombre.textContent = texte;
  dessin.append(nombre);
  return dessin;
}

function hexagone(nombre) {
  const dessin = svg("svg", { viewBox: "0 0 44 44", width: 44, height: 44, "aria-hidden": "true" });
  dessin.append(svg("path", { class: "grappe", d: "M22 3 38.5 12.5v19L22 41 5.5 31.5v-19Z" }));
  const texte = svg("text", { x: 22, y: 28, "text-anchor": "middle", class: "grappe__nombre" });
  texte.textContent = nombre;
  dessin.append(texte);
  return dessin;
}

function lien(rangee) {
  const source = rangee.querySelector("h3 a");
  const ancre = document.createElement("a");
  ancre.href = source.href;
  ancre.textContent = source.textContent;
  return ancre;
}

function ligne(texte, classe) {
  const paragraphe = document.createElement("p");
  paragraphe.className = classe;
  paragraphe.textContent = texte;
  return paragraphe;
}

/** What the popup of one actor says: its name, what it is, what it does, and its number. */
function fiche(rangee) {
  const boite = document.createElement("div");
  const titre = document.createElement("h3");
  titre.append(lien(rangee));
  boite.append(titre);
  for (const classe of ["resultat__sous-titre", "resultat__texte"]) {
    const texte = rangee.querySelector(`.${classe}`)?.textContent.trim();
    if (texte) boite.append(ligne(texte, classe));
  }
  const telephone = rangee.querySelector("a[href^='tel:']");
  if (telephone) boite.append(telephone.cloneNode(true));
  return boite;
}

/** What the popup of a group that no zoom can open says: the actors that stand there. */
function sommaire(rangees) {
  const boite = document.createElement("div");
  const titre = document.createElement("h3");
  titre.textContent = `${rangees.length} structures au même endroit`;
  const suite = document.createElement("ul");
  for (const rangee of rangees) {
    const element = document.createElement("li");
    element.append(lien(rangee));
    suite.append(element);
  }
  boite.append(titre, suite);
  return boite;
}

function icone(dessin, nom, taille) {
  const boite = document.createElement("div");
  boite.append(dessin);
  return L.divIcon({ html: boite, className: "repere", iconSize: [taille, taille], popupAnchor: [0, -taille / 2], nom });
}

function marqueur(position, dessin, nom, taille) {
  const pose = L.marker(position, { icon: icone(dessin, nom, taille), keyboard: true, alt: nom, title: nom });
  pose.on("add", () => {
    const element = pose.getElement();
    element.setAttribute("aria-label", nom);
    element.setAttribute("role", "button");
  });
  return pose;
}

/** Draws the map in `cadre`; `rangees` are the list's rows by id, `choisir(id)` marks one in the list. */
export function dessiner(cadre, rangees, choisir) {
  const { carte } = window.maillageCarte;
  const couche = L.layerGroup().addTo(carte);
  let groupes = null;

  function ouvrir(pose, contenu) {
    pose.bindPopup(contenu, { maxWidth: 300, closeButton: true, autoPanPadding: [20, 20] });
  }

  function poserUn(entite) {
    const { id, categorie, rang } = entite.properties;
    const [longitude, latitude] = entite.geometry.coordinates;
    const rangee = rangees.get(id);
    const nom = `${rang}. ${rangee.querySelector("h3").textContent.trim()}`;
    const pose = marqueur([latitude, longitude], repere(categorie, rang), nom, 34);
    ouvrir(pose, () => fiche(rangee));
    pose.on("popupopen mouseover", () => choisir(id));
    couche.addLayer(pose);
  }

  function poserGroupe(entite) {
    const { cluster_id: groupe, point_count: nombre } = entite.properties;
    const [longitude, latitude] = entite.geometry.coordinates;
    const pose = marqueur([latitude, longitude], hexagone(nombre), `Groupe de ${nombre} structures`, 44);
    const zoom = groupes.getClusterExpansionZoom(groupe);
    if (zoom > GROUPE_JUSQUA) {
      ouvrir(pose, () => sommaire(groupes.getLeaves(groupe, Infinity).map((e) => rangees.get(e.properties.id))));
    } else {
      pose.on("click keypress", () => carte.setView([latitude, longitude], zoom));
    }
    couche.addLayer(pose);
  }

  function poser() {
    if (!groupes) return;
    const ouvert = couche.getLayers().some((pose) => pose.isPopupOpen?.());
    if (ouvert) return;
    couche.clearLayers();
    const bornes = carte.getBounds().pad(0.2);
    const cadre = [bornes.getWest(), bornes.getSouth(), bornes.getEast(), bornes.getNorth()];
    for (const entite of groupes.getClusters(cadre, Math.round(carte.getZoom()))) {
      (entite.properties.cluster ? poserGroupe : poserUn)(entite);
    }
  }

  function entites(acteurs) {
    return acteurs.flatMap((acteur, place) =>
      acteur.point
        ? [{
            type: "Feature",
            properties: { id: acteur.id, categorie: acteur.categorie, rang: place + 1 },
            geometry: { type: "Point", coordinates: [acteur.point[1], acteur.point[0]] },
          }]
        : [],
    );
  }

  function cadrer(points) {
    const positions = points.map(({ geometry: { coordinates: [x, y] } }) => [y, x]);
    const enMetropole = positions.filter(([y, x]) => y > 41 && y < 52 && x > -6 && x < 10);
    const vise = enMetropole.length ? enMetropole : positions;
    carte.fitBounds(vise.length && vise.length < 12 ? L.latLngBounds(vise).pad(0.3) : METROPOLE, { maxZoom: 9, animate: false });
  }

  carte.on("moveend", poser);
  carte.on("popupclose", () => setTimeout(poser));
  for (const bouton of cadre.querySelectorAll("[data-zoom]")) {
    bouton.addEventListener("click", () => carte.setZoom(carte.getZoom() + Number(bouton.dataset.zoom)));
  }

  return {
    /** Shows these actors, numbered in this order. */
    montrer(acteurs) {
      carte.closePopup();
      const points = entites(acteurs);
      groupes = new Supercluster({ radius: 42, maxZoom: GROUPE_JUSQUA }).load(points);
      cadrer(points);
      poser();
    },
    /** To be called when the map's frame appears or changes its size. */
    ajuster() {
      carte.invalidateSize();
      poser();
    },
  };
}
