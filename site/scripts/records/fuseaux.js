// Hours on the reader's own clock, where it differs from that of the place. What the page says stays; this adds to it.

const MINUTE_MS = 60_000;

/** The parts of an instant on the clock of a zone (the reader's own when none is given). */
function sur(instant, fuseau) {
  const parts = new Intl.DateTimeFormat("fr-FR", {
    timeZone: fuseau, weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(instant);
  const dit = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const minutes = dit.minute === "00" ? "" : `\u00a0${dit.minute}`;
  return {
    jour: `${dit.weekday} ${dit.day === "1" ? "1er" : dit.day} ${dit.month} ${dit.year}`,
    heure: `${Number(dit.hour)}\u00a0h${minutes}`,
  };
}

/** How far a zone's clock is ahead of another's at an instant, in minutes. */
export function ecart(instant, fuseau, autre) {
  const mur = (zone) => {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23",
    }).formatToParts(instant);
    const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  return (mur(fuseau) - mur(autre)) / MINUTE_MS;
}

/** Where an event ends, on a clock: midnight is the end of the day before it. */
function jusqua(debut, fin, fuseau) {
  const dit = sur(fin, fuseau);
  const veille = sur(new Date(fin.getTime() - MINUTE_MS), fuseau);
  return fin > debut && veille.jour !== dit.jour ? { jour: veille.jour, heure: "minuit" } : dit;
}

/**
 * The hours of an event on the clock `lecteur`: « 17 h 30 à 19 h 30 », with the day where it isn't that of the place;
 * null when the two clocks agree.
 */
export function chezVous(debut, fin, fuseau, lecteur) {
  if (!ecart(debut, lecteur, fuseau) && !ecart(fin, lecteur, fuseau)) return null;
  const [de, a] = [sur(debut, lecteur), jusqua(debut, fin, lecteur)];
  if (de.jour !== a.jour) return `du ${de.jour} à ${de.heure} au ${a.jour} à ${a.heure}`;
  const heures = debut.getTime() === fin.getTime() ? de.heure : `${de.heure} à ${a.heure}`;
  return de.jour === sur(debut, fuseau).jour ? heures : `${de.jour}, ${heures}`;
}

/** « ajoutez 3 h », « retirez 4 h 30 ». */
export function decalage(minutes) {
  const [heures, reste] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const dit = [heures ? `${heures}\u00a0h` : "", reste ? (heures ? `${reste}` : `${reste}\u00a0min`) : ""].filter(Boolean).join("\u00a0");
  return `${minutes > 0 ? "ajoutez" : "retirez"} ${dit}`;
}

export function dire(page = document, lecteur = new Intl.DateTimeFormat().resolvedOptions().timeZone) {
  for (const horaire of page.querySelectorAll(".horaire[data-fuseau]")) {
    const { de, a, fuseau } = horaire.dataset;
    const dit = chezVous(new Date(de), new Date(a), fuseau, lecteur);
    if (!dit) continue;
    horaire.querySelector("[data-horloge]").hidden = false;
    const ici = Object.assign(document.createElement("span"), { className: "horaire__lecteur", textContent: `À votre heure\u00a0: ${dit}` });
    horaire.append(" ", ici);
  }
  for (const note of page.querySelectorAll("[data-decalage]")) {
    const minutes = ecart(new Date(note.dataset.decalage), lecteur, note.dataset.fuseau);
    if (minutes) note.append(` À votre heure, ${decalage(minutes)}.`);
  }
}

dire();
