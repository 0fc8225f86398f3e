//! The options of views: their names, and what may be written as their values.
//!
//! A name and its values are one declaration, because an editor offers them; an option without
//! values to offer says so.

use crate::schema::{EntryType, FieldKind};

/// An option of a view, or of an item in one.
#[derive(Clone, Copy, Debug)]
pub struct ViewOptionDef {
    /// Its key.
    pub name: &'static str,
    /// What its value is.
    pub value: ViewOptionValue,
}

/// What the value of an option is.
#[derive(Clone, Copy, Debug)]
pub enum ViewOptionValue {
    /// Entries by id or by type, of types for which the function is true.
    Entries(fn(&EntryType) -> bool),
    /// An entry by its id.
    Entry,
    /// A document with a source text.
    Document,
    /// One or several fields of entries.
    Fields(OptionFields),
    /// A map from fields of the entries in `of` to wanted values.
    Filter,
    /// A field of an entry, `ENTRY#FIELD`, of a kind for which the function is true.
    EntryField(fn(&FieldKind) -> bool),
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// A text, which may be given by language.
    Text,
    /// A number or a date, which nobody can foresee.
    Amount,
    /// A list of maps with options of their own.
    Items(&'static [ViewOptionDef]),
}

/// Which fields an option may name.
#[derive(Clone, Copy, Debug)]
pub struct OptionFields {
    /// The option that names the entries which have the fields.
    pub entries: &'static str,
    /// Whether a kind of field can be named.
    pub has_kind: fn(&FieldKind) -> bool,
    /// What can be named beside fields.
    pub words: &'static [&'static str],
}

impl ViewOptionDef {
    pub(super) const OF: Self = Self::entries("of");
    pub(super) const OF_WITH_VALIDITY: Self =
        Self { name: "of", value: ViewOptionValue::Entries(has_validity) };
    pub(super) const WHERE: Self = Self { name: "where", value: ViewOptionValue::Filter };
    pub(super) const SORT: Self = Self::order("sort", "of");
    pub(super) const GROUP: Self = Self::fields("group", "of", is_any_kind);
    pub(super) const LIMIT: Self = Self::amount("limit");
    pub(super) const CAPTION: Self = Self { name: "caption", value: ViewOptionValue::Text };

    /// The options of a view of the site's theme that select entries; it may have any others.
    pub const CUSTOM: &'static [Self] =
        &[Self::OF, Self::WHERE, Self::SORT, Self::LIMIT, Self::CAPTION];

    pub(super) const fn entries(name: &'static str) -> Self {
        Self { name, value: ViewOptionValue::Entries(is_any_type) }
    }

    pub(super) const fn entry(name: &'static str) -> Self {
        Self { name, value: ViewOptionValue::Entry }
    }

    pub(super) const fn document(name: &'static str) -> Self {
        Self { name, value: ViewOptionValue::Document }
    }

    pub(super) const fn amount(name: &'static str) -> Self {
        Self { name, value: ViewOptionValue::Amount }
    }

    /// Makes an option that names fields of the entries which another option names.
    pub(super) const fn fields(
        name: &'static str,
        entries: &'static str,
        has_kind: fn(&FieldKind) -> bool,
    ) -> Self {
        let fields = OptionFields { entries, has_kind, words: &[] };
        Self { name, value: ViewOptionValue::Fields(fields) }
    }

    /// Makes an option that names what the entries of another option are sorted by.
    pub(super) const fn order(name: &'static str, entries: &'static str) -> Self {
        let words = &SORT_WORDS;
        let fields = OptionFields { entries, has_kind: can_sort_by, words };
        Self { name, value: ViewOptionValue::Fields(fields) }
    }
}

/// What entries can be sorted by beside fields.
pub(super) const SORT_WORDS: [&str; 2] = ["title", "order"];

/// How many steps a graph may have.
pub(super) const GRAPH_DEPTHS: [&str; 3] = ["1", "2", "3"];

/// The entries' tags, which `where` names beside fields.
pub const TAGS: &str = "tags";

/// What `where` can ask of every field: that no source says it, or that there is none.
pub const FILTER_WORDS: [&str; 2] = ["unknown", "none"];

/// Returns whether `where` can compare values of a kind.
#[must_use]
pub fn can_filter_by(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Markdown | FieldKind::Period | FieldKind::Citation | FieldKind::Group(_) => {
            false
        }
        FieldKind::Text
        | FieldKind::Number
        | FieldKind::Fraction
        | FieldKind::Date
        | FieldKind::Url
        | FieldKind::Choice(_)
        | FieldKind::Bool
        | FieldKind::File
        | FieldKind::Reference(_) => true,
    }
}

fn can_sort_by(kind: &FieldKind) -> bool {
    can_filter_by(kind) || matches!(kind, FieldKind::Period)
}

pub(super) fn is_any_type(_: &EntryType) -> bool {
    true
}

pub(super) fn has_validity(entry_type: &EntryType) -> bool {
    entry_type.validity.is_some()
}

pub(super) fn is_any_kind(_: &FieldKind) -> bool {
    true
}

pub(super) fn is_relation(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Reference(_))
}

pub(super) fn is_number(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Number | FieldKind::Fraction)
}
