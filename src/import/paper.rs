//! A paper as a reader gives it: headings, paragraphs, items of lists, tables and notes, in reading
//! order. Labels and numbers are part of the text, as printed.

use super::finding::ImportFinding;
use crate::files::without_control_characters;
use unicode_normalization::UnicodeNormalization as _;

/// A paper that has been read.
#[derive(Debug, Default)]
pub(super) struct Paper {
    /// The title that the file gives outside of its text.
    pub title: Option<String>,
    /// The language tag that the file declares.
    pub language: Option<String>,
    /// The address from which the file was saved, if it says so.
    pub url: Option<String>,
    /// The text.
    pub blocks: Vec<PaperBlock>,
    /// What a person should look at.
    pub findings: Vec<ImportFinding>,
    /// How many soft hyphens were left out.
    pub n_soft_hyphens: usize,
}

/// A part of a paper. Texts have no line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PaperBlock {
    /// A heading. The level is 1 for the title of the paper.
    Heading { level: u8, text: String },
    /// A paragraph.
    Paragraph(String),
    /// An item of a list, with its mark.
    ListItem(String),
    /// The rows of a table, with their cells.
    Table { rows: Vec<Vec<String>>, header: TableHeader },
    /// A note, with its mark. It follows the block that refers to it.
    Note(String),
}

/// Whether the first row of a table is its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableHeader {
    /// It names the columns.
    FirstRow,
    /// It is a row like the others.
    Absent,
}

impl Paper {
    /// Appends a block of text, unless it is empty.
    pub(super) fn push_text(&mut self, text: &str, to_block: impl FnOnce(String) -> PaperBlock) {
        let text = self.clean(text);
        if !text.is_empty() {
            self.blocks.push(to_block(text));
        }
    }

    /// Appends a table, unless all of its cells are empty. One with a single column becomes
    /// paragraphs.
    pub(super) fn push_table(&mut self, rows: &[Vec<String>], header: TableHeader) {
        let clean_row = |row: &Vec<String>| row.iter().map(|cell| self.clean(cell)).collect();
        let mut rows: Vec<Vec<String>> = rows.iter().map(clean_row).collect();
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        if n_columns < 2 {
            let cells = rows.into_iter().flatten().filter(|cell| !cell.is_empty());
            self.blocks.extend(cells.map(PaperBlock::Paragraph));
            return;
        }
        rows.iter_mut().for_each(|row| row.resize(n_columns, String::new()));
        self.blocks.push(PaperBlock::Table { rows, header });
    }

    /// Returns a text without control characters, soft hyphens and signs without width, with
    /// ligatures as letters and each run of white space as one space.
    pub(super) fn clean(&mut self, text: &str) -> String {
        let text = without_control_characters(text);
        let mut letters = String::with_capacity(text.len());
        for char in text.chars() {
            match char {
                '\u{ad}' => self.n_soft_hyphens += 1,
                // Word and web pages use them to allow line breaks.
                '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                _ => push_without_ligature(&mut letters, char),
            }
        }
        let words: Vec<&str> = letters.split_whitespace().collect();
        words.join(" ").nfc().collect()
    }
}

/// Appends a character; a ligature as its letters.
pub(super) fn push_without_ligature(out: &mut String, char: char) {
    match char {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        _ => out.push(char),
    }
}

/// Returns a raised text with raised characters, so that 10³ does not become 103. `None` means that
/// a character has no raised form.
pub(super) fn to_superscript(text: &str) -> Option<String> {
    let raised = |char: char| {
        Some(match char {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4'..='9' => char::from_u32(u32::from('⁴') + u32::from(char) - u32::from('4'))?,
            '+' => '⁺',
            '-' | '−' => '⁻',
            '(' => '⁽',
            ')' => '⁾',
            _ => return None,
        })
    };
    let text = text.trim();
    if text.is_empty() { None } else { text.chars().map(raised).collect() }
}

/// Returns the sign of a note in running text. It is a word of its own, so that the word before it
/// stays what it is.
pub(super) fn note_sign(label: &str) -> String {
    format!(" {} ", to_superscript(label).unwrap_or_else(|| label.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_hyphens_and_ligatures_go() {
        let mut paper = Paper::default();
        assert_eq!(
            paper.clean(" för\u{ad}valt\u{ad}ning\u{a0}\n o\u{fb03}ce "),
            "förvaltning office"
        );
        assert_eq!(paper.n_soft_hyphens, 2);
    }

    #[test]
    fn a_raised_number_stays_raised() {
        assert_eq!(to_superscript("19").as_deref(), Some("¹⁹"));
        assert_eq!(to_superscript("45").as_deref(), Some("⁴⁵"));
        assert_eq!(to_superscript("st"), None);
        assert_eq!(note_sign("2"), " ² ");
    }

    #[test]
    fn a_table_of_one_column_is_text() {
        let mut paper = Paper::default();
        paper.push_table(&[vec!["a".into()], vec![" ".into()]], TableHeader::Absent);
        assert_eq!(paper.blocks, [PaperBlock::Paragraph("a".into())]);
    }
}
