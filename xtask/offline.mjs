// Tells the page's service worker which files belong together: puts their names and hashes in front of its script.
//
// Input: the page's folder, complete but for the compressed forms. Output: `offline.js` in it, as the browser runs it.
// Node does it because it brings SHA-256 along; xtask itself stays without dependencies.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

/** The worker itself, which the browser keeps by its own rules, and what no page asks for. */
const LEFT_OUT = new Set(["offline.js", "robots.txt"]);

/** What no page needs before a person opens a spreadsheet: it is kept once it was asked for. */
const LATER = ["/sheet-worker.js", "/sheets-wasm.js", "/sheets-wasm_bg.wasm"];

const folder = process.argv[2];
const sha256 = (content) => createHash("sha256").update(content).digest("base64");

const names = readdirSync(folder, { recursive: true })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => statSync(join(folder, name)).isFile())
  .filter((name) => !LEFT_OUT.has(name) && !/\.(br|gz)$/.test(name))
  .sort();
const address = (name) => (name === "index.html" ? "/" : `/${name}`);
const files = Object.fromEntries(names.map((name) => [address(name), `sha256-${sha256(readFileSync(join(folder, name)))}`]));
const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);

const place = join(folder, "offline.js");
const script = readFileSync(place, "utf8");
writeFileSync(place, `const VERSION = "${version}";\nconst FILES = ${JSON.stringify(files, null, 1)};\nconst LATER = ${JSON.stringify(LATER)};\n\n${script}`);
console.log(`    ${names.length} files, version ${version}`);
