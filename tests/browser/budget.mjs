// Size limits of the start page, and the files that may block its first paint.
//
//   PAKT_SITE=output node --test tests/browser/budget.mjs

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, launch, serve } from "./site.mjs";
import { vitals } from "./vitals.mjs";

const MAX_TOTAL_KB = 50;
const MAX_BLOCKING_KB = 14;
/** The script that runs before the first paint. */
const MAX_SCHEME_BYTES = 200;
const RUNS = 5;

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

for (const [name, path] of [["Swedish", ""], ["English", "en/"]]) {
  test(`the ${name} start page is small, and little blocks it`, async (context) => {
    const page = await vitals(browser, folder, `${server.address}${path}`);
    for (const { path, bytes } of page.files) {
      context.diagnostic(`${kb(bytes).padStart(9)}  ${path}`);
    }
    const blockingFiles = page.files.filter(({ path }) => path.endsWith(".html") || page.blocking.includes(`/${path}`));
    const blockingBytes = blockingFiles.reduce((sum, { bytes }) => sum + bytes, 0);
    context.diagnostic(`${kb(page.bytes).padStart(9)}  in total, of ${MAX_TOTAL_KB} kB`);
    context.diagnostic(`${kb(blockingBytes).padStart(9)}  before the first paint, of ${MAX_BLOCKING_KB} kB`);
    assert.ok(page.files.some(({ path }) => path.endsWith(".woff2")), "fonts are counted");
    assert.equal(blockingFiles.length, 3, "the page, its style sheet and the script that sets the colors");
    assert.ok(page.bytes <= MAX_TOTAL_KB * 1000, `${kb(page.bytes)} in total`);
    assert.ok(blockingBytes <= MAX_BLOCKING_KB * 1000, `${kb(blockingBytes)} before the first paint`);
    assert.equal(page.blocking.length, 2, `blocked by ${page.blocking}`);
    const [script, sheet] = page.blocking.toSorted();
    assert.match(script, /\/scheme\.[0-9a-f]+\.js$/);
    assert.match(sheet, /\/style\.[0-9a-f]+\.css$/);
    assert.ok(page.files.find(({ path }) => script.endsWith(path)).bytes < MAX_SCHEME_BYTES);
  });
}

test("a page that uses classes of pages.css loads it", () => {
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const classes = (text) => new Set([...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  const paths = readdirSync(folder, { recursive: true });
  const [style, pages] = ["style", "pages"].map((name) =>
    classes(read(paths.find((path) => path.startsWith(`assets/${name}.`) && path.endsWith(".css")))));
  const pageClasses = [...pages].filter((name) => !style.has(name));
  assert.ok(pageClasses.includes("matrix") && pageClasses.includes("question"), pageClasses.join(" "));
  const plainPages = paths.filter((path) => path.endsWith("index.html") && !read(path).includes("assets/pages."));
  assert.ok(plainPages.length > 0 && plainPages.includes("index.html"), "the start page is one of them");
  for (const path of plainPages) {
    const used = new Set([...read(path).matchAll(/ class="([^"]*)"/g)].flatMap(([, names]) => names.split(" ")));
    assert.deepEqual(pageClasses.filter((name) => used.has(name)), [], path);
  }
});

test("nothing on the start page moves while it loads", async (context) => {
  for (let run = 0; run < RUNS; run += 1) {
    const { lcp, cls } = await vitals(browser, folder, server.address);
    // The time depends on the load of the machine. `scripts/vitals` compares it with its goal.
    context.diagnostic(`largest contentful paint ${Math.round(lcp)} ms, shift ${cls.toFixed(4)}`);
    assert.ok(lcp > 0, "nothing is painted");
    // Words may shift within their line when the font loads. Lines, boxes and images must not move.
    assert.ok(cls < 0.01, `the layout shift is ${cls}`);
  }
});
