//! One file as read: its text, and what is copied of it.

use super::decode::decode_text;
use super::digest::Sha256Digest;
use super::root_folder::{FolderKind, RootFolder, with_slashes};
use crate::diagnostic::{Diagnostic, DiagnosticKind, SourceFile, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text larger than this is not read as one.
pub const TEXT_LIMIT_BYTES: usize = 20 * 1024 * 1024;

/// One file as read. Equal bytes give an equal value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFile {
    /// Relative to the folder, with `/`, as on disk; what is not UTF-8 in it became U+FFFD.
    pub path: Arc<str>,
    /// Where it lies; of a symbolic link the link.
    pub on_disk: PathBuf,
    /// Its text, if it is of a kind that has one: Markdown, YAML, CSV, plain text.
    pub text: Option<Arc<SourceFile>>,
    /// What is copied as it is: of everything but Markdown.
    pub asset: Option<AssetData>,
    /// What is wrong with it as a file.
    pub diagnostics: Vec<Diagnostic>,
    /// The path in reports.
    shown: Box<str>,
}

/// What is known of a file that may be copied as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssetData {
    /// Of the bytes on disk.
    pub digest: Sha256Digest,
    /// In bytes.
    pub size: u64,
    /// Width and height in pixels, of a picture.
    pub dimensions: Option<(u32, u32)>,
}

/// What is read of a file, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileClass {
    /// A text that is not copied: Markdown.
    Page,
    /// A text that must be UTF-8, and may be copied.
    Text,
    /// A text if it is UTF-8, else an asset like any other.
    PerhapsText,
    /// An asset.
    Asset,
}

/// A file's names, before it is read.
#[derive(Clone, Debug)]
pub(super) struct FilePaths {
    pub(super) path: Arc<str>,
    pub(super) on_disk: PathBuf,
    /// The path in reports.
    pub(super) shown: String,
    /// Whether the file's own name, not only its folder's, is UTF-8.
    pub(super) name: NameBytes,
}

/// Whether a name on disk is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameBytes {
    Utf8,
    Other,
}

/// Bytes that were read, or why not.
#[derive(Debug)]
pub(super) enum FileContent {
    /// All bytes, of a text.
    Bytes(Vec<u8>),
    /// Of an asset.
    Asset(AssetData),
    /// A text that is larger than [`TEXT_LIMIT_BYTES`]; what is copied of it, if anything.
    TooLarge(Option<AssetData>),
}

/// The lower-case extension of a path, without its dot; empty if there is none.
pub(super) fn file_extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
}

impl FileClass {
    pub(super) fn classify(path: &str, kind: FolderKind) -> Self {
        match (file_extension(path).as_str(), kind) {
            ("md" | "markdown", _) => Self::Page,
            ("yaml", _) | ("html" | "xml" | "css" | "js", FolderKind::Theme) => Self::Text,
            ("csv" | "txt", _) => Self::PerhapsText,
            _ => Self::Asset,
        }
    }
}

impl FilePaths {
    /// The names of a file by its path inside a folder.
    pub(super) fn new(folder: &RootFolder, relative: &Path) -> Self {
        let path = with_slashes(relative);
        let is_text = relative.file_name().is_none_or(|name| name.to_str().is_some());
        Self {
            shown: folder.shown.report_path(&path),
            path: path.into(),
            on_disk: folder.root.join(relative),
            name: if is_text { NameBytes::Utf8 } else { NameBytes::Other },
        }
    }

    /// A finding at 1:1 of a file that has no text.
    pub(super) fn to_diagnostic(&self, kind: DiagnosticKind) -> Diagnostic {
        Diagnostic::new(Span::start_of(&self.source(String::new())), kind)
    }

    fn source(&self, text: String) -> Arc<SourceFile> {
        Arc::new(SourceFile { path: self.shown.as_str().into(), text: text.into() })
    }
}

impl ContentFile {
    /// The file as a whole: its place 1:1 in reports.
    #[must_use]
    pub fn start_span(&self) -> Span {
        match &self.text {
            Some(text) => Span::start_of(text),
            None => {
                Span::start_of(&Arc::new(SourceFile { path: self.shown.clone(), text: "".into() }))
            }
        }
    }

    /// The file with this content.
    pub(super) fn new(place: FilePaths, form: FileClass, content: FileContent) -> Self {
        let mut diagnostics = Vec::new();
        let (mut text, mut asset) = (None, None);
        match content {
            FileContent::Asset(known) => asset = Some(known),
            FileContent::TooLarge(known) => {
                asset = known;
                let (what, limit, unit) = ("file", TEXT_LIMIT_BYTES, "bytes");
                diagnostics.push(place.to_diagnostic(DiagnosticKind::TooLarge {
                    what,
                    limit,
                    unit,
                }));
            }
            FileContent::Bytes(bytes) => {
                if form != FileClass::Page {
                    let (digest, size) = (Sha256Digest::of_bytes(&bytes), bytes.len() as u64);
                    asset = Some(AssetData { digest, size, dimensions: None });
                }
                let decoded = decode_text(&bytes);
                if decoded.problem.is_none() || form != FileClass::PerhapsText {
                    let source = place.source(decoded.text);
                    let problem = decoded.problem.into_iter();
                    diagnostics.extend(
                        problem
                            .map(|(kind, range)| Diagnostic::new(Span::new(&source, range), kind)),
                    );
                    text = Some(source);
                }
            }
        }
        if place.name == NameBytes::Other {
            diagnostics.insert(0, place.to_diagnostic(DiagnosticKind::NotUtf8 { found: None }));
        }
        Self {
            path: place.path,
            on_disk: place.on_disk,
            text,
            asset,
            diagnostics,
            shown: place.shown.into(),
        }
    }
}
