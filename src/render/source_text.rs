//! A paper's own text, paragraph by paragraph, and what rests on each.

use super::body::verbatim;
use super::frame::{Subject, frame};
use super::scene::Scene;
use super::view::{
    ChildView, ListGroup, ListView, Paging, Rest, RestField, SourceParagraph, SourcePiece,
    SourceSection, SourceText,
};
use super::view::{Html, Link};
use crate::diagnostic::{Diagnostic, Span};
use crate::schema::Standing;
use crate::site::backing::{Load, Place, Resting};
use crate::site::source_text::{self, Paragraph};
use crate::site::{EntryIndex, RESTING_PER_PAGE};
use std::ops::Range;

/// The text that a document stands for.
pub(super) fn view(scene: &Scene<'_>, at: EntryIndex) -> Option<SourceText> {
    let site = scene.site;
    let entry = site.entry(at);
    let text = site.source_texts.get(&entry.id)?;
    scene.draw();
    let silent = site.silent(entry);
    let none = Load::default();
    let mut sections: Vec<SourceSection> = Vec::new();
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        if sections.is_empty() || paragraph.section.is_some() {
            let heading = paragraph.section.clone();
            sections.push(SourceSection { heading, paragraphs: Vec::new() });
        }
        let load = site.loads(at).get(number).unwrap_or(&none);
        let is_silent = silent.contains_key(&*paragraph.locator);
        let state = match load.resting.is_empty() {
            false => "cited",
            true if is_silent => "silent",
            true => "open",
        };
        let more = (load.resting.len() > RESTING_PER_PAGE).then(|| Link {
            title: scene.words().fill("see-all", &[("count", &load.resting.len().to_string())]),
            href: scene.href(&scene.resting_address(at, &paragraph.locator, 2)),
            language: None,
        });
        let shown = load.resting.iter().take(RESTING_PER_PAGE);
        let view = SourceParagraph {
            // A second paragraph of one name cannot be cited, and has no address.
            locator: match text.is_first(number) {
                true => paragraph.locator.clone(),
                false => String::new(),
            },
            pieces: pieces(scene, (text, paragraph), &load.words),
            state: state.into(),
            rests: shown.map(|one| rest(scene, one)).collect(),
            more,
        };
        if let Some(section) = sections.last_mut() {
            section.paragraphs.push(view);
        }
    }
    let tag = entry.meta.language.as_ref().unwrap_or(site.default_language());
    let preamble = text.preamble.trim();
    Some(SourceText {
        language: (tag != scene.tag).then(|| tag.0.to_string()),
        preamble: (!preamble.is_empty()).then(|| preamble.to_owned()),
        sections,
    })
}

/// Words that claims rest on, and words that none does, in turn.
fn pieces(
    scene: &Scene<'_>,
    (text, paragraph): (&source_text::SourceText, &Paragraph),
    cited: &[Range<usize>],
) -> Vec<SourcePiece> {
    let mut pieces = Vec::new();
    let mark = text.source.as_ref().map(|source| {
        scene.mark(|| Span::new(source, paragraph.marker.start..paragraph.marker.start))
    });
    let mut mark = mark.unwrap_or_default();
    let text = &paragraph.text;
    let mut push = |range: Range<usize>, is_cited| {
        let words = text.get(range).unwrap_or_default();
        if !words.is_empty() {
            let text = Html::new(&(std::mem::take(&mut mark) + &verbatim(words)));
            pieces.push(SourcePiece { text, is_cited });
        }
    };
    let mut at = 0;
    for range in cited {
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..text.len(), false);
    pieces
}

fn rest(scene: &Scene<'_>, resting: &Resting) -> Rest {
    let entry = scene.site.entry(resting.entry);
    let link = scene.link(resting.entry);
    let field = |place: &Place| {
        let Place::Field(id, standing) = place else { return None };
        let field = entry.kind.field(id)?;
        let is_usual = *standing == Standing::Sourced;
        let title = scene.text(&field.label).0;
        let mark = || scene.words().get(&format!("standing-{}", standing.name())).to_owned();
        Some(RestField {
            link: Link { title, href: format!("{}#{id}", link.href), language: None },
            standing: (!is_usual).then(|| standing.name().to_owned()),
            mark: (!is_usual).then(mark),
        })
    };
    Rest {
        fields: resting.places.iter().filter_map(field).collect(),
        is_question: &*entry.kind.id == "question",
        link,
    }
}

/// Renders a further page of what rests on a paragraph.
pub(super) fn page(
    scene: &Scene<'_>,
    at: EntryIndex,
    (paragraph, number): (usize, usize),
) -> Result<String, Box<Diagnostic>> {
    let site = scene.site;
    let text = site.source_texts.get(&site.entry(at).id);
    let locator =
        text.and_then(|text| text.paragraphs.get(paragraph)).map_or("", |p: &Paragraph| &p.locator);
    let all = site.loads(at).get(paragraph).map_or(&[][..], |load| &load.resting);
    let shown = all.iter().skip((number - 1) * RESTING_PER_PAGE).take(RESTING_PER_PAGE);
    let items = shown.map(|one| {
        let rest = rest(scene, one);
        let labels: Vec<&str> = rest.fields.iter().map(|field| &*field.link.title).collect();
        let summary = (!labels.is_empty()).then(|| labels.join(", "));
        ChildView { link: rest.link, summary, count: None }
    });
    let title = scene.words().fill("cited-by", &[("locator", locator)]);
    let languages = 0..site.config.languages.len();
    let address = |language| scene.in_language(language).resting_address(at, locator, number);
    let mut page = frame(
        scene,
        Subject {
            title: format!("{title}: {}", scene.title(at).0),
            section: site.tree.home.get(at.0).copied().flatten(),
            addresses: languages.map(address).collect(),
            ..Subject::default()
        },
    );
    // A list that goes on is no page to find by searching.
    page.head.is_noindex = true;
    page.head.canonical = None;
    page.head.alternates.clear();
    let href = |number: usize| match number {
        1 => format!("{}#{locator}", scene.href(scene.address(at))),
        _ => scene.href(&scene.resting_address(at, locator, number)),
    };
    let total = all.len().div_ceil(RESTING_PER_PAGE);
    let list = ListView {
        lede: None,
        groups: vec![ListGroup { heading: None, anchor: None, items: items.collect() }],
        paging: Some(Paging {
            number,
            total,
            previous: Some(href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
        }),
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("list", &list);
    scene.theme.render(&scene.tag.0, "list.html", &context)
}
