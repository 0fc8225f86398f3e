//! English.

use super::{Locale, NEUTRAL};
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
    stop_words: "a about after all also an and any are as at be been both but by can could did do \
        does each for from had has have he her his how i if in into is it its may must no nor not of \
        on or our shall she should so such than that the their them then there these they this those \
        to under up was we were what when where which who whom whose why will with would you",
    guess_words: &["and", "the", "is", "of", "for", "not"],
    stemmer: Some(Algorithm::English),
    hyphenation: Some(Lang::English),
    ..NEUTRAL
};
