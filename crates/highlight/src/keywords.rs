//! Classifies words: by the language's lists, or else by spelling.

use crate::scanner::CodeScanner;
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

/// A language's words. The lists are sorted, and in lower case for [`CaseRule::Ignored`].
#[derive(Debug)]
pub(crate) struct KeywordLists {
    pub(crate) case: CaseRule,
    pub(crate) keywords: &'static [&'static str],
    pub(crate) constants: &'static [&'static str],
    pub(crate) types: &'static [&'static str],
}

/// What capitals mean in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseRule {
    /// By convention, `LIMIT` is a constant and `Party` a type.
    Convention,
    /// Capitals mean nothing, but the lists are case-sensitive.
    Exact,
    /// Capitals mean nothing, and the lists are case-insensitive.
    Ignored,
}

/// Takes the next word.
pub(crate) fn scan_keyword(scanner: &mut CodeScanner<'_>, words: &WordIndex) {
    let word = scanner.next_word();
    let class = words
        .class(word)
        .unwrap_or_else(|| class_from_spelling(word, text_after(scanner, word), words.case));
    scanner.take_bytes(word.len(), class);
}

/// Returns the code after the next word.
pub(crate) fn text_after<'a>(scanner: &CodeScanner<'a>, word: &str) -> &'a str {
    scanner.rest().get(word.len()..).unwrap_or_default()
}

/// Returns the class of a word that is in no list: by capitals, or because it is called. `after` is
/// the code after it.
pub(crate) fn class_from_spelling(word: &str, after: &str, case: CaseRule) -> TokenClass {
    let is_capitalized = word.starts_with(char::is_uppercase);
    if case == CaseRule::Convention
        && is_capitalized
        && word.len() > 1
        && !word.contains(char::is_lowercase)
    {
        TokenClass::Constant
    } else if case == CaseRule::Convention && is_capitalized {
        TokenClass::Type
    } else if after.starts_with('(') {
        TokenClass::Name
    } else {
        TokenClass::Plain
    }
}
