//! What a run found and did, in numbers: its last line.

use crate::build::BuildOutcome;
use crate::check::Report;
use crate::diagnostic::Severity;
use crate::diagnostic::message::ReportLanguage;
use std::time::Duration;

/// How many findings there are of each severity, and how long it took to find them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunSummary {
    pub(super) n_errors: usize,
    pub(super) n_warnings: usize,
    pub(super) n_notes: usize,
    pub(super) elapsed: Duration,
}

impl RunSummary {
    pub(super) fn from_report(report: &Report, elapsed: Duration) -> Self {
        Self {
            n_errors: report.count_severity(Severity::Error),
            n_warnings: report.count_severity(Severity::Warning),
            n_notes: report.count_severity(Severity::Note),
            elapsed,
        }
    }

    /// The last line of `check`: `0 errors, 2 warnings, 0 notes, 0.12 s`.
    pub(super) fn check_line(&self, language: ReportLanguage) -> String {
        let Self { n_errors, n_warnings, n_notes, elapsed } = self;
        let elapsed = format_seconds(*elapsed, language);
        match language {
            ReportLanguage::English => {
                format!("{n_errors} errors, {n_warnings} warnings, {n_notes} notes, {elapsed}")
            }
            ReportLanguage::Swedish => {
                format!("{n_errors} fel, {n_warnings} varningar, {n_notes} upplysningar, {elapsed}")
            }
        }
    }

    /// The last line of `build`: for programs as well, so it is the same in all languages, and the
    /// words are the same for one.
    pub(super) fn build_line(&self, n_pages: usize, outcome: &BuildOutcome) -> String {
        let BuildOutcome { written, unchanged, removed, .. } = outcome;
        let Self { n_errors, n_warnings, elapsed, .. } = self;
        let elapsed = format_seconds(*elapsed, ReportLanguage::English);
        format!(
            "{n_pages} pages, {written} written, {unchanged} unchanged, {removed} removed, \
             {n_errors} errors, {n_warnings} warnings, {elapsed}"
        )
    }
}

/// `0.41 s`; Swedish has a comma.
fn format_seconds(elapsed: Duration, language: ReportLanguage) -> String {
    let seconds = format!("{:.2} s", elapsed.as_secs_f64());
    match language {
        ReportLanguage::English => seconds,
        ReportLanguage::Swedish => seconds.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOTALS: RunSummary = RunSummary {
        n_errors: 0,
        n_warnings: 2,
        n_notes: 1,
        elapsed: Duration::from_micros(412_345),
    };

    #[test]
    fn the_last_line_of_build_is_that_of_the_design() {
        let outcome =
            BuildOutcome { written: 12, unchanged: 640, removed: 0, conflicts: Vec::new() };
        assert_eq!(
            TOTALS.build_line(312, &outcome),
            "312 pages, 12 written, 640 unchanged, 0 removed, 0 errors, 2 warnings, 0.41 s"
        );
    }

    #[test]
    fn the_last_line_of_check_counts_in_both_languages() {
        assert_eq!(
            TOTALS.check_line(ReportLanguage::English),
            "0 errors, 2 warnings, 1 notes, 0.41 s"
        );
        assert_eq!(
            TOTALS.check_line(ReportLanguage::Swedish),
            "0 fel, 2 varningar, 1 upplysningar, 0,41 s"
        );
    }

    #[test]
    fn seconds_have_two_decimals() {
        let line = |ms| format_seconds(Duration::from_millis(ms), ReportLanguage::English);
        assert_eq!(
            [0, 4, 5, 996, 61_000].map(line),
            ["0.00 s", "0.00 s", "0.01 s", "1.00 s", "61.00 s"]
        );
    }
}
