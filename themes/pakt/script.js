// Two comforts; every page can be read without them. Runs in the head before anything is drawn, so
// that a chosen theme never flashes, and again when the page is there.
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

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("button.switch").forEach(connect);
    if (location.protocol === "file:") document.querySelectorAll("a[href]").forEach(complete);
  });
})();
