//! The entry: picks who reads a block, and says so when nobody could.

use super::class::Class;
use super::html::Html;
use super::language::{self, Language};
use super::{scanner, stock};

/// A block of code as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlighted {
    /// The inside of `<code>`: escaped text with `<span class="hl-…">` around tokens.
    pub html: String,
    /// Why there are no colors although the language is known. Worth a note to the author.
    pub skipped: Option<Skipped>,
}

/// Why a block in a known language stayed plain. It depends on the block alone, never on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
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
/// [`Skipped::BlockTooLong`].
pub fn highlight(language: &str, code: &str) -> Highlighted {
    let name = language::name(language);
    if let Some(language) = Language::named(&name) {
        return Highlighted { html: scanner::scan(language.grammar(), code), skipped: None };
    }
    match stock::highlight(&name, code) {
        Some(Ok(html)) => Highlighted { html, skipped: None },
        Some(Err(skipped)) => Highlighted { html: plain(code), skipped: Some(skipped) },
        None => Highlighted { html: plain(code), skipped: None },
    }
}

fn plain(code: &str) -> String {
    let mut html = Html::with_room_for(code.len());
    html.push(code, Class::Plain);
    html.finish()
}
