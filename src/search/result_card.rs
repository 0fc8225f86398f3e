//! What the list of results shows of each item: its card, as a JSON array.
//!
//! `search.js` reads the fields of a card by position. Each kind of card has a list of its fields
//! here, and a test compares the lists with the script.

use super::fact_text;
use super::index_context::IndexContext;
use super::search_item::{ParagraphRef, SearchFact, SearchItem, SearchItems};
use crate::parse::outline::EmbedScope;
use crate::site::address::percent_encode;
use crate::site::resolve_link::FieldEmbed;
use crate::site::statement_state::StatementState;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::{self, collapse_whitespace, truncate_at_sentence, truncate_at_word};
use rayon::prelude::*;
use serde_json::{Value as Json, json};

/// How many cards a shard has at most.
const MAX_CARDS_PER_SHARD: usize = 64;
/// How long the cards of a shard are at most. A single card is never longer.
const MAX_SHARD_BYTES: usize = 32_000;
// How long each part of a card is at most.
const MAX_TITLE_LETTERS: usize = 160;
const MAX_EXCERPT_LETTERS: usize = 220;
const MAX_VALUE_LETTERS: usize = 320;
const MAX_PARAGRAPH_LETTERS: usize = 1_600;
/// A longer address is left out, so that every card has a bounded size.
const MAX_ADDRESS_BYTES: usize = 2_000;
/// An entry without a text is described by its first value with at least so many words.
const MIN_EXCERPT_WORDS: usize = 3;

/// The fields of an entry's card. The facts are given by their item numbers.
const ENTRY_CARD_FIELDS: [&str; 6] =
    ["title", "address", "text", "firstFact", "nFacts", "replaced"];
/// The fields of a fact's card. The language is the document's, or empty if it is the page's.
const FACT_CARD_FIELDS: [&str; 12] = [
    "label",
    "address",
    "subject",
    "value",
    "qualifiers",
    "state",
    "standing",
    "quote",
    "locator",
    "source",
    "language",
    "replaced",
];
/// The fields of a paragraph's card. The language is as in a fact's.
const PARAGRAPH_CARD_FIELDS: [&str; 6] =
    ["locator", "address", "source", "text", "language", "replaced"];

/// Returns the card of each item, as JSON.
pub(super) fn result_cards(context: IndexContext<'_>, items: &SearchItems<'_>) -> Vec<String> {
    let card = |item: &SearchItem<'_>| match item {
        SearchItem::Entry(entry_index) => json!(entry_card(context, items, *entry_index)),
        SearchItem::Fact(fact) => json!(fact_card(context, fact)),
        SearchItem::Paragraph(paragraph) => json!(paragraph_card(context, *paragraph)),
    };
    items.all.par_iter().map(|item| card(item).to_string()).collect()
}

/// Returns the item number at which each shard of cards starts.
pub(super) fn card_shard_starts(cards: &[String]) -> Vec<usize> {
    let (mut starts, mut n_bytes) = (Vec::new(), 0);
    for (item, card) in cards.iter().enumerate() {
        let is_full = starts.last().is_none_or(|start| item - start >= MAX_CARDS_PER_SHARD);
        if is_full || n_bytes + card.len() > MAX_SHARD_BYTES {
            starts.push(item);
            n_bytes = 0;
        }
        n_bytes += card.len() + 1;
    }
    starts
}

fn entry_card(
    context: IndexContext<'_>,
    items: &SearchItems<'_>,
    entry_index: EntryIndex,
) -> [Json; ENTRY_CARD_FIELDS.len()] {
    let facts = items.fact_ranges.get(entry_index.0).cloned().unwrap_or_default();
    [
        json!(truncate_at_word(context.entry_title(entry_index), MAX_TITLE_LETTERS)),
        json!(card_address(context, entry_index, "")),
        json!(context.plain_text().typeset_result(&entry_text(context, entry_index))),
        json!(facts.start),
        json!(facts.len()),
        json!(replaced_mark(context, entry_index)),
    ]
}

fn fact_card(context: IndexContext<'_>, fact: &SearchFact<'_>) -> [Json; FACT_CARD_FIELDS.len()] {
    let status = context.site.display_status(fact.statement);
    let source = fact_text::fact_source(context, fact);
    let qualifiers = fact_text::qualifier_sentences(context, fact).join(" ");
    let (quote, locator, document) = match &source {
        Some(source) => (source.quote, source.locator, source.document),
        None => (None, None, None),
    };
    let document_name = document.map_or("", |document| context.localized.document_name(document).0);
    // A field has an anchor on the page of the entry that it is written in.
    let is_written_here = fact.subject == fact.written_in;
    let anchor = if is_written_here { &*fact.field.id } else { "" };
    let value = collapse_whitespace(&fact_text::fact_value(context, fact));
    [
        json!(fact_text::fact_label(context, fact)),
        json!(card_address(context, fact.subject, anchor)),
        json!(truncate_at_word(context.entry_title(fact.subject), MAX_TITLE_LETTERS)),
        json!(context.plain_text().typeset_result(&truncate_at_word(&value, MAX_VALUE_LETTERS))),
        json!(
            context.plain_text().typeset_result(&truncate_at_word(&qualifiers, MAX_VALUE_LETTERS))
        ),
        json!(fact_text::fact_state(context, fact).map_or("", StatementState::as_str)),
        json!(status.map_or("", DisplayStatus::as_str)),
        json!(truncate_at_word(quote.unwrap_or_default(), MAX_VALUE_LETTERS)),
        json!(locator.unwrap_or_default()),
        json!(truncate_at_word(document_name, MAX_TITLE_LETTERS)),
        json!(document.map_or("", |document| foreign_language(context, document))),
        json!(replaced_mark(context, fact.subject)),
    ]
}

fn paragraph_card(
    context: IndexContext<'_>,
    paragraph_ref: ParagraphRef,
) -> Option<[Json; PARAGRAPH_CARD_FIELDS.len()]> {
    let ParagraphRef { document, paragraph_index } = paragraph_ref;
    let text = context.site.source_texts.get(&context.site.entry_at(document).id);
    let paragraph = text?.paragraphs.get(paragraph_index)?;
    Some([
        json!(paragraph.locator),
        json!(card_address(context, document, &paragraph.anchor)),
        json!(truncate_at_word(context.localized.document_name(document).0, MAX_TITLE_LETTERS)),
        json!(truncate_at_word(&paragraph.text, MAX_PARAGRAPH_LETTERS)),
        json!(foreign_language(context, document)),
        json!(replaced_mark(context, document)),
    ])
}

/// Returns an entry's address relative to the site's root, with an anchor unless that is empty.
fn card_address(context: IndexContext<'_>, entry_index: EntryIndex, anchor: &str) -> String {
    let addresses = &context.site.entry_at(entry_index).addresses;
    let address = addresses.get(context.localized.language_index.0).or(addresses.first());
    let address = address.map_or("", |address| address.trim_start_matches('/'));
    let mut encoded = percent_encode(address);
    if encoded.len() > MAX_ADDRESS_BYTES {
        encoded.clear();
    }
    if !anchor.is_empty() {
        encoded.push('#');
        encoded.push_str(&percent_encode(anchor));
    }
    encoded
}

/// Returns what an entry is about. If it is not in force, that comes first.
fn entry_text(context: IndexContext<'_>, entry_index: EntryIndex) -> String {
    let excerpt = entry_excerpt(context, entry_index);
    match fact_text::not_in_force_sentence(context, entry_index) {
        Some(sentence) if excerpt.is_empty() => sentence,
        Some(sentence) => format!("{sentence} {excerpt}"),
        None => excerpt,
    }
}

/// Returns what an entry is about, in a sentence or two.
fn entry_excerpt(context: IndexContext<'_>, entry_index: EntryIndex) -> String {
    let entry = context.site.entry_at(entry_index);
    if entry.meta.removed.is_some() {
        return context.strings.get_str("removed").to_owned();
    }
    if let Some(description) = &entry.description {
        let description = collapse_whitespace(context.localized_str(description));
        return truncate_at_sentence(&description, MAX_EXCERPT_LETTERS);
    }
    let version = entry.language_version(context.localized.language_tag);
    let summary = version
        .filter(|version| version.language == *context.localized.language_tag)
        .map(|version| context.site.version_text(entry_index, version))
        .map(|text| context.plain_text().summary(text, MAX_EXCERPT_LETTERS))
        .filter(|summary| !summary.is_empty());
    let excerpt = summary.or_else(|| {
        let mut values = entry.fields.iter().filter_map(|(field_id, statements)| {
            let embed = FieldEmbed {
                entry: entry_index,
                field: field_id.clone(),
                scope: EmbedScope::Current,
            };
            // Of several values, those that the page shows in a text: never only the first.
            let values = context.plain_text().page_field(&embed);
            let is_whole = values.chars().count() <= MAX_EXCERPT_LETTERS;
            (statements.len() == 1 || is_whole).then_some(values)
        });
        let value = values.find(|value| value.split_whitespace().count() >= MIN_EXCERPT_WORDS);
        value.map(|value| truncate_at_sentence(&value, MAX_EXCERPT_LETTERS))
    });
    excerpt.unwrap_or_default()
}

/// Returns the words beside the name of what has been replaced, or an empty string.
fn replaced_mark(context: IndexContext<'_>, entry_index: EntryIndex) -> String {
    theme::replaced_mark(context.site, context.strings, entry_index).unwrap_or_default()
}

/// Returns a document's language, or an empty string if it is the page's.
fn foreign_language<'a>(context: IndexContext<'a>, document: EntryIndex) -> &'a str {
    let language = context.site.entry_at(document).meta.language.as_ref();
    let language = language.unwrap_or(context.site.default_language());
    if language == context.localized.language_tag { "" } else { &language.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::contract_tests::assert_script_has;

    #[test]
    fn the_script_reads_the_fields_of_a_card_in_their_order() {
        for fields in [&ENTRY_CARD_FIELDS[..], &FACT_CARD_FIELDS, &PARAGRAPH_CARD_FIELDS] {
            assert_script_has("search", &format!("const [{}] = ", fields.join(", ")));
        }
    }
}
