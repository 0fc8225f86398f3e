//! `markdown-in-text`: Markdown in a text that is shown as it is written.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Markdown in a text that is not read as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownInText {
    /// The first of it.
    pub markup: String,
}

impl Rule for MarkdownInText {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MarkdownInText,
        name: "markdown-in-text",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A text that is not Markdown has a link, a citation, strong text or an HTML tag in it.",
                why: "Titles, descriptions, notes, labels, captions, the texts of `site.yaml` and fields of \
                      the kind `text` are shown as they are written, so the reader sees the brackets. The \
                      body of a page and fields of the kind `markdown` are Markdown.",
                before: "note: See [[mill]]",
                after: "note: See the page of the mill",
            },
            sv: RuleDocs {
                what: "En text som inte är Markdown innehåller en länk, en källhänvisning, fet text eller \
                       en HTML-tagg.",
                why: "Titlar, beskrivningar, anmärkningar, etiketter, rubriker på vyer, texterna i \
                      `site.yaml` och fält av slaget `text` visas som de är skrivna, så läsaren ser \
                      hakparenteserna. En sidas brödtext och fält av slaget `markdown` är Markdown.",
                before: "note: Se [[kvarn]]",
                after: "note: Se sidan om kvarnen",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let markup = code_span(&self.markup);
        match language {
            English => format!("{markup} is shown as written, because the text is not Markdown"),
            Swedish => format!("{markup} visas som det är skrivet, för texten är inte Markdown"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "write plain words, or move it to the body or to a field with `kind: markdown`"
            }
            Swedish => {
                "skriv vanlig text, eller flytta den till brödtexten eller till ett fält med `kind: markdown`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { markup: name("[[mill]]") }]
    }
}
