//! The assets of a theme: style, script, fonts, each named after its content.

use super::theme_files::{ThemeFile, ThemeFiles};
use crate::files::{file_name, to_hex};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

/// The folder of assets in the output.
const FOLDER: &str = "assets";
/// The style sheet of every page.
const STYLE: &str = "style.css";
/// The script of every page.
const SCRIPT: &str = "script.js";
/// Rules that the front page seldom needs. They are appended to the style sheet of every page, so
/// that other pages load one file and the front page loads no rules that it does not use.
const PAGE_STYLE: &str = "pages.css";
/// A site's design tokens: colors, fonts, sizes. They are appended to the style sheet of every
/// page, so that they need no file of their own.
const TOKENS: &str = "tokens.css";
/// The script that answers from the copy of the site on a reader's device. Its path in the output
/// never changes, because a browser knows it by its address.
pub(super) const WORKER: &str = "offline-worker.js";
/// How much of the SHA-256 a file name has.
const FINGERPRINT_BYTES: usize = 6;

/// A file of the theme that is copied to the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeAsset {
    /// The path in the output, with `/`: `assets/style.0123456789ab.css`.
    pub path: String,
    /// The content.
    pub bytes: Arc<[u8]>,
}

/// Returns all assets by their path in the theme. In style sheets, the paths of other assets
/// (`url("fonts/x.woff2")`, from the theme's root) are replaced by their fingerprinted names.
pub(super) fn load_assets(files: &ThemeFiles) -> BTreeMap<String, ThemeAsset> {
    let is_asset = |path: &str| {
        let input_folders = ["templates/", "strings/", "hyphenation/"];
        !input_folders.iter().any(|folder| path.starts_with(folder))
            && ![TOKENS, WORKER].contains(&path)
    };
    let text = |path| files.0.get(path).and_then(ThemeFile::text).map(|source| &*source.text);
    let tokens = text(TOKENS).map_or_else(String::new, token_layer);
    let base = text(STYLE).map_or_else(String::new, |style| format!("{style}{tokens}"));
    let (style_sheets, other_files): (Vec<_>, Vec<_>) = files
        .0
        .iter()
        .filter(|(path, _)| is_asset(path))
        .partition(|(path, _)| path.ends_with(".css"));
    let mut assets = BTreeMap::new();
    for (path, file) in other_files {
        let asset = match file.text().filter(|_| path == SCRIPT) {
            Some(source) => fingerprinted(path, without_comment_lines(&source.text).as_bytes()),
            None => fingerprinted(path, file.bytes()),
        };
        assets.insert(path.clone(), asset);
    }
    for (path, sheet) in style_sheets {
        let bytes = match sheet.text() {
            Some(source) => {
                let css = match path.as_str() {
                    STYLE => base.clone(),
                    PAGE_STYLE => format!("{base}\n{}", source.text),
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

/// Returns the classes that the style sheet of other pages than the front page has rules for, and
/// that of every page has not.
pub(super) fn page_classes(files: &ThemeFiles) -> BTreeSet<String> {
    let classes = |path| {
        let source = files.0.get(path).and_then(ThemeFile::text);
        source.map_or_else(BTreeSet::new, |source| class_names(&source.text))
    };
    let every_page = classes(STYLE);
    classes(PAGE_STYLE).into_iter().filter(|class| !every_page.contains(class)).collect()
}

/// Returns the names that follow a full stop in a style sheet, which is where its classes are. In
/// decimal numbers a digit follows.
fn class_names(css: &str) -> BTreeSet<String> {
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let words = css.split('.').skip(1);
    let names = words.map(|word| word.split(|letter| !is_name(letter)).next().unwrap_or_default());
    names
        .filter(|name| name.starts_with(|first: char| !first.is_ascii_digit()))
        .map(Into::into)
        .collect()
}

/// Wraps a site's tokens in the layer of tokens. Coming last, they override ours, but not the rules
/// for print.
fn token_layer(tokens: &str) -> String {
    format!("\n@layer tokens {{\n{}\n}}\n", tokens.trim_end())
}

fn fingerprinted(path: &str, bytes: &[u8]) -> ThemeAsset {
    let digest = Sha256::digest(bytes);
    let fingerprint = to_hex(digest.get(..FINGERPRINT_BYTES).unwrap_or_default());
    let name = file_name(path);
    let path = match name.rsplit_once('.') {
        Some((_, extension)) => {
            let stem = path.strip_suffix(extension).unwrap_or(path);
            format!("{FOLDER}/{stem}{fingerprint}.{extension}")
        }
        None => format!("{FOLDER}/{path}.{fingerprint}"),
    };
    ThemeAsset { path, bytes: bytes.into() }
}

/// Replaces the paths of assets in `url(…)` by their fingerprinted names, relative to the style
/// sheet. Everything else is left unchanged.
fn with_fingerprinted_urls(
    sheet_path: &str,
    css: &str,
    assets: &BTreeMap<String, ThemeAsset>,
) -> String {
    let to_root = "../".repeat(sheet_path.matches('/').count());
    let (mut out, mut rest) = (String::with_capacity(css.len()), css);
    while let Some((before, after)) = rest.split_once("url(") {
        out.push_str(before);
        out.push_str("url(");
        let Some((argument, after)) = after.split_once(')') else {
            rest = after;
            continue;
        };
        let target = argument.trim().trim_matches(['"', '\'']);
        let final_name = assets.get(target).and_then(|asset| {
            asset.path.strip_prefix(FOLDER).and_then(|path| path.strip_prefix('/'))
        });
        match final_name {
            Some(name) => {
                let _ = write!(out, "\"{to_root}{name}\")");
            }
            None => {
                let _ = write!(out, "{argument})");
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Removes comments and unneeded white space from a style sheet, but not from strings and URLs. The
/// first paint waits for the style sheet, and ours becomes a fifth smaller.
fn minify_css(css: &str) -> String {
    let is_separator = |char: char| matches!(char, '{' | '}' | ';' | ',');
    let (mut out, mut rest, mut has_space) = (String::with_capacity(css.len()), css, false);
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let n_bytes = match first {
            '"' | '\'' => quoted_length(rest, first),
            _ if rest.starts_with("url(") => rest.find(')').map_or(rest.len(), |offset| offset + 1),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(n_bytes);
        rest = after;
        if first.is_ascii_whitespace() {
            has_space = true;
            continue;
        }
        if has_space && !is_separator(first) && !out.is_empty() && !out.ends_with(is_separator) {
            out.push(' ');
        }
        has_space = false;
        out.push_str(token);
    }
    out
}

/// Removes the lines of a script that are comments only. The script is on every page, and ours
/// becomes a fifth smaller.
///
/// A line that can be part of a text is kept: after one that ends with a backslash, and all after
/// one in which a template literal can begin without ending.
fn without_comment_lines(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let (mut is_certain, mut is_continued) = (true, false);
    for line in script.split_inclusive('\n') {
        is_certain &= line.matches('`').count() % 2 == 0;
        let is_comment = line.trim_start().starts_with("//") && !line.contains("*/");
        if !(is_comment && is_certain && !is_continued) {
            out.push_str(line);
        }
        is_continued = line.trim_end().ends_with('\\');
    }
    out
}

/// Returns the length in bytes of the quoted string that `text` starts with, including its quotes.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (offset, char) in text.char_indices().skip(1) {
        if char == quote && !is_escaped {
            return offset + char.len_utf8();
        }
        is_escaped = char == '\\' && !is_escaped;
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
    fn the_script_of_every_page_has_no_lines_of_comments() {
        let check_script = |source: &str, expected: &str| {
            assert_eq!(without_comment_lines(source), expected);
        };
        check_script("// A.\na();\n  // B.\nb(); // c\n", "a();\nb(); // c\n");
        check_script("a(`x`);\n// B.\n", "a(`x`);\n");
        check_script("a(`x\n// y\n`);\n// B.\n", "a(`x\n// y\n`);\n// B.\n");
        check_script("a(\"x\\\n// y\");\n", "a(\"x\\\n// y\");\n");
        check_script("/* A.\n// B. */\na();\n", "/* A.\n// B. */\na();\n");
        let asset = &load_assets(&embedded_theme())[SCRIPT];
        assert!(!String::from_utf8_lossy(&asset.bytes).contains("\n  // "));
    }

    #[test]
    fn an_asset_is_named_after_its_content() {
        let (first, second) = (check(&[("script.js", "1")]), check(&[("script.js", "2")]));
        assert_eq!(first[0].0, "assets/script.6b86b273ff34.js");
        assert_ne!(first[0].0, second[0].0);
        assert_eq!(first, check(&[("script.js", "1")]));
    }

    #[test]
    fn a_style_sheet_has_the_fingerprinted_names_of_fonts() {
        let assets = load_assets(&embedded_theme());
        let style = String::from_utf8(assets["style.css"].bytes.to_vec()).unwrap();
        let font = assets["fonts/pakt-sans.woff2"].path.strip_prefix("assets/").unwrap();
        assert!(style.contains(&format!("url(\"{font}\")")));
        assert!(!style.contains("pakt-sans.woff2"));
    }

    #[test]
    fn a_style_sheet_is_minified() {
        let css = "/* Why. */\n@media (width >= 48rem) {\n  a > b , .c::after {\n    margin: calc(1px + 2px) \
                   0;\n    content: \"/* a  b */ \\\" }\";\n    background: url( x y );\n  }\n}\n/* open";
        let expected = "@media (width >= 48rem){a > b,.c::after{margin: calc(1px + 2px) 0;content: \
                        \"/* a  b */ \\\" }\";background: url( x y );}}";
        assert_eq!(minify_css(css), expected);
        assert_eq!(minify_css("a{content:\"å"), "a{content:\"å");
        assert_eq!(minify_css(".a/* x */.b /* y */ .c"), ".a.b .c");
    }

    #[test]
    fn a_sites_tokens_are_appended_to_the_style_sheet() {
        let text = |path: &str, text: &str| {
            let source = crate::diagnostic::SourceFile { path: path.into(), text: text.into() };
            (path.to_owned(), ThemeFile::Text(Arc::new(source)))
        };
        let tokens = text("tokens.css", ":root { --x: url(\"f.woff2\"); }\n");
        let files = [text("style.css", "a{}"), tokens, text("f.woff2", "f")];
        let assets = load_assets(&ThemeFiles(files.into_iter().collect()));
        assert_eq!(assets.len(), 2, "the tokens are not a file of their own");
        let style = String::from_utf8(assets["style.css"].bytes.to_vec()).unwrap();
        let font = assets["f.woff2"].path.strip_prefix("assets/").unwrap();
        let tokens = format!(":root{{--x: url(\"{font}\");}}");
        assert_eq!(style, format!("a{{}}@layer tokens{{{tokens}}}"));
    }

    #[test]
    fn urls_of_other_files_are_unchanged() {
        let css = "a { background: url(x.svg) } b { background: url(";
        assert_eq!(with_fingerprinted_urls("style.css", css, &BTreeMap::new()), css);
    }
}
