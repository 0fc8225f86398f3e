/* The status bar at the bottom of the window: numbers of errors and warnings, what the page lacks, drafts, the as-of date
   with a field to change it, the duration of the last update, and a link to the page's file. Expanded,
   it lists the diagnostics with their locations. It expands by itself when the errors change.

   The panel is in a shadow tree, so that the site's styles and scripts do not affect it. It reserves
   space at the end of the page, so that it covers nothing. It never takes the focus by itself; Escape
   or the button closes the list. */
const panel = (() => {
  "use strict";

  const STYLE = `
    :host { all: initial; display: block; color-scheme: inherit; font: 0.9375rem/1.4 system-ui, sans-serif;
      --paper: light-dark(#fff, #0d1311); --ink: light-dark(#121a18, #e7edea);
      --soft: light-dark(#4a5753, #a7b4af); --link: light-dark(#0a5a49, #86d6bd);
      --fault: light-dark(#a1231b, #ffa79c); --line: light-dark(#6d7975, #7a8882); }
    [hidden] { display: none !important; }
    .box { position: fixed; inset: auto 0 0 0; z-index: 2147483647; color: var(--ink); background: var(--paper);
      border-block-start: 0.125rem solid var(--line); }
    .box.wrong { border-color: var(--fault); }
    .row { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: center; }
    section, .line { padding: 0.25rem clamp(0.75rem, 4vw, 3rem); }
    section { max-block-size: 60vh; overflow: auto; border-block-end: 0.0625rem solid var(--line); }
    section .row { justify-content: space-between; }
    h2 { font-size: 1.125rem; margin: 0; }
    .wrong h2, .wrong .toggle { color: var(--fault); }
    button, input { font: inherit; color: inherit; background: none; min-block-size: 1.75rem;
      border: 0.0625rem solid var(--line); }
    button { padding-inline: 0.75rem; cursor: pointer; }
    .toggle { font-weight: 650; border-color: currentcolor; }
    .toggle::before { content: "▴ " / ""; }
    .toggle[aria-expanded=true]::before { content: "▾ " / ""; }
    label { display: flex; gap: 0.5rem; align-items: center; }
    .soft { color: var(--soft); }
    .end { margin-inline-start: auto; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { margin-block: 0.875rem; }
    a { color: var(--link); overflow-wrap: anywhere; }
    pre { margin: 0.25rem 0 0; overflow-x: auto; font: 0.875rem/1.5 ui-monospace, monospace; }
    .announcement { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    :focus-visible { outline: 0.1875rem solid var(--ink); outline-offset: 0.125rem; }
    @media (width < 75rem) { .hint { display: none; } }
    .more { display: none; margin-inline-start: auto; }
    @media (width < 40rem) {
      .more { display: block; }
      .line:not(:has(.more[aria-expanded=true])) > :is(.soft, label, a) { display: none; }
    }
    @media (width < 40rem) { pre { white-space: pre-wrap; overflow-wrap: anywhere; } }
    @media print { :host { display: none; } }`;

  const AS_OF_PREFIX = /^\/@([\d-]+)(?=\/)/;
  /* Session storage keeps the dismissed errors, so that a reload does not open the list again. */
  const DISMISSED_KEY = "pakt-hidden";
  let parts = null;
  let errorsJson = null;
  let listedJson = "";
  let focusedOutside = null;
  let pageLocation = null;
  let currentWords = {};

  function createElement(name, parent, attributes = {}) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent?.append(element);
    return element;
  }

  function styleSheet(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  }

  function createPanel() {
    const host = createElement("pakt-preview");
    const tree = host.attachShadow({ mode: "open" });
    tree.adoptedStyleSheets = [styleSheet(STYLE)];
    const announcement = createElement("p", tree, { class: "announcement", role: "status" });
    const box = createElement("aside", tree, { class: "box", "aria-label": "pakt" });
    const section = createElement("section", box, { id: "list", hidden: "" });
    const header = createElement("div", section, { class: "row" });
    const [title, hide] = [createElement("h2", header), createElement("button", header)];
    const list = createElement("ol", section);
    const line = createElement("div", box, { class: "row line" });
    const toggle = createElement("button", line, { class: "toggle", "aria-controls": "list" });
    const summary = createElement("span", line);
    // In a narrow window it unfolds the rest of the bar.
    const more = createElement("button", line, { class: "more", "aria-expanded": "false" });
    more.addEventListener("click", () => more.setAttribute("aria-expanded", String(more.ariaExpanded !== "true")));
    const lacks = createElement("span", line);
    const drafts = createElement("span", line, { class: "soft" });
    const label = createElement("label", line);
    const [name, day] = [createElement("span", label), createElement("input", label, { type: "date" })];
    const duration = createElement("span", line, { class: "soft" });
    const hint = createElement("span", line, { class: "soft hint end" });
    const edit = createElement("a", line);
    toggle.addEventListener("click", () => (section.hidden ? open() : dismiss()));
    hide.addEventListener("click", dismiss);
    section.addEventListener("focusin", ({ relatedTarget }) => {
      if (!section.contains(relatedTarget)) focusedOutside = relatedTarget;
    });
    day.addEventListener("change", () => {
      if (!day.value && !AS_OF_PREFIX.test(location.pathname)) return;
      const path = location.pathname.replace(AS_OF_PREFIX, "");
      location.href = (day.value ? `/@${day.value}` : "") + path + location.hash;
    });
    document.body.append(host);
    new ResizeObserver(() => { host.style.blockSize = `${line.offsetHeight}px`; }).observe(line);
    // Keeps focused elements from being scrolled behind the status bar.
    document.adoptedStyleSheets.push(styleSheet("html { scroll-padding-block-end: 4rem }"));
    return { host, tree, announcement, box, section, title, hide, list, toggle, summary, more, lacks, drafts, name, day, duration, hint, edit };
  }

  function open() {
    parts.section.hidden = false;
    parts.toggle.setAttribute("aria-expanded", "true");
  }

  /* Moves the focus to the button that reopens the list, or back to the element that had it before. */
  function close() {
    const hadFocus = parts.section.contains(parts.tree.activeElement);
    parts.section.hidden = true;
    parts.toggle.setAttribute("aria-expanded", "false");
    if (hadFocus) (parts.toggle.hidden ? focusedOutside : parts.toggle)?.focus({ preventScroll: true });
  }

  function dismiss() {
    sessionStorage.setItem(DISMISSED_KEY, errorsJson);
    close();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !parts || parts.section.hidden) return;
    // Escape first closes what the site has opened.
    if (!document.querySelector(":popover-open, dialog[open]")) dismiss();
  });

  function createItem(diagnostic) {
    const item = createElement("li");
    if (diagnostic.place) {
      const location = createElement(diagnostic.href ? "a" : "strong", item);
      if (diagnostic.href) setEditorLink(location, diagnostic.href);
      location.textContent = diagnostic.place;
    }
    const text = createElement("pre", item, { tabindex: "0" });
    text.textContent = diagnostic.text;
    return item;
  }

  /* Sets the target of an editor link. An http link opens in a new tab. */
  function setEditorLink(link, href) {
    link.href = href;
    if (/^https?:/.test(href)) Object.assign(link, { target: "_blank", rel: "noopener" });
  }

  function updateList(diagnostics) {
    const json = JSON.stringify(diagnostics);
    if (json === listedJson) return;
    listedJson = json;
    const focusable = () => [...parts.list.querySelectorAll("a, pre")];
    const focusIndex = focusable().indexOf(parts.tree.activeElement);
    parts.list.replaceChildren(...diagnostics.map(createItem));
    if (focusIndex >= 0) focusable().at(Math.min(focusIndex, 2 * diagnostics.length - 1))?.focus();
  }

  function show({ language, errors, warnings, words, page, as_of }) {
    parts ??= createPanel();
    pageLocation = page;
    currentWords = words;
    const { host, announcement, box, title, hide, section, toggle, summary, more, lacks, drafts, name, day, duration, hint, edit } = parts;
    const diagnostics = [...errors, ...warnings];
    host.lang = language;
    box.classList.toggle("wrong", errors.length > 0);
    title.textContent = errors.length > 0 ? words.errors : words.warnings;
    section.setAttribute("aria-label", title.textContent);
    hide.textContent = words.hide;
    toggle.textContent = summary.textContent = "";
    (diagnostics.length > 0 ? toggle : summary).textContent = errors.length > 0 && warnings.length > 0
      ? `${words.errors}, ${words.warnings}` : title.textContent;
    more.textContent = words.more;
    lacks.textContent = words.lacks;
    lacks.hidden = words.lacks === "";
    drafts.textContent = words.drafts;
    name.textContent = words.day;
    duration.textContent = words.took;
    hint.textContent = words.hint;
    edit.textContent = words.edit;
    edit.hidden = !page?.href;
    if (page?.href) setEditorLink(edit, page.href);
    if (parts.tree.activeElement !== day) {
      const asOf = AS_OF_PREFIX.exec(location.pathname)?.[1] || as_of || "";
      day.value = /^\d{4}-\d\d-\d\d$/.test(asOf) ? asOf : "";
    }
    const previousJson = errorsJson;
    errorsJson = errors.length > 0 ? JSON.stringify(errors) : "";
    const isChanged = errorsJson !== previousJson;
    if (isChanged && (errorsJson || previousJson)) announcement.textContent = [words.errors, errors[0]?.text].join(". ");
    summary.hidden = diagnostics.length > 0;
    toggle.hidden = !summary.hidden;
    if (isChanged && errorsJson && errorsJson !== sessionStorage.getItem(DISMISSED_KEY)) open();
    else if (isChanged || diagnostics.length === 0) close();
    updateList(diagnostics);
  }

  /* Shows and announces what was done: the source location that was opened, or that a citation was
     copied. */
  function announce(text) {
    if (parts) parts.hint.textContent = parts.announcement.textContent = text;
  }

  document.addEventListener("pakt-status", ({ detail: status }) => show(status));

  return { setEditorLink, announce, pageLocation: () => pageLocation, words: () => currentWords };
})();
