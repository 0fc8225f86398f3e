//! Compares the rules whose help says what to write with those that have a fix.

use super::ReportLanguage;
use super::example_kinds::example_kinds;
use super::rules::RULES;
use std::collections::BTreeSet;

/// Rules without a fix although their help has words to write, and why.
const WITHOUT_FIX: [(&str, &str); 22] = [
    ("csv-syntax", "a person sees where the cell ends"),
    ("date-not-in-quote", "only who knows the matter says that it is an interpretation"),
    ("draft-tag", "whether the page is a draft is a decision"),
    ("foreign-syntax", "what it means is to be written in another way, which is a choice"),
    ("json-syntax", "the help shows a form, not the missing words"),
    ("misnamed-translation", "it changes another file, or the name of this one"),
    ("misread-text", "each of several lines changes, and the text may be meant as it is"),
    ("missing-alternative", "only who sees the picture knows whether it is a decoration"),
    ("missing-contact", "the address is not known"),
    ("missing-translation", "the language server has its edits, which may add a file"),
    ("no-entries", "the ids are not known"),
    ("no-history", "the day is not known"),
    ("no-stemmer", "the tag is in another file, and the language is a choice"),
    ("not-a-mark", "the line is a mark or a text, which only who knows the paper sees"),
    ("number-not-in-quote", "only who knows the matter says that it is an interpretation"),
    ("raw-html", "a setting of the site is a decision"),
    ("review-overdue", "a person reviews the page first"),
    ("surplus-cell", "a bar is a column or a sign"),
    ("toml-syntax", "the help shows a form, not the missing words"),
    ("uncited-paragraph", "that a paragraph claims nothing is a decision"),
    ("unused-footnote", "only the author knows where the note belongs"),
    ("unused-reference", "only the author knows where the link belongs"),
];

/// Returns whether a help has words to write in backticks.
fn says_what_to_write(help: &str) -> bool {
    ["write `", "add `", "set `", "use `", "put `", "swap the", "move these"]
        .iter()
        .any(|start| help.contains(start))
}

#[test]
fn a_help_that_says_what_to_write_has_a_fix_or_a_reason() {
    let (mut with_words, mut with_fix) = (BTreeSet::new(), BTreeSet::new());
    for kind in example_kinds() {
        let code = kind.code();
        let Some(rule) = RULES.iter().find(|rule| rule.code == code) else { continue };
        if kind.help(ReportLanguage::English).is_some_and(|help| says_what_to_write(&help)) {
            with_words.insert(rule.name);
        }
        if !kind.fixes().is_empty() {
            with_fix.insert(rule.name);
        }
    }
    let without_fix: Vec<&str> = with_words.difference(&with_fix).copied().collect();
    let listed = WITHOUT_FIX.map(|(name, _)| name);
    assert_eq!(without_fix, listed, "rules without a fix, and those with a reason");
}
