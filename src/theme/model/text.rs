//! The parts of all view models: text, markup, links and dates.

use serde::Serialize;

/// Finished markup, passed to templates as a safe string of Tera.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct SafeHtml(tera::Value);

impl SafeHtml {
    /// Marks text as finished markup. Its content must have been escaped.
    #[must_use]
    pub fn new(markup: &str) -> Self {
        Self(tera::Value::safe_string(markup))
    }

    /// Returns the markup.
    #[must_use]
    pub fn markup(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl PartialEq for SafeHtml {
    fn eq(&self, other: &Self) -> bool {
        self.markup() == other.markup()
    }
}

impl Eq for SafeHtml {}

/// A link with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkModel {
    /// The text.
    pub title: String,
    /// Relative address; empty for text that is not a link.
    pub href: String,
    /// The language of the text, if it is not the page's.
    pub language: Option<String>,
}

/// A date as text.
#[derive(Clone, Debug, Serialize)]
pub struct DateModel {
    /// "1 april 2014", "april 2014", "2014", "datum framgår inte, senast 11 november 2015".
    pub words: String,
    /// For `<time datetime>`: `2014-04-01`. `None` means unknown.
    pub machine: Option<String>,
}

/// A rendered body.
#[derive(Clone, Debug, Serialize)]
pub struct BodyModel {
    /// The markup; its headings start at `h2`.
    pub html: SafeHtml,
    /// Its language, if it is not the page's.
    pub language: Option<String>,
}

/// Text, and its language if it is not the page's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocalizedString {
    /// The text.
    pub text: String,
    /// Its language, if it is not the page's.
    pub language: Option<String>,
}
