// An independent link checker. It knows HTML and browsers but none of pakt's code, so that it checks the
// output and not pakt's own view of it.
//
//   node tests/browser/links.mjs FOLDER [--base URL]
//
// Reads every file of a built site and resolves each address as a browser does, at the root of a server or
// under the path of --base. Prints one line for each problem and exits with 1 if there are any. The rules
// are the functions `check…` below. With --base, absolute addresses are required (canonical, hreflang,
// sitemap); without, they are forbidden.

import { parse } from "parse5";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A host that no page contains: an address that resolves to it is relative. */
const PLACEHOLDER_BASE = "http://site.invalid/";

/** Attributes that make the browser load a file. All of these files must be in the site. */
const SUBRESOURCES = [
  ["script", "src"], ["img", "src"], ["source", "src"], ["video", "src"], ["video", "poster"],
  ["audio", "src"], ["track", "src"], ["iframe", "src"], ["frame", "src"], ["embed", "src"],
  ["object", "data"], ["input", "src"], ["form", "action"], ["button", "formaction"],
  ["image", "href"], ["use", "href"], ["body", "background"],
];

/** Relations of `<link>` for which the browser loads nothing. */
const NOT_LOADED = new Set([
  "alternate", "canonical", "author", "license", "next", "prev", "help", "search", "up", "first",
]);

/** Attributes that contain one or more ids of the same page. */
const ID_REFERENCES = new Set([
  "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
  "aria-activedescendant", "aria-flowto", "aria-errormessage", "headers", "list", "popovertarget",
  "commandfor", "form",
]);

/** Schemes that a link may have besides http and https. */
const LINK_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Returns all problems of a built site.
 *
 * @param {string} folder
 * @param {string | null} base URL of the published site, ending with `/`; null for a site without one
 * @returns {Promise<{problems: string[], pages: number, links: number}>}
 */
export async function check(folder, base) {
  const site = await readSite(folder, base);
  for (const page of site.pages.values()) {
    checkPage(site, page);
  }
  for (const page of site.pages.values()) {
    checkLinks(site, page);
    checkLanguages(site, page);
    checkCanonical(site, page);
  }
  checkStyles(site);
  checkPageJson(site);
  await checkLists(site);
  checkReachability(site);
  const problems = [...new Set(site.problems)].sort();
  return { problems, pages: site.pages.size, links: site.links };
}

// --- reading ---

async function readSite(folder, base) {
  const site = {
    folder, base, root: new URL(base ?? PLACEHOLDER_BASE), files: new Set(), texts: new Map(),
    pages: new Map(), problems: [], links: 0,
  };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      site.files.add(path.slice(join(folder, "/").length).replaceAll("\\", "/"));
    }
  }
  for (const file of [...site.files].sort()) {
    if (/\.(html|css|xml)$/.test(file) || file.endsWith("index.json")) {
      site.texts.set(file, await readFile(join(folder, file), "utf8"));
    }
  }
  for (const [file, text] of site.texts) {
    if (file.endsWith(".html")) {
      site.pages.set(file, parsePage(site, file, text));
    }
  }
  if (!site.pages.has("index.html")) {
    site.problems.push("index.html: the front page is missing");
  }
  return site;
}

/** Parses a page and collects its ids, links and files in one walk over the tree. */
function parsePage(site, file, text) {
  const page = {
    file, url: new URL(encodePath(file.replace(/(^|\/)index\.html$/, "$1")), site.root),
    language: null, ids: [], names: new Set(), references: [], links: [], loaded: [], inline: [],
    alternates: [], canonical: [], isNoindex: false, refresh: null,
  };
  const stack = [parse(text)];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node.tagName) {
      collectFromElement(page, node);
    }
    // The content of <template> is not part of the page.
    stack.push(...(node.childNodes ?? []).toReversed());
  }
  return page;
}

function collectFromElement(page, node) {
  const name = node.tagName;
  const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
  const get = (key) => attributes.get(key);
  if (name === "html") {
    page.language = get("lang") ?? null;
  }
  if (attributes.has("id")) {
    page.ids.push(get("id"));
  }
  if (name === "a" && attributes.has("name")) {
    page.names.add(get("name"));
  }
  for (const [key, value] of attributes) {
    if (ID_REFERENCES.has(key)) {
      page.references.push(...value.split(/\s+/).filter(Boolean).map((id) => [key, id]));
    }
    if (key === "style" || /^on/.test(key)) {
      page.inline.push(`<${name}> has the attribute ${key}`);
    }
    if (/^\s*(javascript|vbscript|data):/i.test(value) && !["alt", "title", "content"].includes(key)) {
      page.inline.push(`<${name} ${key}> contains ${value.trim().slice(0, 40)}`);
    }
  }
  if (name === "style") {
    page.inline.push("<style> in the page");
  }
  // A JSON data block does not run, and no policy blocks it.
  if (name === "script" && !attributes.has("src") && !/json$/.test(get("type") ?? "")) {
    page.inline.push("<script> without src");
  }
  if (name === "base") {
    page.inline.push("<base> changes the target of every link");
  }
  if (name === "script" && get("type") === "module") {
    page.inline.push("<script type=module> does not run from disk");
  }
  if (["a", "area"].includes(name) && attributes.has("href")) {
    page.links.push(get("href"));
    // The search script replaces the link with this address.
    if (attributes.has("data-results")) page.links.push(get("data-results"));
  }
  for (const [tag, key] of SUBRESOURCES) {
    const value = get(key) ?? (key === "href" ? get("xlink:href") : undefined);
    if (tag === name && value !== undefined) {
      page.loaded.push(value);
    }
  }
  if (["img", "source"].includes(name) && attributes.has("srcset")) {
    const candidates = get("srcset").split(",").map((candidate) => candidate.trim().split(/\s+/)[0]);
    page.loaded.push(...candidates.filter(Boolean));
  }
  if (name === "link" && attributes.has("href")) {
    collectFromLink(page, (get("rel") ?? "").toLowerCase().split(/\s+/), attributes);
  }
  if (name === "meta") {
    collectFromMeta(page, attributes);
  }
}

function collectFromLink(page, relations, attributes) {
  const href = attributes.get("href");
  if (relations.includes("canonical")) {
    page.canonical.push(href);
  } else if (relations.includes("alternate") && attributes.has("hreflang")) {
    page.alternates.push({ language: attributes.get("hreflang"), href });
  } else if (relations.every((relation) => NOT_LOADED.has(relation))) {
    page.links.push(href);
  } else {
    page.loaded.push(href);
  }
}

function collectFromMeta(page, attributes) {
  const content = attributes.get("content") ?? "";
  if ((attributes.get("name") ?? "").toLowerCase() === "robots") {
    page.isNoindex ||= /noindex/i.test(content);
  }
  if ((attributes.get("http-equiv") ?? "").toLowerCase() === "refresh") {
    page.refresh = content.replace(/^\s*[\d.]+\s*[;,]?\s*(url\s*=\s*)?/i, "").replace(/^["']|["']$/g, "");
    page.links.push(page.refresh);
  }
}

// --- resolving ---

/** Percent-encodes a path. */
const encodePath = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Resolves an address: `{ file, fragment }` in the site, `{ external }`, or `{ problem }`. */
function resolve(site, from, address) {
  let url;
  try {
    url = new URL(address, from);
  } catch {
    return { problem: "is not an address" };
  }
  if (url.origin !== site.root.origin || !["http:", "https:"].includes(url.protocol)) {
    return { external: url };
  }
  if (!url.pathname.startsWith(site.root.pathname)) {
    return { problem: `leaves the site for ${url.pathname}` };
  }
  let path;
  try {
    path = decodeURIComponent(url.pathname.slice(site.root.pathname.length));
  } catch {
    return { problem: "is not encoded as UTF-8" };
  }
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (!site.files.has(file)) {
    const isFolder = site.files.has(`${file}/index.html`);
    return { problem: isFolder ? "is a folder and lacks the final /" : `is not a file of the site (${file})` };
  }
  return { file, fragment: url.hash.slice(1).split(":~:")[0] };
}

const isRedirect = (page) => page.refresh !== null;
const isNotFound = (page) => page.file === "404.html";

// --- rules ---

/** Checks ids, the language and inline code of a page. */
function checkPage(site, page) {
  const report = (problem) => site.problems.push(`${page.file}: ${problem}`);
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(page.language ?? "")) {
    report(`<html> has lang ${JSON.stringify(page.language)}`);
  }
  const seen = new Set();
  for (const id of page.ids) {
    if (seen.has(id)) {
      report(`duplicate id ${JSON.stringify(id)}`);
    }
    if (id === "" || /\s/.test(id)) {
      report(`the id ${JSON.stringify(id)} is empty or contains white space`);
    }
    seen.add(id);
  }
  for (const [key, id] of page.references) {
    if (!seen.has(id)) {
      report(`${key} names the id ${JSON.stringify(id)}, which is not on the page`);
    }
  }
  page.inline.forEach(report);
}

/** Checks that every link has a target, and that the browser loads files of the site only. */
function checkLinks(site, page) {
  const report = (problem) => site.problems.push(`${page.file}: ${problem}`);
  for (const href of page.links) {
    site.links += 1;
    const target = resolve(site, page.url, href);
    if (target.problem) {
      report(`the link ${JSON.stringify(href)} ${target.problem}`);
    } else if (target.external && !LINK_SCHEMES.has(target.external.protocol)) {
      report(`the link ${JSON.stringify(href)} has a scheme that is not allowed`);
    } else if (target.file && target.fragment && !hasFragment(site, target)) {
      report(`the link ${JSON.stringify(href)} has a fragment that ${target.file} does not have`);
    }
    // "Not found" is shown at any address, so only links from the root work everywhere.
    if (isNotFound(page) && target.file && !/^(\/|#|https?:)/.test(href)) {
      report(`the link ${JSON.stringify(href)} should begin with / because the page has no address`);
    }
  }
  for (const address of page.loaded) {
    site.links += 1;
    const target = resolve(site, page.url, address);
    if (target.problem) {
      report(`the browser would load ${JSON.stringify(address)}, which ${target.problem}`);
    } else if (target.external) {
      report(`the browser would load ${JSON.stringify(address)} from another host`);
    }
    if (isNotFound(page) && target.file && !address.startsWith("/")) {
      report(`${JSON.stringify(address)} should begin with / because the page has no address`);
    }
  }
}

/** Returns whether a browser finds a fragment: as id or name, as written or decoded, or as `#top`. */
function hasFragment(site, { file, fragment }) {
  const page = site.pages.get(file);
  if (!page) {
    return true;
  }
  let decoded = fragment;
  try {
    decoded = decodeURIComponent(fragment);
  } catch {
    // Browsers use the fragment as written.
  }
  const has = (id) => page.ids.includes(id) || page.names.has(id);
  return has(fragment) || has(decoded) || decoded.toLowerCase() === "top";
}

/** Checks that translations refer to each other and to themselves. */
function checkLanguages(site, page) {
  const report = (problem) => site.problems.push(`${page.file}: ${problem}`);
  if (site.base === null && page.alternates.length > 0) {
    report("hreflang on a site without a base URL");
  }
  const languages = page.alternates.map(({ language }) => language);
  if (new Set(languages).size !== languages.length) {
    report(`hreflang names a language twice: ${languages.join(", ")}`);
  }
  let hasSelf = page.alternates.length === 0;
  for (const { language, href } of page.alternates) {
    const target = resolve(site, page.url, href);
    if (!/^https?:/.test(href)) {
      report(`hreflang ${language} is not an absolute URL: ${href}`);
    }
    const targetPage = target.file && site.pages.get(target.file);
    if (!targetPage) {
      report(`hreflang ${language} is not a page of the site: ${href}`);
      continue;
    }
    hasSelf ||= targetPage === page;
    if (language !== "x-default" && targetPage.language !== language) {
      report(`hreflang says ${language}, but ${targetPage.file} is in ${targetPage.language}`);
    }
    const backFiles = targetPage.alternates.map((alternate) => resolve(site, targetPage.url, alternate.href).file);
    if (!backFiles.includes(page.file)) {
      report(`hreflang names ${targetPage.file}, which does not name this page`);
    }
  }
  if (!hasSelf) {
    report("hreflang names translations but not the page itself");
  }
}

/** Checks the canonical address of each indexed page. */
function checkCanonical(site, page) {
  const report = (problem) => site.problems.push(`${page.file}: ${problem}`);
  if (page.canonical.length > 1) {
    report("has several canonical addresses");
  }
  const [canonical] = page.canonical;
  if (site.base === null || canonical === undefined) {
    if (canonical !== undefined) {
      report("has a canonical address on a site without a base URL");
    } else if (site.base !== null && !isNotFound(page) && !page.isNoindex) {
      report("has no canonical address");
    }
    return;
  }
  if (!canonical.startsWith(site.base)) {
    report(`the canonical address ${canonical} is not under ${site.base}`);
    return;
  }
  const target = resolve(site, page.url, canonical);
  const targetPage = target.file && site.pages.get(target.file);
  if (!targetPage) {
    report(`the canonical address ${canonical} is not a page of the site`);
  } else if (isRedirect(targetPage) || targetPage.isNoindex) {
    report(`the canonical address ${canonical} is a page that search engines ignore`);
  } else if (targetPage !== page && !isRedirect(page) && page.alternates.length > 0) {
    report("has another page as canonical address and also hreflang");
  }
}

/** Checks the files that style sheets load. */
function checkStyles(site) {
  for (const [file, text] of site.texts) {
    if (!file.endsWith(".css")) {
      continue;
    }
    const css = text.replace(/\/\*[\s\S]*?\*\//g, "");
    const addresses = [
      ...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)/g),
      ...css.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/g),
    ];
    for (const [, ...forms] of addresses) {
      const address = forms.find((form) => form !== undefined);
      site.links += 1;
      const target = resolve(site, new URL(encodePath(file), site.root), address);
      if (target.problem || target.external) {
        site.problems.push(`${file}: loads ${address}, which ${target.problem ?? "is on another host"}`);
      }
    }
  }
}

/** Checks the address in the JSON version of each page. */
function checkPageJson(site) {
  for (const [file, text] of site.texts) {
    if (!file.endsWith("index.json")) {
      continue;
    }
    let pageJson;
    try {
      pageJson = JSON.parse(text);
    } catch (error) {
      site.problems.push(`${file}: is not JSON: ${error.message}`);
      continue;
    }
    const page = `/${file.replace(/index\.json$/, "")}`;
    let path = pageJson.url;
    try {
      path = decodeURIComponent(pageJson.url);
    } catch {
      // Compared as written.
    }
    if (path !== page) {
      site.problems.push(`${file}: has the URL ${pageJson.url}`);
    }
  }
}

/** Checks that sitemap and feeds name existing pages, and that the sitemap names all pages. */
async function checkLists(site) {
  const sitemap = site.texts.get("sitemap.xml");
  const indexed = [...site.pages.values()].filter((page) => {
    const [canonical] = page.canonical;
    const isCanonical = canonical === undefined || canonical === page.url.href
      || resolve(site, page.url, canonical).file === page.file;
    return isCanonical && !page.isNoindex && !isRedirect(page) && !isNotFound(page);
  });
  if (site.base === null || indexed.length === 0) {
    for (const file of site.texts.keys()) {
      if (/\.xml$/.test(file) && /sitemap|feed/.test(file)) {
        site.problems.push(`${file}: exists on a site without a base URL`);
      }
    }
    return;
  }
  const listed = new Set();
  for (const address of xmlTexts(sitemap ?? "", "loc")) {
    const target = resolve(site, PLACEHOLDER_BASE, address);
    if (!address.startsWith(site.base) || !site.pages.has(target.file)) {
      site.problems.push(`sitemap.xml: ${address} is not a page of the site`);
    } else if (listed.has(target.file)) {
      site.problems.push(`sitemap.xml: duplicate ${address}`);
    }
    listed.add(target.file);
  }
  for (const page of indexed) {
    if (!listed.delete(page.file)) {
      site.problems.push(`sitemap.xml: ${page.file} is missing`);
    }
  }
  for (const file of listed) {
    if (site.pages.has(file)) {
      site.problems.push(`sitemap.xml: ${file} is listed, but search engines should ignore it`);
    }
  }
  for (const [file, text] of site.texts) {
    if (!file.endsWith(".xml") || !/<feed[\s>]/.test(text)) {
      continue;
    }
    for (const [, address] of text.matchAll(/<link\b[^>]*\bhref="([^"]*)"/g)) {
      const url = unescapeXml(address);
      const target = resolve(site, PLACEHOLDER_BASE, url);
      if (!url.startsWith(site.base) || !target.file) {
        site.problems.push(`${file}: ${url} does not exist`);
      }
    }
  }
}

const xmlTexts = (xml, tag) =>
  [...xml.matchAll(new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`, "g"))].map(([, text]) => unescapeXml(text));

const unescapeXml = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&apos;", "'").replaceAll("&amp;", "&");

/** Checks that links lead from the front page of each language to all its pages. */
function checkReachability(site) {
  const fronts = languageFronts(site);
  for (const front of fronts) {
    const inLanguage = (file) => fronts.findLast(({ prefix }) => file.startsWith(prefix)) === front;
    const reached = new Set([front.file]);
    const queue = [front.file];
    while (queue.length > 0) {
      const page = site.pages.get(queue.pop());
      for (const href of page?.links ?? []) {
        const { file } = resolve(site, page.url, href);
        if (file && site.pages.has(file) && inLanguage(file) && !reached.has(file)) {
          reached.add(file);
          queue.push(file);
        }
      }
    }
    for (const page of site.pages.values()) {
      // A removed page, which search engines may not show, is reached by links from elsewhere only.
      const isExpected = inLanguage(page.file) && !isRedirect(page) && !isNotFound(page) && !page.isNoindex;
      if (isExpected && !reached.has(page.file)) {
        site.problems.push(`${page.file}: no links lead here from ${front.file}`);
      }
    }
  }
}

/** Returns the front pages: of the site, and of each folder that is named after its language. */
function languageFronts(site) {
  const mainLanguage = site.pages.get("index.html")?.language;
  const others = [...site.pages.values()].flatMap(({ file, language }) => {
    const [, folder] = file.match(/^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\/index\.html$/) ?? [];
    return folder !== undefined && folder === language && folder !== mainLanguage
      ? [{ file, prefix: `${folder}/` }] : [];
  });
  return site.pages.has("index.html") ? [{ file: "index.html", prefix: "" }, ...others] : others;
}

// --- the command ---

async function main([folder, option, url]) {
  if (!folder || (option !== undefined && (option !== "--base" || !url))) {
    console.error("usage: node tests/browser/links.mjs FOLDER [--base URL]");
    return 2;
  }
  const base = url === undefined ? null : url.endsWith("/") ? url : `${url}/`;
  const { problems, pages, links } = await check(folder, base);
  problems.forEach((problem) => console.log(problem));
  console.log(`links: ${pages} pages, ${links} addresses, ${problems.length} problems`);
  return problems.length > 0 || pages === 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await main(process.argv.slice(2));
}
