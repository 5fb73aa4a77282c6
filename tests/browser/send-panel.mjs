// The Send panel as the flows see it: what is on it, and what a person can do with it.
//
// Only this file knows its markup.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export class SendPanel {
  constructor(view) {
    this.view = view;
    this.page = view.page;
    this.panel = this.page.locator("#send-panel");
    this.environments = this.panel.locator(".environment");
    this.send = this.panel.locator(".send-now");
    this.outcome = this.panel.locator(".outcome");
    this.word = this.outcome.locator(".verdict-word strong");
    this.history = this.panel.locator(".history-call");
    this.brake = this.page.locator(".brake");
  }

  async open() {
    await this.page.locator(".to-send").click();
    await this.panel.waitFor();
  }

  async close() {
    await this.panel.locator(".close-send").click();
    await this.panel.waitFor({ state: "detached" });
  }

  /** Chooses an environment by a part of its name. */
  async choose(name) {
    await this.environments.filter({ hasText: name }).locator("input").check();
  }

  /** Sends and waits for another outcome than the one that may be shown. */
  async sendAndWait() {
    const before = await this.history.count();
    await this.send.click();
    await this.page.waitForFunction((before) => document.querySelectorAll(".history-call").length > before, before);
    return this.word.textContent();
  }

  /** The answer in lines, as it is shown. */
  async answer() {
    return this.outcome.locator(".answer pre").textContent();
  }

  /** The diagnostics of the answer: code and message. */
  async explained() {
    return this.outcome.locator(".explained li").evaluateAll((entries) =>
      entries.map((entry) => ({
        code: entry.querySelector("a").textContent,
        message: entry.querySelector(".explained-message").textContent,
      })),
    );
  }

  /** The files of the support packet, by name. */
  async packet() {
    const download = this.page.waitForEvent("download");
    await this.outcome.locator(".save-packet").click();
    return unzip(readFileSync(await (await download).path()));
  }
}

/** The files of a zip whose entries are stored as they are, each with the text that its directory says it has. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  assert.ok(end > 0, "no zip");
  const files = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    assert.equal(bytes.readUInt16LE(at + 10), 0, "compressed");
    const [size, name, extra, comment] = [bytes.readUInt32LE(at + 24), ...[28, 30, 32].map((field) => bytes.readUInt16LE(at + field))];
    const header = bytes.readUInt32LE(at + 42);
    const body = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    files[bytes.toString("utf8", at + 46, at + 46 + name)] = bytes.toString("utf8", body, body + size);
    at += 46 + name + extra + comment;
  }
  return files;
}
