// axe finds nothing, in any state, width or theme.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { PERSON } from "../check-page.mjs";
import { LookUpPage } from "../look-up-page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function auditPage({ page }, state) {
  await page.evaluate(axe);
  const found = await page.evaluate((standards) => axe.run(document, { runOnly: standards }), standards);
  const list = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(list, [], state);
}

const states = async (view) => {
  await auditPage(view, "empty");
  await view.page.locator(".sample-menu > button").click();
  await auditPage(view, "menu open");
  await view.page.keyboard.press("Escape");
  await view.openSample(PERSON, "faulty");
  await auditPage(view, "faulty sample");
  await view.rows.first().locator(".row-main").click();
  await auditPage(view, "chosen row");
  await view.page.locator(".list-head .fix").click();
  await auditPage(view, "preview of the fixes");
  await view.page.keyboard.press("Escape");
  await view.page.locator(".preview").waitFor({ state: "detached" });
  await view.page.locator(".to-share").click();
  await view.page.locator(".share-text").waitFor();
  await auditPage(view, "what a link shows");
  await view.page.keyboard.press("Escape");
  await view.page.locator(".share").waitFor({ state: "detached" });
  await view.content.focus();
  await view.page.keyboard.press("ControlOrMeta+F");
  await view.page.locator(".cm-search").waitFor();
  await auditPage(view, "search panel");
  await view.page.keyboard.press("Escape");
  await view.openSample(PERSON, "corrected");
  await auditPage(view, "corrected sample");
};

const lookUps = async (view) => {
  const pages = new LookUpPage(view);
  const addresses = ["/codigos", "/codigos/V302", "/codigos/V313", "/codigos/V901", "/layouts", "/codigos/V999"];
  for (const address of addresses) {
    await pages.open(address);
    await auditPage(view, address);
  }
  await pages.open(`/layouts/${PERSON}`);
  await view.page.locator(".fields summary").first().click();
  await auditPage(view, "layout, values open");
  await pages.search.fill("nada disto");
  await auditPage(view, "layout, nothing found");
  await pages.open("/layouts/senior-g5/contratovenda/Gerar");
  await auditPage(view, "the longest table");
};

export const accessibility = {
  "accessible in light": states,
  "codes and layouts accessible in light": lookUps,

  "codes and layouts accessible in dark": async (view) => {
    await view.choose("theme", "dark");
    await lookUps(view);
  },

  "codes and layouts accessible at 360 pixels": async (view) => {
    await view.page.setViewportSize({ width: 360, height: 740 });
    await lookUps(view);
  },

  "codes and layouts accessible at 360 pixels in dark": async (view) => {
    await view.page.setViewportSize({ width: 360, height: 740 });
    await view.choose("theme", "dark");
    await lookUps(view);
  },

  "accessible in dark": async (view) => {
    await view.choose("theme", "dark");
    await states(view);
  },

  "accessible at 360 pixels": async (view) => {
    await view.page.setViewportSize({ width: 360, height: 740 });
    await states(view);
  },
};
