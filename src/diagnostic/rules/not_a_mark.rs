//! `not-a-mark`: a line of a source text that looks like the mark of a paragraph.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A line that looks like a mark but is not one, so that the text below it belongs to the paragraph
/// above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAMark {
    /// The line.
    pub line: String,
    /// Why it is not a mark.
    pub problem: MarkProblem,
    /// How many later lines of the text are like it and not reported.
    pub n_more: usize,
}

/// Why a line is not the mark of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkProblem {
    /// It has other signs than a mark, or too many.
    Signs,
    /// It has text after this mark.
    TextAfter(String),
    /// It lacks the brackets of a mark like the others: this one.
    NoBrackets(String),
    /// It is in the body of a document, which is not the text that citations quote.
    InBody,
}

impl Rule for NotAMark {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NotAMark,
        name: "not-a-mark",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A line of a source text is between brackets, begins with a mark in brackets, or is like \
                       the other marks without brackets, but is not the mark of a paragraph.",
                why: "A mark is alone on its line. It has at most 40 characters: letters, digits, `.`, `(`, `)`, `§`, `-`, `:`, \
                      `/` and single spaces. The line is shown as text, and no paragraph begins there.",
                before: "[Clause 3, first sentence]",
                after: "[Clause 3:1], or \\[Clause 3, first sentence] if the brackets are in the original",
            },
            sv: RuleDocs {
                what: "En rad i en källtext står inom hakparenteser, börjar med en beteckning inom \
                       hakparenteser eller liknar de andra beteckningarna utan hakparenteser, men är \
                       ingen styckebeteckning.",
                why: "En beteckning står ensam på sin rad. Den har högst 40 tecken: bokstäver, siffror, `.`, `(`, `)`, `§`, `-`, \
                      `:`, `/` och enstaka mellanslag. Raden visas som text, och inget stycke börjar där.",
                before: "[Artikel 3, första meningen]",
                after: "[Artikel 3:1], eller \\[Artikel 3, första meningen] om hakparenteserna finns i originalet",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let line = code_span(&self.line);
        let message = match (language, &self.problem) {
            (English, MarkProblem::Signs) => {
                format!("{line} looks like the mark of a paragraph, but is not one")
            }
            (English, MarkProblem::TextAfter(mark)) => {
                format!(
                    "{} is not a mark, because it is not alone on its line",
                    code_span(&in_brackets(mark))
                )
            }
            (English, MarkProblem::NoBrackets(_)) => {
                format!("{line} looks like the mark of a paragraph, but lacks its brackets")
            }
            (Swedish, MarkProblem::NoBrackets(_)) => {
                format!("{line} liknar en styckebeteckning men saknar hakparenteser")
            }
            (English, MarkProblem::InBody) => {
                format!(
                    "{line} in the body of a document is not a mark: no quote is compared with it"
                )
            }
            (Swedish, MarkProblem::InBody) => {
                format!(
                    "{line} i en källas brödtext är ingen beteckning: inget citat jämförs med den"
                )
            }
            (Swedish, MarkProblem::Signs) => {
                format!("{line} liknar en styckebeteckning men är ingen")
            }
            (Swedish, MarkProblem::TextAfter(mark)) => {
                let mark = code_span(&in_brackets(mark));
                format!("{mark} är ingen styckebeteckning, för den står inte ensam på raden")
            }
        };
        match (language, self.n_more) {
            (_, 0) => message,
            (English, n_more) => format!("{message}, and so for {n_more} more"),
            (Swedish, n_more) => format!("{message}, och så för {n_more} till"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (language, &self.problem) {
            (English, MarkProblem::Signs) => {
                "use letters, digits, `.()§-:/` and single spaces, at most 40; a literal bracket is `\\[`"
                    .into()
            }
            (English, MarkProblem::TextAfter(mark)) => {
                let mark = code_span(&in_brackets(mark));
                format!(
                    "write {mark} on a line of its own and the text below it; a literal bracket is `\\[`"
                )
            }
            (English, MarkProblem::NoBrackets(mark)) => {
                let mark = code_span(&in_brackets(mark));
                format!("write {mark}, or else citations of the paragraph above may quote this text")
            }
            (Swedish, MarkProblem::NoBrackets(mark)) => {
                let mark = code_span(&in_brackets(mark));
                format!("skriv {mark}; annars hör texten till stycket ovanför, och citeras som det")
            }
            (English, MarkProblem::InBody) => {
                "move the text to a file of its own, `deed.txt`, and name it: `text: deed.txt`".into()
            }
            (Swedish, MarkProblem::InBody) => {
                "flytta texten till en egen fil, `lag.txt`, och ange den: `text: lag.txt`".into()
            }
            (Swedish, MarkProblem::Signs) => {
                "använd bokstäver, siffror, `.()§-:/` och enstaka mellanslag, högst 40 tecken; skriv \
                 `\\[` för en hakparentes"
                    .into()
            }
            (Swedish, MarkProblem::TextAfter(mark)) => {
                let mark = code_span(&in_brackets(mark));
                format!(
                    "skriv {mark} på en egen rad och texten under den; skriv `\\[` för en hakparentes"
                )
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let line = |problem, n_more| Self { line: name("[as agreed, etc.]"), problem, n_more };
        vec![
            line(MarkProblem::Signs, 0),
            line(MarkProblem::TextAfter(name("P4")), 0),
            line(MarkProblem::TextAfter(name("P4")), 158),
            line(MarkProblem::NoBrackets(name("§ 6")), 0),
            line(MarkProblem::InBody, 0),
        ]
    }
}

fn in_brackets(mark: &str) -> String {
    format!("[{mark}]")
}
