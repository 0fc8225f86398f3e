//! Reads the terms of all items, in parallel.

use super::fact_text;
use super::index_context::IndexContext;
use super::interner::{ItemTerms, TermInterner, TermWeights};
use super::search_item::{ParagraphRef, SearchFact, SearchItem, SearchItems};
use super::term_weight::TermWeight;
use super::tokenize::for_each_word;
use crate::schema::FieldKind;
use crate::site::EntryIndex;
use crate::theme::TextPiece;
use rayon::prelude::*;

/// How many items one thread reads at a time, with an interner of its own.
const ITEMS_PER_CHUNK: usize = 256;
/// A name of at most so many words has the greatest weight.
const SHORT_NAME_WORDS: usize = 2;
/// A name of at most so many words weighs as much as a label.
const USUAL_NAME_WORDS: usize = 5;

/// The terms of consecutive items.
pub(super) struct AnalyzedChunk {
    /// The chunk's words, by number.
    pub(super) words: Vec<Box<str>>,
    /// The terms of each item.
    pub(super) item_terms: Vec<TermWeights>,
}

/// Reads the terms of all items, in order.
pub(super) fn analyze(context: IndexContext<'_>, items: &SearchItems<'_>) -> Vec<AnalyzedChunk> {
    let analyze_chunk = |items: &[SearchItem<'_>]| {
        let mut interner = TermInterner::default();
        let item_terms =
            items.iter().map(|item| term_weights(context, item, &mut interner)).collect();
        AnalyzedChunk { words: interner.words, item_terms }
    };
    items.all.par_chunks(ITEMS_PER_CHUNK).map(analyze_chunk).collect()
}

fn term_weights(
    context: IndexContext<'_>,
    item: &SearchItem<'_>,
    interner: &mut TermInterner,
) -> TermWeights {
    let mut terms = ItemTerms::new(interner);
    match item {
        SearchItem::Entry(entry_index) => add_entry_terms(context, *entry_index, &mut terms),
        SearchItem::Fact(fact) => add_fact_terms(context, fact, &mut terms),
        SearchItem::Paragraph(paragraph) => add_paragraph_terms(context, *paragraph, &mut terms),
    }
    terms.finish()
}

fn add_entry_terms(context: IndexContext<'_>, entry_index: EntryIndex, terms: &mut ItemTerms<'_>) {
    let entry = context.site.entry_at(entry_index);
    add_name_terms(context, context.entry_title(entry_index), terms);
    for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| !alias.starts_with('/')) {
        add_name_terms(context, alias, terms);
    }
    if !entry.is_page() {
        // An id of one word is as good as a name; a longer one repeats the words of the title.
        let weight =
            if entry.id.contains('-') { TermWeight::LongName } else { TermWeight::ShortName };
        terms.add(weight, &entry.id);
        terms.add(TermWeight::Value, context.localized_str(&entry.entry_type.name));
    }
    for (tag, _) in &entry.meta.tags {
        terms.add(TermWeight::Summary, tag);
    }
    if let Some(description) = &entry.description {
        terms.add(TermWeight::Summary, context.localized_str(description));
    }
    for (field_id, statements) in &entry.fields {
        let Some(field) = entry.entry_type.find_field(field_id) else { continue };
        terms.add(TermWeight::Value, context.localized_str(&field.label));
        for statement in statements {
            let text = context.plain_text().statement_text(entry_index, field, statement);
            terms.add(TermWeight::Value, &text);
        }
    }
    let version = entry.language_version(context.localized.language_tag);
    if let Some(version) = version.filter(|_| entry.meta.removed.is_none()) {
        let text = context.site.version_text(entry_index, version);
        context.plain_text().for_each_piece(text, |piece, text| match piece {
            TextPiece::Heading => terms.add(TermWeight::Summary, text),
            TextPiece::Words => terms.add(TermWeight::Text, text),
            TextPiece::Break => {}
        });
    }
}

/// Adds the terms of a name. The fewer words the name has, the more each of them weighs.
fn add_name_terms(context: IndexContext<'_>, name: &str, terms: &mut ItemTerms<'_>) {
    let mut n_words = 0;
    for_each_word(name, |word| n_words += usize::from(!context.analyzer.is_stop_word(word)));
    let weight = if n_words <= SHORT_NAME_WORDS {
        TermWeight::ShortName
    } else if n_words <= USUAL_NAME_WORDS {
        TermWeight::UsualName
    } else {
        TermWeight::LongName
    };
    terms.add(weight, name);
    if let Some(term) = context.analyzer.whole_name_term(name) {
        terms.add_term(TermWeight::ShortName, &term);
    }
}

fn add_fact_terms(context: IndexContext<'_>, fact: &SearchFact<'_>, terms: &mut ItemTerms<'_>) {
    // A relation answers a question better on the page it is written in than from its other end.
    let is_written_here = fact.subject == fact.written_in;
    let label_weight = if is_written_here { TermWeight::ShortName } else { TermWeight::UsualName };
    terms.add(label_weight, &fact_text::fact_label(context, fact));
    if let (true, Some(inverse)) = (is_written_here, &fact.field.inverse) {
        terms.add(TermWeight::LongName, context.localized_str(inverse));
    }
    terms.add(TermWeight::LongName, context.entry_title(fact.subject));
    let is_short = !matches!(fact.field.kind, FieldKind::Markdown);
    let value_weight = if is_short { TermWeight::LongName } else { TermWeight::Value };
    terms.add(value_weight, &fact_text::fact_value(context, fact));
    for sentence in fact_text::qualifier_sentences(context, fact) {
        terms.add(TermWeight::Quote, &sentence);
    }
    if let Some(source) = fact_text::fact_source(context, fact) {
        for text in source.quote.into_iter().chain(source.locator) {
            terms.add(TermWeight::Quote, text);
        }
    }
}

fn add_paragraph_terms(
    context: IndexContext<'_>,
    paragraph_ref: ParagraphRef,
    terms: &mut ItemTerms<'_>,
) {
    let document = context.site.entry_at(paragraph_ref.document);
    let text = context.site.source_texts.get(&document.id);
    let paragraph = text.and_then(|text| text.paragraphs.get(paragraph_ref.paragraph_index));
    let Some(paragraph) = paragraph else { return };
    terms.add(TermWeight::ShortName, &paragraph.locator);
    terms.add(TermWeight::Value, context.entry_title(paragraph_ref.document));
    terms.add(TermWeight::Value, &document.id);
    if let Some(section) = &paragraph.section {
        terms.add(TermWeight::Value, &section.text);
    }
    terms.add(TermWeight::Quote, &paragraph.text);
}
