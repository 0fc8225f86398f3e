/* The page as it is now, put into the page that is open: scroll, focus, what is folded out and what
   was typed stay, and the changed place is shown for a moment.

   What the site's scripts made of the page is not the server's to take back. So two pages of the
   server are compared, the one before and the one now, and only where they differ is the open page
   changed. */
const refreshPage = (() => {
  "use strict";

  const parser = new DOMParser();
  let before = null;

  async function ask() {
    const answer = await fetch(location.href.split("#")[0], { cache: "no-store" });
    const timing = /pakt;desc="([^"]+)"/.exec(answer.headers.get("server-timing") || "");
    const isPage = (answer.headers.get("content-type") || "").startsWith("text/html");
    if (!timing || !isPage || answer.redirected) return null;
    return { status: answer.status, revision: timing[1], text: await answer.text() };
  }

  const first = ask().then((page) => { before = page; }).catch(() => {});

  /* The nodes of the page now that are as they were. */
  function unchanged(then, now) {
    const same = new WeakSet();
    const pairs = [[then, now]];
    for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
      const [old, own] = pair.map((node) => [...node.childNodes]);
      let start = 0;
      while (start < Math.min(old.length, own.length) && old[start].isEqualNode(own[start])) {
        same.add(own[start]);
        start += 1;
      }
      let [end, last] = [old.length - 1, own.length - 1];
      while (end >= start && last >= start && old[end].isEqualNode(own[last])) {
        same.add(own[last]);
        end -= 1;
        last -= 1;
      }
      if (end !== last) continue;
      for (let at = start; at <= end; at += 1) {
        if (old[at].nodeName === own[at].nodeName) pairs.push([old[at], own[at]]);
      }
    }
    return same;
  }

  /* Another style sheet takes the place of the one before; the rest of the head is small. */
  function head(then, now) {
    document.title = now.title;
    const sheets = (page) => [...page.head.querySelectorAll("link[rel=stylesheet]")];
    const [old, own] = [sheets(then), sheets(now)].map((list) =>
      list.map((link) => link.getAttribute("href")));
    for (const link of sheets(document)) {
      const at = old.indexOf(link.getAttribute("href"));
      if (at < 0 || own[at] === undefined || own[at] === old[at]) continue;
      const next = link.cloneNode();
      next.setAttribute("href", own[at]);
      next.addEventListener("load", () => link.remove(), { once: true });
      next.addEventListener("error", () => link.remove(), { once: true });
      link.after(next);
    }
  }

  /* What only a page that is loaded anew can follow. */
  function frame(page) {
    const scripts = [...page.querySelectorAll("script")].map((script) => script.outerHTML);
    const root = page.documentElement;
    const n_sheets = page.head.querySelectorAll("link[rel=stylesheet]").length;
    return JSON.stringify([scripts, root.lang, root.className, page.body.className, n_sheets]);
  }

  function show(changed) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const node of changed) {
      if (!node.isConnected || [...changed].some((other) => other !== node && node.contains(other))) {
        continue;
      }
      const glow = [{ boxShadow: "0 0 0 0.25rem Highlight" }, { boxShadow: "0 0 0 0.25rem transparent" }];
      node.animate(glow, { duration: 1200, easing: "ease-out" });
    }
  }

  function morph(then, now) {
    const same = unchanged(then.body, now.body);
    const changed = new Set();
    const isOwn = (node) => node.localName?.startsWith("pakt-") || node.hasAttribute?.("popover");
    Idiomorph.morph(document.body, now.body, {
      ignoreActiveValue: true,
      callbacks: {
        beforeNodeRemoved: (node) => !isOwn(node),
        beforeNodeMorphed: (old, own) => {
          if (same.has(own)) return false;
          if (own.nodeType === Node.TEXT_NODE && old.nodeValue !== own.nodeValue) {
            changed.add(old.parentElement);
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
    show(changed);
  }

  /* Brings the page up to date; tells its revision now, or `null` if it must be loaded anew. */
  return async (shown) => {
    await first;
    const now = await ask();
    if (!now || !before || before.revision !== shown) return null;
    // A template that fails has no page: the last good one stays, under the list of errors.
    if (now.status >= 500) {
      before.revision = now.revision;
      return now.revision;
    }
    if (now.text !== before.text) {
      const [then, next] = [before, now].map((page) => parser.parseFromString(page.text, "text/html"));
      if (frame(then) !== frame(next)) return null;
      head(then, next);
      morph(then, next);
    }
    before = now;
    return now.revision;
  };
})();
