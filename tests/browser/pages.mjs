// The built site in a browser, as readers use it: with a keyboard, on a phone, in dark mode, in print, from
// disk and with a strict policy. The automatic accessibility checks are in access.mjs.
//
//   PAKT_SITE=output node --test tests/browser/pages.mjs
//
// Checks a sample of 60 pages, with every kind of page in every language. `PAKT_ALL_PAGES=1` checks all
// pages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as site from "./site.mjs";
import { allPages, folder, launch, newTab, sample, serve, withTabs } from "./site.mjs";

const SAMPLE_SIZE = 60;

let browser;
let server;
let pages;
let readable;
let checked;

before(async () => {
  pages = await allPages();
  assert.ok(pages.length > 0, `${folder} has no pages: build the site first`);
  readable = pages.filter((page) => !page.isRedirect);
  checked = process.env.PAKT_ALL_PAGES ? readable : sample(readable, SAMPLE_SIZE);
  [browser, server] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const addressOf = (page) => site.addressOf(server, page);

/** Returns the first page, by path, that matches a pattern. */
const pick = (pattern) => readable.find(({ file }) => pattern.test(file));

/** Runs a check on each page in two tabs and reports all problems together. */
async function onEach(list, check, options) {
  const tabs = await Promise.all([newTab(browser, options), newTab(browser, options)]);
  const problems = [];
  await withTabs(tabs, list, async (tab, page) => {
    tab.complaints.length = 0;
    try {
      await tab.goto(addressOf(page), { waitUntil: "load" });
      const pageProblems = await check(tab, page);
      problems.push(...[...pageProblems, ...tab.complaints].map((problem) => `${page.file}: ${problem}`));
    } catch (error) {
      problems.push(`${page.file}: ${error.message}`);
    }
  });
  await Promise.all(tabs.map((tab) => tab.context().close()));
  assert.equal(problems.toSorted().join("\n"), "");
}

test("each page has one heading, its landmarks, and fits on a phone", async () => {
  await onEach(checked, (tab) => tab.evaluate(() => {
    const problems = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    const once = { h1: "h1", main: "main", header: "body > header", footer: "body > footer" };
    for (const [name, selector] of Object.entries(once)) {
      if (count(selector) !== 1) {
        problems.push(`${count(selector)} × ${name}`);
      }
    }
    const names = [...document.querySelectorAll("nav")].map((nav) =>
      nav.getAttribute("aria-label") ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent);
    if (names.some((name) => !name?.trim()) || new Set(names).size !== names.length) {
      problems.push(`navigations are named ${JSON.stringify(names)}`);
    }
    let level = 0;
    for (const heading of document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")) {
      const headingLevel = Number(heading.localName[1]);
      if (headingLevel > level + 1) {
        problems.push(`<${heading.localName}> ${heading.textContent.trim()} follows level ${level}`);
      }
      level = headingLevel;
    }
    // A wide table may scroll in its box, but the page must not.
    const checkWidth = (state) => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) {
        const wide = [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3).map((element) => `${element.localName}.${element.className}`);
        problems.push(`${state}: ${scrollWidth} px wide in a window of ${innerWidth}: ${wide.join(", ")}`);
      }
    };
    checkWidth("default");
    // WCAG 1.4.12: readers may increase the spacing of letters, words and lines.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
      line-height: 1.5 !important } p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    checkWidth("with text spacing");
    return problems;
  }), { viewport: { width: 320, height: 700 } });
});

test("quotes and links have a language, and live regions are silent", async () => {
  await onEach(checked, (tab) => tab.evaluate(() => {
    const problems = [];
    const page = document.documentElement.lang;
    const languageOf = (element) => element.closest("[lang]").lang;
    // All documents of the site are in Swedish, and so are their quotes.
    for (const quote of document.querySelectorAll("main q, .paragraph > .verbatim")) {
      if (languageOf(quote) !== "sv") {
        problems.push(`a quote is marked as ${languageOf(quote)}: ${quote.textContent.trim().slice(0, 40)}`);
      }
    }
    // A link to a page in another language has a `lang` attribute.
    for (const link of document.querySelectorAll("a[hreflang]")) {
      if (link.hreflang !== page && languageOf(link) !== link.hreflang) {
        problems.push(`${link.textContent.trim()} is not marked as ${link.hreflang}`);
      }
    }
    for (const region of document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log]")) {
      if (region.textContent.trim() || region.getAttribute("aria-live") === "assertive") {
        problems.push(`a live region has text although nothing happened: ${region.textContent.trim()}`);
      }
    }
    return problems;
  }));
});

test("on a phone the tab order goes down the page", async () => {
  await onEach(checked, (tab) => tab.evaluate(() => {
    const problems = [];
    let previous = { bottom: 0, name: "" };
    for (const stop of document.querySelectorAll("main :is(a[href], button, summary, [tabindex='0'])")) {
      const { top, bottom, height } = stop.getBoundingClientRect();
      // Elements in closed sections are not in the tab order.
      const isVisible = height > 0 && stop.checkVisibility();
      if (isVisible && bottom < previous.top) {
        problems.push(`${stop.textContent.trim().slice(0, 40)} is above ${previous.name}, which comes before it`);
      }
      if (isVisible) {
        previous = { top, bottom, name: stop.textContent.trim().slice(0, 40) };
      }
    }
    return problems.slice(0, 3);
  }), { viewport: { width: 320, height: 700 } });
});

test("the skip link is the first tab stop, and focus is always visible", async () => {
  const patterns = [/^index\.html$/, /^en\/index\.html$/, /^[^/]+\/[^/]+\/index\.html$/, /^404\.html$/];
  await onEach(patterns.map(pick).filter(Boolean), async (tab) => {
    const problems = [];
    const focused = () => tab.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        name: `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 30)}`,
        isLink: element.matches("a[href^='#']"), href: element.getAttribute("href"),
        isBody: element === document.body,
        isMarked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
          || style.boxShadow !== "none",
        isInView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
          && box.top < innerHeight && box.left < innerWidth,
      };
    });
    await tab.keyboard.press("Tab");
    const skip = await focused();
    if (!skip.isLink || !skip.isInView) {
      problems.push(`the first stop is ${skip.name}, ${skip.isInView ? "" : "not "}in view`);
    }
    for (let stop = 0; stop < 25; stop += 1) {
      const target = await focused();
      if (target.isBody) {
        break;
      }
      if (!target.isMarked || !target.isInView) {
        problems.push(`the focus is not visible on ${target.name}`);
      }
      await tab.keyboard.press("Tab");
    }
    // After the skip link, the next tab stop is in the main content.
    await tab.goto(tab.url());
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
    const isInMain = await tab.evaluate(() =>
      document.activeElement === document.body || document.activeElement.closest("main") !== null);
    if (!isInMain) {
      problems.push("the skip link does not lead into <main>");
    }
    return problems;
  });
});

test("with reduced motion nothing moves", async () => {
  await onEach(checked.slice(0, 5), (tab) => tab.evaluate(() => {
    const moving = [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const seconds = (list) => Math.max(...list.split(",").map((item) => parseFloat(item) || 0));
      return seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01
        || style.scrollBehavior === "smooth";
    });
    return moving.slice(0, 3).map((element) => `${element.localName}.${element.className} moves`);
  }), { reducedMotion: "reduce" });
});

test("in forced colors links still look like links", async () => {
  await onEach(checked.slice(0, 5), (tab) => tab.evaluate(() => {
    const links = [...document.querySelectorAll("main a[href]")].filter((link) => link.offsetParent);
    const unmarked = links.filter((link) => getComputedStyle(link).color === getComputedStyle(document.body).color
      && getComputedStyle(link).textDecorationLine === "none");
    return unmarked.slice(0, 3).map((link) => `the link ${link.textContent.trim()} looks like text`);
  }), { forcedColors: "active" });
});

test("in forced colors each button has a border", async () => {
  await onEach(checked.slice(0, 5), (tab) => tab.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")].filter((button) => button.checkVisibility());
    const bare = buttons.filter((button) => parseFloat(getComputedStyle(button).borderTopWidth) < 1);
    return bare.map((button) => `the button ${button.textContent.trim()} looks like text`);
  }), { forcedColors: "active" });
});

test("in the header the tab order is the visual order", async () => {
  for (const width of [360, 1280]) {
    await onEach(checked.slice(0, 5), (tab) => tab.evaluate(() => {
      const stops = [...document.querySelectorAll(".masthead :is(a, button)")].filter((stop) => stop.checkVisibility());
      const places = stops.map((stop) => stop.getBoundingClientRect());
      const isAfter = (next, place) => next.top >= place.bottom || (next.left >= place.right && next.bottom > place.top);
      const wrong = stops.slice(1).filter((_, index) => !isAfter(places[index + 1], places[index]));
      return wrong.map((stop) => `${stop.textContent.trim()} is before the stop above it`);
    }), { viewport: { width, height: 740 } });
  }
});

test("the theme switch changes to dark mode, also for the next page", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  await tab.goto(server.address);
  const backgroundColors = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor
    + getComputedStyle(document.documentElement).backgroundColor);
  const light = await backgroundColors();
  await tab.locator("button.switch").first().click();
  const dark = await backgroundColors();
  assert.notEqual(dark, light, "the background does not change");
  await tab.goto(addressOf(checked.at(-1)));
  assert.equal(await backgroundColors(), dark, "the next page is in light mode again");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("on a phone the header is one row, comes back on the way up, and covers no target", async () => {
  const tab = await newTab(browser, { viewport: { width: 360, height: 740 }, hasTouch: true });
  let nTargets = 0;
  for (const page of sample(checked, 8)) {
    await tab.goto(addressOf(page));
    const header = tab.locator(".masthead");
    const { height } = await header.boundingBox();
    assert.ok(height <= 64, `${page.file}: the header is ${height} px high`);
    const bottomEdge = () => tab.evaluate(() => document.querySelector(".masthead").getBoundingClientRect().bottom);
    const isLong = await tab.evaluate(() => document.documentElement.scrollHeight > 3 * innerHeight);
    if (!isLong) continue;
    await tab.evaluate(() => scrollTo(0, 1400));
    await tab.waitForFunction(() => document.querySelector(".masthead").getBoundingClientRect().bottom <= 0);
    await tab.evaluate(() => scrollTo(0, 1200));
    await tab.waitForFunction(() => document.querySelector(".masthead").getBoundingClientRect().top >= 0);
    // A link upwards brings the header back, above its target.
    const target = await tab.evaluate(() => [...document.querySelectorAll("main [id]:not(h1)")].find((element) => element.checkVisibility())?.id);
    // Everything with an address can be folded.
    if (!target) continue;
    nTargets += 1;
    await tab.evaluate((id) => { location.hash = id; }, target);
    await tab.waitForFunction((id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200, target);
    const top = await tab.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, target);
    assert.ok(top >= (await bottomEdge()), `${page.file}: #${target} is behind the header`);
  }
  assert.ok(nTargets > 0, "no page of the sample has a target");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("on a phone the menu has the pages, the page's contents and the languages, also without script", async () => {
  const long = checked.find(({ text }) => text.includes('class="contents"'));
  for (const javaScriptEnabled of [true, false]) {
    const tab = await newTab(browser, { viewport: { width: 360, height: 740 }, javaScriptEnabled });
    await tab.goto(addressOf(long));
    const tray = tab.locator(".tray");
    assert.ok(!(await tray.isVisible()));
    await tab.locator(".opener").click();
    assert.ok(await tray.isVisible());
    assert.ok(await tray.locator(".menu a").first().isVisible());
    assert.equal(await tray.locator(".switch").isVisible(), javaScriptEnabled);
    if (javaScriptEnabled) {
      await tray.locator(".here summary").click();
      const link = tray.locator(".here a").last();
      const target = await link.getAttribute("href");
      await link.click();
      assert.ok(!(await tray.isVisible()), "the menu stays open over its target");
      assert.ok(tab.url().endsWith(target));
      await tab.locator(".opener").click();
      await tab.keyboard.press("Escape");
      assert.ok(!(await tray.isVisible()));
    }
    await tab.context().close();
  }
});

test("a reader who has chosen dark sees no light frame", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  await tab.goto(server.address);
  await tab.locator("button.switch").first().click();
  const dark = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  // The color in each frame from the first that has a body.
  await tab.addInitScript(() => {
    self.colors = [];
    const record = () => {
      if (document.body) self.colors.push(getComputedStyle(document.body).backgroundColor);
      if (self.colors.length < 30) requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
  });
  const session = await tab.context().newCDPSession(tab);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  for (const page of sample(checked, 8)) {
    await tab.goto(addressOf(page));
    await tab.waitForFunction(() => self.colors.length > 5);
    assert.deepEqual(new Set(await tab.evaluate(() => self.colors)), new Set([dark]), page.file);
  }
  await tab.context().close();
});

test("without script the page is complete", async () => {
  await onEach(checked.slice(0, 5), async (tab) => {
    const problems = [];
    // The menu opens without script.
    if (await tab.locator("button:visible:not([popovertarget])").count() > 0) {
      problems.push("a button without a function is visible");
    }
    if (!(await tab.locator("h1").isVisible())) {
      problems.push("the heading is not visible");
    }
    return problems;
  }, { javaScriptEnabled: false });
});

test("a missing page is answered with links to other pages", async () => {
  const tab = await newTab(browser);
  const response = await tab.goto(`${server.address}finns/inte/alls/`);
  assert.equal(response.status(), 404);
  assert.ok(await tab.locator("main .seek input").isVisible());
  await tab.locator("main a").first().click();
  await tab.waitForURL(server.address);
  // The console shows the status of the response and nothing else.
  assert.deepEqual(tab.complaints.filter((complaint) => !complaint.includes("404 (Not Found)")), []);
  await tab.context().close();
});

test("a page prints", async () => {
  const tab = await newTab(browser);
  for (const page of [pick(/^index\.html$/), checked.toSorted((a, b) => b.size - a.size)[0]]) {
    await tab.goto(addressOf(page));
    const pdf = await tab.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-", page.file);
    await tab.emulateMedia({ media: "print" });
    assert.ok(await tab.locator("h1").isVisible(), `${page.file}: no heading in print`);
    const nVisible = await tab.locator("nav:visible, button:visible, .skip:visible").count();
    assert.equal(nVisible, 0, `${page.file}: navigation in print`);
    const color = await tab.evaluate(() => getComputedStyle(document.body).color);
    const [red, green, blue] = color.match(/[\d.]+/g).map(Number);
    assert.ok(Math.max(red, green, blue) < 140, `${page.file}: the text color in print is ${color}`);
    await tab.emulateMedia({ media: "screen" });
  }
  await tab.context().close();
});

test("a role card prints on one sheet", async () => {
  // The area of A4 within the margins of the theme's `@page`, in CSS pixels.
  const [width, height] = [178, 263].map((mm) => Math.floor((mm * 96) / 25.4));
  const cards = readable.filter(({ file }) => /^(en\/)?(kommuner|parter|roller)\/[^/]+\/index\.html$/.test(file));
  await onEach(cards, async (tab) => {
    await tab.emulateMedia({ media: "print" });
    const bottom = await tab.evaluate(() => {
      const card = document.querySelector(".head + .facts");
      return card ? card.getBoundingClientRect().bottom + scrollY : 0;
    });
    await tab.emulateMedia({ media: "screen" });
    return bottom <= height ? [] : [`the card ends at ${Math.round(bottom)} of ${height} pixels`];
  }, { viewport: { width, height } });
});

test("a citation marker shows its source, and links to it without script", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  const address = pathToFileURL(join(folder, "vad-galler", "index.html")).href;
  await tab.goto(address);
  const marker = tab.locator("a.cite").first();
  const target = await marker.getAttribute("href");
  assert.ok(await tab.locator(`li${target} a.locator`).count() > 0, "the marker has no source paragraph");
  await marker.click();
  const box = tab.locator(".pop[role=dialog]:not(.copies)");
  assert.ok(await box.isVisible(), "the source is not shown");
  const quote = await tab.locator(`li${target} mark`).first().textContent();
  assert.equal(await box.locator("mark").textContent(), quote);
  assert.ok(await box.locator("a.locator").getAttribute("href"), "there is no link to the paragraph");
  await tab.keyboard.press("Escape");
  assert.ok(!(await box.isVisible()), "Escape does not close it");
  assert.ok(await marker.evaluate((element) => element === document.activeElement), "the focus is lost");
  assert.equal(new URL(tab.url()).hash, "");
  await tab.context().close();
  const plainTab = await newTab(browser, { javaScriptEnabled: false });
  await plainTab.goto(address);
  await plainTab.locator("a.cite").first().click();
  assert.equal(new URL(plainTab.url()).hash, target);
  await plainTab.context().close();
});

test("from disk links and styles work", async () => {
  const tab = await newTab(browser, { colorScheme: "light" });
  const root = pathToFileURL(`${folder}/`).href;
  const checkArrival = async (description) => {
    await tab.waitForLoadState("load");
    assert.ok(tab.url().startsWith(root) && new URL(tab.url()).pathname.endsWith(".html"),
      `${description} leads to ${tab.url()}`);
    assert.ok(await tab.locator("h1").isVisible(), `${description} leads to a page without a heading`);
    const isStyled = await tab.evaluate(() => document.styleSheets.length > 0
      && getComputedStyle(document.body).fontFamily !== "Times New Roman");
    assert.ok(isStyled, `after ${description} the page has no styles`);
  };
  const follow = async (description, selector) => {
    const link = tab.locator(selector).first();
    assert.ok(await link.count() > 0, `there is no ${description} on ${tab.url()}`);
    await Promise.all([tab.waitForEvent("load"), link.click()]);
    await checkArrival(description);
    return tab.url();
  };
  await tab.goto(`${root}index.html`);
  await checkArrival("opening the file");
  const section = await follow("the menu's last item", "header nav li:last-child a");
  const child = await follow("a page of the section", "main a[href$='index.html']:not(nav a)");
  assert.notEqual(child, section);
  await follow("the breadcrumb", "nav.crumbs li:last-child a");
  const original = await tab.locator("html").getAttribute("lang");
  await follow("the other language", "header a[hreflang]");
  assert.notEqual(await tab.locator("html").getAttribute("lang"), original);
  await follow("the front page", "header a.site");
  await follow("the menu's third item", "header nav li:nth-child(3) a");
  await follow("the next page", "a[rel=next]");
  await follow("the index of everything", "footer a[href$='a-o/index.html']");
  // The theme switch works from disk too.
  const theme = () => tab.evaluate(() => document.documentElement.dataset.theme);
  await tab.locator("button.switch").first().click();
  assert.equal(await theme(), "dark");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});
