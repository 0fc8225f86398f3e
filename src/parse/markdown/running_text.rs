//! The running text of a block, to find figures and abbreviations in it: no code, headings,
//! addresses, or words that a link takes from elsewhere.

use crate::parse::number_mention::number_mentions;
use crate::parse::outline::{AbbreviationUse, MarkdownOutline, MisparsedCitation, NumberInText};
use std::collections::HashSet;
use std::ops::Range;

/// Stands for what is no running text. A symbol among those that [`ByteClasses`] takes for no
/// letters.
const GAP: char = '\u{241f}';
/// An abbreviation has at least and at most so many letters.
const ABBREVIATION: Range<usize> = 2..7;
/// How far around a figure an address is looked for, in bytes: a longer word is none.
const ADDRESS_BYTES: usize = 200;

/// The running text of one block.
#[derive(Debug, Default)]
pub(super) struct RunningTextBuilder {
    text: String,
    /// Each piece `(in this text, in the Markdown)` begins a run that is the same in both.
    runs: Vec<(usize, usize)>,
    /// Where links stand in this text.
    links: Vec<Range<usize>>,
    link_start: Option<usize>,
    /// Where citations stand that were read as words, in order.
    cut: Vec<Range<usize>>,
    /// Abbreviations of the blocks before.
    known: HashSet<String>,
}

impl RunningTextBuilder {
    /// Adds words that stand at a range of the Markdown.
    pub(super) fn push_text(&mut self, words: &str, range: &Range<usize>) {
        self.runs.push((self.text.len(), range.start));
        self.text.push_str(words);
    }

    /// Something stands here that is no running text.
    pub(super) fn push_gap(&mut self) {
        self.text.push(GAP);
    }

    /// Where the next words will stand.
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Where in the Markdown a citation stands, after a place in this text, that was read as words:
    /// up to the end if no bracket ends it.
    pub(super) fn citation_cut_by_table(
        &mut self,
        from: usize,
    ) -> Option<(Range<usize>, MisparsedCitation)> {
        let (own, trap) = unterminated_citations(&self.text, from).next()?;
        self.cut.push(own.clone());
        Some((self.source_range(&own), trap))
    }

    /// The same for a whole block, if its cells have not told theirs.
    fn unclosed_citations(&mut self) -> Vec<(Range<usize>, MisparsedCitation)> {
        if !self.cut.is_empty() {
            return Vec::new();
        }
        self.cut.extend(unterminated_citations(&self.text, 0).map(|(own, _)| own));
        self.cut.iter().map(|own| (self.source_range(own), MisparsedCitation::Brackets)).collect()
    }

    /// Whether a place is in a citation that was read as words.
    fn is_at_gap(&self, offset: usize) -> bool {
        let before = self.cut.partition_point(|range| range.start <= offset);
        let range = before.checked_sub(1).and_then(|last| self.cut.get(last));
        range.is_some_and(|range| range.contains(&offset))
    }

    pub(super) fn open_link(&mut self) {
        self.link_start = Some(self.text.len());
    }

    pub(super) fn close_link(&mut self) {
        let start = self.link_start.take();
        self.links.extend(start.map(|start| start..self.text.len()));
    }

    /// The block ends: notes what is in it.
    pub(super) fn add_to_outline(&mut self, outline: &mut MarkdownOutline) {
        let signs = ByteClasses::new(&self.text);
        if signs.contains_class(ByteClasses::BRACKET) {
            outline.misparsed_citations.extend(self.unclosed_citations());
        }
        if signs.contains_class(ByteClasses::DIGIT) {
            let found = number_mentions(&self.text)
                .into_iter()
                .filter(|one| !self.is_url(&one.range) && !self.is_at_gap(one.range.start));
            outline.numbers.extend(found.map(|mention| NumberInText {
                written: self.text.get(mention.range.clone()).unwrap_or_default().to_owned(),
                range: self.source_range(&mention.range),
                mention,
            }));
        }
        let names = if signs.contains_class(ByteClasses::CAPITALS) {
            abbreviation_ranges(&self.text)
        } else {
            Vec::new()
        };
        for range in names {
            let name = self.text.get(range.clone()).unwrap_or_default();
            if self.is_at_gap(range.start) || !self.known.insert(name.to_owned()) {
                continue;
            }
            outline.abbreviations.push(AbbreviationUse {
                name: name.to_owned(),
                is_explained: self.is_inside_link(range.start)
                    || has_lowercase_word(&self.text, &range),
                range: self.source_range(&range),
            });
        }
        // The room is kept for the next block.
        self.text.clear();
        self.runs.clear();
        self.links.clear();
        self.cut.clear();
        self.link_start = None;
    }

    /// Whether a place is in the words of a link; links stand in order, and not in each other.
    fn is_inside_link(&self, offset: usize) -> bool {
        let before = self.links.partition_point(|link| link.start <= offset);
        let link = before.checked_sub(1).and_then(|link| self.links.get(link));
        link.is_some_and(|link| link.contains(&offset))
    }

    fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let before = self.runs.partition_point(|(own, _)| *own <= offset);
            let run = before.checked_sub(1).and_then(|run| self.runs.get(run));
            run.map_or(0, |(own, there)| there + (offset - own))
        };
        let last = range.end.saturating_sub(1).max(range.start);
        at(range.start)..at(last) + (range.end - last)
    }

    /// Whether a figure is part of a bare address.
    fn is_url(&self, range: &Range<usize>) -> bool {
        let first = self.text.ceil_char_boundary(range.start.saturating_sub(ADDRESS_BYTES));
        let last = self.text.floor_char_boundary(range.end + ADDRESS_BYTES);
        let before = self.text.get(first..range.start).unwrap_or_default();
        let start = before.rfind(char::is_whitespace).map_or(first, |offset| first + offset + 1);
        let near = self.text.get(start..last).unwrap_or_default().trim_start();
        let word = near.split_whitespace().next().unwrap_or_default();
        word.contains("://") || word.starts_with("www.") || word.contains('@')
    }
}

/// The citations in a text, from a place on, whose `[@` was read as words, and why it was.
fn unterminated_citations(
    text: &str,
    mut from: usize,
) -> impl Iterator<Item = (Range<usize>, MisparsedCitation)> + '_ {
    let [mut quoted, mut closed, mut quotes] = ["\"]", "]", "\""].map(ForwardFinder::new);
    let has_id = |words: &str| {
        words.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
    };
    std::iter::from_fn(move || {
        loop {
            let offset = from + text.get(from..)?.find("[@")?;
            from = offset + 2;
            let end = quoted.find_from(text, from).map(|end| end + 2);
            let end = end.or_else(|| closed.find_from(text, from).map(|end| end + 1));
            let inside = text.get(from..end.unwrap_or(text.len()))?.trim_end();
            let is_quoting =
                quotes.find_from(text, from).is_some_and(|offset| offset < from + inside.len());
            if has_id(inside) || is_quoting && has_id(inside.trim_start()) {
                from += inside.len();
                let is_closed = end.is_some();
                let trap = if is_closed {
                    MisparsedCitation::Brackets
                } else {
                    MisparsedCitation::TableCell
                };
                return Some((offset..from, trap));
            }
        }
    })
}

/// A search that goes on where it stopped: whoever asks from place after place reads the text once.
struct ForwardFinder {
    sign: &'static str,
    /// The first one after the last place; a place beyond the text stands for none.
    next: Option<usize>,
}

impl ForwardFinder {
    fn new(sign: &'static str) -> Self {
        Self { sign, next: None }
    }

    /// Where the sign stands at or after a place, which is never before the last one.
    fn find_from(&mut self, text: &str, from: usize) -> Option<usize> {
        let next = self.next.filter(|next| *next >= from).unwrap_or_else(|| {
            let found = text.get(from..).and_then(|rest| rest.find(self.sign));
            found.map_or(usize::MAX, |offset| from + offset)
        });
        self.next = Some(next);
        (next < text.len()).then_some(next)
    }
}

/// Words of capitals alone: `MSB`, not `II`, and not a word that is shouted.
fn abbreviation_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (offset, char) in text.char_indices().chain([(text.len(), ' ')]) {
        if char.is_alphanumeric() {
            start = start.or(Some(offset));
            continue;
        }
        let Some(begin) = start.take() else { continue };
        let word = text.get(begin..offset).unwrap_or_default();
        let is_roman = word.chars().all(|char| "IVXLCDM".contains(char));
        let n_letters = word.chars().count();
        if ABBREVIATION.contains(&n_letters) && word.chars().all(char::is_uppercase) && !is_roman {
            found.push(begin..offset);
        }
    }
    found
}

/// What may be in a block: few blocks have any of it, and looking for it properly costs a fifth of
/// reading them.
#[derive(Clone, Copy)]
struct ByteClasses(u8);

impl ByteClasses {
    const DIGIT: u8 = 1;
    const BRACKET: u8 = 2;
    /// Two letters after each other that may be capitals.
    const CAPITALS: u8 = 4;

    /// Looks at every byte with the two after it, without a branch, so that many are looked at at a
    /// time.
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let from = |offset: usize| bytes.get(offset..).unwrap_or_default();
        let threes = bytes.iter().zip(from(1)).zip(from(2));
        let signs = threes.fold(0, |signs, ((byte, next), third)| {
            signs | Self::classify_three([*byte, *next, *third])
        });
        Self(match *bytes {
            [.., one, other] => {
                signs | Self::classify_three([one, other, 0]) | Self::classify_three([other, 0, 0])
            }
            [one] => Self::classify_three([one, 0, 0]),
            [] => signs,
        })
    }

    /// In Latin capitals beyond ASCII, À to Þ, the second byte is one of 0x80 to 0x9e. Whatever
    /// else lies beyond ASCII may be a capital, but for small letters of Latin, and the quotes and
    /// dashes from U+2000.
    fn classify_three([byte, next, third]: [u8; 3]) -> u8 {
        const LATIN: u8 = 0xc3;
        const PUNCTUATION: u8 = 0xe2;
        let is_second = |byte: u8| matches!(byte, 0x80..=0x9e);
        let ends_capital = byte.is_ascii_uppercase() | is_second(byte);
        let begins_capital =
            next.is_ascii_uppercase() | (next > LATIN) | ((next == LATIN) & is_second(third));
        let is_foreign = (byte > LATIN) & (byte != PUNCTUATION);
        let capitals = is_foreign | (ends_capital & begins_capital);
        let sign = |is: bool, sign: u8| if is { sign } else { 0 };
        sign(byte.is_ascii_digit(), Self::DIGIT)
            | sign(byte == b'[', Self::BRACKET)
            | sign(capitals, Self::CAPITALS)
    }

    fn contains_class(self, sign: u8) -> bool {
        self.0 & sign != 0
    }
}

/// Whether the words that an abbreviation stands for stand beside it: `words (ABC)`,
/// `ABC (words)`, or `the words of it, ABC`.
fn has_lowercase_word(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let name = text.get(range.clone()).unwrap_or_default();
    if let Some(words) = before.strip_suffix('(') {
        return after.starts_with([')', ',', ';', ' ']) && !words.trim().is_empty();
    }
    if let Some(words) = after.strip_prefix(" (") {
        return words.starts_with(char::is_alphabetic);
    }
    before.strip_suffix(", ").is_some_and(|words| has_initials(words, name))
}

/// Whether the last words of a text begin with the letters of an abbreviation, in order.
fn has_initials(words: &str, name: &str) -> bool {
    let mut wanted: Vec<char> = name.to_lowercase().chars().collect();
    let n_words = 2 * wanted.len();
    for word in words.split_whitespace().rev().take(n_words) {
        let first = word.chars().next().into_iter().flat_map(char::to_lowercase).next();
        if first.is_some() && first == wanted.last().copied() {
            wanted.pop();
        }
    }
    wanted.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::collect_outline;

    fn figures(text: &str) -> Vec<String> {
        let places = collect_outline(text).numbers.into_iter().map(|one| one.range);
        places.map(|range| text.get(range).unwrap().to_owned()).collect()
    }

    fn unexplained(text: &str) -> Vec<String> {
        let all = collect_outline(text).abbreviations.into_iter().filter(|one| !one.is_explained);
        all.map(|one| one.name).collect()
    }

    #[test]
    fn figures_are_those_of_running_text() {
        assert_eq!(
            figures("# År 2011\n\n1. Den 1 april\n   2014 var *40* med."),
            ["1 april\n   2014", "40"]
        );
        let no_text = "`2011` <https://a.se/2012> [x](2013.md) ![[a#b2]] [[2014]] [@a P1 \"2015\"]";
        assert_eq!(figures(no_text), [""; 0]);
        assert_eq!(figures("[2016 års](x.md) www.a.se/2017"), ["2016"]);
        assert_eq!(figures("|a|b|\n|-|-|\n|3|41|"), ["3", "41"]);
        assert_eq!(figures("```\n2011\n```\n\n    2012\n"), [""; 0]);
    }

    #[test]
    fn an_abbreviation_is_explained_beside_it_or_not_at_all() {
        assert_eq!(unexplained("MSB säger. MSB igen, och KSL. ## RI"), ["MSB", "KSL", "RI"]);
        assert_eq!(unexplained("Myndigheten för beredskap (MSB) säger. MSB."), [""; 0]);
        assert_eq!(unexplained("MSB (Myndigheten)"), [""; 0]);
        assert_eq!(unexplained("som Myndigheten för samhällsskydd och beredskap, MSB,"), [""; 0]);
        assert_eq!(unexplained("[[msb|MSB]] MSB777 II `KSL` VIKTIGT! I"), [""; 0]);
        assert_eq!(unexplained("hej på dig, MSB"), ["MSB"]);
        assert_eq!(unexplained("ÅÄ och ÖA åt ΑΒ, Åäö"), ["ÅÄ", "ÖA", "ΑΒ"]);
    }
}
