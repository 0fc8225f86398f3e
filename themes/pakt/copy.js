// Copies a link to, or a citation of, a heading, a statement or a paragraph of a source text. Each of
// these gets a button on the line. The popover and all texts are in a <template> of the page. Where the
// browser does not allow writing to the clipboard, the text is shown for copying by hand.
//
// Copied text never contains soft hyphens: they would stay invisible in the reader's document, and a
// search there would not find the word.
(() => {
  "use strict";

  const TARGETS = ".body :is(h2, h3, h4)[id], .statement[id], .paragraph[id]";

  const SOFT_HYPHENS = /\u00AD/g;

  const textOf = (node) =>
    (node?.textContent ?? "").replace(SOFT_HYPHENS, "").replace(/\s+/g, " ").trim();

  /** Returns the text of a node without its descendants that match a selector. */
  const textWithout = (node, selector) => {
    const clone = node?.cloneNode(true);
    clone?.querySelectorAll(selector).forEach((child) => child.remove());
    return textOf(clone);
  };

  /** Returns a value and what narrows it as sentences, without the last full stop. */
  const valueText = (node) => {
    const value = node.cloneNode(true);
    value.querySelectorAll(".hidden:not(.mark .hidden), .cite, .check, .sentence, .rest").forEach((child) => child.remove());
    value.querySelectorAll(":scope > ul > li:not(:last-child)").forEach((item) => item.append(", "));
    const notes = [...value.querySelectorAll(":scope > .said")];
    notes.forEach((note) => note.remove());
    const withoutStop = (text) => text.replace(/\.$/, "");
    const append = (before, text) => `${withoutStop(before)}${/^\p{Lu}/u.test(text) ? "." : ","} ${text}`;
    return withoutStop(notes.map(textOf).reduce(append, textOf(value)));
  };

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  const addressOf = (id) => {
    const page = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    return Object.assign(new URL(page), { hash: id }).href;
  };

  /** Returns the name of a target and its citation. `strings` are the texts of the template. */
  const copyText = (target, strings) => {
    const page = textOf(document.querySelector("h1"));
    const dateFormat = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
    const day = dateFormat.format(new Date());
    const common = { page, site: strings.site, address: addressOf(target.id), day };
    if (target.matches(".paragraph")) {
      const text = textOf(target.querySelector(".verbatim"));
      const locator = textOf(target.querySelector(".locator"));
      return { name: locator, citation: fill(strings.paragraph, { ...common, text, locator }) };
    }
    if (!target.matches(".statement")) {
      const label = textOf(target);
      return { name: label, citation: fill(strings.heading, { ...common, label }) };
    }
    const name = textWithout(target.querySelector("dt"), ".mark, .state, .copier");
    const tags = [...target.querySelectorAll("dt :is(.mark:not(.check), .state)")].map(textOf);
    const value = valueText(target.querySelector("dd.value"));
    const sources = [...target.querySelectorAll("dd.ground > p")].map((paragraph) => {
      const quote = paragraph.querySelector("q");
      // A source without words here, because they are quoted above, is copied as it is.
      if (!quote) return `${textWithout(paragraph, ".check")}.`;
      return fill(strings.ground, { text: textOf(quote), source: textOf(paragraph.querySelector(".location")) });
    });
    const values = {
      label: /[?:]$/.test(name) ? name : `${name}:`,
      value: tags.length > 0 ? `${value} (${tags.join(", ").toLowerCase()})` : value,
      ground: sources.map((source) => `${source} `).join(""),
    };
    return { name, citation: fill(strings.statement, { ...common, ...values }) };
  };

  /**
   * Writes a text to the clipboard and returns whether that worked. Over plain http there is only
   * `execCommand`.
   */
  const writeToClipboard = async (text, box) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = box.querySelector("textarea");
      field.hidden = false;
      field.value = text;
      field.select();
      const isCopied = document.execCommand("copy");
      field.hidden = isCopied;
      return isCopied;
    }
  };

  const connect = (template) => {
    const strings = template.dataset;
    const box = template.content.firstElementChild.cloneNode(true);
    const status = box.querySelector("[role=status]");
    const field = box.querySelector("textarea");
    document.body.append(box);
    let opener;
    const open = (button, target) => {
      const { name, citation } = copyText(target, strings);
      opener?.classList.remove("open");
      opener = button;
      button.classList.add("open");
      box.setAttribute("aria-label", fill(strings.opener, { name }));
      box.dataset.link = addressOf(target.id);
      box.dataset.words = citation;
      status.textContent = "";
      field.hidden = true;
      box.showPopover();
      box.querySelector("button").focus({ preventScroll: true });
    };
    box.addEventListener("click", async (event) => {
      const choice = event.target.closest("button")?.value;
      if (!choice) return;
      const isCopied = await writeToClipboard(box.dataset[choice], box);
      status.textContent = isCopied ? strings.done : strings.failed;
      (isCopied ? event.target : field).focus({ preventScroll: true });
    });
    box.addEventListener("toggle", ({ newState }) => {
      if (newState === "closed" && box.contains(document.activeElement)) opener?.focus({ preventScroll: true });
    });
    for (const target of document.querySelectorAll(TARGETS)) {
      const button = document.createElement("button");
      const { name } = copyText(target, strings);
      button.type = "button";
      button.className = "copier";
      button.textContent = "#";
      button.setAttribute("aria-label", fill(strings.opener, { name }));
      button.setAttribute("aria-haspopup", "dialog");
      button.addEventListener("click", () => open(button, target));
      // A <dl> may only contain terms and values, so the button is inside the <dt>. In a paragraph it
      // comes before the text, where it is seen, for the tab order. A heading keeps its own name.
      const locator = target.querySelector(":scope > .locator");
      if (locator) locator.after(button);
      else (target.querySelector("dt") ?? target).append(button);
      if (target.matches("h2, h3, h4")) target.setAttribute("aria-label", name);
    }
  };

  /** Removes soft hyphens from what the reader copies with the browser's own command. */
  const copySelection = (event) => {
    const selection = getSelection();
    const text = String(selection);
    // The browser's default is right without soft hyphens, and inside a form field.
    if (text.search(SOFT_HYPHENS) < 0 || selection.rangeCount === 0) return;
    const fragment = selection.getRangeAt(0).cloneContents();
    const unseen = document.documentElement.dataset.depth === "review" ? "" : ", .check";
    fragment.querySelectorAll(`.hidden:not(.mark .hidden), .copier${unseen}`).forEach((child) => child.remove());
    for (const link of fragment.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
    const html = new XMLSerializer().serializeToString(fragment);
    event.clipboardData.setData("text/plain", text.replace(SOFT_HYPHENS, ""));
    event.clipboardData.setData("text/html", html.replace(SOFT_HYPHENS, ""));
    event.preventDefault();
  };

  document.addEventListener("copy", copySelection);
  document.addEventListener("DOMContentLoaded", () => {
    const template = document.querySelector("template.copying");
    if (template && "popover" in HTMLElement.prototype) connect(template);
  });
})();
