//! A file of a folder: its decoded text, or what is known of it as an asset.

use super::decode::{EncodingProblem, decode_text};
use super::digest::Sha256Digest;
use super::root_folder::{FolderKind, RootFolder, with_slashes};
use crate::diagnostic::rules::{LimitUnit, LimitedPart, TextFormat};
use crate::diagnostic::{Diagnostic, DiagnosticKind, SourceFile, Span, rules};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A larger file is not read as text.
pub const TEXT_LIMIT_BYTES: usize = 20 * 1024 * 1024;

/// The endings of tables that entries can be read from. The first is that of a table to save.
pub const TABLE_ENDINGS: [&str; 2] = ["csv", "tsv"];

/// How much of a file is searched for what should not be copied.
pub(super) const WARNING_HEAD_BYTES: usize = 64 * 1024;

/// A file that has been read. Equal bytes give an equal value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFile {
    /// Relative to the root folder, with `/`. Bytes that are not UTF-8 are replaced by U+FFFD.
    pub path: Arc<str>,
    /// The path on disk; for a symbolic link, the path of the link.
    pub on_disk: PathBuf,
    /// The text of a Markdown, YAML, CSV or plain text file; `None` for other files.
    pub text: Option<Arc<SourceFile>>,
    /// What is known of a file that can be copied to the output; `None` for Markdown.
    pub asset: Option<AssetData>,
    /// The lines between two fences at its beginning, if its name does not end as that of a page.
    pub fenced_head: Option<Box<str>>,
    /// What is wrong with the file as such: its encoding, size or name.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with the encoding of a table, which matters only if entries are read from it.
    pub table_diagnostics: Vec<Diagnostic>,
    /// The path in reports.
    report_path: Box<str>,
}

/// What is known of a file that can be copied to the output unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssetData {
    /// The digest of the bytes on disk.
    pub digest: Sha256Digest,
    /// The size of the file.
    pub size_bytes: u64,
    /// Width and height in pixels. `None` unless the file is an image whose size is known.
    pub dimensions: Option<(u32, u32)>,
    /// Why the file should not be copied after all.
    pub warning: Option<AssetWarning>,
}

/// Why a file should not be copied, from its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetWarning {
    /// It is a private key.
    PrivateKey,
    /// It begins with front matter: it is a page or a template of another generator.
    FrontMatter,
}

impl AssetWarning {
    /// Returns what the first bytes of a file say.
    pub(super) fn from_head(head: &[u8], extension: &str) -> Option<Self> {
        let is_key_store = matches!(extension, "p12" | "pfx" | "jks" | "kdbx" | "ppk");
        if is_key_store || has_private_key(head) {
            return Some(Self::PrivateKey);
        }
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let has_fence = head.starts_with(b"---") || head.starts_with(b"+++");
        has_fence.then_some(Self::FrontMatter)
    }
}

/// Returns the lines between two lines `---` or `+++` at the beginning of a file.
pub(super) fn fenced_head(head: &[u8]) -> Option<Box<str>> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let fence = lines.next().filter(|line| matches!(*line, b"---" | b"+++"))?;
    let mut inside = String::new();
    for line in lines {
        if line == fence {
            return Some(inside.into());
        }
        inside.push_str(&String::from_utf8_lossy(line));
        inside.push('\n');
    }
    None
}

/// Returns whether a line begins a private key: `-----BEGIN … PRIVATE KEY-----`.
fn has_private_key(head: &[u8]) -> bool {
    memchr::memmem::find_iter(head, b"-----BEGIN ").any(|start| {
        let is_line_start = start == 0 || matches!(head.get(start - 1), Some(b'\n' | b'\r' | 0xBF));
        let line = head.get(start..).unwrap_or_default();
        let line = line.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        is_line_start && memchr::memmem::find(line, b"PRIVATE KEY").is_some()
    })
}

/// How a file is read, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileClass {
    /// A text that is not copied: Markdown.
    Page,
    /// A text that must be UTF-8, and may be copied.
    Text,
    /// A text if it is UTF-8, otherwise an asset.
    TextIfUtf8,
    /// A text that must be UTF-8 if entries are read from it, and may be copied.
    Table,
    /// An asset.
    Asset,
}

/// The paths of a file.
#[derive(Clone, Debug)]
pub(super) struct FilePaths {
    pub(super) path: Arc<str>,
    pub(super) on_disk: PathBuf,
    /// The path in reports.
    pub(super) report_path: String,
    /// Whether the file's own name is UTF-8, whatever the names of its folders are.
    pub(super) name_encoding: NameEncoding,
}

/// Whether the name of a file is UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameEncoding {
    Utf8,
    Other,
}

/// What is kept of an asset.
#[derive(Debug)]
pub(super) struct AssetContent {
    pub(super) data: AssetData,
    /// See [`ContentFile::fenced_head`].
    pub(super) fenced_head: Option<Box<str>>,
}

/// The content of a file, before decoding.
#[derive(Debug)]
pub(super) enum FileContent {
    /// All bytes of a text.
    Bytes(Vec<u8>),
    /// An asset; its bytes are not kept.
    Asset(AssetContent),
    /// A text larger than [`TEXT_LIMIT_BYTES`]. It is neither read nor copied.
    TooLarge,
}

/// Returns whether a file is a table that entries can be read from.
#[must_use]
pub fn is_table(path: &str) -> bool {
    TABLE_ENDINGS.contains(&&*file_extension(path))
}

/// Returns whether a path is that of a page.
#[must_use]
pub fn is_markdown(path: &str) -> bool {
    matches!(file_extension(path).as_str(), "md" | "markdown")
}

/// Returns whether a path is that of a list of entries, a type or the settings.
#[must_use]
pub fn is_yaml(path: &str) -> bool {
    matches!(file_extension(path).as_str(), "yaml" | "yml")
}

/// Returns the last part of a path: `b.md` of `a/b.md`.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns the folder of a path: `a` of `a/b.md`; empty at the top.
#[must_use]
pub fn parent_folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the extension of a path in lower case, without its dot; empty if there is none.
#[must_use]
pub fn file_extension(path: &str) -> String {
    file_name(path)
        .rsplit_once('.')
        .map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

impl AssetContent {
    /// Describes the bytes of a text file.
    pub(super) fn of_text(bytes: &[u8], extension: &str) -> Self {
        let (digest, size_bytes) = (Sha256Digest::of_bytes(bytes), bytes.len() as u64);
        let head = bytes.get(..WARNING_HEAD_BYTES).unwrap_or(bytes);
        let warning = AssetWarning::from_head(head, extension);
        let data = AssetData { digest, size_bytes, dimensions: None, warning };
        Self { data, fenced_head: fenced_head(head) }
    }
}

impl FileClass {
    pub(super) fn classify(path: &str, kind: FolderKind) -> Self {
        if kind == FolderKind::Content && is_table(path) {
            return Self::Table;
        }
        match (file_extension(path).as_str(), kind) {
            ("md" | "markdown", _) => Self::Page,
            ("yaml" | "yml", _) | ("html" | "xml" | "css" | "js", FolderKind::Theme) => Self::Text,
            ("csv" | "txt", _) => Self::TextIfUtf8,
            _ => Self::Asset,
        }
    }
}

impl EncodingProblem {
    /// Returns what is reported of it in a file of a class, and where.
    fn into_kind(self, class: FileClass) -> (DiagnosticKind, std::ops::Range<usize>) {
        let format = match class {
            FileClass::Table => TextFormat::Table,
            FileClass::Page | FileClass::Text | FileClass::TextIfUtf8 | FileClass::Asset => {
                TextFormat::Text
            }
        };
        (rules::NotUtf8 { detected_encoding: self.detected_encoding, format }.into(), self.range)
    }
}

impl FilePaths {
    /// Returns the paths of the file at `relative_path` in a folder.
    pub(super) fn new(folder: &RootFolder, relative_path: &Path) -> Self {
        let path = with_slashes(relative_path);
        let is_utf8 = relative_path.file_name().is_none_or(|name| name.to_str().is_some());
        Self {
            report_path: folder.report_paths.report_path(&path),
            path: path.into(),
            on_disk: folder.root.join(relative_path),
            name_encoding: if is_utf8 { NameEncoding::Utf8 } else { NameEncoding::Other },
        }
    }

    /// Returns a diagnostic at 1:1 of a file that has no text.
    pub(super) fn to_diagnostic(&self, kind: impl Into<DiagnosticKind>) -> Diagnostic {
        Diagnostic::new(Span::start_of(&self.source(String::new())), kind)
    }

    fn source(&self, text: String) -> Arc<SourceFile> {
        Arc::new(SourceFile { path: self.report_path.as_str().into(), text: text.into() })
    }
}

impl ContentFile {
    /// Returns the path in reports.
    #[must_use]
    pub fn report_path(&self) -> &str {
        &self.report_path
    }

    /// Returns the span 1:1, for a diagnostic about the file as a whole.
    #[must_use]
    pub fn start_span(&self) -> Span {
        match &self.text {
            Some(text) => Span::start_of(text),
            None => {
                let source = SourceFile { path: self.report_path.clone(), text: "".into() };
                Span::start_of(&Arc::new(source))
            }
        }
    }

    /// Decodes the content of a file.
    pub(super) fn new(paths: FilePaths, class: FileClass, content: FileContent) -> Self {
        let mut diagnostics = Vec::new();
        let mut table_diagnostics = Vec::new();
        let (mut text, mut asset, mut fenced_head) = (None, None, None);
        let mut set_asset = |content: AssetContent| {
            asset = Some(content.data);
            fenced_head = content.fenced_head;
        };
        match content {
            FileContent::Asset(content) => set_asset(content),
            FileContent::TooLarge => {
                let (what, limit, unit) = (LimitedPart::File, TEXT_LIMIT_BYTES, LimitUnit::Bytes);
                let kind = rules::TooLarge { what, limit, unit };
                diagnostics.push(paths.to_diagnostic(kind));
            }
            FileContent::Bytes(bytes) => {
                if class != FileClass::Page {
                    set_asset(AssetContent::of_text(&bytes, &file_extension(&paths.path)));
                }
                let decoded = decode_text(&bytes);
                if decoded.problem.is_none() || class != FileClass::TextIfUtf8 {
                    let source = paths.source(decoded.text);
                    let problems = decoded.problem.map(|problem| problem.into_kind(class));
                    let problems = problems.into_iter().chain(decoded.control_characters);
                    let problems = problems
                        .map(|(kind, range)| Diagnostic::new(Span::new(&source, range), kind));
                    match class {
                        FileClass::Table => table_diagnostics.extend(problems),
                        FileClass::Page
                        | FileClass::Text
                        | FileClass::TextIfUtf8
                        | FileClass::Asset => diagnostics.extend(problems),
                    }
                    text = Some(source);
                }
            }
        }
        if paths.name_encoding == NameEncoding::Other {
            diagnostics.insert(
                0,
                paths.to_diagnostic(rules::NotUtf8 {
                    detected_encoding: None,
                    format: TextFormat::Text,
                }),
            );
        }
        Self {
            path: paths.path,
            on_disk: paths.on_disk,
            text,
            asset,
            fenced_head,
            diagnostics,
            table_diagnostics,
            report_path: paths.report_path.into(),
        }
    }
}
