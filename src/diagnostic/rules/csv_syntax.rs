//! `csv-syntax`: a table that cannot be split into cells as it is meant.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A part of a table that cannot be split into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvSyntax {
    /// What is wrong.
    pub problem: CsvProblem,
}

/// What is wrong with the syntax of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvProblem {
    /// A cell begins with a quotation mark that is never closed.
    NeverClosed,
    /// A cell begins with a quotation mark that is closed on this line, and text follows.
    ClosedBeforeText {
        /// Counts from 1.
        line: usize,
    },
    /// A title in quotation marks goes on to a line that looks like another row.
    ClosedInOtherRow,
    /// The names of the columns are not on the first line.
    TitleLines {
        /// Counts from 1.
        first: usize,
        /// The line before the names.
        last: usize,
    },
    /// The first line begins with `sep=` and does not name one character.
    Separator(String),
}

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
                what: "A cell in the table begins with a quotation mark that is not closed at the end of \
                       the cell.",
                why: "A cell in quotation marks may contain commas and line breaks, so everything \
                      up to the next quotation mark belongs to it, and the rows after it cannot be \
                      read. A quotation mark inside such a cell is written twice.",
                before: "id,title\ncouncil,\"The council, regional",
                after: "id,title\ncouncil,\"The council, regional\"",
            },
            sv: RuleDocs {
                what: "En cell i tabellen börjar med ett citattecken som inte stängs i slutet av cellen.",
                why: "En cell inom citattecken får innehålla kommatecken och radbrytningar. Därför \
                      hör allt fram till nästa citattecken till cellen, och raderna efter den går \
                      inte att läsa. Ett citattecken inne i en sådan cell skrivs två gånger.",
                before: "id,title\nradet,\"Rådet, regionalt",
                after: "id,title\nradet,\"Rådet, regionalt\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match (&self.problem, language) {
            (CsvProblem::NeverClosed, English) => "this quotation mark is never closed".into(),
            (CsvProblem::NeverClosed, Swedish) => "citattecknet saknar avslutning".into(),
            (CsvProblem::ClosedBeforeText { line }, English) => {
                format!("this quotation mark is closed on line {line}, before other text")
            }
            (CsvProblem::ClosedBeforeText { line }, Swedish) => {
                format!("citattecknet stängs på rad {line}, före annan text")
            }
            (CsvProblem::ClosedInOtherRow, English) => {
                "this quotation mark is closed on a later line, which looks like another row".into()
            }
            (CsvProblem::ClosedInOtherRow, Swedish) => {
                "citattecknet stängs först på en senare rad, som ser ut som en ny post".into()
            }
            (CsvProblem::TitleLines { last, .. }, English) => {
                format!("the names of the columns are on line {}, and not first", last + 1)
            }
            (CsvProblem::TitleLines { last, .. }, Swedish) => {
                format!("kolumnernas namn är på rad {}, och inte först", last + 1)
            }
            (CsvProblem::Separator(written), English) => {
                format!("{} names no separator", code_span(written))
            }
            (CsvProblem::Separator(written), Swedish) => {
                format!("{} anger inget skiljetecken", code_span(written))
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (&self.problem, language) {
            (
                CsvProblem::NeverClosed
                | CsvProblem::ClosedBeforeText { .. }
                | CsvProblem::ClosedInOtherRow,
                English,
            ) => {
                "end the cell with a quotation mark, or write `\"\"` for one that belongs to the text"
            }
            (
                CsvProblem::NeverClosed
                | CsvProblem::ClosedBeforeText { .. }
                | CsvProblem::ClosedInOtherRow,
                Swedish,
            ) => {
                "avsluta cellen med ett citattecken, eller skriv `\"\"` för ett som hör till orden"
            }
            (CsvProblem::TitleLines { first, last }, English) if first == last => {
                return Some(format!("delete line {first}"));
            }
            (CsvProblem::TitleLines { first, last }, Swedish) if first == last => {
                return Some(format!("ta bort rad {first}"));
            }
            (CsvProblem::TitleLines { first, last }, English) => {
                return Some(format!("delete lines {first}–{last}"));
            }
            (CsvProblem::TitleLines { first, last }, Swedish) => {
                return Some(format!("ta bort raderna {first}–{last}"));
            }
            (CsvProblem::Separator(_), English) => "write one character, as in `sep=;`",
            (CsvProblem::Separator(_), Swedish) => "skriv ett enda tecken, som i `sep=;`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let problems = [
            CsvProblem::NeverClosed,
            CsvProblem::ClosedBeforeText { line: 3 },
            CsvProblem::ClosedInOtherRow,
            CsvProblem::TitleLines { first: 1, last: 1 },
            CsvProblem::TitleLines { first: 1, last: 3 },
            CsvProblem::Separator(name("sep=ab")),
        ];
        problems.map(|problem| Self { problem }).into()
    }
}
