//! Gives the units of a paper their marks.
//!
//! A numbered unit has the mark that is printed, and a paragraph outside of any unit has a running
//! number. Tables, items and further paragraphs belong to the unit above them.

use super::closing_block::closing_starts;
use super::finding::ImportFinding;
use super::mark_scheme::{MarkPlaceholder, MarkScheme};
use super::paper::PaperBlock;
use super::unit_family::{
    LABEL_HEADING_LEVEL, LabelledBlock, NumberSequence, UnitFamily, label_blocks,
};
use super::unit_label::{LabelKind, UnitLabel};
use crate::parse::citation::normalize_mark;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A paper with marks.
#[derive(Debug)]
pub(super) struct MarkedPaper {
    /// The scheme of the marks of its numbered units, or of its paragraphs.
    pub scheme: MarkScheme,
    pub blocks: Vec<MarkedBlock>,
    pub findings: Vec<ImportFinding>,
}

/// A block, and the mark of the unit that begins with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkedBlock {
    /// `None` means that it belongs to the unit above. The mark of a heading is below it.
    pub mark: Option<String>,
    pub block: PaperBlock,
}

/// The mark of a unit before it is unique.
#[derive(Clone, Debug)]
struct UnitMark {
    mark: String,
    /// The part that it is in.
    part: Option<UnitLabel>,
}

/// Walks through the blocks of a paper.
struct MarkWalk<'a> {
    family: &'a UnitFamily,
    scheme: &'a MarkScheme,
    is_own_scheme: bool,
    sequence: NumberSequence,
    part: Option<UnitLabel>,
    /// The part whose heading is directly above: it is a unit if it has text of its own.
    bare_part: Option<UnitLabel>,
    unit: Option<UnitState>,
    /// Whether a paragraph with a running number is above, under the same heading.
    has_paragraph: bool,
}

/// The numbered unit that a block is in.
struct UnitState {
    label: UnitLabel,
    /// The level of its heading. `None` means that it begins with its text.
    heading_level: Option<u8>,
    /// The number of the paragraph within it.
    paragraph: Option<String>,
    letter: Option<String>,
    /// Whether nothing but its label and numbered paragraphs have been seen.
    is_bare: bool,
}

/// What a block begins.
enum UnitStart {
    /// A numbered unit.
    Unit(String),
    /// A paragraph with a running number.
    Paragraph,
    /// Nothing: it belongs to the unit above, or is a heading.
    Nothing,
}

impl MarkedPaper {
    /// Marks the units of a paper, by a scheme or as they are printed.
    pub(super) fn new(blocks: Vec<PaperBlock>, scheme: Option<&MarkScheme>) -> Self {
        let labelled = label_blocks(blocks);
        let family = UnitFamily::choose(&labelled, scheme);
        let is_own_scheme = scheme.is_none();
        let printed_scheme = printed_scheme(&labelled, &family);
        let scheme = scheme.unwrap_or(&printed_scheme);
        let mut walk = MarkWalk {
            family: &family,
            scheme,
            is_own_scheme,
            sequence: NumberSequence::default(),
            part: None,
            bare_part: None,
            unit: None,
            has_paragraph: false,
        };
        let mut starts = Vec::new();
        let mut blocks = Vec::new();
        let closings = closing_starts(&labelled);
        for (index, mut labelled_block) in labelled.into_iter().enumerate() {
            if closings.contains(&index) {
                walk.leave_unit();
            }
            let start = walk.enter(&mut labelled_block);
            let unit_mark = |mark| UnitMark { mark, part: walk.part.clone() };
            starts.push(match start {
                UnitStart::Unit(mark) => Some(Some(unit_mark(mark))),
                UnitStart::Paragraph => Some(None),
                UnitStart::Nothing => None,
            });
            blocks.push(labelled_block.block);
        }
        let mut findings = Vec::new();
        let marks = unique_marks(&starts, scheme, &mut findings);
        let blocks = marks.into_iter().zip(blocks);
        let blocks = blocks.map(|(mark, block)| MarkedBlock { mark, block }).collect();
        let scheme = scheme.clone();
        Self { scheme, blocks: with_notes_last(blocks), findings }
    }
}

impl MarkWalk<'_> {
    /// Returns what a block begins, and remembers it. A heading below the heading of its unit
    /// becomes text, because the unit goes on after it.
    fn enter(&mut self, labelled: &mut LabelledBlock) -> UnitStart {
        let continues_numbers = self.sequence.is_unit(labelled);
        let heading_level = match &labelled.block {
            PaperBlock::Heading { level, .. } => Some(*level),
            PaperBlock::Paragraph(_)
            | PaperBlock::ListItem(_)
            | PaperBlock::Table { .. }
            | PaperBlock::Note(_) => None,
        };
        let bare_part = self.bare_part.take();
        // A scheme that counts paragraphs has no regard to their numbers.
        let counts_paragraphs = !self.is_own_scheme && self.scheme.counts_paragraphs();
        if let Some(label) = labelled.label.as_ref().filter(|_| !counts_paragraphs) {
            let is_unit = match label.kind {
                LabelKind::Decimal | LabelKind::Number => continues_numbers,
                _ => true,
            };
            if is_unit && self.family.has_kind(&label.kind) {
                return self.start_unit(label.clone(), heading_level);
            }
            if matches!(label.kind, LabelKind::Part(_)) {
                return self.start_part(label.clone(), heading_level);
            }
            if let Some(mark) = self.start_within_unit(label) {
                return UnitStart::Unit(mark);
            }
        }
        match (&labelled.block, heading_level) {
            (PaperBlock::Heading { text, .. }, Some(level)) => {
                let unit_level = self.unit.as_ref().and_then(|unit| unit.heading_level);
                if unit_level.is_some_and(|unit_level| level > unit_level) {
                    labelled.block = PaperBlock::Paragraph(text.clone());
                    return UnitStart::Nothing;
                }
                self.leave_unit();
                UnitStart::Nothing
            }
            (PaperBlock::Note(_), _) => UnitStart::Nothing,
            (block, _) => {
                if let Some(unit) = &mut self.unit {
                    unit.is_bare = false;
                    return UnitStart::Nothing;
                }
                if let Some(label) = bare_part {
                    return self.start_unit(label, Some(LABEL_HEADING_LEVEL));
                }
                let belongs_above =
                    !matches!(block, PaperBlock::Paragraph(_)) && self.has_paragraph;
                self.has_paragraph = true;
                if belongs_above { UnitStart::Nothing } else { UnitStart::Paragraph }
            }
        }
    }

    /// Ends the unit: what follows belongs to none.
    fn leave_unit(&mut self) {
        (self.unit, self.bare_part) = (None, None);
        self.has_paragraph = false;
    }

    fn start_unit(&mut self, label: UnitLabel, heading_level: Option<u8>) -> UnitStart {
        let is_bare = heading_level.is_some();
        let (paragraph, letter) = (None, None);
        let unit = UnitState { label, heading_level, paragraph, letter, is_bare };
        let is_part = matches!(unit.label.kind, LabelKind::Part(_));
        let is_named = is_part && !self.family.has_kind(&unit.label.kind);
        let mark = if is_named { unit.label.printed.clone() } else { self.mark_of(&unit, None) };
        self.unit = Some(unit);
        UnitStart::Unit(mark)
    }

    /// Begins a part: a heading above units, or a unit of its own if it has text.
    fn start_part(&mut self, label: UnitLabel, heading_level: Option<u8>) -> UnitStart {
        self.part = Some(label.clone());
        self.has_paragraph = false;
        if heading_level.is_some() {
            self.unit = None;
            self.bare_part = Some(label);
            return UnitStart::Nothing;
        }
        self.start_unit(label, heading_level)
    }

    /// Begins a numbered paragraph or a lettered item within a unit, if the scheme has them.
    fn start_within_unit(&mut self, label: &UnitLabel) -> Option<String> {
        let mut unit = self.unit.take()?;
        let mark = self.mark_within(&mut unit, label);
        self.unit = Some(unit);
        mark
    }

    fn mark_within(&self, unit: &mut UnitState, label: &UnitLabel) -> Option<String> {
        match label.kind {
            LabelKind::Decimal if self.is_own_scheme => {
                unit.is_bare = false;
                Some(label.printed.clone())
            }
            LabelKind::Decimal | LabelKind::Number
                if self.scheme.has(MarkPlaceholder::Paragraph) =>
            {
                // A list after an introduction is part of its paragraph.
                let number = label.number.rsplit('.').next().unwrap_or(&label.number);
                let parsed = |number: &str| number.parse::<usize>().unwrap_or_default();
                let follows = match &unit.paragraph {
                    Some(last) => parsed(number) == parsed(last) + 1,
                    None => unit.is_bare && parsed(number) == 1,
                };
                follows.then(|| {
                    unit.paragraph = Some(number.to_owned());
                    unit.letter = None;
                    unit.is_bare = false;
                    self.mark_of(unit, None)
                })
            }
            LabelKind::Letter if self.scheme.has(MarkPlaceholder::Letter) => {
                unit.letter = Some(label.number.clone());
                Some(self.mark_of(unit, None))
            }
            LabelKind::Roman => self.roman_mark(unit, label),
            LabelKind::Letter
            | LabelKind::Decimal
            | LabelKind::Number
            | LabelKind::Part(_)
            | LabelKind::Word(_)
            | LabelKind::Section => None,
        }
    }

    /// Returns the mark of `(i)`, which is a letter after `(h)` and a numeral otherwise.
    fn roman_mark(&self, unit: &mut UnitState, label: &UnitLabel) -> Option<String> {
        let first = label.number.chars().next();
        let letter = unit.letter.as_ref().and_then(|letter| letter.chars().next());
        let is_next_letter = label.number.chars().count() == 1
            && letter.zip(first).is_some_and(|(last, it)| u32::from(last) + 1 == u32::from(it));
        let has_letter = self.scheme.has(MarkPlaceholder::Letter);
        if is_next_letter && has_letter {
            unit.letter = Some(label.number.clone());
            return Some(self.mark_of(unit, None));
        }
        let is_level = self.scheme.has(MarkPlaceholder::Roman);
        // `(c)`, `(l)` and `(v)` look like numerals.
        let is_letter = has_letter && !is_level && label.number.chars().count() == 1;
        if is_letter && label.number != "i" {
            unit.letter = Some(label.number.clone());
            return Some(self.mark_of(unit, None));
        }
        is_level.then(|| self.mark_of(unit, Some(&label.number)))
    }

    /// Returns the mark of a unit with what is within it.
    fn mark_of(&self, unit: &UnitState, roman: Option<&str>) -> String {
        if self.is_own_scheme && unit.paragraph.is_none() {
            return unit.label.printed.clone();
        }
        if self.is_own_scheme
            && let Some(paragraph) = &unit.paragraph
        {
            return format!("{}({paragraph})", unit.label.printed);
        }
        self.scheme.mark(|placeholder| match placeholder {
            MarkPlaceholder::Part => self.part.as_ref().map(|part| part.number.clone()),
            MarkPlaceholder::Unit | MarkPlaceholder::Running => Some(unit.label.number.clone()),
            MarkPlaceholder::Paragraph => unit.paragraph.clone(),
            MarkPlaceholder::Letter => unit.letter.clone(),
            MarkPlaceholder::Roman => roman.map(str::to_owned),
        })
    }
}

/// Returns the scheme of a paper's own numbers.
fn printed_scheme(blocks: &[LabelledBlock], family: &UnitFamily) -> MarkScheme {
    let mut labels = blocks.iter().filter_map(|block| block.label.as_ref());
    let first = labels.find(|label| family.has_kind(&label.kind));
    let scheme = match (family, first) {
        (UnitFamily::Paragraphs, _) | (_, None) => None,
        (UnitFamily::Numbers, _) => MarkScheme::parse("{n}").ok(),
        (UnitFamily::Labels(kind), Some(label)) => {
            let pattern = label.printed.replacen(&label.number, "{n}", 1);
            let has_paragraphs = matches!(kind, LabelKind::Word(_));
            let pattern = if has_paragraphs { pattern + "({m})" } else { pattern };
            MarkScheme::parse(&pattern).ok()
        }
    };
    scheme.unwrap_or_else(MarkScheme::of_paragraphs)
}

/// Returns the marks, each of them once. Marks that would be repeated begin with the part that they
/// are in, or else end with a number.
fn unique_marks(
    starts: &[Option<Option<UnitMark>>],
    scheme: &MarkScheme,
    findings: &mut Vec<ImportFinding>,
) -> Vec<Option<String>> {
    let units = || starts.iter().flatten().flatten();
    let part_kinds = kinds_of_parts_with_repeated_marks(units());
    let mut taken: HashSet<String> = HashSet::new();
    let mut repeated: BTreeSet<String> = BTreeSet::new();
    let mut unit_marks: Vec<Option<String>> = Vec::new();
    for unit in starts.iter().map(|start| start.as_ref().and_then(Option::as_ref)) {
        let Some(unit) = unit else {
            unit_marks.push(None);
            continue;
        };
        let part = unit.part.as_ref().filter(|part| part_kinds.contains(&part.kind));
        let part = part.filter(|part| part.printed != unit.mark);
        let prefixed = part.map(|part| format!("{} {}", part.printed, unit.mark));
        let mark = prefixed.filter(|it| normalize_mark(it).is_some());
        let mark = mark.unwrap_or_else(|| unit.mark.clone());
        let mark = normalize_mark(&mark).unwrap_or_else(|| "P".to_owned());
        let mut unique = mark.clone();
        let mut n_uses = 1;
        while !taken.insert(unique.clone()) {
            n_uses += 1;
            unique = format!("{mark}-{n_uses}");
            repeated.insert(mark.clone());
        }
        unit_marks.push(Some(unique));
    }
    findings.extend(repeated.into_iter().map(ImportFinding::RepeatedMark));
    let n_paragraphs = starts.iter().filter(|start| matches!(start, Some(None))).count();
    let counts = scheme.counts_paragraphs();
    let running = if counts { scheme.clone() } else { MarkScheme::of_paragraphs() };
    let n_digits = running.n_digits().max(match counts && running.n_digits() == 1 {
        true => 1,
        false => n_paragraphs.to_string().len(),
    });
    let mut number = 0;
    let mut next_running = || loop {
        number += 1;
        let text = format!("{number:0n_digits$}");
        let mark = running.mark(|_| Some(text.clone()));
        if taken.insert(mark.clone()) {
            return mark;
        }
    };
    let marks = starts.iter().zip(unit_marks);
    marks
        .map(|(start, mark)| start.as_ref().map(|_| mark.unwrap_or_else(&mut next_running)))
        .collect()
}

/// Returns the kinds of parts of which one has a mark that an earlier part has too.
fn kinds_of_parts_with_repeated_marks<'a>(
    units: impl Iterator<Item = &'a UnitMark>,
) -> HashSet<LabelKind> {
    let mut first_part: HashMap<&str, Option<&str>> = HashMap::new();
    let mut kinds = HashSet::new();
    for unit in units {
        let part = unit.part.as_ref().map(|part| part.printed.as_str());
        let first = *first_part.entry(&unit.mark).or_insert(part);
        if let Some(label) = unit.part.as_ref().filter(|_| first != part) {
            kinds.insert(label.kind.clone());
        }
    }
    kinds
}

/// Moves notes to the end of the unit that refers to them.
fn with_notes_last(blocks: Vec<MarkedBlock>) -> Vec<MarkedBlock> {
    let mut ordered: Vec<MarkedBlock> = Vec::with_capacity(blocks.len());
    let mut notes: Vec<MarkedBlock> = Vec::new();
    for block in blocks {
        match &block.block {
            PaperBlock::Note(_) => notes.push(block),
            PaperBlock::Heading { .. } => {
                ordered.append(&mut notes);
                ordered.push(block);
            }
            PaperBlock::Paragraph(_) | PaperBlock::ListItem(_) | PaperBlock::Table { .. } => {
                if block.mark.is_some() {
                    ordered.append(&mut notes);
                }
                ordered.push(block);
            }
        }
    }
    ordered.append(&mut notes);
    ordered
}
