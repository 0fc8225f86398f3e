/* Alt-click on a block opens its source line in the editor. Alt-Enter does the same for the block
   that has the focus or the selection, or else for the one in the middle of the window.

   The page itself has no source locations. When they are needed, the script fetches a copy of the
   page with source marks, `<!--@7-->`. A mark is a comment and not an element, so an element has the
   same path from the body in both. */
(() => {
  "use strict";

  const textOf = (element) => element.textContent.trim();

  /* Returns the element of the marked page that corresponds to an element of the open page. The
     site's scripts may have added siblings, so an element with the same text is preferred to one at
     the same index. For an element that a script added to the body, or that is no longer in the
     page, returns the body. */
  function findCounterpart(element, markedPage) {
    if (!element.parentElement || element === document.body) return markedPage.body;
    const parent = findCounterpart(element.parentElement, markedPage);
    const hasSameName = (sibling) => sibling.localName === element.localName;
    const hasSameText = (sibling) => textOf(sibling) === textOf(element);
    const [siblings, candidates] = [element.parentElement, parent].map(({ children }) =>
      [...children].filter(hasSameName));
    const index = siblings.filter(hasSameText).indexOf(element);
    return candidates.filter(hasSameText)[index] || candidates[siblings.indexOf(element)] || parent;
  }

  function marksIn(element) {
    const marks = [];
    const iterator = document.createNodeIterator(element, NodeFilter.SHOW_COMMENT);
    for (let comment = iterator.nextNode(); comment; comment = iterator.nextNode()) {
      if (/^@\d+$/.test(comment.data)) marks.push(comment);
    }
    return marks;
  }

  /* Returns the first mark in an element, or else the last one before it in the same part of the
     page. */
  function findMark(element) {
    const [firstMark] = marksIn(element);
    if (firstMark) return firstMark;
    let inner = element;
    while (!inner.matches("body, main, header, nav, section, footer, dl") && inner.parentElement) {
      const precedes = (mark) => mark.compareDocumentPosition(inner) & Node.DOCUMENT_POSITION_FOLLOWING;
      const preceding = marksIn(inner.parentElement).filter(precedes);
      if (preceding.length > 0) return preceding.at(-1);
      inner = inner.parentElement;
    }
    return null;
  }

  async function openInEditor(element) {
    const response = await fetch(`/@pakt/places${location.pathname}`, { cache: "no-store" });
    if (!response.ok) return;
    const { html, places: locations } = await response.json();
    const markedPage = new DOMParser().parseFromString(html, "text/html");
    const counterpart = findCounterpart(element, markedPage);
    const mark = counterpart === markedPage.body ? null : findMark(counterpart);
    const target = (mark && locations[Number(mark.data.slice(1))]) || panel.pageLocation();
    if (!target?.href) return;
    panel.announce(target.place);
    const link = document.createElement("a");
    panel.setEditorLink(link, target.href);
    link.click();
  }

  const isPartOfPreview = (element) => element.localName.startsWith("pakt-preview");

  addEventListener("click", (event) => {
    const element = event.target;
    // The click that opens the editor has no Alt key.
    if (!event.altKey || !(element instanceof Element) || isPartOfPreview(element)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openInEditor(element);
  }, { capture: true });

  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.altKey || isPartOfPreview(event.target)) return;
    event.preventDefault();
    const selectedNode = getSelection().anchorNode;
    const selected = selectedNode?.nodeType === Node.TEXT_NODE ? selectedNode.parentElement : selectedNode;
    const focused = document.activeElement === document.body ? null : document.activeElement;
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    openInEditor(focused || selected || middle || document.body);
  }, { capture: true });
})();
