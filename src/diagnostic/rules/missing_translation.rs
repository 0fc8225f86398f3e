//! `missing-translation`: an entry that lacks a text in one of the site's languages.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// An entry that lacks a text in one of the site's languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingTranslation {
    /// The language's tag.
    pub language: String,
    /// What is missing, with commas: `title`, `description`, `body` and names of fields.
    pub missing: String,
}

impl Rule for MissingTranslation {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingTranslation,
        name: "missing-translation",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The site has several languages, and this entry lacks a text in one of them.",
                why: "A reader in that language gets the text in another one, marked as such. Names that \
                      are the same in all languages are declared with `translate: false`. A page that is \
                      meant for one language only says `allow: [missing-translation]`.",
                before: "title: {sv: Rådet}",
                after: "title: {sv: Rådet, en: The council}",
            },
            sv: RuleDocs {
                what: "Webbplatsen har flera språk, och den här posten saknar en text på ett av dem.",
                why: "Den som läser på det språket får texten på ett annat, med en upplysning om det. Namn \
                      som är lika på alla språk deklareras med `translate: false`. En sida som bara ska \
                      finnas på ett språk har `allow: [missing-translation]`.",
                before: "title: {sv: Rådet}",
                after: "title: {sv: Rådet, en: The council}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (missing, tag) = (code_span(&self.missing), code_span(&self.language));
        match language {
            English => format!("{missing} has no text in the language {tag}"),
            Swedish => format!("{missing} saknas på språket {tag}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let tag = shortened_name(&self.language);
        Some(match language {
            English => format!(
                "add a value `{tag}: …`, or for the prose of a page a file whose name ends in \
                 `.{tag}.md`"
            ),
            Swedish => format!(
                "lägg till ett värde `{tag}: …`, eller för sidans text en fil vars namn slutar på \
                 `.{tag}.md`"
            ),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { language: name("en"), missing: name("title") }]
    }
}
