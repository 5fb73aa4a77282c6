// From the bytes of a SOAP envelope to what is wrong with it, beside libxml2 with an XML Schema made from the layout.
//
// Input: the program that the example `bench_turns` is, the program made from soap.c, and the folder that the example
// `bench_input` wrote. Output: medians of interleaved rounds, ratios within a round, what was found, and peaks of memory.
// Each contestant is a process of its own that says how long each turn took; starting it is measured nowhere. The schema says
// as much of the layout as XML Schema can; what it leaves out is listed in validator-core/examples/bench_input/xsd.rs.

import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { median } from "./median.mjs";

const WARM_UP = 1;
// Fewer where a turn of libxml2 takes seconds.
const PAYLOADS = { "convenio-1.xml": 15, "convenio-10.xml": 7 };

const [ours, libxml2, folder] = process.argv.slice(2).map((path) => resolve(path));

function contestant(program, ...files) {
  const child = spawn(program, files.map((file) => join(folder, file)), { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value;
  return {
    turn: async () => {
      child.stdin.write("\n");
      return Number(await next());
    },
    end: () => {
      child.stdin.end();
      return next();
    },
  };
}

for (const [payload, nRounds] of Object.entries(PAYLOADS)) {
  const contestants = {
    "text to report": contestant(ours, payload),
    "libxml2, parse": contestant(libxml2, payload),
    "libxml2, parse and XML Schema": contestant(libxml2, payload, "envelope.xsd"),
  };
  const rounds = [];
  for (let round = -WARM_UP; round < nRounds; round += 1) {
    const times = [];
    for (const { turn } of Object.values(contestants)) times.push(await turn());
    if (round >= 0) rounds.push(times);
  }
  console.log(`${payload}: ${nRounds} rounds after ${WARM_UP}, times in ms, ratios to ours within a round`);
  for (const [at, [name, { end }]] of Object.entries(contestants).entries()) {
    const list = rounds.map((times) => times[at]);
    const ratio = median(rounds.map((times) => times[at] / times[0]));
    const [middle, least] = [median(list).toFixed(1), Math.min(...list).toFixed(1)];
    console.log(`${name.padEnd(30)} median ${middle}, least ${least}, ratio ${ratio.toFixed(2)}; ${await end()}`);
  }
}
