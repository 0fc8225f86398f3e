//! Compares the constants that the index and the search scripts share.

use super::postings::{DIGITS, MARKS};
use super::shard::ShardKind;
use super::{analyzer, compound, term_weight, tokenize};
use crate::theme::{Theme, ThemeFiles};

/// Panics if a script of the embedded theme does not contain a text. `name` is the script's file
/// name without its extension.
pub(super) fn assert_script_has(name: &str, text: &str) {
    let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[]);
    let start = format!("assets/{name}.");
    let is_script = |path: &str| path.starts_with(&start) && path.ends_with(".js");
    let script = theme.assets().iter().find(|asset| is_script(&asset.path)).unwrap();
    let script = String::from_utf8_lossy(&script.bytes);
    assert!(script.contains(text), "`{text}` is not in {name}.js");
}

#[test]
fn posting_lists_have_the_same_digits_and_marks() {
    let digits = String::from_utf8_lossy(DIGITS);
    assert_script_has("search", &format!("const DIGITS = \"{digits}\";"));
    let marks: String = MARKS.iter().collect();
    assert_script_has("search", &format!("const MARKS = \"{marks}\";"));
    assert_eq!(MARKS.len(), usize::from(term_weight::WHOLE_NAME) + 1);
}

#[test]
fn weights_are_the_same() {
    assert_script_has("search", &format!("const NAME_WEIGHT = {};", term_weight::NAME));
    assert_script_has("search", &format!("const LABEL_WEIGHT = {};", term_weight::LABEL));
}

#[test]
fn words_are_tokenized_and_stemmed_with_the_same_limits() {
    assert_script_has("search", &format!("const MAX_LETTERS = {};", tokenize::MAX_LETTERS));
    assert_script_has("search-stems", &format!("const MAX_ROUNDS = {};", analyzer::MAX_ROUNDS));
}

#[test]
fn whole_names_and_compounds_follow_the_same_rules() {
    assert_script_has("search", &format!("const NAME_MARK = \"{}\";", analyzer::NAME_MARK));
    assert_script_has("search", &format!("const MIN_PART_LETTERS = {};", compound::MIN_LETTERS));
}

#[test]
fn shards_have_the_same_names() {
    for (kind, keys) in [
        (ShardKind::Terms, "terms"),
        (ShardKind::Words, "spelled"),
        (ShardKind::ReversedWords, "mirrored"),
    ] {
        let index = format!("new ShardIndex(\"{}\", directory.{keys})", kind.prefix());
        assert_script_has("search", &index);
    }
    assert_script_has("search", &format!("loadShard(`{}.${{", ShardKind::Cards.prefix()));
}
