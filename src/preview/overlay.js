/* What is wrong, over the page: a list of errors, those of this page first, each with its place.

   It lies in a shadow tree of its own, so that the site's styles and scripts do not meet it. It takes
   no focus; Escape and its button put it away until something else is wrong. */
const showErrors = (() => {
  "use strict";

  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: block;
      color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
    section { max-block-size: 60vh; overflow: auto; padding: 1rem clamp(1rem, 4vw, 3rem);
      background: Canvas; color: CanvasText; border-block-start: 0.25rem solid #b3261e;
      box-shadow: 0 -0.25rem 1.5rem rgb(0 0 0 / 0.25); }
    header { display: flex; gap: 1rem; align-items: center; justify-content: space-between; }
    h2 { font-size: 1.125rem; margin: 0; }
    button { font: inherit; min-block-size: 2.75rem; padding-inline: 1rem; cursor: pointer; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { margin-block-start: 1rem; }
    a { color: LinkText; overflow-wrap: anywhere; }
    pre { margin: 0.25rem 0 0; overflow-x: auto; font: 0.875rem/1.5 ui-monospace, monospace; }
    :focus-visible { outline: 0.1875rem solid Highlight; outline-offset: 0.125rem; }`;

  let host = null;
  /* What was put away, also after a reload. */
  const key = "pakt-hidden";
  let said = "";

  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  function hide() {
    sessionStorage.setItem(key, said);
    if (host) host.remove();
    host = null;
  }

  function item(error) {
    const made = element("li");
    const place = element(error.href ? "a" : "strong", error.place, made);
    if (error.href) place.href = error.href;
    const words = element("pre", error.text, made);
    words.tabIndex = 0;
    return made;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host) hide();
  });

  return ({ language, title, hide: label, errors }) => {
    said = JSON.stringify(errors);
    if (host) host.remove();
    host = null;
    if (errors.length === 0 || said === sessionStorage.getItem(key)) return;
    host = element("pakt-errors");
    host.lang = language;
    const tree = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    tree.adoptedStyleSheets = [sheet];
    const section = element("section", "", tree);
    section.setAttribute("role", "region");
    section.setAttribute("aria-label", title);
    const header = element("header", "", section);
    const heading = element("h2", title, header);
    heading.setAttribute("role", "status");
    element("button", label, header).addEventListener("click", hide);
    const list = element("ol", "", section);
    const here = decodeURI(location.pathname).replace(/^\/@[\d-]+/, "").replace(/index\.html$/, "");
    const isHere = (error) => error.pages.includes(here);
    const others = errors.filter((error) => !isHere(error));
    list.append(...[...errors.filter(isHere), ...others].map(item));
    document.body.append(host);
  };
})();
