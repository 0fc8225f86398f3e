//! The rules that begin with a certain character: comments, strings, variables, directives,
//! options, here-documents and regular expressions.

use super::compiled_table::{DIGIT, SPACE, WORD};
use super::language_table::{
    DirectiveRule, HeredocRule, LiteralPlace, LiteralRule, QuoteOperators, RegexRule, VariableRule,
};
use super::quote_operator;
use super::table_scanner::TableScanner;
use crate::scanner::is_whitespace;
use crate::string_literal;
use crate::token_class::TokenClass;

impl TableScanner<'_, '_> {
    /// Takes a token if a rule for this byte fits. Returns whether it did.
    pub(super) fn scan_rule(&mut self, byte: u8) -> bool {
        let language = self.language();
        if byte == b'<' && self.scan_heredoc_mark() {
            self.is_first = false;
            return true;
        }
        for literal in language.literals {
            if self.begins_with(literal.open(), byte) && self.scan_literal(literal) {
                return true;
            }
        }
        for variable in language.variables {
            if self.begins_with(variable.mark, byte) && self.scan_variable(variable) {
                return true;
            }
        }
        let is_taken = match byte {
            b'#' => self.scan_directive(),
            b'-' => self.scan_dash(),
            b'/' => self.scan_regex(),
            b'%' if language.quote_operators == QuoteOperators::Ruby => self.scan_percent(),
            _ => false,
        };
        self.is_first &= !is_taken;
        is_taken
    }

    /// Returns whether the remaining code begins with `open`. `byte` is its first byte.
    fn begins_with(&self, open: &str, byte: u8) -> bool {
        open.as_bytes().first() == Some(&byte) && self.rest().starts_with(open)
    }

    fn is_at(&self, place: LiteralPlace) -> bool {
        match place {
            LiteralPlace::Anywhere => true,
            LiteralPlace::AfterSpace => {
                self.previous_byte().is_ascii_whitespace()
                    || b";({},)".contains(&self.previous_byte())
            }
            LiteralPlace::LineStart => {
                let before = self.text(0, self.offset).trim_end_matches(is_whitespace);
                before.is_empty() || before.ends_with('\n')
            }
            LiteralPlace::Column => self.previous_byte() == b'\n',
        }
    }

    fn scan_literal(&mut self, literal: &LiteralRule) -> bool {
        let rest = self.rest();
        let (length, class) = match *literal {
            LiteralRule::LineComment { place, .. } => {
                if !self.is_at(place) {
                    return false;
                }
                (self.line_end() - self.offset, TokenClass::Comment)
            }
            LiteralRule::BlockComment { open, close, place } => {
                if !self.is_at(place) {
                    return false;
                }
                let text = rest.get(open.len()..).unwrap_or_default();
                let length = text.find(close).map(|length| open.len() + length + close.len());
                (length.unwrap_or(rest.len()), TokenClass::Comment)
            }
            LiteralRule::NestedComment { open, close } => {
                (measure_nested(rest, open, close), TokenClass::Comment)
            }
            LiteralRule::String(syntax) => {
                let extent = string_literal::measure_string(rest, syntax);
                (extent.bytes, extent.class)
            }
            LiteralRule::Measured { measure, class, .. } => match measure(rest) {
                Some(length) => (length, class),
                None => return false,
            },
        };
        if class != TokenClass::Comment {
            self.follows_value = true;
            self.is_first = false;
        }
        self.take(self.offset + length, class);
        true
    }

    /// Takes `$name`, `${…}` or `$?`.
    fn scan_variable(&mut self, rule: &VariableRule) -> bool {
        let start = self.offset + rule.mark.len();
        let Some(next) = self.byte_at(start) else { return false };
        // `a:b` and `name@host` are not variables.
        let is_inside_word = self.table.byte_kind(self.previous_byte()) & WORD != 0
            || self.previous_byte() == b':' && rule.mark == ":";
        if is_inside_word && rule.mark != "$" {
            return false;
        }
        let (end, class) = if rule.brackets.bytes().any(|bracket| bracket == next) {
            match self.bracket_end(start, next) {
                Some(end) => (end, rule.class),
                None => (self.line_end(), TokenClass::Plain),
            }
        } else if self.begins_name(rule, next) {
            (self.name_end(rule, start), rule.class)
        } else if rule.symbols.bytes().any(|symbol| symbol == next) {
            (start + 1, rule.class)
        } else {
            return false;
        };
        self.follows_value = true;
        self.is_first = false;
        let listed = self.table.words.class(self.text(self.offset, end));
        self.take(end, listed.unwrap_or(class));
        true
    }

    fn begins_name(&self, rule: &VariableRule, next: u8) -> bool {
        let kind = self.table.byte_kind(next);
        kind & WORD != 0 && next != b'-' && (kind & DIGIT == 0 || rule.symbols.contains('0'))
    }

    /// Returns the offset after a name, which does not end with one of its inner marks.
    fn name_end(&self, rule: &VariableRule, start: usize) -> usize {
        let is_part = |byte: u8| {
            byte.is_ascii_alphanumeric()
                || byte == b'_'
                || !byte.is_ascii()
                || rule.inner_marks.bytes().any(|mark| mark == byte)
        };
        let mut end = start;
        while self.byte_at(end).is_some_and(is_part) {
            end += 1;
        }
        let name = self.text(start, end);
        let marks = |character: char| rule.inner_marks.contains(character);
        start + name.trim_end_matches(marks).len()
    }

    /// Returns the offset after the closing bracket. `None` means that the line has none.
    fn bracket_end(&self, start: usize, open: u8) -> Option<usize> {
        let close = if open == b'(' { b')' } else { b'}' };
        let mut depth = 0_usize;
        let mut offset = start;
        while let Some(byte) = self.byte_at(offset).filter(|byte| *byte != b'\n') {
            offset += 1;
            if byte == open {
                depth += 1;
            } else if byte == close {
                depth -= 1;
                if depth == 0 {
                    return Some(offset);
                }
            }
        }
        None
    }

    /// Takes `#include <…>` and similar words.
    fn scan_directive(&mut self) -> bool {
        let is_anywhere = self.language().directives == DirectiveRule::Anywhere;
        if self.language().directives == DirectiveRule::Never || !(is_anywhere || self.is_first) {
            return false;
        }
        let start = if is_anywhere { self.offset + 1 } else { self.end_of(SPACE, self.offset + 1) };
        let end = self.end_of(WORD, start);
        if end == start {
            return false;
        }
        let word = self.text(start, end);
        self.take(end, TokenClass::Keyword);
        if is_anywhere {
            return true;
        }
        match word {
            "include" | "import" | "include_next" => {
                self.offset = self.end_of(SPACE, self.offset);
                if self.byte_at(self.offset) == Some(b'<') {
                    let line = self.text(self.offset, self.line_end());
                    let length = line.find('>').map_or(line.len(), |length| length + 1);
                    self.take(self.offset + length, TokenClass::String);
                }
            }
            // The words after these are prose.
            "error" | "warning" | "region" | "endregion" | "pragma" => {
                self.take(self.line_end(), TokenClass::Plain);
            }
            _ => {}
        }
        true
    }

    /// Takes `-eq`, `-Path` or `--from`.
    fn scan_dash(&mut self) -> bool {
        let Some(operators) = self.language().dash_operators else { return false };
        let is_separate =
            self.previous_byte().is_ascii_whitespace() || self.previous_byte() == b'(';
        let mut start = self.offset;
        while self.byte_at(start) == Some(b'-') && start < self.offset + 2 {
            start += 1;
        }
        let is_letter = self.byte_at(start).is_some_and(|byte| byte.is_ascii_alphabetic());
        if !is_separate || !is_letter {
            return false;
        }
        let end = self.end_of(WORD, start);
        let word = self.text(start, end);
        let is_operator = operators.iter().any(|listed| listed.eq_ignore_ascii_case(word));
        self.follows_value = false;
        self.take(end, if is_operator { TokenClass::Keyword } else { TokenClass::Key });
        true
    }

    /// Takes `<<MARK`. The text begins on the next line.
    fn scan_heredoc_mark(&mut self) -> bool {
        let n_signs = match self.language().heredocs {
            HeredocRule::Never => return false,
            HeredocRule::TwoSigns => 2,
            HeredocRule::ThreeSigns => 3,
        };
        let rest = self.rest();
        let n_found = rest.bytes().take(4).take_while(|byte| *byte == b'<').count();
        if n_found != n_signs {
            return false;
        }
        let mut start = self.offset + n_signs;
        let is_indented = matches!(self.byte_at(start), Some(b'-' | b'~'));
        start += usize::from(is_indented);
        let is_quoted = matches!(self.byte_at(start), Some(b'"' | b'\''));
        start += usize::from(is_quoted);
        let end = self.end_of(WORD, start);
        let Some(first) = self.byte_at(start).filter(|_| end > start) else { return false };
        let is_mark = is_indented || is_quoted || n_signs == 3 || first.is_ascii_uppercase();
        if !is_mark || first.is_ascii_digit() {
            return false;
        }
        self.heredoc_marks.push(self.text(start, end));
        self.offset = start;
        self.take(end, TokenClass::Keyword);
        self.offset += usize::from(is_quoted && self.offset < self.code.len());
        self.offset = self.code.ceil_char_boundary(self.offset);
        self.follows_value = true;
        true
    }

    /// Takes `/…/flags` where a value is expected, or after a word and a space: `puts /x/`.
    fn scan_regex(&mut self) -> bool {
        if self.language().regexes == RegexRule::Never {
            return false;
        }
        let next = self.byte_at(self.offset + 1);
        let is_argument =
            self.previous_byte() == b' ' && next.is_some_and(|next| next != b' ' && next != b'=');
        if self.follows_value && !is_argument {
            return false;
        }
        match string_literal::measure_regex(self.rest()) {
            Some(length) => {
                let flags = self.offset + length;
                let mut end = flags;
                while self.byte_at(end).is_some_and(|byte| byte.is_ascii_lowercase()) {
                    end += 1;
                }
                self.take(end, TokenClass::String);
            }
            None => self.take(self.line_end(), TokenClass::Plain),
        }
        self.follows_value = true;
        true
    }

    /// Takes `%w[…]`.
    fn scan_percent(&mut self) -> bool {
        let is_argument =
            self.previous_byte() == b' ' && self.byte_at(self.offset + 1) != Some(b' ');
        if self.follows_value && !is_argument {
            return false;
        }
        let Some(length) = quote_operator::measure_ruby_quote(self.rest()) else { return false };
        self.take(self.offset + length, TokenClass::String);
        self.follows_value = true;
        true
    }
}

/// Returns the length of a comment that may contain others.
fn measure_nested(rest: &str, open: &str, close: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut offset = 0;
    while let Some(left) = bytes.get(offset..).filter(|left| !left.is_empty()) {
        if left.starts_with(open.as_bytes()) {
            depth += 1;
            offset += open.len();
        } else if left.starts_with(close.as_bytes()) {
            depth = depth.saturating_sub(1);
            offset += close.len();
            if depth == 0 {
                return offset;
            }
        } else {
            offset += 1;
        }
    }
    bytes.len()
}
