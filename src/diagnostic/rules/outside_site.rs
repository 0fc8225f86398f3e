//! `outside-site`: a path, alias or file that is not inside the site.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A path, alias or file that is not inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideSite {
    /// What is not inside the site.
    pub reason: OutsideSiteReason,
}

/// What is not inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutsideSiteReason {
    /// A link whose path goes above the content folder.
    Link(String),
    /// An alias that is not a plain address of the site.
    Alias(String),
    /// A symbolic link to something outside the content folder.
    Symlink,
    /// Something that is not a plain file or folder: a pipe, a socket, a device.
    Special,
}

impl Rule for OutsideSite {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::OutsideSite,
        name: "outside-site",
        family: RuleFamily::Link,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A link, an alias or a symbolic link leads out of the content folder, or something \
                       lies there that is neither a file nor a folder.",
                why: "Only what lies in the content folder is published. Anything else would be missing on \
                      the server, or would publish what was never meant to be.",
                before: "[The plan](../../plan.pdf)",
                after: "[The plan](files/plan.pdf)",
            },
            sv: RuleDocs {
                what: "En länk, ett alias eller en symbolisk länk leder ut ur innehållsmappen, eller så \
                       ligger där något som varken är en fil eller en mapp.",
                why: "Bara det som ligger i innehållsmappen publiceras. Allt annat skulle saknas på \
                      servern, eller publicera något som aldrig var tänkt att synas.",
                before: "[Planen](../../plan.pdf)",
                after: "[Planen](filer/plan.pdf)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match (language, &self.reason) {
            (English, OutsideSiteReason::Link(path)) => {
                format!("the link {} goes outside the content folder", code_span(path))
            }
            (English, OutsideSiteReason::Alias(alias)) => {
                format!("the alias {} is not an address on this site", code_span(alias))
            }
            (English, OutsideSiteReason::Symlink) => {
                "the symbolic link points outside the content folder".into()
            }
            (English, OutsideSiteReason::Special) => "this is neither a file nor a folder".into(),
            (Swedish, OutsideSiteReason::Link(path)) => {
                format!("länken {} leder ut ur innehållsmappen", code_span(path))
            }
            (Swedish, OutsideSiteReason::Alias(alias)) => {
                format!("aliaset {} är inte en adress på den här webbplatsen", code_span(alias))
            }
            (Swedish, OutsideSiteReason::Symlink) => {
                "den symboliska länken leder ut ur innehållsmappen".into()
            }
            (Swedish, OutsideSiteReason::Special) => {
                "det här är varken en fil eller en mapp".into()
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, &self.reason) {
            (English, OutsideSiteReason::Link(_)) => {
                "move the file into the content folder, or link to its web address"
            }
            (English, OutsideSiteReason::Alias(_)) => {
                "write an old address of this site, as in `/old/address/`"
            }
            (English, OutsideSiteReason::Symlink) => {
                "put a copy of the file in the content folder instead"
            }
            (English, OutsideSiteReason::Special) => "move it out of the content folder",
            (Swedish, OutsideSiteReason::Link(_)) => {
                "flytta filen till innehållsmappen, eller länka till dess webbadress"
            }
            (Swedish, OutsideSiteReason::Alias(_)) => {
                "skriv en gammal adress på den här webbplatsen, som i `/gammal/adress/`"
            }
            (Swedish, OutsideSiteReason::Symlink) => {
                "lägg en kopia av filen i innehållsmappen i stället"
            }
            (Swedish, OutsideSiteReason::Special) => "flytta ut den ur innehållsmappen",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let reasons = [
            OutsideSiteReason::Link(name("../../plan.pdf")),
            OutsideSiteReason::Alias(name("//x")),
            OutsideSiteReason::Symlink,
            OutsideSiteReason::Special,
        ];
        reasons.map(|reason| Self { reason }).into()
    }
}
