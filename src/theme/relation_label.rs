//! The label of a relation on the page of the entry that it names.

use super::strings::Strings;
use crate::site::{DisplayStatus, LocalizedSite, RelationStatement};

/// Returns the label of a relation as seen from its target: the field's `inverse`, or else the name
/// of the type and the label of the field.
///
/// The inverse says that something is so, which a relation that is only proposed, intended or an
/// interpretation does not. Its label is the field's `inverse_proposed`, which fits what is not
/// done yet, or `inverse_interpreted`, or else the name of its standing.
#[must_use]
pub fn inverse_label(
    localized: LocalizedSite<'_>,
    strings: &Strings,
    relation: &RelationStatement<'_>,
) -> String {
    let text = |text| localized.text(text).0.to_owned();
    let field = relation.field;
    match relation.status {
        Some(status @ (DisplayStatus::Intended | DisplayStatus::Proposed)) => {
            field.inverse_proposed.as_ref().map_or_else(|| status_label(strings, status), text)
        }
        Some(status @ DisplayStatus::Interpretation) => {
            field.inverse_interpreted.as_ref().map_or_else(|| status_label(strings, status), text)
        }
        Some(DisplayStatus::Sourced | DisplayStatus::Attributed | DisplayStatus::NotEvidenced)
        | None => match &field.inverse {
            Some(inverse) => text(inverse),
            None => {
                let kind = &localized.site.entry_at(relation.from).entry_type;
                format!("{}: {}", text(&kind.name), text(&field.label))
            }
        },
    }
}

/// Returns the word for a status: "Belagt".
#[must_use]
pub fn status_label(strings: &Strings, status: DisplayStatus) -> String {
    strings.get_str(&format!("standing-{}", status.as_str())).to_owned()
}
