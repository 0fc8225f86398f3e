//! `draft-tag`: a tag that says that the page is a draft.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A tag or category says that the page is a draft, and nothing else does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTag {
    /// The tag, as written.
    pub tag: String,
}

impl Rule for DraftTag {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DraftTag,
        name: "draft-tag",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A tag or a category is a word for a draft, so the page is kept back.",
                why: "Some programs do not publish a page with such a tag, and its author may count on \
                      that. `draft: true` says the same plainly, and `draft: false` says that the page \
                      is about drafts. In a folder without `site.yaml` this is a note.",
                before: "tags: [draft, food]",
                after: "draft: true\ntags: [food]",
            },
            sv: RuleDocs {
                what: "En tagg eller en kategori är ett ord för utkast, så sidan hålls tillbaka.",
                why: "En del program publicerar inte en sida med en sådan tagg, och den som skrev den kan \
                      räkna med det. `draft: true` säger samma sak tydligt, och `draft: false` \
                      säger att sidan handlar om utkast. I en mapp utan `site.yaml` är det här en \
                      upplysning.",
                before: "tags: [utkast, mat]",
                after: "draft: true\ntags: [mat]",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let tag = code_span(&self.tag);
        match language {
            English => format!("the tag {tag} says that this is a draft"),
            Swedish => format!("taggen {tag} säger att det här är ett utkast"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let words = match language {
            English => "write `draft: true` instead, or `draft: false` if the page is about drafts",
            Swedish => {
                "skriv `draft: true` i stället, eller `draft: false` om sidan handlar om utkast"
            }
        };
        Some(words.to_owned())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { tag: name("draft") }]
    }
}
