//! Dates with the precision of a year, a month or a day (EDTF level 0).

use jiff::civil;
use std::fmt::{self, Display};

/// A year, a month or a day that exists in the proleptic Gregorian calendar.
///
/// A year sorts before its months, and a month before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// 1 to 9999.
    year: i16,
    /// 1 to 12.
    month: Option<u8>,
    /// 1 to the length of the month. `None` if `month` is `None`.
    day: Option<u8>,
}

impl PartialDate {
    /// Returns a year. `None` means that it is not in 1 to 9999.
    #[must_use]
    pub fn from_year(year: i16) -> Option<Self> {
        Self::from_day(year, 1, 1).map(|date| Self { month: None, day: None, ..date })
    }

    /// Returns a month. `None` means that it does not exist.
    #[must_use]
    pub fn from_month(year: i16, month: u8) -> Option<Self> {
        Self::from_day(year, month, 1).map(|date| Self { day: None, ..date })
    }

    /// Returns a day. `None` means that it does not exist.
    #[must_use]
    pub fn from_day(year: i16, month: u8, day: u8) -> Option<Self> {
        let exists =
            civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok();
        (year > 0 && exists).then_some(Self { year, month: Some(month), day: Some(day) })
    }

    /// Parses `2011`, `2014-04` or `2014-04-01`. `None` means another form, or a date that does
    /// not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parse_digits(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Self::from_year(year) };
        let month = u8::try_from(parse_digits(month, 2)?).ok()?;
        let Some(day) = parts.next() else { return Self::from_month(year, month) };
        let day = u8::try_from(parse_digits(day, 2)?).ok()?;
        if parts.next().is_some() { None } else { Self::from_day(year, month, day) }
    }

    /// Parses a date as [`Self::parse`] does, or the day of a point in time such as
    /// `2024-05-01T10:00` or `2024-05-02 11:30:00+02:00`. The day is the one that is written.
    #[must_use]
    pub fn parse_day_of_time(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((day, time)) = text.split_once(['T', 't', ' ']) else { return Self::parse(text) };
        let date = Self::parse(day).filter(|date| date.day.is_some())?;
        is_time_of_day(time.trim()).then_some(date)
    }

    /// Returns the year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the month, 1 to 12. `None` means that only the year is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Returns the day of the month, from 1. `None` means that only the year or month is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Returns its first day.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// Returns its last day.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        let first_of_month =
            i8::try_from(month).ok().and_then(|month| civil::Date::new(self.year, month, 1).ok());
        let n_days = first_of_month.and_then(|first| u8::try_from(first.days_in_month()).ok());
        Self { month: Some(month), day: self.day.or(n_days).or(Some(31)), ..self }
    }

    /// Returns the day before its first day. `None` means that there is none.
    #[must_use]
    pub fn day_before(self) -> Option<Self> {
        let first = self.first_day();
        let part = |part: Option<u8>| i8::try_from(part.unwrap_or(1)).ok();
        let day = civil::Date::new(first.year, part(first.month)?, part(first.day)?).ok()?;
        let day = day.yesterday().ok()?;
        Self::from_day(day.year(), day.month().unsigned_abs(), day.day().unsigned_abs())
    }

    /// Returns how many days there are from the first day of year 1 to its first day.
    #[must_use]
    pub fn day_number(self) -> i32 {
        let years = i32::from(self.year) - 1;
        let days_before_year = 365 * years + years / 4 - years / 100 + years / 400;
        let part = |part: Option<u8>| i8::try_from(part.unwrap_or(1)).ok();
        let date = part(self.month)
            .zip(part(self.day))
            .and_then(|(month, day)| civil::Date::new(self.year, month, day).ok());
        days_before_year + date.map_or(0, |date| i32::from(date.day_of_year()) - 1)
    }

    /// Returns a number that grows with time, for comparisons: it is not a count of days.
    pub(super) fn ordinal(self) -> i32 {
        let part = |part: Option<u8>| i32::from(part.unwrap_or(1));
        i32::from(self.year) * 416 + part(self.month) * 32 + part(self.day)
    }
}

/// As written: `2011`, `2014-04`, `2014-04-01`.
impl Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Returns whether a text is a time of day, with a time zone or without: `10:00`, `10:00:00.5Z`,
/// `10:00 +0200`, `10:00 CEST`.
fn is_time_of_day(time: &str) -> bool {
    let is_zone_start = |letter: char| matches!(letter, '+' | '-') || letter.is_ascii_alphabetic();
    let (clock, zone) = time.split_at(time.find(is_zone_start).unwrap_or(time.len()));
    let (clock, fraction) = clock.trim().split_once(['.', ',']).unwrap_or((clock.trim(), "0"));
    let limits = [24, 60, 60];
    let parts: Vec<&str> = clock.split(':').collect();
    let is_part = |(part, limit): (&&str, i16)| {
        let n_digits = part.len().clamp(1, 2);
        parse_digits(part, n_digits).is_some_and(|number| number < limit)
    };
    let is_zone = |zone: &str| {
        let offset = zone.trim_start_matches(['+', '-']);
        let is_offset = offset.len() < zone.len() && (2..=5).contains(&offset.len());
        let is_name = offset.len() == zone.len() && zone.len() <= 4;
        zone.is_empty()
            || is_offset && offset.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
            || is_name && zone.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    (2..=3).contains(&parts.len())
        && parts.iter().zip(limits).all(is_part)
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && is_zone(zone.trim())
}

/// Parses exactly `n_digits` ASCII digits.
fn parse_digits(digits: &str, n_digits: usize) -> Option<i16> {
    let is_number = digits.len() == n_digits && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_does_not_exist_is_not_parsed() {
        for written in ["2011", "2014-04", "2014-04-01", "2012-02-29", "0001", "9999-12-31"] {
            assert_eq!(PartialDate::parse(written).unwrap().to_string(), written);
        }
        let wrong = ["9999-99-99", "2013-02-29", "2014-4-1", "2014-13", "14", "2014-", "", "20145"];
        assert_eq!(wrong.map(PartialDate::parse), [None; 8]);
        assert_eq!(
            ["2014-04-01-01", "2014/04", "２０１４", "-2014"].map(PartialDate::parse),
            [None; 4]
        );
        let year_zero = ["0000", "0000-01", "0000-01-01", "-0001", "-5"];
        assert_eq!(year_zero.map(PartialDate::parse), [None; 5]);
    }

    #[test]
    fn a_point_in_time_has_a_day() {
        for written in [
            "2024-05-01",
            "2024-05-01T10:00",
            "2024-05-01 10:00:00",
            "2024-05-01T10:00:00Z",
            "2024-05-01T10:00:00.123Z",
            "2024-05-01T23:30:00+02:00",
            "2024-05-01 9:30:00 -0700",
            "2024-05-01 09:30 CEST",
            "2024-05-01t10:00z",
        ] {
            let day = PartialDate::parse_day_of_time(written).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2024-05-01"), "{written}");
        }
        let month = PartialDate::parse_day_of_time("2024-05").map(|day| day.to_string());
        assert_eq!(month.as_deref(), Some("2024-05"));
        for wrong in [
            "2024-05 10:00",
            "2024-05-01T",
            "2024-05-01 25:00",
            "2024-05-01 10",
            "2024-05-01 to 2024-06-01",
            "2024-05-01 10:00:00:00",
            "2024-05-01T10:00+",
            "2024-02-30T10:00",
        ] {
            assert_eq!(PartialDate::parse_day_of_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_day_before_is_in_the_month_or_year_before() {
        let day_before = |written| PartialDate::parse(written).unwrap().day_before();
        let dates = ["2019-01-01", "2016-03-01", "2019-01", "2019", "2014-04-15"];
        let shown = dates.map(|written| day_before(written).unwrap().to_string());
        assert_eq!(shown, ["2018-12-31", "2016-02-29", "2018-12-31", "2018-12-31", "2014-04-14"]);
        assert_eq!(["0001", "0001-01", "0001-01-01"].map(day_before), [None; 3]);
    }

    #[test]
    fn constructors_refuse_what_does_not_exist() {
        let dates = [
            PartialDate::from_year(2011),
            PartialDate::from_month(2014, 4),
            PartialDate::from_day(2012, 2, 29),
        ];
        let shown = dates.map(|date| date.unwrap().to_string());
        assert_eq!(shown, ["2011", "2014-04", "2012-02-29"]);
        assert_eq!(PartialDate::from_year(-1), None);
        assert_eq!(PartialDate::from_year(0), None);
        assert_eq!(PartialDate::from_year(10_000), None);
        assert_eq!(PartialDate::from_month(2014, 13), None);
        assert_eq!(PartialDate::from_day(2013, 2, 29), None);
    }
}
