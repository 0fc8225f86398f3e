//! Checks relations without cycles, sums of values, and values that must be unique.

use crate::diagnostic::{Diagnostic, RelatedNote, Span, rules};
use crate::schema::builtin::document;
use crate::schema::{
    BuiltinType, EntryType, FieldDef, FieldKind, FieldValue, Fraction, Statement, SumRule,
};
use crate::site::{EntryIndex, Site};
use std::collections::{BTreeMap, HashMap};

/// The maximum number of ids of a cycle that a diagnostic names.
const MAX_CYCLE_SHOWN: usize = 8;

/// Returns `cycle`, `wrong-sum` and `duplicate-value`, type by type.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut entries_by_type: BTreeMap<&str, Vec<EntryIndex>> = BTreeMap::new();
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry_type = &site.entry_at(entry_index).entry_type;
        entries_by_type.entry(&entry_type.id).or_default().push(entry_index);
    }
    let mut diagnostics = Vec::new();
    for (id, entry_type) in &site.schema.types {
        let Some(entries) = entries_by_type.get(&**id) else { continue };
        for field in &entry_type.fields {
            check_field(site, entry_type, field, entries, &mut diagnostics);
            if let FieldKind::Group(inner_fields) = &field.kind {
                check_group(site, field, inner_fields, entries, &mut diagnostics);
            }
        }
    }
    diagnostics
}

fn check_field(
    site: &Site,
    entry_type: &EntryType,
    field: &FieldDef,
    entries: &[EntryIndex],
    diagnostics: &mut Vec<Diagnostic>,
) {
    // A paper cannot be older than itself, also where a site declares the field anew.
    let is_replaced_paper = entry_type.is(BuiltinType::Document)
        && (*field.id == *document::REPLACES || entry_type.replaces.as_ref() == Some(&field.id));
    if field.is_acyclic || is_replaced_paper {
        diagnostics.extend(find_cycles(site, entries, field));
    }
    if field.is_unique {
        diagnostics.extend(duplicate_values(statements_of(site, entries, field), field));
    }
    if let Some(rule) = &field.sum
        && let Some(per) = entry_type.find_field(&rule.per)
    {
        diagnostics.extend(check_sums(site, entries, SummedField { field, per, rule }));
    }
}

fn check_group(
    site: &Site,
    group: &FieldDef,
    inner_fields: &[FieldDef],
    entries: &[EntryIndex],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for field in inner_fields {
        if field.is_unique {
            let items = statements_of(site, entries, group);
            let statements = items.flat_map(|item| item.nested_field(&field.id));
            diagnostics.extend(duplicate_values(statements, field));
        }
        if let Some(rule) = &field.sum
            && let Some(per) = inner_fields.iter().find(|it| it.id == rule.per)
        {
            let summed = SummedField { field, per, rule };
            diagnostics.extend(check_group_sums(site, entries, group, summed));
        }
    }
}

/// Returns the statements of a field in all entries of a type.
fn statements_of<'s>(
    site: &'s Site,
    entries: &[EntryIndex],
    field: &FieldDef,
) -> impl Iterator<Item = &'s Statement> {
    entries.iter().flat_map(|entry_index| site.entry_at(*entry_index).field_statements(&field.id))
}

/// Returns the targets of a relation of an entry, with the span of each value.
fn relation_edges<'s>(
    site: &'s Site,
    entry_index: EntryIndex,
    field: &FieldDef,
) -> Vec<(EntryIndex, &'s Span)> {
    let statements = site.entry_at(entry_index).field_statements(&field.id).iter();
    statements
        .filter_map(|statement| {
            Some((site.related_target(field, &statement.value)?, &statement.span))
        })
        .collect()
}

/// Walks a relation depth first without recursion; a step to an entry on the current path closes a
/// cycle.
fn find_cycles(site: &Site, entries: &[EntryIndex], field: &FieldDef) -> Vec<Diagnostic> {
    #[derive(Clone, Copy, PartialEq)]
    enum VisitState {
        OnPath,
        Done,
    }
    let mut states: HashMap<EntryIndex, VisitState> = HashMap::new();
    let mut diagnostics = Vec::new();
    for start in entries {
        if states.contains_key(start) {
            continue;
        }
        let mut path = vec![(*start, relation_edges(site, *start, field).into_iter())];
        states.insert(*start, VisitState::OnPath);
        while let Some((entry_index, steps)) = path.last_mut() {
            let Some((target, _)) = steps.next() else {
                states.insert(*entry_index, VisitState::Done);
                path.pop();
                continue;
            };
            match states.get(&target) {
                Some(VisitState::Done) => {}
                Some(VisitState::OnPath) => {
                    let from = path
                        .iter()
                        .position(|(entry_index, _)| *entry_index == target)
                        .unwrap_or_default();
                    let cycle: Vec<EntryIndex> =
                        path.iter().skip(from).map(|(entry_index, _)| *entry_index).collect();
                    diagnostics.extend(cycle_diagnostic(site, &cycle, field));
                }
                None => {
                    states.insert(target, VisitState::OnPath);
                    path.push((target, relation_edges(site, target, field).into_iter()));
                }
            }
        }
    }
    diagnostics
}

/// Returns the diagnostic of a cycle, which begins at its first entry in the order of paths.
fn cycle_diagnostic(site: &Site, cycle: &[EntryIndex], field: &FieldDef) -> Option<Diagnostic> {
    let (first, _) = cycle.iter().enumerate().min_by_key(|(_, entry_index)| **entry_index)?;
    let path: Vec<EntryIndex> =
        cycle.iter().cycle().skip(first).take(cycle.len() + 1).copied().collect();
    let mut spans = path.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        relation_edges(site, *from, field)
            .into_iter()
            .find(|(target, _)| target == to)
            .map(|(_, span)| span)
    });
    let first_span = spans.next()?.clone();
    let mut ids: Vec<String> =
        path.iter().map(|entry_index| site.entry_at(*entry_index).id.to_string()).collect();
    if ids.len() > MAX_CYCLE_SHOWN {
        ids.splice(MAX_CYCLE_SHOWN - 2..ids.len() - 1, ["…".to_owned()]);
    }
    let kind = rules::Cycle { field: field.id.to_string(), ids };
    let diagnostic = Diagnostic::new(first_span, kind);
    Some(spans.take(MAX_CYCLE_SHOWN).fold(diagnostic, |diagnostic, span| {
        diagnostic.with_related(span.clone(), RelatedNote::CycleContinues)
    }))
}

/// Returns diagnostics for values of a `unique` field that occur earlier, in this entry or another
/// of its type.
fn duplicate_values<'s>(
    statements: impl Iterator<Item = &'s Statement>,
    field: &FieldDef,
) -> Vec<Diagnostic> {
    let mut first_spans: HashMap<String, &Span> = HashMap::new();
    let mut diagnostics = Vec::new();
    for statement in statements {
        if matches!(statement.value, FieldValue::Unknown | FieldValue::None) {
            continue;
        }
        let value = statement.span.text().trim().trim_matches(['"', '\'']).to_owned();
        if let Some(earlier) = first_spans.get(&value) {
            let kind = rules::DuplicateValue { field: field.id.to_string(), value };
            let diagnostic = Diagnostic::new(statement.span.clone(), kind);
            diagnostics
                .push(diagnostic.with_related((*earlier).clone(), RelatedNote::FirstDefinition));
        } else {
            first_spans.insert(value, &statement.span);
        }
    }
    diagnostics
}

/// One part of a sum.
struct SumPart {
    per: EntryIndex,
    /// `None` means unknown, so the sum is unknown too.
    value: Option<Fraction>,
    span: Span,
}

/// A field whose values must add up to a sum for each target of a relation.
#[derive(Clone, Copy)]
struct SummedField<'s> {
    field: &'s FieldDef,
    /// The relation beside the field.
    per: &'s FieldDef,
    rule: &'s SumRule,
}

/// Checks a sum over all entries of a type.
fn check_sums(site: &Site, entries: &[EntryIndex], summed: SummedField<'_>) -> Vec<Diagnostic> {
    let mut parts = Vec::new();
    for entry_index in entries {
        let entry = site.entry_at(*entry_index);
        let values = entry.field_statements(&summed.field.id);
        for target in relation_targets(site, summed.per, entry.field_statements(&summed.per.id)) {
            parts.extend(values.iter().filter_map(|value| sum_part(target, value)));
        }
    }
    sum_diagnostics(site, parts, summed)
}

/// Checks a sum over the items of a group, in each entry by itself.
fn check_group_sums(
    site: &Site,
    entries: &[EntryIndex],
    group: &FieldDef,
    summed: SummedField<'_>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry_index in entries {
        let mut parts = Vec::new();
        for item in site.entry_at(*entry_index).field_statements(&group.id) {
            let values = item.nested_field(&summed.field.id);
            for target in relation_targets(site, summed.per, item.nested_field(&summed.per.id)) {
                parts.extend(values.iter().filter_map(|value| sum_part(target, value)));
            }
        }
        diagnostics.extend(sum_diagnostics(site, parts, summed));
    }
    diagnostics
}

fn relation_targets(site: &Site, per: &FieldDef, statements: &[Statement]) -> Vec<EntryIndex> {
    let targets = statements.iter().map(|statement| site.related_target(per, &statement.value));
    targets.flatten().collect()
}

fn sum_part(per: EntryIndex, statement: &Statement) -> Option<SumPart> {
    let value = statement.value.as_fraction();
    let is_part = value.is_some() || statement.value == FieldValue::Unknown;
    is_part.then(|| SumPart { per, value, span: statement.span.clone() })
}

/// Returns diagnostics for the sums that are wrong, each at its last part.
fn sum_diagnostics(site: &Site, parts: Vec<SumPart>, summed: SummedField<'_>) -> Vec<Diagnostic> {
    let mut by_target: BTreeMap<EntryIndex, Vec<SumPart>> = BTreeMap::new();
    for part in parts {
        by_target.entry(part.per).or_default().push(part);
    }
    let mut diagnostics = Vec::new();
    for (target, mut parts) in by_target {
        parts.sort_by(|left, right| left.span.cmp(&right.span));
        let mut values = parts.iter().map(|part| part.value);
        let total = values.try_fold(Fraction::ZERO, |total, value| total.checked_add(value?));
        let Some(total) = total.filter(|total| *total != summed.rule.total) else { continue };
        let Some(last) = parts.pop() else { continue };
        let kind = rules::WrongSum {
            field: summed.field.id.to_string(),
            per: site.entry_at(target).id.to_string(),
            sum: total.to_string(),
            expected_sum: summed.rule.total.to_string(),
        };
        let diagnostic = Diagnostic::new(last.span, kind);
        diagnostics.push(parts.into_iter().fold(diagnostic, |diagnostic, part| {
            diagnostic.with_related(part.span, RelatedNote::OtherPart)
        }));
    }
    diagnostics
}
