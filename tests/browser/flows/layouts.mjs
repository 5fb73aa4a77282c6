// Look up what a layout asks for, and open a sample of it.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";
import { LookUpPage } from "../look-up-page.mjs";

/** The layout with the longest table. */
const LARGEST = "senior-g5/contratovenda/Gerar";

export const layouts = {
  "a layout is found, a field in it, and a sample is opened": async (view) => {
    const pages = new LookUpPage(view);
    await pages.go("layouts");
    const all = await pages.entries.count();
    await pages.search.fill("PESSOA depsnet");
    assert.ok((await pages.entries.count()) < all);
    await pages.follow(`/layouts/${PERSON}`);
    assert.equal(await pages.address(), `/layouts/${PERSON}`);

    const rows = await pages.fields.count();
    await pages.search.fill("razao social");
    assert.ok((await pages.fields.count()) < rows);
    const condition = await pages.field("pessoa.razaoSocial").innerText();
    assert.match(condition, /obrigatório quando tipo = J \(Jurídica\)/);
    await pages.search.fill("exportação");
    assert.ok(await pages.field("tipo").isVisible(), "a value's meaning is not found");
    await pages.search.fill("nada disto");
    assert.equal(await pages.fields.count(), 0);
    assert.match(await pages.count.textContent(), /^Nada encontrado/);
    await view.page.locator(".search .link").click();
    assert.equal(await pages.fields.count(), rows);

    const [faulty, corrected, least, full] = await view.page.locator(".sample-buttons button").all();
    for (const button of [corrected, least, full]) {
      await button.click();
      await view.verdict.waitFor();
      await view.page.waitForFunction(() => document.querySelector(".verdict-word strong").textContent === "Válido");
      assert.equal(await view.page.locator(".layout-name code").textContent(), PERSON);
      await view.page.goBack();
      await pages.fields.first().waitFor();
    }
    await faulty.click();
    await view.isReady();
    assert.equal(await view.copyAll(), sampleText(PERSON, "exemplo-do-manual"));
    await view.page.locator(".layout-name a:not(.to-form)").click();
    await pages.isFocused();
    assert.equal(await pages.address(), `/layouts/${PERSON}`);
  },

  "every layout has its page, with a table or a word about it": async (view) => {
    const pages = new LookUpPage(view);
    await pages.go("layouts");
    for (const id of await pages.entries.locator("code").allTextContents()) {
      await pages.follow(`/layouts/${id}`);
      assert.equal(await pages.address(), `/layouts/${id}`);
      const shown = (await pages.fields.count()) + (await view.page.locator(".not-published").count());
      assert.ok(shown > 0, id);
      await view.page.locator(".crumb a").click();
      await pages.isFocused();
    }
  },

  "a contradiction leads from its field to our reading and back": async (view) => {
    const pages = new LookUpPage(view);
    await pages.open(`/layouts/${PERSON}`);
    await pages.field("pessoa.razaoSocial").locator(".conflict").click();
    await view.page.waitForFunction(() => document.activeElement?.closest(".conflicts") !== null);
    assert.match(await view.page.locator(":focus").innerText(), /pessoa\.razaoSocial/);
    await view.page.locator(":focus .conflict-field a").click();
    await view.page.waitForFunction(() => document.activeElement?.id === "campo:pessoa.razaoSocial");
  },

  "the values of a long list open": async (view) => {
    const pages = new LookUpPage(view);
    await pages.open(`/layouts/${PERSON}`);
    const list = view.page.locator(".fields details").first();
    assert.equal(await list.locator(".values").isVisible(), false);
    await list.locator("summary").click();
    assert.ok(await list.locator(".values").isVisible());
  },

  "an address is opened, and opened again": async (view) => {
    const pages = new LookUpPage(view);
    const row = "pessoa.inscricaoEstadual";
    const addresses = ["/codigos", "/codigos/V302", "/layouts", `/layouts/${LARGEST}`, `/layouts/${PERSON}#campo:${row}`];
    for (const address of addresses) {
      const response = await pages.open(address);
      assert.ok(response === null || response.status() === 200, address);
      const title = await pages.title();
      await view.page.reload();
      await pages.heading.waitFor();
      assert.equal(await pages.title(), title);
      assert.equal(await pages.address(), address);
    }
    await view.page.waitForFunction((id) => document.activeElement?.id === id, `campo:${row}`);
    assert.ok(await pages.field(row).isVisible());
  },

  "an address that leads nowhere is said so": async (view) => {
    const pages = new LookUpPage(view);
    const response = await pages.open("/nada");
    assert.equal(response.status(), 404);
    assert.equal(await pages.title(), "Página não encontrada");
    // The browser itself puts the status of a page into its console.
    assert.equal(view.complaints.splice(0).length, 1);
    for (const address of ["/layouts/depsnet/nada", "/codigos/V302/mais"]) {
      await pages.open(address);
      assert.ok(await view.page.locator(".ways a").first().isVisible(), address);
      view.complaints.splice(0);
    }
    await pages.go("layouts");
  },

  "the three languages": async (view) => {
    const pages = new LookUpPage(view);
    for (const address of ["/codigos", "/codigos/V302", "/layouts", `/layouts/${LARGEST}`]) {
      await pages.open(address);
      const seen = [];
      for (const tag of ["pt-BR", "en", "es"]) {
        await view.choose("language", tag);
        await view.page.waitForFunction((tag) => document.documentElement.lang === tag, tag);
        seen.push(await pages.words());
      }
      for (const name of ["pages", "main", "label"]) {
        const different = new Set(seen.map((words) => String(words[name])));
        assert.equal(different.size, name === "label" && seen[0].label.length === 0 ? 1 : 3, `${address} ${name}`);
      }
    }
    assert.match(await view.page.title(), /^Generar contrato de venta/);
  },

  "by keyboard alone": async (view) => {
    const { page } = view;
    const pages = new LookUpPage(view);
    await page.locator(".pages a").nth(2).focus();
    await page.keyboard.press("Enter");
    await pages.isFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.type("cadastro de pessoa");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await pages.isFocused();
    assert.equal(await pages.address(), `/layouts/${PERSON}`);
  },

  "nothing is requested while looking things up": async (view) => {
    const requests = [];
    view.page.on("request", (request) => requests.push(request.url()));
    // The browser itself looks at the icon again whenever the address changes.
    const isOurs = (url) => !url.endsWith("/favicon.svg");
    const pages = new LookUpPage(view);
    await view.openSample(PERSON, "faulty");
    await pages.go("codes");
    await pages.follow("/codigos/V302");
    await pages.go("layouts");
    await pages.follow(`/layouts/${LARGEST}`);
    await pages.go("check");
    await view.isReady();
    assert.deepEqual(requests.filter(isOurs), []);
    const stored = await view.page.evaluate(() => [localStorage.length, sessionStorage.length, history.state ?? null]);
    assert.deepEqual(stored, [0, 0, null]);
  },
};
