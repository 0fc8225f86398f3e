//! `toml-syntax`: front matter between `+++` that does not follow the rules of TOML.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::quoted_words;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The front matter does not follow the rules of TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TomlSyntax {
    /// The parser's own message.
    pub problem: String,
}

impl Rule for TomlSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TomlSyntax,
        name: "toml-syntax",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The lines between `+++` and `+++` do not follow the rules of TOML.",
                why: "pakt cannot tell what the keys say, nor whether the page is a draft, so the page is \
                      kept back. A text goes in quotation marks, and a key occurs once.",
                before: "title = \"The council",
                after: "title = \"The council\"",
            },
            sv: RuleDocs {
                what: "Raderna mellan `+++` och `+++` följer inte reglerna för TOML.",
                why: "pakt kan inte avgöra vad nycklarna säger, och inte heller om sidan är ett utkast, så \
                      sidan hålls tillbaka. En text ska stå inom citattecken, och en nyckel får stå en \
                      gång.",
                before: "title = \"Rådet",
                after: "title = \"Rådet\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let problem = quoted_words(&self.problem);
        match language {
            English => format!("the TOML cannot be read here: {problem}"),
            Swedish => format!("det går inte att läsa TOML-raderna här: {problem}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write `key = \"text\"`, with a closing quotation mark on the same line",
            Swedish => "skriv `nyckel = \"text\"`, med avslutande citattecken på samma rad",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { problem: name("missing closing quote") }]
    }
}
