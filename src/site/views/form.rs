//! What each form of view makes of its options.

use super::options::Options;
use super::{Form, Matrix, Shares, When, select};
use crate::diagnostic::{Expected, Fault, OptionProblem};
use crate::schema::{Day, Fraction, Kind, Value};
use crate::site::entry::EntryIndex;
use std::sync::Arc;

/// The entry and field that a rule comes from.
type RuleFrom = Option<(EntryIndex, Arc<str>)>;

/// The most cells of a matrix: nobody reads more, and types may be mistaken for each other.
const MAX_CELLS: usize = 20_000;

impl Options<'_> {
    /// How many steps far a neighbourhood reaches.
    pub(super) fn depth(&mut self) -> usize {
        let Some((key, value)) = self.get("depth") else { return 1 };
        let steps = ["1", "2", "3"];
        let found =
            value.as_text().and_then(|text| steps.iter().position(|own| *own == text.trim()));
        if found.is_none() {
            let words = steps.map(str::to_owned).into();
            self.wrong(&key, &value, OptionProblem::Wrong(Expected::OneOf(words)));
        }
        found.map_or(1, |at| at + 1)
    }

    /// The entries of an in-force view: those whose type says when it holds.
    pub(super) fn in_force(&mut self) -> Vec<EntryIndex> {
        let mut entries = self.entries(Some(select::has_validity));
        let site = self.site;
        let silent = entries.iter().find(|at| !select::has_validity(site.entry(**at)));
        if let (Some(at), Some((key, value))) = (silent, self.get("of")) {
            let problem = OptionProblem::NoValidity(site.entry(*at).kind.id.to_string());
            self.wrong(&key, &value, problem);
        }
        entries.retain(|at| select::has_validity(site.entry(*at)));
        entries
    }

    /// The document of a coverage: the one that is named, or the only one that has a text.
    pub(super) fn document(&mut self) -> Option<EntryIndex> {
        let mut with_text = self.site.source_texts.keys();
        if let (false, Some(only), None) =
            (self.has("document"), with_text.next(), with_text.next())
        {
            return self.site.document(only);
        }
        let at = self.entry("document")?;
        if self.site.source_texts.contains_key(&self.site.entry(at).id) {
            return Some(at);
        }
        let (key, value) = self.get("document")?;
        self.wrong(
            &key,
            &value,
            OptionProblem::NoEntry(value.as_text().unwrap_or_default().into()),
        );
        None
    }

    /// Entries of a type, or those that are about an entry.
    pub(super) fn about(&mut self, kind: &str) -> Vec<EntryIndex> {
        let mut entries =
            if self.has("of") { self.of("of") } else { select::of_type(self.site, kind) };
        if self.has("about") {
            let targets = self.of("about");
            let site = self.site;
            entries.retain(|at| {
                targets.iter().any(|target| {
                    site.incoming(*target).iter().any(|one| one.from == *at)
                        || site.links(*target).contains(at)
                })
            });
        }
        self.narrow(&mut entries);
        entries
    }

    /// The columns of a table; without the option every field of the first entry's type.
    pub(super) fn columns(&mut self, entries: &[EntryIndex]) -> Vec<Arc<str>> {
        if self.has("columns") {
            return self.fields("columns", entries);
        }
        let kind = entries.first().map(|at| &self.site.entry(*at).kind);
        let fields = kind.into_iter().flat_map(|kind| &kind.fields);
        let is_plain = |kind: &Kind| !matches!(kind, Kind::Markdown | Kind::Group(_));
        fields.filter(|field| is_plain(&field.kind)).map(|field| Arc::clone(&field.id)).collect()
    }

    /// The fields that say when; without options the type's first date or period.
    pub(super) fn when(&mut self, entries: &[EntryIndex]) -> When {
        let is_time = |kind: &Kind| matches!(kind, Kind::Date | Kind::Period);
        let mut time = |option| self.field_of((option, entries), (is_time, Expected::Date));
        let (date, from, until) = (time("date"), time("from"), time("until"));
        if let Some(from) = date.or(from) {
            return When { from: Some(from), until };
        }
        let fields = entries.iter().flat_map(|at| &self.site.entry(*at).kind.fields);
        let first = fields.into_iter().find(|field| is_time(&field.kind));
        When { from: first.map(|field| Arc::clone(&field.id)), until }
    }

    pub(super) fn matrix(&mut self) -> Option<Form> {
        let options = ["rows", "columns", "cells", "row", "column"];
        let are_there = options.map(|option| self.required(option));
        if are_there.contains(&false) {
            return None;
        }
        let (rows, columns, acts) = (self.of("rows"), self.of("columns"), self.of("cells"));
        if rows.len().saturating_mul(columns.len()) > MAX_CELLS {
            let (what, limit, unit) = ("table", MAX_CELLS, "cells");
            let fault = Fault::TooLarge { what, limit, unit };
            self.at_name(fault);
            return None;
        }
        let is_relation = |kind: &Kind| matches!(kind, Kind::Entry(_));
        let mut relation =
            |option| self.field_of((option, &acts), (is_relation, Expected::EntryId));
        let (row, column) = (relation("row"), relation("column"));
        let show = self.fields("show", &acts);
        let (row, column) = (row?, column?);
        Some(Form::Matrix(Matrix { rows, columns, acts, row, column, show }))
    }

    pub(super) fn shares(&mut self, members: &[EntryIndex]) -> Option<Form> {
        let [has_rule, has_weight] = ["rule", "weight"].map(|option| self.required(option));
        let rule = if has_rule { self.rule() } else { None };
        let is_number = |kind: &Kind| matches!(kind, Kind::Number | Kind::Fraction);
        let weight = match has_weight {
            true => self.field_of(("weight", members), (is_number, Expected::Number)),
            false => None,
        };
        let year = self.get("year").and_then(|(key, value)| {
            let year = value.as_text().map(str::trim).filter(|year| Day::read(year).is_some());
            if year.is_none() {
                self.wrong(&key, &value, OptionProblem::Wrong(Expected::Date));
            }
            year.map(str::to_owned)
        });
        let amount = self.get("amount").and_then(|(key, value)| {
            let amount = value.as_text().and_then(Fraction::read);
            let amount = amount.filter(|amount| amount.numerator >= 0);
            if amount.is_none() {
                self.wrong(&key, &value, OptionProblem::Wrong(Expected::Number));
            }
            amount
        });
        let only = if self.has("only") { self.of("only") } else { Vec::new() };
        let ((rule, rule_from), weight) = (rule?, weight?);
        Some(Form::Shares(Shares { rule, rule_from, weight, year, amount, only }))
    }

    /// The part of the whole that is shared, and the field that it comes from.
    fn rule(&mut self) -> Option<(Fraction, RuleFrom)> {
        let (key, value) = self.get("rule")?;
        let written = value.as_text().map_or("", str::trim);
        let is_part = |rule: &Fraction| rule.numerator > 0 && rule.numerator <= rule.denominator;
        let Some((id, field)) = written.split_once('#') else {
            let rule = Fraction::read(written).filter(is_part);
            if rule.is_none() {
                self.wrong(&key, &value, OptionProblem::Wrong(Expected::Fraction));
            }
            return Some((rule?, None));
        };
        let Some(at) = self.published(id) else {
            self.wrong(&key, &value, OptionProblem::NoEntry(id.into()));
            return None;
        };
        let statements = self.site.entry(at).statements(field);
        let rule = statements.iter().find_map(|statement| match &statement.value {
            Value::Fraction(rule) | Value::Number(_, rule) => Some(*rule).filter(is_part),
            _ => None,
        });
        if rule.is_none() {
            let problem = match statements.is_empty() {
                true => OptionProblem::NoField(field.into()),
                false => OptionProblem::FieldKind(written.into(), Expected::Fraction),
            };
            self.wrong(&key, &value, problem);
        }
        Some((rule?, Some((at, field.into()))))
    }
}
