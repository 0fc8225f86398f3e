//! For random partial dates: the words of a period never name an end before its start, and say on
//! each day what its state says.

use super::theme;
use pakt::schema::{PartialDate, PeriodBounds, PeriodEnd, UncertainDate, Validity};
use pakt::theme::PhrasePart;
use proptest::prelude::*;

fn partial_date() -> impl Strategy<Value = PartialDate> {
    // Few years and months, so that many bounds are in one another.
    (2010_i16..2013, proptest::option::of((1_u8..13, proptest::option::of(1_u8..29)))).prop_map(
        |(year, month)| {
            let date = match month {
                None => PartialDate::from_year(year),
                Some((month, None)) => PartialDate::from_month(year, month),
                Some((month, Some(day))) => PartialDate::from_day(year, month, day),
            };
            date.unwrap()
        },
    )
}

fn exact(date: PartialDate) -> UncertainDate {
    UncertainDate { value: Some(date), earliest: None, latest: None }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        max_global_rejects: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_words_of_a_period_say_what_its_state_says(
        from in partial_date(),
        until in partial_date(),
        day in (2010_i16..2014, 1_u8..13, 1_u8..29),
    ) {
        // All others are reported as `reversed-period`.
        let can_have_days = match until.day() {
            Some(_) => until > from.first_day(),
            None => until.last_day() >= from.first_day(),
        };
        prop_assume!(can_have_days);
        let day = PartialDate::from_day(day.0, day.1, day.2).unwrap();
        let (from, until) = (Some(exact(from)), Some(PeriodEnd::On(exact(until))));
        let period = PeriodBounds::new(&from, &until);
        for language in ["sv", "en"] {
            let phrase = theme().strings(language).period_phrase(period);
            let named: Vec<PartialDate> = phrase
                .parts
                .iter()
                .filter_map(|part| match part {
                    PhrasePart::Day(day) => Some(*day),
                    PhrasePart::Text(_) | PhrasePart::Entry(_) => None,
                })
                .collect();
            let [start, end] = named.as_slice() else { panic!("{phrase:?}") };
            // Swedish names the last day, English the day after it.
            let end = match end.day() {
                Some(_) if language == "en" => end.day_before().unwrap(),
                _ => *end,
            };
            prop_assert!(end.last_day() >= start.first_day(), "{phrase:?}");
            let is_named = start.first_day() <= day && day <= end.last_day();
            // A day in the year in which it starts or ends may be either.
            let is_certain = start.last_day() <= day
                && (day < end.first_day() || end.day().is_some() && day == end);
            let expected = match (is_named, is_certain) {
                (false, _) => Validity::NotInForce,
                (true, true) => Validity::InForce,
                (true, false) => Validity::Unknown,
            };
            prop_assert_eq!(period.validity_on(day), expected, "{:?} on {}", phrase, day);
        }
    }
}
