//! Anchors of a source text: the ids of its paragraphs and headings on the page of the document.
//!
//! A mark of letters, digits, dots and hyphens is its own anchor, and such anchors are never given
//! to another mark. Other signs would have to be escaped in an address, and cannot be in a path.

use crate::parse::markdown::HeadingSlugger;
use std::collections::HashMap;

/// Begins the anchor of a mark that could also be the id of a field or of a part of the page.
const MARK_PREFIX: &str = "mark-";

/// The anchors of one text, each given once.
#[derive(Debug, Default)]
pub(super) struct SourceAnchors {
    in_use: HeadingSlugger,
    /// The next number for each slug that several marks have, so that each is counted up once.
    next_numbers: HashMap<String, usize>,
}

impl SourceAnchors {
    /// Reserves the anchors of the marks that are their own anchors.
    pub(super) fn new(marks: &[&str]) -> Self {
        let mut anchors = Self::default();
        for mark in marks.iter().filter(|mark| mark_slug(mark) == **mark) {
            anchors.in_use.reserve_anchor(mark);
        }
        anchors
    }

    /// Returns the anchor of a mark, which is asked for once.
    pub(super) fn mark_anchor(&mut self, mark: &str) -> String {
        let slug = mark_slug(mark);
        if slug == mark || self.in_use.reserve_anchor(&slug) {
            return slug;
        }
        let first_number = self.next_numbers.get(&slug).copied().unwrap_or(2);
        let mut numbered = (first_number..).map(|number| (number, format!("{slug}_{number}")));
        let Some((number, anchor)) =
            numbered.find(|(_, anchor)| self.in_use.reserve_anchor(anchor))
        else {
            return slug;
        };
        self.next_numbers.insert(slug, number + 1);
        anchor
    }

    /// Returns the anchor of a heading.
    pub(super) fn heading_anchor(&mut self, heading: &str) -> String {
        self.in_use.unique_anchor(&format!("text {heading}"))
    }
}

/// Returns a mark without signs that mean something in an address: `Article_3_1`, `Par_3`.
fn mark_slug(mark: &str) -> String {
    let mut slug = String::new();
    for char in mark.chars() {
        match char {
            ')' => {}
            '§' => slug.push_str("Par"),
            ' ' | '(' | ':' | '/' => {
                if !slug.is_empty() && !slug.ends_with('_') {
                    slug.push('_');
                }
            }
            _ => slug.push(char),
        }
    }
    let slug = slug.trim_end_matches('_');
    let is_word = slug.chars().take(2).filter(char::is_ascii_lowercase).count() == 2;
    if is_word { format!("{MARK_PREFIX}{slug}") } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_has_an_anchor_of_its_own() {
        let marks = [
            "P 3",
            "P:3",
            "P_3",
            "P19",
            "4.2",
            "3-1",
            "§ 3",
            "§3",
            "Article 3(1)",
            "(a)",
            "a",
            "p4",
            "date",
            "source-1",
            "Annex-B",
            "å",
        ];
        let mut anchors = SourceAnchors::new(&marks);
        let given: Vec<String> = marks.iter().map(|mark| anchors.mark_anchor(mark)).collect();
        let expected = [
            "P_3_2",
            "P_3_3",
            "P_3",
            "P19",
            "4.2",
            "3-1",
            "Par_3",
            "Par3",
            "Article_3_1",
            "a_2",
            "a",
            "p4",
            "mark-date",
            "mark-source-1",
            "Annex-B",
            "å",
        ];
        assert_eq!(given, expected);
        let many: Vec<String> = (0..3).map(|_| anchors.mark_anchor("(a)")).collect();
        assert_eq!(many, ["a_3", "a_4", "a_5"]);
        assert_eq!(anchors.heading_anchor("Ärendet"), "text-ärendet");
        assert_eq!(anchors.heading_anchor("Ärendet"), "text-ärendet-1");
    }
}
