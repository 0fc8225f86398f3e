// Stemmers for Swedish and English: the Snowball algorithms, version 3.0 (https://snowballstem.org). The
// index is built with the same algorithms, so a query finds all forms of a word.
(() => {
  "use strict";
  const pakt = self.pakt ??= {};
  const MAX_ROUNDS = 8;

  // Returns the longest suffix of a word that is in the list and starts at `from` or later; else "".
  const longestSuffix = (word, suffixes, from = 0) => {
    let longest = "";
    for (const suffix of suffixes) {
      const start = word.length - suffix.length;
      if (suffix.length > longest.length && start >= from && word.endsWith(suffix)) longest = suffix;
    }
    return longest;
  };

  const wordList = (text) => text.split(" ");

  /* Returns the start of the region after the first consonant that follows a vowel (R1 in Snowball). */
  const regionStart = (word, vowels, start = 0) => {
    let index = start;
    while (index < word.length && !vowels.includes(word[index])) index += 1;
    while (index < word.length && vowels.includes(word[index])) index += 1;
    return Math.min(index + 1, word.length);
  };

  const swedish = (() => {
    const VOWELS = "aeiouyäåö";
    const MAIN_SUFFIXES = wordList("a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er "
      + "heter or s as arnas ernas ornas es ades andes ens arens hetens erns at et andet het ast");
    const CONSONANT_PAIRS = wordList("dd gd nn dt gt kt tt");
    const OTHER_SUFFIXES = wordList("ig lig els fullt öst");
    const NO_ET = wordList("fab h pak rak stak kom iet cit dit alit ilit mit nit pit rit sit tit uit ivit kvit xit");

    // Returns whether -et after these letters is a suffix and not part of the word.
    const takesEt = (base) => {
      const n = base.length;
      return n > 2 && !VOWELS.includes(base[n - 1]) && VOWELS.includes(base[n - 2])
        && longestSuffix(base, NO_ET) === "";
    };

    const removeMainSuffix = (word, r1) => {
      const suffix = longestSuffix(word, MAIN_SUFFIXES, r1);
      const base = word.slice(0, word.length - suffix.length);
      if (suffix === "") return word;
      if (suffix === "et") return takesEt(base) ? base : word;
      if (suffix !== "s") return base;
      if (base.endsWith("et") && takesEt(base.slice(0, -2))) return base.slice(0, -2);
      return "bcdfghjklmnoprtvy".includes(base.at(-1)) ? base : word;
    };

    return (word) => {
      if (word.length < 3) return word;
      const r1 = Math.max(regionStart(word, VOWELS), 3);
      let stem = removeMainSuffix(word, r1);
      if (longestSuffix(stem, CONSONANT_PAIRS, r1) !== "") stem = stem.slice(0, -1);
      const suffix = longestSuffix(stem, OTHER_SUFFIXES, r1);
      const base = stem.slice(0, stem.length - suffix.length);
      if (suffix === "fullt") return `${base}full`;
      if (suffix === "öst") return "iklnprtuv".includes(base.at(-1)) ? `${base}ös` : stem;
      return base;
    };
  })();

  const english = (() => {
    const VOWELS = "aeiouy";
    const DOUBLES = wordList("bb dd ff gg mm nn pp rr tt");
    const R1_PREFIXES = wordList("arsen commun emerg gener inter later organ past univers");
    const EXCEPTIONS = {
      andes: "andes", atlas: "atlas", bias: "bias", cosmos: "cosmos", early: "earli", gently: "gentl",
      howe: "howe", idly: "idl", news: "news", only: "onli", singly: "singl", skies: "sky", skis: "ski",
      sky: "sky", ugly: "ugli",
    };
    const STEP_2 = {
      anci: "ance", enci: "ence", ogi: "og", li: "", bli: "ble", abli: "able", alli: "al", fulli: "ful",
      lessli: "less", ousli: "ous", entli: "ent", aliti: "al", biliti: "ble", iviti: "ive", tional: "tion",
      ational: "ate", alism: "al", ation: "ate", ization: "ize", izer: "ize", ator: "ate", iveness: "ive",
      fulness: "ful", ousness: "ous", ogist: "og",
    };
    const STEP_3 = {
      icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", tional: "tion", ational: "ate", ful: "",
      ness: "",
    };
    const STEP_4 = wordList("ic ance ence able ible ate ive ize iti al ism ion er ous ant ent ment ement");
    const isVowel = (letter) => letter !== undefined && VOWELS.includes(letter);
    const hasVowel = (word) => [...word].some(isVowel);

    /* Returns whether a word ends in a short syllable: a vowel between consonants, or a word of a vowel
       and a consonant. */
    const endsShort = (word) => {
      const [a, b, c] = [word.at(-3), word.at(-2), word.at(-1)];
      if (c === undefined) return false;
      if (a !== undefined && !isVowel(c) && !"wxY".includes(c) && isVowel(b) && !isVowel(a)) return true;
      if (word.length === 2 && isVowel(b) && !isVowel(c)) return true;
      return word.endsWith("past");
    };

    const step1a = (word) => {
      const bare = word.slice(0, word.length - longestSuffix(word, ["'", "'s", "'s'"]).length);
      const suffix = longestSuffix(bare, ["sses", "ied", "ies", "us", "ss", "s"]);
      const base = bare.slice(0, bare.length - suffix.length);
      if (suffix === "sses") return `${base}ss`;
      if (suffix === "ied" || suffix === "ies") return base.length > 1 ? `${base}i` : `${base}ie`;
      // The letter directly before the s does not count as a vowel.
      if (suffix === "s" && hasVowel(base.slice(0, -1))) return base;
      return bare;
    };

    const step1b = (word, r1) => {
      const suffix = longestSuffix(word, ["eed", "eedly", "ed", "edly", "ing", "ingly"]);
      const base = word.slice(0, word.length - suffix.length);
      if (suffix === "") return word;
      if (suffix === "eed" || suffix === "eedly") {
        return base.length >= r1 && !["succ", "proc", "exc"].includes(base) ? `${base}ee` : word;
      }
      if (suffix === "ing") {
        if (base.length === 2 && base[1] === "y" && !isVowel(base[0])) return `${base[0]}ie`;
        if (["even", "cann", "inn", "earr", "herr", "out"].includes(base)) return word;
      }
      if (!hasVowel(base)) return word;
      if (longestSuffix(base, ["at", "bl", "iz"]) !== "") return `${base}e`;
      if (longestSuffix(base, DOUBLES) !== "") {
        return base.length === 3 && "aeo".includes(base[0]) ? base : base.slice(0, -1);
      }
      return base.length === r1 && endsShort(base) ? `${base}e` : base;
    };

    const step2 = (word, r1) => {
      const suffix = longestSuffix(word, Object.keys(STEP_2));
      const base = word.slice(0, word.length - suffix.length);
      if (suffix === "" || base.length < r1) return word;
      if (suffix === "ogi" && !base.endsWith("l")) return word;
      if (suffix === "li" && !"cdeghkmnrt".includes(base.at(-1) ?? " ")) return word;
      return base + STEP_2[suffix];
    };

    const step3 = (word, [r1, r2]) => {
      const suffix = longestSuffix(word, Object.keys(STEP_3));
      const base = word.slice(0, word.length - suffix.length);
      if (suffix === "" || base.length < (suffix === "ative" ? r2 : r1)) return word;
      return base + STEP_3[suffix];
    };

    const step4 = (word, r2) => {
      const suffix = longestSuffix(word, STEP_4);
      const base = word.slice(0, word.length - suffix.length);
      if (suffix === "" || base.length < r2) return word;
      return suffix === "ion" && !/[st]$/.test(base) ? word : base;
    };

    const step5 = (word, [r1, r2]) => {
      const base = word.slice(0, -1);
      if (word.endsWith("e")) {
        return base.length >= r2 || base.length >= r1 && !endsShort(base) ? base : word;
      }
      return word.endsWith("l") && base.length >= r2 && base.endsWith("l") ? base : word;
    };

    return (original) => {
      if (Object.hasOwn(EXCEPTIONS, original)) return EXCEPTIONS[original];
      if (original.length < 3) return original;
      let word = original.replace(/^'/, "").replace(/^y/, "Y");
      // A y after a vowel is a consonant.
      for (let index = 1; index < word.length; index += 1) {
        if (word[index] === "y" && isVowel(word[index - 1])) word = `${word.slice(0, index)}Y${word.slice(index + 1)}`;
      }
      const prefix = R1_PREFIXES.find((candidate) => word.startsWith(candidate));
      const r1 = prefix ? prefix.length : regionStart(word, VOWELS);
      const r2 = regionStart(word, VOWELS, r1);
      word = step1b(step1a(word), r1);
      if (/[yY]$/.test(word) && word.length > 2 && !isVowel(word.at(-2))) word = `${word.slice(0, -1)}i`;
      word = step5(step4(step3(step2(word, r1), [r1, r2]), r2), [r1, r2]);
      return word.replaceAll("Y", "y");
    };
  })();

  const STEMMERS = { sv: swedish, en: english };

  /* Returns the stem of a lower-case word. The stemmer runs until the result no longer changes. */
  pakt.stem = (language, word) => {
    const stemmer = STEMMERS[language.split("-")[0]];
    let stem = word;
    if (!stemmer || /[\ud800-\udfff]/.test(word)) return stem;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const next = stemmer(stem);
      if (next === "" || next === stem) break;
      stem = next;
    }
    return stem;
  };
})();
