//! `surplus-cell`: a row with more cells than the head.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A row of a table in a text, or of a table of entries, with more cells than the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurplusCell {
    /// How many cells the row has.
    pub n_cells: usize,
    /// How many columns the head has.
    pub n_columns: usize,
    /// Why the cell is surplus.
    pub cause: SurplusCause,
}

/// Why a cell is surplus, as far as can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusCause {
    /// The row of a table in a text is longer than the head.
    LongRow,
    /// A `|` inside a link, code or formula ends a cell.
    CutByBar,
    /// In a table of entries; probably a cell contains this separator.
    Separator(char),
    /// The column of a table of entries has no name.
    UnnamedColumn,
    /// The line of dashes has more or fewer cells than the head.
    DelimiterRow,
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
                why: "What is in the surplus cells is not shown. Often a `|` inside a link or code has ended \
                      a cell, or in a CSV file a comma inside a text. In a table of entries it is an \
                      error, because the other cells may be in the wrong columns.",
                before: "| [[mill|The mill]] | 7 |",
                after: "| [[mill\\|The mill]] | 7 |",
            },
            sv: RuleDocs {
                what: "En rad i en tabell har fler celler än rubrikraden.",
                why: "Det som står i de överflödiga cellerna visas inte. Ofta har ett `|` i en länk eller i kod \
                      avslutat en cell, eller i en CSV-fil ett kommatecken i en text. I en tabell med poster \
                      är det ett fel, eftersom de andra cellerna kan stå i fel kolumner.",
                before: "| [[kvarn|Kvarnen]] | 7 |",
                after: "| [[kvarn\\|Kvarnen]] | 7 |",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (n_cells, n_columns) = (self.n_cells, self.n_columns);
        let row = match language {
            English => format!("the row has {n_cells} cells, the head {n_columns}"),
            Swedish => format!("raden har {n_cells} celler, rubrikraden {n_columns}"),
        };
        match (self.cause, language) {
            (SurplusCause::Separator(_), _) => row,
            (SurplusCause::DelimiterRow, English) => format!(
                "cells in the head: {n_columns}, in the line of dashes: {n_cells}; this is not a table"
            ),
            (SurplusCause::DelimiterRow, Swedish) => format!(
                "celler i rubrikraden: {n_columns}, i raden med streck: {n_cells}; det blir ingen tabell"
            ),
            (SurplusCause::LongRow | SurplusCause::CutByBar, English) => {
                format!("{row}; this is not shown")
            }
            (SurplusCause::LongRow | SurplusCause::CutByBar, Swedish) => {
                format!("{row}; det här visas inte")
            }
            (SurplusCause::UnnamedColumn, English) => {
                "the column of this cell has no name, so it is not read".into()
            }
            (SurplusCause::UnnamedColumn, Swedish) => {
                "cellens kolumn har inget namn, så den läses inte".into()
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (self.cause, language) {
            (SurplusCause::DelimiterRow, English) => "write `---` once for each column of the head",
            (SurplusCause::DelimiterRow, Swedish) => {
                "skriv `---` en gång för varje kolumn i rubrikraden"
            }
            (SurplusCause::CutByBar, English) => "write `\\|` for a bar inside a link or code",
            (SurplusCause::CutByBar, Swedish) => {
                "skriv `\\|` för ett lodstreck i en länk eller i kod"
            }
            (SurplusCause::LongRow, English) => {
                "add a column to the head, or write `\\|` for a bar that is text"
            }
            (SurplusCause::LongRow, Swedish) => {
                "lägg till en kolumn i rubrikraden, eller skriv `\\|` för ett lodstreck som är text"
            }
            (SurplusCause::Separator(separator), English) => {
                return Some(format!(
                    "put a cell that contains {} in quotation marks, or add a column to the head",
                    separator_name(separator, language)
                ));
            }
            (SurplusCause::Separator(separator), Swedish) => {
                return Some(format!(
                    "sätt en cell som innehåller {} inom citattecken, eller lägg till en kolumn i \
                     rubrikraden",
                    separator_name(separator, language)
                ));
            }
            (SurplusCause::UnnamedColumn, English) => {
                "name the column in the head, or remove its cells"
            }
            (SurplusCause::UnnamedColumn, Swedish) => {
                "ge kolumnen ett namn i rubrikraden, eller ta bort cellerna i den"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        let causes = [
            SurplusCause::LongRow,
            SurplusCause::CutByBar,
            SurplusCause::Separator(','),
            SurplusCause::Separator('\t'),
            SurplusCause::UnnamedColumn,
            SurplusCause::DelimiterRow,
        ];
        causes.map(|cause| Self { n_cells: 3, n_columns: 2, cause }).into()
    }
}

/// Returns a separator as a help names it.
fn separator_name(separator: char, language: ReportLanguage) -> String {
    match (separator, language) {
        ('\t', English) => "a tab".into(),
        ('\t', Swedish) => "en tabb".into(),
        _ => format!("`{separator}`"),
    }
}
