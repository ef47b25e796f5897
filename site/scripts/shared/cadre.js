// What every page has besides its own script: colours, the quick exit, the discreet title, the menu, the buttons that copy.

import "./theme.js";
import "./sortie.js";
import "./discret.js";
import "./menu.js";
import "./copier.js";
import "./papier.js";
import "./copie-gardee.js";
import { reprendre, veiller } from "./edition.js";

reprendre();
veiller();
