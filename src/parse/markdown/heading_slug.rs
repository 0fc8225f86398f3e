//! Heading anchors by GitHub's rule, as `github-slugger` has it.

use std::collections::HashMap;
use unicode_normalization::char::is_combining_mark;

/// The anchor of a heading without a letter or digit in it.
const NAMELESS: &str = "section";

/// The names given so far, each with how often it was asked for again.
#[derive(Debug, Default)]
pub(super) struct HeadingSlugger {
    asked: HashMap<String, usize>,
}

impl HeadingSlugger {
    /// Takes a name as it is; false if it is taken.
    pub(super) fn reserve_anchor(&mut self, name: &str) -> bool {
        let is_free = !self.asked.contains_key(name);
        if is_free {
            self.asked.insert(name.into(), 0);
        }
        is_free
    }

    /// The anchor of a heading: its slug, with `-1`, `-2` if that is taken.
    pub(super) fn unique_anchor(&mut self, words: &str) -> String {
        let slug = github_slug(words);
        if self.reserve_anchor(&slug) {
            return slug;
        }
        loop {
            let Some(times) = self.asked.get_mut(&slug) else { return slug };
            *times += 1;
            let numbered = format!("{slug}-{times}");
            if self.reserve_anchor(&numbered) {
                return numbered;
            }
        }
    }
}

/// Lower case, letters, digits, marks, `_` and `-` kept, spaces to `-`, the rest dropped.
fn github_slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for letter in words.chars().flat_map(char::to_lowercase) {
        if letter == ' ' {
            slug.push('-');
        } else if is_word(letter) {
            slug.push(letter);
        }
    }
    if slug.is_empty() { NAMELESS.into() } else { slug }
}

/// Ruby's `\p{Word}`, which GitHub uses, and `-`: ² and ½ are numbers, but no digits.
fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    }
    letter.is_alphabetic()
        || is_combining_mark(letter)
        || matches!(letter, '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}')
        || matches!(letter, '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}')
        || (letter.is_numeric() && !is_other_number(letter))
}

/// Superscripts, subscripts, fractions and digits in circles: Unicode's category No, where met.
fn is_other_number(letter: char) -> bool {
    matches!(letter,
        '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{2070}'..='\u{2079}'
        | '\u{2080}'..='\u{2089}' | '\u{2150}'..='\u{215f}' | '\u{2189}'
        | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}'
        | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{325f}'
        | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let mut slugger = HeadingSlugger::default();
        let headings = [
            ("Översikt & Nästa steg!", "översikt--nästa-steg"),
            ("Räddning", "räddning"),
            ("räddning", "räddning-1"),
            ("Räddning-1", "räddning-1-1"),
            ("foo_bar – 2.0", "foo_bar--20"),
            ("H₂O ½ x²", "ho--x"),
            ("日本語 ٣", "日本語-٣"),
            ("!!!", "section"),
            ("???", "section-1"),
        ];
        for (words, expected) in headings {
            assert_eq!(slugger.unique_anchor(words), expected);
        }
    }
}
