//! `no-pages`: a content folder without a page.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A content folder without a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPages {
    /// The ending of most files that look like pages and are not read, and their number. `None`
    /// means that there are none.
    pub unread: Option<(String, usize)>,
}

impl Rule for NoPages {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoPages,
        name: "no-pages",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The content folder has no page, and no list of entries.",
                why: "The website would be empty. A page is a file in Markdown whose name ends in `.md`.",
                before: "content/guide.mdx",
                after: "content/guide.md",
            },
            sv: RuleDocs {
                what: "Innehållsmappen har ingen sida, och ingen lista med poster.",
                why: "Webbplatsen skulle bli tom. En sida är en fil i Markdown vars namn slutar på `.md`.",
                before: "content/guide.mdx",
                after: "content/guide.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "the content folder has no pages".into(),
            Swedish => "innehållsmappen har inga sidor".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (&self.unread, language) {
            (None, English) => "make a page: `content/index.md`".into(),
            (None, Swedish) => "skapa en sida: `content/index.md`".into(),
            (Some((ending, n_files)), _) => {
                let ending = code_span(&format!(".{ending}"));
                match (language, n_files) {
                    (English, 1) => format!(
                        "1 file that ends in {ending} is not read: write it in Markdown and save it \
                         with the ending `.md`"
                    ),
                    (English, n) => format!(
                        "{n} files ending in {ending} are not read: write them in Markdown and save \
                         them with the ending `.md`"
                    ),
                    (Swedish, 1) => format!(
                        "1 fil som slutar på {ending} läses inte: skriv den i Markdown och spara den \
                         med ändelsen `.md`"
                    ),
                    (Swedish, n) => format!(
                        "{n} filer som slutar på {ending} läses inte: skriv dem i Markdown och spara \
                         dem med ändelsen `.md`"
                    ),
                }
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let unread = |n_files| Self { unread: Some((name("mdx"), n_files)) };
        vec![Self { unread: None }, unread(1), unread(2)]
    }
}
