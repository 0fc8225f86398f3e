//! `not-utf8`: a file that is not text in UTF-8.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The file is not text in UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The encoding that the file seems to have, such as "UTF-16". `None` means unknown.
    pub detected_encoding: Option<&'static str>,
    /// What the file is read as, which the cure depends on.
    pub format: TextFormat,
}

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// A text that people write in an editor.
    Text,
    /// A table that a spreadsheet saves.
    Table,
}

impl Rule for NotUtf8 {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NotUtf8,
        name: "not-utf8",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The file is not text in the encoding UTF-8, which is how pakt reads every text.",
                why: "In another encoding letters such as å, ä and ö would come out wrong, and a quote \
                      could not be compared with its source. Most editors let you choose the encoding \
                      when you save.",
                before: "A file that was saved as UTF-16 or Windows-1252.",
                after: "The same file, saved as UTF-8.",
            },
            sv: RuleDocs {
                what: "Filen är inte text med teckenkodningen UTF-8, som är den enda som pakt läser.",
                why: "Med en annan kodning skulle bokstäver som å, ä och ö bli fel, och ett citat skulle \
                      inte gå att jämföra med sin källa. I de flesta redigeringsprogram går det att välja \
                      teckenkodning när man sparar.",
                before: "En fil som är sparad i UTF-16 eller Windows-1252.",
                after: "Samma fil, sparad i UTF-8.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match (language, self.detected_encoding) {
            (English, None) => "the file is not text in UTF-8".into(),
            (English, Some(encoding)) => {
                format!("the file seems to be {encoding}, not text in UTF-8")
            }
            (Swedish, None) => "filen är inte text i UTF-8".into(),
            (Swedish, Some(encoding)) => {
                format!("filen ser ut att vara {encoding}, inte text i UTF-8")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (self.format, language) {
            (TextFormat::Text, English) => "save the file with the encoding UTF-8",
            (TextFormat::Text, Swedish) => "spara filen på nytt med teckenkodningen UTF-8",
            (TextFormat::Table, English) => "save as CSV UTF-8 in the spreadsheet program",
            (TextFormat::Table, Swedish) => "spara som CSV UTF-8 i kalkylprogrammet",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        let formats = [(None, TextFormat::Text), (Some("UTF-16"), TextFormat::Table)];
        formats.map(|(detected_encoding, format)| Self { detected_encoding, format }).into()
    }
}
