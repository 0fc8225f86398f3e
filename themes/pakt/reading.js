// For the keyboard, on the page of an entry: what belongs together is one tab stop, and the arrows go through
// it. These are the switch that shows how much of a page is open, and adjacent source numbers.
(() => {
  "use strict";
  const { store, showDepth } = self.pakt;

  const makeOneTabStop = (items) => {
    const setStop = (stop) => items.forEach((item) => { item.tabIndex = item === stop ? 0 : -1; });
    for (const [index, item] of items.entries()) {
      item.addEventListener("focus", () => setStop(item));
      item.addEventListener("keydown", (event) => {
        const next = items[index + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0)];
        if (!next || next === item || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        next.focus();
      });
    }
    setStop(items[0]);
  };

  const connectDepthSwitch = (group) => {
    const buttons = [...group.children];
    makeOneTabStop(buttons);
    for (const button of buttons) {
      button.addEventListener("click", () => {
        store("pakt-depth", button.value);
        showDepth(button.value);
      });
    }
  };

  document.querySelectorAll(".depth").forEach(connectDepthSwitch);
  for (const numbers of document.querySelectorAll("main sup.cites")) {
    const links = [...numbers.querySelectorAll("a.cite")];
    if (links.length > 1) makeOneTabStop(links);
  }
})();
