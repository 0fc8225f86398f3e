//! A table in the form in which it is used: what each byte can begin, and an index of the words.

use super::language_table::{DirectiveRule, HeredocRule, LanguageTable, QuoteOperators, RegexRule};
use crate::word_index::WordIndex;

/// Bytes of words: letters, digits, `_`, all that is not ASCII, and the marks of the language.
pub(super) const WORD: u8 = 1;
/// Bytes that a word can begin with.
pub(super) const WORD_START: u8 = 2;
pub(super) const DIGIT: u8 = 4;
/// Bytes that a rule of the table begins with.
pub(super) const RULE_START: u8 = 8;
/// White space, except a newline.
pub(super) const SPACE: u8 = 16;

/// A table with its look-up structures.
#[derive(Debug)]
pub(crate) struct CompiledTable {
    pub(super) language: &'static LanguageTable,
    byte_kinds: [u8; 256],
    pub(super) words: WordIndex,
}

impl CompiledTable {
    /// Makes the look-up structures of a table.
    pub(crate) fn new(language: &'static LanguageTable) -> CompiledTable {
        let words = WordIndex::new(&language.words);
        CompiledTable { language, byte_kinds: byte_kinds(language), words }
    }

    /// Returns what a byte can be, as the sum of the constants of this module.
    pub(super) fn byte_kind(&self, byte: u8) -> u8 {
        self.byte_kinds.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

fn byte_kinds(language: &LanguageTable) -> [u8; 256] {
    let mut kinds = [0_u8; 256];
    let mut add = |byte: u8, kind: u8| {
        if let Some(kinds) = kinds.get_mut(usize::from(byte)) {
            *kinds |= kind;
        }
    };
    for byte in 0..=u8::MAX {
        if byte.is_ascii_digit() {
            add(byte, WORD | DIGIT);
        } else if byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii() {
            add(byte, WORD | WORD_START);
        } else if byte != b'\n' && byte.is_ascii_whitespace() {
            add(byte, SPACE);
        }
    }
    for mark in language.word_marks.bytes() {
        // A word may begin with `$`, but `-` and `.` are operators too.
        let is_operator = matches!(mark, b'-' | b'.' | b'/' | b':');
        add(mark, if is_operator { WORD } else { WORD | WORD_START });
    }
    let literals = language.literals.iter().map(|literal| literal.open());
    let variables = language.variables.iter().map(|variable| variable.mark);
    let mut opens: Vec<u8> = literals.chain(variables).filter_map(first_byte).collect();
    let rules = [
        (language.heredocs != HeredocRule::Never, b'<'),
        (language.directives != DirectiveRule::Never, b'#'),
        (language.dash_operators.is_some(), b'-'),
        (language.regexes != RegexRule::Never, b'/'),
        (language.quote_operators == QuoteOperators::Ruby, b'%'),
    ];
    opens.extend(rules.iter().filter(|(is_used, _)| *is_used).map(|(_, byte)| *byte));
    for byte in opens {
        add(byte, RULE_START);
    }
    kinds
}

fn first_byte(text: &str) -> Option<u8> {
    text.bytes().next()
}
