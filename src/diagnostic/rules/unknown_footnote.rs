//! `unknown-footnote`: a reference to a note that does not exist.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A reference to a footnote that the text does not define.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFootnote {
    /// The label, as written.
    pub label: String,
}

impl Rule for UnknownFootnote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownFootnote,
        name: "unknown-footnote",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A text refers to a footnote that it does not define.",
                why: "The brackets are shown as written, and the reader finds no note.",
                before: "It is so[^2].\n\n[^1]: The note.",
                after: "It is so[^1].\n\n[^1]: The note.",
            },
            sv: RuleDocs {
                what: "En text hänvisar till en fotnot som inte finns i den.",
                why: "Hakparentesen visas som den är skriven, och läsaren hittar ingen not.",
                before: "Så är det[^2].\n\n[^1]: Noten.",
                after: "Så är det[^1].\n\n[^1]: Noten.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let label = code_span(&self.label);
        match language {
            English => format!("there is no footnote {label}"),
            Swedish => format!("det finns ingen fotnot {label}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let label = shortened_name(&self.label);
        Some(match language {
            English => format!("add a line `[^{label}]: …` to the text, or correct the label"),
            Swedish => {
                format!("lägg till en rad `[^{label}]: …` i texten, eller rätta beteckningen")
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let line = format!("\n[^{}]: ", self.label);
        vec![SpanFix { place: FixPlace::EndOfFile, text: line }]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { label: name("2") }]
    }
}
