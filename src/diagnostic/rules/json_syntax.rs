//! `json-syntax`: front matter in braces that does not follow the rules of JSON.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::quoted_words;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The front matter does not follow the rules of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonSyntax {
    /// The parser's own message.
    pub problem: String,
}

impl Rule for JsonSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::JsonSyntax,
        name: "json-syntax",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The file begins with a block of keys in braces, which does not follow the rules of \
                       JSON.",
                why: "pakt cannot tell what the keys say, nor whether the page is a draft, so the page is \
                      kept back. Each key and each text is in double quotation marks, a comma separates \
                      two keys, and none follows the last one.",
                before: "{ \"title\": \"The council\" \"draft\": true }",
                after: "{ \"title\": \"The council\", \"draft\": true }",
            },
            sv: RuleDocs {
                what: "Filen börjar med ett block av nycklar inom klamrar, som inte följer reglerna för \
                       JSON.",
                why: "pakt kan inte avgöra vad nycklarna säger, och inte heller om sidan är ett utkast, så \
                      sidan hålls tillbaka. Varje nyckel och varje text står inom dubbla citattecken, ett \
                      komma skiljer två nycklar åt, och efter den sista står inget komma.",
                before: "{ \"title\": \"Rådet\" \"draft\": true }",
                after: "{ \"title\": \"Rådet\", \"draft\": true }",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let problem = quoted_words(&self.problem);
        match language {
            English => format!("the JSON cannot be read here: {problem}"),
            Swedish => format!("det går inte att läsa JSON-blocket här: {problem}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write `\"key\": value`, with commas between and a closing `}` on its line",
            Swedish => {
                "skriv `\"nyckel\": värde`, med komman emellan och avslutande `}` sist på en rad"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { problem: name("expected `,` or `}`") }]
    }
}
