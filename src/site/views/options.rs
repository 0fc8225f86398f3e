//! The lines inside a fence: YAML, read as options. What each view makes of them is `form`'s.

use super::select;
use crate::diagnostic::{Code, Diagnostic, Expected, Fault, OptionProblem, Source, Span};
use crate::parse::yaml::{self, Is, Node};
use crate::parse::{Body, Directive};
use crate::schema::{self, Context, Kind, Text, nearest};
use crate::site::entry::{Entry, EntryIndex};
use crate::site::snapshot::Site;
use std::ops::Range;
use std::sync::Arc;

const COMMON: [&str; 6] = ["of", "where", "sort", "group", "limit", "caption"];

/// The options of one fence, while they are read.
pub(super) struct Options<'a> {
    pub(super) site: &'a Site,
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

    pub(super) fn get(&self, key: &str) -> Option<(Node, Node)> {
        let entries = self.root.as_ref()?.entries();
        let found = entries.iter().find(|(name, _)| name.as_text() == Some(key))?;
        (found.1.is != Is::Empty).then(|| found.clone())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Tells an option that is wrong, at its key.
    pub(super) fn wrong(&mut self, key: &Node, value: &Node, problem: OptionProblem) {
        if value.is_unreadable() {
            return;
        }
        let option = key.as_text().unwrap_or_default().to_owned();
        let fault = Fault::ViewOption { view: self.view.to_owned(), option, problem };
        self.findings.push(Diagnostic::at(self.span(&key.at), fault));
    }

    /// Tells what is wrong with the view as a whole, at its name.
    pub(super) fn at_name(&mut self, fault: Fault) {
        self.findings.push(Diagnostic::at(self.body.span(&self.name), fault));
    }

    /// Whether an option is there; told if it is not.
    pub(super) fn required(&mut self, key: &str) -> bool {
        let is_there = self.has(key);
        if !is_there && !self.is_broken {
            let (view, option) = (self.view.to_owned(), key.to_owned());
            let fault = Fault::ViewOption { view, option, problem: OptionProblem::Missing };
            self.at_name(fault);
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
    pub(super) fn narrow(&mut self, entries: &mut Vec<EntryIndex>) {
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

    pub(super) fn published(&self, id: &str) -> Option<EntryIndex> {
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
    pub(super) fn field_of(
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
    pub(super) fn fields(&mut self, option: &str, entries: &[EntryIndex]) -> Vec<Arc<str>> {
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
}
