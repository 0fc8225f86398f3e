// The matrix: what a screen reader and a sighted reader get is the same, at every width.
//
//   PAKT_SITE=output node --test tests/browser/matrix.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newTab, serve } from "./site.mjs";

const PAGES = ["beslut/", "en/beslut/"];
const WIDTHS = [320, 360, 768, 1280];

let browser;
let server;

before(async () => { [browser, server] = await Promise.all([launch(), serve()]); });
after(async () => { await browser?.close(); await server?.close(); });

/** Runs a test on each page at each width. 320 px is a window of 1280 px at 400 % zoom. */
async function onEachPage(work) {
  for (const page of PAGES) {
    for (const width of WIDTHS) {
      const tab = await newTab(browser, { viewport: { width, height: 740 } });
      await tab.goto(server.address + page);
      await work(tab, `${page} at ${width} px`);
      await tab.context().close();
    }
  }
}

/** Returns the nodes of the accessibility tree below the matrix that are not ignored. */
async function accessibleNodes(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "table.matrix" });
  const { node } = await session.send("DOM.describeNode", { nodeId });
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((it) => [it.nodeId, it]));
  const below = [];
  const stack = nodes.filter((it) => it.backendDOMNodeId === node.backendNodeId);
  while (stack.length > 0) {
    const next = stack.pop();
    below.push(next);
    stack.push(...(next.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).reverse());
  }
  return below.filter((it) => !it.ignored);
}

/** Returns the words of a text without soft hyphens. */
function words(text) {
  return text.replaceAll("\u00ad", "").split(/\s+/u).filter(Boolean).join(" ");
}

test("each cell has its column's name, in a header or in its text", async () => {
  await onEachPage(async (tab, where) => {
    const names = await tab.locator("table.matrix thead th").allTextContents();
    assert.ok(names.length > 2, where);
    const nodes = await accessibleNodes(tab);
    const headers = nodes.filter((node) => node.role?.value === "columnheader");
    if (headers.length === names.length) {
      return;
    }
    assert.equal(headers.length, 0, `${where}: some column headers are missing`);
    const spoken = words(nodes.filter((node) => node.role?.value === "StaticText").map((node) => node.name.value).join(" "));
    const n_rows = await tab.locator("table.matrix tbody tr").count();
    for (const name of names.slice(1).map(words)) {
      assert.ok(spoken.split(name).length - 1 >= n_rows, `${where}: ${name} is not in each row: ${spoken}`);
    }
    for (const cell of await tab.locator("table.matrix tbody td").all()) {
      const text = words(await cell.innerText());
      assert.ok(names.some((name) => text.startsWith(words(name))), `${where}: ${text}`);
    }
  });
});

test("the visible text of an act is its accessible text", async () => {
  await onEachPage(async (tab, where) => {
    const acts = tab.locator("table.matrix .act");
    assert.ok(await acts.count() > 0, where);
    for (const act of await acts.all()) {
      const [visible, hidden, silent] = await act.evaluate((element) => [
        element.innerText,
        [...element.querySelectorAll(".hidden")].filter((it) => !it.closest(".cite")).map((it) => it.textContent),
        [...element.querySelectorAll("[aria-hidden], [aria-label]")].filter((it) => !it.closest(".cite")).length,
      ]);
      assert.ok(visible.trim().length > 0, where);
      assert.deepEqual(hidden, [], where);
      assert.equal(silent, 0, where);
    }
  });
});

test("no source number is alone on a line", async () => {
  await onEachPage(async (tab, where) => {
    const alone = await tab.locator("table.matrix .act > p").evaluateAll((lines) => lines.flatMap((line) => {
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const tops = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.data.trim() === "" || node.parentElement.closest(".hidden, .mark")) {
          continue;
        }
        range.selectNodeContents(node);
        const rects = [...range.getClientRects()];
        const isNumber = node.parentElement.closest(".cite") !== null;
        tops.push(...rects.map((rect) => ({ isNumber, top: rect.top, bottom: rect.bottom })));
      }
      const overlaps = (one, other) => one.top < other.bottom && other.top < one.bottom;
      return tops
        .filter((it) => it.isNumber && !tops.some((other) => !other.isNumber && overlaps(it, other)))
        .map(() => line.innerText);
    }));
    assert.deepEqual(alone, [], where);
  });
});

test("an act with no answer says no more than that none is recorded, or what is unclear", async () => {
  await onEachPage(async (tab, where) => {
    const empty = await tab.locator("table.matrix td:not(:has(.act))").evaluateAll((cells) => cells.map((cell) => {
      const label = cell.querySelector(".cell-label");
      return { standing: cell.dataset.standing, text: cell.innerText.replace(label?.innerText ?? "", "").trim() };
    }));
    for (const { standing, text } of empty) {
      assert.equal(standing, undefined, where);
      assert.match(text, /^(Oklart: |Unclear: |Ingen handling antecknad$|No act recorded$)/u, where);
    }
  });
});
