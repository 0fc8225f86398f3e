//! An entry: a thing with an id, a type, fields and texts.

use super::anchor_index::AnchorIndex;
use super::content_history::CommittedEntryChange;
use super::publication::DeclaredPublication;
use crate::diagnostic::{DiagnosticCode, Span};
use crate::files::parent_folder;
use crate::parse::{MarkdownBody, ParsedFile};
use crate::schema::{
    BuiltinType, EntryId, EntryType, FieldId, FieldValue, Fraction, LanguageTag, LocalizedText,
    Statement, UncertainDate,
};
use std::ops::Range;
use std::sync::Arc;

/// The index of an entry in [`Site::entries`](super::Site).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIndex(pub usize);

/// One thing with an id, a type, a title, fields and a body.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Unique among declared entries. The id of a page is its path.
    pub id: EntryId,
    /// Its entry type.
    pub entry_type: Arc<EntryType>,
    /// Where it is declared.
    pub origin: EntryOrigin,
    /// The start of its file, or the first key of its list item. Diagnostics about the entry as a
    /// whole point here.
    pub span: Span,
    /// The title that readers see.
    pub title: LocalizedText,
    /// A description of one sentence.
    pub description: Option<LocalizedText>,
    /// Its texts, at most one for each language, in the order of the site's languages.
    pub versions: Vec<LanguageVersion>,
    /// Its fields that have values, in the type's order.
    pub fields: Vec<(FieldId, Vec<Statement>)>,
    /// The keys that every type has.
    pub meta: EntryMeta,
    /// Its permalink in each of the site's languages. Begins and ends with `/`.
    pub addresses: Vec<Arc<str>>,
}

/// Where an entry is declared.
#[derive(Clone, Debug)]
pub enum EntryOrigin {
    /// A Markdown file.
    File(Arc<ParsedFile>),
    /// An item of a list in YAML or a row of CSV, with its range in the file.
    Item(Arc<ParsedFile>, Range<usize>),
    /// Nowhere. The entry exists because other entries mention it.
    Mentioned,
}

/// An entry's text in one language.
#[derive(Clone, Debug)]
pub struct LanguageVersion {
    /// The language it is shown under.
    pub language: LanguageTag,
    /// The language it is written in, if front matter says that it differs from `language`.
    pub written_in: Option<LanguageTag>,
    /// The text.
    pub body: Arc<MarkdownBody>,
    /// The headings and anchors of the text, by name.
    pub anchor_index: AnchorIndex,
    /// The heading that is shown as the page title and not repeated in the body.
    pub title_heading: Option<usize>,
    /// The file of the text. `None` means that the text is in a list item.
    pub file: Option<Arc<ParsedFile>>,
}

/// The keys of front matter that every type has.
#[derive(Clone, Debug, Default)]
pub struct EntryMeta {
    /// The language of the text, if it differs from the language of the file name.
    pub language: Option<LanguageTag>,
    /// The name in the middle of a sentence: "stadsledningskontoret".
    pub in_sentence: Option<LocalizedText>,
    /// Other names, and old addresses, which begin with `/`.
    pub aliases: Vec<(String, Span)>,
    /// Tags as written.
    pub tags: Vec<(String, Span)>,
    /// What it says about its publication, apart from `published`.
    pub publication: DeclaredPublication,
    /// Whether another entry has its address, which is reported. It has no page and is in no list.
    pub has_lost_address: bool,
    /// Who is responsible for it.
    pub owner: Option<LocalizedText>,
    /// Date of first publication.
    pub published: Option<UncertainDate>,
    /// Date of the last change.
    pub updated: Option<UncertainDate>,
    /// The last changes, newest first, if `updated` is from the history.
    pub changes: Vec<CommittedEntryChange>,
    /// Date of the last review.
    pub reviewed: Option<UncertainDate>,
    /// Date of the next review.
    pub review_by: Option<UncertainDate>,
    /// Its sort position among its siblings.
    pub order: Option<Fraction>,
    /// `true` adds it to the main menu, and `false` hides it from navigation.
    pub in_menu: Option<bool>,
    /// `false` leaves out the list of the section's pages, on its index page.
    pub page_list: Option<bool>,
    /// Set if the text was removed: what the page shows instead.
    pub removed: Option<RemovedInfo>,
    /// Codes that this page suppresses.
    pub allow: Vec<DiagnosticCode>,
}

/// When and why a text was removed.
#[derive(Clone, Debug, Default)]
pub struct RemovedInfo {
    /// The date of removal.
    pub on: Option<UncertainDate>,
    /// The reason.
    pub reason: Option<LocalizedText>,
    /// The decision behind the removal.
    pub decision: Option<LocalizedText>,
    /// The name of the entry that replaces it.
    pub replaced_by: Option<(String, Span)>,
}

impl EntryMeta {
    /// Returns the last change that concerns readers of a language. `None` means that the history
    /// does not have it, or that the entry gives its date itself.
    #[must_use]
    pub fn last_change(&self, language: &LanguageTag) -> Option<&CommittedEntryChange> {
        self.changes.iter().find(|change| change.concerns(language))
    }

    /// Returns the date of the last change that concerns readers of a language.
    #[must_use]
    pub fn updated_in(&self, language: &LanguageTag) -> Option<UncertainDate> {
        if self.changes.is_empty() {
            return self.updated.clone();
        }
        self.last_change(language)?.to_date()
    }
}

impl RemovedInfo {
    /// The keys of `removed:`.
    pub const KEYS: [&str; 4] = ["on", "reason", "decision", "replaced_by"];
}

impl Entry {
    /// Returns whether it is a page, whose id is its path.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.entry_type.is(BuiltinType::Page)
    }

    /// Returns whether it has a Markdown file of its own.
    #[must_use]
    pub fn is_declared_in_file(&self) -> bool {
        matches!(self.origin, EntryOrigin::File(_))
    }

    /// Returns whether no file declares it: it exists because other entries mention it.
    #[must_use]
    pub fn is_implicit(&self) -> bool {
        matches!(self.origin, EntryOrigin::Mentioned)
    }

    /// Returns the path in the content folder of the file that declares it. Empty for implicit
    /// entries.
    #[must_use]
    pub fn source_path(&self) -> &str {
        match &self.origin {
            EntryOrigin::File(parsed) | EntryOrigin::Item(parsed, _) => &parsed.file.path,
            EntryOrigin::Mentioned => "",
        }
    }

    /// Returns the folder of [`Entry::source_path`], without `/` at the end. Empty at the top.
    #[must_use]
    pub fn source_folder(&self) -> &str {
        parent_folder(self.source_path())
    }

    /// Returns the statements of a field.
    #[must_use]
    pub fn field_statements(&self, field: &str) -> &[Statement] {
        let field = self.fields.iter().find(|(id, _)| &**id == field);
        field.map_or(&[], |(_, statements)| statements)
    }

    /// Returns all of its statements, each item of a group followed by the statements in it.
    pub fn statements_deep(&self) -> impl Iterator<Item = &Statement> {
        let statements = self.fields.iter().flat_map(|(_, statements)| statements);
        statements.flat_map(Statement::with_nested)
    }

    /// Returns the files that its fields name, including those in groups, each with its span.
    pub fn file_field_names(&self) -> impl Iterator<Item = (&str, &Span)> {
        self.statements_deep().filter_map(|statement| match &statement.value {
            FieldValue::File(name) => Some((&**name, &statement.span)),
            _ => None,
        })
    }

    /// Returns the text in a language, or the first text if that language has none.
    #[must_use]
    pub fn language_version(&self, language: &LanguageTag) -> Option<&LanguageVersion> {
        self.versions.iter().find(|version| version.language == *language).or(self.versions.first())
    }
}
