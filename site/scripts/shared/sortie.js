// Quick exit, after the GOV.UK pattern “Exit this page”: the link works without scripts; with them it also
// takes this page out of the history, and three presses on Shift do the same from anywhere.
// In a frame it is the whole window that leaves. A site that holds us back keeps the window: what we show is
// covered then, and the reader is told.
import { arreter, effacer, gardien, poste } from "../offline/copie.js";
import { SITE } from "./site.js";

const PRESSIONS = 3;
const DELAI_MS = 5000;

const liens = document.querySelectorAll("[data-sortie]");
const annonce = document.createElement("div");
annonce.className = "hors-ecran";
annonce.setAttribute("role", "status");

let pressions = 0;
let minuteur;
let autreTouche = false;

/** What the browser remembers of the site goes with the page: shortlist, discreet title, colours. */
function oublierTout() {
  try {
    sessionStorage.clear();
    localStorage.removeItem("maillage.theme");
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}

/**
 * The copy kept offline too. Its worker erases it, and goes on once this page is gone; so do we, as far as we get, where
 * the worker does not answer. Nothing is waited for, and where no copy was ever asked for nothing is touched.
 */
function effacerLaCopie() {
  try {
    arreter(SITE);
    gardien(SITE)?.postMessage("effacer");
    poste(SITE).then((inscrit) => {
      inscrit?.active?.postMessage("effacer");
      return inscrit && effacer(SITE, inscrit);
    }).catch(() => {});
  } catch {
    // This browser, or this frame, keeps no page.
  }
}

function quitter(adresse) {
  document.documentElement.classList.add("quitte");
  document.title = "…";
  oublierTout();
  effacerLaCopie();
  if (window.top === window) location.replace(adresse);
  else quitterLeCadre(adresse);
}

/** A browser may refuse to let a frame lead its window away, in silence: the way out is there before we ask. */
function quitterLeCadre(adresse) {
  couvrir(adresse);
  try {
    window.top.location.replace(adresse);
  } catch {
    // Held back: the cover stays.
  }
}

function couvrir(adresse) {
  document.querySelector(".depart")?.remove();
  const depart = Object.assign(document.createElement("div"), { className: "depart" });
  const phrase = Object.assign(document.createElement("p"), {
    textContent: "Ce cadre est caché. La page qui l’entoure, elle, est encore là\u00a0: quittez-la, ou fermez l’onglet.",
  });
  const lien = Object.assign(document.createElement("a"), {
    href: adresse, target: "_top", rel: "noreferrer nofollow", className: "sortie sortie--contour", textContent: "Quitter la page",
  });
  depart.append(phrase, lien);
  document.body.append(depart);
  lien.focus();
}

function revenir() {
  document.documentElement.classList.remove("quitte");
  document.querySelector(".depart")?.remove();
}

function oublier() {
  pressions = 0;
  annonce.textContent = "";
}

function compter() {
  clearTimeout(minuteur);
  pressions += 1;
  if (pressions >= PRESSIONS) {
    oublier();
    annonce.textContent = "Départ de la page.";
    quitter(liens[0].href);
    return;
  }
  const reste = PRESSIONS - pressions;
  annonce.textContent = `Maj : encore ${reste} fois pour quitter cette page.`;
  minuteur = setTimeout(oublier, DELAI_MS);
}

/** Shift counts when it is released alone: a capital letter or Shift+Tab must not lead away. */
function ecouterMaj() {
  document.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Shift") {
      if (!evenement.repeat) autreTouche = false;
      return;
    }
    autreTouche = true;
    oublier();
  });
  document.addEventListener("keyup", (evenement) => {
    if (evenement.key === "Shift" && !autreTouche) compter();
  });
}

if (liens.length) {
  document.body.append(annonce);
  for (const lien of liens) {
    lien.addEventListener("click", (evenement) => {
      if (evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
      evenement.preventDefault();
      quitter(lien.href);
    });
  }
  // Where one writes, as the staff do, a hand rests on Shift.
  if (![...liens].some((lien) => lien.dataset.sortie === "clic")) ecouterMaj();
  // The back button may bring the page back from the browser's memory.
  addEventListener("pageshow", (evenement) => evenement.persisted && revenir());
}
