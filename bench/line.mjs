// From a JavaScript string to the report, beside what else a page could do with that string, in one process.
//
// Input: the module that wasm-bindgen wrote for Node, the folder that the example `bench_input` wrote, and the module of
// bench/peers/ with the crate `jsonschema`.
// Output: medians of interleaved rounds, ratios to each peer, versions and the machine.
// The schema that Ajv gets says as much of the layout as plain JSON Schema can say; what it leaves out is listed in
// validator-core/examples/bench_input/schema.rs and in docs/benchmarks.md. Ajv yields a list of faults without lines,
// columns or words; we yield the finished report.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import Ajv from "ajv";
import { median } from "./median.mjs";

const WARM_UP = 5;
const ROUNDS = 25;

const [modulePath, folder, peersPath] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(import.meta.url);
const { checkText } = require(modulePath);
const { Schema } = require(peersPath);

const bytes = readFileSync(join(folder, "pessoas.json"));
const text = new TextDecoder().decode(bytes);
const encoder = new TextEncoder();
const schemaText = readFileSync(join(folder, "schema.json"), "utf8");
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(schemaText));
const schema = new Schema(schemaText);

const encode = () => encoder.encode(text).length;
const report = () => checkText(text, undefined, "documented", "pt-BR", "pessoas.json");
const parse = () => JSON.parse(text);
const parseAndAjv = () => validate(JSON.parse(text));
const jsonschema = () => schema.count(encoder.encode(text));
const contestants = { encode, report, parse, parseAndAjv, jsonschema };

const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  for (const [name, run] of Object.entries(contestants)) {
    // What the one before left behind is not to be cleared away at the cost of the next.
    globalThis.gc();
    const start = performance.now();
    run();
    const time = performance.now() - start;
    if (round >= 0) times[name].push(time);
  }
}

parseAndAjv();
const { errors } = validate;
const [{ counts }] = JSON.parse(report()).files;

console.log(`payload: ${bytes.length} bytes, ${text.length} UTF-16 units, ${ROUNDS} rounds after ${WARM_UP}, times in ms`);
for (const [name, list] of Object.entries(times)) {
  console.log(`${name.padEnd(12)} median ${median(list).toFixed(1)}, least ${Math.min(...list).toFixed(1)}`);
}
// Of each round, because the load of a shared machine is the same within a round, then the median of these.
const ratio = (peer) => median(times[peer].map((time, round) => time / times.report[round]));
console.log(`ratio to JSON.parse: ${ratio("parse").toFixed(2)} (bar: 1.0)`);
console.log(`ratio to JSON.parse and Ajv: ${ratio("parseAndAjv").toFixed(2)} (bar: 2.5)`);
console.log(`ratio to the crate jsonschema as WASM: ${ratio("jsonschema").toFixed(2)}`);
console.log(`found: Ajv ${errors.length} errors; jsonschema ${jsonschema()}; Gabarito ${JSON.stringify(counts)}`);
const rustc = execFileSync("rustc", ["--version"], { encoding: "utf8" }).trim();
const ajv = require("ajv/package.json").version;
console.log(`node ${process.version}, V8 ${process.versions.v8}, ajv ${ajv}, ${rustc}`);
console.log(`${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB`);
