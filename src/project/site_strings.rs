//! Reads a site's own strings: those of its theme and those in `content/_strings/`.

use super::site_theme::SiteTheme;
use crate::diagnostic::rules::{self, LeftOutReason};
use crate::diagnostic::{Diagnostic, ExpectedKind, SourceFile, Span};
use crate::files::{ContentFile, file_name, is_yaml};
use crate::parse::ParsedContent;
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::schema::LanguageTag;
use crate::schema::value::wrong_kind_diagnostic;
use crate::site::ParsedFiles;
use crate::site::settings::GeneratedNames;
use crate::theme::{StringOverrides, Theme};
use std::sync::Arc;

/// The maximum length of a segment of an address, in bytes.
const MAX_SEGMENT_BYTES: usize = 100;
/// The folder for a site's own strings.
const STRINGS_FOLDER: &str = "_strings/";
/// Strings whose keys begin with this are segments of addresses.
const ADDRESS_PREFIX: &str = "address-";

/// A string with its key and the span of the key.
type KeyedString = (String, String, Span);

/// A site's own strings, with one item per language of the site, in the order of `languages:`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SiteStrings(pub(super) Vec<StringOverrides>);

impl SiteStrings {
    /// Reads the strings in all languages of the site.
    pub(super) fn read(parsed: &ParsedFiles, theme: &SiteTheme) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let languages = parsed.site_config().languages.iter().map(|tag| StringOverrides {
            language: Arc::clone(&tag.0),
            of_theme: theme_strings(theme, tag, &mut diagnostics),
            of_site: content_strings(parsed, tag, &mut diagnostics),
        });
        let strings = Self(languages.collect());
        diagnostics.extend(unread_strings(parsed));
        (strings, diagnostics)
    }

    /// Returns whether both are in the same languages, in the same order.
    pub(super) fn has_same_languages(&self, other: &Self) -> bool {
        self.0.iter().map(|it| &it.language).eq(other.0.iter().map(|it| &it.language))
    }
}

/// Returns the names of generated pages in each language, which are strings of the theme.
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
            redline: name("address-redline"),
            comparison: name("address-comparison"),
            book: name("address-book"),
            search: name("address-search"),
            calendar: name("address-calendar"),
        };
        (tag.clone(), names)
    };
    parsed.site_config().languages.iter().map(names).collect()
}

fn theme_strings(
    theme: &SiteTheme,
    tag: &LanguageTag,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KeyedString> {
    let find = |ending| theme.files.as_ref()?.get(&format!("strings/{}.{ending}", tag.0));
    let file = find("yaml").or_else(|| find("yml"));
    let Some(source) = file.and_then(|file| file.text.as_ref()) else { return Vec::new() };
    let (root, yaml_diagnostics) = yaml::read(source, 0..source.text.len());
    diagnostics.extend(yaml_diagnostics);
    read_string_file(source, root.as_ref(), diagnostics)
}

fn content_strings(
    parsed: &ParsedFiles,
    tag: &LanguageTag,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KeyedString> {
    // In a plain folder, without `site.yaml`, `_strings` is just another folder.
    if parsed.site_config().declared.is_none() {
        return Vec::new();
    }
    let find = |ending| parsed.get(&format!("{STRINGS_FOLDER}{}.{ending}", tag.0));
    let Some(file) = find("yaml").or_else(|| find("yml")) else { return Vec::new() };
    let ParsedContent::Yaml(source, root) = &file.kind else { return Vec::new() };
    diagnostics.extend(file.diagnostics.iter().cloned());
    read_string_file(source, root.as_ref(), diagnostics)
}

/// Returns diagnostics for the files of the folder for strings that are not read.
fn unread_strings(parsed: &ParsedFiles) -> Vec<Diagnostic> {
    let config = parsed.site_config();
    if config.declared.is_none() {
        return Vec::new();
    }
    let is_read = |path: &str| {
        let name = path.strip_prefix(STRINGS_FOLDER).and_then(|name| name.rsplit_once('.'));
        name.is_some_and(|(stem, _)| {
            is_yaml(path) && config.languages.iter().any(|tag| *tag.0 == *stem)
        })
    };
    let is_note = |path: &str| file_name(path).to_lowercase().starts_with("readme");
    let files = parsed.in_folder(STRINGS_FOLDER).map(|parsed| &parsed.file);
    let unread = files.filter(|file| !is_read(&file.path) && !is_note(&file.path));
    let report = |file: &Arc<ContentFile>| {
        let reason = LeftOutReason::UnreadStrings;
        let kind = rules::LeftOut { reason, path: file.path.to_string(), n_files: 1 };
        Diagnostic::new(file.start_span(), kind)
    };
    unread.map(report).collect()
}

fn read_string_file(
    source: &Arc<SourceFile>,
    root: Option<&YamlNode>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KeyedString> {
    let Some(root) = root else { return Vec::new() };
    if !matches!(root.kind, NodeKind::Map(_) | NodeKind::Empty) {
        diagnostics.extend(wrong_kind_diagnostic(source, root, ExpectedKind::Map));
    }
    let mut strings = Vec::new();
    for (key_node, value_node) in root.map_entries() {
        let Some(key) = key_node.as_str() else { continue };
        match value_node.as_str() {
            // An address is a path in the output, and must not lead out of it.
            Some(text) if key.starts_with(ADDRESS_PREFIX) && !is_url_segment(text) => {
                diagnostics.extend(wrong_kind_diagnostic(source, value_node, ExpectedKind::Id));
            }
            Some(text) => {
                strings.push((key.to_owned(), text.to_owned(), yaml::node_span(source, key_node)));
            }
            None => {
                diagnostics.extend(wrong_kind_diagnostic(source, value_node, ExpectedKind::Text));
            }
        }
    }
    strings
}

fn is_url_segment(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_SEGMENT_BYTES
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;

    fn check(yaml: &str, expected_strings: &[(&str, &str)], expected_codes: &[&str]) {
        let files =
            FileSet::from_texts(&[("site.yaml", "languages: [sv]\n"), ("_strings/sv.yaml", yaml)]);
        let (strings, diagnostics) =
            SiteStrings::read(&ParsedFiles::new(&files), &SiteTheme::default());
        let [swedish] = strings.0.as_slice() else { unreachable!("one language") };
        let pairs: Vec<(&str, &str)> =
            swedish.of_site.iter().map(|(key, text, _)| (&**key, &**text)).collect();
        assert_eq!(pairs, expected_strings);
        let codes: Vec<_> = diagnostics.iter().map(|it| it.code().code_name()).collect();
        assert_eq!(codes, expected_codes);
    }

    #[test]
    fn strings_are_texts_and_addresses_are_url_segments() {
        check("next: Framåt\n", &[("next", "Framåt")], &[]);
        check("next: [a]\ntags: Ämnen\n", &[("tags", "Ämnen")], &["wrong-kind"]);
        check("address-tags: amnen\n", &[("address-tags", "amnen")], &[]);
        check("address-tags: ../x\n", &[], &["wrong-kind"]);
        check("- a\n", &[], &["wrong-kind"]);
        check("", &[], &[]);
    }

    #[test]
    fn a_file_of_no_language_of_the_site_is_reported() {
        let files = FileSet::from_texts(&[
            ("site.yaml", "languages: [sv]\n"),
            ("_strings/sv.yaml", "next: Framåt\n"),
            ("_strings/svenska.yaml", "next: Framåt\n"),
            ("_strings/readme.md", "Words.\n"),
        ]);
        let (_, diagnostics) = SiteStrings::read(&ParsedFiles::new(&files), &SiteTheme::default());
        let reported: Vec<_> =
            diagnostics.iter().map(|it| (it.code().code_name(), &*it.span.source().path)).collect();
        assert_eq!(reported, [("left-out", "_strings/svenska.yaml")]);
    }

    #[test]
    fn a_plain_folder_has_no_strings() {
        let files =
            FileSet::from_texts(&[("index.md", "# Hej och hå\n"), ("_strings/sv.yaml", "x: y")]);
        let (strings, diagnostics) =
            SiteStrings::read(&ParsedFiles::new(&files), &SiteTheme::default());
        assert!(strings.0.iter().all(|it| it.of_site.is_empty()) && diagnostics.is_empty());
    }
}
