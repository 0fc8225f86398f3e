//! Formats dates, periods and numbers in a language.

use super::phrase::Phrase;
use super::strings::Strings;
use crate::schema::{PartialDate, PeriodBounds, PeriodEnd, UncertainDate};

impl Strings {
    /// Formats a date: its value, its bounds if it is uncertain, or that it is unknown.
    #[must_use]
    pub fn format_date(&self, date: &UncertainDate) -> String {
        self.date_phrase(date).to_text(self, |_| String::new())
    }

    /// Formats a period: "från och med den 1 april 2014".
    #[must_use]
    pub fn format_period(&self, period: PeriodBounds<'_>) -> String {
        self.period_phrase(period).to_text(self, |_| String::new())
    }

    /// Returns a date: its value, its bounds if it is uncertain, or that it is unknown.
    #[must_use]
    pub fn date_phrase(&self, date: &UncertainDate) -> Phrase {
        let phrase = match date.value {
            Some(value) => Phrase::from(value),
            None => Phrase::from(self.get_str("date-unknown")),
        };
        self.with_bounds(phrase, date.earliest, date.latest)
    }

    /// Returns a period: "från och med den 1 april 2014", "sedan ett okänt datum".
    #[must_use]
    pub fn period_phrase(&self, period: PeriodBounds<'_>) -> Phrase {
        let from = period.from.map(|date| self.start_phrase("period-from", date));
        let until = period.until.map(|end| self.end_phrase(end));
        match (from, until) {
            (Some(from), Some(until)) => {
                let has_bounds = period
                    .from
                    .is_some_and(|date| date.earliest.is_some() || date.latest.is_some());
                let key = match period.until {
                    _ if has_bounds => "period-between-apart",
                    Some(PeriodEnd::FurtherNotice) => "period-between-further-notice",
                    _ => "period-between",
                };
                self.format_phrase(key, &[("from", &from), ("until", &until)])
            }
            (Some(phrase), None) | (None, Some(phrase)) => phrase,
            (None, None) => Phrase::from(self.get_str("unknown")),
        }
    }

    /// Returns the start of a period, in the words of a key; the key with `-unknown` is for a start
    /// that no source gives.
    pub(super) fn start_phrase(&self, key: &str, date: &UncertainDate) -> Phrase {
        let phrase = match date.value {
            Some(value) => {
                let (on, day) = (self.on_day_phrase(value), self.day_phrase(value));
                self.format_phrase(key, &[("from", &day), ("on", &on)])
            }
            None => Phrase::from(self.get_str(&format!("{key}-unknown"))),
        };
        self.with_bounds(phrase, date.earliest, date.latest)
    }

    /// Returns the end of a period: the first day on which it is not in force any more, or the one
    /// before, as the language says it; or the month or year in which it ends.
    pub(super) fn end_phrase(&self, end: &PeriodEnd) -> Phrase {
        let PeriodEnd::On(date) = end else {
            return Phrase::from(self.get_str("period-until-further-notice"));
        };
        // A year stays a year: which of its days was the last one is not known.
        let last = |date: PartialDate| match date.day() {
            Some(_) => date.day_before().unwrap_or(date),
            None => date,
        };
        let phrase = match date.value {
            Some(until) if until.day().is_some() => {
                let (last, until) = (self.day_phrase(last(until)), self.day_phrase(until));
                self.format_phrase("period-until", &[("last", &last), ("until", &until)])
            }
            Some(year) => {
                self.format_phrase("period-until-within", &[("on", &self.on_day_phrase(year))])
            }
            None => Phrase::from(self.get_str("period-until-unknown")),
        };
        self.with_bounds(phrase, date.earliest.map(last), date.latest.map(last))
    }

    fn with_bounds(
        &self,
        phrase: Phrase,
        earliest: Option<PartialDate>,
        latest: Option<PartialDate>,
    ) -> Phrase {
        let earliest = earliest.map(|day| self.day_phrase(day));
        let latest = latest.map(|day| self.day_phrase(day));
        match (&earliest, &latest) {
            (None, None) => phrase,
            (None, Some(latest)) => {
                self.format_phrase("date-latest", &[("date", &phrase), ("latest", latest)])
            }
            (Some(earliest), None) => {
                self.format_phrase("date-earliest", &[("date", &phrase), ("earliest", earliest)])
            }
            (Some(earliest), Some(latest)) => self.format_phrase(
                "date-between",
                &[("date", &phrase), ("earliest", earliest), ("latest", latest)],
            ),
        }
    }

    /// Formats a day, month or year: "1 april 2014".
    #[must_use]
    pub fn format_partial_date(&self, day: PartialDate) -> String {
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

    /// Returns a number or a fraction as it is written, `45300/377000`: its terms are those of the
    /// source, which a reduced one no longer shows.
    #[must_use]
    pub fn format_fraction(&self, written: &str) -> String {
        let terms = written.split('/').map(|term| self.format_number(term));
        terms.collect::<Vec<_>>().join("/")
    }
}
