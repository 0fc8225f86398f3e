//! `duplicate-footnote`: a second note with the same label.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A second definition of a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateFootnote {
    /// The label, as written.
    pub label: String,
}

impl Rule for DuplicateFootnote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DuplicateFootnote,
        name: "duplicate-footnote",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A footnote is defined twice.",
                why: "Only the first definition is shown.",
                before: "[^1]: One.\n[^1]: Another.",
                after: "[^1]: One.\n[^2]: Another.",
            },
            sv: RuleDocs {
                what: "En fotnot är skriven två gånger.",
                why: "Bara den första visas.",
                before: "[^1]: En.\n[^1]: En annan.",
                after: "[^1]: En.\n[^2]: En annan.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let label = code_span(&self.label);
        match language {
            English => format!("the footnote {label} is defined twice; this one is not shown"),
            Swedish => format!("fotnoten {label} är skriven två gånger; den här visas inte"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "give it another label, or remove it",
            Swedish => "ge den en annan beteckning, eller ta bort den",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { label: name("1") }]
    }
}
