// The payload stays where it was pasted.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";

export const privacy = {
  "nothing is requested while a payload is checked and mended": async (view) => {
    const requests = [];
    view.page.on("request", (request) => requests.push(request.url()));
    await view.paste(sampleText(PERSON, "exemplo-do-manual"));
    await view.rows.first().waitFor();
    await view.rows.first().locator(".row-main").click();
    const before = await view.rowCount();
    await view.page.locator(".row-fix button").first().click();
    await view.rowsChanged(before);
    await view.page.waitForTimeout(300);
    assert.deepEqual(requests, []);
  },

  "nothing of a payload is stored or put into the address": async (view) => {
    const address = view.page.url();
    await view.openSample(PERSON, "faulty");
    const stored = await view.page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).length,
      cookies: document.cookie,
    }));
    assert.deepEqual(stored, { local: [], session: [], databases: 0, cookies: "" });
    assert.equal(view.page.url(), address);
  },
};
