//! `not-read`: files of a format that pakt does not read as pages.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Files of a format that pakt does not read as pages. One diagnostic for each ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// The ending without its dot.
    pub ending: String,
    /// The number of files with it.
    pub n_files: usize,
}

impl Rule for NotRead {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NotRead,
        name: "not-read",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Files with this ending look like pages, but pakt does not read their format. They \
                       are copied as they are.",
                why: "Readers would get the source of a page as a download, or nothing, and links to the \
                      page go nowhere. pakt reads Markdown in files that end in `.md`. In a folder \
                      without `site.yaml` this is a note.",
                before: "content/guide.mdx",
                after: "content/guide.md",
            },
            sv: RuleDocs {
                what: "Filer med den här ändelsen ser ut som sidor, men pakt läser inte deras format. De \
                       kopieras som de är.",
                why: "Läsarna skulle få sidans källtext att ladda ned, eller ingenting, och länkar till \
                      sidan leder ingenstans. pakt läser Markdown i filer som slutar på `.md`. I en mapp \
                      utan `site.yaml` är det här en upplysning.",
                before: "content/guide.mdx",
                after: "content/guide.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let ending = code_span(&format!(".{}", self.ending));
        match (language, self.n_files) {
            (English, 1) => format!("1 file that ends in {ending} is not read"),
            (English, n) => format!("{n} files that end in {ending} are not read"),
            (Swedish, 1) => format!("1 fil som slutar på {ending} läses inte"),
            (Swedish, n) => format!("{n} filer som slutar på {ending} läses inte"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write the page in Markdown and save it with the ending `.md`",
            Swedish => "skriv sidan i Markdown och spara den med ändelsen `.md`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        [1, 2].map(|n_files| Self { ending: name("mdx"), n_files }).into()
    }
}
