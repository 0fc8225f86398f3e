//! `raw-html`: HTML in a text that is shown as text.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// HTML in a text that is shown as text instead of used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawHtml {
    /// The name of the tag, without angle brackets.
    pub tag: String,
}

impl Rule for RawHtml {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::RawHtml,
        name: "raw-html",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The text contains HTML, which is shown to the reader as text instead of being used.",
                why: "HTML can break a page's layout, its accessibility and its safety. `<br>`, `<sub>`, \
                      `<sup>`, `<kbd>`, `<details>` and `<summary>` without attributes do work. A site \
                      that needs more sets `raw_html: allow` in `site.yaml`.",
                before: "The council is <b>regional</b>.",
                after: "The council is **regional**.",
            },
            sv: RuleDocs {
                what: "Texten innehåller HTML, som visas för läsaren som text i stället för att användas.",
                why: "HTML kan förstöra sidans utseende, tillgänglighet och säkerhet. `<br>`, `<sub>`, \
                      `<sup>`, `<kbd>`, `<details>` och `<summary>` utan attribut fungerar. En webbplats \
                      som behöver mer sätter `raw_html: allow` i `site.yaml`.",
                before: "Rådet är <b>regionalt</b>.",
                after: "Rådet är **regionalt**.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let tag = code_span(&format!("<{}>", self.tag));
        match language {
            English => format!("{tag} is shown as text, not used as HTML"),
            Swedish => format!("{tag} visas som text och blir inte HTML"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write it in Markdown, or set `raw_html: allow` in `site.yaml`",
            Swedish => "skriv det i Markdown, eller sätt `raw_html: allow` i `site.yaml`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { tag: name("<div>") }]
    }
}
