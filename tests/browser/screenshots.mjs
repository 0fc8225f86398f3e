// Pictures of the site: of pages in windows of several widths, light and dark, and of printed sheets.
//
//   PAKT_SITE=output node tests/browser/screenshots.mjs FOLDER          those of the README
//   PAKT_SITE=output node tests/browser/screenshots.mjs FOLDER --all    all kinds of pages, whole, and paper

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { launch, newTab, serve } from "./site.mjs";

const README_PAGES = {
  start: "", party: "parter/stockholms-stad/", municipality: "kommuner/solna/",
  agreement: "byggstenar/overenskommelsen/", "in-force": "vad-galler/", decisions: "beslut/",
  history: "historia/", cost: "kostnad/", questions: "oklarheter/",
  source: "kallor/utlatande-2015-128/",
};
const ALL_PAGES = { ...README_PAGES, days: "jamfor-dagar/2013-12-11/2015-11-11/", glossary: "ordlista/" };
const README_WINDOWS = { desk: { width: 1280, height: 1000 }, phone: { width: 360, height: 780 } };
const ALL_WINDOWS = {
  360: { width: 360, height: 740 }, 768: { width: 768, height: 1024 },
  1280: { width: 1280, height: 800 }, 1920: { width: 1920, height: 1080 },
};
/** The pages whose first sheet is taken. */
const PAPER = ["agreement", "municipality", "party", "decisions", "cost", "source"];
const POINTS_TO_PIXELS = 1.5;

const [outputFolder, mode] = process.argv.slice(2);
const isAll = mode === "--all";
const pages = isAll ? ALL_PAGES : README_PAGES;
const [browser, server] = await Promise.all([launch(), serve()]);

for (const [window, viewport] of Object.entries(isAll ? ALL_WINDOWS : README_WINDOWS)) {
  for (const colorScheme of ["light", "dark"]) {
    const tab = await newTab(browser, { viewport, colorScheme, reducedMotion: "reduce" });
    for (const [name, address] of Object.entries(pages)) {
      await tab.goto(server.address + address);
      await tab.evaluate(() => document.fonts.ready);
      const path = join(outputFolder, `${name}-${window}-${colorScheme}.png`);
      await tab.screenshot({ path, fullPage: isAll });
    }
    await tab.context().close();
  }
}
if (isAll) {
  const tab = await newTab(browser);
  for (const name of PAPER) {
    await tab.goto(server.address + pages[name]);
    await tab.evaluate(() => document.fonts.ready);
    const bytes = await tab.pdf({ preferCSSPageSize: true, format: "A4", path: join(outputFolder, `${name}-paper.pdf`) });
    await takeFirstSheet(bytes, join(outputFolder, `${name}-paper.png`));
  }
  await tab.context().close();
}
await browser.close();
await server.close();

/** Draws the first sheet of a PDF in the browser, and takes its picture. */
async function takeFirstSheet(bytes, path) {
  const viewer = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/legacy/build/pdf.mjs"));
  const tab = await newTab(browser);
  await tab.route("http://paper/**", async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "") return route.fulfill({ contentType: "text/html", body: "<canvas></canvas>" });
    if (name === "sheet.pdf") return route.fulfill({ contentType: "application/pdf", body: Buffer.from(bytes) });
    return route.fulfill({ contentType: "text/javascript", body: await readFile(join(viewer, name)) });
  });
  await tab.goto("http://paper/");
  await tab.evaluate(async (scale) => {
    const { getDocument, GlobalWorkerOptions } = await import("/pdf.mjs");
    GlobalWorkerOptions.workerSrc = "/pdf.worker.mjs";
    const pdf = await getDocument({ url: "/sheet.pdf" }).promise;
    const page = await pdf.getPage(1);
    const viewport = page.getViewport({ scale });
    const canvas = document.querySelector("canvas");
    Object.assign(canvas, { width: viewport.width, height: viewport.height });
    await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
  }, POINTS_TO_PIXELS);
  await tab.locator("canvas").screenshot({ path });
  await tab.context().close();
}
