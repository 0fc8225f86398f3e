//! `unknown-view`: a directive that names a view that does not exist.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A directive that names a view that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownView {
    /// The name as written.
    pub name: String,
    /// The most similar name of a view.
    pub suggestion: Option<String>,
}

impl Rule for UnknownView {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownView,
        name: "unknown-view",
        family: RuleFamily::View,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A fence in braces names a view that does not exist.",
                why: "The page shows the lines as code. The views of pakt are listed in the handbook; a \
                      site adds its own as a template.",
                before: "```{timelin}",
                after: "```{timeline}",
            },
            sv: RuleDocs {
                what: "Ett kodblock inom klamrar nämner en vy som inte finns.",
                why: "Sidan visar raderna som kod. Pakts vyer finns i handboken; en webbplats lägger till \
                      egna som mallar.",
                before: "```{timelin}",
                after: "```{timeline}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let name = code_span(&self.name);
        match language {
            English => format!("there is no view {name}"),
            Swedish => format!("det finns ingen vy {name}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (&self.suggestion, language) {
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) => {
                "write the name of a view, or remove the braces if it is code".into()
            }
            (None, Swedish) => {
                "skriv namnet på en vy, eller ta bort klamrarna om det är kod".into()
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { name: name("timelin"), suggestion: Some(name("timeline")) },
            Self { name: name("x"), suggestion: None },
        ]
    }
}
