//! `overlapping-values`: two values of one field that are valid at the same time.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Two values of a field, with the same attribution and evidence status, that are valid at the
/// same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlappingValues {
    /// The field's name.
    pub field: String,
}

impl Rule for OverlappingValues {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::OverlappingValues,
        name: "overlapping-values",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Two values of the field hold at the same time, though it may have one at a time, \
                      or the same value stands twice.",
                why: "A reader would not know which applies. Values of different speakers, or with \
                      different standing, may stand side by side.",
                before: "chair: [{value: solna, until: 2016}, {value: nacka, from: 2014}]",
                after: "chair: [{value: solna, until: 2014-01-01}, {value: nacka, from: 2014-01-01}]",
            },
            sv: RuleDocs {
                what: "Två värden i fältet gäller samtidigt, fast det bara får ha ett värde åt gången, eller \
                      samma värde förekommer två gånger.",
                why: "Läsaren vet inte vilket som gäller. Värden från olika avsändare, eller som är \
                      olika säkra, får stå bredvid varandra.",
                before: "chair: [{value: solna, until: 2016}, {value: nacka, from: 2014}]",
                after: "chair: [{value: solna, until: 2014-01-01}, {value: nacka, from: 2014-01-01}]",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let field = code_span(&self.field);
        match language {
            English => format!("two values of {field} are in force at the same time"),
            Swedish => format!("två värden i {field} gäller samtidigt"),
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let label = match language {
            English => "the later one",
            Swedish => "förekommer igen här",
        };
        Some(label.into())
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "end the earlier one with `until` on the day on which the later one begins (`from`)"
            }
            Swedish => {
                "låt det tidigare sluta med `until` samma dag som det senare börjar med `from`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { field: name("chair") }]
    }
}
