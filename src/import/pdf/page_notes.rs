//! Footnotes: small lines at the foot of a page, the first of which begins with a sign that the
//! text above refers to.

use super::segment::{RAISED_END, RAISED_START};
use super::text_line::{PageElement, PaperLine};
use crate::import::line_joiner::LineJoiner;

/// Of the size of the text: the largest that a note has.
const MAX_NOTE_SIZE: f64 = 0.95;

/// A footnote.
#[derive(Debug)]
pub(super) struct PageNote {
    pub page: usize,
    pub sign: String,
    pub text: String,
}

/// Takes the footnotes out of the elements.
pub(super) fn take_notes(
    elements: &mut Vec<PageElement>,
    body_size: f64,
    joiner: &mut LineJoiner,
) -> Vec<PageNote> {
    let n_pages = elements.iter().filter_map(page_of).max().map_or(0, |page| page + 1);
    let mut notes = Vec::new();
    for page in 0..n_pages {
        let Some(top) = top_of_notes(elements, page, body_size) else { continue };
        let is_note = |element: &PageElement| match element {
            PageElement::Line(line) => line.page == page && line.y >= top,
            PageElement::Table(_) => false,
        };
        let (note_lines, others) = std::mem::take(elements).into_iter().partition(is_note);
        *elements = others;
        let mut current: Option<PageNote> = None;
        for element in note_lines {
            let PageElement::Line(line) = element else { continue };
            if let Some((sign, rest)) = note_start(&line.text) {
                notes.extend(current.take());
                current = Some(PageNote { page, sign, text: rest.to_owned() });
            } else if let Some(note) = &mut current {
                joiner.push_line(&mut note.text, &line.text);
            }
        }
        notes.extend(current);
    }
    notes
}

fn page_of(element: &PageElement) -> Option<usize> {
    match element {
        PageElement::Line(line) => Some(line.page),
        PageElement::Table(_) => None,
    }
}

/// Returns the base line of the first note of a page.
fn top_of_notes(elements: &[PageElement], page: usize, body_size: f64) -> Option<f64> {
    let mut lines: Vec<&PaperLine> = elements
        .iter()
        .filter_map(|element| match element {
            PageElement::Line(line) => Some(line).filter(|line| line.page == page),
            PageElement::Table(_) => None,
        })
        .collect();
    lines.sort_by(|left, right| left.y.total_cmp(&right.y));
    let is_small = |line: &&&PaperLine| line.size <= body_size * MAX_NOTE_SIZE;
    let n_small = lines.iter().rev().take_while(is_small).count();
    let (body, small) = lines.split_at_checked(lines.len() - n_small)?;
    let refers_to = |sign: &str| {
        let raised = format!("{RAISED_START}{sign}{RAISED_END}");
        body.iter().any(|line| line.text.contains(&raised))
    };
    let first = small
        .iter()
        .find(|line| note_start(&line.text).is_some_and(|(sign, _)| refers_to(&sign)))?;
    Some(first.y - first.size * 0.3)
}

/// Returns the sign of a note and the text after it.
fn note_start(text: &str) -> Option<(String, &str)> {
    if let Some((sign, rest)) =
        text.strip_prefix(RAISED_START).and_then(|it| it.split_once(RAISED_END))
    {
        return Some((sign.trim().to_owned(), rest.trim_start()));
    }
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (sign, rest) = text.split_at_checked(n_digits)?;
    let is_sign = (1..=3).contains(&n_digits) && !rest.starts_with(['.', ',', ')', '%']);
    is_sign.then(|| (sign.to_owned(), rest.trim_start()))
}
