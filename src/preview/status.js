/* A line at the foot of the window: warnings of this page, drafts, the day that is spoken of with a
   field for another, and how long the last change took. It keeps room of its own at the end of the
   page, so that it hides nothing. */
const showStatus = (() => {
  "use strict";

  const style = `
    :host { all: initial; position: sticky; inset-block-end: 0; z-index: 2147483646; display: block;
      color-scheme: light dark; font: 0.875rem/1.5 system-ui, sans-serif; }
    footer { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: center;
      padding: 0.25rem clamp(1rem, 4vw, 3rem); background: Canvas; color: CanvasText;
      border-block-start: 0.0625rem solid color-mix(in srgb, CanvasText 40%, Canvas); }
    label { display: flex; gap: 0.5rem; align-items: center; }
    input { font: inherit; min-block-size: 1.5rem; }
    :focus-visible { outline: 0.1875rem solid Highlight; outline-offset: 0.125rem; }
    @media print { :host { display: none; } }`;

  const prefix = /^\/@([\d-]+)(?=\/)/;
  const part = (name) => document.createElement(name);
  let parts = null;

  function make(language) {
    const host = part("pakt-status");
    host.lang = language;
    const tree = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    tree.adoptedStyleSheets = [sheet];
    const [footer, warnings, drafts, took] = ["footer", "span", "span", "span"].map(part);
    const [label, name, day] = ["label", "span", "input"].map(part);
    day.type = "date";
    day.addEventListener("change", () => {
      if (!day.value && !prefix.test(location.pathname)) return;
      const path = location.pathname.replace(prefix, "");
      location.href = (day.value ? `/@${day.value}` : "") + path + location.hash;
    });
    label.append(name, day);
    footer.append(warnings, drafts, label, took);
    tree.append(footer);
    document.body.append(host);
    return { warnings, drafts, took, name, day };
  }

  return ({ language, status }) => {
    parts ??= make(language);
    const [, shown] = prefix.exec(location.pathname) || [];
    const here = decodeURI(location.pathname).replace(prefix, "").replace(/index\.html$/, "");
    parts.warnings.textContent = status.warnings[here] || status.no_warnings;
    parts.drafts.textContent = status.drafts;
    parts.took.textContent = status.took;
    parts.name.textContent = status.day_label;
    if (parts.day.getRootNode().activeElement !== parts.day) {
      const day = shown || status.as_of || "";
      parts.day.value = /^\d{4}-\d\d-\d\d$/.test(day) ? day : "";
    }
  };
})();
