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
    /// The document of the same name that has no `text:`.
    pub document: Option<String>,
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
        match (language, self.document.as_deref().map(code_span)) {
            (English, None) => format!("{path} is published, and no page links to it"),
            (Swedish, None) => format!("{path} publiceras, men ingen sida länkar dit"),
            (English, Some(document)) => {
                format!("{document} does not name {path}, and no quote is compared with it")
            }
            (Swedish, Some(document)) => {
                format!("{document} anger inte {path}, och inget citat jämförs med den")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let text = format!("text: {}", self.path.rsplit('/').next().unwrap_or_default());
        Some(match (language, self.document.as_deref().map(code_span)) {
            (English, None) => {
                "link to it from a page, or move it out of the content folder".into()
            }
            (Swedish, None) => {
                "länka till den från en sida, eller flytta den från innehållsmappen".into()
            }
            (English, Some(document)) => format!("add the line {} to {document}", code_span(&text)),
            (Swedish, Some(document)) => {
                format!("lägg till raden {} i {document}", code_span(&text))
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { path: name("plan.docx"), document: None },
            Self { path: name("deed.txt"), document: Some(name("deed.md")) },
        ]
    }
}
