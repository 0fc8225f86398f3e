//! Turns a paper into a document entry and a source text with marks.
//!
//! ```text
//! bytes ──reader of the format──▶ Paper: headings, paragraphs, items, tables, notes
//!       ──unit_marks──▶ MarkedPaper ──source_writer──▶ source text, document entry, findings
//! ```
//!
//! Every word of the paper is in the text, in order, with its labels and numbers. What a reader
//! leaves out or cannot decide is a finding, which a person looks at.
//!
//! ```
//! use pakt::import::{ImportOptions, import_paper};
//!
//! let options = ImportOptions::default();
//! let paper = import_paper("deed.md", b"# Deed\n\n## Article 1\n\nOak rents.\n", &options)?;
//! assert_eq!(paper.entry.id, "deed");
//! assert_eq!(paper.marks, ["Article 1"]);
//! assert_eq!(paper.text, "# Deed\n\n# Article 1\n\n[Article 1]\nOak rents.\n");
//! # Ok::<(), pakt::import::ImportFailure>(())
//! ```

mod finding;
mod paper_format;
mod paper;
mod decode_bytes;
mod line_joiner;
mod list_number;
mod table_grid;
mod read_plain_text;
mod read_markdown;
mod read_html;
mod html_list;
mod time_limit;
mod docx;
mod pdf;
mod unit_label;
mod unit_family;
mod mark_scheme;
mod unit_marks;
mod source_writer;
mod document_date;
mod closing_block;
mod document_entry;
mod version_chain;
#[cfg(test)]
mod tests;

pub use document_entry::DocumentEntry;
pub use finding::{ImportFailure, ImportFinding};
pub use mark_scheme::{MarkScheme, SchemeProblem};
pub use version_chain::{PreviousVersion, VersionChain, VersionFailure, import_versions};

use crate::files::Sha256Digest;
use crate::locale::LanguageGuess;
use decode_bytes::{TextEncoding, decode_bytes};
use document_date::{DateSearch, find_date};
use document_entry::id_of_title;
use paper::{Paper, PaperBlock};
use paper_format::PaperFormat;
use source_writer::write_source_text;
use time_limit::{READ_LIMIT, read_within};
use unit_marks::MarkedPaper;

/// The largest file that is read, and the most that one unpacks to.
pub const MAX_BYTES: u64 = 200_000_000;

/// How a paper is imported.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The id of the document. `None` means that it is made of the title.
    pub id: Option<String>,
    /// The scheme of the marks. `None` means that units are marked as they are printed.
    pub scheme: Option<MarkScheme>,
}

/// A paper as source text and document.
#[derive(Clone, Debug)]
pub struct ImportedPaper {
    /// The document.
    pub entry: DocumentEntry,
    /// The source text.
    pub text: String,
    /// The scheme of its marks.
    pub scheme: MarkScheme,
    /// Its marks, in order.
    pub marks: Vec<String>,
    /// What a person should know or look at, by severity of the findings' kinds.
    pub findings: Vec<ImportFinding>,
}

impl ImportedPaper {
    /// Returns the number of the first line of the text that contains a word. `None` means none.
    #[must_use]
    pub fn line_of(&self, word: &str) -> Option<usize> {
        self.text.lines().position(|line| line.contains(word)).map(|index| index + 1)
    }
}

/// Imports a paper from the bytes of a file with this name.
///
/// # Errors
/// The file is not a paper that can be read.
pub fn import_paper(
    file_name: &str,
    bytes: &[u8],
    options: &ImportOptions,
) -> Result<ImportedPaper, ImportFailure> {
    if u64::try_from(bytes.len()).is_ok_and(|n_bytes| n_bytes > MAX_BYTES) {
        return Err(ImportFailure::TooLarge);
    }
    let mut paper = read_paper(PaperFormat::detect(file_name, bytes)?, bytes)?;
    let blocks = std::mem::take(&mut paper.blocks);
    if !blocks.iter().any(has_words) {
        return Err(ImportFailure::NoText);
    }
    let title = title_of(&mut paper, &blocks, file_name);
    let date = match find_date(&blocks) {
        DateSearch::Found(date) => Some(date),
        DateSearch::Unclear(lines) => {
            paper.findings.push(ImportFinding::NoDate(lines));
            None
        }
    };
    let mut marked = MarkedPaper::new(blocks, options.scheme.as_ref());
    let text = write_source_text(&mut marked);
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let id = options.id.clone().or_else(|| id_of_title(&title)).or_else(|| id_of_title(stem));
    let language = paper.language.take().filter(|tag| crate::locale::is_language_tag(tag));
    let guess = LanguageGuess::count(&text);
    let language = language.filter(|tag| !guess.contradicts(tag));
    let entry = DocumentEntry {
        title,
        id: id.unwrap_or_else(|| "document".to_owned()),
        language: language.unwrap_or_else(|| guess.best_tag().to_owned()),
        date,
        text_digest: Sha256Digest::of_bytes(text.as_bytes()),
        url: paper.url.take(),
        original: file_name.to_owned(),
    };
    let mut findings = paper.findings;
    if paper.n_soft_hyphens > 0 {
        findings.push(ImportFinding::SoftHyphens(paper.n_soft_hyphens));
    }
    findings.append(&mut marked.findings);
    let n_unknown = text.matches(char::REPLACEMENT_CHARACTER).count();
    if n_unknown > 0 {
        findings.push(ImportFinding::UnknownCharacters(n_unknown));
    }
    let marks = marked.blocks.into_iter().filter_map(|block| block.mark).collect();
    Ok(ImportedPaper { entry, text, scheme: marked.scheme, marks, findings })
}

fn read_paper(format: PaperFormat, bytes: &[u8]) -> Result<Paper, ImportFailure> {
    let read: fn(&str) -> Paper = match format {
        PaperFormat::Docx => {
            let data = bytes.to_vec();
            return read_within(READ_LIMIT, "DOCX", move || docx::read_docx(&data));
        }
        PaperFormat::Pdf => return pdf::read_pdf(bytes),
        PaperFormat::Text => read_plain_text::read_plain_text,
        PaperFormat::Markdown => read_markdown::read_markdown,
        PaperFormat::Html => read_html::read_html,
    };
    let decoded = decode_bytes(bytes)?;
    let mut paper = read(&decoded.text);
    if decoded.encoding == TextEncoding::Windows1252 {
        paper.findings.push(ImportFinding::OldEncoding);
    }
    Ok(paper)
}

fn has_words(block: &PaperBlock) -> bool {
    let is_word = |text: &String| text.chars().any(char::is_alphanumeric);
    match block {
        PaperBlock::Heading { text, .. }
        | PaperBlock::Paragraph(text)
        | PaperBlock::ListItem(text)
        | PaperBlock::Note(text) => is_word(text),
        PaperBlock::Table { rows, .. } => rows.iter().flatten().any(is_word),
    }
}

/// Returns the title of a paper: its first heading of the highest level, or what the file gives.
fn title_of(paper: &mut Paper, blocks: &[PaperBlock], file_name: &str) -> String {
    let headings = blocks.iter().filter_map(|block| match block {
        PaperBlock::Heading { level, text } => Some((*level, text)),
        PaperBlock::Paragraph(_)
        | PaperBlock::ListItem(_)
        | PaperBlock::Table { .. }
        | PaperBlock::Note(_) => None,
    });
    // The first of those with the same level.
    let heading = headings.min_by_key(|(level, _)| *level);
    let is_title = |(_, text): &(u8, &String)| unit_label::UnitLabel::parse_heading(text).is_none();
    let from_heading = heading.filter(is_title).map(|(_, text)| text.clone());
    from_heading.or_else(|| paper.title.take()).unwrap_or_else(|| {
        paper.findings.push(ImportFinding::NoTitle);
        let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        stem.replace(['_', '-'], " ")
    })
}
