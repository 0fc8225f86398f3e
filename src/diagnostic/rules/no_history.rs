//! `no-history`: `history: git` without a complete git repository.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// `history: git` is set, and there is no git repository with all its commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoHistory;

impl Rule for NoHistory {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoHistory,
        name: "no-history",
        family: RuleFamily::Editorial,
        severity: Severity::Note,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "`site.yaml` says `history: git`, but git cannot tell when the files were changed.",
                why: "Dates of change come from the commits. A folder that is no repository, or a clone \
                      that holds only the newest commits, would give every page the same, wrong date; so \
                      the pages get none.",
                before: "A build server that clones with `--depth 1`.",
                after: "A build server that clones the whole history, or `updated: 2015-11-11` on the page.",
            },
            sv: RuleDocs {
                what: "I `site.yaml` står `history: git`, men git kan inte säga när filerna ändrades.",
                why: "Datumen för ändringar kommer från incheckningarna. En mapp utan git, eller en klon \
                      med bara de senaste incheckningarna, skulle ge alla sidor samma felaktiga datum. \
                      Därför får de inget.",
                before: "En byggserver som klonar med `--depth 1`.",
                after: "En byggserver som klonar hela historiken, eller `updated: 2015-11-11` på sidan.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "the git history is incomplete, so dates cannot be read from it".into(),
            Swedish => "det finns ingen hel git-historik att hämta datum ur".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "fetch the complete history (`git fetch --unshallow`), or write `updated:` on each page"
            }
            Swedish => {
                "hämta hela historiken (`git fetch --unshallow`) eller skriv `updated:` på varje sida"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
