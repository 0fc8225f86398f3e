//! `misplaced-front-matter`: keys that say that a page is a draft are not at the top of the file.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// Something is before the front matter of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisplacedFrontMatter;

impl Rule for MisplacedFrontMatter {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MisplacedFrontMatter,
        name: "misplaced-front-matter",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Keys that look like front matter are below a comment, a heading or other front \
                       matter, and one of them says that the page is a draft.",
                why: "Keys are read only at the top of a file; elsewhere they are text. The page is kept \
                      back, because it may be a draft.",
                before: "# The council\n\n---\ndraft: true\n---\n\nThe council meets in May.",
                after: "---\ndraft: true\n---\n\n# The council\n\nThe council meets in May.",
            },
            sv: RuleDocs {
                what: "Nycklar som ser ut som ett sidhuvud (front matter) står under en kommentar, en \
                       rubrik eller ett annat sidhuvud, och en av dem säger att sidan är ett utkast.",
                why: "Nycklar läses bara överst i filen. På andra ställen är de text. Sidan hålls \
                      tillbaka, eftersom den kan vara ett utkast.",
                before: "# Rådet\n\n---\ndraft: true\n---\n\nRådet möts i maj.",
                after: "---\ndraft: true\n---\n\n# Rådet\n\nRådet möts i maj.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let words = match language {
            English => "the front matter is not at the top of the file",
            Swedish => "sidhuvudet (front matter) står inte överst i filen",
        };
        words.to_owned()
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let words = match language {
            English => "move these keys to the top of the file, between two lines `---`",
            Swedish => "flytta nycklarna till början av filen, mellan två rader `---`",
        };
        Some(words.to_owned())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix { place: FixPlace::TopOfFile, text: String::new() }]
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
