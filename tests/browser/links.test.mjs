// The link checker finds what it should: a small site that is right, and one planted fault at a
// time. A checker that says nothing about a broken site would be worse than none.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { check } from "./links.mjs";

const BASE = "https://example.org/sub/path/";

/** A page of the example, `depth` folders down, with its translations and other lines of its head. */
function page(language, depth, body, { own, other, head = "" } = {}) {
  const absolute = own === undefined ? "" : `
    <link rel="canonical" href="${BASE}${own}">
    <link rel="alternate" hreflang="${language}" href="${BASE}${own}">
    <link rel="alternate" hreflang="${language === "sv" ? "en" : "sv"}" href="${BASE}${other}">`;
  return `<!DOCTYPE html><html lang="${language}"><head><title>x</title>${absolute}
    <link rel="stylesheet" href="${"../".repeat(depth) || "./"}style.css">${head}</head>
    <body>${body}</body></html>`;
}

function example({ isAbsolute = false } = {}) {
  const as = (own, other, more) => (isAbsolute ? { own, other, ...more } : { ...more });
  const files = {
    "index.html": page("sv", 0, '<a href="r%C3%A5d/#v%C3%A4g">Råd</a><a href="en/">English</a>', as("", "en/")),
    "råd/index.html": page("sv", 1, '<h2 id="väg">Väg</h2><a href="../">Hem</a><a href="../en/rad/">English</a>', as("r%C3%A5d/", "en/rad/")),
    "råd/index.json": JSON.stringify({ id: "rad", url: "/råd/" }),
    "en/index.html": page("en", 1, '<a href="rad/">Council</a><a href="../">Svenska</a>', as("en/", "")),
    "en/rad/index.html": page("en", 2, '<a href="#top">Top</a><a href="mailto:a@b.se">Mail</a>', as("en/rad/", "r%C3%A5d/")),
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

async function problems(files, base = null) {
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

test("a site without faults has no problems", async () => {
  assert.deepEqual(await problems(example()), []);
  assert.deepEqual(await problems(example({ isAbsolute: true }), BASE), []);
});

const FRONT = '<a href="r%C3%A5d/">Råd</a><a href="en/">English</a>';
const faults = [
  ["a link to nothing", { "index.html": page("sv", 0, `${FRONT}<a href="saknas/">x</a>`) }, /leads to no file/],
  ["a folder without its slash", { "index.html": page("sv", 0, `${FRONT}<a href="en">x</a>`) }, /lacks the \//],
  ["a fragment that is not there", { "index.html": page("sv", 0, `${FRONT}<a href="r%C3%A5d/#x">x</a>`) }, /does not have/],
  ["an id that stands twice", { "index.html": page("sv", 0, `${FRONT}<p id="a"><p id="a">`) }, /stands twice/],
  ["a label for nothing", { "index.html": page("sv", 0, `${FRONT}<label for="q">`) }, /names the id "q"/],
  ["a page that no way leads to", { "ensam/index.html": page("sv", 1, "") }, /no way leads here from index/],
  ["a page that only the other language links to", { "en/index.html": page("en", 1, '<a href="../r%C3%A5d/">x</a>') }, /en\/rad.*no way leads here from en/],
  ["a script from another host", { "index.html": page("sv", 0, `${FRONT}<script src="https://a.se/x.js"></script>`) }, /another host/],
  ["a picture from another host", { "index.html": page("sv", 0, `${FRONT}<img src="//a.se/x.png" alt="">`) }, /another host/],
  ["an inline style", { "index.html": page("sv", 0, `${FRONT}<p style="color: red">`) }, /attribute style/],
  ["an inline script", { "index.html": page("sv", 0, `${FRONT}<script>1</script>`) }, /without src/],
  ["an inline handler", { "index.html": page("sv", 0, `${FRONT}<p onclick="x()">`) }, /attribute onclick/],
  ["a script as an address", { "index.html": page("sv", 0, `${FRONT}<a href="javascript:x()">x</a>`) }, /javascript/],
  ["a page without a language", { "index.html": page("", 0, FRONT) }, /has lang ""/],
  ["a twin that names another page", { "råd/index.json": '{"url": "/rad/"}' }, /says that its page is/],
  ["a style sheet that fetches elsewhere", { "style.css": "p { background: url(https://a.se/x.png) }" }, /is elsewhere/],
  ["a font that is not there", { "style.css": "@font-face { src: url(y.woff2) }" }, /leads to no file/],
  ["an alias that leads nowhere", { "gammal/index.html": '<html lang="sv"><meta http-equiv="refresh" content="0; url=../x/">' }, /leads to no file/],
  ["a canonical address where there can be none", { "index.html": page("sv", 0, FRONT, { own: "", other: "en/" }) }, /does not know its address/],
  ["a relative link on the page for any address", { "404.html": '<html lang="sv"><a href="./">x</a>' }, /should begin with \//],
];
for (const [name, change, expected] of faults) {
  test(`found: ${name}`, async () => {
    assert.match((await problems({ ...example(), ...change })).join("\n"), expected);
  });
}

const absoluteFaults = [
  ["a page that is missing in the sitemap", { "sitemap.xml": `<urlset><url><loc>${BASE}</loc></url></urlset>` }, /en\/rad\/index.html is missing/],
  ["a sitemap that names nothing", { "sitemap.xml": `<urlset><url><loc>${BASE}x/</loc></url></urlset>` }, /is no page/],
  ["no sitemap", { "sitemap.xml": "" }, /is missing/],
  ["an old address in the sitemap", { "sitemap.xml": `${example({ isAbsolute: true })["sitemap.xml"]}<loc>${BASE}gammal/</loc>` }, /pass it over/],
  ["a translation that does not name the page", { "en/index.html": page("en", 1, '<a href="rad/">x</a>') }, /does not name this page/],
  ["a canonical address elsewhere", { "index.html": example({ isAbsolute: true })["index.html"].replace(`canonical" href="${BASE}`, 'canonical" href="https://example.org/') }, /is not under/],
  ["a link that forgets the sub-path", { "404.html": '<html lang="sv"><a href="/">x</a>' }, /leaves the site/],
  ["a feed that names nothing", { "feed.xml": `<feed ><link href="${BASE}x/"/></feed>` }, /is not there/],
];
for (const [name, change, expected] of absoluteFaults) {
  test(`found with a base: ${name}`, async () => {
    const files = { ...example({ isAbsolute: true }), ...change };
    assert.match((await problems(files, BASE)).join("\n"), expected);
  });
}
