//! `no-rows`: a table of entries without rows.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A table of entries has no rows below its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRows;

impl Rule for NoRows {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoRows,
        name: "no-rows",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A table of entries has no rows below its head.",
                why: "A list is made from the table, so there are no entries of that type. Perhaps the \
                      rows were on another sheet when the table was saved.",
                before: "id,title",
                after: "id,title\nashby,Ashby",
            },
            sv: RuleDocs {
                what: "En tabell med poster har inga rader under rubrikraden.",
                why: "En lista hämtas från tabellen, så det finns inga poster av den typen. Kanske fanns \
                      raderna på ett annat blad när tabellen sparades.",
                before: "id,title",
                after: "id,title\nsolna,Solna",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "the table has no rows".into(),
            Swedish => "tabellen har inga rader".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write one row per entry below the names of the columns",
            Swedish => "skriv en rad per post under kolumnernas namn",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
