//! What the preview's pages say about what is wrong: JSON for the script in the page.

use super::message::{Message, text};
use super::place::Place;
use crate::diagnostic::message::Language;
use crate::diagnostic::show::{Look, human};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{Entry, Origin, Site};
use serde_json::{Value, json};
use std::path::Path;

/// How many errors a page lists: who has more mends these first.
const MAX_LISTED: usize = 20;
/// What must not stand in an address as it is, besides what is not ASCII.
const ESCAPED: &[u8] = b" \"#%<>?[\\]^`{|}";

/// Where a place in a file is opened: an address with `{path}`, `{line}` and `{column}`.
#[derive(Clone, Debug)]
pub(super) struct Editor(pub(super) String);

/// Who is told, and about which folder.
pub(super) struct Listener<'a> {
    pub(super) place: &'a Place,
    pub(super) editor: &'a Editor,
    pub(super) language: Language,
}

/// The errors, each with where it stands, in words, and on which pages.
pub(super) fn telling(site: &Site, found: &[Diagnostic], listener: &Listener<'_>) -> Vec<u8> {
    let language = listener.language;
    let errors = || found.iter().filter(|one| one.severity == Severity::Error);
    let n_errors = errors().count();
    let listed: Vec<Value> =
        errors().take(MAX_LISTED).map(|error| told(site, error, listener)).collect();
    let value = json!({
        "language": language.tag(),
        "title": text(&Message::ErrorsNow(n_errors), language),
        "hide": text(&Message::Hide, language),
        "errors": listed,
    });
    value.to_string().into_bytes()
}

fn told(site: &Site, error: &Diagnostic, listener: &Listener<'_>) -> Value {
    let begins = error.span.begins();
    let path = &error.span.source().path;
    let on_disk = listener.place.on_disk(path);
    let href = on_disk.map(|on_disk| {
        let at = listener.editor.0.replace("{path}", &encoded(&on_disk));
        let at = at.replace("{line}", &begins.line.to_string());
        at.replace("{column}", &begins.column.to_string())
    });
    json!({
        "place": format!("{path}:{}:{}", begins.line, begins.column),
        "href": href,
        "text": human(std::slice::from_ref(error), listener.language, Look::default()).trim_end(),
        "pages": pages(site, error),
    })
}

/// The addresses of the pages that are made of the place.
fn pages(site: &Site, error: &Diagnostic) -> Vec<String> {
    let (file, start) = (&error.span.source().path, error.span.range().start);
    let shown = |path: &str| file.ends_with(path) && !path.is_empty();
    let is_here = |entry: &Entry| match &entry.origin {
        Origin::Item(parsed, lines) => shown(&parsed.file.path) && lines.contains(&start),
        _ => {
            let versions = entry.versions.iter().filter_map(|version| version.file.as_ref());
            shown(entry.path()) || versions.into_iter().any(|version| shown(&version.file.path))
        }
    };
    let entries = site.entries.iter().filter(|entry| is_here(entry));
    entries.flat_map(|entry| &entry.addresses).map(|address| address.to_string()).collect()
}

/// A path in an address: `/` between names, and no sign that an address has for itself.
fn encoded(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match char::from(byte) {
            char if byte.is_ascii_graphic() && !ESCAPED.contains(&byte) => encoded.push(char),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_an_address_keeps_only_what_it_may() {
        assert_eq!(
            encoded(Path::new("/hem/mitt innehåll/a#1.md")),
            "hem/mitt%20inneh%C3%A5ll/a%231.md"
        );
    }
}
