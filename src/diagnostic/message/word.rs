//! The fixed words around a finding: titles in reports and explanations.

use super::Language;
use crate::diagnostic::{Family, Severity};

/// A fixed word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diagnostic) enum Word {
    Help,
    Why,
    Before,
    After,
    MorePlaces(usize),
    AboutCode(Family, Severity),
}

/// A severity as people read it; machines read [`Severity::name`].
pub(in crate::diagnostic) fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::English, severity) => severity.name(),
        (Language::Swedish, Severity::Error) => "fel",
        (Language::Swedish, Severity::Warning) => "varning",
        (Language::Swedish, Severity::Note) => "upplysning",
    }
}

/// A fixed word in a language.
pub(in crate::diagnostic) fn word(word: Word, language: Language) -> String {
    match language {
        Language::English => english(word),
        Language::Swedish => swedish(word),
    }
}

fn english(word: Word) -> String {
    match word {
        Word::Help => "help".into(),
        Word::Why => "Why it matters".into(),
        Word::Before => "Before".into(),
        Word::After => "After".into(),
        Word::MorePlaces(n) => format!("and {n} more"),
        Word::AboutCode(family, severity) => format!("{}, {}", family.name(), severity.name()),
    }
}

fn swedish(word: Word) -> String {
    match word {
        Word::Help => "råd".into(),
        Word::Why => "Varför det spelar roll".into(),
        Word::Before => "Före".into(),
        Word::After => "Efter".into(),
        Word::MorePlaces(n) => format!("och {n} till"),
        Word::AboutCode(about, grade) => {
            let about = match about {
                Family::Syntax => "skrivsätt",
                Family::Schema => "typer och fält",
                Family::Link => "länkar",
                Family::Citation => "källor",
                Family::View => "vyer",
                Family::Editorial => "redaktionellt",
                Family::Theme => "tema",
            };
            format!("{about}, {}", severity(grade, Language::Swedish))
        }
    }
}
