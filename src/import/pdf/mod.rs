//! Reads a paper that is a PDF with a text layer.
//!
//! The text is read in the order of the file, which is that of the program that wrote it. Places
//! on the page decide what is a line, a paragraph, a table, a note, a header or a footer.

mod unpacked_size;
mod glyph_names;
mod to_unicode;
mod font;
mod matrix;
mod content_text;
mod segment;
mod running_lines;
mod page_table;
mod text_line;
mod page_notes;
mod paragraphs;

use super::finding::{ImportFailure, ImportFinding};
use super::paper::Paper;
use super::time_limit::{READ_LIMIT, read_within};
use content_text::{ContentReader, text_string};
use hayro_syntax::{LoadPdfError, Pdf};
use paragraphs::push_paragraphs;
use running_lines::remove_running_lines;
use segment::{GlyphRun, page_segments};
use text_line::PaperLines;
use unpacked_size::unpacks_to_too_much;

const DAMAGED: ImportFailure = ImportFailure::Damaged("PDF");

/// Reads a document.
///
/// # Errors
/// It is damaged or encrypted, unpacks to too much, takes too long, or has no text.
pub(super) fn read_pdf(bytes: &[u8]) -> Result<Paper, ImportFailure> {
    if is_encrypted(bytes) {
        return Err(ImportFailure::Encrypted);
    }
    if unpacks_to_too_much(bytes) {
        return Err(ImportFailure::TooLarge);
    }
    let data = bytes.to_vec();
    read_within(READ_LIMIT, "PDF", move || read_pages(data))
}

/// Reads the text of all pages, and makes a paper of it.
fn read_pages(data: Vec<u8>) -> Result<Paper, ImportFailure> {
    let pdf = Pdf::new(data).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ImportFailure::Encrypted,
        LoadPdfError::Invalid => DAMAGED,
    })?;
    let mut reader = ContentReader::default();
    let segments_of = |page| page_segments(&reader.read_page(page));
    let mut pages: Vec<Vec<GlyphRun>> = pdf.pages().iter().map(segments_of).collect();
    let n_pictures = reader.n_pictures;
    let all_text = || pages.iter().flatten().flat_map(|segment| segment.text.chars());
    let n_unknown = all_text().filter(|char| *char == char::REPLACEMENT_CHARACTER).count();
    if n_unknown * 2 >= all_text().filter(|char| !char.is_whitespace()).count() {
        return Err(ImportFailure::NoText);
    }
    let is_empty = |(index, page): (usize, &Vec<GlyphRun>)| page.is_empty().then_some(index + 1);
    let empty_pages: Vec<usize> = pages.iter().enumerate().filter_map(is_empty).collect();
    let title = pdf.metadata().title.as_ref().map(|title| text_string(title));
    let title = title.filter(|title| !title.trim().is_empty());
    let mut paper = Paper { title, ..Paper::default() };
    paper.findings = remove_running_lines(&mut pages);
    let mut lines = PaperLines::default();
    for (index, page) in pages.iter().enumerate() {
        lines.push_page(page, index);
    }
    if let [page, ..] = lines.pages_with_columns.as_slice() {
        let n_pages = lines.pages_with_columns.len();
        paper.findings.push(ImportFinding::Columns { page: *page, n_pages });
    }
    push_paragraphs(&mut paper, lines);
    if !empty_pages.is_empty() {
        paper.findings.push(ImportFinding::PagesWithoutText(empty_pages));
    }
    if n_pictures > 0 {
        paper.findings.push(ImportFinding::Pictures(n_pictures));
    }
    Ok(paper)
}

/// Returns whether the trailer of a file names an encryption.
fn is_encrypted(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"/Encrypt").any(|index| {
        let after = bytes.get(index + b"/Encrypt".len()..).unwrap_or_default();
        let after = after.trim_ascii_start();
        after.first().is_some_and(u8::is_ascii_digit) || after.starts_with(b"<<")
    })
}
