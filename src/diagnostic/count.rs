//! Counts of diagnostics as text.

use super::{ReportLanguage, Severity};

/// Returns a count of diagnostics with its noun: `1 warning`, `2 warnings`.
#[must_use]
pub fn diagnostic_count(n: usize, severity: Severity, language: ReportLanguage) -> String {
    let (singular, plural) = match (severity, language) {
        (Severity::Error, ReportLanguage::English) => ("error", "errors"),
        (Severity::Warning, ReportLanguage::English) => ("warning", "warnings"),
        (Severity::Note, ReportLanguage::English) => ("note", "notes"),
        (Severity::Error, ReportLanguage::Swedish) => ("fel", "fel"),
        (Severity::Warning, ReportLanguage::Swedish) => ("varning", "varningar"),
        (Severity::Note, ReportLanguage::Swedish) => ("upplysning", "upplysningar"),
    };
    format!("{n} {}", if n == 1 { singular } else { plural })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_and_its_noun_agree() {
        let count = |n, severity, language| diagnostic_count(n, severity, language);
        assert_eq!(count(1, Severity::Note, ReportLanguage::English), "1 note");
        assert_eq!(count(0, Severity::Error, ReportLanguage::English), "0 errors");
        assert_eq!(count(1, Severity::Warning, ReportLanguage::Swedish), "1 varning");
        assert_eq!(count(2, Severity::Note, ReportLanguage::Swedish), "2 upplysningar");
    }
}
