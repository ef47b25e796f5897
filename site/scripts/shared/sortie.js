// Quick exit, after the GOV.UK pattern “Exit this page”: the link works without scripts; with them it also
// takes this page out of the history, and three presses on Shift do the same from anywhere.
const PRESSIONS = 3;
const DELAI_MS = 5000;

const liens = document.querySelectorAll("[data-sortie]");
const annonce = document.createElement("div");
annonce.className = "hors-ecran";
annonce.setAttribute("role", "status");

let pressions = 0;
let minuteur;
let autreTouche = false;

/** What the tab remembers of the shortlist goes with the page. */
function oublierSelection() {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}

function quitter(adresse) {
  document.documentElement.classList.add("quitte");
  document.title = "…";
  oublierSelection();
  location.replace(adresse);
}

function oublier() {
  pressions = 0;
  annonce.textContent = "";
}

function compter() {
  clearTimeout(minuteur);
  pressions += 1;
  if (pressions >= PRESSIONS) {
    annonce.textContent = "Départ de la page.";
    quitter(liens[0].href);
    return;
  }
  const reste = PRESSIONS - pressions;
  annonce.textContent = `Maj : encore ${reste} fois pour quitter cette page.`;
  minuteur = setTimeout(oublier, DELAI_MS);
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
  // Shift counts when it is released alone: a capital letter or Shift+Tab must not lead away.
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
  // The back button may bring the page back from the browser's memory.
  addEventListener("pageshow", () => document.documentElement.classList.remove("quitte"));
}
