//! `misnamed-translation`: a page whose name is almost that of a translation.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A page, or a folder of pages, that is not read as a translation, and was probably meant as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisnamedTranslation {
    /// The tag of the language.
    pub language: String,
    /// What the name is.
    pub form: TranslationName,
}

/// The name of a page or folder that was probably meant as a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TranslationName {
    /// The file is this, and the translation has the other name.
    File {
        /// The name of the file.
        name: String,
        /// The name of the page that it translates.
        page: String,
        /// The name of a translation of that page.
        right_name: String,
    },
    /// The name of the file ends in a language that the site does not have.
    Unlisted {
        /// The name of the file.
        name: String,
        /// The name of the page that it translates.
        page: String,
    },
    /// The folder of this name has pages, and the site several languages.
    Folder {
        /// The name of the folder.
        name: String,
        /// The number of pages in it.
        n_pages: usize,
        /// The name of a page in it, and that of a translation of that page.
        example: [String; 2],
    },
}

impl Rule for MisnamedTranslation {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MisnamedTranslation,
        name: "misnamed-translation",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A page has almost the name of a translation, or is in a folder that is named after \
                       a language of the site.",
                why: "The translation of `rent.md` into English is `rent.en.md`, beside it, and `en` is in \
                      `languages:`. Any other page is in the first language, with an address of its own, \
                      and readers of the other language do not find it.",
                before: "rent.md, rent_en.md",
                after: "rent.md, rent.en.md",
            },
            sv: RuleDocs {
                what: "En sida heter nästan som en översättning, eller ligger i en mapp som heter som ett av \
                       webbplatsens språk.",
                why: "Översättningen av `hyra.md` till engelska är `hyra.en.md`, bredvid den, och `en` finns \
                      i `languages:`. Alla andra sidor är på det första språket, med en egen adress, och den \
                      som läser det andra språket hittar dem inte.",
                before: "hyra.md, hyra_en.md",
                after: "hyra.md, hyra.en.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let tag = code_span(&self.language);
        match (&self.form, language) {
            (
                TranslationName::File { name, page, .. } | TranslationName::Unlisted { name, page },
                English,
            ) => {
                let (name, page) = (code_span(name), code_span(page));
                format!("{name} is a page of its own, and not {page} in the language {tag}")
            }
            (
                TranslationName::File { name, page, .. } | TranslationName::Unlisted { name, page },
                Swedish,
            ) => {
                let (name, page) = (code_span(name), code_span(page));
                format!("{name} är en egen sida och inte {page} på språket {tag}")
            }
            (TranslationName::Folder { name, n_pages, .. }, English) => {
                let pages =
                    if *n_pages == 1 { "1 page".into() } else { format!("{n_pages} pages") };
                let name = code_span(name);
                format!("{name} has {pages} of the first language, and not translations into {tag}")
            }
            (TranslationName::Folder { name, n_pages, .. }, Swedish) => {
                let pages =
                    if *n_pages == 1 { "1 sida".into() } else { format!("{n_pages} sidor") };
                let name = code_span(name);
                format!(
                    "{name} har {pages} på det första språket och inga översättningar till {tag}"
                )
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let tag = code_span(&self.language);
        Some(match (&self.form, language) {
            (TranslationName::File { right_name, .. }, English) => {
                format!("rename it to {}", code_span(right_name))
            }
            (TranslationName::File { right_name, .. }, Swedish) => {
                format!("byt namn på den till {}", code_span(right_name))
            }
            (TranslationName::Unlisted { .. }, English) => {
                format!("add {tag} to `languages:` in `site.yaml`, or give the file another name")
            }
            (TranslationName::Unlisted { .. }, Swedish) => {
                format!(
                    "lägg till {tag} i `languages:` i `site.yaml`, eller ge filen ett annat namn"
                )
            }
            (TranslationName::Folder { example: [page, right_name], .. }, English) => {
                let (page, right_name) = (code_span(page), code_span(right_name));
                format!("put each translation beside its page: {page} becomes {right_name}")
            }
            (TranslationName::Folder { example: [page, right_name], .. }, Swedish) => {
                let (page, right_name) = (code_span(page), code_span(right_name));
                format!("lägg varje översättning bredvid sin sida: {page} blir {right_name}")
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let of = |form| Self { language: name("en"), form };
        let example = || [name("en/rent.md"), name("rent.en.md")];
        vec![
            of(TranslationName::File {
                name: name("rent_en.md"),
                page: name("rent.md"),
                right_name: name("rent.en.md"),
            }),
            of(TranslationName::Unlisted { name: name("rent.en.md"), page: name("rent.md") }),
            of(TranslationName::Folder { name: name("en"), n_pages: 1, example: example() }),
            of(TranslationName::Folder { name: name("en"), n_pages: 7, example: example() }),
        ]
    }
}
