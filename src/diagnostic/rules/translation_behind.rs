//! `translation-behind`: a text that is as it was, while another language of it changed.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A text that is as it was in a revision, while another language of it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationBehind {
    /// The language that lags.
    pub language: String,
    /// The language that changed.
    pub changed: String,
    /// What the text is: a field or a key. `None` means the body.
    pub field: Option<String>,
}

impl Rule for TranslationBehind {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TranslationBehind,
        name: "translation-behind",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "With `--since`: a text has changed in one language since that revision, and not in \
                       this one. Texts of pages are compared paragraph by paragraph.",
                why: "Readers of both languages are to be told the same. A correction of at most three \
                      letters, which touches no digit and no negation, is a note.",
                before: "title: {sv: Regionala rådet, en: The council}    # sv was: Rådet",
                after: "title: {sv: Regionala rådet, en: The regional council}",
            },
            sv: RuleDocs {
                what: "Med `--since`: en text har ändrats på ett språk sedan den versionen, men inte på \
                       det här. Sidors texter jämförs stycke för stycke.",
                why: "De som läser på olika språk ska få veta samma sak. En rättelse av högst tre \
                      bokstäver, som inte rör någon siffra eller negation, är en upplysning.",
                before: "title: {sv: Regionala rådet, en: The council}    # sv was: Rådet",
                after: "title: {sv: Regionala rådet, en: The regional council}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (lagging, changed) = (code_span(&self.language), code_span(&self.changed));
        match (language, self.field.as_deref().map(code_span)) {
            (English, Some(field)) => {
                format!("{field} has changed in {changed}, but not in {lagging}")
            }
            (Swedish, Some(field)) => {
                format!("{field} har ändrats på {changed} men inte på {lagging}")
            }
            (English, None) => {
                format!("this paragraph has changed in {changed}, but not in {lagging}")
            }
            (Swedish, None) => format!("stycket har ändrats på {changed} men inte på {lagging}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let (lagging, changed) = (code_span(&self.language), code_span(&self.changed));
        Some(match language {
            English => format!("change the text in {lagging} as that in {changed}"),
            Swedish => format!("ändra texten på {lagging} på samma sätt som på {changed}"),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let behind = |field| Self { language: name("en"), changed: name("sv"), field };
        vec![behind(Some(name("title"))), behind(None)]
    }
}
