//! Finds the terms of a site's glossary in texts.
//!
//! A term is found by its title and its `forms` in the language of the text, and by its aliases, as
//! whole words: an inflected form is found if the term lists it. Text in brackets at the end of a
//! title, *actor (aktör)*, is not part of the name. Names are compared without case, except those
//! without a lower-case letter: *IT* is not *it*. If several names match, the longest is used.
//!
//! The names are a trie by words, so a text is searched in linear time whatever they have in
//! common. A name has at most [`MAX_NAME_WORDS`].

use super::entry::{Entry, EntryIndex};
use super::entry_changes::ContentChanges;
use super::language_choice::choose_language;
use super::language_index::LanguageIndex;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, Severity, Span, rules};
use crate::schema::{BuiltinType, FieldValue, builtin};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The maximum number of words of a name. A term with a longer one is not linked by it.
const MAX_NAME_WORDS: usize = 10;
/// Longer words are not names.
const MAX_WORD_BYTES: usize = 120;
/// The blocks of a bit set with one bit for each pair of bytes that a word may begin with.
const BLOCKS: usize = (1 << 16) / 64;

/// The names of a site's terms, by language in the site's order.
#[derive(Debug, Default)]
pub struct Glossary(Vec<TermNames>);

/// The names of one language: a trie by words.
#[derive(Debug, Default)]
struct TermNames {
    /// The indexes of the nodes that follow the root, by their word in lower case.
    first_nodes: HashMap<Box<str>, usize>,
    nodes: Vec<TermNode>,
    /// The first two bytes of the first words. Rejects most words of a text.
    prefixes: Vec<u64>,
}

/// The words of names up to a certain one.
#[derive(Debug, Default)]
struct TermNode {
    /// The indexes of the nodes of the next words in lower case.
    next_nodes: HashMap<Box<str>, usize>,
    /// The names that end here, which differ in case only.
    names: Vec<TermName>,
}

#[derive(Debug)]
struct TermName {
    /// The words as they must be written. `None` means in any case.
    exact_words: Option<Vec<String>>,
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
        self.0.get(language_index.0).is_none_or(|names| names.first_nodes.is_empty())
    }

    /// Returns the terms that a text in a language uses, in order. Linear in the text.
    #[must_use]
    pub fn find_uses(&self, language_index: LanguageIndex, text: &str) -> Vec<TermUse> {
        let Some(names) = self.0.get(language_index.0) else { return Vec::new() };
        let mut uses: Vec<TermUse> = Vec::new();
        let mut last_end = 0;
        for word in (WordRanges { text, offset: 0 }) {
            let written = text.get(word.clone()).unwrap_or_default();
            if word.start < last_end || !names.may_start_term(written) {
                continue;
            }
            if let Some((end, term)) = names.longest_match(text, word.clone()) {
                uses.push(TermUse { range: word.start..end, term });
                last_end = end;
            }
        }
        uses
    }
}

impl Site {
    /// Reports each name of a published term that has too many words to be linked.
    #[must_use]
    pub fn overlong_term_names(&self) -> Vec<Diagnostic> {
        let terms = self.entries.iter().filter(|entry| is_term_entry(entry));
        let too_long = terms.flat_map(|entry| overlong_names(entry));
        let unit = LimitUnit::Words;
        let kind = || rules::TooLarge { what: LimitedPart::Name, limit: MAX_NAME_WORDS, unit };
        let diagnostics = too_long.map(|span| {
            let mut diagnostic = Diagnostic::new(span.clone(), kind());
            // The term has its page, only its links are missing.
            diagnostic.severity = Severity::Warning;
            diagnostic
        });
        diagnostics.collect()
    }
}

/// Returns the spans of a term's names with too many words; that of the entry is for its title.
fn overlong_names(entry: &Entry) -> Vec<&Span> {
    let is_overlong = |name: &str| name_words(name.trim()).len() > MAX_NAME_WORDS;
    let mut spans = Vec::new();
    if entry.title.all_strings().any(is_overlong) {
        spans.push(&entry.span);
    }
    for statement in entry.field_statements(builtin::term::FORMS) {
        let FieldValue::Text(forms) = &statement.value else { continue };
        if forms.all_strings().any(|forms| forms.split(',').any(is_overlong)) {
            spans.push(&statement.span);
        }
    }
    let aliases = entry.meta.aliases.iter().filter(|(alias, _)| !alias.starts_with('/'));
    spans.extend(aliases.filter(|(alias, _)| is_overlong(alias)).map(|(_, span)| span));
    spans
}

/// Returns whether an entry is a term of the glossary.
fn is_term_entry(entry: &Entry) -> bool {
    entry.entry_type.is(BuiltinType::Term) && entry.meta.removed.is_none()
}

impl TermNames {
    fn add(&mut self, term: EntryIndex, name: &str) {
        let words = name_words(name);
        let is_exact = !words.iter().any(|word| word.chars().any(char::is_lowercase));
        let Some(first) = words.first().filter(|_| words.len() <= MAX_NAME_WORDS) else { return };
        if words.iter().any(|word| word.len() > MAX_WORD_BYTES) {
            return;
        }
        let (block, bit) = word_prefix(first);
        self.prefixes.resize(BLOCKS, 0);
        if let Some(block) = self.prefixes.get_mut(block) {
            *block |= bit;
        }
        let mut node_index: Option<usize> = None;
        for word in &words {
            node_index = Some(self.node_after(node_index, &word.to_lowercase()));
        }
        let exact_words = is_exact.then(|| words.iter().map(|&word| word.to_owned()).collect());
        let Some(node) = node_index.and_then(|index| self.nodes.get_mut(index)) else { return };
        // Of two terms with one name, the first is used.
        if !node.names.iter().any(|other| other.exact_words == exact_words) {
            node.names.push(TermName { exact_words, term });
        }
    }

    /// Returns the node of a word after another node or after the root. Adds it if it is new.
    fn node_after(&mut self, node_index: Option<usize>, word: &str) -> usize {
        let n_nodes = self.nodes.len();
        let next_nodes = match node_index.and_then(|index| self.nodes.get_mut(index)) {
            Some(node) => &mut node.next_nodes,
            None => &mut self.first_nodes,
        };
        if let Some(next) = next_nodes.get(word) {
            return *next;
        }
        next_nodes.insert(word.into(), n_nodes);
        self.nodes.push(TermNode::default());
        n_nodes
    }

    /// Returns the end and the term of the longest name that begins at a word of a text.
    fn longest_match(&self, text: &str, first: Range<usize>) -> Option<(usize, EntryIndex)> {
        let mut written_words: Vec<&str> = Vec::new();
        let (mut longest, mut next_nodes, mut word) = (None, &self.first_nodes, first);
        let mut lower = String::new();
        loop {
            let written = text.get(word.clone())?;
            lower.clear();
            lower.extend(written.chars().flat_map(char::to_lowercase));
            let Some(node) = next_nodes.get(&*lower).and_then(|index| self.nodes.get(*index))
            else {
                return longest;
            };
            written_words.push(written);
            let name = node.names.iter().find(|name| name.is_written(&written_words));
            longest = name.map(|name| (word.end, name.term)).or(longest);
            let Some(next_word) = word_after(text, word.end) else { return longest };
            (next_nodes, word) = (&node.next_nodes, next_word);
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
    fn is_written(&self, words: &[&str]) -> bool {
        self.exact_words.as_ref().is_none_or(|exact_words| exact_words == words)
    }
}

/// Returns the words of a name. Empty if the name has other characters than words and spaces.
fn name_words(name: &str) -> Vec<&str> {
    let parts = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    let name = parts.map_or(name, |(name, _)| name).trim();
    if !name.chars().all(|char| is_word_char(char) || char.is_whitespace()) {
        return Vec::new();
    }
    WordRanges { text: name, offset: 0 }.filter_map(|range| name.get(range)).collect()
}

/// Returns the word that follows an offset after white space alone.
fn word_after(text: &str, offset: usize) -> Option<Range<usize>> {
    let remaining = text.get(offset..)?;
    let gap = remaining.len() - remaining.trim_start().len();
    let next = WordRanges { text, offset: offset + gap }.next()?;
    (gap > 0 && next.start == offset + gap).then_some(next)
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
