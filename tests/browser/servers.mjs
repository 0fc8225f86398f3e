// The settings for nginx and Caddy, as the handbook prints them, serve the built site: every page in a
// browser without a console message, and the headers, addresses and missing pages that the handbook promises.
//
//   PAKT_SITE=output node --test tests/browser/servers.mjs
//
// Needs both programs (Debian: nginx-light, caddy). Only the three values that the handbook asks readers to
// change are changed: the address, the name of the host and the folder.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addressOf, allPages, folder, headerRules, launch, newTab, withTabs } from "./site.mjs";

const HANDBOOK = new URL("../../docs/content/reference/publishing.md", import.meta.url);
const N_TABS = 4;
// Not in the `PATH` of everybody who is not root.
const NGINX = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

let work;
let environment;
let browser;
let pages;

before(async () => {
  work = mkdtempSync(join(tmpdir(), "pakt-"));
  // Caddy stores its state below these.
  environment = { ...process.env, HOME: work, XDG_CONFIG_HOME: work, XDG_DATA_HOME: work };
  pages = await allPages();
  assert.ok(pages.length > 0, `${folder} has no pages: build the site first`);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

/** Returns the code block of the handbook in a language, with values of this test for those that it names. */
function printedSettings(language, values) {
  const [, settings] = readFileSync(HANDBOOK, "utf8").match(new RegExp(`\n\`\`\`${language}\n(.*?)\n\`\`\``, "s"));
  return values.reduce((text, [printed, value]) => {
    assert.equal(text.split(printed).length, 2, `${printed} is in the settings once`);
    return text.replace(printed, value);
  }, settings);
}

/** Returns a port that was free a moment ago. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Runs a server until `use` has ended. */
async function withServer(command, args, port, use) {
  const server = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: environment });
  let log = "";
  server.stdout.on("data", (text) => { log += text; });
  server.stderr.on("data", (text) => { log += text; });
  const ended = once(server, "exit");
  const address = `http://127.0.0.1:${port}/`;
  try {
    await answer(address, server, () => log);
    await use({ address });
  } finally {
    server.kill("SIGTERM");
    await ended;
  }
}

/** Waits for the first response. */
async function answer(address, server, readLog) {
  for (let n = 0; n < 100; n += 1) {
    assert.equal(server.exitCode, null, readLog());
    const response = await fetch(address).catch(() => null);
    if (response) {
      return;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`no answer: ${readLog()}`);
}

/** Checks every page in a browser, and what a server answers. */
async function checkServer(server) {
  const problems = [];
  const tabs = await Promise.all(Array.from({ length: N_TABS }, () => newTab(browser)));
  await withTabs(tabs, pages, async (tab, page) => {
    tab.complaints.length = 0;
    const response = await tab.goto(addressOf(server, page), { waitUntil: "load" });
    if (response.status() !== 200) {
      problems.push(`${page.file}: status ${response.status()}`);
    }
    problems.push(...tab.complaints.map((complaint) => `${page.file}: ${complaint}`));
  });
  await Promise.all(tabs.map((tab) => tab.context().close()));
  assert.equal(problems.toSorted().join("\n"), "");

  const [{ headers: always }, ...cached] = headerRules();
  const check = async (path, status, cacheControl) => {
    const response = await fetch(new URL(path, server.address), { redirect: "manual" });
    assert.equal(response.status, status, path);
    for (const [name, value] of Object.entries(always)) {
      assert.equal(response.headers.get(name), value, `${name} of ${path}`);
    }
    assert.ok(cacheControl.includes(response.headers.get("cache-control")), `Cache-Control of ${path}`);
    return response;
  };
  await check("/", 200, ["no-cache"]);
  for (const { path, headers } of cached) {
    await check(path, 200, [headers["Cache-Control"]]);
  }
  // Without the header, a browser asks again soon.
  for (const path of ["/no/such/page/", "/assets/missing.0123456789ab.css"]) {
    const missing = await check(path, 404, ["no-cache", null]);
    assert.match(await missing.text(), /<h1/, `${path} shows the page of the site`);
  }
  const inFolder = pages.find(({ file }) => /^[^/]+\/index\.html$/.test(file)).file.replace("/index.html", "");
  const redirect = await fetch(new URL(inFolder, server.address), { redirect: "manual" });
  assert.equal(redirect.headers.get("location"), `/${encodeURIComponent(inFolder)}/`);
}

test("nginx serves every page by the settings of the handbook", async () => {
  const port = await freePort();
  const site = printedSettings("nginx", [["listen 80", `listen 127.0.0.1:${port}`], ["/srv/lease", folder]]);
  writeFileSync(join(work, "site.conf"), site);
  writeFileSync(join(work, "nginx.conf"), `daemon off; pid ${work}/nginx.pid; error_log stderr;
${process.getuid() === 0 ? "user root;" : ""}
events {}
http {
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path ${work}/body; proxy_temp_path ${work}/proxy; fastcgi_temp_path ${work}/fastcgi;
  uwsgi_temp_path ${work}/uwsgi; scgi_temp_path ${work}/scgi;
  include ${work}/site.conf;
}
`);
  const args = ["-e", "stderr", "-c", join(work, "nginx.conf")];
  const tried = spawnSync(NGINX, ["-t", "-q", ...args], { encoding: "utf8" });
  assert.equal(tried.stderr, "", "nginx accepts the settings without a warning");
  await withServer(NGINX, args, port, checkServer);
});

test("Caddy serves every page by the settings of the handbook", async () => {
  const port = await freePort();
  const site = printedSettings("caddyfile", [["example.org", `http://127.0.0.1:${port}`], ["/srv/lease", folder]]);
  const path = join(work, "Caddyfile");
  writeFileSync(path, `{\n\tadmin off\n}\n\n${site}\n`);
  const args = ["--config", path, "--adapter", "caddyfile"];
  const tried = spawnSync("caddy", ["validate", ...args], { encoding: "utf8", env: environment });
  assert.equal(tried.status, 0, tried.stderr);
  assert.doesNotMatch(tried.stderr, /"level":"warn"/, "Caddy accepts the settings without a warning");
  await withServer("caddy", ["run", ...args], port, checkServer);
});
