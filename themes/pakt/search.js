// Search: a question, the shards that it needs, the hits. Nothing here knows a page: `search-box.js`
// shows what is found. The index is made by pakt; `src/search/` is the other half of every rule here.
(() => {
  "use strict";
  const pakt = self.pakt ??= {};

  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const MARKS = "!#$%&()*";
  const MARK = /[!#$%&()*]/;
  /* What each letter of a list is: the value of a digit, or from here on a mark. */
  const MARKED = 64;
  const CODES = new Uint8Array(128);
  for (const [digit, value] of VALUE) CODES[digit.charCodeAt(0)] = value;
  [...MARKS].forEach((mark, weight) => { CODES[mark.charCodeAt(0)] = MARKED + weight; });
  /* What a word counts by the weight it has in a unit, from a passing mention to the whole name. */
  const FACTOR = [0, 1, 1.5, 2, 3, 4, 6, 8];
  const NAMED = 5;
  const LABELLED = 6;
  /* A word that is still being typed, and one that is spelled otherwise, count less. */
  const [WHOLE, BEGUN, NEAR] = [1, 0.7, 0.5];
  const MAX_LETTERS = 40;
  const MAX_WORDS = 12;
  /* So many shards are looked through for words that begin so, and so many such words are taken. */
  const MAX_SHARDS = 4;
  const MAX_BEGUN = 60;
  const MAX_NEAR = 12;
  const MAX_ALONE = 1;
  /* Scores are compared in steps of a thousandth; no place is further than the last. */
  const STEPS = 1000;
  const LAST = (MAX_WORDS + 1) * 1e4 * STEPS;
  const [ENTRY, PAGE, FACT, PARAGRAPH] = [0, 1, 2, 3];
  /* Entries before pages, pages before paragraphs, among what answers the question equally well. */
  const RANK = [2, 1, 0, 0];

  const cut = (text) => {
    const runs = text.normalize("NFC").replaceAll("\u00ad", "").match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];
    return runs.map((run) => [...run].map((letter) => letter.toLowerCase()).join(""))
      .filter((word) => [...word].length <= MAX_LETTERS);
  };

  /* The name of a shard's file. */
  const fileName = (key) => key === "" ? "_" : [...key].map((letter) => {
    if (/[a-z0-9]/.test(letter)) return letter;
    return letter === "$" ? "-" : `_${letter.codePointAt(0).toString(16)}`;
  }).join("");

  /* The shards of one kind, by their keys. `a$` holds `a` alone, `a$3` in three files. */
  class Shards {
    constructor(letter, keys) {
      this.letter = letter;
      this.parts = new Map();
      for (const key of keys === null ? [] : keys.split(" ")) {
        const [own, count] = key.split("$");
        const bare = count === undefined ? own : `${own}$`;
        const name = `${letter}.${fileName(bare)}`;
        const several = Array.from({ length: Number(count || 0) }, (_, at) => `${name}${at}`);
        this.parts.set(bare, several.length > 0 ? several : [name]);
      }
    }

    /* The files that may hold an item. */
    of(item) {
      if (this.parts.has(`${item}$`)) return this.parts.get(`${item}$`);
      for (let end = item.length; end >= 0; end -= 1) {
        const found = this.parts.get(item.slice(0, end));
        if (found) return found;
      }
      return [];
    }

    /* The files that may hold items that begin so. */
    under(beginning) {
      const below = [...this.parts.keys()].filter((key) => key.replace("$", "").startsWith(beginning));
      return below.length > 0 ? below.flatMap((key) => this.parts.get(key)) : this.of(beginning);
    }
  }

  const readTerms = (text) => new Map(text.split(" ").map((line) => {
    const at = line.search(MARK);
    return [line.slice(0, at), line.slice(at)];
  }));

  const readWords = (text) => {
    const words = [];
    let before = [];
    for (const item of text === "" ? [] : text.split(" ")) {
      before = [...before.slice(0, VALUE.get(item[0])), ...item.slice(1)];
      words.push(before.join(""));
    }
    return words;
  };

  /* Puts the units of a list and their weights into two arrays from a place on; gives the place after
     them. Every second keystroke reads some hundred thousand of them, so nothing is made on the way. */
  const read = (list, { units, weights }, from) => {
    let [at, weight, unit, number, scale] = [from, 0, 0, 0, 1];
    for (let place = 0; place < list.length; place += 1) {
      const code = CODES[list.charCodeAt(place)];
      if (code >= MARKED) {
        [weight, unit] = [code - MARKED, 0];
        continue;
      }
      number += (code % 32) * scale;
      if (code >= 32) {
        scale *= 32;
      } else {
        unit += number;
        units[at] = unit;
        weights[at] = weight;
        at += 1;
        number = 0;
        scale = 1;
      }
    }
    return at;
  };

  /* How many letters must be put in, left out, exchanged or swapped; more than `most` is too far. */
  const distance = (one, other, most) => {
    const [a, b] = [[...one], [...other]];
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [last, row] = [[], b.map((_, at) => at + 1)];
    row.unshift(0);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        let least = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          least = Math.min(least, last[j - 2] + 1);
        }
        next.push(least);
      }
      [last, row] = [row, next];
    }
    return row[b.length];
  };

  /* One language of a site, opened for questions. `load(name)` promises what a shard says. */
  class Search {
    constructor(directory, load) {
      this.directory = directory;
      this.language = directory.language;
      this.common = new Set(directory.common.split(" "));
      this.terms = new Shards("t", directory.terms);
      this.spelled = new Shards("w", directory.spelled);
      this.mirrored = new Shards("m", directory.mirrored);
      this.starts = directory.cards;
      this.bounds = directory.counts.map((_, at) => directory.counts.slice(0, at + 1).reduce((a, b) => a + b, 0));
      this.total = this.bounds.at(-1);
      this.room = { units: new Int32Array(this.total), weights: new Uint8Array(this.total) };
      this.kinds = new Uint8Array(this.total);
      this.bounds.forEach((end, kind) => this.kinds.fill(kind, this.bounds[kind - 1] ?? 0, end));
      let first = 0;
      this.types = directory.types.map(([id, name, plural, count]) => {
        first += count;
        return { id, name, plural, end: first };
      });
      this.load = load;
      this.kept = new Map();
    }

    /* What a shard says, read once. */
    async shard(name, readIt) {
      if (!this.kept.has(name)) this.kept.set(name, this.load(name).then(readIt));
      try {
        return await this.kept.get(name);
      } catch (error) {
        this.kept.delete(name);
        throw error;
      }
    }

    shards(names, readIt) {
      return Promise.all(names.map((name) => this.shard(name, readIt)));
    }

    kind(unit) {
      return this.kinds[unit];
    }

    /* The type of an entry or a page, by its place. */
    typeOf(unit) {
      return this.types.findIndex(({ end }) => unit < end);
    }

    async list(term) {
      const shards = await this.shards(this.terms.of(term), readTerms);
      return shards.flatMap((shard) => shard.get(term) ?? []);
    }

    /* Terms that begin so. */
    async begun(beginning) {
      const names = this.terms.under(beginning).slice(0, MAX_SHARDS);
      const found = [];
      for (const shard of await this.shards(names, readTerms)) {
        for (const [term, list] of shard) {
          if (found.length < MAX_BEGUN && term.startsWith(beginning)) found.push([term, list]);
        }
      }
      return found;
    }

    /* Words of the site that end so. */
    async ended(word) {
      const tail = [...word].reverse().join("");
      if (tail.length < 4) return [];
      const shards = await this.shards(this.mirrored.under(tail).slice(0, MAX_SHARDS), readWords);
      return shards.flat().filter((one) => one.startsWith(tail)).slice(0, MAX_NEAR)
        .map((one) => [...one].reverse().join(""));
    }

    /* Words of the site that are nearly this one. One slip leaves one half of a word whole, so that
       only words that share a half are looked at. */
    async near(word, most) {
      const letters = [...word];
      if (letters.length < 4) return [];
      const half = Math.floor(letters.length / 2);
      const [head, tail] = [letters.slice(0, half).join(""), letters.slice(half).reverse().join("")];
      // Two letters swapped across the middle leave neither half whole.
      const swapped = [...letters.slice(0, half - 1), letters[half], letters[half - 1], ...letters.slice(half + 1)];
      const exact = swapped.join("");
      const [forward, backward, beside] = await Promise.all([
        this.shards(this.spelled.under(head), readWords),
        this.shards(this.mirrored.under(tail), readWords),
        this.shards(this.spelled.of(exact), readWords),
      ]);
      const candidates = new Set(forward.flat().filter((one) => one.startsWith(head)));
      for (const one of backward.flat()) {
        if (one.startsWith(tail)) candidates.add([...one].reverse().join(""));
      }
      if (beside.some((words) => words.includes(exact))) candidates.add(exact);
      const off = [...candidates].map((one) => [distance(word, one, most), one]);
      return off.filter(([far]) => far > 0 && far <= most)
        .sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1))
        .slice(0, MAX_NEAR).map(([, one]) => one);
    }

    /* What one word of a question stands for: lists with what each counts. */
    async meanings(word, isBegun) {
      const stem = pakt.stem(this.language, word);
      const found = new Map();
      const add = (term, list, counts) => {
        if (list.length > 0 && !found.has(term)) found.set(term, { term, list: [list].flat(), counts });
      };
      // Files are asked for at once: to wait for one before the next takes longer than to read it.
      const addAll = async (terms, counts) => {
        const own = [...new Set(terms)];
        const lists = await Promise.all(own.map((term) => this.list(term)));
        lists.forEach((list, at) => add(own[at], list, counts));
      };
      const [begun] = await Promise.all([
        isBegun && [...word].length > 1 ? this.begun(word) : [],
        addAll([stem, word], WHOLE),
      ]);
      // A word that the site has only in compounds is found at the end of them.
      if (found.size === 0) {
        await addAll((await this.ended(word)).map((one) => pakt.stem(this.language, one)), BEGUN);
      }
      for (const [term, list] of begun) add(term, list, BEGUN);
      let meant = [];
      if (found.size === 0) {
        meant = await this.near(word, 1);
        await addAll(meant.flatMap((one) => [pakt.stem(this.language, one), one]), NEAR);
      }
      return { word, stem, isBegun, meant, found: [...found.values()] };
    }

    /* Answers a question: `{ words, answers, hits, types, missing }`, hits as numbers of units. */
    async ask(question) {
      const all = [...new Set(cut(question))].slice(0, MAX_WORDS);
      const telling = all.filter((word) => !this.common.has(word));
      const words = telling.length > 0 ? telling : all;
      const isOpen = /[\p{Alphabetic}\p{N}]$/u.test(question);
      const meanings = await Promise.all(words.map((word) => this.meanings(word, isOpen && word === all.at(-1))));
      return { ...this.rank(meanings), meanings };
    }

    /* What one word of a question counts in each unit that has it, the weight that it has there, and how
       many units those are: their numbers stand in `own`. */
    weigh(found) {
      const best = new Float64Array(this.total);
      const weightOf = new Uint8Array(this.total);
      const own = new Int32Array(this.total);
      const { units, weights } = this.room;
      let n = 0;
      for (const { list, counts } of found) {
        const end = list.reduce((at, part) => read(part, this.room, at), 0);
        const rarity = Math.log(1 + this.total / end) * counts;
        const values = FACTOR.map((factor) => rarity * factor);
        for (let at = 0; at < end; at += 1) {
          const unit = units[at];
          const weight = weights[at];
          const value = values[weight];
          if (best[unit] === 0) own[n++] = unit;
          if (value > best[unit]) best[unit] = value;
          if (counts !== BEGUN && weight > weightOf[unit]) weightOf[unit] = weight;
        }
      }
      return { best, weightOf, own, n };
    }

    /* All units that have a word of the question, in order. A beginning of two letters may find every page
       before the browser has compiled any of this: so numbers are kept in arrays of numbers, and looked at
       as seldom as can be. */
    rank(meanings) {
      const score = new Float64Array(this.total);
      const covered = new Uint8Array(this.total);
      const named = new Uint8Array(this.total);
      /* How much of a fact's label is asked for: the label of the page that says it, or of another. */
      const labelled = new Uint8Array(this.total);
      /* How many of the words stand in the label. */
      const inLabel = new Uint8Array(this.total);
      const touched = new Int32Array(this.total);
      let nTouched = 0;
      for (const { found } of meanings) {
        const { best, weightOf, own, n } = this.weigh(found);
        for (let at = 0; at < n; at += 1) {
          const unit = own[at];
          if (covered[unit] === 0) touched[nTouched++] = unit;
          score[unit] += best[unit];
          covered[unit] += 1;
          const weight = weightOf[unit];
          if (weight < NAMED) continue;
          named[unit] += 1;
          if (weight < LABELLED) continue;
          if (weight > labelled[unit]) labelled[unit] = weight;
          inLabel[unit] += 1;
        }
      }
      /* The best first, and of equals the earlier one. Numbers alone are sorted, each with its unit at the
         end: for ten thousand hits an eighth of the time that a function comparing them takes. */
      const { kinds, total } = this;
      const order = new Float64Array(nTouched);
      for (let at = 0; at < nTouched; at += 1) {
        const unit = touched[at];
        let place = covered[unit] * 1e4 + RANK[kinds[unit]] * 1e3 + Math.min(score[unit], 999);
        if (named[unit] === covered[unit]) place += 5e3;
        order[at] = (LAST - Math.round(place * STEPS)) * total + unit;
      }
      order.sort();
      const [hits, facts] = [[], []];
      for (let at = 0; at < nTouched; at += 1) {
        const unit = order[at] % total;
        if (kinds[unit] !== FACT) hits.push(unit);
        else if (covered[unit] === meanings.length && labelled[unit] > 0) facts.push(unit);
      }
      const best = facts.reduce((most, unit) => Math.max(most, labelled[unit]), 0);
      let answers = facts.filter((unit) => labelled[unit] === best).sort((a, b) => score[b] - score[a] || a - b);
      // The name of a field alone asks for nothing in particular, unless it stands on one page.
      const alone = answers.filter((unit) => inLabel[unit] === meanings.length);
      if (alone.length > MAX_ALONE) answers = answers.filter((unit) => inLabel[unit] < meanings.length);
      return { answers, hits, covered, labelled, score, missing: meanings.filter(({ found }) => found.length === 0) };
    }

    /* Ranks everything, for nobody: a browser compiles what has run for a while, and the second letter of a
       question may find every page. Done while the first is still to come. */
    warm() {
      const list = `${MARKS[1]}0${"1".repeat(Math.max(this.total - 1, 0))}`;
      this.rank([{ found: [{ list: [list], counts: WHOLE }] }]);
    }

    /* All hits of one kind, for a question of no words. */
    everything(type) {
      const all = Array.from({ length: this.total }, (_, unit) => unit);
      const hits = all.filter((unit) => this.kind(unit) !== FACT && this.typeIdOf(unit) === type);
      const none = new Uint8Array(this.total);
      return { answers: [], hits, covered: none, labelled: none, score: none, missing: [], meanings: [] };
    }

    /* The kinds of hits there are, with how many of each, in the order of the best of each. */
    typesOf(hits) {
      const counts = new Map();
      for (const unit of hits) {
        const id = this.typeIdOf(unit);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const named = (id) => this.types.find((type) => type.id === id)?.plural ?? this.directory.words.paragraphs;
      return [...counts].map(([id, count]) => ({ id, name: named(id), count }));
    }

    typeIdOf(unit) {
      return this.kind(unit) === PARAGRAPH ? "paragraph" : this.types[this.typeOf(unit)].id;
    }

    async card(unit) {
      let at = this.starts.findIndex((start) => start > unit);
      at = at < 0 ? this.starts.length - 1 : at - 1;
      const cards = await this.shard(`c.${at}`, (list) => list);
      return cards[unit - this.starts[at]];
    }

    async answer(unit) {
      const [label, address, subject, value, told, standing, quote, locator, source, language] = await this.card(unit);
      return { kind: "answer", label, address, subject, value, told, standing, quote, locator, source, language };
    }

    /* What is shown of a hit: of an entry the statement that the question asks for, if there is one. */
    async hit(unit, result) {
      if (this.kind(unit) === PARAGRAPH) {
        const [locator, address, source, text, language] = await this.card(unit);
        return { kind: "paragraph", type: "paragraph", locator, address, source, text, language };
      }
      const [title, address, text, first, count] = await this.card(unit);
      const { id, name } = this.types[this.typeOf(unit)];
      let fact;
      for (let at = first; at < first + count; at += 1) {
        const isBetter = fact === undefined || result.score[at] > result.score[fact];
        if (result.labelled[at] > 0 && isBetter) fact = at;
      }
      const said = fact === undefined ? undefined : await this.answer(fact);
      const kind = this.kind(unit) === ENTRY ? "entry" : "page";
      return { kind, type: id, typeName: name, title, address, text, said };
    }

    /* Words of the site that a word which nothing was found for may have been meant as. */
    async suggestions(result) {
      const found = await Promise.all(result.missing.map(({ word }) => this.near(word, 2)));
      return [...new Set(found.flat())].slice(0, 5);
    }

    /* A text in pieces, `[words, isMatch]`: what the question asked for is marked. */
    marked(text, result) {
      const stems = new Set(result.meanings.flatMap(({ found }) => found.map(({ term }) => term)));
      const asked = result.meanings.map(({ stem }) => stem).filter((stem) => [...stem].length > 2);
      const begun = result.meanings.filter(({ isBegun }) => isBegun).map(({ word }) => word);
      const isMatch = (run) => {
        const [word] = cut(run);
        if (word === undefined || this.common.has(word) && !stems.has(word)) return false;
        const stem = pakt.stem(this.language, word);
        return stems.has(stem) || stems.has(word) || begun.some((one) => word.startsWith(one))
          || asked.some((one) => stem.endsWith(one) || stem.startsWith(one));
      };
      const pieces = [];
      let at = 0;
      for (const { 0: run, index } of text.matchAll(/[\p{Alphabetic}\p{N}\u00ad]+/gu)) {
        if (!isMatch(run)) continue;
        if (index > at) pieces.push([text.slice(at, index), false]);
        pieces.push([run, true]);
        at = index + run.length;
      }
      if (at < text.length) pieces.push([text.slice(at), false]);
      return pieces;
    }
  }

  pakt.cut = cut;
  pakt.Search = Search;
})();
