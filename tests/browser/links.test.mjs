// Tests the link checker on a small correct site, and on the same site with one planted problem at a time.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { check } from "./links.mjs";

const BASE = "https://example.org/sub/path/";

/** Returns a page, `depth` folders down. `path` and `translation` are for absolute addresses in the head. */
function page(language, depth, body, { path, translation, head = "" } = {}) {
  const absolute = path === undefined ? "" : `
    <link rel="canonical" href="${BASE}${path}">
    <link rel="alternate" hreflang="${language}" href="${BASE}${path}">
    <link rel="alternate" hreflang="${language === "sv" ? "en" : "sv"}" href="${BASE}${translation}">`;
  return `<!DOCTYPE html><html lang="${language}"><head><title>x</title>${absolute}
    <link rel="stylesheet" href="${"../".repeat(depth) || "./"}style.css">${head}</head>
    <body>${body}</body></html>`;
}

function example({ isAbsolute = false } = {}) {
  const addresses = (path, translation) => (isAbsolute ? { path, translation } : {});
  const files = {
    "index.html": page("sv", 0, '<a href="r%C3%A5d/#v%C3%A4g">Råd</a><a href="en/">English</a>', addresses("", "en/")),
    "råd/index.html": page("sv", 1, '<h2 id="väg">Väg</h2><a href="../">Hem</a><a href="../en/rad/">English</a>', addresses("r%C3%A5d/", "en/rad/")),
    "råd/index.json": JSON.stringify({ id: "rad", url: "/råd/" }),
    "en/index.html": page("en", 1, '<a href="rad/">Council</a><a href="../">Svenska</a>', addresses("en/", "")),
    "en/rad/index.html": page("en", 2, '<a href="#top">Top</a><a href="mailto:a@b.se">Mail</a>', addresses("en/rad/", "r%C3%A5d/")),
    "gammal/index.html": `<!DOCTYPE html><html lang="sv"><head><meta http-equiv="refresh" content="0; url=../r%C3%A5d/">
      ${isAbsolute ? `<link rel="canonical" href="${BASE}r%C3%A5d/">` : ""}<title>x</title></head></html>`,
    "404.html": `<!DOCTYPE html><html lang="sv"><head><title>x</title></head>
      <body><a href="${isAbsolute ? "/sub/path/" : "/"}">Hem</a></body></html>`,
    "style.css": '@font-face { src: url("font.woff2") }',
    "font.woff2": "",
  };
  if (isAbsolute) {
    const locs = ["", "r%C3%A5d/", "en/", "en/rad/"].map((path) => `<url><loc>${BASE}${path}</loc></url>`);
    files["sitemap.xml"] = `<urlset>${locs.join("")}</urlset>`;
    files["feed.xml"] = `<feed xmlns="x"><link href="${BASE}r%C3%A5d/"/></feed>`;
  }
  return files;
}

async function problemsOf(files, base = null) {
  const folder = await mkdtemp(join(tmpdir(), "pakt-links-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return (await check(folder, base)).problems;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a correct site has no problems", async () => {
  assert.deepEqual(await problemsOf(example()), []);
  assert.deepEqual(await problemsOf(example({ isAbsolute: true }), BASE), []);
});

const FRONT = '<a href="r%C3%A5d/">Råd</a><a href="en/">English</a>';
const plantedProblems = [
  ["a link to nothing", { "index.html": page("sv", 0, `${FRONT}<a href="saknas/">x</a>`) }, /is not a file of the site/],
  ["a folder without its slash", { "index.html": page("sv", 0, `${FRONT}<a href="en">x</a>`) }, /lacks the final \//],
  ["a missing fragment", { "index.html": page("sv", 0, `${FRONT}<a href="r%C3%A5d/#x">x</a>`) }, /does not have/],
  ["a duplicate id", { "index.html": page("sv", 0, `${FRONT}<p id="a"><p id="a">`) }, /duplicate id/],
  ["a label for nothing", { "index.html": page("sv", 0, `${FRONT}<label for="q">`) }, /names the id "q"/],
  ["a page without links to it", { "ensam/index.html": page("sv", 1, "") }, /no links lead here from index/],
  ["a page that only the other language links to", { "en/index.html": page("en", 1, '<a href="../r%C3%A5d/">x</a>') }, /en\/rad.*no links lead here from en/],
  ["a script from another host", { "index.html": page("sv", 0, `${FRONT}<script src="https://a.se/x.js"></script>`) }, /another host/],
  ["an image from another host", { "index.html": page("sv", 0, `${FRONT}<img src="//a.se/x.png" alt="">`) }, /another host/],
  ["an inline style", { "index.html": page("sv", 0, `${FRONT}<p style="color: red">`) }, /attribute style/],
  ["an inline script", { "index.html": page("sv", 0, `${FRONT}<script>1</script>`) }, /without src/],
  ["an inline handler", { "index.html": page("sv", 0, `${FRONT}<p onclick="x()">`) }, /attribute onclick/],
  ["a script as an address", { "index.html": page("sv", 0, `${FRONT}<a href="javascript:x()">x</a>`) }, /javascript/],
  ["a page without a language", { "index.html": page("", 0, FRONT) }, /has lang ""/],
  ["a JSON version with the URL of another page", { "råd/index.json": '{"url": "/rad/"}' }, /has the URL/],
  ["a style sheet that loads from another host", { "style.css": "p { background: url(https://a.se/x.png) }" }, /is on another host/],
  ["a missing font", { "style.css": "@font-face { src: url(y.woff2) }" }, /is not a file of the site/],
  ["an alias without a target", { "gammal/index.html": '<html lang="sv"><meta http-equiv="refresh" content="0; url=../x/">' }, /is not a file of the site/],
  ["a canonical address on a site without a base URL", { "index.html": page("sv", 0, FRONT, { path: "", translation: "en/" }) }, /without a base URL/],
  ["a relative link on the 404 page", { "404.html": '<html lang="sv"><a href="./">x</a>' }, /should begin with \//],
];
for (const [name, change, expected] of plantedProblems) {
  test(`found: ${name}`, async () => {
    assert.match((await problemsOf({ ...example(), ...change })).join("\n"), expected);
  });
}

const plantedProblemsWithBase = [
  ["a page that is missing in the sitemap", { "sitemap.xml": `<urlset><url><loc>${BASE}</loc></url></urlset>` }, /en\/rad\/index.html is missing/],
  ["a sitemap with a missing page", { "sitemap.xml": `<urlset><url><loc>${BASE}x/</loc></url></urlset>` }, /is not a page/],
  ["no sitemap", { "sitemap.xml": "" }, /is missing/],
  ["an old address in the sitemap", { "sitemap.xml": `${example({ isAbsolute: true })["sitemap.xml"]}<loc>${BASE}gammal/</loc>` }, /should ignore it/],
  ["a translation that does not name the page", { "en/index.html": page("en", 1, '<a href="rad/">x</a>') }, /does not name this page/],
  ["a canonical address elsewhere", { "index.html": example({ isAbsolute: true })["index.html"].replace(`canonical" href="${BASE}`, 'canonical" href="https://example.org/') }, /is not under/],
  ["a link without the path of the base URL", { "404.html": '<html lang="sv"><a href="/">x</a>' }, /leaves the site/],
  ["a feed with a missing page", { "feed.xml": `<feed ><link href="${BASE}x/"/></feed>` }, /does not exist/],
];
for (const [name, change, expected] of plantedProblemsWithBase) {
  test(`found with a base: ${name}`, async () => {
    const files = { ...example({ isAbsolute: true }), ...change };
    assert.match((await problemsOf(files, BASE)).join("\n"), expected);
  });
}
