// “Copier le lien”: the address of this page, or the one in data-copier.
const RETOUR_MS = 4000;

async function copier(bouton) {
  const texte = bouton.querySelector("[data-copier-texte]") ?? bouton;
  const avant = texte.textContent;
  const adresse = bouton.dataset.copier ? new URL(bouton.dataset.copier, location.href).href : location.href;
  try {
    await navigator.clipboard.writeText(adresse);
    texte.textContent = "Lien copié";
  } catch {
    texte.textContent = "Copie impossible";
  }
  setTimeout(() => { texte.textContent = avant; }, RETOUR_MS);
}

for (const bouton of document.querySelectorAll("button[data-copier]")) {
  const texte = bouton.querySelector("[data-copier-texte]");
  if (texte) texte.setAttribute("role", "status");
  bouton.addEventListener("click", () => copier(bouton));
}
