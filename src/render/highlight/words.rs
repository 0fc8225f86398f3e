//! Words with a role: looked up in a language's lists, else read off the way they are written.

use std::cmp::Ordering;

use super::class::Class;
use super::scanner::Scanner;

/// A language's words. The lists are sorted (a test holds them to it) and in lower case for
/// [`Case::Ignored`].
#[derive(Debug)]
pub(super) struct Words {
    pub(super) case: Case,
    pub(super) keywords: &'static [&'static str],
    pub(super) constants: &'static [&'static str],
    pub(super) types: &'static [&'static str],
}

/// Whether capitals mean something in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `LIMIT` is a constant and `Party` a type, by a custom wide enough to color by.
    Custom,
    /// Capitals mean nothing, but lists are matched as written.
    Exact,
    /// Capitals mean nothing and lists are matched without regard to them.
    Ignored,
}

/// Takes the word at hand with its role.
pub(super) fn take(scanner: &mut Scanner<'_>, words: &Words) {
    let word = scanner.word();
    let class = listed(word, words).unwrap_or_else(|| written(scanner, word, words.case));
    scanner.take(word.len(), class);
}

/// The role of a word that a list names.
pub(super) fn listed(word: &str, words: &Words) -> Option<Class> {
    let is_in = |list: &[&str]| list.binary_search_by(|entry| order(entry, word, words.case));
    if is_in(words.keywords).is_ok() {
        Some(Class::Keyword)
    } else if is_in(words.constants).is_ok() {
        Some(Class::Constant)
    } else if is_in(words.types).is_ok() {
        Some(Class::Type)
    } else {
        None
    }
}

/// The role of a word that no list names: called, or capitalized where that means something.
pub(super) fn written(scanner: &Scanner<'_>, word: &str, case: Case) -> Class {
    let after = scanner.rest().get(word.len()..).unwrap_or_default();
    let begins_large = word.starts_with(char::is_uppercase);
    if case == Case::Custom && begins_large && word.len() > 1 && !word.contains(char::is_lowercase)
    {
        Class::Constant
    } else if case == Case::Custom && begins_large {
        Class::Type
    } else if after.starts_with('(') {
        Class::Name
    } else {
        Class::Plain
    }
}

fn order(entry: &str, word: &str, case: Case) -> Ordering {
    if case == Case::Ignored {
        entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
    } else {
        entry.cmp(word)
    }
}
