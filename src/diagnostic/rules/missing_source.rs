//! `missing-source`: a value of a `sourced` field without a complete source.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A value without a complete source, in a field that requires one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingSource {
    /// The field's name.
    pub field: String,
    /// What is missing.
    pub missing: MissingSourcePart,
}

/// The part of a source that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingSourcePart {
    /// The whole source.
    Source,
    /// The whole source, in a table of entries.
    SourceInTable,
    /// The locator, although the document has a text.
    Locator,
    /// The quote, although the document has a text.
    Quote,
}

impl Rule for MissingSource {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingSource,
        name: "missing-source",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The field needs a source for each of its values, and this one has none, or one \
                      without place or quote.",
                why: "The type says `sourced: true`, so that no claim of this kind stands alone. Of a \
                      document whose text the site has, both the paragraph and the words are asked for. \
                      `unknown` needs no source.",
                before: "chair: solna",
                after: "chair: {value: solna, source: 'decision P4 \"Solna is the chair\"'}",
            },
            sv: RuleDocs {
                what: "Fältet kräver en källa för varje värde, och det här har ingen, eller en utan \
                      ställe eller citat.",
                why: "Typen säger `sourced: true`, så att ingen uppgift av det slaget står ensam. För \
                      ett dokument vars text finns på webbplatsen behövs både stycke och citat. \
                      `unknown` behöver ingen källa.",
                before: "chair: solna",
                after: "chair: {value: solna, source: 'beslut P4 \"Solna är ordförande\"'}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let field = code_span(&self.field);
        match (language, self.missing) {
            (English, MissingSourcePart::Source | MissingSourcePart::SourceInTable) => {
                format!("the value of {field} has no source")
            }
            (English, MissingSourcePart::Locator) => {
                format!("the source of {field} has no locator")
            }
            (English, MissingSourcePart::Quote) => {
                format!("the source of {field} has no quote")
            }
            (Swedish, MissingSourcePart::Source | MissingSourcePart::SourceInTable) => {
                format!("värdet i {field} saknar källa")
            }
            (Swedish, MissingSourcePart::Locator) => {
                format!("källan till {field} anger inget stycke")
            }
            (Swedish, MissingSourcePart::Quote) => {
                format!("källan till {field} citerar inga ord")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, self.missing) {
            (English, MissingSourcePart::SourceInTable) => {
                return Some(format!(
                    "add the column {}, or `source:` beside `from:`, or write `unknown` if no source \
                     gives the value",
                    code_span(&format!("{}.source", self.field))
                ));
            }
            (Swedish, MissingSourcePart::SourceInTable) => {
                return Some(format!(
                    "lägg till kolumnen {}, eller `source:` bredvid `from:`, eller skriv `unknown` om \
                     ingen källa säger det",
                    code_span(&format!("{}.source", self.field))
                ));
            }
            (English, MissingSourcePart::Source) => {
                "write `{value: …, source: 'DOCUMENT P4 \"the quote\"'}`, or `unknown` if no \
                 source gives the value"
            }
            (English, MissingSourcePart::Locator | MissingSourcePart::Quote) => {
                "the document has a text: write the locator and the quote, `'DOCUMENT P4 \"the quote\"'`"
            }
            (Swedish, MissingSourcePart::Source) => {
                "skriv `{value: …, source: 'DOKUMENT P4 \"orden\"'}`, eller `unknown` om ingen \
                 källa säger det"
            }
            (Swedish, MissingSourcePart::Locator | MissingSourcePart::Quote) => {
                "dokumentet har en text: skriv stycke och ord, `'DOKUMENT P4 \"orden\"'`"
            }
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        match self.missing {
            MissingSourcePart::Source => vec![SpanFix {
                place: FixPlace::Around(", source: ''}".to_owned()),
                text: "{value: ".to_owned(),
            }],
            MissingSourcePart::SourceInTable
            | MissingSourcePart::Locator
            | MissingSourcePart::Quote => Vec::new(),
        }
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let parts = [
            MissingSourcePart::Source,
            MissingSourcePart::SourceInTable,
            MissingSourcePart::Locator,
            MissingSourcePart::Quote,
        ];
        parts.map(|missing| Self { field: name("chair"), missing }).into()
    }
}
