// Payloads for the benchmark of the page, of about as many characters as are asked for.
//
// Input: the browser tests' sample. Output: one text a kind; the faults of each differ in number and in kind.

import { PERSON, sampleText } from "../tests/browser/check-page.mjs";

const records = (name) => sampleText(PERSON, name).trim().replace(/^\[/, "").replace(/\]$/, "").trim();

function repeated(record, length) {
  return `[${Array(Math.ceil(length / record.length)).fill(record).join(",\n")}]`;
}

/** A function from a length to a text, by what is special about it. */
export const KINDS = {
  "faulty records": (length) => repeated(records("exemplo-do-manual"), length),
  "correct records, one fault": (length) =>
    repeated(records("exemplo-corrigido"), length).replace(/"tipo"\s*:\s*"./, '"tipo": "?'),
  "faulty records in one line": (length) =>
    repeated(records("exemplo-do-manual").replace(/\s*\n\s*/g, " "), length).replaceAll("\n", ""),
  "a thousand kinds of fault": (length) => {
    const names = (n) => Array.from({ length: 50 }, (_, at) => `"desconhecido${n}x${at}": ${at}`).join(", ");
    const record = records("exemplo-corrigido");
    const n_records = Math.ceil(length / record.length);
    const named = (n) => record.replace("{", n < 20 ? `{ ${names(n)},` : "{");
    return `[${Array.from({ length: n_records }, (_, n) => named(n)).join(",\n")}]`;
  },
};
