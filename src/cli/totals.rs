//! What a run found and did, in numbers: its last line.

use crate::build::Outcome;
use crate::check::Report;
use crate::diagnostic::Severity;
use crate::diagnostic::message::Language;
use std::time::Duration;

/// How many findings there are of each severity, and how long it took to find them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) n_errors: usize,
    pub(super) n_warnings: usize,
    pub(super) n_notes: usize,
    pub(super) elapsed: Duration,
}

impl Totals {
    pub(super) fn of(report: &Report, elapsed: Duration) -> Self {
        Self {
            n_errors: report.count(Severity::Error),
            n_warnings: report.count(Severity::Warning),
            n_notes: report.count(Severity::Note),
            elapsed,
        }
    }

    /// The last line of `check`: `0 errors, 2 warnings, 0 notes, 0.12 s`.
    pub(super) fn line(&self, language: Language) -> String {
        let Self { n_errors, n_warnings, n_notes, elapsed } = self;
        let elapsed = seconds(*elapsed, language);
        match language {
            Language::English => {
                format!("{n_errors} errors, {n_warnings} warnings, {n_notes} notes, {elapsed}")
            }
            Language::Swedish => {
                format!("{n_errors} fel, {n_warnings} varningar, {n_notes} upplysningar, {elapsed}")
            }
        }
    }

    /// The last line of `build`: for programs as well, so it is the same in all languages, and the
    /// words are the same for one.
    pub(super) fn build_line(&self, n_pages: usize, outcome: &Outcome) -> String {
        let Outcome { written, unchanged, removed, .. } = outcome;
        let Self { n_errors, n_warnings, elapsed, .. } = self;
        let elapsed = seconds(*elapsed, Language::English);
        format!(
            "{n_pages} pages, {written} written, {unchanged} unchanged, {removed} removed, \
             {n_errors} errors, {n_warnings} warnings, {elapsed}"
        )
    }
}

/// `0.41 s`; Swedish has a comma.
fn seconds(elapsed: Duration, language: Language) -> String {
    let seconds = format!("{:.2} s", elapsed.as_secs_f64());
    match language {
        Language::English => seconds,
        Language::Swedish => seconds.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOTALS: Totals =
        Totals { n_errors: 0, n_warnings: 2, n_notes: 1, elapsed: Duration::from_micros(412_345) };

    #[test]
    fn the_last_line_of_build_is_that_of_the_design() {
        let outcome = Outcome { written: 12, unchanged: 640, removed: 0, foreign: Vec::new() };
        assert_eq!(
            TOTALS.build_line(312, &outcome),
            "312 pages, 12 written, 640 unchanged, 0 removed, 0 errors, 2 warnings, 0.41 s"
        );
    }

    #[test]
    fn the_last_line_of_check_counts_in_both_languages() {
        assert_eq!(TOTALS.line(Language::English), "0 errors, 2 warnings, 1 notes, 0.41 s");
        assert_eq!(TOTALS.line(Language::Swedish), "0 fel, 2 varningar, 1 upplysningar, 0,41 s");
    }

    #[test]
    fn seconds_have_two_decimals() {
        let line = |ms| seconds(Duration::from_millis(ms), Language::English);
        assert_eq!(
            [0, 4, 5, 996, 61_000].map(line),
            ["0.00 s", "0.00 s", "0.01 s", "1.00 s", "61.00 s"]
        );
    }
}
