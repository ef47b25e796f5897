// What paper bears at the head of its sheets: the name that shared links have, which never says the subject. Nothing
// where the reader asked for a discreet title.

const racine = document.documentElement;
const nom = document.querySelector('meta[property="og:title"]')?.content;
if (nom && !racine.classList.contains("discret")) racine.style.setProperty("--page", JSON.stringify(nom));
