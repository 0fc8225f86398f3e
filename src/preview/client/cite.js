/* A click on a paragraph of a source text copies a citation of it: for a text, or with Shift as YAML.
   With the keyboard, C does the same for the paragraph that has the focus. The citation is one with
   which nothing is wrong, so the program makes it. */
(() => {
  "use strict";

  /* Parts of a paragraph that do something else when they are clicked. */
  const CONTROLS = "a, button, summary, input, select, textarea, label, .rests";

  async function copyCitation(paragraph, form) {
    const response = await fetch(`/@pakt/places${location.pathname}`, { cache: "no-store" });
    if (!response.ok) return;
    const { citations } = await response.json();
    const citation = citations[paragraph.id]?.[form];
    const words = panel.words();
    if (!citation) return panel.announce(words.not_citable);
    try {
      await navigator.clipboard.writeText(citation);
      panel.announce(words.copied);
    } catch {
      panel.announce(words.not_copied);
    }
  }

  const formOf = (event) => (event.shiftKey ? "yaml" : "markdown");
  const paragraphOf = (element) => (element instanceof Element ? element.closest(".source-text .paragraph[id]") : null);

  addEventListener("click", (event) => {
    const paragraph = paragraphOf(event.target);
    const hasOtherKey = event.altKey || event.ctrlKey || event.metaKey;
    if (!paragraph || event.defaultPrevented || hasOtherKey || event.target.closest(CONTROLS)) return;
    // Who selects words wants those words. Shift extends a selection, which is not meant here.
    const selection = getSelection();
    if (event.shiftKey) selection.removeAllRanges();
    else if (!selection.isCollapsed) return;
    copyCitation(paragraph, formOf(event));
  });

  addEventListener("keydown", (event) => {
    const paragraph = paragraphOf(event.target);
    const hasOtherKey = event.altKey || event.ctrlKey || event.metaKey;
    if (!paragraph || event.defaultPrevented || hasOtherKey || event.key.toLowerCase() !== "c") return;
    event.preventDefault();
    copyCitation(paragraph, formOf(event));
  });
})();
