//! Edits of the content, and how they are written for the client.

use super::client_features::ClientFeatures;
use super::text_positions::TextPositions;
use super::workspace::FileUris;
use crate::diagnostic::{SourceFile, Span};
use lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp, TextDocumentEdit, TextEdit,
    Uri, WorkspaceEdit,
};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Edits of some texts, and files that are made or renamed after them.
#[derive(Default)]
pub(super) struct ContentEdit {
    replacements: Vec<(Span, String)>,
    /// Old and new address.
    renamed_files: Vec<(Uri, Uri)>,
    /// The address and the text.
    new_files: Vec<(Uri, String)>,
}

impl ContentEdit {
    /// Adds a text that replaces a range of a file.
    pub(super) fn replace(&mut self, source: &Arc<SourceFile>, range: Range<usize>, text: &str) {
        self.replacements.push((Span::new(source, range), text.to_owned()));
    }

    /// Adds a file that gets another name. Only a client that can rename files does so.
    pub(super) fn rename_file(&mut self, old_uri: Uri, new_uri: Uri) {
        self.renamed_files.push((old_uri, new_uri));
    }

    /// Adds a file. Only a client that can make files does so.
    pub(super) fn create_file(&mut self, uri: Uri, text: String) {
        self.new_files.push((uri, text));
    }

    /// Returns the edit for the protocol.
    pub(super) fn into_workspace_edit(
        mut self,
        uris: &FileUris<'_>,
        client: ClientFeatures,
    ) -> WorkspaceEdit {
        self.replacements.sort_by(|left, right| left.0.cmp(&right.0));
        self.replacements.dedup();
        let mut by_file: BTreeMap<Box<str>, Vec<TextEdit>> = BTreeMap::new();
        for (span, new_text) in self.replacements {
            let source = span.source();
            let range = TextPositions::new(&source.text, client.encoding).range(&span.range());
            by_file.entry(source.path.clone()).or_default().push(TextEdit { range, new_text });
        }
        if self.renamed_files.is_empty() && self.new_files.is_empty() {
            let changes = by_file.into_iter();
            let changes = changes.filter_map(|(path, edits)| Some((uris.uri(&path)?, edits)));
            // The protocol's type has addresses as keys.
            #[expect(clippy::mutable_key_type, reason = "an address is never changed")]
            let changes: HashMap<Uri, Vec<TextEdit>> = changes.collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let mut operations = Vec::new();
        for (uri, text) in self.new_files {
            let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            let create =
                CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
            let edit = TextEdit { range: lsp_types::Range::default(), new_text: text };
            operations.push(document_edit(uri, None, vec![edit]));
        }
        for (path, edits) in by_file {
            let Some(uri) = uris.uri(&path) else { continue };
            let version = uris.open_document(&path).map(|document| document.version);
            operations.push(document_edit(uri, version, edits));
        }
        for (old_uri, new_uri) in self.renamed_files {
            let rename = RenameFile { old_uri, new_uri, options: None, annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Rename(rename)));
        }
        let document_changes = Some(DocumentChanges::Operations(operations));
        WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
    }
}

fn document_edit(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> DocumentChangeOperation {
    DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    })
}
