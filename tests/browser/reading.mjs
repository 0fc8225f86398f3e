// The short form of a page: the answer first, a few facts, the text, and everything else folded.
//
//   PAKT_SITE=output node --test tests/browser/reading.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addressOf, allPages, launch, newTab, serve, withTabs } from "./site.mjs";
import { print } from "./sheets.mjs";

const N_TABS = 4;
const PHONE = { width: 360, height: 740 };
/** Six screens of a phone. */
const MAX_HEIGHT_PX = 6 * PHONE.height;
/** How many fields a page begins with at most. */
const MAX_LEAD_FIELDS = 5;
const AGREEMENTS = {
  "byggstenar/overenskommelsen/": "Gäller den?",
  "en/byggstenar/overenskommelsen/": "Is it in force?",
};
/** Pages of several types whose parts are folded. */
const FOLDED = [
  "byggstenar/overenskommelsen/", "byggstenar/modellen/", "forum/regionala-radet/", "kommuner/sodertalje/",
  "historia/kommunstyrelsen-foreslar-antagande/", "en/forum/regionala-radet/", "en/byggstenar/modellen/",
];

let browser;
let server;

before(async () => { [browser, server] = await Promise.all([launch(), serve()]); });
after(async () => { await browser?.close(); await server?.close(); });

/** Opens a page in a window of its own. */
async function open(path, options = {}) {
  const tab = await newTab(browser, { viewport: PHONE, hasTouch: true, ...options });
  await tab.goto(server.address + path);
  await tab.evaluate(() => document.fonts.ready);
  return tab;
}

test("the agreement says on the first screen whether it is in force, and is at most six screens", async () => {
  for (const [path, question] of Object.entries(AGREEMENTS)) {
    const tab = await open(path);
    const { top, height } = await tab.evaluate((words) => {
      const headings = [...document.querySelectorAll("main h2")];
      // A heading has a mark that copies it.
      const heading = headings.find(({ textContent }) => textContent.replaceAll("\u00ad", "").startsWith(words));
      return { top: heading.getBoundingClientRect().top, height: document.documentElement.scrollHeight };
    }, question);
    assert.ok(top < PHONE.height, `${path}: "${question}" is at ${top} px`);
    assert.ok(height <= MAX_HEIGHT_PX, `${path} is ${height} px high`);
    await tab.context().close();
  }
});

test("a page begins with its answer, then a few facts, each with one proof", async () => {
  const pages = (await allPages()).filter(({ text }) => text.includes("facts lead"));
  assert.ok(pages.length > 200, `${pages.length}`);
  const tabs = await Promise.all(Array.from({ length: N_TABS }, () => newTab(browser, { viewport: PHONE })));
  const complaints = [];
  let nProofs = 0;
  await withTabs(tabs, pages, async (tab, page) => {
    await tab.goto(addressOf(server, page));
    const found = await tab.evaluate(() => {
      const lead = document.querySelector(".facts.lead");
      const rows = [...lead.children];
      const before = document.querySelector(".lede, .answer");
      const isShown = (element) => element.checkVisibility();
      return {
        fields: rows.filter((row) => isShown(row) && !row.querySelector("dt.again")).length,
        follows: Boolean(before) && Boolean(before.compareDocumentPosition(lead) & Node.DOCUMENT_POSITION_FOLLOWING),
        proofs: rows.map((row) => row.querySelectorAll(".cite").length),
        quotes: rows.map((row) => row.querySelectorAll(".ground q").length),
        open: document.querySelectorAll("main details.fold[open]").length,
      };
    });
    if (!found.follows) complaints.push(`${page.file}: no answer before the facts`);
    if (found.fields > MAX_LEAD_FIELDS) complaints.push(`${page.file}: ${found.fields} fields`);
    if ([...found.proofs, ...found.quotes].some((n) => n > 1)) complaints.push(`${page.file}: more than one proof`);
    nProofs += found.proofs.filter((n) => n === 1).length;
    if (found.open > 0) complaints.push(`${page.file}: a part is open`);
  });
  assert.deepEqual(complaints, []);
  assert.ok(nProofs > pages.length, `${nProofs} proofs on ${pages.length} pages`);
  await Promise.all(tabs.map((tab) => tab.context().close()));
});

test("no block quotes the same words twice", async () => {
  const complaints = [];
  let nQuotes = 0;
  for (const { file, text } of await allPages()) {
    const blocks = text.split(/<dl class="statements facts|<details class="fold"/).slice(1);
    for (const block of blocks) {
      const quotes = [...block.matchAll(/<div class="ground">.*?<\/div>|<dd class="ground">.*?<\/dd>/gs)]
        .flatMap(([ground]) => [...ground.matchAll(/<q[^>]*>(.*?)<\/q>/gs)].map(([, words]) => words));
      nQuotes += quotes.length;
      const repeated = quotes.filter((words, index) => quotes.indexOf(words) !== index);
      if (repeated.length > 0) complaints.push(`${file}: ${repeated[0]}`);
    }
  }
  assert.deepEqual(complaints, []);
  assert.ok(nQuotes > 500, `${nQuotes} quotes in blocks`);
});

test("each folded part says how much is in it", async () => {
  for (const path of FOLDED) {
    const tab = await open(path);
    const titles = await tab.$$eval("details.fold > summary", (summaries) => summaries.map(({ innerText }) => innerText.trim()));
    assert.ok(titles.length >= 2, path);
    for (const title of titles) assert.match(title, /^\S.* \(\d+\)$/, path);
    await tab.context().close();
  }
});

test("the switch opens and closes all parts, and is remembered on other pages", async () => {
  const tab = await open(FOLDED[0]);
  const openParts = () => tab.$$eval("details.fold", (parts) => parts.map((part) => part.open));
  const pressed = () => tab.$$eval(".depth [aria-pressed=true]", (buttons) => buttons.map(({ value }) => value));
  assert.deepEqual(await pressed(), ["short"]);
  await tab.click(".depth [value=all]");
  assert.ok((await openParts()).every(Boolean));
  const checks = (standing) => tab.$$eval(`.facts .check${standing}`, (labels) => labels.map((label) => label.checkVisibility()));
  assert.ok(!(await checks("[data-standing=sourced]")).includes(true), "a full line has a word");
  const others = await checks("[data-standing]:not([data-standing=sourced])");
  assert.ok(others.length > 0 && !others.includes(false), "a line has no word");
  await tab.goto(server.address + FOLDED[2]);
  assert.deepEqual(await pressed(), ["all"]);
  assert.ok((await openParts()).every(Boolean));
  await tab.click(".depth [value=review]");
  assert.ok((await checks("[data-standing=sourced]")).includes(true), "a checker sees what is sourced");
  await tab.click(".depth [value=short]");
  assert.ok((await openParts()).every((isOpen) => !isOpen));
  await tab.reload();
  assert.deepEqual(await pressed(), ["short"]);
  await tab.context().close();
});

test("the choice applies on pages without the switch and on pages that the browser has kept", async () => {
  const tab = await open(FOLDED[0]);
  const openParts = () => tab.$$eval("details.fold", (parts) => parts.map((part) => part.open));
  await tab.click(".depth [value=review]");
  const plain = (await allPages()).find(({ text }) => text.includes("<main") && !text.includes('class="depth"'));
  await tab.goto(addressOf(server, plain));
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.depth), "review");
  // As if another tab had stored it, and the browser showed a page that it has kept.
  await tab.goto(server.address + FOLDED[2]);
  assert.ok((await openParts()).every(Boolean));
  await tab.evaluate(() => {
    localStorage.setItem("pakt-depth", "short");
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  assert.ok((await openParts()).every((isOpen) => !isOpen));
  assert.equal(await tab.locator(".depth [aria-pressed=true]").getAttribute("value"), "short");
  await tab.context().close();
});

test("a link to something in a folded part opens it", async () => {
  const tab = await open(FOLDED[0]);
  const isSeen = (id) => tab.evaluate((id) => {
    const target = document.getElementById(id);
    const { top } = target.getBoundingClientRect();
    return target.checkVisibility() && target.closest("details").open && top >= 0 && top < innerHeight;
  }, id);
  for (const id of ["full_name", "source-3", "pakt-questions"]) {
    await tab.goto(`${server.address}${FOLDED[0]}#${id}`);
    assert.ok(await isSeen(id), id);
  }
  await tab.goto(`${server.address}${FOLDED[0]}`);
  await tab.evaluate(() => { location.hash = "#expected_benefits"; });
  await tab.waitForFunction(() => document.getElementById("pakt-facts").open);
  await tab.context().close();
});

test("without script a page is in its short form, complete, and has no switch", async () => {
  const tab = await open(FOLDED[0], { javaScriptEnabled: false });
  assert.equal(await tab.locator(".depth:visible").count(), 0);
  assert.equal(await tab.locator(".contents:visible").count(), 1);
  assert.equal(await tab.locator("details.fold[open]").count(), 0);
  await tab.click("#pakt-facts > summary");
  assert.ok(await tab.locator("#full_name").isVisible());
  await tab.context().close();
});

test("on paper all parts are open", async () => {
  const tab = await open(FOLDED[0], { viewport: { width: 1280, height: 800 } });
  const expected = await tab.evaluate(() => [...document.querySelectorAll("details.fold:not(.siblings *)")]
    .map((part) => [...part.querySelectorAll(".section :is(dt, h3, .relation, .excerpt, .verbatim)")].pop()
      .textContent.replace(/[\s\u00ad]+/g, "").slice(0, 12)));
  const sheets = await print(tab, {});
  const text = sheets.flatMap(({ runs }) => runs.map((run) => run.text)).join("").replace(/[\s\u00ad-]+/g, "");
  for (const words of expected) assert.ok(text.includes(words.replace(/-/g, "")), `${words} is not on paper`);
  await tab.context().close();
});

test("a state or a standing is a word in a frame or beside a stroke, before its sentence", async () => {
  const tab = await open(FOLDED[0]);
  const banner = await tab.evaluate(() => {
    const [word, sentence] = document.querySelector(".banners .statement").children;
    const { borderTopWidth } = getComputedStyle(word);
    return { border: Number.parseFloat(borderTopWidth), word: word.innerText, sentence: sentence.innerText };
  });
  assert.ok(banner.border >= 1 && banner.word.length > 0 && banner.sentence.length > 0, JSON.stringify(banner));
  assert.match(await tab.locator(".lead").innerText(), /Giltighet\s+Avsett/);
  await tab.context().close();
});
