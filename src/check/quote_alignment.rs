//! Finds the passage most similar to a quote that was not found, and marks the differences.
//!
//! A quote is usually wrong by a letter, a word or a paragraph. Words that occur in few paragraphs
//! show which paragraph is meant, and an alignment by words shows where in it. All work is bounded:
//! each quote is compared with a few paragraphs.

use crate::diagnostic::{
    Diagnostic, DiagnosticKind, NearestPassage, RelatedNote, Span, closest_match, rules,
};
use crate::parse::Citation;
use crate::parse::citation::split_at_ellipses;
use crate::site::resolve_citation::with_spaced_ellipses;
use crate::site::source_text::{SourceParagraph, SourceText};
use std::collections::HashMap;
use std::ops::Range;

/// The maximum number of paragraphs that are aligned with one quote.
const MAX_PARAGRAPHS: usize = 4;
/// The maximum number of other locators of a quote.
pub(super) const MAX_LOCATORS: usize = 3;
/// The maximum number of parts of a quote with ellipses that are compared.
const MAX_PARTS: usize = 8;
/// The maximum number of words of a quote that are aligned.
const MAX_QUOTE_WORDS: usize = 100;
/// The maximum number of words of a paragraph that are aligned.
const MAX_PARAGRAPH_WORDS: usize = 2_000;
/// The maximum number of misspelt words that are compared with all words of a text.
const MAX_RESPELLED_WORDS: usize = 20;
/// The cost of a word that is in one of the two only, or differs.
const MISS: usize = 2;
/// The cost of a word that differs by a typo.
const TYPO: usize = 1;

/// For each word of a text, the paragraphs that contain it.
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

    /// Adds the most similar passage to the diagnostic of a missing quote.
    pub(super) fn attach_nearest_passage(&self, diagnostic: &mut Diagnostic, citation: &Citation) {
        let Some(quote) = &citation.quote else { return };
        let DiagnosticKind::QuoteNotFound(rules::QuoteNotFound { nearest, .. }) =
            &mut diagnostic.kind
        else {
            return;
        };
        if *nearest == NearestPassage::EllipsisSpelling {
            return;
        }
        let locators = self.text.locators_with_quote(&quote.text, MAX_LOCATORS);
        if !locators.is_empty() {
            *nearest = NearestPassage::Elsewhere(locators);
            return;
        }
        let locator = citation.locator.as_ref().map_or("", |locator| &*locator.text);
        let nearest_passage = self.nearest_passage(&with_spaced_ellipses(&quote.text), locator);
        *nearest = to_nearest_passage(nearest_passage.as_ref());
        let Some((paragraph, passage)) = nearest_passage else { return };
        let Some(source) = &self.text.source else { return };
        let places = word_ranges(&source.text, paragraph);
        let byte_range = |word_range: Range<usize>| {
            let words = places.get(word_range)?;
            Some(words.first()?.start..words.last()?.end)
        };
        let mut related = vec![(byte_range(passage.words.clone()), RelatedNote::NearestPassage)];
        for differs in &passage.differs {
            related.push((byte_range(differs.clone()), RelatedNote::Difference));
        }
        for (range, note) in related {
            if let Some(range) = range {
                diagnostic.push_related(Span::new(source, range), note);
            }
        }
    }

    /// Returns the passage most similar to the part of a quote that is wrong.
    ///
    /// Of several wrong parts this is the one that differs most. If all parts occur, they are in
    /// another order, and it is the last.
    fn nearest_passage(
        &self,
        quote: &str,
        locator: &str,
    ) -> Option<(&'t SourceParagraph, AlignedPassage)> {
        let mut worst: Option<(&'t SourceParagraph, AlignedPassage)> = None;
        let mut n_left = MAX_QUOTE_WORDS;
        for part in split_at_ellipses(quote).iter().take(MAX_PARTS) {
            let words: Vec<&str> = part.split(' ').take(n_left).collect();
            n_left -= words.len();
            if words.is_empty() {
                break;
            }
            let best = self.candidate_paragraphs(&words, locator).into_iter().filter_map(|index| {
                let paragraph = self.text.paragraphs.get(index)?;
                Some((paragraph, align_words(&words, paragraph)?))
            });
            let best = best.min_by_key(|(_, passage)| passage.cost);
            // If more than half of the words differ, it is another passage.
            let best = best.filter(|(_, passage)| passage.cost <= words.len() * MISS / 2)?;
            if worst.as_ref().is_none_or(|(_, passage)| best.1.cost >= passage.cost) {
                worst = Some(best);
            }
        }
        worst
    }

    /// Returns the cited paragraphs, and those that share the most words with the quote.
    fn candidate_paragraphs(&self, words: &[&str], locator: &str) -> Vec<usize> {
        let mut candidates: Vec<usize> = Vec::new();
        if let Ok(located) = self.text.locate(locator) {
            candidates.extend([located.first, located.last]);
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let n_paragraphs = self.text.paragraphs.len();
        for places in
            words.iter().filter_map(|word| self.paragraphs_of.get(&without_punctuation(word)))
        {
            // A word of most paragraphs does not tell them apart.
            if places.len() * 2 <= n_paragraphs.max(4) {
                for index in places {
                    *shared.entry(*index).or_default() += 1;
                }
            }
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().collect();
        shared.sort_by_key(|(index, n_words)| (std::cmp::Reverse(*n_words), *index));
        candidates.extend(shared.into_iter().map(|(index, _)| index));
        let mut seen = std::collections::HashSet::new();
        candidates.retain(|index| seen.insert(*index));
        candidates.truncate(MAX_PARAGRAPHS);
        candidates
    }
}

/// Returns the passage of a text that is most similar to words that do not occur in it.
#[must_use]
pub fn nearest_passage(text: &SourceText, words: &str) -> NearestPassage {
    let index = ParagraphWordIndex::new(text);
    let words = with_spaced_ellipses(words);
    if let Some(passage) = index.nearest_passage(&words, "") {
        return to_nearest_passage(Some(&passage));
    }
    // If each word is misspelt, the paragraphs of the words that were meant are searched.
    let respelled = words.split(' ').map(|word| {
        let known = index.paragraphs_of.keys().map(String::as_str);
        closest_match(&without_punctuation(word), known).unwrap_or_else(|| word.to_owned())
    });
    let respelled: Vec<String> = respelled.take(MAX_RESPELLED_WORDS).collect();
    let located = index.nearest_passage(&respelled.join(" "), "");
    let locator = located.map(|(paragraph, _)| paragraph.locator.as_str()).unwrap_or_default();
    to_nearest_passage(index.nearest_passage(&words, locator).as_ref())
}

fn to_nearest_passage(nearest: Option<&(&SourceParagraph, AlignedPassage)>) -> NearestPassage {
    nearest.map_or(NearestPassage::NoneSimilar, |(paragraph, passage)| NearestPassage::Passage {
        locator: paragraph.locator.clone(),
        passage: passage.with_differences_marked(paragraph),
    })
}

/// Returns a word as in the index: lower case, without punctuation around it.
fn without_punctuation(word: &str) -> String {
    word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase()
}

/// A run of a paragraph's words that is similar to a quote.
struct AlignedPassage {
    cost: usize,
    /// The range of the paragraph's words.
    words: Range<usize>,
    /// Ranges of those words that the quote lacks, or has differently.
    differs: Vec<Range<usize>>,
    /// The indexes of words before which the quote has more words.
    lacks: Vec<usize>,
}

impl AlignedPassage {
    /// Returns the words, with differing ones in brackets and `[…]` where words are missing. Quotes
    /// cannot contain brackets.
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
            if self.differs.iter().any(|range| range.contains(&index)) {
                push(&self.word_in_brackets(index, word), &mut marked);
            } else {
                push(word, &mut marked);
            }
        }
        if self.lacks.contains(&self.words.end) {
            push("[…]", &mut marked);
        }
        marked
    }

    /// Returns a word that differs, in brackets. Punctuation before the first word and after the
    /// last word is not quoted, so it is outside.
    fn word_in_brackets(&self, index: usize, word: &str) -> String {
        let is_punctuation = |char: char| !char.is_alphanumeric();
        let start = word.trim_start_matches(is_punctuation);
        let inner = if index == self.words.start && !start.is_empty() { start } else { word };
        let end = inner.trim_end_matches(is_punctuation);
        let inner = if index + 1 == self.words.end && !end.is_empty() { end } else { inner };
        match word.split_once(inner) {
            Some((before, after)) => format!("{before}[{inner}]{after}"),
            None => format!("[{word}]"),
        }
    }
}

/// Aligns a quote with the part of a paragraph where the edit distance by words is least.
fn align_words(quote: &[&str], paragraph: &SourceParagraph) -> Option<AlignedPassage> {
    let words: Vec<&str> = paragraph.text.split(' ').take(MAX_PARAGRAPH_WORDS).collect();
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
    let (mut end, cost) = costs.iter().copied().enumerate().min_by_key(|(_, cost)| *cost)?;
    // The word that the text has where the quote has another is what an editor needs. Leaving it
    // out costs the same.
    while costs.get(end + 1) == Some(&cost) {
        end += 1;
    }
    Some(backtrace(quote, &words, &table, end, cost))
}

fn cost_at(costs: &[usize], column: usize) -> usize {
    costs.get(column).copied().unwrap_or(usize::MAX / 2)
}

/// Returns the cost of replacing a word of the quote by a word of the text.
///
/// Punctuation before the first word and after the last word is not quoted, so it costs nothing.
fn substitution_cost(quote: &[&str], row: usize, word: &str) -> usize {
    let quoted_word = quote.get(row).copied().unwrap_or_default();
    let is_outside =
        |rest: Option<&str>| rest.is_some_and(|rest| !rest.contains(char::is_alphanumeric));
    match () {
        () if quoted_word == word => 0,
        () if row == 0 && is_outside(word.strip_suffix(quoted_word)) => 0,
        () if row + 1 == quote.len() && is_outside(word.strip_prefix(quoted_word)) => 0,
        () if is_typo(quoted_word, word) => TYPO,
        () => MISS,
    }
}

/// Returns whether two words differ by a typo: case, punctuation, or a letter or two.
///
/// Most pairs of words already differ in their length or their ends, and are not compared further.
fn is_typo(quoted_word: &str, word: &str) -> bool {
    let ends = |word: &str| {
        let mut letters = word.chars().filter(|char| char.is_alphanumeric());
        let first = letters.next();
        (first, letters.next_back().or(first))
    };
    let (a, b) = (ends(quoted_word), ends(word));
    let is_near = quoted_word.len().abs_diff(word.len()) <= 6 && (a.0 == b.0 || a.1 == b.1);
    let is_case = quoted_word.eq_ignore_ascii_case(word);
    let is_like = || {
        let (quoted_word, word) = (without_punctuation(quoted_word), without_punctuation(word));
        quoted_word == word || closest_match(&quoted_word, [word.as_str()]).is_some()
    };
    is_case || (is_near && is_like())
}

/// Walks the cost table back from the end of the best passage.
fn backtrace(
    quote: &[&str],
    words: &[&str],
    table: &[Vec<usize>],
    end: usize,
    cost: usize,
) -> AlignedPassage {
    let cell =
        |row: usize, column: usize| table.get(row).map_or(usize::MAX, |row| cost_at(row, column));
    let (mut row, mut column) = (quote.len(), end);
    let (mut differing, mut lacks) = (Vec::new(), Vec::new());
    while row > 0 {
        let current = cell(row, column);
        let word = column.checked_sub(1).and_then(|index| words.get(index));
        let step = word.map(|word| substitution_cost(quote, row - 1, word));
        if let Some(step) = step.filter(|step| cell(row - 1, column - 1) + step == current) {
            if step > 0 {
                differing.push(column - 1);
            }
            (row, column) = (row - 1, column - 1);
        } else if column > 0 && cell(row, column - 1) + MISS == current {
            differing.push(column - 1);
            column -= 1;
        } else {
            lacks.push(column);
            row -= 1;
        }
    }
    differing.reverse();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in differing {
        match runs.last_mut().filter(|run| run.end == index) {
            Some(run) => run.end = index + 1,
            None => runs.push(index..index + 1),
        }
    }
    AlignedPassage { cost, words: column..end, differs: runs, lacks }
}

/// Returns the byte range of each word of a paragraph in its file.
fn word_ranges(text: &str, paragraph: &SourceParagraph) -> Vec<Range<usize>> {
    let lines = text.get(paragraph.lines.clone()).unwrap_or_default();
    let mut places = Vec::new();
    let mut start = None;
    for (offset, char) in lines.char_indices().chain([(lines.len(), ' ')]) {
        if !char.is_whitespace() {
            start = start.or(Some(offset));
        } else if let Some(begin) = start.take() {
            places.push(paragraph.lines.start + begin..paragraph.lines.start + offset);
        }
    }
    places
}
