// Automatic checks of every page: html-validate and the W3C's Nu checker on every file, axe on every page
// in a desktop window in light mode, and axe on one page of each kind in every language, in a desktop and
// a phone window, in light and dark mode.
//
//   PAKT_SITE=output node --test tests/browser/access.mjs
//
// `PAKT_RECORD=FILE` writes the numbers of problems and the tools' versions as JSON. scripts/accessibility
// generates the site's accessibility statement from it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import { addressOf, allPages, folder, launch, newTab, serve, withTabs } from "./site.mjs";

const require = createRequire(import.meta.url);
const AXE = require.resolve("axe-core/axe.min.js", { paths: [require.resolve("@axe-core/playwright")] });
const VNU = require.resolve("vnu-jar/build/dist/vnu.jar");
const STATEMENT = join(folder, "om-webbplatsen/maskinell-kontroll/index.json");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OPTIONS = { runOnly: TAGS, resultTypes: ["violations"], preload: false };

/** The number of problems that each check found, also of checks that failed. */
const record = { problems: {} };

let browser;
let server;
let pages;
let readable;

before(async () => {
  pages = await allPages();
  assert.ok(pages.length > 0, `${folder} has no pages: build the site first`);
  readable = pages.filter((page) => !page.isRedirect);
  [browser, server] = await Promise.all([launch(), serve()]);
  record.pages = readable.length;
  record.files = pages.length;
  record.browser = `Chromium ${browser.version()}`;
});

after(async () => {
  if (process.env.PAKT_RECORD) {
    writeFileSync(process.env.PAKT_RECORD, JSON.stringify(record));
  }
  await browser?.close();
  await server?.close();
});

/** Returns the violations that axe finds, one line for each rule. */
async function violations(tab) {
  const result = await tab.evaluate((options) => window.axe.run(document, options), OPTIONS);
  return result.violations.map(({ id, nodes }) => {
    const elements = nodes.slice(0, 3).map(({ target, any }) => `${target.join(" ")} (${any[0]?.message ?? ""})`);
    return `${id}: ${elements.join("; ")}`;
  });
}

/** Runs axe on pages in each setting, in two tabs, and returns the problems. */
async function runAxe(list, settings) {
  const options = { reducedMotion: "reduce" };
  const tabs = await Promise.all([newTab(browser, options), newTab(browser, options)]);
  await Promise.all(tabs.map((tab) => tab.addInitScript({ path: AXE })));
  const problems = [];
  await withTabs(tabs, list, async (tab, page) => {
    try {
      const [first] = settings;
      await tab.setViewportSize({ width: first.width, height: 900 });
      await tab.emulateMedia({ colorScheme: first.scheme });
      await tab.goto(addressOf(server, page), { waitUntil: "load" });
      for (const { width, scheme } of settings) {
        await tab.setViewportSize({ width, height: 900 });
        await tab.emulateMedia({ colorScheme: scheme });
        const lines = await violations(tab);
        problems.push(...lines.map((line) => `${page.file}: ${width} px, ${scheme}: ${line}`));
      }
    } catch (error) {
      problems.push(`${page.file}: ${error.message}`);
    }
    problems.push(...tab.complaints.splice(0).map((complaint) => `${page.file}: ${complaint}`));
  });
  await Promise.all(tabs.map((tab) => tab.context().close()));
  return problems.toSorted();
}

/** Returns the language and the kind of a page. One page of each is checked in all settings. */
function languageAndKind(page) {
  const language = page.text.match(/<html lang="([^"]+)"/)[1];
  const twin = join(folder, page.file.replace(/index\.html$/, "index.json"));
  if (page.file.endsWith("/index.html") && existsSync(twin)) {
    return `${language}: ${JSON.parse(readFileSync(twin, "utf8")).type}`;
  }
  // A page without an entry is of the same kind as those whose paths differ only in numbers.
  return `${language}: ${page.file.replaceAll(/\d+/g, "n")}`;
}

test("html-validate finds nothing on any page", async () => {
  const validator = new HtmlValidate({
    // `recommended` follows the HTML standard and the WAI's techniques; `document` requires what a
    // complete page must have.
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      // HTML allows both forms, and the rule requires one. The templates write `<meta …>`.
      "void-style": ["error", { style: "omit" }],
      // The standard allows any id without white space, also with `å` or a leading digit.
      "valid-id": ["error", { relaxed: true }],
      "attribute-boolean-style": "error",
      // The spaces in a telephone number in prose are the editor's choice.
      "tel-non-breaking": "off",
      // Integrity attributes protect against other hosts. All our files come from the site itself.
      "require-sri": ["error", { target: "crossorigin" }],
      // The length of a title is the editor's choice; search engines shorten it themselves.
      "long-title": "off",
    },
  });
  const problems = [];
  for (const page of pages) {
    const report = await validator.validateFile(page.path);
    for (const { messages } of report.results) {
      problems.push(...messages.map(({ line, column, ruleId, message }) =>
        `${page.file}:${line}:${column} ${ruleId}: ${message}`));
    }
  }
  record.problems.html = problems.length;
  assert.equal(problems.join("\n"), "");
});

test("the Nu checker finds nothing on any page", async () => {
  const run = promisify(execFile);
  const checked = ["-jar", VNU, "--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always", folder];
  const { stderr } = await run("java", checked, { maxBuffer: 64 << 20 });
  const problems = JSON.parse(stderr).messages.map(({ url, lastLine, message }) =>
    `${url.split("/").slice(-3).join("/")}:${lastLine}: ${message}`);
  record.problems.nu = problems.length;
  assert.equal(problems.join("\n"), "");
});

test("axe finds nothing on any page, in a desktop window in light mode", async (context) => {
  const problems = await runAxe(readable, [{ width: 1280, scheme: "light" }]);
  record.problems.everyPage = problems.length;
  assert.equal(problems.join("\n"), "");
  context.diagnostic(`${readable.length} pages`);
});

test("axe finds nothing on any kind of page, in light and dark mode, in desktop and phone windows", async (context) => {
  const kinds = new Map();
  for (const page of readable.toSorted((first, second) => second.size - first.size)) {
    const kind = languageAndKind(page);
    // The longest page of a kind has the most content.
    if (!kinds.has(kind)) {
      kinds.set(kind, page);
    }
  }
  const settings = [1280, 320].flatMap((width) => ["dark", "light"].map((scheme) => ({ width, scheme })));
  const problems = await runAxe([...kinds.values()], settings);
  record.kinds = kinds.size;
  record.problems.everyKind = problems.length;
  assert.equal(problems.join("\n"), "");
  context.diagnostic(`${kinds.size} pages in ${settings.length} settings`);
});

test("the accessibility statement counts the pages that there are", {
  skip: process.env.PAKT_RECORD ? "the counts are being renewed" : !existsSync(STATEMENT) && "a site without the statement",
}, () => {
  const { fields } = JSON.parse(readFileSync(STATEMENT, "utf8"));
  const counted = fields.pages[0].value;
  assert.equal(counted, readable.length, "run scripts/accessibility and commit what it writes");
});

test("axe finds a planted problem", async () => {
  const tab = await newTab(browser);
  await tab.addInitScript({ path: AXE });
  await tab.goto(server.address);
  await tab.evaluate(() => document.querySelector("h1").append(document.createElement("img")));
  assert.deepEqual((await violations(tab)).map((line) => line.split(":")[0]), ["image-alt"]);
  await tab.context().close();
});
