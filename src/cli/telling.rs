//! What the preview says about a page besides the page: what is wrong, and how things stand. JSON
//! for the script in the page, made when it asks.

use super::editor::{Listener, Places};
use super::message::{Message, text};
use super::responder::day_of;
use crate::diagnostic::show::{Look, human};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::preview::Answer;
use crate::site::{Entry, Origin, Site};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// How many findings of a severity a page lists: who has more mends these first.
const MAX_LISTED: usize = 20;

/// All that may be told.
pub(super) struct News {
    pub(super) site: Arc<Site>,
    pub(super) found: Vec<Diagnostic>,
    /// What the machine did not let us do.
    pub(super) machine: Vec<Message>,
    /// How long the last change took.
    pub(super) took: Duration,
}

/// What there is to say about the page with a path: the errors of the site, those of the page
/// first, and the page's warnings.
pub(super) fn telling(news: &News, listener: &Listener, path: &str) -> Answer {
    let News { site, found, machine, took } = news;
    let say = |message: &Message| text(message, listener.language);
    let page = day_of(path).map_or(path, |(_, _, inner)| inner);
    let here = Here::find(site, page);
    let of = |severity| found.iter().filter(move |one| one.severity == severity);
    let is_here = |one: &&Diagnostic| here.as_ref().is_some_and(|here| here.holds(one));
    let (own, others): (Vec<_>, Vec<_>) = of(Severity::Error).partition(is_here);
    let warnings: Vec<_> = of(Severity::Warning).filter(is_here).collect();
    let mut places = Places::new(listener);
    let mut listed = |found: &[&Diagnostic]| -> Vec<Value> {
        let shown = found.iter().take(MAX_LISTED);
        shown.map(|one| told(one, &mut places, listener)).collect()
    };
    let n_errors = own.len() + others.len() + machine.len();
    let of_machine = machine.iter().map(|message| json!({ "text": say(message) }));
    let errors: Vec<Value> = of_machine.chain(listed(&[own, others].concat())).collect();
    let warned = listed(&warnings);
    let value = json!({
        "language": listener.language.tag(),
        "errors": errors,
        "warnings": warned,
        "page": here.and_then(|here| here.begins()).map(|span| places.of(&span)),
        "words": {
            "errors": say(&Message::ErrorsNow(n_errors)),
            "warnings": say(&Message::WarningsHere(warnings.len())),
            "drafts": say(&Message::DraftsShown(site.settings.drafts)),
            "day": say(&Message::AsOfDay),
            "took": say(&Message::Took(*took)),
            "hide": say(&Message::Hide),
            "edit": say(&Message::Edit),
            "hint": say(&Message::EditHint),
        },
        "as_of": site.config.as_of.map(|day| day.to_string()),
    });
    Answer::bytes("status.json", value.to_string().into_bytes())
}

fn told(found: &Diagnostic, places: &mut Places<'_>, listener: &Listener) -> Value {
    let mut value = places.of(&found.span);
    let words = human(std::slice::from_ref(found), listener.language, Look::default());
    value["text"] = words.trim_end().into();
    value
}

/// The entry that a page shows.
struct Here<'s> {
    entry: &'s Entry,
    /// The place of the page's language in the site's list.
    language: usize,
    site: &'s Site,
}

impl<'s> Here<'s> {
    fn find(site: &'s Site, path: &str) -> Option<Self> {
        let page = path.strip_suffix("index.html").unwrap_or(path);
        site.entries.iter().find_map(|entry| {
            let language = entry.addresses.iter().position(|address| **address == *page)?;
            Some(Self { entry, language, site })
        })
    }

    /// Whether a finding stands in what the page is made of.
    fn holds(&self, found: &Diagnostic) -> bool {
        let (entry, path) = (self.entry, &found.span.source().path);
        let text = self.site.source_texts.get(&entry.id).and_then(|text| text.source.as_ref());
        let bodies = entry.versions.iter().map(|version| version.body.source());
        let mut sources = bodies.chain([entry.place.source()]).chain(text);
        let is_in_file = sources.any(|source| source.path == *path);
        is_in_file
            && match &entry.origin {
                Origin::Item(_, lines) => lines.contains(&found.span.range().start),
                _ => true,
            }
    }

    /// Where the page is written: the file of its text, or the lines that declare the entry.
    fn begins(&self) -> Option<Span> {
        let (entry, tag) = (self.entry, self.site.config.languages.get(self.language));
        match entry.origin {
            Origin::Mentioned => None,
            Origin::Item(..) => Some(entry.place.clone()),
            Origin::File(_) => Some(match tag.and_then(|tag| entry.version(tag)) {
                Some(version) => Span::start_of(version.body.source()),
                None => Span::start_of(entry.place.source()),
            }),
        }
    }
}
