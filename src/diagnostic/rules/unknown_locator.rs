//! `unknown-locator`: a citation of a paragraph that the document does not have.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A locator that the document's source text does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLocator {
    /// The locator as written.
    pub locator: String,
    /// The document's id.
    pub document: String,
    /// The most similar locator of the document.
    pub suggestion: Option<String>,
    /// The first mark of the text. `None` means that it has no marks.
    pub first_mark: Option<String>,
}

impl UnknownLocator {
    /// Returns the diagnostic without a suggestion.
    #[must_use]
    pub fn new(first_mark: Option<&str>, locator: String, document: &str) -> Self {
        let first_mark = first_mark.map(str::to_owned);
        Self { locator, document: document.to_owned(), suggestion: None, first_mark }
    }
}

impl Rule for UnknownLocator {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownLocator,
        name: "unknown-locator",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The document has no paragraph with that mark.",
                why: "The marks are the lines of the text that contain nothing but brackets, such as \
                      `[P4]` or `[§ 3]`. Several consecutive paragraphs are written `P4-P6`.",
                before: "source: decision P44 \"the council chairs\"",
                after: "source: decision P4 \"the council chairs\"",
            },
            sv: RuleDocs {
                what: "Dokumentet har inget stycke med den beteckningen.",
                why: "Beteckningarna är de rader i texten som bara består av hakparenteser, som \
                      `[P4]` eller `[§ 3]`. Flera stycken i följd skrivs `P4-P6`.",
                before: "source: beslut P44 \"rådet leder\"",
                after: "source: beslut P4 \"rådet leder\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (locator, document) = (code_span(&self.locator), code_span(&self.document));
        match (language, &self.first_mark) {
            (English, Some(_)) => format!("{document} has no paragraph {locator}"),
            (English, None) => {
                format!("{document} has no paragraph {locator}: its text has no marks")
            }
            (Swedish, Some(_)) => format!("{document} har inget stycke {locator}"),
            (Swedish, None) => {
                format!("{document} har inget stycke {locator}: texten saknar beteckningar")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (&self.suggestion, &self.first_mark, language) {
            (Some(suggestion), ..) => did_you_mean(suggestion, language),
            (None, Some(mark), English) => {
                let mark = code_span(mark);
                format!("write a locator that the text has in brackets, such as {mark}")
            }
            (None, Some(mark), Swedish) => {
                let mark = code_span(mark);
                format!("skriv en beteckning som står i texten inom hakparenteser, som {mark}")
            }
            (None, None, English) => {
                "add a line to the text, above the paragraph, with its mark in brackets".into()
            }
            (None, None, Swedish) => {
                "lägg till en rad i texten, ovanför stycket, med dess beteckning inom hakparenteser"
                    .into()
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let unknown = |suggestion, first_mark| Self {
            locator: name("P99"),
            document: name("utl"),
            suggestion,
            first_mark,
        };
        vec![
            unknown(Some(name("P19")), Some(name("P01"))),
            unknown(None, Some(name("P01"))),
            unknown(None, None),
        ]
    }
}
