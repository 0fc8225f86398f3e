// The preview as an editor meets it: save, and the browser shows it; break a file, and the last good
// page is still there; and no other website can read along.
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

/** The longest that an editor should wait, on a slow machine; on a good one it is milliseconds. */
const PATIENCE_MS = 5_000;

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
let listener;

const write = async (path, text) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** Starts the preview and waits for its one line on standard output. */
function start(port = "0") {
  return new Promise((done, fail) => {
    const editor = `${listener.address}{path}?{line}:{column}`;
    server = spawn(pakt, ["serve", "--port", port, "--lang", "en", "--editor", editor, "-C", root], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    server.stderr.on("data", (bytes) => { said += bytes; });
    server.on("error", fail);
    server.on("exit", (code, signal) => fail(new Error(`serve ended with ${code ?? signal}: ${said}`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const [found] = line.match(/http:\/\/\S+\//) ?? [];
      return found ? done(found) : fail(new Error(`no address in ${JSON.stringify(line)}`));
    });
  });
}

/** Ends the preview, and waits until it has. */
function stop() {
  server.removeAllListeners("exit");
  return new Promise((done) => { server.on("exit", done).kill(); });
}

/** Another website on this machine: it stands for the editor, and for strangers. */
async function listen() {
  const asked = [];
  const other = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url));
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Elsewhere</title><body>Elsewhere");
  });
  await new Promise((done) => other.listen(0, "127.0.0.1", done));
  const close = () => { other.closeAllConnections(); other.close(); };
  return { address: `http://localhost:${other.address().port}/`, asked, close };
}

/** One request, with headers as a stranger may choose them. */
function request(path, headers = {}, method = "GET") {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(address);
    // Given as it is: a URL would take the `..` out before it is sent.
    get({ hostname, port, path: `/${path}`, headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => { body += chunk; });
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
    }).on("error", fail);
  });
}

/** Asks until the answer is right. */
async function until(what, holds) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    if (await holds()) {
      return;
    }
    assert.ok(performance.now() < end, `${what}: not within ${PATIENCE_MS} ms`);
  }
}

/** The line at the foot of the window. */
const status = (tab) => tab.locator("pakt-preview .line");

const isAlive = () => assert.equal(server.exitCode ?? server.signalCode, null, "the preview has ended");

before(async () => {
  root = await mkdtemp(join(tmpdir(), "pakt-preview-"));
  for (const [path, text] of Object.entries(SITE)) {
    await write(path, text);
  }
  listener = await listen();
  [browser, address] = await Promise.all([launch(), start()]);
});

/** Each test begins with the site as it was, and nothing is wrong with it. */
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
  await until("the site as it was", async () => {
    const answers = await Promise.all(["", "radet/", "@pakt/told/radet/"].map((path) => request(path)));
    const [front, page, told] = answers.map(({ body }) => body);
    const { errors, warnings } = JSON.parse(told);
    return front.includes("Välkommen") && page.includes("i maj.") && errors.length + warnings.length === 0;
  });
});

after(async () => {
  server?.removeAllListeners("exit");
  server?.kill();
  await browser?.close();
  listener?.close();
  await rm(root, { recursive: true, force: true });
});

test("a saved page shows its new words without a touch", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: PATIENCE_MS });
  for (const month of ["juni", "juli", "augusti"]) {
    await write("content/radet.md", `---\ntitle: Rådet\n---\n\nRådet möts i ${month}.\n`);
    await tab.getByText(`Rådet möts i ${month}.`).waitFor({ timeout: PATIENCE_MS });
  }
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("a saved page keeps the reader's place, focus, folds and theme", async () => {
  const long = Array.from({ length: 60 }, (_, at) => `Stycke ${at}.\n`).join("\n");
  const text = (month) => `# Lång\n\n> [!NOTE]- Vik\n> Vikt text.\n\n${long}\nMöte i ${month}, se [start](index.md).\n\n${long}`;
  await write("content/lang.md", text("maj"));
  await until("the long page", async () => (await request("lang/")).status === 200);
  const tab = await newTab(browser);
  await tab.goto(`${address}lang/`);
  await tab.locator("details summary").click();
  await tab.locator("button.switch").click();
  const word = await tab.locator("button.switch").innerText();
  await tab.getByRole("link", { name: "start", exact: true }).focus();
  await tab.evaluate(() => { window.isFirst = true; scrollTo(0, 900); });
  for (const month of ["juni", "juli"]) {
    await write("content/lang.md", text(month));
    await tab.getByText(`Möte i ${month}`).waitFor({ timeout: PATIENCE_MS });
  }
  assert.deepEqual(await tab.evaluate(() => ({
    isFirst: window.isFirst,
    scroll: scrollY,
    focus: document.activeElement.textContent,
    isOpen: document.querySelector("details").open,
  })), { isFirst: true, scroll: 900, focus: "start", isOpen: true });
  assert.equal(await tab.locator("button.switch").innerText(), word);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("a style sheet is swapped under the page", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await tab.evaluate(() => { window.isFirst = true; });
  await write("themes/egen/style.css", `${SITE["themes/egen/style.css"]}\nh1 { letter-spacing: 5px; }\n`);
  await tab.waitForFunction(() =>
    getComputedStyle(document.querySelector("h1")).letterSpacing === "5px", null, { timeout: PATIENCE_MS });
  assert.equal(await tab.evaluate(() => window.isFirst), true);
  await tab.waitForFunction(() =>
    document.querySelectorAll("link[rel=stylesheet]:not([media])").length === 1, null, { timeout: PATIENCE_MS });
  await tab.context().close();
});

test("a change that the page does not show leaves it alone", async () => {
  await write("content/annan.md", "# Annan\n\nOrd.\n");
  await until("the other page", async () => (await request("annan/")).status === 200);
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).getByText("ms").waitFor({ timeout: PATIENCE_MS });
  await tab.evaluate(() => {
    window.nChanges = 0;
    const isOfPage = ({ target }) => target.localName !== "pakt-preview";
    new MutationObserver((changes) => { window.nChanges += changes.filter(isOfPage).length; })
      .observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  // What is told comes after the page: once the line tells of the change, the page was compared.
  const asked = tab.waitForResponse((answer) => answer.url() === `${address}radet/`);
  await write("content/annan.md", "# Annan\n\nAndra [ord](saknas.md).\n");
  await (await asked).finished();
  await status(tab).getByText("1 error").waitFor({ timeout: PATIENCE_MS });
  await write("content/annan.md", "# Annan\n\nAndra ord.\n");
  await status(tab).getByText("no warnings on this page").waitFor({ timeout: PATIENCE_MS });
  assert.equal(await tab.evaluate(() => window.nChanges), 0);
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts i maj, igen.\n");
  await tab.getByText("igen").waitFor({ timeout: PATIENCE_MS });
  assert.ok(await tab.evaluate(() => window.nChanges) > 0, "the observer is awake, and the page the same");
  await tab.context().close();
});

test("a new page is there, and what links to it finds it", async () => {
  await write("content/ny.md", "# En ny sida\n\nSe [rådet](radet.md).\n");
  await until("the new page", async () => (await request("ny/")).status === 200);
  await until("the mention", async () => (await request("radet/")).body.includes("En ny sida"));
  await rm(join(root, "content/ny.md"));
  await until("the page is gone", async () => (await request("ny/")).status === 404);
});

test("while a file is broken its last good page stays, and the rest goes on", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await write("content/radet.md", "---\ntitle: [Rådet\n---\n\nRådet är trasigt.\n");
  const list = tab.getByRole("region", { name: "1 error" });
  await list.getByText("yaml-syntax").waitFor({ timeout: PATIENCE_MS });
  await write("content/index.md", "# Start\n\nEfter det trasiga: [rådet](radet.md).\n");
  await until("another page", async () => (await request("")).body.includes("Efter det trasiga"));
  const { status: code, body } = await request("radet/");
  assert.deepEqual([code, body.includes("Rådet möts i maj."), body.includes("trasigt")], [200, true, false]);
  assert.ok(await tab.getByText("Rådet möts i maj.").isVisible());
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet är lagat.\n");
  await tab.getByText("Rådet är lagat").waitFor({ timeout: PATIENCE_MS });
  await list.waitFor({ state: "hidden", timeout: PATIENCE_MS });
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
  isAlive();
});

test("a broken template or a file that is no text keeps the page as well", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  const list = tab.getByRole("region", { name: "1 error" });
  const entry = await readFile("themes/pakt/templates/entry.html", "utf8");
  const broken = [
    ["themes/egen/templates/entry.html", `${entry}{% if %}`, "template-error"],
    ["themes/egen/templates/entry.html", entry.replace("{% block main %}", "{% block main %}{{ page.fel.fel }}"), "template-error"],
    ["content/radet.md", Buffer.from("# R\xe5det\n\nTrasigt.\n", "latin1"), "not-utf8"],
    ["content/_strings/sv.yaml", "next: [\n", "yaml-syntax"],
  ];
  for (const [path, bytes, code] of broken) {
    await write(path, bytes);
    await list.getByText(code).first().waitFor({ timeout: PATIENCE_MS });
    // The rest goes on, as far as the page that is open.
    await write("content/ny.md", "# Ny\n\nSe [rådet](radet.md).\n");
    await tab.getByRole("link", { name: "Ny", exact: true }).first().waitFor({ timeout: PATIENCE_MS });
    const { status: code200, body } = await request("radet/");
    assert.deepEqual([code200, body.includes("Rådet möts i maj."), body.includes("Ny")], [200, true, true], code);
    await rm(join(root, "content/ny.md"));
    await (path in SITE ? write(path, SITE[path]) : rm(join(root, path)));
    await list.waitFor({ state: "hidden", timeout: PATIENCE_MS });
    await tab.getByRole("link", { name: "Ny", exact: true }).first().waitFor({ state: "detached", timeout: PATIENCE_MS });
  }
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("what is no file that can be read is told in the list", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  // A pipe; permissions do not stop the superuser of CI.
  execFileSync("mkfifo", [join(root, "content/ror.md")]);
  await tab.getByRole("region", { name: "1 error" }).getByText("ror.md").first().waitFor({ timeout: PATIENCE_MS });
  await rm(join(root, "content/ror.md"));
  await status(tab).getByText("no warnings on this page").waitFor({ timeout: PATIENCE_MS });
  await tab.context().close();
});

test("what is wrong lies over the page until it is mended or put away", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await write("content/index.md", "# Start\n\nSe [ingen](saknas.md).\n");
  const list = tab.getByRole("region", { name: "1 error" });
  await list.waitFor({ timeout: PATIENCE_MS });
  assert.match(await list.innerText(), /content\/index\.md:3:12[^]*saknas\.md/);
  assert.match(await tab.locator("pakt-preview [role=status]").innerText(), /1 error[^]*saknas/);
  const href = await list.getByRole("link").first().getAttribute("href");
  assert.equal(href, `${listener.address}${join(await realpath(root), "content/index.md").slice(1)}?3:12`);
  await write("content/radet.md", "---\ntitle: Rådet\nupdated: i maj\n---\n\nRådet.\n");
  const two = tab.getByRole("region", { name: "2 errors" });
  await two.waitFor({ timeout: PATIENCE_MS });
  assert.match(await two.getByRole("listitem").first().innerText(), /radet\.md:3:10/, "this page first");
  // Put away by keyboard, and still away after the next save.
  await tab.keyboard.press("Escape");
  await two.waitFor({ state: "hidden", timeout: PATIENCE_MS });
  await write("content/radet.md", "---\ntitle: Rådet\nupdated: i maj\n---\n\nRådet igen.\n");
  await tab.getByText("Rådet igen.", { exact: true }).waitFor({ timeout: PATIENCE_MS });
  assert.equal(await two.count(), 0);
  // The line opens it again; put away from within, the focus is where it can be opened.
  const toggle = status(tab).getByRole("button", { name: "2 errors" });
  await toggle.focus();
  await tab.keyboard.press("Enter");
  await two.getByRole("button", { name: "Hide" }).focus();
  await tab.keyboard.press("Enter");
  await two.waitFor({ state: "hidden", timeout: PATIENCE_MS });
  assert.ok(await toggle.evaluate((button) => button.getRootNode().activeElement === button));
  assert.equal(await toggle.getAttribute("aria-expanded"), "false");
  // Something else is wrong: it is told again. With all mended, the focus is back in the page.
  await tab.getByRole("link", { name: "Provet" }).first().focus();
  await write("content/index.md", SITE["content/index.md"]);
  await list.waitFor({ timeout: PATIENCE_MS });
  await list.getByRole("link").first().focus();
  await write("content/radet.md", SITE["content/radet.md"]);
  await list.waitFor({ state: "hidden", timeout: PATIENCE_MS });
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: PATIENCE_MS });
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Provet");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("the line and the list have no faults that axe finds, light and dark", async () => {
  await write("content/index.md", "# Start\n\nSe [ingen](saknas.md).\n");
  for (const colorScheme of ["light", "dark"]) {
    const tab = await newTab(browser, { colorScheme, viewport: { width: 320, height: 640 } });
    await tab.goto(address);
    await tab.getByRole("region", { name: "1 error" }).waitFor({ timeout: PATIENCE_MS });
    const { violations } = await new AxeBuilder({ page: tab }).include("pakt-preview").analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await tab.context().close();
  }
});

test("the line at the foot tells of warnings and leads to another day", async () => {
  // The browser complains of a transition between pages that the next step cuts short.
  const tab = await newTab(browser, { reducedMotion: "reduce" });
  await tab.goto(`${address}radet/`);
  const line = status(tab);
  await line.getByText("no warnings on this page").waitFor({ timeout: PATIENCE_MS });
  await line.getByText(/updated in \d+ ms/).waitFor({ timeout: PATIENCE_MS });
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts <marquee>ofta</marquee>.\n");
  await line.getByRole("button", { name: "1 warning on this page" }).click();
  const list = tab.getByRole("region", { name: "1 warning on this page" });
  assert.match(await list.innerText(), /content\/radet\.md:5:12[^]*marquee/);
  await line.getByLabel("As of").fill("2014-06-01");
  await tab.waitForURL(`${address}@2014-06-01/radet/`, { timeout: PATIENCE_MS });
  await status(tab).getByRole("button", { name: "1 warning on this page" }).waitFor({ timeout: PATIENCE_MS });
  assert.equal(await status(tab).getByLabel("As of").inputValue(), "2014-06-01");
  await tab.getByRole("link", { name: "Provet" }).first().click();
  await tab.waitForURL(`${address}@2014-06-01/`, { timeout: PATIENCE_MS });
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("alt and a click on a block open its line in the editor", async () => {
  await write("content/_types/forum.yaml", "name: Forum\nfields:\n  size: {label: Storlek, kind: number}\n");
  await write("content/forum.yaml", "forum:\n  - id: natet\n    title: Nätet\n    size: 7\n    body: |\n      Om nätet.\n");
  await write("content/beslut.txt", "[P1]\nEtt ord.\n\n[P2]\nTvå ord.\n");
  await write("content/beslut.md", "---\ntype: document\ntitle: Beslutet\ntext: beslut.txt\n---\n");
  await write("content/text.md", "# Text\n\n- ett\n- två\n\nRad ett\noch *rad* två.\n\n```{list}\nof: forum\n```\n\n![[natet#size]]\n");
  await until("the pages", async () => (await request("text/")).body.includes("Nätet"));
  const tab = await newTab(browser);
  const folder = (await realpath(root)).slice(1);
  const opened = async (what, act, expected) => {
    const [editor] = await Promise.all([tab.context().waitForEvent("page", { timeout: PATIENCE_MS }), act()]);
    await editor.waitForLoadState();
    await editor.close();
    assert.equal(listener.asked.findLast((url) => url.includes(folder)), `/${folder}/content/${expected}`, what);
    assert.match(await status(tab).textContent(), new RegExp(`content/${expected.split("?")[0]}`));
  };
  const click = (locator) => () => locator.click({ modifiers: ["Alt"] });
  await tab.goto(`${address}text/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await opened("an item", click(tab.getByText("två", { exact: true })), "text.md?4:3");
  await opened("a word", click(tab.getByText("rad", { exact: true })), "text.md?7:6");
  await opened("a view", click(tab.locator("figure.view").getByRole("link", { name: "Nätet" })), "text.md?9:1");
  // A box over the page is no block of it; the page's own file is opened.
  await tab.mouse.move(1, 1);
  await tab.locator("figure.view").getByRole("link", { name: "Nätet" }).hover();
  await opened("a box of a script", click(tab.getByRole("tooltip")), "text.md?1:1");
  await tab.keyboard.press("Escape");
  await opened("a value of another file", click(tab.locator(".body .num")), "forum.yaml?4:11");
  await opened("the title", click(tab.getByRole("heading", { level: 1 })), "text.md?1:1");
  // Scripts may have changed the page: the same words are found.
  await tab.evaluate(() => document.querySelector(".body").prepend(document.createElement("ul")));
  await opened("beside another list", click(tab.getByText("ett", { exact: true })), "text.md?3:3");
  await tab.goto(`${address}forum/natet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await opened("a label", click(tab.getByText("Storlek")), "forum.yaml?4:11");
  await opened("a text in a list", click(tab.getByText("Om nätet.")), "forum.yaml?6:7");
  await tab.goto(`${address}sources/beslut/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await opened("a paragraph of a paper", click(tab.getByText("Två ord.")), "beslut.txt?4:1");
  // By keyboard: what has the focus; and the page's file by the link on the line.
  await tab.goto(`${address}`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await tab.getByRole("link", { name: "rådet" }).first().focus();
  await opened("by keyboard", () => tab.keyboard.press("Alt+Enter"), "index.md?3:17");
  await opened("the file", () => status(tab).getByRole("link", { name: "Edit" }).click(), "index.md?1:1");
  assert.equal(tab.url(), address);
  assert.ok(!(await request("text/")).body.includes("<!--@"), "the page itself knows nothing of it");
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("eight tabs of one browser load, and all follow", async () => {
  const first = await newTab(browser);
  const tabs = [first];
  while (tabs.length < 8) tabs.push(await first.context().newPage());
  for (const tab of tabs) {
    await tab.goto(`${address}radet/`, { timeout: PATIENCE_MS });
  }
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts i åtta flikar.\n");
  await Promise.all(tabs.map((tab) => tab.getByText("i åtta flikar").waitFor({ timeout: PATIENCE_MS })));
  // The tab that had the stream goes; another takes over.
  await first.close();
  await write("content/radet.md", SITE["content/radet.md"]);
  await Promise.all(tabs.slice(1).map((tab) => tab.getByText("Rådet möts i maj.").waitFor({ timeout: PATIENCE_MS })));
  await tabs[1].context().close();
});

test("a page that one comes back to is brought up to date", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await tab.getByRole("link", { name: "Provet" }).first().click();
  await tab.waitForURL(address);
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts igen.\n");
  await until("the page", async () => (await request("radet/")).body.includes("möts igen"));
  await tab.goBack();
  await tab.getByText("Rådet möts igen.").waitFor({ timeout: PATIENCE_MS });
  await write("content/radet.md", SITE["content/radet.md"]);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: PATIENCE_MS });
  await tab.context().close();
});

test("the changed place is shown for a moment, but not to who wants no motion", async () => {
  for (const [reducedMotion, month, expected] of [["no-preference", "juni", ["P"]], ["reduce", "juli", []]]) {
    const tab = await newTab(browser, { reducedMotion });
    await tab.goto(`${address}radet/`);
    await status(tab).waitFor({ timeout: PATIENCE_MS });
    await tab.evaluate(() => {
      window.shown = [];
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...given) {
        window.shown.push(this.tagName);
        return animate.apply(this, given);
      };
    });
    await write("content/radet.md", `---\ntitle: Rådet\n---\n\nRådet möts i ${month}.\n`);
    await tab.getByText(`Rådet möts i ${month}.`).waitFor({ timeout: PATIENCE_MS });
    assert.deepEqual(await tab.evaluate(() => window.shown), expected, reducedMotion);
    await tab.context().close();
  }
});

test("broken settings keep the site as it was", async () => {
  await write("content/site.yaml", "title: [Trasig\n");
  await write("content/index.md", "# Start\n\nMed trasiga inställningar.\n");
  await until("the page", async () => (await request("")).body.includes("trasiga inställningar"));
  assert.match((await request("")).body, /<title>Start – Provet|Provet/);
  await write("content/site.yaml", SITE["content/site.yaml"]);
  await write("content/index.md", SITE["content/index.md"]);
  await until("the front page", async () => (await request("")).body.includes("Välkommen"));
  isAlive();
});

test("a folder that is removed is told, and when it is back all goes on", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await rename(join(root, "content"), join(root, "away"));
  await tab.getByRole("region", { name: "1 error" }).waitFor({ timeout: PATIENCE_MS });
  assert.ok(await tab.getByText("Rådet möts i maj.").isVisible());
  await rename(join(root, "away"), join(root, "content"));
  await status(tab).getByText("no warnings on this page").waitFor({ timeout: PATIENCE_MS });
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet är tillbaka.\n");
  await tab.getByText("Rådet är tillbaka.").waitFor({ timeout: PATIENCE_MS });
  await tab.context().close();
  isAlive();
});

test("only this machine's own names are answered", async () => {
  const { port } = new URL(address);
  for (const host of ["evil.test", `evil.test:${port}`, `127.0.0.1.evil.test:${port}`, "localhost:9"]) {
    assert.equal((await request("", { Host: host })).status, 403, host);
  }
  assert.equal((await request("", { Host: `localhost:${port}` })).status, 200);
  for (const origin of ["https://evil.test", "null", "http://localhost:9"]) {
    assert.equal((await request("", { Origin: origin })).status, 403, origin);
  }
});

test("pages of another origin read nothing", async () => {
  const tab = await newTab(browser);
  await tab.goto(listener.address);
  const secret = "Välkommen";
  for (const path of ["", "@pakt/live.js", "@pakt/told/", "@pakt/places/", "index.json"]) {
    const read = await tab.evaluate(async (url) => {
      const load = (name, attributes) => new Promise((done) => {
        const element = Object.assign(document.createElement(name), attributes);
        element.onload = () => done(`${name} loaded`);
        element.onerror = () => done("");
        document.body.append(element);
      });
      const text = (mode) => fetch(url, { mode }).then((answer) => answer.text(), () => "");
      const events = new Promise((done) => {
        const source = new EventSource(url);
        source.onopen = source.onmessage = () => done("event");
        source.onerror = () => { source.close(); done(""); };
      });
      const socket = new Promise((done) => {
        const opened = new WebSocket(url.replace("http", "ws"));
        opened.onopen = () => done("socket");
        opened.onerror = () => done("");
      });
      return Promise.all([
        text("cors"), text("no-cors"), events, socket,
        fetch(url, { method: "POST", mode: "no-cors", body: "x" }).then((answer) => answer.text(), () => ""),
        load("script", { src: url }), load("img", { src: url }), load("link", { rel: "stylesheet", href: url }),
        load("audio", { src: url }),
        load("iframe", { src: url }).then(() => {
          try { return document.querySelector("iframe").contentDocument?.body.textContent ?? ""; } catch { return ""; }
        }),
      ]);
    }, address + path);
    assert.deepEqual(read, read.map(() => ""), path);
  }
  // The event stream has an address of its own.
  const heard = await tab.evaluate((url) => new Promise((done) => {
    const source = new EventSource(url);
    source.onopen = () => done("open");
    source.onerror = () => { source.close(); done(""); };
  }), `${address}@pakt/events`);
  assert.equal(heard, "");
  // A form that leads here shows a refusal.
  await tab.evaluate((url) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: url });
    document.body.append(form);
    form.submit();
  }, address);
  await tab.waitForURL(address, { timeout: PATIENCE_MS });
  assert.ok(!(await tab.content()).includes(secret));
  await tab.context().close();
});

test("a foreign name that leads to this machine reads nothing", async () => {
  const rebound = await launch(["--host-resolver-rules=MAP evil.test 127.0.0.1"]);
  const tab = await newTab(rebound);
  const { port } = new URL(address);
  const answer = await tab.goto(`http://evil.test:${port}/`);
  assert.equal(answer.status(), 403);
  const read = await tab.evaluate(() => Promise.all(["/", "/@pakt/live.js", "/@pakt/told/", "/radet/"].map((path) =>
    fetch(path).then(async (answer) => [answer.status, (await answer.text()).length < 200]))));
  assert.deepEqual(read, read.map(() => [403, true]));
  assert.equal(await tab.evaluate(() => new Promise((done) => {
    const source = new EventSource("/@pakt/events");
    source.onopen = () => done("open");
    source.onerror = () => done("");
  })), "");
  await rebound.close();
});

test("answers are for this site alone, and nothing but reading is possible", async () => {
  for (const path of ["", "radet/", "finns-inte/", "@pakt/live.js", "@pakt/told/radet/", "@pakt/places/radet/"]) {
    const { headers } = await request(path);
    assert.equal(headers["access-control-allow-origin"], undefined, path);
    assert.equal(headers["cross-origin-resource-policy"], "same-origin", path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
  }
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    assert.equal((await request("", {}, method)).status, 405, method);
  }
});

test("a page of the preview is the build's page and one script", async () => {
  const { body } = await request("radet/");
  assert.match(body, /<script src="\/@pakt\/live\.js"><\/script>\s*<\/body>/);
  assert.equal(body.match(/@pakt/g).length, 1);
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

// The last one: it is another server then.
test("after a restart of the preview open pages follow it again", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await status(tab).waitFor({ timeout: PATIENCE_MS });
  await tab.evaluate(() => { window.isFirst = true; });
  const { port } = new URL(address);
  await stop();
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet efter omstarten.\n");
  assert.equal(await start(port), address);
  await tab.getByText("Rådet efter omstarten.").waitFor({ timeout: 2 * PATIENCE_MS });
  await write("content/radet.md", SITE["content/radet.md"]);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: PATIENCE_MS });
  await tab.context().close();
});
