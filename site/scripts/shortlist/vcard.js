// Contacts for an address book: vCard 4.0 (RFC 6350).

const OCTETS_MAX = 75;
const octets = new TextEncoder();

const proteger = (texte) =>
  texte.replace(/[\\,;]/g, (signe) => `\\${signe}`).replace(/\r?\n/g, "\\n");

/** A line in pieces of at most 75 octets, none of which cuts a character (RFC 6350, 3.2). */
function plier(ligne) {
  const morceaux = [""];
  let taille = 0;
  for (const signe of ligne) {
    const poids = octets.encode(signe).length;
    if (taille + poids > OCTETS_MAX) {
      morceaux.push(" ");
      taille = 1;
    }
    morceaux[morceaux.length - 1] += signe;
    taille += poids;
  }
  return morceaux.join("\r\n");
}

/** Short numbers (119) are no `tel:` address of the whole world; they stay text. */
function numero({ tel, telephone, nom }, rang) {
  const type = `TEL;TYPE="${/\bsms\b/i.test(nom ?? "") ? "text" : "voice"},work"${rang === 0 ? ";PREF=1" : ""}`;
  return tel.startsWith("tel:+") ? `${type};VALUE=uri:${tel}` : `${type}:${proteger(telephone)}`;
}

/** All the lines, each grouped (RFC 6350, 3.3) with its label where it has one, as address books show it. */
function numeros({ tel, telephone, ligne_pour: nom, lignes = [] }) {
  const toutes = [...(tel ? [{ tel, telephone, nom }] : []), ...lignes];
  return toutes.flatMap((ligne, rang) => {
    const dit = numero(ligne, toutes.length > 1 ? rang : null);
    return ligne.nom ? [`item${rang + 1}.${dit}`, `item${rang + 1}.X-ABLabel:${proteger(ligne.nom)}`] : [dit];
  });
}

function lieu({ adr }) {
  if (!adr) return [];
  const [complement, voie, commune, codePostal] = adr.map(proteger);
  return [`ADR;TYPE=work:;${complement};${voie};${commune};;${codePostal};`];
}

/** One contact; `note` says the hours, the conditions and the day of verification. */
export function vcard({ titre, page, contact }, note) {
  const lignes = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    "KIND:org",
    `FN:${proteger(titre)}`,
    `ORG:${proteger(titre)}`,
    ...numeros(contact),
    ...(contact.courriel ? [`EMAIL;TYPE=work:${proteger(contact.courriel)}`] : []),
    ...(contact.site_web ? [`URL:${contact.site_web}`] : []),
    ...lieu(contact),
    `NOTE:${proteger(note)}`,
    `SOURCE:${page}`,
    `UID:${page}`,
    "END:VCARD",
  ];
  return lignes.map((ligne) => `${plier(ligne)}\r\n`).join("");
}
