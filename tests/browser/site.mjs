// Support for the browser tests: the built site and its pages, a server that sends the built headers, and
// the browser.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { readFileSync, statSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
  ".png": "image/png", ".jpg": "image/jpeg", ".woff2": "font/woff2", ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".pdf": "application/pdf",
};

/** The folder under test: `PAKT_SITE`, else `output/`. */
export const folder = resolve(process.env.PAKT_SITE ?? "output");

/** Returns all pages, sorted by path. `isRedirect` marks old addresses that redirect. */
export async function allPages() {
  const pages = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(".html")) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const text = readFileSync(path, "utf8");
      pages.push({
        file: relative(folder, path).replaceAll("\\", "/"), path,
        size: statSync(path).size, text, isRedirect: /http-equiv="refresh"/.test(text),
      });
    }
  }
  return pages.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Returns at most `limit` pages, always the same: the front pages, the longest and the shortest page of
 * each folder (where layouts break), and then others, evenly spread.
 */
export function sample(pages, limit) {
  if (pages.length <= limit) {
    return pages;
  }
  const chosen = new Set(pages.filter(({ file }) => /^(en\/)?(index|404)\.html$/.test(file)));
  const kinds = Map.groupBy
    ? Map.groupBy(pages, ({ file }) => file.replace(/[^/]+\/index\.html$/, ""))
    : pages.reduce((map, page) => {
      const kind = page.file.replace(/[^/]+\/index\.html$/, "");
      return map.set(kind, [...(map.get(kind) ?? []), page]);
    }, new Map());
  const extremes = [...kinds.values()].map((kind) => kind.toSorted((a, b) => b.size - a.size));
  for (const pick of [(kind) => kind[0], (kind) => kind.at(-1)]) {
    extremes.filter(() => chosen.size < limit).forEach((kind) => chosen.size < limit && chosen.add(pick(kind)));
  }
  const others = pages.filter((page) => !chosen.has(page));
  const nFree = limit - chosen.size;
  for (let n = 0; n < nFree; n += 1) {
    chosen.add(others[Math.floor((n * others.length) / nFree)]);
  }
  return pages.filter((page) => chosen.has(page));
}

/** Returns the rules of the built `_headers`: each has a path, which may end in `*`, and headers. */
export function headerRules(root = folder) {
  const rules = [];
  for (const line of readFileSync(join(root, "_headers"), "utf8").split("\n")) {
    if (line.startsWith("  ")) {
      const [, name, value] = line.match(/^  ([\w-]+): (.+)$/);
      rules.at(-1).headers[name] = value;
    } else if (line) {
      rules.push({ path: line, headers: {} });
    }
  }
  return rules;
}

/** Serves a built site as a simple web server does, with the headers that were built with it. */
export async function serve(root = folder) {
  const rules = headerRules(root);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const matches = (rule) =>
      rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
    const headers = Object.assign({}, ...rules.filter(matches).map((rule) => rule.headers));
    try {
      const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
      const bytes = await readFile(file);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { ...headers, "Content-Type": type }).end(bytes);
    } catch {
      const bytes = await readFile(join(root, "404.html")).catch(() => "not found");
      response.writeHead(404, { ...headers, "Content-Type": TYPES[".html"] }).end(bytes);
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}/`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { address, close };
}

/** Returns the URL of a page on a server. */
export function addressOf(server, page) {
  const path = page.file.split("/").map(encodeURIComponent).join("/");
  return server.address + path.replace(/(^|\/)index\.html$/, "$1");
}

/** Returns the path of the browser: `CHROMIUM`, or the first of its usual names in `PATH`. */
function findBrowser() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  for (const name of ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // This name is not in PATH.
    }
  }
  throw new Error("no Chromium: install the package `chromium`, or set CHROMIUM to its path");
}

/** Starts the browser without a sandbox, because CI runs as root, and without network access of its own. */
export function launch(extraArgs = []) {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", ...extraArgs,
    ],
  });
}

/** Opens a tab that collects console messages and failed requests in `complaints`. */
export async function newTab(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // Long enough for a slow machine.
  context.setDefaultTimeout(15_000);
  const tab = await context.newPage();
  tab.complaints = [];
  tab.on("console", (message) => {
    // Browsers request it by themselves, and a site need not have one.
    if (!message.location().url.endsWith("/favicon.ico")) {
      tab.complaints.push(`console: ${message.text()}`);
    }
  });
  tab.on("pageerror", (error) => tab.complaints.push(`error: ${error.message}`));
  tab.on("requestfailed", (request) => {
    // Leaving a page cancels pending requests, which is not an error.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      tab.complaints.push(`request: ${request.url()}: ${request.failure()?.errorText}`);
    }
  });
  tab.on("response", (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      tab.complaints.push(`status ${response.status()}: ${response.url()}`);
    }
  });
  return tab;
}

/** Calls `work` for every item, with each tab in parallel. */
export async function withTabs(tabs, items, work) {
  const queue = [...items];
  await Promise.all(tabs.map(async (tab) => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(tab, item);
    }
  }));
}
