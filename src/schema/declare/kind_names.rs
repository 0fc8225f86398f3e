//! The names of the kinds of fields, with the words of other programs for them.

use crate::diagnostic::closest_match;
use crate::schema::model::FieldKind;

/// The kinds by their names in `kind:`. A relation is declared with `to:`.
pub(super) static KINDS: [(&str, FieldKind); 12] = [
    ("text", FieldKind::Text),
    ("markdown", FieldKind::Markdown),
    ("number", FieldKind::Number),
    ("fraction", FieldKind::Fraction),
    ("date", FieldKind::Date),
    ("period", FieldKind::Period),
    ("url", FieldKind::Url),
    ("choice", FieldKind::Choice(Vec::new())),
    ("bool", FieldKind::Bool),
    ("citation", FieldKind::Citation),
    ("file", FieldKind::File),
    ("group", FieldKind::Group(Vec::new())),
];

/// Words of other programs for a kind of field.
static FOREIGN_KINDS: [(&str, &str); 43] = [
    ("string", "text"),
    ("str", "text"),
    ("varchar", "text"),
    ("char", "text"),
    ("line", "text"),
    ("sträng", "text"),
    ("longtext", "markdown"),
    ("richtext", "markdown"),
    ("rich_text", "markdown"),
    ("html", "markdown"),
    ("textarea", "markdown"),
    ("integer", "number"),
    ("int", "number"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number"),
    ("numeric", "number"),
    ("count", "number"),
    ("money", "number"),
    ("currency", "number"),
    ("tal", "number"),
    ("ratio", "fraction"),
    ("share", "fraction"),
    ("datetime", "date"),
    ("timestamp", "date"),
    ("day", "date"),
    ("datum", "date"),
    ("interval", "period"),
    ("daterange", "period"),
    ("link", "url"),
    ("uri", "url"),
    ("href", "url"),
    ("enum", "choice"),
    ("select", "choice"),
    ("option", "choice"),
    ("boolean", "bool"),
    ("checkbox", "bool"),
    ("flag", "bool"),
    ("source", "citation"),
    ("image", "file"),
    ("attachment", "file"),
    ("object", "group"),
    ("list", "group"),
];

/// Returns the kind that a wrong name probably means: the same word of another program, or the most
/// similar name.
pub(super) fn closest_kind(name: &str, names: &[&'static str]) -> Option<&'static str> {
    let foreign = FOREIGN_KINDS.iter().find(|(foreign, _)| foreign.eq_ignore_ascii_case(name));
    let near = match foreign {
        Some((_, kind)) => Some((*kind).to_owned()),
        None => closest_match(name, names.iter().copied()),
    };
    names.iter().copied().find(|known| near.as_deref() == Some(*known))
}

impl FieldKind {
    /// Returns the names that `kind:` may have.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }
}
