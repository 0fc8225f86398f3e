// The weights that the start page must keep, and what may hold up its first picture.
//
//   PAKT_SITE=output node --test tests/browser/budget.mjs

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, launch, serve } from "./site.mjs";
import { vitals } from "./vitals.mjs";

const ALL_KB = 50;
const FIRST_KB = 14;
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
  test(`the ${name} start page keeps its weight, and only the style sheet holds it up`, async (context) => {
    const page = await vitals(browser, folder, `${server.address}${path}`);
    for (const { path, bytes } of page.files) {
      context.diagnostic(`${kb(bytes).padStart(9)}  ${path}`);
    }
    const first = page.files.filter(({ path }) => path.endsWith(".html") || page.blocking.includes(`/${path}`));
    const early = first.reduce((sum, { bytes }) => sum + bytes, 0);
    context.diagnostic(`${kb(page.bytes).padStart(9)}  in all, of ${ALL_KB} kB`);
    context.diagnostic(`${kb(early).padStart(9)}  before the first picture, of ${FIRST_KB} kB`);
    assert.ok(page.files.some(({ path }) => path.endsWith(".woff2")), "fonts are counted");
    assert.equal(first.length, 2, "a page and its style sheet");
    assert.ok(page.bytes <= ALL_KB * 1000, `${kb(page.bytes)} in all`);
    assert.ok(early <= FIRST_KB * 1000, `${kb(early)} before the first picture`);
    assert.equal(page.blocking.length, 1, `held up by ${page.blocking}`);
    assert.match(page.blocking[0], /\/style\.[0-9a-f]+\.css$/);
  });
}

test("what has a style of its own stands on no page that does not fetch it", () => {
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const classes = (text) => new Set([...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  const paths = readdirSync(folder, { recursive: true });
  const [style, drawn] = ["style", "drawn"].map((name) =>
    classes(read(paths.find((path) => path.startsWith(`assets/${name}.`) && path.endsWith(".css")))));
  const own = [...drawn].filter((name) => !style.has(name));
  assert.ok(own.includes("matrix") && own.includes("question"), own.join(" "));
  const bare = paths.filter((path) => path.endsWith("index.html") && !read(path).includes("assets/drawn."));
  assert.ok(bare.length > 0 && bare.includes("index.html"), "the start page is one of them");
  for (const path of bare) {
    const used = new Set([...read(path).matchAll(/ class="([^"]*)"/g)].flatMap(([, names]) => names.split(" ")));
    assert.deepEqual(own.filter((name) => used.has(name)), [], path);
  }
});

test("nothing on the start page moves while it loads", async (context) => {
  for (let run = 0; run < RUNS; run += 1) {
    const { lcp, cls } = await vitals(browser, folder, server.address);
    // How soon depends on what else the machine does: `scripts/vitals` compares that to its goal.
    context.diagnostic(`largest contentful paint ${Math.round(lcp)} ms, shift ${cls.toFixed(4)}`);
    assert.ok(lcp > 0, "nothing was painted");
    // Words may shift within their line when the font arrives; no line, box or picture does.
    assert.ok(cls < 0.01, `${cls} moves`);
  }
});
