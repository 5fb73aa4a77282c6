// Starts the browser and opens pages that remember everything that went wrong on them.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

import { CheckPage } from "./check-page.mjs";

const usualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A headless Chromium, from CHROMIUM or a usual place. */
export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? usualPlaces.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Error("no Chromium found: set CHROMIUM to its program");
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A fresh page in a fresh profile, loaded and with its editor in place. */
export async function openPage(browser, base, options = {}) {
  const context = await browser.newContext({
    locale: "pt-BR",
    colorScheme: "light",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(`console error: ${message.text()}`);
    }
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });

  const response = await page.goto(base);
  const checkPage = new CheckPage({ browser, base, page, context, response, complaints });
  await checkPage.isReady();
  return checkPage;
}
