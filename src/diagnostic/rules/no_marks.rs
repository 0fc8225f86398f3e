//! `no-marks`: a source text without marks, so that none of it can be cited.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A source text without marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMarks;

impl Rule for NoMarks {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoMarks,
        name: "no-marks",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The text of a document has no marks.",
                why: "A citation names a paragraph by its mark, so nothing in the text can be cited.",
                before: "The parish lets the mill.",
                after: "[1]\nThe parish lets the mill.",
            },
            sv: RuleDocs {
                what: "Texten till ett dokument saknar styckebeteckningar.",
                why: "En källhänvisning anger ett stycke med dess beteckning, så ingenting i texten går \
                      att hänvisa till.",
                before: "Socknen arrenderar ut kvarnen.",
                after: "[1]\nSocknen arrenderar ut kvarnen.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "the text has no marks, so nothing in it can be cited".into(),
            Swedish => "texten saknar styckebeteckningar och går inte att hänvisa till".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "begin each paragraph with a line that has its mark in brackets: `[1]`",
            Swedish => {
                "börja varje stycke med en rad som har dess beteckning inom hakparenteser: `[1]`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
