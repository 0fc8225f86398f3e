//! Raw HTML cut into pieces: tags, comments, and the words between them.
//!
//! The grammar of a tag is CommonMark's (§6.6). Where it fails, the scan goes on from where it
//! failed, and an end that is missing once is not looked for again: linear in the text.

use super::event::RawHtmlKind;
use std::ops::Range;

/// A piece of raw HTML, by its range in what was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HtmlPiece {
    pub range: Range<usize>,
    pub kind: HtmlPieceKind,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlPieceKind {
    /// What a reader sees.
    Words,
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

/// Cuts HTML into pieces that together are the whole of it, in order.
pub(super) fn split_html(html: &str) -> Vec<HtmlPiece> {
    let (mut found, mut words_start, mut offset) = (Vec::new(), 0, 0);
    while let Some(next) = html.get(offset..).and_then(|rest| rest.find('<')) {
        let start = offset + next;
        let (kind, end) = scan_piece(html, start);
        offset = end.max(start + 1);
        if kind == HtmlPieceKind::Words {
            continue;
        }
        push_text_piece(&mut found, words_start..start);
        found.push(HtmlPiece { range: start..end, kind });
        words_start = end;
        if kind == HtmlPieceKind::OpenTag {
            offset = raw_content_end(html, start..end);
        }
    }
    push_text_piece(&mut found, words_start..html.len());
    found
}

/// The name of a tag, as written; `!--`, `!` or `?` for what is no element.
pub(super) fn raw_tag_name(tag: &str) -> &str {
    let inner = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<')).unwrap_or(tag);
    if inner.starts_with("!--") {
        return "!--";
    }
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    inner.get(..end.max(1)).unwrap_or_default()
}

/// The tag's name as [`RawHtmlTag`](crate::parse::RawHtmlTag) has it: lower case, `/` first if it
/// closes.
pub(super) fn tag_name(tag: &str, kind: RawHtmlKind) -> Option<String> {
    if kind == RawHtmlKind::Words {
        return None;
    }
    let slash = if tag.starts_with("</") { "/" } else { "" };
    Some(format!("{slash}{}", raw_tag_name(tag).to_ascii_lowercase()))
}

/// Whether a tag has no attributes; closing tags never have any.
pub(super) fn has_no_attributes(tag: &str) -> bool {
    let after = tag.get(raw_tag_name(tag).len() + 1..).unwrap_or_default();
    tag.starts_with("</") || after.trim_matches(['>', '/', ' ', '\t', '\n', '\r']).is_empty()
}

/// `x` of `<a id="x">` or `<a name=x>`, if the tag has no other attributes.
pub(super) fn anchor_name(tag: &str) -> Option<&str> {
    let mut rest = tag.strip_prefix("<a").or_else(|| tag.strip_prefix("<A"))?;
    let mut found = None;
    loop {
        rest = rest.trim_start();
        if rest == ">" || rest == "/>" {
            return found
                .filter(|name: &&str| !name.is_empty() && !name.contains(char::is_whitespace));
        }
        let (key, after) = rest.split_once('=')?;
        if !["id", "name"].iter().any(|known| key.trim().eq_ignore_ascii_case(known)) {
            return None;
        }
        let after = after.trim_start();
        let quote = after.chars().next()?;
        let (value, after) = if matches!(quote, '"' | '\'') {
            after.get(1..)?.split_once(quote)?
        } else {
            let end = after.find(|c: char| c.is_whitespace() || c == '>')?;
            after.split_at_checked(end)?
        };
        found = found.or(Some(value));
        rest = after;
    }
}

fn push_text_piece(found: &mut Vec<HtmlPiece>, range: Range<usize>) {
    if !range.is_empty() {
        found.push(HtmlPiece { range, kind: HtmlPieceKind::Words });
    }
}

/// What begins at a `<`, and where it ends; of words, how far they were read.
fn scan_piece(html: &str, start: usize) -> (HtmlPieceKind, usize) {
    let rest = html.get(start..).unwrap_or_default();
    // `<!-->` and `<!--->` are whole comments, so the search begins inside the first dashes.
    if let Some(after) = rest.strip_prefix("<!--") {
        let end = match after.find("-->") {
            _ if after.starts_with('>') => 5,
            _ if after.starts_with("->") => 6,
            Some(offset) => 4 + offset + 3,
            None => return (HtmlPieceKind::OpenComment, html.len()),
        };
        return (HtmlPieceKind::Comment, start + end);
    }
    let ending = match rest.as_bytes().get(1) {
        Some(b'?') => "?>",
        Some(b'!') if rest.starts_with("<![CDATA[") => "]]>",
        Some(b'!') => ">",
        Some(b'/') => return scan_close_tag(html, start),
        Some(letter) if letter.is_ascii_alphabetic() => {
            return match find_tag_end(html.as_bytes(), start) {
                Ok(end) => (HtmlPieceKind::OpenTag, end),
                Err(read) => (HtmlPieceKind::Words, read),
            };
        }
        _ => return (HtmlPieceKind::Words, start + 1),
    };
    match rest.find(ending) {
        Some(offset) => (HtmlPieceKind::Other, start + offset + ending.len()),
        None => (HtmlPieceKind::Words, html.len()),
    }
}

fn scan_close_tag(html: &str, start: usize) -> (HtmlPieceKind, usize) {
    let bytes = html.as_bytes();
    if !bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic) {
        return (HtmlPieceKind::Words, start + 2);
    }
    let name = skip_while(bytes, start + 2, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let end = skip_while(bytes, name, |byte| byte.is_ascii_whitespace());
    match bytes.get(end) {
        Some(b'>') => (HtmlPieceKind::CloseTag, end + 1),
        _ => (HtmlPieceKind::Words, end),
    }
}

/// Where an open tag ends; or, if it is none, how far that had to be read.
fn find_tag_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut offset =
        skip_while(bytes, start + 1, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    loop {
        let space = skip_while(bytes, offset, |byte| byte.is_ascii_whitespace());
        match bytes.get(space) {
            Some(b'>') => return Ok(space + 1),
            Some(b'/') if bytes.get(space + 1) == Some(&b'>') => return Ok(space + 2),
            Some(byte) if space > offset && is_name_start(*byte) => {}
            _ => return Err(space),
        }
        offset = skip_while(bytes, space, |byte| {
            is_name_start(byte) || matches!(byte, b'0'..=b'9' | b'.' | b'-')
        });
        let equals = skip_while(bytes, offset, |byte| byte.is_ascii_whitespace());
        if bytes.get(equals) == Some(&b'=') {
            let value = skip_while(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
            offset = find_value_end(bytes, value)?;
        }
    }
}

fn find_value_end(bytes: &[u8], value: usize) -> Result<usize, usize> {
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => {
            let end = skip_while(bytes, value + 1, |byte| byte != *quote);
            if end < bytes.len() { Ok(end + 1) } else { Err(end) }
        }
        _ => {
            let end = skip_while(bytes, value, |byte| {
                !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte)
            });
            if end > value { Ok(end) } else { Err(end) }
        }
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':' | b'@')
}

fn skip_while(bytes: &[u8], from: usize, is_wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !is_wanted(*byte)).unwrap_or(rest.len())
}

/// Where the content of `<script>` and its like ends; of other tags, where the tag does.
fn raw_content_end(html: &str, tag: Range<usize>) -> usize {
    let end = tag.end;
    let name = raw_tag_name(html.get(tag).unwrap_or_default());
    let Some((_, closer)) = RAW_ELEMENTS.iter().find(|(raw, _)| name.eq_ignore_ascii_case(raw))
    else {
        return end;
    };
    let rest = html.as_bytes().get(end..).unwrap_or_default();
    let found = rest.windows(closer.len()).position(|w| w.eq_ignore_ascii_case(closer.as_bytes()));
    end + found.unwrap_or(rest.len())
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a wrong range fails the test")]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[expect(clippy::needless_pass_by_value, reason = "the shape of expect-test")]
    fn check(html: &str, expected: Expect) {
        let shown: String = split_html(html)
            .iter()
            .map(|piece| format!("{:?} {:?}\n", piece.kind, &html[piece.range.clone()]))
            .collect();
        assert_eq!(split_html(html).iter().map(|p| p.range.len()).sum::<usize>(), html.len());
        expected.assert_eq(&shown);
    }

    #[test]
    fn html_is_cut_at_its_tags() {
        check(
            "a <b c='>' d=\"1\">x</b ><!-- > --> < 3 <br/><?php ?>",
            expect![[r#"
                Words "a "
                OpenTag "<b c='>' d=\"1\">"
                Words "x"
                CloseTag "</b >"
                Comment "<!-- > -->"
                Words " < 3 "
                OpenTag "<br/>"
                Other "<?php ?>"
            "#]],
        );
    }

    #[test]
    fn what_never_ends_is_words_but_a_comment_hides_on() {
        check(
            "<p \"x <b>y",
            expect![[r#"
            Words "<p \"x "
            OpenTag "<b>"
            Words "y"
        "#]],
        );
        check(
            "<p a=\"x <b>y",
            expect![[r#"
            Words "<p a=\"x <b>y"
        "#]],
        );
        check(
            "x<!-- y <b>",
            expect![[r#"
            Words "x"
            OpenComment "<!-- y <b>"
        "#]],
        );
        check(
            "<script>a<b</script>",
            expect![[r#"
            OpenTag "<script>"
            Words "a<b"
            CloseTag "</script>"
        "#]],
        );
    }

    #[test]
    fn an_anchor_has_a_name_and_nothing_else() {
        assert_eq!(anchor_name("<a id=\"x\">"), Some("x"));
        assert_eq!(anchor_name("<A NAME='x' id=y />"), Some("x"));
        assert_eq!(anchor_name("<a name=x>"), Some("x"));
        assert_eq!(anchor_name("<a id=\"x\" href=\"y\">"), None);
        assert_eq!(anchor_name("<a>"), None);
        assert_eq!(anchor_name("<abbr id=\"x\">"), None);
    }
}
