//! The cursor that all grammars share: what is left of the code, and the HTML made so far.
//!
//! A grammar is a loop over [`CodeScanner::next`] that looks at the next character and takes a
//! token.
//!
//! Invariant, linear time: a search that may run past the token it is for consumes what it has
//! looked at, found or not. So an unclosed quote ends the colors of a line instead of being
//! searched for again from the next character.
//!
//! Invariant, an end: [`CodeScanner::next`] takes a character itself when a grammar took nothing.

use super::html_writer::TokenHtml;
use super::token_class::TokenClass;

/// A grammar of our own: takes tokens until the scanner is empty.
pub(super) type GrammarFn = fn(&mut CodeScanner<'_>);

/// Code being read from left to right; what is taken goes to the HTML.
#[derive(Debug)]
pub(super) struct CodeScanner<'a> {
    rest: &'a str,
    previous: char,
    /// Bytes left when the grammar was last asked, to notice one that stands still.
    asked_at: usize,
    html: TokenHtml,
}

/// Runs a grammar over a whole block.
pub(super) fn highlight_with(grammar: GrammarFn, code: &str) -> String {
    let html = TokenHtml::with_capacity(code.len());
    let mut scanner = CodeScanner { rest: code, previous: '\n', asked_at: usize::MAX, html };
    grammar(&mut scanner);
    scanner.take_bytes(scanner.rest.len(), TokenClass::Plain);
    scanner.html.finish()
}

impl<'a> CodeScanner<'a> {
    /// The next character, `None` at the end: the head of every grammar's loop.
    pub(super) fn next(&mut self) -> Option<char> {
        if self.asked_at == self.rest.len() {
            self.take_char(TokenClass::Plain);
        }
        self.asked_at = self.rest.len();
        self.peek()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The character after the next.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    /// The character taken last; a newline at the start.
    pub(super) fn previous_char(&self) -> char {
        self.previous
    }

    /// All that is left. To search it from a token is quadratic; see the invariant.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Whether what is left begins so.
    pub(super) fn starts_with(&self, prefix: &str) -> bool {
        self.rest.starts_with(prefix)
    }

    /// What is left of the line, without its newline. Costs its length: ask a bounded number of
    /// times per line, never once per token.
    pub(super) fn rest_of_line(&self) -> &'a str {
        self.rest.split('\n').next().unwrap_or_default()
    }

    /// The name at hand: letters, digits and `_`. Empty if there is none.
    pub(super) fn next_word(&self) -> &'a str {
        prefix_while(self.rest, is_word_char)
    }

    /// Takes a number of bytes.
    pub(super) fn take_bytes(&mut self, bytes: usize, class: TokenClass) {
        // A length that is out of range or inside a character comes from no search here. Should it
        // ever, the block loses its colors, not its text.
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.previous = taken.chars().next_back().unwrap_or(self.previous);
        self.html.push_token(taken, class);
        self.rest = rest;
    }

    /// Takes one character.
    pub(super) fn take_char(&mut self, class: TokenClass) {
        self.take_bytes(self.peek().map_or(0, char::len_utf8), class);
    }

    /// Takes characters as long as they fit.
    pub(super) fn take_while(&mut self, class: TokenClass, fits: impl Fn(char) -> bool) {
        self.take_bytes(prefix_while(self.rest, fits).len(), class);
    }

    /// Takes blanks, not newlines.
    pub(super) fn take_whitespace(&mut self) {
        self.take_while(TokenClass::Plain, is_whitespace);
    }

    /// Takes what is left of the line, not its newline.
    pub(super) fn take_line(&mut self, class: TokenClass) {
        self.take_bytes(self.rest_of_line().len(), class);
    }

    /// Takes up to and with `end`; all that is left if there is none.
    pub(super) fn take_through(&mut self, end: &str, class: TokenClass) {
        let found = self.rest.find(end).map(|offset| offset + end.len());
        self.take_bytes(found.unwrap_or(self.rest.len()), class);
    }

    /// Takes up to and with `end` on this line; without `end` the line is plain to its newline.
    pub(super) fn take_through_on_line(&mut self, end: &str, class: TokenClass) {
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
    pub(super) fn take_number(&mut self) {
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

    /// Runs another grammar over the next bytes, as a block of its own.
    pub(super) fn embed_grammar(&mut self, bytes: usize, grammar: GrammarFn) {
        let (inside, after) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        (self.rest, self.previous, self.asked_at) = (inside, '\n', usize::MAX);
        grammar(self);
        self.take_bytes(self.rest.len(), TokenClass::Plain);
        (self.rest, self.asked_at) = (after, usize::MAX);
        self.previous = inside.chars().next_back().unwrap_or('\n');
    }
}

/// The part of the text before the first character that does not fit.
pub(super) fn prefix_while(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let length = text.find(|character| !fits(character)).unwrap_or(text.len());
    text.get(..length).unwrap_or_default()
}

/// Whether a character belongs to a name.
pub(super) fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether a character is white space inside a line.
pub(super) fn is_whitespace(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r')
}
