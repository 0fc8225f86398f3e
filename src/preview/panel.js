/* A line at the foot of the window: how many errors and warnings there are, drafts, the day that is
   spoken of with a field for another, how long the last change took, and a link to the page's file.
   Opened, it lists what is wrong, each with its place; it opens by itself when something else is
   wrong than before.

   It lies in a shadow tree of its own, so that the site's styles and scripts do not meet it, and it
   keeps room at the end of the page, so that it hides nothing. It takes no focus by itself; Escape
   and its button put the list away. */
const panel = (() => {
  "use strict";

  const style = `
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
    .spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    :focus-visible { outline: 0.1875rem solid var(--ink); outline-offset: 0.125rem; }
    @media (width < 75rem) { .hint { display: none; } }
    @media (width < 40rem) { pre { white-space: pre-wrap; overflow-wrap: anywhere; } }
    @media print { :host { display: none; } }`;

  const prefix = /^\/@([\d-]+)(?=\/)/;
  /* What was put away, also after a reload. */
  const key = "pakt-hidden";
  let parts = null;
  let said = null;
  let listed = "";
  let outside = null;
  let file = null;

  function element(name, parent, attributes = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent?.append(made);
    return made;
  }

  function sheet(text) {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  }

  function make() {
    const host = element("pakt-preview");
    const tree = host.attachShadow({ mode: "open" });
    tree.adoptedStyleSheets = [sheet(style)];
    const spoken = element("p", tree, { class: "spoken", role: "status" });
    const box = element("aside", tree, { class: "box", "aria-label": "pakt" });
    const section = element("section", box, { id: "list", hidden: "" });
    const header = element("div", section, { class: "row" });
    const [title, hide] = [element("h2", header), element("button", header)];
    const list = element("ol", section);
    const line = element("div", box, { class: "row line" });
    const toggle = element("button", line, { class: "toggle", "aria-controls": "list" });
    const calm = element("span", line);
    const drafts = element("span", line, { class: "soft" });
    const label = element("label", line);
    const [name, day] = [element("span", label), element("input", label, { type: "date" })];
    const took = element("span", line, { class: "soft" });
    const hint = element("span", line, { class: "soft hint end" });
    const edit = element("a", line);
    toggle.addEventListener("click", () => (section.hidden ? open() : putAway()));
    hide.addEventListener("click", putAway);
    section.addEventListener("focusin", ({ relatedTarget }) => {
      if (!section.contains(relatedTarget)) outside = relatedTarget;
    });
    day.addEventListener("change", () => {
      if (!day.value && !prefix.test(location.pathname)) return;
      const path = location.pathname.replace(prefix, "");
      location.href = (day.value ? `/@${day.value}` : "") + path + location.hash;
    });
    document.body.append(host);
    new ResizeObserver(() => { host.style.blockSize = `${line.offsetHeight}px`; }).observe(line);
    // What has the focus is not hidden behind the line.
    document.adoptedStyleSheets.push(sheet("html { scroll-padding-block-end: 4rem }"));
    return { host, tree, spoken, box, section, title, hide, list, toggle, calm, drafts, name, day, took, hint, edit };
  }

  function open() {
    parts.section.hidden = false;
    parts.toggle.setAttribute("aria-expanded", "true");
  }

  /* The focus goes to where the list can be opened again, or back to where it came from. */
  function close() {
    const hadFocus = parts.section.contains(parts.tree.activeElement);
    parts.section.hidden = true;
    parts.toggle.setAttribute("aria-expanded", "false");
    if (hadFocus) (parts.toggle.hidden ? outside : parts.toggle)?.focus({ preventScroll: true });
  }

  function putAway() {
    sessionStorage.setItem(key, said);
    close();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !parts || parts.section.hidden) return;
    // What the site has opened closes first.
    if (!document.querySelector(":popover-open, dialog[open]")) putAway();
  });

  function item(finding) {
    const made = element("li");
    if (finding.place) {
      const place = element(finding.href ? "a" : "strong", made);
      if (finding.href) aim(place, finding.href);
      place.textContent = finding.place;
    }
    const words = element("pre", made, { tabindex: "0" });
    words.textContent = finding.text;
    return made;
  }

  /* An editor that listens to http is asked in a tab of its own. */
  function aim(link, href) {
    link.href = href;
    if (/^https?:/.test(href)) Object.assign(link, { target: "_blank", rel: "noopener" });
  }

  function fill(findings) {
    const now = JSON.stringify(findings);
    if (now === listed) return;
    listed = now;
    const focus = [...parts.list.querySelectorAll("a, pre")].indexOf(parts.tree.activeElement);
    parts.list.replaceChildren(...findings.map(item));
    if (focus >= 0) [...parts.list.querySelectorAll("a, pre")].at(Math.min(focus, 2 * findings.length - 1))?.focus();
  }

  function show({ language, errors, warnings, words, page, as_of }) {
    parts ??= make();
    file = page;
    const { host, spoken, box, title, hide, section, toggle, calm, drafts, name, day, took, hint, edit } = parts;
    const findings = [...errors, ...warnings];
    host.lang = language;
    box.classList.toggle("wrong", errors.length > 0);
    title.textContent = errors.length > 0 ? words.errors : words.warnings;
    section.setAttribute("aria-label", title.textContent);
    hide.textContent = words.hide;
    toggle.textContent = calm.textContent = "";
    (findings.length > 0 ? toggle : calm).textContent = errors.length > 0 && warnings.length > 0
      ? `${words.errors}, ${words.warnings}` : title.textContent;
    drafts.textContent = words.drafts;
    name.textContent = words.day;
    took.textContent = words.took;
    hint.textContent = words.hint;
    edit.textContent = words.edit;
    edit.hidden = !page?.href;
    if (page?.href) aim(edit, page.href);
    if (parts.tree.activeElement !== day) {
      const shown = prefix.exec(location.pathname)?.[1] || as_of || "";
      day.value = /^\d{4}-\d\d-\d\d$/.test(shown) ? shown : "";
    }
    const before = said;
    said = errors.length > 0 ? JSON.stringify(errors) : "";
    const isNews = said !== before;
    if (isNews && (said || before)) spoken.textContent = [words.errors, errors[0]?.text].join(". ");
    calm.hidden = findings.length > 0;
    toggle.hidden = !calm.hidden;
    if (isNews && said && said !== sessionStorage.getItem(key)) open();
    else if (isNews || findings.length === 0) close();
    fill(findings);
  }

  /* Tells on the line, and to who listens, which place was opened. */
  function tellPlace(place) {
    if (parts) parts.hint.textContent = parts.spoken.textContent = place;
  }

  return { show, aim, tellPlace, page: () => file };
})();
