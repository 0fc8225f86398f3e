//! How a line begins: heads such as `key =`, first words that are keywords, and the text of
//! here-documents.

use super::compiled_table::{SPACE, WORD};
use super::language_table::{FirstWordRule, HeadExtent, LineHead, LiteralPlace};
use super::table_scanner::TableScanner;
use crate::scanner::is_whitespace;
use crate::token_class::TokenClass;

impl TableScanner<'_, '_> {
    /// Takes what only the start of a line can have. The position is after a newline.
    pub(super) fn start_line(&mut self) {
        if !self.heredoc_marks.is_empty() {
            self.scan_heredocs();
        }
        if !self.has_statements() {
            self.is_first = !self.is_continued();
        }
        if let Some(head) = self.language().line_head.filter(|_| self.is_first) {
            self.scan_head(head);
        }
    }

    /// Returns whether a first word is one after `;`, `{` or `}`, and not one on a line.
    pub(super) fn has_statements(&self) -> bool {
        matches!(self.language().first_word, FirstWordRule::Statement)
    }

    /// Returns whether the line before ends with a backslash.
    fn is_continued(&self) -> bool {
        self.text(0, self.offset).ends_with("\\\n")
    }

    /// Returns whether a word is a keyword because it is the first one.
    pub(super) fn is_first_keyword(&self, word: &str, end: usize) -> bool {
        match self.language().first_word {
            FirstWordRule::Ordinary => false,
            FirstWordRule::Statement => true,
            FirstWordRule::Listed(words) => {
                words.iter().any(|listed| listed.eq_ignore_ascii_case(word))
            }
            FirstWordRule::BeforeBlock => {
                let next = self.byte_at(self.end_of(SPACE, end));
                matches!(next, Some(b'{' | b'"'))
            }
        }
    }

    fn scan_head(&mut self, head: LineHead) {
        let start = match head.place {
            LiteralPlace::Column => self.offset,
            _ => self.end_of(SPACE, self.offset),
        };
        if head.section.is_some() && head.section == self.byte_at(start) {
            self.offset = start;
            return self.take(self.line_end(), TokenClass::Heading);
        }
        if head.place == LiteralPlace::Column && self.end_of(SPACE, start) > start {
            return;
        }
        let first_word = self.text(start, self.end_of(WORD, start));
        if self.is_first_keyword(first_word, start + first_word.len()) {
            return;
        }
        if let Some((end, class)) = self.find_head_end(head, start) {
            self.offset = start;
            let length = self.text(start, end).trim_end_matches(is_whitespace).len();
            self.take(start + length, class);
            self.is_first = false;
        }
    }

    /// Returns the offset of the mark that ends the head, and the class of the head. Reads at most
    /// one line.
    fn find_head_end(&self, head: LineHead, start: usize) -> Option<(usize, TokenClass)> {
        let mut depth = 0_usize;
        let mut offset = match head.extent {
            HeadExtent::Word => self.end_of(SPACE, self.end_of(WORD, start)),
            HeadExtent::Text => start,
        };
        if self.byte_at(start)? == b';' {
            return None;
        }
        loop {
            let byte = self.byte_at(offset)?;
            if depth == 0
                && let Some(class) = self.head_class(head, byte, offset)
            {
                let is_comparison =
                    byte == b'=' && matches!(self.byte_at(offset + 1), Some(b'=' | b'>'));
                return (offset > start && !is_comparison).then_some((offset, class));
            }
            match byte {
                b'\n' | b'#' => return None,
                b'(' | b'{' => depth += 1,
                b')' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if head.extent == HeadExtent::Word {
                return None;
            }
            offset += 1;
        }
    }

    /// Returns the class of a head that ends here. `byte` is the next byte.
    fn head_class(&self, head: LineHead, byte: u8, offset: usize) -> Option<TokenClass> {
        let mut ends = head.ends.iter().filter(|(mark, _)| mark.as_bytes().first() == Some(&byte));
        let rest = self.code.get(offset..)?;
        ends.find(|(mark, _)| rest.starts_with(mark)).map(|(_, class)| *class)
    }

    /// Takes the texts that the line before has announced.
    fn scan_heredocs(&mut self) {
        for mark in std::mem::take(&mut self.heredoc_marks) {
            while self.offset < self.code.len() {
                let line_end = self.line_end();
                let start = self.end_of(SPACE, self.offset);
                let after = self.text(start, line_end).strip_prefix(mark);
                let is_end = after.is_some_and(|after| {
                    !after.starts_with(|next: char| next.is_alphanumeric() || next == '_')
                });
                if is_end {
                    self.offset = start;
                    self.take(start + mark.len(), TokenClass::Keyword);
                    break;
                }
                self.take(line_end, TokenClass::String);
                self.offset = (self.offset + 1).min(self.code.len());
            }
        }
    }
}
