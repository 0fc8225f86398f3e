//! `control-character`: a character that no text has.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Control characters in a file, which are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlCharacter {
    /// The first one.
    pub character: char,
    /// How many there are in the file.
    pub count: usize,
}

impl Rule for ControlCharacter {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ControlCharacter,
        name: "control-character",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A file contains control characters, such as a page break.",
                why: "HTML and feeds must not contain them. Page breaks become spaces, and all others are left out.",
                before: "title: \"The\\x01mill\"",
                after: "title: The mill",
            },
            sv: RuleDocs {
                what: "En fil innehåller styrtecken, till exempel en sidbrytning.",
                why: "HTML och flöden får inte innehålla dem. Sidbrytningar blir mellanslag, och övriga utelämnas.",
                before: "title: \"Kvarn\\x01en\"",
                after: "title: Kvarnen",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (code, count) = (u32::from(self.character), self.count);
        match language {
            English if count == 1 => format!("the control character U+{code:04X} is not shown"),
            English => {
                format!("{count} control characters are not shown, the first is U+{code:04X}")
            }
            Swedish if count == 1 => format!("styrtecknet U+{code:04X} visas inte"),
            Swedish => format!("{count} styrtecken visas inte, det första är U+{code:04X}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "delete the character, or write a space or a line break",
            Swedish => "ta bort tecknet, eller skriv ett mellanslag eller en radbrytning",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { character: '\u{b}', count: 1 }, Self { character: '\u{1b}', count: 3 }]
    }
}
