//! The words that back a claim: beside a value, as a marker in a text, and in the list at the foot.

use super::body::{escape, verbatim};
use super::scene::Scene;
use super::view::{Ground, Html, Link, SourceItem};
use crate::parse::Citation;
use crate::schema::Value;
use crate::site::Entry;
use crate::site::cite::{Cited, Verified};
use std::collections::HashMap;

/// How much of a paragraph is shown on each side of a quote, in characters.
const AROUND_CHARS: usize = 120;

/// The sources of one page, numbered by their first marker.
#[derive(Debug, Default)]
pub(super) struct Sources {
    items: Vec<SourceItem>,
    numbers: HashMap<String, usize>,
}

impl Sources {
    /// The list at the foot of the page.
    pub(super) fn take(&mut self) -> Vec<SourceItem> {
        self.numbers.clear();
        std::mem::take(&mut self.items)
    }
}

/// The marker of a citation, which leads to the list at the foot of the page.
pub(super) fn marker(scene: &Scene<'_>, citation: &Citation, from: &Entry) -> String {
    let mut sources = scene.sources.borrow_mut();
    let next = sources.items.len() + 1;
    let number = *sources.numbers.entry(citation.written()).or_insert(next);
    let is_first = number == next;
    if is_first {
        let ground = ground(scene, citation, from);
        sources.items.push(SourceItem { number, ground });
    }
    let item = sources.items.get(number - 1);
    let state = item.map_or("missing", |item| item.ground.state.as_str());
    let id = if is_first { format!(r#" id="cite-{number}""#) } else { String::new() };
    let word = escape(scene.words().get("source"));
    let doubt = match item.and_then(|item| item.ground.warning.as_ref()) {
        Some(warning) if state == "missing" => {
            format!(
                r#"<span class="hidden">: {}</span><span aria-hidden="true">?</span>"#,
                escape(warning)
            )
        }
        _ => String::new(),
    };
    format!(
        r##"<a class="cite" href="#source-{number}"{id} data-state="{state}"><span class="hidden">{word} </span>{number}{doubt}</a>"##
    )
}

/// The markers of the citations of one pair of brackets, or of one value.
pub(super) fn markers(scene: &Scene<'_>, citations: &[Citation], from: &Entry) -> String {
    citations.iter().map(|citation| marker(scene, citation, from)).collect()
}

/// The words of a citation, with what stands around them.
pub(super) fn ground(scene: &Scene<'_>, citation: &Citation, from: &Entry) -> Ground {
    let site = scene.site;
    let cited = site.cite(citation, from);
    let state = match cited.verified {
        Verified::Yes => "verified",
        Verified::NoText => "external",
        Verified::NoQuote => "unquoted",
        Verified::No => "missing",
    };
    let warning = match cited.verified {
        Verified::Yes | Verified::NoQuote => None,
        Verified::NoText => Some("source-external"),
        Verified::No => Some("source-missing"),
    };
    let document = cited.document;
    let (before, after) = around(scene, &cited);
    Ground {
        quote: citation.quote.as_ref().map(|part| Html::new(&verbatim(&part.text))),
        before: Html::new(&verbatim(&before)),
        after: Html::new(&verbatim(&after)),
        language: document.and_then(|at| {
            let tag = site.entry(at).meta.language.as_ref().unwrap_or(site.default_language());
            (tag != scene.tag).then(|| tag.0.to_string())
        }),
        locator: citation.locator.as_ref().map(|part| part.text.to_string()),
        href: href(scene, &cited),
        document: match document {
            Some(at) if site.is_published(at) => Some(scene.link(at)),
            Some(at) => Some(Link { href: String::new(), ..scene.link(at) }),
            None => Some(Link {
                title: citation.document.text.to_string(),
                href: String::new(),
                language: None,
            }),
        },
        address: document.and_then(|at| address(site.entry(at))),
        state: state.into(),
        warning: warning.map(|key| scene.words().get(key).to_owned()),
    }
}

/// The address of a document outside the site.
fn address(document: &Entry) -> Option<String> {
    let statement = document.statements("url").first()?;
    match &statement.value {
        Value::Url(address) => Some(address.to_string()),
        _ => None,
    }
}

/// The address of the first paragraph that is cited.
fn href(scene: &Scene<'_>, cited: &Cited) -> Option<String> {
    let (document, paragraphs) = (cited.document?, cited.paragraphs.as_ref()?);
    let text = scene.site.source_texts.get(&scene.site.entry(document).id)?;
    let locator = &text.paragraphs.get(paragraphs.start)?.locator;
    Some(format!("{}#{locator}", scene.href(scene.address(document))))
}

/// What stands before and after the quote in its paragraph, cut at words.
fn around(scene: &Scene<'_>, cited: &Cited) -> (String, String) {
    let words = || {
        let (document, paragraphs) = (cited.document?, cited.paragraphs.clone()?);
        let text = scene.site.source_texts.get(&scene.site.entry(document).id)?;
        Some((text.joined(paragraphs), cited.pieces.first()?.start, cited.pieces.last()?.end))
    };
    let Some((words, start, end)) = words() else { return Default::default() };
    let (before, after) = (words.get(..start), words.get(end..));
    (tail(before.unwrap_or_default()), head(after.unwrap_or_default()))
}

fn tail(words: &str) -> String {
    let Some((at, _)) = words.char_indices().rev().nth(AROUND_CHARS) else {
        return words.to_owned();
    };
    let cut = words.get(at..).unwrap_or_default();
    let rest = cut.split_once(' ').map_or(cut, |(_, rest)| rest);
    format!("… {rest}")
}

fn head(words: &str) -> String {
    let Some((at, _)) = words.char_indices().nth(AROUND_CHARS) else { return words.to_owned() };
    let cut = words.get(..at).unwrap_or_default();
    let rest = cut.rsplit_once(' ').map_or(cut, |(rest, _)| rest);
    format!("{rest} …")
}
