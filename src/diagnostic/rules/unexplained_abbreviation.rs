//! `unexplained-abbreviation`: an abbreviation that is not spelled out.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// An abbreviation that neither the page nor a term spells out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnexplainedAbbreviation {
    /// The abbreviation as written.
    pub abbreviation: String,
}

impl Rule for UnexplainedAbbreviation {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnexplainedAbbreviation,
        name: "unexplained-abbreviation",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "An abbreviation is not spelled out the first time it is used on the page.",
                why: "A reader who does not know it has to look elsewhere. A term of that name explains \
                      it on every page.",
                before: "The MSB drew it up.",
                after: "The Swedish Civil Contingencies Agency (MSB) drew it up.",
            },
            sv: RuleDocs {
                what: "En förkortning är inte förklarad första gången den används på sidan.",
                why: "Den som inte känner till den måste leta någon annanstans. Ett begrepp med det \
                      namnet förklarar den på alla sidor.",
                before: "MSB har utarbetat det.",
                after: "Myndigheten för samhällsskydd och beredskap (MSB) har utarbetat det.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let abbreviation = code_span(&self.abbreviation);
        match language {
            English => format!("abbreviation {abbreviation} is not spelled out"),
            Swedish => format!("förkortningen {abbreviation} är inte förklarad"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let name = shortened_name(&self.abbreviation);
        Some(match language {
            English => format!(
                "spell it out, as in `the full name ({name})`, or add a term with the \
                 title `{name}`"
            ),
            Swedish => format!(
                "skriv ut den, som i `orden den står för ({name})`, eller lägg till ett begrepp \
                 med titeln `{name}`"
            ),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { abbreviation: name("MSB") }]
    }
}
