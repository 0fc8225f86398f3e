//! Which statement of a field took the place of another: it begins on the day on which the other
//! one ends.

use super::day_comparison::{StateChange, StatementSuccessor};
use crate::schema::{FieldDef, FieldKind, PartialDate, Statement, Validity};

/// Joins each statement that does not hold any more with the one that took its place. The others
/// are unchanged, and so is the order.
pub(super) fn join_successors<'s>(
    field: &FieldDef,
    statements: &'s [Statement],
    changes: Vec<StateChange<'s>>,
) -> Vec<StateChange<'s>> {
    // The fields of an item differ each by themselves.
    if matches!(field.kind, FieldKind::Group(_)) {
        return changes;
    }
    let position = |wanted: &Statement| {
        changes.iter().position(|it| it.statement.is_some_and(|it| std::ptr::eq(it, wanted)))
    };
    let mut successors: Vec<Option<usize>> = vec![None; changes.len()];
    for (index, change) in changes.iter().enumerate().filter(|(_, change)| is_ended(change)) {
        let last = change.statement.and_then(|it| last_successor(it, statements));
        let later = last.and_then(position).filter(|later| is_begun(&changes[*later]));
        if let Some(slot) = successors.get_mut(index) {
            *slot = later;
        }
    }
    // Of a field with one value at a time, the two need not be adjacent.
    if let (Some(1), [first, second]) = (field.at_most, changes.as_slice())
        && successors.iter().all(Option::is_none)
    {
        for (index, (older, newer)) in [(first, second), (second, first)].into_iter().enumerate() {
            if let Some(slot) =
                successors.get_mut(index).filter(|_| is_ended(older) && is_begun(newer))
            {
                *slot = Some(1 - index);
            }
        }
    }
    let with_successor = changes.iter().enumerate().filter_map(|(index, change)| {
        let later = successors.get(index).copied().flatten().and_then(|it| changes.get(it));
        let successor = later.and_then(|later| {
            let [_, state] = later.states;
            Some(StatementSuccessor { statement: later.statement?, state })
        });
        let is_successor = successors.contains(&Some(index));
        (!is_successor).then_some(StateChange { successor, ..*change })
    });
    with_successor.collect()
}

/// Returns whether a statement held, or may have held, on the first day only.
fn is_ended(change: &StateChange<'_>) -> bool {
    let [first, second] = change.states;
    first.validity != Validity::NotInForce && second.validity == Validity::NotInForce
}

/// Returns whether a statement holds, or may hold, on the second day only.
fn is_begun(change: &StateChange<'_>) -> bool {
    let [first, second] = change.states;
    first.validity == Validity::NotInForce && second.validity != Validity::NotInForce
}

/// Returns the last of the statements that took the place of one, of each other. `None` means that
/// none did, or that it is not known which.
fn last_successor<'s>(
    statement: &'s Statement,
    statements: &'s [Statement],
) -> Option<&'s Statement> {
    let mut last = None;
    let mut current = statement;
    // A statement has one successor at most, so there are no more steps than statements.
    for _ in statements {
        let Some(day) = end_day(current) else { break };
        let is_only = statements.iter().filter(|it| end_day(it) == Some(day)).count() == 1;
        let mut next = statements.iter().filter(|it| start_day(it) == Some(day));
        match (is_only, next.next(), next.next()) {
            (true, Some(successor), None) => (current, last) = (successor, Some(successor)),
            _ => break,
        }
    }
    last
}

/// Returns the first day on which a statement holds by its own dates.
fn start_day(statement: &Statement) -> Option<PartialDate> {
    let from = statement.qualifiers.as_deref()?.from.as_ref()?;
    from.value.map(PartialDate::first_day)
}

/// Returns the first day on which a statement does not hold any more by its own dates.
fn end_day(statement: &Statement) -> Option<PartialDate> {
    let until = statement.qualifiers.as_deref()?.until.as_ref()?.date()?;
    until.value.map(PartialDate::first_day)
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::schema::{FieldValue, PartialDate, Statement};
    use crate::site::SiteSnapshot;
    use crate::site::day_comparison::DayPair;
    use crate::site::settings::RunSettings;

    /// Checks which values took the place of others between 2015 and 2020. A value is its text.
    #[track_caller]
    fn check(field: &str, values: &str, expected: &str) {
        let rule = format!("name: Rule\nfields:\n  fee: {{label: Fee, kind: text{field}}}\n");
        let values = values.replace('(', "{value: ").replace(')', ", source: deed P1 \"All.\"}");
        let files = FileSet::from_texts(&[
            ("site.yaml", "title: Test\nlanguages: [en]\nas_of: 2020-01-01\n"),
            ("_types/rule.yaml", rule.as_str()),
            ("deed.md", "---\ntype: document\ntext: deed.txt\ndate: 2021-01-01\n---\n"),
            ("deed.txt", "[P1]\nAll.\n"),
            ("rule.md", &format!("---\ntype: rule\nfee: [{values}]\n---\n")),
        ]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let [first, second] =
            ["2015-01-01", "2020-01-01"].map(|day| PartialDate::parse(day).unwrap());
        let tag = site.default_language().clone();
        let comparison = site.day_comparison(DayPair { first, second }, &tag);
        let text = |it: &Statement| match &it.value {
            FieldValue::Text(text) => text.all_strings().collect::<String>(),
            other => unreachable!("the field has texts, not {other:?}"),
        };
        let changes = comparison.changes.iter().map(|change| {
            let successor = change.successor.map(|it| format!(" → {}", text(it.statement)));
            format!("{}{}", text(change.statement.unwrap()), successor.unwrap_or_default())
        });
        assert_eq!(changes.collect::<Vec<_>>().join(", "), expected);
    }

    #[test]
    fn a_value_takes_the_place_of_the_one_that_ends_when_it_begins() {
        check("", "(a, until: 2016-01-01), (b, from: 2016-01-01)", "a → b");
        check("", "(b, from: 2016-01-01), (a, until: 2016-01-01)", "a → b");
        // Those in between are steps on the way.
        let steps = "(a, until: 2016-01-01), (b, from: 2016-01-01, until: 2017-01-01), \
                     (c, from: 2017-01-01)";
        check("", steps, "a → c");
        // Two values that end on the same day have no successor of their own.
        let several = "(a, until: 2016-01-01), (b, until: 2016-01-01), (c, from: 2016-01-01)";
        check("", several, "a, b, c");
        check("", "(a, until: 2016-01-01)", "a");
        check("", "(a, from: 2016-01-01)", "a");
    }

    #[test]
    fn between_two_values_there_may_be_a_gap_if_there_is_one_at_a_time() {
        let gap = "(a, until: 2016-01-01), (b, from: 2018-01-01)";
        check("", gap, "a, b");
        check(", at_most: 1", gap, "a → b");
        check(", at_most: 1", "(b, from: 2018-01-01), (a, until: 2016-01-01)", "a → b");
    }
}
