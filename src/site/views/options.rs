//! Reads the lines of a view directive as options in YAML. `kind_options` interprets them.

use super::builtin_view::BuiltinView;
use super::select::{self, ViewSortKey};
use super::view_option::SORT_WORDS;
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, DiagnosticKind, ExpectedKind, SourceFile, Span, ViewOptionProblem,
    closest_match, meant_key, rules,
};
use crate::parse::yaml::{self, NodeKind, YamlNode};
use crate::parse::{MarkdownBody, ViewDirective};
use crate::schema::{
    self, DiagnosticSink, EntryType, EntryTypeId, FieldId, FieldKind, LocalizedText, ReadContext,
};
use crate::site::entry::{Entry, EntryIndex};
use crate::site::snapshot::Site;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The options that name entries or types, whose fields other options name.
const ENTRY_OPTIONS: [&str; 3] = ["of", "cells", "members"];

/// The options of one directive, while they are read.
pub(super) struct ViewOptions<'a> {
    pub(super) site: &'a Site,
    body: &'a MarkdownBody,
    /// The name of the view.
    pub(super) view: &'a str,
    /// The range of that name in the text.
    name_range: Range<usize>,
    /// The lines as a separate source, because in a YAML value they are indented.
    lines: Arc<SourceFile>,
    /// The offset of the lines in the text.
    start: usize,
    root: Option<YamlNode>,
    /// Whether some lines could not be read. Missing options are not reported then, because those
    /// lines may have them.
    has_unreadable_lines: bool,
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
            name_range: directive.range.clone(),
            lines,
            start: directive.options.start,
            root,
            has_unreadable_lines: false,
            diagnostics: Vec::new(),
        };
        if !directive.argument.is_empty() {
            let option = directive.argument.clone();
            let problem = ViewOptionProblem::BesideName;
            let view = options.view.to_owned();
            options.report_at_name(rules::ViewOption { view, option, problem });
            options.has_unreadable_lines = true;
        }
        for mut diagnostic in diagnostics {
            diagnostic.span = options.span(&diagnostic.span.range());
            for related in &mut diagnostic.related {
                related.span = options.span(&related.span.range());
            }
            options.has_unreadable_lines |= diagnostic.code() == DiagnosticCode::YamlSyntax;
            options.diagnostics.push(diagnostic);
        }
        if let Some(root) =
            options.root.take_if(|root| !matches!(root.kind, NodeKind::Map(_) | NodeKind::Empty))
            && !root.is_unreadable()
        {
            let (view, option) = (options.view.to_owned(), options.view.to_owned());
            let problem = ViewOptionProblem::Wrong(ExpectedKind::Map);
            let kind = rules::ViewOption { view, option, problem };
            options.diagnostics.push(Diagnostic::new(options.span(&root.range), kind));
            options.has_unreadable_lines = true;
        }
        options
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.body.span(&(self.start + range.start..self.start + range.end))
    }

    pub(super) fn find_option(&self, key: &str) -> Option<(YamlNode, YamlNode)> {
        let entries = self.root.as_ref()?.map_entries();
        let (key, value) = entries.iter().find(|(name, _)| name.as_str() == Some(key))?;
        (value.kind != NodeKind::Empty).then(|| (key.clone(), value.clone()))
    }

    pub(super) fn has_option(&self, key: &str) -> bool {
        self.find_option(key).is_some()
    }

    /// Reports a wrong option, at its key.
    pub(super) fn report_wrong_value(
        &mut self,
        key: &YamlNode,
        value: &YamlNode,
        problem: ViewOptionProblem,
    ) {
        if !value.is_unreadable() {
            self.report_at_part(key, key, problem);
        }
    }

    /// Reports a wrong option, at a part of it.
    pub(super) fn report_at_part(
        &mut self,
        key: &YamlNode,
        part: &YamlNode,
        problem: ViewOptionProblem,
    ) {
        let option = key.as_str().unwrap_or_default().to_owned();
        let kind = rules::ViewOption { view: self.view.to_owned(), option, problem };
        self.diagnostics.push(Diagnostic::new(self.span(&part.range), kind));
    }

    /// Reports a problem of the view as a whole, at its name.
    pub(super) fn report_at_name(&mut self, kind: impl Into<DiagnosticKind>) {
        self.diagnostics.push(Diagnostic::new(self.body.span(&self.name_range), kind));
    }

    /// Returns whether an option is given, and reports it if it is missing.
    pub(super) fn require_option(&mut self, key: &str) -> bool {
        let is_given = self.has_option(key);
        if !is_given && !self.has_unreadable_lines && !self.suggest_for_unknown(key) {
            let (view, option) = (self.view.to_owned(), key.to_owned());
            let kind = rules::ViewOption { view, option, problem: ViewOptionProblem::Missing };
            self.report_at_name(kind);
        }
        is_given
    }

    /// Proposes a missing option for the only unknown one, which was probably meant to be it.
    fn suggest_for_unknown(&mut self, key: &str) -> bool {
        let mut unknown = self.diagnostics.iter_mut().filter_map(|it| match &mut it.kind {
            DiagnosticKind::ViewOption(option) => match &mut option.problem {
                ViewOptionProblem::Unknown(suggestion) => Some(suggestion),
                _ => None,
            },
            _ => None,
        });
        let (Some(suggestion), None) = (unknown.next(), unknown.next()) else { return false };
        match suggestion {
            Some(suggestion) => suggestion == key,
            None => {
                *suggestion = Some(key.to_owned());
                true
            }
        }
    }

    /// Reports options that the view does not have.
    pub(super) fn allow_only(&mut self, view: BuiltinView) {
        let keys: Vec<(YamlNode, YamlNode)> =
            self.root.as_ref().map_or(&[][..], YamlNode::map_entries).to_vec();
        for (key, value) in keys {
            let name = key.as_str().unwrap_or_default();
            let known = || view.all_options().map(|option| option.name);
            if !known().any(|option| option == name) {
                let problem = ViewOptionProblem::Unknown(meant_key(name, known()));
                self.report_wrong_value(&key, &value, problem);
            }
        }
    }

    /// Returns all options as written, in order.
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
        self.read_localized("caption", &value)
    }

    /// Reads a text that may be given by language.
    pub(super) fn read_localized(&mut self, name: &str, value: &YamlNode) -> Option<LocalizedText> {
        let languages = &self.site.config.languages;
        let mut sink = DiagnosticSink::new(ReadContext { source: &self.lines, languages });
        let text = schema::value::read_complete_text(name, value, &mut sink);
        for mut diagnostic in sink.diagnostics {
            diagnostic.span = self.span(&diagnostic.span.range());
            self.diagnostics.push(diagnostic);
        }
        text
    }

    /// Reads how many entries are shown at most.
    fn read_limit(&mut self) -> Option<usize> {
        let (key, value) = self.find_option("limit")?;
        let problem = match value.as_str().and_then(|text| text.trim().parse().ok()) {
            Some(0) => ViewOptionProblem::NothingShown,
            Some(limit) => return Some(limit),
            None => ViewOptionProblem::Wrong(ExpectedKind::Count),
        };
        self.report_wrong_value(&key, &value, problem);
        None
    }

    /// Returns the entries of the required option `of`, filtered, sorted and limited.
    pub(super) fn required_entries(&mut self) -> Option<Vec<EntryIndex>> {
        self.require_option("of").then(|| self.read_entries(None))
    }

    /// Returns the entries of the option `of`, filtered, sorted and limited. Without `of`, starts
    /// from all entries for which `default` is true.
    pub(super) fn read_entries(&mut self, default: Option<fn(&Entry) -> bool>) -> Vec<EntryIndex> {
        let site = self.site;
        let mut entries = match default {
            Some(is_default) if !self.has_option("of") => {
                let types = site.schema.types.keys();
                let all = types.flat_map(|kind| select::entries_of_type(site, kind));
                all.filter(|entry_index| is_default(site.entry_at(*entry_index))).collect()
            }
            _ => self.read_of("of"),
        };
        self.apply_filters(&mut entries);
        entries
    }

    /// Applies `where`, `sort` or `order`, and `limit`. Returns the field that they are sorted by.
    pub(super) fn apply_filters(&mut self, entries: &mut Vec<EntryIndex>) -> Option<FieldId> {
        let site = self.site;
        self.apply_where(entries);
        let sort_field = self.sort_field(entries);
        if let Some(field) = &sort_field {
            select::sort_entries(site, entries, field);
        }
        if let Some(limit) = self.read_limit() {
            entries.truncate(limit);
        }
        sort_field
    }

    /// Returns the field that `sort` or `order` names; `title` and `order` are names as well.
    pub(super) fn sort_field(&mut self, entries: &[EntryIndex]) -> Option<FieldId> {
        let mut field = None;
        for option in ["order", "sort"] {
            let Some((key, value)) = self.find_option(option) else { continue };
            let name = value.as_str().unwrap_or_default();
            if SORT_WORDS.contains(&name) || self.is_known_field(entries, name) {
                let has_value = |entry_index: &EntryIndex| {
                    select::sort_key(self.site, *entry_index, name) != ViewSortKey::Missing
                };
                if !entries.is_empty() && !entries.iter().any(has_value) {
                    let problem = ViewOptionProblem::NoValue(name.into());
                    self.report_wrong_value(&key, &value, problem);
                }
                field = Some(name.into());
            } else {
                let problem = self.no_field(entries, name, &SORT_WORDS);
                self.report_wrong_value(&key, &value, problem);
            }
        }
        field
    }

    /// Returns the entries that an option names, by type or by id.
    pub(super) fn read_of(&mut self, option: &str) -> Vec<EntryIndex> {
        let Some((key, value)) = self.find_option(option) else { return Vec::new() };
        value.items_or_self().iter().flat_map(|item| self.read_name(&key, item)).collect()
    }

    /// Returns the entries that one item of an option names, by type or by id.
    pub(super) fn read_name(&mut self, key: &YamlNode, item: &YamlNode) -> Vec<EntryIndex> {
        if matches!(item.kind, NodeKind::List(_)) {
            self.report_wrong_value(key, item, ViewOptionProblem::NestedList);
            return Vec::new();
        }
        let Some(name) = item.as_str().map(str::trim).filter(|name| !name.is_empty()) else {
            let problem = ViewOptionProblem::Wrong(ExpectedKind::EntryId);
            self.report_wrong_value(key, item, problem);
            return Vec::new();
        };
        if self.site.schema.types.contains_key(name) {
            return select::entries_of_type(self.site, name);
        }
        let entry = self.find_published(name);
        if entry.is_none() {
            let problem = self.no_entry(name);
            self.report_wrong_value(key, item, problem);
        }
        entry.into_iter().collect()
    }

    pub(super) fn find_published(&self, id: &str) -> Option<EntryIndex> {
        self.site
            .names
            .ids
            .find_entry(id)
            .filter(|entry_index| self.site.is_published(*entry_index))
    }

    /// Returns the entry that a required option names by its id.
    pub(super) fn read_entry(&mut self, option: &str) -> Option<EntryIndex> {
        if !self.require_option(option) {
            return None;
        }
        let (key, value) = self.find_option(option)?;
        let name = value.as_str().map_or("", str::trim);
        let entry = self.find_published(name);
        if entry.is_none() {
            let problem = self.no_entry(name);
            self.report_wrong_value(&key, &value, problem);
        }
        entry
    }

    /// Returns the problem of a name that is neither a type nor a published entry.
    pub(super) fn no_entry(&self, name: &str) -> ViewOptionProblem {
        let suggestion = self.site.schema.closest_type(name).or_else(|| {
            let all = self.site.entries.iter().enumerate();
            let published = all.filter(|(index, _)| self.site.is_published(EntryIndex(*index)));
            closest_match(name, published.map(|(_, entry)| &*entry.id))
        });
        ViewOptionProblem::NoEntry(name.into(), suggestion)
    }

    /// Returns the problem of a name that is not a field of the entries, nor one of some words.
    pub(super) fn no_field(
        &self,
        entries: &[EntryIndex],
        name: &str,
        words: &[&str],
    ) -> ViewOptionProblem {
        let kinds = entries.iter().map(|entry_index| &*self.site.entry_at(*entry_index).entry_type);
        let named = if entries.is_empty() { self.named_types() } else { Vec::new() };
        let kinds: BTreeMap<&EntryTypeId, &EntryType> =
            kinds.chain(named).map(|kind| (&kind.id, kind)).collect();
        let fields = kinds.into_values().flat_map(|kind| &kind.fields).map(|field| &*field.id);
        let suggestion = closest_match(name, fields.chain(words.iter().copied()));
        ViewOptionProblem::NoField(name.into(), suggestion)
    }

    pub(super) fn is_known_field(&self, entries: &[EntryIndex], name: &str) -> bool {
        let mut kinds =
            entries.iter().map(|entry_index| &*self.site.entry_at(*entry_index).entry_type);
        if !entries.is_empty() {
            return kinds.any(|kind| kind.find_field(name).is_some());
        }
        let kinds = self.named_types();
        kinds.is_empty() || kinds.iter().any(|kind| kind.find_field(name).is_some())
    }

    /// Returns the types that the options name, or that the entries have which they name.
    fn named_types(&self) -> Vec<&'a EntryType> {
        let values = ENTRY_OPTIONS.iter().filter_map(|option| Some(self.find_option(option)?.1));
        let values: Vec<YamlNode> = values.collect();
        let items = values.iter().flat_map(YamlNode::items_or_self);
        let names = items.flat_map(YamlNode::items_or_self).filter_map(YamlNode::as_str);
        let kind = |name: &str| -> Option<&'a EntryType> {
            let declared = self.site.schema.types.get(name.trim()).map(|kind| &**kind);
            let entry = || self.find_published(name.trim());
            declared.or_else(|| Some(&*self.site.entry_at(entry()?).entry_type))
        };
        names.filter_map(kind).collect()
    }

    /// Returns the field that an option names, if the type of one of the entries has it.
    pub(super) fn read_field(&mut self, option: &str, entries: &[EntryIndex]) -> Option<FieldId> {
        let (key, value) = self.find_option(option)?;
        let name = value.as_str().map_or("", str::trim);
        if !self.is_known_field(entries, name) {
            let problem = self.no_field(entries, name, &[]);
            self.report_wrong_value(&key, &value, problem);
            return None;
        }
        Some(name.into())
    }

    /// Returns the field that an option names, if it has the wanted kind; reports it otherwise.
    pub(super) fn read_field_of_kind(
        &mut self,
        option: &str,
        entries: &[EntryIndex],
        is_kind: fn(&FieldKind) -> bool,
        expected: ExpectedKind,
    ) -> Option<FieldId> {
        let name = self.read_field(option, entries)?;
        let kinds = entries.iter().filter_map(|entry_index| {
            self.site.entry_at(*entry_index).entry_type.find_field(&name)
        });
        let has_kind = entries.is_empty() || kinds.into_iter().any(|field| is_kind(&field.kind));
        if has_kind {
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

    /// Returns the fields that an option names; reports those that do not exist.
    pub(super) fn read_fields(&mut self, option: &str, entries: &[EntryIndex]) -> Vec<FieldId> {
        let Some((key, value)) = self.find_option(option) else { return Vec::new() };
        let mut fields = Vec::new();
        for item in value.items_or_self() {
            let name = item.as_str().map_or("", str::trim);
            if self.is_known_field(entries, name) {
                fields.push(name.into());
            } else {
                let problem = self.no_field(entries, name, &[]);
                self.report_wrong_value(&key, item, problem);
            }
        }
        fields
    }
}
