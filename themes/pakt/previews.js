// Previews of linked pages: the quote that supports an entry, the definition of a term, or the first
// paragraph. Only over http, because scripts cannot read other pages from disk. A preview appears after a
// delay, stays while the pointer is on it, and closes with Escape (WCAG 1.4.13).
(() => {
  "use strict";
  if (location.protocol === "file:" || !("popover" in HTMLElement.prototype)) return;
  const LINKS = "main :is(.body, .value, .what, .nodes, .about) a[href]:not(.cite, .locator, [rel])";
  const SHOW_DELAY_MS = 350;
  const HIDE_DELAY_MS = 250;
  const responses = new Map();
  let box, shownLink, pendingLink, timer;

  const pageLink = (target) => {
    const link = target.closest?.(LINKS);
    const isPage = link?.origin === location.origin && link.pathname.endsWith("/");
    return isPage && link.pathname !== location.pathname ? link : null;
  };

  /* Fetches an address once; `format` is "json" or "text". Resolves to `null` if that fails. */
  const fetchOnce = (address, format) => {
    const get = () => fetch(address).then((response) => (response.ok ? response[format]() : null), () => null);
    if (!responses.has(address)) responses.set(address, get());
    return responses.get(address);
  };

  const hide = () => {
    clearTimeout(timer);
    pendingLink = undefined;
    shownLink?.classList.remove("previewed");
    shownLink?.removeAttribute("aria-describedby");
    shownLink = undefined;
    box?.hidePopover();
  };

  const createElement = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };

  const quoteOf = (entry) => {
    const statements = Object.values(entry.fields).flat();
    const sources = statements.flatMap((statement) => statement.sources ?? []);
    const source = sources.find(({ verified, quote }) => verified && quote);
    if (!source || entry.type === "term") return null;
    const paragraph = createElement("p", "", "");
    const location = [source.name, source.locator].filter(Boolean).join(", ");
    paragraph.append(createElement("q", "", source.quote), ` ${location}`);
    return paragraph;
  };

  /* The first paragraph of the page without its citation markers. */
  const firstParagraph = async (link) => {
    const html = (await fetchOnce(link.href, "text")) ?? "";
    const page = new DOMParser().parseFromString(html, "text/html");
    const paragraph = page.querySelector("main .body > p");
    paragraph?.querySelectorAll(".cite").forEach((marker) => marker.remove());
    return paragraph && createElement("p", "", paragraph.textContent.trim());
  };

  const show = async (link) => {
    const entry = await fetchOnce(new URL("index.json", link.href).href, "json");
    const content = entry && (quoteOf(entry) ?? await firstParagraph(link));
    if (!content || pendingLink !== link || !link.isConnected) return;
    if (!box) {
      box = createElement("div", "pop preview", "");
      box.id = "pakt-preview";
      box.popover = "manual";
      box.setAttribute("role", "tooltip");
      document.body.append(box);
    }
    hide();
    box.lang = entry.language;
    box.replaceChildren(createElement("p", "", entry.title), content);
    shownLink = link;
    link.classList.add("previewed");
    link.setAttribute("aria-describedby", box.id);
    box.showPopover();
  };

  const schedule = (action, delayMs) => {
    clearTimeout(timer);
    timer = setTimeout(action, delayMs);
  };

  const request = (link) => {
    pendingLink = link;
    schedule(() => show(link), SHOW_DELAY_MS);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = pageLink(event.target);
    if (link && link !== shownLink) return request(link);
    // A preview opened by keyboard stays while its link has the focus: the page may move under a pointer
    // that is at rest.
    if ((pendingLink ?? shownLink)?.matches(":focus-visible")) return;
    clearTimeout(timer);
    pendingLink = undefined;
    if (shownLink && !link && !box.contains(event.target)) schedule(hide, HIDE_DELAY_MS);
  });
  // Pressing a link follows it and needs no preview. Text inside the preview can be selected.
  document.addEventListener("pointerdown", (event) => { if (!box?.contains(event.target)) hide(); });
  document.addEventListener("focusin", (event) => {
    const link = pageLink(event.target);
    if (link?.matches(":focus-visible")) request(link);
    else hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
