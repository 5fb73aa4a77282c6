// Mend what is wrong, and take it back.

import assert from "node:assert/strict";
import { rmSync, truncateSync, writeFileSync } from "node:fs";

import { PERSON, placeOf, sampleText } from "../check-page.mjs";

const hasFix = async (row) => (await row.locator(".row-fix button").count()) > 0;

export const editing = {
  "what was done can be undone after a look at another page": async (view) => {
    await view.openSample(PERSON, "faulty");
    const before = await view.copyAll();
    await view.content.focus();
    await view.page.keyboard.press("ControlOrMeta+Home");
    await view.page.keyboard.type("// ");
    await view.page.locator(".pages a").nth(2).click();
    await view.page.locator("main h1").waitFor();
    await view.page.locator(".pages a").nth(0).click();
    await view.content.waitFor();
    assert.equal(await view.copyAll(), `// ${before}`);
    await view.content.focus();
    await view.page.keyboard.press("ControlOrMeta+Z");
    assert.equal(await view.copyAll(), before);
  },

  "a fix makes its diagnostic go away, and undo brings it back": async (view) => {
    await view.openSample(PERSON, "faulty");
    const before = await view.rowCount();
    const index = await view.findRow(hasFix);
    const { code, message, line } = await view.row(index);
    await view.rows.nth(index).locator(".row-fix button").click();
    await view.rowsChanged(before);

    const left = [];
    for (let row = 0; row < (await view.rowCount()); row += 1) {
      left.push(await view.row(row));
    }
    const stays = left.some((row) => row.code === code && row.message === message && row.line === line);
    assert.equal(stays, false, `still listed: ${message}`);

    await view.page.keyboard.press("ControlOrMeta+Z");
    await view.page.waitForFunction((before) => document.querySelectorAll(".row").length === before, before);
    assert.equal(await view.copyAll(), sampleText(PERSON, "exemplo-do-manual"));
  },

  "all safe fixes are one step": async (view) => {
    await view.openSample(PERSON, "faulty");
    const before = await view.rowCount();
    await view.applySafeFixes();
    await view.rowsChanged(before);
    assert.ok((await view.rowCount()) < before);
    await view.page.keyboard.press("ControlOrMeta+Z");
    assert.equal(await view.copyAll(), sampleText(PERSON, "exemplo-do-manual"));
  },

  "clearing is one undo away": async (view) => {
    await view.openSample(PERSON, "faulty");
    await view.page.getByRole("button", { name: "Limpar" }).click();
    await view.page.locator(".empty").waitFor();
    await view.content.focus();
    await view.page.keyboard.press("ControlOrMeta+Z");
    await view.rows.first().waitFor();
    assert.equal(await view.copyAll(), sampleText(PERSON, "exemplo-do-manual"));
  },

  "line ends are kept through paste, fix and undo": async (view) => {
    const text = sampleText(PERSON, "exemplo-do-manual").replace(/\r\n?|\n/g, "\r\n");
    await view.paste(text);
    await view.rows.first().waitFor();
    assert.equal(await view.copyAll(), text);

    const before = await view.rowCount();
    await view.rows.nth(await view.findRow(hasFix)).locator(".row-fix button").click();
    await view.rowsChanged(before);
    const mended = await view.copyAll();
    assert.notEqual(mended, text);
    assert.equal(mended.replaceAll("\r\n", "").includes("\n"), false, "a line end was changed");
    await view.page.keyboard.press("ControlOrMeta+Z");
    assert.equal(await view.copyAll(), text);
  },

  "mixed line ends are not made equal": async (view) => {
    const text = '[\r\n{\n"tipo": "J"\r}\r\n]\r\n';
    await view.paste(text);
    await view.verdict.waitFor();
    assert.equal(await view.copyAll(), text);
    await view.page.keyboard.press("ControlOrMeta+Home");
    await view.page.keyboard.type(" ");
    assert.equal(await view.copyAll(), ` ${text}`);
  },

  "a file is opened, in whatever encoding it is": async (view) => {
    const text = sampleText(PERSON, "exemplo-do-manual");
    const place = placeOf("target/screenshots/latin.json");
    writeFileSync(place, Buffer.from('[{"tipo": "Jur\u00eddica"}]', "latin1"));
    await view.page.locator("input[type=file]").setInputFiles(place);
    await view.page.locator(".notice", { hasText: "Windows-1252" }).waitFor();
    assert.equal(await view.copyAll(), '[{"tipo": "Jurídica"}]');

    writeFileSync(place, text);
    await view.page.locator("input[type=file]").setInputFiles(place);
    await view.page.locator(".notice:empty").waitFor({ state: "attached" });
    assert.equal(await view.copyAll(), text);
  },

  "a file beyond the limit is refused and the text stays": async (view) => {
    await view.openSample(PERSON, "corrected");
    const place = placeOf("target/screenshots/large.json");
    writeFileSync(place, "");
    truncateSync(place, 100_000_001);
    await view.page.locator("input[type=file]").setInputFiles(place);
    await view.page.locator(".notice", { hasText: "100 MB" }).waitFor();
    rmSync(place);
    assert.equal(await view.copyAll(), sampleText(PERSON, "exemplo-corrigido"));
  },
};
