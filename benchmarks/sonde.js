// What a measured page notes about itself, on the page's own clock (0 is the start of the navigation).
// It is put into the page before any of the page's own scripts. The marks stand in the browser's trace with the
// clock of the main thread too, which runs only while the thread does: a busy machine changes nothing to it.

performance.mark("sonde:debut");
window.sonde = { resultats: 0, reponse: 0, reperes: 0, marques: [], frappes: [], images: [] };

/** The instant when what stands now is painted, marked by a name. */
const peint = (nom) => new Promise((fait) => requestAnimationFrame(() => setTimeout(() => fait(performance.mark(`sonde:${nom}`).startTime))));
const annuaire = () => document.querySelector("[data-annuaire]");
/** What says that it is busy while a box is answered: the header's list, or the whole directory. */
const repondeur = (champ) => champ.closest("[data-recherche]")?.querySelector("[role=listbox]") ?? annuaire();

/** Calls `fait` once `vrai()` is. */
function des(vrai, fait) {
  const guet = new MutationObserver(() => {
    if (!vrai()) return;
    guet.disconnect();
    fait();
  });
  guet.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
}

des(() => document.querySelector(".resultat h3"), async () => { sonde.resultats = await peint("resultats"); });
des(() => annuaire()?.getAttribute("aria-busy") === "false", async () => { sonde.reponse = await peint("reponse"); });
des(() => document.querySelector(".repere"), async () => { sonde.reperes = await peint("reperes"); });

// How many markers stand on a Leaflet map, at each frame that shows another number of them.
new MutationObserver(async () => {
  const nombre = document.querySelectorAll(".leaflet-marker-icon").length;
  if (nombre === (sonde.compte ?? 0)) return;
  sonde.compte = nombre;
  sonde.marques.push({ nombre, quand: await peint("marques") });
}).observe(document, { childList: true, subtree: true });

// A keystroke is answered when the frame that shows its results is painted.
document.addEventListener("input", ({ timeStamp, target }) => {
  const frappe = { debut: timeStamp, fin: 0 };
  const qui = repondeur(target);
  performance.mark("sonde:frappe");
  sonde.frappes.push(frappe);
  frappe.reponse = new Promise((repondu) => {
    queueMicrotask(() => {
      const guet = new MutationObserver(async () => {
        if (qui.getAttribute("aria-busy") !== "false") return;
        guet.disconnect();
        repondu(frappe.fin = await peint("repondue"));
      });
      guet.observe(qui, { attributes: true, attributeFilter: ["aria-busy"] });
    });
  });
}, { capture: true });

/** Notes every frame from now on. */
window.suivreImages = () => {
  performance.mark("sonde:images");
  sonde.images = [];
  const noter = (instant) => {
    sonde.images.push(instant);
    requestAnimationFrame(noter);
  };
  requestAnimationFrame(noter);
};
