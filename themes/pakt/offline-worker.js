// Answers from the copy that the reader keeps on this device, when the network does not. The script offline.js
// makes the copy and removes it; nothing is stored here.
"use strict";

const COPY_START = `pakt-copy ${registration.scope} `;
const LIST = new URL("pakt-offline.json", registration.scope).href;
// A network that is slower than this is as good as none.
const PATIENCE_MS = 4000;
const HAS_FINGERPRINT = /\/assets\/.*\.[0-9a-f]{12}\.\w+$/;
// The pages that came from the copy. The parts of a page come from where the page does.
const pagesFromCopy = new Set();

/* Returns the address of a file in the copy, however it is written: without query, and a folder for its
   index page. `offline.js` has the same rule. */
const copyAddress = (address) => {
  const { origin, pathname } = new URL(address);
  let path = pathname;
  try { path = decodeURIComponent(pathname); } catch { /* It is used as it is. */ }
  return origin + path.split("/").map(encodeURIComponent).join("/").replace(/\/index\.html$/, "/");
};

/* Finds a file in the newest copy that is complete: the list is stored last. */
const findInCopy = async (address) => {
  const names = (await caches.keys()).filter((name) => name.startsWith(COPY_START));
  for (const cacheName of names.reverse()) {
    if (await caches.match(LIST, { cacheName })) return caches.match(address, { cacheName });
  }
  return undefined;
};

const findAnswer = async (request) => {
  const address = copyAddress(request.url);
  const answer = await findInCopy(address);
  if (answer || request.mode !== "navigate" || address.endsWith("/")) return answer;
  return (await findInCopy(`${address}/`)) && Response.redirect(`${address}/`);
};

const answerRequest = async ({ request, clientId, resultingClientId }) => {
  if (HAS_FINGERPRINT.test(request.url) || pagesFromCopy.has(clientId)) {
    const answer = await findAnswer(request);
    if (answer) return answer;
  }
  const fromNetwork = fetch(request);
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  const first = await Promise.race([fromNetwork, patience]).catch(() => undefined);
  if (first && first.status < 500) return first;
  const answer = await findAnswer(request);
  if (!answer) return fromNetwork;
  fromNetwork.catch(() => {});
  if (request.mode === "navigate") pagesFromCopy.add(resultingClientId);
  return answer;
};

addEventListener("install", () => { skipWaiting(); });
addEventListener("activate", (event) => { event.waitUntil(clients.claim()); });
addEventListener("fetch", (event) => {
  const { method, url, cache } = event.request;
  // The script that makes the copy asks the server, past every cache.
  if (method === "GET" && cache !== "no-store" && url.startsWith(registration.scope)) {
    event.respondWith(answerRequest(event));
  }
});
