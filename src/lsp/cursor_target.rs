//! What the cursor is on: an entry, a paragraph, a type or a field.

use super::mention_index::{Mention, MentionTarget, mentions_in_entry, mentions_in_settings};
use super::schema_place::{SchemaPlace, schema_place, yaml_range};
use super::text_positions::{PositionEncoding, TextPositions};
use super::workspace::Workspace;
use super::yaml_cursor::{YamlCursor, YamlPlace};
use crate::diagnostic::{SourceFile, Span};
use crate::schema::{EntryType, FieldDef};
use crate::site::{Entry, EntryIndex, EntryOrigin, Site, is_site_file};
use lsp_types::Position;
use std::ops::Range;
use std::sync::Arc;

/// A place in a text of the content.
pub(super) struct TextPlace {
    /// The path of the file in the content folder.
    pub(super) path: String,
    pub(super) source: Arc<SourceFile>,
    pub(super) offset: usize,
}

/// What is at a place.
pub(super) struct CursorTarget {
    /// The words that name it.
    pub(super) span: Span,
    pub(super) kind: CursorTargetKind,
}

pub(super) enum CursorTargetKind {
    /// A name of an entry, or a citation.
    Mention(Mention),
    /// The declaration of an entry: its id or its title.
    Entry(EntryIndex),
    /// A paragraph of a source text, in the text itself.
    Paragraph { document: EntryIndex, paragraphs: Range<usize> },
    /// The name of a type.
    Type(Arc<EntryType>),
    /// The key of a field.
    Field(Box<FieldDef>),
}

impl TextPlace {
    /// Returns a place in a file. `None` means that the site has no text there.
    pub(super) fn new(
        workspace: &Workspace,
        path: String,
        position: Position,
        encoding: PositionEncoding,
    ) -> Option<Self> {
        let source = Arc::clone(workspace.text(&path)?);
        let offset = TextPositions::new(&source.text, encoding).offset(position);
        Some(Self { path, source, offset })
    }

    /// Returns what is at the place.
    pub(super) fn target(&self, site: &Site) -> Option<CursorTarget> {
        self.paragraph(site).or_else(|| self.mention(site)).or_else(|| self.in_yaml(site))
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.source, range)
    }

    fn is_in(&self, span: &Span) -> bool {
        let range = span.range();
        span.source().path == self.source.path
            && range.start <= self.offset
            && self.offset <= range.end
    }

    /// Returns the paragraph of a source text.
    fn paragraph(&self, site: &Site) -> Option<CursorTarget> {
        let is_here = |source: &&Arc<SourceFile>| source.path == self.source.path;
        let (id, text) = site
            .source_texts
            .iter()
            .find(|(_, text)| text.source.as_ref().filter(is_here).is_some())?;
        let index = text.paragraphs.iter().rposition(|it| it.marker.start <= self.offset)?;
        let paragraph = text.paragraphs.get(index).filter(|it| !it.locator.is_empty())?;
        let (document, paragraphs) = (site.find_document(id)?, index..index + 1);
        let kind = CursorTargetKind::Paragraph { document, paragraphs };
        Some(CursorTarget { span: self.span(paragraph.marker.clone()), kind })
    }

    /// Returns the smallest mention around the place.
    fn mention(&self, site: &Site) -> Option<CursorTarget> {
        let mut mentions: Vec<Mention> = if is_site_file(&self.path) {
            mentions_in_settings(site)
        } else {
            let entries = entries_in_file(site, &self.path);
            entries.flat_map(|(entry_index, _)| mentions_in_entry(site, entry_index)).collect()
        };
        mentions.retain(|mention| self.is_in(&mention.span));
        let mention = mentions.into_iter().min_by_key(|mention| mention.span.range().len())?;
        Some(CursorTarget { span: mention.span.clone(), kind: CursorTargetKind::Mention(mention) })
    }

    /// Returns the type, the field or the entry that YAML names.
    fn in_yaml(&self, site: &Site) -> Option<CursorTarget> {
        let range = yaml_range(&self.path, &self.source.text, self.offset)?;
        let cursor = self.yaml_cursor(range);
        let word = self.source.text.get(cursor.word.clone())?.trim();
        let span = self.span(cursor.word.clone());
        let of_type = |word: &str| {
            let kind = CursorTargetKind::Type(Arc::clone(site.schema.types.get(word)?));
            Some(CursorTarget { span: span.clone(), kind })
        };
        match (schema_place(site, &self.path, &self.source.text, &cursor)?, cursor.place) {
            (SchemaPlace::ListRoot, _) => of_type(word),
            (SchemaPlace::TypeFile { path }, YamlPlace::Value) => {
                let names_type = path.last().is_some_and(|key| *key == "to");
                names_type.then(|| of_type(word)).flatten()
            }
            (SchemaPlace::EntryMap { kind, path }, YamlPlace::Value | YamlPlace::KeyOrValue) => {
                match path.as_slice() {
                    ["type"] => of_type(word),
                    ["id" | "title", ..] => {
                        let entry_index = self.declared_entry(site)?;
                        let kind = CursorTargetKind::Entry(entry_index);
                        Some(CursorTarget { span, kind })
                    }
                    path => self.field(&kind, path, span, word),
                }
            }
            (SchemaPlace::EntryMap { kind, path }, YamlPlace::Key) => {
                self.field(&kind, &path, span, word)
            }
            _ => None,
        }
    }

    /// Returns the field whose key is a word.
    fn field(
        &self,
        kind: &EntryType,
        path: &[&str],
        span: Span,
        word: &str,
    ) -> Option<CursorTarget> {
        let of_type = kind.find_field(word);
        let of_group = || {
            let group = path.first().and_then(|key| kind.find_field(key))?;
            group.group_fields().iter().find(|field| *field.id == *word)
        };
        let field = of_type.filter(|_| path.is_empty()).or_else(of_group)?;
        Some(CursorTarget { span, kind: CursorTargetKind::Field(Box::new(field.clone())) })
    }

    /// Returns where the place is in YAML.
    pub(super) fn yaml_cursor(&self, yaml_range: Range<usize>) -> YamlCursor {
        // On a key, what counts is the key and not its value.
        YamlCursor::at(&self.source.text, yaml_range, self.offset)
    }

    /// Returns the entry that is declared around the place.
    pub(super) fn declared_entry(&self, site: &Site) -> Option<EntryIndex> {
        let mut entries = entries_in_file(site, &self.path);
        let found = entries.find(|(_, entry)| match &entry.origin {
            EntryOrigin::File(_) => true,
            EntryOrigin::Item(_, range) => range.start <= self.offset && self.offset <= range.end,
            EntryOrigin::Mentioned => false,
        });
        found.map(|(entry_index, _)| entry_index)
    }
}

/// Returns the entries that a file declares or has a text of.
pub(super) fn entries_in_file<'a>(
    site: &'a Site,
    path: &'a str,
) -> impl Iterator<Item = (EntryIndex, &'a Entry)> {
    let entries = site.entries.iter().enumerate();
    entries.filter_map(move |(index, entry)| {
        let mut versions = entry.versions.iter().filter_map(|version| version.file.as_ref());
        let is_here = entry.source_path() == path || versions.any(|file| *file.file.path == *path);
        is_here.then(|| (EntryIndex(index), &**entry))
    })
}

impl CursorTarget {
    /// Returns the entry that is named or declared. `None` means that it is something else.
    pub(super) fn entry(&self) -> Option<EntryIndex> {
        match &self.kind {
            CursorTargetKind::Mention(Mention {
                target: MentionTarget::Entry { entry_index, .. },
                ..
            })
            | CursorTargetKind::Entry(entry_index) => Some(*entry_index),
            CursorTargetKind::Mention(_)
            | CursorTargetKind::Paragraph { .. }
            | CursorTargetKind::Type(_)
            | CursorTargetKind::Field(_) => None,
        }
    }
}
