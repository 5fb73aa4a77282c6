// Payloads of hostile shapes at 1, 2, 4 and 8 MB in the WASM build: twice the text should take about twice the time.
//
// Input: the module that wasm-bindgen wrote for Node, and the folder that the example `bench_input` wrote.
// Output: a line a shape: the least times, their ratios, and the median of the ratios taken within a round. Names of shapes
// as further arguments: only these.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { median } from "./median.mjs";

const MEGABYTES = [1, 2, 4, 8];
const WARM_UP = 1;
const ROUNDS = 9;

const [modulePath, folder] = process.argv.slice(2, 4).map((path) => resolve(path));
const wanted = process.argv.slice(4);
const shapes = JSON.parse(readFileSync(join(folder, "shapes.json"), "utf8"));
const { check } = createRequire(import.meta.url)(modulePath);

for (const [shape, ending] of shapes) {
  if (wanted.length > 0 && !wanted.includes(shape)) continue;
  const payloads = MEGABYTES.map((megabytes) => readFileSync(join(folder, `${shape}-${megabytes}.${ending}`)));
  const rounds = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const times = payloads.map(milliseconds);
    if (round >= 0) rounds.push(times);
  }
  // Load only ever adds to a time, so that the least of each size says most about the work itself.
  const least = MEGABYTES.map((_, at) => Math.min(...rounds.map((times) => times[at])));
  const ofLeast = [1, 2, 3].map((at) => (least[at] / least[at - 1]).toFixed(2));
  const withinRound = [1, 2, 3].map((at) => median(rounds.map((times) => times[at] / times[at - 1])).toFixed(2));
  console.log(
    `${shape.padEnd(18)} least ${least.map((time) => time.toFixed(1)).join(" ")} ms; ` +
      `2 to 1, 4 to 2, 8 to 4 MB: of the least ${ofLeast.join(", ")}, within a round ${withinRound.join(", ")}`,
  );
}

function milliseconds(payload) {
  const start = performance.now();
  check(payload, undefined, "documented", "pt-BR", "shape.json");
  return performance.now() - start;
}
