//! Makes paragraphs, headings and items of the lines of a paper.

use super::page_notes::{PageNote, take_notes};
use super::segment::{RAISED_END, RAISED_START};
use super::text_line::{PageElement, PaperLine, PaperLines};
use crate::import::line_joiner::{KnownWords, LineJoiner};
use crate::import::paper::{Paper, PaperBlock, TableHeader, note_sign, to_superscript};
use crate::import::read_plain_text::{begins_block, push_lines};
use std::collections::{BTreeMap, BTreeSet};

/// Of the size of the text: how much larger a heading is at least.
const HEADING_SIZE: f64 = 1.12;

/// The longest heading, in characters.
const MAX_HEADING_CHARS: usize = 200;

/// Of the usual distance of lines: the least between two paragraphs.
const PARAGRAPH_GAP: f64 = 1.22;

/// The distance of lines if a paper has too few to tell, as a share of the size.
const USUAL_LEADING: f64 = 1.25;

/// A paragraph whose lines are being joined.
struct OpenParagraph {
    text: String,
    last_line: PaperLine,
    first_page: usize,
    is_bold: bool,
}

/// Makes blocks of the lines of a paper.
struct ParagraphMaker<'a> {
    paper: &'a mut Paper,
    joiner: LineJoiner,
    body_size: f64,
    leading: f64,
    /// The sizes of headings, the largest first, in half points.
    heading_sizes: Vec<u32>,
    notes: Vec<PageNote>,
    /// The signs with which lines begin: those of notes that are not at the foot of their page.
    endnote_signs: BTreeSet<String>,
    current: Option<OpenParagraph>,
}

/// Appends the text of all pages to a paper.
pub(super) fn push_paragraphs(paper: &mut Paper, lines: PaperLines) {
    let mut elements = lines.elements;
    let all_lines = || elements.iter().filter_map(as_line);
    let mut joiner = LineJoiner::new(KnownWords::of_lines(all_lines().map(|it| it.text.as_str())));
    let body_size = body_size(all_lines());
    let mut heading_sizes: Vec<u32> = all_lines()
        .filter(|line| line.size >= body_size * HEADING_SIZE)
        .map(|line| half_points(line.size))
        .collect();
    heading_sizes.sort_unstable_by(|left, right| right.cmp(left));
    heading_sizes.dedup();
    let leading = usual_leading(&elements);
    let sign = |line: &PaperLine| {
        let (sign, _) = line.text.strip_prefix(RAISED_START)?.split_once(RAISED_END)?;
        Some(sign.trim().to_owned())
    };
    let endnote_signs = all_lines().filter_map(sign).collect();
    let notes = take_notes(&mut elements, body_size, &mut joiner);
    let mut maker = ParagraphMaker {
        paper,
        joiner,
        body_size,
        leading,
        heading_sizes,
        notes,
        endnote_signs,
        current: None,
    };
    for element in elements {
        match element {
            PageElement::Line(line) => maker.push_line(line),
            PageElement::Table(rows) => maker.push_table(rows),
        }
    }
    maker.finish();
}

impl ParagraphMaker<'_> {
    fn push_line(&mut self, line: PaperLine) {
        let continues = self.current.as_ref().is_some_and(|current| self.continues(current, &line));
        if !continues {
            self.flush();
        }
        match &mut self.current {
            Some(current) => {
                self.joiner.push_line(&mut current.text, &line.text);
                current.last_line = line;
            }
            None => {
                let (text, first_page, is_bold) = (line.text.clone(), line.page, line.is_bold);
                self.current = Some(OpenParagraph { text, last_line: line, first_page, is_bold });
            }
        }
    }

    /// Returns whether a line goes on with a paragraph.
    fn continues(&self, current: &OpenParagraph, line: &PaperLine) -> bool {
        let last = &current.last_line;
        let size = last.size.max(line.size);
        if (last.size - line.size).abs() > size * 0.08 || current.is_bold != line.is_bold {
            return false;
        }
        let text = last.text.trim_end();
        let has_hyphen = text.ends_with(['-', '\u{ad}', '\u{2010}'])
            && line.text.starts_with(char::is_alphabetic);
        let room = last.right_edge - last.end_x;
        // The first word of this line would have had room on the line above.
        let is_short = room > line.first_word_width() + size * 0.6;
        let ends_sentence = text.ends_with(['.', ':', ';', '!', '?']);
        let ends_item = ends_sentence || text.ends_with([',']) || ends_with_conjunction(text);
        if last.column == line.column {
            let is_apart = line.y - last.y > self.leading * size * PARAGRAPH_GAP;
            let is_indented = ends_sentence && line.x > last.x + size && !begins_block(&last.text);
            let begins =
                begins_block(&line.text) && (ends_item || is_short || is_label(&last.text));
            return !is_apart && (has_hyphen || !(is_short || begins || is_indented));
        }
        let begins_lower = line.text.starts_with(char::is_lowercase);
        has_hyphen || (!is_short && !begins_block(&line.text) && (begins_lower || !ends_sentence))
    }

    fn push_table(&mut self, rows: Vec<Vec<Vec<String>>>) {
        self.flush();
        let mut cell_text = |lines: Vec<String>| {
            let mut text = String::new();
            for line in lines {
                self.joiner.push_line(&mut text, &line);
            }
            text
        };
        let rows: Vec<Vec<String>> =
            rows.into_iter().map(|row| row.into_iter().map(&mut cell_text).collect()).collect();
        let no_notes = |text: &String| resolve_raised(text, |_| false);
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(no_notes).collect()).collect();
        self.paper.push_table(&rows, TableHeader::Absent);
    }

    /// Appends the paragraph, and the notes that it refers to.
    fn flush(&mut self) {
        let Some(OpenParagraph { text, last_line, first_page, is_bold }) = self.current.take()
        else {
            return;
        };
        let mut referred: Vec<usize> = Vec::new();
        let (notes, endnote_signs) = (&self.notes, &self.endnote_signs);
        let text = resolve_raised(&text, |sign| {
            let is_meant = |(index, note): &(usize, &PageNote)| {
                note.sign == sign && note.page >= first_page && !referred.contains(index)
            };
            // The notes of a page are at its foot, or all of them on the last page.
            let mut meant = notes.iter().enumerate().filter(is_meant);
            let found = meant.next();
            referred.extend(found.map(|(index, _)| index));
            found.is_some() || endnote_signs.contains(sign)
        });
        let is_short = text.chars().count() <= MAX_HEADING_CHARS;
        let is_large = last_line.size >= self.body_size * HEADING_SIZE;
        let is_strong = is_bold && !text.ends_with(['.', ';', ',', ':']);
        if is_short && (is_large || is_strong) {
            let rank = self.heading_sizes.iter().position(|it| *it == half_points(last_line.size));
            let rank = rank.unwrap_or(self.heading_sizes.len());
            let level = u8::try_from(rank + 1).unwrap_or(u8::MAX).min(8);
            self.paper.push_text(&text, |text| PaperBlock::Heading { level, text });
        } else {
            push_lines(self.paper, &text);
        }
        referred.sort_unstable_by(|left, right| right.cmp(left));
        let taken: Vec<PageNote> =
            referred.into_iter().map(|index| self.notes.remove(index)).collect();
        for note in taken.into_iter().rev() {
            push_note(self.paper, &note);
        }
    }

    fn finish(mut self) {
        self.flush();
        for note in std::mem::take(&mut self.notes) {
            push_note(self.paper, &note);
        }
        let findings = self.joiner.findings();
        self.paper.findings.extend(findings);
    }
}

fn push_note(paper: &mut Paper, note: &PageNote) {
    let text = resolve_raised(&note.text, |_| false);
    let text = format!("{}{text}", note_sign(&note.sign));
    paper.push_text(&text, PaperBlock::Note);
}

fn as_line(element: &PageElement) -> Option<&PaperLine> {
    match element {
        PageElement::Line(line) => Some(line),
        PageElement::Table(_) => None,
    }
}

fn ends_with_conjunction(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    matches!(last, "and" | "or" | "och" | "eller" | "samt")
}

fn is_label(text: &str) -> bool {
    begins_block(text) && text.chars().count() <= 12
}

/// Returns a text in which raised texts are signs of notes, or raised characters.
fn resolve_raised(text: &str, mut is_note: impl FnMut(&str) -> bool) -> String {
    let mut resolved = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(RAISED_START) {
        resolved.push_str(before);
        let (raised, behind) = after.split_once(RAISED_END).unwrap_or((after, ""));
        let raised = raised.trim();
        if is_note(raised) {
            resolved.push_str(&note_sign(raised));
        } else {
            let superscript = to_superscript(raised).unwrap_or_else(|| raised.to_owned());
            resolved.push_str(&superscript);
        }
        rest = behind;
    }
    resolved.push_str(rest);
    resolved
}

/// Returns a size in half points, for comparison.
fn half_points(size: f64) -> u32 {
    let mut half_points = 0;
    // Sizes above a thousand points are the same.
    while half_points < 2_000 && f64::from(half_points) + 0.5 < size * 2.0 {
        half_points += 1;
    }
    half_points
}

/// Returns the size of most characters.
fn body_size<'a>(lines: impl Iterator<Item = &'a PaperLine>) -> f64 {
    let mut n_chars: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines {
        *n_chars.entry(half_points(line.size)).or_default() += line.text.chars().count();
    }
    let most = n_chars.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(12.0, |(half_points, _)| f64::from(half_points) / 2.0)
}

/// Returns the usual distance between the lines of a paragraph, as a share of the size: the middle
/// one of the distances of lines that follow each other.
fn usual_leading(elements: &[PageElement]) -> f64 {
    let pairs = elements.windows(2).filter_map(|pair| match pair {
        [PageElement::Line(line), PageElement::Line(next)] => Some((line, next)),
        _ => None,
    });
    let distance = |(line, next): (&PaperLine, &PaperLine)| {
        let distance = (next.y - line.y) / line.size;
        let is_same = line.column == next.column && (line.size - next.size).abs() < 0.5;
        (is_same && (0.8..2.6).contains(&distance)).then_some(distance)
    };
    let mut distances: Vec<f64> = pairs.filter_map(distance).collect();
    distances.sort_by(f64::total_cmp);
    // Most lines are within a paragraph: a low quartile is one of theirs.
    distances.get(distances.len() / 3).copied().unwrap_or(USUAL_LEADING)
}
