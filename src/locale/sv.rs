//! Swedish.

use super::{Locale, NEUTRAL, QuotationMarks, RestrictiveWords};
use hypher::Lang;
use snowball_stemmers_rs::Algorithm;

pub(super) static SWEDISH: Locale = Locale {
    tags: &["sv"],
    months: &[
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    quotes: QuotationMarks { open: "”", close: "”", inner_open: "’", inner_close: "’" },
    units: &["kr", "mnkr"],
    stop_words: "alla att av blev bli blir både de dem den denna deras dess det detta då där efter \
        ej eller en er era ert ett från för ha hade han har hon hur i in inom inte ja jag kan man med mellan \
        men nej ni nu när nån något några och om oss på samt sedan sig sin sina ska skall skulle som \
        så till under upp ut var vad vara varit varje vars vem vi vid vilka vilken vilket \
        vår våra vårt är åt över",
    restrictive: RestrictiveWords {
        phrases: &[
            "inte",
            "ej",
            "icke",
            "aldrig",
            "ingen",
            "inget",
            "inga",
            "varken",
            "utan",
            "utom",
            "endast",
            "bara",
            "såvida",
            "dock",
            "ingenting",
            "ingenstans",
            "knappast",
            "enbart",
            "om inte",
            "med undantag",
        ],
        clause_openers: &["om"],
        introductory: &[
            "ingen",
            "inget",
            "inga",
            "varken",
            "utan",
            "utom",
            "endast",
            "enbart",
            "bara",
            "såvida",
            "om inte",
            "med undantag",
        ],
        endings: &[],
    },
    abbreviations: &[
        "bl", "ca", "dvs", "dr", "ev", "exkl", "fil", "förf", "inkl", "jfr", "jur", "kungl", "mom",
        "prof", "resp", "st", "tf", "tekn", "urspr", "vanl",
    ],
    number_abbreviations: &[
        "anm", "art", "avd", "avsn", "bil", "dnr", "fig", "kap", "kl", "max", "min", "nr", "p",
        "prop", "s", "sid", "skr", "tab", "tel", "vol",
    ],
    stemmer: Some(Algorithm::Swedish),
    compound_joint: Some('s'),
    hyphenation: Some(Lang::Swedish),
    letters_after_z: &['å', 'ä', 'ö'],
    sorted_as: &[('æ', "ä"), ('ø', "ö"), ('œ', "ö"), ('ü', "y"), ('ð', "d"), ('þ', "th")],
    ..NEUTRAL
};
