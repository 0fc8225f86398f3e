//! Values of fields as plain text, in one language.

use super::strings::Strings;
use crate::files::file_name;
use crate::schema::{FieldDef, FieldValue, PeriodBounds, Statement};
use crate::site::{EntryIndex, LocalizedSite, Site};

/// Returns the value of a statement as plain text. `None` means that it is Markdown or a group,
/// which have texts and fields of their own.
#[must_use]
pub fn value_text(
    localized: LocalizedSite<'_>,
    strings: &Strings,
    field: &FieldDef,
    statement: &Statement,
) -> Option<String> {
    Some(match &statement.value {
        FieldValue::Unknown => strings.get_str("unknown").to_owned(),
        FieldValue::None => strings.none_str(statement).to_owned(),
        FieldValue::Text(text) => localized.text(text).0.to_owned(),
        FieldValue::Number(digits, _) => strings.format_number(digits),
        FieldValue::Fraction(written, _) => strings.format_fraction(written),
        FieldValue::Date(date) => strings.format_date(date),
        FieldValue::Period(from, until) => strings.format_period(PeriodBounds::new(from, until)),
        FieldValue::Url(url) => url_text(url).to_owned(),
        FieldValue::Choice(choice) => match field.choice_label(choice) {
            Some(label) => localized.text(label).0.to_owned(),
            None => choice.to_string(),
        },
        FieldValue::Bool(is_true) => {
            strings.get_str(if *is_true { "yes" } else { "no" }).to_owned()
        }
        FieldValue::Citation(citation) => {
            citation.quote.as_ref().map_or_else(String::new, |quote| quote.text.to_string())
        }
        FieldValue::File(path) => file_name(path).to_owned(),
        FieldValue::Reference(written) => relation_text(localized, strings, field, written),
        FieldValue::Markdown(_) | FieldValue::Group(_) => return None,
    })
}

impl Strings {
    /// Returns the words for a statement that there is no value. They speak of the source only if
    /// one says so.
    #[must_use]
    pub fn none_str(&self, statement: &Statement) -> &str {
        let is_of_source = !statement.citations().is_empty() && statement.attributed_to().is_none();
        self.get_str(if is_of_source { "none" } else { "none-unsourced" })
    }
}

/// Returns an address without the scheme of mail and telephone.
#[must_use]
pub fn url_text(url: &str) -> &str {
    url.trim_start_matches("mailto:").trim_start_matches("tel:")
}

fn relation_text(
    localized: LocalizedSite<'_>,
    strings: &Strings,
    field: &FieldDef,
    written: &str,
) -> String {
    let Some(entry_index) = localized.site.find_related(field, written) else {
        return written.to_owned();
    };
    let entry = localized.site.entry_at(entry_index);
    let title = entry_title(localized, strings, entry_index);
    let target_field = written.split_once('#').and_then(|(_, id)| entry.entry_type.find_field(id));
    match target_field {
        Some(field) => format!("{title}: {}", localized.text(&field.label).0),
        None => title.to_owned(),
    }
}

/// Returns the words beside the title of an entry that another one has replaced: `replaced 2019`.
/// `None` means that it has not been replaced on the as-of date.
#[must_use]
pub fn replaced_mark(site: &Site, strings: &Strings, entry_index: EntryIndex) -> Option<String> {
    let replacement = site.done_replacement(entry_index)?;
    Some(match replacement.date {
        Some(date) => strings.format("replaced-in", &[("year", &date.year().to_string())]),
        None => strings.get_str("replaced-undated").to_owned(),
    })
}

/// Returns an entry's title. A front page without a title has the site's.
#[must_use]
pub fn entry_title<'a>(
    localized: LocalizedSite<'a>,
    strings: &'a Strings,
    entry_index: EntryIndex,
) -> &'a str {
    let title = localized.title(entry_index).0;
    match (title, &localized.site.config.title) {
        ("", Some(site_title)) => localized.text(site_title).0,
        ("", None) => strings.get_str("front-title"),
        _ => title,
    }
}
