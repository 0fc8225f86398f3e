// Screenshots of ten pages in four settings, for the README and for work on the theme.
//
//   PAKT_SITE=output node tests/browser/screenshots.mjs FOLDER

import { join } from "node:path";
import { launch, newTab, serve } from "./site.mjs";

const PAGES = {
  start: "", party: "parter/stockholms-stad/", municipality: "kommuner/solna/",
  agreement: "byggstenar/overenskommelsen/", "in-force": "vad-galler/", decisions: "beslut/",
  history: "historia/", cost: "kostnad/", questions: "oklarheter/",
  source: "kallor/utlatande-2015-128/",
};
const WINDOWS = { desk: { width: 1280, height: 1000 }, phone: { width: 360, height: 780 } };

const [outputFolder] = process.argv.slice(2);
const [browser, server] = await Promise.all([launch(), serve()]);
for (const [window, viewport] of Object.entries(WINDOWS)) {
  for (const colorScheme of ["light", "dark"]) {
    const tab = await newTab(browser, { viewport, colorScheme, reducedMotion: "reduce" });
    for (const [name, address] of Object.entries(PAGES)) {
      await tab.goto(server.address + address);
      await tab.evaluate(() => document.fonts.ready);
      await tab.screenshot({ path: join(outputFolder, `${name}-${window}-${colorScheme}.png`) });
    }
    await tab.context().close();
  }
}
await browser.close();
await server.close();
