// Finding one's way: the front page's answers, the header, lists of questions, lines and their names,
// the order of pages, and words that break.
//
//   PAKT_SITE=output node --test tests/browser/moving.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allPages, launch, newTab, sample, serve } from "./site.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
const DESK = { viewport: { width: 1280, height: 800 } };
/** `asked:` in content/site.yaml. */
const N_ASKED = 10;
/** Pages of more than three screens at a desk, with contents. */
const HIGH = ["byggstenar/modellen/index.html", "kostnad/index.html"];

let browser;
let server;
let pages;

before(async () => {
  [browser, server, pages] = await Promise.all([launch(), serve(), allPages()]);
  pages = pages.filter(({ isRedirect }) => !isRedirect);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const addressOf = ({ file }) => `${server.address}${file.replace(/index\.html$/, "")}`;

async function withTab(options, run) {
  const tab = await newTab(browser, options);
  await run(tab);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
}

for (const [language, path, place] of [["sv", "", "kommuner/taby/"], ["en", "en/", "en/kommuner/taby/"]]) {
  test(`the front page in ${language} gives three answers on the first screen of a phone`, async () => {
    await withTab(PHONE, async (tab) => {
      await tab.goto(`${server.address}${path}`);
      const search = await tab.locator("main .seek").boundingBox();
      const answers = await tab.locator(".answers .statement").all();
      assert.equal(answers.length, 3);
      for (const answer of answers) {
        const { y } = await answer.boundingBox();
        assert.ok(y > search.y, "the search field is below an answer");
        const value = await answer.locator("dd").first().boundingBox();
        assert.ok(value.y + 24 <= 740, `${await answer.innerText()} begins at ${value.y} px`);
      }
      for (const answer of answers.slice(0, 2)) assert.match(await answer.innerText(), /11 november 2015/i);
      const select = tab.locator(".choice select");
      await select.selectOption({ label: "Täby" });
      await tab.locator(".choice button").click();
      await tab.waitForURL(`${server.address}${place}`);
    });
  });
}

test("without script, the choice is a link to the list", async () => {
  await withTab({ ...PHONE, javaScriptEnabled: false }, async (tab) => {
    await tab.goto(server.address);
    assert.ok(!(await tab.locator(".choice").isVisible()));
    await tab.locator(".answers a[href='kommuner/']").click();
    await tab.waitForURL(`${server.address}kommuner/`);
  });
});

test("what people ask most is where there is nothing else to show", async () => {
  await withTab(PHONE, async (tab) => {
    await tab.goto(server.address);
    await tab.locator("a.find").click();
    const asked = tab.locator("dialog[open] .asked a");
    await asked.first().waitFor();
    assert.equal(await asked.count(), N_ASKED);
    assert.ok(!(await tab.locator("dialog .keys label").isVisible()), "a checkbox for a key without keyboard");
    await tab.locator("#pakt-question").fill("xqwzxqwz");
    await tab.waitForFunction(() => document.querySelector("dialog [role=status]").textContent !== "");
    assert.equal(await asked.count(), N_ASKED);
    await tab.goto(`${server.address}sok/?q=xqwzxqwz`);
    await tab.waitForSelector(".results .asked a");
    assert.equal(await tab.locator(".results .asked a").count(), N_ASKED);
    const addresses = await tab.locator(".results .asked a").evaluateAll((links) => links.map((link) => link.href));
    await tab.goto(`${server.address}404.html`);
    assert.equal(await tab.locator(".missing").first().locator(".asked a").count(), N_ASKED);
    for (const address of addresses) {
      await tab.goto(address);
      const { hash } = new URL(address);
      assert.ok(hash === "" || await tab.evaluate((id) => document.getElementById(id) !== null, decodeURIComponent(hash.slice(1))), address);
    }
  });
});

test("the search field has a cross of its own, and results three types and the others", async () => {
  await withTab(DESK, async (tab) => {
    await tab.goto(`${server.address}sok/?q=kommun`);
    await tab.waitForSelector(".filter a");
    const shown = await tab.locator(".filter > ul a").allTextContents();
    assert.equal(shown.length, 4, shown.join());
    const counts = shown.map((text) => Number(text.match(/\((\d+)\)/)[1]));
    assert.deepEqual(counts, counts.toSorted((a, b) => b - a), "the most frequent types are first");
    await tab.locator(".filter summary").click();
    assert.ok(await tab.locator(".filter details a").first().isVisible());
    await tab.locator(".ask .clear").click();
    assert.equal(await tab.locator("#pakt-asked").inputValue(), "");
    assert.ok(!(await tab.locator(".ask .clear").isVisible()));
  });
});

test("at a desk the header comes back on the way up, covers no target, and has the contents everywhere", async () => {
  await withTab(DESK, async (tab) => {
    let [nHigh, nWithContents] = [0, 0];
    for (const page of [...pages.filter(({ file }) => HIGH.includes(file)), ...sample(pages, 12)]) {
      await tab.goto(addressOf(page));
      if (await tab.evaluate(() => document.documentElement.scrollHeight < 3 * innerHeight)) continue;
      nHigh += 1;
      const edges = () => tab.evaluate(() => {
        const { top, bottom } = document.querySelector(".masthead").getBoundingClientRect();
        return { top, bottom };
      });
      await tab.evaluate(() => scrollTo(0, 1500));
      await tab.waitForFunction(() => document.querySelector(".masthead").getBoundingClientRect().bottom <= 0);
      await tab.evaluate(() => scrollTo(0, 1300));
      await tab.waitForFunction(() => document.querySelector(".masthead").getBoundingClientRect().top >= 0);
      const hasContents = await tab.locator("main .contents").count() > 0;
      nWithContents += Number(hasContents);
      if (hasContents) {
        await tab.locator(".here summary").click();
        const link = tab.locator(".here a[href^='#']").nth(1);
        const id = decodeURIComponent((await link.getAttribute("href")).slice(1));
        await link.click();
        assert.ok(!(await tab.locator(".here ul").isVisible()), `${page.file}: the contents stay open`);
        await tab.waitForFunction((id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 300, id);
        await tab.waitForTimeout(200);
        const top = await tab.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id);
        assert.ok(top >= (await edges()).bottom, `${page.file}: #${id} is behind the header`);
        await tab.evaluate(() => scrollTo(0, 1500));
        await tab.evaluate(() => scrollTo(0, 1300));
        await tab.locator(".here summary").click();
        await tab.locator(".here a").first().click();
        await tab.waitForFunction(() => scrollY === 0);
      }
    }
    assert.ok(nHigh >= HIGH.length && nWithContents >= HIGH.length, `${nHigh} high pages, ${nWithContents} with contents`);
  });
});

test("without popovers the contents of a page are in the header, too", async () => {
  for (const window of [PHONE, DESK]) {
    await withTab(window, async (tab) => {
      await tab.addInitScript(() => { delete HTMLElement.prototype.popover; });
      await tab.goto(`${server.address}byggstenar/overenskommelsen/`);
      assert.equal(await tab.locator(".tray .here").count(), 1);
      if (window !== DESK) return;
      await tab.locator(".here summary").click();
      await tab.locator(".here a").nth(1).click();
      assert.ok(!(await tab.locator(".here ul").isVisible()));
    });
  }
});

test("the key to the lines is one page, in the footer and in captions, and each line has its name", async () => {
  const withKey = pages.filter(({ text, file }) => file.startsWith("om-webbplatsen/") && /class="view hung">\s*<dl class="statements">/.test(text));
  assert.equal(withKey.length, 1);
  await withTab(DESK, async (tab) => {
    await tab.goto(server.address);
    const key = new URL(withKey[0].file.replace("index.html", ""), server.address).href;
    for (const selector of [".colophon a", ".in-force figcaption a"]) {
      const links = await tab.locator(selector).evaluateAll((links) => links.map((link) => link.href));
      assert.ok(links.includes(key), `${selector}: ${links}`);
    }
    const name = (locator) => locator.evaluate((element) => getComputedStyle(element, "::after").content);
    const line = tab.locator(".in-force .statement").last();
    const word = await line.getAttribute("data-line");
    assert.equal(word, "Avsett");
    assert.equal(await name(line), "none");
    await line.hover();
    assert.equal(await name(line), `"${word}"`);
    await tab.mouse.move(0, 0);
    await line.locator("a").first().focus();
    assert.equal(await name(line), `"${word}"`);
  });
  await withTab(PHONE, async (tab) => {
    await tab.goto(`${server.address}historia/`);
    const event = tab.locator(".statement[data-line]").nth(1);
    await event.scrollIntoViewIfNeeded();
    const before = await event.boundingBox();
    await tab.touchscreen.tap(before.x + before.width - 4, before.y + 4);
    const content = await event.evaluate((element) => getComputedStyle(element, "::after").content);
    assert.equal(content, `"${await event.getAttribute("data-line")}"`);
    // It is below the text and covers none.
    assert.ok((await event.boundingBox()).height > before.height);
  });
});

test("the previous and the next page are of the same section, and lead to its index at either end", () => {
  const sections = new Set(pages.map(({ file }) => file).filter((file) => /^(en\/)?[^/]+\/index\.html$/.test(file)));
  let [nEnds, nInside] = [0, 0];
  for (const { file, text } of pages) {
    const folder = file.replace(/[^/]+\/index\.html$/, "");
    if (!sections.has(`${folder}index.html`) || folder === "" || folder === "en/" || file.split("/").length > folder.split("/").length + 1) continue;
    const nav = text.match(/<nav class="turn"[\s\S]*?<\/nav>/)?.[0] ?? "";
    for (const [, href] of nav.matchAll(/<a href="([^"]+)"/g)) {
      const target = new URL(href, `http://x/${file}`).pathname.slice(1);
      assert.ok(target === folder || target.replace(/[^/]+\/$/, "") === folder, `${file} turns to ${target}`);
      nEnds += Number(target === folder);
      nInside += Number(target !== folder);
    }
  }
  assert.ok(nEnds > 10 && nInside > 100, `${nEnds} pages turn to their index, ${nInside} to another page`);
});

test("a long word breaks at a hyphen, and what belongs together stays on a line", async () => {
  for (const width of [320, 360, 768, 1280]) {
    await withTab({ viewport: { width, height: 800 } }, async (tab) => {
      let [nWords, nCites] = [0, 0];
      const withMatrix = pages.find(({ text }) => /class="[^"]*\bmatrix\b/.test(text));
      for (const page of [withMatrix, ...sample(pages, 40)]) {
        await tab.goto(addressOf(page));
        const { problems, counts } = await tab.evaluate(() => {
          const found = [];
          const counts = { words: 0, cites: 0 };
          const range = document.createRange();
          const topAt = (node, offset) => {
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            return [...range.getClientRects()].at(-1)?.top;
          };
          const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const { parentElement: parent } = node;
            const isAddress = /:\/\/|www\./.test(node.data) || parent.closest(".address");
            if (!parent.checkVisibility() || isAddress || parent.closest("pre, code, .hidden, .imprint, [lang]:not(html)")) continue;
            if (getComputedStyle(parent).hyphens === "auto") continue;
            for (const { 0: word, index } of node.data.matchAll(/[\p{L}\u00ad]{6,}/gu)) {
              counts.words += 1;
              for (let at = 1; at < word.length; at += 1) {
                if (word[at] === "\u00ad" || word[at - 1] === "\u00ad") continue;
                if (topAt(node, index + at) > topAt(node, index + at - 1) + 5) found.push(`${word.slice(0, at)}|${word.slice(at)}`);
              }
            }
          }
          for (const item of document.querySelectorAll(".crumbs li + li")) {
            const link = item.querySelector("a").getBoundingClientRect();
            if (link.top > item.getBoundingClientRect().top + 4) found.push(`the slash before ${item.textContent.trim()} is alone`);
          }
          for (const cites of document.querySelectorAll(".matrix .cites")) {
            const before = cites.previousElementSibling;
            if (!before || !cites.checkVisibility()) continue;
            counts.cites += 1;
            const [last, first] = [[...before.getClientRects()].at(-1), cites.firstElementChild.getBoundingClientRect()];
            if (first.top > last.bottom) found.push(`the number after ${before.textContent} is alone`);
          }
          return { problems: found, counts };
        });
        assert.deepEqual(problems, [], `${page.file} at ${width} px`);
        nWords += counts.words;
        nCites += counts.cites;
      }
      assert.ok(nWords > 1000 && nCites > 0, `${nWords} words, ${nCites} numbers of sources in a matrix at ${width} px`);
    });
  }
});

test("each row of the shares has its bar at all widths, and the largest part is named", async () => {
  for (const width of [320, 360, 600, 768, 1280]) {
    await withTab({ viewport: { width, height: 800 } }, async (tab) => {
      await tab.goto(`${server.address}kommuner/botkyrka/`);
      const figure = tab.locator(".shares").first();
      assert.match(await figure.locator(".whole").innerText(), /Botkyrka[\s\S]*Störst: Stockholm/);
      assert.equal(await figure.locator(".part.marked").count(), 1);
      await tab.goto(`${server.address}kostnad/`);
      const bars = tab.locator(".shares tbody .bar");
      const { width: length } = await bars.first().locator("svg").boundingBox();
      assert.ok(length > 60 && await bars.count() === 26, `${length} px at ${width} px`);
    });
  }
});

test("the search field shows its text with wide spacing", async () => {
  await withTab(PHONE, async (tab) => {
    await tab.goto(server.address);
    await tab.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }");
      document.adoptedStyleSheets.push(sheet);
    });
    const fields = ".seek :is(input, button), a.find, .choice :is(select, button)";
    assert.ok(await tab.locator(fields).count() >= 5);
    const clipped = await tab.evaluate((fields) => [...document.querySelectorAll(fields)]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      .filter((element) => getComputedStyle(element).display !== "inline-flex")
      .map((element) => element.outerHTML.slice(0, 80)), fields);
    assert.deepEqual(clipped, []);
  });
});
