//! `unsourced-number`: a number in running text that no source on the page contains.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A number in running text that no quote, embedded value or date of the page contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsourcedNumber {
    /// The number as written.
    pub number: String,
}

impl Rule for UnsourcedNumber {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnsourcedNumber,
        name: "unsourced-number",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A number in the text is not in any of the page's quotes, embedded values and \
                      dates.",
                why: "Numbers are what readers copy, and what goes wrong most easily. Code, addresses, \
                      headings and the numbers of lists are not looked at.",
                before: "The council began in 2014.",
                after: "The council began in ![[council#began]].",
            },
            sv: RuleDocs {
                what: "En siffra står i texten, men inte i något av sidans citat, inbäddade värden och \
                      datum.",
                why: "Siffror är det som läsare skriver av, och det som lättast blir fel. Kod, adresser, \
                      rubriker och listors nummer räknas inte.",
                before: "Rådet började 2014.",
                after: "Rådet började ![[radet#started]].",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let number = code_span(&self.number);
        match language {
            English => {
                format!(
                    "number {number} does not appear in any quote, embedded value or date on this page"
                )
            }
            Swedish => {
                format!("siffran {number} saknar källa på sidan")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "cite a quote that contains it, or embed the field: `![[ENTRY#FIELD]]`",
            Swedish => "hänvisa till orden där den står, eller bädda in fältet: `![[POST#FÄLT]]`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { number: name("40") }]
    }
}
