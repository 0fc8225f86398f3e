// Copying a link or a citation: by keyboard, from disk, and where there is no clipboard.
//
//   PAKT_SITE=output node --test tests/browser/copying.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folder, launch, newTab, serve } from "./site.mjs";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens what a target's handle opens, by keyboard alone. */
async function open(tab, target) {
  await tab.locator(`${target} .copier`).focus();
  await tab.keyboard.press("Enter");
  const box = tab.locator(".copies");
  assert.ok(await box.isVisible(), "the handle opens nothing");
  return box;
}

const ready = { permissions: ["clipboard-read", "clipboard-write"], locale: "sv-SE" };
const clipboard = (tab) => tab.evaluate(() => navigator.clipboard.readText());

test("a link to a paragraph of the source leads to it", async () => {
  const tab = await newTab(browser, ready);
  await tab.goto(`${server.address}kallor/utlatande-2015-128/`);
  const box = await open(tab, "#P19");
  assert.equal(await tab.evaluate(() => document.activeElement.value), "link", "focus goes to the first choice");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  const link = await clipboard(tab);
  assert.equal(link, `${server.address}kallor/utlatande-2015-128/#P19`);
  assert.equal(await tab.locator("[role=status]").count(), 1, "success is told politely, and in one place");
  await tab.keyboard.press("Escape");
  assert.ok(!(await box.isVisible()), "Escape closes it");
  assert.ok(await tab.evaluate(() => document.activeElement.matches("#P19 .copier")), "focus comes back");
  await tab.goto(link);
  assert.ok(await tab.locator("#P19:target").isVisible());
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("a citation says the words, the paper, the paragraph, the site, the address and the day", async () => {
  const tab = await newTab(browser, ready);
  await tab.goto(`${server.address}kallor/utlatande-2015-128/`);
  const box = await open(tab, "#P19");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  const words = await clipboard(tab);
  const paragraph = await tab.locator("#P19 .verbatim").textContent();
  const title = await tab.locator("h1").textContent();
  assert.ok(words.startsWith(`”${paragraph.trim()}” (${title}, P19). `), words);
  assert.match(words, /störningsfri region, http\S+#P19 \(läst \d{1,2} [a-z]+ 20\d\d\)\.$/);
  await tab.context().close();
});

test("a statement is cited with its value and the words that back it, in the page's language", async () => {
  const tab = await newTab(browser, ready);
  await tab.goto(`${server.address}en/forum/regionala-radet/`);
  const box = await open(tab, "#chair");
  await box.getByText("Citation in words").click();
  await box.getByText("Copied.").waitFor();
  const words = await clipboard(tab);
  const value = await tab.locator("#chair dd.value a").first().textContent();
  const quote = await tab.locator("#chair dd.ground q").first().textContent();
  assert.ok(words.includes(`Chair: ${value}`) && words.includes(`Source: “${quote.trim()}”`), words);
  assert.match(words, /\(read \w+ \d{1,2}, 20\d\d\)\.$|\(read \d{1,2} \w+ 20\d\d\)\.$/);
  await tab.context().close();
});

test("a heading keeps its name, and nothing moves when the handles come", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${server.address}byggstenar/overenskommelsen/`);
  const heading = tab.locator(".body h2[id]").first();
  const name = await heading.evaluate((own) => own.firstChild.textContent.trim());
  assert.equal(await heading.getAttribute("aria-label"), name);
  const places = () => tab.evaluate(() =>
    [...document.querySelectorAll(".statement, .body > *")].map((one) => Math.round(one.getBoundingClientRect().top)));
  const withHandles = await places();
  await tab.evaluate(() => document.querySelectorAll(".copier").forEach((one) => one.remove()));
  assert.deepEqual(await places(), withHandles);
  await tab.context().close();
});

test("no hidden place to break a word is copied, by the button or by hand", async () => {
  const tab = await newTab(browser, ready);
  await tab.goto(`${server.address}byggstenar/overenskommelsen/`);
  const heading = tab.locator("h1");
  assert.match(await heading.textContent(), /\u00AD/, "a long word in a heading may be broken");
  const box = await open(tab, "#period");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  const words = await clipboard(tab);
  assert.match(words, /Överenskommelsen/);
  assert.doesNotMatch(words, /\u00AD/);
  await tab.keyboard.press("Escape");
  await heading.selectText();
  await tab.keyboard.press("ControlOrMeta+C");
  assert.equal((await clipboard(tab)).trim(), "Överenskommelsen");
  await tab.context().close();
});

test("without a clipboard the words are shown, chosen, to be copied by hand", async () => {
  const tab = await newTab(browser);
  await tab.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await tab.goto(`${server.address}forum/regionala-radet/`);
  const box = await open(tab, "#chair");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopiera texten själv").waitFor();
  const field = box.locator("textarea");
  assert.ok(await field.isVisible());
  const chosen = await field.evaluate((own) => own.value.slice(own.selectionStart, own.selectionEnd));
  assert.equal(chosen, `${server.address}forum/regionala-radet/#chair`);
  assert.ok(await field.evaluate((own) => own === document.activeElement));
  await tab.context().close();
});

test("it works from disk", async () => {
  const tab = await newTab(browser, ready);
  const address = pathToFileURL(join(folder, "forum/regionala-radet/index.html")).href;
  await tab.goto(address);
  const box = await open(tab, "#chair");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  assert.equal(await box.getAttribute("data-link"), `${address}#chair`);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("without script no handle is there", async () => {
  const tab = await newTab(browser, { javaScriptEnabled: false });
  await tab.goto(`${server.address}forum/regionala-radet/`);
  assert.equal(await tab.locator(".copier, .copies").count(), 0);
  await tab.context().close();
});
