//! Reads the steps of a process: which entries, and whose order is known.

use super::ViewKind;
use super::options::ViewOptions;
use super::select::{self, ViewSortKey};
use crate::diagnostic::ViewOptionProblem;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::site::entry::EntryIndex;
use crate::site::snapshot::Site;
use std::collections::HashSet;

/// A step of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessStep {
    /// The entries, of which no source says which came first.
    pub entries: Vec<EntryIndex>,
    /// Whether the place of the step among the others is known.
    pub is_numbered: bool,
}

impl ViewOptions<'_> {
    /// Returns the steps of a process, and their entries. A list in the list `of` is one step.
    pub(super) fn read_process(&mut self) -> Option<(ViewKind, Vec<EntryIndex>)> {
        if !self.require_option("of") {
            return None;
        }
        let mut steps = self.written_steps();
        let mut entries: Vec<EntryIndex> =
            steps.iter().flat_map(|step| step.entries.iter().copied()).collect();
        let order = self.apply_filters(&mut entries);
        match &order {
            Some(field) => {
                let key = |entry_index| select::start_key(self.site, entry_index, field);
                // Those without a place are last.
                entries.sort_by_key(|entry_index| key(*entry_index) == ViewSortKey::Missing);
                steps = steps_by_key(&entries, key);
            }
            None => {
                let selected: HashSet<EntryIndex> = entries.iter().copied().collect();
                for step in &mut steps {
                    step.entries.retain(|entry_index| selected.contains(entry_index));
                }
                steps.retain(|step| !step.entries.is_empty());
            }
        }
        Some((ViewKind::Process { steps, order }, entries))
    }

    /// Returns the steps in the order of `of`.
    fn written_steps(&mut self) -> Vec<ProcessStep> {
        let Some((key, value)) = self.find_option("of") else { return Vec::new() };
        let (mut steps, mut seen) = (Vec::new(), HashSet::new());
        for item in value.items_or_self() {
            let is_type = self.is_type(item);
            let members = match &item.kind {
                NodeKind::List(members) => members.as_slice(),
                _ => std::slice::from_ref(item),
            };
            if members.is_empty() {
                self.report_wrong_value(&key, item, ViewOptionProblem::EmptyList);
            }
            let mut entries = Vec::new();
            for member in members {
                for entry_index in self.read_name(&key, member) {
                    if seen.insert(entry_index) {
                        entries.push(entry_index);
                    } else if !self.is_type(member) {
                        let name = member.as_str().map_or("", str::trim).to_owned();
                        self.report_wrong_value(&key, member, ViewOptionProblem::Repeated(name));
                    }
                }
            }
            if is_type {
                steps.extend(steps_of_type(self.site, entries));
            } else if !entries.is_empty() {
                steps.push(ProcessStep { entries, is_numbered: true });
            }
        }
        steps
    }

    fn is_type(&self, item: &YamlNode) -> bool {
        item.as_str().is_some_and(|it| self.site.schema.types.contains_key(it.trim()))
    }
}

/// Returns the entries of a type as steps: by `order` if one of them has it, or else by date.
fn steps_of_type(site: &Site, mut entries: Vec<EntryIndex>) -> Vec<ProcessStep> {
    let order = |entry_index| select::sort_key(site, entry_index, "order");
    if entries.iter().any(|entry_index| order(*entry_index) != ViewSortKey::Missing) {
        select::sort_entries(site, &mut entries, "order");
        return steps_by_key(&entries, order);
    }
    steps_by_key(&entries, |entry_index| select::date_key(site, entry_index))
}

/// Returns sorted entries as steps. Those at the same place are one step, and those without a key
/// have no number.
fn steps_by_key(
    entries: &[EntryIndex],
    key: impl Fn(EntryIndex) -> ViewSortKey,
) -> Vec<ProcessStep> {
    let mut steps: Vec<ProcessStep> = Vec::new();
    let mut step_keys: Vec<ViewSortKey> = Vec::new();
    for entry_index in entries {
        let key = key(*entry_index);
        let is_same_step = step_keys.iter().any(|other| other.is_same_place(&key));
        if let Some(step) = steps.last_mut().filter(|_| is_same_step) {
            step.entries.push(*entry_index);
        } else {
            step_keys.clear();
            let is_numbered = key != ViewSortKey::Missing;
            steps.push(ProcessStep { entries: vec![*entry_index], is_numbered });
        }
        step_keys.push(key);
    }
    steps
}
