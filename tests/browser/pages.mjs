// The built site in a browser, as its readers meet it: with a keyboard, on a phone, in the dark, on
// paper, from disk, under a strict policy. What machines say of each page is in access.mjs.
//
//   PAKT_SITE=output node --test tests/browser/pages.mjs
//
// Looks at a sample of 60, every kind of page in every language among them; `PAKT_ALL_PAGES=1` looks
// at all.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as site from "./site.mjs";
import { allPages, folder, launch, newTab, sample, serve, withTabs } from "./site.mjs";

const SAMPLE = 60;

let browser;
let server;
let pages;
let readable;
let looked;

before(async () => {
  pages = await allPages();
  assert.ok(pages.length > 0, `there is no page in ${folder}: build the site first`);
  readable = pages.filter((page) => !page.isRedirect);
  looked = process.env.PAKT_ALL_PAGES ? readable : sample(readable, SAMPLE);
  [browser, server] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const addressOf = (page) => site.addressOf(server, page);

/** The first page that a matcher likes, in path order. */
const pick = (matches) => readable.find(({ file }) => matches.test(file));

/** Runs a check on each page with two tabs, and tells all that is wrong at once. */
async function onEach(list, check, options) {
  const tabs = await Promise.all([newTab(browser, options), newTab(browser, options)]);
  const wrong = [];
  await withTabs(tabs, list, async (tab, page) => {
    tab.complaints.length = 0;
    try {
      await tab.goto(addressOf(page), { waitUntil: "load" });
      const found = await check(tab, page);
      wrong.push(...[...found, ...tab.complaints].map((problem) => `${page.file}: ${problem}`));
    } catch (error) {
      wrong.push(`${page.file}: ${error.message}`);
    }
  });
  await Promise.all(tabs.map((tab) => tab.context().close()));
  assert.equal(wrong.toSorted().join("\n"), "");
}

test("each page has one heading, its landmarks, and fits on a phone", async () => {
  await onEach(looked, (tab) => tab.evaluate(() => {
    const found = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    const once = { h1: "h1", main: "main", masthead: "body > header", foot: "body > footer" };
    for (const [name, selector] of Object.entries(once)) {
      if (count(selector) !== 1) {
        found.push(`${count(selector)} × ${name}`);
      }
    }
    const names = [...document.querySelectorAll("nav")].map((nav) =>
      nav.getAttribute("aria-label") ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent);
    if (names.some((name) => !name?.trim()) || new Set(names).size !== names.length) {
      found.push(`navigations are named ${JSON.stringify(names)}`);
    }
    let level = 0;
    for (const heading of document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")) {
      const own = Number(heading.localName[1]);
      if (own > level + 1) {
        found.push(`<${heading.localName}> ${heading.textContent.trim()} follows level ${level}`);
      }
      level = own;
    }
    // A wide table may scroll in its own box; the page may not.
    const measure = (how) => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) {
        const wide = [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3).map((element) => `${element.localName}.${element.className}`);
        found.push(`${how}: ${scrollWidth} px wide in a window of ${innerWidth}: ${wide.join(", ")}`);
      }
    };
    measure("as it is");
    // WCAG 1.4.12: readers may space out letters, words and lines.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
      line-height: 1.5 !important } p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    measure("spaced out");
    return found;
  }), { viewport: { width: 320, height: 700 } });
});

test("what is read aloud is named, in its language, and speaks up only where something happens", async () => {
  await onEach(looked, (tab) => tab.evaluate(() => {
    const found = [];
    const page = document.documentElement.lang;
    const languageOf = (element) => element.closest("[lang]").lang;
    // The papers are in Swedish: so is every word that is quoted from them.
    for (const quote of document.querySelectorAll("main q, .paragraph > .verbatim")) {
      if (languageOf(quote) !== "sv") {
        found.push(`a quote is marked as ${languageOf(quote)}: ${quote.textContent.trim().slice(0, 40)}`);
      }
    }
    // A link to a page in another language says so.
    for (const link of document.querySelectorAll("a[hreflang]")) {
      if (link.hreflang !== page && languageOf(link) !== link.hreflang) {
        found.push(`${link.textContent.trim()} is not marked as ${link.hreflang}`);
      }
    }
    for (const region of document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log]")) {
      if (region.textContent.trim() || region.getAttribute("aria-live") === "assertive") {
        found.push(`a live region speaks when nothing happened: ${region.textContent.trim()}`);
      }
    }
    return found;
  }));
});

test("on a phone the keyboard goes down the page and never back up", async () => {
  await onEach(looked, (tab) => tab.evaluate(() => {
    const found = [];
    let lowest = { bottom: 0, name: "" };
    for (const stop of document.querySelectorAll("main :is(a[href], button, summary, [tabindex='0'])")) {
      const { top, bottom, height } = stop.getBoundingClientRect();
      // What is folded away is no stop.
      const isThere = height > 0 && stop.checkVisibility();
      if (isThere && bottom < lowest.top) {
        found.push(`${stop.textContent.trim().slice(0, 40)} stands above ${lowest.name}, which comes before it`);
      }
      if (isThere) {
        lowest = { top, bottom, name: stop.textContent.trim().slice(0, 40) };
      }
    }
    return found.slice(0, 3);
  }), { viewport: { width: 320, height: 700 } });
});

test("the keyboard meets the skip link first, and focus is always seen", async () => {
  const few = [/^index\.html$/, /^en\/index\.html$/, /^[^/]+\/[^/]+\/index\.html$/, /^404\.html$/];
  await onEach(few.map(pick).filter(Boolean), async (tab) => {
    const found = [];
    const focused = () => tab.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      return {
        name: `${at.localName}.${at.className} ${at.textContent.trim().slice(0, 30)}`,
        isLink: at.matches("a[href^='#']"), href: at.getAttribute("href"),
        isBody: at === document.body,
        isMarked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
          || style.boxShadow !== "none",
        isInView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
          && box.top < innerHeight && box.left < innerWidth,
      };
    });
    await tab.keyboard.press("Tab");
    const skip = await focused();
    if (!skip.isLink || !skip.isInView) {
      found.push(`the first stop is ${skip.name}, ${skip.isInView ? "" : "not "}in view`);
    }
    for (let stop = 0; stop < 25; stop += 1) {
      const at = await focused();
      if (at.isBody) {
        break;
      }
      if (!at.isMarked || !at.isInView) {
        found.push(`focus is not seen on ${at.name}`);
      }
      await tab.keyboard.press("Tab");
    }
    // The skip link does what it says: the next stop lies in the page's own text.
    await tab.goto(tab.url());
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    const isInMain = await tab.evaluate(() =>
      document.activeElement === document.body || document.activeElement.closest("main") !== null);
    if (!isInMain) {
      found.push("the skip link does not lead into <main>");
    }
    return found;
  });
});

test("who wants no motion gets none", async () => {
  await onEach(looked.slice(0, 5), (tab) => tab.evaluate(() => {
    const moving = [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const seconds = (list) => Math.max(...list.split(",").map((one) => parseFloat(one) || 0));
      return seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01
        || style.scrollBehavior === "smooth";
    });
    return moving.slice(0, 3).map((element) => `${element.localName}.${element.className} moves`);
  }), { reducedMotion: "reduce" });
});

test("colours of the reader's own choosing leave everything there", async () => {
  await onEach(looked.slice(0, 5), (tab) => tab.evaluate(() => {
    const links = [...document.querySelectorAll("main a[href]")].filter((link) => link.offsetParent);
    const same = links.filter((link) => getComputedStyle(link).color === getComputedStyle(document.body).color
      && getComputedStyle(link).textDecorationLine === "none");
    return same.slice(0, 3).map((link) => `the link ${link.textContent.trim()} looks like text`);
  }), { forcedColors: "active" });
});

test("the switch changes light to dark, and the next page remembers", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  await tab.goto(server.address);
  const ground = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor
    + getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await tab.locator("button.switch").click();
  const dark = await ground();
  assert.notEqual(dark, light, "the ground does not change");
  await tab.goto(addressOf(looked.at(-1)));
  assert.equal(await ground(), dark, "the next page is light again");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("without script there is nothing missing to read", async () => {
  await onEach(looked.slice(0, 5), async (tab) => {
    const found = [];
    if (await tab.locator("button:visible").count() > 0) {
      found.push("a button is shown that cannot do anything");
    }
    if (!(await tab.locator("h1").isVisible())) {
      found.push("the heading is not shown");
    }
    return found;
  }, { javaScriptEnabled: false });
});

test("a page that does not exist is answered with ways on", async () => {
  const tab = await newTab(browser);
  const response = await tab.goto(`${server.address}finns/inte/alls/`);
  assert.equal(response.status(), 404);
  await tab.locator("main a").first().click();
  await tab.waitForURL(server.address);
  // The answer's own status is on the console, as it should be; nothing else is.
  assert.deepEqual(tab.complaints.filter((one) => !one.includes("404 (Not Found)")), []);
  await tab.context().close();
});

test("a page prints", async () => {
  const tab = await newTab(browser);
  for (const page of [pick(/^index\.html$/), looked.toSorted((a, b) => b.size - a.size)[0]]) {
    await tab.goto(addressOf(page));
    const pdf = await tab.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-", page.file);
    await tab.emulateMedia({ media: "print" });
    assert.ok(await tab.locator("h1").isVisible(), `${page.file}: no heading on paper`);
    const shown = await tab.locator("nav:visible, button:visible, .skip:visible").count();
    assert.equal(shown, 0, `${page.file}: navigation on paper`);
    const ink = await tab.evaluate(() => getComputedStyle(document.body).color);
    const [red, green, blue] = ink.match(/[\d.]+/g).map(Number);
    assert.ok(Math.max(red, green, blue) < 140, `${page.file}: the ink on paper is ${ink}`);
    await tab.emulateMedia({ media: "screen" });
  }
  await tab.context().close();
});

test("a role card prints on one sheet", async () => {
  // What is left of A4 within the margins of the theme's `@page`, in CSS pixels.
  const [width, height] = [178, 263].map((mm) => Math.floor((mm * 96) / 25.4));
  const cards = readable.filter(({ file }) => /^(en\/)?(kommuner|parter|roller)\/[^/]+\/index\.html$/.test(file));
  await onEach(cards, async (tab) => {
    await tab.emulateMedia({ media: "print" });
    const end = await tab.evaluate(() => {
      const card = document.querySelector(".head + .facts");
      return card ? card.getBoundingClientRect().bottom + scrollY : 0;
    });
    await tab.emulateMedia({ media: "screen" });
    return end <= height ? [] : [`the card ends at ${Math.round(end)} of ${height} pixels`];
  }, { viewport: { width, height } });
});

test("a marker shows its source, and leads to it without script", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  const address = pathToFileURL(join(folder, "vad-galler", "index.html")).href;
  await tab.goto(address);
  const marker = tab.locator("a.cite").first();
  const target = await marker.getAttribute("href");
  assert.ok(await tab.locator(`li${target} a.locator`).count() > 0, "no paragraph behind the marker");
  await marker.click();
  const box = tab.locator(".pop[role=dialog]:not(.copies)");
  assert.ok(await box.isVisible(), "the source is not shown");
  const quote = await tab.locator(`li${target} mark`).first().textContent();
  assert.equal(await box.locator("mark").textContent(), quote);
  assert.ok(await box.locator("a.locator").getAttribute("href"), "no way to the paragraph");
  await tab.keyboard.press("Escape");
  assert.ok(!(await box.isVisible()), "Escape does not close it");
  assert.ok(await marker.evaluate((own) => own === document.activeElement), "the focus is lost");
  assert.equal(new URL(tab.url()).hash, "");
  await tab.context().close();
  const plain = await newTab(browser, { javaScriptEnabled: false });
  await plain.goto(address);
  await plain.locator("a.cite").first().click();
  assert.equal(new URL(plain.url()).hash, target);
  await plain.context().close();
});

test("from disk one can click from page to page, and the theme is there", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  const root = pathToFileURL(`${folder}/`).href;
  const arrive = async (what) => {
    await tab.waitForLoadState("load");
    assert.ok(tab.url().startsWith(root) && new URL(tab.url()).pathname.endsWith(".html"),
      `${what} leads to ${tab.url()}`);
    assert.ok(await tab.locator("h1").isVisible(), `${what} leads to a page without a heading`);
    const isStyled = await tab.evaluate(() => document.styleSheets.length > 0
      && getComputedStyle(document.body).fontFamily !== "Times New Roman");
    assert.ok(isStyled, `after ${what} the theme is gone`);
  };
  const follow = async (what, selector) => {
    const link = tab.locator(selector).first();
    assert.ok(await link.count() > 0, `there is no ${what} on ${tab.url()}`);
    await Promise.all([tab.waitForEvent("load"), link.click()]);
    await arrive(what);
    return tab.url();
  };
  await tab.goto(`${root}index.html`);
  await arrive("opening the file");
  const section = await follow("the menu's last item", "header nav li:last-child a");
  const child = await follow("a page of the section", "main a[href$='index.html']:not(nav a)");
  assert.notEqual(child, section);
  await follow("the breadcrumb", "nav.crumbs li:last-child a");
  const original = await tab.locator("html").getAttribute("lang");
  await follow("the other language", "header a[hreflang]");
  assert.notEqual(await tab.locator("html").getAttribute("lang"), original);
  await follow("the front page", "header a.site");
  await follow("the menu's second item", "header nav li:nth-child(2) a");
  await follow("the next page", "a[rel=next]");
  await follow("the index of everything", "footer a");
  // The switch works without a server as well.
  const scheme = () => tab.evaluate(() => document.documentElement.dataset.theme);
  await tab.locator("button.switch").click();
  assert.equal(await scheme(), "dark");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});
