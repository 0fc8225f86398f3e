//! `missing-owner`: a page without an owner.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A page without an owner, on a site without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingOwner;

impl Rule for MissingOwner {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingOwner,
        name: "missing-owner",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "No owner is named for this page, neither on the page nor for the whole site.",
                why: "A reader who finds a mistake needs to know whom to contact, and a page without an owner \
                      grows old unseen. `owner:` in `site.yaml` applies to every page without its \
                      own.",
                before: "---\ntitle: Alarm list\n---",
                after: "---\ntitle: Alarm list\nowner: Unit for preparedness\n---",
            },
            sv: RuleDocs {
                what: "Sidan saknar ansvarig, och webbplatsen har inte heller någon.",
                why: "Den som hittar ett fel behöver veta vem som tar emot det, och en sida som \
                      ingen ansvarar för blir gammal utan att någon märker det. `owner:` i `site.yaml` \
                      gäller för alla sidor som inte har en egen.",
                before: "---\ntitle: Larmlista\n---",
                after: "---\ntitle: Larmlista\nowner: Enheten för beredskap\n---",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "this page has no owner".into(),
            Swedish => "sidan saknar ansvarig (`owner`)".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "add `owner: …` here, or in `site.yaml` for all pages",
            Swedish => "lägg till `owner: …` här, eller i `site.yaml` för alla sidor",
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix::entry_key("owner: ")]
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
