//! English.

use super::{Locale, NEUTRAL, RestrictiveWords};
use hypher::Lang;
use snowball_stemmers_rs::Algorithm;

pub(super) static ENGLISH: Locale = Locale {
    tags: &["en"],
    months: &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    elisions: &[
        "tis", "twas", "twere", "twill", "twould", "til", "em", "cause", "bout", "neath", "n",
    ],
    stop_words: "a about after all also an and any are as at be been both but by can could did do \
        does each for from had has have he her his how i if in into is it its may must no nor not of \
        on or our shall she should so such than that the their them then there these they this those \
        to under up was we were what when where which who whom whose why will with would you",
    restrictive: RestrictiveWords {
        phrases: &[
            "not", "no", "never", "none", "nobody", "neither", "nor", "cannot", "without",
            "unless", "except", "only", "save", "if", "however", "nothing", "nowhere", "hardly",
            "merely", "solely",
        ],
        clause_openers: &[],
        introductory: &[
            "neither", "nor", "without", "unless", "except", "only", "save", "if", "no", "hardly",
            "merely", "solely",
        ],
        endings: &["n't"],
    },
    abbreviations: &[
        "approx", "bros", "cf", "co", "corp", "dept", "dr", "edn", "esp", "gen", "gov", "hon",
        "inc", "incl", "jr", "lt", "ltd", "messrs", "mr", "mrs", "ms", "mt", "prof", "rev", "sr",
        "viz", "vs",
    ],
    number_abbreviations: &[
        "annex", "app", "art", "arts", "ch", "chap", "cl", "col", "ed", "fig", "figs", "max",
        "min", "no", "nos", "p", "par", "para", "paras", "pp", "pt", "reg", "s", "sec", "secs",
        "sched", "st", "tel", "vol", "vols",
    ],
    stemmer: Some(Algorithm::English),
    hyphenation: Some(Lang::English),
    ..NEUTRAL
};
