// An outside link checker: it knows HTML and browsers, and nothing of pakt's code. So what pakt
// promises about its output is held by somebody else's reading of it.
//
//   node tests/browser/links.mjs FOLDER [--base URL]
//
// Reads every file of a built site and follows each address as a browser would, at the root of a
// server or under the path of --base. Prints what is wrong, a line each, and exits with 1; the
// rules are the functions named `check…` below. With --base, absolute addresses are demanded
// (canonical, hreflang, sitemap); without, there must be none.

import { parse } from "parse5";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A host that no page may name by itself: what resolves to it was written relative. */
const NOWHERE = "http://site.invalid/";

/** Attributes by which a page makes the browser fetch something: all must lie in the site. */
const SUBRESOURCES = [
  ["script", "src"], ["img", "src"], ["source", "src"], ["video", "src"], ["video", "poster"],
  ["audio", "src"], ["track", "src"], ["iframe", "src"], ["frame", "src"], ["embed", "src"],
  ["object", "data"], ["input", "src"], ["form", "action"], ["button", "formaction"],
  ["image", "href"], ["use", "href"], ["body", "background"],
];

/** Relations of `<link>` that name a page or a twin for readers, and fetch nothing. */
const NOT_FETCHED = new Set([
  "alternate", "canonical", "author", "license", "next", "prev", "help", "search", "up", "first",
]);

/** Attributes that hold ids of the same page, one or several. */
const ID_REFERENCES = new Set([
  "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
  "aria-activedescendant", "aria-flowto", "aria-errormessage", "headers", "list", "popovertarget",
  "commandfor", "form",
]);

/** Schemes that a link may have besides http and https. */
const LINK_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Everything that is wrong with a built site.
 *
 * @param {string} folder
 * @param {string | null} base where the site will stand, ending with `/`; null if it may not know
 * @returns {Promise<{problems: string[], pages: number, links: number}>}
 */
export async function check(folder, base) {
  const site = await read(folder, base);
  for (const page of site.pages.values()) {
    checkPage(site, page);
  }
  for (const page of site.pages.values()) {
    checkLinks(site, page);
    checkLanguages(site, page);
    checkCanonical(site, page);
  }
  checkStyles(site);
  checkTwins(site);
  await checkLists(site);
  checkReach(site);
  const problems = [...new Set(site.problems)].sort();
  return { problems, pages: site.pages.size, links: site.links };
}

// --- reading ---

async function read(folder, base) {
  const site = {
    folder, base, root: new URL(base ?? NOWHERE), files: new Set(), texts: new Map(),
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
      site.pages.set(file, page(site, file, text));
    }
  }
  if (!site.pages.has("index.html")) {
    site.problems.push("index.html: the front page is missing");
  }
  return site;
}

/** What one page holds, gathered in a single walk over its tree. */
function page(site, file, text) {
  const page = {
    file, url: new URL(encoded(file.replace(/(^|\/)index\.html$/, "$1")), site.root),
    language: null, ids: [], names: new Set(), references: [], links: [], fetched: [], inline: [],
    alternates: [], canonical: [], isNoindex: false, refresh: null,
  };
  const stack = [parse(text)];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node.tagName) {
      element(page, node);
    }
    // The contents of <template> are not part of the page.
    stack.push(...(node.childNodes ?? []).toReversed());
  }
  return page;
}

function element(page, node) {
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
      page.inline.push(`<${name} ${key}> holds ${value.trim().slice(0, 40)}`);
    }
  }
  if (name === "style") {
    page.inline.push("<style> in the page");
  }
  // A block of data is not run, and no policy blocks it.
  if (name === "script" && !attributes.has("src") && !/json$/.test(get("type") ?? "")) {
    page.inline.push("<script> without src");
  }
  if (name === "base") {
    page.inline.push("<base> changes what every link means");
  }
  if (name === "script" && get("type") === "module") {
    page.inline.push("<script type=module> does not run from disk");
  }
  if (["a", "area"].includes(name) && attributes.has("href")) {
    page.links.push(get("href"));
    // Where the script leads instead.
    if (attributes.has("data-results")) page.links.push(get("data-results"));
  }
  for (const [tag, key] of SUBRESOURCES) {
    const value = get(key) ?? (key === "href" ? get("xlink:href") : undefined);
    if (tag === name && value !== undefined) {
      page.fetched.push(value);
    }
  }
  if (["img", "source"].includes(name) && attributes.has("srcset")) {
    const candidates = get("srcset").split(",").map((one) => one.trim().split(/\s+/)[0]);
    page.fetched.push(...candidates.filter(Boolean));
  }
  if (name === "link" && attributes.has("href")) {
    headLink(page, (get("rel") ?? "").toLowerCase().split(/\s+/), attributes);
  }
  if (name === "meta") {
    meta(page, attributes);
  }
}

function headLink(page, relations, attributes) {
  const href = attributes.get("href");
  if (relations.includes("canonical")) {
    page.canonical.push(href);
  } else if (relations.includes("alternate") && attributes.has("hreflang")) {
    page.alternates.push({ language: attributes.get("hreflang"), href });
  } else if (relations.every((relation) => NOT_FETCHED.has(relation))) {
    page.links.push(href);
  } else {
    page.fetched.push(href);
  }
}

function meta(page, attributes) {
  const content = attributes.get("content") ?? "";
  if ((attributes.get("name") ?? "").toLowerCase() === "robots") {
    page.isNoindex ||= /noindex/i.test(content);
  }
  if ((attributes.get("http-equiv") ?? "").toLowerCase() === "refresh") {
    page.refresh = content.replace(/^\s*[\d.]+\s*[;,]?\s*(url\s*=\s*)?/i, "").replace(/^["']|["']$/g, "");
    page.links.push(page.refresh);
  }
}

// --- following ---

/** A path as an address. */
const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Where an address leads: `{ file, fragment }` in the site, `{ outside }`, or `{ wrong }`. */
function follow(site, from, address) {
  let url;
  try {
    url = new URL(address, from);
  } catch {
    return { wrong: "is not an address" };
  }
  if (url.origin !== site.root.origin || !["http:", "https:"].includes(url.protocol)) {
    return { outside: url };
  }
  if (!url.pathname.startsWith(site.root.pathname)) {
    return { wrong: `leaves the site for ${url.pathname}` };
  }
  let path;
  try {
    path = decodeURIComponent(url.pathname.slice(site.root.pathname.length));
  } catch {
    return { wrong: "is not encoded as UTF-8" };
  }
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (!site.files.has(file)) {
    const isFolder = site.files.has(`${file}/index.html`);
    return { wrong: isFolder ? "is a folder, and lacks the / at its end" : `leads to no file (${file})` };
  }
  return { file, fragment: url.hash.slice(1).split(":~:")[0] };
}

const isRedirect = (page) => page.refresh !== null;
const isNotFound = (page) => page.file === "404.html";

// --- rules ---

/** What a page must hold by itself. */
function checkPage(site, page) {
  const say = (problem) => site.problems.push(`${page.file}: ${problem}`);
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(page.language ?? "")) {
    say(`<html> has lang ${JSON.stringify(page.language)}`);
  }
  const seen = new Set();
  for (const id of page.ids) {
    if (seen.has(id)) {
      say(`the id ${JSON.stringify(id)} stands twice`);
    }
    if (id === "" || /\s/.test(id)) {
      say(`the id ${JSON.stringify(id)} is empty or has white space`);
    }
    seen.add(id);
  }
  for (const [key, id] of page.references) {
    if (!seen.has(id)) {
      say(`${key} names the id ${JSON.stringify(id)}, which is not on the page`);
    }
  }
  page.inline.forEach(say);
}

/** Every link leads to a file and a place in it, and nothing is fetched from elsewhere. */
function checkLinks(site, page) {
  const say = (problem) => site.problems.push(`${page.file}: ${problem}`);
  for (const href of page.links) {
    site.links += 1;
    const found = follow(site, page.url, href);
    if (found.wrong) {
      say(`the link ${JSON.stringify(href)} ${found.wrong}`);
    } else if (found.outside && !LINK_SCHEMES.has(found.outside.protocol)) {
      say(`the link ${JSON.stringify(href)} has a scheme that is not published`);
    } else if (found.file && found.fragment && !hasPlace(site, found)) {
      say(`the link ${JSON.stringify(href)} leads to a place that ${found.file} does not have`);
    }
    // "Not found" is shown at any address, so only links from the top mean the same everywhere.
    if (isNotFound(page) && found.file && !/^(\/|#|https?:)/.test(href)) {
      say(`the link ${JSON.stringify(href)} should begin with /, since the page has no address`);
    }
  }
  for (const address of page.fetched) {
    site.links += 1;
    const found = follow(site, page.url, address);
    if (found.wrong) {
      say(`the browser would fetch ${JSON.stringify(address)}, which ${found.wrong}`);
    } else if (found.outside) {
      say(`the browser would fetch ${JSON.stringify(address)} from another host`);
    }
    if (isNotFound(page) && found.file && !address.startsWith("/")) {
      say(`${JSON.stringify(address)} should begin with /, since the page has no address`);
    }
  }
}

/** As browsers find it: an id as written, an id decoded, a name; `#top` is everywhere. */
function hasPlace(site, { file, fragment }) {
  const target = site.pages.get(file);
  if (!target) {
    return true;
  }
  let decoded = fragment;
  try {
    decoded = decodeURIComponent(fragment);
  } catch {
    // A browser takes the fragment as written, and so do we.
  }
  const has = (id) => target.ids.includes(id) || target.names.has(id);
  return has(fragment) || has(decoded) || decoded.toLowerCase() === "top";
}

/** Translations name each other, and themselves. */
function checkLanguages(site, page) {
  const say = (problem) => site.problems.push(`${page.file}: ${problem}`);
  if (site.base === null && page.alternates.length > 0) {
    say("hreflang on a site that does not know its address");
  }
  const languages = page.alternates.map(({ language }) => language);
  if (new Set(languages).size !== languages.length) {
    say(`hreflang names a language twice: ${languages.join(", ")}`);
  }
  let isOwn = page.alternates.length === 0;
  for (const { language, href } of page.alternates) {
    const found = follow(site, page.url, href);
    if (!/^https?:/.test(href)) {
      say(`hreflang ${language} is not a whole address: ${href}`);
    }
    const target = found.file && site.pages.get(found.file);
    if (!target) {
      say(`hreflang ${language} leads to no page: ${href}`);
      continue;
    }
    isOwn ||= target === page;
    if (language !== "x-default" && target.language !== language) {
      say(`hreflang says ${language}, but ${target.file} is in ${target.language}`);
    }
    const back = target.alternates.map((one) => follow(site, target.url, one.href).file);
    if (!back.includes(page.file)) {
      say(`hreflang names ${target.file}, which does not name this page`);
    }
  }
  if (!isOwn) {
    say("hreflang names translations, and not the page itself");
  }
}

/** A page that search engines may see says which address is its own. */
function checkCanonical(site, page) {
  const say = (problem) => site.problems.push(`${page.file}: ${problem}`);
  if (page.canonical.length > 1) {
    say("has several canonical addresses");
  }
  const [canonical] = page.canonical;
  if (site.base === null || canonical === undefined) {
    if (canonical !== undefined) {
      say("has a canonical address on a site that does not know its address");
    } else if (site.base !== null && !isNotFound(page) && !page.isNoindex) {
      say("has no canonical address");
    }
    return;
  }
  if (!canonical.startsWith(site.base)) {
    say(`the canonical address ${canonical} is not under ${site.base}`);
    return;
  }
  const found = follow(site, page.url, canonical);
  const target = found.file && site.pages.get(found.file);
  if (!target) {
    say(`the canonical address ${canonical} leads to no page`);
  } else if (isRedirect(target) || target.isNoindex) {
    say(`the canonical address ${canonical} is a page that search engines pass over`);
  } else if (target !== page && !isRedirect(page) && page.alternates.length > 0) {
    say("is canonical to another page, and has hreflang all the same");
  }
}

/** What style sheets fetch. */
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
      const found = follow(site, new URL(encoded(file), site.root), address);
      if (found.wrong || found.outside) {
        site.problems.push(`${file}: fetches ${address}, which ${found.wrong ?? "is elsewhere"}`);
      }
    }
  }
}

/** The JSON twin of a page knows the page's address. */
function checkTwins(site) {
  for (const [file, text] of site.texts) {
    if (!file.endsWith("index.json")) {
      continue;
    }
    let twin;
    try {
      twin = JSON.parse(text);
    } catch (error) {
      site.problems.push(`${file}: is not JSON: ${error.message}`);
      continue;
    }
    const page = `/${file.replace(/index\.json$/, "")}`;
    let path = twin.url;
    try {
      path = decodeURIComponent(twin.url);
    } catch {
      // Compared as written.
    }
    if (path !== page) {
      site.problems.push(`${file}: says that its page is ${twin.url}`);
    }
  }
}

/** Sitemap and feeds: what they name exists, and the sitemap names every page. */
async function checkLists(site) {
  const sitemap = site.texts.get("sitemap.xml");
  const indexed = [...site.pages.values()].filter((page) => {
    const [canonical] = page.canonical;
    const isOwn = canonical === undefined || canonical === page.url.href
      || follow(site, page.url, canonical).file === page.file;
    return isOwn && !page.isNoindex && !isRedirect(page) && !isNotFound(page);
  });
  if (site.base === null || indexed.length === 0) {
    for (const file of site.texts.keys()) {
      if (/\.xml$/.test(file) && /sitemap|feed/.test(file)) {
        site.problems.push(`${file}: is there on a site that does not tell its address`);
      }
    }
    return;
  }
  const listed = new Set();
  for (const address of xmlTexts(sitemap ?? "", "loc")) {
    const found = follow(site, NOWHERE, address);
    if (!address.startsWith(site.base) || !site.pages.has(found.file)) {
      site.problems.push(`sitemap.xml: ${address} is no page of the site`);
    } else if (listed.has(found.file)) {
      site.problems.push(`sitemap.xml: ${address} stands twice`);
    }
    listed.add(found.file);
  }
  for (const page of indexed) {
    if (!listed.delete(page.file)) {
      site.problems.push(`sitemap.xml: ${page.file} is missing`);
    }
  }
  for (const file of listed) {
    if (site.pages.has(file)) {
      site.problems.push(`sitemap.xml: ${file} is there, and search engines should pass it over`);
    }
  }
  for (const [file, text] of site.texts) {
    if (!file.endsWith(".xml") || !/<feed[\s>]/.test(text)) {
      continue;
    }
    for (const [, address] of text.matchAll(/<link\b[^>]*\bhref="([^"]*)"/g)) {
      const plain = unescapeXml(address);
      const found = follow(site, NOWHERE, plain);
      if (!plain.startsWith(site.base) || !found.file) {
        site.problems.push(`${file}: ${plain} is not there`);
      }
    }
  }
}

const xmlTexts = (xml, tag) =>
  [...xml.matchAll(new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`, "g"))].map(([, text]) => unescapeXml(text));

const unescapeXml = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&apos;", "'").replaceAll("&amp;", "&");

/** Every page can be reached by links from the front page of its own language. */
function checkReach(site) {
  const fronts = languageFronts(site);
  for (const front of fronts) {
    const inLanguage = (file) => fronts.findLast(({ prefix }) => file.startsWith(prefix)) === front;
    const reached = new Set([front.file]);
    const queue = [front.file];
    while (queue.length > 0) {
      const page = site.pages.get(queue.pop());
      for (const href of page?.links ?? []) {
        const { file } = follow(site, page.url, href);
        if (file && site.pages.has(file) && inLanguage(file) && !reached.has(file)) {
          reached.add(file);
          queue.push(file);
        }
      }
    }
    for (const page of site.pages.values()) {
      const isSearched = inLanguage(page.file) && !isRedirect(page) && !isNotFound(page);
      if (isSearched && !reached.has(page.file)) {
        site.problems.push(`${page.file}: no way leads here from ${front.file}`);
      }
    }
  }
}

/** The front pages: that of the site, and of each folder that is named as a language and is in it. */
function languageFronts(site) {
  const own = site.pages.get("index.html")?.language;
  const others = [...site.pages.values()].flatMap(({ file, language }) => {
    const [, folder] = file.match(/^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\/index\.html$/) ?? [];
    return folder !== undefined && folder === language && folder !== own
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
