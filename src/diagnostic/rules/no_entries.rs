//! `no-entries`: a list without entries.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A list, or a file of lists, has no entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoEntries {
    /// The type of the list. `None` means that the file has no list.
    pub type_name: Option<String>,
}

impl Rule for NoEntries {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoEntries,
        name: "no-entries",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A list of entries is empty, or a file that could have lists has none.",
                why: "There are no entries of that type. Perhaps the lines are not indented, are all \
                      comments, or were never saved. `[]` says that a list is meant to be empty.",
                before: "party:",
                after: "party:\n  - {id: ashby, title: Ashby}",
            },
            sv: RuleDocs {
                what: "En lista med poster är tom, eller en fil som kunde ha listor har ingen.",
                why: "Det finns inga poster av den typen. Kanske är raderna inte indragna, eller alla \
                      kommentarer, eller så sparades de aldrig. `[]` säger att listan ska vara tom.",
                before: "part:",
                after: "part:\n  - {id: solna, title: Solna}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let name = self.type_name.as_deref().map(code_span);
        match (language, name) {
            (English, Some(name)) => format!("the list {name} has no entries"),
            (English, None) => "the file has no list of entries".into(),
            (Swedish, Some(name)) => format!("listan {name} har inga poster"),
            (Swedish, None) => "filen har ingen lista med poster".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, &self.type_name) {
            (English, Some(_)) => "write `- id: …` below for each entry, or `[]` after the colon",
            (English, None) => {
                "write the name of a type and `- id: …` below it, or remove the file"
            }
            (Swedish, Some(_)) => "skriv `- id: …` under för varje post, eller `[]` efter kolonet",
            (Swedish, None) => {
                "skriv namnet på en typ och `- id: …` under det, eller ta bort filen"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { type_name: Some(name("party")) }, Self { type_name: None }]
    }
}
