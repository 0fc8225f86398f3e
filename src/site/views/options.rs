//! The lines inside a fence: YAML, read as options.

use super::{Form, Matrix, Shares, When, select};
use crate::diagnostic::{Code, Diagnostic, Expected, Fault, OptionProblem, Source, Span};
use crate::parse::yaml::{self, Is, Node};
use crate::parse::{Body, Directive};
use crate::schema::{self, Context, Day, Fraction, Kind, Text, Value, nearest};
use crate::site::entry::{Entry, EntryIndex};
use crate::site::snapshot::Site;
use std::ops::Range;
use std::sync::Arc;

/// The entry and field that a rule comes from.
type RuleFrom = Option<(EntryIndex, Arc<str>)>;

/// The most cells of a matrix: nobody reads more, and types may be mistaken for each other.
const MAX_CELLS: usize = 20_000;

const COMMON: [&str; 6] = ["of", "where", "sort", "group", "limit", "caption"];

/// The options of one fence, while they are read.
pub(super) struct Options<'a> {
    site: &'a Site,
    body: &'a Body,
    /// The name of the view.
    pub(super) view: &'a str,
    /// Where that name stands.
    name: Range<usize>,
    /// The lines, as a source of their own: in a YAML value they are indented.
    lines: Arc<Source>,
    start: usize,
    root: Option<Node>,
    /// Whether lines could not be read, which is told: what is missing may stand in them.
    is_broken: bool,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> Options<'a> {
    pub(super) fn read(site: &'a Site, body: &'a Body, directive: &'a Directive) -> Self {
        let text = body.text().get(directive.options.clone()).unwrap_or_default();
        let lines = Arc::new(Source { path: body.source().path.clone(), text: text.into() });
        let (root, found) = yaml::read(&lines, 0..text.len());
        let mut options = Self {
            site,
            body,
            view: &directive.name,
            name: directive.range.clone(),
            lines,
            start: directive.options.start,
            root,
            is_broken: false,
            findings: Vec::new(),
        };
        for mut finding in found {
            finding.span = options.span(&finding.span.range());
            for related in &mut finding.related {
                related.span = options.span(&related.span.range());
            }
            options.is_broken |= finding.code() == Code::YamlSyntax;
            options.findings.push(finding);
        }
        if let Some(root) = options.root.take_if(|root| !matches!(root.is, Is::Map(_) | Is::Empty))
            && !root.is_unreadable()
        {
            let (view, option) = (options.view.to_owned(), options.view.to_owned());
            let problem = OptionProblem::Wrong(Expected::Map);
            let fault = Fault::ViewOption { view, option, problem };
            options.findings.push(Diagnostic::at(options.span(&root.at), fault));
            options.is_broken = true;
        }
        options
    }

    fn span(&self, at: &Range<usize>) -> Span {
        self.body.span(&(self.start + at.start..self.start + at.end))
    }

    fn get(&self, key: &str) -> Option<(Node, Node)> {
        let entries = self.root.as_ref()?.entries();
        let found = entries.iter().find(|(name, _)| name.as_text() == Some(key))?;
        (found.1.is != Is::Empty).then(|| found.clone())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Tells an option that is wrong, at its key.
    fn wrong(&mut self, key: &Node, value: &Node, problem: OptionProblem) {
        if value.is_unreadable() {
            return;
        }
        let option = key.as_text().unwrap_or_default().to_owned();
        let fault = Fault::ViewOption { view: self.view.to_owned(), option, problem };
        self.findings.push(Diagnostic::at(self.span(&key.at), fault));
    }

    /// Whether an option is there; told if it is not.
    pub(super) fn required(&mut self, key: &str) -> bool {
        let is_there = self.has(key);
        if !is_there && !self.is_broken {
            let (view, option) = (self.view.to_owned(), key.to_owned());
            let fault = Fault::ViewOption { view, option, problem: OptionProblem::Missing };
            self.findings.push(Diagnostic::at(self.body.span(&self.name), fault));
        }
        is_there
    }

    /// Tells options that the view does not have.
    pub(super) fn only(&mut self, more: &[&str]) {
        let keys: Vec<(Node, Node)> = self.root.as_ref().map_or(&[][..], Node::entries).to_vec();
        for (key, value) in keys {
            let name = key.as_text().unwrap_or_default();
            let known = || COMMON.iter().chain(more).copied();
            if !known().any(|own| own == name) {
                let problem = OptionProblem::Unknown(nearest(name, known()));
                self.wrong(&key, &value, problem);
            }
        }
    }

    /// The options of an own view, as written.
    pub(super) fn written(&self) -> Vec<(String, String)> {
        let entries = self.root.as_ref().map_or(&[][..], Node::entries).iter();
        let text = |node: &Node| {
            let raw = self.lines.text.get(node.at.clone()).unwrap_or_default();
            node.as_text().unwrap_or(raw).trim().to_owned()
        };
        entries.map(|(key, value)| (text(key), text(value))).collect()
    }

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

    pub(super) fn caption(&mut self) -> Option<Text> {
        let (_, value) = self.get("caption")?;
        let languages = &self.site.config.languages;
        let context = Context { source: &self.lines, languages };
        let (text, found) = schema::read_text(&value, &context);
        for mut finding in found {
            finding.span = self.span(&finding.span.range());
            self.findings.push(finding);
        }
        text
    }

    /// A number of things.
    pub(super) fn count(&mut self, key: &str) -> Option<usize> {
        let (key, value) = self.get(key)?;
        let count = value.as_text().and_then(|text| text.trim().parse().ok());
        if count.is_none() {
            self.wrong(&key, &value, OptionProblem::Wrong(Expected::Count));
        }
        count
    }

    /// The entries that `of` names, those that `where` leaves, sorted, cut to `limit`. Without
    /// `of` all for which `default` holds.
    pub(super) fn entries(&mut self, default: Option<fn(&Entry) -> bool>) -> Vec<EntryIndex> {
        let site = self.site;
        let mut entries = match default {
            Some(is_chosen) if !self.has("of") => {
                let types = site.schema.types.keys();
                let all = types.flat_map(|kind| select::of_type(site, kind));
                all.filter(|at| is_chosen(site.entry(*at))).collect()
            }
            _ => self.of("of"),
        };
        self.narrow(&mut entries);
        entries
    }

    /// Applies `where`, `sort` or `order`, and `limit`.
    fn narrow(&mut self, entries: &mut Vec<EntryIndex>) {
        let site = self.site;
        if let Some((key, value)) = self.get("where") {
            if !matches!(value.is, Is::Map(_)) {
                self.wrong(&key, &value, OptionProblem::Wrong(Expected::Map));
            }
            for (field, wanted) in value.entries() {
                let name = field.as_text().unwrap_or_default();
                if name != "tags" && !self.is_field(entries, name) {
                    self.wrong(&key, &value, OptionProblem::NoField(name.into()));
                    continue;
                }
                let words: Vec<&str> = match &wanted.is {
                    Is::List(items) => items.iter().filter_map(Node::as_text).collect(),
                    _ => wanted.as_text().into_iter().collect(),
                };
                entries.retain(|at| {
                    words.iter().any(|word| select::has_value(site.entry(*at), name, word))
                });
            }
        }
        for option in ["order", "sort"] {
            let Some((key, value)) = self.get(option) else { continue };
            let name = value.as_text().unwrap_or_default();
            if matches!(name, "title" | "order") || self.is_field(entries, name) {
                select::sort(site, entries, name);
            } else {
                self.wrong(&key, &value, OptionProblem::NoField(name.into()));
            }
        }
        if let Some(limit) = self.count("limit") {
            entries.truncate(limit);
        }
    }

    /// The entries that an option names: all of a type, or one by one.
    pub(super) fn of(&mut self, option: &str) -> Vec<EntryIndex> {
        let Some((key, value)) = self.get(option) else { return Vec::new() };
        let items = match &value.is {
            Is::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        };
        let mut entries = Vec::new();
        for item in items {
            let name = item.as_text().map_or("", str::trim);
            if self.site.schema.types.contains_key(name) {
                entries.extend(select::of_type(self.site, name));
            } else if let Some(at) = self.published(name) {
                entries.push(at);
            } else {
                self.wrong(&key, item, OptionProblem::NoEntry(name.into()));
            }
        }
        entries
    }

    fn published(&self, id: &str) -> Option<EntryIndex> {
        self.site.ids.entry(id).filter(|at| self.site.is_published(*at))
    }

    /// One entry by its id.
    pub(super) fn entry(&mut self, option: &str) -> Option<EntryIndex> {
        if !self.required(option) {
            return None;
        }
        let (key, value) = self.get(option)?;
        let name = value.as_text().map_or("", str::trim);
        let found = self.published(name);
        if found.is_none() {
            self.wrong(&key, &value, OptionProblem::NoEntry(name.into()));
        }
        found
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

    fn is_field(&self, entries: &[EntryIndex], name: &str) -> bool {
        let mut kinds = entries.iter().map(|at| &self.site.entry(*at).kind);
        entries.is_empty() || kinds.any(|kind| kind.field(name).is_some())
    }

    /// A field that one of the entries' types has.
    pub(super) fn field(&mut self, option: &str, entries: &[EntryIndex]) -> Option<Arc<str>> {
        let (key, value) = self.get(option)?;
        let name = value.as_text().map_or("", str::trim);
        if !self.is_field(entries, name) {
            self.wrong(&key, &value, OptionProblem::NoField(name.into()));
            return None;
        }
        Some(name.into())
    }

    /// A field whose values are of a kind; told if it holds something else.
    fn field_of(
        &mut self,
        (option, entries): (&str, &[EntryIndex]),
        (is_kind, expected): (fn(&Kind) -> bool, Expected),
    ) -> Option<Arc<str>> {
        let name = self.field(option, entries)?;
        let kinds = entries.iter().filter_map(|at| self.site.entry(*at).kind.field(&name));
        let fits = entries.is_empty() || kinds.into_iter().any(|field| is_kind(&field.kind));
        if fits {
            return Some(name);
        }
        let (key, value) = self.get(option)?;
        self.wrong(&key, &value, OptionProblem::FieldKind(name.to_string(), expected));
        None
    }

    /// Several fields; those that do not exist are told.
    fn fields(&mut self, option: &str, entries: &[EntryIndex]) -> Vec<Arc<str>> {
        let Some((key, value)) = self.get(option) else { return Vec::new() };
        let items = match &value.is {
            Is::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        };
        let mut fields = Vec::new();
        for item in items {
            let name = item.as_text().map_or("", str::trim);
            if self.is_field(entries, name) {
                fields.push(name.into());
            } else {
                self.wrong(&key, item, OptionProblem::NoField(name.into()));
            }
        }
        fields
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
            self.findings.push(Diagnostic::at(self.body.span(&self.name), fault));
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
