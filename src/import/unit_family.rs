//! Decides which labels of a paper number its units: `Article 3`, `§ 5`, `3.1`, parts, or none.

use super::mark_scheme::MarkScheme;
use super::paper::PaperBlock;
use super::unit_label::{LabelKind, UnitLabel};
use std::collections::BTreeMap;

/// The longest title of a unit that is not styled as a heading, in characters.
const MAX_TITLE_CHARS: usize = 80;

/// The level of a heading that is recognized by its label alone: below all others.
pub(super) const LABEL_HEADING_LEVEL: u8 = 9;

/// What numbers the units of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UnitFamily {
    /// Labels of one kind: words such as `Article`, `§`, or parts.
    Labels(LabelKind),
    /// Numbers: `3`, `3.1`.
    Numbers,
    /// Nothing: each paragraph is a unit.
    Paragraphs,
}

/// A block with its label.
#[derive(Clone, Debug)]
pub(super) struct LabelledBlock {
    pub block: PaperBlock,
    pub label: Option<UnitLabel>,
}

impl UnitFamily {
    /// Chooses the family: the one that the scheme names, or else the most frequent words or signs,
    /// numbers, parts.
    pub(super) fn choose(blocks: &[LabelledBlock], scheme: Option<&MarkScheme>) -> Self {
        if scheme.is_some_and(MarkScheme::counts_paragraphs) {
            return Self::Paragraphs;
        }
        let mut counts: BTreeMap<&LabelKind, FamilyCount> = BTreeMap::new();
        for label in blocks.iter().filter_map(|block| block.label.as_ref()) {
            let count = counts.entry(&label.kind).or_default();
            count.n_labels += 1;
            count.has_first |= matches!(&*label.number, "1" | "I" | "A");
        }
        if let Some(named) = scheme.and_then(MarkScheme::label_kind) {
            let is_named = |kind: &&&LabelKind| match (&named, **kind) {
                (LabelKind::Word(word), LabelKind::Word(it) | LabelKind::Part(it)) => word == it,
                (named, kind) => named == kind,
            };
            if let Some(kind) = counts.keys().find(is_named) {
                return Self::Labels((**kind).clone());
            }
        }
        let is_word = |kind: &LabelKind| matches!(kind, LabelKind::Word(_) | LabelKind::Section);
        let most_frequent = |is_wanted: &dyn Fn(&LabelKind) -> bool| {
            let wanted = counts.iter().filter(|(kind, count)| is_wanted(kind) && count.is_family());
            let best = wanted.max_by_key(|(_, count)| count.n_labels);
            best.map(|(kind, _)| Self::Labels((*kind).clone()))
        };
        if let Some(family) = most_frequent(&is_word) {
            return family;
        }
        if count_numbered(blocks) >= 2 {
            return Self::Numbers;
        }
        most_frequent(&|kind| matches!(kind, LabelKind::Part(_))).unwrap_or(Self::Paragraphs)
    }

    /// Returns whether a label can begin a unit of this family.
    pub(super) fn has_kind(&self, kind: &LabelKind) -> bool {
        match self {
            Self::Labels(family_kind) => family_kind == kind,
            Self::Numbers => matches!(kind, LabelKind::Decimal | LabelKind::Number),
            Self::Paragraphs => false,
        }
    }
}

/// How often a kind of label occurs.
#[derive(Clone, Copy, Debug, Default)]
struct FamilyCount {
    n_labels: usize,
    has_first: bool,
}

impl FamilyCount {
    /// A single reference such as "Article 12." at the start of a paragraph is not a family.
    fn is_family(self) -> bool {
        self.has_first || self.n_labels >= 3
    }
}

/// Returns the blocks with their labels, where a label that is alone, or has a title, is a heading.
pub(super) fn label_blocks(blocks: Vec<PaperBlock>) -> Vec<LabelledBlock> {
    let mut labelled: Vec<LabelledBlock> = Vec::new();
    for block in blocks {
        if let PaperBlock::Heading { text, .. } = &block
            && let Some(previous) = labelled.last_mut()
            && UnitLabel::parse_heading(text).is_none()
            && let Some(label) = &previous.label
            && let PaperBlock::Heading { text: previous_text, .. } = &mut previous.block
            && label.is_whole(previous_text)
        {
            // The title of the unit: `Article 3` above `Rent`.
            previous_text.push(' ');
            previous_text.push_str(text);
            continue;
        }
        let label = match &block {
            PaperBlock::Heading { text, .. } => UnitLabel::parse_heading(text),
            PaperBlock::Paragraph(text) if is_contents_line(text) => None,
            PaperBlock::Paragraph(text) | PaperBlock::ListItem(text) => UnitLabel::parse(text),
            PaperBlock::Table { .. } | PaperBlock::Note(_) => None,
        };
        labelled.push(LabelledBlock { block, label });
    }
    for index in 0..labelled.len() {
        let next = labelled.get(index + 1).cloned();
        if let Some(labelled_block) = labelled.get_mut(index)
            && is_unit_title(labelled_block, next.as_ref())
            && let PaperBlock::Paragraph(text) = &labelled_block.block
        {
            let (level, text) = (LABEL_HEADING_LEVEL, text.clone());
            labelled_block.block = PaperBlock::Heading { level, text };
        }
    }
    labelled
}

/// Returns whether a text is a line of a table of contents: dots before the number of a page.
fn is_contents_line(text: &str) -> bool {
    let before_page = text.trim_end_matches(|char: char| char.is_ascii_digit());
    before_page.len() < text.len() && before_page.trim_end().ends_with("....")
}

/// Returns whether a paragraph is the label of a unit, alone or with a title, and not its text.
fn is_unit_title(labelled: &LabelledBlock, next: Option<&LabelledBlock>) -> bool {
    let (PaperBlock::Paragraph(text), Some(label)) = (&labelled.block, &labelled.label) else {
        return false;
    };
    let is_unit = match label.kind {
        LabelKind::Part(_) | LabelKind::Word(_) => true,
        // "2 § Med kvarn avses" introduces a list.
        LabelKind::Section => {
            label.is_whole(text)
                || next.is_some_and(|next| !matches!(next.block, PaperBlock::ListItem(_)))
        }
        LabelKind::Decimal | LabelKind::Number => {
            // Consecutive numbers of the same length are a list.
            let n_parts = |number: &str| number.split('.').count();
            let next_label = next.and_then(|next| next.label.as_ref());
            !label.is_whole(text)
                && next_label.is_none_or(|it| n_parts(&it.number) > n_parts(&label.number))
        }
        LabelKind::Letter | LabelKind::Roman => false,
    };
    let rest = text.get(label.len..).unwrap_or_default();
    let is_title = text.chars().count() <= MAX_TITLE_CHARS
        && !text.ends_with(['.', ';', ':', ',', '?', '!'])
        && rest.trim_start().chars().next().is_none_or(char::is_uppercase);
    is_unit && next.is_some() && (label.is_whole(text) || is_title)
}

/// Returns how many blocks are numbered in order: decimals, and numbers that follow each other
/// without a text that introduces them as a list.
fn count_numbered(blocks: &[LabelledBlock]) -> usize {
    let mut sequence = NumberSequence::default();
    let mut count = 0;
    for block in blocks {
        count += usize::from(sequence.is_unit(block));
    }
    count
}

/// The numbers of top-level units so far.
#[derive(Clone, Debug, Default)]
pub(super) struct NumberSequence {
    last_number: usize,
    /// Whether the text above introduces a list.
    is_introduced: bool,
}

impl NumberSequence {
    /// Returns whether a block continues the numbers of the units. To be called for each block in
    /// order.
    pub(super) fn is_unit(&mut self, labelled: &LabelledBlock) -> bool {
        let is_heading = matches!(labelled.block, PaperBlock::Heading { .. });
        let is_unit = match labelled.label.as_ref().map(|label| (&label.kind, &label.number)) {
            Some((LabelKind::Decimal, number)) => {
                let first = number.split('.').next().and_then(|first| first.parse().ok());
                self.last_number = first.unwrap_or(self.last_number);
                true
            }
            Some((LabelKind::Number, number)) => {
                let number: Option<usize> = number.parse().ok();
                let is_next = number.is_some_and(|number| number == self.last_number + 1);
                let is_unit = is_heading || (is_next && !self.is_introduced);
                if let (true, Some(number)) = (is_unit, number) {
                    self.last_number = number;
                }
                is_unit
            }
            Some((LabelKind::Part(_), _)) => {
                self.last_number = 0;
                false
            }
            Some(_) | None => false,
        };
        // The items of a list are introduced as a whole.
        let is_item = !is_unit && labelled.label.is_some();
        self.is_introduced = match &labelled.block {
            PaperBlock::Heading { .. } => false,
            PaperBlock::Paragraph(_) | PaperBlock::ListItem(_) if is_item => self.is_introduced,
            PaperBlock::Paragraph(text) | PaperBlock::ListItem(text) => text.ends_with(':'),
            PaperBlock::Table { .. } | PaperBlock::Note(_) => self.is_introduced,
        };
        is_unit
    }
}
