// Printed pages, read from the PDF: nothing covers a letter, the width is used, each sheet says what it is.
//
//   PAKT_SITE=output node --test tests/browser/paper.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, launch, newTab, serve } from "./site.mjs";
import { print } from "./sheets.mjs";

const PAGES = [
  "", "beslut/", "historia/", "kostnad/", "oklarheter/", "ordlista/", "parter/", "a-o/",
  "byggstenar/overenskommelsen/", "kommuner/solna/", "kallor/utlatande-2015-128/", "en/beslut/",
];

/** The ways in which readers print: as the browser's dialog offers them. */
const WAYS = {
  "upright": {},
  "across": { landscape: true },
  "at 80 %": { scale: 0.8 },
  "at 120 %": { scale: 1.2 },
  "without margins": { margin: { top: 0, right: 0, bottom: 0, left: 0 } },
};

/** A sheet with fewer letters, such as the last one, need not use the width. */
const MIN_LETTERS = 400;
/** How much of the width between the margins the text uses. */
const MIN_WIDTH = 0.55;
/** The margins of the style sheet at the left and right together, in points. */
const MARGINS_PT = 2 * 16 * (72 / 25.4);
/** The foot of a sheet has at most two lines. */
const FOOT_PT = 24;
/** Two boxes that are closer touch, but do not cover each other: the rounding of the PDF, in points. */
const TOLERANCE_PT = 0.5;

let browser;
let server;
const sheetsOf = new Map();

before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
  const tab = await newTab(browser, { viewport: { width: 1280, height: 800 } });
  for (const page of PAGES) {
    await tab.goto(server.address + page);
    for (const [way, options] of Object.entries(WAYS)) {
      sheetsOf.set(`/${page} ${way}`, await print(tab, { preferCSSPageSize: false, ...options }));
    }
  }
  await tab.context().close();
});

after(async () => { await browser?.close(); await server?.close(); });

const isUpright = (box) => box.right - box.left < 8 && box.top - box.bottom > 5;

const covers = (box, run) => box.left < run.right - TOLERANCE_PT && box.right > run.left + TOLERANCE_PT
  && box.bottom < run.top - TOLERANCE_PT && box.top > run.bottom + TOLERANCE_PT;

test("no upright stroke lies on a letter", () => {
  const covered = [];
  for (const [name, sheets] of sheetsOf) {
    sheets.forEach((sheet, index) => {
      for (const box of sheet.boxes.filter(isUpright)) {
        const run = sheet.runs.find((run) => covers(box, run));
        if (run) covered.push(`${name}, sheet ${index + 1}: ${run.text}`);
      }
    });
    assert.ok(sheets.some(({ boxes }) => boxes.some(isUpright)), `${name} has no line`);
  }
  assert.deepEqual(covered, []);
});

test("the text uses the width of the sheet", () => {
  const narrow = [];
  for (const [name, sheets] of sheetsOf) {
    sheets.forEach(({ runs, width }, index) => {
      // The foot of the sheet says nothing about the text.
      const lowest = Math.min(...runs.map(({ bottom }) => bottom));
      const text = runs.filter(({ bottom }) => bottom > lowest + TOLERANCE_PT);
      if (text.reduce((sum, run) => sum + run.text.length, 0) < MIN_LETTERS) return;
      const used = Math.max(...text.map(({ right }) => right)) - Math.min(...text.map(({ left }) => left));
      const share = used / (width - MARGINS_PT);
      if (share < MIN_WIDTH) narrow.push(`${name}, sheet ${index + 1}: ${Math.round(share * 100)} %`);
    });
  }
  assert.deepEqual(narrow, []);
});

test("the reader chooses whether a sheet is upright or across", () => {
  for (const [name, sheets] of sheetsOf) {
    for (const { width, height } of sheets) {
      assert.equal(width > height, name.endsWith("across"), name);
    }
  }
});

test("each sheet has the page's address and the as-of date at its foot", () => {
  const { title } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  assert.ok(title);
  for (const [name, sheets] of sheetsOf) {
    const address = name.split(" ")[0];
    const day = address.startsWith("/en/") ? "11 November 2015" : "11 november 2015";
    sheets.forEach(({ runs }, index) => {
      const lowest = Math.min(...runs.map(({ bottom }) => bottom));
      const foot = runs.filter(({ bottom }) => bottom < lowest + FOOT_PT).map(({ text }) => text).join(" ");
      assert.ok(foot.includes(`· ${address} ·`) && foot.includes(day), `${name}, sheet ${index + 1}: ${foot}`);
    });
  }
});

/** Pages of types with `print: card`, and how many sheets each may have. */
const CARDS = {
  "kommuner/solna/": 1, "kommuner/stockholm/": 1, "kommuner/upplands-vasby/": 1, "en/kommuner/solna/": 1,
  "parter/ksl/": 1, "parter/stockholms-stad/": 1, "en/parter/stockholms-stad/": 1, "organ/kommunstyrelsen/": 1,
  "roller/parterna/": 2, "roller/lanets-kommuner/": 2,
};

test("a card is one sheet, that of a role two, and has nothing but the facts, the text and the places of the sources", async () => {
  const tab = await newTab(browser, { viewport: { width: 1280, height: 800 } });
  for (const [page, limit] of Object.entries(CARDS)) {
    await tab.goto(server.address + page);
    const sheets = await print(tab);
    assert.ok(sheets.length <= limit, `${page} has ${sheets.length} sheets`);
    const text = sheets.flatMap(({ runs }) => runs.map(({ text }) => text)).join(" ");
    const title = await tab.locator("h1").textContent();
    assert.ok(text.includes(title.replaceAll("\u00AD", "").split(" ")[0]), `${page} has no title`);
    assert.match(text, /P\d\d/, `${page} names no paragraph`);
    assert.doesNotMatch(text, /Nämns på|Så hänger det ihop|Mentioned|How it fits together/, page);
  }
  await tab.goto(`${server.address}kommuner/solna/`);
  const text = (await print(tab)).flatMap(({ runs }) => runs.map(({ text }) => text)).join(" ");
  for (const part of ["Solna", "12 december 2013", "senast", "Folkmängd", "Det vet vi inte", "P25", "P08"]) {
    assert.ok(text.includes(part), `the card lacks "${part}"`);
  }
  await tab.context().close();
});
