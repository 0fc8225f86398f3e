//! `unknown-reference`: a link whose address is nowhere defined.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A link `[text][label]` whose label is not defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownReference {
    /// The label, as written.
    pub label: String,
}

impl Rule for UnknownReference {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownReference,
        name: "unknown-reference",
        family: RuleFamily::Link,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A link names a label that the text does not define.",
                why: "The brackets are shown as written, and there is no link.",
                before: "See [the rules][rules].",
                after: "See [the rules][rules].\n\n[rules]: rules.md",
            },
            sv: RuleDocs {
                what: "En länk anger en beteckning som inte finns i texten.",
                why: "Hakparenteserna visas som de är skrivna, och det blir ingen länk.",
                before: "Se [reglerna][regler].",
                after: "Se [reglerna][regler].\n\n[regler]: regler.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let label = code_span(&self.label);
        match language {
            English => format!("the link label {label} is not defined"),
            Swedish => format!("länkbeteckningen {label} finns inte"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let label = shortened_name(&self.label);
        Some(match language {
            English => {
                format!("add a line `[{label}]: page.md`, or write `\\[` if the brackets are text")
            }
            Swedish => format!(
                "lägg till en rad `[{label}]: sida.md`, eller skriv `\\[` om hakparenteserna är text"
            ),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let line = format!("\n[{}]: ", self.label);
        vec![SpanFix { place: FixPlace::EndOfFile, text: line }]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { label: name("rules") }]
    }
}
