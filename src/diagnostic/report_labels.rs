//! The fixed words of reports: titles, severities, families and counts.

use super::{ReportLanguage, RuleFamily, Severity};

/// A fixed word or phrase of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReportLabel {
    Help,
    Why,
    Before,
    After,
    /// The number of related locations that are not kept.
    MoreLocations(usize),
    /// The number of other places of a cause, and the first of them.
    MorePlaces {
        n_more: usize,
        places: String,
    },
    /// The number of other places of a cause, and all of them.
    AllPlaces {
        n_more: usize,
        places: String,
    },
    /// The number of other findings of a code.
    MoreFindings(usize),
    /// The number of causes that get no line.
    MoreCauses(usize),
    /// The number of findings in the same file that are not reported.
    Omitted(usize),
    /// The number of findings that follow from this one.
    Effects(usize),
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
        ReportLabel::MorePlaces { n_more, places } => {
            format!("and {n_more} more: {places}, … (`pakt check --all` lists them)")
        }
        ReportLabel::AllPlaces { n_more, places } => format!("and {n_more} more: {places}"),
        ReportLabel::MoreFindings(n_more) => {
            format!("{n_more} more of this kind (`pakt check --all` shows them in full)")
        }
        ReportLabel::MoreCauses(n_more) => {
            format!("and {n_more} others (`pakt check --all` lists them)")
        }
        ReportLabel::Omitted(n_more) => format!("and {n_more} more in this file"),
        ReportLabel::Effects(1) => "1 other finding follows from it".into(),
        ReportLabel::Effects(n_effects) => format!("{n_effects} other findings follow from it"),
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
        ReportLabel::MorePlaces { n_more, places } => {
            format!("och {n_more} till: {places}, … (`pakt check --all` visar alla)")
        }
        ReportLabel::AllPlaces { n_more, places } => format!("och {n_more} till: {places}"),
        ReportLabel::MoreFindings(n_more) => {
            format!("{n_more} till av samma slag (`pakt check --all` visar allt om dem)")
        }
        ReportLabel::MoreCauses(n_more) => {
            format!("och {n_more} andra (`pakt check --all` visar alla)")
        }
        ReportLabel::Omitted(n_more) => format!("och {n_more} till i filen"),
        ReportLabel::Effects(1) => "1 anmärkning till beror på det".into(),
        ReportLabel::Effects(n_effects) => format!("{n_effects} anmärkningar till beror på det"),
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
