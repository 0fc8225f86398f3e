//! The words of every unit, read in parallel.

use super::lexicon::{Bag, Lexicon, Weight, Words};
use super::plain::{Piece, Written};
use super::said;
use super::unit::{Fact, Kind, Reading};
use super::word::each_word;
use crate::site::EntryIndex;
use rayon::prelude::*;

/// How many units one thread reads at a time, with a lexicon of its own.
const UNITS_AT_A_TIME: usize = 256;
/// A name of so few words weighs most.
const SHORT_NAME: usize = 2;
const USUAL_NAME: usize = 5;

/// The weights, from a passing mention to the whole name. Words of no meaning by themselves are
/// kept from [`NAMED`] on.
const IN_TEXT: Weight = 1;
const IN_PAPER: Weight = 2;
const IN_VALUE: Weight = 3;
const IN_SUMMARY: Weight = 4;
pub(super) const NAMED: Weight = 5;
const LABELLED: Weight = 6;
pub(super) const WHOLE: Weight = 7;

/// One thing that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit<'a> {
    /// An entry or a page.
    Entry(EntryIndex),
    Fact(Fact<'a>),
    /// A paragraph of a document, by its place in the text.
    Paragraph(EntryIndex, usize),
}

/// All units of a language, by kind, in the order of their numbers.
pub(super) struct Units<'a> {
    pub(super) all: Vec<Unit<'a>>,
    /// How many there are of each kind.
    pub(super) counts: [usize; Kind::ALL.len()],
    /// Parallel to the site's entries: what each one's page says in single statements, by number.
    pub(super) facts: Vec<std::ops::Range<usize>>,
}

impl<'a> Units<'a> {
    pub(super) fn of(reading: Reading<'a>) -> Self {
        let [entries, pages] = reading.entries();
        let by_entry = reading.facts();
        let mut first = entries.len() + pages.len();
        let range = |facts: &Vec<Fact<'_>>| {
            let range = first..first + facts.len();
            first = range.end;
            range
        };
        let facts: Vec<_> = by_entry.iter().map(range).collect();
        let paragraphs = reading.paragraphs();
        let n_facts = by_entry.iter().map(Vec::len).sum();
        let counts = [entries.len(), pages.len(), n_facts, paragraphs.len()];
        let entries = entries.into_iter().chain(pages).map(Unit::Entry);
        let paragraphs = paragraphs.into_iter().map(|(at, number)| Unit::Paragraph(at, number));
        let all = entries.chain(by_entry.into_iter().flatten().map(Unit::Fact)).chain(paragraphs);
        Self { all: all.collect(), counts, facts }
    }
}

/// Words and the bags of some units, which follow each other.
pub(super) struct Part {
    pub(super) words: Vec<Box<str>>,
    pub(super) bags: Vec<Bag>,
}

/// Reads the words of all units, in their order.
pub(super) fn gather(reading: Reading<'_>, units: &Units<'_>) -> Vec<Part> {
    let part = |units: &[Unit<'_>]| {
        let mut lexicon = Lexicon::default();
        let bags = units.iter().map(|unit| bag(reading, unit, &mut lexicon)).collect();
        Part { words: lexicon.words, bags }
    };
    units.all.par_chunks(UNITS_AT_A_TIME).map(part).collect()
}

fn bag(reading: Reading<'_>, unit: &Unit<'_>, lexicon: &mut Lexicon) -> Bag {
    let mut words = Words::new(lexicon);
    match unit {
        Unit::Entry(at) => entry(reading, *at, &mut words),
        Unit::Fact(one) => fact(reading, one, &mut words),
        Unit::Paragraph(at, number) => paragraph(reading, (*at, *number), &mut words),
    }
    words.finish()
}

fn entry(reading: Reading<'_>, at: EntryIndex, words: &mut Words<'_>) {
    let entry = reading.site.entry(at);
    name(reading, reading.title(at), words);
    for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| !alias.starts_with('/')) {
        name(reading, alias, words);
    }
    if !entry.is_page() {
        // An id of one word is as good as a name; of more, it repeats the title's.
        words.add(if entry.id.contains('-') { NAMED } else { WHOLE }, &entry.id);
        words.add(IN_VALUE, reading.text(&entry.kind.name));
    }
    for (tag, _) in &entry.meta.tags {
        words.add(IN_SUMMARY, tag);
    }
    if let Some(description) = &entry.description {
        words.add(IN_SUMMARY, reading.text(description));
    }
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.field(id) else { continue };
        words.add(IN_VALUE, reading.text(&field.label));
        for statement in statements {
            words.add(IN_VALUE, &said::value(reading, at, (field, statement)));
        }
    }
    if let Some(version) = entry.version(reading.tag).filter(|_| entry.meta.removed.is_none()) {
        Written::of(reading, at, version).each(reading, |piece, text| match piece {
            Piece::Heading => words.add(IN_SUMMARY, text),
            Piece::Words => words.add(IN_TEXT, text),
            Piece::Break => {}
        });
    }
}

/// A name: the fewer words it has, the more each is all of it.
fn name(reading: Reading<'_>, name: &str, words: &mut Words<'_>) {
    let mut n_words = 0;
    each_word(name, |word| n_words += usize::from(!reading.tongue.is_common(word)));
    let weight = match n_words {
        0..=SHORT_NAME => WHOLE,
        one if one <= USUAL_NAME => LABELLED,
        _ => NAMED,
    };
    words.add(weight, name);
}

fn fact(reading: Reading<'_>, fact: &Fact<'_>, words: &mut Words<'_>) {
    // From the other end the same statement is less of an answer than where it is written.
    let is_own = fact.subject == fact.written_in;
    words.add(if is_own { WHOLE } else { LABELLED }, said::label_of(reading, fact));
    if let (true, Some(inverse)) = (is_own, &fact.field.inverse) {
        words.add(NAMED, reading.text(inverse));
    }
    words.add(NAMED, reading.title(fact.subject));
    let value = said::value_of(reading, fact);
    let is_short = !matches!(fact.field.kind, crate::schema::Kind::Markdown);
    words.add(if is_short { NAMED } else { IN_VALUE }, &value);
    for told in said::qualifiers(reading, fact) {
        words.add(IN_PAPER, &told);
    }
    if let Some(ground) = said::ground(reading, fact) {
        words.add(IN_PAPER, ground.quote);
        words.add(IN_PAPER, ground.locator);
    }
}

fn paragraph(reading: Reading<'_>, (at, number): (EntryIndex, usize), words: &mut Words<'_>) {
    let entry = reading.site.entry(at);
    let text = reading.site.source_texts.get(&entry.id);
    let Some(paragraph) = text.and_then(|text| text.paragraphs.get(number)) else { return };
    words.add(WHOLE, &paragraph.locator);
    words.add(IN_VALUE, reading.title(at));
    words.add(IN_VALUE, &entry.id);
    if let Some(section) = &paragraph.section {
        words.add(IN_VALUE, section);
    }
    words.add(IN_PAPER, &paragraph.text);
}
