// A site that is not rebuilt must not lie: the age of each verification is computed when the page is read.
const SEUIL_MOIS = 12;

/** Whole months from an ISO date to a day; a month counts once its day of the month is reached. */
function moisEcoules(iso, jour) {
  const [annee, mois, quantieme] = iso.split("-").map(Number);
  const ecart = (jour.getFullYear() - annee) * 12 + (jour.getMonth() + 1 - mois);
  return jour.getDate() < quantieme ? ecart - 1 : ecart;
}

/** The network's rule, the same as `generators.network.when`: twelve whole months. */
export const estAncienne = (iso, jour) => moisEcoules(iso, jour) >= SEUIL_MOIS;

function vieillir(etiquette, temps, jour) {
  const mois = moisEcoules(temps.dataset.verifie, jour);
  etiquette.classList.remove("etiquette--verifie");
  etiquette.classList.add("etiquette--a-verifier");
  const trace = etiquette.querySelector("use");
  if (trace) trace.setAttribute("href", trace.getAttribute("href").replace(/#.*/, "#alerte"));
  temps.textContent = `${mois}\u00a0mois`;
  const texte = temps.parentElement;
  texte.replaceChildren("À reconfirmer\u00a0: ", temps);
}

export function rafraichir(racine = document, jour = new Date()) {
  for (const etiquette of racine.querySelectorAll(".etiquette-verifie")) {
    const temps = etiquette.querySelector("time[data-verifie]");
    if (temps && estAncienne(temps.dataset.verifie, jour)) vieillir(etiquette, temps, jour);
  }
}

rafraichir();
