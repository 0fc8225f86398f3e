//! The last line of a run: numbers of diagnostics and of files, and the time it took.

use super::number_format::format_seconds;
use crate::build::BuildOutcome;
use crate::check::Report;
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::{Severity, diagnostic_count};
use std::time::Duration;

/// The number of diagnostics of each severity, and the time it took to find them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct RunSummary {
    pub(super) n_errors: usize,
    pub(super) n_warnings: usize,
    pub(super) n_notes: usize,
    pub(super) elapsed: Duration,
}

impl RunSummary {
    pub(in crate::cli) fn from_report(report: &Report, elapsed: Duration) -> Self {
        Self {
            n_errors: report.count_severity(Severity::Error),
            n_warnings: report.count_severity(Severity::Warning),
            n_notes: report.count_severity(Severity::Note),
            elapsed,
        }
    }

    /// Returns the last line of `check`: `0 errors, 2 warnings, 1 note, 0.12 s`.
    pub(in crate::cli) fn check_line(&self, language: ReportLanguage) -> String {
        let count = |n, severity| diagnostic_count(n, severity, language);
        [
            count(self.n_errors, Severity::Error),
            count(self.n_warnings, Severity::Warning),
            count(self.n_notes, Severity::Note),
            format_seconds(self.elapsed, language),
        ]
        .join(", ")
    }

    /// Returns the last line of `build`. Programs read it, so it is the same in all languages and
    /// its nouns are always plural.
    pub(in crate::cli) fn build_line(&self, n_pages: usize, outcome: &BuildOutcome) -> String {
        let BuildOutcome { written, unchanged, removed, .. } = outcome;
        let Self { n_errors, n_warnings, elapsed, .. } = self;
        let elapsed = format_seconds(*elapsed, ReportLanguage::English);
        format!(
            "{n_pages} pages, {written} written, {unchanged} unchanged, {removed} removed, \
             {n_errors} errors, {n_warnings} warnings, {elapsed}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMARY: RunSummary = RunSummary {
        n_errors: 0,
        n_warnings: 2,
        n_notes: 1,
        elapsed: Duration::from_micros(412_345),
    };

    #[test]
    fn the_last_line_of_build_has_a_fixed_form() {
        let outcome = BuildOutcome { written: 12, unchanged: 640, ..BuildOutcome::default() };
        assert_eq!(
            SUMMARY.build_line(312, &outcome),
            "312 pages, 12 written, 640 unchanged, 0 removed, 0 errors, 2 warnings, 0.41 s"
        );
        let one_warning = RunSummary { n_warnings: 1, ..SUMMARY };
        assert!(one_warning.build_line(1, &outcome).contains("1 pages, 12 written"));
        assert!(one_warning.build_line(1, &outcome).contains("1 warnings"));
    }

    #[test]
    fn the_last_line_of_check_counts_in_both_languages() {
        assert_eq!(
            SUMMARY.check_line(ReportLanguage::English),
            "0 errors, 2 warnings, 1 note, 0.41 s"
        );
        assert_eq!(
            SUMMARY.check_line(ReportLanguage::Swedish),
            "0 fel, 2 varningar, 1 upplysning, 0,41 s"
        );
    }
}
