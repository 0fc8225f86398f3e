//! The assets of a theme: style, script, fonts, each named after its content.

use super::theme_files::{ThemeFile, ThemeFiles};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Where assets lie in the output.
const FOLDER: &str = "assets";
/// The style of every page.
const STYLE: &str = "style.css";
/// What only pages with drawings need besides. It is laid after the style of every page, in one
/// file with it, so that a page waits for one file and for no rules that it has no use for.
const DRAWN: &str = "views.css";
/// What a site lays over the layer of tokens: colours, fonts, sizes. It becomes the end of the
/// style of every page, so that it is no file more.
const TOKENS: &str = "tokens.css";
/// How much of the SHA-256 stands in a name.
const FINGERPRINT_BYTES: usize = 6;

/// One file of the output that the theme brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeAsset {
    /// In the output, with `/`: `assets/style.0123456789ab.css`.
    pub path: String,
    /// The content.
    pub bytes: Arc<[u8]>,
}

/// All assets by their path in the theme. A style sheet names other assets by their path in the
/// theme (`url("fonts/x.woff2")`, from the theme's root); in the output, by their fingerprinted
/// one.
pub(super) fn load_assets(files: &ThemeFiles) -> BTreeMap<String, ThemeAsset> {
    let is_asset = |path: &str| {
        !path.starts_with("templates/") && !path.starts_with("strings/") && path != TOKENS
    };
    let text = |path| files.0.get(path).and_then(ThemeFile::text).map(|source| &*source.text);
    let tokens = text(TOKENS).map_or_else(String::new, token_layer);
    let base = text(STYLE).map_or_else(String::new, |style| format!("{style}{tokens}"));
    let (sheets, rest): (Vec<_>, Vec<_>) = files
        .0
        .iter()
        .filter(|(path, _)| is_asset(path))
        .partition(|(path, _)| path.ends_with(".css"));
    let mut assets = BTreeMap::new();
    for (path, file) in rest {
        assets.insert(path.clone(), fingerprinted(path, file.bytes()));
    }
    for (path, sheet) in sheets {
        let bytes = match sheet.text() {
            Some(source) => {
                let css = match path.as_str() {
                    STYLE => base.clone(),
                    DRAWN => format!("{base}\n{}", source.text),
                    _ => source.text.to_string(),
                };
                minify_css(&with_fingerprinted_urls(path, &css, &assets)).into_bytes()
            }
            None => sheet.bytes().to_vec(),
        };
        assets.insert(path.clone(), fingerprinted(path, &bytes));
    }
    assets
}

/// A site's tokens in the layer of tokens, after ours: they win over those, and not over what paper
/// asks for.
fn token_layer(tokens: &str) -> String {
    format!("\n@layer tokens {{\n{}\n}}\n", tokens.trim_end())
}

fn fingerprinted(path: &str, bytes: &[u8]) -> ThemeAsset {
    let mut fingerprint = String::new();
    for byte in Sha256::digest(bytes).iter().take(FINGERPRINT_BYTES) {
        // Writing to a string cannot fail.
        let _ = write!(fingerprint, "{byte:02x}");
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let path = match name.rsplit_once('.') {
        Some((_, ending)) => {
            let stem = path.strip_suffix(ending).unwrap_or(path);
            format!("{FOLDER}/{stem}{fingerprint}.{ending}")
        }
        None => format!("{FOLDER}/{path}.{fingerprint}"),
    };
    ThemeAsset { path, bytes: bytes.into() }
}

fn with_fingerprinted_urls(
    sheet: &str,
    css: &str,
    assets: &BTreeMap<String, ThemeAsset>,
) -> String {
    let up = "../".repeat(sheet.matches('/').count());
    let (mut written, mut rest) = (String::with_capacity(css.len()), css);
    while let Some((before, after)) = rest.split_once("url(") {
        written.push_str(before);
        written.push_str("url(");
        let Some((inside, after)) = after.split_once(')') else {
            rest = after;
            continue;
        };
        let target = inside.trim().trim_matches(['"', '\'']);
        let final_name = assets.get(target).and_then(|asset| {
            asset.path.strip_prefix(FOLDER).and_then(|path| path.strip_prefix('/'))
        });
        match final_name {
            Some(name) => {
                let _ = write!(written, "\"{up}{name}\")");
            }
            None => {
                let _ = write!(written, "{inside})");
            }
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

/// A style sheet without comments and idle white space: it is what the first picture waits for, and
/// our own loses a fifth of what is sent. Strings and addresses stay as they are.
fn minify_css(css: &str) -> String {
    let is_tight = |mark: char| matches!(mark, '{' | '}' | ';' | ',');
    let (mut written, mut rest, mut has_gap) = (String::with_capacity(css.len()), css, false);
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let n_bytes = match first {
            '"' | '\'' => quoted_length(rest, first),
            _ if rest.starts_with("url(") => rest.find(')').map_or(rest.len(), |at| at + 1),
            _ => first.len_utf8(),
        };
        let (part, after) = rest.split_at(n_bytes);
        rest = after;
        if first.is_ascii_whitespace() {
            has_gap = true;
            continue;
        }
        if has_gap && !is_tight(first) && !written.is_empty() && !written.ends_with(is_tight) {
            written.push(' ');
        }
        has_gap = false;
        written.push_str(part);
    }
    written
}

/// How many bytes a string in quotes has, both quotes included.
fn quoted_length(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, own) in text.char_indices().skip(1) {
        if own == mark && !is_escaped {
            return at + own.len_utf8();
        }
        is_escaped = own == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::theme_files::embedded_theme;

    fn check(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), ThemeFile::Bytes(text.as_bytes().into())));
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let assets = load_assets(&ThemeFiles(files.collect()));
        assets.into_values().map(|asset| (asset.path, text(&asset.bytes))).collect()
    }

    #[test]
    fn a_name_follows_the_content() {
        let (one, other) = (check(&[("script.js", "1")]), check(&[("script.js", "2")]));
        assert_eq!(one[0].0, "assets/script.6b86b273ff34.js");
        assert_ne!(one[0].0, other[0].0);
        assert_eq!(one, check(&[("script.js", "1")]));
    }

    #[test]
    fn a_style_sheet_names_the_fonts_as_they_are_named() {
        let assets = load_assets(&embedded_theme());
        let style = String::from_utf8(assets["style.css"].bytes.to_vec()).unwrap();
        let font = assets["fonts/pakt-sans.woff2"].path.strip_prefix("assets/").unwrap();
        assert!(style.contains(&format!("url(\"{font}\")")));
        assert!(!style.contains("pakt-sans.woff2"));
    }

    #[test]
    fn a_style_sheet_is_sent_without_what_only_its_authors_need() {
        let css = "/* Why. */\n@media (width >= 48rem) {\n  a > b , .c::after {\n    margin: calc(1px + 2px) \
                   0;\n    content: \"/* a  b */ \\\" }\";\n    background: url( x y );\n  }\n}\n/* open";
        let expected = "@media (width >= 48rem){a > b,.c::after{margin: calc(1px + 2px) 0;content: \
                        \"/* a  b */ \\\" }\";background: url( x y );}}";
        assert_eq!(minify_css(css), expected);
        assert_eq!(minify_css("a{content:\"å"), "a{content:\"å");
        assert_eq!(minify_css(".a/* x */.b /* y */ .c"), ".a.b .c");
    }

    #[test]
    fn a_sites_tokens_end_the_style_sheet() {
        let text = |path: &str, text: &str| {
            let source = crate::diagnostic::SourceFile { path: path.into(), text: text.into() };
            (path.to_owned(), ThemeFile::Text(Arc::new(source)))
        };
        let tokens = text("tokens.css", ":root { --x: url(\"f.woff2\"); }\n");
        let files = [text("style.css", "a{}"), tokens, text("f.woff2", "f")];
        let assets = load_assets(&ThemeFiles(files.into_iter().collect()));
        assert_eq!(assets.len(), 2, "the tokens are no file of their own");
        let style = String::from_utf8(assets["style.css"].bytes.to_vec()).unwrap();
        let font = assets["f.woff2"].path.strip_prefix("assets/").unwrap();
        let tokens = format!(":root{{--x: url(\"{font}\");}}");
        assert_eq!(style, format!("a{{}}@layer tokens{{{tokens}}}"));
    }

    #[test]
    fn what_the_theme_does_not_have_is_left_as_written() {
        let css = "a { background: url(x.svg) } b { background: url(";
        assert_eq!(with_fingerprinted_urls("style.css", css, &BTreeMap::new()), css);
    }
}
