//! Moves the HTML of a page into a book: its anchors get the chapter's name, links to other
//! chapters lead within the book, and headings get the level below that of the chapter.

use crate::site::address::percent_encode;
use percent_encoding::percent_decode_str;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The last level of headings in HTML.
const MAX_HEADING_LEVEL: usize = 6;
/// Attributes whose values are anchors.
const ANCHOR_ATTRIBUTES: [&str; 4] = ["id", "for", "aria-labelledby", "aria-describedby"];
/// Elements whose content is not HTML.
const RAW_ELEMENTS: [&str; 2] = ["script", "style"];

/// The anchors of a book.
#[derive(Debug, Default)]
pub(super) struct BookAnchors {
    /// Those of the chapters, by the links to their pages.
    pub(super) chapters: HashMap<String, String>,
    /// Those inside chapters.
    pub(super) inside: HashSet<String>,
}

/// Rewrites the HTML of one chapter.
pub(super) struct ChapterRewriter<'a> {
    /// The chapter's anchor.
    pub(super) anchor: &'a str,
    /// The anchors of the book.
    pub(super) anchors: &'a BookAnchors,
    /// How many levels deeper headings are than on the page.
    pub(super) heading_shift: usize,
}

impl ChapterRewriter<'_> {
    /// Returns the HTML as it is in the book.
    pub(super) fn rewrite(&self, html: &str) -> String {
        let mut rewritten = String::with_capacity(html.len() + html.len() / 8);
        for (before, markup) in markup_in(html) {
            rewritten.push_str(before);
            match is_tag(markup) {
                true => self.push_tag(markup, &mut rewritten),
                false => rewritten.push_str(markup),
            }
        }
        rewritten
    }

    fn push_tag(&self, tag: &str, rewritten: &mut String) {
        let (name, mut rest) = tag.split_at(tag_name_length(tag));
        match heading_level(name) {
            Some(level) => {
                let slash = if name.starts_with("</") { "/" } else { "" };
                let level = (level + self.heading_shift).min(MAX_HEADING_LEVEL);
                let _ = write!(rewritten, "<{slash}h{level}");
            }
            None => rewritten.push_str(name),
        }
        while let Some(attribute) = Attribute::next_in(rest) {
            rewritten.push_str(rest.get(..attribute.value_start).unwrap_or_default());
            if let Some(value) = attribute.value {
                rewritten.push_str(&self.attribute_value(attribute.name, value));
                let value_end = attribute.value_start + value.len();
                rewritten.push_str(rest.get(value_end..attribute.end).unwrap_or_default());
            }
            rest = rest.get(attribute.end..).unwrap_or_default();
        }
        rewritten.push_str(rest);
    }

    fn attribute_value(&self, name: &str, value: &str) -> String {
        let is_named = |candidate: &str| name.eq_ignore_ascii_case(candidate);
        if ANCHOR_ATTRIBUTES.into_iter().any(is_named) {
            let anchors = value.split_whitespace();
            let anchors: Vec<String> = anchors.map(|anchor| self.anchor_in_book(anchor)).collect();
            return anchors.join(" ");
        }
        match is_named("href") {
            true => self.href(value),
            false => value.to_owned(),
        }
    }

    fn href(&self, href: &str) -> String {
        let (page, fragment) = match href.split_once('#') {
            Some((page, fragment)) => (page, Some(fragment)),
            None => (href, None),
        };
        let own_anchor = self.anchor.to_owned();
        let chapter =
            if page.is_empty() { Some(&own_anchor) } else { self.anchors.chapters.get(page) };
        match (chapter, fragment) {
            (Some(_), Some(fragment)) if is_shared(fragment) => format!("#{fragment}"),
            // What a chapter leaves out has no anchor.
            (Some(chapter), Some(fragment)) if self.has_anchor(chapter, fragment) => {
                format!("#{}:{fragment}", percent_encode(chapter))
            }
            (Some(chapter), _) => format!("#{}", percent_encode(chapter)),
            (None, _) => href.to_owned(),
        }
    }

    fn has_anchor(&self, chapter: &str, fragment: &str) -> bool {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        self.anchors.inside.contains(&format!("{chapter}:{decoded}"))
    }

    fn anchor_in_book(&self, anchor: &str) -> String {
        if is_shared(anchor) { anchor.to_owned() } else { format!("{}:{anchor}", self.anchor) }
    }
}

/// Returns whether an anchor is that of a source or its marker, which the whole book numbers.
fn is_shared(anchor: &str) -> bool {
    let number = anchor.strip_prefix("source-").or_else(|| anchor.strip_prefix("cite-"));
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Returns the ids in the HTML of a page.
pub(super) fn ids_in(html: &str) -> impl Iterator<Item = &str> {
    let tags = markup_in(html).map(|(_, markup)| markup).filter(|markup| is_tag(markup));
    tags.flat_map(|tag| {
        let (_, mut rest) = tag.split_at(tag_name_length(tag));
        std::iter::from_fn(move || {
            let attribute = Attribute::next_in(rest)?;
            rest = rest.get(attribute.end..).unwrap_or_default();
            Some(attribute)
        })
        .filter(|attribute| attribute.name.eq_ignore_ascii_case("id"))
        .filter_map(|attribute| attribute.value)
    })
}

/// Returns the comments, tags and elements without HTML of a text, each with the text before it.
/// The last one is empty.
fn markup_in(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(html);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(start) = text.find('<') else {
            rest = None;
            return Some((text, ""));
        };
        let (before, from_markup) = text.split_at(start);
        let (markup, after) = from_markup.split_at(markup_length(from_markup));
        rest = Some(after);
        Some((before, markup))
    })
}

/// An attribute, as HTML reads it: its value may be in quotes or not, or be missing.
struct Attribute<'t> {
    name: &'t str,
    value: Option<&'t str>,
    /// Where the value starts in the text in which the attribute was looked for; without a value,
    /// where the name ends.
    value_start: usize,
    /// Where the attribute ends, after its quotation mark.
    end: usize,
}

impl<'t> Attribute<'t> {
    /// Returns the first attribute in the rest of a tag. `None` means that the tag ends, or that it
    /// is cut off in a quoted value.
    fn next_in(rest: &'t str) -> Option<Self> {
        let name_start = rest.find(|char: char| !char.is_whitespace() && char != '/')?;
        let from_name = rest.get(name_start..)?;
        if from_name.starts_with('>') {
            return None;
        }
        let ends_name = |char: char| char.is_whitespace() || matches!(char, '/' | '>' | '=');
        // The first letter belongs to the name, whatever it is.
        let first_length = from_name.chars().next()?.len_utf8();
        let name_length =
            from_name.get(first_length..)?.find(ends_name).map(|length| first_length + length);
        let (name, after_name) = from_name.split_at(name_length.unwrap_or(from_name.len()));
        let Some(from_value) = after_name.trim_start().strip_prefix('=').map(str::trim_start)
        else {
            let end = rest.len() - after_name.len();
            return Some(Self { name, value: None, value_start: end, end });
        };
        let quote = from_value.chars().next().filter(|char| matches!(char, '"' | '\''));
        let (value, quote_length) = match quote {
            Some(quote) => {
                let value = from_value.strip_prefix(quote)?;
                (value.get(..value.find(quote)?)?, quote.len_utf8())
            }
            None => {
                let end = from_value.find(|char: char| char.is_whitespace() || char == '>');
                (from_value.get(..end.unwrap_or(from_value.len()))?, 0)
            }
        };
        let value_start = rest.len() - from_value.len() + quote_length;
        let end = value_start + value.len() + quote_length;
        Some(Self { name, value: Some(value), value_start, end })
    }
}

/// Returns the length of the comment, tag or element without HTML that a text begins with.
fn markup_length(text: &str) -> usize {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map_or(text.len(), |end| "<!--".len() + end + "-->".len());
    }
    let tag_length = tag_length(text);
    let is_raw = |name: &&str| {
        let start = text.get(1..=name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let Some(name) = RAW_ELEMENTS.into_iter().find(is_raw) else { return tag_length };
    let after = text.get(tag_length..).unwrap_or_default();
    // Each text is read once: without its end tag, such an element goes on to the end.
    let is_end = |offset: usize| {
        let end_name = after.get(offset + "</".len()..offset + "</".len() + name.len());
        end_name.is_some_and(|end_name| end_name.eq_ignore_ascii_case(name))
    };
    let end = after.match_indices("</").map(|(offset, _)| offset).find(|offset| is_end(*offset));
    end.map_or(text.len(), |end| tag_length + end)
}

/// Returns the length of a tag. A `>` in a quoted value does not end it.
fn tag_length(text: &str) -> usize {
    if !is_tag(text) {
        return text.find('>').map_or(text.len(), |offset| offset + 1);
    }
    let (_, mut rest) = text.split_at(tag_name_length(text));
    while let Some(attribute) = Attribute::next_in(rest) {
        rest = rest.get(attribute.end..).unwrap_or_default();
    }
    let before_end = rest.trim_start_matches(|char: char| char.is_whitespace() || char == '/');
    match before_end.strip_prefix('>') {
        Some(after) => text.len() - after.len(),
        // It is cut off.
        None => text.len(),
    }
}

/// Returns the length of the `<` or `</` and the name that a tag begins with.
fn tag_name_length(tag: &str) -> usize {
    let slash = if tag.starts_with("</") { "</".len() } else { "<".len() };
    let ends_name = |char: char| char.is_whitespace() || matches!(char, '/' | '>');
    let name_length = tag.get(slash..).and_then(|name| name.find(ends_name));
    name_length.map_or(tag.len(), |length| slash + length)
}

/// Returns whether markup begins with the name of an element.
fn is_tag(markup: &str) -> bool {
    let name = markup.strip_prefix("</").or_else(|| markup.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|char: char| char.is_ascii_alphabetic()))
}

/// Returns the level of a heading's tag, `<h2` or `</h2`.
fn heading_level(name: &str) -> Option<usize> {
    let name = name.strip_prefix("</").or_else(|| name.strip_prefix('<'))?;
    let level = name.strip_prefix(['h', 'H'])?.parse().ok()?;
    (1..=MAX_HEADING_LEVEL).contains(&level).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::{BookAnchors, ChapterRewriter, ids_in};
    use std::collections::{HashMap, HashSet};

    fn rewrite(html: &str) -> String {
        let anchors = BookAnchors {
            chapters: HashMap::from([("../b/ö/".to_owned(), "page-b/ö".to_owned())]),
            inside: HashSet::from(["page-a:why".to_owned(), "page-b/ö:P3".to_owned()]),
        };
        ChapterRewriter { anchor: "page-a", anchors: &anchors, heading_shift: 1 }.rewrite(html)
    }

    #[test]
    fn anchors_links_and_headings_are_those_of_the_book() {
        let cases = [
            (r#"<h2 id="why">Why</h2>"#, r#"<h3 id="page-a:why">Why</h3>"#),
            (r##"<a href="#why">x</a>"##, r##"<a href="#page-a:why">x</a>"##),
            (r#"<a class="x" href="../b/ö/">x</a>"#, r##"<a class="x" href="#page-b/ö">x</a>"##),
            (r#"<a href='../b/ö/#P3'>x</a>"#, r##"<a href='#page-b/ö:P3'>x</a>"##),
            (r#"<a href="../c/#P3">x</a>"#, r#"<a href="../c/#P3">x</a>"#),
            (r##"<a href="#left-out">x</a>"##, r##"<a href="#page-a">x</a>"##),
            (r##"<a href="#">x</a>"##, r##"<a href="#page-a">x</a>"##),
            (
                r##"<a href="#source-2" id="cite-2">2</a>"##,
                r##"<a href="#source-2" id="cite-2">2</a>"##,
            ),
            (r#"<h6 title="a > b" id=x>x</h6>"#, r#"<h6 title="a > b" id=page-a:x>x</h6>"#),
            ("<p id=x class=y>", "<p id=page-a:x class=y>"),
            ("<P ID = x\n>", "<P ID = page-a:x\n>"),
            ("<a href=#why>x</a>", "<a href=#page-a:why>x</a>"),
            ("<a href=../b/ö/#P3 id>x</a>", "<a href=#page-b/ö:P3 id>x</a>"),
            ("<a name=it's id=x>x</a>", "<a name=it's id=page-a:x>x</a>"),
            ("<a title='id=x' hidden href>x</a>", "<a title='id=x' hidden href>x</a>"),
            ("<br/><img alt=a/b id=x />", "<br/><img alt=a/b id=page-a:x />"),
            ("<a data-id=x x=\"y\"id='z'>", "<a data-id=x x=\"y\"id='page-a:z'>"),
            (
                r#"<p aria-labelledby="a b">x</p>"#,
                r#"<p aria-labelledby="page-a:a page-a:b">x</p>"#,
            ),
            ("<!-- <h2> --> 1 < 2", "<!-- <h2> --> 1 < 2"),
            ("<script>'<h2>'</script>", "<script>'<h2>'</script>"),
            ("<script>'<h2></b>'</SCRIPT><h2>", "<script>'<h2></b>'</SCRIPT><h3>"),
        ];
        for (html, expected) in cases {
            assert_eq!(rewrite(html), expected);
        }
    }

    #[test]
    fn ids_are_found_in_tags_only() {
        let html = "<p id=\"a\" title='id=\"b\"'><!-- <p id=\"c\"> --><i ID='d'>id=\"e\"<b id=f>";
        assert_eq!(ids_in(html).collect::<Vec<_>>(), ["a", "d", "f"]);
    }

    #[test]
    fn markup_that_is_cut_off_is_kept() {
        for html in [
            "<",
            "<a",
            "<a href=\"",
            "<!-- x",
            "<script>x",
            "a <",
            "</",
            "<h",
            "<h9>",
            "<a id",
            "<a id=",
            "<a id='x",
            "<a =>",
        ] {
            assert_eq!(rewrite(html), html);
        }
    }
}
