// The form in every language, theme and width: nothing is cut off, and axe finds nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { PERSON } from "../check-page.mjs";
import { FormPage } from "../form-page.mjs";

const CONTRACT = "senior-g5/contratovenda/Gerar";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function audit({ page }, state) {
  // What is out of sight is as high as its placeholder, and what is in it would lie upon each other.
  await page.evaluate(() => document.querySelectorAll(".form-field, .block").forEach(({ style }) => style.setProperty("content-visibility", "visible")));
  await page.evaluate(axe);
  const found = await page.evaluate((standards) => axe.run(document, { runOnly: standards }), standards);
  const list = found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
  assert.deepEqual(list, [], state);
}

async function fits({ page }, state) {
  const { inner, needed } = await page.evaluate(() => ({
    inner: document.documentElement.clientWidth,
    needed: document.documentElement.scrollWidth,
  }));
  assert.ok(needed <= inner, `${state}: the page is ${needed} wide, the window ${inner}`);
}

async function walk(view, name) {
  const form = new FormPage(view);
  const look = async (state) => {
    await view.screenshot(`form-${name}-${state}`);
    await fits(view, `${name}, ${state}`);
    await audit(view, `${name}, ${state}`);
  };
  await form.page.goto(`${view.base}/compor`);
  await form.page.locator(".entry").first().waitFor();
  await look("list");
  await form.open(PERSON);
  await look("empty");
  await form.start(2);
  await form.page.locator(".more").first().click();
  await form.field("documento").locator("input").fill("123");
  await form.field("documento").locator("input").blur();
  await form.page.locator(".field-told").first().waitFor();
  await form.field("documento").locator(".field-about").click();
  await look("full");
  await form.open(CONTRACT);
  await form.start(3);
  for (const group of await form.page.locator('.item .disclosure[aria-expanded="false"]').all()) {
    await group.click();
    break;
  }
  await look("contract");
  await form.page.locator(".answer-result summary").click();
  await look("answer");
  await form.execute(1);
  await look("execution");
  await form.page.locator(".to-send").click();
  await form.page.locator("#send-panel .send-now").waitFor();
  await look("sending");
  await form.page.locator("#send-panel .close-send").click();
  if (!(await form.page.locator(".tabs").isVisible())) {
    await form.page.locator(".snippets > button").click();
    await look("snippets");
    await form.page.keyboard.press("Escape");
  }
  if ((await form.page.locator(".tabs").isVisible())) {
    await form.page.locator(".tab").nth(1).click();
    await form.content.waitFor();
    await look("text");
  }
}

const narrow = { width: 360, height: 740 };

export const formLooks = {
  "the form, 1440 pixels, light": (view) => walk(view, "wide-light"),

  "the form, 1440 pixels, dark, Spanish": async (view) => {
    await view.choose("theme", "dark");
    await view.choose("language", "es");
    await walk(view, "wide-dark");
  },

  "the form, 360 pixels, light, English": async (view) => {
    await view.page.setViewportSize(narrow);
    await view.choose("language", "en");
    await walk(view, "narrow-light");
  },

  "the form, 360 pixels, dark": async (view) => {
    await view.page.setViewportSize(narrow);
    await view.choose("theme", "dark");
    await walk(view, "narrow-dark");
  },
};
