// The page under a person's hands: typing in 200 KB, and a paste of 10 MB, in headless Chromium.
//
// Input: BASE_URL, where the built page is served; CHROMIUM, as for the browser tests; ROUNDS; ONLY, a part of a kind's name.
// Output: of each kind of payload what typing and a paste cost the page's own thread, and what was measured on. A key's
// handling is all tasks in which its events are handled, with what these draw. Playwright comes from the browser tests.

import { cpus, totalmem } from "node:os";

import { openBrowser, openPage } from "../tests/browser/browser.mjs";
import { median } from "./median.mjs";
import { KINDS } from "./page-payloads.mjs";
import { keys, traced } from "./page-watch.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const KEYS = 60;
// Between two keys of a quick typist lies less than a check takes, of a slow one more: reports come in between.
const PAUSES = [40, 170];
const TYPED = 200_000;
const PASTED = 10_000_000;

const base = process.env.BASE_URL;
if (!base) {
  console.error("BASE_URL is not set: it is the address where the page is served");
  process.exit(2);
}
const browser = await openBrowser();

for (const [kind, payload] of Object.entries(KINDS).filter(([kind]) => kind.includes(process.env.ONLY ?? ""))) {
  for (const pause of PAUSES) {
    const rounds = await measure(() => typing(payload(TYPED), pause));
    console.log(`${kind}, 200 KB, a key every ${pause} ms: ${summary(rounds)}`);
  }
  const rounds = await measure(() => pasting(payload(PASTED)));
  console.log(`${kind}, 10 MB pasted: ${summary(rounds)}`);
}

console.log(`medians of ${ROUNDS} rounds, with the greatest; Chromium ${browser.version()}, node ${process.version}`);
console.log(`${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB`);
await browser.close();

async function measure(run) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await run());
  return rounds;
}

/** Of each figure the median and the greatest of all rounds. */
function summary(rounds) {
  const names = Object.keys(rounds[0]);
  const figure = (name) => {
    const all = rounds.map((round) => round[name]);
    return `${name} ${median(all).toFixed(1)} (${Math.max(...all).toFixed(1)}) ms`;
  };
  return names.map(figure).join("; ");
}

async function typing(text, pause) {
  const view = await opened(text);
  const { page } = view;
  await paste(view);
  await isDone(page);
  await page.keyboard.press("ControlOrMeta+Home");
  for (let line = 0; line < 10; line += 1) await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(1000);
  const tasks = await traced(browser, page, async () => {
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press("Space");
      await page.waitForTimeout(pause);
    }
    await isDone(page);
  });
  await view.close();
  const handled = keys(tasks);
  const p95 = (what) => percentile(handled.map((key) => key[what]), 0.95);
  return { "p95 processor time": p95("cpu"), "p95": p95("duration"), ...longest(tasks) };
}

async function pasting(text) {
  const view = await opened(text);
  let done = 0;
  const tasks = await traced(browser, view.page, async () => {
    const begun = performance.now();
    await paste(view);
    await isDone(view.page);
    done = performance.now() - begun;
    await view.page.waitForTimeout(1000);
  });
  await view.close();
  return { ...longest(tasks), "until the report": done };
}

function longest(tasks) {
  const greatest = (what) => Math.max(...tasks.map((task) => task[what]));
  return { "longest task, processor time": greatest("cpu"), "longest task": greatest("duration") };
}

/** A fresh page that holds the text but does not show it yet: how it came there is no part of what is measured. */
async function opened(text) {
  const view = await openPage(browser, base);
  await view.page.evaluate((text) => {
    window.clipboard = new DataTransfer();
    window.clipboard.setData("text/plain", text);
  }, text);
  await view.page.waitForTimeout(1000);
  return view;
}

async function paste(view) {
  await view.content.focus();
  await view.content.evaluate((content) => {
    const clipboardData = window.clipboard;
    // A task of its own, as a person's paste is.
    setTimeout(() => content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })));
  });
}

async function isDone(page) {
  await page.locator(".rows > li").first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.querySelector(".verdict-word .pending, .long-check") === null);
}

function percentile(list, share) {
  return [...list].sort((one, other) => one - other)[Math.floor(list.length * share)];
}
