//! What all views are made of: words, markup, links, dates.

use serde::Serialize;

/// Markup that pakt made, passed to templates as Tera's safe string.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct SafeHtml(tera::Value);

impl SafeHtml {
    /// Marks text as finished markup. Only for markup whose content went through the escaper.
    #[must_use]
    pub fn new(markup: &str) -> Self {
        Self(tera::Value::safe_string(markup))
    }
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkModel {
    /// The words.
    pub title: String,
    /// Relative.
    pub href: String,
    /// The language of the words if it is not the page's.
    pub language: Option<String>,
}

/// A date in words.
#[derive(Clone, Debug, Serialize)]
pub struct DateModel {
    /// "1 april 2014", "april 2014", "2014", "datum framgår inte, senast 11 november 2015".
    pub words: String,
    /// For `<time datetime>`: `2014-04-01`; none if unknown.
    pub machine: Option<String>,
}

/// A body of text.
#[derive(Clone, Debug, Serialize)]
pub struct BodyModel {
    /// The markup: headings begin at h2.
    pub html: SafeHtml,
    /// Its language if it is not the page's.
    pub language: Option<String>,
}

/// Words, and their language if it is not the page's.
#[derive(Clone, Debug, Serialize)]
pub struct LocalizedString {
    /// The words.
    pub text: String,
    /// The language.
    pub language: Option<String>,
}
