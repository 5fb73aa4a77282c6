// Checks SARIF logs against the schema of SARIF 2.1.0, which comes with a development dependency.
//
// Input: files, or folders whose *.sarif files are meant. Output: one line for each fault, then "N passed, N failed".
// Never passes when there was nothing to check.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

// The schema was written for validators that let unknown key words pass, and one of its patterns is no Unicode expression.
const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);

const filesOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path).filter((name) => name.endsWith(".sarif")).sort().map((name) => join(path, name))
    : [path];

/** What the schema cannot say: that indexes point at what they claim to. */
function faultsOf(log) {
  const faults = validate(log) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
  for (const run of log.runs ?? []) {
    for (const [at, result] of (run.results ?? []).entries()) {
      if (run.tool.driver.rules[result.ruleIndex]?.id !== result.ruleId) {
        faults.push(`/results/${at} ruleIndex does not lead to ${result.ruleId}`);
      }
      for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
        const { uri, index } = physicalLocation.artifactLocation;
        if (run.artifacts[index]?.location.uri !== uri) {
          faults.push(`/results/${at} artifact index does not lead to ${uri}`);
        }
      }
    }
  }
  return faults;
}

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2).flatMap(filesOf)) {
  const faults = faultsOf(JSON.parse(readFileSync(file, "utf8")));
  faults.forEach((fault) => console.error(`${file}: ${fault}`));
  faults.length === 0 ? passed++ : failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
