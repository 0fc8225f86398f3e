//! `missing-translation`: an entry that lacks a text in one of the site's languages.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, list_of_names, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// An entry that lacks a text in some of the site's languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingTranslation {
    /// The tags of the languages.
    pub languages: Vec<String>,
    /// What is missing, with commas: `title`, `description`, `body` and names of fields.
    pub missing: String,
    /// How the text is added.
    pub cure: TranslationCure,
}

/// How a text in another language is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TranslationCure {
    /// In a file of its own.
    File,
    /// To the texts by language that are there.
    Value,
    /// The one text becomes that of the language with this tag.
    Map(String),
    /// In a column of its own.
    Column,
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
        let missing = code_span(&self.missing);
        match (language, self.languages.as_slice()) {
            (English, [tag]) => format!("{missing} has no text in the language {}", code_span(tag)),
            (Swedish, [tag]) => format!("{missing} saknas på språket {}", code_span(tag)),
            (English, tags) => {
                format!("{missing} has no text in the languages {}", list_of_names(tags, "and"))
            }
            (Swedish, tags) => {
                format!("{missing} saknas på språken {}", list_of_names(tags, "och"))
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let tags = || self.languages.iter().map(|tag| shortened_name(tag));
        let values: Vec<String> = tags().map(|tag| format!("{tag}: …")).collect();
        let columns: Vec<String> =
            tags().map(|tag| format!("{}.{tag}", shortened_name(&self.missing))).collect();
        let endings: Vec<String> = tags().map(|tag| format!(".{tag}.md")).collect();
        Some(match (language, &self.cure) {
            (English, TranslationCure::File) => {
                format!("write it in a file whose name ends in {}", list_of_names(&endings, "and"))
            }
            (Swedish, TranslationCure::File) => {
                format!("skriv den i en fil vars namn slutar på {}", list_of_names(&endings, "och"))
            }
            (English, TranslationCure::Value) => format!("add {}", list_of_names(&values, "and")),
            (Swedish, TranslationCure::Value) => {
                format!("lägg till {}", list_of_names(&values, "och"))
            }
            (English, TranslationCure::Column) => {
                let noun = if columns.len() == 1 { "the column" } else { "the columns" };
                format!("add {noun} {}", list_of_names(&columns, "and"))
            }
            (Swedish, TranslationCure::Column) => {
                let noun = if columns.len() == 1 { "kolumnen" } else { "kolumnerna" };
                format!("lägg till {noun} {}", list_of_names(&columns, "och"))
            }
            (_, TranslationCure::Map(first)) => {
                let verb = if language == English { "write" } else { "skriv" };
                let (key, first) = (shortened_name(&self.missing), shortened_name(first));
                format!("{verb} `{key}: {{{first}: …, {}}}`", values.join(", "))
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let cures = [
            TranslationCure::File,
            TranslationCure::Value,
            TranslationCure::Map(name("sv")),
            TranslationCure::Column,
        ];
        let languages = [vec![name("en")], vec![name("en"), name("de")]];
        let pairs = languages.iter().flat_map(|tags| cures.iter().map(move |it| (tags, it)));
        pairs
            .map(|(languages, cure)| Self {
                languages: languages.clone(),
                missing: name("title"),
                cure: cure.clone(),
            })
            .collect()
    }
}
