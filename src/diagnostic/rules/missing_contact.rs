//! `missing-contact`: a public site whose readers cannot tell whom to write to.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A public site does not say who publishes it or how to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingContact {
    /// What readers lack.
    pub problem: ContactProblem,
}

/// What readers of a public site lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactProblem {
    /// There is no `contact`.
    NoContact,
    /// The `contact` is a text without an email address, a web address or a number.
    NoAddress,
    /// The `owner` is a group without legal responsibility, such as the editors.
    NoLegalPerson {
        /// The owner as written.
        owner: String,
    },
}

impl Rule for MissingContact {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingContact,
        name: "missing-contact",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A site with `profile: public` does not say how to reach its publisher, or who \
                       that is.",
                why: "Readers of a public site need someone to write to, also to exercise rights that \
                      the law gives them. `contact:` has an email address, a web address, or a \
                      telephone number. `owner:` names a person or an organisation that can be held \
                      responsible; \"the editors\" is neither.",
                before: "profile: public\nowner: The editors",
                after: "profile: public\nowner: Parish of Ekeby\ncontact: office@example.org",
            },
            sv: RuleDocs {
                what: "En webbplats med `profile: public` säger inte hur man når den som ger ut den, \
                       eller vem det är.",
                why: "Den som läser en offentlig webbplats behöver någon att vända sig till, också för \
                      att kunna använda sina rättigheter enligt lag. `contact:` är en e-postadress, en \
                      webbadress eller ett telefonnummer. `owner:` är en person eller en organisation \
                      som kan hållas ansvarig, och det kan inte \"redaktionen\".",
                before: "profile: public\nowner: Redaktionen",
                after: "profile: public\nowner: Ekeby församling\ncontact: kansli@example.org",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match (&self.problem, language) {
            (ContactProblem::NoContact, English) => "this public site has no `contact`".into(),
            (ContactProblem::NoContact, Swedish) => {
                "den offentliga webbplatsen saknar `contact`".into()
            }
            (ContactProblem::NoAddress, English) => "`contact` has no address or number".into(),
            (ContactProblem::NoAddress, Swedish) => "`contact` saknar adress och nummer".into(),
            (ContactProblem::NoLegalPerson { owner }, English) => {
                format!("the owner {} is not a person or an organisation", code_span(owner))
            }
            (ContactProblem::NoLegalPerson { owner }, Swedish) => {
                format!("ägaren {} är varken en person eller en organisation", code_span(owner))
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (&self.problem, language) {
            (ContactProblem::NoContact | ContactProblem::NoAddress, English) => {
                "write `contact:` with an email address, a web address or a telephone number"
            }
            (ContactProblem::NoContact | ContactProblem::NoAddress, Swedish) => {
                "skriv `contact:` med en e-postadress, en webbadress eller ett telefonnummer"
            }
            (ContactProblem::NoLegalPerson { .. }, English) => {
                "write the name of the person or the organisation that publishes the site"
            }
            (ContactProblem::NoLegalPerson { .. }, Swedish) => {
                "skriv namnet på den person eller organisation som ger ut webbplatsen"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(text: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { problem: ContactProblem::NoContact },
            Self { problem: ContactProblem::NoAddress },
            Self { problem: ContactProblem::NoLegalPerson { owner: text("owner") } },
        ]
    }
}
