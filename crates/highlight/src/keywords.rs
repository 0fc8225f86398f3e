//! Classifies words: by the language's lists, or else by spelling.

use std::cmp::Ordering;

use crate::scanner::CodeScanner;
use crate::token_class::TokenClass;

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
pub(crate) fn scan_keyword(scanner: &mut CodeScanner<'_>, words: &KeywordLists) {
    let word = scanner.next_word();
    let class = class_from_lists(word, words)
        .unwrap_or_else(|| class_from_spelling(scanner, word, words.case));
    scanner.take_bytes(word.len(), class);
}

/// Returns the class of a word that is in one of the lists.
pub(crate) fn class_from_lists(word: &str, words: &KeywordLists) -> Option<TokenClass> {
    let find_in =
        |list: &[&str]| list.binary_search_by(|entry| compare_keyword(entry, word, words.case));
    if find_in(words.keywords).is_ok() {
        Some(TokenClass::Keyword)
    } else if find_in(words.constants).is_ok() {
        Some(TokenClass::Constant)
    } else if find_in(words.types).is_ok() {
        Some(TokenClass::Type)
    } else {
        None
    }
}

/// Returns the class of a word that is in no list: by capitals, or because it is called.
pub(crate) fn class_from_spelling(
    scanner: &CodeScanner<'_>,
    word: &str,
    case: CaseRule,
) -> TokenClass {
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
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

fn compare_keyword(entry: &str, word: &str, case: CaseRule) -> Ordering {
    if case == CaseRule::Ignored {
        entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
    } else {
        entry.cmp(word)
    }
}
