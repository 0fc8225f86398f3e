//! What an entry says in a field, as plain words: for finding, and for showing as an answer.

use super::plain::Written;
use super::unit::{Fact, Reading};
use crate::parse::Citation;
use crate::schema::{Date, Field, Kind, Statement, Value};
use crate::site::cite::Verified;
use crate::site::{Entry, EntryIndex};

/// The words that back a fact.
pub(super) struct Ground<'a> {
    /// Empty if the source's own words are not at hand.
    pub(super) quote: &'a str,
    pub(super) locator: &'a str,
    /// The document, if it has a page.
    pub(super) document: Option<EntryIndex>,
}

/// The value of a fact: of one that another entry says, that entry's title.
pub(super) fn value_of(reading: Reading<'_>, fact: &Fact<'_>) -> String {
    if fact.subject != fact.written_in {
        return reading.title(fact.written_in).to_owned();
    }
    value(reading, fact.subject, (fact.field, fact.statement))
}

/// What the field of a fact is called on its subject's page.
pub(super) fn label_of<'a>(reading: Reading<'a>, fact: &Fact<'a>) -> &'a str {
    let inverse = fact.field.inverse.as_ref().filter(|_| fact.subject != fact.written_in);
    reading.text(inverse.unwrap_or(&fact.field.label))
}

/// Since when, who says so, and what a reader has to know, each a sentence.
pub(super) fn qualifiers(reading: Reading<'_>, fact: &Fact<'_>) -> Vec<String> {
    let Some(said) = fact.statement.qualifiers.as_deref() else { return Vec::new() };
    let mut told = Vec::new();
    let period = fact.statement.period();
    if period != (None, None) {
        told.push(self::period(reading, period));
    }
    if let Some(speaker) = fact.statement.according_to() {
        let name = reading.site.speaker(speaker).map_or(&*speaker.text, |at| reading.title(at));
        told.push(reading.words.fill("according-to", &[("speaker", name)]));
    }
    told.extend(said.note.as_ref().map(|note| reading.text(note).to_owned()));
    told.iter().map(|phrase| sentence(phrase)).collect()
}

/// A phrase as a sentence of its own.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let end = if phrase.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    first.chain(letters.by_ref()).chain(end.chars()).collect()
}

/// The first source of a fact whose words were found, else the first.
pub(super) fn ground<'a>(reading: Reading<'a>, fact: &Fact<'a>) -> Option<Ground<'a>> {
    let entry = reading.site.entry(fact.written_in);
    let all = citations(fact.statement);
    let cited = |citation: &'a Citation| (citation, reading.site.cite(citation, entry));
    let followed: Vec<_> = all.into_iter().map(cited).collect();
    let verified = followed.iter().find(|(_, cited)| cited.verified == Verified::Yes);
    let (citation, cited) = verified.or(followed.first())?;
    let is_verified = cited.verified == Verified::Yes;
    let quote = citation.quote.as_ref().filter(|_| is_verified).map_or("", |quote| &*quote.text);
    let locator = citation.locator.as_ref().map_or("", |locator| &*locator.text);
    Some(Ground { quote, locator, document: cited.document })
}

/// The citations beside a value, and those in it.
fn citations(statement: &Statement) -> Vec<&Citation> {
    let mut found: Vec<&Citation> = statement.sources().iter().collect();
    match &statement.value {
        Value::Citation(citation) => found.push(citation),
        Value::Markdown(list) => {
            found.extend(list.iter().flat_map(|(_, body)| body.citations.iter().flatten()));
        }
        Value::Group(parts) => {
            // A group is one level deep.
            let inner = parts.iter().flat_map(|(_, statements)| statements);
            found.extend(inner.flat_map(|one| one.sources()));
        }
        _ => {}
    }
    found
}

/// The values of a field in a line; of text that is long none.
pub(super) fn line(reading: Reading<'_>, at: EntryIndex, id: &str) -> String {
    let entry = reading.site.entry(at);
    let Some(field) = entry.kind.field(id) else { return String::new() };
    let short = entry.statements(id).iter().filter(|one| !matches!(one.value, Value::Markdown(_)));
    let values: Vec<String> = short.map(|one| value(reading, at, (field, one))).collect();
    values.join(", ")
}

/// One value in words.
pub(super) fn value(
    reading: Reading<'_>,
    at: EntryIndex,
    (field, statement): (&Field, &Statement),
) -> String {
    let Value::Group(parts) = &statement.value else {
        return single(reading, at, (field, &statement.value));
    };
    let Kind::Group(fields) = &field.kind else { return String::new() };
    let inner = parts.iter().filter_map(|(id, statements)| {
        Some((fields.iter().find(|field| field.id == *id)?, statements))
    });
    let told = inner.flat_map(|(field, statements)| {
        statements.iter().map(move |one| single(reading, at, (field, &one.value)))
    });
    told.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn single(reading: Reading<'_>, at: EntryIndex, (field, value): (&Field, &Value)) -> String {
    let words = reading.words;
    match value {
        Value::Unknown => words.get("unknown").to_owned(),
        Value::None => words.get("none").to_owned(),
        Value::Text(text) => reading.text(text).to_owned(),
        Value::Markdown(list) => {
            let own = list.iter().find(|(tag, _)| tag.as_ref() == Some(reading.tag));
            let Some((tag, body)) = own.or(list.first()) else { return String::new() };
            let tags = &reading.site.config.languages;
            let language = tag.as_ref().and_then(|tag| tags.iter().position(|own| own == tag));
            let (language, path) = (language.unwrap_or(0), reading.site.entry(at).path());
            Written { entry: at, language, body, path }.line(reading)
        }
        Value::Number(written, _) => words.number(written),
        Value::Fraction(fraction) => fraction.to_string(),
        Value::Date(one) => words.date(one),
        Value::Period(from, until) => period(reading, (from.as_ref(), until.as_ref())),
        Value::Url(url) => url.trim_start_matches("mailto:").trim_start_matches("tel:").to_owned(),
        Value::Choice(word) => match &field.kind {
            Kind::Choice(choices) => {
                let label = choices.iter().find(|(own, _)| own == word);
                label.map_or(&**word, |(_, text)| reading.text(text)).to_owned()
            }
            _ => word.to_string(),
        },
        Value::Bool(yes) => words.get(if *yes { "yes" } else { "no" }).to_owned(),
        // The words of a citation are its ground.
        Value::Citation(citation) => {
            citation.quote.as_ref().map_or_else(String::new, |quote| quote.text.to_string())
        }
        Value::File(name) => name.rsplit('/').next().unwrap_or(name).to_owned(),
        Value::Entry(written) => relation(reading, field, written),
        Value::Group(_) => String::new(),
    }
}

fn relation(reading: Reading<'_>, field: &Field, written: &str) -> String {
    let Some(at) = reading.site.related(field, written) else { return written.to_owned() };
    let entry: &Entry = reading.site.entry(at);
    let about = written.split_once('#').and_then(|(_, about)| entry.kind.field(about));
    match about {
        Some(about) => format!("{}: {}", reading.title(at), reading.text(&about.label)),
        None => reading.title(at).to_owned(),
    }
}

fn period(reading: Reading<'_>, bounds: (Option<&Date>, Option<&Date>)) -> String {
    let words = reading.words;
    let told = |one: &Date| words.date(one);
    match bounds {
        (Some(from), Some(until)) => {
            words.fill("period-between", &[("from", &told(from)), ("until", &told(until))])
        }
        (Some(from), None) => words.fill("period-from", &[("from", &told(from))]),
        (None, Some(until)) => words.fill("period-until", &[("until", &told(until))]),
        (None, None) => words.get("unknown").to_owned(),
    }
}
