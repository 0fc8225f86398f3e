//! One file as read: its text, and what is copied of it.

use super::decoded::decode;
use super::digest::Digest;
use super::folder::{Folder, FolderKind, slashed};
use crate::diagnostic::{Diagnostic, Fault, Source, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text larger than this is not read as one.
pub const TEXT_LIMIT_BYTES: usize = 20 * 1024 * 1024;

/// One file as read. Equal bytes give an equal value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the folder, with `/`, as on disk; what is not UTF-8 in it became U+FFFD.
    pub path: Arc<str>,
    /// Where it lies; of a symbolic link the link.
    pub on_disk: PathBuf,
    /// Its text, if it is of a kind that has one: Markdown, YAML, CSV, plain text.
    pub text: Option<Arc<Source>>,
    /// What is copied as it is: of everything but Markdown.
    pub asset: Option<Asset>,
    /// What is wrong with it as a file.
    pub findings: Vec<Diagnostic>,
    /// The path in reports.
    shown: Box<str>,
}

/// What is known of a file that may be copied as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Of the bytes on disk.
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
    /// Width and height in pixels, of a picture.
    pub dimensions: Option<(u32, u32)>,
}

/// What is read of a file, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
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
pub(super) struct Place {
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
pub(super) enum Content {
    /// All bytes, of a text.
    Bytes(Vec<u8>),
    /// Of an asset.
    Asset(Asset),
    /// A text that is larger than [`TEXT_LIMIT_BYTES`]; what is copied of it, if anything.
    TooLarge(Option<Asset>),
}

/// The lower-case extension of a path, without its dot; empty if there is none.
pub(super) fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
}

impl Form {
    pub(super) fn of(path: &str, kind: FolderKind) -> Self {
        match (extension(path).as_str(), kind) {
            ("md" | "markdown", _) => Self::Page,
            ("yaml", _) | ("html" | "xml" | "css" | "js", FolderKind::Theme) => Self::Text,
            ("csv" | "txt", _) => Self::PerhapsText,
            _ => Self::Asset,
        }
    }
}

impl Place {
    /// The names of a file by its path inside a folder.
    pub(super) fn new(folder: &Folder, relative: &Path) -> Self {
        let path = slashed(relative);
        let is_text = relative.file_name().is_none_or(|name| name.to_str().is_some());
        Self {
            shown: folder.shown.show(&path),
            path: path.into(),
            on_disk: folder.root.join(relative),
            name: if is_text { NameBytes::Utf8 } else { NameBytes::Other },
        }
    }

    /// A finding at 1:1 of a file that has no text.
    pub(super) fn finding(&self, fault: Fault) -> Diagnostic {
        Diagnostic::at(Span::start_of(&self.source(String::new())), fault)
    }

    fn source(&self, text: String) -> Arc<Source> {
        Arc::new(Source { path: self.shown.as_str().into(), text: text.into() })
    }
}

impl File {
    /// The file as a whole: its place 1:1 in reports.
    #[must_use]
    pub fn place(&self) -> Span {
        match &self.text {
            Some(text) => Span::start_of(text),
            None => Span::start_of(&Arc::new(Source { path: self.shown.clone(), text: "".into() })),
        }
    }

    /// The file with this content.
    pub(super) fn new(place: Place, form: Form, content: Content) -> Self {
        let mut findings = Vec::new();
        let (mut text, mut asset) = (None, None);
        match content {
            Content::Asset(known) => asset = Some(known),
            Content::TooLarge(known) => {
                asset = known;
                let (what, limit, unit) = ("file", TEXT_LIMIT_BYTES, "bytes");
                findings.push(place.finding(Fault::TooLarge { what, limit, unit }));
            }
            Content::Bytes(bytes) => {
                if form != Form::Page {
                    let (digest, size) = (Digest::of(&bytes), bytes.len() as u64);
                    asset = Some(Asset { digest, size, dimensions: None });
                }
                let decoded = decode(&bytes);
                if decoded.problem.is_none() || form != Form::PerhapsText {
                    let source = place.source(decoded.text);
                    let problem = decoded.problem.into_iter();
                    findings.extend(
                        problem.map(|(fault, at)| Diagnostic::at(Span::new(&source, at), fault)),
                    );
                    text = Some(source);
                }
            }
        }
        if place.name == NameBytes::Other {
            findings.insert(0, place.finding(Fault::NotUtf8 { found: None }));
        }
        Self {
            path: place.path,
            on_disk: place.on_disk,
            text,
            asset,
            findings,
            shown: place.shown.into(),
        }
    }
}
