// The page opens without a network, keeps nothing when that is switched off, and never mixes two versions of its files.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";

import { openPage } from "../browser.mjs";
import { PERSON } from "../check-page.mjs";

/** Waits until the files of the page are kept. */
async function isKept(page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== "activated") {
      await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
    }
  });
}

const kept = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, paths: caught.flat().map(({ url }) => new URL(url).pathname) };
  });

/** The same site under another address, where it can be replaced by another version: one with another title. */
async function mirror(base) {
  const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  const state = { isNew: false };
  const server = createServer(async (request, answer) => {
    const found = await fetch(base + request.url);
    let body = Buffer.from(await found.arrayBuffer());
    if (state.isNew && request.url === "/") {
      body = Buffer.from(replaced(body.toString()));
    } else if (state.isNew && request.url === "/offline.js") {
      const page = await (await fetch(base)).text();
      body = Buffer.from(body.toString().replace(hash(page), hash(replaced(page))).replace(/VERSION = "/, '$&new'));
    }
    const headers = [...found.headers].filter(([name]) => !["content-encoding", "content-length", "etag"].includes(name));
    answer.writeHead(found.status, Object.fromEntries(headers)).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { state, server, address: `http://127.0.0.1:${server.address().port}` };
}

const replaced = (html) => html.replace('name="description" content="', '$&New. ');
const isNewPage = (page) =>
  page.evaluate(() => document.querySelector('meta[name="description"]').content.startsWith("New. "));

export const offline = {
  "the page opens and checks without a network": async (view) => {
    await isKept(view.page);
    await view.context.setOffline(true);
    await view.page.reload();
    await view.isReady();
    await view.openSample(PERSON, "faulty");
    assert.ok((await view.rowCount()) > 0);
    await view.page.goto(`${view.base}/codigos/V302`);
    await view.page.locator("main h1").waitFor();
    assert.match(await view.page.locator("main h1").textContent(), /V302/);
    await view.context.setOffline(false);
  },

  "only the page's own files are kept, and under the strict policy": async (view) => {
    await isKept(view.page);
    await view.openSample(PERSON, "faulty");
    const { names, paths } = await kept(view.page);
    assert.equal(names.length, 1);
    assert.ok(paths.includes("/") && paths.includes("/editor.js"), paths.join(" "));
    assert.deepEqual(paths.filter((path) => !/^\/($|.*\.(js|css|wasm|svg|png|webmanifest|json|toml)$)/.test(path)), []);
    await view.page.reload();
    await view.isReady();
    const policy = await view.page.evaluate(async () => {
      const answer = await (await caches.open((await caches.keys())[0])).match("/");
      return answer.headers.get("content-security-policy");
    });
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  },

  "switched off, nothing is kept, also the next time": async (view) => {
    await isKept(view.page);
    const left = () =>
      view.page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    await view.page.locator("#offline").uncheck();
    await view.page.waitForFunction(async () => (await caches.keys()).length === 0);
    await view.page.reload();
    await view.isReady();
    assert.equal(await view.page.locator("#offline").isChecked(), false);
    assert.deepEqual(await left(), [0, 0]);
    await view.page.locator("#offline").check();
    await isKept(view.page);
    assert.equal((await kept(view.page)).names.length, 1);
    assert.deepEqual(await view.page.evaluate(() => Object.keys(localStorage)), []);
  },

  "a new version replaces the old one as a whole": async (view) => {
    const { state, server, address } = await mirror(view.base);
    try {
      const own = await openPage(view.browser, address);
      await isKept(own.page);
      const [before] = (await kept(own.page)).names;
      state.isNew = true;
      // The first look still gets the old files, all of them; the new ones are fetched beside it.
      await own.page.reload();
      await own.isReady();
      assert.equal(await isNewPage(own.page), false);
      await own.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        while (!registration.waiting) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
      await own.page.reload();
      await own.page.waitForFunction(() =>
        document.querySelector('meta[name="description"]')?.content.startsWith("New. "),
      );
      await own.isReady();
      await own.page.waitForFunction(async () => (await caches.keys()).length === 1);
      const [after] = (await kept(own.page)).names;
      assert.notEqual(after, before);
      await own.openSample(PERSON, "faulty");
      own.check();
      await own.close();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },

  "the page can be installed": async (view) => {
    const missing = await view.page.evaluate(async () => {
      const address = document.querySelector('link[rel="manifest"]').href;
      const { icons, name, start_url: start, display } = await (await fetch(address)).json();
      const sizes = await Promise.all(
        icons.map(async ({ src, sizes, type }) => {
          const picture = await createImageBitmap(await (await fetch(new URL(src, address))).blob()).catch(() => null);
          const isRight = type === "image/svg+xml" || `${picture?.width}x${picture?.height}` === sizes;
          return isRight ? null : src;
        }),
      );
      return [...sizes, name, start, display].filter((each) => each !== null);
    });
    assert.deepEqual(missing, ["Gabarito", "/", "standalone"]);
  },
};
