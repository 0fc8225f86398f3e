// Where a question is asked and answered: a dialog over any page, after the combobox pattern of the
// ARIA Authoring Practices, and a page of its own with all hits. Content is only ever put in as text.
(() => {
  "use strict";
  const pakt = self.pakt ??= {};

  const MAX_ANSWERS = 2;
  const MAX_HITS = 10;
  /* So many are shown while the cards of the others are fetched. */
  const FIRST_HITS = 3;
  /* How often a browser has to see the ranking before it compiles it. */
  const WARM_RUNS = 4;
  const HITS_A_PAGE = 30;
  /* A reader who cannot see the list hears how long it is once the typing pauses. */
  const TELL_MS = 400;

  /* Shards that came, and who waits for one: a shard is a script that calls `pakt.shard`. */
  const arrived = new Map();
  pakt.shard = (key, generation, said) => { arrived.set(key, { generation, said }); };

  const bring = (address) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => { script.remove(); done(); });
    script.addEventListener("error", () => { script.remove(); fail(new Error(address)); });
    document.head.append(script);
  });

  const make = (name, attributes = {}, ...children) => {
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

  /* The index of a page's language, and all that its hits need. */
  class Finder {
    constructor(link) {
      this.folder = link.dataset.folder;
      this.root = new URL("../../../", new URL(this.folder, document.baseURI));
      this.results = link.dataset.results;
      this.key = decodeURIComponent(new URL(this.folder, document.baseURI).pathname.split("/").at(-2));
      this.open();
    }

    open() {
      const { generation, said } = arrived.get(`${this.key}/directory`);
      this.generation = generation;
      this.words = said.words;
      this.search = new pakt.Search(said, (name) => this.shard(name));
    }

    /* Shards of another numbering than the directory's would tell of other pages. */
    async shard(name) {
      const key = `${this.key}/${name}`;
      if (!arrived.has(key)) await bring(`${this.folder}${name}.js?${this.generation}`);
      const shard = arrived.get(key);
      arrived.delete(key);
      if (shard?.generation !== this.generation) throw new RangeError(name);
      return shard.said;
    }

    /* Answers a question. A site that was published meanwhile has a new directory. */
    async ask(question) {
      try {
        return await this.search.ask(question);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        await bring(`${this.folder}directory.js?${Date.now()}`);
        this.open();
        return this.search.ask(question);
      }
    }

    say(key, values = {}) {
      const one = String(values.count) === "1" ? this.words[`${key}-one`] : undefined;
      return (one ?? this.words[key] ?? key).replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    }

    /* The address of a page of the site; a disk has no index pages of its own accord. */
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

    count({ answers, hits }) {
      const told = this.say("hits", { count: hits.length });
      const n = Math.min(answers.length, MAX_ANSWERS);
      return n > 0 ? this.say("both", { answers: this.say("answers", { count: n }), hits: told }) : told;
    }

    /* The words of a question that the site does not have. */
    note(result) {
      const quoted = (words) => words.map((word) => `”${word}”`).join(", ");
      const near = result.meanings.filter(({ meant, found }) => meant.length > 0 && found.length > 0);
      if (near.length > 0) {
        return this.say("near", {
          words: quoted(near.map(({ word }) => word)), near: quoted(near.flatMap(({ meant }) => meant.slice(0, 3))),
        });
      }
      const missing = result.missing.map(({ word }) => word);
      return missing.length > 0 && result.hits.length > 0 ? this.say("missing", { words: quoted(missing) }) : "";
    }

    marked(text, result) {
      return this.search.marked(text, result).map(([words, isMatch]) => isMatch ? make("mark", {}, words) : words);
    }

    /* Where what was found leads: a field of it, if that has the words. */
    addressOf(found) {
      return this.href(found.said?.address ?? found.address);
    }

    ground({ quote, locator, source, language }) {
      if (!locator && !source) return undefined;
      const parts = quote ? [make("q", { lang: language }, quote), " "] : [];
      if (locator) parts.push(make("b", {}, locator), " ");
      if (source) parts.push(locator ? this.say("in", { source }) : source);
      return make("p", { class: "ground" }, ...parts);
    }

    /* The parts of what was found: what it is, its name, made by `name` of words, and the words that
       matter. */
    parts(found, result, name) {
      if (found.kind === "answer") {
        const subject = [found.subject, found.told].filter((part) => part).join(". ");
        return [
          make("span", { class: "kind" }, found.label),
          make("div", { class: "found" },
            make("p", { class: "title" }, name(found.value)),
            make("p", { class: "text" }, ...this.marked(subject, result))),
          this.ground(found),
        ];
      }
      if (found.kind === "paragraph") {
        return [
          make("span", { class: "kind" }, name(this.say("paragraph", { locator: found.locator }))),
          make("div", { class: "found" },
            make("p", { class: "text verbatim", lang: found.language }, ...this.around(found.text, result)),
            make("p", { class: "text" }, this.say("in", { source: found.source }))),
        ];
      }
      const { said } = found;
      const told = said ? [`${said.label}: `, ...this.marked(said.value, result)] : this.marked(found.text, result);
      return [
        make("span", { class: "kind" }, found.typeName),
        make("div", { class: "found" },
          make("p", { class: "title" }, name(...this.marked(found.title, result))),
          make("p", { class: "text" }, ...told)),
      ];
    }

    /* The words of a paragraph around the first that was asked for. */
    around(text, result) {
      const [BEFORE, ALL] = [90, 340];
      const pieces = this.search.marked(text, result);
      const first = pieces.findIndex(([, isMatch]) => isMatch);
      const at = pieces.slice(0, Math.max(first, 0)).reduce((sum, [words]) => sum + words.length, 0);
      if (text.length <= ALL) return this.marked(text, result);
      const wanted = Math.max(0, Math.min(at - BEFORE, text.length - ALL));
      const start = wanted === 0 ? 0 : text.indexOf(" ", wanted) + 1;
      const last = text.lastIndexOf(" ", start + ALL);
      const end = start + ALL >= text.length ? text.length : last > start ? last : start + ALL;
      const shown = `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
      return this.marked(shown, result);
    }

    /* What helps where nothing was found, or nothing was asked. */
    async elsewhere(result) {
      const near = result ? await this.search.suggestions(result) : [];
      const list = make("ul", {});
      const item = (href, words) => list.append(make("li", {}, make("a", { href }, words)));
      item(this.href(this.search.directory.index), this.words.index);
      for (const { id, plural } of this.search.types) {
        if (id !== "page") item(this.resultsHref("", id), id === "question" ? this.words.question : plural);
      }
      const meant = near.flatMap((word, at) => [at > 0 ? ", " : " ", make("a", { href: this.resultsHref(word) }, word)]);
      return [
        near.length > 0 ? make("p", { class: "meant" }, this.words.meant, ...meant) : undefined,
        make("h2", {}, this.words.elsewhere),
        list,
      ].filter((part) => part);
    }
  }

  let finder;
  const finderOf = (link) => finder ??= new Finder(link);

  /* The dialog. */
  class Box {
    constructor(link) {
      this.finder = finderOf(link);
      const say = (key) => this.finder.words[key];
      this.input = make("input", {
        id: "pakt-question", name: "q", type: "search", role: "combobox", autocomplete: "off",
        autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": "pakt-hits",
      });
      this.list = make("div", { id: "pakt-hits", role: "listbox", "aria-label": say("list"), hidden: true });
      this.status = make("p", { class: "count", role: "status" });
      this.note = make("p", { class: "note" });
      this.help = make("div", { class: "elsewhere", hidden: true });
      const close = make("button", { type: "button", class: "close" }, `${say("close")} `, make("kbd", {}, "Esc"));
      const form = make("form", { class: "ask", role: "search", "aria-label": say("label"), action: this.finder.results },
        make("div", {}, make("label", { for: "pakt-question" }, say("label")), this.input),
        make("button", { type: "submit" }, say("all")));
      const slash = make("input", { type: "checkbox" });
      slash.checked = this.slash() !== "off";
      this.dialog = make("dialog", { class: "search", "aria-label": say("label") },
        make("div", { class: "page" }, form, close, this.status, this.note, this.list, this.help,
          make("p", { class: "keys" },
            make("span", {}, make("kbd", {}, "↑"), " ", make("kbd", {}, "↓"), ` ${say("choose")}`),
            make("span", {}, make("kbd", {}, "Enter"), ` ${say("open")}`),
            make("label", {}, slash, ` ${say("slash")}`))));
      // The preview leaves elements of this kind alone when it puts new words into a page.
      document.body.append(make("pakt-search", {}, this.dialog));

      this.input.addEventListener("input", () => this.ask());
      this.input.addEventListener("keydown", (event) => this.key(event));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        location.assign(this.finder.resultsHref(this.input.value));
      });
      close.addEventListener("click", () => this.dialog.close());
      this.dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        // A search field would only empty itself.
        event.preventDefault();
        this.dialog.close();
      });
      slash.addEventListener("change", () => {
        try { localStorage.setItem("pakt-slash", slash.checked ? "on" : "off"); } catch { /* Until the next page. */ }
      });
      for (let run = 0; run < WARM_RUNS; run += 1) setTimeout(() => this.finder.search.warm());
    }

    slash() {
      try { return localStorage.getItem("pakt-slash"); } catch { return null; }
    }

    show() {
      if (!this.dialog.open) this.dialog.showModal();
      this.input.focus();
      this.input.select();
    }

    options() {
      return [...this.list.children];
    }

    /* The list keeps what is chosen; the question keeps the focus. */
    choose(option) {
      for (const one of this.options()) one.setAttribute("aria-selected", String(one === option));
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    key(event) {
      const options = this.options();
      const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        // Past either end nothing is chosen, which is the question itself.
        const n = options.length + 1;
        const step = event.key === "ArrowDown" ? 1 : n - 1;
        this.choose(options[(at + 1 + step) % n - 1]);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        options[at].click();
      }
    }

    async ask() {
      const question = this.input.value;
      this.asked = question;
      if (question.trim() === "") return this.put([], "");
      try {
        const result = await this.finder.ask(question);
        const { search } = this.finder;
        const cards = [
          ...result.answers.slice(0, MAX_ANSWERS).map((unit) => () => search.answer(unit)),
          ...result.hits.slice(0, MAX_HITS).map((unit) => () => search.hit(unit, result)),
        ];
        const help = result.hits.length === 0 ? await this.finder.elsewhere(result) : [];
        const none = this.finder.say("none", { question: question.trim() });
        // The first are shown while those that nobody has read to yet are fetched.
        for (const [from, to] of [[0, FIRST_HITS], [FIRST_HITS, cards.length]]) {
          const found = await Promise.all(cards.slice(from, to).map((card) => card()));
          // A later question may have been answered meanwhile.
          if (this.asked !== question) return;
          const options = found.map((one, at) => this.option(one, from + at, result));
          if (from > 0) this.list.append(...options);
          else this.put(options, cards.length > 0 ? this.finder.count(result) : none, this.finder.note(result), help);
        }
      } catch {
        if (this.asked === question) this.put([], this.finder.words.failed);
      }
    }

    /* A link as a whole: what an option holds is no element of its own to a screen reader. The keyboard
       comes to it by the arrows only. */
    option(found, at, result) {
      const name = (...words) => make("span", { class: "name" }, ...words);
      return make("a", {
        class: classOf(found), href: this.finder.addressOf(found), tabindex: "-1",
        role: "option", id: `pakt-hit-${at}`, "aria-selected": "false",
        "data-standing": found.kind === "answer" ? found.standing : found.said?.standing,
      }, ...this.finder.parts(found, result, name));
    }

    put(options, told, note = "", help = []) {
      this.list.replaceChildren(...options);
      this.list.hidden = options.length === 0;
      this.input.setAttribute("aria-expanded", String(options.length > 0));
      this.choose(undefined);
      this.note.textContent = note;
      this.help.replaceChildren(...help);
      this.help.hidden = help.length === 0;
      clearTimeout(this.telling);
      this.telling = setTimeout(() => { this.status.textContent = told; }, TELL_MS);
    }
  }

  let box;
  pakt.openBox = (link) => {
    if (!box?.dialog.isConnected) box = new Box(link);
    box.show();
  };

  /* The page of what was found: `?q=…`, or `?q=…&type=forum` for hits of one kind. */
  pakt.fillPage = async (link, page) => {
    const finder = finderOf(link);
    const { search, words } = finder;
    const asked = new URLSearchParams(location.search);
    const [question, type] = [(asked.get("q") ?? "").trim(), asked.get("type") ?? ""];
    const input = make("input", {
      id: "pakt-asked", name: "q", type: "search", autocomplete: "off", enterkeyhint: "search", value: question,
    });
    const form = make("form", { class: "ask", role: "search", action: finder.results },
      make("div", {}, make("label", { for: "pakt-asked" }, words.label), input),
      make("button", { type: "submit" }, link.textContent.trim()));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(finder.resultsHref(input.value, type));
    });
    const status = make("p", { class: "count", role: "status" });
    const rest = make("div", {});
    page.replaceChildren(form, status, rest);
    if (question === "" && type === "") {
      rest.replaceChildren(...await finder.elsewhere());
      input.focus();
      return;
    }
    document.title = `${question} – ${document.title}`.replace(/^ – /, "");
    try {
      const result = question === "" ? search.everything(type) : await finder.ask(question);
      rest.replaceChildren(...await list(finder, result, { question, type }));
      status.textContent = result.shown.length > 0 || result.answers.length > 0
        ? finder.count({ answers: type ? [] : result.answers, hits: result.shown })
        : finder.say("none", { question });
    } catch {
      status.textContent = words.failed;
    }
  };

  /* Everything below the count. */
  async function list(finder, result, { question, type }) {
    const { search, words } = finder;
    const types = search.typesOf(result.hits);
    result.shown = type ? result.hits.filter((unit) => search.typeIdOf(unit) === type) : result.hits;
    const answers = type ? [] : result.answers.slice(0, MAX_ANSWERS);
    const hits = make("ol", { class: "hits", "aria-label": words.list });
    const item = (found) => make("li", {
      class: classOf(found), "data-standing": found.kind === "answer" ? found.standing : found.said?.standing,
    }, ...finder.parts(found, result, (...words) => make("a", { href: finder.addressOf(found) }, ...words)));
    for (const unit of answers) hits.append(item(await search.answer(unit)));

    const more = make("button", { type: "button", class: "more" });
    let n = 0;
    const show = async () => {
      const next = result.shown.slice(n, n + HITS_A_PAGE);
      n += next.length;
      const items = (await Promise.all(next.map((unit) => search.hit(unit, result)))).map(item);
      hits.append(...items);
      const left = Math.min(HITS_A_PAGE, result.shown.length - n);
      more.hidden = left <= 0;
      more.textContent = finder.say("more", { count: left });
      return items[0];
    };
    more.addEventListener("click", async () => (await show())?.querySelector("a").focus());
    await show();

    const filter = make("ul", {});
    const choice = (id, name) => filter.append(make("li", {},
      make("a", { href: finder.resultsHref(question, id), "aria-current": id === type ? "true" : undefined }, name)));
    choice("", `${words.every} (${result.hits.length})`);
    for (const { id, name, count } of types) choice(id, `${name} (${count})`);
    const note = finder.note(result);
    const isEmpty = result.shown.length + answers.length === 0;
    return [
      note ? make("p", { class: "note" }, note) : undefined,
      question !== "" && types.length > 1 ? make("nav", { class: "filter", "aria-label": words.filter }, filter) : undefined,
      isEmpty ? undefined : hits,
      isEmpty ? undefined : more,
      ...(isEmpty ? await finder.elsewhere(result) : []),
    ].filter((part) => part);
  }
})();
