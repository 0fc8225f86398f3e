//! `duplicate-value`: a value of a `unique` field that occurs twice.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A value that occurs twice in a field where each value must be unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateValue {
    /// The field's name.
    pub field: String,
    /// The value as written.
    pub value: String,
}

impl Rule for DuplicateValue {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DuplicateValue,
        name: "duplicate-value",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A value is there twice, in a field where each value may occur only once.",
                why: "The field's declaration says `unique: true`, as for a reference number: the same \
                      number on two documents means that one of them is wrong.",
                before: "reference: 2015-128    (in two documents)",
                after: "reference: 2015-128    (in one)\nreference: 2015-129    (in the other)",
            },
            sv: RuleDocs {
                what: "Ett värde förekommer två gånger, i ett fält där varje värde bara får förekomma en gång.",
                why: "Fältets deklaration har `unique: true`, som för ett diarienummer: samma nummer på \
                      två handlingar betyder att det ena inte stämmer.",
                before: "diarienummer: 2015-128    (i två dokument)",
                after: "diarienummer: 2015-128    (i det ena)\ndiarienummer: 2015-129    (i det andra)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (field, value) = (code_span(&self.field), code_span(&self.value));
        match language {
            English => format!("the value {value} of {field} is already used"),
            Swedish => format!("värdet {value} för {field} används redan"),
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
            English => "give one of them another value, or remove it",
            Swedish => "ge ett av dem ett annat värde, eller ta bort det",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { field: name("reference"), value: name("2015-128") }]
    }
}
