//! What the preview says about a page besides the page: what is wrong, and how things stand. JSON
//! for the script in the page, made when it asks.

use super::editor_links::{EditorLinks, PreviewContext};
use super::message::{CliMessage, text};
use super::preview_routes::split_as_of_prefix;
use crate::devserver::RouteResponse;
use crate::diagnostic::emit::{TerminalStyle, human};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::site::{Entry, EntryOrigin, LanguageIndex, Site};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// How many findings of a severity a page lists: who has more mends these first.
const MAX_LISTED: usize = 20;

/// All that may be told.
pub(super) struct PreviewStatus {
    pub(super) site: Arc<Site>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What the machine did not let us do.
    pub(super) system_messages: Vec<CliMessage>,
    /// How long the last change took.
    pub(super) elapsed: Duration,
}

/// What there is to say about the page with a path: the errors of the site, those of the page
/// first, and the page's warnings.
pub(super) fn status_json(
    news: &PreviewStatus,
    listener: &PreviewContext,
    path: &str,
) -> RouteResponse {
    let PreviewStatus { site, diagnostics, system_messages: machine, elapsed } = news;
    let say = |message: &CliMessage| text(message, listener.language);
    let page = split_as_of_prefix(path).map_or(path, |(_, _, inner)| inner);
    let here = PageScope::for_path(site, page);
    let of =
        |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    let is_here = |diagnostic: &&Diagnostic| {
        here.as_ref().is_some_and(|here| here.contains_diagnostic(diagnostic))
    };
    let (own, others): (Vec<_>, Vec<_>) = of(Severity::Error).partition(is_here);
    let warnings: Vec<_> = of(Severity::Warning).filter(is_here).collect();
    let mut places = EditorLinks::new(listener);
    let mut listed = |found: &[&Diagnostic]| -> Vec<Value> {
        let shown = found.iter().take(MAX_LISTED);
        shown.map(|diagnostic| diagnostic_json(diagnostic, &mut places, listener)).collect()
    };
    let n_errors = own.len() + others.len() + machine.len();
    let of_machine = machine.iter().map(|message| json!({ "text": say(message) }));
    let errors: Vec<Value> = of_machine.chain(listed(&[own, others].concat())).collect();
    let warned = listed(&warnings);
    let value = json!({
        "language": listener.language.language_tag(),
        "errors": errors,
        "warnings": warned,
        "page": here.and_then(|here| here.source_span()).map(|span| places.link_for(&span)),
        "words": {
            "errors": say(&CliMessage::ErrorsNow(n_errors)),
            "warnings": say(&CliMessage::WarningsHere(warnings.len())),
            "drafts": say(&CliMessage::DraftsShown(site.settings.drafts)),
            "day": say(&CliMessage::AsOfDay),
            "took": say(&CliMessage::UpdatedIn(*elapsed)),
            "hide": say(&CliMessage::Hide),
            "edit": say(&CliMessage::Edit),
            "hint": say(&CliMessage::EditHint),
        },
        "as_of": site.config.as_of.map(|day| day.to_string()),
    });
    RouteResponse::from_bytes("status.json", value.to_string().into_bytes())
}

fn diagnostic_json(
    diagnostic: &Diagnostic,
    places: &mut EditorLinks<'_>,
    listener: &PreviewContext,
) -> Value {
    let mut value = places.link_for(&diagnostic.span);
    let words =
        human::emit(std::slice::from_ref(diagnostic), listener.language, TerminalStyle::default());
    value["text"] = words.trim_end().into();
    value
}

/// The entry that a page shows.
struct PageScope<'s> {
    entry: &'s Entry,
    /// The place of the page's language in the site's list.
    language_index: LanguageIndex,
    site: &'s Site,
}

impl<'s> PageScope<'s> {
    fn for_path(site: &'s Site, path: &str) -> Option<Self> {
        let page = path.strip_suffix("index.html").unwrap_or(path);
        site.entries.iter().find_map(|entry| {
            let position = entry.addresses.iter().position(|address| **address == *page)?;
            Some(Self { entry, language_index: LanguageIndex(position), site })
        })
    }

    /// Whether a finding stands in what the page is made of.
    fn contains_diagnostic(&self, diagnostic: &Diagnostic) -> bool {
        let (entry, path) = (self.entry, &diagnostic.span.source().path);
        let text = self.site.source_texts.get(&entry.id).and_then(|text| text.source.as_ref());
        let bodies = entry.versions.iter().map(|version| version.body.source());
        let mut sources = bodies.chain([entry.span.source()]).chain(text);
        let is_in_file = sources.any(|source| source.path == *path);
        is_in_file
            && match &entry.origin {
                EntryOrigin::Item(_, lines) => lines.contains(&diagnostic.span.range().start),
                _ => true,
            }
    }

    /// Where the page is written: the file of its text, or the lines that declare the entry.
    fn source_span(&self) -> Option<Span> {
        let (entry, tag) = (self.entry, self.site.config.language_tag(self.language_index));
        match entry.origin {
            EntryOrigin::Mentioned => None,
            EntryOrigin::Item(..) => Some(entry.span.clone()),
            EntryOrigin::File(_) => Some(match tag.and_then(|tag| entry.language_version(tag)) {
                Some(version) => Span::start_of(version.body.source()),
                None => Span::start_of(entry.span.source()),
            }),
        }
    }
}
