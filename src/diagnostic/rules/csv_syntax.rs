//! `csv-syntax`: a quotation mark in a CSV file that is never closed.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A cell begins with a quotation mark that is never closed, so the rows after it belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvSyntax;

impl Rule for CsvSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::CsvSyntax,
        name: "csv-syntax",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A cell in the CSV file begins with a quotation mark that is never closed.",
                why: "A cell in quotation marks may contain commas and line breaks, so everything \
                      up to the next quotation mark belongs to it, and the rows after it cannot be \
                      read. A quotation mark inside such a cell is written twice.",
                before: "id,title\ncouncil,\"The council, regional",
                after: "id,title\ncouncil,\"The council, regional\"",
            },
            sv: RuleDocs {
                what: "En cell i CSV-filen börjar med ett citattecken som aldrig stängs.",
                why: "En cell inom citattecken får innehålla kommatecken och radbrytningar. Därför \
                      hör allt fram till nästa citattecken till cellen, och raderna efter den går \
                      inte att läsa. Ett citattecken inne i en sådan cell skrivs två gånger.",
                before: "id,title\nradet,\"Rådet, regionalt",
                after: "id,title\nradet,\"Rådet, regionalt\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "this quotation mark is never closed".into(),
            Swedish => "citattecknet saknar avslutning".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "end the cell with a quotation mark, or write `\"\"` for one that belongs to the text"
            }
            Swedish => {
                "avsluta cellen med ett citattecken, eller skriv `\"\"` för ett som hör till orden"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
