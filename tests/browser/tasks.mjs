// What three readers come for: the duty officer at night, the newcomer and the lawyer. A script does each
// task of `tasks.json` on a phone, and follows only what is visible: it looks at one screen after another
// until it sees what to press, and then until it sees the answer.
//
//   PAKT_SITE=output node --test tests/browser/tasks.mjs

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, newTab, serve } from "./site.mjs";

const PHONE = { width: 360, height: 740 };
/** No reader looks further. */
const MAX_SCREENS = 12;
/** The most that the median task of each reader may take. */
const LIMITS = {
  "duty officer": { taps: 1, screens: 1, scrolled: 0 },
  newcomer: { taps: 1, screens: 1 },
  lawyer: { taps: 1, screens: 1 },
};
const N_TASKS = 10;

const tasks = JSON.parse(await readFile(new URL("tasks.json", import.meta.url), "utf8"));
let browser;
let server;

before(async () => { [browser, server] = await Promise.all([launch(), serve()]); });
after(async () => { await browser?.close(); await server?.close(); });

/** Makes the functions that see the page as a reader does. */
function lookAround() {
  const plain = (text) => text.replaceAll("\u00ad", "").replaceAll(/\s+/g, " ").trim();
  const isOnScreen = ({ top, bottom, width }) => width > 0 && bottom > 0 && top < innerHeight;
  const isUncovered = (element) => {
    const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return Boolean(seen) && (element.contains(seen) || seen.contains(element));
  };
  /** Returns the visible words of an element without its source numbers. */
  const words = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".cites, .hidden, .anchor").forEach((part) => part.remove());
    return plain(copy.textContent);
  };

  /** Returns the words on the screen. */
  window.wordsOnScreen = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const blockOf = (element) => (getComputedStyle(element).display.startsWith("inline") && element.parentElement
      ? blockOf(element.parentElement) : element);
    let [text, block] = ["", null];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest(".cites, .hidden, script, option") || !parent.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(node);
      if (![...range.getClientRects()].some(isOnScreen)) continue;
      text += (blockOf(parent) === block ? "" : " ") + node.data;
      block = blockOf(parent);
    }
    return plain(text);
  };

  /** Marks what a task presses, if it is on the screen, and returns whether it is. */
  window.findTarget = (target) => {
    document.querySelector("[data-target]")?.removeAttribute("data-target");
    const candidates = typeof target === "string"
      ? [...document.querySelectorAll("a, button, summary")].filter((it) => words(it).startsWith(target))
      : target.choose
        ? [...document.querySelectorAll("select")].filter((it) => [...it.options].some((option) => option.text === target.choose))
        : [...document.querySelectorAll(".cites")].filter((it) => {
          const before = document.createRange();
          before.setStart(it.parentElement, 0);
          before.setEndBefore(it);
          const holder = document.createElement("p");
          holder.append(before.cloneContents());
          return words(holder).endsWith(target.proof);
        }).map((it) => it.querySelector(".cite"));
    const found = candidates.find((it) =>
      it.checkVisibility({ visibilityProperty: true }) && isOnScreen(it.getBoundingClientRect()) && isUncovered(it));
    found?.setAttribute("data-target", "");
    return Boolean(found);
  };
}

/** Scrolls from where the page is until a condition holds, and returns the number of screens seen; 0 is "never". */
async function look(tab, condition) {
  for (let screens = 1; screens <= MAX_SCREENS; screens += 1) {
    if (await condition()) return screens;
    const moved = await tab.evaluate((height) => {
      const before = scrollY;
      scrollBy({ top: height, behavior: "instant" });
      return scrollY > before;
    }, PHONE.height - 100);
    if (!moved) return 0;
  }
  return 0;
}

/** Does a task, and returns its taps, the screens until the answer, and those seen before the taps. */
async function perform(tab, { start, taps, answer }) {
  await tab.goto(server.address + start);
  let scrolled = 0;
  for (const target of taps) {
    const screens = await look(tab, () => tab.evaluate((it) => window.findTarget(it), target));
    if (screens === 0) return { problem: `nothing to press: ${JSON.stringify(target)} on ${tab.url()}` };
    scrolled += screens - 1;
    if (target.choose) {
      await tab.locator("[data-target]").selectOption(target.choose);
    } else {
      await tab.locator("[data-target]").tap();
      // A press may lead to another page.
      await tab.waitForTimeout(200);
      await tab.waitForLoadState();
    }
  }
  let seen = "";
  const screens = await look(tab, async () => {
    // A sheet may still be opening.
    await tab.waitForTimeout(50);
    seen = await tab.evaluate(() => window.wordsOnScreen());
    return seen.includes(answer);
  });
  return screens === 0
    ? { problem: `no answer ${JSON.stringify(answer)} on ${tab.url()}; last seen: ${seen.slice(0, 300)}` }
    : { taps: taps.length, screens, scrolled };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

for (const [reader, limit] of Object.entries(LIMITS)) {
  test(`the ${reader} finds the answers`, async () => {
    const own = tasks.filter((task) => task.reader === reader);
    assert.equal(own.length, N_TASKS);
    const tab = await newTab(browser, { viewport: PHONE, hasTouch: true });
    await tab.addInitScript(lookAround);
    const results = [];
    for (const task of own) {
      const result = await perform(tab, task);
      console.log(`${reader}: ${task.question} ${JSON.stringify(result)}`);
      results.push(result);
    }
    await tab.context().close();
    assert.deepEqual(results.flatMap(({ problem }) => problem ?? []), []);
    for (const measure of Object.keys(limit)) {
      const middle = median(results.map((result) => result[measure]));
      assert.ok(middle <= limit[measure], `the median of ${measure} is ${middle}`);
    }
  });
}

test("every reader is one of the three", () => {
  assert.deepEqual(tasks.filter(({ reader }) => !(reader in LIMITS)), []);
});
