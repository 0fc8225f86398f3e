//! Validity periods: on which dates a statement is in force.
//!
//! A period is the half-open interval `[from, until)`, so consecutive periods neither overlap nor
//! leave a gap. A date with the precision of a year or month is the interval of its days, and an
//! unknown bound may be anywhere within its limits: both make the result [`Validity::Unknown`] on
//! the dates in question. What ends in a year may have been in force on the last day of it.

use super::{PartialDate, UncertainDate};
use serde_json::{Value as Json, json};

/// Whether something is in force on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validity {
    /// The sources say that it is.
    InForce,
    /// The sources say that it is not.
    NotInForce,
    /// The sources do not say.
    Unknown,
}

/// The end of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// The first date on which it is not in force any more.
    On(UncertainDate),
    /// A source says that it is in force until further notice.
    FurtherNotice,
}

impl PeriodEnd {
    /// How an end until further notice is written in YAML and JSON.
    pub const FURTHER_NOTICE: &'static str = "further-notice";

    /// Returns the first date on which it is not in force any more. `None` means that there is no
    /// stated end.
    #[must_use]
    pub fn date(&self) -> Option<&UncertainDate> {
        match self {
            Self::On(date) => Some(date),
            Self::FurtherNotice => None,
        }
    }

    /// Returns it as its date, or `further-notice`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        self.date().map_or_else(|| json!(Self::FURTHER_NOTICE), UncertainDate::to_json)
    }
}

/// The bounds of a period, `[from, until)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodBounds<'a> {
    /// Start of validity. `None` means unbounded.
    pub from: Option<&'a UncertainDate>,
    /// The end of validity. `None` means unbounded.
    pub until: Option<&'a PeriodEnd>,
}

impl<'a> PeriodBounds<'a> {
    /// Returns the bounds of a period that is stored as two dates.
    #[must_use]
    pub fn new(from: &'a Option<UncertainDate>, until: &'a Option<PeriodEnd>) -> Self {
        Self { from: from.as_ref(), until: until.as_ref() }
    }

    /// Returns whether there is neither start nor end.
    #[must_use]
    pub fn is_unbounded(self) -> bool {
        self == Self::default()
    }

    /// Returns the first date on which it is not in force any more. `None` means that no end is
    /// stated.
    #[must_use]
    pub fn end_date(self) -> Option<&'a UncertainDate> {
        self.until.and_then(PeriodEnd::date)
    }

    /// Returns whether the period certainly starts after a date.
    #[must_use]
    pub fn starts_after(self, date: PartialDate) -> bool {
        Self { until: None, ..self }.validity_on(date) == Validity::NotInForce
    }

    /// Returns whether what has this period is in force on a date.
    #[must_use]
    pub fn validity_on(self, date: PartialDate) -> Validity {
        let (first, last) = (date.first_day().ordinal(), date.last_day().ordinal());
        let start = OrdinalRange::of_start(self.from);
        let end = OrdinalRange::of_end(self.end_date());
        if last < start.first || first >= end.last {
            Validity::NotInForce
        } else if first >= start.last && last < end.first {
            Validity::InForce
        } else {
            Validity::Unknown
        }
    }

    /// Returns whether what has all of these periods is in force on a date.
    #[must_use]
    pub fn validity_of_all(periods: impl IntoIterator<Item = Self>, date: PartialDate) -> Validity {
        let validities = periods.into_iter().map(|period| period.validity_on(date));
        validities.fold(Validity::InForce, |all, validity| match (all, validity) {
            (Validity::NotInForce, _) | (_, Validity::NotInForce) => Validity::NotInForce,
            (Validity::Unknown, _) | (_, Validity::Unknown) => Validity::Unknown,
            (Validity::InForce, Validity::InForce) => Validity::InForce,
        })
    }

    /// Returns whether two periods may have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let bounds =
            |it: Self| (OrdinalRange::of_start(it.from), OrdinalRange::of_end(it.end_date()));
        let ((start, end), (other_start, other_end)) = (bounds(self), bounds(other));
        start.first < other_end.last && other_start.first < end.last
    }

    /// Returns whether the period certainly contains no day.
    pub(in crate::schema) fn is_reversed(self) -> bool {
        let start = OrdinalRange::of_start(self.from);
        let end = OrdinalRange::of_end(self.end_date());
        end.last <= start.first
    }

    /// Returns the days on which what has this period is certainly in force.
    pub(in crate::schema) fn certain_interval(self) -> CertainInterval {
        CertainInterval {
            first: OrdinalRange::of_start(self.from).last,
            end: OrdinalRange::of_end(self.end_date()).first,
        }
    }
}

/// The days on which something is certainly in force, as ordinals of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::schema) struct CertainInterval {
    /// The first such day.
    pub(in crate::schema) first: i32,
    /// The first day after `first` on which it may not be in force. Nothing is certain if it is
    /// not after `first`.
    pub(in crate::schema) end: i32,
}

/// The first and the last day that a date may be, as ordinals.
struct OrdinalRange {
    first: i32,
    last: i32,
}

impl OrdinalRange {
    /// Returns the range of the first day of a period. Without a start, it is before all days.
    fn of_start(date: Option<&UncertainDate>) -> Self {
        let absent = Self { first: i32::MIN, last: i32::MIN };
        date.map_or(absent, |date| Self::of_bound(date, |latest| latest.last_day().ordinal()))
    }

    /// Returns the range of the first day after a period. Without an end, it is after all days.
    fn of_end(date: Option<&UncertainDate>) -> Self {
        let absent = Self { first: i32::MAX, last: i32::MAX };
        let is_day = |latest: PartialDate| latest.day().is_some();
        let last = |latest: PartialDate| {
            // The period may include the last day of the year or month in which it ends.
            latest.last_day().ordinal() + i32::from(!is_day(latest))
        };
        date.map_or(absent, |date| Self::of_bound(date, last))
    }

    /// Returns the range of a bound. `last` is the last day that a date can be.
    fn of_bound(date: &UncertainDate, last: impl Fn(PartialDate) -> i32) -> Self {
        let earliest = date.earliest.map(|date| date.first_day().ordinal());
        let latest = date.latest.map(&last);
        let Some(value) = date.value else {
            return Self { first: earliest.unwrap_or(i32::MIN), last: latest.unwrap_or(i32::MAX) };
        };
        let (first_of_value, last_of_value) = (value.first_day().ordinal(), last(value));
        Self {
            first: earliest.map_or(first_of_value, |earliest| earliest.max(first_of_value)),
            last: latest.map_or(last_of_value, |latest| latest.min(last_of_value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> UncertainDate {
        UncertainDate { value: PartialDate::parse(written), ..UncertainDate::UNKNOWN }
    }

    fn validity_on(day: &str, from: Option<&str>, until: Option<&str>) -> Validity {
        let (from, until) = (from.map(date), until.map(date).map(PeriodEnd::On));
        PeriodBounds::new(&from, &until).validity_on(PartialDate::parse(day).unwrap())
    }

    #[test]
    fn a_period_includes_its_start_and_excludes_its_end() {
        let april = Some("2014-04-01");
        assert_eq!(validity_on("2014-03-31", april, None), Validity::NotInForce);
        assert_eq!(validity_on("2014-04-01", april, None), Validity::InForce);
        assert_eq!(validity_on("2014-04-01", None, april), Validity::NotInForce);
        assert_eq!(validity_on("2014-03-31", None, april), Validity::InForce);
        assert_eq!(validity_on("1900-01-01", None, None), Validity::InForce);
    }

    #[test]
    fn validity_is_unknown_within_an_imprecise_bound() {
        assert_eq!(validity_on("2010-12-31", Some("2011"), None), Validity::NotInForce);
        assert_eq!(validity_on("2011-06-01", Some("2011"), None), Validity::Unknown);
        assert_eq!(validity_on("2011-12-31", Some("2011"), None), Validity::InForce);
        assert_eq!(validity_on("2014-05-01", None, Some("2014-04")), Validity::NotInForce);
        assert_eq!(validity_on("2014-04-30", None, Some("2014-04")), Validity::Unknown);
        assert_eq!(validity_on("2014-04-01", None, Some("2014-04")), Validity::Unknown);
        assert_eq!(validity_on("2014-03-31", None, Some("2014-04")), Validity::InForce);
        assert_eq!(validity_on("2014", Some("2014-04-01"), None), Validity::Unknown);
    }

    #[test]
    fn an_unknown_bound_may_be_anywhere_within_its_limits() {
        let unknown =
            UncertainDate { value: None, earliest: None, latest: PartialDate::parse("2015-11-11") };
        let period = PeriodBounds { from: Some(&unknown), until: None };
        let validity_on = |day| period.validity_on(PartialDate::parse(day).unwrap());
        assert_eq!(validity_on("2015-11-10"), Validity::Unknown);
        assert_eq!(validity_on("2015-11-11"), Validity::InForce);
        let open = PeriodEnd::On(UncertainDate::UNKNOWN);
        let period = PeriodBounds { from: None, until: Some(&open) };
        assert_eq!(
            period.validity_on(PartialDate::parse("2015-11-11").unwrap()),
            Validity::Unknown
        );
    }

    #[test]
    fn until_further_notice_is_no_stated_end() {
        let from = Some(date("2015-01-01"));
        let until = Some(PeriodEnd::FurtherNotice);
        let period = PeriodBounds::new(&from, &until);
        let validity_on = |day| period.validity_on(PartialDate::parse(day).unwrap());
        assert_eq!(validity_on("2014-12-31"), Validity::NotInForce);
        assert_eq!(validity_on("9999-12-31"), Validity::InForce);
        assert!(period.starts_after(PartialDate::parse("2014-12-31").unwrap()));
        assert!(!period.is_unbounded());
    }

    #[test]
    fn only_a_period_that_certainly_ends_before_it_starts_is_reversed() {
        let is_reversed_period = |from: &UncertainDate, until: &UncertainDate| {
            let until = PeriodEnd::On(until.clone());
            PeriodBounds { from: Some(from), until: Some(&until) }.is_reversed()
        };
        let is_reversed = |from, until| is_reversed_period(&date(from), &date(until));
        assert!(is_reversed("2015-01-01", "2014-12-31"));
        assert!(is_reversed("2015-01-01", "2015-01-01"));
        assert!(is_reversed("2015", "2014"));
        assert!(!is_reversed("2014-04", "2014"));
        let day = |day| PartialDate::parse(day);
        let after = UncertainDate { value: None, earliest: day("2015"), latest: None };
        let before = UncertainDate { value: None, earliest: None, latest: day("2014-12-31") };
        assert!(is_reversed_period(&after, &before));
        assert!(!is_reversed_period(&before, &after));
        assert!(!is_reversed("2014", "2014-04"));
    }
}
