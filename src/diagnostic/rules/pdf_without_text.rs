//! `pdf-without-text`: a PDF file that has no text version.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A PDF file that has no text version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfWithoutText {
    /// The file's path in the content folder.
    pub path: String,
}

impl Rule for PdfWithoutText {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::PdfWithoutText,
        name: "pdf-without-text",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A PDF is shown or linked to, and has no text version.",
                why: "A PDF is hard to read on a phone and with a screen reader, and is not searched. A \
                      text version of `plan.pdf` is `plan.md` or `plan.html`, or if the entry \
                      that names the file in a field has a body or the `text:` of the paper.",
                before: "[The plan](files/plan.pdf), and nothing else in `files/`.",
                after: "[The plan](files/plan.pdf), and its text in `files/plan.md`.",
            },
            sv: RuleDocs {
                what: "En PDF visas eller länkas, men den saknar textversion.",
                why: "En PDF är svår att läsa i telefon och med skärmläsare, och sökningen når den inte. En \
                      text står bredvid `plan.pdf` om den är `plan.md` eller `plan.html`, eller om posten \
                      som nämner filen i ett fält har en brödtext eller dokumentets `text:`.",
                before: "[Planen](filer/plan.pdf), och inget annat i `filer/`.",
                after: "[Planen](filer/plan.pdf), och texten i `filer/plan.md`.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let path = code_span(&self.path);
        match language {
            English => format!("{path} has no accessible text version"),
            Swedish => format!("filen {path} saknar textversion"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "put its text beside it as Markdown, or as the `text:` of a document with this file"
            }
            Swedish => {
                "lägg texten bredvid som Markdown, eller som `text:` i ett dokument med den här \
                 filen"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { path: name("files/plan.pdf") }]
    }
}
