//! Finds the type that a page was meant to have whose file is not in the folder of the type.

use super::address::slug_segment;
use crate::diagnostic::rules::IntendedType;
use crate::diagnostic::{Diagnostic, DiagnosticKind, KeyScope};
use crate::schema::{BuiltinType, EntryType, LocalizedText, Schema};
use std::sync::Arc;

/// Explains the unknown keys of a page without a type that are fields of another type. The folder
/// of the file was probably meant to be that of the type: `båtar` for `batar`. The first key counts
/// the others, which have the same cure.
pub(super) fn explain_unknown_keys(
    folder: &str,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let page_type = BuiltinType::Page.id();
    let is_of_page = |diagnostic: &Diagnostic| match &diagnostic.kind {
        DiagnosticKind::UnknownKey(unknown) => {
            unknown.scope == KeyScope::Entry(page_type.to_owned())
                && unknown.suggestion.is_none()
                && unknown.publication.is_none()
        }
        _ => false,
    };
    let keys = diagnostics.iter().filter(|it| is_of_page(it)).filter_map(|it| match &it.kind {
        DiagnosticKind::UnknownKey(unknown) => Some(unknown.key.clone()),
        _ => None,
    });
    let keys: Vec<String> = keys.collect();
    let n_fields =
        |kind: &Arc<EntryType>| keys.iter().filter(|key| kind.find_field(key).is_some()).count();
    let is_folder = |kind: &Arc<EntryType>| !folder.is_empty() && is_named(kind, folder);
    let with_fields = schema.types.values().filter(|kind| n_fields(kind) > 0);
    let mut candidates: Vec<&Arc<EntryType>> = with_fields.collect();
    candidates.sort_by_key(|kind| (!is_folder(kind), std::cmp::Reverse(n_fields(kind))));
    let kind = match candidates.as_slice() {
        [kind] => *kind,
        [kind, ..] if is_folder(kind) => *kind,
        [kind, second, ..] if n_fields(kind) > n_fields(second) => *kind,
        _ => return,
    };
    let mut first: Option<usize> = None;
    let mut index = 0;
    let mut n_others = 0;
    diagnostics.retain_mut(|diagnostic| {
        let is_unknown = is_of_page(diagnostic);
        let DiagnosticKind::UnknownKey(unknown) = &mut diagnostic.kind else {
            index += 1;
            return true;
        };
        if !is_unknown || kind.find_field(&unknown.key).is_none() {
            index += 1;
            return true;
        }
        if first.is_some() {
            n_others += 1;
            return false;
        }
        let folder = is_folder(kind).then(|| kind.path.to_string());
        unknown.intended_type = Some(IntendedType { type_name: kind.id.to_string(), folder });
        first = Some(index);
        index += 1;
        true
    });
    if let Some(first) = first.and_then(|index| diagnostics.get_mut(index)) {
        first.n_omitted += n_others;
    }
}

/// Returns whether a folder has the name of a type, of its folder or of its entries, however it is
/// written.
fn is_named(kind: &EntryType, folder: &str) -> bool {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let is_name = |other: &str| slug_segment(other) == slug_segment(name);
    let is_localized_name = |text: &LocalizedText| text.all_strings().any(&is_name);
    is_name(&kind.id)
        || is_name(&kind.path)
        || is_localized_name(&kind.name)
        || is_localized_name(&kind.plural)
}
