// Measures a page: the bytes that a server sends and the browser's performance metrics.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { newTab } from "./site.mjs";

/** Returns the size of a file as it is sent: compressed with gzip, unless its format is compressed. */
export function transferSize(path) {
  const bytes = readFileSync(path);
  return /\.(woff2|png|jpe?g|webp|avif)$/.test(path) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/** The time for a new tab to start. A reader's tab has already started when a page is opened. */
const TAB_START_MS = 1000;

/** Loads a page in a new tab without a cache and returns the metrics and the loaded files. */
export async function vitals(browser, root, address) {
  const tab = await newTab(browser, { reducedMotion: "reduce" });
  await tab.addInitScript(() => {
    window.metrics = { lcp: 0, cls: 0, tbt: 0 };
    const observe = (type, callback) =>
      new PerformanceObserver((list) => list.getEntries().forEach(callback)).observe({ type, buffered: true });
    observe("largest-contentful-paint", (entry) => { window.metrics.lcp = entry.startTime; });
    observe("layout-shift", (entry) => { window.metrics.cls += entry.value; });
    observe("longtask", (entry) => { window.metrics.tbt += Math.max(0, entry.duration - 50); });
  });
  const paths = [];
  tab.on("response", (response) => paths.push(decodeURIComponent(new URL(response.url()).pathname)));
  await tab.waitForTimeout(TAB_START_MS);
  await tab.goto(address, { waitUntil: "networkidle" });
  const metrics = await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
    const entriesOf = (type) => performance.getEntriesByType(type);
    const [paint] = entriesOf("paint").filter(({ name }) => name === "first-contentful-paint");
    const blocking = entriesOf("resource").filter((entry) => entry.renderBlockingStatus === "blocking");
    done({ ...window.metrics, fcp: paint?.startTime ?? 0, blocking: blocking.map(({ name }) => new URL(name).pathname) });
  }, 100))));
  await tab.context().close();
  const files = paths
    .map((path) => (path.endsWith("/") ? `${path}index.html` : path).slice(1))
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, bytes: transferSize(join(root, path)) }));
  return { ...metrics, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
