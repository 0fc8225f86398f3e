/* Updates the open page in place: scroll position, focus, open sections and typed text stay, and
   changed elements are highlighted for a moment.

   Changes that the site's own scripts made to the page must survive. So this script compares two
   versions from the server, the previous and the current one, and changes the open page only where
   they differ. */
const refreshPage = (() => {
  "use strict";

  const HIGHLIGHT_MS = 1200;
  const parser = new DOMParser();
  let previous = null;

  async function fetchPage() {
    const response = await fetch(location.href.split("#")[0], { cache: "no-store" });
    const timing = /pakt;desc="([^"]+)"/.exec(response.headers.get("server-timing") || "");
    const isPage = (response.headers.get("content-type") || "").startsWith("text/html");
    if (!timing || !isPage || response.redirected) return null;
    return { status: response.status, revision: timing[1], text: await response.text() };
  }

  const firstFetch = fetchPage().then((page) => { previous = page; }).catch(() => {});

  /* Returns the nodes of `newRoot` that are equal to their counterparts in `oldRoot`. */
  function unchangedNodes(oldRoot, newRoot) {
    const unchanged = new WeakSet();
    const pairs = [[oldRoot, newRoot]];
    for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
      const [oldNodes, newNodes] = pair.map((node) => [...node.childNodes]);
      const limit = Math.min(oldNodes.length, newNodes.length);
      let start = 0;
      while (start < limit && oldNodes[start].isEqualNode(newNodes[start])) {
        unchanged.add(newNodes[start]);
        start += 1;
      }
      let [oldEnd, newEnd] = [oldNodes.length - 1, newNodes.length - 1];
      while (oldEnd >= start && newEnd >= start && oldNodes[oldEnd].isEqualNode(newNodes[newEnd])) {
        unchanged.add(newNodes[newEnd]);
        oldEnd -= 1;
        newEnd -= 1;
      }
      if (oldEnd !== newEnd) continue;
      for (let index = start; index <= oldEnd; index += 1) {
        const [oldNode, newNode] = [oldNodes[index], newNodes[index]];
        if (oldNode.nodeName === newNode.nodeName) pairs.push([oldNode, newNode]);
      }
    }
    return unchanged;
  }

  /* Returns what distinguishes a node from others, in order: its texts, and the ids and addresses in it. What
     scripts change is left out: the words of buttons, and links outside <main>. */
  function distinctions(node) {
    const attributes = node.closest("main") ? ["id", "src", "href"] : ["id", "src"];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const found = [];
    for (let inner = node; inner; inner = walker.nextNode()) {
      if (inner.nodeType === Node.ELEMENT_NODE) {
        for (const name of attributes) {
          if (inner.hasAttribute(name)) found.push(`${name}=${inner.getAttribute(name)}`);
        }
      } else if (!inner.parentElement.closest("button")) {
        const text = inner.nodeValue.trim();
        if (text) found.push(text);
      }
    }
    return found;
  }

  /* Returns whether an open node can be the one that a new node describes. Scripts may have added classes
     and elements to it. */
  function isCounterpart(openNode, newNode) {
    if (newNode.nodeType !== Node.ELEMENT_NODE) return openNode.nodeValue === newNode.nodeValue;
    const expected = distinctions(newNode);
    let nFound = 0;
    for (const found of distinctions(openNode)) nFound += found === expected[nFound];
    return nFound === expected.length
      && [...newNode.classList].every((name) => openNode.classList.contains(name));
  }

  /* Replaces changed style sheets and the title. The old sheet stays until the new one is loaded. */
  function updateHead(oldPage, newPage) {
    document.title = newPage.title;
    const sheets = (page) => [...page.head.querySelectorAll("link[rel=stylesheet]")];
    const [oldHrefs, newHrefs] = [oldPage, newPage].map((page) =>
      sheets(page).map((link) => link.getAttribute("href")));
    for (const link of sheets(document)) {
      const index = oldHrefs.indexOf(link.getAttribute("href"));
      const href = newHrefs[index];
      if (index < 0 || href === undefined || href === oldHrefs[index]) continue;
      const newLink = link.cloneNode();
      newLink.setAttribute("href", href);
      newLink.addEventListener("load", () => link.remove(), { once: true });
      newLink.addEventListener("error", () => link.remove(), { once: true });
      link.after(newLink);
    }
  }

  /* Returns what cannot be updated in place: if it differs, the page must be reloaded. */
  function reloadKey(page) {
    const scripts = [...page.querySelectorAll("script")].map((script) => script.outerHTML);
    const root = page.documentElement;
    const nSheets = page.head.querySelectorAll("link[rel=stylesheet]").length;
    return JSON.stringify([scripts, root.lang, root.className, page.body.className, nSheets]);
  }

  /* Highlights changed elements, the innermost only. */
  function highlight(changed) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const hasInner = (node) => [...changed].some((inner) => inner !== node && node.contains(inner));
    for (const node of changed) {
      if (!node.isConnected || hasInner(node)) continue;
      const frames = [{ boxShadow: "0 0 0 0.25rem Highlight" }, { boxShadow: "0 0 0 0.25rem transparent" }];
      node.animate(frames, { duration: HIGHLIGHT_MS, easing: "ease-out" });
    }
  }

  function updateBody(oldPage, newPage) {
    const unchanged = unchangedNodes(oldPage.body, newPage.body);
    const changed = new Set();
    const isAddedByScript = (node) => node.localName?.startsWith("pakt-") || node.hasAttribute?.("popover");
    Idiomorph.morph(document.body, newPage.body, {
      ignoreActiveValue: true,
      callbacks: {
        beforeNodeRemoved: (node) => !isAddedByScript(node),
        beforeNodeMorphed: (openNode, newNode) => {
          if (unchanged.has(newNode) && isCounterpart(openNode, newNode)) return false;
          if (newNode.nodeType === Node.TEXT_NODE && openNode.nodeValue !== newNode.nodeValue) {
            changed.add(openNode.parentElement);
          }
          return true;
        },
        afterNodeAdded: (node) => {
          if (node.nodeType === Node.ELEMENT_NODE) changed.add(node);
        },
        beforeAttributeUpdated: (name, element) =>
          !(name === "open" && ["details", "dialog"].includes(element.localName)),
      },
    });
    changed.delete(document.body);
    highlight(changed);
  }

  /* Updates the page and returns its new revision, or `null` if it must be reloaded. */
  return async (shownRevision) => {
    await firstFetch;
    const current = await fetchPage();
    if (!current || !previous || previous.revision !== shownRevision) return null;
    // A failing template has no page: the last good version stays, with the list of errors over it.
    if (current.status >= 500) {
      previous.revision = current.revision;
      return current.revision;
    }
    if (current.text !== previous.text) {
      const [oldPage, newPage] = [previous, current].map((page) => parser.parseFromString(page.text, "text/html"));
      if (reloadKey(oldPage) !== reloadKey(newPage)) return null;
      updateHead(oldPage, newPage);
      updateBody(oldPage, newPage);
    }
    previous = current;
    return current.revision;
  };
})();
