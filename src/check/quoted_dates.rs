//! Compares the value of a date field with the dates in the quotes that support it.

use crate::diagnostic::{Diagnostic, rules};
use crate::parse::number_mention::number_mentions;
use crate::schema::{EvidenceStatus, FieldValue, PartialDate, Statement};

/// The years that a number of four digits can be.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2999;

/// Reports a date whose quotes give other dates only (`date-not-in-quote`).
///
/// A date is not reported if a quote has only a part of it, or no date, or if it is worked out.
pub(super) fn check_quoted_dates(statement: &Statement) -> Option<Diagnostic> {
    let FieldValue::Date(date) = &statement.value else { return None };
    let date =
        date.value.filter(|_| statement.evidence_status() != EvidenceStatus::Interpretation)?;
    // The date can be anywhere in a source of which no words are quoted.
    let quotes: Option<Vec<&str>> = statement
        .citations()
        .iter()
        .map(|citation| citation.quote.as_ref().map(|quote| &*quote.text))
        .collect();
    let quotes = quotes?;
    let dates = QuotedDates::of_quotes(&quotes);
    let has_day = date.day().is_some();
    // A year, such as that of a report, does not say that a day of another year is wrong.
    let other = dates.dates.iter().find(|(other, _)| other.day().is_some() || !has_day);
    let (_, quoted) = other.filter(|_| !dates.may_give(date))?;
    let kind = rules::DateNotInQuote { date: date.to_string(), quoted: (*quoted).to_owned() };
    Some(Diagnostic::new(statement.span.clone(), kind))
}

/// The dates of some quotes.
#[derive(Default)]
struct QuotedDates<'a> {
    /// Years, months and days, with their words.
    dates: Vec<(PartialDate, &'a str)>,
    /// The days and months of dates without a year.
    days_of_months: Vec<(u8, u8)>,
    /// The numbers that can be days, as in "1–3 May 2014".
    days: Vec<u8>,
}

impl<'a> QuotedDates<'a> {
    fn of_quotes(quotes: &[&'a str]) -> Self {
        let mut dates = Self::default();
        for quote in quotes {
            for mention in number_mentions(quote) {
                let words = quote.get(mention.range).unwrap_or_default();
                let date = PartialDate::parse(&mention.key);
                // A number of four digits is a year only if it can be one.
                let is_date =
                    |date: &PartialDate| date.month().is_some() || YEARS.contains(&date.year());
                let day_of_month = mention
                    .key
                    .split_once('/')
                    .and_then(|(day, month)| Some((day.parse().ok()?, month.parse().ok()?)));
                if let Some(date) = date.filter(is_date) {
                    dates.dates.push((date, words));
                } else if let Some(day_of_month) = day_of_month {
                    dates.days_of_months.push(day_of_month);
                } else {
                    dates.days.extend(mention.key.parse::<u8>().ok());
                }
            }
        }
        dates
    }

    /// Returns whether the quotes give a date, or a part of it.
    fn may_give(&self, date: PartialDate) -> bool {
        let may_be = |other: &PartialDate| match (date.day(), other.day()) {
            (Some(day), Some(other_day)) => {
                let is_in_month = (date.year(), date.month()) == (other.year(), other.month());
                let first = self.days.iter().copied().fold(other_day, u8::min);
                let last = self.days.iter().copied().fold(other_day, u8::max);
                is_in_month && (first..=last).contains(&day)
            }
            _ => {
                let has_month = date.month().is_some() && other.month().is_some();
                date.year() == other.year() && (!has_month || date.month() == other.month())
            }
        };
        let has_day_of_month = || {
            self.days_of_months
                .iter()
                .any(|(day, month)| (Some(*day), Some(*month)) == (date.day(), date.month()))
        };
        self.dates.iter().any(|(other, _)| may_be(other)) || has_day_of_month()
    }
}

#[cfg(test)]
mod tests {
    use super::{PartialDate, QuotedDates};

    /// Returns the dates that a quote may give.
    fn given<'d>(dates: &[&'d str], quote: &str) -> Vec<&'d str> {
        let quoted = QuotedDates::of_quotes(&[quote]);
        let is_given = |date: &&str| quoted.may_give(PartialDate::parse(date).unwrap());
        dates.iter().copied().filter(is_given).collect()
    }

    #[test]
    fn a_date_is_given_by_its_words_or_a_part_of_it() {
        let april = ["2014-04-01", "2014-04", "2014", "2014-04-02", "2014-05-01", "2013"];
        assert_eq!(given(&april, "gäller fr.o.m. 1 april 2014"), april[..3]);
        assert_eq!(given(&april, "in force since April 2014"), april[..4]);
        assert_eq!(given(&april, "beslutades 2014"), april[..5]);
        assert_eq!(given(&april, "2014-04-01"), april[..3]);
        let may = ["2014-05-01", "2014-05-02", "2014-05-03", "2014-05-04"];
        assert_eq!(given(&may, "den 1–3 maj 2014"), may[..3]);
        assert_eq!(given(&["2014-04-30"], "30 april till 2 maj 2014"), ["2014-04-30"]);
        assert_eq!(given(&["2015-11-11", "2015"], "Utlåtande 2015:128"), [""; 0]);
    }
}
