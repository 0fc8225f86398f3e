//! Reads the keys of an entry: front matter, an item of a list, or a row of a table.

use super::entry::{EntryMeta, RemovedInfo};
use super::foreign_front_matter::OldAddress;
use super::foreign_keys::foreign_key;
use super::publication::PublicationPolicy;
use crate::diagnostic::rules::FieldPlace;
use crate::diagnostic::{Diagnostic, DiagnosticCode, ExpectedKind, KeyScope, Span, rules};
use crate::locale::is_language_tag;
use crate::parse::WordClass;
use crate::parse::yaml::{NodeKind, TextStyle, YamlNode};
use crate::schema::value::{
    read_bool, read_complete_text, read_date, read_field, read_string, read_text,
};
use crate::schema::{
    DiagnosticSink, EntryType, FieldDef, FieldId, Fraction, LanguageTag, LocalizedText,
    PartialDate, ReadContext, Statement,
};

/// The keys that an entry of any type may have.
const KEYS: [&str; 19] = EntryType::FRONT_MATTER_KEYS;

/// The values that were read.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) id: Option<(String, Span)>,
    pub(super) title: Option<LocalizedText>,
    pub(super) description: Option<LocalizedText>,
    pub(super) meta: EntryMeta,
    pub(super) fields: Vec<(FieldId, Vec<Statement>)>,
    /// `body:` of a list item.
    pub(super) body: Option<YamlNode>,
    /// The key `type:`, where diagnostics about the whole entry point.
    pub(super) type_line: Option<Span>,
    /// The values of keys such as `categories`.
    pub(super) more_tags: Vec<(String, Span)>,
    /// Addresses that the page had in another generator, and last parts of such.
    pub(super) old_addresses: Vec<OldAddress>,
    /// Fields with a wrong value. A missing value of such a field has the same cause.
    pub(super) fields_with_errors: Vec<FieldId>,
    /// Keys of which a misspelling was reported.
    pub(super) misspelled_keys: Vec<String>,
}

/// Whose rules front matter follows: those of pakt, or, in a folder without `site.yaml`, also those
/// of other generators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrontMatterDialect {
    /// Only pakt's: one string is one value, and a key of another generator is reported.
    Pakt,
    /// Also those of others: `tags: a, b` has two values, and keys such as `publishDate` and
    /// `permalink` mean what they mean there.
    Compatible,
}

/// Reads one map of keys.
pub(super) struct FrontMatterReader<'a> {
    pub(super) dialect: FrontMatterDialect,
    pub(super) policy: PublicationPolicy,
    pub(super) sink: DiagnosticSink<'a>,
    /// The days on which publication begins or ends.
    pub(super) publication_days: Vec<(PartialDate, Span)>,
    /// The tags that are words for a draft.
    pub(super) draft_tags: Vec<(String, Span)>,
}

impl<'a> FrontMatterReader<'a> {
    /// Returns a reader that has read nothing.
    pub(super) fn new(
        dialect: FrontMatterDialect,
        policy: PublicationPolicy,
        context: ReadContext<'a>,
    ) -> Self {
        Self {
            dialect,
            policy,
            sink: DiagnosticSink::new(context),
            publication_days: Vec::new(),
            draft_tags: Vec::new(),
        }
    }

    /// Reads the keys of an entry of a type.
    pub(super) fn read_entry(&mut self, root: Option<&YamlNode>, kind: &EntryType) -> FrontMatter {
        let mut front = FrontMatter::default();
        let Some(root) = root else { return front };
        if !matches!(root.kind, NodeKind::Map(_) | NodeKind::Empty) {
            self.sink.push_wrong_kind(root, ExpectedKind::Map);
            self.keep_back(&mut front.meta, 0);
        }
        for (key, node) in root.map_entries() {
            let name = key.as_str().unwrap_or_default();
            if self.must_have_value(name, node) {
                self.read_meta(&mut front.meta, name, node);
                continue;
            }
            if matches!(node.kind, NodeKind::Empty)
                && (KEYS.contains(&name) || kind.find_field(name).is_some())
            {
                let unreadable_field =
                    node.is_unreadable().then(|| kind.find_field(name)).flatten();
                front.fields_with_errors.extend(unreadable_field.map(|field| field.id.clone()));
                continue;
            }
            match name {
                "id" => {
                    front.id = read_string(node, &mut self.sink)
                        .map(|id| (id, self.sink.span(&node.range)));
                }
                "type" => {
                    front.type_line = Some(self.sink.span(&key.range));
                    let is_type = |word: &str| *kind.id == *word;
                    front.meta.publication.is_draft |= node
                        .as_str()
                        .is_some_and(|word| WordClass::is_draft(word) && !is_type(word));
                }
                "title" => front.title = self.read_title(node),
                "description" => front.description = read_text(node, &mut self.sink),
                "removed" => front.meta.removed = self.read_removed(key, node),
                _ if KEYS.contains(&name) => self.read_meta(&mut front.meta, name, node),
                _ => match kind.find_field(name) {
                    Some(field) => {
                        let (statements, diagnostics) = read_field(field, node, &self.sink.context);
                        if !diagnostics.is_empty() {
                            front.fields_with_errors.push(field.id.clone());
                        }
                        self.sink.diagnostics.extend(diagnostics);
                        front.fields.push((field.id.clone(), statements));
                    }
                    None if name == "body" => front.body = Some(node.clone()),
                    None => {
                        let is_given = |name: &str| root.get(name).is_some();
                        let pair = (key, node);
                        if !self.read_foreign_publication(&mut front.meta, pair, kind)
                            && !self.read_other_key(&mut front, key, node, is_given)
                        {
                            let misspelled = self.report_unknown_key(key, kind);
                            front.misspelled_keys.extend(misspelled);
                        }
                    }
                },
            }
        }
        let more_tags = std::mem::take(&mut front.more_tags).into_iter();
        let more_tags =
            more_tags.filter(|(tag, _)| !front.meta.tags.iter().any(|(it, _)| it == tag));
        let more_tags: Vec<(String, Span)> = more_tags.collect();
        front.meta.tags.extend(more_tags);
        self.obey_draft_tags(&mut front.meta);
        self.report_days_without_as_of(&front.meta);
        let position = |id: &str| kind.fields.iter().position(|field| *field.id == *id);
        front.fields.sort_by_key(|(id, _)| position(id));
        front
    }

    /// Returns whether a key has no value and needs one: nobody can know whether `draft:` is a
    /// draft. In a folder without `site.yaml` other programs write `published:` for a date that
    /// they do not know.
    fn must_have_value(&self, name: &str, node: &YamlNode) -> bool {
        let is_empty = matches!(node.kind, NodeKind::Empty) && !node.is_unreadable();
        let needs_value =
            name == "draft" || (name == "published" && self.dialect == FrontMatterDialect::Pakt);
        is_empty && needs_value
    }

    /// Reads the keys of a translation, which are those that may differ by language. `first_file`
    /// is the file that has the keys of the entry.
    pub(super) fn read_translation(
        &mut self,
        root: Option<&YamlNode>,
        kind: &EntryType,
        first_file: &str,
    ) -> FrontMatter {
        let mut front = FrontMatter::default();
        for (key, node) in root.map(YamlNode::map_entries).unwrap_or_default() {
            match key.as_str().unwrap_or_default() {
                name if self.must_have_value(name, node) => {
                    self.read_meta(&mut front.meta, name, node);
                }
                _ if matches!(node.kind, NodeKind::Empty) => {}
                "title" => front.title = self.read_title(node),
                "description" => front.description = read_text(node, &mut self.sink),
                name if EntryType::TRANSLATION_KEYS.contains(&name) => {
                    self.read_meta(&mut front.meta, name, node);
                }
                name if KEYS.contains(&name) || kind.find_field(name).is_some() => {
                    let scope = KeyScope::Translation { first_file: first_file.to_owned() };
                    self.sink.push_unknown_key(key, scope, []);
                }
                _ => {
                    self.read_foreign_key(&mut front.meta, (key, node), kind);
                }
            }
        }
        self.report_days_without_as_of(&front.meta);
        front
    }

    /// Reads a key that pakt does not have: one about publication decides about the page. Returns
    /// the key that was meant, if another one is reported.
    fn read_foreign_key(
        &mut self,
        meta: &mut EntryMeta,
        pair: (&YamlNode, &YamlNode),
        kind: &EntryType,
    ) -> Option<String> {
        if self.read_foreign_publication(meta, pair, kind) {
            return None;
        }
        self.report_unknown_key(pair.0, kind)
    }

    fn report_unknown_key(&mut self, key: &YamlNode, kind: &EntryType) -> Option<String> {
        let name = key.as_str().unwrap_or_default();
        let scope = match self.dialect {
            FrontMatterDialect::Compatible => KeyScope::PlainEntry(kind.id.to_string()),
            FrontMatterDialect::Pakt => KeyScope::Entry(kind.id.to_string()),
        };
        if let Some(foreign) = foreign_key(name) {
            let mut unknown = rules::UnknownKey::new(name, scope, []);
            unknown.suggestion = Some(foreign.own_key().to_owned());
            self.sink.push(&key.range, unknown);
            return None;
        }
        if let Some(field) = FieldDef::find_labeled(&kind.fields, name) {
            let mut unknown = rules::UnknownKey::new(name, scope, []);
            unknown.suggestion = Some(field.to_owned());
            self.sink.push(&key.range, unknown);
            return Some(field.to_owned());
        }
        let known = KEYS.into_iter().chain(kind.fields.iter().map(|field| &*field.id));
        self.sink.push_unknown_key(key, scope, known)
    }

    pub(super) fn read_meta(&mut self, meta: &mut EntryMeta, name: &str, node: &YamlNode) {
        match name {
            "language" => meta.language = self.read_language(node),
            "aliases" => meta.aliases = self.read_strings(node),
            "tags" => {
                meta.tags = self.read_strings(node);
                self.note_draft_tags(&meta.tags);
            }
            "draft" => self.read_draft(meta, node),
            "in_sentence" => {
                meta.in_sentence = read_complete_text(name, node, &mut self.sink);
            }
            "owner" => meta.owner = read_complete_text(name, node, &mut self.sink),
            "published" => self.read_published(meta, node),
            "updated" => meta.updated = read_date(node, &mut self.sink),
            "reviewed" => meta.reviewed = read_date(node, &mut self.sink),
            "review_by" => meta.review_by = read_date(node, &mut self.sink),
            "order" => {
                meta.order = node.as_str().and_then(Fraction::parse);
                if meta.order.is_none() {
                    self.sink.push_wrong_kind(node, ExpectedKind::Number);
                }
            }
            "in_menu" => meta.in_menu = read_bool(node, &mut self.sink),
            "page_list" => meta.page_list = read_bool(node, &mut self.sink),
            "allow" => meta.allow = self.read_codes(node),
            _ => {}
        }
    }

    /// Reads the tag of a language. In a folder without `site.yaml` it may be written as a
    /// system's locale: `en_US`.
    fn read_language(&mut self, node: &YamlNode) -> Option<LanguageTag> {
        let written = node.as_str().unwrap_or_default().trim();
        if self.dialect == FrontMatterDialect::Compatible && written.contains('_') {
            // `en_US.UTF-8` has the encoding as well.
            let tag = written.split('.').next().unwrap_or_default().replace('_', "-");
            if is_language_tag(&tag) {
                return Some(LanguageTag(tag.into()));
            }
        }
        self.sink.read_language_tag(node)
    }

    /// Reads `{on: DATE, reason: …, decision: …}`. Any value but `false` removes the text.
    fn read_removed(&mut self, key: &YamlNode, node: &YamlNode) -> Option<RemovedInfo> {
        if node.as_str() == Some("false") {
            return None;
        }
        if !matches!(node.kind, NodeKind::Map(_)) {
            self.sink.push_wrong_kind(node, ExpectedKind::Map);
            return Some(RemovedInfo::default());
        }
        let mut misspelled = Vec::new();
        for (inner_key, _) in node.map_entries() {
            if !RemovedInfo::KEYS.contains(&inner_key.as_str().unwrap_or_default()) {
                let scope = KeyScope::Value("removed".into());
                misspelled.extend(self.sink.push_unknown_key(inner_key, scope, RemovedInfo::KEYS));
            }
        }
        for name in ["on", "reason"] {
            if node
                .get(name)
                .is_none_or(|value| value.kind == NodeKind::Empty && value.range.is_empty())
                && !misspelled.iter().any(|key| key == name)
            {
                let (field, required_by) = (name.to_owned(), "removed".to_owned());
                let kind = rules::MissingField { field, required_by, place: FieldPlace::Line };
                self.sink.push(&key.range, kind);
            }
        }
        let find_value = |name| node.get(name).filter(|value| value.kind != NodeKind::Empty);
        Some(RemovedInfo {
            on: find_value("on").and_then(|value| read_date(value, &mut self.sink)),
            reason: find_value("reason")
                .and_then(|value| read_complete_text("reason", value, &mut self.sink)),
            decision: find_value("decision")
                .and_then(|value| read_complete_text("decision", value, &mut self.sink)),
            replaced_by: find_value("replaced_by").and_then(|value| {
                Some((read_string(value, &mut self.sink)?, self.sink.span(&value.range)))
            }),
        })
    }

    /// Reads a title. A title of white space counts as missing.
    fn read_title(&mut self, node: &YamlNode) -> Option<LocalizedText> {
        read_text(node, &mut self.sink).filter(|text| match text {
            LocalizedText::Same(title) => !title.trim().is_empty(),
            LocalizedText::PerLanguage(list) => !list.is_empty(),
        })
    }

    pub(super) fn read_strings(&mut self, node: &YamlNode) -> Vec<(String, Span)> {
        let is_plain = matches!(node.kind, NodeKind::Text { style: TextStyle::Plain, .. });
        let is_several = is_plain && node.as_str().is_some_and(|text| text.contains(", "));
        if is_several && self.dialect == FrontMatterDialect::Pakt {
            self.sink.push_wrong_kind(node, ExpectedKind::List);
        }
        let mut strings = Vec::new();
        for item in node.items_or_self() {
            match item.as_str() {
                Some(text) if self.dialect == FrontMatterDialect::Compatible => {
                    let parts = text.split(',').map(|part| part.trim().trim_start_matches('#'));
                    let span = self.sink.span(&item.range);
                    strings.extend(
                        parts.filter(|p| !p.is_empty()).map(|p| (p.to_owned(), span.clone())),
                    );
                }
                Some(text) => strings.push((text.to_owned(), self.sink.span(&item.range))),
                None if matches!(item.kind, NodeKind::Empty) => {}
                None => self.sink.push_wrong_kind(item, ExpectedKind::Text),
            }
        }
        strings
    }

    fn read_codes(&mut self, node: &YamlNode) -> Vec<DiagnosticCode> {
        let mut codes = Vec::new();
        for (name, span) in self.read_strings(node) {
            match DiagnosticCode::from_name(&name) {
                Some(code) if code.info().can_be_allowed() => codes.push(code),
                known => {
                    let expected = match known {
                        Some(_) => ExpectedKind::AllowedCode,
                        None => ExpectedKind::Code,
                    };
                    let kind = rules::WrongKind { expected, value: name };
                    self.sink.diagnostics.push(Diagnostic::new(span, kind));
                }
            }
        }
        codes
    }
}
