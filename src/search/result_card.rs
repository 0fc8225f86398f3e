//! What a hit shows: cards, one a unit, in shards of some that follow each other.

use super::analyze::{SearchDocument, SearchDocuments};
use super::document::{IndexContext, SearchFact};
use super::extract::{MarkdownText, normalize_whitespace, truncate_at_word};
use super::fact_text;
use crate::site::{EntryIndex, LanguageVersion};
use rayon::prelude::*;
use serde_json::{Value as Json, json};

/// How many cards a shard holds at most.
const CARDS: usize = 64;
/// How long their text is at most; a single card cannot be longer.
const MAX_BYTES: usize = 32_000;
/// The longest that each part of a card is shown, in letters.
const TITLE: usize = 160;
const EXCERPT: usize = 220;
const VALUE: usize = 320;
const PARAGRAPH: usize = 1_600;
/// Markup takes no part in an address, but letters beyond ASCII take many bytes.
const ADDRESS: usize = 2_000;

/// The text of each card, as JSON, in the order of the units.
pub(super) fn result_cards(reading: IndexContext<'_>, units: &SearchDocuments<'_>) -> Vec<String> {
    let card = |unit: &SearchDocument<'_>| match unit {
        SearchDocument::Entry(entry_index) => {
            let facts = units.facts.get(entry_index.0).cloned().unwrap_or_default();
            let (title, text) = (
                truncate_at_word(reading.entry_title(*entry_index), TITLE),
                entry_excerpt(reading, *entry_index),
            );
            json!([title, card_address(reading, *entry_index, ""), text, facts.start, facts.len()])
        }
        SearchDocument::Fact(one) => fact_card(reading, one),
        SearchDocument::Paragraph(entry_index, number) => {
            paragraph_card(reading, (*entry_index, *number))
        }
    };
    units.all.par_iter().map(|unit| card(unit).to_string()).collect()
}

/// Where each shard begins.
pub(super) fn card_shard_starts(cards: &[String]) -> Vec<usize> {
    let (mut starts, mut n_bytes) = (Vec::new(), 0);
    for (index, card) in cards.iter().enumerate() {
        let is_full = starts.last().is_none_or(|start| index - start >= CARDS);
        if is_full || n_bytes + card.len() > MAX_BYTES {
            starts.push(index);
            n_bytes = 0;
        }
        n_bytes += card.len() + 1;
    }
    starts
}

/// An entry's address below the site's own, with a place on the page.
fn card_address(reading: IndexContext<'_>, entry_index: EntryIndex, anchor: &str) -> String {
    let addresses = &reading.site.entry_at(entry_index).addresses;
    let address = addresses.get(reading.language_index.0).or(addresses.first());
    let address = address.map_or("", |address| address.trim_start_matches('/'));
    let written = crate::site::address::percent_encode(address);
    let written = if written.len() > ADDRESS { String::new() } else { written };
    match anchor {
        "" => written,
        _ => format!("{written}#{}", crate::site::address::percent_encode(anchor)),
    }
}

/// What an entry is about, in a sentence or two.
fn entry_excerpt(reading: IndexContext<'_>, entry_index: EntryIndex) -> String {
    let entry = reading.site.entry_at(entry_index);
    if entry.meta.removed.is_some() {
        return reading.strings.get_str("removed").to_owned();
    }
    if let Some(description) = &entry.description {
        return truncate_at_word(
            &normalize_whitespace(reading.localized_str(description)),
            EXCERPT,
        );
    }
    let version = entry.language_version(reading.tag);
    let own = |version: &&LanguageVersion| version.language == *reading.tag;
    let summary = version
        .filter(own)
        .map(|one| MarkdownText::new(reading, entry_index, one).text_summary(reading));
    let summary = summary.filter(|words| !words.is_empty());
    // A list item says what it is in its fields.
    let told = summary.or_else(|| {
        let fields = entry
            .fields
            .iter()
            .filter_map(|(id, statements)| Some((entry.kind.find_field(id)?, statements.first()?)));
        let mut values = fields.map(|pair| fact_text::statement_text(reading, entry_index, pair));
        values.find(|words| words.split_whitespace().nth(2).is_some())
    });
    truncate_at_word(&told.unwrap_or_default(), EXCERPT)
}

fn fact_card(reading: IndexContext<'_>, fact: &SearchFact<'_>) -> Json {
    let standing = reading.site.evidence_status(fact.statement);
    let ground = fact_text::fact_source(reading, fact);
    let out = fact_text::qualifier_sentences(reading, fact).join(" ");
    let (quote, locator, document) = match &ground {
        Some(ground) => (ground.quote, ground.locator, ground.document),
        None => ("", "", None),
    };
    let source = document
        .map_or_else(String::new, |entry_index| reading.entry_title(entry_index).to_owned());
    json!([
        fact_text::fact_label(reading, fact),
        card_address(reading, fact.subject, &fact_anchor(fact)),
        truncate_at_word(reading.entry_title(fact.subject), TITLE),
        truncate_at_word(&normalize_whitespace(&fact_text::fact_value(reading, fact)), VALUE),
        truncate_at_word(&out, VALUE),
        standing.unwrap_or_default(),
        truncate_at_word(quote, VALUE),
        locator,
        truncate_at_word(&source, TITLE),
        document.map_or("", |entry_index| entry_language(reading, entry_index)),
    ])
}

/// A field has a place on the page of the entry that it is written in.
fn fact_anchor(fact: &SearchFact<'_>) -> String {
    if fact.subject == fact.written_in { fact.field.id.to_string() } else { String::new() }
}

fn paragraph_card(reading: IndexContext<'_>, (entry_index, number): (EntryIndex, usize)) -> Json {
    let text = reading.site.source_texts.get(&reading.site.entry_at(entry_index).id);
    let Some(paragraph) = text.and_then(|text| text.paragraphs.get(number)) else {
        return Json::Null;
    };
    json!([
        paragraph.locator,
        card_address(reading, entry_index, &paragraph.locator),
        truncate_at_word(reading.entry_title(entry_index), TITLE),
        truncate_at_word(&paragraph.text, PARAGRAPH),
        entry_language(reading, entry_index),
    ])
}

/// The language of a document's own words, where it is not the page's.
fn entry_language<'a>(reading: IndexContext<'a>, entry_index: EntryIndex) -> &'a str {
    let own = reading.site.entry_at(entry_index).meta.language.as_ref();
    let own = own.unwrap_or(reading.site.default_language());
    if own == reading.tag { "" } else { &own.0 }
}
