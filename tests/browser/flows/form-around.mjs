// What stands beside a form: executions, locked credentials, the Send panel, the spreadsheet.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";
import { FormPage, until } from "../form-page.mjs";
import { SendPanel } from "../send-panel.mjs";

const CONTRACT = "senior-g5/contratovenda/Gerar";
const AGREEMENT = "senior-g5/convenio/Consumir";

export const aroundForms = {
  "an execution has its address and what comes back, and calls go there": async (view) => {
    const form = new FormPage(view);
    await form.open(CONTRACT);
    const facts = form.page.locator(".execution-facts");
    assert.match(await facts.textContent(), /sapiens_Synccom.*tipoRetorno.*1 = Processado/s);
    assert.ok(!(await facts.textContent()).includes("Asynccom"));
    await form.execute(1);
    assert.match(await facts.textContent(), /sapiens_Asynccom/);
    assert.deepEqual(await facts.locator(".answer-fields dt").allTextContents(), ["OK", "qualquer outro texto"]);
    assert.deepEqual(await facts.locator(".answer-fields dd").allTextContents(), ["Recebido, ainda sem processar", "Falha"]);
    await form.start(0);
    const call = await view.copyAs("cURL");
    assert.ok(call.includes("sapiens_Asynccom") && !call.includes("sapiens_Synccom"), call);
    await form.page.locator(".to-send").click();
    const panel = new SendPanel(view);
    await panel.send.waitFor();
    assert.ok(await panel.panel.locator(".execution input").nth(1).isChecked(), "the panel sends it so");
    await panel.panel.locator(".execution input").nth(2).check();
    assert.ok(await form.page.locator(".form-execution input").nth(2).isChecked(), "the form follows the panel");
  },

  "a layout without executions has none to choose": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    assert.equal(await form.page.locator(".form-execution").count(), 0);
  },

  "credentials are locks in the text": async (view) => {
    const form = new FormPage(view);
    await form.open(CONTRACT);
    await form.start(0);
    await until(async () => (await form.locked()).values.length === 3, "the placeholders are locked");
    const { values, names } = await form.locked();
    assert.deepEqual(values, ["Usuário", "Senha", "0"]);
    assert.match(names[1], /servidor do Gabarito/);
    const before = await form.copyAll();
    for (const key of ["x", "Backspace", "Delete", "Enter"]) {
      await form.page.locator(".cm-locked").nth(1).click();
      await form.page.keyboard.press(key);
    }
    await form.page.locator(".cm-locked").nth(1).hover();
    await form.page.locator(".cm-lock-words").waitFor();
    await view.screenshot("form-locks");
    assert.equal(await form.copyAll(), before, "no key changes a credential");
    for (const name of ["user", "password", "encryption"]) {
      assert.ok(!(await form.field(name).locator("input").isEditable()), `${name} can be typed`);
    }
    // What the form writes before them moves the locks along, and so does what is typed.
    await form.find("qtdPar");
    await until(async () => (await form.focused()) === "qtdPar", "the search leads there");
    await form.page.keyboard.type("12");
    await form.content.focus();
    await form.page.keyboard.press("ControlOrMeta+Home");
    await form.page.keyboard.press("Enter");
    await until(async () => (await form.copyAll()).startsWith("\n"), "beside them everything can be typed");
    assert.deepEqual((await form.locked()).values, values);
    await view.paste(before);
    await until(async () => (await form.copyAll()) === before, "a paste over everything is not held up");
    await form.page.locator(".compose-links a").first().click();
    await view.verdict.waitFor();
    assert.equal(await form.page.locator(".cm-lock").count(), 0, "the first page has no locks");
  },

  "a record has its credential from the beginning": async (view) => {
    const form = new FormPage(view);
    await form.open(PERSON);
    await form.choose("tipo", "J");
    await until(async () => (await form.locked()).values.length === 1, "the placeholder is locked");
    assert.ok(!(await form.field("token").locator("input").isEditable()));
    await form.page.locator("#add-record").click();
    await until(async () => (await form.locked()).values.length === 2, "of the second record too");
    const records = JSON.parse(await form.copyAll());
    assert.deepEqual(records.map(({ token }) => token), ["Token de acesso", "Token de acesso"]);
  },

  "a refusal leads from the panel to the field of the form": async (view) => {
    const form = new FormPage(view);
    await view.paste(sampleText(AGREEMENT, "exemplo-corrigido", "xml").replace(/<codCnv>.*</, "<codCnv>12345<"));
    await view.verdict.waitFor();
    await form.comeWithPayload();
    const requests = [];
    view.page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await form.page.locator(".to-send").click();
    const panel = new SendPanel(view);
    await panel.send.waitFor();
    assert.deepEqual(requests, ["/api/environments"]);
    assert.equal(await panel.sendAndWait(), "Rejeitado");
    await panel.outcome.locator(".go-to-field").first().click();
    await until(async () => (await form.focused()) === "codCnv", "the focus is in the field");
    assert.equal(await form.value("codCnv"), "12345");
    await form.type("codCnv", "123");
    await panel.close();
    await form.page.waitForFunction(() => document.activeElement?.matches(".to-send"));
    assert.ok((await form.copyAll()).includes("<codCnv>123<"));
  },

  "what takes many records leads to its spreadsheet": async (view) => {
    const form = new FormPage(view);
    await form.lookUp.open("/compor");
    const link = form.page.locator(`.entry-sheet[href="/planilha/${PERSON}"]`);
    await link.waitFor();
    assert.equal(await form.page.locator('.entry-sheet[href="/planilha/depsnet/token"]').count(), 0);
    await form.open(PERSON);
    await form.page.locator(".to-sheet").click();
    await form.lookUp.isFocused();
    assert.equal(await form.lookUp.address(), `/planilha/${PERSON}`);
    await form.open("depsnet/token");
    assert.equal(await form.page.locator(".to-sheet").count(), 0);
  },

  "a call is copied from the first page too": async (view) => {
    const button = view.page.locator(".snippets > button");
    assert.ok(await button.isDisabled(), "there is nothing to call yet");
    await view.paste(sampleText(PERSON, "exemplo-corrigido").replace(/"token": *"[^"]*"/, '"token": "segredo"'));
    await view.verdict.waitFor();
    const call = await view.copyAs("Python");
    assert.ok(call.includes("DEPSNET_TOKEN") && call.includes("razaoSocial") && !call.includes("segredo"), call);
    await view.page.waitForFunction(() => document.activeElement?.matches(".snippets > button"));
    // Of a command only what it carries is called with.
    await view.paste(`curl -d '${sampleText(PERSON, "exemplo-corrigido")}' http://x`);
    await view.verdict.waitFor();
    assert.ok(!(await view.copyAs("Python")).includes("curl"));
    await view.paste(sampleText(AGREEMENT, "exemplo-corrigido", "xml"));
    await view.page.locator(".layout-name code", { hasText: AGREEMENT }).waitFor();
    await button.click();
    await view.page.locator(".snippet-address select").selectOption("2");
    await view.page.keyboard.press("Escape");
    assert.ok((await view.copyAs("cURL")).includes("sapiens_Scheduled"), "the chosen address stays chosen");
  },
};
