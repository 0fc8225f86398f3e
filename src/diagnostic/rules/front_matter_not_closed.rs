//! `front-matter-not-closed`: the opening `---` or `+++` of a file has no closing one.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The front matter has no closing fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterNotClosed {
    /// The line that is missing: `---` or `+++`.
    pub fence: &'static str,
}

impl Rule for FrontMatterNotClosed {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::FrontMatterNotClosed,
        name: "front-matter-not-closed",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The file begins with `---`, which opens the front matter (the block of keys first \
                       in a file), but no later line holds only `---`.",
                why: "Without the closing line pakt cannot tell where the keys end and the text begins, nor \
                      whether the page is a draft, so the page is kept back. Front matter in TOML is \
                      between `+++` and `+++`.",
                before: "---\ntitle: The council\n\nThe council meets in May.",
                after: "---\ntitle: The council\n---\n\nThe council meets in May.",
            },
            sv: RuleDocs {
                what: "Filen börjar med `---`, som inleder sidhuvudet (front matter, blocket \
                       med nycklar först i filen), men ingen senare rad innehåller bara `---`.",
                why: "Utan den avslutande raden går det inte att veta var nycklarna slutar och texten \
                      börjar, och inte heller om sidan är ett utkast, så sidan hålls tillbaka. Ett \
                      sidhuvud i TOML står mellan `+++` och `+++`.",
                before: "---\ntitle: Rådet\n\nRådet möts i maj.",
                after: "---\ntitle: Rådet\n---\n\nRådet möts i maj.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let fence = self.fence;
        match language {
            English => format!("the front matter has no closing `{fence}`"),
            Swedish => format!("sidhuvudet (front matter) saknar avslutande `{fence}`"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let fence = self.fence;
        Some(match language {
            English => format!("write a line with only `{fence}` after the last key"),
            Swedish => format!("skriv en rad med bara `{fence}` efter den sista nyckeln"),
        })
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { fence: "---" }, Self { fence: "+++" }]
    }
}
