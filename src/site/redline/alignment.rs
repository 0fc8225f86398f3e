//! The units of two texts in one flow.

use super::ordered_pairs::{UnitPair, ordered_pairs};
use super::text_unit::{TextUnit, UnitKind, text_units};
use super::unit_pairing::{MarkedUnit, pair_units};
use super::unit_similarity::UnitWords;
use crate::site::source_text::SourceText;

/// A unit in the flow of two texts. Units are named by their indexes in [`text_units`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignmentStep {
    /// A unit that is in both texts, with the same words or with other ones.
    Both {
        /// The unit of the older text.
        older: usize,
        /// The unit of the newer text.
        newer: usize,
    },
    /// A unit of the older text only.
    Removed {
        /// The unit of the older text.
        older: usize,
    },
    /// A unit of the newer text only.
    Added {
        /// The unit of the newer text.
        newer: usize,
    },
    /// The old place of a unit that has been moved.
    MovedFrom {
        /// The unit of the older text.
        older: usize,
        /// The same unit in the newer text.
        newer: usize,
    },
    /// The new place of a unit that has been moved.
    MovedTo {
        /// The same unit in the older text.
        older: usize,
        /// The unit of the newer text.
        newer: usize,
    },
}

/// Which units of two texts belong together, and in which order they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextAlignment {
    /// Each unit of both texts, in an order that is that of the older text for its units, and that
    /// of the newer text for its units.
    pub steps: Vec<AlignmentStep>,
    /// By the paragraph of the older text, that of the newer one that is its next version.
    newer_paragraphs: Vec<Option<usize>>,
    /// By the paragraph of the newer text, that of the older one.
    older_paragraphs: Vec<Option<usize>>,
}

impl TextAlignment {
    /// Compares two texts.
    #[must_use]
    pub fn new(older: &SourceText, newer: &SourceText) -> Self {
        let (older_units, newer_units) = (text_units(older), text_units(newer));
        let steps = align(&marked(older, &older_units), &marked(newer, &newer_units));
        let mut newer_paragraphs = vec![None; older.paragraphs.len()];
        let mut older_paragraphs = vec![None; newer.paragraphs.len()];
        let paragraph = |units: &[TextUnit], index: usize| units.get(index)?.kind.paragraph_index();
        for step in &steps {
            let (AlignmentStep::Both { older, newer } | AlignmentStep::MovedTo { older, newer }) =
                *step
            else {
                continue;
            };
            let of_older = paragraph(&older_units, older);
            let of_newer = paragraph(&newer_units, newer);
            if let Some(slot) = of_older.and_then(|index| newer_paragraphs.get_mut(index)) {
                *slot = of_newer;
            }
            if let Some(slot) = of_newer.and_then(|index| older_paragraphs.get_mut(index)) {
                *slot = of_older;
            }
        }
        Self { steps, newer_paragraphs, older_paragraphs }
    }

    /// Returns the paragraph of the newer text that is the next version of a paragraph. `None`
    /// means that it has been removed.
    #[must_use]
    pub fn newer_paragraph(&self, older: usize) -> Option<usize> {
        self.newer_paragraphs.get(older).copied().flatten()
    }

    /// Returns the paragraph of the older text of which a paragraph is the next version. `None`
    /// means that it has been added.
    #[must_use]
    pub fn older_paragraph(&self, newer: usize) -> Option<usize> {
        self.older_paragraphs.get(newer).copied().flatten()
    }
}

fn marked<'t>(text: &'t SourceText, units: &'t [TextUnit]) -> Vec<MarkedUnit<'t>> {
    let locator = |unit: &TextUnit| {
        let paragraph = text.paragraphs.get(unit.kind.paragraph_index()?)?;
        Some(paragraph.locator.as_str())
    };
    units.iter().map(|unit| MarkedUnit { unit, locator: locator(unit).unwrap_or("") }).collect()
}

fn align(older: &[MarkedUnit<'_>], newer: &[MarkedUnit<'_>]) -> Vec<AlignmentStep> {
    let units_of = |units: &[MarkedUnit<'_>]| -> Vec<TextUnit> {
        units.iter().map(|marked| marked.unit.clone()).collect()
    };
    let words = UnitWords::new(&units_of(older), &units_of(newer));
    let pairs = pair_units(older, newer, &words);
    let n_words = |pair: &UnitPair| words.newer.get(pair.newer).map_or(0, Vec::len) as u64;
    let weights: Vec<u64> = pairs.iter().map(|pair| 1 + n_words(pair)).collect();
    let is_ordered = ordered_pairs(&pairs, &weights);
    // Only paragraphs move: a heading elsewhere is another heading.
    let is_paragraph = |pair: &UnitPair| {
        newer.get(pair.newer).is_some_and(|it| matches!(it.unit.kind, UnitKind::Paragraph(_)))
    };
    let mut flow = StepFlow {
        newer_of_moved: vec![None; older.len()],
        older_of_moved: vec![None; newer.len()],
        steps: Vec::with_capacity(older.len() + newer.len()),
    };
    let mut in_place = Vec::new();
    for (pair, is_ordered) in pairs.into_iter().zip(is_ordered) {
        if is_ordered {
            in_place.push(pair);
        } else if is_paragraph(&pair) {
            flow.mark_moved(pair);
        }
    }
    let (mut older_start, mut newer_start) = (0, 0);
    let end = UnitPair { older: older.len(), newer: newer.len() };
    for pair in in_place {
        flow.push_single(older_start..pair.older, newer_start..pair.newer);
        flow.steps.push(AlignmentStep::Both { older: pair.older, newer: pair.newer });
        (older_start, newer_start) = (pair.older + 1, pair.newer + 1);
    }
    flow.push_single(older_start..end.older, newer_start..end.newer);
    flow.steps
}

/// The steps so far, and the units that have been moved.
struct StepFlow {
    newer_of_moved: Vec<Option<usize>>,
    older_of_moved: Vec<Option<usize>>,
    steps: Vec<AlignmentStep>,
}

impl StepFlow {
    fn mark_moved(&mut self, pair: UnitPair) {
        if let Some(slot) = self.newer_of_moved.get_mut(pair.older) {
            *slot = Some(pair.newer);
        }
        if let Some(slot) = self.older_of_moved.get_mut(pair.newer) {
            *slot = Some(pair.older);
        }
    }

    /// Adds the units that are in one text only at this place.
    fn push_single(&mut self, older: std::ops::Range<usize>, newer: std::ops::Range<usize>) {
        for older in older {
            let moved_to = self.newer_of_moved.get(older).copied().flatten();
            self.steps.push(match moved_to {
                Some(newer) => AlignmentStep::MovedFrom { older, newer },
                None => AlignmentStep::Removed { older },
            });
        }
        for newer in newer {
            let moved_from = self.older_of_moved.get(newer).copied().flatten();
            self.steps.push(match moved_from {
                Some(older) => AlignmentStep::MovedTo { older, newer },
                None => AlignmentStep::Added { newer },
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use std::sync::Arc;

    fn source_text(paragraphs: &[(&str, &str)]) -> SourceText {
        let text: Vec<String> =
            paragraphs.iter().map(|(mark, words)| format!("[{mark}]\n{words}\n")).collect();
        let source = SourceFile { path: "deed.txt".into(), text: text.join("\n").into() };
        SourceText::read(&Arc::new(source))
    }

    fn steps(older: &[(&str, &str)], newer: &[(&str, &str)]) -> String {
        let alignment = TextAlignment::new(&source_text(older), &source_text(newer));
        let mark = |texts: &[(&str, &str)], index: usize| texts[index].0.to_owned();
        let shown = alignment.steps.iter().map(|step| match *step {
            AlignmentStep::Both { older: o, newer: n } => {
                format!("{}={}", mark(older, o), mark(newer, n))
            }
            AlignmentStep::Removed { older: o } => format!("-{}", mark(older, o)),
            AlignmentStep::Added { newer: n } => format!("+{}", mark(newer, n)),
            AlignmentStep::MovedFrom { older: o, newer: n } => {
                format!("{}>{}", mark(older, o), mark(newer, n))
            }
            AlignmentStep::MovedTo { older: o, newer: n } => {
                format!("{}<{}", mark(newer, n), mark(older, o))
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    const PARTIES: (&str, &str) = ("1", "The parties are the city and the harbour company.");
    const TERM: (&str, &str) = ("2", "The lease runs for ten years from the first of May.");
    const RENT: (&str, &str) = ("3", "The rent is paid in advance every quarter to the city.");
    const END: (&str, &str) = ("4", "Either party may give notice twelve months before the end.");

    fn renamed<'t>(mark: &'t str, paragraph: (&'t str, &'t str)) -> (&'t str, &'t str) {
        (mark, paragraph.1)
    }

    #[test]
    fn an_added_paragraph_renumbers_those_after_it() {
        let added = ("2", "No smoking is allowed in any building on the quay.");
        assert_eq!(
            steps(
                &[PARTIES, TERM, RENT],
                &[PARTIES, added, renamed("3", TERM), renamed("4", RENT)]
            ),
            "1=1 +2 2=3 3=4"
        );
    }

    #[test]
    fn a_removed_paragraph_renumbers_those_after_it() {
        let term = ("1", "The lease runs for twenty years from the first of May.");
        assert_eq!(steps(&[PARTIES, TERM, RENT], &[term, renamed("2", RENT)]), "-1 2=1 3=2");
    }

    #[test]
    fn a_moved_paragraph_is_at_both_places() {
        assert_eq!(
            steps(
                &[PARTIES, TERM, RENT, END],
                &[PARTIES, renamed("2", END), renamed("3", TERM), renamed("4", RENT)]
            ),
            "1=1 2<4 2=3 3=4 4>2"
        );
    }

    #[test]
    fn repeated_words_stay_where_their_marks_are() {
        let repealed = |mark| (mark, "(repealed)");
        assert_eq!(
            steps(&[repealed("1"), TERM, repealed("3"), END], &[PARTIES, TERM, repealed("3"), END]),
            "-1 +1 2=2 3=3 4=4"
        );
    }

    #[test]
    fn hostile_texts_end() {
        let text = |seed: usize| {
            let paragraphs = (0..4_000).map(|number| {
                let words = (0..20).map(|index| format!("w{}", (number * seed + index * 7) % 997));
                format!("[P{number}]\n{}\n", words.collect::<Vec<_>>().join(" "))
            });
            paragraphs.collect::<Vec<_>>().join("\n")
        };
        let read = |text: String| {
            SourceText::read(&Arc::new(SourceFile { path: "deed.txt".into(), text: text.into() }))
        };
        let (older, newer) = (read(text(31)), read(text(57)));
        let steps = TextAlignment::new(&older, &newer).steps;
        let of_older = steps.iter().filter(|step| !matches!(step, AlignmentStep::Added { .. }));
        assert!(of_older.count() >= 4_000);
    }
}
