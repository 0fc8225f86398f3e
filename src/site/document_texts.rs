//! The texts of documents, and the check of all fields that name a file.

use super::entry::{Entry, EntryIndex};
use super::entry_changes::EntryChanges;
use super::link_destination::join_path;
use super::linker::PreviousLink;
use super::snapshot::Site;
use super::source_text::SourceText;
use crate::diagnostic::rules::{LinkPlace, TargetForm};
use crate::diagnostic::{
    BrokenLinkReason, Diagnostic, DiagnosticKind, ExpectedKind, OutsideSiteReason, SourceFile,
    rules,
};
use crate::parse::{MarkdownBody, ParsedContent, ParsedFile};
use crate::schema::{BuiltinType, EntryId, FieldValue, builtin};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// The texts of documents, each shared with the previous site while its file does not change.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceTexts {
    /// By the id of the document.
    pub(super) by_document: Arc<BTreeMap<EntryId, Arc<SourceText>>>,
    /// The SHA-256 of the files in hex, by the id of the document.
    pub(super) digests: Arc<BTreeMap<EntryId, String>>,
    /// All texts, also of documents that share an id.
    all: Vec<Arc<SourceText>>,
    /// Diagnostics of fields that name a file.
    field_diagnostics: Arc<Vec<Diagnostic>>,
}

/// How the text of a document differs from that of the previous site.
pub(super) enum ChangedText {
    /// The words of these paragraphs are other ones. Marks and headings are the same.
    Paragraphs(BTreeSet<usize>),
    /// Anything may be different.
    Other,
}

impl ChangedText {
    fn new(old: &SourceText, new: &SourceText) -> Self {
        if !old.has_same_marks(new) {
            return Self::Other;
        }
        let pairs = old.paragraphs.iter().zip(&new.paragraphs).enumerate();
        let changed = pairs.filter(|(_, (old, new))| !old.has_same_words(new));
        Self::Paragraphs(changed.map(|(index, _)| index).collect())
    }

    /// Returns whether marks and headings are the same, and with them all anchors.
    pub(super) fn has_same_marks(&self) -> bool {
        matches!(self, Self::Paragraphs(_))
    }

    /// Returns whether a citation of some paragraphs may have another result.
    pub(super) fn affects(&self, paragraphs: &Range<usize>) -> bool {
        match self {
            Self::Paragraphs(changed) => changed.range(paragraphs.clone()).next().is_some(),
            Self::Other => true,
        }
    }
}

impl SourceTexts {
    /// Reads the texts that documents name, and checks all fields that name a file.
    pub(super) fn read(
        entries: &[Arc<Entry>],
        by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
        previous: Option<PreviousLink<'_>>,
        changes: Option<&EntryChanges<'_>>,
    ) -> Self {
        let names_no_file = |entry: &Entry| entry.file_field_names().next().is_none();
        let is_content = |parsed: &ParsedFile| match parsed.kind {
            ParsedContent::Markdown(_) | ParsedContent::Yaml(..) | ParsedContent::Csv(..) => true,
            ParsedContent::Text(_) | ParsedContent::Asset => false,
        };
        let old_texts = previous.map(|previous| &previous.site.texts);
        if let (Some(previous), Some(changes)) = (previous, changes)
            && previous.changed_files.iter().all(|(old, new)| is_content(old) && is_content(new))
            && changes.pairs(entries).all(|pair| names_no_file(pair.old) && names_no_file(pair.new))
        {
            return previous.site.texts.clone();
        }
        let mut known: HashMap<*const SourceFile, &Arc<SourceText>> = HashMap::new();
        for text in old_texts.into_iter().flat_map(|texts| &texts.all) {
            known.extend(text.source.as_ref().map(|source| (Arc::as_ptr(source), text)));
        }
        let (mut texts, mut digests) = (BTreeMap::new(), BTreeMap::new());
        let (mut all, mut diagnostics) = (Vec::new(), Vec::new());
        for entry in entries {
            for statement in entry.field_statements(builtin::document::TEXT) {
                let FieldValue::File(name) = &statement.value else { continue };
                let path = join_path(entry.source_folder(), name).unwrap_or_default();
                let Some(parsed) = by_path.get(path.as_str()) else { continue };
                if entry.entry_type.is(BuiltinType::Document)
                    && !matches!(parsed.kind, ParsedContent::Text(_))
                {
                    let (expected, value) = (ExpectedKind::TextFile, name.to_string());
                    let kind = rules::WrongKind { expected, value };
                    diagnostics.push(Diagnostic::new(statement.span.clone(), kind));
                }
                let ParsedContent::Text(source) = &parsed.kind else { continue };
                let text = known.get(&Arc::as_ptr(source)).copied().map(Arc::clone);
                let text = text.unwrap_or_else(|| {
                    let old_text = old_texts.and_then(|texts| texts.by_document.get(&entry.id));
                    Arc::new(match old_text {
                        Some(old_text) => SourceText::read_after(source, old_text),
                        None => SourceText::read(source),
                    })
                });
                let digest = parsed.file.asset.as_ref().map(|asset| asset.digest.to_string());
                digests.insert(entry.id.clone(), digest.unwrap_or_default());
                texts.insert(entry.id.clone(), Arc::clone(&text));
                all.push(text);
            }
        }
        diagnostics.extend(check_file_fields(entries, by_path));
        Self {
            by_document: Arc::new(texts),
            digests: Arc::new(digests),
            all,
            field_diagnostics: Arc::new(diagnostics),
        }
    }

    /// Returns the diagnostics of the texts, and of fields that name a file.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_texts = self.all.iter().flat_map(|text| text.diagnostics());
        of_texts.chain(self.field_diagnostics.iter())
    }

    /// Returns the texts that differ from those of the previous site, by the id of the document.
    pub(super) fn changed_since(&self, previous: &Self) -> BTreeMap<EntryId, ChangedText> {
        let (old_texts, new_texts) = (&previous.by_document, &self.by_document);
        if Arc::ptr_eq(old_texts, new_texts) {
            return BTreeMap::new();
        }
        let changed = |id: &EntryId| match (old_texts.get(id), new_texts.get(id)) {
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) => None,
            (Some(old), Some(new)) => Some(ChangedText::new(old, new)),
            _ => Some(ChangedText::Other),
        };
        let ids = old_texts.keys().chain(new_texts.keys());
        ids.filter_map(|id| Some((id.clone(), changed(id)?))).collect()
    }
}

/// Checks that each `file` value names a file of the content folder, relative to its own folder.
fn check_file_fields(
    entries: &[Arc<Entry>],
    by_path: &BTreeMap<Arc<str>, Arc<ParsedFile>>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry in entries {
        for (name, span) in entry.file_field_names() {
            let kind: DiagnosticKind = match join_path(entry.source_folder(), name) {
                Some(path) if by_path.contains_key(path.as_str()) => continue,
                Some(_) => {
                    let (target, reason) = (name.to_owned(), BrokenLinkReason::NotFound);
                    let folder = entry.source_folder().to_owned();
                    let place = Some(LinkPlace { folder, form: TargetForm::File });
                    rules::BrokenLink { target, reason, suggestion: None, place }.into()
                }
                None => {
                    let reason = OutsideSiteReason::Link(name.to_owned());
                    rules::OutsideSite { reason }.into()
                }
            };
            diagnostics.push(Diagnostic::new(span.clone(), kind));
        }
    }
    diagnostics
}

impl Site {
    /// Returns whether an entry has a body or a source text.
    #[must_use]
    pub fn has_readable_text(&self, entry_index: EntryIndex) -> bool {
        let entry = self.entry_at(entry_index);
        let has_text = |body: &MarkdownBody| !body.text().trim().is_empty();
        self.source_texts.contains_key(&entry.id)
            || entry.versions.iter().any(|version| has_text(&version.body))
    }

    /// Returns whether there is a text of the same name beside a file of the content folder.
    #[must_use]
    pub fn has_sibling_text(&self, path: &str) -> bool {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let endings = ["md", "html", "htm"];
        endings.iter().any(|ending| self.names.paths.get(&format!("{stem}.{ending}")).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_text(text: &str, previous: &SourceText) -> SourceText {
        let source = Arc::new(SourceFile { path: "deed.txt".into(), text: text.into() });
        let text = SourceText::read_after(&source, previous);
        assert_eq!(text, SourceText::read(&source));
        text
    }

    #[test]
    fn an_edit_of_one_paragraph_affects_citations_of_it() {
        const OLD: &str = "# Terms\n\n[P1]\nOne.\n\n[P2]\nTwo.\n\n[P3]\nThree.\n";
        let old = source_text(OLD, &SourceText::default());
        let changed = |from: &str, to: &str| {
            ChangedText::new(&old, &source_text(&OLD.replace(from, to), &old))
        };
        let words = changed("Two.", "Other.");
        assert!(words.has_same_marks() && words.affects(&(0..2)));
        assert!(!words.affects(&(0..1)) && !words.affects(&(2..3)));
        let list = changed("Three.", "- Three.");
        assert!(list.affects(&(2..3)) && !list.affects(&(0..2)));
        for (from, to) in [("[P2]", "[P4]"), ("# Terms", "# Words"), ("# Terms", "[P0]\n# Terms")] {
            assert!(!changed(from, to).has_same_marks(), "{to}");
        }
    }
}
