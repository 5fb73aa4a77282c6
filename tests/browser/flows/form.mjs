// What a person does with a form: fill one in, mend a payload in it, undo across both sides.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";
import { FormPage, until } from "../form-page.mjs";

const CONTRACT = "senior-g5/contratovenda/Gerar";

/** What is wrong with the first product of a contract, and what a person does about it. */
const FAULTS = [
  // Required, and not there.
  {
    field: "codPro",
    right: "          <codPro>BOMBA-20</codPro>\n",
    wrong: "",
    mend: (form) => form.type("codPro", "BOMBA-20"),
  },
  // Not in its list.
  { field: "proRat", right: "<proRat>N<", wrong: "<proRat>X<", mend: (form) => form.choose("proRat", "N") },
  // A day as computers write it.
  {
    field: "datCpt",
    right: "<datCpt>01/04/2026<",
    wrong: "<datCpt>2026-04-01<",
    mend: (form) => form.type("datCpt", "1/4/2026"),
  },
  // A comma where the system wants a point: typed with a comma all the same.
  {
    field: "preUni",
    right: "<preUni>350.20<",
    wrong: "<preUni>350,20<",
    mend: (form) => form.type("preUni", "350,20"),
  },
  // Longer than its field.
  { field: "tnsPro", right: "<tnsPro>90100<", wrong: "<tnsPro>9010000<", mend: (form) => form.type("tnsPro", "90100") },
  // No number at all.
  { field: "qtdCvp", right: "<qtdCvp>2<", wrong: "<qtdCvp>dois<", mend: (form) => form.type("qtdCvp", "2") },
];

export const forms = {
  "a person is filled in from nothing to a valid payload": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    assert.deepEqual(await form.told.allTextContents(), [], "nothing is red at first");
    await form.choose("tipo", "J");
    await form.type("documento", "11.222.333/0001-81");
    assert.match(await form.field("documento").locator(".field-note").textContent(), /11222333000181/);
    await form.type("nomeOrigem", "Loja");
    await form.choose("tipoRelacionamento", "C");
    await form.type("nome", "Loja do Zé");
    assert.match(await form.standing("razaoSocial"), /obrigatório porque tipo = J/);
    await form.type("razaoSocial", 'Zé & "Filhos"');
    await form.page.locator(".owed.paid").waitFor();
    await form.backToChecker();
    await view.page.locator(".verdict.is-valid").waitFor();
    const [record] = JSON.parse(await view.copyAll());
    assert.equal(record.pessoa.razaoSocial, 'Zé & "Filhos"');
    assert.equal(record.documento, "11222333000181");
  },

  "what is asked follows the values, and says why": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    await form.choose("tipo", "J");
    assert.match(await form.standing("razaoSocial"), /obrigatório porque tipo = J \(Jurídica\)/);
    await form.type("razaoSocial", "Loja");
    await form.choose("tipo", "F");
    assert.match(await form.standing("razaoSocial"), /em branco porque/);
    await form.type("razaoSocial", "");
    await form.find("razao social");
    assert.match(await form.standing("razaoSocial"), /em branco porque/);
  },

  "the meter leads from one owed field to the next": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    const seen = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await form.next();
      // Between the click and the next field the button has the focus, which is no field.
      await until(async () => {
        const name = await form.focused();
        if (name === null || name === seen.at(-1)) return false;
        seen.push(name);
        return true;
      }, "the focus moves on");
    }
    assert.equal(new Set(seen).size, 4, seen.join());
  },

  "a faulty contract is mended in the form and copied": async (view) => {
    const sample = sampleText(CONTRACT, "exemplo-corrigido", "xml");
    const faulty = FAULTS.reduce((text, { right, wrong }) => {
      assert.ok(text.includes(right), right);
      return text.replace(right, wrong);
    }, sample);
    await view.paste(faulty);
    await view.rows.first().waitFor();
    const form = new FormPage(view);
    await form.comeWithPayload();
    await form.openAll();
    const products = form.within("produtos");
    const repairs = products.page.locator(".field-told button");
    await form.told.first().waitFor();
    assert.ok((await repairs.count()) < FAULTS.length - 1, "a repair of one click is not all there is to do");
    await form.told.first().scrollIntoViewIfNeeded();
    await view.screenshot("form-mend-before");
    for (const { field, mend } of FAULTS) {
      assert.equal((await products.toldOf(field)).length, 1, `${field}: nothing is said of it`);
      await mend(products);
      await until(async () => (await products.toldOf(field)).length === 0, `${field} is mended`);
    }
    assert.deepEqual(await form.page.locator(".field-told.error").allTextContents(), []);
    await view.screenshot("form-mend-after");
    const copied = await view.copiedBy(() => form.page.locator(".to-copy").click());
    assert.equal(copied, await form.copyAll(), "what is copied is the preview");
    assert.equal(copied, sample, "only what was wrong has changed");
    await form.backToChecker();
    await view.page.locator(".verdict.is-valid").waitFor();
  },

  "undo and redo go across both sides": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    await form.type("nomeOrigem", "Loja");
    await until(async () => (await form.text()).includes('"Loja"'), "the form writes the text");
    await form.content.focus();
    await form.page.keyboard.press("ControlOrMeta+Home");
    await form.page.keyboard.press("ControlOrMeta+A");
    await form.page.keyboard.press("ArrowRight");
    await form.page.keyboard.type(" ");
    // In the text, by hand.
    const text = (await form.copyAll()).replace('"Loja"', '"Outra"');
    await view.paste(text);
    await until(async () => (await form.value("nomeOrigem")) === "Outra", "the text writes the form");
    await form.field("nomeOrigem").locator("input").focus();
    await form.page.keyboard.press("ControlOrMeta+Z");
    await until(async () => (await form.value("nomeOrigem")) === "Loja", "the paste is undone from the form");
    for (let turn = 0; turn < 12 && (await form.value("nomeOrigem")) !== ""; turn += 1) {
      await form.page.keyboard.press("ControlOrMeta+Z");
      await form.page.waitForTimeout(30);
    }
    assert.equal(await form.value("nomeOrigem"), "");
    for (let turn = 0; turn < 12 && (await form.value("nomeOrigem")) !== "Outra"; turn += 1) {
      await form.page.keyboard.press("ControlOrMeta+Shift+Z");
      await form.page.waitForTimeout(30);
    }
    assert.equal(await form.value("nomeOrigem"), "Outra");
  },

  "a key is in the text whatever comes right behind it": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    const input = form.field("nomeOrigem").locator("input");
    // All in one task: no frame is drawn in between.
    const typeAndAtOnce = (text, then) =>
      input.evaluate(
        (input, [text, then]) => {
          input.focus();
          input.value = text;
          input.dispatchEvent(new InputEvent("input", { bubbles: true }));
          if (then === "undo") {
            input.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));
          } else {
            document.querySelector(".compose-links a").click();
          }
        },
        [text, then],
      );
    await form.type("nomeOrigem", "Loja");
    await until(async () => (await form.text()).includes('"Loja"'), "the form writes the text");
    await typeAndAtOnce("Loja nova", "undo");
    await until(async () => !(await form.value("nomeOrigem")).includes("nova"), "the key is undone");
    await form.page.keyboard.press("ControlOrMeta+Shift+Z");
    await until(async () => (await form.value("nomeOrigem")) === "Loja nova", "the key was in the history");
    await typeAndAtOnce("Loja velha", "leave");
    await view.verdict.waitFor();
    assert.match(await form.copyAll(), /"Loja velha"/);
  },

  "what the form does not know stays in the text": async (view) => {
    await view.paste('[\n  { "tipo": "F", "meu":  [1,2 ],\n    "pessoa": { "x": 1, "nome": "Ana" } }\n]');
    await view.verdict.waitFor();
    const form = new FormPage(view);
    await form.comeWithPayload();
    await form.type("nome", "Bia");
    await form.type("nomeOrigem", "Loja");
    const text = await form.copyAll();
    assert.equal(text, '[\n  { "tipo": "F", "nomeOrigem": "Loja", "meu":  [1,2 ],\n    "pessoa": { "x": 1, "nome": "Bia" } }\n]');
  },

  "items are added, copied, moved and removed by the keyboard": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    await form.find("contatos telefone");
    await until(async () => (await form.focused()) === "telefone", "the search makes an item and leads there");
    await form.page.keyboard.type("11 1");
    const list = form.group("contatos");
    await list.locator(":scope > .add").focus();
    await form.page.keyboard.press("Enter");
    await until(async () => (await list.locator(".item").count()) === 2, "a second item");
    await list.locator(".item").nth(0).getByTitle("Duplicar").focus();
    await form.page.keyboard.press("Enter");
    await until(async () => (await list.locator(".item").count()) === 3, "a copy");
    await list.locator(".item").nth(0).getByTitle("Mover para baixo").focus();
    await form.page.keyboard.press("Enter");
    await list.locator(".item").nth(2).getByTitle("Remover").focus();
    await form.page.keyboard.press("Enter");
    await until(async () => (await list.locator(".item").count()) === 2, "one less");
    const [record] = JSON.parse(await form.copyAll());
    assert.equal(record.contatos.length, 2);
  },

  "dates and amounts are typed as in Brazil": async (view) => {
    const form = new FormPage(view);
    await form.open("depsnet/cotacaoMoeda");
    const more = form.page.locator(".more").first();
    if (await more.isVisible()) {
      await more.click();
    }
    const dates = form.page.locator(".form-field").filter({ has: form.page.locator(".calendar") });
    await dates.first().locator("input:not([type=date])").fill("1/2/2026");
    await until(async () => (await form.text()).includes('"01/02/2026"'), "the date is written out");
    await dates.first().locator(".calendar").fill("2026-12-31");
    await until(async () => (await form.text()).includes('"31/12/2026"'), "the calendar writes it too");
    const amount = form.page.locator('input[inputmode="decimal"]').first();
    await amount.fill("1.234,5");
    await until(async () => /: 1234\.5\b/.test(await form.text()), "the comma becomes a point");
    assert.match(await form.page.locator(".sent-as").allTextContents().then((all) => all.join()), /1234\.5/);
  },

  "drafts are kept only when that is switched on": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    await form.type("nomeOrigem", "Loja");
    const stored = () => form.page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(!(await stored()).includes("Loja"));
    await form.page.locator("#keep-drafts").check();
    await until(async () => (await stored()).includes("Loja"), "a draft is kept");
    await form.open(PERSON);
    await form.start(4);
    await until(async () => (await form.value("nomeOrigem")) === "Loja", "the draft comes back");
    await form.page.locator("#keep-drafts").uncheck();
    assert.ok(!(await stored()).includes("Loja"));
  },

  "nothing is requested while a form is filled in": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    const requests = [];
    view.page.on("request", (request) => requests.push(request.url()));
    await form.start(2);
    await form.type("nome", "Ana");
    await view.page.waitForTimeout(300);
    assert.deepEqual(requests, []);
  },
};
