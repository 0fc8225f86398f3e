// The user interface of search: a dialog on every page, which follows the combobox pattern of the ARIA
// Authoring Practices, and a results page with all hits. Content is only ever inserted as text.
(() => {
  "use strict";
  const pakt = self.pakt ??= {};

  const MAX_ANSWERS = 2;
  const MAX_HITS = 10;
  /* The number of hits that are shown while the cards of the others are loaded. */
  const FIRST_HITS = 3;
  /* The number of runs after which browsers compile the ranking. */
  const WARM_UP_RUNS = 4;
  const HITS_PER_PAGE = 30;
  /* The number of types that a reader can choose from at once. */
  const MAX_FILTERS = 3;
  /* The number of lists that are linked to without being folded. */
  const MAX_WAYS = 7;
  /* The length of a paragraph's excerpt, and of the part before the match, in UTF-16 code units. */
  const EXCERPT_LENGTH = 340;
  const EXCERPT_LEAD = 90;
  /* The typing pause after which a screen reader announces the number of results. */
  const ANNOUNCE_DELAY_MS = 400;

  /* Loaded shards. A shard is a script that calls `pakt.shard`. */
  const loadedShards = new Map();
  pakt.shard = (key, generation, data) => { loadedShards.set(key, { generation, data }); };

  const loadScript = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => { script.remove(); resolve(); });
    script.addEventListener("error", () => { script.remove(); reject(new Error(address)); });
    document.head.append(script);
  });

  const createElement = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== undefined && value !== "") element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== undefined));
    return element;
  };

  const CLASSES = { answer: { class: "option answer" }, other: { class: "option" } };
  const classOf = ({ kind }) => (CLASSES[kind] ?? CLASSES.other).class;
  /* The standings that a reader has to notice. */
  const TENTATIVE = new Set(["intended", "proposed", "interpretation"]);
  /* The attributes that say how sure an answer is, and whether it holds on the as-of date. */
  const evidenceOf = (item) => {
    const answer = item.kind === "answer" ? item : item.answer;
    return { "data-state": answer?.state, "data-standing": answer?.standing };
  };

  /* The search of the page's language, with texts, addresses and markup of results. */
  class Finder {
    constructor(link) {
      this.folder = link.dataset.folder;
      this.root = new URL("../../../", new URL(this.folder, document.baseURI));
      this.results = link.dataset.results;
      this.key = decodeURIComponent(new URL(this.folder, document.baseURI).pathname.split("/").at(-2));
      this.openDirectory();
    }

    openDirectory() {
      const { generation, data } = loadedShards.get(`${this.key}/directory`);
      this.generation = generation;
      this.strings = data.strings;
      this.search = new pakt.Search(data, (name) => this.loadShard(name));
    }

    /* Fails if the shard is of another generation: its item numbers would mean other pages. */
    async loadShard(name) {
      const key = `${this.key}/${name}`;
      if (!loadedShards.has(key)) await loadScript(`${this.folder}${name}.js?${this.generation}`);
      const shard = loadedShards.get(key);
      loadedShards.delete(key);
      if (shard?.generation !== this.generation) throw new RangeError(name);
      return shard.data;
    }

    /* Runs a query. If the site has been published meanwhile, loads the new directory first. */
    async query(question) {
      try {
        return await this.search.query(question);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        await loadScript(`${this.folder}directory.js?${Date.now()}`);
        this.openDirectory();
        return this.search.query(question);
      }
    }

    format(key, values = {}) {
      const singular = String(values.count) === "1" ? this.strings[`${key}-one`] : undefined;
      const pattern = singular ?? this.strings[key] ?? key;
      return pattern.replaceAll(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
    }

    /* Returns the URL of a page of the site. On disk it must name the index page. */
    href(address) {
      const url = new URL(address, this.root);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      return url.href;
    }

    resultsHref(question, type) {
      const url = new URL(this.results, document.baseURI);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      url.search = new URLSearchParams({ q: question, ...(type ? { type } : {}) }).toString();
      return url.href;
    }

    resultCountText({ answers, hits }) {
      const hitsText = this.format("hits", { count: hits.length });
      const nAnswers = Math.min(answers.length, MAX_ANSWERS);
      if (nAnswers === 0) return hitsText;
      return this.format("both", { answers: this.format("answers", { count: nAnswers }), hits: hitsText });
    }

    /* Returns a note about query words that do not occur on the site, or an empty text. */
    missingWordsNote(result) {
      const listFormat = new Intl.ListFormat(this.search.language, { type: "conjunction" });
      const quoted = (words) => listFormat.format(words.map((word) => `”${word}”`));
      const corrected = result.expansions.filter(({ similar, compound, matches }) =>
        (similar.length > 0 || compound !== undefined) && matches.length > 0);
      if (corrected.length > 0) {
        return this.format("near", {
          words: quoted([...new Set(corrected.map(({ word, compound }) => compound ?? word))]),
          near: quoted(corrected.flatMap(({ word, similar }) => similar.length > 0 ? similar.slice(0, 3) : [word])),
        });
      }
      const missing = result.missing.map(({ word }) => word);
      return missing.length > 0 && result.hits.length > 0 ? this.format("missing", { words: quoted(missing) }) : "";
    }

    markMatches(text, result) {
      return this.search.markMatches(text, result)
        .map(([piece, isMatch]) => isMatch ? createElement("mark", {}, piece) : piece);
    }

    /* Returns the URL of an item: of its matching field, if there is one. */
    addressOf(item) {
      return this.href(item.answer?.address ?? item.address);
    }

    sourceQuote({ quote, locator, source, language }) {
      if (!locator && !source) return undefined;
      const parts = quote ? [createElement("q", { lang: language }, quote), " "] : [];
      if (source) parts.push(locator ? `${source}, ` : source);
      if (locator) parts.push(createElement("b", {}, locator));
      return createElement("p", { class: "ground" }, ...parts);
    }

    /* Returns the mark of an answer that no source gives as done: it is intended, proposed or an interpretation. */
    standingMark({ standing }) {
      if (!TENTATIVE.has(standing)) return [];
      return [" ", createElement("span", { class: "mark", "data-standing": standing }, this.strings[`standing-${standing}`])];
    }

    /* Returns the mark of what has been replaced: `replaced 2019`. */
    replacedMark({ replaced }) {
      return replaced ? [" ", createElement("small", {}, replaced)] : [];
    }

    /* Returns the markup of an item: its type, its name and an excerpt. `createName` wraps the name. */
    itemContent(item, result, createName) {
      if (item.kind === "answer") {
        const subject = [item.subject, item.qualifiers].filter((part) => part).join(". ");
        return [
          createElement("span", { class: "kind" }, item.label),
          createElement("div", { class: "found" },
            createElement("p", { class: "title" }, createName(item.value), ...this.standingMark(item)),
            createElement("p", { class: "text" }, ...this.markMatches(subject, result), ...this.replacedMark(item))),
          this.sourceQuote(item),
        ];
      }
      if (item.kind === "paragraph") {
        return [
          createElement("span", { class: "kind" }, createName(this.format("paragraph", { locator: item.locator }))),
          createElement("div", { class: "found" },
            createElement("p", { class: "text verbatim", lang: item.language }, ...this.excerpt(item.text, result)),
            createElement("p", { class: "text" }, this.format("in", { source: item.source }), ...this.replacedMark(item))),
        ];
      }
      const { answer, text } = item;
      const excerpt = answer
        ? [`${answer.label}: `, ...this.markMatches(answer.value, result), ...this.standingMark(answer)] : this.markMatches(text, result);
      return [
        createElement("span", { class: "kind" }, item.typeName),
        createElement("div", { class: "found" },
          createElement("p", { class: "title" }, createName(...this.markMatches(item.title, result)), ...this.replacedMark(item)),
          createElement("p", { class: "text" }, ...excerpt)),
      ];
    }

    /* Returns the part of a paragraph around the first match. */
    excerpt(text, result) {
      if (text.length <= EXCERPT_LENGTH) return this.markMatches(text, result);
      const pieces = this.search.markMatches(text, result);
      const matchIndex = pieces.findIndex(([, isMatch]) => isMatch);
      const matchOffset = pieces.slice(0, Math.max(matchIndex, 0)).reduce((sum, [piece]) => sum + piece.length, 0);
      const minStart = Math.max(0, Math.min(matchOffset - EXCERPT_LEAD, text.length - EXCERPT_LENGTH));
      const start = minStart === 0 ? 0 : text.indexOf(" ", minStart) + 1;
      const maxEnd = start + EXCERPT_LENGTH;
      const lastSpace = text.lastIndexOf(" ", maxEnd);
      const end = maxEnd >= text.length ? text.length : lastSpace > start ? lastSpace : maxEnd;
      const excerpt = `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
      return this.markMatches(excerpt, result);
    }

    /* Returns what readers ask most, as links. Empty if the site does not say. */
    asked() {
      const { asked } = this.search.directory;
      if (asked.length === 0) return [];
      const links = asked.map(([question, address]) =>
        createElement("li", {}, createElement("a", { href: this.href(address) }, question)));
      return [createElement("h2", {}, this.strings.asked), createElement("ul", { class: "asked" }, ...links)];
    }

    /* Returns suggestions and links for an empty query or a query without hits. */
    async alternatives(result) {
      const suggestions = result ? await this.search.suggestions(result) : [];
      const list = createElement("ul", {});
      const createLink = (href, text) => createElement("li", {}, createElement("a", { href }, text));
      const links = [createLink(this.href(this.search.directory.index), this.strings.index)];
      // The types with most entries first: a site can have many types of one entry.
      const types = this.search.types.filter(({ id }) => id !== "page").toSorted((a, b) => b.count - a.count);
      for (const { id, plural } of types) {
        links.push(createLink(this.resultsHref("", id), id === "question" ? this.strings.question : plural));
      }
      list.append(...links.splice(0, MAX_WAYS));
      const others = links.length === 0 ? undefined : createElement("details", { class: "ways" },
        createElement("summary", {}, this.strings.others), createElement("ul", {}, ...links));
      const words = suggestions.flatMap((word, index) =>
        [index > 0 ? ", " : " ", createElement("a", { href: this.resultsHref(word) }, word)]);
      return [
        suggestions.length > 0 ? createElement("p", { class: "meant" }, this.strings.meant, ...words) : undefined,
        ...this.asked(),
        createElement("h2", {}, this.strings.elsewhere),
        list,
        others,
      ].filter((part) => part);
    }
  }

  /* Returns the field of a question with a button that empties it. */
  const askField = (label, input, clearLabel) => {
    const clear = createElement("button", { type: "button", class: "clear", "aria-label": clearLabel }, "×");
    // The style sheet hides the button while the placeholder is shown.
    input.placeholder = " ";
    clear.addEventListener("click", () => {
      input.value = "";
      input.dispatchEvent(new Event("input"));
      input.focus();
    });
    return createElement("div", {}, createElement("label", { for: input.id }, label), input, clear);
  };

  let finder;
  const finderOf = (link) => finder ??= new Finder(link);

  /* The search dialog. */
  class SearchDialog {
    constructor(link) {
      this.finder = finderOf(link);
      const { strings } = this.finder;
      this.input = createElement("input", {
        id: "pakt-question", name: "q", type: "search", role: "combobox", autocomplete: "off",
        autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": "pakt-hits",
      });
      this.list = createElement("div", { id: "pakt-hits", role: "listbox", "aria-label": strings.list, hidden: true });
      this.status = createElement("p", { class: "count", role: "status" });
      this.note = createElement("p", { class: "note" });
      this.help = createElement("div", { class: "elsewhere", hidden: true });
      const close = createElement("button", { type: "button", class: "close" }, `${strings.close} `, createElement("kbd", {}, "Esc"));
      const form = createElement("form", { class: "ask", role: "search", "aria-label": strings.label, action: this.finder.results },
        askField(strings.label, this.input, strings.clear),
        createElement("button", { type: "submit" }, strings.all));
      const slashBox = createElement("input", { type: "checkbox" });
      slashBox.checked = pakt.readStored("pakt-slash") !== "off";
      this.dialog = createElement("dialog", { class: "search", "aria-label": strings.label },
        createElement("div", { class: "page" }, form, close, this.status, this.note, this.list, this.help,
          createElement("p", { class: "keys" },
            createElement("span", {}, createElement("kbd", {}, "↑"), " ", createElement("kbd", {}, "↓"), ` ${strings.choose}`),
            createElement("span", {}, createElement("kbd", {}, "Enter"), ` ${strings.open}`),
            createElement("label", {}, slashBox, ` ${strings.slash}`))));
      // The preview does not remove elements named `pakt-…` when it updates a page.
      document.body.append(createElement("pakt-search", {}, this.dialog));

      this.input.addEventListener("input", () => this.updateResults());
      this.input.addEventListener("keydown", (event) => this.handleKey(event));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        location.assign(this.finder.resultsHref(this.input.value));
      });
      close.addEventListener("click", () => this.dialog.close());
      this.dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        // By default Escape only empties a search field.
        event.preventDefault();
        this.dialog.close();
      });
      slashBox.addEventListener("change", () => {
        pakt.store("pakt-slash", slashBox.checked ? "on" : "off");
      });
      this.showOptions([], "", "", this.finder.asked());
      for (let run = 0; run < WARM_UP_RUNS; run += 1) setTimeout(() => this.finder.search.warmUp());
    }

    show() {
      if (!this.dialog.open) this.dialog.showModal();
      this.input.focus();
      this.input.select();
    }

    options() {
      return [...this.list.children];
    }

    /* Selects an option of the list, or none. The input field keeps the focus. */
    select(option) {
      for (const other of this.options()) other.setAttribute("aria-selected", String(other === option));
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    handleKey(event) {
      const options = this.options();
      const selectedIndex = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        // Beyond either end no option is selected, which stands for the input field.
        const n = options.length + 1;
        const step = event.key === "ArrowDown" ? 1 : n - 1;
        this.select(options[(selectedIndex + 1 + step) % n - 1]);
      } else if (event.key === "Enter" && selectedIndex >= 0) {
        event.preventDefault();
        options[selectedIndex].click();
      }
    }

    async updateResults() {
      const question = this.input.value;
      this.latestQuestion = question;
      if (question.trim() === "") return this.showOptions([], "", "", this.finder.asked());
      try {
        const result = await this.finder.query(question);
        const { search } = this.finder;
        const loaders = [
          ...result.answers.slice(0, MAX_ANSWERS).map((item) => () => search.loadAnswer(item)),
          ...result.hits.slice(0, MAX_HITS).map((item) => () => search.loadHit(item, result)),
        ];
        const help = result.hits.length === 0 ? await this.finder.alternatives(result) : [];
        const countText = loaders.length > 0
          ? this.finder.resultCountText(result) : this.finder.format("none", { question: question.trim() });
        // The first hits are shown while the others are loaded.
        for (const [start, end] of [[0, FIRST_HITS], [FIRST_HITS, loaders.length]]) {
          const items = await Promise.all(loaders.slice(start, end).map((load) => load()));
          // A later query may have been answered meanwhile.
          if (this.latestQuestion !== question) return;
          const options = items.map((item, index) => this.createOption(item, start + index, result));
          if (start > 0) this.list.append(...options);
          else this.showOptions(options, countText, this.finder.missingWordsNote(result), help);
        }
      } catch {
        if (this.latestQuestion === question) this.showOptions([], this.finder.strings.failed);
      }
    }

    /* The whole option is one link, because screen readers ignore elements inside an option. It is not
       in the tab order; the arrow keys select it. */
    createOption(item, index, result) {
      const createName = (...children) => createElement("span", { class: "name" }, ...children);
      return createElement("a", {
        class: classOf(item), href: this.finder.addressOf(item), tabindex: "-1",
        role: "option", id: `pakt-hit-${index}`, "aria-selected": "false", ...evidenceOf(item),
      }, ...this.finder.itemContent(item, result, createName));
    }

    showOptions(options, countText, note = "", help = []) {
      this.list.replaceChildren(...options);
      this.list.hidden = options.length === 0;
      this.input.setAttribute("aria-expanded", String(options.length > 0));
      this.select(undefined);
      this.note.textContent = note;
      this.help.replaceChildren(...help);
      this.help.hidden = help.length === 0;
      clearTimeout(this.announceTimer);
      this.announceTimer = setTimeout(() => { this.status.textContent = countText; }, ANNOUNCE_DELAY_MS);
    }
  }

  let searchDialog;
  pakt.openBox = (link) => {
    if (!searchDialog?.dialog.isConnected) searchDialog = new SearchDialog(link);
    searchDialog.show();
  };

  /* Fills the results page: `?q=…`, or `?q=…&type=forum` for hits of one type. */
  pakt.fillPage = async (link, page) => {
    const finder = finderOf(link);
    const { search, strings } = finder;
    const parameters = new URLSearchParams(location.search);
    const [question, type] = [(parameters.get("q") ?? "").trim(), parameters.get("type") ?? ""];
    const input = createElement("input", {
      id: "pakt-asked", name: "q", type: "search", autocomplete: "off", enterkeyhint: "search", value: question,
    });
    const form = createElement("form", { class: "ask", role: "search", action: finder.results },
      askField(strings.label, input, strings.clear),
      createElement("button", { type: "submit" }, link.textContent.trim()));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(finder.resultsHref(input.value, type));
    });
    const status = createElement("p", { class: "count", role: "status" });
    const results = createElement("div", {});
    page.replaceChildren(form, status, results);
    if (question === "" && type === "") {
      results.replaceChildren(...await finder.alternatives());
      input.focus();
      return;
    }
    document.title = `${question} – ${document.title}`.replace(/^ – /, "");
    try {
      const result = question === "" ? search.allOfType(type) : await finder.query(question);
      const hits = type ? result.hits.filter((item) => search.typeIdOf(item) === type) : result.hits;
      const answers = type ? [] : result.answers;
      results.replaceChildren(...await resultContent(finder, { question, type, result, answers, hits }));
      status.textContent = hits.length > 0 || result.answers.length > 0
        ? finder.resultCountText({ answers, hits }) : finder.format("none", { question });
    } catch {
      status.textContent = strings.failed;
    }
  };

  /* Returns the content of the results page below the number of results. */
  async function resultContent(finder, { question, type, result, answers, hits }) {
    const { search, strings } = finder;
    const list = createElement("ol", { class: "hits", "aria-label": strings.list });
    const createItem = (item) => {
      const createName = (...children) => createElement("a", { href: finder.addressOf(item) }, ...children);
      return createElement("li", { class: classOf(item), ...evidenceOf(item) },
        ...finder.itemContent(item, result, createName));
    };
    const shownAnswers = answers.slice(0, MAX_ANSWERS);
    for (const item of shownAnswers) list.append(createItem(await search.loadAnswer(item)));

    const moreButton = createElement("button", { type: "button", class: "more" });
    let nShown = 0;
    const showMore = async () => {
      const shownHits = hits.slice(nShown, nShown + HITS_PER_PAGE);
      nShown += shownHits.length;
      const items = (await Promise.all(shownHits.map((item) => search.loadHit(item, result)))).map(createItem);
      list.append(...items);
      const nNext = Math.min(HITS_PER_PAGE, hits.length - nShown);
      moreButton.hidden = nNext <= 0;
      moreButton.textContent = finder.format("more", { count: nNext });
      return items[0];
    };
    moreButton.addEventListener("click", async () => (await showMore())?.querySelector("a").focus());
    await showMore();

    const types = search.countByType(result.hits).toSorted((a, b) => b.count - a.count);
    const choice = ({ id, name, count }) => createElement("li", {}, createElement("a", {
      href: finder.resultsHref(question, id), "aria-current": id === type ? "true" : undefined,
    }, `${name} (${count})`));
    const filter = [createElement("ul", {},
      choice({ id: "", name: strings.every, count: result.hits.length }), ...types.slice(0, MAX_FILTERS).map(choice))];
    const others = types.slice(MAX_FILTERS);
    if (others.length > 0) {
      filter.push(createElement("details", { open: others.some(({ id }) => id === type) },
        createElement("summary", {}, strings.others), createElement("ul", {}, ...others.map(choice))));
    }
    const note = finder.missingWordsNote(result);
    const hasFilter = question !== "" && types.length > 1;
    const isEmpty = hits.length + shownAnswers.length === 0;
    return [
      note ? createElement("p", { class: "note" }, note) : undefined,
      hasFilter ? createElement("nav", { class: "filter", "aria-label": strings.filter }, ...filter) : undefined,
      isEmpty ? undefined : list,
      isEmpty ? undefined : moreButton,
      ...(isEmpty ? await finder.alternatives(result) : []),
    ].filter((part) => part);
  }
})();
