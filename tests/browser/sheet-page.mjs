// The page of a spreadsheet as the flows see it: what is on it, and what a person can do with it.
//
// Only this file knows its markup.

import { readFileSync } from "node:fs";

export class SheetPage {
  constructor(view) {
    this.view = view;
    this.page = view.page;
    this.cells = this.page.locator(".sheet-cells tbody tr");
    this.notices = this.page.locator(".sheet-notices li");
    this.refused = this.page.locator(".sheet-refused");
    this.verdict = this.page.locator(".sheet-verdict");
    this.status = this.page.locator(".sheet-progress [role=status]");
    this.cancel = this.page.locator(".sheet-cancel");
    this.choose = this.page.locator(".sheet-choose");
  }

  async open(layout) {
    await this.page.goto(`${this.view.base}/planilha/${layout}`);
    await this.choose.waitFor();
  }

  /** Chooses a file, as the browser's own dialog would give it. */
  async take(name, content) {
    const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
    await this.page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  }

  /** Drops a text of so many rows, which is made in the page. */
  async dropRows(name, head, row, nRows) {
    await this.page.evaluate(
      ({ name, head, row, nRows }) => {
        const data = new DataTransfer();
        data.items.add(new File([head + row.repeat(nRows)], name));
        const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector(".sheet-drop").dispatchEvent(drop);
      },
      { name, head, row, nRows },
    );
  }

  /** Waits for what a check says, well or ill. */
  async isRead() {
    await this.page.locator(".sheet-verdict, .sheet-refused").waitFor({ timeout: 60_000 });
  }

  /** Each finding as cell, code and message. */
  async found() {
    const rows = await this.cells.all();
    return Promise.all(
      rows.map(async (row) => ({
        cell: await row.locator("th").innerText(),
        code: (await row.locator("td a").allInnerTexts())[0] ?? null,
        message: await row.locator("td p").first().innerText(),
      })),
    );
  }

  /** What a button saves. */
  async save(name) {
    const [download] = await Promise.all([
      this.page.waitForEvent("download", { timeout: 60_000 }),
      this.page.getByRole("button", { name, exact: false }).click(),
    ]);
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  }
}
