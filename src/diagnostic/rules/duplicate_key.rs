//! `duplicate-key`: a key that occurs twice in one map.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A key that occurs twice in one map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The key as written.
    pub key: String,
}

impl Rule for DuplicateKey {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DuplicateKey,
        name: "duplicate-key",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The same key occurs twice in the same place.",
                why: "Only one of the values could count, and nobody can see which. Several values of one \
                      key are written as a list.",
                before: "member: solna\nmember: sundbyberg",
                after: "member: [solna, sundbyberg]",
            },
            sv: RuleDocs {
                what: "Samma nyckel förekommer två gånger på samma ställe.",
                why: "Bara ett av värdena kan gälla, och ingen kan se vilket. Flera värden för en nyckel \
                      skrivs som en lista.",
                before: "member: solna\nmember: sundbyberg",
                after: "member: [solna, sundbyberg]",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let key = code_span(&self.key);
        match language {
            English => format!("duplicate key {key}"),
            Swedish => format!("nyckeln {key} förekommer två gånger"),
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let label = match language {
            English => "the second one",
            Swedish => "förekommer igen här",
        };
        Some(label.into())
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "keep one of them; a key that may have several values takes a list: `[one, two]`"
            }
            Swedish => {
                "behåll en av dem; en nyckel som får ha flera värden tar en lista: `[ett, två]`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { key: name("chair") }]
    }
}
