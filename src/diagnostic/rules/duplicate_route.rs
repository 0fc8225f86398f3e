//! `duplicate-route`: two pages or files with the same address.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// An address that is used twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateRoute {
    /// The address, relative to the site.
    pub address: String,
}

impl Rule for DuplicateRoute {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DuplicateRoute,
        name: "duplicate-route",
        family: RuleFamily::Link,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Two things would be published at the same address: two pages, a page and a file, \
                       or a page and another page's old address.",
                why: "Only one of them can be there. Addresses are in lower case, with å and ä as a, ö as \
                      o, and spaces as hyphens, so two different names can give the same address.",
                before: "rad/Mål.md and rad/Mal.md",
                after: "rad/Mål.md and rad/Mal-2.md",
            },
            sv: RuleDocs {
                what: "Två saker skulle publiceras på samma adress: två sidor, en sida och en fil, eller \
                       en sida och en annan sidas gamla adress.",
                why: "Bara en av dem kan ha adressen. I adresser blir bokstäverna små, å och ä blir a, ö blir o \
                      och mellanslag blir bindestreck, så två olika namn kan ge samma adress.",
                before: "rad/Mål.md och rad/Mal.md",
                after: "rad/Mål.md och rad/Mal-2.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let address = code_span(&self.address);
        match language {
            English => format!("the address {address} is already used"),
            Swedish => format!("adressen {address} används redan"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "rename one of the two, or remove the alias",
            Swedish => "byt namn på en av de två, eller ta bort aliaset",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { address: name("/forum/solna/") }]
    }
}
