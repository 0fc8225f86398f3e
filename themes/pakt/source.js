// The page of a source. On a wide screen the claims that are based on the paragraph in view are shown beside
// the text. They are a copy, for the eyes and the pointer: the lists below the paragraphs stay what
// keyboards and screen readers use.
//
// A text of 200 paragraphs would have 600 tab stops, so only one paragraph has any: that with the focus, or
// else the one in view. The arrow keys go from paragraph to paragraph.
(() => {
  "use strict";

  const STOPS = ":scope > :is(.locator, .copier), :scope > .rests > details > summary";
  /** A paragraph is in view from where a link to it scrolls to. */
  const READING_LINE_PX = 130;

  const connect = (section) => {
    const paragraphs = [...section.querySelectorAll(".paragraph[id]")];
    if (paragraphs.length === 0) return;
    const stops = paragraphs.map((paragraph) => [...paragraph.querySelectorAll(STOPS)]);
    const isWide = matchMedia("(width >= 72rem)");
    const panel = document.createElement("div");
    let tabbable = -1;
    let shown = -1;

    const indexOf = (node) => paragraphs.indexOf(node?.closest?.(".paragraph"));

    const setTabbable = (index) => {
      if (index === tabbable) return;
      const setStops = (elements = [], value) => elements.forEach((element) => { element.tabIndex = value; });
      setStops(stops[tabbable], -1);
      setStops(stops[index], 0);
      tabbable = index;
    };

    /** Returns the last paragraph that begins above the reading line. */
    const inView = () => {
      let [low, high] = [0, paragraphs.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (paragraphs[middle].getBoundingClientRect().top <= READING_LINE_PX) low = middle + 1;
        else high = middle;
      }
      return Math.max(low - 1, 0);
    };

    const show = (index) => {
      if (index === shown || !isWide.matches) return;
      paragraphs[shown]?.removeAttribute("data-current");
      shown = index;
      paragraphs[index].dataset.current = "";
      const claims = paragraphs[index].querySelector(".rests").cloneNode(true);
      claims.querySelectorAll("a").forEach((link) => { link.tabIndex = -1; });
      const details = claims.querySelector("details");
      const heading = document.createElement("p");
      heading.append(...(details?.querySelector("summary").childNodes ?? []));
      panel.replaceChildren(...(details ? [heading, details.querySelector("ul")] : claims.childNodes));
      panel.scrollTop = 0;
    };

    const follow = () => {
      const index = inView();
      show(index);
      const focused = indexOf(document.activeElement);
      setTabbable(focused < 0 ? index : focused);
    };

    const move = (event, step) => {
      const next = paragraphs[indexOf(event.target) + step];
      if (!next) return;
      event.preventDefault();
      setTabbable(paragraphs.indexOf(next));
      next.querySelector(":scope > .locator").focus();
    };

    stops.flat().forEach((element) => { element.tabIndex = -1; });
    panel.className = "claims rests";
    panel.tabIndex = -1;
    panel.setAttribute("aria-hidden", "true");
    const rail = document.createElement("div");
    rail.className = "beside";
    rail.append(panel);
    section.append(rail);

    let frame;
    addEventListener("scroll", () => {
      frame ??= requestAnimationFrame(() => { frame = undefined; follow(); });
    }, { passive: true });
    isWide.addEventListener("change", follow);
    section.addEventListener("focusin", ({ target }) => {
      const index = indexOf(target);
      if (index < 0) return;
      setTabbable(index);
      show(index);
    });
    section.addEventListener("click", ({ target }) => {
      if (indexOf(target) >= 0) show(indexOf(target));
    });
    section.addEventListener("keydown", (event) => {
      const isStop = event.target.matches(".paragraph > :is(.locator, .copier), .paragraph > .rests summary");
      if (!isStop || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === "ArrowDown") move(event, 1);
      if (event.key === "ArrowUp") move(event, -1);
    });
    follow();
  };

  // After the script that adds a button to each paragraph.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".source-text").forEach(connect);
  });
})();
