//! `too-large`: something exceeds one of pakt's limits.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Something exceeds one of the limits that keep pakt fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// What is limited.
    pub what: LimitedPart,
    /// The most that is allowed.
    pub limit: usize,
    /// What the limit counts.
    pub unit: LimitUnit,
}

/// A part of the content with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitedPart {
    /// What the embeds of a text show.
    EmbeddedText,
    /// A file.
    File,
    /// A key in YAML.
    Key,
    /// A list or map of a declaration.
    List,
    /// A menu.
    Menu,
    /// The name of a term.
    Name,
    /// Values inside values, or texts inside texts.
    Nesting,
    /// A document with all its versions.
    Paper,
    /// The path of a file.
    Path,
    /// The list of questions on a front page.
    Questions,
    /// A quote.
    Quote,
    /// A range of paragraphs.
    Range,
    /// A table.
    Table,
    /// A file in YAML, or the first lines of a page.
    Yaml,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word for itself")]
pub enum LimitUnit {
    Bytes,
    Cells,
    Choices,
    Ellipses,
    Fields,
    Levels,
    Links,
    Paragraphs,
    Questions,
    Values,
    Versions,
    Words,
}

impl Rule for TooLarge {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TooLarge,
        name: "too-large",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Something is larger than pakt accepts: a file with too many bytes, or values \
                       inside values inside values.",
                why: "Limits keep the build and the preview fast, also when a file is broken or was put \
                      there by mistake. A site that people can read stays far below them.",
                before: "One file of entries that has grown to hundreds of megabytes.",
                after: "The same entries in several files.",
            },
            sv: RuleDocs {
                what: "Något är större än vad pakt tar emot: en fil med för många byte, eller värden inuti \
                       värden inuti värden.",
                why: "Gränserna håller bygget och förhandsvisningen snabba, också när en fil är trasig \
                      eller har hamnat fel. En webbplats som människor kan läsa ligger långt under dem.",
                before: "En enda fil med poster som har vuxit till hundratals megabyte.",
                after: "Samma poster i flera filer.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (limit, unit) = (self.limit, self.unit.words(language));
        let what = self.what.words(language);
        match language {
            English => format!("the {what} exceeds the limit of {limit} {unit}"),
            Swedish => format!("{what}: mer än gränsen på {limit} {unit}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, self.what) {
            (English, LimitedPart::Name) => {
                "give the term a shorter title, or add its usual name under `aliases:`"
            }
            (Swedish, LimitedPart::Name) => {
                "ge begreppet en kortare titel, eller lägg till det vanliga namnet under `aliases:`"
            }
            (English, LimitedPart::Paper) => {
                "leave out `replaces:` where older versions are cited by nothing: later ones are not \
                 looked at for all citations"
            }
            (Swedish, LimitedPart::Paper) => {
                "utelämna `replaces:` där inget hänvisar till äldre versioner: de senare jämförs \
                 inte med alla hänvisningar"
            }
            (English, LimitedPart::Questions) => "keep those that readers ask most",
            (Swedish, LimitedPart::Questions) => "behåll de frågor som läsarna ställer oftast",
            (English, _) => "split it into smaller parts",
            (Swedish, _) => "dela upp det i mindre delar",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { what: LimitedPart::File, limit: 10_000_000, unit: LimitUnit::Bytes },
            Self { what: LimitedPart::Name, limit: 10, unit: LimitUnit::Words },
            Self { what: LimitedPart::Paper, limit: 500, unit: LimitUnit::Versions },
            Self { what: LimitedPart::Yaml, limit: 500_000, unit: LimitUnit::Values },
        ]
    }
}

impl LimitedPart {
    /// Returns what it is called after "the"; in Swedish, in the definite form.
    fn words(self, language: ReportLanguage) -> &'static str {
        let [english, swedish] = match self {
            Self::EmbeddedText => ["embedded text", "den inbäddade texten"],
            Self::File => ["file", "filen"],
            Self::Key => ["key", "nyckeln"],
            Self::List => ["list", "listan"],
            Self::Menu => ["menu", "menyn"],
            Self::Name => ["name", "namnet"],
            Self::Nesting => ["nesting", "nästlingen"],
            Self::Paper => ["paper", "dokumentet"],
            Self::Path => ["path", "sökvägen"],
            Self::Questions => ["list of questions", "listan med frågor"],
            Self::Quote => ["quote", "citatet"],
            Self::Range => ["range", "intervallet"],
            Self::Table => ["table", "tabellen"],
            Self::Yaml => ["YAML", "YAML-texten"],
        };
        match language {
            English => english,
            Swedish => swedish,
        }
    }
}

impl LimitUnit {
    /// Returns what it is called in the plural.
    fn words(self, language: ReportLanguage) -> &'static str {
        let [english, swedish] = match self {
            Self::Bytes => ["bytes", "byte"],
            Self::Cells => ["cells", "celler"],
            Self::Choices => ["choices", "val"],
            Self::Ellipses => ["ellipses", "` … `"],
            Self::Fields => ["fields", "fält"],
            Self::Levels => ["levels", "nivåer"],
            Self::Links => ["links", "länkar"],
            Self::Paragraphs => ["paragraphs", "stycken"],
            Self::Questions => ["questions", "frågor"],
            Self::Values => ["values", "värden"],
            Self::Versions => ["versions", "versioner"],
            Self::Words => ["words", "ord"],
        };
        match language {
            English => english,
            Swedish => swedish,
        }
    }
}
