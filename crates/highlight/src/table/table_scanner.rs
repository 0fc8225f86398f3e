//! The scanner: reads code from left to right and takes one token after the other.

use super::compiled_table::{CompiledTable, DIGIT, RULE_START, SPACE, WORD, WORD_START};
use super::language_table::{CallRule, LabelRule, LanguageTable, QuoteOperators};
use super::quote_operator;
use crate::html_writer::TokenHtml;
use crate::keywords;
use crate::scanner::CodeScanner;
use crate::token_class::TokenClass;

/// Keywords that are still keywords after a dot, as in `Mill.class`.
const MEMBER_KEYWORDS: [&str; 5] = ["await", "class", "self", "super", "this"];

/// Highlights all code of a scanner.
pub(crate) fn scan_with_table(scanner: &mut CodeScanner<'_>, table: &CompiledTable) {
    let (code, html) = scanner.take_all();
    let mut scanner = TableScanner {
        code,
        offset: 0,
        plain_start: 0,
        html,
        table,
        is_first: true,
        follows_value: false,
        defined_class: None,
        heredoc_marks: Vec::new(),
    };
    scanner.run();
}

/// Code and a position in it. What is before `plain_start` is written as HTML.
#[derive(Debug)]
pub(super) struct TableScanner<'a, 'h> {
    pub(super) code: &'a str,
    pub(super) offset: usize,
    /// Between this and `offset` is only plain text.
    plain_start: usize,
    html: &'h mut TokenHtml,
    pub(super) table: &'h CompiledTable,
    /// Whether the line, or in some languages the statement, has no token yet.
    pub(super) is_first: bool,
    /// Whether the previous token is a value, so that `/` divides.
    pub(super) follows_value: bool,
    /// The class of the next word, after a keyword that defines a name.
    defined_class: Option<TokenClass>,
    /// The markers that end the texts that begin on the next line.
    pub(super) heredoc_marks: Vec<&'a str>,
}

impl<'a> TableScanner<'a, '_> {
    fn run(&mut self) {
        if self.code.starts_with("#!/") {
            self.take(self.line_end(), TokenClass::Comment);
        }
        self.start_line();
        while let Some(byte) = self.byte_at(self.offset) {
            let kind = self.table.byte_kind(byte);
            if byte == b'\n' {
                self.offset += 1;
                self.start_line();
            } else if kind & SPACE != 0 {
                self.offset += 1;
            } else if kind & RULE_START == 0 || !self.scan_rule(byte) {
                self.scan_token(byte, kind);
            }
        }
        self.take(self.code.len(), TokenClass::Plain);
        self.html.push_token(self.text(self.plain_start, self.offset), TokenClass::Plain);
    }

    /// Takes a word, a number or a punctuation mark.
    fn scan_token(&mut self, byte: u8, kind: u8) {
        if kind & WORD_START != 0 {
            self.scan_word();
            self.is_first = false;
        } else if kind & DIGIT != 0 {
            self.scan_number();
        } else {
            self.skip_mark(byte);
        }
    }

    pub(super) fn language(&self) -> &'static LanguageTable {
        self.table.language
    }

    pub(super) fn byte_at(&self, offset: usize) -> Option<u8> {
        self.code.as_bytes().get(offset).copied()
    }

    /// Returns the byte before the position, or a newline at the start.
    pub(super) fn previous_byte(&self) -> u8 {
        self.offset.checked_sub(1).and_then(|offset| self.byte_at(offset)).unwrap_or(b'\n')
    }

    pub(super) fn text(&self, start: usize, end: usize) -> &'a str {
        self.code.get(start..end).unwrap_or_default()
    }

    pub(super) fn rest(&self) -> &'a str {
        self.code.get(self.offset..).unwrap_or_default()
    }

    /// Returns the offset of the end of the line.
    pub(super) fn line_end(&self) -> usize {
        self.rest().find('\n').map_or(self.code.len(), |length| self.offset + length)
    }

    /// Returns the offset after all bytes of this kind.
    pub(super) fn end_of(&self, kind: u8, mut offset: usize) -> usize {
        while self.byte_at(offset).is_some_and(|byte| self.table.byte_kind(byte) & kind != 0) {
            offset += 1;
        }
        offset
    }

    /// Takes everything before `end`, which is moved to the end of its character.
    pub(super) fn take(&mut self, end: usize, class: TokenClass) {
        let end = self.code.ceil_char_boundary(end);
        if class != TokenClass::Plain {
            self.html.push_token(self.text(self.plain_start, self.offset), TokenClass::Plain);
            self.html.push_token(self.text(self.offset, end), class);
            self.plain_start = end;
        }
        self.offset = end;
    }

    fn scan_word(&mut self) {
        let language = self.language();
        let mut end = self.end_of(WORD, self.offset + 1);
        if language.word_ends.bytes().any(|mark| self.byte_at(end) == Some(mark))
            && self.byte_at(end + 1) != Some(b'=')
        {
            end += 1;
        }
        let word = self.text(self.offset, end);
        if language.quote_operators == QuoteOperators::Perl
            && !matches!(self.previous_byte(), b'>' | b'{')
            && let Some(length) = quote_operator::measure_perl_quote(word, self.rest())
        {
            self.take(self.offset + length, TokenClass::String);
            self.follows_value = true;
            return;
        }
        let class = self.word_class(word, end);
        self.follows_value = class != TokenClass::Keyword;
        if class == TokenClass::Keyword && !self.follows_dot() {
            let mut definitions = language.definitions.iter();
            let defined = definitions.find(|(keyword, _)| *keyword == word);
            self.defined_class = defined.map(|(_, class)| *class).or(self.defined_class);
        }
        self.take(end, class);
    }

    fn word_class(&mut self, word: &str, end: usize) -> TokenClass {
        let language = self.language();
        let next = self.byte_at(end);
        if language.labels == LabelRule::BeforeColon
            && next == Some(b':')
            && self.byte_at(end + 1) != Some(b':')
            && self.previous_byte() != b'?'
        {
            return TokenClass::Key;
        }
        if self.is_first && self.is_first_keyword(word, end) {
            return TokenClass::Keyword;
        }
        if (!self.follows_dot() || MEMBER_KEYWORDS.contains(&word))
            && let Some(class) = self.table.words.class(word)
        {
            return class;
        }
        if let Some(class) = self.defined_class.take() {
            return class;
        }
        if language.calls == CallRule::BeforeCapitals && next == Some(b'(') {
            return TokenClass::Name;
        }
        let after = self.code.get(end..).unwrap_or_default();
        // The commands of PowerShell, `Get-Item`, which is the only language with such operators.
        if language.dash_operators.is_some_and(|words| !words.is_empty()) && word.contains('-') {
            return TokenClass::Name;
        }
        keywords::class_from_spelling(word, after, language.words.case)
    }

    /// Returns whether the position is after `.` or `->`, but not after a range, `..`.
    fn follows_dot(&self) -> bool {
        let before = self.offset.checked_sub(2).and_then(|offset| self.byte_at(offset));
        match self.previous_byte() {
            b'.' => before != Some(b'.'),
            b'>' => before == Some(b'-'),
            _ => false,
        }
    }

    /// Takes digits, letters (`0x1F`, `10px`), separators, a point before a digit, an exponent.
    fn scan_number(&mut self) {
        let separator = self.language().digit_separator;
        let is_hex = matches!(self.byte_at(self.offset + 1), Some(b'x' | b'X'));
        let mut end = self.offset;
        let mut previous = b' ';
        while let Some(byte) = self.byte_at(end) {
            let next = self.byte_at(end + 1);
            let in_number = match byte {
                b'.' => next.is_some_and(|byte| byte.is_ascii_digit()),
                b'+' | b'-' if is_hex => matches!(previous, b'p' | b'P'),
                b'+' | b'-' => matches!(previous, b'e' | b'E'),
                _ if separator == Some(byte) => {
                    next.is_some_and(|byte| byte.is_ascii_alphanumeric())
                }
                _ => byte.is_ascii_alphanumeric() || byte == b'_',
            };
            if !in_number {
                break;
            }
            previous = byte;
            end += 1;
        }
        self.take(end, TokenClass::Number);
        self.is_first = false;
        self.follows_value = true;
    }

    /// Skips punctuation, which is plain.
    fn skip_mark(&mut self, byte: u8) {
        self.offset += 1;
        self.follows_value = matches!(byte, b')' | b']' | b'}');
        self.is_first = matches!(byte, b';' | b'{' | b'}') && self.has_statements();
        if !matches!(byte, b'.' | b':' | b'*' | b'&') {
            self.defined_class = None;
        }
    }
}
