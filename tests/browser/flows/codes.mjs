// Look up what a code means, and try its example.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";
import { LookUpPage } from "../look-up-page.mjs";

export const codes = {
  "a code is found, its example is checked, and back leads to it again": async (view) => {
    const pages = new LookUpPage(view);
    await pages.go("codes");
    const all = await pages.entries.count();
    await pages.search.fill("too-long");
    assert.equal(await pages.entries.count(), 1);
    await pages.search.fill("CONDIÇAO");
    const some = await pages.entries.count();
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await pages.search.fill("longo demais");
    await pages.follow("/codigos/V302");
    assert.equal(await pages.address(), "/codigos/V302");
    assert.match(await view.page.title(), /^V302 .+ · Gabarito$/);
    assert.match(await pages.half(0).locator("mark").textContent(), /^"/);
    assert.match(await pages.half(0).locator(".told li").textContent(), /aceita até 40 caracteres; há \d+/);

    const example = await pages.half(0).locator("pre").textContent();
    await pages.openHalf(0);
    assert.equal(await pages.address(), "/");
    assert.equal(await view.copyAll(), example.trim());
    assert.equal((await view.row(0)).code, "V302");

    await view.page.goBack();
    await view.page.waitForURL(/V302$/);
    await pages.openHalf(1);
    assert.equal(await view.verdict.textContent(), "Válido");
  },

  "every code has its page, one after the other": async (view) => {
    const pages = new LookUpPage(view);
    await pages.go("codes");
    const all = await pages.entries.locator("code:first-child").allTextContents();
    await pages.follow(`/codigos/${all[0]}`);
    for (const code of all) {
      await view.page.waitForURL(new RegExp(`/${code}$`));
      await view.page.locator("main h1 code", { hasText: code }).waitFor();
      const blank = await view.page.locator(".told:empty, .explanation dd:empty").count();
      assert.equal(blank, 0, code);
      if (code !== all.at(-1)) {
        await view.page.locator(".neighbour.next").click();
      }
    }
  },

  "an example with a layout of its own is held against it until that is given up": async (view) => {
    const pages = new LookUpPage(view);
    await pages.open("/codigos/V318");
    await pages.openHalf(0);
    assert.equal((await view.row(0)).code, "V318");
    await view.page.locator(".layout-name button").click();
    await view.page.locator(".row .code", { hasText: "V501" }).waitFor();
    await view.openSample(PERSON, "corrected");
    await view.page.locator(".layout-name a:not(.to-form)", { hasText: PERSON }).waitFor();
  },

  "a diagnostic leads to its code and its field, and back to the open row": async (view) => {
    const pages = new LookUpPage(view);
    await view.openSample(PERSON, "faulty");
    const index = await view.findRow(async (row) => (await row.locator(".field").count()) > 0);
    const row = view.rows.nth(index);
    const { code } = await view.row(index);
    const field = await row.locator(".field").textContent();
    await row.locator(".row-main").click();

    await row.locator(`.detail a[href="/codigos/${code}"]`).click();
    await pages.isFocused();
    assert.match(await pages.title(), new RegExp(`^${code} `));
    await view.page.goBack();
    await view.isReady();
    assert.equal(await row.locator(".row-main").getAttribute("aria-expanded"), "true");

    await row.locator(".detail a", { hasText: field }).click();
    await view.page.waitForFunction((id) => document.activeElement?.id === id, `campo:${field}`);
    assert.equal(await pages.address(), `/layouts/${PERSON}#campo:${field}`);
    await pages.go("check");
    await view.isReady();
    assert.equal(await view.copyAll(), sampleText(PERSON, "exemplo-do-manual"));
  },

  "a text that is still waiting to be checked survives a change of page": async (view) => {
    const pages = new LookUpPage(view);
    const text = `[${sampleText(PERSON, "exemplo-corrigido").trim().slice(1, -1)},${" ".repeat(300_000)}`;
    await view.paste(text);
    await pages.go("codes");
    await pages.go("check");
    await view.isReady();
    assert.equal(await view.copyAll(), text);
  },

  "a code that does not exist is said so": async (view) => {
    const pages = new LookUpPage(view);
    await pages.open("/codigos/V999");
    assert.equal(await pages.title(), "Não existe o código V999");
    await pages.open("/codigos/v302");
    assert.match(await pages.title(), /^V302 /);
  },
};
