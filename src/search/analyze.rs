//! The words of every unit, read in parallel.

use super::document::{DocumentKind, IndexContext, SearchFact};
use super::extract::{ExtractedPiece, MarkdownText};
use super::fact_text;
use super::interner::{DocumentTerms, TermInterner, TermWeight, TermWeights};
use super::tokenize::for_each_word;
use crate::site::EntryIndex;
use rayon::prelude::*;

/// How many units one thread reads at a time, with a lexicon of its own.
const UNITS_AT_A_TIME: usize = 256;
/// A name of so few words weighs most.
const SHORT_NAME: usize = 2;
const USUAL_NAME: usize = 5;

/// The weights, from a passing mention to the whole name. Words of no meaning by themselves are
/// kept from [`NAMED`] on.
const IN_TEXT: TermWeight = 1;
const IN_PAPER: TermWeight = 2;
const IN_VALUE: TermWeight = 3;
const IN_SUMMARY: TermWeight = 4;
pub(super) const NAMED: TermWeight = 5;
const LABELLED: TermWeight = 6;
pub(super) const WHOLE: TermWeight = 7;

/// One thing that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) enum SearchDocument<'a> {
    /// An entry or a page.
    Entry(EntryIndex),
    Fact(SearchFact<'a>),
    /// A paragraph of a document, by its place in the text.
    Paragraph(EntryIndex, usize),
}

/// All units of a language, by kind, in the order of their numbers.
pub(super) struct SearchDocuments<'a> {
    pub(super) all: Vec<SearchDocument<'a>>,
    /// How many there are of each kind.
    pub(super) counts: [usize; DocumentKind::ALL.len()],
    /// Parallel to the site's entries: what each one's page says in single statements, by number.
    pub(super) facts: Vec<std::ops::Range<usize>>,
}

impl<'a> SearchDocuments<'a> {
    pub(super) fn collect(reading: IndexContext<'a>) -> Self {
        let [entries, pages] = reading.indexed_entries();
        let by_entry = reading.indexed_facts();
        let mut first = entries.len() + pages.len();
        let range = |facts: &Vec<SearchFact<'_>>| {
            let range = first..first + facts.len();
            first = range.end;
            range
        };
        let facts: Vec<_> = by_entry.iter().map(range).collect();
        let paragraphs = reading.indexed_paragraphs();
        let n_facts = by_entry.iter().map(Vec::len).sum();
        let counts = [entries.len(), pages.len(), n_facts, paragraphs.len()];
        let entries = entries.into_iter().chain(pages).map(SearchDocument::Entry);
        let paragraphs = paragraphs
            .into_iter()
            .map(|(entry_index, number)| SearchDocument::Paragraph(entry_index, number));
        let all = entries
            .chain(by_entry.into_iter().flatten().map(SearchDocument::Fact))
            .chain(paragraphs);
        Self { all: all.collect(), counts, facts }
    }
}

/// Words and the bags of some units, which follow each other.
pub(super) struct AnalyzedChunk {
    pub(super) words: Vec<Box<str>>,
    pub(super) bags: Vec<TermWeights>,
}

/// Reads the words of all units, in their order.
pub(super) fn analyze(
    reading: IndexContext<'_>,
    units: &SearchDocuments<'_>,
) -> Vec<AnalyzedChunk> {
    let part = |units: &[SearchDocument<'_>]| {
        let mut lexicon = TermInterner::default();
        let bags = units.iter().map(|unit| term_weights(reading, unit, &mut lexicon)).collect();
        AnalyzedChunk { words: lexicon.words, bags }
    };
    units.all.par_chunks(UNITS_AT_A_TIME).map(part).collect()
}

fn term_weights(
    reading: IndexContext<'_>,
    unit: &SearchDocument<'_>,
    lexicon: &mut TermInterner,
) -> TermWeights {
    let mut words = DocumentTerms::new(lexicon);
    match unit {
        SearchDocument::Entry(entry_index) => add_entry_terms(reading, *entry_index, &mut words),
        SearchDocument::Fact(one) => add_fact_terms(reading, one, &mut words),
        SearchDocument::Paragraph(entry_index, number) => {
            add_paragraph_terms(reading, (*entry_index, *number), &mut words);
        }
    }
    words.finish()
}

fn add_entry_terms(
    reading: IndexContext<'_>,
    entry_index: EntryIndex,
    words: &mut DocumentTerms<'_>,
) {
    let entry = reading.site.entry_at(entry_index);
    add_name_terms(reading, reading.entry_title(entry_index), words);
    for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| !alias.starts_with('/')) {
        add_name_terms(reading, alias, words);
    }
    if !entry.is_page() {
        // An id of one word is as good as a name; of more, it repeats the title's.
        words.add(if entry.id.contains('-') { NAMED } else { WHOLE }, &entry.id);
        words.add(IN_VALUE, reading.localized_str(&entry.kind.name));
    }
    for (tag, _) in &entry.meta.tags {
        words.add(IN_SUMMARY, tag);
    }
    if let Some(description) = &entry.description {
        words.add(IN_SUMMARY, reading.localized_str(description));
    }
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        words.add(IN_VALUE, reading.localized_str(&field.label));
        for statement in statements {
            words.add(
                IN_VALUE,
                &fact_text::statement_text(reading, entry_index, (field, statement)),
            );
        }
    }
    if let Some(version) =
        entry.language_version(reading.tag).filter(|_| entry.meta.removed.is_none())
    {
        MarkdownText::new(reading, entry_index, version).for_each_piece(reading, |piece, text| {
            match piece {
                ExtractedPiece::Heading => words.add(IN_SUMMARY, text),
                ExtractedPiece::Words => words.add(IN_TEXT, text),
                ExtractedPiece::Break => {}
            }
        });
    }
}

/// A name: the fewer words it has, the more each is all of it.
fn add_name_terms(reading: IndexContext<'_>, name: &str, words: &mut DocumentTerms<'_>) {
    let mut n_words = 0;
    for_each_word(name, |word| n_words += usize::from(!reading.tongue.is_stop_word(word)));
    let weight = match n_words {
        0..=SHORT_NAME => WHOLE,
        one if one <= USUAL_NAME => LABELLED,
        _ => NAMED,
    };
    words.add(weight, name);
}

fn add_fact_terms(reading: IndexContext<'_>, fact: &SearchFact<'_>, words: &mut DocumentTerms<'_>) {
    // From the other end the same statement is less of an answer than where it is written.
    let is_own = fact.subject == fact.written_in;
    words.add(if is_own { WHOLE } else { LABELLED }, fact_text::fact_label(reading, fact));
    if let (true, Some(inverse)) = (is_own, &fact.field.inverse) {
        words.add(NAMED, reading.localized_str(inverse));
    }
    words.add(NAMED, reading.entry_title(fact.subject));
    let value = fact_text::fact_value(reading, fact);
    let is_short = !matches!(fact.field.kind, crate::schema::FieldKind::Markdown);
    words.add(if is_short { NAMED } else { IN_VALUE }, &value);
    for out in fact_text::qualifier_sentences(reading, fact) {
        words.add(IN_PAPER, &out);
    }
    if let Some(ground) = fact_text::fact_source(reading, fact) {
        words.add(IN_PAPER, ground.quote);
        words.add(IN_PAPER, ground.locator);
    }
}

fn add_paragraph_terms(
    reading: IndexContext<'_>,
    (entry_index, number): (EntryIndex, usize),
    words: &mut DocumentTerms<'_>,
) {
    let entry = reading.site.entry_at(entry_index);
    let text = reading.site.source_texts.get(&entry.id);
    let Some(paragraph) = text.and_then(|text| text.paragraphs.get(number)) else { return };
    words.add(WHOLE, &paragraph.locator);
    words.add(IN_VALUE, reading.entry_title(entry_index));
    words.add(IN_VALUE, &entry.id);
    if let Some(section) = &paragraph.section {
        words.add(IN_VALUE, section);
    }
    words.add(IN_PAPER, &paragraph.text);
}
