//! Splits and decodes the destination of a link, without looking anything up.

use super::address::fold_name;
use super::entry::Entry;
use super::snapshot::Site;
use crate::parse::{LinkForm, OutlineLink};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The parts of a destination.
pub(super) struct DestinationParts<'a> {
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) fragment: Option<&'a str>,
}

/// Returns the scheme of a URL: a letter, then letters, digits, `+`, `-` or `.`, before a colon.
pub(super) fn url_scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// Splits `path?query#fragment`.
pub(super) fn split_destination(destination: &str) -> DestinationParts<'_> {
    let (path_and_query, fragment) = match destination.split_once('#') {
        Some((path_and_query, fragment)) => (path_and_query, Some(fragment)),
        None => (destination, None),
    };
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    DestinationParts { path, query, fragment }
}

/// Returns the folded name of `[[name#heading]]`. `None` for other links.
pub(super) fn wiki_name(link: &OutlineLink) -> Option<String> {
    let is_wiki = matches!(link.form, LinkForm::Wiki | LinkForm::Embed);
    let name =
        || fold_name(without_extension(&percent_decode(wiki_parts(&link.destination).0)).trim());
    is_wiki.then(name)
}

/// Splits `name#heading`, the destination of a wiki link.
pub(super) fn wiki_parts(destination: &str) -> (&str, Option<&str>) {
    match destination.split_once('#') {
        Some((name, fragment)) => (name.trim(), Some(fragment)),
        None => (destination.trim(), None),
    }
}

/// Returns a name without the ending `.md` and the slashes around it.
pub(super) fn without_extension(name: &str) -> &str {
    name.strip_suffix(".md").unwrap_or(name).trim_end_matches('/').trim_start_matches('/')
}

/// Joins a relative path to a folder. `None` means that it leads above the top folder.
pub(crate) fn join_path(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Decodes `%20` and the like, once. Returns the text unchanged if the result is not UTF-8.
pub(super) fn percent_decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

impl Site {
    /// Returns the path of a file that an entry names relative to its own folder.
    #[must_use]
    pub fn resolve_relative_path(&self, entry: &Entry, name: &str) -> Option<String> {
        join_path(entry.source_folder(), name)
    }
}
