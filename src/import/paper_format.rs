//! The formats of papers: by the ending of the file's name, which its bytes must agree with.

use super::finding::ImportFailure;

/// How far into a file the sign of a PDF may be.
const PDF_HEAD_BYTES: usize = 1024;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PaperFormat {
    Docx,
    Pdf,
    Text,
    Markdown,
    Html,
}

impl PaperFormat {
    /// Returns the format of a file.
    ///
    /// # Errors
    /// It is not a format of papers, or the bytes are of another one than the name says.
    pub(super) fn detect(file_name: &str, bytes: &[u8]) -> Result<Self, ImportFailure> {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let format = match ending.as_deref() {
            Some("docx") => Self::Docx,
            Some("pdf") => Self::Pdf,
            Some("txt" | "text") => Self::Text,
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            _ => return Err(ImportFailure::UnknownFormat),
        };
        match (format, content_kind(bytes)) {
            (Self::Docx, Some("ZIP")) | (Self::Pdf, Some("PDF")) => Ok(format),
            (_, Some(kind)) => Err(ImportFailure::WrongEnding(kind)),
            (Self::Docx, None) => Err(ImportFailure::Damaged("DOCX")),
            (Self::Pdf, None) => Err(ImportFailure::Damaged("PDF")),
            (Self::Text | Self::Markdown | Self::Html, None) => Ok(format),
        }
    }
}

/// Returns what a file is by its first bytes. `None` means a text, or unknown.
fn content_kind(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..PDF_HEAD_BYTES).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Some("PDF");
    }
    let signs: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "ZIP"),
        (b"\xd0\xcf\x11\xe0", "OLE"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
    ];
    signs.into_iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| kind)
}
