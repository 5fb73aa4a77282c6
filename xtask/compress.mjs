// Writes the compressed forms of a built page beside its files: `x.br` and `x.gz` for `x`.
//
// Input: the page's folder. Output: files that the server answers as they lie.
// Node does it because it brings brotli along; xtask itself stays without dependencies.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const ENDINGS = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"]);

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => ENDINGS.has(extname(path)) && statSync(path).isFile());

const total = { plain: 0, br: 0, gz: 0 };
for (const path of files) {
  const plain = readFileSync(path);
  const br = brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  const gz = gzipSync(plain, { level: 9 });
  total.plain += plain.length;
  for (const [ending, compressed] of Object.entries({ br, gz })) {
    // A tiny file may grow; then it is served as it is.
    if (compressed.length < plain.length) writeFileSync(`${path}.${ending}`, compressed);
    total[ending] += Math.min(compressed.length, plain.length);
  }
}
console.log(`    ${files.length} files: ${total.plain} bytes, ${total.br} as brotli, ${total.gz} as gzip`);
