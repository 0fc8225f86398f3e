//! Compares the constants that the index and the search scripts share.

use super::postings::{DIGITS, MARKS};
use super::shard::ShardKind;
use super::term_weight::TermWeight;
use super::{SearchIndex, analyzer, compound, tokenize};
use crate::files::FileSet;
use crate::site::SiteSnapshot;
use crate::site::settings::RunSettings;
use crate::theme::{StringOverrides, Theme, ThemeFiles};

/// Panics if a script of the embedded theme does not contain a text. `name` is the script's file
/// name without its extension.
pub(super) fn assert_script_has(name: &str, text: &str) {
    assert!(script_text(name).contains(text), "`{text}` is not in {name}.js");
}

fn script_text(name: &str) -> String {
    let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[]);
    let start = format!("assets/{name}.");
    let is_script = |path: &str| path.starts_with(&start) && path.ends_with(".js");
    let script = theme.assets().iter().find(|asset| is_script(&asset.path)).unwrap();
    String::from_utf8_lossy(&script.bytes).into_owned()
}

/// Returns the keys of the directory of a small site.
fn directory_keys() -> Vec<String> {
    let files = FileSet::from_texts(&[("index.md", "# Start\n"), ("site.yaml", "title: T\n")]);
    let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
    let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]);
    let tag = site.default_language().0.to_string();
    let index = SearchIndex::build(&site, &theme);
    let bytes = index.file_bytes(&format!("assets/search/{tag}/directory.js")).unwrap();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (members, _) = text.split_once('{').unwrap().1.rsplit_once('}').unwrap();
    let directory: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&format!("{{{members}}}")).unwrap();
    directory.keys().cloned().collect()
}

#[test]
fn the_scripts_read_every_key_of_the_directory() {
    let scripts = script_text("search") + &script_text("search-box");
    let keys = directory_keys();
    assert!(!keys.is_empty());
    for key in keys {
        let is_read = scripts.lines().any(|line| {
            line.contains(&format!("directory.{key}"))
                || line.contains(&format!("{{ {key} }} = ")) && line.contains("directory;")
                || line.contains(&format!("data.{key};"))
        });
        assert!(is_read, "no script reads `{key}`");
    }
}

#[test]
fn posting_lists_have_the_same_digits_and_marks() {
    let digits = String::from_utf8_lossy(DIGITS);
    assert_script_has("search", &format!("const DIGITS = \"{digits}\";"));
    let marks: String = MARKS.iter().collect();
    assert_script_has("search", &format!("const MARKS = \"{marks}\";"));
    assert_eq!(MARKS.len(), TermWeight::ShortName.number() + 1);
}

#[test]
fn weights_are_the_same() {
    let (long, usual) = (TermWeight::LongName.number(), TermWeight::UsualName.number());
    assert_script_has("search", &format!("const LONG_NAME_WEIGHT = {long};"));
    assert_script_has("search", &format!("const USUAL_NAME_WEIGHT = {usual};"));
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
        (ShardKind::Words, "words"),
        (ShardKind::ReversedWords, "reversedWords"),
    ] {
        let index = format!("new ShardIndex(\"{}\", directory.{keys})", kind.prefix());
        assert_script_has("search", &index);
    }
    assert_script_has("search", &format!("loadShard(`{}.${{", ShardKind::Cards.prefix()));
}
