//! Words with a role: looked up in a language's lists, else read off the way they are written.

use std::cmp::Ordering;

use super::scanner::CodeScanner;
use super::token_class::TokenClass;

/// A language's words. The lists are sorted (a test holds them to it) and in lower case for
/// [`Case::Ignored`].
#[derive(Debug)]
pub(super) struct KeywordLists {
    pub(super) case: CaseRule,
    pub(super) keywords: &'static [&'static str],
    pub(super) constants: &'static [&'static str],
    pub(super) types: &'static [&'static str],
}

/// Whether capitals mean something in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CaseRule {
    /// `LIMIT` is a constant and `Party` a type, by a custom wide enough to color by.
    Custom,
    /// Capitals mean nothing, but lists are matched as written.
    Exact,
    /// Capitals mean nothing and lists are matched without regard to them.
    Ignored,
}

/// Takes the word at hand with its role.
pub(super) fn scan_keyword(scanner: &mut CodeScanner<'_>, words: &KeywordLists) {
    let word = scanner.next_word();
    let class = class_from_lists(word, words)
        .unwrap_or_else(|| class_from_spelling(scanner, word, words.case));
    scanner.take_bytes(word.len(), class);
}

/// The role of a word that a list names.
pub(super) fn class_from_lists(word: &str, words: &KeywordLists) -> Option<TokenClass> {
    let is_in =
        |list: &[&str]| list.binary_search_by(|entry| compare_keyword(entry, word, words.case));
    if is_in(words.keywords).is_ok() {
        Some(TokenClass::Keyword)
    } else if is_in(words.constants).is_ok() {
        Some(TokenClass::Constant)
    } else if is_in(words.types).is_ok() {
        Some(TokenClass::Type)
    } else {
        None
    }
}

/// The role of a word that no list names: called, or capitalized where that means something.
pub(super) fn class_from_spelling(
    scanner: &CodeScanner<'_>,
    word: &str,
    case: CaseRule,
) -> TokenClass {
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    let begins_large = word.starts_with(char::is_uppercase);
    if case == CaseRule::Custom
        && begins_large
        && word.len() > 1
        && !word.contains(char::is_lowercase)
    {
        TokenClass::Constant
    } else if case == CaseRule::Custom && begins_large {
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
