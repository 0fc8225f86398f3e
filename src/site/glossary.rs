//! Finds the terms of a site's glossary in texts.
//!
//! A term is found by its title and its `forms` in the language of the text, and by its aliases, as
//! whole words: an inflected form is found if the term lists it. Text in brackets at the end of a
//! title, *actor (aktör)*, is not part of the name. Names are compared without case, except those
//! without a lower-case letter: *IT* is not *it*. If several names match, the longest is used.

use super::entry::{Entry, EntryIndex};
use super::entry_changes::ContentChanges;
use super::language_choice::choose_language;
use super::language_index::LanguageIndex;
use super::site_lookup::SiteLookup;
use crate::schema::{BuiltinType, FieldValue, builtin};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Longer words are not names.
const MAX_WORD_BYTES: usize = 120;
/// The blocks of a bit set with one bit for each pair of bytes that a word may begin with.
const BLOCKS: usize = (1 << 16) / 64;

/// The names of a site's terms, by language in the site's order.
#[derive(Debug, Default)]
pub struct Glossary(Vec<TermNames>);

/// The names of one language.
#[derive(Debug, Default)]
struct TermNames {
    /// The names by their first word in lower case, longer names first.
    by_first_word: HashMap<String, Vec<TermName>>,
    /// The first two bytes of the first words. Rejects most words of a text.
    prefixes: Vec<u64>,
}

#[derive(Debug)]
struct TermName {
    /// In lower case, unless `is_exact`.
    words: Vec<String>,
    is_exact: bool,
    term: EntryIndex,
}

/// Where a text uses a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// The range in the text, in bytes.
    pub range: Range<usize>,
    /// The term.
    pub term: EntryIndex,
}

impl Glossary {
    /// Returns the glossary of the previous site, if no term has changed.
    pub(super) fn unchanged(
        lookup: SiteLookup<'_>,
        changes: Option<&ContentChanges<'_>>,
    ) -> Option<Arc<Self>> {
        let changes = changes?;
        let is_same = changes
            .all(lookup.entries, |pair| !is_term_entry(pair.old) && !is_term_entry(pair.new));
        is_same.then(|| Arc::clone(&changes.entries.previous.glossary))
    }

    /// Collects the names of all published terms.
    pub(super) fn new(lookup: SiteLookup<'_>) -> Self {
        let terms = lookup.entries.iter().enumerate();
        let terms = terms.map(|(index, entry)| (EntryIndex(index), entry));
        let terms: Vec<(EntryIndex, &Arc<Entry>)> = terms
            .filter(|(entry_index, entry)| {
                is_term_entry(entry) && lookup.is_published(*entry_index)
            })
            .collect();
        let languages = lookup.config.languages.iter();
        let default = lookup.config.default_language();
        let names = |tag| {
            let mut names = TermNames::default();
            for (entry_index, entry) in &terms {
                let (title, other) = choose_language(&entry.title, tag, default);
                names.add(*entry_index, other.map_or(title, |_| "").trim());
                for statement in entry.field_statements(builtin::term::FORMS) {
                    let FieldValue::Text(forms) = &statement.value else { continue };
                    let (forms, other) = choose_language(forms, tag, default);
                    let forms = other.map_or(forms, |_| "");
                    forms.split(',').for_each(|form| names.add(*entry_index, form.trim()));
                }
                let aliases = entry.meta.aliases.iter().map(|(alias, _)| alias.as_str());
                for alias in aliases.filter(|alias| !alias.starts_with('/')) {
                    names.add(*entry_index, alias);
                }
            }
            names
        };
        Self(languages.map(names).collect())
    }

    /// Returns whether there are no terms in a language.
    #[must_use]
    pub fn is_empty(&self, language_index: LanguageIndex) -> bool {
        self.0.get(language_index.0).is_none_or(|names| names.by_first_word.is_empty())
    }

    /// Returns the terms that a text in a language uses, in order. Linear in the text.
    #[must_use]
    pub fn find_uses(&self, language_index: LanguageIndex, text: &str) -> Vec<TermUse> {
        let Some(names) = self.0.get(language_index.0) else { return Vec::new() };
        let mut uses: Vec<TermUse> = Vec::new();
        let (mut lower, mut last_end) = (String::new(), 0);
        for word in (WordRanges { text, offset: 0 }) {
            let written = text.get(word.clone()).unwrap_or_default();
            if word.start < last_end || !names.may_start_term(written) {
                continue;
            }
            lower.clear();
            lower.extend(written.chars().flat_map(char::to_lowercase));
            let candidates = names.by_first_word.get(&lower).into_iter().flatten();
            let mut matches =
                candidates.filter_map(|name| Some((name.match_end(text, &word)?, name.term)));
            if let Some((end, term)) = matches.next() {
                uses.push(TermUse { range: word.start..end, term });
                last_end = end;
            }
        }
        uses
    }
}

/// Returns whether an entry is a term of the glossary.
fn is_term_entry(entry: &Entry) -> bool {
    entry.kind.is(BuiltinType::Term) && entry.meta.removed.is_none()
}

impl TermNames {
    fn add(&mut self, term: EntryIndex, name: &str) {
        let parts = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
        let name = parts.map_or(name, |(name, _)| name).trim();
        let is_exact = !name.chars().any(char::is_lowercase);
        let is_plain = name.chars().all(|char| is_word_char(char) || char.is_whitespace());
        let spelled = |range: Range<usize>| {
            let word = name.get(range).unwrap_or_default();
            if is_exact { word.to_owned() } else { word.to_lowercase() }
        };
        let words: Vec<String> = WordRanges { text: name, offset: 0 }.map(spelled).collect();
        let Some(first) = words.first().filter(|_| is_plain) else { return };
        if first.len() <= MAX_WORD_BYTES {
            let list = self.by_first_word.entry(first.to_lowercase()).or_default();
            let index = list.partition_point(|name| name.words.len() >= words.len());
            let (block, bit) = word_prefix(first);
            self.prefixes.resize(BLOCKS, 0);
            if let Some(block) = self.prefixes.get_mut(block) {
                *block |= bit;
            }
            list.insert(index, TermName { words, is_exact, term });
        }
    }

    fn may_start_term(&self, word: &str) -> bool {
        let (block, bit) = word_prefix(word);
        word.len() <= MAX_WORD_BYTES && self.prefixes.get(block).is_some_and(|bits| bits & bit != 0)
    }
}

/// Returns the position of a word in [`TermNames::prefixes`]: block and bit. All letters beyond
/// ASCII count as the same, because their bytes differ by case.
fn word_prefix(word: &str) -> (usize, u64) {
    let mut bytes =
        word.bytes().map(|byte| if byte < 128 { byte.to_ascii_lowercase() } else { 128 });
    let first = bytes.next().unwrap_or_default();
    let second = if first == 128 { 128 } else { bytes.next().unwrap_or_default() };
    let number = usize::from(first) << 8 | usize::from(second);
    (number >> 6, 1 << (number & 63))
}

impl TermName {
    /// Returns where the name ends in a text, if it begins at a word of the text.
    fn match_end(&self, text: &str, first: &Range<usize>) -> Option<usize> {
        let mut end = first.end;
        if self.is_exact && self.words.first().map(String::as_str) != text.get(first.clone()) {
            return None;
        }
        for word in self.words.iter().skip(1) {
            let remaining = text.get(end..)?;
            let gap = remaining.len() - remaining.trim_start().len();
            let next = WordRanges { text, offset: end + gap }.next()?;
            let written = text.get(next.clone())?;
            let is_same = if self.is_exact {
                written == word
            } else {
                written.chars().flat_map(char::to_lowercase).eq(word.chars())
            };
            if gap == 0 || next.start != end + gap || !is_same {
                return None;
            }
            end = next.end;
        }
        Some(end)
    }
}

/// Iterates over the words of a text: runs of letters, digits and hyphens.
struct WordRanges<'t> {
    text: &'t str,
    offset: usize,
}

impl Iterator for WordRanges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let remaining = self.text.get(self.offset..)?;
        let start = remaining.find(is_word_char)?;
        let word = remaining.get(start..)?;
        let length = word.find(|char| !is_word_char(char)).unwrap_or(word.len());
        let range = self.offset + start..self.offset + start + length;
        self.offset = range.end;
        Some(range)
    }
}

fn is_word_char(char: char) -> bool {
    match char {
        'a'..='z' | '0'..='9' | 'A'..='Z' | '-' => true,
        '\0'..='\x7f' => false,
        char => char.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    const SITE: &str = "languages: [sv, en]\n";
    const TERMS: &str = "term:\n\
        \x20 - {id: aktor, title: {sv: aktör, en: actor (aktör)}, aliases: [akt, /gammal/], forms: {sv: 'aktörer, aktörernas', en: actors}}\n\
        \x20 - {id: tv, title: {sv: tills vidare, en: until further notice}}\n\
        \x20 - {id: tills, title: {sv: tills, en: till}}\n\
        \x20 - {id: it, title: {sv: IT, en: IT}}\n\
        \x20 - {id: utkast, title: {sv: utkast, en: draft}, draft: true}\n";

    /// Checks which words of a text are found, each with its term.
    fn check(language: usize, text: &str, expected: &str) {
        let files = FileSet::from_texts(&[("site.yaml", SITE), ("ord.yaml", TERMS)]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let uses = site.site_glossary().find_uses(super::LanguageIndex(language), text);
        let lines = uses.into_iter().map(|term_use| {
            let words = text.get(term_use.range).unwrap();
            format!("{words}={}", site.entry_at(term_use.term).id)
        });
        assert_eq!(lines.collect::<Vec<_>>().join(", "), expected, "{text}");
    }

    #[test]
    fn a_term_is_found_by_its_names_in_the_language_of_the_text() {
        check(0, "Varje aktör, och aktörer.", "aktör=aktor, aktörer=aktor");
        check(1, "Actors, an actor and its akt. No aktör.", "Actors=aktor, actor=aktor, akt=aktor");
        check(0, "An actor.", "");
        check(0, "Ett utkast.", "");
    }

    #[test]
    fn only_whole_words_and_listed_forms_match() {
        check(0, "aktören aktörs aktör-roll huvudaktör", "");
        check(0, "AKTÖR (Aktör)", "AKTÖR=aktor, Aktör=aktor");
    }

    #[test]
    fn the_longest_name_matches_across_line_breaks() {
        check(0, "gäller tills\nvidare, tills den ändras", "tills\nvidare=tv, tills=tills");
        check(0, "tills, vidare", "tills=tills");
    }

    #[test]
    fn a_name_in_capitals_matches_exactly() {
        check(1, "IT is it.", "IT=it");
    }
}
