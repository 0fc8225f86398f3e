//! Folds diagnostics for people: those with one kind and one cause are one block.
//!
//! A vault of another program may have one unknown key in each of its 3,500 notes. Shown one by
//! one, they hide the one broken link among them. So a report for people has a block for each
//! cause, with its first place, and if a code has many causes, a line for each after the first.
//! What needs to be done comes last, nearest the prompt: notes, then warnings, then errors.

use crate::diagnostic::{Diagnostic, DiagnosticCode, ReportLanguage, Severity};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The maximum number of causes of one code that are shown in full.
const MAX_FULL_CAUSES: usize = 5;

/// Diagnostics with the same severity, code and cause.
pub(super) struct CauseGroup<'a> {
    /// The first one, in the order of the report.
    pub(super) first: &'a Diagnostic,
    /// The others, in order.
    pub(super) others: Vec<&'a Diagnostic>,
}

/// A part of a folded report.
pub(super) enum ReportBlock<'a> {
    /// One cause, shown in full.
    Cause(CauseGroup<'a>),
    /// Several causes of one code after the first, of which each is a line.
    MoreCauses(Vec<CauseGroup<'a>>),
}

/// Returns the diagnostics in the order for people: the most severe last.
pub(super) fn most_severe_last(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    sorted
}

/// Folds diagnostics, which are sorted by place, into blocks.
pub(super) fn fold(diagnostics: &[Diagnostic], language: ReportLanguage) -> Vec<ReportBlock<'_>> {
    let groups = group_by_cause(&most_severe_last(diagnostics), language);
    let mut n_causes: BTreeMap<(Severity, DiagnosticCode), usize> = BTreeMap::new();
    for group in &groups {
        *n_causes.entry(code_key(group)).or_default() += 1;
    }
    let mut blocks: Vec<ReportBlock<'_>> = Vec::new();
    // The index of the block with the lines of a code, for codes with too many causes.
    let mut line_blocks: BTreeMap<(Severity, DiagnosticCode), usize> = BTreeMap::new();
    for group in groups {
        let key = code_key(&group);
        if n_causes.get(&key).is_none_or(|n_causes| *n_causes <= MAX_FULL_CAUSES) {
            blocks.push(ReportBlock::Cause(group));
        } else if let Some(index) = line_blocks.get(&key) {
            if let Some(ReportBlock::MoreCauses(lines)) = blocks.get_mut(*index) {
                lines.push(group);
            }
        } else {
            blocks.push(ReportBlock::Cause(group));
            blocks.push(ReportBlock::MoreCauses(Vec::new()));
            line_blocks.insert(key, blocks.len() - 1);
        }
    }
    blocks
}

fn group_by_cause<'a>(
    diagnostics: &[&'a Diagnostic],
    language: ReportLanguage,
) -> Vec<CauseGroup<'a>> {
    let mut groups: Vec<CauseGroup<'a>> = Vec::new();
    let mut group_indexes: BTreeMap<(Severity, DiagnosticCode, String), usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let cause = diagnostic.kind.cause(language);
        let key = (diagnostic.severity, diagnostic.code(), cause);
        let index = *group_indexes.entry(key).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.others.push(diagnostic),
            None => groups.push(CauseGroup { first: diagnostic, others: Vec::new() }),
        }
    }
    groups
}

fn code_key(group: &CauseGroup<'_>) -> (Severity, DiagnosticCode) {
    (group.first.severity, group.first.code())
}
