//! Reads the options that only one kind of view has.

use super::options::ViewOptions;
use super::view_option::{GRAPH_DEPTHS, is_number, is_relation};
use super::{Apportionment, MatrixOptions, TimelineOptions, ViewKind, select};
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{ExpectedKind, ViewOptionProblem, closest_match, rules};
use crate::schema::{
    BuiltinType, EntryType, EntryTypeId, FieldDef, FieldId, FieldKind, Fraction, PartialDate,
};
use crate::site::entry::EntryIndex;
use std::collections::BTreeMap;

/// The entry and the field that a rule is read from.
type RuleFrom = Option<(EntryIndex, FieldId)>;

/// The maximum number of cells in a matrix. Nobody can read more; a larger one is a mistake.
const MAX_CELLS: usize = 20_000;

impl ViewOptions<'_> {
    /// Returns how many steps away from its root a graph shows entries.
    pub(super) fn graph_depth(&mut self) -> usize {
        let Some((key, value)) = self.find_option("depth") else { return 1 };
        let choices = GRAPH_DEPTHS;
        let choice_index =
            value.as_str().and_then(|text| choices.iter().position(|it| *it == text.trim()));
        if choice_index.is_none() {
            let choices = choices.map(str::to_owned).into();
            self.report_wrong_value(
                &key,
                &value,
                ViewOptionProblem::Wrong(ExpectedKind::OneOf(choices)),
            );
        }
        choice_index.map_or(1, |index| index + 1)
    }

    /// Returns the entries of an in-force view, whose types must have a validity period.
    pub(super) fn in_force_entries(&mut self) -> Vec<EntryIndex> {
        let mut entries = self.read_entries(Some(select::has_validity));
        let site = self.site;
        let without_validity =
            entries.iter().find(|entry_index| !select::has_validity(site.entry_at(**entry_index)));
        if let (Some(entry_index), Some((key, value))) = (without_validity, self.find_option("of"))
        {
            let problem = ViewOptionProblem::NoValidity(
                site.entry_at(*entry_index).entry_type.id.to_string(),
            );
            self.report_wrong_value(&key, &value, problem);
        }
        entries.retain(|entry_index| select::has_validity(site.entry_at(*entry_index)));
        entries
    }

    /// Returns the document of a coverage: the one that is named, or the only one with a text.
    pub(super) fn coverage_document(&mut self) -> Option<EntryIndex> {
        let mut with_text = self.site.source_texts.keys();
        if let (false, Some(only), None) =
            (self.has_option("document"), with_text.next(), with_text.next())
        {
            return self.site.find_document(only);
        }
        self.document_with_text("document")
    }

    /// Returns the document that a required option names, which has a text.
    pub(super) fn document_with_text(&mut self, option: &str) -> Option<EntryIndex> {
        let entry_index = self.read_entry(option)?;
        if self.site.source_texts.contains_key(&self.site.entry_at(entry_index).id) {
            return Some(entry_index);
        }
        let (key, value) = self.find_option(option)?;
        let name = value.as_str().unwrap_or_default();
        let with_text = self.site.source_texts.keys().map(|id| &**id);
        let problem = ViewOptionProblem::NoEntry(name.into(), closest_match(name, with_text));
        self.report_wrong_value(&key, &value, problem);
        None
    }

    /// Returns the questions or terms of the option `of`, or all of them. With the option `about`,
    /// only those that refer to one of its entries, or that one of its entries links to.
    pub(super) fn entries_about(&mut self, builtin: BuiltinType) -> Vec<EntryIndex> {
        let mut entries = if self.has_option("of") {
            self.read_of("of")
        } else {
            select::entries_of_type(self.site, builtin.id())
        };
        if self.has_option("about") {
            let targets = self.read_of("about");
            let site = self.site;
            entries.retain(|entry_index| {
                targets.iter().any(|target| {
                    site.incoming_relations(*target).iter().any(|it| it.from == *entry_index)
                        || site.linked_entries(*target).contains(entry_index)
                })
            });
        }
        self.apply_filters(&mut entries);
        entries
    }

    /// Returns the columns of a table. By default, every field of the first entry's type that fits
    /// in a cell.
    pub(super) fn table_columns(&mut self, entries: &[EntryIndex]) -> Vec<FieldId> {
        if self.has_option("columns") {
            return self.read_fields("columns", entries);
        }
        let kind = entries.first().map(|entry_index| &self.site.entry_at(*entry_index).entry_type);
        let fields = kind.into_iter().flat_map(|kind| &kind.fields);
        let fits_in_cell =
            |kind: &FieldKind| !matches!(kind, FieldKind::Markdown | FieldKind::Group(_));
        fields.filter(|field| fits_in_cell(&field.kind)).map(|field| field.id.clone()).collect()
    }

    pub(super) fn timeline_options(&mut self, entries: &[EntryIndex]) -> TimelineOptions {
        let mut time_field = |option| {
            self.read_field_of_kind(option, entries, FieldKind::is_time, ExpectedKind::Date)
        };
        let (date, from, until) = (time_field("date"), time_field("from"), time_field("until"));
        TimelineOptions { date: date.or(from), until }
    }

    pub(super) fn read_matrix(&mut self) -> Option<ViewKind> {
        let required = ["rows", "columns", "cells", "row", "column"];
        // All missing options are reported, not only the first.
        let are_given = required.map(|option| self.require_option(option));
        if are_given.contains(&false) {
            return None;
        }
        let (mut rows, columns, acts) =
            (self.read_of("rows"), self.read_of("columns"), self.read_of("cells"));
        if let Some(field) = self.sort_field(&rows) {
            select::sort_entries(self.site, &mut rows, &field);
        }
        let acts = self.site.sorted_chronologically(&acts, self.site.default_language());
        if rows.len().saturating_mul(columns.len()) > MAX_CELLS {
            let (what, limit, unit) = (LimitedPart::Table, MAX_CELLS, LimitUnit::Cells);
            self.report_at_name(rules::TooLarge { what, limit, unit });
            return None;
        }
        let mut relation_field =
            |option| self.read_field_of_kind(option, &acts, is_relation, ExpectedKind::EntryId);
        let (row, column) = (relation_field("row"), relation_field("column"));
        self.report_acts_without(&acts, [&row, &column]);
        self.report_other_targets("row", "rows", &acts, &rows);
        self.report_other_targets("column", "columns", &acts, &columns);
        let show = self.read_fields("show", &acts);
        let (row, column) = (row?, column?);
        Some(ViewKind::Matrix(MatrixOptions { rows, columns, acts, row, column, show }))
    }

    /// Reports types of acts that do not have the fields of the row and the column: their acts are
    /// in no cell.
    fn report_acts_without(&mut self, acts: &[EntryIndex], fields: [&Option<FieldId>; 2]) {
        let Some((key, value)) = self.find_option("cells") else { return };
        let kinds: BTreeMap<&EntryTypeId, &EntryType> = acts
            .iter()
            .map(|act| &*self.site.entry_at(*act).entry_type)
            .map(|kind| (&kind.id, kind))
            .collect();
        for kind in kinds.into_values() {
            for field in fields.into_iter().flatten() {
                let is_relation_field = |field: &FieldDef| is_relation(&field.kind);
                if !kind.find_field(field).is_some_and(is_relation_field) {
                    let (kind, field) = (kind.id.to_string(), field.to_string());
                    let problem = ViewOptionProblem::TypeWithoutRelation(kind, field);
                    self.report_wrong_value(&key, &value, problem);
                }
            }
        }
    }

    /// Reports a relation that cannot refer to any of the rows or columns: every cell is empty.
    fn report_other_targets(
        &mut self,
        option: &str,
        lines_option: &str,
        acts: &[EntryIndex],
        lines: &[EntryIndex],
    ) {
        let Some((key, value)) = self.find_option(option) else { return };
        let name = value.as_str().map_or("", str::trim);
        let kind_of = |entry_index: &EntryIndex| &self.site.entry_at(*entry_index).entry_type;
        let targets = acts.iter().filter_map(|act| match &kind_of(act).find_field(name)?.kind {
            FieldKind::Reference(types) => Some(types),
            _ => None,
        });
        let targets: Vec<&Vec<EntryTypeId>> = targets.collect();
        let fits = |types: &&Vec<EntryTypeId>| {
            types.is_empty() || lines.iter().any(|line| types.contains(&kind_of(line).id))
        };
        if !targets.is_empty() && !lines.is_empty() && !targets.iter().any(fits) {
            let problem = ViewOptionProblem::OtherTarget(name.into(), lines_option.into());
            self.report_wrong_value(&key, &value, problem);
        }
    }

    pub(super) fn read_shares(&mut self, members: &[EntryIndex]) -> Option<ViewKind> {
        let [has_rule, has_weight] = ["rule", "weight"].map(|option| self.require_option(option));
        let rule = if has_rule { self.share_rule() } else { None };
        let weight = match has_weight {
            true => self.read_field_of_kind("weight", members, is_number, ExpectedKind::Number),
            false => None,
        };
        let year = self.find_option("year").and_then(|(key, value)| {
            let year =
                value.as_str().map(str::trim).filter(|year| PartialDate::parse(year).is_some());
            if year.is_none() {
                self.report_wrong_value(&key, &value, ViewOptionProblem::Wrong(ExpectedKind::Date));
            }
            year.map(str::to_owned)
        });
        let amount = self.find_option("amount").and_then(|(key, value)| {
            let amount = value.as_str().and_then(Fraction::parse);
            let amount = amount.filter(|amount| !amount.is_negative());
            if amount.is_none() {
                self.report_wrong_value(
                    &key,
                    &value,
                    ViewOptionProblem::Wrong(ExpectedKind::Number),
                );
            }
            amount
        });
        let only = if self.has_option("only") { self.read_of("only") } else { Vec::new() };
        let only = only.into_iter().collect();
        let ((rule, rule_from), weight) = (rule?, weight?);
        Some(ViewKind::Shares(Apportionment { rule, rule_from, weight, year, amount, only }))
    }

    /// Returns the part of the whole that is shared, and the field that it is read from.
    fn share_rule(&mut self) -> Option<(Fraction, RuleFrom)> {
        let (key, value) = self.find_option("rule")?;
        let rule_text = value.as_str().map_or("", str::trim);
        let is_part = |rule: &Fraction| Fraction::ZERO < *rule && *rule <= Fraction::ONE;
        let Some((id, field)) = rule_text.split_once('#') else {
            let rule = Fraction::parse(rule_text).filter(is_part);
            if rule.is_none() {
                self.report_wrong_value(
                    &key,
                    &value,
                    ViewOptionProblem::Wrong(ExpectedKind::Fraction),
                );
            }
            return Some((rule?, None));
        };
        let Some(entry_index) = self.find_published(id) else {
            let problem = self.no_entry(id);
            self.report_wrong_value(&key, &value, problem);
            return None;
        };
        let statements = self.site.entry_at(entry_index).field_statements(field);
        let rule =
            statements.iter().find_map(|statement| statement.value.as_fraction().filter(is_part));
        if rule.is_none() {
            let problem = match statements.is_empty() {
                true => {
                    let fields = &self.site.entry_at(entry_index).entry_type.fields;
                    let near = closest_match(field, fields.iter().map(|field| &*field.id));
                    ViewOptionProblem::NoField(field.into(), near)
                }
                false => ViewOptionProblem::FieldKind(rule_text.into(), ExpectedKind::Fraction),
            };
            self.report_wrong_value(&key, &value, problem);
        }
        Some((rule?, Some((entry_index, field.into()))))
    }
}
