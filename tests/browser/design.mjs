// Layout and enhancements in a browser: popovers, previews, zoom, print, forced colors, reduced motion, no
// script, languages and a site's own colors.
//
//   PAKT_SITE=output PAKT=target/release/pakt node --test tests/browser/design.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { folder, launch, newTab, serve } from "./site.mjs";

const PAGES = [
  "", "vad-galler/", "beslut/", "historia/", "kostnad/", "oklarheter/", "ordlista/", "byggstenar/",
  "parter/stockholms-stad/", "kommuner/solna/", "kallor/utlatande-2015-128/", "en/beslut/",
];

let browser;
let server;

before(async () => { [browser, server] = await Promise.all([launch(), serve()]); });
after(async () => { await browser?.close(); await server?.close(); });

/** Runs a test in a new tab and checks that the browser reported nothing. */
async function on(options, work) {
  const tab = await newTab(browser, options);
  await work(tab);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
}

/** More than the delays after which a preview is shown or hidden. The page's clock is advanced by it. */
const AFTER_PREVIEW_DELAYS_MS = 1000;

test("a link to an entry previews its source quote, on hover and on focus", async () => {
  await on({}, async (tab) => {
    await tab.clock.install();
    await tab.goto(`${server.address}kommuner/solna/`);
    await tab.evaluate(() => { document.getElementById("pakt-facts").open = true; });
    const link = tab.locator(".value > a[href$='regionala-radet/']").first();
    const box = tab.locator(".preview");
    await link.hover();
    await box.waitFor({ state: "visible" });
    assert.match(await box.textContent(), /Regionala rådet.*P\d\d/s);
    assert.equal(await link.getAttribute("aria-describedby"), await box.getAttribute("id"));
    // The preview stays while the pointer is on it. Escape closes it without moving the pointer.
    await box.hover();
    await tab.clock.runFor(AFTER_PREVIEW_DELAYS_MS);
    assert.ok(await box.isVisible(), "the preview closed while the pointer was on it");
    await tab.keyboard.press("Escape");
    assert.ok(!(await box.isVisible()), "Escape does not close it");
    await tab.mouse.move(0, 0);
    await tab.locator(".value > a").first().focus();
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Shift+Tab");
    await box.waitFor({ state: "visible" });
    // Moving the pointer elsewhere does not close a preview of a focused link; moving the focus does.
    await tab.locator("h1").hover();
    await tab.clock.runFor(AFTER_PREVIEW_DELAYS_MS);
    assert.ok(await box.isVisible(), "the preview closed although the link has the focus");
    await tab.keyboard.press("Tab");
    await tab.waitForFunction(() => !document.querySelector(".preview:popover-open p")?.textContent.includes("Regionala rådet"));
  });
});

test("a link that was left or pressed before its preview was loaded shows none", async () => {
  await on({}, async (tab) => {
    await tab.clock.install();
    await tab.goto(`${server.address}kommuner/solna/`);
    await tab.evaluate(() => { document.getElementById("pakt-facts").open = true; });
    const link = tab.locator(".value > a[href$='regionala-radet/']").first();
    let nRequests = 0;
    await tab.route("**/regionala-radet/index.json", async (route) => {
      nRequests += 1;
      // On a slow connection the response arrives when the pointer has left.
      if (nRequests === 1) await tab.mouse.move(0, 0);
      await route.continue();
    });
    const response = tab.waitForResponse(/regionala-radet\/index\.json$/);
    await link.hover();
    await (await response).finished();
    // The page has handled the first response when a second one has been read.
    await link.evaluate(async ({ href }) => (await fetch(new URL("index.json", href))).json());
    await tab.clock.runFor(AFTER_PREVIEW_DELAYS_MS);
    assert.ok(!(await tab.locator(".preview").isVisible()), "it is shown although the pointer has left");
    // The same for a link that already has the focus.
    await tab.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
    await link.click();
    await tab.locator("h1").hover();
    await link.hover();
    await tab.locator(".preview").waitFor({ state: "visible" });
    await tab.mouse.down();
    assert.ok(!(await tab.locator(".preview").isVisible()), "it covers a link that is being pressed");
  });
});

test("a term links to its definition at its first use, and previews it on hover", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}vad-galler/`);
    const term = tab.locator(".body a.term").first();
    const href = await term.getAttribute("href");
    assert.equal(await tab.locator(`.body a.term[href="${href}"]`).count(), 1, "the term is marked once");
    const definition = await term.evaluate(async (link) => {
      const page = await (await fetch(link.href)).text();
      return new DOMParser().parseFromString(page, "text/html").querySelector(".body > p").textContent;
    });
    await term.hover();
    await tab.locator(".preview").waitFor({ state: "visible" });
    const shown = await tab.locator(".preview > :last-child").textContent();
    assert.ok(shown.length > 20 && definition.startsWith(shown.slice(0, 20)), `${shown} – ${definition}`);
    await term.click();
    await tab.waitForURL(`${server.address}ordlista/**`);
  });
});

test("from disk there is no preview, and no console message", async () => {
  await on({}, async (tab) => {
    await tab.clock.install();
    await tab.goto(pathToFileURL(join(folder, "kommuner/solna/index.html")).href);
    await tab.locator(".value > a").first().hover();
    await tab.clock.runFor(AFTER_PREVIEW_DELAYS_MS);
    assert.equal(await tab.locator(".preview").count(), 0);
  });
});

test("on a phone a source popover is at the bottom of the window", async () => {
  await on({ viewport: { width: 360, height: 700 } }, async (tab) => {
    await tab.goto(`${server.address}vad-galler/`);
    await tab.locator(".body a.cite").first().click();
    const bounds = await tab.locator(".pop:popover-open").boundingBox();
    assert.ok(Math.abs(bounds.y + bounds.height - 700) <= 1 && bounds.width === 360, JSON.stringify(bounds));
  });
});

test("at 400 % zoom no page scrolls sideways", async () => {
  await on({ viewport: { width: 1280, height: 1024 } }, async (tab) => {
    // At 400 % zoom, a window of 1280 × 1024 px has 320 × 256 CSS pixels.
    await tab.setViewportSize({ width: 320, height: 256 });
    for (const page of PAGES) {
      await tab.goto(server.address + page);
      const scrollWidth = await tab.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(scrollWidth <= 320, `${page}: ${scrollWidth} px`);
    }
  });
});

test("on every window width all strokes are on the line", async () => {
  for (const width of [768, 1280, 1920, 2560]) {
    await on({ viewport: { width, height: 900 } }, async (tab) => {
      for (const page of ["historia/", "vad-galler/", "kommuner/solna/"]) {
        await tab.goto(server.address + page);
        const offsets = await tab.evaluate(() => {
          const main = document.querySelector("main.page");
          const line = parseFloat(getComputedStyle(main, "::before").insetInlineStart)
            + main.getBoundingClientRect().left;
          return [...document.querySelectorAll(".statement[data-standing]")].map((statement) =>
            statement.getBoundingClientRect().left
            + parseFloat(getComputedStyle(statement, "::before").insetInlineStart) - line);
        });
        assert.ok(offsets.length > 3, page);
        assert.deepEqual(offsets.filter((offset) => Math.abs(offset) > 1), [], `${page} at ${width} px`);
      }
    });
  }
});

test("evidence statuses differ without color, and in forced colors", async () => {
  for (const forcedColors of ["none", "active"]) {
    await on({ forcedColors, colorScheme: "light" }, async (tab) => {
      await tab.goto(`${server.address}vad-galler/`);
      const marks = await tab.evaluate(() => {
        const borders = {};
        for (const element of document.querySelectorAll(".in-force [data-standing]")) {
          const style = getComputedStyle(element, "::before");
          borders[element.dataset.standing] = `${style.borderInlineStartStyle} ${style.borderInlineStartWidth}`;
        }
        return borders;
      });
      assert.ok(Object.keys(marks).length >= 3, JSON.stringify(marks));
      assert.equal(new Set(Object.values(marks)).size, Object.keys(marks).length, JSON.stringify(marks));
    });
  }
});

test("with reduced motion nothing moves", async () => {
  await on({ reducedMotion: "reduce" }, async (tab) => {
    await tab.goto(server.address);
    const nMoving = await tab.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length + document.getAnimations().length);
    assert.equal(nMoving, 0);
  });
});

test("without script every view is a readable list or table", async () => {
  await on({ javaScriptEnabled: false }, async (tab) => {
    for (const [page, part] of Object.entries({
      "historia/": "ol.timeline > li", "beslut/": "table.matrix tbody td", "kostnad/": ".shares tbody tr",
      "byggstenar/": ".branch .nodes a", "ordlista/": ".glossary dt",
    })) {
      await tab.goto(server.address + page);
      assert.ok(await tab.locator(part).first().isVisible(), `${page}: ${part}`);
    }
  });
});

test("in print the URLs of external links are visible", async () => {
  await on({}, async (tab) => {
    await tab.emulateMedia({ media: "print" });
    await tab.goto(`${server.address}kommuner/solna/`);
    const address = tab.locator(".sources .address").first();
    assert.equal(await address.textContent(), await address.getAttribute("href"));
    assert.ok(await address.isVisible());
  });
});

test("the front page has a verbatim title and a search form", async () => {
  await on({}, async (tab) => {
    for (const [path, family] of [["", "Pakt Serif"], ["en/", "Pakt Sans"]]) {
      await tab.goto(server.address + path);
      const font = await tab.locator("h1").evaluate((element) => getComputedStyle(element).fontFamily);
      assert.ok(font.startsWith(`"${family}"`), font);
    }
    for (const start of [server.address, pathToFileURL(join(folder, "index.html")).href]) {
      await tab.goto(start);
      await tab.locator(".seek input").fill("solna");
      await tab.keyboard.press("Enter");
      await tab.waitForURL(/\/sok\/(index\.html)?\?q=solna$/);
      await tab.locator(".results a[href*='kommuner/solna/']").first().waitFor();
    }
  });
});

test("text that programs read has no soft hyphens", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}beslut/`);
    const hasSoftHyphens = await tab.evaluate(() => ({
      visible: document.querySelector("main").textContent.includes("\u00ad"),
      title: document.title.includes("\u00ad"),
      attributes: [...document.querySelectorAll("[id], [aria-label], meta")].some((element) =>
        [...element.attributes].some(({ value }) => value.includes("\u00ad"))),
    }));
    assert.deepEqual(hasSoftHyphens, { visible: true, title: false, attributes: false });
  });
});

test("the language link opens the same page in the other language", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}historia/`);
    await tab.locator("header a[hreflang=en]").click();
    await tab.waitForURL(`${server.address}en/**`);
    await tab.locator("header a[hreflang=sv]").click();
    await tab.waitForURL(`${server.address}historia/`);
  });
});

test("a site's own tokens set the color of links", { skip: !process.env.PAKT && "PAKT is not set" }, async () => {
  const work = mkdtempSync(join(tmpdir(), "pakt-look-"));
  mkdirSync(join(work, "content"));
  mkdirSync(join(work, "themes/mine"), { recursive: true });
  writeFileSync(join(work, "content/site.yaml"), "title: Provet\nlanguages: [sv]\ntheme: mine\n");
  writeFileSync(join(work, "content/index.md"), "# Provet\n\n[Ett](ett.md)\n");
  writeFileSync(join(work, "content/ett.md"), "# Ett\n\n[Provet](index.md)\n");
  writeFileSync(join(work, "themes/mine/tokens.css"), ":root { --spruce-70: #0b4a8f; }\n");
  execFileSync(process.env.PAKT, ["build", "-C", work], { stdio: "ignore" });
  await on({ colorScheme: "light" }, async (tab) => {
    await tab.goto(pathToFileURL(join(work, "output/index.html")).href);
    const color = await tab.locator(".body a").first().evaluate((element) => getComputedStyle(element).color);
    assert.equal(color, "rgb(11, 74, 143)");
  });
  rmSync(work, { recursive: true });
});
