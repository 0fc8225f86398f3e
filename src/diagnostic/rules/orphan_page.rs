//! `orphan-page`: a page that nothing on the site links to.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A page that nothing on the site links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrphanPage;

impl Rule for OrphanPage {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::OrphanPage,
        name: "orphan-page",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Nothing links to this page: no text, no relation, no view and no menu.",
                why: "Only somebody who searches, or who has the address, will find it.",
                before: "A page in the folder `guides/` that no other page names.",
                after: "A link from the page where a reader would look for it: [Alarm list](alarm-list.md)",
            },
            sv: RuleDocs {
                what: "Ingenting leder till sidan: ingen länk i en text, ingen relation, ingen vy och \
                       ingen meny.",
                why: "Bara den som söker eller som har adressen hittar sidan.",
                before: "En sida i mappen `guider/` som ingen annan sida nämner.",
                after: "En länk från sidan där läsaren skulle leta: [Larmlista](larmlista.md)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "no page links to this page".into(),
            Swedish => "ingen sida länkar till den här sidan".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`",
            Swedish => {
                "länka hit från en sida, eller sätt `in_menu: true` eller `allow: [orphan-page]`"
            }
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let lines = ["in_menu: true", "allow: [orphan-page]"];
        lines.map(SpanFix::entry_key).into()
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
