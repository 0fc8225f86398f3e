/* Alt and a click on a block open its place in the editor; Alt and Enter that of the block that has
   the focus or the selection, or else of the one in the middle of the window.

   Where the words of a page stand is not in it. The same page with marks, `<!--@7-->`, is asked for
   when it is needed; a comment is no element, so the way down to an element is the same in both. */
(() => {
  "use strict";

  const words = (element) => element.textContent.trim();

  /* The element of a page of the server that is an element of this one. Scripts may have put
     something beside it: the same words tell more than the same place. What they have put straight
     into the body, and what is on the page no more, has no place of its own. */
  function twin(element, page) {
    if (!element.parentElement || element === document.body) return page.body;
    const parent = twin(element.parentElement, page);
    const alike = (list) => [...list].filter((other) => other.localName === element.localName);
    const [old, own] = [element.parentElement, parent].map(({ children }) => alike(children));
    const same = (list) => list.filter((other) => words(other) === words(element));
    return same(own)[same(old).indexOf(element)] || own[old.indexOf(element)] || parent;
  }

  function marksIn(element) {
    const marks = [];
    const walker = document.createNodeIterator(element, NodeFilter.SHOW_COMMENT);
    for (let mark = walker.nextNode(); mark; mark = walker.nextNode()) {
      if (/^@\d+$/.test(mark.data)) marks.push(mark);
    }
    return marks;
  }

  /* The first mark in an element; or the last one before it, as long as that is in the same part
     of the page. */
  function markOf(element) {
    const [first] = marksIn(element);
    if (first) return first;
    let inner = element;
    while (!inner.matches("body, main, header, nav, section, footer, dl") && inner.parentElement) {
      const before = marksIn(inner.parentElement).filter((mark) =>
        mark.compareDocumentPosition(inner) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (before.length > 0) return before.at(-1);
      inner = inner.parentElement;
    }
    return null;
  }

  async function edit(element) {
    const answer = await fetch(`/@pakt/places${location.pathname}`, { cache: "no-store" });
    if (!answer.ok) return;
    const { html, places } = await answer.json();
    const marked = new DOMParser().parseFromString(html, "text/html");
    const own = twin(element, marked);
    const mark = own === marked.body ? null : markOf(own);
    const place = (mark && places[Number(mark.data.slice(1))]) || panel.page();
    if (!place?.href) return;
    panel.tellPlace(place.place);
    const link = document.createElement("a");
    panel.aim(link, place.href);
    link.click();
  }

  const isOwn = (element) => element.localName.startsWith("pakt-preview");

  addEventListener("click", (event) => {
    const element = event.target;
    // The very event that opens the editor has no Alt.
    if (!event.altKey || !(element instanceof Element) || isOwn(element)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    edit(element);
  }, { capture: true });

  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.altKey || isOwn(event.target)) return;
    event.preventDefault();
    const selected = getSelection().anchorNode;
    const focused = document.activeElement === document.body ? null : document.activeElement;
    edit(focused || (selected?.nodeType === Node.TEXT_NODE ? selected.parentElement : selected)
      || document.elementFromPoint(innerWidth / 2, innerHeight / 2) || document.body);
  }, { capture: true });
})();
