// Where the site stands, seen from a module: `editions/code.<edition>/scripts/<module>.js`.

export const SITE = new URL("../../../", import.meta.url);

export const ICONES = new URL("assets/img/icones.svg", SITE).pathname;
