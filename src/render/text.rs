//! A body as markup: its links resolved for the page that it stands on.

use super::body::{
    self, Anchors, HtmlPolicy, Mark, Punctuation, Target, Terms, Words, WriteOptions,
};
use super::scene::Scene;
use super::{drawn, field, file, highlight, sources};
use crate::parse::outline::placeholder_link;
use crate::parse::{Body, LinkForm};
use crate::site::address::{encode, of_asset};
use crate::site::config::RawHtml;
use crate::site::resolve::Place;
use crate::site::{self, EntryIndex, Version};
use std::sync::Arc;

/// How deep a field set into a text may hold another text.
const MAX_EMBEDDED: usize = 2;

/// A text and where it comes from.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) body: &'a Body,
    /// Whose text it is.
    pub(super) entry: EntryIndex,
    /// The place of its language in the site's list.
    pub(super) language: usize,
    /// The file that it stands in.
    pub(super) path: &'a str,
    /// The heading that is the page's title.
    pub(super) title_heading: Option<usize>,
    /// What stands before ids of footnotes; empty for the one text whose headings can be linked to.
    pub(super) id_prefix: &'a str,
    /// How many texts this one stands in.
    pub(super) depth: usize,
}

impl<'a> Written<'a> {
    /// The text of an entry in one language, to be its page's own.
    pub(super) fn of(scene: &Scene<'a>, entry: EntryIndex, version: &'a Version) -> Self {
        let (site, languages) = (scene.site, &scene.site.config.languages);
        let path = version.file.as_ref().map_or(site.entry(entry).path(), |file| &file.file.path);
        Self {
            body: &version.body,
            entry,
            language: languages.iter().position(|tag| *tag == version.language).unwrap_or(0),
            path,
            title_heading: version.title_heading,
            id_prefix: "",
            depth: 0,
        }
    }

    fn place(&self) -> Place<'a> {
        let Self { entry, language, body, path, .. } = *self;
        Place { entry, language, body, path }
    }
}

/// The markup of a text on a page.
pub(super) fn html(scene: &Scene<'_>, written: Written<'_>) -> String {
    let config = &scene.site.config;
    let outline = &written.body.outline;
    let Pieces { links, citations, directives } = pieces(scene, written);
    let is_main = written.id_prefix.is_empty();
    let language = config.languages.get(written.language).unwrap_or(scene.tag);
    let words = words(scene);
    let reserved = reserved_ids(scene, written.entry);
    let mark = |at: usize| scene.mark(|| written.body.span(&(at..at)));
    let glossary = scene.site.glossary();
    let find = |run: &str| {
        let uses = glossary.uses(written.language, run).into_iter();
        let told = uses.filter(|one| is_to_explain(scene, written.entry, one.term));
        told.map(|one| (one.range, one.term.0)).collect()
    };
    let href = |term: usize| scene.href(scene.address(EntryIndex(term)));
    let has_terms = is_main && !glossary.is_empty(written.language);
    let options = WriteOptions {
        links: &links,
        directives: &directives,
        citations: &citations,
        language: &language.0,
        punctuation: match config.smart_punctuation {
            true => Punctuation::Smart,
            false => Punctuation::AsTyped,
        },
        heading_shift: u8::from(is_shifted(written.body, written.title_heading)),
        skip_heading: written.title_heading,
        raw_html: match config.raw_html {
            RawHtml::Escape => HtmlPolicy::Escape,
            RawHtml::Allow => HtmlPolicy::Allow,
        },
        anchors: if is_main { Anchors::Write } else { Anchors::Omit },
        reserved_ids: &reserved,
        id_prefix: written.id_prefix,
        words: &words,
        highlight: |language, code| highlight::highlight(language, code).html,
        terms: has_terms.then_some(Terms { find: &find, href: &href }),
        mark: scene.is_marked().then_some(Mark(&mark)),
    };
    body::write(written.body.text(), outline, &options).html
}

/// Whether a text leads to a term where it uses it: not its own, nor one that it links to itself.
fn is_to_explain(scene: &Scene<'_>, own: EntryIndex, term: EntryIndex) -> bool {
    term != own && !scene.site.links(own).contains(&term)
}

/// What is put into a text.
#[derive(Default)]
struct Pieces {
    links: Vec<Target>,
    citations: Vec<Option<String>>,
    directives: Vec<Option<String>>,
}

/// Makes what is put into a text in the order of reading, so that its sources are numbered so. In
/// a folder without `site.yaml` citations and views stay as written.
fn pieces(scene: &Scene<'_>, written: Written<'_>) -> Pieces {
    enum Piece {
        Link,
        Citation,
        Directive,
    }
    let (outline, place) = (&written.body.outline, written.place());
    let links = outline.links.iter().map(|link| (link.range.start, Piece::Link));
    let citations = outline.citations.iter().map(|range| (range.start, Piece::Citation));
    let directives = outline.directives.iter().map(|one| (one.range.start, Piece::Directive));
    let mut order: Vec<(usize, Piece)> = links.chain(citations).chain(directives).collect();
    // A definition may stand anywhere: links keep their own order among themselves.
    order.sort_by_key(|(at, _)| *at);
    let is_site = scene.site.config.declared.is_some();
    let entry = scene.site.entry(written.entry);
    let mut made = Pieces::default();
    for (_, piece) in order {
        match piece {
            Piece::Link => {
                let Some(link) = outline.links.get(made.links.len()) else { continue };
                let found = scene.site.resolve(place, link).target;
                made.links.push(target(scene, written, (link.form, found)));
            }
            Piece::Citation => {
                let list = written.body.citations.get(made.citations.len());
                let list = list.filter(|list| is_site && !list.is_empty());
                made.citations.push(list.map(|list| sources::markers(scene, list, entry)));
            }
            Piece::Directive => {
                let directive = outline.directives.get(made.directives.len());
                let directive = directive.filter(|_| is_site && written.depth == 0);
                let html = directive.and_then(|one| drawn::html(scene, written.body, one));
                made.directives.push(html);
            }
        }
    }
    made
}

/// Plain words in a language of the site, with its quotation marks and dashes.
pub(super) fn set(scene: &Scene<'_>, words: &str, language: Option<&str>) -> String {
    match scene.site.config.smart_punctuation {
        true => body::typeset(words, language.unwrap_or(&scene.tag.0)),
        false => words.to_owned(),
    }
}

/// Plain words of a text, with what its links show in place of their placeholders.
pub(super) fn plain(
    scene: &Scene<'_>,
    (at, version): (EntryIndex, &Version),
    words: &str,
) -> String {
    if !words.chars().any(|char| placeholder_link(char).is_some()) {
        return words.to_owned();
    }
    let place = Written::of(scene, at, version).place();
    let mut told = String::new();
    for char in words.chars() {
        let link = placeholder_link(char).and_then(|at| version.body.outline.links.get(at));
        let Some(link) = link else {
            told.push(char);
            continue;
        };
        match scene.site.resolve(place, link).target {
            site::resolve::Target::Entry { entry, .. } => told.push_str(&scene.title(entry).0),
            site::resolve::Target::Field(entry, field) => {
                told.push_str(&field::plain(scene, entry, &field).unwrap_or_default());
            }
            site::resolve::Target::Asset(..) => {}
            _ => told.push_str(&link.destination),
        }
    }
    told
}

/// Whether headings are shown one level lower, since the text has a first-level one besides the
/// title.
pub(super) fn is_shifted(body: &Body, title_heading: Option<usize>) -> bool {
    let mut headings = body.outline.headings.iter().enumerate();
    headings.any(|(number, heading)| heading.level == 1 && Some(number) != title_heading)
}

/// Ids that stand on an entry's page whatever its text says: its fields, the paragraphs of its
/// paper,
/// and the frame.
pub(super) fn reserved_ids<'a>(scene: &Scene<'a>, at: EntryIndex) -> Vec<&'a str> {
    let entry = scene.site.entry(at);
    let paragraphs = scene.site.source_texts.get(&entry.id).into_iter();
    let locators = paragraphs.flat_map(|text| &text.paragraphs).map(|one| one.locator.as_str());
    let fields = entry.fields.iter().map(|(id, _)| &**id);
    fields.chain(locators).chain(["pakt-main"]).collect()
}

/// The words that a page adds to a text.
fn words(scene: &Scene<'_>) -> Words {
    const CALLOUTS: [&str; 16] = [
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "info",
        "abstract",
        "summary",
        "todo",
        "success",
        "question",
        "failure",
        "danger",
        "bug",
        "example",
        "quote",
    ];
    let own = scene.words();
    let callout = |kind: &str| {
        own.find(&format!("callout-{kind}")).map(|words| (kind.to_owned(), words.to_owned()))
    };
    Words {
        callouts: CALLOUTS.iter().filter_map(|kind| callout(kind)).collect(),
        details: own.get("details").to_owned(),
        footnotes: own.get("footnotes").to_owned(),
        back_to_text: own.get("footnote-back").to_owned(),
    }
}

/// What a link is on this page.
fn target(
    scene: &Scene<'_>,
    written: Written<'_>,
    (form, target): (LinkForm, site::resolve::Target),
) -> Target {
    let anchored = |mut href: String, anchor: Option<String>| {
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(&encode(&anchor));
        }
        href
    };
    match target {
        site::resolve::Target::Nothing => Target::Broken,
        site::resolve::Target::Entry { entry, language, anchor } => {
            let languages = &scene.site.config.languages;
            let there = language.map(|language| scene.in_language(language));
            let shown = there.as_ref().unwrap_or(scene);
            let (title, other) = shown.title(entry);
            let heading = anchor.as_ref().and_then(|anchor| heading(shown, entry, anchor));
            // The title is in the reader's language, and the text around it may be in another.
            let own = languages.get(written.language).unwrap_or(scene.tag);
            let told = other.unwrap_or_else(|| shown.tag.0.to_string());
            Target::Page {
                href: anchored(scene.href(shown.address(entry)), anchor),
                title: Some(heading.map_or(title.clone(), |heading| format!("{title}: {heading}"))),
                language: (*told != *own.0).then_some(told),
            }
        }
        site::resolve::Target::Here(anchor) => Target::Page {
            title: anchor.as_ref().and_then(|anchor| heading(scene, written.entry, anchor)),
            href: match anchor {
                Some(anchor) => format!("#{}", encode(&anchor)),
                None => "#".to_owned(),
            },
            language: None,
        },
        site::resolve::Target::Field(entry, field) => {
            if written.depth >= MAX_EMBEDDED {
                return Target::Broken;
            }
            field::embedded(scene, (entry, &field, written.depth + 1))
        }
        site::resolve::Target::Generated(address) => {
            Target::Page { href: scene.href(&address), title: None, language: None }
        }
        site::resolve::Target::Asset(path, fragment) => asset(scene, &path, fragment.as_deref()),
        // Nothing is fetched from another host: a picture from elsewhere is a link.
        site::resolve::Target::External(href) => {
            let _ = form;
            Target::External { href }
        }
    }
}

/// The words of the heading that an anchor stands for.
fn heading(scene: &Scene<'_>, at: EntryIndex, anchor: &str) -> Option<String> {
    let version = scene.site.entry(at).version(scene.tag)?;
    let found = version.body.outline.headings.iter().find(|heading| heading.anchor == anchor);
    found.map(|heading| heading.text.trim().to_owned()).filter(|words| !words.is_empty())
}

fn asset(scene: &Scene<'_>, path: &Arc<str>, fragment: Option<&str>) -> Target {
    const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico"];
    let href = scene.href(&format!("/{}", of_asset(path)));
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !PICTURES.contains(&ending.as_str()) {
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        let tail = fragment.map_or_else(String::new, |fragment| format!("#{}", encode(fragment)));
        let about = file::about(scene, path);
        return Target::File { href: href + &tail, about };
    }
    let file = scene.site.assets.get(path);
    let size = file.and_then(|file| file.asset.as_ref()).and_then(|asset| asset.dimensions);
    Target::Picture { src: href, size }
}
