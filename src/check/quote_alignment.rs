//! The passage that is nearest to a quote which is not there, with the difference marked.
//!
//! A quote goes wrong by a letter, a word or a paragraph. Words that stand in few paragraphs say
//! which paragraph is meant, and an alignment by words says where in it. All work is bounded: a
//! run looks for the first failures only, and for each in a few paragraphs.

use crate::diagnostic::{Diagnostic, DiagnosticKind, NearestPassage, RelatedNote, Span, rules};
use crate::parse::Citation;
use crate::parse::citation::split_at_ellipses;
use crate::schema;
use crate::site::source_text::{SourceParagraph, SourceText};
use std::collections::HashMap;
use std::ops::Range;

/// For how many failures of a run the nearest passage is looked for.
pub(super) const MAX_FAILURES: usize = 20;
/// How many paragraphs are aligned for one failure.
const MAX_PARAGRAPHS: usize = 4;
/// How many parts of a quote that leaves out words are looked at.
const MAX_PARTS: usize = 8;
/// The most words of a quote and of a paragraph that are aligned.
const MAX_WORDS: (usize, usize) = (100, 2_000);
/// What a word costs that is only in one of the two, or another in each.
const MISS: usize = 2;
/// What a word costs that differs by a slip.
const SLIP: usize = 1;

/// Where the words of a text stand, by paragraph.
pub(super) struct ParagraphWordIndex<'t> {
    text: &'t SourceText,
    paragraphs_of: HashMap<String, Vec<usize>>,
}

impl<'t> ParagraphWordIndex<'t> {
    pub(super) fn new(text: &'t SourceText) -> Self {
        let mut paragraphs_of: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, paragraph) in text.paragraphs.iter().enumerate() {
            for word in paragraph.text.split(' ') {
                let places = paragraphs_of.entry(without_punctuation(word)).or_default();
                if places.last() != Some(&index) {
                    places.push(index);
                }
            }
        }
        Self { text, paragraphs_of }
    }

    /// Adds the nearest passage to a finding about a quote, if one is near.
    pub(super) fn attach_nearest_passage(&self, diagnostic: &mut Diagnostic, citation: &Citation) {
        let Some(quote) = &citation.quote else { return };
        let found = self.nearest_passage(&quote.text, citation);
        if let DiagnosticKind::QuoteNotFound(rules::QuoteNotFound { nearest, .. }) =
            &mut diagnostic.kind
        {
            *nearest =
                found.as_ref().map_or(NearestPassage::NoneSimilar, |(paragraph, passage)| {
                    let locator = paragraph.locator.clone();
                    NearestPassage::Passage {
                        locator,
                        passage: passage.with_differences_marked(paragraph),
                    }
                });
        }
        let Some((paragraph, passage)) = found else { return };
        let Some(source) = &self.text.source else { return };
        let places = difference_ranges(&source.text, paragraph);
        let at = |range: Range<usize>| {
            let words = places.get(range)?;
            Some(words.first()?.start..words.last()?.end)
        };
        let mut related = vec![(at(passage.words.clone()), RelatedNote::NearestPassage)];
        for differs in &passage.differs {
            related.push((at(differs.clone()), RelatedNote::Difference));
        }
        for (range, note) in related {
            if let Some(range) = range {
                diagnostic.related.push(crate::diagnostic::RelatedLocation {
                    span: Span::new(source, range),
                    note,
                });
            }
        }
    }

    /// The passage that is nearest to the part of a quote that goes wrong: of several the one that
    /// is farthest from what the text says, or the last, which then stands in another order.
    fn nearest_passage(
        &self,
        quote: &str,
        citation: &Citation,
    ) -> Option<(&'t SourceParagraph, AlignedPassage)> {
        let mut worst: Option<(&'t SourceParagraph, AlignedPassage)> = None;
        let mut n_left = MAX_WORDS.0;
        for part in split_at_ellipses(quote).iter().take(MAX_PARTS) {
            let words: Vec<&str> = part.split(' ').take(n_left).collect();
            n_left -= words.len();
            if words.is_empty() {
                break;
            }
            let best = self.candidate_paragraphs(&words, citation).into_iter().filter_map(|at| {
                let paragraph = self.text.paragraphs.get(at)?;
                Some((paragraph, align_words(&words, paragraph)?))
            });
            let best = best.min_by_key(|(_, passage)| passage.cost);
            // Farther away than half of the words: another passage, not a slip.
            let best = best.filter(|(_, passage)| passage.cost <= words.len() * MISS / 2)?;
            if worst.as_ref().is_none_or(|(_, passage)| best.1.cost >= passage.cost) {
                worst = Some(best);
            }
        }
        worst
    }

    /// The paragraphs that are cited, and those that share most words with the quote.
    fn candidate_paragraphs(&self, words: &[&str], citation: &Citation) -> Vec<usize> {
        let mut candidates: Vec<usize> = Vec::new();
        if let Some((first, last)) = citation.locator_range() {
            candidates.extend([first, last].iter().filter_map(|name| self.text.find_locator(name)));
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let n_paragraphs = self.text.paragraphs.len();
        for places in
            words.iter().filter_map(|word| self.paragraphs_of.get(&without_punctuation(word)))
        {
            // A word that is everywhere says nothing.
            if places.len() * 2 <= n_paragraphs.max(4) {
                for at in places {
                    *shared.entry(*at).or_default() += 1;
                }
            }
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().collect();
        shared.sort_by_key(|(at, n_words)| (std::cmp::Reverse(*n_words), *at));
        candidates.extend(shared.into_iter().map(|(at, _)| at));
        let mut seen = std::collections::HashSet::new();
        candidates.retain(|at| seen.insert(*at));
        candidates.truncate(MAX_PARAGRAPHS);
        candidates
    }
}

/// A word as the index knows it.
fn without_punctuation(word: &str) -> String {
    word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase()
}

/// A run of a paragraph's words that is like a quote.
struct AlignedPassage {
    cost: usize,
    /// Of the paragraph's words.
    words: Range<usize>,
    /// Runs of them that the quote has not, or has otherwise.
    differs: Vec<Range<usize>>,
    /// Before which of them the quote has more words.
    lacks: Vec<usize>,
}

impl AlignedPassage {
    /// The words with what differs in brackets, which no quote can have: `[…]` where some lack.
    fn with_differences_marked(&self, paragraph: &SourceParagraph) -> String {
        let mut marked = String::new();
        let words = paragraph.text.split(' ').enumerate();
        let push = |words: &str, marked: &mut String| {
            if !marked.is_empty() {
                marked.push(' ');
            }
            marked.push_str(words);
        };
        for (index, word) in words.skip(self.words.start).take(self.words.len()) {
            if self.lacks.contains(&index) {
                push("[…]", &mut marked);
            }
            match self.differs.iter().any(|range| range.contains(&index)) {
                true => push(&format!("[{word}]"), &mut marked),
                false => push(word, &mut marked),
            }
        }
        if self.lacks.contains(&self.words.end) {
            push("[…]", &mut marked);
        }
        marked
    }
}

/// Lays a quote along a paragraph where it costs least: an edit distance by words, free at both
/// ends of the paragraph.
fn align_words(quote: &[&str], paragraph: &SourceParagraph) -> Option<AlignedPassage> {
    let words: Vec<&str> = paragraph.text.split(' ').take(MAX_WORDS.1).collect();
    if quote.is_empty() || paragraph.text.is_empty() {
        return None;
    }
    let width = words.len() + 1;
    let mut costs: Vec<usize> = vec![0; width];
    let mut table = vec![costs.clone()];
    for row in 0..quote.len() {
        let mut next = vec![(row + 1) * MISS; width];
        for (column, word) in words.iter().enumerate() {
            let same = cost_at(&costs, column) + substitution_cost(quote, row, word);
            let lacks = cost_at(&costs, column + 1) + MISS;
            let has_more = cost_at(&next, column) + MISS;
            if let Some(cell) = next.get_mut(column + 1) {
                *cell = same.min(lacks).min(has_more);
            }
        }
        costs.clone_from(&next);
        table.push(next);
    }
    let (end, cost) = costs.iter().copied().enumerate().min_by_key(|(_, cost)| *cost)?;
    Some(backtrace(quote, &words, (&table, end, cost)))
}

fn cost_at(costs: &[usize], column: usize) -> usize {
    costs.get(column).copied().unwrap_or(usize::MAX / 2)
}

/// What the n-th word of a quote costs if it is this one. What stands before its first word and
/// after its last is not quoted: a comma there makes no difference.
fn substitution_cost(quote: &[&str], row: usize, word: &str) -> usize {
    let own = quote.get(row).copied().unwrap_or_default();
    let is_outside =
        |rest: Option<&str>| rest.is_some_and(|rest| !rest.contains(char::is_alphanumeric));
    match () {
        () if own == word => 0,
        () if row == 0 && is_outside(word.strip_suffix(own)) => 0,
        () if row + 1 == quote.len() && is_outside(word.strip_prefix(own)) => 0,
        () if is_typo(own, word) => SLIP,
        () => MISS,
    }
}

/// Whether two words are one with a slip: case, a sign at the end, or a letter or two. Most pairs
/// of words are told apart by their length or their ends, without comparing them.
fn is_typo(own: &str, word: &str) -> bool {
    let ends = |word: &str| {
        let mut letters = word.chars().filter(|char| char.is_alphanumeric());
        let first = letters.next();
        (first, letters.next_back().or(first))
    };
    let (a, b) = (ends(own), ends(word));
    let is_near = own.len().abs_diff(word.len()) <= 6 && (a.0 == b.0 || a.1 == b.1);
    let is_case = own.eq_ignore_ascii_case(word);
    let is_like = || {
        let (own, word) = (without_punctuation(own), without_punctuation(word));
        own == word || schema::closest_match(&own, [word.as_str()]).is_some()
    };
    is_case || (is_near && is_like())
}

/// Walks the table back from the end of the best passage.
fn backtrace(
    quote: &[&str],
    words: &[&str],
    (table, end, cost): (&[Vec<usize>], usize, usize),
) -> AlignedPassage {
    let cell =
        |row: usize, column: usize| table.get(row).map_or(usize::MAX, |row| cost_at(row, column));
    let (mut row, mut column) = (quote.len(), end);
    let (mut differing, mut lacks) = (Vec::new(), Vec::new());
    while row > 0 {
        let here = cell(row, column);
        let word = column.checked_sub(1).and_then(|at| words.get(at));
        let step = word.map(|word| substitution_cost(quote, row - 1, word));
        if let Some(step) = step.filter(|step| cell(row - 1, column - 1) + step == here) {
            if step > 0 {
                differing.push(column - 1);
            }
            (row, column) = (row - 1, column - 1);
        } else if column > 0 && cell(row, column - 1) + MISS == here {
            differing.push(column - 1);
            column -= 1;
        } else {
            lacks.push(column);
            row -= 1;
        }
    }
    differing.reverse();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in differing {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    AlignedPassage { cost, words: column..end, differs: runs, lacks }
}

/// Where the words of a paragraph stand in its file.
fn difference_ranges(text: &str, paragraph: &SourceParagraph) -> Vec<Range<usize>> {
    let lines = text.get(paragraph.lines.clone()).unwrap_or_default();
    let mut places = Vec::new();
    let mut start = None;
    for (at, char) in lines.char_indices().chain([(lines.len(), ' ')]) {
        if !char.is_whitespace() {
            start = start.or(Some(at));
        } else if let Some(begin) = start.take() {
            places.push(paragraph.lines.start + begin..paragraph.lines.start + at);
        }
    }
    places
}
