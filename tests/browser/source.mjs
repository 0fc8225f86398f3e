// The page of a source: claims beside the text, few tab stops, contents by headings, long marks. And how many
// tab stops the longest pages have.
//
//   PAKT_SITE=output PAKT=target/release/pakt node --test tests/browser/source.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { launch, newTab, serve } from "./site.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 } };

/** At most so many tab stops, folded parts closed. */
const MAX_STOPS = { "": 90, "beslut/": 120, "byggstenar/overenskommelsen/": 150, "oklarheter/": 150 };
const MAX_STOPS_OF_SOURCE = 150;

const N_PARAGRAPHS = 193;
const N_HEADINGS = 28;
const LONG_MARK = `Bilaga-${"A".repeat(33)}`;

let browser;
let server;
let longServer;
let longFolder;

/** Returns the files of a site with a long source text, each paragraph of which two pages cite. */
function longSite() {
  const marks = Array.from({ length: N_PARAGRAPHS }, (_, index) => (index === 5 ? LONG_MARK : `P${index + 1}`));
  const text = marks.map((mark, index) => {
    const isFirst = index % Math.ceil(N_PARAGRAPHS / N_HEADINGS) === 0;
    return `${isFirst ? `# Rubrik ${index}\n\n` : ""}[${mark}]\nStycke nummer ${index} i texten.\n`;
  });
  const page = (title) => `# ${title}\n\n${marks.map((mark) => `Ord [@lang ${mark}].`).join("\n\n")}\n`;
  return {
    "site.yaml": "title: Provet\nlanguages: [sv]\nowner: Redaktionen\n",
    "index.md": `${page("Start")}\nSe [[sida]].\n`,
    "sida.md": page("Sidan"),
    "lang.md": "---\ntype: document\ntitle: Den långa texten\ntext: lang.txt\n---\n",
    "lang.txt": text.join("\n"),
  };
}

before(async () => {
  longFolder = mkdtempSync(join(tmpdir(), "pakt-source-"));
  for (const [path, text] of Object.entries(longSite())) {
    mkdirSync(dirname(join(longFolder, "content", path)), { recursive: true });
    writeFileSync(join(longFolder, "content", path), text);
  }
  execFileSync(resolve(process.env.PAKT ?? "target/release/pakt"), ["build", "-C", longFolder], { stdio: "pipe" });
  [browser, server, longServer] = await Promise.all([launch(), serve(), serve(join(longFolder, "output"))]);
});

after(async () => {
  await Promise.all([browser?.close(), server?.close(), longServer?.close()]);
  rmSync(longFolder, { recursive: true, force: true });
});

/** Runs a test in a new tab and checks that the browser reported nothing. */
async function on(options, address, work) {
  const tab = await newTab(browser, options);
  await tab.goto(address);
  await work(tab);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
}

const source = () => `${server.address}kallor/utlatande-2015-128/`;

/** Returns the number of elements that Tab reaches from the top of the page. */
async function countStops(tab) {
  let count = 0;
  for (let last; count < 2000; count += 1) {
    await tab.keyboard.press("Tab");
    const [isBody, isFirstAgain] = await tab.evaluate(() => {
      const element = document.activeElement;
      const isVisited = element.hasAttribute("data-visited");
      element.setAttribute("data-visited", "");
      return [element === document.body, isVisited];
    });
    if (isBody || (isFirstAgain && last !== undefined)) return count;
    last = isBody;
  }
  return count;
}

test("on a wide screen the claims of the paragraph in view are beside the text", async () => {
  await on(WIDE, `${source()}#P19`, async (tab) => {
    for (const mark of ["P19", "P21", "P08"]) {
      await tab.evaluate((id) => document.getElementById(id).scrollIntoView(), mark);
      const panel = tab.locator(".claims");
      await tab.locator(`#${mark}[data-current]`).waitFor();
      const heading = await panel.locator("p").first().innerText();
      assert.match(heading, new RegExp(`^Sidor som bygger på stycke ${mark} \\(\\d+\\)$`));
      const [beside, folded] = await tab.evaluate((id) => {
        const hrefs = (root) => [...root.querySelectorAll("li a")].map((link) => link.href);
        return [hrefs(document.querySelector(".claims")), hrefs(document.getElementById(id))];
      }, mark);
      assert.deepEqual(beside, folded, mark);
      const [text, claims] = await Promise.all([tab.locator(`#${mark} > .verbatim`).boundingBox(), panel.boundingBox()]);
      assert.ok(claims.x >= text.x + text.width, "the claims are not to the right of the text");
      assert.ok(claims.y >= 0 && claims.y < 200 && claims.y + claims.height <= 800 + 1, "the claims are not in view");
    }
    // The claim itself is there, not only the page that makes it.
    await tab.evaluate(() => document.getElementById("P19").scrollIntoView());
    await tab.locator("#P19[data-current]").waitFor();
    assert.match(await tab.locator(".claims").innerText(), /Ordförande: Länsstyrelsen/);
  });
});

test("without script the claims of each paragraph are beside it", async () => {
  await on({ ...WIDE, javaScriptEnabled: false }, source(), async (tab) => {
    const link = tab.locator("#P19 .rests li a").first();
    await link.scrollIntoViewIfNeeded();
    assert.ok(await link.isVisible());
    const [text, claim] = await Promise.all([tab.locator("#P19 > .verbatim").boundingBox(), link.boundingBox()]);
    assert.ok(claim.x >= text.x + text.width && claim.y < text.y + text.height);
  });
});

test("on a phone the claims are folded below the paragraph, with their number", async () => {
  await on(PHONE, source(), async (tab) => {
    assert.match(await tab.locator("#P08 summary").innerText(), /^Sidor som bygger på stycke P08 \(\d+\)$/);
    const summary = tab.locator("#P21 summary");
    const number = Number((await summary.innerText()).match(/\((\d+)\)/)[1]);
    assert.ok(!(await tab.locator("#P21 .rests li").first().isVisible()));
    await summary.click();
    assert.equal(await tab.locator("#P21 details > ul > li").count(), number);
    assert.ok(await tab.locator("#P21 .rests li").first().isVisible());
    const [text, folded] = await Promise.all(
      ["#P21 > .verbatim", "#P21 > .rests"].map((selector) => tab.locator(selector).boundingBox()),
    );
    assert.ok(folded.y >= text.y + text.height - 1, "the claims are not below the text");
    assert.ok(!(await tab.locator(".claims").isVisible()));
  });
});

test("no line of the claims begins with punctuation", async () => {
  for (const options of [WIDE, PHONE]) {
    await on(options, source(), async (tab) => {
      const wrong = await tab.evaluate(() => {
        document.querySelectorAll(".rests details").forEach((details) => { details.open = true; });
        const lines = [];
        const range = document.createRange();
        for (const item of document.querySelectorAll(".paragraph .rests li")) {
          const nodes = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
          for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
            const offset = node.data.search(/[:,.]/);
            if (offset < 0 || node.data.slice(0, offset).trim()) continue;
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            const box = range.getBoundingClientRect();
            if (box.width > 0 && box.left - item.getBoundingClientRect().left < 2) lines.push(item.textContent.trim());
          }
        }
        return lines;
      });
      assert.deepEqual(wrong, []);
    });
  }
});

test("the text has the tab stops of one paragraph, and the arrows go through it", async () => {
  await on(WIDE, `${longServer.address}sources/lang/`, async (tab) => {
    const stops = await countStops(tab);
    assert.ok(stops <= MAX_STOPS_OF_SOURCE, `${stops} tab stops`);
    await tab.locator("#P1 > .locator").focus();
    const reached = new Set(["P1"]);
    for (let step = 1; step < N_PARAGRAPHS; step += 1) {
      await tab.keyboard.press("ArrowDown");
      reached.add(await tab.evaluate(() => document.activeElement.closest(".paragraph").id));
    }
    assert.equal(reached.size, N_PARAGRAPHS, "the arrows do not reach each paragraph");
    await tab.keyboard.press("ArrowUp");
    // The claims of the paragraph with the focus follow it in the tab order.
    const id = await tab.evaluate(() => document.activeElement.closest(".paragraph").id);
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Tab");
    const summary = await tab.evaluate(() => [document.activeElement.tagName, document.activeElement.closest(".paragraph")?.id]);
    assert.deepEqual(summary, ["SUMMARY", id]);
    await tab.keyboard.press("Enter");
    assert.ok(await tab.locator(`#${id} .rests li`).first().isVisible());
  });
});

test("the contents of the page list the headings of the text", async () => {
  for (const options of [WIDE, PHONE]) {
    await on(options, `${longServer.address}sources/lang/`, async (tab) => {
      const links = tab.locator("nav.contents a");
      assert.ok((await links.count()) >= N_HEADINGS);
      const last = tab.locator("nav.contents a", { hasText: "Rubrik" }).last();
      assert.ok(await last.isVisible());
      await last.click();
      const id = decodeURIComponent(new URL(tab.url()).hash.slice(1));
      assert.match(await tab.locator(`[id="${id}"]`).innerText(), /^Rubrik/);
    });
  }
});

test("the longest mark breaks", async () => {
  await on(PHONE, `${longServer.address}sources/lang/`, async (tab) => {
    const width = await tab.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the page is ${width} pixels wide`);
    for (const page of ["", "sida/"]) {
      await tab.goto(longServer.address + page);
      assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 360, page);
    }
  });
});

test("adjacent source numbers are one tab stop, and the arrows reach each of them", async () => {
  await on(WIDE, `${server.address}beslut/`, async (tab) => {
    const groups = await tab.$$eval("main sup.cites", (all) => all.map((group) => group.querySelectorAll("a.cite").length));
    assert.ok(groups.some((count) => count > 2), groups.join(" "));
    const group = tab.locator("main sup.cites").nth(groups.findIndex((count) => count > 2));
    const focused = () => tab.evaluate(() => document.activeElement.id);
    const ids = await group.locator("a.cite").evaluateAll((links) => links.map(({ id }) => id));
    await group.locator("a.cite").first().focus();
    const reached = [await focused()];
    for (let step = 1; step < ids.length; step += 1) {
      await tab.keyboard.press("ArrowRight");
      reached.push(await focused());
    }
    assert.deepEqual(reached, ids);
    await tab.keyboard.press("Tab");
    assert.ok(!ids.includes(await focused()));
    await tab.keyboard.press("Shift+Tab");
    assert.equal(await focused(), ids.at(-1));
    await tab.keyboard.press("Enter");
    assert.ok(await tab.locator(".pop[aria-label^='Källa']").isVisible());
  });
});

test("the longest pages have few tab stops", async () => {
  for (const [page, limit] of Object.entries(MAX_STOPS)) {
    await on(WIDE, server.address + page, async (tab) => {
      const stops = await countStops(tab);
      assert.ok(stops <= limit, `${page}: ${stops} tab stops, at most ${limit}`);
    });
  }
});
