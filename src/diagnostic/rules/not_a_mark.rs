//! `not-a-mark`: a line of a source text that looks like the mark of a paragraph.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A line in brackets that is not a mark, so that the text below it belongs to the paragraph above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAMark {
    /// The line.
    pub line: String,
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
                what: "A line of a source text is between brackets but is not the mark of a paragraph.",
                why: "A mark has at most 40 characters: letters, digits, `.`, `(`, `)`, `§`, `-`, `:`, \
                      `/` and single spaces. The line is shown as text, and no paragraph begins there.",
                before: "[Clause 3, first sentence]",
                after: "[Clause 3:1], or \\[Clause 3, first sentence] if the brackets are in the original",
            },
            sv: RuleDocs {
                what: "En rad i en källtext står inom hakparenteser men är ingen styckebeteckning.",
                why: "En beteckning har högst 40 tecken: bokstäver, siffror, `.`, `(`, `)`, `§`, `-`, \
                      `:`, `/` och enstaka mellanslag. Raden visas som text, och inget stycke börjar där.",
                before: "[Artikel 3, första meningen]",
                after: "[Artikel 3:1], eller \\[Artikel 3, första meningen] om hakparenteserna finns i originalet",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let line = code_span(&self.line);
        match language {
            English => format!("{line} looks like the mark of a paragraph, but is not one"),
            Swedish => format!("{line} liknar en styckebeteckning men är ingen"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "use letters, digits, `.()§-:/` and single spaces, at most 40; a literal bracket is `\\[`"
            }
            Swedish => {
                "använd bokstäver, siffror, `.()§-:/` och enstaka mellanslag, högst 40 tecken; skriv \
                 `\\[` för en hakparentes"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { line: name("[as agreed, and so on]") }]
    }
}
