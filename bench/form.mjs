// A key in a form with five hundred filled fields: ours beside react-jsonschema-form, in one run of headless Chromium.
//
// Input: BASE_URL, where the built page is served; the folder with the form's schema; CHROMIUM; ROUNDS.
// Output: of each form what a key costs the page's own thread, from the key to the next: handling it, drawing the frame, and
// all that it starts. Never counts what a worker does, which no person waits for.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

import { openBrowser, openPage } from "../tests/browser/browser.mjs";
import { LookUpPage } from "../tests/browser/look-up-page.mjs";
import { count, envelope, filled } from "./form/data.mjs";
import { traced, wholeKeys } from "./page-watch.mjs";

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
const ours = await measure(keysInOurs);
const live = await measure(() => keysInPeer("yes"));
const plain = await measure(() => keysInPeer("no"));
await browser.close();
peer.close();

report("ours, checked live", ours);
report("react-jsonschema-form, checked live", live);
report("react-jsonschema-form, not checked", plain);
const ratio = (other) => (percentile(other, 0.95) / percentile(ours, 0.95)).toFixed(1);
console.log(`at the 95th percentile: ${ratio(live)} times ours when checked live, ${ratio(plain)} times ours when not`);
console.log(`${ROUNDS} rounds of ${KEYS} keys, ${PAUSE} ms apart; Chromium ${browser.version()}, node ${process.version}`);
console.log(`${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB`);

async function measure(run) {
  const acc = [];
  for (let round = 0; round < ROUNDS; round += 1) acc.push(...(await run()));
  return acc;
}

/** The text goes in on the first page, and the form is opened on it. */
async function keysInOurs() {
  const view = await openPage(browser, base);
  await view.paste(text);
  const pages = new LookUpPage(view);
  await pages.go("compose");
  await pages.follow(`/compor/${form.layout}`);
  const acc = await type(view.page, view.page.locator("main.compose input[type=text]:not([readonly])").first());
  await view.close();
  return acc;
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
  const tasks = await traced(browser, page, async () => {
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press(key % 2 === 0 ? "a" : "Backspace");
      await page.waitForTimeout(PAUSE);
    }
  });
  // Playwright sends the last key's end into the pause behind it.
  return wholeKeys(tasks).map((key) => key.duration);
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

function report(name, times) {
  const figure = (share) => percentile(times, share).toFixed(1);
  console.log(`${name}: p50 ${figure(0.5)} ms, p95 ${figure(0.95)} ms, max ${Math.max(...times).toFixed(1)} ms (${times.length} keys)`);
}

function percentile(list, share) {
  return [...list].sort((one, other) => one - other)[Math.floor(list.length * share)];
}
