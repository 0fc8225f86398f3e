//! `unused-reference`: a link label that no link has.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A line `[label]: page.md` to which no link of the text refers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedReference {
    /// The label, as written.
    pub label: String,
}

impl Rule for UnusedReference {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnusedReference,
        name: "unused-reference",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A text defines a link label that none of its links has.",
                why: "The line is not shown, and nobody can follow its address.",
                before: "See the rules.\n\n[rules]: rules.md",
                after: "See [the rules][rules].\n\n[rules]: rules.md",
            },
            sv: RuleDocs {
                what: "En text anger adressen för en länkbeteckning som ingen av dess länkar har.",
                why: "Raden visas inte, och ingen kan följa adressen.",
                before: "Se reglerna.\n\n[regler]: regler.md",
                after: "Se [reglerna][regler].\n\n[regler]: regler.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let label = code_span(&self.label);
        match language {
            English => format!("no link has the label {label}, and this line is not shown"),
            Swedish => format!("ingen länk har beteckningen {label}, och den här raden visas inte"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let label = shortened_name(&self.label);
        Some(match language {
            English => {
                format!("write `[{label}]` where the link belongs, or `\\[` here to show the line")
            }
            Swedish => format!(
                "skriv `[{label}]` där länken hör hemma, eller `\\[` här för att visa raden"
            ),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { label: name("rules") }]
    }
}
