// A linked entry shows the words that it rests on, a term what it means, over http; a disk lets no
// script read. It comes after a while, stays while the pointer is on it, and goes with Escape
// (WCAG 1.4.13).
(() => {
  "use strict";
  if (location.protocol === "file:" || !("popover" in HTMLElement.prototype)) return;
  const places = "main :is(.body, .value, .what, .nodes, .about) a[href]:not(.cite, .locator, [rel])";
  const known = new Map();
  let box, shown, wanted, timer;

  const entryOf = (target) => {
    const link = target.closest?.(places);
    const isPage = link?.origin === location.origin && link.pathname.endsWith("/");
    return isPage && link.pathname !== location.pathname ? link : null;
  };

  const read = (address, form) => {
    const get = () => fetch(address).then((answer) => (answer.ok ? answer[form]() : null), () => null);
    if (!known.has(address)) known.set(address, get());
    return known.get(address);
  };

  const hide = () => {
    clearTimeout(timer);
    wanted = undefined;
    shown?.classList.remove("previewed");
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    box?.hidePopover();
  };

  const piece = (name, kind, words) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.textContent = words;
    return made;
  };

  const quote = (entry) => {
    const statements = Object.values(entry.fields).flat();
    const source = statements.flatMap((one) => one.sources ?? []).find((one) => one.verified && one.quote);
    if (!source || entry.type === "term") return null;
    const words = piece("p", "", "");
    words.append(piece("q", "", source.quote), ` ${source.locator ?? ""}`);
    return words;
  };

  // How the page begins, without the numbers of its sources.
  const beginning = async (link) => {
    const page = new DOMParser().parseFromString((await read(link.href, "text")) ?? "", "text/html");
    const first = page.querySelector("main .body > p");
    first?.querySelectorAll(".cite").forEach((marker) => marker.remove());
    return first && piece("p", "", first.textContent.trim());
  };

  const show = async (link) => {
    const entry = await read(new URL("index.json", link.href).href, "json");
    const words = entry && (quote(entry) ?? await beginning(link));
    if (!words || wanted !== link || !link.isConnected) return;
    if (!box) {
      box = piece("div", "pop preview", "");
      box.id = "pakt-preview";
      box.popover = "manual";
      box.setAttribute("role", "tooltip");
      document.body.append(box);
    }
    hide();
    box.lang = entry.language;
    box.replaceChildren(piece("p", "", entry.title), words);
    shown = link;
    link.classList.add("previewed");
    link.setAttribute("aria-describedby", box.id);
    box.showPopover();
  };

  const soon = (what, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(what, milliseconds);
  };

  const want = (link) => {
    wanted = link;
    soon(() => show(link), 350);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = entryOf(event.target);
    if (link && link !== shown) return want(link);
    // What the keyboard asked for stays as long as it has the focus: the page may move under a pointer.
    if ((wanted ?? shown)?.matches(":focus-visible")) return;
    clearTimeout(timer);
    wanted = undefined;
    if (shown && !link && !box.contains(event.target)) soon(hide, 250);
  });
  // Who presses a link goes there and asks for no box; words in the box can be marked.
  document.addEventListener("pointerdown", (event) => { if (!box?.contains(event.target)) hide(); });
  document.addEventListener("focusin", (event) => {
    const link = entryOf(event.target);
    if (link?.matches(":focus-visible")) want(link);
    else hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
