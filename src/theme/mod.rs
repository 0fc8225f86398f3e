//! The theme: templates, strings and assets. Ours is embedded; a site's theme overrides it by file.
//!
//! Input: the files of the site's theme folder and its strings per language. Output: a [`Theme`],
//! which never changes, and diagnostics. A broken file never stops a build: the embedded file is
//! used instead. `themes/pakt/` is the embedded theme; a site's theme uses the same file names.
//!
//! ```
//! # use pakt::theme::{StringOverrides, Theme, ThemeFiles};
//! let swedish = StringOverrides { language: "sv".into(), ..StringOverrides::default() };
//! let (theme, diagnostics) = Theme::load_theme(&ThemeFiles::default(), &[swedish]);
//! assert!(diagnostics.is_empty());
//! assert_eq!(theme.strings("sv").format("pages", &[("count", "3")]), "3 sidor");
//! assert!(theme.style_path().starts_with("assets/style."));
//! ```

mod theme_files;
mod placeholders;
mod strings;
mod phrase;
mod format;
mod value_text;
mod state_phrases;
mod hyphenation;
mod template_error;
mod template_tags;
mod template_calls;
mod value_size;
mod template_budget;
mod relation_label;
mod relation_time;
mod embedded_parts;
mod plain_text;
mod templates;
mod assets;
mod load;

pub mod model;
pub mod typography;

#[cfg(test)]
mod test_contexts;
#[cfg(test)]
mod test_models;
#[cfg(test)]
mod tests;

pub use assets::ThemeAsset;
pub use embedded_parts::EmbeddedPart;
pub use hyphenation::Hyphenator;
pub use load::Theme;
pub use phrase::{Phrase, PhrasePart};
pub(crate) use placeholders::{StringPart, fill_placeholders};
pub use plain_text::{
    PlainText, TextPiece, collapse_whitespace, truncate_at_sentence, truncate_at_word,
};
pub use relation_label::{inverse_label, status_label};
pub use state_phrases::{StatePhrases, time_sentences};
pub use strings::{StringOverrides, Strings};
pub use theme_files::{ThemeFile, ThemeFiles};
pub use value_text::{entry_title, replaced_mark, url_text, value_text};
