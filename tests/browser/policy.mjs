// The built `_headers`, sent by a simple server: scripts in attached files do not run, and nothing is loaded
// from other hosts.
//
//   PAKT=target/release/pakt node --test tests/browser/policy.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { headerRules, launch, newTab, serve } from "./site.mjs";

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; worker-src 'self'; "
  + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const ATTACK = "document.title = 'taken over'";
const FILES = {
  "content/site.yaml": "title: Provet\nlanguages: [sv]\nraw_html: allow\n",
  "content/index.md": `# Prov\n\n[bild](bild.svg) [sida](sida.html)\n\n<p onclick="${ATTACK}" style="color: red">Rå</p>\n\n<script>${ATTACK}</script>\n`,
  "content/bild.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="${ATTACK}"><title>bild</title><script>${ATTACK}</script></svg>`,
  "content/sida.html": `<!DOCTYPE html><html lang="sv"><title>sida</title><body onload="${ATTACK}"><script>${ATTACK}</script></body></html>`,
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

test("every response has the exact policy, and only fingerprinted assets may be cached", async () => {
  for (const path of ["", "bild.svg", "finns-inte/"]) {
    const { headers } = await fetch(server.address + path);
    assert.equal(headers.get("content-security-policy"), POLICY, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), null, path);
  }
  const cacheRules = headerRules(join(work, "output")).slice(1);
  assert.ok(cacheRules.length > 3 && cacheRules.every(({ path }) => /^\/assets\/.*\.[0-9a-f]{12}\.\w+$/.test(path)));
  for (const { path, headers } of cacheRules) {
    const response = await fetch(new URL(path, server.address));
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get("cache-control"), headers["Cache-Control"]);
  }
});

test("no script runs in an attached image or page or in raw HTML", async () => {
  const tab = await newTab(browser);
  for (const [path, title] of [["", "Prov – Provet"], ["bild.svg", "bild"], ["sida.html", "sida"]]) {
    await tab.goto(server.address + path, { waitUntil: "networkidle" });
    assert.equal(await tab.title(), title, `${path || "the page"} ran a script`);
  }
  // The console messages show that the policy blocked the scripts.
  const blocked = tab.complaints.filter((complaint) => complaint.includes("Content Security Policy"));
  assert.ok(blocked.length >= 3, tab.complaints.join("\n"));
  await tab.context().close();
});
