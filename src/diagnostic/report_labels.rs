//! The fixed words of reports: titles, severities, families and counts.

use super::{ReportLanguage, RuleFamily, Severity};

/// A fixed word or phrase of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReportLabel {
    Help,
    Why,
    Before,
    After,
    MoreLocations(usize),
    FamilyAndSeverity(RuleFamily, Severity),
}

/// Returns a severity for people; programs get [`Severity::as_str`].
pub(super) fn severity_label(severity: Severity, language: ReportLanguage) -> &'static str {
    match (language, severity) {
        (ReportLanguage::English, severity) => severity.as_str(),
        (ReportLanguage::Swedish, Severity::Error) => "fel",
        (ReportLanguage::Swedish, Severity::Warning) => "varning",
        (ReportLanguage::Swedish, Severity::Note) => "upplysning",
    }
}

/// Returns a fixed word or phrase in a language.
pub(super) fn report_label(label: ReportLabel, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::English => english_label(label),
        ReportLanguage::Swedish => swedish_label(label),
    }
}

fn english_label(label: ReportLabel) -> String {
    match label {
        ReportLabel::Help => "help".into(),
        ReportLabel::Why => "Why it matters".into(),
        ReportLabel::Before => "Before".into(),
        ReportLabel::After => "After".into(),
        ReportLabel::MoreLocations(n_more) => format!("and {n_more} more"),
        ReportLabel::FamilyAndSeverity(family, severity) => {
            format!("{}, {}", family.as_str(), severity.as_str())
        }
    }
}

fn swedish_label(label: ReportLabel) -> String {
    match label {
        ReportLabel::Help => "hjälp".into(),
        ReportLabel::Why => "Varför det spelar roll".into(),
        ReportLabel::Before => "Före".into(),
        ReportLabel::After => "Efter".into(),
        ReportLabel::MoreLocations(n_more) => format!("och {n_more} till"),
        ReportLabel::FamilyAndSeverity(family, severity) => {
            let family = match family {
                RuleFamily::Syntax => "skrivsätt",
                RuleFamily::Schema => "typer och fält",
                RuleFamily::Link => "länkar",
                RuleFamily::Citation => "källor",
                RuleFamily::View => "vyer",
                RuleFamily::Editorial => "redaktionellt",
                RuleFamily::Theme => "tema",
            };
            format!("{family}, {}", severity_label(severity, ReportLanguage::Swedish))
        }
    }
}
