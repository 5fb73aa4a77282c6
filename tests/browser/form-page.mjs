// The form as the flows see it: what is on it, and what a person can do with it.
//
// Only this file knows its markup.

import assert from "node:assert/strict";

import { LookUpPage } from "./look-up-page.mjs";

/** Waits until something holds that no element says. */
export async function until(test, what) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await test()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`never: ${what}`);
}

export class FormPage {
  constructor(view) {
    this.view = view;
    this.page = view.page;
    this.owed = this.page.locator(".owed");
    this.told = this.page.locator(".field-told");
    this.content = this.page.locator(".cm-content");
    this.lookUp = new LookUpPage(view);
  }

  /** Opens the form of a layout as if its address had been typed. */
  async open(layout) {
    await this.page.goto(`${this.view.base}/compor/${layout}`);
    await this.content.waitFor({ state: "attached" });
    await this.page.waitForLoadState("networkidle");
  }

  /** Comes from the checker with the payload that is there. */
  async comeWithPayload() {
    await this.page.locator("a.to-form").click();
    await this.lookUp.isFocused();
    await this.content.waitFor({ state: "attached" });
  }

  /** Goes back to the checker. */
  async backToChecker() {
    await this.page.locator(".compose-links a").first().click();
    await this.view.verdict.waitFor();
  }

  /** Begins with one of the offered texts, by its place in the menu. */
  async start(at) {
    const details = this.page.locator("details.start");
    if (!(await details.evaluate((element) => element.open))) {
      await details.locator("summary").click();
    }
    await details.locator(".start-buttons button").nth(at).click();
  }

  /** The same form, seen no further than into a group or a list. */
  within(name) {
    return Object.assign(Object.create(FormPage.prototype), this, { scope: this.group(name) });
  }

  /** The fields of a name, in the order of the page. */
  fields(name) {
    return (this.scope ?? this.page).locator(".form-field").filter({ has: this.page.locator(".field-head code", { hasText: new RegExp(`^${name}$`) }) });
  }

  field(name, at = 0) {
    return this.fields(name).nth(at);
  }

  /** Types into a field, key by key, and waits until the form has taken it: that is behind the frame that shows it. */
  async type(name, text, at = 0) {
    const input = this.field(name, at).locator("input:not([type=date])");
    await input.fill("");
    await input.pressSequentially(text);
    await input.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))));
  }

  async choose(name, value, at = 0) {
    const field = this.field(name, at);
    if ((await field.locator("select").count()) > 0) {
      await field.locator("select").selectOption(value);
    } else {
      await field.locator(".choice").filter({ has: this.page.locator("code", { hasText: new RegExp(`^${value}$`) }) }).click();
    }
  }

  async value(name, at = 0) {
    return this.field(name, at).locator("input:not([type=date])").inputValue();
  }

  async standing(name, at = 0) {
    return this.field(name, at).locator(".field-standing").textContent();
  }

  /** What is said of a field. */
  async toldOf(name, at = 0) {
    return this.field(name, at).locator(".field-told").allTextContents();
  }

  /** Finds a field by the search and leads the focus there. */
  async find(words) {
    const search = this.page.locator("#search-form");
    await search.fill(words);
    await this.page.locator(".found-fields button").first().waitFor();
    await search.press("Enter");
  }

  async next() {
    await this.page.locator(".form-head button").first().click();
  }

  /** The element that has the focus, by the name of its field. */
  async focused() {
    return this.page.evaluate(() => document.activeElement?.closest(".form-field")?.querySelector(".field-head code")?.textContent ?? null);
  }

  group(name) {
    return this.page.locator(".block").filter({ has: this.page.locator(":scope > .block-head code", { hasText: new RegExp(`^${name}$`) }) }).first();
  }

  async openGroup(name) {
    const button = this.group(name).locator(":scope > .block-head .disclosure");
    if ((await button.getAttribute("aria-expanded")) !== "true") {
      await button.click();
    }
  }

  /** Opens whatever is closed. */
  async openAll() {
    const closed = this.page.locator('.form-body .disclosure[aria-expanded="false"]');
    while ((await closed.count()) > 0) {
      await closed.first().click();
    }
  }

  /** The locked values of the text, and what each lock is called. */
  async locked() {
    return {
      values: await this.page.locator(".cm-locked").allTextContents(),
      names: await this.page.locator(".cm-lock").evaluateAll((locks) => locks.map((lock) => lock.getAttribute("aria-label"))),
    };
  }

  /** Chooses an execution by its place: synchronous, asynchronous, scheduled. */
  async execute(at) {
    await this.page.locator(".form-execution .execution input").nth(at).check();
  }

  async add(name) {
    await this.group(name).locator(":scope > .add").click();
  }

  /** Waits until the payload is this, apart from blanks. */
  async text() {
    return this.page.evaluate(() => {
      const lines = document.querySelector(".editor-root").shadowRoot.querySelectorAll(".cm-line");
      return [...lines].map((line) => line.textContent).join("\n");
    });
  }

  /** The whole payload, as copying gives it. */
  async copyAll() {
    return this.view.copyAll();
  }
}
