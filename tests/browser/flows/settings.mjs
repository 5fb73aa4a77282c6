// Language and theme: complete, and remembered only when chosen.

import assert from "node:assert/strict";

import { openPage } from "../browser.mjs";
import { PERSON } from "../check-page.mjs";

const stored = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

const titleFollows = (page, title) => page.waitForFunction((title) => document.title.startsWith(title), title);

export const settings = {
  "english and spanish change every word and are remembered": async (view) => {
    const { page } = view;
    await view.openSample(PERSON, "faulty");
    const words = async () => ({
      verdict: await view.verdict.textContent(),
      message: await view.rows.first().locator(".row-message").textContent(),
      heading: await page.locator("#payload-heading + .toolbar > .button").first().textContent(),
      editor: await view.content.getAttribute("aria-label"),
      title: await page.title(),
    });
    const seen = [await words()];
    for (const [tag, verdict] of [["en", "Not valid"], ["es", "No válido"]]) {
      await view.choose("language", tag);
      await page.waitForFunction((tag) => document.documentElement.lang === tag, tag);
      await page.locator(".verdict-word strong", { hasText: verdict }).waitFor();
      seen.push(await words());
    }
    for (const name of ["verdict", "message", "heading", "editor", "title"]) {
      assert.equal(new Set(seen.map((words) => words[name])).size, 3, `${name}: ${seen.map((words) => words[name])}`);
    }
    await page.reload();
    await view.isReady();
    await titleFollows(page, "Gabarito: revisión");
  },

  "the browser's language counts until one is chosen": async ({ browser, base }) => {
    const view = await openPage(browser, base, { locale: "es-AR" });
    await titleFollows(view.page, "Gabarito: revisión");
    assert.deepEqual(await stored(view.page), {});
    view.check();
    await view.close();
  },

  "an unknown language gets portuguese": async ({ browser, base }) => {
    const view = await openPage(browser, base, { locale: "fr-FR" });
    await titleFollows(view.page, "Gabarito: conferência");
    await view.close();
  },

  "light and dark follow the system, and the choice": async (view) => {
    const { page } = view;
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const editor = () => page.locator(".cm-editor").evaluate((editor) => getComputedStyle(editor).backgroundColor);
    const light = [await background(), await editor()];
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = [await background(), await editor()];
    assert.notDeepEqual(light, dark);
    await view.choose("theme", "light");
    assert.deepEqual([await background(), await editor()], light);
    await page.emulateMedia({ colorScheme: "light" });
    await view.choose("theme", "dark");
    assert.deepEqual([await background(), await editor()], dark);
    await page.reload();
    await view.isReady();
    assert.deepEqual([await background(), await editor()], dark);
  },
};
