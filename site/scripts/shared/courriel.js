// Letters that the reader's own program writes and sends: `mailto:` addresses (RFC 6068), short enough for all.

/** Windows and some web mails cut what is longer than 2 000 signs. */
const LIMITE = 1900;

const coder = (texte) => encodeURIComponent(texte).replace(/%0A/g, "%0D%0A");

/** A letter to `a` (or to nobody yet): paragraphs kept in order while they fit, then `suite(reste)` if some were
    left out, then `fin`, which always stays. */
export function mailto({ a = "", objet, debut = [], paragraphes, suite, fin = [] }) {
  const entete = `mailto:${encodeURIComponent(a).replace("%40", "@")}?subject=${coder(objet)}&body=`;
  const ecrire = (nombre) => {
    const coupe = nombre < paragraphes.length ? [suite(paragraphes.length - nombre)] : [];
    return entete + coder([...debut, ...paragraphes.slice(0, nombre), ...coupe, ...fin].join("\n\n"));
  };
  let nombre = paragraphes.length;
  while (nombre > 0 && ecrire(nombre).length > LIMITE) nombre -= 1;
  return ecrire(nombre);
}
