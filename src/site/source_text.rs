//! The text that a document stands for: paragraphs with locators, in sections.
//!
//! A line `[P19]` alone begins the paragraph P19, up to the next such line or heading. A line
//! `# Ärendet` after a blank line begins a section. What stands before the first of either is
//! shown,
//! but cannot be cited. `\[` and `\#` at the start of a line are a bracket and a hash.

use crate::diagnostic::Source;
use std::ops::Range;

/// A paper's own text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// What stands before the first marker, as written.
    pub preamble: String,
    /// In order.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// `P19`; unique in the text. Empty for words that cannot be cited.
    pub locator: String,
    /// The heading of the section that begins with this paragraph.
    pub section: Option<String>,
    /// As written, white space folded to one space.
    pub text: String,
    /// Its marker in the file.
    pub marker: Range<usize>,
}

impl SourceText {
    /// Reads a text. A locator that stands twice keeps its first paragraph.
    #[must_use]
    pub fn read(source: &Source) -> Self {
        let mut text = Self::default();
        let (mut section, mut offset, mut after_blank) = (None, 0, true);
        for line in source.text.split_inclusive('\n') {
            let words = line.trim();
            let start = offset + (line.len() - line.trim_start().len());
            offset += line.len();
            if let Some(locator) = marker(words) {
                text.paragraphs.push(Paragraph {
                    locator: locator.into(),
                    section: section.take(),
                    text: String::new(),
                    marker: start..start + words.len(),
                });
            } else if let (true, Some(heading)) = (after_blank, words.strip_prefix("# ")) {
                section = Some(heading.trim().to_owned());
            } else {
                if section.is_some() && !words.is_empty() {
                    // Words below a heading that no marker claims: shown, not citable.
                    let (locator, marker) = (String::new(), start..start);
                    let section = section.take();
                    text.paragraphs.push(Paragraph {
                        locator,
                        section,
                        text: String::new(),
                        marker,
                    });
                }
                let is_escaped = words.starts_with("\\[") || words.starts_with("\\#");
                text.push(words.get(usize::from(is_escaped)..).unwrap_or_default());
            }
            after_blank = words.is_empty();
        }
        text
    }

    /// Adds a line to the last paragraph, or to what stands before the first.
    fn push(&mut self, line: &str) {
        match self.paragraphs.last_mut() {
            None => {
                self.preamble.push_str(line);
                self.preamble.push('\n');
            }
            Some(paragraph) => {
                for word in line.split_whitespace() {
                    if !paragraph.text.is_empty() {
                        paragraph.text.push(' ');
                    }
                    paragraph.text.push_str(word);
                }
            }
        }
    }

    /// Whether a paragraph has that locator.
    #[must_use]
    pub fn has(&self, locator: &str) -> bool {
        self.paragraphs.iter().any(|paragraph| paragraph.locator == locator)
    }
}

/// The locator of a line that is `[P19]` alone.
fn marker(line: &str) -> Option<&str> {
    let locator = line.strip_prefix('[')?.strip_suffix(']')?;
    let is_locator =
        locator.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric));
    is_locator.then_some(locator)
}
