//! `duplicate-key`: a key that occurs twice in one map.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A key that occurs twice in one map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The key as written.
    pub key: String,
    /// Where it is written.
    pub place: KeyPlace,
}

/// Where a key is written, which the words for it and its cure depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// On a line: in front matter, a list or a setting.
    Line,
    /// In the head of a table of entries.
    Column,
    /// Before a second list of entries of one type.
    List,
    /// In a translation, whose first file has the text in this language.
    Translation,
}

impl Rule for DuplicateKey {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DuplicateKey,
        name: "duplicate-key",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The same key occurs twice in the same place.",
                why: "Only one of the values could count, and nobody can see which. Several values of one \
                      key are written as a list.",
                before: "member: solna\nmember: sundbyberg",
                after: "member: [solna, sundbyberg]",
            },
            sv: RuleDocs {
                what: "Samma nyckel förekommer två gånger på samma ställe.",
                why: "Bara ett av värdena kan gälla, och ingen kan se vilket. Flera värden för en nyckel \
                      skrivs som en lista.",
                before: "member: solna\nmember: sundbyberg",
                after: "member: [solna, sundbyberg]",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let key = code_span(&self.key);
        match (self.place, language) {
            (KeyPlace::Line | KeyPlace::List, English) => format!("duplicate key {key}"),
            (KeyPlace::Line | KeyPlace::List, Swedish) => {
                format!("nyckeln {key} förekommer två gånger")
            }
            (KeyPlace::Translation, English) => {
                format!("{key} has another text in this language in the first file")
            }
            (KeyPlace::Translation, Swedish) => {
                format!("{key} har en annan text på det här språket i den första filen")
            }
            (KeyPlace::Column, English) => format!("duplicate column {key}"),
            (KeyPlace::Column, Swedish) => format!("kolumnen {key} förekommer två gånger"),
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let label = match language {
            English => "the second one",
            Swedish => "förekommer igen här",
        };
        Some(label.into())
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (self.place, language) {
            (KeyPlace::Line, English) => {
                "keep one of them; a key that may have several values takes a list: `[one, two]`"
            }
            (KeyPlace::Line, Swedish) => {
                "behåll en av dem; en nyckel som får ha flera värden tar en lista: `[ett, två]`"
            }
            (KeyPlace::List, English) => {
                "move the entries to the first list, each with `- ` before its first line; \
                 a table is one of them: `- from: table.csv`"
            }
            (KeyPlace::List, Swedish) => {
                "flytta posterna till den första listan, var och en med `- ` före sin första rad; \
                 en tabell är en av dem: `- from: tabell.csv`"
            }
            (KeyPlace::Translation, English) => "keep one of the texts",
            (KeyPlace::Translation, Swedish) => "behåll en av texterna",
            (KeyPlace::Column, English) => {
                "keep one of the columns; several values go in one cell: `one|two`"
            }
            (KeyPlace::Column, Swedish) => {
                "behåll en av kolumnerna; flera värden skrivs i samma cell: `ett|två`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let places = [KeyPlace::Line, KeyPlace::Column, KeyPlace::List, KeyPlace::Translation];
        places.map(|place| Self { key: name("chair"), place }).into()
    }
}
