//! `missing-alternative`: a picture without a text for those who do not see it.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A picture without an alternative text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingAlternative;

impl Rule for MissingAlternative {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingAlternative,
        name: "missing-alternative",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A picture has no alternative text.",
                why: "Who does not see the picture learns nothing of it. A picture that only decorates is marked with `{alt=\"\"}`.",
                before: "![](mill.jpg)",
                after: "![The mill from the brook](mill.jpg)",
            },
            sv: RuleDocs {
                what: "En bild saknar alternativtext.",
                why: "Den som inte ser bilden får inte veta vad den visar. En bild som bara är utsmyckning märks med `{alt=\"\"}`.",
                before: "![](kvarn.jpg)",
                after: "![Kvarnen från bäcken](kvarn.jpg)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let message = match language {
            English => "the picture has no alternative text",
            Swedish => "bilden saknar alternativtext",
        };
        message.into()
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "say in words what it shows: `![The mill](mill.jpg)`; for a decoration write `{alt=\"\"}` after it"
            }
            Swedish => {
                "beskriv vad den visar: `![Kvarnen](kvarn.jpg)`; är den utsmyckning, skriv `{alt=\"\"}` efter den"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
