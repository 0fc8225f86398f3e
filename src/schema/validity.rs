//! Time as sources give it: what holds on a day, and what surely holds.
//!
//! A day without day or month is an interval of days, a bound that no source gives is one that may
//! lie anywhere. Intervals are half-open: on the day that `until` names nothing holds any more.

use super::model::{PartialDate, UncertainDate};

/// Whether something holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validity {
    /// The sources say that it does.
    InForce,
    /// The sources say that it does not.
    NotInForce,
    /// The sources leave it open.
    Unknown,
}

impl Validity {
    /// Whether what holds between two bounds holds on a day; an absent bound is unbounded.
    #[must_use]
    pub fn validity_on(
        day: PartialDate,
        (from, until): (Option<&UncertainDate>, Option<&UncertainDate>),
    ) -> Self {
        let (first, last) = (day_number(day.first_day()), day_number(day.last_day()));
        let (begins, ends) = (day_range(from, i32::MIN), day_range(until, i32::MAX));
        if last < begins.0 || first >= ends.1 {
            return Self::NotInForce;
        }
        if first >= begins.1 && last < ends.0 { Self::InForce } else { Self::Unknown }
    }
}

/// The days on which something surely holds; empty if there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CertainInterval {
    pub(super) first: i32,
    /// The first day on which it may not hold any more.
    pub(super) end: i32,
}

impl CertainInterval {
    pub(super) fn from_bounds(
        (from, until): (Option<&UncertainDate>, Option<&UncertainDate>),
    ) -> Self {
        Self { first: day_range(from, i32::MIN).1, end: day_range(until, i32::MAX).0 }
    }
}

/// The first and the last day that a bound may be; `absent` if there is none.
fn day_range(date: Option<&UncertainDate>, absent: i32) -> (i32, i32) {
    let Some(date) = date else { return (absent, absent) };
    let earliest = date.earliest.map(|day| day_number(day.first_day()));
    let latest = date.latest.map(|day| day_number(day.last_day()));
    match date.value {
        Some(day) => {
            let (first, last) = (day_number(day.first_day()), day_number(day.last_day()));
            (
                earliest.map_or(first, |bound| bound.max(first)),
                latest.map_or(last, |bound| bound.min(last)),
            )
        }
        None => (earliest.unwrap_or(i32::MIN), latest.unwrap_or(i32::MAX)),
    }
}

/// Whether a period surely has no day in it.
pub(super) fn is_reversed_period(from: &UncertainDate, until: &UncertainDate) -> bool {
    let (begins, ends) = (day_range(Some(from), 0), day_range(Some(until), 0));
    ends.1 <= begins.0
}

/// Days in the order of time, without gaps that matter: only compared.
fn day_number(day: PartialDate) -> i32 {
    let part = |part: Option<u8>| i32::from(part.unwrap_or(1));
    i32::from(day.year) * 416 + part(day.month) * 32 + part(day.day)
}

impl PartialDate {
    /// The first day of it.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// The last day of it.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        let in_month =
            i8::try_from(month).ok().and_then(|m| jiff::civil::Date::new(self.year, m, 1).ok());
        let n_days = in_month.and_then(|first| u8::try_from(first.days_in_month()).ok());
        Self { month: Some(month), day: self.day.or(n_days).or(Some(31)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> UncertainDate {
        UncertainDate { value: PartialDate::read(written), earliest: None, latest: None }
    }

    fn validity_on(day: &str, from: Option<&str>, until: Option<&str>) -> Validity {
        let (from, until) = (from.map(date), until.map(date));
        Validity::validity_on(PartialDate::read(day).unwrap(), (from.as_ref(), until.as_ref()))
    }

    #[test]
    fn a_period_holds_from_its_first_day_and_not_on_its_last() {
        let april = Some("2014-04-01");
        assert_eq!(validity_on("2014-03-31", april, None), Validity::NotInForce);
        assert_eq!(validity_on("2014-04-01", april, None), Validity::InForce);
        assert_eq!(validity_on("2014-04-01", None, april), Validity::NotInForce);
        assert_eq!(validity_on("2014-03-31", None, april), Validity::InForce);
        assert_eq!(validity_on("1900-01-01", None, None), Validity::InForce);
    }

    #[test]
    fn inside_a_date_that_is_not_exact_nobody_knows() {
        assert_eq!(validity_on("2010-12-31", Some("2011"), None), Validity::NotInForce);
        assert_eq!(validity_on("2011-06-01", Some("2011"), None), Validity::Unknown);
        assert_eq!(validity_on("2011-12-31", Some("2011"), None), Validity::InForce);
        assert_eq!(validity_on("2014-04-30", None, Some("2014-04")), Validity::NotInForce);
        assert_eq!(validity_on("2014-04-29", None, Some("2014-04")), Validity::Unknown);
        assert_eq!(validity_on("2014-03-31", None, Some("2014-04")), Validity::InForce);
        assert_eq!(validity_on("2014", Some("2014-04-01"), None), Validity::Unknown);
    }

    #[test]
    fn an_unknown_bound_may_be_anywhere_within_its_limits() {
        let unknown =
            UncertainDate { value: None, earliest: None, latest: PartialDate::read("2015-11-11") };
        let state =
            |day| Validity::validity_on(PartialDate::read(day).unwrap(), (Some(&unknown), None));
        assert_eq!(state("2015-11-10"), Validity::Unknown);
        assert_eq!(state("2015-11-11"), Validity::InForce);
        let open = UncertainDate { value: None, earliest: None, latest: None };
        let state =
            |day| Validity::validity_on(PartialDate::read(day).unwrap(), (None, Some(&open)));
        assert_eq!(state("2015-11-11"), Validity::Unknown);
    }

    #[test]
    fn only_what_surely_ends_before_it_begins_is_reversed() {
        let is_reversed = |from, until| super::is_reversed_period(&date(from), &date(until));
        assert!(is_reversed("2015-01-01", "2014-12-31"));
        assert!(is_reversed("2015-01-01", "2015-01-01"));
        assert!(is_reversed("2015", "2014"));
        assert!(!is_reversed("2014-04", "2014"));
        let day = |day| PartialDate::read(day);
        let after = UncertainDate { value: None, earliest: day("2015"), latest: None };
        let before = UncertainDate { value: None, earliest: None, latest: day("2014-12-31") };
        assert!(super::is_reversed_period(&after, &before));
        assert!(!super::is_reversed_period(&before, &after));
        assert!(!is_reversed("2014", "2014-04"));
    }
}
