//! What depends on a paragraph of a source text, or on an entry: the statements and the texts that
//! would have to be read again if it changed.
//!
//! `pakt explain` and the language server ask it. The page of a document shows the usage of its
//! paragraphs, which is made from the same citations; see `citation_index`.

use super::citation_index::{ResolvedCitation, shown_citations};
use super::display_status::DisplayStatus;
use super::embed_graph::FieldKey;
use super::entry::{Entry, EntryIndex};
use super::entry_citations::{CitationPlace, entry_citations};
use super::relation_statements::RelationStatement;
use super::resolve_link::{FieldEmbed, ResolvedLink};
use super::snapshot::Site;
use super::text_ref::TextRef;
use crate::diagnostic::Span;
use crate::parse::{Citation, LinkForm};
use crate::schema::{FieldId, FieldValue, LanguageTag};
use std::collections::BTreeSet;

/// A statement or a text that depends on a paragraph or on an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependent {
    /// The entry that has it.
    pub entry: EntryIndex,
    /// Why it depends.
    pub kind: DependentKind,
    /// The statement. `None` means a text of the entry's page.
    pub statement: Option<DependentStatement>,
    /// The language of the text. `None` means all languages.
    pub language: Option<LanguageTag>,
    /// Where the citation, the embed, or the name of the entry is.
    pub span: Span,
}

/// A statement that depends on something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependentStatement {
    /// The field, or `group.field` for a field in a group.
    pub field: FieldId,
    /// How well it is supported. `None` means that it has neither a source nor an attribution.
    pub status: Option<DisplayStatus>,
}

/// Why a statement or a text depends on something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DependentKind {
    /// It cites it.
    Citation,
    /// It cites it with a quote that is not in the text.
    Misquotation,
    /// It shows a value that cites it, or a value of the entry.
    Embed,
    /// It is a relation to the entry.
    Relation,
    /// It holds according to the entry.
    Attribution,
}

impl DependentKind {
    /// Returns its name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Citation | Self::Misquotation => "citation",
            Self::Embed => "embed",
            Self::Relation => "relation",
            Self::Attribution => "attribution",
        }
    }
}

impl Site {
    /// Returns what depends on a paragraph of the text of a document, by entry and place. A
    /// statement that cites it several times is listed once.
    #[must_use]
    pub fn paragraph_dependents(
        &self,
        document: EntryIndex,
        paragraph_index: usize,
    ) -> Vec<Dependent> {
        let id = &self.entry_at(document).id;
        let is_of_paragraph = |citation: &ResolvedCitation| {
            citation.document == *id && citation.paragraphs.contains(&paragraph_index)
        };
        let mut dependents = Vec::new();
        for (entry_index, entry) in self.published_entries() {
            let Some(citations) = self.citations.by_entry.get(entry_index.0) else { continue };
            let cited = citations.cited.iter().map(|it| (it, DependentKind::Citation));
            let misquoted = citations.misquoted.iter().map(|it| (it, DependentKind::Misquotation));
            let mut numbers: Vec<(usize, DependentKind)> = cited
                .chain(misquoted)
                .filter(|(citation, _)| is_of_paragraph(citation))
                .map(|(citation, kind)| (citation.citation_index, kind))
                .collect();
            if !numbers.is_empty() {
                numbers.sort_unstable();
                let all: Vec<_> = entry_citations(entry).collect();
                let citing = numbers.iter().filter_map(|(number, kind)| {
                    let (place, citation) = all.get(*number)?;
                    Some((place, *citation, *kind))
                });
                dependents.extend(self.citing_dependents(entry_index, citing));
            }
            let embedded = shown_citations(&self.citations.by_entry, &self.embeds, entry_index);
            let embedded = embedded.filter(|(_, citation)| is_of_paragraph(citation));
            let shown_fields: BTreeSet<&FieldKey> = embedded.map(|(key, _)| key).collect();
            dependents.extend(self.embedding_dependents(entry_index, &shown_fields));
        }
        sort_dependents(&mut dependents);
        dependents
    }

    /// Returns what depends on an entry, or on one of its fields: relations, values that hold
    /// according to it, texts that show a value of it, and citations of a document. By entry and
    /// place.
    #[must_use]
    pub fn entry_dependents(&self, target: EntryIndex, field_id: Option<&str>) -> Vec<Dependent> {
        let mut dependents = self.relation_dependents(target, field_id);
        for (entry_index, entry) in self.published_entries() {
            if field_id.is_none() {
                let citations: Vec<_> = entry_citations(entry)
                    .filter(|(_, it)| self.find_document(&it.document.text) == Some(target))
                    .collect();
                let citing =
                    citations.iter().map(|(place, it)| (place, *it, DependentKind::Citation));
                dependents.extend(self.citing_dependents(entry_index, citing));
                dependents.extend(self.attribution_dependents(entry_index, target));
            }
            let shown_fields = self.embeds.shown_fields(entry_index).filter(|(entry, field)| {
                *entry == target && field_id.is_none_or(|field_id| *field_id == **field)
            });
            dependents.extend(self.embedding_dependents(entry_index, &shown_fields.collect()));
        }
        sort_dependents(&mut dependents);
        dependents
    }

    /// Returns the entries that files declare and that have a page.
    fn published_entries(&self) -> impl Iterator<Item = (EntryIndex, &Entry)> {
        let declared = self.declared_entries().iter().enumerate();
        let entries = declared.map(|(index, entry)| (EntryIndex(index), &**entry));
        entries.filter(|(entry_index, _)| self.is_published(*entry_index))
    }

    /// Returns the statements and texts of an entry with some of its citations, in order.
    fn citing_dependents<'a>(
        &self,
        entry_index: EntryIndex,
        citing: impl Iterator<Item = (&'a CitationPlace, &'a Citation, DependentKind)>,
    ) -> Vec<Dependent> {
        let entry = self.entry_at(entry_index);
        let mut places: BTreeSet<&CitationPlace> = BTreeSet::new();
        let mut dependents = Vec::new();
        for (place, citation, kind) in citing {
            let (statement, language) = match place {
                CitationPlace::Field { language, .. } => {
                    if !places.insert(place) {
                        continue;
                    }
                    (self.dependent_statement(entry, place), language.clone())
                }
                CitationPlace::Text { language } => (None, Some(language.clone())),
                CitationPlace::Embed => continue,
            };
            let span = citation.span.clone();
            dependents.push(Dependent { entry: entry_index, kind, statement, language, span });
        }
        dependents
    }

    /// Returns the statement at a place, as something that depends on another.
    fn dependent_statement(
        &self,
        entry: &Entry,
        place: &CitationPlace,
    ) -> Option<DependentStatement> {
        let CitationPlace::Field { field, statement_index, nested_index, .. } = place else {
            return None;
        };
        let statement = entry.field_statements(field).get(*statement_index)?;
        let Some(nested_index) = nested_index else {
            let status = self.display_status(statement);
            return Some(DependentStatement { field: field.clone(), status });
        };
        let group = entry.entry_type.find_field(field)?;
        let mut nested = group
            .item_fields(&statement.value)
            .flat_map(|(field, members)| members.iter().map(move |member| (field, member)));
        let (nested_field, member) = nested.nth(*nested_index)?;
        Some(DependentStatement {
            field: format!("{field}.{}", nested_field.id).into(),
            status: self.display_status(member).or_else(|| self.display_status(statement)),
        })
    }

    /// Returns the texts of an entry that show some fields of other entries, directly or in a
    /// field that they embed.
    fn embedding_dependents(
        &self,
        entry_index: EntryIndex,
        shown_fields: &BTreeSet<&FieldKey>,
    ) -> Vec<Dependent> {
        if shown_fields.is_empty() {
            return Vec::new();
        }
        let entry = self.entry_at(entry_index);
        let is_shown = |embed: &FieldEmbed| {
            let mut of_embedded = self.embeds.shown_fields(embed.entry);
            shown_fields.contains(&(embed.entry, embed.field.clone()))
                || of_embedded.any(|key| shown_fields.contains(key))
        };
        let embeds_in = |place: TextRef<'_>| -> Vec<Span> {
            let mut resolver = self.link_resolver(place);
            let links = place.body.outline.links.iter();
            let embeds = links.filter(|link| link.form == LinkForm::Embed);
            let shown = embeds.filter(|link| match resolver.resolve(link).target {
                ResolvedLink::Field(embed) => is_shown(&embed),
                _ => false,
            });
            shown.map(|link| place.body.span(&link.range)).collect()
        };
        let mut dependents = Vec::new();
        let mut push = |statement: &Option<DependentStatement>,
                        language: &Option<LanguageTag>,
                        spans: Vec<Span>| {
            dependents.extend(spans.into_iter().map(|span| Dependent {
                entry: entry_index,
                kind: DependentKind::Embed,
                statement: statement.clone(),
                language: language.clone(),
                span,
            }));
        };
        for version in &entry.versions {
            let spans = embeds_in(self.version_text(entry_index, version));
            push(&None, &Some(version.language.clone()), spans);
        }
        for named in entry.named_statements() {
            let FieldValue::Markdown(bodies) = &named.statement.value else { continue };
            let status = self.display_status(named.statement);
            let dependent = Some(DependentStatement { field: named.name, status });
            for (language, body) in bodies {
                let language_index =
                    language.as_ref().and_then(|tag| self.config.language_index(tag));
                let path = entry.source_path();
                let language_index = language_index.unwrap_or_default();
                let place = TextRef { entry_index, language_index, body, path };
                push(&dependent, language, embeds_in(place));
            }
        }
        dependents
    }

    /// Returns the relations to an entry, or to one of its fields.
    fn relation_dependents(&self, target: EntryIndex, field_id: Option<&str>) -> Vec<Dependent> {
        let mut dependents = Vec::new();
        let mut sources: Vec<EntryIndex> =
            self.incoming_relations(target).iter().map(|relation| relation.from).collect();
        sources.dedup();
        let is_about = |relation: &RelationStatement<'_>| {
            let FieldValue::Reference(written) = &relation.statement.value else { return false };
            let about = written.split_once('#').map(|(_, field)| field);
            relation.target == target && (field_id.is_none() || about == field_id)
        };
        let dependent = |from, field, status, span: &Span| Dependent {
            entry: from,
            kind: DependentKind::Relation,
            statement: Some(DependentStatement { field, status }),
            language: None,
            span: span.clone(),
        };
        for from in sources {
            for relation in self.relation_statements(from).filter(is_about) {
                let span = &relation.statement.span;
                dependents.push(dependent(from, relation.name, relation.status, span));
            }
            let tags = self.entry_at(from).meta.tags.iter().filter(|_| field_id.is_none());
            for (_, span) in tags.filter(|(name, _)| self.find_tag(name) == Some(target)) {
                dependents.push(dependent(from, "tags".into(), None, span));
            }
        }
        dependents
    }

    /// Returns the statements of an entry that hold according to another.
    fn attribution_dependents(
        &self,
        entry_index: EntryIndex,
        speaker: EntryIndex,
    ) -> Vec<Dependent> {
        let statements = self.entry_at(entry_index).named_statements();
        let attributed = statements.into_iter().filter_map(|named| {
            let name = named.statement.attributed_to()?;
            (self.attributed_entry(name) == Some(speaker)).then(|| Dependent {
                entry: entry_index,
                kind: DependentKind::Attribution,
                statement: Some(DependentStatement {
                    field: named.name,
                    status: self.display_status(named.statement),
                }),
                language: None,
                span: name.span.clone(),
            })
        });
        attributed.collect()
    }
}

/// Sorts dependents by entry and then by place, and removes repetitions.
fn sort_dependents(dependents: &mut Vec<Dependent>) {
    dependents.sort_by(|left, right| {
        let by_place = left.entry.cmp(&right.entry).then_with(|| left.span.cmp(&right.span));
        by_place.then_with(|| left.kind.cmp(&right.kind))
    });
    dependents.dedup();
}
