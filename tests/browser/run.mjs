// What a person does on the page, in a headless Chromium.
//
// Input: BASE_URL, where the page is served; CHROMIUM, the browser's program, when it is not in its usual place;
// ONLY, a part of a flow's name, to run no others.
// Ends with a line `N passed, N failed`, and with status 1 when a flow failed.

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
let passed = 0;
let failed = 0;

for (const [name, flow] of Object.entries(flows)) {
  const begun = performance.now();
  const page = await openPage(browser, base);
  try {
    await flow(page);
    page.check();
    passed += 1;
    console.log(`ok      ${name} (${Math.round(performance.now() - begun)} ms)`);
  } catch (failure) {
    failed += 1;
    console.log(`FAILED  ${name}\n${failure.stack}`);
    await page.screenshot(`failed-${failed}`);
  } finally {
    await page.close();
  }
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
