//! What an entry says in a field, as plain words: for finding, and for showing as an answer.

use super::document::{IndexContext, SearchFact};
use super::extract::MarkdownText;
use crate::parse::Citation;
use crate::schema::{FieldDef, FieldKind, FieldValue, PeriodBounds, Statement};
use crate::site::resolve_citation::QuoteCheck;
use crate::site::{Entry, EntryIndex};

/// The words that back a fact.
pub(super) struct FactSource<'a> {
    /// Empty if the source's own words are not at hand.
    pub(super) quote: &'a str,
    pub(super) locator: &'a str,
    /// The document, if it has a page.
    pub(super) document: Option<EntryIndex>,
}

/// The value of a fact: of one that another entry says, that entry's title.
pub(super) fn fact_value(reading: IndexContext<'_>, fact: &SearchFact<'_>) -> String {
    if fact.subject != fact.written_in {
        return reading.entry_title(fact.written_in).to_owned();
    }
    statement_text(reading, fact.subject, (fact.field, fact.statement))
}

/// What the field of a fact is called on its subject's page.
pub(super) fn fact_label<'a>(reading: IndexContext<'a>, fact: &SearchFact<'a>) -> &'a str {
    let inverse = fact.field.inverse.as_ref().filter(|_| fact.subject != fact.written_in);
    reading.localized_str(inverse.unwrap_or(&fact.field.label))
}

/// Since when, who says so, and what a reader has to know, each a sentence.
pub(super) fn qualifier_sentences(reading: IndexContext<'_>, fact: &SearchFact<'_>) -> Vec<String> {
    let Some(qualifiers) = fact.statement.qualifiers.as_deref() else { return Vec::new() };
    let mut told = Vec::new();
    let period = fact.statement.validity_period();
    if !period.is_unbounded() {
        told.push(reading.strings.format_period(period));
    }
    if let Some(speaker) = fact.statement.attributed_to() {
        let name = reading
            .site
            .attributed_entry(speaker)
            .map_or(&*speaker.text, |entry_index| reading.entry_title(entry_index));
        told.push(reading.strings.format("according-to", &[("speaker", name)]));
    }
    told.extend(qualifiers.note.as_ref().map(|note| reading.localized_str(note).to_owned()));
    told.iter().map(|phrase| to_sentence(phrase)).collect()
}

/// A phrase as a sentence of its own.
fn to_sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let end = if phrase.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    first.chain(letters.by_ref()).chain(end.chars()).collect()
}

/// The first source of a fact whose words were found, else the first.
pub(super) fn fact_source<'a>(
    reading: IndexContext<'a>,
    fact: &SearchFact<'a>,
) -> Option<FactSource<'a>> {
    let entry = reading.site.entry_at(fact.written_in);
    let all = statement_citations(fact.statement);
    let cited = |citation: &'a Citation| (citation, reading.site.resolve_citation(citation, entry));
    let followed: Vec<_> = all.into_iter().map(cited).collect();
    let verified = followed.iter().find(|(_, cited)| cited.verified == QuoteCheck::Verified);
    let (citation, cited) = verified.or(followed.first())?;
    let is_verified = cited.verified == QuoteCheck::Verified;
    let quote = citation.quote.as_ref().filter(|_| is_verified).map_or("", |quote| &*quote.text);
    let locator = citation.locator.as_ref().map_or("", |locator| &*locator.text);
    Some(FactSource { quote, locator, document: cited.document })
}

/// The citations beside a value, and those in it.
fn statement_citations(statement: &Statement) -> Vec<&Citation> {
    let mut found: Vec<&Citation> = statement.citations().iter().collect();
    match &statement.value {
        FieldValue::Citation(citation) => found.push(citation),
        FieldValue::Markdown(list) => {
            found.extend(list.iter().flat_map(|(_, body)| body.citations.iter().flatten()));
        }
        FieldValue::Group(parts) => {
            // A group is one level deep.
            let inner = parts.iter().flat_map(|(_, statements)| statements);
            found.extend(inner.flat_map(|one| one.citations()));
        }
        _ => {}
    }
    found
}

/// The values of a field in a line; of text that is long none.
pub(super) fn field_line(reading: IndexContext<'_>, entry_index: EntryIndex, id: &str) -> String {
    let entry = reading.site.entry_at(entry_index);
    let Some(field) = entry.kind.find_field(id) else { return String::new() };
    let short = entry
        .field_statements(id)
        .iter()
        .filter(|one| !matches!(one.value, FieldValue::Markdown(_)));
    let values: Vec<String> =
        short.map(|one| statement_text(reading, entry_index, (field, one))).collect();
    values.join(", ")
}

/// One value in words.
pub(super) fn statement_text(
    reading: IndexContext<'_>,
    entry_index: EntryIndex,
    (field, statement): (&FieldDef, &Statement),
) -> String {
    let FieldValue::Group(parts) = &statement.value else {
        return value_text(reading, entry_index, (field, &statement.value));
    };
    let FieldKind::Group(fields) = &field.kind else { return String::new() };
    let inner = parts.iter().filter_map(|(id, statements)| {
        Some((fields.iter().find(|field| field.id == *id)?, statements))
    });
    let told = inner.flat_map(|(field, statements)| {
        statements.iter().map(move |one| value_text(reading, entry_index, (field, &one.value)))
    });
    told.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn value_text(
    reading: IndexContext<'_>,
    entry_index: EntryIndex,
    (field, value): (&FieldDef, &FieldValue),
) -> String {
    let strings = reading.strings;
    match value {
        FieldValue::Unknown => strings.get_str("unknown").to_owned(),
        FieldValue::None => strings.get_str("none").to_owned(),
        FieldValue::Text(text) => reading.localized_str(text).to_owned(),
        FieldValue::Markdown(list) => {
            let own = list.iter().find(|(tag, _)| tag.as_ref() == Some(reading.tag));
            let Some((tag, body)) = own.or(list.first()) else { return String::new() };
            let language_index =
                tag.as_ref().and_then(|tag| reading.site.config.language_index(tag));
            let (language_index, path) = (
                language_index.unwrap_or_default(),
                reading.site.entry_at(entry_index).source_path(),
            );
            MarkdownText { entry: entry_index, language_index, body, path }
                .single_line_text(reading)
        }
        FieldValue::Number(written, _) => strings.format_number(written),
        FieldValue::Fraction(fraction) => fraction.to_string(),
        FieldValue::Date(one) => strings.format_date(one),
        FieldValue::Period(from, until) => strings.format_period(PeriodBounds::new(from, until)),
        FieldValue::Url(url) => {
            url.trim_start_matches("mailto:").trim_start_matches("tel:").to_owned()
        }
        FieldValue::Choice(word) => match &field.kind {
            FieldKind::Choice(choices) => {
                let label = choices.iter().find(|(own, _)| own == word);
                label.map_or(&**word, |(_, text)| reading.localized_str(text)).to_owned()
            }
            _ => word.to_string(),
        },
        FieldValue::Bool(yes) => strings.get_str(if *yes { "yes" } else { "no" }).to_owned(),
        // The words of a citation are its ground.
        FieldValue::Citation(citation) => {
            citation.quote.as_ref().map_or_else(String::new, |quote| quote.text.to_string())
        }
        FieldValue::File(name) => name.rsplit('/').next().unwrap_or(name).to_owned(),
        FieldValue::Reference(written) => relation_text(reading, field, written),
        FieldValue::Group(_) => String::new(),
    }
}

fn relation_text(reading: IndexContext<'_>, field: &FieldDef, written: &str) -> String {
    let Some(entry_index) = reading.site.find_related(field, written) else {
        return written.to_owned();
    };
    let entry: &Entry = reading.site.entry_at(entry_index);
    let about = written.split_once('#').and_then(|(_, about)| entry.kind.find_field(about));
    match about {
        Some(about) => {
            format!("{}: {}", reading.entry_title(entry_index), reading.localized_str(&about.label))
        }
        None => reading.entry_title(entry_index).to_owned(),
    }
}
