//! Renders a statement's qualifiers: evidence status, validity and attribution.

use super::body::escape_html;
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{field_html, source_list};
use crate::schema::{FieldDef, FieldValue, Statement};
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::{LocalizedString, SafeHtml, SourceQuote};
use crate::theme::{self, StatePhrases};
use std::fmt::Write as _;

/// Returns the label of a tentative status, which a reader has to notice.
pub(super) fn status_label(ctx: &PageContext<'_>, status: Option<DisplayStatus>) -> Option<String> {
    let status = status.filter(|status| status.is_tentative())?;
    Some(theme::status_label(ctx.strings(), status))
}

/// Returns the word beside the line of a status. A full line needs none, and a value that no source
/// mentions says so itself: "okänt datum".
pub(super) fn line_label(ctx: &PageContext<'_>, status: Option<DisplayStatus>) -> Option<String> {
    let needs_none = [DisplayStatus::Sourced, DisplayStatus::NotEvidenced];
    let status = status.filter(|status| !needs_none.contains(status))?;
    Some(theme::status_label(ctx.strings(), status))
}

/// Returns a word for the state of a statement that a reader has to notice: "Inte längre". `None`
/// means that it holds, or has no period.
pub(super) fn state_label(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    field_id: &str,
    statement: &Statement,
) -> Option<String> {
    let entry = ctx.site.entry_at(entry_index);
    let state = ctx.site.displayed_state(entry, field_id, statement)?;
    let phrases = StatePhrases::new(ctx.strings(), ctx.localized, entry_index)?;
    phrases.state_label(field_id, statement, state).map(str::to_owned)
}

/// Returns validity and attribution as text: "Från och med den 1 april 2014.", whether it is in
/// force on the as-of date, and "enligt …", or "Enligt …." after a sentence.
pub(super) fn qualifier_phrases(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    field_id: &str,
    statement: &Statement,
) -> Vec<SafeHtml> {
    let sentences =
        theme::time_sentences(ctx.strings(), ctx.localized, entry_index, field_id, statement);
    let attribution = ctx.strings().attribution_phrase(ctx.site, statement);
    let entry = ctx.site.entry_at(entry_index);
    let field = entry.entry_type.find_field(field_id);
    let follows_sentence = !sentences.is_empty() || is_sentence(ctx, field, statement);
    let attribution =
        attribution.map(|phrase| if follows_sentence { phrase.to_sentence() } else { phrase });
    let phrases = sentences.iter().chain(&attribution);
    let phrases = phrases.map(|phrase| SafeHtml::new(&field_html::phrase_html(ctx, phrase)));
    if ctx.site.displayed_state(entry, field_id, statement).is_some() {
        collector.uses_as_of_date = true;
    }
    phrases.collect()
}

/// Returns whether a value ends as a sentence does.
fn is_sentence(ctx: &PageContext<'_>, field: Option<&FieldDef>, statement: &Statement) -> bool {
    let text = |field| theme::value_text(ctx.localized, ctx.strings(), field, statement);
    match field.and_then(text) {
        Some(text) => text.ends_with(['.', '?', '!', '…']),
        None => matches!(statement.value, FieldValue::Markdown(_)),
    }
}

/// Appends the label of a tentative evidence status to a value in running text.
pub(super) fn with_mark(
    ctx: &PageContext<'_>,
    statement: &Statement,
    value_html: String,
) -> String {
    let mut out = value_html;
    let status = ctx.site.display_status(statement);
    if let Some(label) = status_label(ctx, status) {
        let status = status.map_or("", DisplayStatus::as_str);
        let label = escape_html(&label.to_lowercase());
        let _ = write!(
            out,
            r#" <span class="mark" data-standing="{status}"><span class="hidden">(</span>{label}<span class="hidden">)</span></span>"#
        );
    }
    out
}

/// Returns who says what these statements say, in brackets after a value; empty if it is the
/// sources.
pub(super) fn attribution_html<'s>(
    ctx: &PageContext<'_>,
    statements: impl IntoIterator<Item = &'s Statement>,
) -> String {
    let mut speakers: Vec<String> = Vec::new();
    for statement in statements {
        let phrase = ctx.strings().attribution_phrase(ctx.site, statement);
        let speaker = phrase.map(|phrase| field_html::phrase_html(ctx, &phrase));
        speakers.extend(speaker.filter(|speaker| !speakers.contains(speaker)));
    }
    if speakers.is_empty() { String::new() } else { format!(" ({})", speakers.join(", ")) }
}

/// Returns the note of a statement.
pub(super) fn note_model(ctx: &PageContext<'_>, statement: &Statement) -> Option<LocalizedString> {
    let note = statement.qualifiers.as_ref()?.note.as_ref()?;
    let (text, language) = ctx.localized_text(note);
    Some(LocalizedString { text, language })
}

/// Returns the quotes that support a statement of an entry.
pub(super) fn source_quotes(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    statement: &Statement,
) -> Vec<SourceQuote> {
    let entry = ctx.site.entry_at(entry_index);
    let citations = statement.citations().iter();
    citations.map(|citation| source_list::source_quote(ctx, citation, entry)).collect()
}
