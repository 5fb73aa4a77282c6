// The validator as WASM and the program must answer every payload with the same bytes, whether it comes as bytes or as a string.
//
// Input: the module that wasm-bindgen wrote for Node, the program `gabarito`, folders of payloads. Of a folder that stands behind
// `--one-way` each payload is checked in one way, else in all.
// Output: one line a difference, then how many reports passed and failed; status 1 when one failed.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

// Every language and both profiles, without the full product of them.
const WAYS = [
  { lang: "pt-BR", profile: "documented" },
  { lang: "en", profile: "tolerated" },
  { lang: "es", profile: "documented" },
];

// How long the names may be that one command line holds: Windows takes no more than some 30,000 characters.
const NAMES_PER_RUN = 20_000;

const [modulePath, program, ...folders] = process.argv.slice(2);
const { check, checkText } = createRequire(import.meta.url)(resolve(modulePath));

// Characters of one to four bytes in UTF-8, and halves of one; long ones are read in pieces, which must not cut a character.
const TEXTS = ["", "{", "ç", "€", "🚚", "\ud83d", "\ude9a", '{"a":"€"}', "\ufeff{}"].flatMap((text) => [
  text,
  text.repeat(40),
  text.repeat(70_000),
  `x${text.repeat(70_000)}`,
]);

let failed = 0;
let passed = 0;
let isOneWay = false;
for (const folder of folders) {
  if (folder === "--one-way") {
    isOneWay = true;
  } else {
    compare(resolve(folder), isOneWay);
  }
}
TEXTS.forEach((text) => compareString(text, new TextEncoder().encode(text), WAYS[0], JSON.stringify(text.slice(0, 20))));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function compare(folder, isOneWay) {
  const payloads = readdirSync(folder, { recursive: true })
    .filter((name) => !name.endsWith(".snap") && statSync(join(folder, name)).isFile())
    .sort();
  // A folder that was not found, or is empty, would otherwise look like success.
  if (payloads.length === 0) throw new Error(`no payload in ${folder}`);
  console.log(`${payloads.length} payloads in ${folder}`);
  WAYS.forEach((way, at) => {
    const names = isOneWay ? payloads.filter((_, n) => n % WAYS.length === at) : payloads;
    for (const some of batches(names)) compareBatch(folder, some, way);
  });
}

function batches(names) {
  const batches = [];
  let length = NAMES_PER_RUN;
  for (const name of names) {
    length += name.length + 3;
    if (length > NAMES_PER_RUN) {
      batches.push([]);
      length = name.length;
    }
    batches.at(-1).push(name);
  }
  return batches;
}

function compareBatch(folder, names, way) {
  const payloads = names.map((name) => readFileSync(join(folder, name)));
  const reports = names.map((name, at) => check(payloads[at], undefined, way.profile, way.lang, name));
  names.forEach((name, at) => {
    const text = asString(payloads[at]);
    if (text !== null) compareString(text, payloads[at], way, name);
  });
  const expected = fromProgram(folder, names, way);
  if (expected === joined(reports)) {
    passed += names.length;
    return;
  }
  // Which one it was is only asked where something differs.
  names.forEach((name, at) => {
    const difference = firstDifference(fromProgram(folder, [name], way), reports[at]);
    if (difference === null) {
      passed += 1;
    } else {
      failed += 1;
      console.error(`${name} (${way.lang}, ${way.profile}): ${difference}`);
    }
  });
  if (failed === 0) throw new Error(`one by one the reports on ${names[0]} and the next ${names.length - 1} agree, together they do not`);
}

// What bytes mean as UTF-8, a byte-order mark included; nothing when they are not UTF-8.
function asString(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function compareString(text, bytes, { lang, profile }, name) {
  const difference = firstDifference(check(bytes, undefined, profile, lang, name), checkText(text, undefined, profile, lang, name));
  if (difference === null) {
    passed += 1;
  } else {
    failed += 1;
    console.error(`${name} as a string (${lang}, ${profile}): ${difference}`);
  }
}

// One report over several payloads, from one report for each.
function joined(reports) {
  const [head, tail] = frame(reports[0]);
  const inside = reports.map((report) => {
    if (!report.startsWith(head) || !report.endsWith(tail)) throw new Error(`a report of another form: ${report}`);
    return report.slice(head.length, report.length - tail.length);
  });
  return head + inside.join(",") + tail;
}

// What stands before the first payload of a report and behind its last.
function frame(report) {
  const list = '"files": [';
  return [report.slice(0, report.indexOf(list) + list.length), "\n  ]\n}\n"];
}

function fromProgram(folder, names, { lang, profile }) {
  const words = ["check", "--format", "json", "--profile", profile, "--lang", lang, "--", ...names];
  const run = spawnSync(program, words, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
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
  return `differs at character ${at}: due ${around(expected)}, WASM ${around(actual)}`;
}
