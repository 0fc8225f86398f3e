// Stems of Swedish and English words: the Snowball algorithms, version 3.0, as https://snowballstem.org
// describes them. The index was made with the same, so a question finds a word in any of its forms.
(() => {
  "use strict";
  const pakt = self.pakt ??= {};
  const MAX_ROUNDS = 8;

  // The longest of some endings that a word has, no further to the left than `from`.
  const ending = (word, endings, from = 0) => {
    let found = "";
    for (const one of endings) {
      if (one.length > found.length && word.length - one.length >= from && word.endsWith(one)) found = one;
    }
    return found;
  };

  const list = (text) => text.split(" ");

  /* Where the region begins that lies after the first consonant that follows a vowel. */
  const region = (word, vowels, start = 0) => {
    let at = start;
    while (at < word.length && !vowels.includes(word[at])) at += 1;
    while (at < word.length && vowels.includes(word[at])) at += 1;
    return Math.min(at + 1, word.length);
  };

  const swedish = (() => {
    const VOWELS = "aeiouyäåö";
    const MAIN = list("a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er "
      + "heter or s as arnas ernas ornas es ades andes ens arens hetens erns at et andet het ast");
    const PAIRS = list("dd gd nn dt gt kt tt");
    const OTHER = list("ig lig els fullt öst");
    const NO_ET = list("fab h pak rak stak kom iet cit dit alit ilit mit nit pit rit sit tit uit ivit kvit xit");

    // Whether -et is an ending of what stands before it.
    const takesEt = (before) => {
      const n = before.length;
      return n > 2 && !VOWELS.includes(before[n - 1]) && VOWELS.includes(before[n - 2])
        && ending(before, NO_ET) === "";
    };

    const main = (word, r1) => {
      const found = ending(word, MAIN, r1);
      const before = word.slice(0, word.length - found.length);
      if (found === "") return word;
      if (found === "et") return takesEt(before) ? before : word;
      if (found !== "s") return before;
      if (before.endsWith("et") && takesEt(before.slice(0, -2))) return before.slice(0, -2);
      return "bcdfghjklmnoprtvy".includes(before.at(-1)) ? before : word;
    };

    return (word) => {
      if (word.length < 3) return word;
      const r1 = Math.max(region(word, VOWELS), 3);
      let stem = main(word, r1);
      if (ending(stem, PAIRS, r1) !== "") stem = stem.slice(0, -1);
      const found = ending(stem, OTHER, r1);
      const before = stem.slice(0, stem.length - found.length);
      if (found === "fullt") return `${before}full`;
      if (found === "öst") return "iklnprtuv".includes(before.at(-1)) ? `${before}ös` : stem;
      return before;
    };
  })();

  const english = (() => {
    const VOWELS = "aeiouy";
    const DOUBLES = list("bb dd ff gg mm nn pp rr tt");
    const BEGINNINGS = list("arsen commun emerg gener inter later organ past univers");
    const WHOLE = {
      andes: "andes", atlas: "atlas", bias: "bias", cosmos: "cosmos", early: "earli", gently: "gentl",
      howe: "howe", idly: "idl", news: "news", only: "onli", singly: "singl", skies: "sky", skis: "ski",
      sky: "sky", ugly: "ugli",
    };
    const SECOND = {
      anci: "ance", enci: "ence", ogi: "og", li: "", bli: "ble", abli: "able", alli: "al", fulli: "ful",
      lessli: "less", ousli: "ous", entli: "ent", aliti: "al", biliti: "ble", iviti: "ive", tional: "tion",
      ational: "ate", alism: "al", ation: "ate", ization: "ize", izer: "ize", ator: "ate", iveness: "ive",
      fulness: "ful", ousness: "ous", ogist: "og",
    };
    const THIRD = {
      icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", tional: "tion", ational: "ate", ful: "",
      ness: "",
    };
    const FOURTH = list("ic ance ence able ible ate ive ize iti al ism ion er ous ant ent ment ement");
    const isVowel = (letter) => letter !== undefined && VOWELS.includes(letter);
    const hasVowel = (word) => [...word].some(isVowel);

    /* A short syllable at the end: a vowel between consonants, or a vowel and a consonant alone. */
    const endsShort = (word) => {
      const [a, b, c] = [word.at(-3), word.at(-2), word.at(-1)];
      if (c === undefined) return false;
      if (a !== undefined && !isVowel(c) && !"wxY".includes(c) && isVowel(b) && !isVowel(a)) return true;
      if (word.length === 2 && isVowel(b) && !isVowel(c)) return true;
      return word.endsWith("past");
    };

    const first = (word) => {
      const bare = word.slice(0, word.length - ending(word, ["'", "'s", "'s'"]).length);
      const found = ending(bare, ["sses", "ied", "ies", "us", "ss", "s"]);
      const before = bare.slice(0, bare.length - found.length);
      if (found === "sses") return `${before}ss`;
      if (found === "ied" || found === "ies") return before.length > 1 ? `${before}i` : `${before}ie`;
      // The letter before the s does not count.
      if (found === "s" && hasVowel(before.slice(0, -1))) return before;
      return bare;
    };

    const past = (word, r1) => {
      const found = ending(word, ["eed", "eedly", "ed", "edly", "ing", "ingly"]);
      const before = word.slice(0, word.length - found.length);
      if (found === "") return word;
      if (found === "eed" || found === "eedly") {
        return before.length >= r1 && !["succ", "proc", "exc"].includes(before) ? `${before}ee` : word;
      }
      if (found === "ing") {
        if (before.length === 2 && before[1] === "y" && !isVowel(before[0])) return `${before[0]}ie`;
        if (["even", "cann", "inn", "earr", "herr", "out"].includes(before)) return word;
      }
      if (!hasVowel(before)) return word;
      if (ending(before, ["at", "bl", "iz"]) !== "") return `${before}e`;
      if (ending(before, DOUBLES) !== "") {
        return before.length === 3 && "aeo".includes(before[0]) ? before : before.slice(0, -1);
      }
      return before.length === r1 && endsShort(before) ? `${before}e` : before;
    };

    const second = (word, r1) => {
      const found = ending(word, Object.keys(SECOND));
      const before = word.slice(0, word.length - found.length);
      if (found === "" || before.length < r1) return word;
      if (found === "ogi" && !before.endsWith("l")) return word;
      if (found === "li" && !"cdeghkmnrt".includes(before.at(-1) ?? " ")) return word;
      return before + SECOND[found];
    };

    const third = (word, [r1, r2]) => {
      const found = ending(word, Object.keys(THIRD));
      const before = word.slice(0, word.length - found.length);
      if (found === "" || before.length < (found === "ative" ? r2 : r1)) return word;
      return before + THIRD[found];
    };

    const fourth = (word, r2) => {
      const found = ending(word, FOURTH);
      const before = word.slice(0, word.length - found.length);
      if (found === "" || before.length < r2) return word;
      return found === "ion" && !/[st]$/.test(before) ? word : before;
    };

    const fifth = (word, [r1, r2]) => {
      const before = word.slice(0, -1);
      if (word.endsWith("e")) {
        return before.length >= r2 || before.length >= r1 && !endsShort(before) ? before : word;
      }
      return word.endsWith("l") && before.length >= r2 && before.endsWith("l") ? before : word;
    };

    return (original) => {
      if (Object.hasOwn(WHOLE, original)) return WHOLE[original];
      if (original.length < 3) return original;
      let word = original.replace(/^'/, "").replace(/^y/, "Y");
      // A y after a vowel is a consonant.
      for (let at = 1; at < word.length; at += 1) {
        if (word[at] === "y" && isVowel(word[at - 1])) word = `${word.slice(0, at)}Y${word.slice(at + 1)}`;
      }
      const beginning = BEGINNINGS.find((one) => word.startsWith(one));
      const r1 = beginning ? beginning.length : region(word, VOWELS);
      const r2 = region(word, VOWELS, r1);
      word = past(first(word), r1);
      if (/[yY]$/.test(word) && word.length > 2 && !isVowel(word.at(-2))) word = `${word.slice(0, -1)}i`;
      word = fifth(fourth(third(second(word, r1), [r1, r2]), r2), [r1, r2]);
      return word.replaceAll("Y", "y");
    };
  })();

  const STEMMERS = { sv: swedish, en: english };

  /* The stem of a word in lower case, stemmed until nothing changes. */
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
