//! The messages of `cite` and `schema`, which print something to paste, in both languages.

use super::MessageLevel;
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticKind, NearestPassage};

/// A message of `cite` or `schema`.
#[derive(Clone, Debug)]
pub(in crate::cli) enum WriterMessage {
    /// `schema` has no type or other topic of this name. The second string is the nearest one.
    UnknownSchema(String, Option<String>),
    /// No document has the id that `cite` names, or it is another entry.
    UnknownDocument(Box<DiagnosticKind>),
    /// The document that `cite` names has no text.
    NoSourceText(String),
    /// The words that `cite` searches are not in the text of the document.
    WordsNotFound { document: String, nearest: NearestPassage },
    /// The words are in text without a mark, at this location.
    WordsWithoutMark { document: String, location: String },
    /// The words are in this paragraph, but no quote can have them.
    WordsNotQuotable { document: String, locator: String },
    /// The quote of this paragraph has more words than were asked for.
    QuoteExtended { locator: String },
    /// Brackets of this paragraph are left out of the quote.
    BracketsLeftOut { locator: String },
    /// Markdown cannot have the quote of this paragraph.
    NotInMarkdown { locator: String },
    /// The document that `cite` names is not published.
    DocumentNotPublished(String),
    /// A citation was copied. The number of citations that were found.
    Copied(usize),
    /// No program that writes to the clipboard could be run.
    NoClipboard,
}

impl WriterMessage {
    /// Returns how serious it is.
    pub(super) fn level(&self) -> MessageLevel {
        match self {
            Self::UnknownSchema(..)
            | Self::UnknownDocument(_)
            | Self::NoSourceText(_)
            | Self::WordsNotFound { .. }
            | Self::WordsWithoutMark { .. }
            | Self::WordsNotQuotable { .. } => MessageLevel::Error,
            Self::QuoteExtended { .. }
            | Self::BracketsLeftOut { .. }
            | Self::NotInMarkdown { .. }
            | Self::DocumentNotPublished(_)
            | Self::Copied(_)
            | Self::NoClipboard => MessageLevel::Note,
        }
    }

    /// Returns the text, on one line.
    pub(super) fn text(&self, language: ReportLanguage) -> String {
        match language {
            English => self.english_text(),
            Swedish => self.swedish_text(),
        }
    }

    fn english_text(&self) -> String {
        match self {
            Self::UnknownSchema(name, _) => format!("no type is called `{name}`"),
            Self::UnknownDocument(unknown) => unknown.message(English),
            Self::NoSourceText(document) => {
                format!("the document `{document}` has no text with which words could be compared")
            }
            Self::WordsNotFound { document, .. } => {
                format!("the words are not in the text of `{document}`")
            }
            Self::WordsWithoutMark { document, location } => {
                format!(
                    "the words are in text of `{document}` without a mark of its own: {location}"
                )
            }
            Self::WordsNotQuotable { document, locator } => {
                format!("no quote can have the words of `{document} {locator}`")
            }
            Self::QuoteExtended { locator } => {
                format!("the quote from `{locator}` has more words, because fewer would mislead")
            }
            Self::BracketsLeftOut { locator } => format!(
                "the quote from `{locator}` has ` … ` for brackets, which a quote cannot have"
            ),
            Self::NotInMarkdown { locator } => {
                format!("Markdown cannot have the quote from `{locator}`, only YAML")
            }
            Self::DocumentNotPublished(document) => {
                format!("the document `{document}` is not published, so only drafts can cite it")
            }
            Self::Copied(1) => "copied".into(),
            Self::Copied(count) => format!("copied the first of {count} citations"),
            Self::NoClipboard => "not copied: no program for the clipboard was found".into(),
        }
    }

    fn swedish_text(&self) -> String {
        match self {
            Self::UnknownSchema(name, _) => format!("ingen typ heter `{name}`"),
            Self::UnknownDocument(unknown) => unknown.message(Swedish),
            Self::NoSourceText(document) => {
                format!("dokumentet `{document}` har ingen text att jämföra orden med")
            }
            Self::WordsNotFound { document, .. } => {
                format!("orden står inte i texten till `{document}`")
            }
            Self::WordsWithoutMark { document, location } => {
                format!("orden står i text utan egen beteckning i `{document}`: {location}")
            }
            Self::WordsNotQuotable { document, locator } => {
                format!("orden i `{document} {locator}` går inte att citera")
            }
            Self::QuoteExtended { locator } => {
                format!("citatet ur `{locator}` har fler ord, eftersom färre skulle vilseleda")
            }
            Self::BracketsLeftOut { locator } => format!(
                "citatet ur `{locator}` har ` … ` för hakparenteser, som ett citat inte kan ha"
            ),
            Self::NotInMarkdown { locator } => {
                format!("citatet ur `{locator}` går bara att skriva i YAML, inte i Markdown")
            }
            Self::DocumentNotPublished(document) => format!(
                "dokumentet `{document}` publiceras inte, så bara utkast kan hänvisa till det"
            ),
            Self::Copied(1) => "kopierat".into(),
            Self::Copied(count) => format!("kopierade den första av {count} källhänvisningar"),
            Self::NoClipboard => "inte kopierat: det finns inget program för urklipp".into(),
        }
    }

    /// Returns what to do, one instruction per line.
    pub(super) fn help(&self, language: ReportLanguage) -> Vec<String> {
        let text = match (self, language) {
            (Self::UnknownDocument(unknown), _) => {
                return unknown.help(language).into_iter().collect();
            }
            (Self::UnknownSchema(_, near), _) => return schema_help(near.as_deref(), language),
            (Self::WordsNotFound { nearest, .. }, _) => {
                return vec![nearest_help(nearest, language)];
            }
            (Self::NoSourceText(_), English) => "name its text: `text: FILE.txt`",
            (Self::NoSourceText(_), Swedish) => "ange texten: `text: FIL.txt`",
            (Self::WordsWithoutMark { .. }, English) => {
                "put a mark such as `[P3]` on a line of its own above them"
            }
            (Self::WordsWithoutMark { .. }, Swedish) => {
                "skriv en beteckning, till exempel `[P3]`, på en egen rad ovanför dem"
            }
            (Self::WordsNotQuotable { .. }, English) => "cite fewer words, or others beside them",
            (Self::WordsNotQuotable { .. }, Swedish) => "citera färre ord, eller andra ord intill",
            (Self::NotInMarkdown { .. }, English) => "cite fewer words",
            (Self::NotInMarkdown { .. }, Swedish) => "citera färre ord",
            (Self::NoClipboard, English) => {
                "install `wl-copy`, `xclip` or `xsel`, or copy the lines from the terminal"
            }
            (Self::NoClipboard, Swedish) => {
                "installera `wl-copy`, `xclip` eller `xsel`, eller kopiera raderna i terminalen"
            }
            (
                Self::QuoteExtended { .. }
                | Self::BracketsLeftOut { .. }
                | Self::DocumentNotPublished(_)
                | Self::Copied(_),
                _,
            ) => return Vec::new(),
        };
        vec![text.to_owned()]
    }

    /// Returns one message of each kind.
    #[cfg(test)]
    pub(super) fn samples() -> Vec<Self> {
        use crate::diagnostic::{UnknownDocumentReason, rules};
        let (document, locator) = (|| "deed".to_owned(), || "P1".to_owned());
        let unknown = rules::UnknownDocument {
            id: document(),
            reason: UnknownDocumentReason::NotFound,
            suggestion: None,
        };
        let passage =
            NearestPassage::Passage { locator: locator(), passage: "the [mill]".to_owned() };
        let missing = |nearest| Self::WordsNotFound { document: document(), nearest };
        vec![
            Self::UnknownSchema("partyy".into(), Some("party".into())),
            Self::UnknownSchema("zzz".into(), None),
            Self::UnknownDocument(Box::new(unknown.into())),
            Self::NoSourceText(document()),
            missing(NearestPassage::NoneSimilar),
            missing(passage),
            missing(NearestPassage::Passage { locator: locator(), passage: "mill".to_owned() }),
            Self::WordsWithoutMark { document: document(), location: "a.txt:1:1".into() },
            Self::WordsNotQuotable { document: document(), locator: locator() },
            Self::QuoteExtended { locator: locator() },
            Self::BracketsLeftOut { locator: locator() },
            Self::NotInMarkdown { locator: locator() },
            Self::DocumentNotPublished(document()),
            Self::Copied(1),
            Self::Copied(2),
            Self::NoClipboard,
        ]
    }
}

/// Returns the name that was probably meant, and the names that are not types.
fn schema_help(near: Option<&str>, language: ReportLanguage) -> Vec<String> {
    const NAMES: &str = "`site`, `type`, `list`, `front-matter`, `translation`";
    let (near, others) = match language {
        English => (
            near.map(|near| format!("did you mean `{near}`?")),
            format!("what is not a type: {NAMES}"),
        ),
        Swedish => {
            (near.map(|near| format!("menade du `{near}`?")), format!("annat än typer: {NAMES}"))
        }
    };
    near.into_iter().chain([others]).collect()
}

fn nearest_help(nearest: &NearestPassage, language: ReportLanguage) -> String {
    match (nearest, language) {
        // Each part of the words is there, but not in this order or not close enough.
        (NearestPassage::Passage { locator, passage }, English) if !passage.contains('[') => {
            format!(
                "`{locator}` has “{passage}”, but ` … ` only joins words of one sentence or one \
                 row of a table, in their order"
            )
        }
        (NearestPassage::Passage { locator, passage }, Swedish) if !passage.contains('[') => {
            format!(
                "”{passage}” står i `{locator}`, men ` … ` kan bara stå mellan ord i samma mening \
                 eller tabellrad, i deras ordning"
            )
        }
        (NearestPassage::Passage { locator, passage }, English) => {
            format!("`{locator}` says “{passage}”; what differs is in brackets")
        }
        (NearestPassage::Passage { locator, passage }, Swedish) => {
            format!("i `{locator}` står ”{passage}”; det som skiljer står inom hakparentes")
        }
        (
            NearestPassage::Elsewhere(_)
            | NearestPassage::EllipsisSpelling
            | NearestPassage::NotComputed
            | NearestPassage::NoneSimilar,
            English,
        ) => "no similar passage was found; copy the words from the text".into(),
        (
            NearestPassage::Elsewhere(_)
            | NearestPassage::EllipsisSpelling
            | NearestPassage::NotComputed
            | NearestPassage::NoneSimilar,
            Swedish,
        ) => "inget ställe i texten liknar dem; kopiera orden ur texten".into(),
    }
}
