//! `unknown-locator`: a citation of a paragraph that the document does not have, or of none.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean, list_of_names};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A locator that the document's source text does not have, or a quote without a locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLocator {
    /// The locator as written. `None` means that a citation has a quote and no locator.
    pub locator: Option<String>,
    /// The document's id.
    pub document: String,
    /// The most similar locator of the document.
    pub suggestion: Option<String>,
    /// The locators under which the quote of the citation is. Empty if there are none, or if none
    /// was searched for: only the first unknown locators of a run are completed.
    pub with_quote: Vec<String>,
    /// The first mark of the text. `None` means that it has no marks.
    pub first_mark: Option<String>,
}

impl UnknownLocator {
    /// Returns the diagnostic without a suggestion.
    #[must_use]
    pub fn new(first_mark: Option<&str>, locator: Option<String>, document: &str) -> Self {
        let first_mark = first_mark.map(str::to_owned);
        Self {
            locator,
            document: document.to_owned(),
            suggestion: None,
            with_quote: Vec::new(),
            first_mark,
        }
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
                what: "The document has no paragraph with that mark, or a citation with a quote has no \
                       mark.",
                why: "The marks are the lines of the text that contain nothing but brackets, such as \
                      `[P4]` or `[§ 3]`. Several consecutive paragraphs are written `P4-P6`.",
                before: "source: decision P44 \"the council chairs\"",
                after: "source: decision P4 \"the council chairs\"",
            },
            sv: RuleDocs {
                what: "Dokumentet har inget stycke med den beteckningen, eller så saknar en \
                       källhänvisning med citat beteckning.",
                why: "Beteckningarna är de rader i texten som bara består av hakparenteser, som \
                      `[P4]` eller `[§ 3]`. Flera stycken i följd skrivs `P4-P6`.",
                before: "source: beslut P44 \"rådet leder\"",
                after: "source: beslut P4 \"rådet leder\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let document = code_span(&self.document);
        let message = match (language, &self.locator) {
            (English, Some(locator)) => {
                format!("{document} has no paragraph {}", code_span(locator))
            }
            (English, None) => format!("the citation of {document} names no paragraph"),
            (Swedish, Some(locator)) => {
                format!("{document} har inget stycke {}", code_span(locator))
            }
            (Swedish, None) => format!("källhänvisningen till {document} anger inget stycke"),
        };
        match (language, &self.first_mark) {
            (_, Some(_)) => message,
            (English, None) => format!("{message}: its text has no marks"),
            (Swedish, None) => format!("{message}: texten saknar beteckningar"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let with_document = |locator: &String| format!("{} {locator}", self.document);
        let citations: Vec<String> = self.with_quote.iter().map(with_document).collect();
        let (or, or_swedish) =
            (list_of_names(&citations, "or"), list_of_names(&citations, "eller"));
        let mark = match (&self.locator, &self.first_mark) {
            (_, None) => None,
            (Some(_), Some(mark)) => Some(code_span(mark)),
            (None, Some(mark)) => Some(code_span(&with_document(mark))),
        };
        Some(match (language, &self.suggestion, mark) {
            (English, ..) if !citations.is_empty() => {
                format!("the quote is in the text: write {or}")
            }
            (Swedish, ..) if !citations.is_empty() => {
                format!("citatet finns i texten: skriv {or_swedish}")
            }
            (_, Some(suggestion), _) => did_you_mean(suggestion, language),
            (English, None, Some(mark)) if self.locator.is_none() => {
                format!("write the mark of the paragraph before the quote, such as {mark}")
            }
            (Swedish, None, Some(mark)) if self.locator.is_none() => {
                format!("skriv styckets beteckning före citatet, som {mark}")
            }
            (English, None, Some(mark)) => {
                format!("write a locator that the text has in brackets, such as {mark}")
            }
            (Swedish, None, Some(mark)) => {
                format!("skriv en beteckning som står i texten inom hakparenteser, som {mark}")
            }
            (English, None, None) => {
                "add a line to the text, above the paragraph, with its mark in brackets".into()
            }
            (Swedish, None, None) => {
                "lägg till en rad i texten, ovanför stycket, med dess beteckning inom hakparenteser"
                    .into()
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let rights = self.with_quote.iter().chain(&self.suggestion);
        let wrong = self.locator.as_deref().unwrap_or_default();
        rights.map(|right| SpanFix::of_part(wrong, right)).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let unknown = |locator, suggestion, with_quote: &[&str], first_mark| Self {
            locator,
            document: name("utl"),
            suggestion,
            with_quote: with_quote.iter().map(|locator| name(locator)).collect(),
            first_mark,
        };
        let (locator, first_mark) = (Some(name("P99")), Some(name("P01")));
        vec![
            unknown(locator.clone(), Some(name("P19")), &[], first_mark.clone()),
            unknown(locator.clone(), None, &[], first_mark.clone()),
            unknown(locator.clone(), None, &["P19"], first_mark.clone()),
            unknown(locator, None, &[], None),
            unknown(None, None, &["P19", "P20"], first_mark.clone()),
            unknown(None, None, &[], first_mark),
            unknown(None, None, &[], None),
        ]
    }
}
