//! The fixed words around a finding: titles in reports and explanations.

use super::ReportLanguage;
use crate::diagnostic::{RuleFamily, Severity};

/// A fixed word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diagnostic) enum ReportLabel {
    Help,
    Why,
    Before,
    After,
    MorePlaces(usize),
    AboutCode(RuleFamily, Severity),
}

/// A severity as people read it; machines read [`Severity::name`].
pub(in crate::diagnostic) fn severity_label(
    severity: Severity,
    language: ReportLanguage,
) -> &'static str {
    match (language, severity) {
        (ReportLanguage::English, severity) => severity.as_str(),
        (ReportLanguage::Swedish, Severity::Error) => "fel",
        (ReportLanguage::Swedish, Severity::Warning) => "varning",
        (ReportLanguage::Swedish, Severity::Note) => "upplysning",
    }
}

/// A fixed word in a language.
pub(in crate::diagnostic) fn report_label(word: ReportLabel, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::English => english_label(word),
        ReportLanguage::Swedish => swedish_label(word),
    }
}

fn english_label(word: ReportLabel) -> String {
    match word {
        ReportLabel::Help => "help".into(),
        ReportLabel::Why => "Why it matters".into(),
        ReportLabel::Before => "Before".into(),
        ReportLabel::After => "After".into(),
        ReportLabel::MorePlaces(n) => format!("and {n} more"),
        ReportLabel::AboutCode(family, severity) => {
            format!("{}, {}", family.as_str(), severity.as_str())
        }
    }
}

fn swedish_label(word: ReportLabel) -> String {
    match word {
        ReportLabel::Help => "råd".into(),
        ReportLabel::Why => "Varför det spelar roll".into(),
        ReportLabel::Before => "Före".into(),
        ReportLabel::After => "Efter".into(),
        ReportLabel::MorePlaces(n) => format!("och {n} till"),
        ReportLabel::AboutCode(about, grade) => {
            let about = match about {
                RuleFamily::Syntax => "skrivsätt",
                RuleFamily::Schema => "typer och fält",
                RuleFamily::Link => "länkar",
                RuleFamily::Citation => "källor",
                RuleFamily::View => "vyer",
                RuleFamily::Editorial => "redaktionellt",
                RuleFamily::Theme => "tema",
            };
            format!("{about}, {}", severity_label(grade, ReportLanguage::Swedish))
        }
    }
}
