// Whatever is pasted, the page stays up, says something, and keeps the text.

import assert from "node:assert/strict";

import { PERSON, sampleText } from "../check-page.mjs";

const inputs = {
  "binary bytes": "\u0000\u0001PK\u0003\u0004\u0000\u0000",
  "a truncated payload": sampleText(PERSON, "exemplo-corrigido").slice(0, 90),
  "a text that is neither JSON nor XML": "tipo;documento\r\nJ;11222333000181",
  "brackets nested 20,000 deep": "[".repeat(20_000),
  "a lone surrogate": '[{"tipo": "\\ud800"}]',
  "a number of a thousand digits": `[{"tipo": ${"9".repeat(1000)}}]`,
  "a byte-order mark": `\ufeff${sampleText(PERSON, "exemplo-corrigido")}`,
  "a document type": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
};

const flows = Object.entries(inputs).map(([name, text]) => [
  `${name} gets a diagnostic and is kept`,
  async (view) => {
    await view.paste(text);
    await view.rows.first().waitFor();
    const { message, line, column } = await view.row(0);
    assert.ok(message.length > 0);
    assert.ok(line >= 1 && column >= 1);
    assert.equal(await view.copyAll(), text);
  },
]);

export const badInput = {
  ...Object.fromEntries(flows),

  "a blank text is no fault": async (view) => {
    await view.content.focus();
    await view.page.keyboard.type("  ");
    assert.ok(await view.page.locator(".empty").isVisible());
  },

  "a text of more than 256 KB is checked when the typing rests": async (view) => {
    const record = sampleText(PERSON, "exemplo-corrigido").trim().replace(/^\[/, "").replace(/\]$/, "");
    const many = Math.ceil(400_000 / record.length);
    await view.paste(`[${Array(many).fill(record).join(",")}`);
    await view.rows.first().waitFor();
    assert.equal(await view.verdict.textContent(), "Inválido");
    await view.page.keyboard.press("ControlOrMeta+End");
    await view.page.keyboard.type("]");
    await view.page.locator(".pending").waitFor();
    await view.page.locator(".verdict-word strong", { hasText: /^Válido$/ }).waitFor();
  },
};
