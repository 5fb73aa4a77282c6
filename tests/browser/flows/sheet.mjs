// A layout filled in as a spreadsheet: what is wrong by row and column, what comes back, and files that are no sheets.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { PERSON } from "../check-page.mjs";
import { SheetPage } from "../sheet-page.mjs";

const CONSUME = "senior-g5/convenio/Consumir";
const HEAD = "entrada.codCnv;entrada.codCli;entrada.vlrUti;entrada.datUti\n";
const FAULTY = `${HEAD}1;22;abc;31/12/2026\n1;22;1.350,20;31/12/2026\n12345;22;1,50;31/12/2026\n1;;1,50;31/02/2026\n`;

async function opened(view, layout = CONSUME) {
  const sheet = new SheetPage(view);
  await sheet.open(layout);
  return sheet;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function audit({ page }, state) {
  await page.evaluate(axe);
  const found = await page.evaluate((standards) => axe.run(document, { runOnly: standards }), standards);
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`), [], state);
  const { inner, needed } = await page.evaluate(() => ({
    inner: document.documentElement.clientWidth,
    needed: document.documentElement.scrollWidth,
  }));
  assert.ok(needed <= inner, `${state}: the page is ${needed} wide, the window ${inner}`);
}

async function looks(view, name) {
  const sheet = await opened(view);
  await audit(view, `${name}, at first`);
  await view.screenshot(`sheet-${name}-first`);
  await sheet.take("lançamentos.csv", FAULTY.replace("entrada.vlrUti", "entrada.vlrUti;minha nota").replaceAll(";31/", ";x;31/"));
  await sheet.isRead();
  await audit(view, `${name}, with findings`);
  await view.page.screenshot({ path: new URL(`../../../target/screenshots/sheet-${name}-findings.png`, import.meta.url).pathname, fullPage: true });
  await sheet.take("quebrada.xlsx", Buffer.from("PK\u0003\u0004 e mais nada"));
  await sheet.refused.waitFor();
  await audit(view, `${name}, refused`);
  await view.screenshot(`sheet-${name}-refused`);
}

export const sheets = {
  "a sheet with three bad rows: what is wrong by row and column, the same sheet back, the payloads": async (view) => {
    const sheet = await opened(view);
    await sheet.take("lançamentos.csv", FAULTY);
    await sheet.isRead();
    const found = await sheet.found();
    const cells = found.map(({ cell }) => cell);
    assert.deepEqual([...new Set(cells)], ["C2", "A4", "B5", "D5"]);
    assert.ok(found.every(({ code, message }) => /^V\d{3}$/.test(code) && message.length > 10), JSON.stringify(found));
    assert.match(await sheet.verdict.innerText(), /4; com erro: 3/);

    const back = await sheet.save("A mesma planilha");
    assert.equal(back.name, "lançamentos-diagnosticos.csv");
    const lines = back.content.toString("utf8").replace("\ufeff", "").split("\r\n");
    assert.match(lines[0], /;Diagnósticos$/);
    assert.match(lines[1], /C entrada\.vlrUti V\d{3}: /);
    assert.equal(lines[2], "1;22;1.350,20;31/12/2026;");

    const one = await sheet.save("Um payload com todas as linhas");
    assert.equal(one.name, "lançamentos.xml");
    assert.equal(one.content.toString("utf8").split("<entrada>").length - 1, 1, "rows with an error are left out");
    assert.match(one.content.toString("utf8"), /<vlrUti>1350\.20<\/vlrUti>/);
    await view.page.locator(".sheet .switch input").check();
    const all = await sheet.save("Um payload com todas as linhas");
    assert.equal(all.content.toString("utf8").split("<entrada>").length - 1, 4);
    const each = await sheet.save("Um payload por linha");
    assert.equal(each.name, "lançamentos.zip");
    assert.equal(each.content.subarray(0, 2).toString(), "PK");
  },

  "a model is downloaded, and comes back as having nothing filled in": async (view) => {
    const sheet = await opened(view, PERSON);
    for (const [button, name] of [["Modelo Excel", "gabarito-pessoa.xlsx"], ["Modelo CSV", "gabarito-pessoa.csv"]]) {
      const model = await sheet.save(button);
      assert.equal(model.name, name);
      await sheet.take(name, model.content);
      await sheet.refused.waitFor();
      assert.match(await sheet.refused.innerText(), /linha 1, não há nada preenchido/);
    }
  },

  "a broken file, another file and wrong columns get a clear word, and the next file is read": async (view) => {
    const sheet = await opened(view);
    const wrong = [
      ["quebrada.xlsx", "PK\u0003\u0004 e mais nada", /quebrada\.xlsx não foi lido[^]*danificado/],
      ["foto.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", /não é uma planilha/],
      ["outra.csv", "a;b;c\n1;2;3\n", /Na linha 1 está: a, b, c[^]*entrada\.codCnv/],
      ["dobro.csv", "entrada.codCnv;x;entrada.codCnv\n1;2;3\n", /colunas A e C têm o mesmo nome/],
      ["vazia.csv", "", /vazio/],
    ];
    for (const [name, content, expected] of wrong) {
      await sheet.take(name, Buffer.from(content, "latin1"));
      await view.page.locator(".sheet-refused h2", { hasText: name }).waitFor();
      assert.match(await sheet.refused.innerText(), expected);
    }
    await sheet.take("certa.csv", `${HEAD}1;22;1,50;31/12/2026\n`);
    await sheet.verdict.waitFor();
    assert.match(await sheet.verdict.innerText(), /1; com erro: 0/);
  },

  "a hundred thousand rows leave the page answering": async (view) => {
    const sheet = await opened(view);
    await view.page.evaluate(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
        entryTypes: ["longtask"],
      });
    });
    await sheet.dropRows("muitas.csv", HEAD, "1;22;1.350,20;31/12/2026\n", 100_000);
    await sheet.cancel.waitFor();
    await view.page.evaluate(() => (window.longTasks = []));
    const answers = [];
    while ((await sheet.verdict.count()) === 0) {
      const begun = performance.now();
      await view.page.evaluate(() => document.title);
      answers.push(performance.now() - begun);
      await view.page.waitForTimeout(100);
      assert.ok(answers.length < 1200, "it ends");
    }
    assert.match(await sheet.verdict.innerText(), /100000; com erro: 0/);
    const longest = Math.max(0, ...(await view.page.evaluate(() => window.longTasks)));
    assert.ok(longest < 200, `the page's own thread was busy for ${longest} ms at a stretch`);
    const one = await sheet.save("Um payload com todas as linhas");
    assert.equal(one.content.toString("utf8").split("<entrada>").length - 1, 100_000);
  },

  "a reading is cancelled, and the page takes the next file": async (view) => {
    const sheet = await opened(view);
    await sheet.dropRows("muitas.csv", HEAD, "1;22;1.350,20;31/12/2026\n", 150_000);
    await sheet.cancel.click();
    assert.match(await sheet.status.innerText(), /cancelada/);
    assert.equal(await sheet.verdict.count(), 0);
    await sheet.take("certa.csv", `${HEAD}1;22;1,50;31/12/2026\n`);
    await sheet.verdict.waitFor();
  },

  "the program of the sheets is fetched when it is needed, and nothing is sent": async (view) => {
    const requests = [];
    view.page.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const sheet = await opened(view);
    assert.ok(!requests.some((request) => request.includes("sheets-wasm")), requests.join());
    await sheet.take("lançamentos.csv", FAULTY);
    await sheet.isRead();
    assert.ok(requests.every((request) => request.startsWith("GET ")), requests.join());
  },

  "the sheet's page is led to by the layout's, and fits and is accessible": async (view) => {
    await view.page.goto(`${view.base}/layouts/${CONSUME}`);
    await view.page.locator(`a[href="/planilha/${CONSUME}"]`).click();
    await new SheetPage(view).choose.waitFor();
    await looks(view, "wide-light");
  },

  "the sheet's page at 1440 pixels, dark": async (view) => {
    await view.choose("theme", "dark");
    await looks(view, "wide-dark");
  },

  "the sheet's page at 360 pixels, light": async (view) => {
    await view.page.setViewportSize({ width: 360, height: 740 });
    await looks(view, "narrow-light");
  },

  "the sheet's page at 360 pixels, dark": async (view) => {
    await view.page.setViewportSize({ width: 360, height: 740 });
    await view.choose("theme", "dark");
    await looks(view, "narrow-dark");
  },
};
