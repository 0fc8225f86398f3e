//! Highlights code as HTML with CSS classes, and never with inline styles.
//!
//! Input is the name of a language, or the whole info string of a Markdown fence, and the code.
//! Output is the content of a `<code>` element: escaped text, with a span around each token that
//! has a role.
//!
//! ```
//! let html = highlight::highlight("rust", "let chair = \"Åsa\"; // <3");
//! assert_eq!(
//!     html,
//!     "<span class=\"hl-keyword\">let</span> chair = \
//!      <span class=\"hl-string\">&quot;Åsa&quot;</span>; \
//!      <span class=\"hl-comment\">// &lt;3</span>"
//! );
//! assert_eq!(highlight::highlight("klingon", "a < b"), "a &lt; b");
//! ```
//!
//! A token may have the wrong color, but the text is always kept: the HTML, unescaped, is the code
//! byte for byte. No span contains a newline.
//!
//! Most languages are tables, which one scanner reads; those with a structure of their own have
//! grammars. Neither looks around: each byte is read a bounded number of times, so the time is
//! linear in the code. Other languages use the grammars of `syntect` that were measured, for blocks
//! of limited size.

mod html_writer;
mod keywords;
mod language;
mod scanner;
mod string_literal;
mod token_class;
mod word_index;

mod grammars;
mod languages;
mod table;
mod vetted_syntect;

#[cfg(test)]
mod tests;

use html_writer::TokenHtml;
use language::CodeLanguage;
use token_class::TokenClass;

/// The CSS classes of spans.
pub const CLASSES: [&str; 12] = [
    "hl-comment",
    "hl-constant",
    "hl-deleted",
    "hl-heading",
    "hl-inserted",
    "hl-key",
    "hl-keyword",
    "hl-name",
    "hl-number",
    "hl-string",
    "hl-tag",
    "hl-type",
];

/// Highlights a block of code. Returns the content of a `<code>` element.
///
/// `language` is a name or a whole info string, in any case. Code in an unknown language has no
/// spans, and neither has code in one of `syntect`'s languages that is too long to be highlighted
/// in bounded time.
#[must_use]
pub fn highlight(language: &str, code: &str) -> String {
    let name = language::language_name(language);
    if let Some(language) = CodeLanguage::from_name(&name) {
        return scanner::highlight_with(|scanner| language.scan(scanner), code);
    }
    vetted_syntect::highlight_with_syntect(&name, code).unwrap_or_else(|| plain_code(code))
}

fn plain_code(code: &str) -> String {
    let mut html = TokenHtml::with_capacity(code.len());
    html.push_token(code, TokenClass::Plain);
    html.finish()
}

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
