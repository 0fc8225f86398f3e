//! Dates as text, with their machine-readable form.

use super::page_context::PageContext;
use super::qualifiers;
use crate::schema::{FieldValue, PartialDate, PeriodBounds, UncertainDate, builtin};
use crate::site::{DisplayStatus, EntryIndex, chronology};
use crate::theme::Strings;
use crate::theme::model::DateModel;

/// Returns the model of a date, with its bounds in the text if it is unknown.
pub(super) fn date_model(date: &UncertainDate, strings: &Strings) -> DateModel {
    DateModel { words: strings.format_date(date), machine: date.value.map(|day| day.to_string()) }
}

/// Returns the model of a day, month or year.
pub(super) fn day_model(day: PartialDate, strings: &Strings) -> DateModel {
    DateModel { words: strings.format_partial_date(day), machine: Some(day.to_string()) }
}

/// Returns when an act happened, with the label of a date that is only intended, proposed or an
/// interpretation, unless the act is marked with this status already. The date of another field
/// than `date` begins with the field's label, as in "Built: 1990", because it may not be that of
/// what the reader has just read. `None` means that the entry is not an act, or does not say.
pub(super) fn act_date_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    marked: Option<DisplayStatus>,
) -> Option<DateModel> {
    let entry = ctx.site.entry_at(entry_index);
    let statement = chronology::act_date_statement(entry)?;
    let mut model = date_value_model(ctx.strings(), &statement.value)?;
    let field = chronology::act_date_field(&entry.entry_type)
        .filter(|field| &*field.id != builtin::document::DATE);
    if let Some(field) = field {
        let label = ctx.localized_text(&field.label).0;
        model.words = format!("{label}: {}", model.words);
    }
    let status = ctx.site.display_status(statement).filter(|status| Some(*status) != marked);
    Some(match qualifiers::status_label(ctx, status) {
        Some(label) => {
            DateModel { words: format!("{} ({})", model.words, label.to_lowercase()), ..model }
        }
        None => model,
    })
}

fn date_value_model(strings: &Strings, value: &FieldValue) -> Option<DateModel> {
    match value {
        FieldValue::Date(date) => Some(date_model(date, strings)),
        FieldValue::Period(from, until) => {
            let words = strings.format_period(PeriodBounds::new(from, until));
            Some(DateModel { words, machine: None })
        }
        FieldValue::Unknown => {
            Some(DateModel { words: strings.get_str("date-unknown").to_owned(), machine: None })
        }
        _ => None,
    }
}
