//! The option `where` of views: which entries have a value.

use super::options::ViewOptions;
use super::view_option::{FILTER_WORDS, TAGS, can_filter_by};
use crate::diagnostic::{ExpectedKind, ViewOptionProblem, parse_bool};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::{FieldDef, FieldKind, FieldValue, Fraction, PartialDate};
use crate::site::entry::{Entry, EntryIndex};
use crate::site::snapshot::Site;

impl ViewOptions<'_> {
    /// Keeps the entries that have one of the values of each field that `where` names. Reports a
    /// value that no entry can have.
    pub(super) fn apply_where(&mut self, entries: &mut Vec<EntryIndex>) {
        let Some((key, value)) = self.find_option("where") else { return };
        if !matches!(value.kind, NodeKind::Map(_)) {
            self.report_wrong_value(&key, &value, ViewOptionProblem::Wrong(ExpectedKind::Map));
        }
        for (name_node, wanted) in value.map_entries() {
            let name = name_node.as_str().unwrap_or_default();
            if name != TAGS && !self.is_known_field(entries, name) {
                let problem = self.no_field(entries, name, &[TAGS]);
                self.report_at_part(&key, name_node, problem);
                continue;
            }
            let items = wanted.items_or_self();
            if let Some(problem) = self.wrong_filter(entries, name, items) {
                match problem {
                    // It may be empty, so it has no place of its own.
                    ViewOptionProblem::Wrong(_) => {
                        self.report_wrong_value(name_node, wanted, problem);
                    }
                    ViewOptionProblem::FieldKind(..) => {
                        self.report_at_part(&key, name_node, problem);
                    }
                    _ => self.report_at_part(name_node, wanted, problem),
                }
                continue;
            }
            let wanted: Vec<&str> = items.iter().filter_map(YamlNode::as_str).collect();
            entries.retain(|entry_index| {
                let entry = self.site.entry_at(*entry_index);
                wanted.iter().any(|value| has_value(self.site, entry, name, value))
            });
        }
    }

    /// Returns what is wrong with the first value that none of the fields of this name can have.
    fn wrong_filter(
        &self,
        entries: &[EntryIndex],
        name: &str,
        items: &[YamlNode],
    ) -> Option<ViewOptionProblem> {
        let kinds = entries.iter().map(|entry_index| &self.site.entry_at(*entry_index).entry_type);
        let fields: Vec<&FieldDef> = kinds.filter_map(|kind| kind.find_field(name)).collect();
        if items.is_empty() {
            return Some(ViewOptionProblem::Wrong(ExpectedKind::SingleText));
        }
        items.iter().find_map(|item| {
            let text = item.as_str().map(str::trim).filter(|text| !text.is_empty());
            let Some(text) = text else {
                return Some(ViewOptionProblem::Wrong(ExpectedKind::SingleText));
            };
            let mut problem = None;
            for field in &fields {
                match self.check_value(field, text) {
                    Ok(()) => return None,
                    Err(mismatch) => problem = Some(mismatch),
                }
            }
            problem
        })
    }

    fn check_value(&self, field: &FieldDef, text: &str) -> Result<(), ViewOptionProblem> {
        if FILTER_WORDS.contains(&text) {
            return Ok(());
        }
        if !can_filter_by(&field.kind) {
            let name = field.id.to_string();
            return Err(ViewOptionProblem::FieldKind(name, ExpectedKind::SingleText));
        }
        let (is_possible, expected) = match &field.kind {
            FieldKind::Bool => (parse_bool(text).is_some(), ExpectedKind::Bool),
            FieldKind::Number => (Fraction::parse(text).is_some(), ExpectedKind::Number),
            FieldKind::Fraction => (Fraction::parse(text).is_some(), ExpectedKind::Fraction),
            FieldKind::Date => (PartialDate::parse(text).is_some(), ExpectedKind::Date),
            FieldKind::Choice(choices) => {
                let ids: Vec<String> = choices.iter().map(|(id, _)| id.to_string()).collect();
                let is_choice = ids.iter().any(|id| id == text);
                (is_choice, ExpectedKind::OneOf(ids).shortened_for(text))
            }
            FieldKind::Reference(_) if self.site.find_related(field, text).is_none() => {
                return Err(self.no_entry(text));
            }
            FieldKind::Reference(_)
            | FieldKind::Text
            | FieldKind::Url
            | FieldKind::File
            | FieldKind::Markdown
            | FieldKind::Period
            | FieldKind::Citation
            | FieldKind::Group(_) => return Ok(()),
        };
        match is_possible {
            true => Ok(()),
            false => Err(ViewOptionProblem::WrongFilter(text.to_owned(), expected)),
        }
    }
}

/// Returns whether one of the values of a field is `wanted`, as written in YAML.
fn has_value(site: &Site, entry: &Entry, field_id: &str, wanted: &str) -> bool {
    let wanted = wanted.trim();
    if field_id == TAGS {
        return entry.meta.tags.iter().any(|(tag, _)| tag == wanted);
    }
    let Some(field) = entry.entry_type.find_field(field_id) else { return false };
    let wanted_entry = site.find_related(field, wanted);
    entry.field_statements(field_id).iter().any(|statement| {
        matches_value(&statement.value, wanted)
            || wanted_entry.is_some()
                && site.related_target(field, &statement.value) == wanted_entry
    })
}

/// Returns whether a value is `wanted`. A year is also each of its days.
fn matches_value(value: &FieldValue, wanted: &str) -> bool {
    match value {
        FieldValue::Unknown => wanted == "unknown",
        FieldValue::None => wanted == "none",
        FieldValue::Text(text) => text.all_strings().any(|string| string == wanted),
        FieldValue::Number(_, number) | FieldValue::Fraction(_, number) => {
            Fraction::parse(wanted).as_ref() == Some(number)
        }
        FieldValue::Date(date) => match (date.value, PartialDate::parse(wanted)) {
            (None, _) => wanted == "unknown",
            (Some(_), None) => false,
            (Some(day), Some(span)) => {
                span.first_day() <= day.first_day() && day.last_day() <= span.last_day()
            }
        },
        FieldValue::Bool(value) => parse_bool(wanted) == Some(*value),
        FieldValue::Url(text) | FieldValue::Choice(text) | FieldValue::File(text) => {
            &**text == wanted
        }
        FieldValue::Reference(_)
        | FieldValue::Markdown(_)
        | FieldValue::Period(..)
        | FieldValue::Citation(_)
        | FieldValue::Group(_) => false,
    }
}
