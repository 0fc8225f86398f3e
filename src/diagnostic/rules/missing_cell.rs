//! `missing-cell`: a row of a table of entries with fewer cells than the head.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A row of a table of entries with fewer cells than the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCell {
    /// How many cells the row has.
    pub n_cells: usize,
    /// How many columns the head has.
    pub n_columns: usize,
}

impl Rule for MissingCell {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingCell,
        name: "missing-cell",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A row of a table of entries has fewer cells than the head has.",
                why: "Nobody can see which cell is missing, so the values may be in the wrong columns. A \
                      spreadsheet writes a separator for an empty cell as well.",
                before: "id,title,size\nashby,Ashby",
                after: "id,title,size\nashby,Ashby,",
            },
            sv: RuleDocs {
                what: "En rad i en tabell med poster har färre celler än rubrikraden.",
                why: "Det går inte att se vilken cell som saknas, så värdena kan stå i fel kolumner. Ett \
                      kalkylprogram skriver ett skiljetecken också för en tom cell.",
                before: "id,title,size\nsolna,Solna",
                after: "id,title,size\nsolna,Solna,",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let Self { n_cells, n_columns } = self;
        let is_single = *n_cells == 1;
        match language {
            English if is_single => format!("the row has 1 cell, the head {n_columns}"),
            English => format!("the row has {n_cells} cells, the head {n_columns}"),
            Swedish if is_single => format!("raden har 1 cell, rubrikraden {n_columns}"),
            Swedish => format!("raden har {n_cells} celler, rubrikraden {n_columns}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "add the missing cells; an empty one needs its separator as well",
            Swedish => "lägg till cellerna som saknas; också en tom cell behöver sitt skiljetecken",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        [1, 2].map(|n_cells| Self { n_cells, n_columns: 4 }).into()
    }
}
