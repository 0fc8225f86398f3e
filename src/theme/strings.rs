//! The strings of a theme, by language: flat keys, named placeholders.
//!
//! A string is looked up among the site's strings, then the theme's for the language, then the
//! English ones, so a language without a translation is still complete. The key `x-one` is used
//! instead of `x` for a count of one: Swedish and English have no further plural forms.

use super::placeholders::{StringPart, fill_placeholders};
use super::theme_files::{ThemeFile, ThemeFiles};
use crate::diagnostic::{Diagnostic, KeyScope, Span, rules};
use crate::locale::locale;
use crate::parse::yaml::{self, YamlNode};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The maximum number of unknown keys that get a suggestion; each is compared with all keys.
const MAX_SUGGESTIONS: usize = 20;
/// The language of the strings that a translation lacks.
const FALLBACK_LANGUAGE: &str = "en";

/// A site's strings for one language, as read from YAML: key, text, span of the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringOverrides {
    /// The language tag: `sv`.
    pub language: Arc<str>,
    /// From `strings/<language>.yaml` of the site's theme. Keys of its own are allowed, since its
    /// templates may use them.
    pub of_theme: Vec<(String, String, Span)>,
    /// From `content/_strings/<language>.yaml`. A key that no theme has is reported as
    /// `unknown-key`.
    pub of_site: Vec<(String, String, Span)>,
}

/// The strings of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strings {
    /// The language tag.
    language: Arc<str>,
    texts: BTreeMap<String, String>,
}

impl Strings {
    /// Returns the string of a key, or the key itself if there is none.
    #[must_use]
    pub fn get_str<'a>(&'a self, key: &'a str) -> &'a str {
        self.find_str(key).unwrap_or(key)
    }

    /// Returns the string of a key, if there is one.
    #[must_use]
    pub fn find_str(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// Returns the strings whose keys have a prefix, sorted by key, with the remainder of the key:
    /// `callout-` gives `note`.
    pub fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        let strings = self.texts.iter();
        strings.filter_map(move |(key, text)| Some((key.strip_prefix(prefix)?, text.as_str())))
    }

    /// Returns a string with its placeholders `{name}` replaced. If the value of `count` takes the
    /// singular, the string of `KEY-one` is used if there is one.
    #[must_use]
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        let count = values.iter().find(|(name, _)| *name == "count");
        let is_singular = count
            .and_then(|(_, count)| count.parse().ok())
            .is_some_and(|count| (locale(&self.language).is_singular)(count));
        let singular = is_singular.then(|| self.find_str(&format!("{key}-one"))).flatten();
        let text = singular.unwrap_or_else(|| self.get_str(key));
        let mut out = String::with_capacity(text.len());
        fill_placeholders(text, values, |part| match part {
            StringPart::Text(text) | StringPart::Value(&text) => out.push_str(text),
        });
        out
    }
}

/// Returns the strings of each language of the site, and of English, with diagnostics for unknown
/// keys.
pub(super) fn load_strings(
    embedded: &ThemeFiles,
    overrides: &[StringOverrides],
) -> (BTreeMap<Arc<str>, Arc<Strings>>, Vec<Diagnostic>) {
    let (mut strings_by_language, mut diagnostics) = (BTreeMap::new(), Vec::new());
    let no_overrides =
        StringOverrides { language: FALLBACK_LANGUAGE.into(), ..StringOverrides::default() };
    let fallback_overrides = overrides
        .iter()
        .find(|language| &*language.language == FALLBACK_LANGUAGE)
        .unwrap_or(&no_overrides);
    let mut fallback = embedded_strings(embedded, FALLBACK_LANGUAGE);
    apply_overrides(&mut fallback, fallback_overrides, &mut Vec::new());
    // A key that a theme has in only one language is used for the others; the first one wins.
    for (key, text, _) in overrides.iter().flat_map(|language| &language.of_theme) {
        fallback.entry(key.clone()).or_insert_with(|| text.clone());
    }
    for language in overrides {
        let mut strings = fallback.clone();
        strings.extend(embedded_strings(embedded, &language.language));
        apply_overrides(&mut strings, language, &mut diagnostics);
        strings_by_language.insert(
            Arc::clone(&language.language),
            Arc::new(Strings { language: Arc::clone(&language.language), texts: strings }),
        );
    }
    let english = Arc::from(FALLBACK_LANGUAGE);
    strings_by_language
        .entry(Arc::clone(&english))
        .or_insert_with(|| Arc::new(Strings { language: english, texts: fallback }));
    (strings_by_language, diagnostics)
}

fn apply_overrides(
    strings: &mut BTreeMap<String, String>,
    overrides: &StringOverrides,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, text, _) in &overrides.of_theme {
        strings.insert(key.clone(), text.clone());
    }
    let mut n_unknown = 0;
    for (key, text, span) in &overrides.of_site {
        if let Some(string) = strings.get_mut(key) {
            string.clone_from(text);
        } else {
            n_unknown += 1;
            let max_known = if n_unknown <= MAX_SUGGESTIONS { usize::MAX } else { 0 };
            let known = strings.keys().map(String::as_str).take(max_known);
            let kind = rules::UnknownKey::new(key, KeyScope::Strings, known);
            diagnostics.push(Diagnostic::new(span.clone(), kind));
        }
    }
}

/// Returns the embedded strings of a language, including its months.
fn embedded_strings(embedded: &ThemeFiles, language: &str) -> BTreeMap<String, String> {
    let months = (1..).zip(locale(language).months);
    let mut strings: BTreeMap<String, String> =
        months.map(|(number, month)| (format!("month-{number}"), (*month).to_owned())).collect();
    let file = embedded.0.get(&format!("strings/{language}.yaml"));
    if let Some(source) = file.and_then(ThemeFile::text) {
        let (root, _) = yaml::read(source, 0..source.text.len());
        for (key, value) in root.iter().flat_map(YamlNode::map_entries) {
            if let (Some(key), Some(text)) = (key.as_str(), value.as_str()) {
                strings.insert(key.to_owned(), text.to_owned());
            }
        }
    }
    strings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{DiagnosticKind, SourceFile};
    use crate::theme::theme_files::embedded_theme;

    fn overrides(language: &str, of_site: &str) -> StringOverrides {
        let source = Arc::new(SourceFile { path: "_strings/x.yaml".into(), text: of_site.into() });
        let mut start = 0;
        let mut overrides =
            StringOverrides { language: language.into(), ..StringOverrides::default() };
        for line in of_site.split_inclusive('\n') {
            let (key, value) = line.trim_end().split_once(": ").unwrap();
            let span = Span::new(&source, start..start + key.len());
            overrides.of_site.push((key.into(), value.into(), span));
            start += line.len();
        }
        overrides
    }

    #[test]
    fn all_languages_of_the_theme_have_the_same_keys_and_placeholders() {
        let files = embedded_theme();
        let paths = files.0.keys().filter_map(|path| path.strip_prefix("strings/"));
        let languages: Vec<&str> = paths.map(|name| name.trim_end_matches(".yaml")).collect();
        let english = embedded_strings(&files, "en");
        let names = |words: &str| {
            let mut names: Vec<String> = words
                .split('{')
                .skip(1)
                .filter_map(|part| part.split('}').next())
                .map(str::to_owned)
                .collect();
            // The end of a period is its last day in Swedish, and the day after it in English.
            names.iter_mut().filter(|name| *name == "last").for_each(|name| *name = "until".into());
            names.sort();
            names
        };
        for language in languages {
            let strings = embedded_strings(&files, language);
            assert!(strings.keys().eq(english.keys()), "{language}");
            for (key, text) in &strings {
                assert_eq!(names(text), names(&english[key]), "{key} in {language}");
                assert!(!text.trim_matches(' ').is_empty(), "{key} in {language}");
            }
        }
    }

    #[test]
    fn embedded_strings_files_are_valid() {
        for (path, file) in embedded_theme().0 {
            if path.starts_with("strings/") {
                let source = file.text().unwrap();
                let (root, diagnostics) = yaml::read(source, 0..source.text.len());
                assert!(diagnostics.is_empty(), "{path}");
                for (key, value) in root.unwrap().map_entries() {
                    assert!(value.as_str().is_some(), "{key:?} in {path}");
                }
            }
        }
    }

    #[test]
    fn unknown_none_and_no_are_different_strings() {
        for language in ["sv", "en"] {
            let words = embedded_strings(&embedded_theme(), language);
            let three = ["unknown", "none", "not-evidenced", "no"].map(|key| &words[key]);
            for (index, word) in three.iter().enumerate() {
                assert!(!three[..index].contains(word), "{language}: {word}");
            }
        }
    }

    #[test]
    fn placeholders_are_replaced_once_and_counts_have_a_singular() {
        let (strings_by_language, _) = load_strings(&embedded_theme(), &[overrides("sv", "")]);
        let words = &strings_by_language["sv"];
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
    fn a_language_without_strings_uses_english_and_a_site_may_override_it() {
        let (strings_by_language, diagnostics) = load_strings(
            &embedded_theme(),
            &[overrides("de", "next: Weiter\nnxet: Weiter\nq: q\n")],
        );
        assert_eq!(
            (
                strings_by_language["de"].get_str("next"),
                strings_by_language["de"].get_str("previous")
            ),
            ("Weiter", "Previous")
        );
        assert_eq!(strings_by_language["en"].get_str("next"), "Next");
        let unknown_keys: Vec<_> =
            diagnostics.iter().map(|it| (it.span.text(), &it.kind)).collect();
        let unknown = |key: &str, near: Option<&str>| {
            DiagnosticKind::from(rules::UnknownKey {
                key: key.into(),
                scope: KeyScope::Strings,
                suggestion: near.map(Into::into),
                known: Vec::new(),
                publication: None,
                intended_type: None,
            })
        };
        assert_eq!(
            unknown_keys,
            [("nxet", &unknown("nxet", Some("next"))), ("q", &unknown("q", None))]
        );
    }
}
