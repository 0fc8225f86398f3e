//! What relations and values promise together: no rings, sums that come out, values that stand
//! once.

use crate::diagnostic::{Diagnostic, RelatedNote, Span, rules};
use crate::schema::{EntryType, FieldDef, FieldKind, FieldValue, Fraction, Statement, SumRule};
use crate::site::{EntryIndex, Site};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How many ids of a ring are named.
const MAX_RING_SHOWN: usize = 8;

/// `cycle`, `wrong-sum` and `duplicate-value`, type by type.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut by_type: BTreeMap<&str, Vec<EntryIndex>> = BTreeMap::new();
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        by_type.entry(&site.entry_at(entry_index).kind.id).or_default().push(entry_index);
    }
    let mut diagnostics = Vec::new();
    for (id, kind) in &site.schema.types {
        let Some(entries) = by_type.get(&**id) else { continue };
        for field in &kind.fields {
            if field.is_acyclic {
                diagnostics.extend(find_cycles(site, entries, field));
            }
            if field.is_unique {
                let all = entries.iter().flat_map(|entry_index| {
                    site.entry_at(*entry_index).field_statements(&field.id)
                });
                diagnostics.extend(duplicate_values(all, field));
            }
            if let Some(sum) = &field.sum {
                diagnostics.extend(check_sums(site, (entries, kind), (field, sum)));
            }
            let FieldKind::Group(inner) = &field.kind else { continue };
            for part in inner {
                if part.is_unique {
                    let all = entries.iter().flat_map(|entry_index| {
                        site.entry_at(*entry_index).field_statements(&field.id)
                    });
                    diagnostics.extend(duplicate_values(
                        all.flat_map(|item| item.nested_field(&part.id)),
                        part,
                    ));
                }
                if let Some(sum) = &part.sum {
                    diagnostics.extend(check_group_sums(site, entries, (field, inner, part, sum)));
                }
            }
        }
    }
    diagnostics
}

/// The entries that a field leads to, with the place of each value.
fn relation_edges<'s>(
    site: &'s Site,
    entry_index: EntryIndex,
    field: &FieldDef,
) -> Vec<(EntryIndex, &'s Span)> {
    let statements = site.entry_at(entry_index).field_statements(&field.id).iter();
    statements
        .filter_map(|statement| match &statement.value {
            FieldValue::Reference(written) => {
                Some((site.find_related(field, written)?, &statement.span))
            }
            _ => None,
        })
        .collect()
}

/// Walks a relation depth first without recursion; a step to an entry that is still on the way
/// there closes a ring.
fn find_cycles(site: &Site, entries: &[EntryIndex], field: &FieldDef) -> Vec<Diagnostic> {
    #[derive(Clone, Copy, PartialEq)]
    enum VisitState {
        OnPath,
        Done,
    }
    let mut marks: HashMap<EntryIndex, VisitState> = HashMap::new();
    let mut diagnostics = Vec::new();
    for start in entries {
        if marks.contains_key(start) {
            continue;
        }
        let mut path = vec![(*start, relation_edges(site, *start, field).into_iter())];
        marks.insert(*start, VisitState::OnPath);
        while let Some((entry_index, steps)) = path.last_mut() {
            let Some((target, _)) = steps.next() else {
                marks.insert(*entry_index, VisitState::Done);
                path.pop();
                continue;
            };
            match marks.get(&target) {
                Some(VisitState::Done) => {}
                Some(VisitState::OnPath) => {
                    let from = path
                        .iter()
                        .position(|(entry_index, _)| *entry_index == target)
                        .unwrap_or_default();
                    let ring: Vec<EntryIndex> =
                        path.iter().skip(from).map(|(entry_index, _)| *entry_index).collect();
                    diagnostics.extend(cycle_diagnostic(site, &ring, field));
                }
                None => {
                    marks.insert(target, VisitState::OnPath);
                    path.push((target, relation_edges(site, target, field).into_iter()));
                }
            }
        }
    }
    diagnostics
}

/// A ring, told from its first entry in path order.
fn cycle_diagnostic(site: &Site, ring: &[EntryIndex], field: &FieldDef) -> Option<Diagnostic> {
    let first = ring
        .iter()
        .enumerate()
        .min_by_key(|(_, entry_index)| **entry_index)
        .map(|(place, _)| place)?;
    let turned: Vec<EntryIndex> =
        ring.iter().cycle().skip(first).take(ring.len() + 1).copied().collect();
    let mut spans = turned.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        relation_edges(site, *from, field)
            .into_iter()
            .find(|(target, _)| target == to)
            .map(|(_, span)| span)
    });
    let at = spans.next()?.clone();
    let mut names: Vec<String> =
        turned.iter().map(|entry_index| site.entry_at(*entry_index).id.to_string()).collect();
    if names.len() > MAX_RING_SHOWN {
        names.splice(MAX_RING_SHOWN - 2..names.len() - 1, ["…".to_owned()]);
    }
    let kind = rules::Cycle { field: field.id.to_string(), ids: names };
    let diagnostic = Diagnostic::new(at, kind);
    Some(spans.take(MAX_RING_SHOWN).fold(diagnostic, |diagnostic, span| {
        diagnostic.with_related(span.clone(), RelatedNote::CycleContinues)
    }))
}

/// A value of a `unique` field that stands earlier, in this entry or another of its type.
fn duplicate_values<'s>(
    all: impl Iterator<Item = &'s Statement>,
    field: &FieldDef,
) -> Vec<Diagnostic> {
    let mut first: HashMap<String, &Span> = HashMap::new();
    let mut diagnostics = Vec::new();
    for statement in all {
        if matches!(statement.value, FieldValue::Unknown | FieldValue::None) {
            continue;
        }
        let value = statement.span.text().trim().trim_matches(['"', '\'']).to_owned();
        if let Some(earlier) = first.get(&value) {
            let kind = rules::DuplicateValue { field: field.id.to_string(), value };
            let diagnostic = Diagnostic::new(statement.span.clone(), kind);
            diagnostics
                .push(diagnostic.with_related((*earlier).clone(), RelatedNote::FirstDefinition));
        } else {
            first.insert(value, &statement.span);
        }
    }
    diagnostics
}

/// One part of a sum.
struct SumPart {
    per: EntryIndex,
    /// None: unknown, so that the sum cannot be told.
    value: Option<Fraction>,
    span: Span,
}

fn check_sums(
    site: &Site,
    (entries, kind): (&[EntryIndex], &Arc<EntryType>),
    (field, sum): (&FieldDef, &SumRule),
) -> Vec<Diagnostic> {
    let Some(per) = kind.find_field(&sum.per) else { return Vec::new() };
    let mut parts = Vec::new();
    for entry_index in entries {
        let entry = site.entry_at(*entry_index);
        for target in relation_targets(site, per, entry.field_statements(&per.id)) {
            parts.extend(
                entry.field_statements(&field.id).iter().filter_map(|s| sum_part(target, s)),
            );
        }
    }
    sum_diagnostics(site, parts, (field, sum))
}

fn check_group_sums(
    site: &Site,
    entries: &[EntryIndex],
    (group, inner, field, sum): (&FieldDef, &[FieldDef], &FieldDef, &SumRule),
) -> Vec<Diagnostic> {
    let Some(per) = inner.iter().find(|field| field.id == sum.per) else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for entry_index in entries {
        let mut parts = Vec::new();
        for statement in site.entry_at(*entry_index).field_statements(&group.id) {
            for target in relation_targets(site, per, statement.nested_field(&per.id)) {
                parts.extend(
                    statement.nested_field(&field.id).iter().filter_map(|s| sum_part(target, s)),
                );
            }
        }
        diagnostics.extend(sum_diagnostics(site, parts, (field, sum)));
    }
    diagnostics
}

fn relation_targets(site: &Site, per: &FieldDef, statements: &[Statement]) -> Vec<EntryIndex> {
    let target = |statement: &Statement| match &statement.value {
        FieldValue::Reference(written) => site.find_related(per, written),
        _ => None,
    };
    statements.iter().filter_map(target).collect()
}

fn sum_part(per: EntryIndex, statement: &Statement) -> Option<SumPart> {
    let value = match statement.value {
        FieldValue::Number(_, value) | FieldValue::Fraction(value) => Some(value),
        FieldValue::Unknown => None,
        _ => return None,
    };
    Some(SumPart { per, value, span: statement.span.clone() })
}

/// The sums that do not come out, each told at its last part.
fn sum_diagnostics(
    site: &Site,
    parts: Vec<SumPart>,
    (field, sum): (&FieldDef, &SumRule),
) -> Vec<Diagnostic> {
    let mut by_target: BTreeMap<EntryIndex, Vec<SumPart>> = BTreeMap::new();
    for part in parts {
        by_target.entry(part.per).or_default().push(part);
    }
    let mut diagnostics = Vec::new();
    for (target, mut parts) in by_target {
        parts.sort_by(|left, right| left.span.cmp(&right.span));
        let mut values = parts.iter().map(|part| part.value);
        let total = values.try_fold(Fraction::ZERO, |total, value| total.checked_add(value?));
        let Some(total) = total.filter(|total| *total != sum.total) else { continue };
        let Some(last) = parts.pop() else { continue };
        let kind = rules::WrongSum {
            field: field.id.to_string(),
            per: site.entry_at(target).id.to_string(),
            sum: total.to_string(),
            expected_sum: sum.total.to_string(),
        };
        let diagnostic = Diagnostic::new(last.span, kind);
        diagnostics.push(parts.into_iter().fold(diagnostic, |diagnostic, part| {
            diagnostic.with_related(part.span, RelatedNote::OtherPart)
        }));
    }
    diagnostics
}
