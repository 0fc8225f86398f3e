//! One thing with an id.

use crate::diagnostic::{DiagnosticCode, Span};
use crate::parse::{MarkdownBody, ParsedFile};
use crate::schema::{
    EntryType, FieldValue, Fraction, LanguageTag, LocalizedText, Statement, UncertainDate,
};
use std::ops::Range;
use std::sync::Arc;

/// The place of an entry in [`Site::entries`](super::Site).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIndex(pub usize);

/// One thing with an id, a type, a title, fields and a body.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Unique among declared entries; of a page its path.
    pub id: Arc<str>,
    /// Its type.
    pub kind: Arc<EntryType>,
    /// Where it is written.
    pub origin: EntryOrigin,
    /// The whole file at 1:1, or the list item's first key: where findings about all of it point.
    pub span: Span,
    /// What readers call it.
    pub title: LocalizedText,
    /// One sentence about it.
    pub description: Option<LocalizedText>,
    /// Its texts, at most one a language, in the site's order of languages.
    pub versions: Vec<LanguageVersion>,
    /// Its fields that have values, in the type's order.
    pub fields: Vec<(Arc<str>, Vec<Statement>)>,
    /// What front matter says besides.
    pub meta: EntryMeta,
    /// Its address in each of the site's languages: begins and ends with `/`.
    pub addresses: Vec<Arc<str>>,
}

/// Where an entry is written.
#[derive(Clone, Debug)]
pub enum EntryOrigin {
    /// A file of its own.
    File(Arc<ParsedFile>),
    /// One item of a list in YAML or one row of CSV.
    Item(Arc<ParsedFile>, Range<usize>),
    /// Nowhere: other entries name it.
    Mentioned,
}

/// An entry's text in one language.
#[derive(Clone, Debug)]
pub struct LanguageVersion {
    /// The language it is shown under.
    pub language: LanguageTag,
    /// The language it is written in, if front matter says another.
    pub written_in: Option<LanguageTag>,
    /// The text.
    pub body: Arc<MarkdownBody>,
    /// The heading that is shown as the page's title, so not again.
    pub title_heading: Option<usize>,
    /// The file, if it has one of its own.
    pub file: Option<Arc<ParsedFile>>,
}

/// What front matter says besides the type's fields.
#[derive(Clone, Debug, Default)]
pub struct EntryMeta {
    /// The language that the text is written in, if not the one its name says.
    pub language: Option<LanguageTag>,
    /// Further names, and old addresses that begin with `/`.
    pub aliases: Vec<(String, Span)>,
    /// Tags as written.
    pub tags: Vec<(String, Span)>,
    /// Not published yet.
    pub is_draft: bool,
    /// `draft:` says neither yes nor no: hidden, and what is wrong with it matters in full.
    pub is_draft_doubtful: bool,
    /// Who answers for it.
    pub owner: Option<LocalizedText>,
    /// First published.
    pub published: Option<UncertainDate>,
    /// Last changed.
    pub updated: Option<UncertainDate>,
    /// Last reviewed.
    pub reviewed: Option<UncertainDate>,
    /// To be reviewed by.
    pub review_by: Option<UncertainDate>,
    /// Its place among its siblings.
    pub order: Option<Fraction>,
    /// Whether the head menu has it, or no navigation.
    pub in_menu: Option<bool>,
    /// The text was withdrawn: what the page says in its place.
    pub removed: Option<RemovedInfo>,
    /// Codes that this page is excused from.
    pub allow: Vec<DiagnosticCode>,
}

/// Why a text is no longer there.
#[derive(Clone, Debug, Default)]
pub struct RemovedInfo {
    /// Since when.
    pub on: Option<UncertainDate>,
    /// Why.
    pub reason: Option<LocalizedText>,
    /// The decision that it was removed by.
    pub decision: Option<LocalizedText>,
}

impl Entry {
    /// Whether it is a page, whose id is its path.
    #[must_use]
    pub fn is_page(&self) -> bool {
        &*self.kind.id == "page"
    }

    /// The path of the file that it is written in, in the content folder.
    #[must_use]
    pub fn source_path(&self) -> &str {
        match &self.origin {
            EntryOrigin::File(parsed) | EntryOrigin::Item(parsed, _) => &parsed.file.path,
            EntryOrigin::Mentioned => "",
        }
    }

    /// The folder of that file, without `/` at the end; empty at the top.
    #[must_use]
    pub fn source_folder(&self) -> &str {
        self.source_path().rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The statements of a field.
    #[must_use]
    pub fn field_statements(&self, field: &str) -> &[Statement] {
        let found = self.fields.iter().find(|(id, _)| &**id == field);
        found.map_or(&[], |(_, statements)| statements)
    }

    /// The files that its fields name, those of groups included, each with its place.
    pub fn file_field_names(&self) -> impl Iterator<Item = (&str, &Span)> {
        let statements = self.fields.iter().flat_map(|(_, statements)| statements);
        let all = statements.flat_map(|statement| {
            let parts = match &statement.value {
                FieldValue::Group(parts) => parts.as_slice(),
                _ => &[],
            };
            parts.iter().flat_map(|(_, inner)| inner).chain([statement])
        });
        all.filter_map(|statement| match &statement.value {
            FieldValue::File(name) => Some((&**name, &statement.span)),
            _ => None,
        })
    }

    /// The version in a language, else in the first language that has one.
    #[must_use]
    pub fn language_version(&self, language: &LanguageTag) -> Option<&LanguageVersion> {
        self.versions.iter().find(|version| version.language == *language).or(self.versions.first())
    }
}
