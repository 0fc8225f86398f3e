// A few comforts; every page can be read without them. Runs when the page is read, before the browser
// tells so, and holds nothing up.
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // From disk, and where storage is blocked, the choice lasts as long as the page.
  const stored = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };

  const store = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* The page has it all the same. */ }
  };

  const chosen = stored("pakt-theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  // The button says what it does, in the words of the page.
  const connect = (button) => {
    const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
    const name = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store("pakt-theme", root.dataset.theme);
      name();
    });
    system.addEventListener("change", name);
    name();
    button.hidden = false;
  };

  // A server completes a folder's address; a disk shows the folder.
  const complete = (link) => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };

  // A marker shows its source beside it; without script it leads to the list at the foot.
  const popover = () => {
    const box = document.createElement("div");
    box.className = "pop";
    box.popover = "auto";
    box.setAttribute("role", "dialog");
    document.body.append(box);
    return box;
  };

  const connectMarkers = () => {
    if (!("popover" in HTMLElement.prototype)) return;
    let box, opener;
    document.addEventListener("click", (event) => {
      const marker = event.target.closest?.("a.cite[href^='#']");
      if (!marker || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const source = document.getElementById(marker.hash.slice(1));
      if (!source) return;
      event.preventDefault();
      box ??= popover();
      const copy = [...source.cloneNode(true).childNodes];
      box.replaceChildren(...copy);
      box.setAttribute("aria-label", marker.textContent);
      opener?.classList.remove("open");
      opener = marker;
      marker.classList.add("open");
      box.showPopover();
      box.tabIndex = -1;
      box.focus({ preventScroll: true });
      box.addEventListener("toggle", (change) => {
        if (change.newState === "closed") marker.focus({ preventScroll: true });
      }, { once: true });
    });
  };

  /* Search is brought when somebody wants it; the link leads to the list of everything without it. */
  const connectSearch = (link) => {
    let brought;
    const { parts, folder, results } = link.dataset;
    const all = [...parts.split(" "), `${folder}directory.js`];
    const bringAll = () => brought ??= Promise.all(all.map((address) =>
      new Promise((done, fail) => {
        const isStyle = address.endsWith(".css");
        const part = document.createElement(isStyle ? "link" : "script");
        if (isStyle) Object.assign(part, { rel: "stylesheet", href: address });
        else Object.assign(part, { src: address, async: false });
        part.addEventListener("load", done);
        part.addEventListener("error", fail);
        document.head.append(part);
      })));
    const open = (event) => {
      event.preventDefault();
      bringAll().then(() => self.pakt.openBox(link), () => location.assign(link.href));
    };
    link.href = results;
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (!event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) open(event);
    });
    // Whoever points at it will soon want it.
    for (const hint of ["pointerenter", "focus"]) link.addEventListener(hint, () => { bringAll().catch(() => {}); });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
        && !isTyping && stored("pakt-slash") !== "off";
      const isK = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if ((isSlash || isK) && !event.defaultPrevented && !event.isComposing) open(event);
    });
    const page = document.querySelector("[data-found]");
    if (page) bringAll().then(() => self.pakt.fillPage(link, page), () => {});
  };

  document.addEventListener("DOMContentLoaded", () => {
    connectMarkers();
    document.querySelectorAll("button.switch").forEach(connect);
    document.querySelectorAll("a.find").forEach(connectSearch);
    if (location.protocol !== "file:") return;
    document.querySelectorAll("a[href]").forEach(complete);
    document.querySelectorAll("form.seek").forEach((form) => { form.action += "index.html"; });
  });
})();
