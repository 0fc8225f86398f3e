//! The documents that are open in the editor, with their unsaved texts.

use super::file_uri::path_of_uri;
use super::text_positions::{PositionEncoding, TextPositions};
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A document that is open in the editor.
pub(super) struct OpenDocument {
    /// The address, as the client writes it.
    pub(super) uri: Uri,
    /// Increases with each change.
    pub(super) version: i32,
    /// The text, as the client has it.
    pub(super) text: String,
}

/// The documents that are open, by path.
#[derive(Default)]
pub(super) struct OpenDocuments {
    by_path: BTreeMap<PathBuf, OpenDocument>,
}

impl OpenDocuments {
    /// Adds a document. Returns its path; `None` means that it is not a file.
    pub(super) fn open(&mut self, item: TextDocumentItem) -> Option<PathBuf> {
        let path = path_of_uri(item.uri.as_str())?;
        let document = OpenDocument { uri: item.uri, version: item.version, text: item.text };
        self.by_path.insert(path.clone(), document);
        Some(path)
    }

    /// Applies changes, in order. Returns the path of the document; `None` means that it is not
    /// open, or that the changes are older than its text.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> Option<PathBuf> {
        let path = path_of_uri(uri.as_str())?;
        let document = self.by_path.get_mut(&path)?;
        if version < document.version {
            return None;
        }
        document.version = version;
        for change in changes {
            match change.range {
                Some(range) => {
                    let offsets = TextPositions::new(&document.text, encoding).offsets(range);
                    document.text.replace_range(offsets, &change.text);
                }
                None => document.text = change.text,
            }
        }
        Some(path)
    }

    /// Removes a document. Returns its path.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = path_of_uri(uri.as_str())?;
        self.by_path.remove(&path).map(|_| path)
    }

    /// Returns the document at a path.
    pub(super) fn get(&self, path: &Path) -> Option<&OpenDocument> {
        self.by_path.get(path)
    }

    /// Iterates over all documents, by path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &OpenDocument)> {
        self.by_path.iter().map(|(path, document)| (path.as_path(), document))
    }
}
