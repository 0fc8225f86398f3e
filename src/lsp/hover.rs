//! Hover: the entry, the paragraph, the type or the field at a place, and what is wrong there.

use super::cursor_target::{CursorTarget, CursorTargetKind};
use super::mention_index::{Mention, MentionTarget};
use super::server_words::{ServerWord, server_word};
use crate::data::{dependent_text, dependents_count};
use crate::diagnostic::{Diagnostic, ReportLanguage};
use crate::schema::{EntryType, FieldDef, FieldKind};
use crate::site::dependents::Dependent;
use crate::site::{EntryIndex, LanguageIndex, LocalizedSite, Site};
use std::fmt::Write as _;
use std::ops::Range;

/// The most fields of an entry that are shown.
const MAX_FIELDS: usize = 12;
/// The most characters of a value that are shown.
const MAX_VALUE_CHARS: usize = 120;
/// The most statements and texts that are listed.
const MAX_DEPENDENTS: usize = 10;
/// The most characters of a paragraph that are shown.
const MAX_PARAGRAPH_CHARS: usize = 2_000;

/// Returns what is shown at a place, in Markdown, and the words that it is about.
pub(super) fn hover_text(
    site: &Site,
    target: Option<&CursorTarget>,
    diagnostics: &[&Diagnostic],
    language: ReportLanguage,
) -> Option<String> {
    let writer = HoverWriter {
        localized: LocalizedSite::new(site, LanguageIndex::default()),
        site,
        language,
    };
    let mut parts: Vec<String> =
        diagnostics.iter().map(|diagnostic| explanation(diagnostic, language)).collect();
    parts.extend(target.and_then(|target| writer.target(target)));
    (!parts.is_empty()).then(|| parts.join("\n\n---\n\n"))
}

/// Returns the explanation of a diagnostic.
fn explanation(diagnostic: &Diagnostic, language: ReportLanguage) -> String {
    let rule = diagnostic.code().info();
    let docs = rule.docs_in(language);
    let word = |word| server_word(word, language);
    format!(
        "**{}**: {}\n\n{}\n\n{}\n```\n{}\n```\n{}\n```\n{}\n```",
        rule.name,
        docs.what,
        docs.why,
        word(ServerWord::Before),
        docs.before,
        word(ServerWord::After),
        docs.after
    )
}

struct HoverWriter<'s> {
    site: &'s Site,
    localized: LocalizedSite<'s>,
    language: ReportLanguage,
}

impl HoverWriter<'_> {
    fn target(&self, target: &CursorTarget) -> Option<String> {
        match &target.kind {
            CursorTargetKind::Mention(Mention { target, .. }) => match target {
                MentionTarget::Entry { entry_index, anchor } => {
                    Some(self.entry(*entry_index, anchor.as_deref()))
                }
                MentionTarget::Paragraphs { document, paragraphs } => {
                    self.paragraphs(*document, paragraphs)
                }
            },
            CursorTargetKind::Entry(entry_index) => Some(self.entry(*entry_index, None)),
            CursorTargetKind::Paragraph { document, paragraphs } => {
                let id = &self.site.entry_at(*document).id;
                Some(format!("`{id}`\n\n{}", self.dependents(*document, paragraphs)))
            }
            CursorTargetKind::Type(kind) => Some(self.entry_type(kind)),
            CursorTargetKind::Field(field) => Some(self.field(field)),
        }
    }

    fn entry(&self, entry_index: EntryIndex, anchor: Option<&str>) -> String {
        let entry = self.site.entry_at(entry_index);
        let (title, _) = self.localized.text(&entry.title);
        let (kind, _) = self.localized.text(&entry.entry_type.name);
        let mut text = format!("**{title}**\n\n{kind} · `{}`", entry.id);
        if !entry.source_path().is_empty() {
            // Writing to a `String` cannot fail.
            let _ = write!(text, " · {}", entry.source_path());
        }
        if let Some(description) = &entry.description {
            let _ = write!(text, "\n\n{}", self.localized.text(description).0);
        }
        let is_shown = |id: &str| {
            anchor.is_none_or(|anchor| anchor == id || entry.field_statements(anchor).is_empty())
        };
        let fields =
            entry.fields.iter().filter(|(id, statements)| is_shown(id) && !statements.is_empty());
        let mut rows = String::new();
        for (id, statements) in fields.take(MAX_FIELDS) {
            let label =
                entry.entry_type.find_field(id).map(|field| self.localized.text(&field.label).0);
            let values: Vec<String> =
                statements.iter().map(|it| shortened(it.span.text(), MAX_VALUE_CHARS)).collect();
            let _ = write!(rows, "\n- {}: {}", label.unwrap_or(id), values.join("; "));
        }
        if !rows.is_empty() {
            let _ = write!(text, "\n{rows}");
        }
        text
    }

    fn paragraphs(&self, document: EntryIndex, paragraphs: &Range<usize>) -> Option<String> {
        let entry = self.site.entry_at(document);
        let text = self.site.source_texts.get(&entry.id)?;
        let (title, _) = self.localized.text(&entry.title);
        let mut hover = format!("**{title}** · `{}`", entry.id);
        for paragraph in text.paragraphs.get(paragraphs.clone())? {
            let words = shortened(&paragraph.text, MAX_PARAGRAPH_CHARS);
            let _ = write!(hover, "\n\n`{}`\n\n> {words}", paragraph.locator);
        }
        let _ = write!(hover, "\n\n{}", self.dependents(document, paragraphs));
        Some(hover)
    }

    /// Returns what depends on some paragraphs, as a list.
    fn dependents(&self, document: EntryIndex, paragraphs: &Range<usize>) -> String {
        let mut dependents: Vec<Dependent> = Vec::new();
        for paragraph_index in paragraphs.clone() {
            let n_of_others = dependents.len();
            for dependent in self.site.paragraph_dependents(document, paragraph_index) {
                // A citation of several paragraphs is listed once.
                let of_others = dependents.get(..n_of_others).unwrap_or_default();
                if !of_others.contains(&dependent) {
                    dependents.push(dependent);
                }
            }
        }
        let mut list = dependents_count(self.localized, &dependents, self.language);
        for (index, dependent) in dependents.iter().take(MAX_DEPENDENTS).enumerate() {
            let start = if index == 0 { "\n\n" } else { "\n" };
            let text = dependent_text(self.localized, dependent, self.language);
            let (path, line) =
                (&dependent.span.source().path, dependent.span.start_position().line);
            let _ = write!(list, "{start}- {text} · {path}:{line}");
        }
        let n_others = dependents.len().saturating_sub(MAX_DEPENDENTS);
        if n_others > 0 {
            let _ =
                write!(list, "\n- {}", server_word(ServerWord::Others(n_others), self.language));
        }
        list
    }

    fn entry_type(&self, kind: &EntryType) -> String {
        let mut text = format!("**{}** · `{}`", self.localized.text(&kind.name).0, kind.id);
        for field in &kind.fields {
            let _ = write!(text, "\n- {}", self.field_line(field));
        }
        text
    }

    fn field(&self, field: &FieldDef) -> String {
        let mut text = self.field_line(field);
        if let FieldKind::Choice(choices) = &field.kind {
            for (id, label) in choices {
                let _ = write!(text, "\n- `{id}`: {}", self.localized.text(label).0);
            }
        }
        text
    }

    /// Returns a field in one line: its key, its label and what it takes.
    fn field_line(&self, field: &FieldDef) -> String {
        let (label, _) = self.localized.text(&field.label);
        format!("`{}`: {label} ({})", field.id, kind_name(&field.kind))
    }
}

/// Returns the kind of a field as it is declared: `text`, or the types of a relation.
fn kind_name(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Reference(types) if types.is_empty() => "→ …".to_owned(),
        FieldKind::Reference(types) => {
            let names: Vec<&str> = types.iter().map(|id| &**id).collect();
            format!("→ {}", names.join(", "))
        }
        FieldKind::Text => "text".to_owned(),
        FieldKind::Markdown => "markdown".to_owned(),
        FieldKind::Number => "number".to_owned(),
        FieldKind::Fraction => "fraction".to_owned(),
        FieldKind::Date => "date".to_owned(),
        FieldKind::Period => "period".to_owned(),
        FieldKind::Url => "url".to_owned(),
        FieldKind::Choice(_) => "choice".to_owned(),
        FieldKind::Bool => "bool".to_owned(),
        FieldKind::Citation => "citation".to_owned(),
        FieldKind::File => "file".to_owned(),
        FieldKind::Group(_) => "group".to_owned(),
    }
}

/// Returns a text in one line, with `…` if it is cut.
pub(super) fn shortened(text: &str, max_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
