//! The theme: templates, words and assets; ours embedded, a site's own laid over it file by file.
//!
//! In: the site's theme folder and its words per language, both already read. Out: a [`Theme`],
//! which never changes, and what was wrong. A file that is broken never stops a build: the embedded
//! one stands in. `themes/pakt/` is the embedded theme; its files and a site's have the same names.
//!
//! ```
//! # use pakt::theme::{StringOverrides, Theme, ThemeFiles};
//! let swedish = StringOverrides { language: "sv".into(), ..StringOverrides::default() };
//! let (theme, found) = Theme::load_theme(&ThemeFiles::default(), &[swedish]);
//! assert!(found.is_empty());
//! assert_eq!(theme.strings("sv").format("pages", &[("count", "3")]), "3 sidor");
//! assert!(theme.style_path().starts_with("assets/style."));
//! ```
//!
//! May use: `schema` (dates are said in words) and `diagnostic`.

mod assets;
mod format;
mod theme_files;
mod hyphenation;
mod load;
mod template_error;
mod templates;
mod strings;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use assets::ThemeAsset;
pub use format::period_key;
pub use hyphenation::with_soft_hyphens;
pub use load::Theme;
pub use strings::{StringOverrides, Strings};
pub use theme_files::{ThemeFile, ThemeFiles};
