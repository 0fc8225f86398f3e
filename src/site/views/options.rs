//! The lines inside a fence: YAML, read as options. What each view makes of them is `form`'s.

use super::select;
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, DiagnosticKind, ExpectedKind, SourceFile, Span, ViewOptionProblem,
};
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::parse::{MarkdownBody, ViewDirective};
use crate::schema::{self, FieldId, FieldKind, LocalizedText, ReadContext, closest_match};
use crate::site::entry::{Entry, EntryIndex};
use crate::site::snapshot::Site;
use std::ops::Range;
use std::sync::Arc;

const COMMON: [&str; 6] = ["of", "where", "sort", "group", "limit", "caption"];

/// The options of one fence, while they are read.
pub(super) struct ViewOptions<'a> {
    pub(super) site: &'a Site,
    body: &'a MarkdownBody,
    /// The name of the view.
    pub(super) view: &'a str,
    /// Where that name stands.
    name: Range<usize>,
    /// The lines, as a source of their own: in a YAML value they are indented.
    lines: Arc<SourceFile>,
    start: usize,
    root: Option<YamlNode>,
    /// Whether lines could not be read, which is told: what is missing may stand in them.
    is_broken: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> ViewOptions<'a> {
    pub(super) fn read(
        site: &'a Site,
        body: &'a MarkdownBody,
        directive: &'a ViewDirective,
    ) -> Self {
        let text = body.text().get(directive.options.clone()).unwrap_or_default();
        let lines = Arc::new(SourceFile { path: body.source().path.clone(), text: text.into() });
        let (root, diagnostics) = yaml::read(&lines, 0..text.len());
        let mut options = Self {
            site,
            body,
            view: &directive.name,
            name: directive.range.clone(),
            lines,
            start: directive.options.start,
            root,
            is_broken: false,
            diagnostics: Vec::new(),
        };
        for mut diagnostic in diagnostics {
            diagnostic.span = options.span(&diagnostic.span.range());
            for related in &mut diagnostic.related {
                related.span = options.span(&related.span.range());
            }
            options.is_broken |= diagnostic.code() == DiagnosticCode::YamlSyntax;
            options.diagnostics.push(diagnostic);
        }
        if let Some(root) =
            options.root.take_if(|root| !matches!(root.kind, NodeKind::Map(_) | NodeKind::Empty))
            && !root.is_unreadable()
        {
            let (view, option) = (options.view.to_owned(), options.view.to_owned());
            let problem = ViewOptionProblem::Wrong(ExpectedKind::Map);
            let kind = DiagnosticKind::ViewOption { view, option, problem };
            options.diagnostics.push(Diagnostic::new(options.span(&root.range), kind));
            options.is_broken = true;
        }
        options
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.body.span(&(self.start + range.start..self.start + range.end))
    }

    pub(super) fn find_option(&self, key: &str) -> Option<(YamlNode, YamlNode)> {
        let entries = self.root.as_ref()?.map_entries();
        let found = entries.iter().find(|(name, _)| name.as_str() == Some(key))?;
        (found.1.kind != NodeKind::Empty).then(|| found.clone())
    }

    pub(super) fn has_option(&self, key: &str) -> bool {
        self.find_option(key).is_some()
    }

    /// Tells an option that is wrong, at its key.
    pub(super) fn report_wrong_value(
        &mut self,
        key: &YamlNode,
        value: &YamlNode,
        problem: ViewOptionProblem,
    ) {
        if value.is_unreadable() {
            return;
        }
        let option = key.as_str().unwrap_or_default().to_owned();
        let kind = DiagnosticKind::ViewOption { view: self.view.to_owned(), option, problem };
        self.diagnostics.push(Diagnostic::new(self.span(&key.range), kind));
    }

    /// Tells what is wrong with the view as a whole, at its name.
    pub(super) fn report_at_name(&mut self, kind: DiagnosticKind) {
        self.diagnostics.push(Diagnostic::new(self.body.span(&self.name), kind));
    }

    /// Whether an option is there; told if it is not.
    pub(super) fn require_option(&mut self, key: &str) -> bool {
        let is_there = self.has_option(key);
        if !is_there && !self.is_broken {
            let (view, option) = (self.view.to_owned(), key.to_owned());
            let kind =
                DiagnosticKind::ViewOption { view, option, problem: ViewOptionProblem::Missing };
            self.report_at_name(kind);
        }
        is_there
    }

    /// Tells options that the view does not have.
    pub(super) fn allow_only(&mut self, more: &[&str]) {
        let keys: Vec<(YamlNode, YamlNode)> =
            self.root.as_ref().map_or(&[][..], YamlNode::map_entries).to_vec();
        for (key, value) in keys {
            let name = key.as_str().unwrap_or_default();
            let known = || COMMON.iter().chain(more).copied();
            if !known().any(|own| own == name) {
                let problem = ViewOptionProblem::Unknown(closest_match(name, known()));
                self.report_wrong_value(&key, &value, problem);
            }
        }
    }

    /// The options of an own view, as written.
    pub(super) fn as_written(&self) -> Vec<(String, String)> {
        let entries = self.root.as_ref().map_or(&[][..], YamlNode::map_entries).iter();
        let text = |node: &YamlNode| {
            let raw = self.lines.text.get(node.range.clone()).unwrap_or_default();
            node.as_str().unwrap_or(raw).trim().to_owned()
        };
        entries.map(|(key, value)| (text(key), text(value))).collect()
    }

    pub(super) fn read_caption(&mut self) -> Option<LocalizedText> {
        let (_, value) = self.find_option("caption")?;
        let languages = &self.site.config.languages;
        let context = ReadContext { source: &self.lines, languages };
        let (text, diagnostics) = schema::read_text(&value, &context);
        for mut diagnostic in diagnostics {
            diagnostic.span = self.span(&diagnostic.span.range());
            self.diagnostics.push(diagnostic);
        }
        text
    }

    /// A number of things.
    pub(super) fn read_count(&mut self, key: &str) -> Option<usize> {
        let (key, value) = self.find_option(key)?;
        let count = value.as_str().and_then(|text| text.trim().parse().ok());
        if count.is_none() {
            self.report_wrong_value(&key, &value, ViewOptionProblem::Wrong(ExpectedKind::Count));
        }
        count
    }

    /// The entries that `of` names, those that `where` leaves, sorted, cut to `limit`. Without
    /// `of` all for which `default` holds.
    pub(super) fn read_entries(&mut self, default: Option<fn(&Entry) -> bool>) -> Vec<EntryIndex> {
        let site = self.site;
        let mut entries = match default {
            Some(is_chosen) if !self.has_option("of") => {
                let types = site.schema.types.keys();
                let all = types.flat_map(|kind| select::entries_of_type(site, kind));
                all.filter(|entry_index| is_chosen(site.entry_at(*entry_index))).collect()
            }
            _ => self.read_of("of"),
        };
        self.apply_filters(&mut entries);
        entries
    }

    /// Applies `where`, `sort` or `order`, and `limit`.
    pub(super) fn apply_filters(&mut self, entries: &mut Vec<EntryIndex>) {
        let site = self.site;
        if let Some((key, value)) = self.find_option("where") {
            if !matches!(value.kind, NodeKind::Map(_)) {
                self.report_wrong_value(&key, &value, ViewOptionProblem::Wrong(ExpectedKind::Map));
            }
            for (field, wanted) in value.map_entries() {
                let name = field.as_str().unwrap_or_default();
                if name != "tags" && !self.is_known_field(entries, name) {
                    self.report_wrong_value(&key, &value, ViewOptionProblem::NoField(name.into()));
                    continue;
                }
                let words: Vec<&str> = match &wanted.kind {
                    NodeKind::List(items) => items.iter().filter_map(YamlNode::as_str).collect(),
                    _ => wanted.as_str().into_iter().collect(),
                };
                entries.retain(|entry_index| {
                    words
                        .iter()
                        .any(|word| select::has_value(site.entry_at(*entry_index), name, word))
                });
            }
        }
        for option in ["order", "sort"] {
            let Some((key, value)) = self.find_option(option) else { continue };
            let name = value.as_str().unwrap_or_default();
            if matches!(name, "title" | "order") || self.is_known_field(entries, name) {
                select::sort_entries(site, entries, name);
            } else {
                self.report_wrong_value(&key, &value, ViewOptionProblem::NoField(name.into()));
            }
        }
        if let Some(limit) = self.read_count("limit") {
            entries.truncate(limit);
        }
    }

    /// The entries that an option names: all of a type, or one by one.
    pub(super) fn read_of(&mut self, option: &str) -> Vec<EntryIndex> {
        let Some((key, value)) = self.find_option(option) else { return Vec::new() };
        let items = match &value.kind {
            NodeKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        };
        let mut entries = Vec::new();
        for item in items {
            let name = item.as_str().map_or("", str::trim);
            if self.site.schema.types.contains_key(name) {
                entries.extend(select::entries_of_type(self.site, name));
            } else if let Some(entry_index) = self.find_published(name) {
                entries.push(entry_index);
            } else {
                self.report_wrong_value(&key, item, ViewOptionProblem::NoEntry(name.into()));
            }
        }
        entries
    }

    pub(super) fn find_published(&self, id: &str) -> Option<EntryIndex> {
        self.site.ids.find_entry(id).filter(|entry_index| self.site.is_published(*entry_index))
    }

    /// One entry by its id.
    pub(super) fn read_entry(&mut self, option: &str) -> Option<EntryIndex> {
        if !self.require_option(option) {
            return None;
        }
        let (key, value) = self.find_option(option)?;
        let name = value.as_str().map_or("", str::trim);
        let found = self.find_published(name);
        if found.is_none() {
            self.report_wrong_value(&key, &value, ViewOptionProblem::NoEntry(name.into()));
        }
        found
    }

    fn is_known_field(&self, entries: &[EntryIndex], name: &str) -> bool {
        let mut kinds = entries.iter().map(|entry_index| &self.site.entry_at(*entry_index).kind);
        entries.is_empty() || kinds.any(|kind| kind.find_field(name).is_some())
    }

    /// A field that one of the entries' types has.
    pub(super) fn read_field(&mut self, option: &str, entries: &[EntryIndex]) -> Option<FieldId> {
        let (key, value) = self.find_option(option)?;
        let name = value.as_str().map_or("", str::trim);
        if !self.is_known_field(entries, name) {
            self.report_wrong_value(&key, &value, ViewOptionProblem::NoField(name.into()));
            return None;
        }
        Some(name.into())
    }

    /// A field whose values are of a kind; told if it holds something else.
    pub(super) fn read_field_of_kind(
        &mut self,
        (option, entries): (&str, &[EntryIndex]),
        (is_kind, expected): (fn(&FieldKind) -> bool, ExpectedKind),
    ) -> Option<FieldId> {
        let name = self.read_field(option, entries)?;
        let kinds = entries
            .iter()
            .filter_map(|entry_index| self.site.entry_at(*entry_index).kind.find_field(&name));
        let fits = entries.is_empty() || kinds.into_iter().any(|field| is_kind(&field.kind));
        if fits {
            return Some(name);
        }
        let (key, value) = self.find_option(option)?;
        self.report_wrong_value(
            &key,
            &value,
            ViewOptionProblem::FieldKind(name.to_string(), expected),
        );
        None
    }

    /// Several fields; those that do not exist are told.
    pub(super) fn read_fields(&mut self, option: &str, entries: &[EntryIndex]) -> Vec<FieldId> {
        let Some((key, value)) = self.find_option(option) else { return Vec::new() };
        let items = match &value.kind {
            NodeKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        };
        let mut fields = Vec::new();
        for item in items {
            let name = item.as_str().map_or("", str::trim);
            if self.is_known_field(entries, name) {
                fields.push(name.into());
            } else {
                self.report_wrong_value(&key, item, ViewOptionProblem::NoField(name.into()));
            }
        }
        fields
    }
}
