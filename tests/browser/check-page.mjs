// The first page as the flows see it: what is on it, and what a person can do with it.
//
// Only this file knows the page's markup.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const corpus = new URL("tests/corpus/", root);

/** The layout whose samples most flows use. */
export const PERSON = "depsnet/pessoa";

/** A sample as it lies in the corpus: `exemplo-do-manual` or `exemplo-corrigido`. */
export function sampleText(layout, name, ending = "json") {
  return readFileSync(new URL(`${layout}/${name}.${ending}`, corpus), "utf8");
}

export class CheckPage {
  constructor(parts) {
    Object.assign(this, parts);
    this.rows = this.page.locator(".row");
    this.content = this.page.locator(".cm-content");
    this.verdict = this.page.locator(".results-pane .verdict-word strong");
    this.samples = this.page.locator(".empty .samples > li");
  }

  async isReady() {
    await this.content.waitFor();
    await this.page.waitForLoadState("networkidle");
  }

  /** Fails when the page has complained about anything, and forgets it. */
  check() {
    assert.deepEqual(this.complaints.splice(0), []);
  }

  async close() {
    await this.context.close();
  }

  async screenshot(name) {
    await this.page.screenshot({ path: placeOf(`target/screenshots/${name}.png`) });
  }

  /** Opens a sample from the empty state, or from the menu once there is a payload. */
  async openSample(layout, which) {
    if ((await this.samples.count()) === 0) {
      await this.page.locator(".sample-menu > button").click();
    }
    const list = this.page.locator(".samples:visible > li").filter({
      has: this.page.locator("code", { hasText: new RegExp(`^${layout}$`) }),
    });
    await list.getByRole("button").nth(which === "faulty" ? 0 : 1).click();
    await this.verdict.waitFor();
  }

  /** Ids of the layouts that have samples. */
  async sampleLayouts() {
    return this.samples.locator("code").allTextContents();
  }

  /** Puts a text into the clipboard's place and pastes it over everything. */
  async paste(text) {
    await this.content.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.content.evaluate((content, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** The whole text as copying it gives it, with its own line ends. */
  async copyAll() {
    await this.content.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    return this.content.evaluate((content) => {
      const clipboardData = new DataTransfer();
      content.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain");
    });
  }

  /** What the page puts into the clipboard while `action` runs. */
  async copiedBy(action) {
    await this.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.page.evaluate(() => navigator.clipboard.writeText(""));
    await action();
    await this.page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Copies the payload as a call in a language. */
  async copyAs(language) {
    return this.copiedBy(async () => {
      await this.page.locator(".snippets > button").click();
      await this.page.locator(".snippet-list button", { hasText: language }).click();
    });
  }

  /** What is selected in the editor. */
  async selectedText() {
    return this.page.evaluate(() => document.querySelector(".editor-root").shadowRoot.getSelection().toString());
  }

  /** The texts under wavy lines. */
  async underlined() {
    return this.page.locator(".cm-lintRange").allTextContents();
  }

  /** What a row says: severity, code, message and place. */
  async row(index) {
    const row = this.rows.nth(index);
    const [line, column] = (await row.locator(".row-place > [aria-hidden]").textContent()).split(":").map(Number);
    return {
      severity: await row.locator(".severity").textContent(),
      code: await row.locator(".code").textContent(),
      message: await row.locator(".row-message").textContent(),
      line,
      column,
    };
  }

  /** The index of the first row for which `test` holds on its locator. */
  async findRow(test) {
    for (let index = 0; index < (await this.rows.count()); index += 1) {
      if (await test(this.rows.nth(index), index)) {
        return index;
      }
    }
    throw new Error("no such row");
  }

  /** Opens every group of equal rows. */
  async openGroups() {
    const closed = this.page.locator('.group-main[aria-expanded="false"]');
    while ((await closed.count()) > 0) {
      await closed.first().click();
    }
  }

  /** Looks at what all safe fixes would change, and applies them. */
  async applySafeFixes() {
    await this.page.locator(".list-head .fix").click();
    await this.page.locator(".preview .apply").click();
    await this.page.locator(".preview").waitFor({ state: "detached" });
  }

  async rowCount() {
    return this.rows.count();
  }

  /** Waits until the list has another length than before. */
  async rowsChanged(before) {
    await this.page.waitForFunction((before) => document.querySelectorAll(".row").length !== before, before);
  }

  async choose(id, value) {
    await this.page.locator(`#${id}`).selectOption(value);
  }
}

/** The file system's path of a file of the project; its folder exists afterwards. */
export function placeOf(path) {
  const place = new URL(path, root);
  mkdirSync(new URL(".", place), { recursive: true });
  return fileURLToPath(place);
}
