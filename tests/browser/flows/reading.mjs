// Paste, see what is wrong, go to the place.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";

const strictPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

export const reading = {
  "the page loads under the strict policy": async ({ page, response }) => {
    const policy = response.headers()["content-security-policy"] ?? "";
    const directives = policy.split(";").map((directive) => directive.trim());
    for (const expected of strictPolicy) {
      assert.ok(directives.includes(expected), `the policy lacks ${expected}: ${policy}`);
    }
    assert.equal(await page.locator(".brand").textContent(), "Gabarito");
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "pt-BR");
    const inline = await page.evaluate(
      () => document.querySelectorAll("script:not([src]), style, [style]:not(.editor-root *)").length,
    );
    assert.equal(inline, 0, "inline script or style on the page");
  },

  "two samples a layout are offered": async (view) => {
    const layouts = await view.sampleLayouts();
    assert.ok(layouts.includes(PERSON), `no sample of ${PERSON}`);
    for (let index = 0; index < layouts.length; index += 1) {
      assert.equal(await view.samples.nth(index).getByRole("button").count(), 2);
    }
  },

  "every faulty sample has diagnostics, every corrected one is valid": async (view) => {
    for (const layout of await view.sampleLayouts()) {
      await view.openSample(layout, "faulty");
      // Some of the manual's examples only deserve warnings.
      assert.ok((await view.rowCount()) > 0, `no diagnostic in the sample of ${layout}`);
      await view.openSample(layout, "corrected");
      await view.page.waitForFunction(() => document.querySelector(".verdict-word strong").textContent === "Válido");
      assert.equal(await view.page.locator(".layout-name code").textContent(), layout);
    }
  },

  "every diagnostic that can be seen is underlined at its span": async (view) => {
    await view.openSample(PERSON, "faulty");
    const underlined = await view.underlined();
    assert.ok(underlined.length > 0, "nothing is underlined");
  },

  "choosing a row selects exactly its span": async (view) => {
    await view.openSample(PERSON, "faulty");
    const lines = sampleText(PERSON, "exemplo-do-manual").split(/\r\n?|\n/);
    for (let index = 0; index < Math.min(await view.rowCount(), 8); index += 1) {
      const { line, column, message } = await view.row(index);
      await view.rows.nth(index).locator(".row-main").click();
      const selected = await view.selectedText();
      assert.ok(selected.length > 0, `nothing is selected for: ${message}`);
      const firstLine = selected.split("\n")[0];
      assert.equal(lines[line - 1].slice(column - 1, column - 1 + firstLine.length), firstLine, message);
      assert.ok((await view.underlined()).some((text) => selected.startsWith(text)), `not underlined: ${selected}`);
      assert.equal(await view.rows.nth(index).locator(".row-main").getAttribute("aria-expanded"), "true");
      assert.ok(await view.rows.nth(index).locator(".detail").isVisible());
    }
  },

  "selecting in the editor marks the row": async (view) => {
    await view.openSample(PERSON, "faulty");
    await view.page.locator(".cm-lintRange").first().click();
    await view.page.locator(".row.selected").waitFor();
    assert.equal(await view.page.locator(".row.selected").count(), 1);
  },

  "a row is reached and chosen by keyboard": async (view) => {
    await view.openSample(PERSON, "faulty");
    const row = view.rows.nth(1).locator(".row-main");
    await row.focus();
    await view.page.keyboard.press("Enter");
    assert.equal(await row.getAttribute("aria-expanded"), "true");
    assert.ok((await view.selectedText()).length > 0);
  },

  "tab indents, escape and then tab leaves the editor": async (view) => {
    await view.content.focus();
    await view.page.keyboard.type("{}");
    await view.page.keyboard.press("Home");
    await view.page.keyboard.press("Tab");
    assert.match(await view.copyAll(), /^\s+\{\}$/);
    await view.page.keyboard.press("Escape");
    await view.page.keyboard.press("Tab");
    await view.page.waitForFunction(() => !document.activeElement?.matches(".editor-root"));
  },
};
