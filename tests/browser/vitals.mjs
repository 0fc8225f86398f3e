// What a page costs its reader: bytes as a server sends them, and what the browser measures.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { newTab } from "./site.mjs";

/** The size of a file as it is sent: fonts and pictures are packed already, the rest is by gzip. */
export function sent(path) {
  const bytes = readFileSync(path);
  return /\.(woff2|png|jpe?g|webp|avif)$/.test(path) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/** What starting a tab takes; a reader's has long done so when the reader goes to a page. */
const CALM_MS = 1000;

/** Loads a page in a tab without a cache, and tells what it fetched and when it was there. */
export async function vitals(browser, root, address) {
  const tab = await newTab(browser, { reducedMotion: "reduce" });
  await tab.addInitScript(() => {
    window.seen = { lcp: 0, cls: 0, tbt: 0 };
    const observe = (type, tell) =>
      new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
    observe("largest-contentful-paint", (entry) => { window.seen.lcp = entry.startTime; });
    observe("layout-shift", (entry) => { window.seen.cls += entry.value; });
    observe("longtask", (entry) => { window.seen.tbt += Math.max(0, entry.duration - 50); });
  });
  const paths = [];
  tab.on("response", (response) => paths.push(decodeURIComponent(new URL(response.url()).pathname)));
  await tab.waitForTimeout(CALM_MS);
  await tab.goto(address, { waitUntil: "networkidle" });
  const seen = await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
    const of = (type) => performance.getEntriesByType(type);
    const [paint] = of("paint").filter(({ name }) => name === "first-contentful-paint");
    const blocking = of("resource").filter((one) => one.renderBlockingStatus === "blocking");
    done({ ...window.seen, fcp: paint?.startTime ?? 0, blocking: blocking.map(({ name }) => new URL(name).pathname) });
  }, 100))));
  await tab.context().close();
  const files = paths
    .map((path) => (path.endsWith("/") ? `${path}index.html` : path).slice(1))
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, bytes: sent(join(root, path)) }));
  return { ...seen, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
