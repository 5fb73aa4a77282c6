// A key in a form with five hundred filled fields: ours beside react-jsonschema-form, in one run of headless Chromium, with a
// bare input on an empty page as the yardstick of the machine.
//
// Input: BASE_URL, where the built page is served; the folder with the form's schema; CHROMIUM; ROUNDS.
// Output: of each form what a key costs the page's own thread: until the frame that shows it is drawn, and until the next key
// with all that it starts. Never counts what a worker does, nor what a frame waits for its turn, which no page can change.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

import { openBrowser, openPage } from "../tests/browser/browser.mjs";
import { LookUpPage } from "../tests/browser/look-up-page.mjs";
import { count, envelope, filled } from "./form/data.mjs";
import { drawnKeys, traced, wholeKeys } from "./page-watch.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const KEYS = 40;
const PAUSE = 150;
const FIELDS = 500;

const base = process.env.BASE_URL;
const input = process.argv[2];
if (!base || !input) {
  console.error("BASE_URL is the address where the page is served; the argument is the folder with form.json");
  process.exit(2);
}
const form = JSON.parse(readFileSync(join(input, "form.json"), "utf8"));
const data = filled(form.schema, FIELDS);
const text = envelope(data, form);
console.log(`${form.layout}: ${count(data)} fields, ${Math.round(text.length / 1000)} KB`);

const peer = await servePeer();
const browser = await openBrowser();
const contestants = {
  "a bare input": keysInBare,
  "ours, items folded": () => keysInOurs(false),
  "ours, everything open": () => keysInOurs(true),
  "react-jsonschema-form, checked live": () => keysInPeer("yes"),
  "react-jsonschema-form, not checked": () => keysInPeer("no"),
};
// The tasks of each round, by contestant; they take turns.
const runs = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, run] of Object.entries(contestants)) runs[name].push(await run());
}
await browser.close();
peer.close();

for (const [what, keys] of [["until the key is drawn", drawnKeys], ["with all that it starts", wholeKeys]]) {
  console.log(`${what}:`);
  for (const [name, rounds] of Object.entries(runs)) {
    report(name, rounds.flatMap(keys));
  }
}
console.log(`${ROUNDS} rounds of ${KEYS} keys, ${PAUSE} ms apart; Chromium ${browser.version()}, node ${process.version}`);
console.log(`${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB`);

async function keysInBare() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.setContent('<input type="text" value="Exemplo">');
  const acc = await type(page, page.locator("input"));
  await context.close();
  return acc;
}

/** The text goes in on the first page, and the form is opened on it. */
async function keysInOurs(isOpen) {
  const view = await openPage(browser, base);
  await view.paste(text);
  const pages = new LookUpPage(view);
  await pages.go("compose");
  await pages.follow(`/compor/${form.layout}`);
  if (isOpen) await openAll(view.page);
  const acc = await type(view.page, view.page.locator("main.compose input[type=text]:not([readonly])").first());
  await view.close();
  return acc;
}

/** Opens every block, so that all that is filled is on the page, as it is in the other form. */
async function openAll(page) {
  const closed = page.locator("main.compose .disclosure[aria-expanded=false]");
  await page.locator("main.compose .disclosure").first().waitFor();
  while ((await closed.count()) > 0) {
    await closed.evaluateAll((buttons) => buttons.forEach((button) => button.click()));
    await page.waitForTimeout(200);
  }
  const inputs = page.locator("main.compose .form-field");
  if ((await inputs.count()) < FIELDS) throw new Error(`${await inputs.count()} fields are on the page`);
}

async function keysInPeer(live) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${peer.url}/?live=${live}`);
  const acc = await type(page, page.locator("input[type=text]").first());
  await context.close();
  return acc;
}

async function type(page, field) {
  await field.waitFor({ timeout: 60_000 });
  await field.focus();
  await page.keyboard.press("End");
  // A field that takes no key would be quick.
  const before = await field.inputValue();
  await page.keyboard.press("Backspace");
  if ((await field.inputValue()) === before) throw new Error("the field takes no keys");
  await page.waitForTimeout(2000);
  return traced(browser, page, async () => {
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press(key % 2 === 0 ? "a" : "Backspace");
      await page.waitForTimeout(PAUSE);
    }
  });
}

/** The other form, bundled, on a port of its own. */
async function servePeer() {
  const bundled = await build({
    entryPoints: [new URL("form/rjsf.jsx", import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const files = {
    "/": ["text/html", '<!doctype html><meta charset="utf-8"><title>form</title><div id="form"></div><script type="module" src="rjsf.js"></script>'],
    "/rjsf.js": ["text/javascript", bundled.outputFiles[0].text],
    "/schema.json": ["application/json", JSON.stringify(form.schema)],
    "/data.json": ["application/json", JSON.stringify(data)],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url.split("?")[0]] ?? [];
    response.writeHead(body ? 200 : 404, { "content-type": type ?? "text/plain" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

function report(name, keys) {
  const figure = (times, share) => percentile(times, share).toFixed(1);
  const both = (times) => `p50 ${figure(times, 0.5)} ms, p95 ${figure(times, 0.95)} ms`;
  const [clock, processor] = [keys.map(({ duration }) => duration), keys.map(({ cpu }) => cpu)];
  console.log(`  ${name}: ${both(clock)}; processor ${both(processor)} (${keys.length} keys)`);
}

function percentile(list, share) {
  return [...list].sort((one, other) => one - other)[Math.floor(list.length * share)];
}
