//! Entry types, fields and statements, as data.

use super::date::{PeriodBounds, PeriodEnd, UncertainDate};
use super::fraction::Fraction;
use super::id::{EntryTypeId, FieldId};
use crate::diagnostic::Span;
use crate::parse::{Citation, CitationPart};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A BCP 47 language tag, such as `sv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(pub Arc<str>);

/// A text that may differ by language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalizedText {
    /// The same string is used in every language.
    Same(Arc<str>),
    /// One string per language, in the order written. Not empty.
    PerLanguage(Vec<(LanguageTag, Arc<str>)>),
}

/// All entry types of a site, including the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// The types by id.
    pub types: BTreeMap<EntryTypeId, Arc<EntryType>>,
}

/// What a site declares about a type of entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryType {
    /// The stem of the file that declares it.
    pub id: EntryTypeId,
    /// The name of one entry: "Forum".
    pub name: LocalizedText,
    /// The name of several entries. The name of one by default.
    pub plural: LocalizedText,
    /// The folder of its addresses, without slashes at the ends. Empty for pages.
    pub path: Arc<str>,
    /// Whether entries are created by being mentioned.
    pub is_open: bool,
    /// Whether its texts must be translated.
    pub translate: TranslationRule,
    /// The `period` field that says when an entry is in force.
    pub validity: Option<FieldId>,
    /// The words for whether an entry is in force. `None` means those of the theme.
    pub in_force: Option<StateWords>,
    /// The relation that names the entries that an entry replaces.
    pub replaces: Option<FieldId>,
    /// Its fields, in the order declared.
    pub fields: Vec<FieldDef>,
    /// Where it is declared. `None` means that it is built in.
    pub declared: Option<Span>,
}

/// The words of a type for whether an entry is in force: "Bound", "Not bound", "Unclear whether
/// bound".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateWords {
    /// It is in force.
    pub holds: LocalizedText,
    /// It is not in force.
    pub not: LocalizedText,
    /// It is not known whether it is in force.
    pub unknown: LocalizedText,
}

/// Whether a text must be given in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranslationRule {
    /// A missing language is a `missing-translation`.
    Required,
    /// One string is enough for all languages.
    NotTranslated,
}

impl EntryType {
    /// The front matter keys of every type. A field cannot have one of these names.
    pub const FRONT_MATTER_KEYS: [&'static str; 17] = [
        "id",
        "type",
        "title",
        "description",
        "language",
        "aliases",
        "tags",
        "draft",
        "owner",
        "published",
        "updated",
        "reviewed",
        "review_by",
        "order",
        "in_menu",
        "removed",
        "allow",
    ];
}

/// One field of a type or of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDef {
    /// The key in front matter.
    pub id: FieldId,
    /// The label that readers see. The id by default.
    pub label: LocalizedText,
    /// The kind of its values.
    pub kind: FieldKind,
    /// Minimum number of values.
    pub at_least: usize,
    /// Maximum number of values. `None` means any number.
    pub at_most: Option<usize>,
    /// Whether no two entries of the type may have the same value.
    pub is_unique: bool,
    /// The total that the values must add up to.
    pub sum: Option<SumRule>,
    /// Whether following this relation must never return to the entry.
    pub is_acyclic: bool,
    /// The label seen from the target. `None` means the name of the type and the label.
    pub inverse: Option<LocalizedText>,
    /// The label seen from the target of what is only proposed or intended. `None` means the name
    /// of its standing.
    pub inverse_proposed: Option<LocalizedText>,
    /// Whether its texts must be translated.
    pub translate: TranslationRule,
    /// Whether each value needs a source.
    pub requires_source: bool,
    /// Whether each value needs an attribution.
    pub requires_attribution: bool,
    /// Where it is declared. `None` means that it is built in.
    pub declared: Option<Span>,
}

/// The kind of a field's values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the field kinds of the content model")]
pub enum FieldKind {
    Text,
    Markdown,
    Number,
    Fraction,
    Date,
    Period,
    Url,
    /// The choices with their labels, in the order declared.
    Choice(Vec<(Arc<str>, LocalizedText)>),
    Bool,
    Citation,
    File,
    /// A list of maps with fields of their own.
    Group(Vec<FieldDef>),
    /// A relation to entries of these types. Empty means any type, and allows `ENTRY#FIELD` as
    /// well.
    Reference(Vec<EntryTypeId>),
}

/// A rule that the values of a number or fraction field add up to `total` for each target of the
/// relation `per`, which is a field of the same entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumRule {
    /// The expected total.
    pub total: Fraction,
    /// A relation of the same type or group.
    pub per: FieldId,
}

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

impl FieldDef {
    /// Returns the label of a choice. `None` means that the field does not have this choice.
    #[must_use]
    pub fn choice_label(&self, choice: &str) -> Option<&LocalizedText> {
        let FieldKind::Choice(choices) = &self.kind else { return None };
        choices.iter().find(|(id, _)| **id == *choice).map(|(_, label)| label)
    }

    /// Returns the fields of a group that have statements in one of its items, in declared order.
    /// Empty if the field is not a group. Groups are not nested.
    pub fn item_fields<'a>(
        &'a self,
        item: &'a FieldValue,
    ) -> impl Iterator<Item = (&'a Self, &'a [Statement])> {
        let fields: &[Self] = match &self.kind {
            FieldKind::Group(fields) => fields,
            _ => &[],
        };
        item.group_fields().iter().filter_map(|(id, statements)| {
            let field = fields.iter().find(|field| field.id == *id)?;
            Some((field, statements.as_slice()))
        })
    }
}

impl FieldValue {
    /// Returns the value of a number or a fraction.
    #[must_use]
    pub fn as_fraction(&self) -> Option<Fraction> {
        let (Self::Number(_, number) | Self::Fraction(number)) = self else { return None };
        Some(*number)
    }

    /// Returns the bounds of a period.
    #[must_use]
    pub fn as_period(&self) -> Option<PeriodBounds<'_>> {
        let Self::Period(from, until) = self else { return None };
        Some(PeriodBounds::new(from, until))
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
            | Self::Fraction(_)
            | Self::Date(_)
            | Self::Period(..)
            | Self::Url(_)
            | Self::Choice(_)
            | Self::Bool(_)
            | Self::File(_)
            | Self::Reference(_) => ValueContent::Nothing,
        }
    }

    fn group_fields(&self) -> &[(FieldId, Vec<Statement>)] {
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
    /// A part of a whole.
    Fraction(Fraction),
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
