//! What a hit shows: cards, one a unit, in shards of some that follow each other.

use super::gather::{Unit, Units};
use super::plain::{Written, folded, shortened};
use super::said;
use super::unit::{Fact, Reading};
use crate::site::{EntryIndex, Version};
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
pub(super) fn cards(reading: Reading<'_>, units: &Units<'_>) -> Vec<String> {
    let card = |unit: &Unit<'_>| match unit {
        Unit::Entry(at) => {
            let facts = units.facts.get(at.0).cloned().unwrap_or_default();
            let (title, text) = (shortened(reading.title(*at), TITLE), excerpt(reading, *at));
            json!([title, address(reading, *at, ""), text, facts.start, facts.len()])
        }
        Unit::Fact(one) => fact(reading, one),
        Unit::Paragraph(at, number) => paragraph(reading, (*at, *number)),
    };
    units.all.par_iter().map(|unit| card(unit).to_string()).collect()
}

/// Where each shard begins.
pub(super) fn cut(cards: &[String]) -> Vec<usize> {
    let (mut starts, mut n_bytes) = (Vec::new(), 0);
    for (at, card) in cards.iter().enumerate() {
        let is_full = starts.last().is_none_or(|start| at - start >= CARDS);
        if is_full || n_bytes + card.len() > MAX_BYTES {
            starts.push(at);
            n_bytes = 0;
        }
        n_bytes += card.len() + 1;
    }
    starts
}

/// An entry's address below the site's own, with a place on the page.
fn address(reading: Reading<'_>, at: EntryIndex, anchor: &str) -> String {
    let addresses = &reading.site.entry(at).addresses;
    let address = addresses.get(reading.language).or(addresses.first());
    let address = address.map_or("", |address| address.trim_start_matches('/'));
    let written = crate::site::address::encode(address);
    let written = if written.len() > ADDRESS { String::new() } else { written };
    match anchor {
        "" => written,
        _ => format!("{written}#{}", crate::site::address::encode(anchor)),
    }
}

/// What an entry is about, in a sentence or two.
fn excerpt(reading: Reading<'_>, at: EntryIndex) -> String {
    let entry = reading.site.entry(at);
    if entry.meta.removed.is_some() {
        return reading.words.get("removed").to_owned();
    }
    if let Some(description) = &entry.description {
        return shortened(&folded(reading.text(description)), EXCERPT);
    }
    let version = entry.version(reading.tag);
    let own = |version: &&Version| version.language == *reading.tag;
    let summary = version.filter(own).map(|one| Written::of(reading, at, one).summary(reading));
    let summary = summary.filter(|words| !words.is_empty());
    // A list item says what it is in its fields.
    let told = summary.or_else(|| {
        let fields = entry
            .fields
            .iter()
            .filter_map(|(id, statements)| Some((entry.kind.field(id)?, statements.first()?)));
        let mut values = fields.map(|pair| said::value(reading, at, pair));
        values.find(|words| words.split_whitespace().nth(2).is_some())
    });
    shortened(&told.unwrap_or_default(), EXCERPT)
}

fn fact(reading: Reading<'_>, fact: &Fact<'_>) -> Json {
    let standing = reading.site.stands_as(fact.statement);
    let ground = said::ground(reading, fact);
    let told = said::qualifiers(reading, fact).join(" ");
    let (quote, locator, document) = match &ground {
        Some(ground) => (ground.quote, ground.locator, ground.document),
        None => ("", "", None),
    };
    let source = document.map_or_else(String::new, |at| reading.title(at).to_owned());
    json!([
        said::label_of(reading, fact),
        address(reading, fact.subject, &anchor(fact)),
        shortened(reading.title(fact.subject), TITLE),
        shortened(&folded(&said::value_of(reading, fact)), VALUE),
        shortened(&told, VALUE),
        standing.unwrap_or_default(),
        shortened(quote, VALUE),
        locator,
        shortened(&source, TITLE),
        document.map_or("", |at| language_of(reading, at)),
    ])
}

/// A field has a place on the page of the entry that it is written in.
fn anchor(fact: &Fact<'_>) -> String {
    if fact.subject == fact.written_in { fact.field.id.to_string() } else { String::new() }
}

fn paragraph(reading: Reading<'_>, (at, number): (EntryIndex, usize)) -> Json {
    let text = reading.site.source_texts.get(&reading.site.entry(at).id);
    let Some(paragraph) = text.and_then(|text| text.paragraphs.get(number)) else {
        return Json::Null;
    };
    json!([
        paragraph.locator,
        address(reading, at, &paragraph.locator),
        shortened(reading.title(at), TITLE),
        shortened(&paragraph.text, PARAGRAPH),
        language_of(reading, at),
    ])
}

/// The language of a document's own words, where it is not the page's.
fn language_of<'a>(reading: Reading<'a>, at: EntryIndex) -> &'a str {
    let own = reading.site.entry(at).meta.language.as_ref();
    let own = own.unwrap_or(reading.site.default_language());
    if own == reading.tag { "" } else { &own.0 }
}
