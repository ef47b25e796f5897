// On a record's page: whether it is open now, in the tags that wait for it.

import { remplir } from "./horaires.js";

remplir();
