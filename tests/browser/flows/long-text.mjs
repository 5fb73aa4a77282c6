// A long text is checked beside the page: typing stays smooth, it can be stopped, and a crash leaves a working page.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";

/** Many copies of one faulty record, about `megabytes` long. */
function longText(megabytes) {
  const record = sampleText(PERSON, "exemplo-do-manual").trim().replace(/^\[/, "").replace(/\]$/, "");
  const n_records = Math.ceil((megabytes * 1_000_000) / record.length);
  return `[${Array(n_records).fill(record).join(",")}]`;
}

/** Remembers how long the page's own thread was busy at a stretch. */
async function watchTasks(page) {
  await page.evaluate(() => {
    window.longTasks = [];
    const observer = new PerformanceObserver((list) => {
      window.longTasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
    });
    observer.observe({ entryTypes: ["longtask"] });
  });
}

const listed = (view) => view.page.locator(".rows > li").first();
const panel = (view) => view.page.locator(".long-check");
const isDone = (view) =>
  view.page.waitForFunction(() => document.querySelector(".verdict-word .pending, .long-check") === null);

/** Keeps the worker busy for a while, as a much longer text would; it may end badly. */
async function occupy(view, milliseconds, crashes = false) {
  const [worker] = view.page.workers();
  const work = ({ milliseconds, crashes }) => {
    setTimeout(() => {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
      if (crashes) {
        throw new Error("as if it had run out of memory");
      }
    });
  };
  await worker.evaluate(work, { milliseconds, crashes });
}

const marks = (view) => view.page.locator(".cm-lintRange, .cm-lintPoint").count();

/** From now on the worker keeps its answers to itself. */
async function holdAnswers(view) {
  const [worker] = view.page.workers();
  await worker.evaluate(() => {
    self.answer = self.postMessage.bind(self);
    self.held = [];
    self.postMessage = (answer) => self.held.push(answer);
  });
}

/** Waits for an answer, does something, and lets the answer go. */
async function releaseAnswers(view, before) {
  const [worker] = view.page.workers();
  while ((await worker.evaluate(() => self.held.length)) === 0) await view.page.waitForTimeout(50);
  await before();
  await worker.evaluate(() => {
    self.postMessage = self.answer;
    self.held.forEach((answer) => self.answer(answer));
  });
}

export const longTexts = {
  "a long text gets the report that a short one would, from the worker": async (view) => {
    const requests = [];
    view.page.on("request", (request) => requests.push(request.url()));
    await view.paste(longText(0.5));
    await listed(view).waitFor();
    await isDone(view);
    assert.equal(await view.verdict.textContent(), "Inválido");
    await view.openGroups();
    const { line, column } = await view.row(0);
    await view.rows.first().locator(".row-main").click();
    const selected = await view.selectedText();
    const there = longText(0.5).split(/\r\n?|\n/)[line - 1].slice(column - 1);
    assert.ok(selected.length > 0 && there.startsWith(selected.split("\n")[0]), `${selected} is not at its place`);
    assert.deepEqual(requests, []);
  },

  "the words of a long text follow the language": async (view) => {
    await view.paste(longText(0.4));
    await listed(view).waitFor();
    const before = await listed(view).locator(".row-message").first().textContent();
    await view.choose("language", "es");
    await view.page.locator(".verdict-word strong", { hasText: "No válido" }).waitFor();
    await view.page.waitForFunction(
      (before) => document.querySelector(".row-message")?.textContent !== before,
      before,
    );
  },

  "all safe fixes of a long text are one step": async (view) => {
    const text = longText(0.4);
    await view.paste(text);
    await listed(view).waitFor();
    await isDone(view);
    await view.applySafeFixes();
    await view.page.waitForFunction(() => document.querySelectorAll(".list-head .fix").length === 0);
    assert.notEqual(await view.copyAll(), text);
  },

  "an answer to an older text is dropped": async (view) => {
    await occupy(view, 5000);
    await view.paste(longText(1));
    await panel(view).waitFor();
    await view.paste(`[${" ".repeat(300_000)}]`);
    await view.page.locator(".verdict-word strong").waitFor();
    await isDone(view);
    await view.page.waitForTimeout(1000);
    assert.ok((await view.rowCount()) < 5, "the rows belong to a text that is gone");
  },

  "a report on a text that is gone leaves no mark in the next one": async (view) => {
    await holdAnswers(view);
    await view.paste(longText(1));
    await releaseAnswers(view, async () => {
      await view.paste(`[${" ".repeat(300_000)}]`);
    });
    // As long as one types, the page does not look at the new text.
    for (let key = 0; key < 20; key += 1) {
      await view.page.keyboard.press("Space");
      await view.page.waitForTimeout(100);
      assert.ok((await marks(view)) < 10, "marks of a text that is gone");
    }
    await isDone(view);
  },

  "what is said at one place is underlined once": async (view) => {
    await view.paste("[{}]");
    await view.choose("layout", PERSON);
    await view.page.waitForFunction(() => document.querySelectorAll(".row").length > 3);
    const nested = view.page.locator(".cm-lintRange-error .cm-lintRange-error");
    assert.ok((await marks(view)) > 0);
    assert.equal(await nested.count(), 0);
  },

  "ten megabytes keep the page answering, and can be cancelled": async (view) => {
    await watchTasks(view.page);
    await occupy(view, 20_000);
    await view.paste(longText(10));
    await panel(view).locator("progress").waitFor();
    await panel(view).getByRole("button").click();
    await panel(view).getByText("Conferência cancelada.").waitFor();
    await panel(view).getByRole("button", { name: "Conferir de novo" }).click();
    await listed(view).waitFor({ timeout: 30_000 });
    await isDone(view);
    const tasks = await view.page.evaluate(() => window.longTasks);
    console.log(`        long tasks at ten megabytes: ${tasks.join(", ") || "none"} ms`);
  },

  "a crash of the worker leaves a working page": async (view) => {
    await occupy(view, 6000, true);
    await view.paste(longText(1));
    await panel(view).locator("progress").waitFor();
    await panel(view).getByText("A conferência parou no meio.").waitFor();
    await panel(view).getByRole("button", { name: "Conferir de novo" }).click();
    await listed(view).waitFor({ timeout: 30_000 });
    await view.openSample(PERSON, "corrected");
    await view.page.waitForFunction(() => document.querySelector(".verdict-word strong").textContent === "Válido");
  },

  "typing in two hundred kilobytes is smooth": async (view) => {
    await view.paste(longText(0.2));
    await listed(view).waitFor();
    await view.content.focus();
    await view.page.keyboard.press("ControlOrMeta+Home");
    await view.page.evaluate(() => {
      window.inputs = [];
      const content = document.querySelector(".editor-root").shadowRoot.querySelector(".cm-content");
      let begun = 0;
      content.addEventListener("beforeinput", () => (begun = performance.now()), true);
      content.addEventListener("input", () => setTimeout(() => window.inputs.push(performance.now() - begun)), true);
    });
    for (let index = 0; index < 60; index += 1) {
      await view.page.keyboard.press("Space");
    }
    await view.page.waitForTimeout(300);
    const inputs = (await view.page.evaluate(() => window.inputs)).sort((one, other) => one - other);
    const at = inputs[Math.floor(inputs.length * 0.95)];
    console.log(`        handling of an input at 200 KB, 95th percentile: ${at?.toFixed(1)} ms of ${inputs.length}`);
  },
};
