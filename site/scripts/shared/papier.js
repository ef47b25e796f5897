// What paper bears around its sheets: at the head the name that shared links have, which never says the subject, and
// nothing where the reader asked for a discreet title; at the foot where the site is.

import { SITE } from "./site.js";

const racine = document.documentElement;
const nom = document.querySelector('meta[property="og:title"]')?.content;
if (nom && !racine.classList.contains("discret")) racine.style.setProperty("--page", JSON.stringify(nom));
racine.style.setProperty("--site", JSON.stringify(`${SITE.host}${SITE.pathname}`.replace(/\/$/, "")));
