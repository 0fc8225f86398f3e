//! Collects what a built site computes about time and standing: on pages, in search, in page JSON.

use pakt::project::{Website, WebsiteRoute};
use pakt::render::Artifact;
use pakt::search::FOLDER;
use std::collections::BTreeMap;

/// Elements without an end tag.
const VOID_ELEMENTS: [&str; 10] =
    ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Returns the HTML pages of a website, by path.
pub(super) fn html_pages(website: &Website) -> BTreeMap<String, String> {
    html_pages_at(website, |_| true)
}

/// Returns the HTML pages at some paths.
pub(super) fn html_pages_at(
    website: &Website,
    is_asked: impl Fn(&str) -> bool,
) -> BTreeMap<String, String> {
    let routes = website.routes().into_iter();
    let pages = routes.filter(|(path, _)| path.ends_with(".html") && is_asked(path));
    pages.map(|(path, route)| (path.to_string(), artifact_text(website, &route))).collect()
}

/// Returns the page JSON of a website, by path.
pub(super) fn page_json(website: &Website) -> BTreeMap<String, serde_json::Value> {
    page_json_at(website, |_| true)
}

/// Returns the page JSON beside some HTML pages.
pub(super) fn page_json_at(
    website: &Website,
    is_asked: impl Fn(&str) -> bool,
) -> BTreeMap<String, serde_json::Value> {
    let routes = website.routes().into_iter();
    let pages = routes.filter(|(path, _)| {
        path.strip_suffix("json")
            .is_some_and(|stem| stem.ends_with("/index.") && is_asked(&format!("{stem}html")))
    });
    pages
        .map(|(path, route)| {
            (path.to_string(), serde_json::from_str(&artifact_text(website, &route)).unwrap())
        })
        .collect()
}

/// Returns the answers of search in a language: the cards of facts.
pub(super) fn search_answers(website: &Website, language: &str) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (path, route) in website.routes() {
        if !path.starts_with(&format!("{FOLDER}/{language}/c")) {
            continue;
        }
        let text = artifact_text(website, &route);
        let Some(start) = text.find('[') else { continue };
        let end = text.rfind(']').unwrap() + 1;
        let cards: Vec<serde_json::Value> = serde_json::from_str(&text[start..end])
            .unwrap_or_else(|error| panic!("{path}: {error}: {text}"));
        let facts = cards.iter().filter_map(|card| card.as_array()).filter(|card| card.len() == 12);
        answers.extend(facts.map(|card| {
            let field = |index: usize| card[index].as_str().unwrap_or_default().to_owned();
            Answer {
                label: field(0),
                subject: field(2),
                value: field(3),
                qualifiers: field(4),
                state: field(5),
            }
        }));
    }
    answers
}

/// An answer of search.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) label: String,
    pub(super) subject: String,
    pub(super) value: String,
    pub(super) qualifiers: String,
    pub(super) state: String,
}

fn artifact_text(website: &Website, route: &WebsiteRoute) -> String {
    match website.render(route).unwrap().artifact {
        Artifact::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Artifact::File(_) => String::new(),
    }
}

/// An element of a page.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    /// Its text, with white space collapsed, without the quotes beside statements.
    pub(super) text: String,
    /// Whether an element in it is marked with its evidence status.
    pub(super) has_marks: bool,
}

impl Element {
    /// Returns an attribute, or an empty string.
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|it| it == class)
    }
}

struct OpenElement {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    has_marks: bool,
}

/// Returns the elements of a page that have attributes, in the order in which they end.
pub(super) fn elements(html: &str) -> Vec<Element> {
    let mut open: Vec<OpenElement> = Vec::new();
    let mut elements = Vec::new();
    let main = html.find("<main").map_or(html, |start| &html[start..]);
    for part in main.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { continue };
        if let Some(name) = tag.strip_prefix('/') {
            let Some(depth) = open.iter().rposition(|element| element.name == name) else {
                continue;
            };
            for closed in open.drain(depth..).rev().collect::<Vec<_>>() {
                let is_quote = closed.attributes.get("class").is_some_and(|class| {
                    ["ground", "cite", "copy", "cell-label"]
                        .iter()
                        .any(|it| class.split(' ').any(|c| c == *it))
                });
                if let (Some(parent), false) = (open.last_mut(), is_quote) {
                    parent.text.push_str(&closed.text);
                    parent.text.push(' ');
                }
                let has_marks = closed.has_marks || closed.attributes.contains_key("data-standing");
                if let Some(parent) = open.last_mut() {
                    parent.has_marks |= has_marks;
                }
                let text = collapse(&unescape(&closed.text));
                let OpenElement { name, attributes, .. } = closed;
                elements.push(Element { name, attributes, text, has_marks });
            }
        } else if tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
            if !VOID_ELEMENTS.contains(&&*name) && !tag.ends_with('/') {
                let attributes = attributes_of(tag);
                open.push(OpenElement { name, attributes, text: String::new(), has_marks: false });
            }
        }
        if let Some(last) = open.last_mut() {
            last.text.push_str(text);
        }
    }
    elements
}

fn attributes_of(tag: &str) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else { break };
        let name = before.rsplit(' ').next().unwrap_or_default();
        attributes.insert(name.to_owned(), unescape(value));
        rest = after;
    }
    attributes
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace('\u{ad}', "")
}

/// Collapses white space, and removes it before punctuation.
fn collapse(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [" .", " ,", " ;", " :"].iter().fold(text, |text, mark| text.replace(mark, &mark[1..]))
}
