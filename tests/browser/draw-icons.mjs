// Draws the icons of the installed page from its own drawing: `node draw-icons.mjs` writes them into public/.
//
// Input: public/favicon.svg. Output: PNG files at the sizes that the manifest names. One of them fills its square to the
// edge and keeps the drawing inside of the circle that some systems cut out.

import { readFileSync } from "node:fs";

import { openBrowser } from "./browser.mjs";
import { placeOf } from "./check-page.mjs";

const drawing = readFileSync(placeOf("public/favicon.svg"), "utf8");
const filled = drawing.replace('rx="6"', "").replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40" style="background:#1d3f5e"');
const icons = { "icon-180": [180, filled], "icon-192": [192, drawing], "icon-512": [512, drawing], "icon-maskable-512": [512, filled] };

const browser = await openBrowser();
for (const [name, [size, svg]] of Object.entries(icons)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
  await page.screenshot({ path: placeOf(`public/${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
