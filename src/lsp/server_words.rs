//! The fixed words of the language server: titles of actions and of parts of a hover.

use crate::diagnostic::ReportLanguage::{self, English, Swedish};

/// A word or phrase that the editor shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ServerWord<'w> {
    /// The heading of an example of the problem.
    Before,
    /// The heading of the example, fixed.
    After,
    /// How many more there are than a list shows.
    Others(usize),
    /// The title of a fix.
    Replace { wrong: &'w str, right: &'w str },
    /// The title of a fix that adds a text.
    Write(&'w str),
    /// The title of a fix that moves keys.
    MoveToTop,
    /// The title of a fix of two dates in the wrong order.
    SwapDates,
    /// The title of a fix that adds a file, or keys for languages.
    AddTranslation(&'w str),
    /// The title of an action that cites a paragraph.
    Cite { document: &'w str, locator: &'w str },
    /// Why an entry cannot get an id.
    NotAnId(&'w str),
    /// Why an entry cannot get an id.
    IdInUse(&'w str),
    /// Why an entry cannot be renamed.
    NothingToRename,
}

/// Returns a phrase in a language.
pub(super) fn server_word(word: ServerWord<'_>, language: ReportLanguage) -> String {
    match (language, word) {
        (English, ServerWord::Before) => "Wrong:".into(),
        (Swedish, ServerWord::Before) => "Fel:".into(),
        (English, ServerWord::After) => "Right:".into(),
        (Swedish, ServerWord::After) => "Rätt:".into(),
        (English, ServerWord::Others(count)) => format!("and {count} more"),
        (Swedish, ServerWord::Others(count)) => format!("och {count} till"),
        (English, ServerWord::Replace { wrong, right }) => format!("Replace `{wrong}` with `{right}`"),
        (Swedish, ServerWord::Replace { wrong, right }) => format!("Ersätt `{wrong}` med `{right}`"),
        (English, ServerWord::Write(text)) => format!("Write `{text}`"),
        (Swedish, ServerWord::Write(text)) => format!("Skriv `{text}`"),
        (English, ServerWord::MoveToTop) => "Move the keys to the top of the file".into(),
        (Swedish, ServerWord::MoveToTop) => "Flytta nycklarna till filens början".into(),
        (English, ServerWord::SwapDates) => "Swap the two dates".into(),
        (Swedish, ServerWord::SwapDates) => "Byt plats på datumen".into(),
        (English, ServerWord::AddTranslation(path)) => format!("Add the missing translation: {path}"),
        (Swedish, ServerWord::AddTranslation(path)) => {
            format!("Lägg till översättningen som saknas: {path}")
        }
        (English, ServerWord::Cite { document, locator }) => {
            format!("Cite this paragraph: {document} {locator}")
        }
        (Swedish, ServerWord::Cite { document, locator }) => {
            format!("Hänvisa till stycket: {document} {locator}")
        }
        (English, ServerWord::NotAnId(name)) => {
            format!("`{name}` is not an id: use a-z, 0-9 and hyphens")
        }
        (Swedish, ServerWord::NotAnId(name)) => {
            format!("`{name}` är inte ett id: använd a-z, 0-9 och bindestreck")
        }
        (English, ServerWord::IdInUse(id)) => format!("another entry has the id `{id}`"),
        (Swedish, ServerWord::IdInUse(id)) => format!("en annan post har id `{id}`"),
        (English, ServerWord::NothingToRename) => {
            "place the cursor on the id of an entry; the page of a folder is renamed with its folder"
                .into()
        }
        (Swedish, ServerWord::NothingToRename) => {
            "ställ markören på id:t för en post; en mapps sida byter namn med mappen".into()
        }
    }
}
