//! Numbers, durations and bars as text.

use crate::diagnostic::ReportLanguage;
use std::time::Duration;

/// The width of a progress bar, in columns.
const BAR_COLUMNS: usize = 20;

/// Returns a duration in seconds: `0.41 s`, in Swedish `0,41 s`.
pub(super) fn format_seconds(elapsed: Duration, language: ReportLanguage) -> String {
    let seconds = format!("{:.2} s", elapsed.as_secs_f64());
    match language {
        ReportLanguage::English => seconds,
        ReportLanguage::Swedish => seconds.replace('.', ","),
    }
}

/// Returns a progress bar: `████░░`.
pub(super) fn format_bar(n_done: usize, n_total: usize) -> String {
    let n_full = (n_done.min(n_total) * BAR_COLUMNS).checked_div(n_total).unwrap_or(BAR_COLUMNS);
    "█".repeat(n_full) + &"░".repeat(BAR_COLUMNS - n_full)
}

/// Returns numbers as a list: `2, 5`.
pub(super) fn list_numbers(numbers: &[usize]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Returns a number with its thousands separated: `6,200`.
pub(super) fn group_digits(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_two_decimals() {
        let line = |ms| format_seconds(Duration::from_millis(ms), ReportLanguage::English);
        assert_eq!(
            [0, 4, 5, 996, 61_000].map(line),
            ["0.00 s", "0.00 s", "0.01 s", "1.00 s", "61.00 s"]
        );
    }

    #[test]
    fn a_bar_has_always_the_same_width() {
        for (n_done, n_total, n_full) in
            [(0, 10, 0), (9, 10, 18), (10, 10, 20), (11, 10, 20), (0, 0, 20)]
        {
            let bar = format_bar(n_done, n_total);
            assert_eq!(bar.chars().filter(|c| *c == '█').count(), n_full);
            assert_eq!(bar.chars().count(), BAR_COLUMNS);
        }
    }

    #[test]
    fn thousands_are_separated() {
        let pairs = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in pairs {
            assert_eq!(group_digits(number, ','), expected);
        }
    }
}
