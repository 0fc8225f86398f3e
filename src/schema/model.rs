//! Entry types and fields, as data.

use super::fraction::Fraction;
use super::id::{EntryTypeId, FieldId};
use super::statement::{FieldValue, Statement};
use crate::diagnostic::Span;
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
    /// The fields that a page begins with, in order. `None` means that the program chooses.
    pub lead: Option<Vec<FieldId>>,
    /// What of its pages is printed.
    pub print: PrintForm,
    /// Its fields, in the order declared.
    pub fields: Vec<FieldDef>,
    /// Where it is declared. `None` means that it is built in.
    pub declared: Option<Span>,
}

/// What of a page is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrintForm {
    /// Everything.
    #[default]
    Page,
    /// A card: the title, the facts with the places of their sources, and the text, but no quotes.
    Card,
}

impl PrintForm {
    /// All forms.
    pub const ALL: [Self; 2] = [Self::Page, Self::Card];

    /// Returns its name in YAML and HTML.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Card => "card",
        }
    }

    /// Returns the form with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == name)
    }
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
    pub const FRONT_MATTER_KEYS: [&'static str; 19] = [
        "id",
        "type",
        "title",
        "in_sentence",
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
        "page_list",
        "removed",
        "allow",
    ];

    /// The keys that the file of a translation can have.
    pub const TRANSLATION_KEYS: [&'static str; 7] =
        ["title", "description", "aliases", "draft", "language", "published", "allow"];
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
    /// Whether its dates are deadlines, which calendars have.
    pub is_deadline: bool,
    /// The total that the values must add up to.
    pub sum: Option<SumRule>,
    /// Whether following this relation must never return to the entry.
    pub is_acyclic: bool,
    /// The label seen from the target. `None` means the name of the type and the label.
    pub inverse: Option<LocalizedText>,
    /// The label seen from the target of what is only proposed or intended. `None` means the name
    /// of its standing.
    pub inverse_proposed: Option<LocalizedText>,
    /// The label seen from the target of what is an interpretation. `None` means the name of its
    /// standing.
    pub inverse_interpreted: Option<LocalizedText>,
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

impl FieldKind {
    /// Returns whether its values are times: dates or periods.
    #[must_use]
    pub fn is_time(&self) -> bool {
        match self {
            Self::Date | Self::Period => true,
            Self::Text
            | Self::Markdown
            | Self::Number
            | Self::Fraction
            | Self::Url
            | Self::Choice(_)
            | Self::Bool
            | Self::Citation
            | Self::File
            | Self::Group(_)
            | Self::Reference(_) => false,
        }
    }
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

impl FieldDef {
    /// Returns the id of the field that readers see under these words, in any language.
    #[must_use]
    pub fn find_labeled<'f>(fields: &'f [Self], words: &str) -> Option<&'f str> {
        let words = words.trim().replace('_', " ").to_lowercase();
        let has_label =
            |field: &&Self| field.label.all_strings().any(|label| label.to_lowercase() == words);
        fields.iter().find(has_label).map(|field| &*field.id)
    }

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
        let fields = self.group_fields();
        item.group_fields().iter().filter_map(|(id, statements)| {
            let field = fields.iter().find(|field| field.id == *id)?;
            Some((field, statements.as_slice()))
        })
    }
}
