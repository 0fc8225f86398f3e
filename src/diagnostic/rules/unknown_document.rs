//! `unknown-document`: a citation of a document that the site does not have.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::kept_back::KeptBackReason;
use crate::diagnostic::quoting::{code_span, did_you_mean};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A citation of a document that the site does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDocument {
    /// The document's id as written.
    pub id: String,
    /// Why there is no such document.
    pub reason: UnknownDocumentReason,
    /// The most similar id of a document.
    pub suggestion: Option<String>,
}

/// Why a citation has no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownDocumentReason {
    /// No entry has that id.
    NotFound,
    /// The entry with that id is not a document.
    NotADocument,
    /// The document is not published.
    KeptBack(KeptBackReason),
}

impl Rule for UnknownDocument {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownDocument,
        name: "unknown-document",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A citation names a document that the site does not have.",
                why: "A reader could not follow it. A document is an entry of the type `document`; it \
                      need not have a text.",
                before: "source: decison P4 \"the council chairs\"",
                after: "source: decision P4 \"the council chairs\"",
            },
            sv: RuleDocs {
                what: "En källhänvisning nämner ett dokument som inte finns på webbplatsen.",
                why: "Läsaren kan inte följa den. Ett dokument är en post av typen `document`; den \
                      behöver inte ha någon text.",
                before: "source: beslt P4 \"rådet leder\"",
                after: "source: beslut P4 \"rådet leder\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let id = code_span(&self.id);
        match (language, self.reason) {
            (English, UnknownDocumentReason::NotFound) => format!("there is no document {id}"),
            (English, UnknownDocumentReason::NotADocument) => format!("{id} is not a document"),
            (English, UnknownDocumentReason::KeptBack(reason)) => {
                format!("the document {id} {}", reason.predicate(language))
            }
            (Swedish, UnknownDocumentReason::NotFound) => {
                format!("det finns inget dokument {id}")
            }
            (Swedish, UnknownDocumentReason::NotADocument) => format!("{id} är inget dokument"),
            (Swedish, UnknownDocumentReason::KeptBack(reason)) => {
                format!("dokumentet {id} {}", reason.predicate(language))
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let UnknownDocumentReason::KeptBack(reason) = self.reason {
            return Some(reason.how_to_publish(language).into());
        }
        Some(match (&self.suggestion, language) {
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) => "write the id of an entry of type `document`".into(),
            (None, Swedish) => "skriv id:t för en post av typen `document`".into(),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.id, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let unknown = |reason| Self { id: name("utl"), reason, suggestion: None };
        let suggestion = Some(name("utlatande"));
        let mut fixtures = vec![
            Self { suggestion, ..unknown(UnknownDocumentReason::NotFound) },
            unknown(UnknownDocumentReason::NotFound),
            unknown(UnknownDocumentReason::NotADocument),
        ];
        fixtures.extend(KeptBackReason::ALL.map(UnknownDocumentReason::KeptBack).map(unknown));
        fixtures
    }
}
