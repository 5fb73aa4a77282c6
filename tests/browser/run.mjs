// What a person does on the page, in a headless Chromium.
//
// Input: BASE_URL, where the page is served; CHROMIUM, the browser's program, when it is not in its usual place;
// ONLY, a part of a flow's name, to run no others.
// Ends with a line `N passed, N failed`, and with status 1 when a flow failed. One that fails is run once more; if it passes
// then, a line `unsteady: NAME` says so.

import { openBrowser, openPage } from "./browser.mjs";
import { accessibility } from "./flows/accessibility.mjs";
import { badInput } from "./flows/bad-input.mjs";
import { codes } from "./flows/codes.mjs";
import { editing } from "./flows/editing.mjs";
import { aroundForms } from "./flows/form-around.mjs";
import { formLooks } from "./flows/form-looks.mjs";
import { forms } from "./flows/form.mjs";
import { layouts } from "./flows/layouts.mjs";
import { lists } from "./flows/list.mjs";
import { longTexts } from "./flows/long-text.mjs";
import { offline } from "./flows/offline.mjs";
import { privacy } from "./flows/privacy.mjs";
import { reading } from "./flows/reading.mjs";
import { sending } from "./flows/send.mjs";
import { settings } from "./flows/settings.mjs";
import { sharing } from "./flows/share.mjs";
import { sheets } from "./flows/sheet.mjs";
import { screenshots } from "./flows/screenshots.mjs";

const base = process.env.BASE_URL;
if (!base) {
  console.error("BASE_URL is not set: it is the address where the page is served");
  process.exit(2);
}

const all = {
  ...reading,
  ...editing,
  ...codes,
  ...layouts,
  ...settings,
  ...privacy,
  ...badInput,
  ...lists,
  ...longTexts,
  ...offline,
  ...sharing,
  ...sending,
  ...forms,
  ...aroundForms,
  ...formLooks,
  ...sheets,
  ...accessibility,
  ...screenshots,
};
// A word in ONLY picks the flows whose names hold it, for work on one of them.
const flows = Object.fromEntries(Object.entries(all).filter(([name]) => name.includes(process.env.ONLY ?? "")));
const browser = await openBrowser();
let nScreenshots = 0;

/** Runs a flow on a page of its own; says whether it passed. */
async function passes(name, flow) {
  const begun = performance.now();
  const page = await openPage(browser, base);
  try {
    await flow(page);
    page.check();
    console.log(`ok      ${name} (${Math.round(performance.now() - begun)} ms)`);
    return true;
  } catch (failure) {
    nScreenshots += 1;
    console.log(`FAILED  ${name}\n${failure.stack}`);
    await page.screenshot(`failed-${nScreenshots}`);
    return false;
  } finally {
    await page.close();
  }
}

/** Those of some flows that fail. */
async function failing(flows) {
  const acc = [];
  for (const entry of flows) {
    if (!(await passes(...entry))) {
      acc.push(entry);
    }
  }
  return acc;
}

const atFirst = await failing(Object.entries(flows));
// A machine that stood still for a moment is no fault of the page. What fails twice is; what fails once is named.
const failed = await failing(atFirst);
const unsteady = atFirst.filter((flow) => !failed.includes(flow));

await browser.close();
for (const [name] of unsteady) {
  console.log(`unsteady: ${name}`);
}
console.log(`${Object.keys(flows).length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
