//! What an event of a calendar says: what happens, and the words of the sources that say so.

use super::page_context::PageContext;
use super::qualifiers;
use crate::parse::Citation;
use crate::schema::FieldValue;
use crate::site::calendar_index::{CalendarDate, CalendarDateKind};
use crate::site::statement_state::is_validity_field;
use crate::site::{DisplayStatus, NamedStatement};
use crate::theme::{PlainText, value_text};

/// How many quotes an event has at most.
const MAX_QUOTES: usize = 3;

/// Returns whether the sources do not say that a statement, or the item of a group that it is in,
/// is so.
pub(super) fn is_tentative(ctx: &PageContext<'_>, named: &NamedStatement<'_>) -> bool {
    tentative_status(ctx, named).is_some()
}

fn tentative_status(ctx: &PageContext<'_>, named: &NamedStatement<'_>) -> Option<DisplayStatus> {
    let statements = std::iter::once(named.statement).chain(named.item);
    let statuses = statements.filter_map(|statement| ctx.site.display_status(statement));
    statuses.filter(|status| status.is_tentative()).max()
}

/// Returns what happens on a date, in words.
pub(super) fn event_summary(
    ctx: &PageContext<'_>,
    date: &CalendarDate,
    named: Option<&NamedStatement<'_>>,
) -> String {
    let strings = ctx.strings();
    let entry = ctx.entry_title(date.entry).0;
    let Some(named) = named else {
        return strings.format("calendar-review", &[("entry", &entry)]);
    };
    let field = ctx.localized_text(&named.field.label).0;
    let value = match &named.statement.value {
        FieldValue::Period(..) | FieldValue::Unknown | FieldValue::None => None,
        _ => value_text(ctx.localized, strings, named.field, named.statement),
    };
    let value = value.filter(|value| !value.is_empty());
    let is_period = matches!(named.statement.value, FieldValue::Period(..));
    let is_validity = is_validity_field(ctx.site.entry_at(date.entry), &named.name);
    let key = match date.kind {
        CalendarDateKind::Deadline(_) => "calendar-deadline",
        CalendarDateKind::End(_) | CalendarDateKind::Review if value.is_some() => {
            "calendar-value-ends"
        }
        CalendarDateKind::End(_) | CalendarDateKind::Review => match (is_period, is_validity) {
            (true, true) => "calendar-not-in-force",
            (true, false) => "calendar-period-ends",
            (false, _) => "calendar-ends",
        },
    };
    let names = [("entry", &*entry), ("field", &*field), ("value", &*value.unwrap_or_default())];
    let summary = strings.format(key, &names);
    match qualifiers::status_label(ctx, tentative_status(ctx, named)) {
        Some(label) => {
            let parts = [("summary", &*summary), ("status", &*label.to_lowercase())];
            strings.format("calendar-tentative", &parts)
        }
        None => summary,
    }
}

/// Returns the statement of an event, and the words of its sources, one line each.
pub(super) fn event_description(
    ctx: &PageContext<'_>,
    date: &CalendarDate,
    named: &NamedStatement<'_>,
) -> Vec<String> {
    let strings = ctx.strings();
    let field = ctx.localized_text(&named.field.label).0;
    let plain_text = PlainText::new(ctx.localized, strings);
    let mut value = plain_text.statement_text(date.entry, named.field, named.statement);
    let period = named.statement.validity_period();
    if !period.is_unbounded() {
        let period = strings.format_period(period);
        value = if value.is_empty() { period } else { format!("{value} ({period})") };
    }
    let statement = strings.format("calendar-value", &[("field", &field), ("value", &value)]);
    let own = named.statement.own_citations();
    let citations = match own.is_empty() {
        true => named.item.map(|item| item.own_citations()).unwrap_or_default(),
        false => own,
    };
    let sources = citations.into_iter().take(MAX_QUOTES);
    let sources = sources.map(|citation| source_line(ctx, date, citation));
    std::iter::once(statement).chain(sources).collect()
}

/// Returns the quote of a citation and where it is from: `“Words.” (Treaty P4)`.
fn source_line(ctx: &PageContext<'_>, date: &CalendarDate, citation: &Citation) -> String {
    let resolution = ctx.site.resolve_citation(citation, ctx.site.entry_at(date.entry));
    let document = resolution.document.map(|document| ctx.localized.document_name(document).0);
    let document = document.unwrap_or(&citation.document.text);
    let source = match &citation.locator {
        Some(locator) => format!("{document} {}", locator.text),
        None => document.to_owned(),
    };
    match &citation.quote {
        Some(quote) => {
            let parts = [("quote", &*quote.text), ("source", &*source)];
            ctx.strings().format("calendar-quote", &parts)
        }
        None => source,
    }
}
