// What there is to do with the list: filter, open groups, take it along, choose what a payload is held against.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { PERSON, placeOf, sampleText } from "../check-page.mjs";

/** Ten times the same fault. */
const repeated = () => {
  const record = sampleText(PERSON, "exemplo-do-manual").trim().replace(/^\[/, "").replace(/\]$/, "");
  return `[${Array(10).fill(record).join(",")}]`;
};

const severities = async (view) => view.page.locator(".rows > li .severity").allTextContents();

export const lists = {
  "the loudest stand first, and a severity can be left out": async (view) => {
    await view.openSample(PERSON, "faulty");
    const order = ["erro", "aviso", "dica"];
    const shown = await severities(view);
    const sorted = [...shown].sort((one, other) => order.indexOf(one) - order.indexOf(other));
    assert.deepEqual(shown, sorted);
    await view.page.locator(".filter").first().click();
    assert.equal(await view.page.locator(".filter").first().getAttribute("aria-pressed"), "false");
    assert.ok((await severities(view)).every((severity) => severity !== "erro"));
  },

  "equal diagnostics stand together and are opened by keyboard": async (view) => {
    await view.paste(repeated());
    const group = view.page.locator(".group").first();
    await group.waitFor();
    assert.match(await group.locator(".group-count").textContent(), /^1\d vezes$/);
    await group.locator(".group-main").focus();
    await view.page.keyboard.press("Enter");
    assert.ok((await group.locator(".row").count()) >= 10);
    await group.locator(".row .row-main").nth(3).click();
    assert.ok((await view.selectedText()).length > 0);
    await view.page.locator(".row.selected").waitFor();
  },

  "a place chosen in the editor opens its group": async (view) => {
    await view.paste(repeated());
    await view.page.locator(".group").first().waitFor();
    await view.page.locator(".cm-lintRange").first().click();
    await view.page.locator(".group .row.selected, .rows > .row.selected").first().waitFor();
  },

  "the list is copied as markdown and csv, in three languages": async (view) => {
    await view.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await view.openSample(PERSON, "faulty");
    const heads = new Set();
    for (const language of ["pt-BR", "en", "es"]) {
      await view.choose("language", language);
      for (const index of [0, 1]) {
        await view.page.locator(".export .button").nth(index).click();
        await view.page.locator(".copied:not(:empty)").waitFor();
        const copied = await view.page.evaluate(() => navigator.clipboard.readText());
        heads.add(copied.split("\n").find((line) => line.includes(";") || line.startsWith("|")));
        assert.ok(copied.includes("V2") || copied.includes("V3"), copied.slice(0, 200));
      }
    }
    assert.ok(heads.size >= 5, [...heads].join("\n"));
  },

  "the report is saved as a page of its own": async (view) => {
    await view.openSample(PERSON, "faulty");
    const coming = view.page.waitForEvent("download");
    await view.page.locator(".export .button").nth(2).click();
    const download = await coming;
    const place = placeOf("target/screenshots/report.html");
    await download.saveAs(place);
    const text = readFileSync(place, "utf8");
    assert.ok(!/(src|href)=/.test(text), "the report needs another file");
    const page = await view.context.newPage();
    await page.setContent(text);
    assert.equal(await page.locator("table:not(.payload) tbody tr").count(), await view.rowCount());
    await page.screenshot({ path: placeOf("target/screenshots/report.png"), fullPage: true });
  },

  "safe fixes are shown before they are applied, and can be left": async (view) => {
    await view.openSample(PERSON, "faulty");
    const before = await view.copyAll();
    await view.page.locator(".list-head .fix").click();
    assert.ok((await view.page.locator(".changes li").count()) > 0);
    await view.screenshot("preview");
    await view.page.keyboard.press("Escape");
    await view.page.locator(".preview").waitFor({ state: "detached" });
    assert.equal(await view.copyAll(), before);
  },

  "another layout and another strictness can be chosen": async (view) => {
    await view.openSample(PERSON, "corrected");
    await view.choose("profile", "tolerated");
    const other = await view.page.locator("#layout option").last().getAttribute("value");
    await view.choose("layout", other);
    await view.page.waitForFunction((id) => document.querySelector(".layout-name code")?.textContent === id, other);
    await view.choose("layout", "");
    await view.page.waitForFunction((id) => document.querySelector(".layout-name code")?.textContent === id, PERSON);
  },

  "a dropped file replaces the payload": async (view) => {
    const text = sampleText(PERSON, "exemplo-corrigido");
    await view.content.evaluate((content, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "a.json", { type: "application/json" }));
      const event = { dataTransfer, bubbles: true, cancelable: true, composed: true };
      content.dispatchEvent(new DragEvent("drop", event));
    }, text);
    await view.verdict.waitFor();
    assert.equal(await view.copyAll(), text);
  },

  "hovering a place says what is wrong, why, and where the manual says so": async (view) => {
    await view.openSample(PERSON, "faulty");
    await view.page.locator(".cm-lintRange").first().hover();
    const tooltip = view.page.locator(".cm-tooltip .cm-diagnostic").first();
    await tooltip.waitFor();
    assert.match(await tooltip.locator(".cm-told-message").textContent(), /^V\d{3} {2}\S/);
    assert.ok((await tooltip.locator(".cm-told-reason").textContent()).length > 10);
    assert.ok((await tooltip.locator(".cm-told-source").count()) > 0);
    await view.screenshot("hover");
  },
};
