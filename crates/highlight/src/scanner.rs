//! The scanner that all grammars share: the remaining code, and the HTML written so far.
//!
//! A grammar is a loop over [`CodeScanner::next`] that looks at the next character and takes a
//! token.
//!
//! Invariant: time is linear. A search that may run past its token consumes what it has read,
//! whether it succeeds or not. An unclosed quote, for example, makes the line plain, instead of
//! being searched for again from the next character.
//!
//! Invariant: a grammar ends. [`CodeScanner::next`] takes a character itself if the grammar took
//! none.

use crate::html_writer::TokenHtml;
use crate::token_class::TokenClass;

/// A grammar: takes tokens until the scanner is empty.
pub(crate) type GrammarFn = fn(&mut CodeScanner<'_>);

/// Code that is read from left to right. What is taken is written as HTML.
#[derive(Debug)]
pub(crate) struct CodeScanner<'a> {
    rest: &'a str,
    previous: char,
    /// The number of remaining bytes at the last call of `next`, to notice a grammar that took
    /// nothing.
    asked_at: usize,
    html: TokenHtml,
}

/// Runs a grammar over a whole block.
pub(crate) fn highlight_with(grammar: impl FnOnce(&mut CodeScanner<'_>), code: &str) -> String {
    let html = TokenHtml::with_capacity(code.len());
    let mut scanner = CodeScanner { rest: code, previous: '\n', asked_at: usize::MAX, html };
    grammar(&mut scanner);
    scanner.take_bytes(scanner.rest.len(), TokenClass::Plain);
    scanner.html.finish()
}

impl<'a> CodeScanner<'a> {
    /// Returns the next character, or `None` at the end. Every grammar is a loop over this method.
    pub(crate) fn next(&mut self) -> Option<char> {
        if self.asked_at == self.rest.len() {
            self.take_char(TokenClass::Plain);
        }
        self.asked_at = self.rest.len();
        self.peek()
    }

    /// Returns the next character.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Returns the character after the next one.
    pub(crate) fn peek_second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    /// Returns the character that was taken last, or a newline at the start.
    pub(crate) fn previous_char(&self) -> char {
        self.previous
    }

    /// Returns the remaining code. Searching it once per token takes quadratic time.
    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Returns whether the remaining code starts with a prefix.
    pub(crate) fn starts_with(&self, prefix: &str) -> bool {
        self.rest.starts_with(prefix)
    }

    /// Returns the rest of the line without its newline, in time linear in its length. Call it a
    /// bounded number of times per line, not once per token.
    pub(crate) fn rest_of_line(&self) -> &'a str {
        self.rest.split('\n').next().unwrap_or_default()
    }

    /// Returns the next word: letters, digits and `_`. Empty if there is none.
    pub(crate) fn next_word(&self) -> &'a str {
        prefix_while(self.rest, is_word_char)
    }

    /// Takes a number of bytes.
    pub(crate) fn take_bytes(&mut self, bytes: usize, class: TokenClass) {
        // No search returns a length out of range or inside a character. If one did, the rest of
        // the block would have one color, but keep its text.
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.previous = taken.chars().next_back().unwrap_or(self.previous);
        self.html.push_token(taken, class);
        self.rest = rest;
    }

    /// Takes one character.
    pub(crate) fn take_char(&mut self, class: TokenClass) {
        self.take_bytes(self.peek().map_or(0, char::len_utf8), class);
    }

    /// Takes the longest prefix whose characters all fit.
    pub(crate) fn take_while(&mut self, class: TokenClass, fits: impl Fn(char) -> bool) {
        self.take_bytes(prefix_while(self.rest, fits).len(), class);
    }

    /// Takes white space up to the end of the line.
    pub(crate) fn take_whitespace(&mut self) {
        self.take_while(TokenClass::Plain, is_whitespace);
    }

    /// Takes the rest of the line without its newline.
    pub(crate) fn take_line(&mut self, class: TokenClass) {
        self.take_bytes(self.rest_of_line().len(), class);
    }

    /// Takes everything up to and including `end`, or the remaining code if it does not occur.
    pub(crate) fn take_through(&mut self, end: &str, class: TokenClass) {
        let length = self.rest.find(end).map(|offset| offset + end.len());
        self.take_bytes(length.unwrap_or(self.rest.len()), class);
    }

    /// Takes everything up to and including `end`. If the line has no `end`, the rest of it is
    /// plain.
    pub(crate) fn take_through_on_line(&mut self, end: &str, class: TokenClass) {
        let bytes = self.rest.as_bytes();
        let stop = bytes.iter().enumerate().find_map(|(index, &byte)| {
            let is_end = bytes.get(index..).is_some_and(|left| left.starts_with(end.as_bytes()));
            (is_end || byte == b'\n').then_some((index, is_end))
        });
        match stop {
            Some((offset, true)) => self.take_bytes(offset + end.len(), class),
            _ => self.take_line(TokenClass::Plain),
        }
    }

    /// Takes a number: digits, letters (`0x1F`, `10px`), `_`, a point before a digit, an exponent.
    pub(crate) fn take_number(&mut self) {
        let bytes = self.rest.as_bytes();
        let is_hex = bytes.starts_with(b"0x") || bytes.starts_with(b"0X");
        let mut length = 0;
        while let Some(&byte) = bytes.get(length) {
            let before = length.checked_sub(1).and_then(|offset| bytes.get(offset));
            let in_number = match byte {
                b'.' => bytes.get(length + 1).is_some_and(u8::is_ascii_digit),
                b'+' | b'-' => !is_hex && matches!(before, Some(b'e' | b'E')),
                _ => byte.is_ascii_alphanumeric() || byte == b'_',
            };
            if !in_number {
                break;
            }
            length += 1;
        }
        self.take_bytes(length, TokenClass::Number);
    }

    /// Takes all remaining code, for a caller that writes it to the HTML itself.
    pub(crate) fn take_all(&mut self) -> (&'a str, &mut TokenHtml) {
        let rest = std::mem::take(&mut self.rest);
        self.previous = rest.chars().next_back().unwrap_or(self.previous);
        (rest, &mut self.html)
    }

    /// Runs another grammar over the next bytes, as a separate block.
    pub(crate) fn embed_grammar(
        &mut self,
        bytes: usize,
        grammar: impl FnOnce(&mut CodeScanner<'a>),
    ) {
        let (block, after) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        (self.rest, self.previous, self.asked_at) = (block, '\n', usize::MAX);
        grammar(self);
        self.take_bytes(self.rest.len(), TokenClass::Plain);
        (self.rest, self.asked_at) = (after, usize::MAX);
        self.previous = block.chars().next_back().unwrap_or('\n');
    }
}

/// Returns the longest prefix whose characters all fit.
pub(crate) fn prefix_while(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let length = text.find(|character| !fits(character)).unwrap_or(text.len());
    text.get(..length).unwrap_or_default()
}

/// Returns whether a character belongs to a word.
pub(crate) fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Returns whether a character is white space inside a line.
pub(crate) fn is_whitespace(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r')
}
