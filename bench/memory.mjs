// How far the memory of the WASM build grows for one payload, in an instance of its own for each: it never shrinks.
//
// Input: the module that wasm-bindgen wrote for Node, and the folder that the example `bench_input` wrote.
// Output: a line a payload, and a failure where one takes more than six times its size and 32 MiB.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const MEBIBYTE = 2 ** 20;

const [modulePath, folder] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(import.meta.url);
const shapes = JSON.parse(readFileSync(join(folder, "shapes.json"), "utf8"));
const payloads = [
  "pessoas.json",
  "convenio-1.xml",
  "convenio-10.xml",
  ...shapes.flatMap(([name, ending]) => [1, 2, 4, 8].map((megabytes) => `${name}-${megabytes}.${ending}`)),
];

// wasm-bindgen's module keeps its instance to itself; whoever makes it sees its memory.
let memory;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    ({ memory } = this.exports);
  }
};

function peak(payload) {
  delete require.cache[require.resolve(modulePath)];
  const { check } = require(modulePath);
  check(payload, undefined, "documented", "pt-BR", "payload");
  return memory.buffer.byteLength;
}

let nWrong = 0;
for (const name of payloads) {
  const payload = readFileSync(join(folder, name));
  const bytes = peak(payload);
  const isWrong = bytes > 6 * payload.length + 32 * MEBIBYTE;
  nWrong += isWrong ? 1 : 0;
  const times = (bytes / payload.length).toFixed(2);
  console.log(`${name.padEnd(24)} ${(bytes / MEBIBYTE).toFixed(1).padStart(7)} MiB, ${times} × ${isWrong ? "too much" : ""}`);
}
console.log(`more than 6 × and 32 MiB: ${nWrong} of ${payloads.length}`);
process.exitCode = nWrong > 0 ? 1 : 0;
