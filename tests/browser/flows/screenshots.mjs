// Pictures of the page at both ends of its widths, and a proof that nothing is cut off there.

import assert from "node:assert/strict";

import { PERSON, placeOf } from "../check-page.mjs";
import { LookUpPage } from "../look-up-page.mjs";

async function fits({ page }, state) {
  const { inner, needed } = await page.evaluate(() => ({
    inner: document.documentElement.clientWidth,
    needed: document.documentElement.scrollWidth,
  }));
  assert.ok(needed <= inner, `${state}: the page is ${needed} wide, the window ${inner}`);
}

async function walk(view, name) {
  await view.screenshot(`${name}-empty`);
  await fits(view, `${name}, empty`);
  await view.openSample(PERSON, "faulty");
  await view.screenshot(`${name}-faulty`);
  await fits(view, `${name}, faulty`);
  await view.rows.first().locator(".row-main").click();
  await view.screenshot(`${name}-chosen`);
  await fits(view, `${name}, chosen`);
  await view.openSample(PERSON, "corrected");
  await view.page.locator(".verdict.is-valid").waitFor();
  await view.screenshot(`${name}-valid`);
  await fits(view, `${name}, valid`);
}

async function walkLookUps(view, name) {
  const pages = new LookUpPage(view);
  const shown = {
    codes: "/codigos",
    code: "/codigos/V313",
    layouts: "/layouts",
    layout: `/layouts/${PERSON}`,
    row: `/layouts/${PERSON}#campo:pessoa.razaoSocial`,
  };
  for (const [state, address] of Object.entries(shown)) {
    await pages.open(address);
    await view.screenshot(`${name}-${state}`);
    await fits(view, `${name}, ${state}`);
  }
}

const narrow = { width: 360, height: 740 };

export const screenshots = {
  "codes and layouts, 1440 pixels, light": (view) => walkLookUps(view, "wide-light"),

  "codes and layouts, 1440 pixels, dark": async (view) => {
    await view.choose("theme", "dark");
    await walkLookUps(view, "wide-dark");
  },

  "codes and layouts, 1000 pixels": async (view) => {
    await view.page.setViewportSize({ width: 1000, height: 700 });
    await walkLookUps(view, "medium-light");
  },

  "codes and layouts, 360 pixels, light": async (view) => {
    await view.page.setViewportSize(narrow);
    await walkLookUps(view, "narrow-light");
  },

  "codes and layouts, 360 pixels, dark": async (view) => {
    await view.page.setViewportSize(narrow);
    await view.choose("theme", "dark");
    await walkLookUps(view, "narrow-dark");
  },

  "1440 pixels, light": (view) => walk(view, "wide-light"),

  "1440 pixels, dark": async (view) => {
    await view.choose("theme", "dark");
    await walk(view, "wide-dark");
  },

  "360 pixels, light": async (view) => {
    await view.page.setViewportSize(narrow);
    await walk(view, "narrow-light");
  },

  "360 pixels, dark": async (view) => {
    await view.page.setViewportSize(narrow);
    await view.choose("theme", "dark");
    await walk(view, "narrow-dark");
  },

  "1000 pixels, two columns": async (view) => {
    await view.page.setViewportSize({ width: 1000, height: 700 });
    await walk(view, "medium-light");
  },

  "the pictures of the README": async (view) => {
    const folder = process.env.UPDATE_SCREENSHOT === "1" ? "docs" : "target/screenshots";
    const picture = (name) => view.page.screenshot({ path: placeOf(`${folder}/${name}.png`) });
    await view.page.setViewportSize({ width: 1200, height: 720 });
    await view.openSample(PERSON, "faulty");
    await view.page.locator(".row.error .row-main").first().click();
    await picture("screenshot");
    await view.page.locator(".list-head .fix").click();
    await view.page.locator(".preview").waitFor();
    await picture("journey-fixes");
    await view.page.keyboard.press("Escape");
    await view.page.locator(".preview").waitFor({ state: "detached" });
    await view.openSample(PERSON, "corrected");
    await view.page.locator(".verdict.is-valid").waitFor();
    await picture("journey-valid");
  },
};
