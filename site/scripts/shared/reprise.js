/**
 * A script takes over what `racine` holds by following the address (`suivre`). What somebody typed or ticked there
 * before it came stays, and is asked.
 */
export function reprendre(racine, suivre) {
  const champs = [...racine.querySelectorAll("input[name=q], input[type=checkbox]")];
  const faits = champs.map(etat).filter(({ champ, dit }) => dit !== (coche(champ) ? champ.defaultChecked : champ.defaultValue));
  const suivi = suivre();
  for (const { champ, dit } of faits) {
    if (etat(champ).dit === dit) continue;
    if (coche(champ)) champ.checked = dit;
    else champ.value = dit;
    champ.dispatchEvent(new Event(coche(champ) ? "change" : "input", { bubbles: true }));
  }
  return suivi;
}

const coche = ({ type }) => type === "checkbox";
const etat = (champ) => ({ champ, dit: coche(champ) ? champ.checked : champ.value });
