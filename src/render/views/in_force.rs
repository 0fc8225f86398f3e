//! What is in force on the as-of date.

use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::{field_html, qualifiers};
use crate::schema::Validity;
use crate::site::EntryIndex;
use crate::site::statement_state::{StatementState, validity_statements};
use crate::site::views::ViewRequest;
use crate::theme::model::{LinkModel, SafeHtml, SourceQuote};
use crate::theme::{Phrase, StatePhrases};
use serde::Serialize;

/// `view.in-force`.
#[derive(Debug, Serialize)]
pub(super) struct InForceModel {
    /// "The position on" the as-of date. `None` means that the site has none, so the view is empty.
    day: Option<SafeHtml>,
    items: Vec<InForceItem>,
}

#[derive(Debug, Serialize)]
struct InForceItem {
    id: String,
    link: LinkModel,
    /// `holds`, `not` or `unknown`.
    state: String,
    /// The state in a few words, as a sentence.
    word: SafeHtml,
    /// The evidence status of the statement that gives the state. `None` means that it has neither
    /// a source nor an attribution.
    standing: Option<String>,
    standing_label: Option<String>,
    /// Until when the state was confirmed, and the period of each statement.
    sentences: Vec<SafeHtml>,
    /// The quotes that support it.
    source_quotes: Vec<SourceQuote>,
}

pub(super) fn in_force_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
) -> InForceModel {
    collector.uses_as_of_date = true;
    let Some(day) = ctx.site.config.as_of else {
        return InForceModel { day: None, items: Vec::new() };
    };
    let mut items: Vec<(Validity, InForceItem)> = Vec::new();
    for entry_index in &view.entries {
        let words = StatePhrases::new(ctx.strings(), ctx.localized, *entry_index);
        let state = ctx.site.entry_state(*entry_index, day);
        if let (Some(words), Some(state)) = (words, state) {
            items.push((state.validity, in_force_item(ctx, words, *entry_index, state)));
        }
    }
    items.sort_by_key(|(validity, _)| match validity {
        Validity::InForce => 0,
        Validity::Unknown => 1,
        Validity::NotInForce => 2,
    });
    let items = items.into_iter().map(|(_, item)| item).collect();
    let strings = ctx.strings();
    let day = strings.format_phrase("as-of", &[("day", &strings.on_day_phrase(day))]);
    InForceModel { day: Some(phrase_html(ctx, &day)), items }
}

fn in_force_item(
    ctx: &PageContext<'_>,
    words: StatePhrases<'_>,
    entry_index: EntryIndex,
    state: StatementState,
) -> InForceItem {
    let entry = ctx.site.entry_at(entry_index);
    let statements = validity_statements(entry).unwrap_or_default();
    let word = match statements {
        [] => Phrase::from(ctx.strings().get_str("not-evidenced")),
        _ => words.validity_words(state),
    };
    let status = ctx.site.validity_status(entry_index);
    let confirmation = words.confirmation(state).map(|phrase| phrase.to_sentence());
    let periods = statements.iter().filter_map(|statement| words.period_sentence(statement));
    InForceItem {
        id: entry.id.to_string(),
        link: ctx.entry_link(entry_index),
        state: state.as_str().into(),
        word: phrase_html(ctx, &word.to_sentence()),
        standing: status.map(|status| status.as_str().to_owned()),
        standing_label: qualifiers::line_label(ctx, status),
        sentences: confirmation
            .into_iter()
            .chain(periods)
            .map(|sentence| phrase_html(ctx, &sentence))
            .collect(),
        source_quotes: statements
            .iter()
            .flat_map(|statement| qualifiers::source_quotes(ctx, entry_index, statement))
            .collect(),
    }
}

fn phrase_html(ctx: &PageContext<'_>, phrase: &Phrase) -> SafeHtml {
    SafeHtml::new(&field_html::phrase_html(ctx, phrase))
}
