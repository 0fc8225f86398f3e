//! The claims that are based on a paragraph of a source text: the entries that cite it, and what
//! they say in the fields that do.

use super::body::{escape_html, language_attributes};
use super::field_html;
use super::page_context::PageContext;
use crate::schema::{BuiltinType, EvidenceStatus, FieldDef, FieldValue, LocalizedText, Statement};
use crate::site::citation_index::{CitationPlace, CitingEntry};
use crate::site::{Entry, EntryIndex};
use crate::theme::Phrase;
use crate::theme::model::{CitedBy, CitedByField, LinkModel, SafeHtml};

/// How much of a text is shown as a claim, in characters. The rest is on its entry's page.
const CLAIM_CHARS: usize = 140;

/// The claims that are based on one paragraph.
#[derive(Clone, Copy)]
pub(super) struct ParagraphClaims<'a> {
    pub(super) ctx: &'a PageContext<'a>,
    pub(super) document: EntryIndex,
    pub(super) paragraph_index: usize,
}

impl ParagraphClaims<'_> {
    /// Returns an entry that cites the paragraph, with the fields that do.
    pub(super) fn cited_by(self, citing: &CitingEntry) -> CitedBy {
        let entry = self.ctx.site.entry_at(citing.entry);
        let link = self.ctx.entry_link(citing.entry);
        let fields = citing.citation_places.iter().filter_map(|citation_place| {
            let CitationPlace::Field(id, status) = citation_place else { return None };
            self.cited_by_field(entry, &link, entry.kind.find_field(id)?, *status)
        });
        CitedBy {
            fields: fields.collect(),
            is_question: entry.kind.is(BuiltinType::Question),
            link,
        }
    }

    /// Returns a field that cites the paragraph, with its values of one evidence status.
    fn cited_by_field(
        self,
        entry: &Entry,
        link: &LinkModel,
        field: &FieldDef,
        status: EvidenceStatus,
    ) -> Option<CitedByField> {
        let strings = self.ctx.strings();
        let is_sourced = status == EvidenceStatus::Sourced;
        let label = || strings.get_str(&format!("standing-{}", status.as_str())).to_owned();
        let statements = entry.field_statements(&field.id).iter();
        let is_based_on_it = |it: &&Statement| {
            it.evidence_status() == status
                && it.citations().iter().any(|citation| {
                    let resolution = self.ctx.site.resolve_citation(citation, entry);
                    resolution.document == Some(self.document)
                        && resolution
                            .paragraphs()
                            .is_some_and(|it| it.contains(&self.paragraph_index))
                })
        };
        let claims = statements.filter(is_based_on_it).map(|it| self.claim_html(field, it));
        let claims: Vec<String> = claims.filter(|claim| !claim.is_empty()).collect();
        Some(CitedByField {
            link: LinkModel {
                title: self.ctx.localized_text(&field.label).0,
                href: format!("{}#{}", link.href, field.id),
                language: None,
            },
            claim: (!claims.is_empty()).then(|| SafeHtml::new(&claims.join(", "))),
            standing: (!is_sourced).then(|| status.as_str().to_owned()),
            standing_label: (!is_sourced).then(label),
        })
    }

    /// Returns a value with what narrows it, as inline HTML. Empty for a text with blocks and for a
    /// group, which are only linked to.
    fn claim_html(self, field: &FieldDef, statement: &Statement) -> String {
        let value = match &statement.value {
            FieldValue::Text(text) => self.text_html(text),
            _ => field_html::inline_value(self.ctx, field, statement),
        };
        let strings = self.ctx.strings();
        let period = statement.validity_period();
        let period = (!period.is_unbounded()).then(|| strings.period_phrase(period));
        let notes: Vec<Phrase> = strings
            .attribution_phrase(self.ctx.site, statement)
            .into_iter()
            .chain(period)
            .collect();
        if value.is_empty() || notes.is_empty() {
            return value;
        }
        let notes: Vec<String> =
            notes.iter().map(|note| field_html::phrase_html(self.ctx, note)).collect();
        format!("{value} ({})", notes.join(", "))
    }

    /// Returns the start of a text.
    fn text_html(self, text: &LocalizedText) -> String {
        let (text, language) = self.ctx.localized_text(text);
        let start = match text.char_indices().nth(CLAIM_CHARS) {
            Some((end, _)) => {
                let start = text.get(..end).unwrap_or_default();
                let whole_words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
                format!("{} …", escape_html(whole_words))
            }
            None => escape_html(&text),
        };
        let page_tag = &self.ctx.localized.language_tag.0;
        match language {
            Some(tag) => format!("<span{}>{start}</span>", language_attributes(&tag, page_tag)),
            None => start,
        }
    }
}
