// What machines can say of each page: html-validate and the W3C's Nu checker of every file, axe of
// every page on a desk in light, and of one page of each kind in every language on a desk and on a
// phone, in light and dark.
//
//   PAKT_SITE=output node --test tests/browser/access.mjs
//
// `PAKT_RECORD=FILE` writes how much was found, and with what, as JSON: scripts/accessibility makes the
// site's own account of it.

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
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OPTIONS = { runOnly: TAGS, resultTypes: ["violations"], preload: false };

/** How many things each check found, kept also where a test fails. */
const record = { found: {} };

let browser;
let server;
let pages;
let readable;

before(async () => {
  pages = await allPages();
  assert.ok(pages.length > 0, `there is no page in ${folder}: build the site first`);
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

/** What axe finds, one line a rule. */
async function violations(tab) {
  const found = await tab.evaluate((options) => window.axe.run(document, options), OPTIONS);
  return found.violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target, any }) => `${target.join(" ")} (${any[0]?.message ?? ""})`);
    return `${id}: ${places.join("; ")}`;
  });
}

/** Runs axe over pages in every setting; two tabs, and axe is in each page before it is read. */
async function axe(list, settings) {
  const options = { reducedMotion: "reduce" };
  const tabs = await Promise.all([newTab(browser, options), newTab(browser, options)]);
  await Promise.all(tabs.map((tab) => tab.addInitScript({ path: AXE })));
  const wrong = [];
  await withTabs(tabs, list, async (tab, page) => {
    try {
      const [first] = settings;
      await tab.setViewportSize({ width: first.width, height: 900 });
      await tab.emulateMedia({ colorScheme: first.scheme });
      await tab.goto(addressOf(server, page), { waitUntil: "load" });
      for (const { width, scheme } of settings) {
        await tab.setViewportSize({ width, height: 900 });
        await tab.emulateMedia({ colorScheme: scheme });
        const found = await violations(tab);
        wrong.push(...found.map((one) => `${page.file}: ${width} px, ${scheme}: ${one}`));
      }
    } catch (error) {
      wrong.push(`${page.file}: ${error.message}`);
    }
    wrong.push(...tab.complaints.splice(0).map((one) => `${page.file}: ${one}`));
  });
  await Promise.all(tabs.map((tab) => tab.context().close()));
  return wrong.toSorted();
}

/** What kind of page it is, and in which language: of each of these one is looked at closely. */
function kind(page) {
  const language = page.text.match(/<html lang="([^"]+)"/)[1];
  const twin = join(folder, page.file.replace(/index\.html$/, "index.json"));
  if (page.file.endsWith("/index.html") && existsSync(twin)) {
    return `${language}: ${JSON.parse(readFileSync(twin, "utf8")).type}`;
  }
  // What no entry stands behind has an address of its own, the same but for numbers.
  return `${language}: ${page.file.replaceAll(/\d+/g, "n")}`;
}

test("html-validate finds nothing on any page", async () => {
  const validator = new HtmlValidate({
    // `recommended` follows the HTML standard and the WAI's techniques; `document` asks for what a
    // whole page must have.
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      // HTML lets both forms stand, and one of them must be named. The templates write `<meta …>`.
      "void-style": ["error", { style: "omit" }],
      // The standard allows any id without white space; `å` and a leading digit are good ids.
      "valid-id": ["error", { relaxed: true }],
      // Line breaks between attributes and at the ends of lines are the templates' own business.
      "no-trailing-whitespace": "off",
      "attribute-boolean-style": "error",
      // A telephone number in prose is the editor's text, whose spaces are theirs.
      "tel-non-breaking": "off",
      // Digests guard against another host's files. All of ours come from the site itself.
      "require-sri": ["error", { target: "crossorigin" }],
      // A title is the editor's; search engines cut at their own length.
      "long-title": "off",
    },
  });
  const wrong = [];
  for (const page of pages) {
    const report = await validator.validateFile(page.path);
    for (const { messages } of report.results) {
      wrong.push(...messages.map((one) => `${page.file}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
    }
  }
  record.found.html = wrong.length;
  assert.equal(wrong.join("\n"), "");
});

test("the Nu checker finds nothing on any page", async () => {
  const run = promisify(execFile);
  const checked = ["-jar", VNU, "--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always", folder];
  const { stderr } = await run("java", checked, { maxBuffer: 64 << 20 });
  const wrong = JSON.parse(stderr).messages.map(({ url, lastLine, message }) =>
    `${url.split("/").slice(-3).join("/")}:${lastLine}: ${message}`);
  record.found.nu = wrong.length;
  assert.equal(wrong.join("\n"), "");
});

test("axe has nothing to say on any page, on a desk in light", async (context) => {
  const wrong = await axe(readable, [{ width: 1280, scheme: "light" }]);
  record.found.everyPage = wrong.length;
  assert.equal(wrong.join("\n"), "");
  context.diagnostic(`${readable.length} pages`);
});

test("axe has nothing to say of any kind of page, light and dark, on a desk and on a phone", async (context) => {
  const kinds = new Map();
  for (const page of readable.toSorted((one, other) => other.size - one.size)) {
    const own = kind(page);
    // The longest page of its kind has the most in it.
    if (!kinds.has(own)) {
      kinds.set(own, page);
    }
  }
  const settings = [1280, 320].flatMap((width) => ["dark", "light"].map((scheme) => ({ width, scheme })));
  const wrong = await axe([...kinds.values()], settings);
  record.kinds = kinds.size;
  record.found.everyKind = wrong.length;
  assert.equal(wrong.join("\n"), "");
  context.diagnostic(`${kinds.size} pages in ${settings.length} settings`);
});

test("axe is awake", async () => {
  const tab = await newTab(browser);
  await tab.addInitScript({ path: AXE });
  await tab.goto(server.address);
  await tab.evaluate(() => document.querySelector("h1").append(document.createElement("img")));
  assert.deepEqual((await violations(tab)).map((one) => one.split(":")[0]), ["image-alt"]);
  await tab.context().close();
});
