// Source numbers on every page, on a phone and on a desk: what is pressed, how they are placed in the line,
// and what their popovers name.
//
//   PAKT_SITE=output node --test tests/browser/numbers.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addressOf, allPages, launch, newTab, sample, serve, withTabs } from "./site.mjs";

const N_TABS = 4;
const WINDOWS = [{ width: 360, height: 740 }, { width: 1280, height: 800 }];

let browser;
let server;
let pages;

before(async () => {
  [browser, server, pages] = await Promise.all([launch(), serve(), allPages()]);
  pages = pages.filter(({ text }) => text.includes('class="cite"'));
});
after(async () => { await browser?.close(); await server?.close(); });

/** Calls `work` for each page in a window of each size. */
async function onPages(list, work) {
  for (const viewport of WINDOWS) {
    const options = { viewport, hasTouch: viewport.width < 500 };
    const tabs = await Promise.all(Array.from({ length: N_TABS }, () => newTab(browser, options)));
    await withTabs(tabs, list, async (tab, page) => {
      await tab.goto(addressOf(server, page));
      // What is folded is seen when it is opened.
      await tab.evaluate(() => document.querySelectorAll("main details").forEach((part) => { part.open = true; }));
      await work(tab, `${page.file} at ${viewport.width} px`);
    });
    await Promise.all(tabs.map((tab) => tab.context().close()));
  }
}

/* Runs in the page. Returns how many numbers there are, and what is wrong with them. */
function examine() {
  const complaints = [];
  const rectOf = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range.getBoundingClientRect();
  };
  const isSameLine = (a, b) => a.top < b.bottom && b.top < a.bottom;
  const digits = (number) => rectOf(number.childNodes[1], 0, number.childNodes[1].length);

  const examineTarget = (number) => {
    number.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = number.getBoundingClientRect();
    const describe = (element) => `${element?.tagName}.${element?.className} ${element?.textContent.slice(0, 20)}`;
    for (const share of [0.5, 0.2, 0.8]) {
      const pressed = document.elementFromPoint(left + width * share, top + height / 2);
      if (pressed !== number) complaints.push(`${number.textContent} at ${share}: ${describe(pressed)}`);
    }
    // The target is 24 px high, except where another target is.
    for (const distance of [-11.5, 11.5]) {
      const pressed = document.elementFromPoint(left + width / 2, top + height / 2 + distance);
      if (!pressed?.closest("a, summary, button")) complaints.push(`${number.textContent} ${distance} px off: ${describe(pressed)}`);
    }
  };

  /* The last visible letter before an element, in the same block. */
  const letterBefore = (element) => {
    const block = element.closest("p, li, dd, td, th, figcaption, h1, h2, h3, h4, blockquote");
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    walker.currentNode = element;
    const node = walker.previousNode();
    const end = node?.textContent.trimEnd().length;
    return end && !node.parentElement.closest(".hidden") ? rectOf(node, end - 1, end) : null;
  };

  const examineGroup = (group) => {
    const numbers = [...group.querySelectorAll(".cite")];
    const em = parseFloat(getComputedStyle(group).fontSize);
    const complain = (text) => complaints.push(`${group.textContent}: ${text}`);
    const letter = letterBefore(group);
    if (letter) {
      const first = digits(numbers[0]);
      if (!isSameLine(letter, first)) complain("on another line than its word");
      else if (first.left - letter.right > 0.3 * em) complain(`${first.left - letter.right} px after its word`);
      numbers[0].focus({ focusVisible: true, preventScroll: true });
      const { outlineWidth, outlineOffset } = getComputedStyle(numbers[0]);
      const ring = numbers[0].getBoundingClientRect().left - parseFloat(outlineWidth) - parseFloat(outlineOffset);
      // The name of the line, which a focus shows, can move the words by a part of a pixel.
      const { right } = letterBefore(group);
      if (isSameLine(letter, first) && ring < right - 0.1) complain(`its ring covers ${right - ring} px of its word`);
    }
    const next = group.nextSibling;
    if (next?.nodeType === Node.TEXT_NODE && /^[.,;:!?)”]/.test(next.textContent)) {
      const mark = rectOf(next, 0, 1);
      const last = digits(numbers.at(-1));
      const gap = mark.left - last.right;
      if (!isSameLine(mark, last) || gap < 0 || gap > 0.3 * em) complain(`${gap} px before "${next.textContent[0]}"`);
    }
  };

  document.querySelectorAll("main details").forEach((details) => { details.open = true; });
  const numbers = document.querySelectorAll("a.cite");
  numbers.forEach(examineTarget);
  document.querySelectorAll(".cites").forEach(examineGroup);
  return { complaints, nNumbers: numbers.length };
}

test("each number is what is pressed, follows its word, and has room for its focus ring", async () => {
  const found = [];
  let nAll = 0;
  await onPages(pages, async (tab, name) => {
    const { complaints, nNumbers } = await tab.evaluate(examine);
    nAll += nNumbers;
    found.push(...complaints.map((complaint) => `${name}: ${complaint}`));
  });
  assert.ok(nAll > 500, `only ${nAll} numbers were examined`);
  assert.deepEqual(found, []);
});

test("a popover begins with its number, its document and its paragraph", async () => {
  await onPages(sample(pages, 12), async (tab, name) => {
    const marker = tab.locator("a.cite:not([data-state=missing])").last();
    const [number, target] = await marker.evaluate((link) => [link.textContent, link.getAttribute("href")]);
    const location = await tab.locator(`li${target} .location`).textContent();
    // A number in a folded part of the page is opened with it.
    await tab.evaluate(() => document.querySelectorAll("main details").forEach((details) => { details.open = true; }));
    await marker.click();
    const text = await tab.locator(".pop:popover-open").innerText();
    assert.ok(text.startsWith(`${number}: ${location}`), `${name}: ${text.slice(0, 80)}`);
    await tab.keyboard.press("Escape");
  });
});

test("beside every quote the name of its document is visible, or above the list of sources", async () => {
  await onPages(sample(pages, 12), async (tab, name) => {
    const unnamed = await tab.evaluate(() => {
      document.querySelectorAll("main details").forEach((details) => { details.open = true; });
      const isVisible = (element) => element && element.getBoundingClientRect().width > 2;
      const isNamedAbove = (list) => list && "single" in list.dataset
        && (list.previousElementSibling?.matches("h3") || list.closest("section, details:not(.folded), .section")?.querySelector(".note"));
      // A narrow window has numbers in place of the quotes beside the facts at the top.
      return [...document.querySelectorAll("main .location")].filter((location) => location.checkVisibility())
        .filter((location) => !isNamedAbove(location.closest(".sources")))
        .filter((location) => !isVisible(location.querySelector(".document") ?? location.firstElementChild))
        .map((location) => location.outerHTML);
    });
    assert.deepEqual(unnamed, [], name);
  });
});
