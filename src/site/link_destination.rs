//! A link's destination as it is written: its parts, before anybody looks for what they name.

use super::address::fold_name;
use crate::parse::{LinkForm, OutlineLink};
use std::borrow::Cow;

/// The parts of a destination.
pub(super) struct DestinationParts<'a> {
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) fragment: Option<&'a str>,
}

/// The scheme of an address: a letter, then letters, digits, `+`, `-` or `.`, then a colon.
pub(super) fn url_scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// Takes `path?query#fragment` apart.
pub(super) fn split_destination(destination: &str) -> DestinationParts<'_> {
    let (rest, fragment) = match destination.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (destination, None),
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    DestinationParts { path, query, fragment }
}

/// The name in `[[name#heading]]`, folded as names are compared; none in other links.
pub(super) fn wiki_name(link: &OutlineLink) -> Option<String> {
    let is_wiki = matches!(link.form, LinkForm::Wiki | LinkForm::Embed);
    let name =
        || fold_name(without_extension(&percent_decode(wiki_parts(&link.destination).0)).trim());
    is_wiki.then(name)
}

/// `name#heading` of `[[name#heading]]`.
pub(super) fn wiki_parts(destination: &str) -> (&str, Option<&str>) {
    match destination.split_once('#') {
        Some((name, fragment)) => (name.trim(), Some(fragment)),
        None => (destination.trim(), None),
    }
}

/// A name without what makes it a path.
pub(super) fn without_extension(name: &str) -> &str {
    name.strip_suffix(".md").unwrap_or(name).trim_end_matches('/').trim_start_matches('/')
}

/// Joins a relative path to a folder; none if it climbs above the top.
pub(super) fn join_path(folder: &str, path: &str) -> Option<String> {
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

/// Undoes `%20` and the like, once; what is no UTF-8 stays as written.
pub(super) fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| (ahead.next(), ahead.next()));
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match pair.map(|(high, low)| (digit(high), digit(low))) {
            Some((Some(high), Some(low))) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}
