// Search, as readers meet it: the questions of `tests/search/queries.json` in the browser's own code,
// and the dialog and the page of results by keyboard, from disk and from a strict server.
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
import { open, shown } from "../search/engine.mjs";

const MAX_SHARD_BYTES = 96_000;
const MAX_BEFORE_FIRST_HIT = 40_000;
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

test("each question has what it asks for among the first three", async () => {
  const opened = { sv: open(folder, "sv"), en: open(folder, "en") };
  assert.ok(queries.filter(({ language }) => language === "sv").length >= 40);
  assert.ok(queries.filter(({ language }) => language === "en").length >= 20);
  const wrong = [];
  for (const { language, ask, first } of queries) {
    const { found } = await shown(opened[language], ask, 3);
    const places = found.slice(0, 3).map(({ address }) => first.includes("#") ? address : address.replace(/#.*/, ""));
    if (!places.includes(first)) wrong.push(`${ask}: ${first} is not among ${places.join(", ")}`);
  }
  assert.equal(wrong.join("\n"), "");
});

test("the answer is a statement with its words and its place", async () => {
  const { found: [answer] } = await shown(open(folder, "sv"), QUESTION);
  assert.equal(answer.kind, "answer");
  assert.deepEqual([answer.label, answer.subject, answer.value], ["Ordförande", "Regionala rådet", "Länsstyrelsen"]);
  assert.equal(answer.quote, "Regionala rådet, med länsstyrelsen som ordförande");
  assert.equal(answer.locator, "P19");
  // A date does not break: its spaces are hard.
  assert.match(answer.told, /senast 11\snovember\s2015/);
});

test("a compound is found by its parts, and entries come before pages", async () => {
  const opened = open(folder, "sv");
  const titles = async (question) => (await shown(opened, question, 40)).found.map(({ title }) => title);
  assert.ok((await titles("nivå")).includes("samverkansnivå"));
  assert.ok((await titles("borgarråd")).includes("Borgarrådsberedningen"));
  const kinds = (await shown(opened, "samverkan", 60)).found.map(({ kind }) => kind);
  assert.ok(kinds.indexOf("entry") < kinds.indexOf("page"), kinds.join(" "));
});

test("a word with one letter wrong is found", async () => {
  const { search, pakt } = open(folder, "sv");
  const words = new Set();
  for (let unit = 0; unit < search.bounds[1]; unit += 3) {
    const [title] = await search.card(unit);
    for (const word of pakt.cut(title)) if (word.length > 5 && /^\p{L}+$/u.test(word)) words.add(word);
  }
  assert.ok(words.size > 40, `${words.size} words`);
  let at = 0;
  for (const word of words) {
    at += 1;
    const place = at % (word.length - 1);
    const [head, tail] = [word.slice(0, place), word.slice(place)];
    const slips = [`${head}q${tail}`, `${head}${tail.slice(1)}`, `${head}q${tail.slice(1)}`, `${head}${tail[1]}${tail[0]}${tail.slice(2)}`];
    for (const slip of slips.filter((slip) => slip !== word)) {
      assert.ok((await search.near(slip, 1)).includes(word), `${slip} is not told as ${word}`);
    }
  }
});

test("little is fetched before the first hit, and no shard is large", async () => {
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
  let most = 0;
  for (const { language, ask } of queries) {
    const opened = open(folder, language);
    await shown(opened, ask.split(" ")[0], 1);
    const shards = opened.fetched.map((name) => join(indexFolder(language), `${name}.js`));
    const bytes = [...theme, ...shards].reduce((sum, path) => sum + compressed(path), 0);
    most = Math.max(most, bytes);
  }
  console.log(`before the first hit: at most ${most} bytes, compressed`);
  assert.ok(most <= MAX_BEFORE_FIRST_HIT, `${most} bytes`);
});

/** Opens the dialog on a page, asks, and waits for the hits. */
async function ask(tab, question) {
  await tab.waitForFunction(() => document.querySelector("a.find")?.hasAttribute("aria-haspopup"));
  await tab.keyboard.press("/");
  await tab.waitForSelector("dialog.search[open]");
  await tab.keyboard.type(question);
  await tab.waitForSelector("dialog.search [role=option]");
}

const START = { disk: () => pathToFileURL(join(folder, "parter/msb/index.html")).href, http: () => `${server.address}parter/msb/` };

for (const [from, address] of Object.entries(START)) {
  test(`by keyboard from ${from}, under the policy, with a silent console`, async () => {
    const tab = await newTab(browser, { reducedMotion: "reduce" });
    await tab.goto(address());
    await ask(tab, QUESTION);
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

    // Ctrl-K opens, Escape closes and gives the focus back, at once although something is written.
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
    // Changes of view between pages are the browser's, and may be cut short by the next.
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
    assert.match(await tab.locator(".results [role=status]").textContent(), /Inget hittades/);
    const ways = await tab.locator(".results ul a").evaluateAll((links) => links.map((link) => link.href));
    assert.ok(ways.some((way) => /\/a-o\/(index\.html)?$/.test(way)), ways.join());
    assert.ok(ways.some((way) => /type=question$/.test(way)), ways.join());
    page.search = new URLSearchParams({ q: "samverken kommonen" });
    await tab.goto(page.href);
    await tab.waitForSelector(".results .note");
    assert.match(await tab.locator(".results .note").textContent(), /samverkan/);
    page.search = new URLSearchParams({ q: "", type: "question" });
    await tab.goto(page.href);
    await tab.waitForSelector(".hits .option");
    assert.equal(await tab.locator(".hits .option").count(), 20);
    assert.deepEqual(tab.complaints, []);
    await tab.context().close();
  });
}

test("the key / can be left to other tools", async () => {
  const tab = await newTab(browser);
  await tab.goto(server.address);
  await ask(tab, "råd");
  await tab.getByRole("checkbox").uncheck();
  await tab.goto(`${server.address}forum/`);
  await tab.waitForFunction(() => document.querySelector("a.find").hasAttribute("aria-haspopup"));
  await tab.keyboard.press("/");
  await tab.waitForTimeout(300);
  assert.equal(await tab.locator("dialog.search[open]").count(), 0);
  await tab.keyboard.press("Control+k");
  await tab.waitForSelector("dialog.search[open]");
  assert.equal(await tab.getByRole("checkbox").isChecked(), false);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("each language is searched in its own words", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${server.address}en/`);
  await ask(tab, "declaration of intent");
  const hrefs = await tab.locator("[role=option]").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(hrefs.every((href) => href.startsWith(`${server.address}en/`)), hrefs.join());
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("without script the link leads to the list of everything", async () => {
  const tab = await newTab(browser, { javaScriptEnabled: false });
  await tab.goto(server.address);
  await tab.click("a.find");
  await tab.waitForURL(/\/a-o\/$/);
  await tab.goto(`${server.address}sok/?q=x`);
  assert.equal(await tab.locator(".results a").getAttribute("href"), "../a-o/");
  await tab.context().close();
});

test("axe has nothing to say on the dialog and on the page of results", async () => {
  const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const found = [];
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"], [320, "dark"]]) {
    const tab = await newTab(browser, { viewport: { width, height: 900 }, colorScheme });
    const look = async (what) => {
      const { violations } = await new AxeBuilder({ page: tab }).setLegacyMode(true).options(options).analyze();
      found.push(...violations.map(({ id, nodes }) =>
        `${what}, ${width} px, ${colorScheme}: ${id}: ${nodes.slice(0, 3).map(({ target }) => target).join("; ")}`));
      const isWide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth
        || [...document.querySelectorAll("dialog[open]")].some((box) => box.scrollWidth > box.clientWidth));
      if (isWide) found.push(`${what}, ${width} px: it scrolls sideways`);
    };
    await tab.goto(server.address);
    await ask(tab, QUESTION);
    await tab.keyboard.press("ArrowDown");
    await look("dialog");
    await tab.locator("dialog.search [role=combobox]").fill("xqzt");
    await tab.waitForSelector(".elsewhere:not([hidden])");
    await look("dialog without hits");
    for (const query of [{ q: QUESTION }, { q: "xqzt" }, { q: "" }]) {
      await tab.goto(`${server.address}sok/?${new URLSearchParams(query)}`);
      await tab.waitForSelector(".results .hits, .results h2");
      await look(`results for ${query.q}`);
    }
    await tab.context().close();
  }
  assert.equal(found.join("\n"), "");
});
