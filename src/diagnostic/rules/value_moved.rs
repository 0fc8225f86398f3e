//! `value-moved`: a value that changed since a revision, while its sources did not.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A value that changed since a revision, while its sources did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueMoved {
    /// The field.
    pub field: String,
    /// What changed.
    pub part: MovedPart,
}

/// What of a value changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedPart {
    /// The value itself.
    Value,
    /// Since when or until when it holds.
    Period,
    /// How it is supported.
    Standing,
}

impl Rule for ValueMoved {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ValueMoved,
        name: "value-moved",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "With `--since`: a value, its period or its standing is another one than in that \
                       revision, and its citations are the same.",
                why: "The source said something else, or the value was wrong before: one of them needs a \
                      look. A corrected slip is right as it is; `pakt check --since` says nothing of it \
                      once it is in the revision.",
                before: "chair: {value: bo, source: deed P4}    # was: ada",
                after: "chair: {value: bo, from: 2019-01-01, source: protocol P2}",
            },
            sv: RuleDocs {
                what: "Med `--since`: ett värde, dess tid eller dess ställning är en annan än i den versionen, \
                       men källhänvisningarna är desamma.",
                why: "Antingen säger källan något annat, eller så var värdet fel förut: en av dem behöver \
                      kontrolleras. En rättad felskrivning kan vara riktig som den är. `pakt check --since` \
                      nämner den inte när den finns i versionen.",
                before: "chair: {value: bo, source: deed P4}    # was: ada",
                after: "chair: {value: bo, from: 2019-01-01, source: protocol P2}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let field = code_span(&self.field);
        match (language, self.part) {
            (English, MovedPart::Value) => {
                format!("{field} has another value, but the same sources")
            }
            (English, MovedPart::Period) => {
                format!("{field} has another period, but the same sources")
            }
            (English, MovedPart::Standing) => {
                format!("{field} has another standing, but the same sources")
            }
            (Swedish, MovedPart::Value) => format!("{field} har ett annat värde men samma källor"),
            (Swedish, MovedPart::Period) => format!("{field} har en annan tid men samma källor"),
            (Swedish, MovedPart::Standing) => {
                format!("{field} har en annan ställning men samma källor")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "cite what says so now, or check that the source has always said it",
            Swedish => {
                "hänvisa till det som säger så nu, eller kontrollera att källan alltid har gjort det"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let parts = [MovedPart::Value, MovedPart::Period, MovedPart::Standing];
        parts.map(|part| Self { field: name("chair"), part }).into()
    }
}
