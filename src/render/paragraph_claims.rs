//! The claims that are based on a paragraph of a source text: the entries that cite it, and what
//! they say in the fields that do.

use super::body::{escape_html, language_attributes};
use super::page_context::PageContext;
use super::{field_html, field_models};
use crate::schema::{
    BuiltinType, EvidenceStatus, FieldDef, FieldValue, LanguageTag, LocalizedText, Statement,
};
use crate::site::citation_index::CitingEntry;
use crate::site::entry_citations::CitationPlace;
use crate::site::{Entry, EntryIndex};
use crate::theme::Phrase;
use crate::theme::model::{CitedBy, CitedByField, LinkModel, SafeHtml};

/// How much of a text is shown as a claim, in characters. The rest is on its entry's page.
const CLAIM_CHARS: usize = 140;

/// The values of one field, of one evidence status, that cite a paragraph.
struct CitingField<'a> {
    field: &'a FieldDef,
    status: EvidenceStatus,
    statements: Vec<&'a Statement>,
}

/// Returns an entry that cites a paragraph, with the fields that do.
pub(super) fn cited_by(ctx: &PageContext<'_>, citing: &CitingEntry) -> CitedBy {
    let entry = ctx.site.entry_at(citing.entry);
    let link = ctx.entry_link(citing.entry);
    let fields = citing_fields(entry, citing).into_iter();
    CitedBy {
        fields: fields.map(|it| cited_by_field(ctx, citing.entry, &link, &it)).collect(),
        in_text: in_text(ctx, citing),
        is_question: entry.entry_type.is(BuiltinType::Question),
        link,
    }
}

/// Returns the labels of the fields of an entry that cite a paragraph, and that its text does.
pub(super) fn citing_labels(ctx: &PageContext<'_>, citing: &CitingEntry) -> Vec<String> {
    let fields = citing_fields(ctx.site.entry_at(citing.entry), citing).into_iter();
    let labels = fields.map(|it| ctx.localized_text(&it.field.label).0);
    labels.chain(in_text(ctx, citing)).collect()
}

/// Returns that the text of an entry cites a paragraph: if some of its fields do too, or if not all
/// languages of the text do.
fn in_text(ctx: &PageContext<'_>, citing: &CitingEntry) -> Option<String> {
    let (mut has_field, mut has_embed, mut languages) = (false, false, Vec::new());
    for place in &citing.citation_places {
        match place {
            CitationPlace::Field { .. } => has_field = true,
            CitationPlace::Text { language } => languages.push(language),
            CitationPlace::Embed => has_embed = true,
        }
    }
    let entry = ctx.site.entry_at(citing.entry);
    let is_in_all = languages.is_empty() || languages.len() == entry.versions.len();
    let is_said = (has_embed || !languages.is_empty()) && (has_field || !is_in_all);
    let language_name = |tag: &&LanguageTag| {
        let name = ctx.strings().find_str(&format!("language-{}", tag.0));
        name.unwrap_or(&tag.0).to_owned()
    };
    is_said.then(|| match is_in_all {
        true => ctx.strings().get_str("cited-in-text").to_owned(),
        false => {
            let names: Vec<String> = languages.iter().map(language_name).collect();
            ctx.strings().format("cited-in-language", &[("language", &names.join(", "))])
        }
    })
}

/// Returns the fields of an entry that cite a paragraph, in the order of its citation places.
fn citing_fields<'a>(entry: &'a Entry, citing: &CitingEntry) -> Vec<CitingField<'a>> {
    let is_same_field = |left: &CitationPlace, right: &CitationPlace| match (left, right) {
        (
            CitationPlace::Field { field: left, status: left_status, .. },
            CitationPlace::Field { field: right, status: right_status, .. },
        ) => left == right && left_status == right_status,
        (CitationPlace::Text { .. } | CitationPlace::Embed, _)
        | (_, CitationPlace::Text { .. } | CitationPlace::Embed) => false,
    };
    let citing_field = |run: &[CitationPlace]| {
        let CitationPlace::Field { field, status, .. } = run.first()? else { return None };
        let all = entry.field_statements(field);
        let statement_index = |place: &CitationPlace| match place {
            CitationPlace::Field { statement_index, .. } => Some(*statement_index),
            CitationPlace::Text { .. } | CitationPlace::Embed => None,
        };
        // A statement can cite the paragraph in its group or in several languages.
        let mut statement_indexes: Vec<usize> = run.iter().filter_map(statement_index).collect();
        statement_indexes.dedup();
        let statements = statement_indexes.iter().filter_map(|index| all.get(*index)).collect();
        Some(CitingField {
            field: entry.entry_type.find_field(field)?,
            status: *status,
            statements,
        })
    };
    citing.citation_places.chunk_by(is_same_field).filter_map(citing_field).collect()
}

fn cited_by_field(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    link: &LinkModel,
    citing_field: &CitingField<'_>,
) -> CitedByField {
    let CitingField { field, status, statements } = citing_field;
    let is_sourced = *status == EvidenceStatus::Sourced;
    let label = || ctx.strings().get_str(&format!("standing-{}", status.as_str())).to_owned();
    let claims = statements.iter().map(|statement| claim_html(ctx, field, statement));
    let claims: Vec<String> = claims.filter(|claim| !claim.is_empty()).collect();
    let fragment = field_models::field_fragment(ctx, entry_index, field);
    CitedByField {
        link: LinkModel {
            title: ctx.localized_text(&field.label).0,
            href: format!("{}{fragment}", link.href),
            language: None,
        },
        claim: (!claims.is_empty()).then(|| SafeHtml::new(&claims.join(", "))),
        standing: (!is_sourced).then(|| status.as_str().to_owned()),
        standing_label: (!is_sourced).then(label),
    }
}

/// Returns a value with what narrows it, as inline HTML. Empty for a text with blocks, a
/// citation and a group, which are only linked to.
fn claim_html(ctx: &PageContext<'_>, field: &FieldDef, statement: &Statement) -> String {
    let value = match &statement.value {
        FieldValue::Text(text) => text_html(ctx, text),
        FieldValue::Citation(_) => String::new(),
        _ => field_html::inline_value(ctx, field, statement),
    };
    let strings = ctx.strings();
    let period = statement.validity_period();
    let period = (!period.is_unbounded()).then(|| strings.period_phrase(period));
    let notes: Vec<Phrase> =
        strings.attribution_phrase(ctx.site, statement).into_iter().chain(period).collect();
    if value.is_empty() || notes.is_empty() {
        return value;
    }
    let notes: Vec<String> = notes.iter().map(|note| field_html::phrase_html(ctx, note)).collect();
    format!("{value} ({})", notes.join(", "))
}

/// Returns the start of a text.
fn text_html(ctx: &PageContext<'_>, text: &LocalizedText) -> String {
    let (text, language) = ctx.localized_text(text);
    let start = match text.char_indices().nth(CLAIM_CHARS) {
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            let whole_words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
            format!("{} …", escape_html(whole_words))
        }
        None => escape_html(&text),
    };
    let page_tag = &ctx.localized.language_tag.0;
    match language {
        Some(tag) => format!("<span{}>{start}</span>", language_attributes(&tag, page_tag)),
        None => start,
    }
}
