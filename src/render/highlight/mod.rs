//! Code in pages: from a language's name and text to HTML with classes, never inline styles.
//!
//! In: the name after a fence and the code. Out: [`HighlightedCode`], the inside of a `<code>`
//! element.
//! What a page mostly shows is read by scanners of our own, one file per language, without
//! look-around: each byte is looked at a bounded number of times, so a hostile block costs no more
//! than a long one. All else goes to the stock grammars of `syntect`, within a budget of bytes.
//!
//! The one thing to know: color may be wrong, text never. The HTML, unescaped, is the code byte
//! for byte, whatever a grammar made of it, and no span crosses a newline.
//!
//! ```text
//! let block = highlight("yaml", "ordförande: länsstyrelsen");
//! block.html == r#"<span class="hl-key">ordförande</span>: länsstyrelsen"#
//! ```

#[expect(clippy::module_inception, reason = "the file is named after its function")]
mod highlight;
mod language;

mod token_class;
mod html_writer;
mod string_literal;
mod scanner;
mod keywords;

mod css;
mod diff;
mod javascript;
mod json;
mod markdown;
mod markup;
mod python;
mod rust;
mod console;
mod shell;
mod sql;
mod toml;
mod yaml;

mod syntect;

#[cfg(test)]
mod tests;

pub use highlight::{HighlightedCode, PlainReason, highlight_code};
