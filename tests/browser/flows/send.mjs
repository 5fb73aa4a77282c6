// From a payload to an explained answer, through the proxy and the simulator, as a person does it.

import assert from "node:assert/strict";

import { auditPage } from "./accessibility.mjs";
import { openPage } from "../browser.mjs";
import { PERSON, sampleText } from "../check-page.mjs";
import { productionServer } from "../gabarito.mjs";
import { SendPanel } from "../send-panel.mjs";

const AGREEMENT = "senior-g5/convenio/Consumir";

const NOTE = "depsnet/nota";

/**
 * One interface of each system, and what its answer is called. Two are called nothing: no public source says how they are
 * to be read.
 */
const interfaces = [
  [NOTE, "json", "Resposta sem veredito"],
  ["fis/pedido", "json", "Processado"],
  ["oobj/partes-envolvidas", "json", "Resposta sem veredito"],
  [AGREEMENT, "xml", "Processado"],
];

async function panelWith(view, text) {
  await view.paste(text);
  await view.verdict.waitFor();
  const panel = new SendPanel(view);
  await panel.open();
  await panel.send.waitFor();
  return panel;
}

const sample = (layout, ending = "json") => sampleText(layout, "exemplo-corrigido", ending);
/** A payload that the simulator rejects. */
const tooLong = () => sample(AGREEMENT, "xml").replace(/<codCnv>.*</, "<codCnv>12345<");
/** The sample of a person, without what it takes away. */
const person = () => sample(PERSON).replaceAll(/("desassociar": *)"S"/g, '$1""');

/** Answers instead of the proxy, for what no proxy does on demand. */
const proxied = (view, path, answer) => view.page.route(`**/api/${path}`, answer);
const json = (status, body) => ({ status, contentType: "application/json", body: JSON.stringify(body) });
const offered = json(200, {
  environments: [{ name: "simulador", system: "depsnet", production: false, simulator: true, allow_invalid: false }],
});

async function withProduction(view, action) {
  const server = await productionServer("loja-producao");
  const other = await openPage(view.browser, server.address);
  try {
    await action(other, server);
    other.check();
  } finally {
    await other.close();
    server.stop();
  }
}

const fits = async ({ page }, state) => {
  const [inner, needed] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
  assert.ok(needed <= inner, `${state}: the page is ${needed} wide, the window ${inner}`);
};

export const sending = {
  "a sample of each system is sent to the simulator, and its verdict read": async (view) => {
    const panel = new SendPanel(view);
    for (const [layout, ending, word] of interfaces) {
      await view.paste(sample(layout, ending));
      await view.verdict.waitFor({ state: "attached" });
      if ((await panel.panel.count()) === 0) {
        await panel.open();
      }
      await panel.send.waitFor();
      assert.equal(await panel.sendAndWait(), word, layout);
      assert.match(await panel.outcome.locator(".outcome-facts").textContent(), /HTTP 200/);
      assert.ok((await panel.answer()).includes("\n"), "the answer is in one line");
      await view.screenshot(`send-${layout.replaceAll("/", "-")}`);
    }
    assert.equal(await panel.history.count(), interfaces.length);
    assert.deepEqual(await panel.history.locator("code").allTextContents(), interfaces.map(([layout]) => layout).reverse());
  },

  "asynchronous calls are received, not processed": async (view) => {
    const panel = await panelWith(view, sample(AGREEMENT, "xml"));
    await panel.panel.locator(".execution input").nth(1).check();
    assert.equal(await panel.sendAndWait(), "Recebido, ainda sem processar");
    assert.ok((await panel.outcome.locator(".key-list dt").allTextContents()).includes("entrada.codCnv"));
  },

  "a rejection is explained and leads back to the field": async (view) => {
    const panel = await panelWith(view, tooLong());
    assert.match(await panel.panel.locator(".send-before").textContent(), /aceita enviar assim mesmo/);
    assert.equal(await panel.sendAndWait(), "Rejeitado");
    assert.equal(await panel.outcome.locator(".answer mark").textContent(), "2");
    assert.ok((await panel.explained()).some(({ message }) => message.includes("codCnv")));
    await panel.outcome.locator(".go-to-field").first().click();
    assert.equal(await view.selectedText(), "12345");
  },

  "a payload with errors is said to be refused, and is": (view) =>
    withProduction(view, async (other) => {
      const panel = await panelWith(other, sample(NOTE).replace('"valor": 2380.75,', ""));
      await panel.choose("loja-producao");
      assert.match(await panel.panel.locator(".send-before").textContent(), /vai recusar antes de enviar/);
      await panel.send.click();
      await panel.brake.locator("#brake-name").fill("loja-producao");
      await other.page.keyboard.press("Enter");
      await panel.outcome.waitFor();
      assert.equal(await panel.word.textContent(), "Não enviado");
      assert.match(await panel.outcome.textContent(), /Corrija o que o resultado aponta/);
    }),

  "the request is shown as it leaves: credentials covered": async (view) => {
    const secret = "segredo-que-nao-sai";
    const requests = [];
    view.page.on("request", (request) => requests.push(request.postData() ?? ""));
    const text = sample(NOTE).replace(/"token": *"[^"]*"/, `"token": "${secret}"`);
    assert.ok(text.includes(secret));
    const panel = await panelWith(view, text);
    await panel.panel.locator(".send-request summary").click();
    const shown = await panel.panel.locator(".send-request pre").textContent();
    assert.ok(shown.includes('"token": "*******************"'), shown.slice(0, 200));
    await panel.sendAndWait();
    const sent = requests.filter((body) => body.includes("idempotency_key"));
    assert.equal(sent.length, 1);
    assert.equal(JSON.parse(sent[0]).payload, shown);
    assert.ok(!requests.some((body) => body.includes(secret)), "the credential left the page");
  },

  "nothing is asked before the panel is opened, nothing sent before the button is pressed": async (view) => {
    const requests = [];
    view.page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await view.paste(sample(NOTE));
    await view.verdict.waitFor();
    assert.deepEqual(requests, []);
    const panel = new SendPanel(view);
    await panel.open();
    await panel.send.waitFor();
    assert.deepEqual(requests, ["/api/environments"]);
    await panel.sendAndWait();
    assert.deepEqual(requests, ["/api/environments", "/api/send"]);
    const stored = await view.page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
    assert.deepEqual(stored, [[], []]);
  },

  "production wants its name typed": (view) =>
    withProduction(view, async (other) => {
      const panel = await panelWith(other, sample(NOTE));
      await panel.choose("loja-producao");
      await panel.send.click();
      await panel.brake.waitFor();
      const confirm = panel.brake.locator(".send-now");
      assert.ok(await confirm.isDisabled());
      await panel.brake.locator("#brake-name").fill("loja");
      assert.ok(await confirm.isDisabled(), "a part of the name is not the name");
      await other.screenshot("send-production");
      await auditPage(other, "brake");
      await panel.brake.locator("#brake-name").fill("loja-producao");
      await other.page.keyboard.press("Enter");
      await panel.outcome.waitFor();
      assert.equal(await panel.word.textContent(), "Resposta sem veredito");
      assert.equal(await panel.outcome.locator(".outcome-facts span").first().textContent(), "loja-producao");
    }),

  "what deletes wants its own yes": (view) =>
    withProduction(view, async (other) => {
      const panel = await panelWith(other, sample(PERSON));
      await panel.choose("homologação");
      await panel.send.click();
      await panel.brake.waitFor();
      assert.ok((await panel.brake.locator(".key-list dd").count()) > 0, "what is deleted is not said");
      await other.screenshot("send-deletion");
      await auditPage(other, "deletion");
      await panel.brake.locator(".preview-choice button").last().click();
      await panel.brake.waitFor({ state: "detached" });
      assert.equal(await panel.history.count(), 0, "it was sent without a yes");
      await panel.send.click();
      await panel.brake.locator("input[type=checkbox]").check();
      await panel.brake.locator(".send-now").click();
      await panel.outcome.waitFor();
      assert.notEqual(await panel.word.textContent(), "Não enviado");
    }),

  "an unknown outcome says what to look for": (view) =>
    withProduction(view, async (other, server) => {
      const panel = await panelWith(other, sample(NOTE));
      await panel.choose("homologação");
      // The first call is the one that asks for a token.
      await panel.sendAndWait();
      await server.fault("cut");
      assert.equal(await panel.sendAndWait(), "Resultado desconhecido");
      assert.match(await panel.outcome.textContent(), /não reenvie antes de procurar no DepsNet/);
      assert.ok((await panel.outcome.locator(".key-list dd").allTextContents()).length > 0);
      await other.screenshot("send-unknown");
      await auditPage(other, "unknown");
    }),

  "who stops waiting is told that it is unknown, and may ask again": (view) =>
    withProduction(view, async (other, server) => {
      const keys = [];
      other.page.on("request", (request) => {
        if (request.url().endsWith("/api/send")) {
          keys.push(JSON.parse(request.postData()).idempotency_key);
        }
      });
      const panel = await panelWith(other, sample(NOTE));
      await panel.choose("homologação");
      await panel.sendAndWait();
      await server.fault("delay=1500");
      await panel.send.click();
      await panel.panel.locator(".stop-waiting").click();
      await panel.word.filter({ hasText: "Resultado desconhecido" }).waitFor();
      await other.page.waitForFunction(() => document.activeElement?.id === "outcome-heading");
      await other.page.waitForTimeout(2500);
      await panel.outcome.locator(".ask-again").click();
      await panel.outcome.getByText("nada foi enviado outra vez").waitFor();
      assert.equal(keys.length, 3);
      assert.equal(keys[1], keys[2], "asking again is another intention");
      assert.notEqual(keys[0], keys[1]);
      assert.equal(await panel.history.count(), 2);
      // The page is told of its own abort.
      other.complaints.length = 0;
    }),

  "a proxy that asks who it is gets a token, which is kept in memory only": async (view) => {
    const tokens = [];
    await proxied(view, "environments", (route) => {
      const token = route.request().headers().authorization;
      tokens.push(token);
      const isKnown = token === "Bearer abc.def";
      return route.fulfill(isKnown ? { ...offered } : json(401, { error: "sign_in_required", message: "" }));
    });
    await view.paste(sample(NOTE));
    const panel = new SendPanel(view);
    await panel.open();
    await panel.panel.locator("#send-token").fill("wrong");
    await auditPage(view, "sign-in");
    await view.page.keyboard.press("Enter");
    await panel.panel.getByText("não aceitou este token").waitFor();
    await panel.panel.locator("#send-token").fill("abc.def");
    await panel.panel.locator(".sign-in button").click();
    await panel.send.waitFor();
    assert.deepEqual(tokens, [undefined, "Bearer wrong", "Bearer abc.def"]);
    const stored = await view.page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href, document.cookie]));
    assert.ok(!stored.includes("abc.def"));
    view.complaints.length = 0;
  },

  "without a proxy the panel says so, and looks again when asked": async (view) => {
    let isThere = false;
    await proxied(view, "environments", (route) => (isThere ? route.fulfill(offered) : route.fulfill({ status: 404, body: "" })));
    await view.paste(sample(NOTE));
    const panel = new SendPanel(view);
    await panel.open();
    await panel.panel.getByText("sem o servidor do Gabarito").waitFor();
    await view.screenshot("send-absent");
    await auditPage(view, "no proxy");
    isThere = true;
    await panel.panel.getByRole("button", { name: "Procurar de novo" }).click();
    await panel.send.waitFor();
    view.complaints.length = 0;
  },

  "an answer that is not the proxy's leaves the outcome unknown": async (view) => {
    await proxied(view, "environments", (route) => route.fulfill(offered));
    await proxied(view, "send", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }));
    const panel = await panelWith(view, sample(NOTE));
    assert.equal(await panel.sendAndWait(), "Resultado desconhecido");
    assert.ok(await panel.outcome.locator(".ask-again").isVisible());
    view.complaints.length = 0;
  },

  "a support packet opens, and holds nothing of a person": async (view) => {
    const text = person();
    const panel = await panelWith(view, text);
    await panel.sendAndWait();
    const files = await panel.packet();
    const names = ["LEIA-ME.txt", "diagnosticos-da-resposta.json", "diagnosticos.json", "envio.json", "payload.json", "resposta.txt"];
    assert.deepEqual(Object.keys(files).sort(), names.sort());
    const facts = JSON.parse(files["envio.json"]);
    assert.deepEqual([facts.layout, facts.outcome, facts.simulator, facts.tool.name], [PERSON, "answered", true, "gabarito"]);
    assert.equal(JSON.parse(files["diagnosticos.json"]).files[0].layout, PERSON);
    assert.equal(files["payload.json"].length, text.length);
    const personal = [...text.matchAll(/"(?:nome|razaoSocial|cnpjCpf|email|rua|token)": *"([^"]{3,})"/g)].map((found) => found[1]);
    assert.ok(personal.length >= 3);
    for (const [name, content] of Object.entries(files)) {
      for (const original of personal) {
        assert.ok(!content.includes(original), `${original} is in ${name}`);
      }
    }
  },

  "calls of this session are opened again and forgotten": async (view) => {
    const panel = await panelWith(view, sample(AGREEMENT, "xml"));
    await panel.sendAndWait();
    await panel.panel.locator(".execution input").nth(1).check();
    await panel.sendAndWait();
    await panel.history.nth(1).click();
    assert.equal(await panel.word.textContent(), "Processado");
    assert.equal(await panel.history.nth(1).getAttribute("aria-current"), "true");
    await panel.close();
    await panel.open();
    assert.equal(await panel.history.count(), 2);
    await panel.panel.locator(".forget").click();
    await panel.outcome.waitFor({ state: "detached" });
    assert.equal(await panel.history.count(), 0);
  },

  "sent by keyboard alone": async (view) => {
    await view.paste(sample(AGREEMENT, "xml"));
    await view.verdict.waitFor();
    const focused = () => view.page.evaluate(() => document.activeElement?.className ?? "");
    await view.page.locator(".to-send").focus();
    await view.page.keyboard.press("Enter");
    await view.page.waitForFunction(() => document.activeElement?.id === "send-heading");
    await view.page.locator("#send-panel .send-now").waitFor();
    for (let steps = 0; !(await focused()).includes("send-now"); steps += 1) {
      assert.ok(steps < 12, "the button is not reached");
      await view.page.keyboard.press("Tab");
    }
    await view.page.keyboard.press("Enter");
    await view.page.waitForFunction(() => document.activeElement?.id === "outcome-heading");
    assert.match(await view.page.locator("#send-panel > .send-body > [role=status]").textContent(), /^Processado\./);
  },

  "the panel in three languages, both widths, light and dark": async (view) => {
    const panel = await panelWith(view, tooLong());
    await panel.panel.locator(".send-request summary").click();
    await auditPage(view, "request");
    await panel.panel.locator(".send-request summary").click();
    await panel.sendAndWait();
    const shown = [];
    for (const theme of ["light", "dark"]) {
      await view.choose("theme", theme);
      for (const width of [1440, 360]) {
        await view.page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        for (const language of ["pt-BR", "en", "es"]) {
          await view.choose("language", language);
          await view.screenshot(`send-${theme}-${width}-${language}`);
          await fits(view, `${theme}, ${width}, ${language}`);
          await auditPage(view, `${theme}, ${width}, ${language}`);
          shown.push(await panel.panel.innerText());
        }
      }
    }
    assert.equal(new Set(shown.slice(0, 3)).size, 3, "a language shows another's words");
    await panel.panel.locator(".outcome").scrollIntoViewIfNeeded();
    await view.screenshot("send-dark-360-outcome");
  },
};
