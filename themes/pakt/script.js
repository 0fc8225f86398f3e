// Enhancements for pages that also work without script. Runs after parsing, before DOMContentLoaded, and
// does not block rendering.
(() => {
  "use strict";
  const root = document.documentElement;
  const systemScheme = matchMedia("(prefers-color-scheme: dark)");

  // On pages from disk, or if storage is blocked, the reader's choice lasts until the page is left.
  const readStored = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };

  const store = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* This page still uses the choice. */ }
  };
  self.pakt = { readStored, store }; // For other scripts.

  // The label of the theme switch says what a click does, in the page's language.
  const connectThemeSwitch = (button) => {
    const isDark = () => (root.dataset.theme ?? (systemScheme.matches ? "dark" : "light")) === "dark";
    const updateLabel = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store("pakt-theme", root.dataset.theme);
      updateLabel();
    });
    systemScheme.addEventListener("change", updateLabel);
    updateLabel();
    button.hidden = false;
  };

  // A server finds the index page of a folder; on disk a link must name it.
  const appendIndexFile = (link) => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };

  // A citation marker opens its source in a popover; without script it links to the list of sources.
  const createPopover = () => {
    const box = document.createElement("div");
    box.className = "pop";
    box.popover = "auto";
    box.setAttribute("role", "dialog");
    document.body.append(box);
    return box;
  };

  const hasModifier = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

  const connectCitationMarkers = () => {
    if (!hasPopovers) return;
    let box, openMarker;
    document.addEventListener("click", (event) => {
      const marker = event.target.closest?.("a.cite[href^='#']");
      if (!marker || hasModifier(event)) return;
      const source = document.getElementById(marker.hash.slice(1));
      if (!source) return;
      event.preventDefault();
      box ??= createPopover();
      box.replaceChildren(...source.cloneNode(true).childNodes);
      box.setAttribute("aria-label", marker.textContent);
      openMarker?.classList.remove("open");
      openMarker = marker;
      marker.classList.add("open");
      box.showPopover();
      box.tabIndex = -1;
      box.focus({ preventScroll: true });
      box.addEventListener("toggle", ({ newState }) => {
        if (newState === "closed") marker.focus({ preventScroll: true });
      }, { once: true });
    });
  };

  const loadFile = (address) => new Promise((resolve, reject) => {
    const isStyle = address.endsWith(".css");
    const element = document.createElement(isStyle ? "link" : "script");
    if (isStyle) Object.assign(element, { rel: "stylesheet", href: address });
    else Object.assign(element, { src: address, async: false });
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });

  // The search scripts are loaded on first use; without script the link opens the list of all pages.
  const connectSearch = (link) => {
    let loading;
    const { parts, folder, results } = link.dataset;
    const addresses = [...parts.split(" "), `${folder}directory.js`];
    const loadSearch = () => loading ??= Promise.all(addresses.map(loadFile));
    const open = (event) => {
      event.preventDefault();
      loadSearch().then(() => self.pakt.openBox(link), () => location.assign(link.href));
    };
    link.href = results;
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (!hasModifier(event)) open(event);
    });
    // A reader who points at the link will probably click it.
    for (const hint of ["pointerenter", "focus"]) link.addEventListener(hint, () => { loadSearch().catch(() => {}); });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
        && !isTyping && readStored("pakt-slash") !== "off";
      const isK = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if ((isSlash || isK) && !event.defaultPrevented && !event.isComposing) open(event);
    });
    const resultsPage = document.querySelector("[data-found]");
    if (resultsPage) loadSearch().then(() => self.pakt.fillPage(link, resultsPage), () => {});
  };

  // The header comes back when the reader scrolls up or moves the focus into it. The style sheet keeps the
  // targets of links clear of it. Where it cannot know its height, the header stays at the top of the page.
  const MIN_SCROLL_PX = 8;
  const connectHeader = (header) => {
    if (!document.adoptedStyleSheets) return;
    let last = scrollY;
    const cover = new CSSStyleSheet();
    const measure = () => cover.replaceSync(`:root { --cover: ${header.offsetHeight}px; }`);
    document.adoptedStyleSheets.push(cover);
    header.dataset.follows = "";
    measure();
    addEventListener("resize", measure);
    addEventListener("scroll", () => {
      if (Math.abs(scrollY - last) < MIN_SCROLL_PX) return;
      header.dataset.follows = scrollY > last && scrollY > header.offsetHeight ? "away" : "";
      last = scrollY;
    }, { passive: true });
    header.addEventListener("focusin", () => { header.dataset.follows = ""; });
  };

  // The header has the page's contents, too, and the way to the top. A list that is open closes when a link
  // in it is followed, or when the reader turns to something else.
  const hasPopovers = "popover" in HTMLElement.prototype;
  const connectTray = (tray) => {
    const isShown = () => hasPopovers && tray.matches(":popover-open");
    const contents = document.querySelector(".contents");
    const toTop = document.querySelector(".to-top a")?.cloneNode(true);
    if (contents) {
      const part = document.createElement("details");
      const summary = document.createElement("summary");
      const list = contents.querySelector("ul").cloneNode(true);
      const first = document.createElement("li");
      part.className = "here";
      summary.textContent = contents.querySelector("p").textContent;
      first.append(toTop);
      list.prepend(first);
      part.append(summary, list);
      tray.querySelector(".tools").after(part);
      const close = () => { part.open = false; };
      list.addEventListener("click", ({ target }) => { if (target.closest("a")) close(); });
      part.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget && !part.contains(relatedTarget)) close();
      });
      part.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape" || !part.open || isShown()) return;
        close();
        summary.focus();
      });
      document.addEventListener("click", ({ target }) => { if (!part.contains(target)) close(); });
    } else if (toTop) {
      toTop.className = "to-top";
      tray.append(toTop);
    }
    tray.addEventListener("click", ({ target }) => {
      if (target.closest("a") && isShown()) tray.hidePopover();
    });
  };

  // The button opens the page that is chosen.
  const connectChoice = (form) => {
    const select = form.querySelector("select");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (select.value === "") return select.focus();
      const link = document.createElement("a");
      link.href = select.value;
      appendIndexFile(link);
      location.assign(link.href);
    });
  };

  // How much of every page is open, also of one without the switch, which is in `reading.js`.
  const showDepth = self.pakt.showDepth = (depth) => {
    root.dataset.depth = depth;
    for (const button of document.querySelectorAll(".depth button")) {
      button.setAttribute("aria-pressed", button.value === depth);
      button.tabIndex = button.value === depth ? 0 : -1;
    }
    for (const part of document.querySelectorAll("details.fold")) part.open = depth !== "short";
    for (const part of document.querySelectorAll("details.sentence")) part.open = depth === "review";
  };

  const showStoredDepth = () => {
    const stored = readStored("pakt-depth");
    if (/^(short|all|review)$/.test(stored) && stored !== (root.dataset.depth ?? "short")) showDepth(stored);
  };

  // A copy of the site is made on request only, and its script is loaded then. It needs a server, and one that
  // is not the preview, whose pages change.
  const connectOfflineCopy = (panel) => {
    const [{ serverTiming = [] } = {}] = performance.getEntriesByType("navigation");
    if (!navigator.serviceWorker || location.protocol === "file:" || serverTiming.some(({ name }) => name === "pakt")) return;
    const root = new URL(".", new URL(panel.dataset.list, location)).href;
    const load = () => loadFile(panel.dataset.script).then(() => self.pakt.showOfflineCopy(panel, root), () => {});
    panel.hidden = false;
    if (readStored(`pakt-copy ${root}`)) load();
    else panel.addEventListener("toggle", load, { once: true });
  };

  // Not every browser opens a folded part that a link leads to.
  const openTarget = () => {
    const target = document.querySelector(":target");
    for (let part = target; (part = part?.closest("details:not([open])"));) {
      part.open = true;
      target.scrollIntoView();
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".masthead").forEach(connectHeader);
    document.querySelectorAll(".tray").forEach(connectTray);
    connectCitationMarkers();
    document.querySelectorAll("button.switch").forEach(connectThemeSwitch);
    document.querySelectorAll("a.find").forEach(connectSearch);
    document.querySelectorAll("form.choice").forEach(connectChoice);
    document.querySelectorAll(".keep").forEach(connectOfflineCopy);
    showStoredDepth();
    openTarget();
    // A page that the browser has kept is shown as it was left.
    addEventListener("pageshow", ({ persisted }) => { if (persisted) showStoredDepth(); });
    addEventListener("hashchange", openTarget);
    if (location.protocol !== "file:") return;
    document.querySelectorAll("a[href]").forEach(appendIndexFile);
    document.querySelectorAll("form.seek").forEach((form) => { form.action += "index.html"; });
  });
})();
