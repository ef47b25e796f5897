/**
 * A script takes over its page by following the address (`suivre`). What somebody typed in the box before it came
 * stays, and is asked.
 */
export function reprendre(champ, suivre) {
  const tape = champ?.value ?? "";
  const suivi = suivre();
  if (tape && tape !== champ.value) {
    champ.value = tape;
    champ.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return suivi;
}
