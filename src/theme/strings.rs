//! The words of a theme, by language: flat keys, named placeholders.
//!
//! Words are looked up in the site's own, then in the theme's for the language, then in English; so
//! a language that nobody has translated is still complete. A key `x-one` beside `x` is for a count
//! of one: Swedish and English have no further forms.

use super::theme_files::ThemeFiles;
use crate::diagnostic::{Diagnostic, DiagnosticKind, KeyScope, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The language that stands in where a theme has no words.
const FALLBACK: &str = "en";
/// How many letters a key may be off and still be offered as what was meant.
const NEAR_LETTERS: usize = 2;

/// Words that a site brings for one language, as read from YAML: key, words, place of the key.
#[derive(Clone, Debug, Default)]
pub struct StringOverrides {
    /// `sv`.
    pub language: Arc<str>,
    /// From `themes/<its own>/strings/<language>.yaml`. New keys are welcome: its templates use
    /// them.
    pub of_theme: Vec<(String, String, Span)>,
    /// From `content/_strings/<language>.yaml`. A key that no theme has is `unknown-key`.
    pub of_site: Vec<(String, String, Span)>,
}

/// The words of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// The words as they stand; the key itself if nobody has words for it.
    #[must_use]
    pub fn get_str<'a>(&'a self, key: &'a str) -> &'a str {
        self.find_str(key).unwrap_or(key)
    }

    /// The words, if the theme has the key.
    #[must_use]
    pub fn find_str(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// All words whose keys begin so, with the rest of the key, by key: `callout-` gives `note`.
    pub fn with_prefix(&self, beginning: &str) -> impl Iterator<Item = (&str, &str)> {
        let known = self.0.iter();
        known.filter_map(move |(key, words)| Some((key.strip_prefix(beginning)?, words.as_str())))
    }

    /// The words with `{name}` filled in. With `("count", "1")`, `KEY-one` if there is one.
    #[must_use]
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        let one = values.contains(&("count", "1")).then(|| self.find_str(&format!("{key}-one")));
        let mut rest = one.flatten().unwrap_or_else(|| self.get_str(key));
        let mut filled = String::with_capacity(rest.len());
        // One pass, so that a value that holds braces is not filled again.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known = after.split_once('}').and_then(|(name, after)| {
                Some((values.iter().find(|(known, _)| *known == name)?.1, after))
            });
            rest = match known {
                Some((value, after)) => {
                    filled.push_str(value);
                    after
                }
                None => {
                    filled.push('{');
                    after
                }
            };
        }
        filled.push_str(rest);
        filled
    }
}

/// The words of each language of the site, in the site's order, and of English if it is not one.
pub(super) fn load_strings(
    embedded: &ThemeFiles,
    own: &[StringOverrides],
) -> (BTreeMap<Arc<str>, Arc<Strings>>, Vec<Diagnostic>) {
    let (mut all, mut diagnostics) = (BTreeMap::new(), Vec::new());
    let english = StringOverrides { language: FALLBACK.into(), ..StringOverrides::default() };
    let fallback = own.iter().find(|words| &*words.language == FALLBACK).unwrap_or(&english);
    let mut basis = embedded_strings(embedded, FALLBACK);
    apply_overrides(&mut basis, fallback, &mut Vec::new());
    // A word that an own theme adds in one language stands in for the others, first come first.
    for (key, value, _) in own.iter().flat_map(|words| &words.of_theme) {
        basis.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for words in own {
        let mut merged = basis.clone();
        merged.extend(embedded_strings(embedded, &words.language));
        apply_overrides(&mut merged, words, &mut diagnostics);
        all.insert(Arc::clone(&words.language), Arc::new(Strings(merged)));
    }
    all.entry(FALLBACK.into()).or_insert_with(|| Arc::new(Strings(basis)));
    (all, diagnostics)
}

fn apply_overrides(
    words: &mut BTreeMap<String, String>,
    own: &StringOverrides,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, value, _) in &own.of_theme {
        words.insert(key.clone(), value.clone());
    }
    for (key, value, span) in &own.of_site {
        if let Some(slot) = words.get_mut(key) {
            slot.clone_from(value);
        } else {
            let near = closest_key(key, words.keys());
            let kind =
                DiagnosticKind::UnknownKey { key: key.clone(), home: KeyScope::Strings, near };
            diagnostics.push(Diagnostic::new(span.clone(), kind));
        }
    }
}

fn embedded_strings(embedded: &ThemeFiles, language: &str) -> BTreeMap<String, String> {
    let file = embedded.0.get(&format!("strings/{language}.yaml"));
    let text = file.and_then(|file| file.text());
    text.map_or_else(BTreeMap::new, |source| read(&source.text))
}

/// Reads our own strings files: `key: words` or `"key": "words"` on each line, no escapes. A site's
/// are YAML of any shape, and are read by whoever reads its YAML.
fn read(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(key, words)| (unquote(key).to_owned(), unquote(words).to_owned()))
        .collect()
}

fn unquote(text: &str) -> &str {
    text.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(text)
}

fn closest_key<'a>(key: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    let near = known.map(|candidate| (edit_distance(key, candidate), candidate));
    near.filter(|(off, _)| *off <= NEAR_LETTERS).min().map(|(_, candidate)| candidate.clone())
}

/// How many letters must be put in, left out or exchanged to make one word the other.
fn edit_distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (column, pair) in row.windows(2).enumerate() {
            let swap = pair[0] + usize::from(other[column] != letter);
            next.push(swap.min(pair[1] + 1).min(next[column] + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use crate::theme::theme_files::embedded_theme;

    fn own(language: &str, of_site: &str) -> StringOverrides {
        let source = Arc::new(SourceFile { path: "_strings/x.yaml".into(), text: of_site.into() });
        let mut start = 0;
        let mut words = StringOverrides { language: language.into(), ..StringOverrides::default() };
        for line in of_site.split_inclusive('\n') {
            let (key, value) = line.trim_end().split_once(": ").unwrap();
            let span = Span::new(&source, start..start + key.len());
            words.of_site.push((key.into(), value.into(), span));
            start += line.len();
        }
        words
    }

    #[test]
    fn all_languages_of_the_theme_have_the_same_keys_and_placeholders() {
        let files = embedded_theme();
        let (swedish, english) = (embedded_strings(&files, "sv"), embedded_strings(&files, "en"));
        assert!(swedish.keys().eq(english.keys()));
        let names = |words: &str| {
            let mut names: Vec<String> = words
                .split('{')
                .skip(1)
                .filter_map(|part| part.split('}').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names
        };
        for (key, words) in &swedish {
            assert_eq!(names(words), names(&english[key]), "{key}");
            assert!(!words.trim_matches(' ').is_empty() && !english[key].is_empty(), "{key}");
        }
    }

    #[test]
    fn our_strings_files_are_of_the_shape_that_the_reader_knows() {
        for (path, file) in embedded_theme().0 {
            if path.starts_with("strings/") {
                let text = &file.text().unwrap().text;
                let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
                assert_eq!(lines.clone().count(), read(text).len(), "a repeated key in {path}");
                for line in lines {
                    let (_, words) = line.split_once(": ").expect(line);
                    let is_quoted = words.starts_with('"') && words.ends_with('"');
                    assert!(is_quoted || !words.contains([':', '#', '{', '\\', '"']), "{line}");
                }
            }
        }
    }

    #[test]
    fn the_three_answers_are_three_words() {
        for language in ["sv", "en"] {
            let words = embedded_strings(&embedded_theme(), language);
            let three = ["unknown", "none", "not-evidenced", "no"].map(|key| &words[key]);
            for (index, word) in three.iter().enumerate() {
                assert!(!three[..index].contains(word), "{language}: {word}");
            }
        }
    }

    #[test]
    fn words_are_filled_once_and_counted() {
        let (all, _) = load_strings(&embedded_theme(), &[own("sv", "")]);
        let words = &all["sv"];
        assert_eq!(words.format("pages", &[("count", "2")]), "2 sidor");
        assert_eq!(words.format("pages", &[("count", "1")]), "1 sida");
        assert_eq!(
            words.format("section", &[("title", "{title} {x")]),
            "Sidor i avsnittet {title} {x"
        );
        assert_eq!(words.format("section", &[]), "Sidor i avsnittet {title}");
        assert_eq!(words.get_str("no-such-word"), "no-such-word");
        assert_eq!(words.with_prefix("month-").count(), 12);
        assert_eq!(words.with_prefix("callout-").next(), Some(("abstract", "Sammanfattning")));
    }

    #[test]
    fn a_language_without_words_speaks_english_and_a_site_may_say_it_otherwise() {
        let (all, found) =
            load_strings(&embedded_theme(), &[own("de", "next: Weiter\nnxet: Weiter\nq: q\n")]);
        assert_eq!(
            (all["de"].get_str("next"), all["de"].get_str("previous")),
            ("Weiter", "Previous")
        );
        assert_eq!(all["en"].get_str("next"), "Next");
        let told: Vec<_> = found.iter().map(|one| (one.span.text(), &one.kind)).collect();
        let unknown = |key: &str, near: Option<&str>| DiagnosticKind::UnknownKey {
            key: key.into(),
            home: KeyScope::Strings,
            near: near.map(Into::into),
        };
        assert_eq!(
            told,
            [("nxet", &unknown("nxet", Some("next"))), ("q", &unknown("q", Some("no")))]
        );
    }
}
