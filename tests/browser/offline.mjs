// The copy of the site on a reader's device: made only on request, complete, answering without a network,
// renewed on request, and gone with one press.
//
//   PAKT=target/release/pakt node --test tests/browser/offline.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { launch, newTab, serve } from "./site.mjs";

const pakt = resolve(process.env.PAKT ?? "target/release/pakt");
const FILES = {
  "content/site.yaml": "title: Provet\nlanguages: [sv, en]\nas_of: 2015-11-11\nraw_html: allow\n",
  "content/index.md": "# Prov\n\nSe [bron](b/bro.md) och [vägen](väg (1).md).\n\n![Karta](karta.svg)\n",
  "content/b/bro.md": "# Bron\n\nBron är kvastblommig.\n",
  "content/väg (1).md": "# Vägen\n\nVägen är krokig.\n",
  "content/karta.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>Karta</title></svg>",
};

let work;
let browser;

/** Builds the site into a folder below `root`, which has the headers of the whole server. */
function build(root, path = "", files = {}) {
  const folder = mkdtempSync(join(work, "site-"));
  mkdirSync(join(folder, "content/b"), { recursive: true });
  Object.entries({ ...FILES, ...files }).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  execFileSync(pakt, ["build", "-C", folder, "-o", join(root, path)], { stdio: "pipe" });
  if (path) cpSync(join(root, path, "_headers"), join(root, "_headers"));
}

const newRoot = () => mkdtempSync(join(work, "root-"));

/** Returns the paths of all pages below a folder. */
const pagesOf = (root) => readdirSync(root, { recursive: true })
  .filter((path) => path.endsWith("index.html"))
  .map((path) => path.replace(/index\.html$/, "").split("/").map(encodeURIComponent).join("/"));

const registrations = (tab) => tab.evaluate(async () =>
  (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));
const cacheNames = (tab) => tab.evaluate(() => caches.keys());
const status = (tab) => tab.locator(".keep [role=status]");
const press = (tab, name) => tab.locator(".keep").getByRole("button", { name, exact: true }).click();

async function keep(tab, address) {
  await tab.goto(address);
  await tab.locator(".keep summary").click();
  await press(tab, "Spara nu");
  await status(tab).filter({ hasText: "Sparad på enheten" }).waitFor();
}

before(async () => {
  work = mkdtempSync(join(tmpdir(), "pakt-"));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

test("nothing is stored before it is asked for, and what would be is said", async () => {
  const root = newRoot();
  build(root);
  const server = await serve(root);
  const tab = await newTab(browser);
  await tab.goto(server.address);
  await tab.locator(".keep summary").click();
  await status(tab).filter({ hasText: "Inget sparas" }).waitFor();
  assert.match(await status(tab).textContent(), /^Alla \d+ sidor .*, läge 11 november 2015: 0,\d MB\. Inget sparas förrän/);
  assert.deepEqual(await registrations(tab), []);
  assert.deepEqual(await cacheNames(tab), []);
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
  await server.close();
});

test("every page, and search, answers without a network", async () => {
  const root = newRoot();
  build(root);
  const server = await serve(root);
  const tab = await newTab(browser);
  await keep(tab, server.address);
  assert.deepEqual(await registrations(tab), [server.address]);
  assert.equal((await cacheNames(tab)).length, 1);
  await tab.context().setOffline(true);
  await server.close();
  const pages = pagesOf(root);
  assert.ok(pages.length > 8, pages.join(" "));
  for (const path of [...pages, "index.html", "b/bro/index.html"]) {
    const response = await tab.goto(server.address + path);
    assert.equal(response.status(), 200, path);
    assert.equal(response.fromServiceWorker(), true, path);
    assert.match(response.headers()["content-security-policy"], /worker-src 'self'/);
    const isStyled = () => tab.evaluate(() => getComputedStyle(document.body).fontFamily.includes("Pakt Sans"));
    if (await tab.locator(".masthead").count() > 0) assert.ok(await isStyled(), path);
  }
  // Without its slash, an address leads to the page as a server leads there.
  await tab.goto(`${server.address}b/bro`);
  assert.equal(tab.url(), `${server.address}b/bro/`);
  await tab.goto(server.address);
  assert.ok(await tab.locator("main img").evaluate((image) => image.naturalWidth > 0));
  await status(tab).filter({ hasText: "du läser den sparade kopian" }).waitFor();
  await tab.keyboard.press("/");
  await tab.locator("dialog input").first().fill("kvastblommig");
  await tab.getByRole("option").filter({ hasText: "Bron" }).first().waitFor();
  await tab.goto(`${server.address}sok/?q=krokig`);
  await tab.locator("main").getByRole("link", { name: "Vägen" }).first().waitFor();
  await tab.context().close();
});

test("a newer site is offered, fetched on request, and replaces the older copy as a whole", async () => {
  const root = newRoot();
  build(root);
  const server = await serve(root);
  const tab = await newTab(browser);
  await keep(tab, server.address);
  const [oldName] = await cacheNames(tab);
  build(root, "", { "content/b/bro.md": "# Bron\n\nBron är ny.\n", "content/ny.md": "# Ny sida\n" });
  await tab.goto(server.address);
  await status(tab).filter({ hasText: "äldre än webbplatsen" }).waitFor();
  // With a network a reader sees the new site; without, the copy as it is.
  await tab.goto(`${server.address}b/bro/`);
  assert.match(await tab.locator("main").textContent(), /Bron är ny/);
  await tab.context().setOffline(true);
  await tab.goto(`${server.address}b/bro/`);
  assert.match(await tab.locator("main").textContent(), /kvastblommig/);
  await tab.context().setOffline(false);
  // What cannot be fetched as a whole changes nothing.
  const page = join(root, "ny/index.html");
  const bytes = readFileSync(page);
  writeFileSync(page, "annat");
  await tab.goto(server.address);
  await press(tab, "Hämta den nyare kopian");
  await status(tab).filter({ hasText: "annan version av ny/index.html" }).waitFor();
  assert.deepEqual(await cacheNames(tab), [oldName]);
  writeFileSync(page, bytes);
  const requests = [];
  tab.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await press(tab, "Hämta den nyare kopian");
  await status(tab).filter({ hasText: "Sparad på enheten" }).waitFor();
  assert.ok(requests.includes("/ny/") && requests.includes("/b/bro/"), "what changed is fetched");
  assert.ok(!requests.some((path) => path.endsWith(".woff2")), "what did not change is not");
  const names = await cacheNames(tab);
  assert.ok(names.length === 1 && names[0] !== oldName, names.join(" "));
  await tab.context().setOffline(true);
  await tab.goto(`${server.address}ny/`);
  assert.equal(await tab.locator("h1").textContent(), "Ny sida");
  await tab.context().close();
  await server.close();
});

test("one press removes the copy and the registration", async () => {
  const root = newRoot();
  build(root);
  const server = await serve(root);
  const tab = await newTab(browser);
  await keep(tab, server.address);
  await tab.goto(`${server.address}b/bro/`);
  await press(tab, "Ta bort från enheten");
  await status(tab).filter({ hasText: "Kopian är borttagen" }).waitFor();
  assert.deepEqual(await registrations(tab), []);
  assert.deepEqual(await cacheNames(tab), []);
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
  await tab.context().close();
  await server.close();
});

test("a copy that was interrupted is continued on the next page", async () => {
  const root = newRoot();
  build(root);
  const server = await serve(root);
  const tab = await newTab(browser);
  let isHeld = true;
  await tab.route("**/b/bro/", (route) => (isHeld && route.request().resourceType() === "fetch" ? undefined : route.continue()));
  await tab.goto(server.address);
  await tab.locator(".keep summary").click();
  await press(tab, "Spara nu");
  await tab.waitForFunction(async () => (await caches.keys()).length === 1);
  assert.deepEqual(await registrations(tab), [], "nothing answers before the copy is complete");
  isHeld = false;
  await tab.goto(`${server.address}b/`);
  await status(tab).filter({ hasText: "Sparad på enheten" }).waitFor();
  assert.deepEqual(await registrations(tab), [server.address]);
  await tab.context().close();
  await server.close();
});

test("two sites on one server have a copy each", async () => {
  const root = newRoot();
  build(root);
  build(root, "under/väg");
  const server = await serve(root);
  const below = `${server.address}under/v%C3%A4g/`;
  const tab = await newTab(browser);
  await keep(tab, below);
  assert.deepEqual(await registrations(tab), [below]);
  await tab.goto(server.address);
  assert.equal(await tab.locator(".keep").evaluate((panel) => panel.open), false, "the other site is not kept");
  await keep(tab, server.address);
  assert.deepEqual((await registrations(tab)).toSorted(), [server.address, below]);
  await press(tab, "Ta bort från enheten");
  await status(tab).filter({ hasText: "Kopian är borttagen" }).waitFor();
  assert.deepEqual(await registrations(tab), [below]);
  await tab.context().setOffline(true);
  for (const path of pagesOf(join(root, "under/väg"))) {
    assert.equal((await tab.goto(below + path)).status(), 200, path);
  }
  await tab.context().close();
  await server.close();
});

test("on disk and without script it is not shown", async () => {
  const root = newRoot();
  build(root);
  const server = await serve(root);
  const tab = await newTab(browser);
  await tab.goto(`file://${root}/index.html`);
  assert.equal(await tab.locator(".keep").isVisible(), false);
  await tab.context().close();
  const plain = await newTab(browser, { javaScriptEnabled: false });
  await plain.goto(server.address);
  assert.equal(await plain.locator(".keep").isVisible(), false);
  await plain.context().close();
  await server.close();
});
