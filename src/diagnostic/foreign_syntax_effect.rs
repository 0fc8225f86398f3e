//! What happens to syntax of other tools that pakt does not read.

use super::ReportLanguage::{self, English, Swedish};

/// What happens to syntax that is not read.
#[derive(Clone, Copy, Debug)]
pub(super) enum SyntaxEffect {
    AsWritten,
    AsText,
    AsCode,
    AsDownload,
    LeftOut,
    AsAnchor,
}

impl SyntaxEffect {
    /// Returns what is said of it, after the name of the syntax.
    pub(super) fn words(self, language: ReportLanguage) -> &'static str {
        match (self, language) {
            (Self::AsWritten, English) => "is shown as written",
            (Self::AsWritten, Swedish) => "visas som det är skrivet",
            (Self::AsText, English) => "is shown as ordinary text",
            (Self::AsText, Swedish) => "visas som vanlig text",
            (Self::AsCode, English) => "is shown as code",
            (Self::AsCode, Swedish) => "visas som kod",
            (Self::AsDownload, English) => "is a link to a file, because browsers do not show it",
            (Self::AsDownload, Swedish) => {
                "blir en länk till en fil, för webbläsare visar den inte"
            }
            (Self::LeftOut, English) => "is left out",
            (Self::LeftOut, Swedish) => "utelämnas",
            (Self::AsAnchor, English) => "is an anchor that no link leads to, and is not shown",
            (Self::AsAnchor, Swedish) => "är ett ankare som ingen länk leder till, och visas inte",
        }
    }
}
