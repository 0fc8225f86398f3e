// Search: turns a query into terms, loads the shards with these terms and ranks the hits. Nothing here
// uses the page: `search-box.js` shows the results. pakt builds the index; `src/search/` is the
// counterpart of every rule here. An item is an entry, a page, a fact or a paragraph, and `item` is its
// number.
(() => {
  "use strict";
  const pakt = self.pakt ??= {};

  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  const DIGIT_VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const MARKS = "!#$%&()*";
  const MARK = /[!#$%&()*]/;
  /* The code of each character of a posting list: the value of a digit, or a weight mark from here on. */
  const FIRST_MARK_CODE = 64;
  const CODES = new Uint8Array(128);
  for (const [digit, value] of DIGIT_VALUES) CODES[digit.charCodeAt(0)] = value;
  [...MARKS].forEach((mark, weight) => { CODES[mark.charCodeAt(0)] = FIRST_MARK_CODE + weight; });
  /* The score factor of each weight that a term has in an item, from a mention to the whole name. */
  const WEIGHT_FACTORS = [0, 1, 1.5, 2, 3, 4, 6, 8];
  const LONG_NAME_WEIGHT = 5;
  const USUAL_NAME_WEIGHT = 6;
  /* A term that completes an unfinished word, or that corrects a misspelled one, counts less. */
  const [EXACT, PREFIX, SIMILAR] = [1, 0.7, 0.5];
  const MAX_LETTERS = 40;
  const MAX_WORDS = 12;
  /* Limits on the shards that are searched for a prefix and on the terms that are taken from them. */
  const MAX_SHARDS = 4;
  const MAX_PREFIX_TERMS = 60;
  const MAX_SIMILAR = 12;
  const MAX_LABEL_ANSWERS = 1;
  /* Scores are compared in steps of a thousandth, as distances from the highest possible score. */
  const STEPS = 1000;
  /* A page whose whole name is the question comes before all others. */
  const WHOLE_NAME_RANK = 2e4;
  /* Among equally good paragraphs, those of replaced texts come last. */
  const REPLACED_PARAGRAPH_RANK = 1e3;
  const MAX_RANK = (MAX_WORDS + 3) * 1e4 * STEPS;
  const NAME_MARK = "=";
  const MIN_PART_LETTERS = 3;
  const [ENTRY, PAGE, FACT, PARAGRAPH] = [0, 1, 2, 3];
  /* Among equally good hits, entries come before pages and pages before paragraphs. */
  const KIND_RANKS = [2, 1, 0, 0];

  const reverse = (word) => [...word].reverse().join("");

  const tokenize = (text) => {
    const runs = text.normalize("NFC").replaceAll("\u00ad", "").match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];
    return runs.map((run) => [...run].map((letter) => letter.toLowerCase()).join(""))
      .filter((word) => [...word].length <= MAX_LETTERS);
  };

  /* Returns the file name of a shard. */
  const fileName = (key) => key === "" ? "_" : [...key].map((letter) => {
    if (/[a-z0-9]/.test(letter)) return letter;
    return letter === "$" ? "-" : `_${letter.codePointAt(0).toString(16)}`;
  }).join("");

  /* The shard files of one kind, by prefix. `a$` contains only `a`; `a$3` is split into three files. */
  class ShardIndex {
    constructor(letter, keys) {
      this.files = new Map();
      for (const keyAndCount of keys === null ? [] : keys.split(" ")) {
        const [prefix, count] = keyAndCount.split("$");
        const key = count === undefined ? prefix : `${prefix}$`;
        const name = `${letter}.${fileName(key)}`;
        const names = Array.from({ length: Number(count || 0) }, (_, index) => `${name}${index}`);
        this.files.set(key, names.length > 0 ? names : [name]);
      }
    }

    /* Returns the files that may contain an item. */
    filesFor(item) {
      if (this.files.has(`${item}$`)) return this.files.get(`${item}$`);
      for (let end = item.length; end >= 0; end -= 1) {
        const files = this.files.get(item.slice(0, end));
        if (files) return files;
      }
      return [];
    }

    /* Returns the files that may contain items with a prefix. */
    filesUnder(prefix) {
      const keys = [...this.files.keys()].filter((key) => key.replace("$", "").startsWith(prefix));
      return keys.length > 0 ? keys.flatMap((key) => this.files.get(key)) : this.filesFor(prefix);
    }
  }

  const parseTerms = (text) => new Map(text.split(" ").map((item) => {
    const markIndex = item.search(MARK);
    return [item.slice(0, markIndex), item.slice(markIndex)];
  }));

  /* Each item begins with the number of letters that it shares with the previous word. */
  const parseWords = (text) => {
    const words = [];
    let letters = [];
    for (const item of text === "" ? [] : text.split(" ")) {
      letters = [...letters.slice(0, DIGIT_VALUES.get(item[0])), ...item.slice(1)];
      words.push(letters.join(""));
    }
    return words;
  };

  /* Decodes a posting list into the arrays from `start` on and returns the index after the last entry.
     Every second keystroke decodes some hundred thousand entries, so this loop allocates nothing. */
  const decodePostings = (list, { items, weights }, start) => {
    let [end, weight, item, number, scale] = [start, 0, 0, 0, 1];
    for (let index = 0; index < list.length; index += 1) {
      const code = CODES[list.charCodeAt(index)];
      if (code >= FIRST_MARK_CODE) {
        [weight, item] = [code - FIRST_MARK_CODE, 0];
        continue;
      }
      number += (code % 32) * scale;
      if (code >= 32) {
        scale *= 32;
      } else {
        item += number;
        items[end] = item;
        weights[end] = weight;
        end += 1;
        number = 0;
        scale = 1;
      }
    }
    return end;
  };

  /* Returns the number of insertions, deletions, substitutions and transpositions between two words
     (optimal string alignment), or more than `max` if they differ too much in length. */
  const editDistance = (first, second, max) => {
    const [a, b] = [[...first], [...second]];
    if (Math.abs(a.length - b.length) > max) return max + 1;
    let [previousRow, row] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
    for (let i = 1; i <= a.length; i += 1) {
      const nextRow = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        let distance = Math.min(row[j] + 1, nextRow[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          distance = Math.min(distance, previousRow[j - 2] + 1);
        }
        nextRow.push(distance);
      }
      [previousRow, row] = [row, nextRow];
    }
    return row[b.length];
  };

  /* The search of one language of a site. `load(name)` returns a promise for the data of a shard. */
  class Search {
    constructor(directory, load) {
      this.directory = directory;
      this.language = directory.language;
      this.stopWords = new Set(directory.stopWords.split(" "));
      this.termShards = new ShardIndex("t", directory.terms);
      this.wordShards = new ShardIndex("w", directory.words);
      this.reversedWordShards = new ShardIndex("m", directory.reversedWords);
      this.cardStarts = directory.cards;
      this.kindEnds = directory.counts.map((_, kind) =>
        directory.counts.slice(0, kind + 1).reduce((sum, count) => sum + count, 0));
      this.nItems = this.kindEnds.at(-1);
      this.buffer = { items: new Int32Array(this.nItems), weights: new Uint8Array(this.nItems) };
      this.kinds = new Uint8Array(this.nItems);
      this.kindEnds.forEach((end, kind) => this.kinds.fill(kind, this.kindEnds[kind - 1] ?? 0, end));
      this.isReplaced = new Uint8Array(this.nItems);
      for (const [start, length] of directory.replaced) this.isReplaced.fill(1, start, start + length);
      let end = 0;
      this.types = directory.types.map(([id, name, plural, count]) => {
        end += count;
        return { id, name, plural, count, end };
      });
      this.load = load;
      this.shardPromises = new Map();
    }

    /* Loads and parses a shard once. */
    async loadShard(name, parse) {
      if (!this.shardPromises.has(name)) this.shardPromises.set(name, this.load(name).then(parse));
      try {
        return await this.shardPromises.get(name);
      } catch (error) {
        this.shardPromises.delete(name);
        throw error;
      }
    }

    loadShards(names, parse) {
      return Promise.all(names.map((name) => this.loadShard(name, parse)));
    }

    kind(item) {
      return this.kinds[item];
    }

    /* Returns the type of an entry or a page. */
    typeOf(item) {
      return this.types.find(({ end }) => item < end);
    }

    /* Returns the posting lists of a term. */
    async postings(term) {
      const shards = await this.loadShards(this.termShards.filesFor(term), parseTerms);
      return shards.flatMap((shard) => shard.get(term) ?? []);
    }

    /* Returns terms with a prefix, each with its posting list. */
    async termsWithPrefix(prefix) {
      const names = this.termShards.filesUnder(prefix).slice(0, MAX_SHARDS);
      const terms = [];
      for (const shard of await this.loadShards(names, parseTerms)) {
        for (const [term, list] of shard) {
          const isWord = !term.endsWith(NAME_MARK);
          if (terms.length < MAX_PREFIX_TERMS && isWord && term.startsWith(prefix)) terms.push([term, list]);
        }
      }
      return terms;
    }

    /* Returns words of the site that end with a word. */
    async wordsWithSuffix(word) {
      const reversed = reverse(word);
      if (reversed.length < 4) return [];
      const names = this.reversedWordShards.filesUnder(reversed).slice(0, MAX_SHARDS);
      const shards = await this.loadShards(names, parseWords);
      return shards.flat().filter((candidate) => candidate.startsWith(reversed)).slice(0, MAX_SIMILAR)
        .map(reverse);
    }

    /* Returns words of the site within an edit distance. One edit leaves the first or the second half of
       a word unchanged, so only words that share a half are compared. */
    async similarWords(word, maxDistance) {
      const letters = [...word];
      if (letters.length < 4) return [];
      const half = Math.floor(letters.length / 2);
      const [head, reversedTail] = [letters.slice(0, half).join(""), letters.slice(half).reverse().join("")];
      // A transposition across the middle changes both halves.
      const middle = [letters[half], letters[half - 1]];
      const transposed = [...letters.slice(0, half - 1), ...middle, ...letters.slice(half + 1)].join("");
      const [headShards, tailShards, transposedShards] = await Promise.all([
        this.loadShards(this.wordShards.filesUnder(head), parseWords),
        this.loadShards(this.reversedWordShards.filesUnder(reversedTail), parseWords),
        this.loadShards(this.wordShards.filesFor(transposed), parseWords),
      ]);
      const candidates = new Set(headShards.flat().filter((candidate) => candidate.startsWith(head)));
      for (const reversed of tailShards.flat()) {
        if (reversed.startsWith(reversedTail)) candidates.add(reverse(reversed));
      }
      if (transposedShards.some((words) => words.includes(transposed))) candidates.add(transposed);
      return [...candidates].map((text) => ({ text, distance: editDistance(word, text, maxDistance) }))
        .filter(({ distance }) => distance > 0 && distance <= maxDistance)
        .sort((a, b) => a.distance - b.distance || (a.text < b.text ? -1 : 1))
        .slice(0, MAX_SIMILAR).map(({ text }) => text);
    }

    /* Returns the terms that one word of a query matches: `{ word, stem, isPrefix, similar, matches }`,
       each match with its posting lists and its score factor. */
    async expandTerms(word, isPrefix) {
      const stem = pakt.stem(this.language, word);
      const matches = new Map();
      const add = (term, lists, factor) => {
        if (lists.length > 0 && !matches.has(term)) matches.set(term, { term, lists, factor });
      };
      // Files are loaded in parallel: waiting for each takes longer than parsing it.
      const addAll = async (allTerms, factor) => {
        const terms = [...new Set(allTerms)];
        const postings = await Promise.all(terms.map((term) => this.postings(term)));
        postings.forEach((lists, index) => add(terms[index], lists, factor));
      };
      const [prefixTerms] = await Promise.all([
        isPrefix && [...word].length > 1 ? this.termsWithPrefix(word) : [],
        addAll([stem, word], EXACT),
      ]);
      // A word that occurs only as the last part of compounds is found there.
      if (matches.size === 0) {
        const compounds = await this.wordsWithSuffix(word);
        await addAll(compounds.map((compound) => pakt.stem(this.language, compound)), PREFIX);
      }
      for (const [term, list] of prefixTerms) add(term, [list], PREFIX);
      let similar = [];
      if (matches.size === 0) {
        similar = await this.similarWords(word, 1);
        await addAll(similar.flatMap((other) => [pakt.stem(this.language, other), other]), SIMILAR);
      }
      return { word, stem, isPrefix, similar, matches: [...matches.values()] };
    }

    /* Returns the parts of a compound that the site does not use, by the rule of `compound.rs`. */
    async splitCompound(word) {
      const { joint } = this.directory;
      if (joint === null) return undefined;
      const letters = [...word];
      for (let end = MIN_PART_LETTERS; end + MIN_PART_LETTERS <= letters.length; end += 1) {
        const [first, second] = [letters.slice(0, end).join(""), letters.slice(end).join("")];
        const firstForms = first.endsWith(joint) ? [first, first.slice(0, -joint.length)] : [first];
        for (const form of firstForms.filter((part) => [...part].length >= MIN_PART_LETTERS && !this.stopWords.has(part))) {
          const words = await this.loadShards(this.wordShards.filesFor(form), parseWords);
          if (!words.flat().includes(form) || this.stopWords.has(second)) continue;
          const lists = await this.postings(pakt.stem(this.language, second));
          if (lists.length > 0) return [form, second];
        }
      }
      return undefined;
    }

    /* Returns the expansions of a compound's parts if the word itself matches nothing. */
    async expandUnknown(expansion) {
      const { word, matches } = expansion;
      const parts = matches.length > 0 ? undefined : await this.splitCompound(word);
      if (!parts) return [expansion];
      const expansions = await Promise.all(parts.map((part) => this.expandTerms(part, false)));
      return expansions.map((part) => ({ ...part, compound: word }));
    }

    /* Returns the result of a query: `answers` and `hits` as item numbers, `expansions` and what `rank`
       adds. */
    async query(question) {
      const allWords = [...new Set(tokenize(question))].slice(0, MAX_WORDS);
      const contentWords = allWords.filter((word) => !this.stopWords.has(word));
      const words = contentWords.length > 0 ? contentWords : allWords;
      const isTyping = /[\p{Alphabetic}\p{N}]$/u.test(question);
      const nameTerm = words.map((word) => pakt.stem(this.language, word) + NAME_MARK).join("");
      const [nameLists, ...expansions] = await Promise.all([
        [...nameTerm].length <= MAX_LETTERS ? this.postings(nameTerm) : [],
        ...words.map(async (word) =>
          this.expandUnknown(await this.expandTerms(word, isTyping && word === allWords.at(-1)))),
      ]);
      return { ...this.rank(expansions.flat(), nameLists), expansions: expansions.flat() };
    }

    /* Returns the score of one query word in each item, its weight there, and the items that have it:
       the first `n` numbers of `items`. */
    weigh(matches) {
      const scores = new Float64Array(this.nItems);
      const weightOf = new Uint8Array(this.nItems);
      const matchedItems = new Int32Array(this.nItems);
      const { items, weights } = this.buffer;
      let n = 0;
      for (const { lists, factor } of matches) {
        const end = lists.reduce((start, list) => decodePostings(list, this.buffer, start), 0);
        const rarity = Math.log(1 + this.nItems / end) * factor;
        const scoreOfWeight = WEIGHT_FACTORS.map((weightFactor) => rarity * weightFactor);
        for (let index = 0; index < end; index += 1) {
          const item = items[index];
          const weight = weights[index];
          const score = scoreOfWeight[weight];
          if (scores[item] === 0) matchedItems[n++] = item;
          if (score > scores[item]) scores[item] = score;
          if (factor !== PREFIX && weight > weightOf[item]) weightOf[item] = weight;
        }
      }
      return { scores, weightOf, items: matchedItems, n };
    }

    /* Ranks all items that have a word of the query. A prefix of two letters may match every page before
       the browser has compiled this code, so it uses typed arrays and few passes over them. */
    rank(expansions, nameLists = []) {
      const score = new Float64Array(this.nItems);
      /* The number of query words that an item has, and of those that are in its name. */
      const covered = new Uint8Array(this.nItems);
      const named = new Uint8Array(this.nItems);
      /* The highest label weight in a fact: the field label of its own page counts more than others. */
      const labeled = new Uint8Array(this.nItems);
      /* The number of query words in the label. */
      const inLabel = new Uint8Array(this.nItems);
      const hitItems = new Int32Array(this.nItems);
      let nHits = 0;
      for (const { matches } of expansions) {
        const { scores, weightOf, items, n } = this.weigh(matches);
        for (let index = 0; index < n; index += 1) {
          const item = items[index];
          if (covered[item] === 0) hitItems[nHits++] = item;
          score[item] += scores[item];
          covered[item] += 1;
          const weight = weightOf[item];
          if (weight < LONG_NAME_WEIGHT) continue;
          named[item] += 1;
          if (weight < USUAL_NAME_WEIGHT) continue;
          if (weight > labeled[item]) labeled[item] = weight;
          inLabel[item] += 1;
        }
      }
      const hasWholeName = new Uint8Array(this.nItems);
      for (const list of nameLists) {
        const end = decodePostings(list, this.buffer, 0);
        for (let index = 0; index < end; index += 1) hasWholeName[this.buffer.items[index]] = 1;
      }
      /* Best first, ties by item number. Sorting plain numbers with the item in the low digits takes an
         eighth of the time of a comparison function for ten thousand hits. */
      const { kinds, nItems, isReplaced } = this;
      const ranks = new Float64Array(nItems);
      for (let index = 0; index < nHits; index += 1) {
        const item = hitItems[index];
        let rank = covered[item] * 1e4 + KIND_RANKS[kinds[item]] * 1e3 + Math.min(score[item], 999);
        if (named[item] === covered[item]) rank += 5e3;
        if (hasWholeName[item] === 1) rank += WHOLE_NAME_RANK;
        if (isReplaced[item] === 1 && kinds[item] === PARAGRAPH) rank -= REPLACED_PARAGRAPH_RANK;
        ranks[item] = rank;
      }
      /* What is in force comes before what it has replaced, unless the question asks for the old one: by
         its whole name, or by words that only its name has beside those of both names. */
      for (const [older, newest] of this.directory.newest) {
        if (covered[older] === 0 || covered[newest] < covered[older]) continue;
        if (hasWholeName[older] > hasWholeName[newest]) continue;
        if (named[older] > named[newest] && named[newest] > 0) continue;
        ranks[newest] = Math.max(ranks[newest], ranks[older] + 1 / STEPS);
      }
      const order = new Float64Array(nHits);
      for (let index = 0; index < nHits; index += 1) {
        const item = hitItems[index];
        order[index] = (MAX_RANK - Math.round(ranks[item] * STEPS)) * nItems + item;
      }
      order.sort();
      const [hits, facts] = [[], []];
      for (let index = 0; index < nHits; index += 1) {
        const item = order[index] % nItems;
        if (kinds[item] !== FACT) hits.push(item);
        else if (covered[item] === expansions.length && labeled[item] > 0) facts.push(item);
      }
      const maxLabeled = facts.reduce((max, item) => Math.max(max, labeled[item]), 0);
      let answers = facts.filter((item) => labeled[item] === maxLabeled)
        .sort((a, b) => isReplaced[a] - isReplaced[b] || score[b] - score[a] || a - b);
      // The label of a field alone is not a question, unless only one page has that field.
      const labelOnly = answers.filter((item) => inLabel[item] === expansions.length);
      if (labelOnly.length > MAX_LABEL_ANSWERS) answers = answers.filter((item) => inLabel[item] < expansions.length);
      // Only words that the reader typed get an answer.
      if (expansions.some(({ similar, compound }) => similar.length > 0 || compound !== undefined)) answers = [];
      const missing = expansions.filter(({ matches }) => matches.length === 0);
      return { answers, hits, covered, labeled, score, missing };
    }

    /* Ranks all items once, so that the browser compiles the code before the reader types. The second
       letter of a query may match every page. */
    warmUp() {
      const list = `${MARKS[1]}0${"1".repeat(Math.max(this.nItems - 1, 0))}`;
      this.rank([{ similar: [], matches: [{ lists: [list], factor: EXACT }] }]);
    }

    /* Returns the result of an empty query for one type: all its entries. */
    allOfType(typeId) {
      const items = Array.from({ length: this.nItems }, (_, item) => item);
      const hits = items.filter((item) => this.kind(item) !== FACT && this.typeIdOf(item) === typeId);
      const zeros = new Uint8Array(this.nItems);
      return { answers: [], hits, covered: zeros, labeled: zeros, score: zeros, missing: [], expansions: [] };
    }

    /* Returns the types of hits with their counts, in the order of each type's best hit. */
    countByType(hits) {
      const counts = new Map();
      for (const item of hits) {
        const id = this.typeIdOf(item);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const nameOf = (id) => this.types.find((type) => type.id === id)?.plural ?? this.directory.strings.paragraphs;
      return [...counts].map(([id, count]) => ({ id, name: nameOf(id), count }));
    }

    typeIdOf(item) {
      return this.kind(item) === PARAGRAPH ? "paragraph" : this.typeOf(item).id;
    }

    async loadCard(item) {
      const nextIndex = this.cardStarts.findIndex((start) => start > item);
      const index = (nextIndex < 0 ? this.cardStarts.length : nextIndex) - 1;
      const cards = await this.loadShard(`c.${index}`, (list) => list);
      return cards[item - this.cardStarts[index]];
    }

    async loadAnswer(item) {
      const card = await this.loadCard(item);
      const [label, address, subject, value, qualifiers, state, standing, quote, locator, source, language, replaced] = card;
      return {
        kind: "answer", label, address, subject, value, qualifiers, state, standing, quote, locator, source, language, replaced,
      };
    }

    /* Returns what is shown of a hit; for an entry also the fact that matches the query, if any. */
    async loadHit(item, result) {
      if (this.kind(item) === PARAGRAPH) {
        const [locator, address, source, text, language, replaced] = await this.loadCard(item);
        return { kind: "paragraph", type: "paragraph", locator, address, source, text, language, replaced };
      }
      const [title, address, text, firstFact, nFacts, replaced] = await this.loadCard(item);
      const { id, name } = this.typeOf(item);
      let bestFact;
      for (let fact = firstFact; fact < firstFact + nFacts; fact += 1) {
        const isBetter = bestFact === undefined || result.score[fact] > result.score[bestFact];
        if (result.labeled[fact] > 0 && isBetter) bestFact = fact;
      }
      const answer = bestFact === undefined ? undefined : await this.loadAnswer(bestFact);
      const kind = this.kind(item) === ENTRY ? "entry" : "page";
      return { kind, type: id, typeName: name, title, address, text, answer, replaced };
    }

    /* Returns words of the site that are similar to the query words without matches. */
    async suggestions(result) {
      const similar = await Promise.all(result.missing.map(({ word }) => this.similarWords(word, 2)));
      return [...new Set(similar.flat())].slice(0, 5);
    }

    /* Splits a text into pieces `[text, isMatch]`, where the words that match the query are marked. */
    markMatches(text, { expansions }) {
      const terms = new Set(expansions.flatMap(({ matches }) => matches.map(({ term }) => term)));
      const queryStems = expansions.map(({ stem }) => stem).filter((stem) => [...stem].length > 2);
      const prefixes = expansions.filter(({ isPrefix }) => isPrefix).map(({ word }) => word);
      const isMatch = (run) => {
        const [word] = tokenize(run);
        if (word === undefined || this.stopWords.has(word) && !terms.has(word)) return false;
        const stem = pakt.stem(this.language, word);
        return terms.has(stem) || terms.has(word) || prefixes.some((prefix) => word.startsWith(prefix))
          || queryStems.some((queryStem) => stem.endsWith(queryStem) || stem.startsWith(queryStem));
      };
      const pieces = [];
      let end = 0;
      for (const { 0: run, index } of text.matchAll(/[\p{Alphabetic}\p{N}\u00ad]+/gu)) {
        if (!isMatch(run)) continue;
        if (index > end) pieces.push([text.slice(end, index), false]);
        pieces.push([run, true]);
        end = index + run.length;
      }
      if (end < text.length) pieces.push([text.slice(end), false]);
      return pieces;
    }
  }

  pakt.tokenize = tokenize;
  pakt.Search = Search;
})();
