//! Makes heading anchors by GitHub's rule, as implemented by `github-slugger`.

use std::collections::HashMap;
use unicode_normalization::char::is_combining_mark;

/// The anchor of a heading that has neither letters nor digits.
const FALLBACK_SLUG: &str = "section";

/// Makes the anchors of one text unique.
#[derive(Debug, Default)]
pub(crate) struct HeadingSlugger {
    /// The anchors in use, and how many duplicates of each there are.
    duplicates: HashMap<String, usize>,
}

impl HeadingSlugger {
    /// Reserves an anchor. Returns `false` if it is in use.
    pub(crate) fn reserve_anchor(&mut self, name: &str) -> bool {
        let is_free = !self.duplicates.contains_key(name);
        if is_free {
            self.duplicates.insert(name.into(), 0);
        }
        is_free
    }

    /// Returns the anchor of a heading: its slug, with `-1`, `-2` if that is in use.
    pub(crate) fn unique_anchor(&mut self, heading: &str) -> String {
        let slug = github_slug(heading);
        if self.reserve_anchor(&slug) {
            return slug;
        }
        loop {
            let Some(n_duplicates) = self.duplicates.get_mut(&slug) else { return slug };
            *n_duplicates += 1;
            let numbered = format!("{slug}-{n_duplicates}");
            if self.reserve_anchor(&numbered) {
                return numbered;
            }
        }
    }
}

/// Returns the heading in lower case, with its letters, digits, marks, `_` and `-`, and `-` for
/// each space.
fn github_slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for char in heading.chars().flat_map(char::to_lowercase) {
        if char == ' ' {
            slug.push('-');
        } else if is_slug_char(char) {
            slug.push(char);
        }
    }
    if slug.is_empty() { FALLBACK_SLUG.into() } else { slug }
}

/// Returns whether a character is `-` or in Ruby's `\p{Word}`, which GitHub uses: ² and ½ are not.
fn is_slug_char(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    }
    char.is_alphabetic()
        || is_combining_mark(char)
        || matches!(char, '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}')
        || matches!(char, '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}')
        || (char.is_numeric() && !is_other_number(char))
}

/// Returns whether a number is in Unicode's category No: superscripts, subscripts, fractions and
/// circled digits. Lists the common ones.
fn is_other_number(char: char) -> bool {
    matches!(char,
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
        for (heading, expected) in headings {
            assert_eq!(slugger.unique_anchor(heading), expected);
        }
    }
}
