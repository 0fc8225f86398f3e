// Copies links and citations: by keyboard, from disk and without a clipboard.
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

/** Opens the copy popover of a target by keyboard. */
async function open(tab, target) {
  await tab.locator(`${target} .copier`).focus();
  await tab.keyboard.press("Enter");
  const box = tab.locator(".copies");
  assert.ok(await box.isVisible(), "the button opens nothing");
  return box;
}

const CLIPBOARD_OPTIONS = { permissions: ["clipboard-read", "clipboard-write"], locale: "sv-SE" };
const readClipboard = (tab) => tab.evaluate(() => navigator.clipboard.readText());

test("a copied link to a paragraph of a source opens it", async () => {
  const tab = await newTab(browser, CLIPBOARD_OPTIONS);
  await tab.goto(`${server.address}kallor/utlatande-2015-128/`);
  const box = await open(tab, "#P19");
  assert.equal(await tab.evaluate(() => document.activeElement.value), "link", "the first choice has the focus");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  const link = await readClipboard(tab);
  assert.equal(link, `${server.address}kallor/utlatande-2015-128/#P19`);
  assert.equal(await tab.locator("[role=status]").count(), 1, "one status region announces success");
  await tab.keyboard.press("Escape");
  assert.ok(!(await box.isVisible()), "Escape closes it");
  assert.ok(await tab.evaluate(() => document.activeElement.matches("#P19 .copier")), "the button has the focus again");
  await tab.goto(link);
  assert.ok(await tab.locator("#P19:target").isVisible());
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("a citation has the quote, document, paragraph, site, address and date", async () => {
  const tab = await newTab(browser, CLIPBOARD_OPTIONS);
  await tab.goto(`${server.address}kallor/utlatande-2015-128/`);
  const box = await open(tab, "#P19");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  const text = await readClipboard(tab);
  const paragraph = await tab.locator("#P19 .verbatim").textContent();
  const title = await tab.locator("h1").textContent();
  assert.ok(text.startsWith(`”${paragraph.trim()}” (${title}, P19). `), text);
  assert.match(text, /störningsfri region, http\S+#P19 \(läst \d{1,2} [a-z]+ 20\d\d\)\.$/);
  await tab.context().close();
});

test("a citation of a statement has its value and source quote, in the page's language", async () => {
  const tab = await newTab(browser, CLIPBOARD_OPTIONS);
  await tab.goto(`${server.address}en/forum/regionala-radet/`);
  const box = await open(tab, "#chair");
  await box.getByText("Citation as text").click();
  await box.getByText("Copied.").waitFor();
  const text = await readClipboard(tab);
  const value = await tab.locator("#chair dd.value a").first().textContent();
  const quote = await tab.locator("#chair dd.ground q").first().textContent();
  assert.ok(text.includes(`Chair: ${value}`) && text.includes(`Source: “${quote.trim()}”`), text);
  assert.match(text, /\(read \w+ \d{1,2}, 20\d\d\)\.$|\(read \d{1,2} \w+ 20\d\d\)\.$/);
  await tab.context().close();
});

test("a copied statement has its words once, its mark in brackets and the place of every source", async () => {
  const tab = await newTab(browser, CLIPBOARD_OPTIONS);
  await tab.addInitScript(() => {
    // A source whose words are quoted above, and a word for a state.
    document.addEventListener("readystatechange", () => {
      const statement = document.querySelector("#period");
      if (!statement || statement.querySelector(".state")) return;
      const state = Object.assign(document.createElement("strong"), { className: "state", textContent: "Ännu inte" });
      statement.querySelector("dt").append(" ", state);
      const ground = statement.querySelector(".ground");
      const repeated = ground.querySelector("p").cloneNode(true);
      repeated.querySelector("q").replaceWith("Samma ord som ovan:");
      ground.append(repeated);
    });
  });
  await tab.goto(`${server.address}byggstenar/overenskommelsen/#period`);
  const box = await open(tab, "#period");
  assert.equal(await box.getAttribute("aria-label"), "Kopiera: Giltighet");
  await box.getByText("Källhänvisning som text").click();
  await box.getByText("Kopierat.").waitFor();
  const text = await readClipboard(tab);
  assert.match(text, /Giltighet: från och med den 1 januari 2015, tills vidare\. [^(]* \(avsett, ännu inte\)\. Källa: ”/);
  assert.match(text, / Samma ord som ovan: Utlåtande 2015:128, P\d+\. En trygg/);
  assert.doesNotMatch(text, /jämfört|Belagt/);
  await tab.context().close();
});

test("a heading keeps its name, and the buttons move nothing", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${server.address}byggstenar/overenskommelsen/`);
  const heading = tab.locator(".body h2[id]").first();
  const name = await heading.evaluate((element) => element.firstChild.textContent.trim());
  assert.equal(await heading.getAttribute("aria-label"), name);
  const positions = () => tab.evaluate(() =>
    [...document.querySelectorAll(".statement, .body > *")].map((element) => Math.round(element.getBoundingClientRect().top)));
  const withButtons = await positions();
  await tab.evaluate(() => document.querySelectorAll(".copier").forEach((button) => button.remove()));
  assert.deepEqual(await positions(), withButtons);
  await tab.context().close();
});

test("copied text has no soft hyphens, by the button or by hand", async () => {
  const tab = await newTab(browser, CLIPBOARD_OPTIONS);
  await tab.goto(`${server.address}byggstenar/overenskommelsen/#period`);
  const heading = tab.locator("h1");
  assert.match(await heading.textContent(), /\u00AD/, "a long word in a heading has soft hyphens");
  const box = await open(tab, "#period");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  const text = await readClipboard(tab);
  assert.match(text, /Överenskommelsen/);
  assert.doesNotMatch(text, /\u00AD/);
  await tab.keyboard.press("Escape");
  await heading.selectText();
  await tab.keyboard.press("ControlOrMeta+C");
  assert.equal((await readClipboard(tab)).trim(), "Överenskommelsen");
  await tab.context().close();
});

test("without a clipboard the text is shown and selected for copying by hand", async () => {
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
  const selected = await field.evaluate(({ value, selectionStart, selectionEnd }) =>
    value.slice(selectionStart, selectionEnd));
  assert.equal(selected, `${server.address}forum/regionala-radet/#chair`);
  assert.ok(await field.evaluate((element) => element === document.activeElement));
  await tab.context().close();
});

test("copying works from disk", async () => {
  const tab = await newTab(browser, CLIPBOARD_OPTIONS);
  const address = pathToFileURL(join(folder, "forum/regionala-radet/index.html")).href;
  await tab.goto(address);
  const box = await open(tab, "#chair");
  await tab.keyboard.press("Enter");
  await box.getByText("Kopierat.").waitFor();
  assert.equal(await box.getAttribute("data-link"), `${address}#chair`);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("without script there is no copy button", async () => {
  const tab = await newTab(browser, { javaScriptEnabled: false });
  await tab.goto(`${server.address}forum/regionala-radet/`);
  assert.equal(await tab.locator(".copier, .copies").count(), 0);
  await tab.context().close();
});
