// The phone's menu closes on Escape, on a tap outside, and when the focus leaves it.
const menu = document.querySelector(".menu-replie");

function fermer({ rendre = false } = {}) {
  if (!menu.open) return;
  menu.open = false;
  if (rendre) menu.querySelector("summary").focus();
}

if (menu) {
  menu.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape") fermer({ rendre: true });
  });
  menu.addEventListener("focusout", (evenement) => {
    if (evenement.relatedTarget && !menu.contains(evenement.relatedTarget)) fermer();
  });
  document.addEventListener("click", (evenement) => {
    if (!menu.contains(evenement.target)) fermer();
  });
}
