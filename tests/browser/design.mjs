// The look and the comforts in a browser: popovers, previews, much zoom, print, forced colours, less
// motion, no script, another language, a site's own colours.
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

async function on(options, work) {
  const tab = await newTab(browser, options);
  await work(tab);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
}

test("a link to an entry shows the words it rests on, on hover and on focus", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}kommuner/solna/`);
    const link = tab.locator(".value > a[href$='regionala-radet/']").first();
    const box = tab.locator(".preview");
    await link.hover();
    await box.waitFor({ state: "visible" });
    assert.match(await box.textContent(), /Regionala rådet.*P\d\d/s);
    assert.equal(await link.getAttribute("aria-describedby"), await box.getAttribute("id"));
    // It stays while the pointer is on it, and goes with Escape, without the pointer moving.
    await box.hover();
    await tab.waitForTimeout(500);
    assert.ok(await box.isVisible(), "it went while the pointer was on it");
    await tab.keyboard.press("Escape");
    assert.ok(!(await box.isVisible()), "Escape does not close it");
    await tab.mouse.move(0, 0);
    await tab.locator(".value > a").first().focus();
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Shift+Tab");
    await box.waitFor({ state: "visible" });
    // A pointer that is elsewhere takes nothing from the keyboard, and the focus takes it along.
    await tab.locator("h1").hover();
    await tab.waitForTimeout(500);
    assert.ok(await box.isVisible(), "it went though the link has the focus");
    await tab.keyboard.press("Tab");
    await tab.waitForFunction(() => !document.querySelector(".preview:popover-open p")?.textContent.includes("Regionala rådet"));
  });
});

test("a link that was left or pressed before its words were there shows none", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}kommuner/solna/`);
    const link = tab.locator(".value > a[href$='regionala-radet/']").first();
    const asked = [];
    await tab.route("**/regionala-radet/index.json", async (route) => {
      asked.push(route);
      // The answer of a slow line comes when the pointer is elsewhere.
      if (asked.length === 1) await tab.mouse.move(0, 0);
      await route.continue();
    });
    const answered = tab.waitForResponse(/regionala-radet\/index\.json$/);
    await link.hover();
    await (await answered).finished();
    await tab.waitForTimeout(500);
    assert.ok(!(await tab.locator(".preview").isVisible()), "it shows though the pointer has left");
    // Even a link that has the focus already.
    await tab.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
    await link.click();
    await tab.locator("h1").hover();
    await link.hover();
    await tab.locator(".preview").waitFor({ state: "visible" });
    await tab.mouse.down();
    assert.ok(!(await tab.locator(".preview").isVisible()), "it stands in the way of a press");
  });
});

test("a term leads to its meaning where it is first used, and shows it on hover and on focus", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}vad-galler/`);
    const term = tab.locator(".body a.term").first();
    const href = await term.getAttribute("href");
    assert.equal(await tab.locator(`.body a.term[href="${href}"]`).count(), 1, "marked once");
    const words = await term.evaluate(async (link) => {
      const page = await (await fetch(link.href)).text();
      return new DOMParser().parseFromString(page, "text/html").querySelector(".body > p").textContent;
    });
    await term.hover();
    await tab.locator(".preview").waitFor({ state: "visible" });
    const shown = await tab.locator(".preview > :last-child").textContent();
    assert.ok(shown.length > 20 && words.startsWith(shown.slice(0, 20)), `${shown} – ${words}`);
    await term.click();
    await tab.waitForURL(`${server.address}ordlista/**`);
  });
});

test("from disk there is no preview, and no complaint", async () => {
  await on({}, async (tab) => {
    await tab.goto(pathToFileURL(join(folder, "kommuner/solna/index.html")).href);
    await tab.locator(".value > a").first().hover();
    await tab.waitForTimeout(600);
    assert.equal(await tab.locator(".preview").count(), 0);
  });
});

test("on a phone a source is a sheet at the bottom edge", async () => {
  await on({ viewport: { width: 360, height: 700 } }, async (tab) => {
    await tab.goto(`${server.address}vad-galler/`);
    await tab.locator(".body a.cite").first().click();
    const at = await tab.locator(".pop:popover-open").boundingBox();
    assert.ok(Math.abs(at.y + at.height - 700) <= 1 && at.width === 360, JSON.stringify(at));
  });
});

test("at 400 % nothing is scrolled sideways", async () => {
  await on({ viewport: { width: 1280, height: 1024 } }, async (tab) => {
    // 1280 px at 400 % are 320 px of CSS, 256 high: what a browser's own zoom gives the page.
    await tab.setViewportSize({ width: 320, height: 256 });
    for (const page of PAGES) {
      await tab.goto(server.address + page);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${page}: ${wide} px`);
    }
  });
});

test("on every window the line stands at one place", async () => {
  for (const width of [768, 1280, 1920, 2560]) {
    await on({ viewport: { width, height: 900 } }, async (tab) => {
      for (const page of ["historia/", "vad-galler/", "kommuner/solna/"]) {
        await tab.goto(server.address + page);
        const strokes = await tab.evaluate(() => {
          const main = document.querySelector("main.page");
          const line = parseFloat(getComputedStyle(main, "::before").insetInlineStart)
            + main.getBoundingClientRect().left;
          return [...document.querySelectorAll(".statement[data-standing]")].map((one) =>
            one.getBoundingClientRect().left
            + parseFloat(getComputedStyle(one, "::before").insetInlineStart) - line);
        });
        assert.ok(strokes.length > 3, page);
        assert.deepEqual(strokes.filter((off) => Math.abs(off) > 1), [], `${page} at ${width} px`);
      }
    });
  }
});

test("standings are told apart without colour, and in forced colours", async () => {
  for (const forcedColors of ["none", "active"]) {
    await on({ forcedColors, colorScheme: "light" }, async (tab) => {
      await tab.goto(`${server.address}vad-galler/`);
      const marks = await tab.evaluate(() => {
        const found = {};
        for (const one of document.querySelectorAll(".in-force [data-standing]")) {
          const style = getComputedStyle(one, "::before");
          found[one.dataset.standing] = `${style.borderInlineStartStyle} ${style.borderInlineStartWidth}`;
        }
        return found;
      });
      assert.ok(Object.keys(marks).length >= 3, JSON.stringify(marks));
      assert.equal(new Set(Object.values(marks)).size, Object.keys(marks).length, JSON.stringify(marks));
    });
  }
});

test("with less motion nothing moves", async () => {
  await on({ reducedMotion: "reduce" }, async (tab) => {
    await tab.goto(server.address);
    const moving = await tab.evaluate(() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length + document.getAnimations().length);
    assert.equal(moving, 0);
  });
});

test("without script every view is a list or a table that can be read", async () => {
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

test("the role card of a party is one sheet of paper", async () => {
  await on({}, async (tab) => {
    for (const page of ["kommuner/solna/", "en/kommuner/solna/", "parter/stockholms-stad/"]) {
      await tab.goto(server.address + page);
      // Only the title and the statements: what has to fit on the first sheet.
      await tab.evaluate(() => {
        const card = document.querySelector("main .facts");
        for (let next = card.nextElementSibling; next; next = card.nextElementSibling) next.remove();
        document.querySelector("footer").remove();
        document.querySelectorAll(".statement > .ground").length;
      });
      const pdf = (await tab.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      const sheets = pdf.match(/\/Type\s*\/Page(?![a-z])/g).length;
      assert.equal(sheets, 1, `${page}: ${sheets} sheets`);
    }
  });
});

test("what follows the role card begins on the next sheet", async () => {
  const sheets = async (tab) => {
    const pdf = (await tab.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    return pdf.match(/\/Type\s*\/Page(?![a-z])/g).length;
  };
  await on({}, async (tab) => {
    for (const page of ["kommuner/solna/", "en/kommuner/solna/"]) {
      await tab.goto(server.address + page);
      const all = await sheets(tab);
      await tab.evaluate(() => document.querySelectorAll(".masthead, main .head, main .facts").forEach((one) => one.remove()));
      assert.equal(await sheets(tab), all - 1, page);
    }
  });
});

test("on paper the addresses of other sites are spelled out", async () => {
  await on({}, async (tab) => {
    await tab.emulateMedia({ media: "print" });
    await tab.goto(`${server.address}kommuner/solna/`);
    const address = tab.locator(".sources .address").first();
    assert.equal(await address.textContent(), await address.getAttribute("href"));
    assert.ok(await address.isVisible());
  });
});

test("the front page is titled in the source's words, and searches", async () => {
  await on({}, async (tab) => {
    for (const [path, family] of [["", "Pakt Serif"], ["en/", "Pakt Sans"]]) {
      await tab.goto(server.address + path);
      const font = await tab.locator("h1").evaluate((own) => getComputedStyle(own).fontFamily);
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

test("a heading's soft hyphens are in no text that programs read", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}beslut/`);
    const found = await tab.evaluate(() => ({
      shown: document.querySelector("main").textContent.includes("\u00ad"),
      title: document.title.includes("\u00ad"),
      ids: [...document.querySelectorAll("[id], [aria-label], meta")].some((one) =>
        [...one.attributes].some((own) => own.value.includes("\u00ad"))),
    }));
    assert.deepEqual(found, { shown: true, title: false, ids: false });
  });
});

test("the other language is the same page", async () => {
  await on({}, async (tab) => {
    await tab.goto(`${server.address}historia/`);
    await tab.locator("header a[hreflang=en]").click();
    await tab.waitForURL(`${server.address}en/**`);
    await tab.locator("header a[hreflang=sv]").click();
    await tab.waitForURL(`${server.address}historia/`);
  });
});

test("a site's own tokens colour its links", { skip: !process.env.PAKT && "PAKT names no program" }, async () => {
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
    const colour = await tab.locator(".body a").first().evaluate((own) => getComputedStyle(own).color);
    assert.equal(colour, "rgb(11, 74, 143)");
  });
  rmSync(work, { recursive: true });
});
