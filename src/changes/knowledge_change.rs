//! A change of what a site says.

use super::changed_words::ChangedWords;
use super::entry_key::EntryKey;
use super::word_count::WordCount;
use crate::diagnostic::Span;
use crate::schema::{EntryId, EntryType, LanguageTag, LocalizedText};
use serde_json::Value as Json;
use std::sync::Arc;

/// One change of what a site says. The entry, its title and the place are those of the newer
/// version; of what is removed, those of the older one.
#[derive(Clone, Debug)]
pub struct KnowledgeChange {
    /// What changed.
    pub kind: ChangeKind,
    /// The entry. Of a paragraph, its document.
    pub entry: EntryId,
    /// The type of the entry.
    pub entry_type: Arc<EntryType>,
    /// The title of the entry.
    pub title: LocalizedText,
    /// The key of the field, `group.field` in a group; or the locator of a paragraph.
    pub field: Option<String>,
    /// The name of the field for people.
    pub label: Option<ChangeLabel>,
    /// The language, if a text changed in one of them.
    pub language: Option<LanguageTag>,
    /// The other languages of the text, which are as they were.
    pub unchanged_languages: Vec<LanguageTag>,
    /// The value whose period, sources, standing or attribution changed.
    pub value: Option<ChangedValue>,
    /// What it was.
    pub old: Option<ChangedValue>,
    /// What it is.
    pub new: Option<ChangedValue>,
    /// Since when it holds.
    pub from: Option<Json>,
    /// Until when it holds.
    pub until: Option<Json>,
    /// Its citations.
    pub sources: Vec<SourceReference>,
    /// How its sources are compared with those of the older version.
    pub source_comparison: SourceComparison,
    /// How many words of a text changed.
    pub words: Option<WordCount>,
    /// Which words of a text changed.
    pub changed_words: ChangedWords,
    /// Where it is.
    pub span: Span,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// There is a new entry.
    EntryAdded,
    /// An entry is gone, or is removed by `removed:`.
    EntryRemoved,
    /// An entry has another id.
    EntryRenamed,
    /// A field has one more value.
    ValueAdded,
    /// A field has lost a value.
    ValueRemoved,
    /// A field has another value. Its period and its sources may differ too.
    ValueChanged,
    /// A value holds from or until another date. Its sources may differ too.
    PeriodChanged,
    /// Only the sources of a value differ.
    SourceChanged,
    /// A value is supported in another way.
    StandingChanged,
    /// Somebody else says so.
    AttributionChanged,
    /// A text has other words.
    TextChanged,
    /// A source text has one more paragraph.
    ParagraphAdded,
    /// A source text has lost a paragraph.
    ParagraphRemoved,
    /// A paragraph of a source text has other words.
    ParagraphChanged,
    /// A paragraph of a source text has another locator.
    ParagraphRenumbered,
}

/// The name of a field for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeLabel {
    /// A key that every type has.
    Key(EntryKey),
    /// A field of the type.
    Field(LocalizedText),
    /// A field of a group.
    GroupField {
        /// The label of the group.
        group: LocalizedText,
        /// The label of the field.
        field: LocalizedText,
    },
}

/// A value before or after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedValue {
    /// The value for programs.
    pub json: Json,
    /// How people name it.
    pub words: ValueWords,
}

/// How people name a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueWords {
    /// As it is for programs.
    AsWritten,
    /// There is a value, but no source gives it.
    Unknown,
    /// There is no value.
    Absent,
    /// The title of the entry that it names, or the label of a choice.
    Name(LocalizedText),
    /// Citations, which people read as names of documents.
    Sources(Vec<SourceReference>),
    /// A period, which programs get as `{"from", "until"}`.
    Period,
    /// The fields of an item of a group.
    Item(Vec<ItemPart>),
}

/// A field of an item of a group, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPart {
    /// The name of the field.
    pub label: LocalizedText,
    /// Its values, which are not items themselves.
    pub values: Vec<ChangedValue>,
}

/// A citation, as a change names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReference {
    /// The citation as it is written in YAML.
    pub citation: String,
    /// The id of the document.
    pub document_id: EntryId,
    /// The short name or the title of the document.
    pub document: LocalizedText,
    /// The paragraph.
    pub locator: Option<String>,
    /// The quoted words.
    pub quote: Option<Arc<str>>,
}

/// How the sources of a changed value are compared with those that it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceComparison {
    /// It has the same citations, at least one.
    Same,
    /// It has other citations, or none.
    Other,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 15] = [
        Self::EntryAdded,
        Self::EntryRemoved,
        Self::EntryRenamed,
        Self::ValueAdded,
        Self::ValueRemoved,
        Self::ValueChanged,
        Self::PeriodChanged,
        Self::SourceChanged,
        Self::StandingChanged,
        Self::AttributionChanged,
        Self::TextChanged,
        Self::ParagraphAdded,
        Self::ParagraphRemoved,
        Self::ParagraphChanged,
        Self::ParagraphRenumbered,
    ];

    /// Returns its name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EntryAdded => "entry-added",
            Self::EntryRemoved => "entry-removed",
            Self::EntryRenamed => "entry-renamed",
            Self::ValueAdded => "value-added",
            Self::ValueRemoved => "value-removed",
            Self::ValueChanged => "value-changed",
            Self::PeriodChanged => "period-changed",
            Self::SourceChanged => "source-changed",
            Self::StandingChanged => "standing-changed",
            Self::AttributionChanged => "attribution-changed",
            Self::TextChanged => "text-changed",
            Self::ParagraphAdded => "paragraph-added",
            Self::ParagraphRemoved => "paragraph-removed",
            Self::ParagraphChanged => "paragraph-changed",
            Self::ParagraphRenumbered => "paragraph-renumbered",
        }
    }
}

impl ChangedValue {
    /// Returns a value that people read as programs do.
    #[must_use]
    pub fn as_written(json: impl Into<Json>) -> Self {
        Self { json: json.into(), words: ValueWords::AsWritten }
    }
}
