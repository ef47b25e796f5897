// An issue is read long after it left: what it announced says that it is over, and offers no longer what one did before.

/** The items that were over at `maintenant`; `data-fin` is an ISO instant in UTC. */
export function passer(page = document, maintenant = new Date()) {
  for (const sujet of page.querySelectorAll("[data-fin]")) {
    if (new Date(sujet.dataset.fin) > maintenant) continue;
    for (const mot of sujet.querySelectorAll("[data-passe]")) mot.hidden = false;
    for (const lien of sujet.querySelectorAll("[data-avant-fin]")) lien.hidden = true;
  }
}

passer();
