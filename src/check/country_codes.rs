//! Reports a page whose `language:` is the code of a country: `se` for Swedish, which is `sv`.

use crate::diagnostic::{Diagnostic, ExpectedKind, rules};
use crate::locale::{LanguageGuess, language_of_country};
use crate::parse::{ParsedContent, yaml};
use crate::site::{EntryOrigin, Site};

/// Returns `wrong-kind` of each page that is written in the language of the country, and not in
/// the one that its key names.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let pages = site.entries.iter().filter_map(|entry| {
        let EntryOrigin::File(parsed) = &entry.origin else { return None };
        let ParsedContent::Markdown(markdown) = &parsed.kind else { return None };
        let written = entry.meta.language.as_ref()?;
        let intended = language_of_country(&written.0)?;
        let front = markdown.front.as_ref()?;
        let node = front.get("language").or_else(|| front.get("lang"))?;
        if LanguageGuess::count(markdown.body.text()).best_tag() != intended {
            return None;
        }
        let expected = ExpectedKind::LanguageTag(Some(intended.to_owned()));
        let kind = rules::WrongKind { expected, value: written.0.to_string() };
        Some(Diagnostic::new(yaml::node_span(&markdown.source, node), kind))
    });
    pages.collect()
}
