//! Formats dates, periods and numbers in a language.

use super::strings::Strings;
use crate::schema::{PartialDate, PeriodBounds, UncertainDate};

/// Returns the key of the string for a period, with the placeholders `{from}` and `{until}`.
#[must_use]
pub fn period_key(period: PeriodBounds<'_>) -> &'static str {
    match (period.from, period.until) {
        (Some(_), Some(_)) => "period-between",
        (Some(_), None) => "period-from",
        (None, Some(_)) => "period-until",
        (None, None) => "unknown",
    }
}

impl Strings {
    /// Formats a date: its value, its bounds if it is uncertain, or that it is unknown.
    #[must_use]
    pub fn format_date(&self, date: &UncertainDate) -> String {
        // A line may break between two dates, but not inside one.
        let unbroken = |day: PartialDate| self.format_day(day).replace(' ', "\u{a0}");
        let (earliest, latest) = (date.earliest.map(unbroken), date.latest.map(unbroken));
        let value = date.value.map(|value| self.format_day(value));
        let (key, bounds) = match (&earliest, &latest) {
            (None, None) => ("", Vec::new()),
            (None, Some(latest)) => ("latest", vec![("latest", latest.as_str())]),
            (Some(earliest), None) => ("earliest", vec![("earliest", earliest.as_str())]),
            (Some(earliest), Some(latest)) => {
                ("between", vec![("earliest", earliest.as_str()), ("latest", latest.as_str())])
            }
        };
        match (&value, key) {
            (Some(value), "") => value.clone(),
            (None, "") => self.get_str("date-unknown").to_owned(),
            (Some(value), key) => {
                let mut values = vec![("date", value.as_str())];
                values.extend(bounds);
                self.format(&format!("date-{key}"), &values)
            }
            (None, key) => self.format(&format!("date-unknown-{key}"), &bounds),
        }
    }

    /// Formats a period: "från och med 1 april 2014".
    #[must_use]
    pub fn format_period(&self, period: PeriodBounds<'_>) -> String {
        let format_bound = |date: Option<&UncertainDate>| {
            date.map_or_else(String::new, |date| self.format_date(date))
        };
        let (from, until) = (format_bound(period.from), format_bound(period.until));
        self.format(period_key(period), &[("from", &from), ("until", &until)])
    }

    /// Formats a day, month or year: "1 april 2014".
    #[must_use]
    pub fn format_day(&self, day: PartialDate) -> String {
        let year = day.year().to_string();
        let Some(month) = day.month() else { return self.format("date-year", &[("year", &year)]) };
        let month = self.get_str(&format!("month-{month}")).to_owned();
        match day.day() {
            None => self.format("date-month", &[("month", &month), ("year", &year)]),
            Some(day) => {
                let day = day.to_string();
                self.format("date-day", &[("day", &day), ("month", &month), ("year", &year)])
            }
        }
    }

    /// Formats a decimal number: digits in groups of three, and the language's decimal mark.
    #[must_use]
    pub fn format_number(&self, number: &str) -> String {
        let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
        let (integer, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
        let is_grouped = integer.len() > 4;
        for (index, digit) in integer.chars().enumerate() {
            if is_grouped && index > 0 && (integer.len() - index).is_multiple_of(3) {
                out.push_str(self.get_str("group-mark"));
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push_str(self.get_str("decimal-mark"));
            out.push_str(decimals);
        }
        out
    }
}
