// A gesture made in the forms (called off, put off, online, full, closed; or of one date of a series) sets the day of the change with it, by which letters,
// calendars and feeds know it.

const oui = (valeur) => ["true", "oui", "vrai"].includes(String(valeur ?? "").trim().toLowerCase());

/** What a record says of its end: called off, put off to when, online, full or how many sessions are, its dates apart, in activity or not. */
function fin(fiche) {
  return JSON.stringify([
    oui(fiche.annule),
    String(fiche.reporte_au ?? ""),
    oui(fiche.passe_en_ligne),
    oui(fiche.inscription?.complet),
    [fiche.recurrence?.exceptions ?? []].flat().map((une) => [une?.date, oui(une?.annule), oui(une?.complet), oui(une?.en_ligne), une?.debut ?? ""]),
    [fiche.seances ?? []].flat().filter((une) => oui(une?.complet)).length,
    String(fiche.statut || "actif"),
  ]);
}

/** The day as a file writes it, where the person is. */
export const aujourdhui = (maintenant = new Date()) => [
  maintenant.getFullYear(),
  String(maintenant.getMonth() + 1).padStart(2, "0"),
  String(maintenant.getDate()).padStart(2, "0"),
].join("-");

/** The values to write, with the day of a gesture; a day that the person changed stays. A new file has no gesture. */
export function dater(avant, apres, jour) {
  const neuve = Object.keys(avant).length === 0;
  if (neuve || fin(avant) === fin(apres) || (avant.date_maj ?? "") !== (apres.date_maj ?? "")) return apres;
  return { ...apres, date_maj: jour };
}
