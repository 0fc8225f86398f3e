//! Statements: the values of fields, with what narrows and supports them.

use super::date::{PeriodBounds, PeriodEnd, UncertainDate};
use super::fraction::Fraction;
use super::id::FieldId;
use super::model::{LanguageTag, LocalizedText};
use crate::diagnostic::Span;
use crate::parse::{Citation, CitationPart};
use std::sync::Arc;

/// One value of a field, with its qualifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The value.
    pub value: FieldValue,
    /// The span of the value.
    pub span: Span,
    /// What narrows it. `None` means a plain value.
    pub qualifiers: Option<Arc<Qualifiers>>,
}

/// What narrows a statement: sources, validity, attribution, evidence status, a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qualifiers {
    /// Its citations.
    pub sources: Vec<Citation>,
    /// Whether a part of `source:` could not be read, which has been reported.
    pub has_unreadable_source: bool,
    /// Start of validity. `None` means unbounded.
    pub from: Option<UncertainDate>,
    /// End of validity. `None` means unbounded.
    pub until: Option<PeriodEnd>,
    /// Who says so, as the name of an entry.
    pub according_to: Option<CitationPart>,
    /// How well the sources support it.
    pub evidence_status: EvidenceStatus,
    /// A note for readers.
    pub note: Option<LocalizedText>,
}

/// How well a statement is supported by its sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceStatus {
    /// A source says it.
    #[default]
    Sourced,
    /// A source says that it is intended.
    Intended,
    /// A source proposes it.
    Proposed,
    /// Editors have interpreted the sources.
    Interpretation,
}

impl EvidenceStatus {
    /// All statuses, the strongest first.
    pub const ALL: [Self; 4] =
        [Self::Sourced, Self::Intended, Self::Proposed, Self::Interpretation];

    /// Returns its name in YAML and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Intended => "intended",
            Self::Proposed => "proposed",
            Self::Interpretation => "interpretation",
        }
    }
}

impl FieldValue {
    /// Returns the value of a number or a fraction.
    #[must_use]
    pub fn as_fraction(&self) -> Option<Fraction> {
        let (Self::Number(_, number) | Self::Fraction(_, number)) = self else { return None };
        Some(*number)
    }

    /// Returns the bounds of a period.
    #[must_use]
    pub fn as_period(&self) -> Option<PeriodBounds<'_>> {
        let Self::Period(from, until) = self else { return None };
        Some(PeriodBounds::new(from, until))
    }

    /// Returns whether the value says nothing without the label of its field.
    #[must_use]
    pub fn needs_label(&self) -> bool {
        matches!(self, Self::Unknown | Self::None | Self::Bool(_))
    }

    /// Returns what the value contains besides itself.
    #[must_use]
    pub fn content(&self) -> ValueContent<'_> {
        match self {
            Self::Citation(citation) => ValueContent::Citation(citation),
            Self::Markdown(bodies) => ValueContent::Markdown(bodies),
            Self::Group(_) => ValueContent::Group,
            Self::Unknown
            | Self::None
            | Self::Text(_)
            | Self::Number(..)
            | Self::Fraction(..)
            | Self::Date(_)
            | Self::Period(..)
            | Self::Url(_)
            | Self::Choice(_)
            | Self::Bool(_)
            | Self::File(_)
            | Self::Reference(_) => ValueContent::Nothing,
        }
    }

    pub(super) fn group_fields(&self) -> &[(FieldId, Vec<Statement>)] {
        match self {
            Self::Group(fields) => fields,
            _ => &[],
        }
    }
}

impl Statement {
    /// Returns the statements in a group's item, in declared order. Empty for all other values.
    /// Groups are not nested.
    pub fn nested(&self) -> impl Iterator<Item = &Self> {
        self.value.group_fields().iter().flat_map(|(_, statements)| statements)
    }

    /// Returns the statements of one field in a group's item.
    #[must_use]
    pub fn nested_field(&self, id: &str) -> &[Self] {
        let field = self.value.group_fields().iter().find(|(field_id, _)| **field_id == *id);
        field.map_or(&[], |(_, statements)| statements)
    }

    /// Returns the statement, and those in its group, in declared order.
    pub fn with_nested(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.nested())
    }

    /// Returns its citations, without those in its value.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        self.qualifiers.as_ref().map_or(&[], |qualifiers| &qualifiers.sources)
    }

    /// Returns its citations and those in its value, in all languages, without those of the
    /// statements in its group.
    #[must_use]
    pub fn own_citations(&self) -> Vec<&Citation> {
        let mut citations: Vec<&Citation> = self.citations().iter().collect();
        match self.value.content() {
            ValueContent::Citation(citation) => citations.push(citation),
            ValueContent::Markdown(versions) => {
                let bodies = versions.iter().flat_map(|(_, body)| body.citations.iter().flatten());
                citations.extend(bodies);
            }
            ValueContent::Group | ValueContent::Nothing => {}
        }
        citations
    }

    /// Returns its citations, those in its value, and those of the statements in its group.
    #[must_use]
    pub fn all_citations(&self) -> Vec<&Citation> {
        self.with_nested().flat_map(Self::own_citations).collect()
    }

    /// Returns the period that is its value, with the bounds of its validity where that has none.
    /// `None` means that its value is not a period.
    #[must_use]
    pub fn period_value(&self) -> Option<PeriodBounds<'_>> {
        let (value, validity) = (self.value.as_period()?, self.validity_period());
        Some(PeriodBounds {
            from: value.from.or(validity.from),
            until: value.until.or(validity.until),
        })
    }

    /// Returns how well the sources support it.
    #[must_use]
    pub fn evidence_status(&self) -> EvidenceStatus {
        self.qualifiers
            .as_ref()
            .map_or(EvidenceStatus::Sourced, |qualifiers| qualifiers.evidence_status)
    }

    /// Returns its validity period: unbounded if there are no qualifiers.
    #[must_use]
    pub fn validity_period(&self) -> PeriodBounds<'_> {
        self.qualifiers.as_deref().map_or_else(PeriodBounds::default, |qualifiers| {
            PeriodBounds::new(&qualifiers.from, &qualifiers.until)
        })
    }

    /// Returns who says so, as the name of an entry.
    #[must_use]
    pub fn attributed_to(&self) -> Option<&CitationPart> {
        self.qualifiers.as_ref()?.according_to.as_ref()
    }
}

/// The statements of each field, in declared order, without fields that have none.
pub(super) type FieldStatements = Vec<(FieldId, Vec<Statement>)>;

/// The value of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// There is a value, but no source gives it.
    Unknown,
    /// There is no value.
    None,
    /// Plain text.
    Text(LocalizedText),
    /// Markdown, one body per language. A tag of `None` means all languages.
    Markdown(Vec<(Option<LanguageTag>, Arc<crate::parse::MarkdownBody>)>),
    /// A number as written, and exactly.
    Number(Arc<str>, Fraction),
    /// A part of a whole as written, and exactly.
    Fraction(Arc<str>, Fraction),
    /// A date with its precision.
    Date(UncertainDate),
    /// A half-open period. `None` means unbounded.
    Period(Option<UncertainDate>, Option<PeriodEnd>),
    /// An address with the scheme http, https, mailto or tel.
    Url(Arc<str>),
    /// One of the field's choices.
    Choice(Arc<str>),
    /// Yes or no.
    Bool(bool),
    /// A citation.
    Citation(Arc<Citation>),
    /// A path as written. The site resolves it.
    File(Arc<str>),
    /// One item of a group.
    Group(FieldStatements),
    /// The name of an entry as written. The site resolves it.
    Reference(Arc<str>),
}

/// The Markdown texts, the citation or the statements that a value contains.
#[derive(Clone, Copy, Debug)]
pub enum ValueContent<'a> {
    /// None of these.
    Nothing,
    /// A citation, which is the value.
    Citation(&'a Arc<Citation>),
    /// Texts, which may contain citations and links. A tag of `None` means all languages.
    Markdown(&'a [(Option<LanguageTag>, Arc<crate::parse::MarkdownBody>)]),
    /// The statements of [`Statement::nested`].
    Group,
}
