//! The citations and the texts of one entry, as it has them.

use super::entry::Entry;
use crate::parse::{Citation, MarkdownBody};
use crate::schema::{EvidenceStatus, FieldId, FieldValue, LanguageTag, Statement, ValueContent};
use std::sync::Arc;

/// Where in an entry a citation is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitationPlace {
    /// In a field.
    Field {
        /// The field.
        field: FieldId,
        /// The evidence status of the statement.
        status: EvidenceStatus,
        /// Which of the field's statements cites, or has one in its group that does.
        statement_index: usize,
        /// Which of the statements in its group cites. `None` means the statement itself.
        nested_index: Option<usize>,
        /// The language of the text in the field that cites. `None` means all languages.
        language: Option<LanguageTag>,
    },
    /// In a text.
    Text {
        /// The language of the text.
        language: LanguageTag,
    },
    /// In a field of another entry, which a text shows.
    Embed,
}

impl CitationPlace {
    /// Returns whether it is in a field.
    pub(super) fn is_in_field(&self, field_id: &FieldId) -> bool {
        match self {
            Self::Field { field, .. } => field == field_id,
            Self::Text { .. } | Self::Embed => false,
        }
    }
}

/// Returns all citations of an entry in order: those in its fields, then those in its texts.
pub fn entry_citations(entry: &Entry) -> impl Iterator<Item = (CitationPlace, &Citation)> {
    let in_fields = entry.fields.iter().flat_map(|(field, statements)| {
        let statements = statements.iter().enumerate();
        statements.flat_map(move |(index, statement)| statement_citations(field, index, statement))
    });
    let in_texts = entry.versions.iter().flat_map(|version| {
        let place = CitationPlace::Text { language: version.language.clone() };
        let citations = version.body.citations.iter().flatten();
        citations.map(move |citation| (place.clone(), citation))
    });
    in_fields.chain(in_texts)
}

/// Returns the citations of a statement, then those of each statement in its group.
fn statement_citations<'e>(
    field: &'e FieldId,
    statement_index: usize,
    statement: &'e Statement,
) -> impl Iterator<Item = (CitationPlace, &'e Citation)> {
    statement.with_nested().enumerate().flat_map(move |(index, statement)| {
        let place = move |language| CitationPlace::Field {
            field: field.clone(),
            status: statement.evidence_status(),
            statement_index,
            nested_index: index.checked_sub(1),
            language,
        };
        own_citations(statement).into_iter().map(move |(language, it)| (place(language), it))
    })
}

/// Returns the citations of [`Statement::own_citations`], those in a text with its language.
fn own_citations(statement: &Statement) -> Vec<(Option<LanguageTag>, &Citation)> {
    let mut citations: Vec<(Option<LanguageTag>, &Citation)> =
        statement.citations().iter().map(|citation| (None, citation)).collect();
    match statement.value.content() {
        ValueContent::Citation(citation) => citations.push((None, citation)),
        ValueContent::Markdown(versions) => {
            citations.extend(versions.iter().flat_map(|(language, body)| {
                body.citations.iter().flatten().map(move |it| (language.clone(), it))
            }));
        }
        ValueContent::Group | ValueContent::Nothing => {}
    }
    citations
}

/// Returns the texts of an entry: those of each language, and its fields that are Markdown.
pub fn entry_bodies(entry: &Entry) -> impl Iterator<Item = &Arc<MarkdownBody>> {
    entry.versions.iter().map(|version| &version.body).chain(field_bodies(entry))
}

/// Returns the fields of an entry that are Markdown, in all languages.
pub(super) fn field_bodies(entry: &Entry) -> impl Iterator<Item = &Arc<MarkdownBody>> {
    localized_field_bodies(entry).map(|(_, body)| body)
}

/// Returns the fields of an entry that are Markdown, each with its language. `None` means the
/// default language.
pub fn localized_field_bodies(
    entry: &Entry,
) -> impl Iterator<Item = (Option<&LanguageTag>, &Arc<MarkdownBody>)> {
    entry.statements_deep().flat_map(|statement| match &statement.value {
        FieldValue::Markdown(list) => list.iter().map(|(tag, body)| (tag.as_ref(), body)).collect(),
        _ => Vec::new(),
    })
}
