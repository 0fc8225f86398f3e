//! The types that every site has.

use super::declare::TypeDeclaration;
use super::diagnostic_sink::ReadContext;
use super::model::LanguageTag;
use crate::diagnostic::SourceFile;
use crate::parse::yaml;
use std::sync::Arc;

const TYPES: [(&str, &str); 4] = [
    ("document", include_str!("document.yaml")),
    ("page", include_str!("page.yaml")),
    ("question", include_str!("question.yaml")),
    ("term", include_str!("term.yaml")),
];

/// Fields that pakt itself reads, so that a site cannot mean something else by them. It may
/// declare the others anew.
const FIXED: [(&str, &str); 5] = [
    ("document", "text"),
    ("document", "text_sha256"),
    ("document", "no_claim"),
    ("question", "about"),
    ("question", "readings"),
];

/// The built-in declarations, by name.
pub(super) fn builtin_declarations() -> Vec<TypeDeclaration> {
    let languages = ["sv", "en"].map(|tag| LanguageTag(tag.into()));
    let read = |(id, text): &(&str, &str)| {
        let path = format!("{id}.yaml").into();
        let source = Arc::new(SourceFile { path, text: (*text).into() });
        let (root, _) = yaml::read(&source, 0..text.len());
        let context = ReadContext { source: &source, languages: &languages };
        let (mut declaration, _) = TypeDeclaration::read(id, root.as_ref(), &context);
        declaration.mark_built_in();
        declaration
    };
    TYPES.iter().map(read).collect()
}

/// Whether a site may not declare this field of this type.
pub(super) fn is_fixed_field(type_id: &str, field_id: &str) -> bool {
    FIXED.contains(&(type_id, field_id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_types_are_declared_without_findings() {
        for (id, text) in TYPES {
            let source = Arc::new(SourceFile { path: id.into(), text: text.into() });
            let (root, mut found) = yaml::read(&source, 0..text.len());
            let languages = ["sv", "en"].map(|tag| LanguageTag(tag.into()));
            let context = ReadContext { source: &source, languages: &languages };
            found.extend(TypeDeclaration::read(id, root.as_ref(), &context).1);
            assert_eq!(found, [], "{id}");
        }
        for (type_id, field_id) in FIXED {
            let types = builtin_declarations();
            let declaration = types.iter().find(|declaration| &*declaration.id == type_id).unwrap();
            assert!(declaration.fields.iter().any(|field| &*field.id == field_id), "{field_id}");
        }
    }
}
