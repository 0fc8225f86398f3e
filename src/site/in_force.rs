//! Whether an entry is in force on a day: what the `period` field that its type's `validity` names
//! says.

use super::entry::{Entry, EntryIndex};
use super::snapshot::Site;
use crate::schema::{Day, Standing, State, Statement, Value};

impl Site {
    /// Whether an entry is in force on a day; none if its type does not say when entries are.
    ///
    /// What is only intended or proposed is not known to hold, and so is what nothing is stated of.
    #[must_use]
    pub fn state(&self, at: EntryIndex, day: Day) -> Option<State> {
        let statements = validity(self.entry(at))?;
        let states = statements.iter().map(|statement| state(statement, day));
        // One source that says so is enough; else what is left open stays open.
        Some(
            states
                .min_by_key(|state| match state {
                    State::Holds => 0,
                    State::Unknown => 1,
                    State::Not => 2,
                })
                .unwrap_or(State::Unknown),
        )
    }
}

impl Site {
    /// What stands in the place of an entry, by the relation that its type's `replaces` names, and
    /// how firmly that is said.
    pub fn successors(&self, at: EntryIndex) -> impl Iterator<Item = (EntryIndex, Standing)> {
        self.incoming(at).iter().filter_map(move |relation| {
            let from = self.entry(relation.from);
            let field = from.kind.replaces.as_ref().filter(|field| **field == relation.field)?;
            let declared = from.kind.field(field)?;
            let said = from.statements(field).iter().find(|statement| {
                let Value::Entry(name) = &statement.value else { return false };
                self.related(declared, name) == Some(at)
            })?;
            self.is_published(relation.from).then(|| (relation.from, said.standing()))
        })
    }
}

/// The statements that say when an entry is in force; none if its type has no such field.
#[must_use]
pub fn validity(entry: &Entry) -> Option<&[Statement]> {
    entry.kind.validity.as_ref().map(|field| entry.statements(field))
}

fn state(statement: &Statement, day: Day) -> State {
    let state = match &statement.value {
        Value::Period(from, until) => State::on(day, (from.as_ref(), until.as_ref())),
        Value::None => State::Not,
        _ => State::Unknown,
    };
    match (state, statement.standing()) {
        (State::Holds, Standing::Sourced) => State::Holds,
        (State::Holds, _) => State::Unknown,
        (other, _) => other,
    }
}
