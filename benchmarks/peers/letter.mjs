// Times npm mjml, warm, on one letter: node letter.mjs MODULES SOURCE RUNS → JSON, medians in milliseconds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, source, runs] = process.argv.slice(2);
const require = createRequire(join(modules, "here.js"));
const loaded = require("mjml");
const mjml2html = loaded.default ?? loaded;
const text = readFileSync(source, "utf8");

const taken = [];
let html = "";
for (let run = -3; run < Number(runs); run += 1) {
  const start = performance.now();
  const used = process.cpuUsage();
  ({ html } = await mjml2html(text, { validationLevel: "skip" }));
  const { user, system } = process.cpuUsage(used);
  if (run >= 0) taken.push([performance.now() - start, (user + system) / 1000]);
}
const median = (column) => taken.map((row) => row[column]).sort((a, b) => a - b)[taken.length >> 1];
console.log(JSON.stringify({ elapsed: median(0), cpu: median(1), bytes: Buffer.byteLength(html) }));
