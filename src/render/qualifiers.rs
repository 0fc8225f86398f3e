//! What is said about a value, in words: how firmly it stands, since when, who says so.

use super::body::escape_html;
use super::model::{LocalizedString, SafeHtml, SourceQuote};
use super::page_context::PageContext;
use super::{field_html, source_list};
use crate::schema::{Statement, Validity};
use crate::site::{DisplayStatus, EntryIndex};
use std::fmt::Write as _;

/// Returns the label of a tentative status.
pub(super) fn status_label(ctx: &PageContext<'_>, status: Option<DisplayStatus>) -> Option<String> {
    let status = status.filter(|status| status.is_tentative())?;
    Some(ctx.strings().get_str(&format!("standing-{}", status.as_str())).to_owned())
}

/// "från och med 1 april 2014", "enligt …", and whether it holds on the day spoken of.
pub(super) fn qualifier_phrases(ctx: &PageContext<'_>, statement: &Statement) -> Vec<SafeHtml> {
    let mut told = Vec::new();
    let period = statement.validity_period();
    if !period.is_unbounded() {
        told.push(SafeHtml::new(&field_html::period_html(ctx, period)));
        if let Some(day) = ctx.use_as_of_date() {
            let key = match period.validity_on(day) {
                Validity::InForce => "state-holds",
                Validity::NotInForce => "state-not",
                Validity::Unknown => "state-unknown",
            };
            told.push(SafeHtml::new(&field_html::format_string(
                ctx,
                key,
                &[("day", &field_html::day_html(ctx, day))],
            )));
        }
    }
    if let Some(speaker) = statement.attributed_to() {
        let name = match ctx.site.attributed_entry(speaker) {
            Some(entry_index) => field_html::entry_link_html(ctx, entry_index),
            None => format!(r#"<span class="broken">{}</span>"#, escape_html(&speaker.text)),
        };
        told.push(SafeHtml::new(&field_html::format_string(
            ctx,
            "according-to",
            &[("speaker", &name)],
        )));
    }
    told
}

/// A value in a running text, with its period, and a word for what it does not stand as.
pub(super) fn with_qualifiers(
    ctx: &PageContext<'_>,
    statement: &Statement,
    value: String,
) -> String {
    let mut out = value;
    let period = statement.validity_period();
    if !period.is_unbounded() {
        out = format!("{out} ({})", field_html::period_html(ctx, period));
    }
    let status = ctx.site.display_status(statement);
    if let Some(mark) = status_label(ctx, status) {
        let standing = status.map_or("", DisplayStatus::as_str);
        let mark = escape_html(&mark.to_lowercase());
        let _ = write!(
            out,
            r#" <span class="mark" data-standing="{standing}"><span class="hidden">(</span>{mark}<span class="hidden">)</span></span>"#
        );
    }
    out
}

/// What a reader has to know about a value.
pub(super) fn note_model(ctx: &PageContext<'_>, statement: &Statement) -> Option<LocalizedString> {
    let note = statement.qualifiers.as_ref()?.note.as_ref()?;
    let (text, language) = ctx.localized_text(note);
    Some(LocalizedString { text, language })
}

/// The words that back a value.
pub(super) fn source_quotes(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    statement: &Statement,
) -> Vec<SourceQuote> {
    let entry = ctx.site.entry_at(entry_index);
    statement.citations().iter().map(|one| source_list::source_quote(ctx, one, entry)).collect()
}
