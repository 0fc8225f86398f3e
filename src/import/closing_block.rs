//! Finds the closing blocks of a paper: a line with a place and a date, and the signatures below
//! it. They belong to no numbered unit.

use super::document_date::plain_date;
use super::paper::PaperBlock;
use super::unit_family::LabelledBlock;
use super::unit_label::LabelKind;
use std::collections::BTreeSet;

/// The most blocks below the date.
const MAX_BLOCKS: usize = 60;

/// The longest line below the date, in characters.
const MAX_LINE_CHARS: usize = 120;

/// Returns the indexes of the blocks with which a closing begins: lines that are a date, between
/// which and the next part, or the end, are only short lines and tables.
pub(super) fn closing_starts(blocks: &[LabelledBlock]) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    // Whether only lines of a closing follow up to the next part or the end, and how many.
    let mut n_below = Some(0);
    for (index, labelled) in blocks.iter().enumerate().rev() {
        if is_part(labelled) {
            n_below = Some(0);
            continue;
        }
        let is_closing_line = is_closing_line(labelled);
        if is_closing_line && n_below.is_some() && is_date_line(labelled) {
            starts.insert(index);
        }
        n_below = n_below.filter(|n| is_closing_line && *n < MAX_BLOCKS).map(|n| n + 1);
    }
    starts
}

fn is_part(labelled: &LabelledBlock) -> bool {
    labelled.label.as_ref().is_some_and(|label| matches!(label.kind, LabelKind::Part(_)))
}

fn is_closing_line(labelled: &LabelledBlock) -> bool {
    match &labelled.block {
        PaperBlock::Paragraph(text) | PaperBlock::Heading { text, .. } => {
            labelled.label.is_none() && text.chars().count() <= MAX_LINE_CHARS
        }
        PaperBlock::Table { .. } | PaperBlock::Note(_) => true,
        PaperBlock::ListItem(_) => false,
    }
}

fn is_date_line(labelled: &LabelledBlock) -> bool {
    match &labelled.block {
        PaperBlock::Paragraph(text) => plain_date(text).is_some(),
        PaperBlock::Heading { .. }
        | PaperBlock::ListItem(_)
        | PaperBlock::Table { .. }
        | PaperBlock::Note(_) => false,
    }
}
