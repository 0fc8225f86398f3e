//! The scale of a timeline: its years, and where on it each entry is.
//!
//! Positions are percentages of the width, so that a drawing needs no width of its own. A dated
//! entry is drawn over the day, month, year or period that is known; an undated one over the time
//! in which it must be, as far as sources limit it.

use crate::schema::{FieldId, FieldValue, PeriodBounds, UncertainDate};
use crate::site::Entry;
use crate::site::views::DateFields;
use serde::Serialize;

/// The most parts of a scale: the labels of a narrow one must not touch.
const MAX_PARTS: i32 = 7;
/// The steps between the years of a scale, times a power of ten.
const STEPS: [i32; 3] = [1, 2, 5];
/// Days before the scale's start, or after its end, at which a bar without that limit ends.
const OVERHANG_DAYS: i32 = 100_000;

/// The scale of a timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct TimeScale {
    /// The years that are marked, in order.
    years: Vec<ScaleYear>,
    /// Whether an entry on it has no date, only limits.
    has_limits: bool,
    #[serde(skip)]
    first_day: i32,
    #[serde(skip)]
    n_days: i32,
}

/// A year of a scale.
#[derive(Clone, Debug, Serialize)]
struct ScaleYear {
    year: i32,
    /// The position of its first day.
    position: String,
    /// How its label is aligned with it: `start`, `middle` or `end`.
    anchor: &'static str,
}

/// A bar on the scale of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct TimeBar {
    start: String,
    width: String,
    /// `date` for a time that is known, `limits` for the time in which it must be.
    kind: &'static str,
}

/// A time that an entry has: its first and last day, by the number of the day. `None` means that
/// there is no limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeExtent {
    first: Option<i32>,
    last: Option<i32>,
    is_known: bool,
}

impl TimeExtent {
    fn of_date(date: &UncertainDate) -> Self {
        let is_known = date.value.is_some();
        let first = date.first_day().map(|day| day.day_number());
        let last = date.last_day().map(|day| day.day_number());
        Self { first, last, is_known }
    }

    fn of_period(period: PeriodBounds<'_>) -> Self {
        let start = period.from.map(Self::of_date);
        let end = period.end_date().map(Self::of_date);
        let is_known = start.or(end).is_some_and(|it| it.is_known);
        let first = start.and_then(|it| it.first);
        // The last day of a period is the one before its end.
        let last = end.and_then(|it| it.first.or(it.last)).map(|day| day - 1);
        Self { first, last: last.max(first.filter(|_| last.is_some())), is_known }
    }
}

/// Returns the times of an entry, one for each date.
pub(super) fn entry_extents(entry: &Entry, date_fields: &DateFields) -> Vec<TimeExtent> {
    let extent = |value: &FieldValue| match value {
        FieldValue::Date(date) => Some(TimeExtent::of_date(date)),
        FieldValue::Period(from, until) => {
            Some(TimeExtent::of_period(PeriodBounds::new(from, until)))
        }
        _ => None,
    };
    let extents = |id: &FieldId| {
        let statements = entry.field_statements(id).iter();
        statements.filter_map(|it| extent(&it.value)).collect::<Vec<_>>()
    };
    let mut times: Vec<TimeExtent> = date_fields.from.iter().flat_map(extents).collect();
    let until = date_fields.until.iter().flat_map(extents).next();
    match (times.as_mut_slice(), until) {
        ([], Some(until)) => times.push(TimeExtent { first: None, ..until }),
        ([from], Some(until)) => {
            // An end without an upper limit leaves the time open, as in a period.
            from.last = until.last.max(from.first.filter(|_| until.last.is_some()));
        }
        _ => {}
    }
    times
}

impl TimeScale {
    /// Returns the scale for some times, in whole years. `None` means that none has a limit.
    pub(super) fn new(extents: &[TimeExtent]) -> Option<Self> {
        let days = || extents.iter().flat_map(|it| [it.first, it.last]).flatten();
        let (first_year, last_year) = (year_of_day(days().min()?), year_of_day(days().max()?));
        let (start, end, step) = rounded_years(first_year, last_year + 1);
        let first_day = first_day_of(start);
        let mut scale =
            Self { first_day, n_days: first_day_of(end) - first_day, ..Self::default() };
        scale.has_limits = extents.iter().any(|it| !it.is_known && it.has_limit());
        let n_steps = (end - start) / step;
        scale.years = (0..=n_steps)
            .map(|nth| ScaleYear {
                year: start + nth * step,
                position: percent(scale.hundredths(first_day_of(start + nth * step))),
                anchor: match nth {
                    0 => "start",
                    _ if nth == n_steps => "end",
                    _ => "middle",
                },
            })
            .collect();
        Some(scale)
    }

    /// Returns the bar of a time. `None` means that nothing limits it.
    pub(super) fn bar(&self, extent: TimeExtent) -> Option<TimeBar> {
        if !extent.has_limit() {
            return None;
        }
        let first = extent.first.unwrap_or(self.first_day - OVERHANG_DAYS);
        // A day ends where the next one begins.
        let last = extent.last.map_or(self.first_day + self.n_days + OVERHANG_DAYS, |it| it + 1);
        Some(TimeBar {
            start: percent(self.hundredths(first)),
            width: percent(self.hundredths(last) - self.hundredths(first)),
            kind: if extent.is_known { "date" } else { "limits" },
        })
    }

    /// Returns where a day begins, in hundredths of a percent of the width: a little outside of it
    /// for a day that is outside.
    fn hundredths(&self, day: i32) -> i64 {
        let hundredths = i64::from(day - self.first_day) * 10_000 / i64::from(self.n_days.max(1));
        hundredths.clamp(-500, 10_500)
    }
}

fn percent(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.abs();
    format!("{sign}{}.{:02}%", hundredths / 100, hundredths % 100)
}

impl TimeExtent {
    fn has_limit(self) -> bool {
        self.first.is_some() || self.last.is_some()
    }
}

/// Returns the years at the ends of a scale that has two years on it, and the number of years
/// between its marks.
fn rounded_years(first: i32, last: i32) -> (i32, i32, i32) {
    let powers = (0..4).map(|power| 10_i32.pow(power));
    let steps = powers.flat_map(|power| STEPS.map(|step| step * power));
    let rounded = |step: i32| {
        let end = last.div_euclid(step) + i32::from(last.rem_euclid(step) > 0);
        (first.div_euclid(step) * step, end * step, step)
    };
    let mut scales = steps.map(rounded);
    let fits = |(start, end, step): &(i32, i32, i32)| (end - start) / step <= MAX_PARTS;
    scales.find(fits).unwrap_or((0, 10_000, 10_000))
}

fn first_day_of(year: i32) -> i32 {
    let years_before = year - 1;
    365 * years_before + years_before.div_euclid(4) - years_before.div_euclid(100)
        + years_before.div_euclid(400)
}

/// Returns the year of a day by its number.
fn year_of_day(day: i32) -> i32 {
    let estimate = day.div_euclid(366) + 1;
    (estimate..).find(|year| first_day_of(year + 1) > day).unwrap_or(estimate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;
    use crate::schema::PartialDate;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;

    fn extent(value: Option<&str>, earliest: Option<&str>, latest: Option<&str>) -> TimeExtent {
        let date = |text: Option<&str>| text.and_then(PartialDate::parse);
        TimeExtent::of_date(&UncertainDate {
            value: date(value),
            earliest: date(earliest),
            latest: date(latest),
        })
    }

    fn bars(extents: &[TimeExtent]) -> Vec<Option<(String, String, &'static str)>> {
        let scale = TimeScale::new(extents).unwrap();
        let bar = |it: &TimeExtent| scale.bar(*it).map(|bar| (bar.start, bar.width, bar.kind));
        extents.iter().map(bar).collect()
    }

    #[test]
    fn the_number_of_a_day_and_its_year_agree() {
        for (text, number) in [("0001-01-01", 0), ("0004-12-31", 1460), ("2000-03-01", 730_179)] {
            let date = PartialDate::parse(text).unwrap();
            assert_eq!(date.day_number(), number, "{text}");
            assert_eq!(year_of_day(number), i32::from(date.year()), "{text}");
        }
        for year in [1, 4, 100, 400, 1900, 2000, 2015, 9999] {
            let first = PartialDate::from_year(i16::try_from(year).unwrap()).unwrap();
            assert_eq!(first.day_number(), first_day_of(year));
            assert_eq!(year_of_day(first_day_of(year) - 1), year - 1);
        }
    }

    #[test]
    fn a_date_covers_what_is_known_of_it() {
        let position = |start: &str, end: &str, kind| Some((start.into(), end.into(), kind));
        let year = extent(Some("2011"), None, None);
        let day = extent(Some("2014-01-01"), None, None);
        assert_eq!(
            bars(&[year, day]),
            [position("0.00%", "24.98%", "date"), position("75.01%", "0.07%", "date")]
        );
    }

    #[test]
    fn an_unknown_date_covers_the_time_in_which_it_must_be() {
        let known = extent(Some("2010-01-01"), None, None);
        let between = extent(None, Some("2010"), Some("2010"));
        let until = extent(None, None, Some("2011-12-31"));
        let nowhere = extent(None, None, None);
        let position = |start: &str, end: &str| Some((start.into(), end.into(), "limits"));
        assert_eq!(
            bars(&[known, between, until, nowhere]).split_off(1),
            [position("0.00%", "50.00%"), position("-5.00%", "105.00%"), None]
        );
    }

    #[test]
    fn an_end_without_an_upper_limit_leaves_the_time_open() {
        let check = |until: &str, expected: Option<&str>| {
            let page = format!("---\ntype: post\ntitle: A\nstart: 2011-01-01\nend: {until}\n---\n");
            let files = FileSet::from_texts(&[
                ("site.yaml", "title: T\n"),
                (
                    "_types/post.yaml",
                    "name: Post\nplural: Posts\npath: posts\nfields:\n  \
                     start: {label: Start, kind: date}\n  end: {label: End, kind: date}\n",
                ),
                ("a.md", &page),
            ]);
            let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
            let entry = site.entry_at(site.find_id("a").unwrap());
            let date_fields = DateFields { from: Some("start".into()), until: Some("end".into()) };
            let day = |text: &str| PartialDate::parse(text).unwrap().day_number();
            let extents = entry_extents(entry, &date_fields);
            let [time] = extents[..] else { panic!("one time") };
            assert_eq!(time.first, Some(day("2011-01-01")), "{until}");
            assert_eq!(time.last, expected.map(day), "{until}");
        };
        check("unknown", Some("2011-01-01"));
        check("{value: unknown, earliest: 2013-01-01}", None);
        check("{value: unknown, latest: 2013-01-01}", Some("2013-01-01"));
        check("2013-01-01", Some("2013-01-01"));
        check("2010-01-01", Some("2011-01-01"));
    }

    #[test]
    fn a_long_scale_marks_few_years() {
        let years = |first: &str, last: &str| {
            let ends = [extent(Some(first), None, None), extent(Some(last), None, None)];
            let scale = TimeScale::new(&ends).unwrap();
            scale.years.iter().map(|it| it.year).collect::<Vec<_>>()
        };
        assert_eq!(years("2015", "2015-03"), [2015, 2016]);
        assert_eq!(years("2011", "2015"), [2011, 2012, 2013, 2014, 2015, 2016]);
        assert_eq!(years("1987", "2003"), [1985, 1990, 1995, 2000, 2005]);
        assert_eq!(years("0800", "1999"), [800, 1000, 1200, 1400, 1600, 1800, 2000]);
    }
}
