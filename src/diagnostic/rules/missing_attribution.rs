//! `missing-attribution`: a value of an `attributed` field that does not say whose claim it is.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A value without an attribution, in a field that requires one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingAttribution {
    /// The field's name.
    pub field: String,
}

impl Rule for MissingAttribution {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingAttribution,
        name: "missing-attribution",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The field requires an attribution, and the value has none.",
                why: "The type says `attributed: true`: what it holds are opinions, and an opinion is \
                      somebody's.",
                before: "benefit: {value: Shorter ways}",
                after: "benefit: {value: Shorter ways, according_to: city-office}",
            },
            sv: RuleDocs {
                what: "Fältet kräver uppgift om vem som säger det, och värdet saknar den.",
                why: "Typen säger `attributed: true`: fältet är till för bedömningar, och läsaren \
                      behöver veta vem som har gjort dem.",
                before: "benefit: {value: Kortare vägar}",
                after: "benefit: {value: Kortare vägar, according_to: stadskontoret}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let field = code_span(&self.field);
        match language {
            English => format!("{field} must say who claims it (`according_to`)"),
            Swedish => format!("{field} saknar uppgift om vem som säger det"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "write `{value: …, according_to: ENTRY}` with the entry of the one who claims it"
            }
            Swedish => "skriv `{value: …, according_to: POST}` med posten för den som säger det",
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix {
            place: FixPlace::Around(", according_to: }".to_owned()),
            text: "{value: ".to_owned(),
        }]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { field: name("benefit") }]
    }
}
