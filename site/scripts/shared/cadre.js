// What every page has besides its own script: colours, the quick exit, the menu, the buttons that copy.

import "./theme.js";
import "./sortie.js";
import "./menu.js";
import "./copier.js";
