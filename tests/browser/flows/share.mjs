// A link carries a payload with fakes, when a person asks for it; whoever opens it sees the same diagnostics.

import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";

import { openPage } from "../browser.mjs";
import { PERSON, sampleText } from "../check-page.mjs";

const dialog = (view) => view.page.locator(".share");

async function openDialog(view) {
  await view.page.locator(".to-share").click();
  await dialog(view).locator(".share-text").waitFor();
}

/** The link that would be copied; the clipboard itself is out of a test's reach. */
async function copiedLink(view) {
  await view.page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      window.copied = text;
    };
  });
  await dialog(view).locator(".copy-link").click();
  await dialog(view).locator(".copied", { hasText: /\S/ }).waitFor();
  return view.page.evaluate(() => window.copied);
}

const told = async (view) =>
  view.page.locator(".row .code, .row-place > [aria-hidden], .group-count").allTextContents();

const link = (view, bytes) => `${view.base}/#payload=${Buffer.from(bytes).toString("base64url")}`;

async function opened(view, address) {
  const other = await openPage(view.browser, address);
  other.base = view.base;
  return other;
}

export const sharing = {
  "a link shows the same diagnostics, and no name, number or address": async (view) => {
    const requests = [];
    await view.openSample(PERSON, "faulty");
    await view.page.waitForTimeout(300);
    view.page.on("request", (request) => requests.push(request.url()));
    const originals = sampleText(PERSON, "exemplo-do-manual").match(/"(?:nome|razaoSocial|cnpjCpf|email|rua)": *"([^"]{3,})"/g);
    assert.ok(originals.length > 0);
    await openDialog(view);
    const shown = await dialog(view).locator(".share-text").textContent();
    const address = await copiedLink(view);
    assert.deepEqual(requests, []);
    assert.ok(address.startsWith(`${view.base}/#payload=`), address);
    await view.page.keyboard.press("Escape");
    await dialog(view).waitFor({ state: "detached" });
    assert.equal(await view.page.evaluate(() => location.hash), "");

    const other = await opened(view, address);
    await other.verdict.waitFor();
    await other.page.locator(".notice", { hasText: "link" }).waitFor();
    assert.equal(await other.copyAll(), shown);
    assert.equal(await other.page.evaluate(() => location.href), `${view.base}/`);
    for (const original of originals.map((pair) => pair.split('"')[3])) {
      assert.ok(!shown.includes(`"${original}"`), `${original} is still there`);
    }
    assert.deepEqual(await told(other), await told(view));
    other.check();
    await other.close();
  },

  "in three languages, at both widths, light and dark": async (view) => {
    await view.openSample(PERSON, "faulty");
    for (const language of ["pt-BR", "en", "es"]) {
      await view.choose("language", language);
      await openDialog(view);
      assert.ok((await dialog(view).innerText()).length > 100);
      await view.screenshot(`share-${language}`);
      await view.page.keyboard.press("Escape");
      await dialog(view).waitFor({ state: "detached" });
    }
    await view.choose("theme", "dark");
    await view.page.setViewportSize({ width: 360, height: 740 });
    await openDialog(view);
    await view.screenshot("share-narrow-dark");
    await view.page.keyboard.press("Escape");
  },

  "a hostile link opens nothing, and says so": async (view) => {
    const bomb = deflateRawSync(Buffer.alloc(20_000_000, 32), { level: 9 });
    const hostile = {
      garbage: `${view.base}/#payload=%%%<script>`,
      "no text": link(view, deflateRawSync(Buffer.from([0xff, 0xfe, 0xfd]))),
      "cut off": link(view, deflateRawSync(Buffer.from(sampleText(PERSON, "exemplo-do-manual"))).subarray(0, 200)),
      bomb: link(view, bomb),
      long: `${view.base}/#payload=${"A".repeat(100_000)}`,
    };
    for (const [name, address] of Object.entries(hostile)) {
      const other = await opened(view, address);
      await other.page.locator(".notice", { hasText: "Nada foi aberto" }).waitFor();
      assert.equal(await other.copyAll(), "", name);
      assert.equal(await other.page.evaluate(() => location.hash), "", name);
      other.check();
      await other.close();
    }
  },

  "a payload that is too long for a link is said to be": async (view) => {
    await view.paste(`[${'{"nome": "Maria"},'.repeat(30_000)}{}]`);
    await view.page.locator(".to-share").click();
    await view.page.locator(".notice", { hasText: "longo demais" }).waitFor();
    const noise = Array.from({ length: 6000 }, (_, at) => `"${((at * 2654435761) >>> 0).toString(36)}x${at}"`);
    await view.paste(`[${noise.join(",")}]`);
    await view.page.waitForTimeout(500);
    await openDialog(view);
    await dialog(view).locator(".copied", { hasText: "longo demais" }).waitFor();
    assert.equal(await dialog(view).locator(".copy-link").count(), 0);
  },
};
