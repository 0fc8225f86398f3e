//! `surplus-cell`: a row with more cells than the head.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A row of a table in a text with more cells than the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurplusCell {
    /// How many cells the row has.
    pub n_cells: usize,
    /// How many columns the head has.
    pub n_columns: usize,
    /// Whether a `|` inside a link, code or formula ends a cell.
    pub is_cut: bool,
}

impl Rule for SurplusCell {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::SurplusCell,
        name: "surplus-cell",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A row of a table has more cells than the head has.",
                why: "What is in the surplus cells is not shown. Often a `|` inside a link or code has ended a cell.",
                before: "| [[mill|The mill]] | 7 |",
                after: "| [[mill\\|The mill]] | 7 |",
            },
            sv: RuleDocs {
                what: "En rad i en tabell har fler celler än rubrikraden.",
                why: "Det som står i de överflödiga cellerna visas inte. Ofta har ett `|` i en länk eller i kod avslutat en cell.",
                before: "| [[kvarn|Kvarnen]] | 7 |",
                after: "| [[kvarn\\|Kvarnen]] | 7 |",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (n_cells, n_columns) = (self.n_cells, self.n_columns);
        match language {
            English => {
                format!("the row has {n_cells} cells, the head {n_columns}; this is not shown")
            }
            Swedish => {
                format!("raden har {n_cells} celler, rubrikraden {n_columns}; det här visas inte")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (self.is_cut, language) {
            (true, English) => "write `\\|` for a bar inside a link or code",
            (true, Swedish) => "skriv `\\|` för ett lodstreck i en länk eller i kod",
            (false, English) => "add a column to the head, or remove the cell",
            (false, Swedish) => "lägg till en kolumn i rubrikraden, eller ta bort cellen",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { n_cells: 3, n_columns: 2, is_cut: true },
            Self { n_cells: 4, n_columns: 2, is_cut: false },
        ]
    }
}
