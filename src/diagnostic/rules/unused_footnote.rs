//! `unused-footnote`: a note to which nothing refers.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A footnote to which the text does not refer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedFootnote {
    /// The label, as written.
    pub label: String,
}

impl Rule for UnusedFootnote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnusedFootnote,
        name: "unused-footnote",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A footnote is defined, but the text does not refer to it.",
                why: "The note is not shown, because it has no number.",
                before: "It is so.\n\n[^1]: The note.",
                after: "It is so[^1].\n\n[^1]: The note.",
            },
            sv: RuleDocs {
                what: "En fotnot är skriven, men texten hänvisar inte till den.",
                why: "Noten visas inte, eftersom den inte har något nummer.",
                before: "Så är det.\n\n[^1]: Noten.",
                after: "Så är det[^1].\n\n[^1]: Noten.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let label = code_span(&self.label);
        match language {
            English => format!("nothing refers to the footnote {label}, which is not shown"),
            Swedish => format!("ingen text hänvisar till fotnoten {label}, som inte visas"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let label = shortened_name(&self.label);
        Some(match language {
            English => format!("write `[^{label}]` where it belongs, or remove the note"),
            Swedish => format!("skriv `[^{label}]` där den hör hemma, eller ta bort noten"),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { label: name("2") }]
    }
}
