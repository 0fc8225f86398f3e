// The preview as editors use it: a save updates the page in the browser, a broken file keeps the last good
// version, and other websites cannot read anything.
//
//   PAKT=target/release/pakt node --test tests/browser/preview.mjs

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { createServer, get } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { launch, newTab } from "./site.mjs";

/** The longest acceptable wait on a slow machine. Usually an update takes milliseconds. */
const TIMEOUT_MS = 5_000;

const pakt = resolve(process.env.PAKT ?? "target/release/pakt");

const SITE = {
  "content/site.yaml": "title: Provet\nlanguages: [sv]\nowner: Redaktionen\ntheme: egen\n",
  "themes/egen/style.css": await readFile("themes/pakt/style.css", "utf8"),
  "content/index.md": "# Start\n\nVälkommen till [rådet](radet.md).\n",
  "content/radet.md": "---\ntitle: Rådet\n---\n\nRådet möts i maj.\n",
};

let root;
let server;
let address;
let browser;
let otherSite;

const write = async (path, text) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** Starts the preview and returns the address that it prints on standard output. */
function start(port = "0") {
  return new Promise((resolve, reject) => {
    const editor = `${otherSite.address}{path}?{line}:{column}`;
    server = spawn(pakt, ["serve", "--port", port, "--lang", "en", "--editor", editor, "-C", root], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errorOutput = "";
    server.stderr.on("data", (bytes) => { errorOutput += bytes; });
    server.on("error", reject);
    server.on("exit", (code, signal) => reject(new Error(`serve ended with ${code ?? signal}: ${errorOutput}`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const [url] = line.match(/http:\/\/\S+\//) ?? [];
      return url ? resolve(url) : reject(new Error(`no address in ${JSON.stringify(line)}`));
    });
  });
}

/** Stops the preview and waits until it has ended. */
function stop() {
  server.removeAllListeners("exit");
  return new Promise((resolve) => { server.on("exit", resolve).kill(); });
}

/** Starts another website on this machine, which acts as the editor and as a foreign website. */
async function startOtherSite() {
  const requestedUrls = [];
  const otherServer = createServer((request, response) => {
    requestedUrls.push(decodeURIComponent(request.url));
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Elsewhere</title><body>Elsewhere");
  });
  await new Promise((resolve) => otherServer.listen(0, "127.0.0.1", resolve));
  const close = () => { otherServer.closeAllConnections(); otherServer.close(); };
  return { address: `http://localhost:${otherServer.address().port}/`, requestedUrls, close };
}

/** Sends one request with any headers. */
function request(path, headers = {}, method = "GET") {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    // Not as a URL, which would remove `..` before sending.
    get({ hostname, port, path: `/${path}`, headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => { body += chunk; });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    }).on("error", reject);
  });
}

/** Waits until a condition is true. */
async function until(description, condition) {
  const deadline = performance.now() + TIMEOUT_MS;
  for (;;) {
    if (await condition()) {
      return;
    }
    assert.ok(performance.now() < deadline, `${description}: not within ${TIMEOUT_MS} ms`);
  }
}

/** The status bar. */
const statusBar = (tab) => tab.locator("pakt-preview .line");

const isAlive = () => assert.equal(server.exitCode ?? server.signalCode, null, "the preview has ended");

before(async () => {
  root = await mkdtemp(join(tmpdir(), "pakt-preview-"));
  for (const [path, text] of Object.entries(SITE)) {
    await write(path, text);
  }
  otherSite = await startOtherSite();
  [browser, address] = await Promise.all([launch(), start()]);
});

/** Each test begins with the original site, which has no errors. */
afterEach(async () => {
  for (const folder of ["content", "themes"]) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/");
      if (entry.isFile() && !(path in SITE)) await rm(join(root, path));
    }
  }
  for (const [path, text] of Object.entries(SITE)) {
    if (await readFile(join(root, path), "utf8").catch(() => "") !== text) await write(path, text);
  }
  await until("the original site", async () => {
    const responses = await Promise.all(["", "radet/", "@pakt/status/radet/"].map((path) => request(path)));
    const [front, page, status] = responses.map(({ body }) => body);
    const { errors, warnings } = JSON.parse(status);
    return front.includes("Välkommen") && page.includes("i maj.") && errors.length + warnings.length === 0;
  });
});

after(async () => {
  server?.removeAllListeners("exit");
  server?.kill();
  await browser?.close();
  otherSite?.close();
  await rm(root, { recursive: true, force: true });
});

test("a saved page is updated without interaction", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: TIMEOUT_MS });
  for (const month of ["juni", "juli", "augusti"]) {
    await write("content/radet.md", `---\ntitle: Rådet\n---\n\nRådet möts i ${month}.\n`);
    await tab.getByText(`Rådet möts i ${month}.`).waitFor({ timeout: TIMEOUT_MS });
  }
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("an update keeps scroll position, focus, open sections and theme", async () => {
  const long = Array.from({ length: 60 }, (_, index) => `Stycke ${index}.\n`).join("\n");
  const text = (month) => `# Lång\n\n> [!NOTE]- Vik\n> Vikt text.\n\n${long}\nMöte i ${month}, se [start](index.md).\n\n${long}`;
  await write("content/lang.md", text("maj"));
  await until("the long page", async () => (await request("lang/")).status === 200);
  const tab = await newTab(browser);
  await tab.goto(`${address}lang/`);
  await tab.locator("details summary", { hasText: "Vik" }).click();
  await tab.locator("button.switch").click();
  const label = await tab.locator("button.switch").innerText();
  await tab.getByRole("link", { name: "start", exact: true }).focus();
  await tab.evaluate(() => { window.isFirst = true; scrollTo(0, 900); });
  for (const month of ["juni", "juli"]) {
    await write("content/lang.md", text(month));
    await tab.getByText(`Möte i ${month}`).waitFor({ timeout: TIMEOUT_MS });
  }
  assert.deepEqual(await tab.evaluate(() => ({
    isFirst: window.isFirst,
    scroll: scrollY,
    focus: document.activeElement.textContent,
    isOpen: document.querySelector("details").open,
  })), { isFirst: true, scroll: 900, focus: "start", isOpen: true });
  assert.equal(await tab.locator("button.switch").innerText(), label);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("pictures and paragraphs that begin alike are updated each in its place", async () => {
  const paragraph = (end) => `Kommunen har enligt utlåtandet rekommenderats att anta den${end}\n`;
  const picture = (name) => `![](${name}.svg)\n`;
  const text = (parts) => `# Bilder\n\n${parts.join("\n")}`;
  for (const name of ["a", "b", "c"]) {
    await write(`content/${name}.svg`, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${name}</title></svg>\n`);
  }
  const parts = [picture("a"), paragraph("."), picture("b"), paragraph(" eller inte."), picture("c")];
  await write("content/bilder.md", text(parts));
  await until("the page with pictures", async () => (await request("bilder/")).status === 200);
  const tab = await newTab(browser);
  await tab.goto(`${address}bilder/`);
  await statusBar(tab).getByText("ms").waitFor({ timeout: TIMEOUT_MS });
  const shown = (page) => page.evaluate(() =>
    [...document.querySelectorAll(".body > p")].map((part) => part.querySelector("img")?.src ?? part.textContent.trim()));
  await tab.evaluate(() => { window.isFirst = true; });
  const orders = [[2, 0, 1, 3, 4], [3, 1, 4, 2, 0], [1, 3], [4, 3, 2, 1, 0]];
  for (const [index, order] of orders.entries()) {
    await write("content/bilder.md", text([`Ordning ${index}.\n`, ...order.map((part) => parts[part])]));
    await tab.getByText(`Ordning ${index}.`).waitFor({ timeout: TIMEOUT_MS });
    const fresh = await newTab(browser);
    await fresh.goto(`${address}bilder/`);
    assert.deepEqual(await shown(tab), await shown(fresh), `order ${order}`);
    await fresh.context().close();
  }
  assert.equal(await tab.evaluate(() => window.isFirst), true);
  await tab.context().close();
});

test("a changed style sheet is replaced without a reload", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await tab.evaluate(() => { window.isFirst = true; });
  await write("themes/egen/style.css", `${SITE["themes/egen/style.css"]}\nh1 { letter-spacing: 5px; }\n`);
  await tab.waitForFunction(() =>
    getComputedStyle(document.querySelector("h1")).letterSpacing === "5px", null, { timeout: TIMEOUT_MS });
  assert.equal(await tab.evaluate(() => window.isFirst), true);
  await tab.waitForFunction(() =>
    document.querySelectorAll("link[rel=stylesheet]:not([media])").length === 1, null, { timeout: TIMEOUT_MS });
  await tab.context().close();
});

test("a change that is not visible on a page does not touch it", async () => {
  await write("content/annan.md", "# Annan\n\nOrd.\n");
  await until("the other page", async () => (await request("annan/")).status === 200);
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).getByText("ms").waitFor({ timeout: TIMEOUT_MS });
  await tab.evaluate(() => {
    window.nChanges = 0;
    const isOfPage = ({ target }) => target.localName !== "pakt-preview";
    new MutationObserver((changes) => { window.nChanges += changes.filter(isOfPage).length; })
      .observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  // The status is fetched after the page: once the status bar has changed, the page has been compared.
  const pageResponse = tab.waitForResponse((response) => response.url() === `${address}radet/`);
  await write("content/annan.md", "# Annan\n\nAndra [ord](saknas.md).\n");
  await (await pageResponse).finished();
  await statusBar(tab).getByText("1 fel").waitFor({ timeout: TIMEOUT_MS });
  await write("content/annan.md", "# Annan\n\nAndra ord.\n");
  await statusBar(tab).getByText("inga varningar på sidan").waitFor({ timeout: TIMEOUT_MS });
  assert.equal(await tab.evaluate(() => window.nChanges), 0);
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts i maj, igen.\n");
  await tab.getByText("igen").waitFor({ timeout: TIMEOUT_MS });
  assert.ok(await tab.evaluate(() => window.nChanges) > 0, "the observer does not work, or the page was reloaded");
  await tab.context().close();
});

test("a new page appears, also in the pages it links to", async () => {
  await write("content/ny.md", "# En ny sida\n\nSe [rådet](radet.md).\n");
  await until("the new page", async () => (await request("ny/")).status === 200);
  await until("the mention", async () => (await request("radet/")).body.includes("En ny sida"));
  await rm(join(root, "content/ny.md"));
  await until("the page is gone", async () => (await request("ny/")).status === 404);
});

test("a broken file keeps its last good page, and other pages are updated", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await write("content/radet.md", "---\ntitle: [Rådet\n---\n\nRådet är trasigt.\n");
  const list = tab.getByRole("region", { name: "1 fel" });
  await list.getByText("yaml-syntax").waitFor({ timeout: TIMEOUT_MS });
  await write("content/index.md", "# Start\n\nEfter det trasiga: [rådet](radet.md).\n");
  await until("another page", async () => (await request("")).body.includes("Efter det trasiga"));
  const { status: code, body } = await request("radet/");
  assert.deepEqual([code, body.includes("Rådet möts i maj."), body.includes("trasigt")], [200, true, false]);
  assert.ok(await tab.getByText("Rådet möts i maj.").isVisible());
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet är lagat.\n");
  await tab.getByText("Rådet är lagat").waitFor({ timeout: TIMEOUT_MS });
  await list.waitFor({ state: "hidden", timeout: TIMEOUT_MS });
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
  isAlive();
});

test("a broken template or a binary file keeps the last good page too", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  const list = tab.getByRole("region", { name: "1 fel" });
  const entry = await readFile("themes/pakt/templates/entry.html", "utf8");
  const broken = [
    ["themes/egen/templates/entry.html", `${entry}{% if %}`, "template-error"],
    ["themes/egen/templates/entry.html", entry.replace("{% block main %}", "{% block main %}{{ page.fel.fel }}"), "template-error"],
    ["content/radet.md", Buffer.from("# R\xe5det\n\nTrasigt.\n", "latin1"), "not-utf8"],
    ["content/_strings/sv.yaml", "next: [\n", "yaml-syntax"],
  ];
  for (const [path, bytes, code] of broken) {
    await write(path, bytes);
    await list.getByText(code).first().waitFor({ timeout: TIMEOUT_MS });
    // Other changes still appear, also on the open page.
    await write("content/ny.md", "# Ny\n\nSe [rådet](radet.md).\n");
    await tab.getByRole("link", { name: "Ny", exact: true }).first().waitFor({ timeout: TIMEOUT_MS });
    const { status: code200, body } = await request("radet/");
    assert.deepEqual([code200, body.includes("Rådet möts i maj."), body.includes("Ny")], [200, true, true], code);
    await rm(join(root, "content/ny.md"));
    await (path in SITE ? write(path, SITE[path]) : rm(join(root, path)));
    await list.waitFor({ state: "hidden", timeout: TIMEOUT_MS });
    await tab.getByRole("link", { name: "Ny", exact: true }).first().waitFor({ state: "detached", timeout: TIMEOUT_MS });
  }
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("an unreadable file is reported in the list", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  // A named pipe, because permissions do not restrict the root user of CI.
  execFileSync("mkfifo", [join(root, "content/ror.md")]);
  await tab.getByRole("region", { name: "1 fel" }).getByText("ror.md").first().waitFor({ timeout: TIMEOUT_MS });
  await rm(join(root, "content/ror.md"));
  await statusBar(tab).getByText("inga varningar på sidan").waitFor({ timeout: TIMEOUT_MS });
  await tab.context().close();
});

test("errors are listed over the page until they are fixed or dismissed", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await write("content/index.md", "# Start\n\nSe [ingen](saknas.md).\n");
  const list = tab.getByRole("region", { name: "1 fel" });
  await list.waitFor({ timeout: TIMEOUT_MS });
  assert.match(await list.innerText(), /content\/index\.md:3:12[^]*saknas\.md/);
  assert.match(await tab.locator("pakt-preview [role=status]").innerText(), /1 fel[^]*saknas/);
  const href = await list.getByRole("link").first().getAttribute("href");
  assert.equal(href, `${otherSite.address}${join(await realpath(root), "content/index.md").slice(1)}?3:12`);
  await write("content/radet.md", "---\ntitle: Rådet\nupdated: i maj\n---\n\nRådet.\n");
  const two = tab.getByRole("region", { name: "2 fel" });
  await two.waitFor({ timeout: TIMEOUT_MS });
  assert.match(await two.getByRole("listitem").first().innerText(), /radet\.md:3:10/, "errors of this page come first");
  // Dismissed by keyboard, the list stays closed after the next save.
  await tab.keyboard.press("Escape");
  await two.waitFor({ state: "hidden", timeout: TIMEOUT_MS });
  await write("content/radet.md", "---\ntitle: Rådet\nupdated: i maj\n---\n\nRådet igen.\n");
  await tab.getByText("Rådet igen.", { exact: true }).waitFor({ timeout: TIMEOUT_MS });
  assert.equal(await two.count(), 0);
  // The status bar opens it again. Dismissed from within, the focus moves to the button that opens it.
  const toggle = statusBar(tab).getByRole("button", { name: "2 fel" });
  await toggle.focus();
  await tab.keyboard.press("Enter");
  await two.getByRole("button", { name: "Dölj" }).focus();
  await tab.keyboard.press("Enter");
  await two.waitFor({ state: "hidden", timeout: TIMEOUT_MS });
  assert.ok(await toggle.evaluate((button) => button.getRootNode().activeElement === button));
  assert.equal(await toggle.getAttribute("aria-expanded"), "false");
  // Other errors open the list again. When all are fixed, the focus returns to the page.
  await tab.getByRole("link", { name: "Provet" }).first().focus();
  await write("content/index.md", SITE["content/index.md"]);
  await list.waitFor({ timeout: TIMEOUT_MS });
  await list.getByRole("link").first().focus();
  await write("content/radet.md", SITE["content/radet.md"]);
  await list.waitFor({ state: "hidden", timeout: TIMEOUT_MS });
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: TIMEOUT_MS });
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Provet");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("axe finds nothing in the status bar and the list, in light and dark mode", async () => {
  await write("content/index.md", "# Start\n\nSe [ingen](saknas.md).\n");
  for (const colorScheme of ["light", "dark"]) {
    const tab = await newTab(browser, { colorScheme, viewport: { width: 320, height: 640 } });
    await tab.goto(address);
    await tab.getByRole("region", { name: "1 fel" }).waitFor({ timeout: TIMEOUT_MS });
    const { violations } = await new AxeBuilder({ page: tab }).include("pakt-preview").analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await tab.context().close();
  }
});

test("the status bar shows warnings and changes the as-of date", async () => {
  // The browser logs a message if the next step interrupts a view transition.
  const tab = await newTab(browser, { reducedMotion: "reduce" });
  await tab.goto(`${address}radet/`);
  const bar = statusBar(tab);
  await bar.getByText("inga varningar på sidan").waitFor({ timeout: TIMEOUT_MS });
  await bar.getByText(/uppdaterad på \d+ ms/).waitFor({ timeout: TIMEOUT_MS });
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts <marquee>ofta</marquee>.\n");
  await bar.getByRole("button", { name: "1 varning på sidan" }).click();
  const list = tab.getByRole("region", { name: "1 varning på sidan" });
  assert.match(await list.innerText(), /content\/radet\.md:5:12[^]*marquee/);
  await bar.getByLabel("Läget den").fill("2014-06-01");
  await tab.waitForURL(`${address}@2014-06-01/radet/`, { timeout: TIMEOUT_MS });
  await statusBar(tab).getByRole("button", { name: "1 varning på sidan" }).waitFor({ timeout: TIMEOUT_MS });
  assert.equal(await statusBar(tab).getByLabel("Läget den").inputValue(), "2014-06-01");
  await tab.getByRole("link", { name: "Provet" }).first().click();
  await tab.waitForURL(`${address}@2014-06-01/`, { timeout: TIMEOUT_MS });
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("alt-click on a block opens its source line in the editor", async () => {
  await write("content/_types/forum.yaml", "name: Forum\nfields:\n  size: {label: Storlek, kind: number}\n");
  await write("content/forum.yaml", "forum:\n  - id: natet\n    title: Nätet\n    size: 7\n    body: |\n      Om nätet.\n");
  await write("content/beslut.txt", "[P1]\nEtt ord.\n\n[P2]\nTvå ord.\n");
  await write("content/beslut.md", "---\ntype: document\ntitle: Beslutet\ntext: beslut.txt\n---\n");
  await write("content/text.md", "# Text\n\n- ett\n- två\n\nRad ett\noch *rad* två.\n\n```{list}\nof: forum\n```\n\n![[natet#size]]\n");
  await until("the pages", async () => (await request("text/")).body.includes("Nätet"));
  const tab = await newTab(browser);
  const folder = (await realpath(root)).slice(1);
  const expectOpened = async (description, act, expected) => {
    const [editor] = await Promise.all([tab.context().waitForEvent("page", { timeout: TIMEOUT_MS }), act()]);
    await editor.waitForLoadState();
    await editor.close();
    assert.equal(otherSite.requestedUrls.findLast((url) => url.includes(folder)), `/${folder}/content/${expected}`, description);
    assert.match(await statusBar(tab).textContent(), new RegExp(`content/${expected.split("?")[0]}`));
  };
  const click = (locator) => () => locator.click({ modifiers: ["Alt"] });
  await tab.goto(`${address}text/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await expectOpened("an item", click(tab.getByText("två", { exact: true })), "text.md?4:3");
  await expectOpened("a word", click(tab.getByText("rad", { exact: true })), "text.md?7:6");
  await expectOpened("a view", click(tab.locator("figure.view").getByRole("link", { name: "Nätet" })), "text.md?9:1");
  // A popover of a script has no source location, so the page's file is opened.
  await tab.mouse.move(1, 1);
  await tab.locator("figure.view").getByRole("link", { name: "Nätet" }).hover();
  await expectOpened("a popover of a script", click(tab.getByRole("tooltip")), "text.md?1:1");
  await tab.keyboard.press("Escape");
  await expectOpened("a value of another file", click(tab.locator(".body .num")), "forum.yaml?4:11");
  await expectOpened("the title", click(tab.getByRole("heading", { level: 1 })), "text.md?1:1");
  // Scripts may have changed the page: the block is found by its text.
  await tab.evaluate(() => document.querySelector(".body").prepend(document.createElement("ul")));
  await expectOpened("next to an added list", click(tab.getByText("ett", { exact: true })), "text.md?3:3");
  await tab.goto(`${address}forum/natet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await expectOpened("a label", click(tab.getByText("Storlek")), "forum.yaml?4:11");
  await expectOpened("a text in a list", click(tab.getByText("Om nätet.")), "forum.yaml?6:7");
  await tab.goto(`${address}sources/beslut/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await expectOpened("a paragraph of a document", click(tab.getByText("Två ord.")), "beslut.txt?4:1");
  // By keyboard for the focused link, and the page's file by the link in the status bar.
  await tab.goto(`${address}`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await tab.getByRole("link", { name: "rådet" }).first().focus();
  await expectOpened("by keyboard", () => tab.keyboard.press("Alt+Enter"), "index.md?3:17");
  await expectOpened("the file", () => statusBar(tab).getByRole("link", { name: "Redigera" }).click(), "index.md?1:1");
  assert.equal(tab.url(), address);
  assert.ok(!(await request("text/")).body.includes("<!--@"), "the page has no source marks");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("a click on a paragraph of a source copies a citation, with Shift as YAML", async () => {
  await write("content/avtal.txt", "[P1]\nHyran är \"låg\" men inte nu.\n\n[P2]\nTvå ord till.\n");
  await write("content/avtal.md", "---\ntype: document\ntitle: Avtalet\ntext: avtal.txt\n---\n");
  await until("the page", async () => (await request("sources/avtal/")).body.includes("Hyran"));
  const tab = await newTab(browser);
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  await tab.goto(`${address}sources/avtal/`);
  await statusBar(tab).getByText("Klick kopierar en källhänvisning").waitFor({ timeout: TIMEOUT_MS });
  const clipboard = () => tab.evaluate(() => navigator.clipboard.readText());
  const expectCopied = async (act, expected) => {
    await tab.evaluate(() => navigator.clipboard.writeText(""));
    await act();
    await until(expected, async () => (await clipboard()) === expected);
    await statusBar(tab).getByText("Källhänvisningen är kopierad").waitFor({ timeout: TIMEOUT_MS });
  };
  const [first, second] = ["Hyran är", "Två ord till."].map((text) => tab.locator(".verbatim").getByText(text));
  await expectCopied(() => first.click(), '[@avtal P1 "Hyran är \\"låg\\" men inte nu."]');
  await expectCopied(() => second.click({ modifiers: ["Shift"] }), "'avtal P2 \"Två ord till.\"'");
  // By keyboard, for the paragraph that has the focus.
  await tab.locator("#P2 .locator").focus();
  await expectCopied(() => tab.keyboard.press("c"), '[@avtal P2 "Två ord till."]');
  // Who selects words, or follows a link, wants something else.
  await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
  const { x, y, width, height } = await second.boundingBox();
  await tab.mouse.move(x + 1, y + height / 2);
  await tab.mouse.down();
  await tab.mouse.move(x + width / 2, y + height / 2);
  await tab.mouse.up();
  await tab.locator("#P2 .locator").click();
  assert.equal(await clipboard(), "nothing");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("the status bar lists what the page lacks", async () => {
  await write("content/site.yaml", "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\nowner: {sv: Vi, en: We}\n");
  await write("content/_types/forum.yaml", "name: {sv: Forum, en: Forum}\nfields:\n  size: {label: {sv: Storlek, en: Size}, kind: number, sourced: true}\n");
  await write("content/forum/natet.md", "---\ntype: forum\ntitle: {sv: Nätet, en: The net}\nsize: 7\nreview_by: 2014\n---\n\nText.\n");
  const tab = await newTab(browser);
  await until("the page", async () => (await request("forum/natet/")).status === 200);
  await tab.goto(`${address}forum/natet/`);
  await statusBar(tab).getByText("saknar text (en), 1 källa, granskning").waitFor({ timeout: TIMEOUT_MS });
  await write("content/forum/natet.en.md", "Text.\n");
  await statusBar(tab).getByText("saknar 1 källa, granskning").waitFor({ timeout: TIMEOUT_MS });
  await write("content/forum/natet.md", "---\ntype: forum\ntitle: {sv: Nätet, en: The net}\nreviewed: 2015-01-01\n---\n\nText.\n");
  await until("nothing is missing", async () => !(await statusBar(tab).innerText()).includes("saknar"));
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("eight tabs of one browser load and are all updated", async () => {
  const first = await newTab(browser);
  const tabs = [first];
  while (tabs.length < 8) tabs.push(await first.context().newPage());
  for (const tab of tabs) {
    await tab.goto(`${address}radet/`, { timeout: TIMEOUT_MS });
  }
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts i åtta flikar.\n");
  await Promise.all(tabs.map((tab) => tab.getByText("i åtta flikar").waitFor({ timeout: TIMEOUT_MS })));
  // When the tab with the stream closes, another one opens it.
  await first.close();
  await write("content/radet.md", SITE["content/radet.md"]);
  await Promise.all(tabs.slice(1).map((tab) => tab.getByText("Rådet möts i maj.").waitFor({ timeout: TIMEOUT_MS })));
  await tabs[1].context().close();
});

test("a page is updated when the reader returns to it", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await tab.getByRole("link", { name: "Provet" }).first().click();
  await tab.waitForURL(address);
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts igen.\n");
  await until("the page", async () => (await request("radet/")).body.includes("möts igen"));
  await tab.goBack();
  await tab.getByText("Rådet möts igen.").waitFor({ timeout: TIMEOUT_MS });
  await write("content/radet.md", SITE["content/radet.md"]);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: TIMEOUT_MS });
  await tab.context().close();
});

test("changed elements are highlighted, except with reduced motion", async () => {
  for (const [reducedMotion, month, expected] of [["no-preference", "juni", ["P"]], ["reduce", "juli", []]]) {
    const tab = await newTab(browser, { reducedMotion });
    await tab.goto(`${address}radet/`);
    await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
    await tab.evaluate(() => {
      window.highlighted = [];
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...options) {
        window.highlighted.push(this.tagName);
        return animate.apply(this, options);
      };
    });
    await write("content/radet.md", `---\ntitle: Rådet\n---\n\nRådet möts i ${month}.\n`);
    await tab.getByText(`Rådet möts i ${month}.`).waitFor({ timeout: TIMEOUT_MS });
    assert.deepEqual(await tab.evaluate(() => window.highlighted), expected, reducedMotion);
    await tab.context().close();
  }
});

test("broken settings keep the last good ones", async () => {
  await write("content/site.yaml", "title: [Trasig\n");
  await write("content/index.md", "# Start\n\nMed trasiga inställningar.\n");
  await until("the page", async () => (await request("")).body.includes("trasiga inställningar"));
  assert.match((await request("")).body, /<title>Start – Provet|Provet/);
  await write("content/site.yaml", SITE["content/site.yaml"]);
  await write("content/index.md", SITE["content/index.md"]);
  await until("the front page", async () => (await request("")).body.includes("Välkommen"));
  isAlive();
});

test("a removed folder is reported, and updates continue when it is back", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await rename(join(root, "content"), join(root, "away"));
  await tab.getByRole("region", { name: "1 fel" }).waitFor({ timeout: TIMEOUT_MS });
  assert.ok(await tab.getByText("Rådet möts i maj.").isVisible());
  await rename(join(root, "away"), join(root, "content"));
  await statusBar(tab).getByText("inga varningar på sidan").waitFor({ timeout: TIMEOUT_MS });
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet är tillbaka.\n");
  await tab.getByText("Rådet är tillbaka.").waitFor({ timeout: TIMEOUT_MS });
  await tab.context().close();
  isAlive();
});

test("only requests for local host names are accepted", async () => {
  const { port } = new URL(address);
  for (const host of ["evil.test", `evil.test:${port}`, `127.0.0.1.evil.test:${port}`, "localhost:9"]) {
    assert.equal((await request("", { Host: host })).status, 403, host);
  }
  assert.equal((await request("", { Host: `localhost:${port}` })).status, 200);
  for (const origin of ["https://evil.test", "null", "http://localhost:9"]) {
    assert.equal((await request("", { Origin: origin })).status, 403, origin);
  }
});

test("pages of another origin cannot read anything", async () => {
  const tab = await newTab(browser);
  await tab.goto(otherSite.address);
  const secret = "Välkommen";
  for (const path of ["", "@pakt/live.js", "@pakt/status/", "@pakt/places/", "index.json"]) {
    const read = await tab.evaluate(async (url) => {
      const load = (name, attributes) => new Promise((resolve) => {
        const element = Object.assign(document.createElement(name), attributes);
        element.onload = () => resolve(`${name} loaded`);
        element.onerror = () => resolve("");
        document.body.append(element);
      });
      const text = (mode) => fetch(url, { mode }).then((response) => response.text(), () => "");
      const events = new Promise((resolve) => {
        const source = new EventSource(url);
        source.onopen = source.onmessage = () => resolve("event");
        source.onerror = () => { source.close(); resolve(""); };
      });
      const socket = new Promise((resolve) => {
        const webSocket = new WebSocket(url.replace("http", "ws"));
        webSocket.onopen = () => resolve("socket");
        webSocket.onerror = () => resolve("");
      });
      return Promise.all([
        text("cors"), text("no-cors"), events, socket,
        fetch(url, { method: "POST", mode: "no-cors", body: "x" }).then((response) => response.text(), () => ""),
        load("script", { src: url }), load("img", { src: url }), load("link", { rel: "stylesheet", href: url }),
        load("audio", { src: url }),
        load("iframe", { src: url }).then(() => {
          try { return document.querySelector("iframe").contentDocument?.body.textContent ?? ""; } catch { return ""; }
        }),
      ]);
    }, address + path);
    assert.deepEqual(read, read.map(() => ""), path);
  }
  // The event stream is at its own path.
  const streamState = await tab.evaluate((url) => new Promise((resolve) => {
    const source = new EventSource(url);
    source.onopen = () => resolve("open");
    source.onerror = () => { source.close(); resolve(""); };
  }), `${address}@pakt/events`);
  assert.equal(streamState, "");
  // A form that is sent to the preview is rejected.
  await tab.evaluate((url) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: url });
    document.body.append(form);
    form.submit();
  }, address);
  await tab.waitForURL(address, { timeout: TIMEOUT_MS });
  assert.ok(!(await tab.content()).includes(secret));
  await tab.context().close();
});

test("a foreign host name that resolves to this machine cannot read anything", async () => {
  const otherBrowser = await launch(["--host-resolver-rules=MAP evil.test 127.0.0.1"]);
  const tab = await newTab(otherBrowser);
  const { port } = new URL(address);
  const response = await tab.goto(`http://evil.test:${port}/`);
  assert.equal(response.status(), 403);
  const read = await tab.evaluate(() => Promise.all(["/", "/@pakt/live.js", "/@pakt/status/", "/radet/"].map((path) =>
    fetch(path).then(async (reply) => [reply.status, (await reply.text()).length < 200]))));
  assert.deepEqual(read, read.map(() => [403, true]));
  assert.equal(await tab.evaluate(() => new Promise((resolve) => {
    const source = new EventSource("/@pakt/events");
    source.onopen = () => resolve("open");
    source.onerror = () => resolve("");
  })), "");
  await otherBrowser.close();
});

test("responses are for the same origin only, and only reading is allowed", async () => {
  for (const path of ["", "radet/", "finns-inte/", "@pakt/live.js", "@pakt/status/radet/", "@pakt/places/radet/"]) {
    const { headers } = await request(path);
    assert.equal(headers["access-control-allow-origin"], undefined, path);
    assert.equal(headers["cross-origin-resource-policy"], "same-origin", path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
  }
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    assert.equal((await request("", {}, method)).status, 405, method);
  }
});

test("a preview page is the built page and one script", async () => {
  const { body } = await request("radet/");
  assert.match(body, /<script src="\/@pakt\/live\.js"><\/script>\s*<\/body>/);
  assert.equal(body.match(/@pakt/g).length, 1);
});

test("the preview offers no copy for reading without a network", async () => {
  const tab = await newTab(browser);
  await tab.goto(address);
  // The script that would show it has run when the search is connected.
  await tab.locator("a.find[aria-haspopup]").waitFor();
  assert.equal(await tab.locator(".keep").count(), 1);
  assert.equal(await tab.locator(".keep").isVisible(), false);
  assert.equal((await fetch(`${address}pakt-offline.json`)).status, 404);
  await tab.context().close();
});

test("no request reaches the disk", async () => {
  const paths = [
    "../site.yaml", "..%2fsite.yaml", "%2e%2e/content/site.yaml", "content/site.yaml", "site.yaml",
    "radet.md", "..%5csite.yaml", "radet/../../site.yaml", "%00", "radet/index.html/../../../site.yaml",
  ];
  for (const path of paths) {
    const { status, body } = await request(path);
    assert.ok([400, 404].includes(status), `${path}: ${status}`);
    assert.ok(!body.includes("Redaktionen\n"), path);
  }
  isAlive();
});

// Must be the last test, because it restarts the server.
test("open pages reconnect after a restart of the preview", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await statusBar(tab).waitFor({ timeout: TIMEOUT_MS });
  await tab.evaluate(() => { window.isFirst = true; });
  const { port } = new URL(address);
  await stop();
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet efter omstarten.\n");
  assert.equal(await start(port), address);
  await tab.getByText("Rådet efter omstarten.").waitFor({ timeout: 2 * TIMEOUT_MS });
  await write("content/radet.md", SITE["content/radet.md"]);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: TIMEOUT_MS });
  await tab.context().close();
});
