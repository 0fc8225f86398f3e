//! Time as sources give it: what holds on a day, and what surely holds.
//!
//! A day without day or month is an interval of days, a bound that no source gives is one that may
//! lie anywhere. Intervals are half-open: on the day that `until` names nothing holds any more.

use super::model::{Date, Day};

/// Whether something holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The sources say that it does.
    Holds,
    /// The sources say that it does not.
    Not,
    /// The sources leave it open.
    Unknown,
}

impl State {
    /// Whether what holds between two bounds holds on a day; an absent bound is unbounded.
    #[must_use]
    pub fn on(day: Day, (from, until): (Option<&Date>, Option<&Date>)) -> Self {
        let (first, last) = (ordinal(day.first()), ordinal(day.last()));
        let (begins, ends) = (range(from, i32::MIN), range(until, i32::MAX));
        if last < begins.0 || first >= ends.1 {
            return Self::Not;
        }
        if first >= begins.1 && last < ends.0 { Self::Holds } else { Self::Unknown }
    }
}

/// The days on which something surely holds; empty if there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Certain {
    pub(super) first: i32,
    /// The first day on which it may not hold any more.
    pub(super) end: i32,
}

impl Certain {
    pub(super) fn of((from, until): (Option<&Date>, Option<&Date>)) -> Self {
        Self { first: range(from, i32::MIN).1, end: range(until, i32::MAX).0 }
    }
}

/// The first and the last day that a bound may be; `absent` if there is none.
fn range(date: Option<&Date>, absent: i32) -> (i32, i32) {
    let Some(date) = date else { return (absent, absent) };
    let earliest = date.earliest.map(|day| ordinal(day.first()));
    let latest = date.latest.map(|day| ordinal(day.last()));
    match date.value {
        Some(day) => {
            let (first, last) = (ordinal(day.first()), ordinal(day.last()));
            (
                earliest.map_or(first, |bound| bound.max(first)),
                latest.map_or(last, |bound| bound.min(last)),
            )
        }
        None => (earliest.unwrap_or(i32::MIN), latest.unwrap_or(i32::MAX)),
    }
}

/// Whether a period surely has no day in it.
pub(super) fn is_reversed(from: &Date, until: &Date) -> bool {
    let (begins, ends) = (range(Some(from), 0), range(Some(until), 0));
    ends.1 <= begins.0
}

/// Days in the order of time, without gaps that matter: only compared.
fn ordinal(day: Day) -> i32 {
    let part = |part: Option<u8>| i32::from(part.unwrap_or(1));
    i32::from(day.year) * 416 + part(day.month) * 32 + part(day.day)
}

impl Day {
    /// The first day of it.
    #[must_use]
    pub fn first(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// The last day of it.
    #[must_use]
    pub fn last(self) -> Self {
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

    fn date(written: &str) -> Date {
        Date { value: Day::read(written), earliest: None, latest: None }
    }

    fn on(day: &str, from: Option<&str>, until: Option<&str>) -> State {
        let (from, until) = (from.map(date), until.map(date));
        State::on(Day::read(day).unwrap(), (from.as_ref(), until.as_ref()))
    }

    #[test]
    fn a_period_holds_from_its_first_day_and_not_on_its_last() {
        let april = Some("2014-04-01");
        assert_eq!(on("2014-03-31", april, None), State::Not);
        assert_eq!(on("2014-04-01", april, None), State::Holds);
        assert_eq!(on("2014-04-01", None, april), State::Not);
        assert_eq!(on("2014-03-31", None, april), State::Holds);
        assert_eq!(on("1900-01-01", None, None), State::Holds);
    }

    #[test]
    fn inside_a_date_that_is_not_exact_nobody_knows() {
        assert_eq!(on("2010-12-31", Some("2011"), None), State::Not);
        assert_eq!(on("2011-06-01", Some("2011"), None), State::Unknown);
        assert_eq!(on("2011-12-31", Some("2011"), None), State::Holds);
        assert_eq!(on("2014-04-30", None, Some("2014-04")), State::Not);
        assert_eq!(on("2014-04-29", None, Some("2014-04")), State::Unknown);
        assert_eq!(on("2014-03-31", None, Some("2014-04")), State::Holds);
        assert_eq!(on("2014", Some("2014-04-01"), None), State::Unknown);
    }

    #[test]
    fn an_unknown_bound_may_be_anywhere_within_its_limits() {
        let unknown = Date { value: None, earliest: None, latest: Day::read("2015-11-11") };
        let state = |day| State::on(Day::read(day).unwrap(), (Some(&unknown), None));
        assert_eq!(state("2015-11-10"), State::Unknown);
        assert_eq!(state("2015-11-11"), State::Holds);
        let open = Date { value: None, earliest: None, latest: None };
        let state = |day| State::on(Day::read(day).unwrap(), (None, Some(&open)));
        assert_eq!(state("2015-11-11"), State::Unknown);
    }

    #[test]
    fn only_what_surely_ends_before_it_begins_is_reversed() {
        let is_reversed = |from, until| super::is_reversed(&date(from), &date(until));
        assert!(is_reversed("2015-01-01", "2014-12-31"));
        assert!(is_reversed("2015-01-01", "2015-01-01"));
        assert!(is_reversed("2015", "2014"));
        assert!(!is_reversed("2014-04", "2014"));
        let day = |day| Day::read(day);
        let after = Date { value: None, earliest: day("2015"), latest: None };
        let before = Date { value: None, earliest: None, latest: day("2014-12-31") };
        assert!(super::is_reversed(&after, &before));
        assert!(!super::is_reversed(&before, &after));
        assert!(!is_reversed("2014", "2014-04"));
    }
}
