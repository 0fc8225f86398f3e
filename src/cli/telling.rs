//! What the preview's pages say about what is wrong: JSON for the script in the page.

use super::message::{Message, text};
use super::place::Place;
use crate::diagnostic::message::Language;
use crate::diagnostic::show::{Look, human};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{Entry, Origin, Site};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Duration;

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

/// The errors, each with where it stands, in words, and on which pages; and for each page how many
/// warnings it has. `took` is how long the last change took.
pub(super) fn telling(
    site: &Site,
    found: &[Diagnostic],
    (listener, took): (&Listener<'_>, Duration),
) -> Vec<u8> {
    let language = listener.language;
    let say = |message: &Message| text(message, language);
    let of = |severity| found.iter().filter(move |one| one.severity == severity);
    let places = Places::of(site);
    let listed: Vec<Value> = of(Severity::Error)
        .take(MAX_LISTED)
        .map(|error| told(error, &places.pages(error), listener))
        .collect();
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    for page in of(Severity::Warning).flat_map(|warning| places.pages(warning)) {
        *warnings.entry(page).or_default() += 1;
    }
    let words = |n| say(&Message::WarningsHere(n));
    let warnings: BTreeMap<&str, String> =
        warnings.into_iter().map(|(page, n)| (page, words(n))).collect();
    let value = json!({
        "language": language.tag(),
        "title": say(&Message::ErrorsNow(of(Severity::Error).count())),
        "hide": say(&Message::Hide),
        "errors": listed,
        "status": {
            "warnings": warnings,
            "no_warnings": words(0),
            "drafts": say(&Message::DraftsShown(site.settings.drafts)),
            "day_label": say(&Message::AsOfDay),
            "as_of": site.config.as_of.map(|day| day.to_string()),
            "took": say(&Message::Took(took)),
        },
    });
    value.to_string().into_bytes()
}

fn told(error: &Diagnostic, pages: &[&str], listener: &Listener<'_>) -> Value {
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
        "pages": pages,
    })
}

/// Which pages are made of which files.
struct Places<'s>(HashMap<&'s str, Vec<&'s Entry>>);

impl<'s> Places<'s> {
    fn of(site: &'s Site) -> Self {
        let mut by_file: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in &site.entries {
            let versions = entry.versions.iter().map(|version| &*version.body.source().path);
            let own = std::iter::once(&*entry.place.source().path);
            for file in own.chain(versions) {
                let list = by_file.entry(file).or_default();
                if list.last().is_none_or(|last| !std::ptr::eq(*last, &**entry)) {
                    list.push(entry);
                }
            }
        }
        Self(by_file)
    }

    /// The addresses of the pages that are made of the place of a finding.
    fn pages(&self, found: &Diagnostic) -> Vec<&'s str> {
        let start = found.span.range().start;
        let is_here = |entry: &&&Entry| match &entry.origin {
            Origin::Item(_, lines) => lines.contains(&start),
            _ => true,
        };
        let entries = self.0.get(&*found.span.source().path).into_iter().flatten();
        entries.filter(is_here).flat_map(|entry| &entry.addresses).map(|page| &**page).collect()
    }
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
