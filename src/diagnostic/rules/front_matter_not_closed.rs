//! `front-matter-not-closed`: the opening `---` of a file has no closing one.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The front matter begins with `---` and has no closing `---`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterNotClosed;

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
                why: "Without the closing line pakt cannot tell where the keys end and the text begins.",
                before: "---\ntitle: The council\n\nThe council meets in May.",
                after: "---\ntitle: The council\n---\n\nThe council meets in May.",
            },
            sv: RuleDocs {
                what: "Filen börjar med `---`, som inleder sidhuvudet (front matter, blocket \
                       med nycklar först i filen), men ingen senare rad innehåller bara `---`.",
                why: "Utan den avslutande raden går det inte att veta var nycklarna slutar och texten \
                      börjar.",
                before: "---\ntitle: Rådet\n\nRådet möts i maj.",
                after: "---\ntitle: Rådet\n---\n\nRådet möts i maj.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "the front matter has no closing `---`".into(),
            Swedish => "sidhuvudet (front matter) saknar avslutande `---`".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write a line with only `---` after the last key",
            Swedish => "skriv en rad med bara `---` efter den sista nyckeln",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
