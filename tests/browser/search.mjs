// Search as readers use it: runs the queries of `tests/search/queries.json` in the browser's search code,
// and uses the dialog and the results page by keyboard, from disk and from a server with a strict policy.
//
//   PAKT_SITE=output node --test tests/browser/search.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { folder, launch, newTab, serve } from "./site.mjs";
import { firstItems, open } from "../search/engine.mjs";

const MAX_SHARD_BYTES = 96_000;
const MAX_BYTES_BEFORE_FIRST_HIT = 42_000;
const PARTS = ["search.css", "search-stems.js", "search.js", "search-box.js"];
const QUESTION = "ordförande regionala rådet";

const queries = JSON.parse(readFileSync(new URL("../search/queries.json", import.meta.url), "utf8"));
const compressed = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const indexFolder = (language) => join(folder, "assets/search", language);

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test("each query has its expected result among the first three", async () => {
  const opened = { sv: open(folder, "sv"), en: open(folder, "en") };
  assert.ok(queries.filter(({ language }) => language === "sv").length >= 40);
  assert.ok(queries.filter(({ language }) => language === "en").length >= 20);
  const problems = [];
  for (const { language, ask: question, first: expected } of queries) {
    const { items } = await firstItems(opened[language], question, 3);
    const addresses = items.slice(0, 3).map(({ address }) =>
      expected.includes("#") ? address : address.replace(/#.*/, ""));
    if (!addresses.includes(expected)) {
      problems.push(`${question}: ${expected} is not among ${addresses.join(", ")}`);
    }
  }
  assert.equal(problems.join("\n"), "");
});

test("the answer is a statement with its quote and locator", async () => {
  const { items: [answer] } = await firstItems(open(folder, "sv"), QUESTION);
  assert.equal(answer.kind, "answer");
  assert.deepEqual([answer.label, answer.subject, answer.value], ["Ordförande", "Regionala rådet", "Länsstyrelsen"]);
  assert.equal(answer.quote, "Regionala rådet, med länsstyrelsen som ordförande");
  assert.equal(answer.locator, "P19");
  // Dates contain no-break spaces.
  assert.match(answer.qualifiers, /senast den 11\snovember\s2015/);
});

test("a compound is found by its parts, and entries come before pages", async () => {
  const opened = open(folder, "sv");
  const titles = async (question) => (await firstItems(opened, question, 40)).items.map(({ title }) => title);
  assert.ok((await titles("nivå")).includes("samverkansnivå"));
  assert.ok((await titles("borgarråd")).includes("Borgarrådsberedningen"));
  const kinds = (await firstItems(opened, "samverkan", 60)).items.map(({ kind }) => kind);
  assert.ok(kinds.indexOf("entry") < kinds.indexOf("page"), kinds.join(" "));
});

test("the page with the question as its name comes first", async () => {
  const opened = { sv: open(folder, "sv"), en: open(folder, "en") };
  for (const language of ["sv", "en"]) {
    const { search } = opened[language];
    for (let item = 0; item < search.kindEnds[1]; item += 7) {
      const [title, address] = await search.loadCard(item);
      const { result } = await firstItems(opened[language], title, 1);
      const titles = await Promise.all(result.hits.slice(0, 3).map(async (hit) => (await search.loadCard(hit))[0]));
      assert.ok(titles.includes(title), `${title} (${address}): ${titles.join(", ")}`);
    }
  }
});

test("a corrected word gets hits and no answer", async () => {
  const opened = open(folder, "sv");
  const exact = await firstItems(opened, "ordförande regionala rådet");
  assert.ok(exact.result.answers.length > 0);
  const corrected = await firstItems(opened, "ordförande regionalq rådet");
  assert.deepEqual([corrected.result.answers.length, corrected.result.hits.length > 0], [0, true]);
});

test("a compound that the site does not use is split by the site's words", async () => {
  const opened = open(folder, "sv");
  const { result } = await firstItems(opened, "beredskapsöverenskommelsen");
  assert.equal(result.expansions.map(({ word, compound }) => `${compound}: ${word}`).join("\n"),
    "beredskapsöverenskommelsen: beredskap\nberedskapsöverenskommelsen: överenskommelsen");
  assert.deepEqual([result.answers.length, result.hits.length > 0], [0, true]);
  const { result: unknown } = await firstItems(opened, "xqkontrolleraxqt");
  assert.equal(unknown.hits.length, 0);
});

test("a word with one letter wrong is found", async () => {
  const { search, pakt } = open(folder, "sv");
  const words = new Set();
  for (let item = 0; item < search.kindEnds[1]; item += 3) {
    const [title] = await search.loadCard(item);
    for (const word of pakt.tokenize(title)) if (word.length > 5 && /^\p{L}+$/u.test(word)) words.add(word);
  }
  assert.ok(words.size > 40, `${words.size} words`);
  let wordIndex = 0;
  for (const word of words) {
    wordIndex += 1;
    const offset = wordIndex % (word.length - 1);
    const [head, tail] = [word.slice(0, offset), word.slice(offset)];
    const misspellings = [
      `${head}q${tail}`, `${head}${tail.slice(1)}`, `${head}q${tail.slice(1)}`, `${head}${tail[1]}${tail[0]}${tail.slice(2)}`,
    ];
    for (const misspelled of misspellings.filter((candidate) => candidate !== word)) {
      const similar = await search.similarWords(misspelled, 1);
      assert.ok(similar.includes(word), `${misspelled} is not recognized as ${word}`);
    }
  }
});

test("little is loaded before the first hit, and no shard is large", async () => {
  for (const language of ["sv", "en"]) {
    for (const name of readdirSync(indexFolder(language))) {
      const { size } = statSync(join(indexFolder(language), name));
      assert.ok(size <= MAX_SHARD_BYTES, `${language}/${name}: ${size} bytes`);
    }
  }
  const assets = readdirSync(join(folder, "assets"));
  const theme = PARTS.map((name) => {
    const start = name.replace(/(js|css)$/, "");
    return join(folder, "assets", assets.find((asset) => asset.startsWith(start) && /\.[0-9a-f]{12}\.(js|css)$/.test(asset)));
  });
  let maxBytes = 0;
  for (const { language, ask: question } of queries) {
    const opened = open(folder, language);
    await firstItems(opened, question.split(" ")[0], 1);
    const shards = opened.fetched.map((name) => join(indexFolder(language), `${name}.js`));
    const bytes = [...theme, ...shards].reduce((sum, path) => sum + compressed(path), 0);
    maxBytes = Math.max(maxBytes, bytes);
  }
  console.log(`before the first hit: at most ${maxBytes} bytes, compressed`);
  assert.ok(maxBytes <= MAX_BYTES_BEFORE_FIRST_HIT, `${maxBytes} bytes`);
});

/** Opens the dialog on a page, types a query and waits for the hits. */
async function search(tab, question) {
  await tab.waitForFunction(() => document.querySelector("a.find")?.hasAttribute("aria-haspopup"));
  await tab.keyboard.press("/");
  await tab.waitForSelector("dialog.search[open]");
  await tab.keyboard.type(question);
  await tab.waitForSelector("dialog.search [role=option]");
}

const START = { disk: () => pathToFileURL(join(folder, "parter/msb/index.html")).href, http: () => `${server.address}parter/msb/` };

for (const [from, address] of Object.entries(START)) {
  test(`by keyboard from ${from}, under the policy, without console messages`, async () => {
    const tab = await newTab(browser, { reducedMotion: "reduce" });
    await tab.goto(address());
    await search(tab, QUESTION);
    const input = tab.locator("dialog.search [role=combobox]");
    assert.equal(await input.getAttribute("aria-expanded"), "true");
    await tab.waitForFunction(() => document.querySelector("dialog.search [role=status]").textContent !== "");
    assert.match(await tab.locator("dialog.search [role=status]").textContent(), /^1 svar och \d+ träffar$/);
    await tab.keyboard.press("ArrowDown");
    const chosen = await input.getAttribute("aria-activedescendant");
    assert.equal(await tab.locator(`#${chosen}`).getAttribute("aria-selected"), "true");
    assert.match(await tab.locator(`#${chosen}`).textContent(), /Ordförande.*Länsstyrelsen.*P19/s);
    await tab.keyboard.press("ArrowUp");
    assert.equal(await input.getAttribute("aria-activedescendant"), null);
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/forum\/regionala-radet\/(index\.html)?#chair$/);
    assert.ok(await tab.locator("#chair").isVisible());

    // Ctrl-K opens the dialog. Escape closes it and restores the focus, even if the field has text.
    await tab.focus("a.site");
    await tab.keyboard.press("Control+k");
    await tab.waitForSelector("dialog.search[open]");
    await tab.keyboard.type("p19");
    await tab.waitForSelector("dialog.search [role=option]");
    await tab.keyboard.press("Escape");
    await tab.waitForSelector("dialog.search:not([open])", { state: "attached" });
    assert.equal(await tab.evaluate(() => document.activeElement.className), "site");

    // Enter without a choice leads to all hits.
    await tab.keyboard.press("/");
    await tab.locator("dialog.search [role=combobox]").fill("avsiktsförklaringen");
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/sok\/(index\.html)?\?q=avsiktsf/);
    await tab.waitForSelector(".hits .option");
    assert.deepEqual(tab.complaints, []);
    await tab.context().close();
  });

  test(`the page of results has an address from ${from}`, async () => {
    // The browser logs a message if the next step interrupts a view transition between pages.
    const tab = await newTab(browser, { reducedMotion: "reduce" });
    const page = new URL(from === "disk" ? pathToFileURL(join(folder, "sok/index.html")) : `${server.address}sok/`);
    page.search = new URLSearchParams({ q: QUESTION, type: "question" });
    await tab.goto(page.href);
    await tab.waitForSelector(".hits .option");
    const kinds = await tab.locator(".hits .kind").allTextContents();
    assert.ok(kinds.length > 1 && kinds.every((kind) => kind === kinds[0]), kinds.join());
    assert.equal(await tab.locator(".filter [aria-current]").count(), 1);
    assert.match(await tab.title(), /^ordförande regionala rådet – /);
    await tab.locator(".filter a").first().click();
    await tab.waitForSelector(".hits .answer");
    assert.ok((await tab.locator(".hits .option").count()) > kinds.length);

    page.search = new URLSearchParams({ q: "xqzavsiktsforklaring" });
    await tab.goto(page.href);
    await tab.waitForSelector(".results h2");
    assert.match(await tab.locator(".results [role=status]").textContent(), /Inga träffar på/);
    const ways = await tab.locator(".results ul a").evaluateAll((links) => links.map((link) => link.href));
    assert.ok(ways.some((way) => /\/a-o\/(index\.html)?$/.test(way)), ways.join());
    assert.ok(ways.some((way) => /type=question$/.test(way)), ways.join());
    page.search = new URLSearchParams({ q: "samverken kommonen" });
    await tab.goto(page.href);
    await tab.waitForSelector(".results .note");
    assert.match(await tab.locator(".results .note").textContent(), /samverkan/);
    page.search = new URLSearchParams({ q: "", type: "municipality" });
    await tab.goto(page.href);
    await tab.waitForSelector(".hits .option");
    assert.equal(await tab.locator(".hits .option").count(), 26);
    assert.deepEqual(tab.complaints, []);
    await tab.context().close();
  });
}

test("the reader can switch off the / key", async () => {
  const tab = await newTab(browser);
  await tab.goto(server.address);
  await search(tab, "råd");
  await tab.getByRole("checkbox").uncheck();
  await tab.goto(`${server.address}forum/`);
  await tab.waitForFunction(() => document.querySelector("a.find").hasAttribute("aria-haspopup"));
  await tab.evaluate(() => {
    addEventListener("keydown", (event) => { window.isKeyHandled = event.defaultPrevented; });
  });
  await tab.keyboard.press("/");
  await tab.waitForFunction(() => window.isKeyHandled !== undefined);
  assert.equal(await tab.evaluate(() => window.isKeyHandled), false);
  assert.equal(await tab.locator("dialog.search[open]").count(), 0);
  await tab.keyboard.press("Control+k");
  await tab.waitForSelector("dialog.search[open]");
  assert.equal(await tab.getByRole("checkbox").isChecked(), false);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("each language has its own search", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${server.address}en/`);
  await search(tab, "declaration of intent");
  const hrefs = await tab.locator("[role=option]").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(hrefs.every((href) => href.startsWith(`${server.address}en/`)), hrefs.join());
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("without script the link leads to the list of everything", async () => {
  const tab = await newTab(browser, { javaScriptEnabled: false });
  await tab.goto(server.address);
  assert.equal(await tab.locator(".seek").count(), 1);
  assert.ok(!(await tab.locator(".seek").isVisible()), "a search field that does nothing is shown");
  await tab.click("a.find");
  await tab.waitForURL(/\/a-o\/$/);
  await tab.goto(`${server.address}sok/?q=x`);
  assert.equal(await tab.locator(".results a").getAttribute("href"), "../a-o/");
  await tab.context().close();
});

test("axe finds nothing on the dialog and on the results page", async () => {
  const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const problems = [];
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"], [320, "dark"]]) {
    const tab = await newTab(browser, { viewport: { width, height: 900 }, colorScheme });
    const checkPage = async (state) => {
      const { violations } = await new AxeBuilder({ page: tab }).setLegacyMode(true).options(options).analyze();
      problems.push(...violations.map(({ id, nodes }) =>
        `${state}, ${width} px, ${colorScheme}: ${id}: ${nodes.slice(0, 3).map(({ target }) => target).join("; ")}`));
      const isWide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth
        || [...document.querySelectorAll("dialog[open]")].some((box) => box.scrollWidth > box.clientWidth));
      if (isWide) problems.push(`${state}, ${width} px: it scrolls sideways`);
    };
    await tab.goto(server.address);
    await search(tab, QUESTION);
    await tab.keyboard.press("ArrowDown");
    await checkPage("dialog");
    await tab.locator("dialog.search [role=combobox]").fill("xqzt");
    await tab.waitForSelector(".elsewhere:not([hidden])");
    await checkPage("dialog without hits");
    for (const query of [{ q: QUESTION }, { q: "xqzt" }, { q: "" }]) {
      await tab.goto(`${server.address}sok/?${new URLSearchParams(query)}`);
      await tab.waitForSelector(".results .hits, .results h2");
      await checkPage(`results for ${query.q}`);
    }
    await tab.context().close();
  }
  assert.equal(problems.join("\n"), "");
});
