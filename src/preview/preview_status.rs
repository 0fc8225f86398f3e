//! Makes the status of a page: diagnostics, drafts, as-of date and timing, as JSON for the panel.

use super::editor_links::{EditorLinks, PreviewContext};
use super::page_gaps::PageGaps;
use super::panel_texts::{PageKind, PanelFacts, panel_texts};
use super::preview_routes::split_as_of_prefix;
use crate::devserver::{Responder, RouteResponse};
use crate::diagnostic::emit::{TerminalStyle, human};
use crate::diagnostic::{Diagnostic, ReportLanguage, Severity, Span};
use crate::site::{Entry, EntryIndex, EntryOrigin, LanguageIndex, Site};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// The maximum number of diagnostics of a severity in the panel.
const MAX_LISTED: usize = 20;

/// The status of the whole site.
#[derive(Clone)]
pub struct PreviewStatus {
    /// The site that is shown.
    pub site: Arc<Site>,
    /// All diagnostics of the site.
    pub diagnostics: Vec<Diagnostic>,
    /// Errors of the system, such as a file that cannot be read, as text.
    pub system_messages: Vec<String>,
    /// How long the last update took.
    pub elapsed: Duration,
}

/// Returns the function from a request path to the status of the page there.
pub fn status_provider(status: PreviewStatus, context: Arc<PreviewContext>) -> Responder {
    Arc::new(move |path| {
        let json = status_json(&status, &context, path);
        RouteResponse::from_bytes("status.json", json.to_string().into_bytes())
    })
}

/// Returns the status of a page: all errors, those of the page first, and the page's warnings.
fn status_json(status: &PreviewStatus, context: &PreviewContext, path: &str) -> Value {
    let PreviewStatus { site, diagnostics, system_messages, elapsed } = status;
    let page_path = split_as_of_prefix(path).map_or(path, |as_of| as_of.page_path);
    let scope = PageScope::for_path(site, page_path);
    let with_severity = |severity| diagnostics.iter().filter(move |it| it.severity == severity);
    let is_on_page = |diagnostic: &&Diagnostic| {
        scope.as_ref().is_some_and(|scope| scope.contains_diagnostic(diagnostic))
    };
    let (page_errors, other_errors): (Vec<_>, Vec<_>) =
        with_severity(Severity::Error).partition(is_on_page);
    let page_warnings: Vec<_> = with_severity(Severity::Warning).filter(is_on_page).collect();
    let language = page_language(site, scope.as_ref()).unwrap_or(context.language);
    let on_page = diagnostics.iter().filter(is_on_page);
    let gaps = scope.as_ref().map(|scope| PageGaps::find(site, scope.entry_index, on_page));
    let has_text =
        scope.as_ref().is_some_and(|scope| site.source_texts.contains_key(&scope.entry.id));
    let facts = PanelFacts {
        n_errors: page_errors.len() + other_errors.len() + system_messages.len(),
        n_page_warnings: page_warnings.len(),
        drafts: site.settings.drafts,
        gaps: gaps.unwrap_or_default(),
        page_kind: if has_text { PageKind::SourceText } else { PageKind::Other },
        elapsed: *elapsed,
    };
    let mut editor_links = EditorLinks::new(context);
    let mut list = |diagnostics: &[&Diagnostic]| -> Vec<Value> {
        let listed = diagnostics.iter().take(MAX_LISTED);
        listed.map(|diagnostic| diagnostic_json(diagnostic, &mut editor_links, language)).collect()
    };
    let system_errors = system_messages.iter().map(|text| json!({ "text": text }));
    let errors: Vec<Value> =
        system_errors.chain(list(&[page_errors, other_errors].concat())).collect();
    let warnings = list(&page_warnings);
    let page_span = scope.and_then(|scope| scope.source_span());
    json!({
        "language": language.language_tag(),
        "errors": errors,
        "warnings": warnings,
        "page": page_span.map(|span| editor_links.link_for(&span)),
        "words": panel_texts(&facts, language),
        "as_of": site.config.as_of.map(|date| date.to_string()),
    })
}

/// Returns the language of a page, or that of the site for one without entry. `None` means that
/// there are no messages in it.
fn page_language(site: &Site, scope: Option<&PageScope<'_>>) -> Option<ReportLanguage> {
    let tag = scope.and_then(|scope| site.config.language_tag(scope.language_index));
    ReportLanguage::from_tag(&tag.unwrap_or(site.default_language()).0)
}

fn diagnostic_json(
    diagnostic: &Diagnostic,
    editor_links: &mut EditorLinks<'_>,
    language: ReportLanguage,
) -> Value {
    let mut value = editor_links.link_for(&diagnostic.span);
    let text = human::emit(std::slice::from_ref(diagnostic), language, TerminalStyle::default());
    value["text"] = text.trim_end().into();
    value
}

/// The entry that a page shows.
struct PageScope<'s> {
    entry_index: EntryIndex,
    entry: &'s Entry,
    /// The language of the page.
    language_index: LanguageIndex,
    site: &'s Site,
}

impl<'s> PageScope<'s> {
    fn for_path(site: &'s Site, path: &str) -> Option<Self> {
        let page_address = path.strip_suffix("index.html").unwrap_or(path);
        site.entries.iter().enumerate().find_map(|(index, entry)| {
            let position = entry.addresses.iter().position(|address| **address == *page_address)?;
            let language_index = LanguageIndex(position);
            Some(Self { entry_index: EntryIndex(index), entry, language_index, site })
        })
    }

    /// Returns whether a diagnostic is in one of the files, or lines, that the page is made of.
    fn contains_diagnostic(&self, diagnostic: &Diagnostic) -> bool {
        let (entry, path) = (self.entry, &diagnostic.span.source().path);
        let source_text = self.site.source_texts.get(&entry.id);
        let source_text_file = source_text.and_then(|source_text| source_text.source.as_ref());
        let bodies = entry.versions.iter().map(|version| version.body.source());
        let mut sources = bodies.chain([entry.span.source()]).chain(source_text_file);
        let is_in_file = sources.any(|source| source.path == *path);
        is_in_file
            && match &entry.origin {
                EntryOrigin::Item(_, lines) => lines.contains(&diagnostic.span.range().start),
                _ => true,
            }
    }

    /// Returns where the page is written: the file of its text, or the lines that declare the
    /// entry. `None` means that the entry is only mentioned.
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
