//! Types, fields and values, as data.

use super::date::{PeriodBounds, UncertainDate};
use super::fraction::Fraction;
use super::id::{EntryTypeId, FieldId};
use crate::diagnostic::Span;
use crate::parse::{Citation, CitationPart};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A BCP 47 language tag of the site, such as `sv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(pub Arc<str>);

/// Words that may differ by language.
///
/// A plain string stands in all languages: `everywhere`. `{sv: …, en: …}` stands by language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalizedText {
    /// One string for every language.
    Same(Arc<str>),
    /// One string per language, in the order written; not empty.
    PerLanguage(Vec<(LanguageTag, Arc<str>)>),
}

/// All types of a site, the built-in ones included, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// By name.
    pub types: BTreeMap<EntryTypeId, Arc<EntryType>>,
}

/// What a site declares about a kind of entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryType {
    /// The file's stem.
    pub id: EntryTypeId,
    /// "Forum".
    pub name: LocalizedText,
    /// "Forum"; the name if absent.
    pub plural: LocalizedText,
    /// The folder of its addresses, without slashes at the ends; may be empty (`page`).
    pub path: Arc<str>,
    /// Entries come into being by being mentioned.
    pub is_open: bool,
    /// Whether its texts are to be translated.
    pub translate: TranslationRule,
    /// The `period` field that says when an entry is in force.
    pub validity: Option<FieldId>,
    /// The relation that names what an entry stands in the place of.
    pub replaces: Option<FieldId>,
    /// A term of a vocabulary, for linked data.
    pub linked_data: Option<Arc<str>>,
    /// In the order declared.
    pub fields: Vec<FieldDef>,
    /// Where it is declared; none if built in.
    pub declared: Option<Span>,
}

/// Whether a text must stand in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranslationRule {
    /// A missing language is a `missing-translation`.
    Required,
    /// One string stands in all languages.
    NotTranslated,
}

impl EntryType {
    /// The keys that front matter of every entry may have. No field has one of these names.
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
    /// What readers see; the id if absent.
    pub label: LocalizedText,
    /// What its values are.
    pub kind: FieldKind,
    /// How many values it may have: `required` is at least 1.
    pub at_least: usize,
    /// None: any number.
    pub at_most: Option<usize>,
    /// No two entries of the type may have the same value.
    pub is_unique: bool,
    /// Values add up.
    pub sum: Option<SumRule>,
    /// Following this relation never leads back.
    pub is_acyclic: bool,
    /// The label seen from the other end; the type's name and the label if absent.
    pub inverse: Option<LocalizedText>,
    /// As on a type.
    pub translate: TranslationRule,
    /// Whether each value needs a source; the type's if not said here.
    pub requires_source: bool,
    /// Whether each value needs a speaker; the type's if not said here.
    pub requires_attribution: bool,
    /// Where it is declared; none if built in.
    pub declared: Option<Span>,
}

/// What a field's values are.
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
    /// The words to choose from, with their labels, in the order declared.
    Choice(Vec<(Arc<str>, LocalizedText)>),
    Bool,
    Citation,
    File,
    /// A list of maps with fields of their own.
    Group(Vec<FieldDef>),
    /// A relation to entries of these types; empty: of any type, and `ENTRY#FIELD` as well.
    Reference(Vec<EntryTypeId>),
}

/// The values of a number or fraction field add up to `total` for each entry that the relation
/// `per` of the same entry leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumRule {
    /// What they add up to.
    pub total: Fraction,
    /// A relation of the same type.
    pub per: FieldId,
}

/// What an entry says in one field: one claim, and what qualifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What is claimed.
    pub value: FieldValue,
    /// Where the value stands.
    pub span: Span,
    /// What is said about the claim; none if it stands alone.
    pub qualifiers: Option<Arc<Qualifiers>>,
}

/// What is said about a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qualifiers {
    /// The words that back it.
    pub sources: Vec<Citation>,
    /// Whether something in `source:` could not be read, which is told.
    pub has_unreadable_source: bool,
    /// Since when it holds; none: since always.
    pub from: Option<UncertainDate>,
    /// The first day on which it does not hold any more; none: it has no end.
    pub until: Option<UncertainDate>,
    /// The entry that says so.
    pub according_to: Option<CitationPart>,
    /// How firmly it stands.
    pub evidence_status: EvidenceStatus,
    /// What a reader has to know about it.
    pub note: Option<LocalizedText>,
}

/// How firmly a claim stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceStatus {
    /// A source says it.
    #[default]
    Sourced,
    /// A source says that it is meant to be so.
    Intended,
    /// A source proposes it.
    Proposed,
    /// Editors read it into the sources.
    Interpretation,
}

impl EvidenceStatus {
    /// Every standing, the firmest first.
    pub const ALL: [Self; 4] =
        [Self::Sourced, Self::Intended, Self::Proposed, Self::Interpretation];

    /// The word that stands for it in YAML and JSON.
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

impl Statement {
    /// The citations that back it: those beside the value, and those in a Markdown value are not
    /// among them.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        self.qualifiers.as_ref().map_or(&[], |said| &said.sources)
    }

    /// How firmly it stands.
    #[must_use]
    pub fn evidence_status(&self) -> EvidenceStatus {
        self.qualifiers.as_ref().map_or(EvidenceStatus::Sourced, |said| said.evidence_status)
    }

    /// Returns its validity period: unbounded if there are no qualifiers.
    #[must_use]
    pub fn validity_period(&self) -> PeriodBounds<'_> {
        self.qualifiers.as_deref().map_or_else(PeriodBounds::default, |qualifiers| {
            PeriodBounds::new(&qualifiers.from, &qualifiers.until)
        })
    }

    /// Who says so.
    #[must_use]
    pub fn attributed_to(&self) -> Option<&CitationPart> {
        self.qualifiers.as_ref()?.according_to.as_ref()
    }
}

/// What an entry says in its fields: in declared order, those without values left out.
pub(super) type FieldStatements = Vec<(FieldId, Vec<Statement>)>;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// It exists; no source says what it is.
    Unknown,
    /// A source says that there is none.
    None,
    /// Plain words.
    Text(LocalizedText),
    /// Markdown, one body per language (`Everywhere`: one entry whose tag is `None`).
    Markdown(Vec<(Option<LanguageTag>, Arc<crate::parse::MarkdownBody>)>),
    /// As written; `Fraction` holds it exactly.
    Number(Arc<str>, Fraction),
    /// A part of a whole.
    Fraction(Fraction),
    /// A date with its precision.
    Date(UncertainDate),
    /// Half-open; an absent bound is unbounded.
    Period(Option<UncertainDate>, Option<UncertainDate>),
    /// http, https, mailto or tel.
    Url(Arc<str>),
    /// One of the field's words.
    Choice(Arc<str>),
    /// Yes or no.
    Bool(bool),
    /// The words that a source says.
    Citation(Arc<Citation>),
    /// A path as written; found by the site.
    File(Arc<str>),
    /// One item of a group: fields in declared order, those without values left out.
    Group(FieldStatements),
    /// The name of an entry as written; found by the site.
    Reference(Arc<str>),
}
