//! Splits raw HTML into pieces: tags, comments, and the text between them.
//!
//! The grammar of a tag is that of CommonMark (section 6.6). Where it fails, scanning continues
//! from the point of failure, and a missing end is searched for only once: linear in the text.

use super::event::RawHtmlKind;
use std::ops::Range;

/// How a comment begins.
pub(super) const COMMENT_START: &str = "<!--";

/// A piece of raw HTML, by its range in the HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HtmlPiece {
    pub range: Range<usize>,
    pub kind: HtmlPieceKind,
}

/// The kind of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlPieceKind {
    /// Text that a reader sees.
    Text,
    /// `<!-- … -->`.
    Comment,
    /// `<!-- …`.
    OpenComment,
    /// `<x …>`.
    OpenTag,
    /// `</x>`.
    CloseTag,
    /// `<?…?>`, `<!…>`.
    Other,
}

/// Elements whose content is not HTML.
const RAW_ELEMENTS: [(&str, &str); 3] =
    [("script", "</script"), ("style", "</style"), ("textarea", "</textarea")];

/// Splits HTML into pieces, in order. Together they are all of it.
pub(super) fn split_html(html: &str) -> Vec<HtmlPiece> {
    let (mut pieces, mut text_start, mut offset) = (Vec::new(), 0, 0);
    while let Some(next) = html.get(offset..).and_then(|rest| rest.find('<')) {
        let start = offset + next;
        let (kind, end) = scan_piece(html, start);
        offset = end.max(start + 1);
        if kind == HtmlPieceKind::Text {
            continue;
        }
        push_text_piece(&mut pieces, text_start..start);
        pieces.push(HtmlPiece { range: start..end, kind });
        text_start = end;
        if kind == HtmlPieceKind::OpenTag {
            offset = raw_content_end(html, start..end);
        }
    }
    push_text_piece(&mut pieces, text_start..html.len());
    pieces
}

/// Returns the name of a tag, as written; `!--`, `!` or `?` if it is not an element.
pub(super) fn raw_tag_name(tag: &str) -> &str {
    let inner = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<')).unwrap_or(tag);
    if inner.starts_with("!--") {
        return "!--";
    }
    let end = inner
        .find(|char: char| !(char.is_ascii_alphanumeric() || char == '-'))
        .unwrap_or(inner.len());
    inner.get(..end.max(1)).unwrap_or_default()
}

/// Returns the name of a tag in the form of [`RawHtmlTag::tag`](crate::parse::RawHtmlTag::tag).
/// `None` means that the HTML is text.
pub(super) fn tag_name(tag: &str, kind: RawHtmlKind) -> Option<String> {
    if kind == RawHtmlKind::Text {
        return None;
    }
    let slash = if tag.starts_with("</") { "/" } else { "" };
    Some(format!("{slash}{}", raw_tag_name(tag).to_ascii_lowercase()))
}

/// Returns whether a comment includes a file, as in VitePress and on web servers:
/// `<!--@include: ./a.md-->`, `<!--#include virtual="a.html" -->`.
pub(super) fn is_include_comment(html: &str) -> bool {
    let inside = html.strip_prefix(COMMENT_START).unwrap_or_default().trim_start();
    ["@include", "#include"].iter().any(|mark| inside.starts_with(mark))
}

/// Returns whether a tag has no attributes. End tags never have any.
pub(super) fn has_no_attributes(tag: &str) -> bool {
    let after = tag.get(raw_tag_name(tag).len() + 1..).unwrap_or_default();
    tag.starts_with("</") || after.trim_matches(['>', '/', ' ', '\t', '\n', '\r']).is_empty()
}

/// Returns whether a tag has the attribute `open` and no others.
pub(super) fn has_only_open(tag: &str) -> bool {
    let attributes = tag_attributes(tag);
    matches!(attributes.as_slice(), [only] if only.name.eq_ignore_ascii_case("open"))
}

/// Returns the `id` of a tag that has no other attributes.
pub(super) fn sole_id(tag: &str) -> Option<&str> {
    let attributes = tag_attributes(tag);
    let [only] = attributes.as_slice() else { return None };
    tag_id(tag).filter(|_| only.name.eq_ignore_ascii_case("id"))
}

/// Returns the `id` of a tag.
pub(crate) fn tag_id(tag: &str) -> Option<&str> {
    let attributes = tag_attributes(tag).into_iter();
    let mut ids = attributes.filter(|attribute| attribute.name.eq_ignore_ascii_case("id"));
    let id = tag.get(ids.next()?.value)?;
    (!id.is_empty() && !id.contains(char::is_whitespace)).then_some(id)
}

/// Returns the ranges in a start tag of the addresses that it leads to.
pub(crate) fn link_attributes(tag: &str) -> Vec<Range<usize>> {
    const LINK_ATTRIBUTES: [&str; 3] = ["href", "src", "poster"];
    let is_link = |name: &str| LINK_ATTRIBUTES.iter().any(|it| name.eq_ignore_ascii_case(it));
    let attributes = tag_attributes(tag).into_iter().filter(|attribute| is_link(attribute.name));
    attributes.map(|attribute| attribute.value).filter(|value| !value.is_empty()).collect()
}

/// An attribute of a tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TagAttribute<'a> {
    pub(crate) name: &'a str,
    /// The range in the tag of the value, without quotation marks.
    pub(crate) value: Range<usize>,
}

/// Returns the attributes of a start tag.
pub(crate) fn tag_attributes(tag: &str) -> Vec<TagAttribute<'_>> {
    let bytes = tag.as_bytes();
    let mut attributes = Vec::new();
    let mut offset = raw_tag_name(tag).len() + 1;
    loop {
        let start = skip_while(bytes, offset, |byte| byte.is_ascii_whitespace());
        let end = skip_while(bytes, start, |byte| {
            is_name_start(byte) || matches!(byte, b'0'..=b'9' | b'.' | b'-')
        });
        let Some(name) = tag.get(start..end).filter(|name| !name.is_empty()) else { break };
        let equals = skip_while(bytes, end, |byte| byte.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            attributes.push(TagAttribute { name, value: end..end });
            offset = end;
            continue;
        }
        let value_start = skip_while(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
        let Ok(value_end) = find_value_end(bytes, value_start) else { break };
        let is_quoted = matches!(bytes.get(value_start), Some(b'"' | b'\''));
        let quote = usize::from(is_quoted);
        attributes.push(TagAttribute { name, value: value_start + quote..value_end - quote });
        offset = value_end;
    }
    attributes
}

/// Returns `x` of `<a id="x">` or `<a name=x>`, if the tag has no other attributes.
pub(super) fn anchor_name(tag: &str) -> Option<&str> {
    let mut rest = tag.strip_prefix("<a").or_else(|| tag.strip_prefix("<A"))?;
    let mut name = None;
    loop {
        rest = rest.trim_start();
        if rest == ">" || rest == "/>" {
            return name
                .filter(|name: &&str| !name.is_empty() && !name.contains(char::is_whitespace));
        }
        let (key, after) = rest.split_once('=')?;
        if !["id", "name"].iter().any(|name| key.trim().eq_ignore_ascii_case(name)) {
            return None;
        }
        let after = after.trim_start();
        let quote = after.chars().next()?;
        let (value, after) = if matches!(quote, '"' | '\'') {
            after.get(1..)?.split_once(quote)?
        } else {
            let end = after.find(|char: char| char.is_whitespace() || char == '>')?;
            after.split_at_checked(end)?
        };
        name = name.or(Some(value));
        rest = after;
    }
}

fn push_text_piece(pieces: &mut Vec<HtmlPiece>, range: Range<usize>) {
    if !range.is_empty() {
        pieces.push(HtmlPiece { range, kind: HtmlPieceKind::Text });
    }
}

/// Returns the kind of piece that begins at a `<`, and its end; for text, how far it was scanned.
fn scan_piece(html: &str, start: usize) -> (HtmlPieceKind, usize) {
    let rest = html.get(start..).unwrap_or_default();
    // `<!-->` and `<!--->` are complete comments.
    if let Some(after) = rest.strip_prefix(COMMENT_START) {
        let end = match after.find("-->") {
            _ if after.starts_with('>') => 5,
            _ if after.starts_with("->") => 6,
            Some(offset) => 4 + offset + 3,
            None => return (HtmlPieceKind::OpenComment, html.len()),
        };
        return (HtmlPieceKind::Comment, start + end);
    }
    let terminator = match rest.as_bytes().get(1) {
        Some(b'?') => "?>",
        Some(b'!') if rest.starts_with("<![CDATA[") => "]]>",
        Some(b'!') => ">",
        Some(b'/') => return scan_close_tag(html, start),
        Some(letter) if letter.is_ascii_alphabetic() => {
            return match find_tag_end(html.as_bytes(), start) {
                Ok(end) => (HtmlPieceKind::OpenTag, end),
                Err(scanned_end) => (HtmlPieceKind::Text, scanned_end),
            };
        }
        _ => return (HtmlPieceKind::Text, start + 1),
    };
    match rest.find(terminator) {
        Some(offset) => (HtmlPieceKind::Other, start + offset + terminator.len()),
        None => (HtmlPieceKind::Text, html.len()),
    }
}

fn scan_close_tag(html: &str, start: usize) -> (HtmlPieceKind, usize) {
    let bytes = html.as_bytes();
    if !bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic) {
        return (HtmlPieceKind::Text, start + 2);
    }
    let name_end =
        skip_while(bytes, start + 2, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let end = skip_while(bytes, name_end, |byte| byte.is_ascii_whitespace());
    match bytes.get(end) {
        Some(b'>') => (HtmlPieceKind::CloseTag, end + 1),
        _ => (HtmlPieceKind::Text, end),
    }
}

/// Returns the end of a start tag, or how far it was scanned if it is not a tag.
fn find_tag_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut offset =
        skip_while(bytes, start + 1, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    loop {
        let next = skip_while(bytes, offset, |byte| byte.is_ascii_whitespace());
        match bytes.get(next) {
            Some(b'>') => return Ok(next + 1),
            Some(b'/') if bytes.get(next + 1) == Some(&b'>') => return Ok(next + 2),
            Some(byte) if next > offset && is_name_start(*byte) => {}
            _ => return Err(next),
        }
        offset = skip_while(bytes, next, |byte| {
            is_name_start(byte) || matches!(byte, b'0'..=b'9' | b'.' | b'-')
        });
        let equals = skip_while(bytes, offset, |byte| byte.is_ascii_whitespace());
        if bytes.get(equals) == Some(&b'=') {
            let value_start = skip_while(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
            offset = find_value_end(bytes, value_start)?;
        }
    }
}

/// Returns the end of an attribute's value, or how far it was scanned if it is not a value.
fn find_value_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    match bytes.get(start) {
        Some(quote @ (b'"' | b'\'')) => {
            let end = skip_while(bytes, start + 1, |byte| byte != *quote);
            if end < bytes.len() { Ok(end + 1) } else { Err(end) }
        }
        _ => {
            let end = skip_while(bytes, start, |byte| {
                !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte)
            });
            if end > start { Ok(end) } else { Err(end) }
        }
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':' | b'@')
}

fn skip_while(bytes: &[u8], start: usize, is_skipped: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| !is_skipped(*byte)).unwrap_or(rest.len())
}

/// Returns the end of the content of `<script>` and similar elements; the end of the tag for
/// others.
fn raw_content_end(html: &str, tag: Range<usize>) -> usize {
    let end = tag.end;
    let name = raw_tag_name(html.get(tag).unwrap_or_default());
    let Some((_, end_tag)) = RAW_ELEMENTS.iter().find(|(raw, _)| name.eq_ignore_ascii_case(raw))
    else {
        return end;
    };
    let rest = html.as_bytes().get(end..).unwrap_or_default();
    let length = rest
        .windows(end_tag.len())
        .position(|window| window.eq_ignore_ascii_case(end_tag.as_bytes()));
    end + length.unwrap_or(rest.len())
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a wrong range fails the test")]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[expect(clippy::needless_pass_by_value, reason = "the shape of expect-test")]
    fn check(html: &str, expected: Expect) {
        let actual: String = split_html(html)
            .iter()
            .map(|piece| format!("{:?} {:?}\n", piece.kind, &html[piece.range.clone()]))
            .collect();
        assert_eq!(
            split_html(html).iter().map(|piece| piece.range.len()).sum::<usize>(),
            html.len()
        );
        expected.assert_eq(&actual);
    }

    #[test]
    fn html_is_split_at_its_tags() {
        check(
            "a <b c='>' d=\"1\">x</b ><!-- > --> < 3 <br/><?php ?>",
            expect![[r#"
                Text "a "
                OpenTag "<b c='>' d=\"1\">"
                Text "x"
                CloseTag "</b >"
                Comment "<!-- > -->"
                Text " < 3 "
                OpenTag "<br/>"
                Other "<?php ?>"
            "#]],
        );
    }

    #[test]
    fn an_unclosed_tag_is_text_but_an_unclosed_comment_hides_the_rest() {
        check(
            "<p \"x <b>y",
            expect![[r#"
            Text "<p \"x "
            OpenTag "<b>"
            Text "y"
        "#]],
        );
        check(
            "<p a=\"x <b>y",
            expect![[r#"
            Text "<p a=\"x <b>y"
        "#]],
        );
        check(
            "x<!-- y <b>",
            expect![[r#"
            Text "x"
            OpenComment "<!-- y <b>"
        "#]],
        );
        check(
            "<script>a<b</script>",
            expect![[r#"
            OpenTag "<script>"
            Text "a<b"
            CloseTag "</script>"
        "#]],
        );
    }

    #[test]
    fn a_tag_has_attributes() {
        let values = |tag: &'static str| -> Vec<(&str, &str)> {
            let attributes = tag_attributes(tag).into_iter();
            attributes.map(|it| (it.name, &tag[it.value])).collect()
        };
        let tag = "<img src=\"a.svg\" ALT='x y' width = 3 hidden>";
        let expected = [("src", "a.svg"), ("ALT", "x y"), ("width", "3"), ("hidden", "")];
        assert_eq!(values(tag), expected);
        assert_eq!(values("<b>"), []);
        assert_eq!(sole_id("<span id=x>"), Some("x"));
        assert_eq!(sole_id("<span id=x class=y>"), None);
        assert!(has_only_open("<details open>") && !has_only_open("<details open id=x>"));
    }

    #[test]
    fn an_anchor_has_a_name_and_no_other_attributes() {
        assert_eq!(anchor_name("<a id=\"x\">"), Some("x"));
        assert_eq!(anchor_name("<A NAME='x' id=y />"), Some("x"));
        assert_eq!(anchor_name("<a name=x>"), Some("x"));
        assert_eq!(anchor_name("<a id=\"x\" href=\"y\">"), None);
        assert_eq!(anchor_name("<a>"), None);
        assert_eq!(anchor_name("<abbr id=\"x\">"), None);
    }
}
