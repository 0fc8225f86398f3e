//! A paragraph of a document that is being read.

use crate::import::paper::to_superscript;

/// The properties and the text of a paragraph.
#[derive(Debug, Default)]
pub(super) struct DocxParagraph {
    pub style: Option<String>,
    /// The list of the paragraph itself; 0 means that it has none, whatever its style says.
    pub list: Option<usize>,
    pub list_level: Option<usize>,
    pub outline_level: Option<usize>,
    pub text: String,
    /// The notes that it refers to: their texts with their signs.
    pub notes: Vec<String>,
    pub run: DocxRun,
}

/// The properties of the run that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DocxRun {
    pub is_hidden: bool,
    pub is_raised: bool,
}

impl DocxParagraph {
    /// Appends the text of a run.
    pub(super) fn push_text(&mut self, text: &str) {
        match to_superscript(text).filter(|_| self.run.is_raised) {
            Some(superscript) => self.text.push_str(&superscript),
            None => self.text.push_str(text),
        }
    }
}

/// Returns the character of a symbol font. Those of no known meaning are the replacement character.
pub(super) fn symbol(font: &str, code: u32) -> char {
    // Symbol fonts are at U+F000.
    let byte = code & 0xff;
    match (font.to_ascii_lowercase().as_str(), byte) {
        ("symbol", 0xb7) | ("wingdings", 0x6c | 0x9f | 0xa7) => '•',
        ("symbol", 0xb0) => '°',
        ("symbol", 0xb1) => '±',
        ("symbol", 0xb4) => '×',
        ("symbol", 0xa3) => '≤',
        ("symbol", 0xb3) => '≥',
        ("symbol", 0x2d) => '−',
        ("symbol", 0xae) | ("wingdings", 0xe0) => '→',
        ("wingdings", 0xfc) => '✓',
        ("wingdings", 0xfe) => '☑',
        ("wingdings", 0x6f | 0xa8) => '☐',
        _ if (0xf000..0xf100).contains(&code) => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}
