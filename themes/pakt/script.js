// A few comforts; every page can be read without them. Runs when the page is read, before the browser
// tells so, and holds nothing up.
(() => {
  "use strict";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // From disk, and where storage is blocked, the choice lasts as long as the page.
  const stored = () => {
    try { return localStorage.getItem("pakt-theme"); } catch { return null; }
  };

  const store = (theme) => {
    try { localStorage.setItem("pakt-theme", theme); } catch { /* The page has it all the same. */ }
  };

  const chosen = stored();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  // The button says what it does, in the words of the page.
  const connect = (button) => {
    const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
    const name = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store(root.dataset.theme);
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

  document.addEventListener("DOMContentLoaded", () => {
    connectMarkers();
    document.querySelectorAll("button.switch").forEach(connect);
    if (location.protocol === "file:") document.querySelectorAll("a[href]").forEach(complete);
  });
})();
