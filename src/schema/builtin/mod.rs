//! The types that every site has, and the names of their fields.

use super::declare::TypeDeclaration;
use super::diagnostic_sink::ReadContext;
use super::model::{EntryType, LanguageTag};
use crate::diagnostic::SourceFile;
use crate::locale::LOCALES;
use crate::parse::yaml;
use std::sync::Arc;

/// The types that are declared in YAML, sorted by name.
const DECLARATIONS: [(BuiltinType, &str); 4] = [
    (BuiltinType::Document, include_str!("document.yaml")),
    (BuiltinType::Page, include_str!("page.yaml")),
    (BuiltinType::Question, include_str!("question.yaml")),
    (BuiltinType::Term, include_str!("term.yaml")),
];

/// Fields that pakt itself reads, so a site cannot give them another meaning. It may redeclare
/// the other fields.
const FIXED_FIELDS: [(BuiltinType, &str); 6] = [
    (BuiltinType::Document, document::SHORT),
    (BuiltinType::Document, document::TEXT),
    (BuiltinType::Document, document::TEXT_SHA256),
    (BuiltinType::Document, document::NO_CLAIM),
    (BuiltinType::Question, question::ABOUT),
    (BuiltinType::Question, question::READINGS),
];

/// Fields of the type `document`.
pub mod document {
    /// The name beside quotes, where the title is too long.
    pub const SHORT: &str = "short";
    /// The file with the text.
    pub const TEXT: &str = "text";
    /// The digest of the text.
    pub const TEXT_SHA256: &str = "text_sha256";
    /// Locators of paragraphs that no entry needs to cite.
    pub const NO_CLAIM: &str = "no_claim";
    /// The document that it replaces, unless its type names another field.
    pub const REPLACES: &str = "replaces";
    /// When it was written.
    pub const DATE: &str = "date";
    /// The last day on which what it says was seen to be current.
    pub const CONFIRMED_UNTIL: &str = "confirmed_until";
}

/// Fields of the type `question`.
pub mod question {
    /// The entries that the question is about.
    pub const ABOUT: &str = "about";
    /// The ways to read the sources, a group.
    pub const READINGS: &str = "readings";
    /// In a reading: what it says.
    pub const READING_TEXT: &str = "text";
    /// In a reading: its citations.
    pub const READING_SOURCE: &str = "source";
}

/// Fields of the type `term`.
pub mod term {
    /// Other forms of the word, separated by commas.
    pub const FORMS: &str = "forms";
}

/// A type that every site has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltinType {
    /// A source, whose text may be in a file.
    Document,
    /// A text without a type of its own.
    Page,
    /// A question that the sources leave open.
    Question,
    /// A tag. It has no declaration: tags are created by being mentioned.
    Tag,
    /// A word with its meaning, for the glossary.
    Term,
}

impl BuiltinType {
    /// Returns its name in `type:`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Page => "page",
            Self::Question => "question",
            Self::Tag => "tag",
            Self::Term => "term",
        }
    }
}

impl EntryType {
    /// Returns whether this is a certain built-in type.
    #[must_use]
    pub fn is(&self, builtin: BuiltinType) -> bool {
        *self.id == *builtin.id()
    }

    /// Returns whether a field is only for editors: pages do not show it, and search does not
    /// find it. The text of a document is shown and found paragraph by paragraph instead.
    #[must_use]
    pub fn is_field_for_editors(&self, field_id: &str) -> bool {
        self.is(BuiltinType::Document)
            && [document::SHORT, document::TEXT, document::TEXT_SHA256, document::NO_CLAIM]
                .contains(&field_id)
    }

    /// Returns whether pages show a field among the facts. The readings of a question are shown
    /// with its text.
    #[must_use]
    pub fn is_fact(&self, field_id: &str) -> bool {
        let is_reading = self.is(BuiltinType::Question) && *field_id == *question::READINGS;
        !is_reading && !self.is_field_for_editors(field_id)
    }
}

/// Returns the languages of the labels in the declarations: all that are fully supported.
fn label_languages() -> Vec<LanguageTag> {
    let tags = LOCALES.iter().flat_map(|locale| locale.tags);
    tags.map(|tag| LanguageTag((*tag).into())).collect()
}

/// Returns the built-in declarations, sorted by name.
pub(super) fn builtin_declarations() -> Vec<TypeDeclaration> {
    let languages = label_languages();
    let read = |(builtin, text): &(BuiltinType, &str)| {
        let id = builtin.id();
        let path = format!("{id}.yaml").into();
        let source = Arc::new(SourceFile { path, text: (*text).into() });
        let (root, _) = yaml::read(&source, 0..text.len());
        let context = ReadContext { source: &source, languages: &languages };
        let (mut declaration, _) = TypeDeclaration::read(id, root.as_ref(), &context);
        declaration.mark_built_in();
        declaration
    };
    DECLARATIONS.iter().map(read).collect()
}

/// Returns whether a site may not redeclare this field of this type.
pub(super) fn is_fixed_field(entry_type: &EntryType, field_id: &str) -> bool {
    let mut fields = FIXED_FIELDS.iter();
    fields.any(|(builtin, fixed)| entry_type.is(*builtin) && *fixed == field_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_types_are_declared_without_diagnostics() {
        for (builtin, text) in DECLARATIONS {
            let id = builtin.id();
            let source = Arc::new(SourceFile { path: id.into(), text: text.into() });
            let (root, mut diagnostics) = yaml::read(&source, 0..text.len());
            let languages = label_languages();
            let context = ReadContext { source: &source, languages: &languages };
            diagnostics.extend(TypeDeclaration::read(id, root.as_ref(), &context).1);
            assert_eq!(diagnostics, [], "{id}");
        }
        for (builtin, field_id) in FIXED_FIELDS {
            let types = builtin_declarations();
            let declaration =
                types.iter().find(|declaration| &*declaration.id == builtin.id()).unwrap();
            assert!(declaration.fields.iter().any(|field| &*field.id == field_id), "{field_id}");
        }
    }
}
