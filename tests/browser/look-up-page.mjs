// The pages of codes and layouts as the flows see them: what is on them, and what a person can do with them.
//
// Only this file knows their markup.

export class LookUpPage {
  constructor(view) {
    this.view = view;
    this.page = view.page;
    this.heading = this.page.locator("main h1");
    this.entries = this.page.locator(".entry:visible");
    this.fields = this.page.locator(".fields tbody tr:visible");
    this.search = this.page.getByRole("searchbox");
    this.count = this.page.locator(".search-count");
  }

  /** Leads there from whatever page is shown, by the header: `check`, `compose`, `layouts` or `codes`. */
  async go(where) {
    const at = ["check", "compose", "layouts", "codes"].indexOf(where);
    await this.page.locator(".pages a").nth(at).click();
    await this.page.waitForFunction((at) => {
      const links = [...document.querySelectorAll(".pages a")];
      return links[at].ariaCurrent === "page" || links[at].getAttribute("aria-current") === "page";
    }, at);
    await this.isFocused();
  }

  /** Opens an address as if it had been typed. */
  async open(address) {
    const response = await this.page.goto(this.view.base + address);
    await this.heading.waitFor({ state: "attached" });
    return response;
  }

  /** The focus comes to the heading after every change of page. */
  async isFocused() {
    await this.page.waitForFunction(() => document.activeElement?.matches("main h1") ?? false);
  }

  async title() {
    return this.heading.textContent();
  }

  /** The address without the server. */
  async address() {
    return this.page.evaluate(() => decodeURIComponent(location.pathname + location.search + location.hash));
  }

  /** Chooses the entry of a list that leads to this address. */
  async follow(address) {
    await this.page.locator(`.entry[href="${address}"]`).click();
    await this.isFocused();
  }

  /** Everything on the page that is in the reader's language. */
  async words() {
    return {
      title: await this.page.title(),
      pages: await this.page.locator(".pages").innerText(),
      main: await this.page.locator("main").innerText(),
      label: await this.page.locator(".search label").allTextContents(),
    };
  }

  /** The row of a field of the request. */
  field(path) {
    return this.page.locator(`[id="campo:${path}"]`);
  }

  /** The example halves of the code's cases: what fails and what does not, in turn. */
  half(index) {
    return this.page.locator(".example-half").nth(index);
  }

  async openHalf(index) {
    await this.half(index).getByRole("button").click();
    await this.view.isReady();
    await this.view.verdict.waitFor();
  }
}
