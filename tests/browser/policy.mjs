// The headers that are built with a site, sent by a plain server: what an editor attached runs no script
// of its own, and nothing is fetched from elsewhere.
//
//   PAKT=target/release/pakt node --test tests/browser/policy.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { headerRules, launch, newTab, serve } from "./site.mjs";

const EXACT = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
  + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const BAD = "document.title = 'taken over'";
const FILES = {
  "content/site.yaml": "title: Provet\nlanguages: [sv]\nraw_html: allow\n",
  "content/index.md": `# Prov\n\n[bild](bild.svg) [sida](sida.html)\n\n<p onclick="${BAD}" style="color: red">Rå</p>\n\n<script>${BAD}</script>\n`,
  "content/bild.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="${BAD}"><title>bild</title><script>${BAD}</script></svg>`,
  "content/sida.html": `<!DOCTYPE html><html lang="sv"><title>sida</title><body onload="${BAD}"><script>${BAD}</script></body></html>`,
};

let work;
let browser;
let server;

before(async () => {
  work = mkdtempSync(join(tmpdir(), "pakt-"));
  mkdirSync(join(work, "content"));
  Object.entries(FILES).forEach(([path, text]) => writeFileSync(join(work, path), text));
  execFileSync(resolve(process.env.PAKT ?? "target/release/pakt"), ["build", "-C", work], { stdio: "pipe" });
  [browser, server] = await Promise.all([launch(), serve(join(work, "output"))]);
});

after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(work, { recursive: true, force: true });
});

test("every answer carries the exact policy, a missing page too, and only named assets may be kept", async () => {
  for (const path of ["", "bild.svg", "finns-inte/"]) {
    const { headers } = await fetch(server.address + path);
    assert.equal(headers.get("content-security-policy"), EXACT, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), null, path);
  }
  const kept = headerRules(join(work, "output")).slice(1);
  assert.ok(kept.length > 3 && kept.every(({ path }) => /^\/assets\/.*\.[0-9a-f]{12}\.\w+$/.test(path)));
  for (const { path, headers } of kept) {
    const answer = await fetch(new URL(path, server.address));
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get("cache-control"), headers["Cache-Control"]);
  }
});

test("no script runs in a picture, a page or raw HTML that an editor brought", async () => {
  const tab = await newTab(browser);
  for (const [path, title] of [["", "Prov – Provet"], ["bild.svg", "bild"], ["sida.html", "sida"]]) {
    await tab.goto(server.address + path, { waitUntil: "networkidle" });
    assert.equal(await tab.title(), title, `${path || "the page"} ran a script`);
  }
  // What was refused is on the console: the policy, and nothing else, kept it from running.
  const refused = tab.complaints.filter((one) => one.includes("Content Security Policy"));
  assert.ok(refused.length >= 3, tab.complaints.join("\n"));
  await tab.context().close();
});
