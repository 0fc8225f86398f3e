//! The words that a site brings: of its theme and of `content/_strings/`, by language.

use super::site_theme::SiteTheme;
use crate::diagnostic::{Diagnostic, ExpectedKind, SourceFile, Span};
use crate::parse;
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::schema::{LanguageTag, wrong_kind_diagnostic};
use crate::site::ParsedFiles;
use crate::site::settings::GeneratedNames;
use crate::theme::{StringOverrides, Theme};
use std::sync::Arc;

/// The longest name of a generated page, in bytes.
const NAME_BYTES: usize = 100;
/// Words with this beginning are segments of addresses.
const ADDRESS: &str = "address-";

/// Key, words, place of the key.
type Word = (String, String, Span);

/// Reads the words of each language of the site, in its order; and what is wrong with them.
pub(super) fn read(
    parsed: &ParsedFiles,
    theme: &SiteTheme,
) -> (Vec<StringOverrides>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let words = parsed.site_config().languages.iter().map(|tag| StringOverrides {
        language: Arc::clone(&tag.0),
        of_theme: theme_strings(theme, tag, &mut diagnostics),
        of_site: content_strings(parsed, tag, &mut diagnostics),
    });
    let words = words.collect();
    (words, diagnostics)
}

/// The names of generated pages in each language: words of the theme.
pub(super) fn generated_page_names(
    parsed: &ParsedFiles,
    theme: &Theme,
) -> Vec<(LanguageTag, GeneratedNames)> {
    let names = |tag: &LanguageTag| {
        let strings = theme.strings(&tag.0);
        let name = |key| strings.get_str(key).to_owned();
        let names = GeneratedNames {
            index: name("address-index"),
            tags: name("address-tags"),
            mentions: name("address-mentions"),
            changes: name("address-changes"),
            search: name("address-search"),
        };
        (tag.clone(), names)
    };
    parsed.site_config().languages.iter().map(names).collect()
}

/// Whether two readings say the same, at the same places.
pub(super) fn has_same_strings(left: &[StringOverrides], right: &[StringOverrides]) -> bool {
    let parts = |words: &StringOverrides| {
        (Arc::clone(&words.language), words.of_theme.clone(), words.of_site.clone())
    };
    left.len() == right.len() && left.iter().zip(right).all(|(one, two)| parts(one) == parts(two))
}

/// Whether two readings are in the same languages.
pub(super) fn has_same_languages(left: &[StringOverrides], right: &[StringOverrides]) -> bool {
    left.iter().map(|words| &words.language).eq(right.iter().map(|words| &words.language))
}

fn theme_strings(
    theme: &SiteTheme,
    tag: &LanguageTag,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Word> {
    let file = theme.files.as_ref().and_then(|files| files.get(&format!("strings/{}.yaml", tag.0)));
    let Some(source) = file.and_then(|file| file.text.as_ref()) else { return Vec::new() };
    let (root, problems) = yaml::read(source, 0..source.text.len());
    diagnostics.extend(problems);
    read_string_file(source, root.as_ref(), diagnostics)
}

fn content_strings(
    parsed: &ParsedFiles,
    tag: &LanguageTag,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Word> {
    // A folder that is no site has no words for us.
    let file = parsed
        .site_config()
        .declared
        .as_ref()
        .and_then(|_| parsed.get(&format!("_strings/{}.yaml", tag.0)));
    let Some((file, parse::ParsedContent::Yaml(source, root))) =
        file.map(|file| (file, &file.kind))
    else {
        return Vec::new();
    };
    diagnostics.extend(file.diagnostics.iter().cloned());
    read_string_file(source, root.as_ref(), diagnostics)
}

fn read_string_file(
    source: &Arc<SourceFile>,
    root: Option<&YamlNode>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Word> {
    let Some(root) = root else { return Vec::new() };
    if !matches!(root.kind, NodeKind::Map(_) | NodeKind::Empty) {
        diagnostics.extend(wrong_kind_diagnostic(source, root, ExpectedKind::Map));
    }
    let mut words = Vec::new();
    for (key, value) in root.map_entries() {
        let Some(name) = key.as_str() else { continue };
        match value.as_str() {
            // An address is a path in the output: it must not lead out of it.
            Some(text) if name.starts_with(ADDRESS) && !is_url_segment(text) => {
                diagnostics.extend(wrong_kind_diagnostic(source, value, ExpectedKind::Id));
            }
            Some(text) => {
                words.push((name.to_owned(), text.to_owned(), yaml::node_span(source, key)));
            }
            None => diagnostics.extend(wrong_kind_diagnostic(source, value, ExpectedKind::Text)),
        }
    }
    words
}

fn is_url_segment(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= NAME_BYTES
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;

    fn check(strings: &str, expected_words: &[(&str, &str)], expected_codes: &[&str]) {
        let files = FileSet::from_texts(&[
            ("site.yaml", "languages: [sv]\n"),
            ("_strings/sv.yaml", strings),
        ]);
        let (words, found) = read(&ParsedFiles::new(&files), &SiteTheme::default());
        let [swedish] = words.as_slice() else { unreachable!("one language") };
        let told: Vec<(&str, &str)> =
            swedish.of_site.iter().map(|(key, words, _)| (&**key, &**words)).collect();
        assert_eq!(told, expected_words);
        let codes: Vec<_> = found.iter().map(|found| found.code().code_name()).collect();
        assert_eq!(codes, expected_codes);
    }

    #[test]
    fn words_are_texts_and_addresses_are_segments() {
        check("next: Framåt\n", &[("next", "Framåt")], &[]);
        check("next: [a]\ntags: Ämnen\n", &[("tags", "Ämnen")], &["wrong-kind"]);
        check("address-tags: amnen\n", &[("address-tags", "amnen")], &[]);
        check("address-tags: ../x\n", &[], &["wrong-kind"]);
        check("- a\n", &[], &["wrong-kind"]);
        check("", &[], &[]);
    }

    #[test]
    fn a_folder_that_is_no_site_has_no_words() {
        let files =
            FileSet::from_texts(&[("index.md", "# Hej och hå\n"), ("_strings/sv.yaml", "x: y")]);
        let (words, found) = read(&ParsedFiles::new(&files), &SiteTheme::default());
        assert!(words.iter().all(|words| words.of_site.is_empty()) && found.is_empty());
    }
}
