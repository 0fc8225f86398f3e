//! Citations to paste, for words of a source text.
//!
//! Input: the text of a document and some words of it. Output: a citation for each place of the
//! words, as it is written in YAML and in Markdown. The one thing to know: each is read back by the
//! readers of both formats and checked like any other before it is returned, so that it causes no
//! diagnostic where it is pasted.

use super::quotes::{CitedText, all_matches, misleading_parts, quote_candidates};
use super::resolve_citation::{CitationOutcome, resolve_in_text, with_spaced_ellipses};
use super::respelled_words::respell;
use super::source_text::{LocatedParagraphs, SourceText};
use crate::diagnostic::{SourceFile, Span};
use crate::parse::citation::{ELLIPSIS, escape_quote, normalize_whitespace, parse_citations};
use crate::parse::{Citation, MarkdownBody, yaml};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The maximum number of places of the words that are looked at.
const MAX_PLACES: usize = 1_000;
/// The maximum number of places in the same paragraphs that get a citation.
const MAX_PLACES_IN_PARAGRAPH: usize = 3;
/// The longest citation that CommonMark reads between brackets, in characters.
const MAX_LABEL_CHARS: usize = 999;

/// A citation that can be pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyCitation {
    /// The id of the document.
    pub document: String,
    /// The paragraph, or the first and the last one: `P19`, `P19-P20`.
    pub locator: String,
    /// The indexes of the paragraphs in the text.
    pub paragraphs: Range<usize>,
    /// The quote, without quotation marks.
    pub quote: String,
    /// As a value of YAML, with its quotation marks: `'deed P19 "…"'`.
    pub yaml: String,
    /// As it is written in Markdown: `[@deed P19 "…"]`. `None` means that Markdown cannot have it.
    pub markdown: Option<String>,
    /// Whether the quote has more words than were asked for, because fewer would mislead.
    pub is_extended: bool,
    /// Whether ` … ` is in the quote for brackets of the text.
    pub has_cuts: bool,
}

/// The places of some words in a source text.
#[derive(Clone, Debug, Default)]
pub struct CitationSearch {
    /// For each place a citation, in the order of the text.
    pub citations: Vec<ReadyCitation>,
    /// The first place in text without a mark, which cannot be cited.
    pub unmarked: Option<Span>,
    /// The locator of the first place whose words cannot be quoted.
    pub unquotable: Option<String>,
}

/// The pieces of a quote, and the readers that it must pass.
struct QuoteWriter<'t> {
    text: &'t SourceText,
    document: &'t str,
    locator: String,
    paragraphs: Range<usize>,
    cited: CitedText<'t>,
}

/// Which signs a quote leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CutSigns {
    /// Brackets, which no quote can have.
    Brackets,
    /// Brackets, and what begins code or a tag in Markdown.
    Markup,
    /// All signs that mean something in the Markdown of some tool.
    AllMarkup,
}

impl CutSigns {
    fn contains(self, char: char) -> bool {
        match (self, char) {
            (_, '[' | ']') => true,
            (Self::Brackets, _) => false,
            (Self::Markup, char) => matches!(char, '`' | '<'),
            (Self::AllMarkup, char) => {
                char.is_ascii_punctuation() && !matches!(char, '.' | ',' | ';' | '\'' | '"')
            }
        }
    }
}

impl SourceText {
    /// Finds words in the text, and returns a citation for each of their places.
    #[must_use]
    pub fn find_citations(&self, document: &str, words: &str) -> CitationSearch {
        let all = self.cited_text(0..self.paragraphs.len());
        let words = normalize_whitespace(words);
        let mut matches = all_matches(&all, &words, MAX_PLACES);
        if matches.is_empty() {
            matches = all_matches(&all, &with_spaced_ellipses(&words), MAX_PLACES);
        }
        if matches.is_empty() {
            let spellings = respell(&all.text, &with_spaced_ellipses(&words), MAX_PLACES);
            let found = spellings.iter().flat_map(|it| all_matches(&all, it, MAX_PLACES));
            matches = found.take(MAX_PLACES).collect();
            matches.sort_by_key(|pieces| pieces.first().map(|piece| piece.start));
        }
        let mut search = CitationSearch::default();
        let mut n_places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for pieces in matches {
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
            let first_paragraph = all.paragraph_at(first.start);
            let last_paragraph = all.paragraph_at(last.end.saturating_sub(1));
            let n_before = n_places.entry((first_paragraph, last_paragraph)).or_default();
            *n_before += 1;
            if *n_before > MAX_PLACES_IN_PARAGRAPH {
                continue;
            }
            let Some(start) = all.paragraph_ranges().nth(first_paragraph).map(|it| it.start) else {
                continue;
            };
            let local = pieces.iter().map(|piece| piece.start - start..piece.end - start);
            let local: Vec<Range<usize>> = local.collect();
            let paragraphs = first_paragraph..last_paragraph + 1;
            let Some(writer) = QuoteWriter::new(self, document, paragraphs.clone()) else {
                search.unmarked = search.unmarked.or_else(|| self.paragraph_span(first_paragraph));
                continue;
            };
            match writer.write(&local) {
                Some(citation) if search.citations.last() == Some(&citation) => {}
                Some(citation) => search.citations.push(citation),
                None => search.unquotable = search.unquotable.or(Some(writer.locator)),
            }
        }
        let is_in_preamble = || normalize_whitespace(&self.preamble).contains(&words);
        if search.citations.is_empty() && search.unmarked.is_none() && is_in_preamble() {
            search.unmarked = self.source.as_ref().map(Span::start_of);
        }
        search
    }

    /// Returns a citation of whole paragraphs. `None` means that they cannot be cited.
    #[must_use]
    pub fn cite_paragraphs(
        &self,
        document: &str,
        paragraphs: Range<usize>,
    ) -> Option<ReadyCitation> {
        let writer = QuoteWriter::new(self, document, paragraphs)?;
        let whole = 0..writer.cited.text.len();
        writer.write(&[whole])
    }

    /// Returns a citation of some words of paragraphs, by their ranges in the joined text. `None`
    /// means that they cannot be cited.
    pub(super) fn cite_words(
        &self,
        document: &str,
        paragraphs: Range<usize>,
        pieces: &[Range<usize>],
    ) -> Option<ReadyCitation> {
        QuoteWriter::new(self, document, paragraphs)?.write(pieces)
    }

    /// Returns where the mark of a paragraph is, or where text without one begins.
    #[must_use]
    pub fn paragraph_span(&self, index: usize) -> Option<Span> {
        let marker = self.paragraphs.get(index)?.marker.clone();
        Some(Span::new(self.source.as_ref()?, marker))
    }

    /// Returns the locator of some paragraphs. `None` means that one end has no mark of its own.
    pub(super) fn locator_of(&self, paragraphs: &Range<usize>) -> Option<String> {
        let last_index = paragraphs.end.checked_sub(1)?;
        let mark = |index: usize| {
            let paragraph = self.paragraphs.get(index)?;
            (!paragraph.anchor.is_empty()).then_some(&paragraph.locator)
        };
        let (first, last) = (mark(paragraphs.start)?, mark(last_index)?);
        let locators = match last_index == paragraphs.start {
            true => vec![first.clone()],
            // `3-1` may be the mark of another paragraph.
            false => vec![format!("{first}-{last}"), format!("{first} - {last}")],
        };
        let located = LocatedParagraphs { first: paragraphs.start, last: last_index };
        locators.into_iter().find(|locator| self.locate(locator).as_ref() == Ok(&located))
    }
}

impl<'t> QuoteWriter<'t> {
    fn new(text: &'t SourceText, document: &'t str, paragraphs: Range<usize>) -> Option<Self> {
        let locator = text.locator_of(&paragraphs)?;
        let cited = text.cited_text(paragraphs.clone());
        Some(Self { text, document, locator, paragraphs, cited })
    }

    /// Returns the shortest citation that contains the words at some pieces and that nothing is
    /// wrong with.
    fn write(&self, pieces: &[Range<usize>]) -> Option<ReadyCitation> {
        let candidates = quote_candidates(&self.cited, pieces);
        let (yaml_index, quote, yaml) =
            candidates.iter().enumerate().find_map(|(index, candidate)| {
                let quote = self.quote_without(CutSigns::Brackets, candidate)?;
                let yaml = self.yaml_citation(&quote)?;
                Some((index, quote, yaml))
            })?;
        // Markdown has the same words if it can.
        let markdown = candidates.iter().skip(yaml_index).find_map(|candidate| {
            [CutSigns::Brackets, CutSigns::Markup, CutSigns::AllMarkup].into_iter().find_map(
                |cut| {
                    let quote = self.quote_without(cut, candidate)?;
                    // A backtick or `<` can begin something that ends after the citation.
                    let is_open = cut == CutSigns::Brackets && quote.contains(['`', '<']);
                    if is_open { None } else { self.markdown_citation(&quote) }
                },
            )
        });
        let markdown = markdown.or_else(|| self.markdown_by_sentences(candidates.get(yaml_index)?));
        let chosen = candidates.get(yaml_index)?;
        let asked = pieces.iter().map(|piece| self.cited.get(piece.clone()));
        let has_cuts = chosen.iter().any(|it| self.cited.get(it.clone()).contains(['[', ']']));
        Some(ReadyCitation {
            document: self.document.to_owned(),
            locator: self.locator.clone(),
            paragraphs: self.paragraphs.clone(),
            is_extended: !chosen.iter().map(|piece| self.cited.get(piece.clone())).eq(asked),
            has_cuts,
            quote,
            yaml,
            markdown,
        })
    }

    /// Returns the words of some pieces with ` … ` for the signs that are cut. `None` means that no
    /// words are left.
    fn quote_without(&self, cut: CutSigns, pieces: &[Range<usize>]) -> Option<String> {
        let parts = pieces.iter().flat_map(|piece| {
            let piece = self.cited.get(piece.clone());
            piece.split(move |char| cut.contains(char)).map(trim_part)
        });
        let parts: Vec<&str> = parts.filter(|part| part.contains(char::is_alphanumeric)).collect();
        (!parts.is_empty()).then(|| parts.join(&format!(" {ELLIPSIS} ")))
    }

    fn citation_text(&self, quote: &str) -> String {
        format!("{} {} \"{quote}\"", self.document, self.locator)
    }

    /// Returns a citation as a value of YAML. `None` means that something is wrong with it.
    fn yaml_citation(&self, quote: &str) -> Option<String> {
        let text = self.citation_text(&escape_quote(quote));
        let yaml = format!("'{}'", text.replace('\'', "''"));
        let file = source_file(format!("source: {yaml}\n"));
        let (root, problems) = yaml::read(&file, 0..file.text.len());
        let is_same = root.as_ref().and_then(|root| root.get("source")?.as_str()) == Some(&*text);
        let whole = Span::new(&file, 0..file.text.len());
        let (citations, errors) = parse_citations(&text, &|_| whole.clone());
        let is_clean = is_same && problems.is_empty() && errors.is_empty();
        (is_clean && self.is_correct(&citations, quote)).then_some(yaml)
    }

    /// Returns a citation as it is written in Markdown. `None` means that something is wrong with
    /// it.
    fn markdown_citation(&self, quote: &str) -> Option<String> {
        let escaped = quote.replace('"', "\\\"").replace('|', "\\|");
        let markdown = format!("[@{}]", self.citation_text(&escaped));
        if markdown.chars().count() > MAX_LABEL_CHARS {
            return None;
        }
        let file = source_file(format!("{markdown}\n"));
        let body = MarkdownBody::from_slice(&file, 0..file.text.len());
        let is_clean = body.diagnostics.is_empty() && body.foreign_uses.is_empty();
        let [citations] = &*body.citations else { return None };
        (is_clean && self.is_correct(citations, quote)).then_some(markdown)
    }

    /// Returns a citation for each part of a passage that is too long for one pair of brackets. A
    /// part is as many whole sentences as possible.
    fn markdown_by_sentences(&self, pieces: &[Range<usize>]) -> Option<String> {
        let mut citations: Vec<String> = Vec::new();
        for piece in pieces {
            let (mut start, mut last) = (piece.start, None);
            for end in self.cited.sentence_ends_in(piece) {
                let quote_until = |start: usize| {
                    let part = start..end;
                    let quote = self.quote_without(CutSigns::Markup, std::slice::from_ref(&part));
                    quote.and_then(|quote| Some((end, self.markdown_citation(&quote)?)))
                };
                match (quote_until(start), last.take()) {
                    (Some(longer), _) => last = Some(longer),
                    (None, Some((last_end, citation))) => {
                        citations.push(citation);
                        start = last_end;
                        last = quote_until(start);
                    }
                    (None, None) => {}
                }
            }
            let (end, citation) = last?;
            if end != piece.end {
                return None;
            }
            citations.push(citation);
        }
        Some(citations.join(" "))
    }

    /// Returns whether citations that were read back are one of this quote, and nothing is wrong
    /// with it.
    fn is_correct(&self, citations: &[Citation], quote: &str) -> bool {
        let [citation] = citations else { return false };
        let is_same = citation.quote.as_ref().is_some_and(|it| &*it.text == quote);
        match resolve_in_text(self.text, citation, self.document) {
            CitationOutcome::Verified { paragraphs, pieces } => {
                is_same
                    && paragraphs == self.paragraphs
                    && misleading_parts(&self.cited, citation, &pieces).is_empty()
            }
            CitationOutcome::NoText
            | CitationOutcome::NoQuote(_)
            | CitationOutcome::Failed { .. } => false,
        }
    }
}

/// Returns a part of a quote without white space, ellipses and backslashes at its ends, which would
/// mean something else there.
fn trim_part(part: &str) -> &str {
    let mut part = part.trim();
    loop {
        let after_start = part.strip_prefix(ELLIPSIS).filter(|rest| rest.starts_with(' '));
        let before_end = part.strip_suffix(ELLIPSIS).filter(|rest| rest.ends_with(' '));
        match after_start.or(before_end) {
            Some(rest) => part = rest.trim(),
            None => return part.trim_end_matches('\\').trim_end(),
        }
    }
}

/// Returns a text as a file of its own.
fn source_file(text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: String::new().into(), text: text.into() })
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    #[test]
    fn a_cut_joins_the_words_beside_it_across_blocks_and_short_sentences() {
        for (text, words, quote) in [
            ("Elm\n| a | b |\n`code\n| a | b |", "Elm | a | b | `code", "Elm | a | b | … code"),
            ("Elm. 2014. … 2014. Ash[1]", "2014. … 2014. Ash[1]", "2014. … 2014. Ash … 1"),
            ("It is so.\n\n`code", "is so. `code", "is so. … code"),
            ("Elm No. `\n1. 1. Ash", "Elm No. ` 1.", "Elm No. … 1."),
            ("Elm.\n\n… 2014. Ash", "Elm. … 2014.", "Elm. … 2014."),
        ] {
            let files = FileSet::from_texts(&[
                ("d.md", "---\ntype: document\ntitle: D\ntext: d.txt\n---\n"),
                ("d.txt", &format!("[1]\n{text}\n")),
            ]);
            let snapshot = SiteSnapshot::new(&files, &RunSettings::default());
            let search = snapshot.site.source_texts["d"].find_citations("d", words);
            let [citation] = &*search.citations else { panic!("{words}: {search:?}") };
            let markdown = format!("[@d 1 \"{}\"]", quote.replace('|', "\\|"));
            assert_eq!(citation.markdown.as_ref(), Some(&markdown));
        }
    }
}
