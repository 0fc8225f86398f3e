//! Collects the running text of a block and finds numbers and abbreviations in it.
//!
//! Running text does not include code, headings, addresses and the texts of links without their
//! own text.

use crate::parse::loose_citation::citation_like_ranges;
use crate::parse::number_mention::number_mentions;
use crate::parse::numeric_name::NumericNames;
use crate::parse::outline::{AbbreviationUse, MarkdownOutline, MisparsedCitation, NumberInText};
use std::collections::HashSet;
use std::ops::Range;

/// Stands for what is not running text. [`ByteClasses`] does not take it for a letter.
const GAP: char = '\u{241f}';
/// How many letters an abbreviation can have.
const ABBREVIATION_LETTERS: Range<usize> = 2..7;
/// How far around a number an address is searched for.
const MAX_ADDRESS_BYTES: usize = 200;

/// The running text of one block.
#[derive(Debug, Default)]
pub(super) struct RunningTextBuilder {
    text: String,
    /// Where each run of text starts in `text` and in the Markdown.
    runs: Vec<TextRun>,
    /// The ranges of links in `text`.
    links: Vec<Range<usize>>,
    link_start: Option<usize>,
    /// The ranges in `text` of citations that were read as text, in order.
    misparsed_citations: Vec<Range<usize>>,
    /// Abbreviations of this block and those before.
    known_abbreviations: HashSet<String>,
}

/// A part of the text that is the same as in the Markdown.
#[derive(Debug)]
struct TextRun {
    text_offset: usize,
    source_offset: usize,
}

impl RunningTextBuilder {
    /// Appends the text at a range of the Markdown.
    pub(super) fn push_text(&mut self, text: &str, range: &Range<usize>) {
        self.runs.push(TextRun { text_offset: self.text.len(), source_offset: range.start });
        self.text.push_str(text);
    }

    /// Appends a gap for something that is not running text.
    pub(super) fn push_gap(&mut self) {
        self.text.push(GAP);
    }

    /// Returns the length of the text so far.
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Returns the first citation after an offset of the text that was read as text, as a range of
    /// the Markdown.
    pub(super) fn citation_cut_by_table(
        &mut self,
        start: usize,
    ) -> Option<(Range<usize>, MisparsedCitation)> {
        let (range, reason) = misparsed_citations(&self.text, start).next()?;
        self.misparsed_citations.push(range.clone());
        Some((self.source_range(&range), reason))
    }

    /// Returns those of the whole block, unless table cells have returned theirs.
    fn citations_read_as_text(&mut self) -> Vec<(Range<usize>, MisparsedCitation)> {
        if !self.misparsed_citations.is_empty() {
            return Vec::new();
        }
        self.misparsed_citations.extend(misparsed_citations(&self.text, 0).map(|(range, _)| range));
        let ranges = self.misparsed_citations.iter();
        ranges.map(|range| (self.source_range(range), MisparsedCitation::Brackets)).collect()
    }

    /// Returns the ranges in the Markdown of text that has the parts of a citation.
    fn citation_like(&self) -> Vec<Range<usize>> {
        let ranges = citation_like_ranges(&self.text).into_iter().filter(|range| {
            !self.is_inside_link(range.start) && !self.is_in_misparsed_citation(range.start)
        });
        ranges.map(|range| self.source_range(&range)).collect()
    }

    /// Returns whether an offset is in a citation that was read as text.
    fn is_in_misparsed_citation(&self, offset: usize) -> bool {
        let n_before = self.misparsed_citations.partition_point(|range| range.start <= offset);
        let range = n_before.checked_sub(1).and_then(|index| self.misparsed_citations.get(index));
        range.is_some_and(|range| range.contains(&offset))
    }

    pub(super) fn open_link(&mut self) {
        self.link_start = Some(self.text.len());
    }

    pub(super) fn close_link(&mut self) {
        let start = self.link_start.take();
        self.links.extend(start.map(|start| start..self.text.len()));
    }

    /// Ends the block, and adds its numbers and abbreviations to the outline.
    pub(super) fn add_to_outline(&mut self, outline: &mut MarkdownOutline) {
        let classes = ByteClasses::new(&self.text);
        if classes.contains_class(ByteClasses::BRACKET) {
            outline.misparsed_citations.extend(self.citations_read_as_text());
        }
        if classes.contains_class(ByteClasses::OPENER) {
            outline.citation_like.extend(self.citation_like());
        }
        if classes.contains_class(ByteClasses::DIGIT) {
            let mut names = NumericNames::new(&self.text);
            let mentions = number_mentions(&self.text).into_iter().filter(|mention| {
                !names.contains(&mention.range)
                    && !self.is_in_url(&mention.range)
                    && !self.is_in_misparsed_citation(mention.range.start)
            });
            outline.numbers.extend(mentions.map(|mention| NumberInText {
                written: self.text.get(mention.range.clone()).unwrap_or_default().to_owned(),
                range: self.source_range(&mention.range),
                mention,
            }));
        }
        let abbreviations = if classes.contains_class(ByteClasses::CAPITALS) {
            abbreviation_ranges(&self.text)
        } else {
            Vec::new()
        };
        for range in abbreviations {
            let name = self.text.get(range.clone()).unwrap_or_default();
            if self.is_in_misparsed_citation(range.start)
                || !self.known_abbreviations.insert(name.to_owned())
            {
                continue;
            }
            outline.abbreviations.push(AbbreviationUse {
                name: name.to_owned(),
                is_explained: self.is_inside_link(range.start)
                    || is_spelled_out(&self.text, &range),
                range: self.source_range(&range),
            });
        }
        // The capacity is reused for the next block.
        self.text.clear();
        self.runs.clear();
        self.links.clear();
        self.misparsed_citations.clear();
        self.link_start = None;
    }

    /// Returns whether an offset is in the text of a link. Links are in order and not nested.
    fn is_inside_link(&self, offset: usize) -> bool {
        let n_before = self.links.partition_point(|link| link.start <= offset);
        let link = n_before.checked_sub(1).and_then(|index| self.links.get(index));
        link.is_some_and(|link| link.contains(&offset))
    }

    /// Returns the range in the Markdown of a range of the text.
    fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        let source_offset = |offset: usize| {
            let n_before = self.runs.partition_point(|run| run.text_offset <= offset);
            let run = n_before.checked_sub(1).and_then(|index| self.runs.get(index));
            run.map_or(0, |run| run.source_offset + (offset - run.text_offset))
        };
        let last = range.end.saturating_sub(1).max(range.start);
        source_offset(range.start)..source_offset(last) + (range.end - last)
    }

    /// Returns whether a range is part of an address.
    fn is_in_url(&self, range: &Range<usize>) -> bool {
        let window_start =
            self.text.ceil_char_boundary(range.start.saturating_sub(MAX_ADDRESS_BYTES));
        let window_end = self.text.floor_char_boundary(range.end + MAX_ADDRESS_BYTES);
        let before = self.text.get(window_start..range.start).unwrap_or_default();
        let word_start = before
            .rfind(char::is_whitespace)
            .map_or(window_start, |offset| window_start + offset + 1);
        let rest = self.text.get(word_start..window_end).unwrap_or_default().trim_start();
        let word = rest.split_whitespace().next().unwrap_or_default();
        word.contains("://") || word.starts_with("www.") || word.contains('@')
    }
}

/// Finds the citations after `offset` whose `[@` was read as text, and why.
fn misparsed_citations(
    text: &str,
    mut offset: usize,
) -> impl Iterator<Item = (Range<usize>, MisparsedCitation)> + '_ {
    let [mut quote_ends, mut brackets, mut quotes] = ["\"]", "]", "\""].map(ForwardFinder::new);
    let has_id = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
    };
    std::iter::from_fn(move || {
        loop {
            let start = offset + text.get(offset..)?.find("[@")?;
            offset = start + 2;
            let end = quote_ends
                .find_from(text, offset)
                .map(|end| end + 2)
                .or_else(|| brackets.find_from(text, offset).map(|end| end + 1));
            let inside = text.get(offset..end.unwrap_or(text.len()))?.trim_end();
            let has_quote =
                quotes.find_from(text, offset).is_some_and(|quote| quote < offset + inside.len());
            if has_id(inside) || has_quote && has_id(inside.trim_start()) {
                offset += inside.len();
                let reason = if end.is_some() {
                    MisparsedCitation::Brackets
                } else {
                    MisparsedCitation::TableCell
                };
                return Some((start..offset, reason));
            }
        }
    })
}

/// Finds a pattern from ascending offsets, and reads the text only once.
struct ForwardFinder {
    pattern: &'static str,
    /// The result of the last search; `usize::MAX` if nothing was found.
    next: Option<usize>,
}

impl ForwardFinder {
    fn new(pattern: &'static str) -> Self {
        Self { pattern, next: None }
    }

    /// Returns the first match at or after `start`, which is not less than in the last call.
    fn find_from(&mut self, text: &str, start: usize) -> Option<usize> {
        let next = self.next.filter(|next| *next >= start).unwrap_or_else(|| {
            let length = text.get(start..).and_then(|rest| rest.find(self.pattern));
            length.map_or(usize::MAX, |length| start + length)
        });
        self.next = Some(next);
        (next < text.len()).then_some(next)
    }
}

/// Finds words of capitals: `MSB`, but neither `II` nor a long word.
fn abbreviation_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut word_start = None;
    for (offset, char) in text.char_indices().chain([(text.len(), ' ')]) {
        if char.is_alphanumeric() {
            word_start = word_start.or(Some(offset));
            continue;
        }
        let Some(start) = word_start.take() else { continue };
        let word = text.get(start..offset).unwrap_or_default();
        let is_roman_number = word.chars().all(|char| "IVXLCDM".contains(char));
        let n_letters = word.chars().count();
        if ABBREVIATION_LETTERS.contains(&n_letters)
            && word.chars().all(char::is_uppercase)
            && !is_roman_number
        {
            ranges.push(start..offset);
        }
    }
    ranges
}

/// Which classes of characters a block can have.
///
/// Few blocks have any, and the exact search costs a fifth of parsing, so this filter runs first.
#[derive(Clone, Copy)]
struct ByteClasses(u8);

impl ByteClasses {
    const DIGIT: u8 = 1;
    const BRACKET: u8 = 2;
    /// Two successive letters that can be capitals.
    const CAPITALS: u8 = 4;
    /// What a citation can begin with in other tools.
    const OPENER: u8 = 8;

    /// Looks at each byte with the two after it, without branches, so that the compiler vectorizes
    /// it.
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let bytes_from = |offset: usize| bytes.get(offset..).unwrap_or_default();
        let triples = bytes.iter().zip(bytes_from(1)).zip(bytes_from(2));
        let classes = triples.fold(0, |classes, ((first, second), third)| {
            classes | Self::classify_three([*first, *second, *third])
        });
        Self(match *bytes {
            [.., second_last, last] => {
                classes
                    | Self::classify_three([second_last, last, 0])
                    | Self::classify_three([last, 0, 0])
            }
            [byte] => Self::classify_three([byte, 0, 0]),
            [] => classes,
        })
    }

    /// Returns the classes of a byte, given the two after it.
    ///
    /// The Latin capitals À to Þ have a second byte from 0x80 to 0x9e. Any other character outside
    /// ASCII can be a capital, except small Latin letters and the quotes and dashes from U+2000.
    // A call for each byte would keep the loop from being vectorized.
    #[inline]
    fn classify_three(bytes: [u8; 3]) -> u8 {
        let [byte, next, third] = bytes;
        const LATIN_LEAD: u8 = 0xc3;
        const PUNCTUATION_LEAD: u8 = 0xe2;
        let is_capital_tail = |byte: u8| matches!(byte, 0x80..=0x9e);
        let ends_capital = byte.is_ascii_uppercase() | is_capital_tail(byte);
        let begins_capital = next.is_ascii_uppercase()
            | (next > LATIN_LEAD)
            | ((next == LATIN_LEAD) & is_capital_tail(third));
        // `«` and `»`, and the quotes from U+2018.
        let is_quotation_mark = ((byte == 0xc2) & matches!(next, 0xab | 0xbb))
            | ((byte == PUNCTUATION_LEAD) & (next == 0x80) & matches!(third, 0x98..=0xba));
        let is_other_script = (byte > LATIN_LEAD) & (byte != PUNCTUATION_LEAD);
        let has_capitals = is_other_script | (ends_capital & begins_capital);
        let class_if = |condition: bool, class: u8| if condition { class } else { 0 };
        class_if(byte.is_ascii_digit(), Self::DIGIT)
            | class_if(byte == b'[', Self::BRACKET)
            | class_if(matches!(byte, b'[' | b'(' | b'{' | b'@'), Self::OPENER)
            | class_if((byte == b'"') | is_quotation_mark, Self::OPENER)
            | class_if(has_capitals, Self::CAPITALS)
    }

    fn contains_class(self, class: u8) -> bool {
        self.0 & class != 0
    }
}

/// Returns whether an abbreviation is spelled out next to it: `a big company (ABC)`,
/// `ABC (a big company)` or `a big company, ABC`.
fn is_spelled_out(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let name = text.get(range.clone()).unwrap_or_default();
    if let Some(long_form) = before.strip_suffix('(') {
        return after.starts_with([')', ',', ';', ' ']) && !long_form.trim().is_empty();
    }
    if let Some(long_form) = after.strip_prefix(" (") {
        return long_form.starts_with(char::is_alphabetic);
    }
    before.strip_suffix(", ").is_some_and(|long_form| has_initials(long_form, name))
}

/// Returns whether the last words of a text begin with the letters of an abbreviation, in order.
fn has_initials(text: &str, name: &str) -> bool {
    let mut letters: Vec<char> = name.to_lowercase().chars().collect();
    let n_words = 2 * letters.len();
    for word in text.split_whitespace().rev().take(n_words) {
        let first = word.chars().next().into_iter().flat_map(char::to_lowercase).next();
        if first.is_some() && first == letters.last().copied() {
            letters.pop();
        }
    }
    letters.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::collect_outline;

    fn numbers(text: &str) -> Vec<String> {
        let ranges = collect_outline(text).numbers.into_iter().map(|number| number.range);
        ranges.map(|range| text.get(range).unwrap().to_owned()).collect()
    }

    fn unexplained(text: &str) -> Vec<String> {
        let abbreviations = collect_outline(text).abbreviations.into_iter();
        abbreviations.filter(|it| !it.is_explained).map(|it| it.name).collect()
    }

    #[test]
    fn numbers_are_those_of_running_text() {
        assert_eq!(
            numbers("# År 2011\n\n1. Den 1 april\n   2014 var *40* med."),
            ["1 april\n   2014", "40"]
        );
        let not_running_text =
            "`2011` <https://a.se/2012> [x](2013.md) ![[a#b2]] [[2014]] [@a P1 \"2015\"]";
        assert_eq!(numbers(not_running_text), [""; 0]);
        assert_eq!(numbers("COVID19, 3D och 08-123 45 67 år 2016"), ["2016"]);
        assert_eq!(numbers("[2016 års](x.md) www.a.se/2017"), ["2016"]);
        assert_eq!(numbers("|a|b|\n|-|-|\n|3|41|"), ["3", "41"]);
        assert_eq!(numbers("```\n2011\n```\n\n    2012\n"), [""; 0]);
    }

    #[test]
    fn an_abbreviation_is_explained_next_to_it_or_by_a_link() {
        assert_eq!(unexplained("MSB säger. MSB igen, och KSL. ## RI"), ["MSB", "KSL", "RI"]);
        assert_eq!(unexplained("Myndigheten för beredskap (MSB) säger. MSB."), [""; 0]);
        assert_eq!(unexplained("MSB (Myndigheten)"), [""; 0]);
        assert_eq!(unexplained("som Myndigheten för samhällsskydd och beredskap, MSB,"), [""; 0]);
        assert_eq!(unexplained("[[msb|MSB]] MSB777 II `KSL` VIKTIGT! I"), [""; 0]);
        assert_eq!(unexplained("hej på dig, MSB"), ["MSB"]);
        assert_eq!(unexplained("ÅÄ och ÖA åt ΑΒ, Åäö"), ["ÅÄ", "ÖA", "ΑΒ"]);
    }
}
