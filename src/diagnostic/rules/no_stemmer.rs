//! `no-stemmer`: a language of the site for which search has no stemmer.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Search has no stemmer for a language of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoStemmer {
    /// The language's tag.
    pub language: String,
    /// The language of the country whose code the tag is, which may have been meant.
    pub language_of_country: Option<String>,
}

impl Rule for NoStemmer {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoStemmer,
        name: "no-stemmer",
        family: RuleFamily::Editorial,
        severity: Severity::Note,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Search does not know the stems of a language of the site.",
                why: "A reader who asks for *agreements* also finds *agreement* where search knows how \
                      words are inflected. It knows Swedish and English. Words of other languages are \
                      found as written, and by how they begin.",
                before: "languages: [sv, fi]",
                after: "checks: {no-stemmer: off}",
            },
            sv: RuleDocs {
                what: "Sökningen känner inte till böjningsformerna i ett av webbplatsens språk.",
                why: "Den som söker på *avtalen* hittar också *avtal* där sökningen vet hur ord böjs. Det \
                      gör den på svenska och engelska. Ord på andra språk hittas bara i den form som står \
                      på sidan, eller på hur de börjar.",
                before: "languages: [sv, fi]",
                after: "checks: {no-stemmer: off}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let tag = code_span(&self.language);
        match language {
            English => {
                format!("no stemmer for the language {tag}: search matches whole words only")
            }
            Swedish => format!("sökningen känner inte till böjningsformer på språket {tag}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let Some(intended) = &self.language_of_country {
            let intended = code_span(intended);
            return Some(match language {
                English => format!("write {intended} if you mean the language of the country"),
                Swedish => format!("skriv {intended} om du menar språket i landet"),
            });
        }
        let help = match language {
            English => {
                "no action is needed; write `no-stemmer: off` under `checks:` to hide this note"
            }
            Swedish => {
                "inget behöver göras; skriv `no-stemmer: off` under `checks:` för att slippa \
                 upplysningen"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        [None, Some(name("sv"))]
            .map(|language_of_country| Self { language: name("se"), language_of_country })
            .into()
    }
}
