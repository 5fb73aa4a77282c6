// The validator as WASM and the program must answer every payload of the corpus with the same bytes.
//
// Input: the module that wasm-bindgen wrote for Node, the program `gabarito`, the folder of the corpus.
// Output: one line a difference, then how many reports passed and failed; status 1 when one failed.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modulePath, program, corpus] = process.argv.slice(2).map((path) => resolve(path));
const { check } = createRequire(import.meta.url)(modulePath);

// Every language and both profiles, without the full product of them.
const WAYS = [
  { lang: "pt-BR", profile: "documented" },
  { lang: "en", profile: "tolerated" },
  { lang: "es", profile: "documented" },
];

const payloads = readdirSync(corpus, { recursive: true })
  .filter((name) => !name.endsWith(".snap") && statSync(join(corpus, name)).isFile())
  .sort();

let passed = 0;
let failed = 0;
for (const name of payloads) {
  for (const way of WAYS) {
    const fromWasm = check(readFileSync(join(corpus, name)), undefined, way.profile, way.lang, name);
    const difference = firstDifference(fromProgram(name, way), fromWasm);
    if (difference === null) {
      passed += 1;
    } else {
      failed += 1;
      console.error(`${name} (${way.lang}, ${way.profile}): ${difference}`);
    }
  }
}
console.log(`${payloads.length} payloads: ${passed} passed, ${failed} failed`);
// A corpus that was not found would otherwise look like success.
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function fromProgram(name, { lang, profile }) {
  const words = ["check", "--format", "json", "--profile", profile, "--lang", lang, "--", name];
  const run = spawnSync(program, words, { cwd: corpus, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  // 0 and 1 are verdicts; anything else is the program failing.
  if (run.status !== 0 && run.status !== 1) throw new Error(`gabarito ended with ${run.status}: ${run.stderr}`);
  return run.stdout;
}

function firstDifference(expected, actual) {
  if (expected === actual) return null;
  let at = 0;
  while (expected[at] === actual[at]) at += 1;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
  return `differs at character ${at}: program ${around(expected)}, WASM ${around(actual)}`;
}
