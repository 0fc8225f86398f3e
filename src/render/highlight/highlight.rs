//! The entry: picks who reads a block, and says so when nobody could.

use super::html_writer::TokenHtml;
use super::language::{self, CodeLanguage};
use super::token_class::TokenClass;
use super::{scanner, syntect};

/// A block of code as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HighlightedCode {
    /// The inside of `<code>`: escaped text with `<span class="hl-…">` around tokens.
    pub html: String,
    /// Why there are no colors although the language is known. Worth a note to the author.
    pub skipped: Option<PlainReason>,
}

/// Why a block in a known language stayed plain. It depends on the block alone, never on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainReason {
    /// A line is longer than stock grammars are trusted with.
    LineTooLong {
        /// The first such line of the block, 1-based.
        line: usize,
        /// Its length, without its newline.
        size_bytes: usize,
        /// The longest that would have had colors.
        limit_bytes: usize,
    },
    /// The block is longer than stock grammars are trusted with.
    BlockTooLong {
        /// Its length.
        size_bytes: usize,
        /// The longest that would have had colors.
        limit_bytes: usize,
    },
    /// There is a stock grammar, but a few lines can keep it busy for seconds.
    GrammarUnfit,
}

/// Colors a block of code. `language` is a name or a whole info string in any case; a block in no
/// language or an unknown one is plain, without a word.
///
/// Linear in the code for the languages that we read ourselves; for the others bounded by
/// [`PlainReason::BlockTooLong`].
pub fn highlight_code(language: &str, code: &str) -> HighlightedCode {
    let name = language::language_name(language);
    if let Some(language) = CodeLanguage::from_name(&name) {
        return HighlightedCode {
            html: scanner::highlight_with(language.grammar(), code),
            skipped: None,
        };
    }
    match syntect::highlight_with_syntect(&name, code) {
        Some(Ok(html)) => HighlightedCode { html, skipped: None },
        Some(Err(skipped)) => HighlightedCode { html: plain_code(code), skipped: Some(skipped) },
        None => HighlightedCode { html: plain_code(code), skipped: None },
    }
}

fn plain_code(code: &str) -> String {
    let mut html = TokenHtml::with_capacity(code.len());
    html.push_token(code, TokenClass::Plain);
    html.finish()
}
