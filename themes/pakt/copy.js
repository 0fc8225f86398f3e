// Copies a link to a heading, a statement or a paragraph of a source, or a citation of it in words.
// Each of these gets a button on the line; what it opens, and every word, stands in a <template> of
// the page. Where the browser has no clipboard to write to, the words are shown for copying by hand.
//
// What is copied, this way or by hand, is without the places where headings and labels may be broken:
// they would stay in a memo, where nobody sees them and no search finds the word.
(() => {
  "use strict";

  const TARGETS = ".body :is(h2, h3, h4)[id], .statement[id], .paragraph[id]";

  const SOFT_HYPHENS = /\u00AD/g;

  const text = (node) =>
    (node?.textContent ?? "").replace(SOFT_HYPHENS, "").replace(/\s+/g, " ").trim();

  /** The words of a node without those that stand in its parts of these kinds. */
  const without = (node, parts) => {
    const copy = node?.cloneNode(true);
    copy?.querySelectorAll(parts).forEach((part) => part.remove());
    return text(copy);
  };

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  const addressOf = (id) => {
    const page = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    return Object.assign(new URL(page), { hash: id }).href;
  };

  /** What a reader calls the place, and what a memo says of it. */
  const told = (target, words) => {
    const page = text(document.querySelector("h1"));
    const today = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
    const common = { page, site: words.site, address: addressOf(target.id), day: today.format(new Date()) };
    if (target.matches(".paragraph")) {
      const said = text(target.querySelector(".verbatim"));
      return { name: target.id, citation: fill(words.paragraph, { ...common, text: said, locator: target.id }) };
    }
    if (!target.matches(".statement")) {
      const label = text(target);
      return { name: label, citation: fill(words.heading, { ...common, label }) };
    }
    const name = without(target.querySelector("dt"), ".mark, .copier");
    const mark = text(target.querySelector("dt .mark"));
    const value = without(target.querySelector("dd.value"), ".hidden, .cite").replace(/\.$/, "");
    const grounds = [...target.querySelectorAll("dd.ground q")].map((quote) => {
      const place = quote.parentElement.querySelector(".locator");
      const source = [place?.title, text(place)].filter(Boolean).join(", ");
      return fill(words.ground, { text: text(quote), source });
    });
    const values = {
      label: /[?:]$/.test(name) ? name : `${name}:`,
      value: mark ? `${value} (${mark.toLowerCase()})` : value,
      ground: grounds.map((one) => `${one} `).join(""),
    };
    return { name, citation: fill(words.statement, { ...common, ...values }) };
  };

  /** Writes to the clipboard; over plain http only the old way is there. False if none works. */
  const write = async (words, box) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      const field = box.querySelector("textarea");
      field.hidden = false;
      field.value = words;
      field.select();
      const isDone = document.execCommand("copy");
      field.hidden = isDone;
      return isDone;
    }
  };

  const connect = (template) => {
    const box = template.content.firstElementChild.cloneNode(true);
    const status = box.querySelector("[role=status]");
    const field = box.querySelector("textarea");
    document.body.append(box);
    let opener;
    const open = (button, target) => {
      const { name, citation } = told(target, template.dataset);
      opener?.classList.remove("open");
      opener = button;
      button.classList.add("open");
      box.setAttribute("aria-label", fill(template.dataset.opener, { name }));
      box.dataset.link = addressOf(target.id);
      box.dataset.words = citation;
      status.textContent = "";
      field.hidden = true;
      box.showPopover();
      box.querySelector("button").focus({ preventScroll: true });
    };
    box.addEventListener("click", async (event) => {
      const what = event.target.closest("button")?.value;
      if (!what) return;
      const isDone = await write(box.dataset[what], box);
      status.textContent = isDone ? template.dataset.done : template.dataset.failed;
      (isDone ? event.target : field).focus({ preventScroll: true });
    });
    box.addEventListener("toggle", (change) => {
      if (change.newState === "closed" && box.contains(document.activeElement)) opener?.focus({ preventScroll: true });
    });
    for (const target of document.querySelectorAll(TARGETS)) {
      const button = document.createElement("button");
      const { name } = told(target, template.dataset);
      button.type = "button";
      button.className = "copier";
      button.textContent = "#";
      button.setAttribute("aria-label", fill(template.dataset.opener, { name }));
      button.setAttribute("aria-haspopup", "dialog");
      button.addEventListener("click", () => open(button, target));
      // A list of definitions holds nothing but terms and values; in a paragraph the keyboard meets the
      // button where the eye does, before the text; a heading keeps its own name.
      const locator = target.querySelector(":scope > .locator");
      if (locator) locator.after(button);
      else (target.querySelector("dt") ?? target).append(button);
      if (target.matches("h2, h3, h4")) target.setAttribute("aria-label", name);
    }
  };

  /** Copies what the reader has marked, if there is anything in it to leave out. */
  const copyMarked = (event) => {
    const marked = getSelection();
    const words = String(marked);
    // Without a match, or in a field, the browser's own way is right.
    if (words.search(SOFT_HYPHENS) < 0 || marked.rangeCount === 0) return;
    const part = marked.getRangeAt(0).cloneContents();
    for (const link of part.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
    const html = new XMLSerializer().serializeToString(part);
    event.clipboardData.setData("text/plain", words.replace(SOFT_HYPHENS, ""));
    event.clipboardData.setData("text/html", html.replace(SOFT_HYPHENS, ""));
    event.preventDefault();
  };

  document.addEventListener("copy", copyMarked);
  document.addEventListener("DOMContentLoaded", () => {
    const template = document.querySelector("template.copying");
    if (template && "popover" in HTMLElement.prototype) connect(template);
  });
})();
