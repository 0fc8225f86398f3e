//! `orphan-file`: a published file that no page links to.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A published file that no page links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrphanFile {
    /// The path in the content folder.
    pub path: String,
}

impl Rule for OrphanFile {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::OrphanFile,
        name: "orphan-file",
        family: RuleFamily::Editorial,
        severity: Severity::Note,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The file is copied to the website, and no page links to it or shows it.",
                why: "Anyone who guesses the address can read it. It may be a working file that was left \
                      in the folder.",
                before: "content/plan.docx",
                after: "[The plan](plan.docx)",
            },
            sv: RuleDocs {
                what: "Filen kopieras till webbplatsen, och ingen sida länkar till den eller visar den.",
                why: "Den som gissar adressen kan läsa den. Den kan vara en arbetsfil som har blivit kvar \
                      i mappen.",
                before: "content/plan.docx",
                after: "[Planen](plan.docx)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let path = code_span(&self.path);
        match language {
            English => format!("{path} is published, and no page links to it"),
            Swedish => format!("{path} publiceras, men ingen sida länkar dit"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "link to it from a page, or move it out of the content folder",
            Swedish => "länka till den från en sida, eller flytta den från innehållsmappen",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { path: name("plan.docx") }]
    }
}
