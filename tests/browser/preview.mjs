// The preview as an editor meets it: save, and the browser shows it; break a file, and the last good
// page is still there; and no other website can read along.
//
//   PAKT=target/release/pakt node --test tests/browser/preview.mjs

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
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

const write = async (path, text) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** Starts the preview and waits for its one line on standard output. */
function start() {
  return new Promise((done, fail) => {
    server = spawn(pakt, ["serve", "--port", "0", "-C", root], { stdio: ["ignore", "pipe", "pipe"] });
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

const isAlive = () => assert.equal(server.exitCode ?? server.signalCode, null, "the preview has ended");

before(async () => {
  root = await mkdtemp(join(tmpdir(), "pakt-preview-"));
  for (const [path, text] of Object.entries(SITE)) {
    await write(path, text);
  }
  [browser, address] = await Promise.all([launch(), start()]);
});

after(async () => {
  server?.removeAllListeners("exit");
  server?.kill();
  await browser?.close();
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
  await rm(join(root, "content/lang.md"));
});

test("a style sheet is swapped under the page", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await tab.waitForTimeout(300);
  await tab.evaluate(() => { window.isFirst = true; });
  await write("themes/egen/style.css", `${SITE["themes/egen/style.css"]}\nh1 { letter-spacing: 5px; }\n`);
  await tab.waitForFunction(() =>
    getComputedStyle(document.querySelector("h1")).letterSpacing === "5px", null, { timeout: PATIENCE_MS });
  assert.equal(await tab.evaluate(() => window.isFirst), true);
  await tab.waitForFunction(() =>
    document.querySelectorAll("link[rel=stylesheet]").length === 1, null, { timeout: PATIENCE_MS });
  await write("themes/egen/style.css", SITE["themes/egen/style.css"]);
  await tab.context().close();
});

test("a change that the page does not show leaves it alone", async () => {
  await write("content/annan.md", "# Annan\n\nOrd.\n");
  await until("the other page", async () => (await request("annan/")).status === 200);
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await tab.locator("pakt-status").getByText("ms").waitFor({ timeout: PATIENCE_MS });
  await tab.evaluate(() => {
    window.nChanges = 0;
    new MutationObserver(() => { window.nChanges += 1; })
      .observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const asked = tab.waitForResponse((answer) => answer.url() === `${address}radet/`);
  await write("content/annan.md", "# Annan\n\nAndra ord.\n");
  await (await asked).finished();
  await tab.waitForTimeout(100);
  assert.equal(await tab.evaluate(() => window.nChanges), 0);
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts i maj, igen.\n");
  await tab.getByText("igen").waitFor({ timeout: PATIENCE_MS });
  assert.ok(await tab.evaluate(() => window.nChanges) > 0, "the observer is awake, and the page the same");
  await tab.context().close();
  await rm(join(root, "content/annan.md"));
});

test("a new page is there, and what links to it finds it", async () => {
  await write("content/ny.md", "# En ny sida\n\nSe [rådet](radet.md).\n");
  await until("the new page", async () => (await request("ny/")).status === 200);
  await until("the mention", async () => (await request("radet/")).body.includes("En ny sida"));
  await rm(join(root, "content/ny.md"));
  await until("the page is gone", async () => (await request("ny/")).status === 404);
});

test("broken YAML leaves the preview alive, and mending it brings the page back", async () => {
  await write("content/radet.md", "---\ntitle: [Rådet\n---\n\nRådet är trasigt.\n");
  await write("content/index.md", "# Start\n\nEfter det trasiga: [rådet](radet.md).\n");
  // The rest of the site goes on.
  await until("another page", async () => (await request("")).body.includes("Efter det trasiga"));
  isAlive();
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet är lagat.\n");
  await until("the mended page", async () => (await request("radet/")).body.includes("Rådet är lagat"));
  isAlive();
});

test("what is wrong lies over the page until it is mended or put away", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  await write("content/index.md", "# Start\n\nSe [ingen](saknas.md).\n");
  const list = tab.getByRole("region", { name: "1 error" });
  await list.waitFor({ timeout: PATIENCE_MS });
  assert.match(await list.innerText(), /content\/index\.md:3:12[^]*saknas\.md/);
  const href = await list.getByRole("link").getAttribute("href");
  assert.equal(href, `vscode://file${join(await realpath(root), "content/index.md")}:3:12`);
  await write("content/radet.md", "---\ntitle: Rådet\nupdated: i maj\n---\n\nRådet.\n");
  const two = tab.getByRole("region", { name: "2 errors" });
  await two.waitFor({ timeout: PATIENCE_MS });
  assert.match(await two.getByRole("listitem").first().innerText(), /radet\.md:3:10/, "this page first");
  // Put away by keyboard, and still away after the next save.
  await tab.keyboard.press("Escape");
  await two.waitFor({ state: "detached", timeout: PATIENCE_MS });
  await write("content/radet.md", "---\ntitle: Rådet\nupdated: i maj\n---\n\nRådet igen.\n");
  await tab.getByText("Rådet igen.", { exact: true }).waitFor({ timeout: PATIENCE_MS });
  // Something else is wrong: it is told again. The button is met by Tab.
  await write("content/index.md", SITE["content/index.md"]);
  await list.waitFor({ timeout: PATIENCE_MS });
  await list.getByRole("button", { name: "Hide" }).focus();
  await tab.keyboard.press("Enter");
  await list.waitFor({ state: "detached", timeout: PATIENCE_MS });
  await write("content/radet.md", SITE["content/radet.md"]);
  await tab.getByText("Rådet möts i maj.").waitFor({ timeout: PATIENCE_MS });
  assert.equal(await tab.locator("pakt-errors").count(), 0);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("the line at the foot tells of warnings and leads to another day", async () => {
  const tab = await newTab(browser);
  await tab.goto(`${address}radet/`);
  const line = tab.locator("pakt-status");
  await line.getByText("no warnings on this page").waitFor({ timeout: PATIENCE_MS });
  await write("content/radet.md", "---\ntitle: Rådet\n---\n\nRådet möts <marquee>ofta</marquee>.\n");
  await line.getByText("1 warning on this page").waitFor({ timeout: PATIENCE_MS });
  await line.getByLabel("As of").fill("2014-06-01");
  await tab.waitForURL(`${address}@2014-06-01/radet/`, { timeout: PATIENCE_MS });
  assert.equal(await tab.locator("pakt-status").getByLabel("As of").inputValue(), "2014-06-01");
  await tab.getByRole("link", { name: "Provet" }).first().click();
  await tab.waitForURL(`${address}@2014-06-01/`, { timeout: PATIENCE_MS });
  await write("content/radet.md", SITE["content/radet.md"]);
  assert.deepEqual(tab.complaints, []);
  await tab.context().close();
});

test("a broken settings file leaves the preview alive", async () => {
  await write("content/site.yaml", "title: [Provet\n");
  await write("content/index.md", "# Start\n\nUtan inställningar.\n");
  await until("a page", async () => (await request("")).status === 200);
  isAlive();
  await write("content/site.yaml", SITE["content/site.yaml"]);
  await write("content/index.md", SITE["content/index.md"]);
  await until("the front page", async () => (await request("")).body.includes("Välkommen"));
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

test("answers are for this site alone, and nothing but reading is possible", async () => {
  for (const path of ["", "radet/", "finns-inte/", "@pakt/live.js"]) {
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
