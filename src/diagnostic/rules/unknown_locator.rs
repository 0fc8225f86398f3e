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
                why: "The marks are the lines in the text that hold nothing but a word in brackets, such \
                      as `[P4]`. Several paragraphs in a row are written `P4-P6`.",
                before: "source: decision P44 \"the council chairs\"",
                after: "source: decision P4 \"the council chairs\"",
            },
            sv: RuleDocs {
                what: "Dokumentet har inget stycke med den beteckningen.",
                why: "Beteckningarna är de rader i texten som bara har ett ord inom hakparenteser, som `[P4]`. \
                      Flera stycken i följd skrivs `P4-P6`.",
                before: "source: beslut P44 \"rådet leder\"",
                after: "source: beslut P4 \"rådet leder\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (locator, document) = (code_span(&self.locator), code_span(&self.document));
        match language {
            English => format!("{document} has no paragraph {locator}"),
            Swedish => format!("{document} har inget stycke {locator}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (&self.suggestion, language) {
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) => "write a locator that the text has in brackets, such as `P4`".into(),
            (None, Swedish) => {
                "skriv en beteckning som står i texten inom hakparenteser, som `P4`".into()
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let unknown = |suggestion| Self { locator: name("P99"), document: name("utl"), suggestion };
        vec![unknown(Some(name("P19"))), unknown(None)]
    }
}
