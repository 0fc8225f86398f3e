//! Leaves out what other tools hide: comments of template languages, of MDX and of CriticMarkup.

use super::pass_text::PassText;
use super::text_edits::TextEdits;
use crate::diagnostic::rules::ForeignSyntaxKind;
use memchr::{memchr_iter, memmem};

/// How comments begin and end; those with a longer beginning come first.
const COMMENTS: [(&str, &str, ForeignSyntaxKind); 6] = [
    ("{>>", "<<}", ForeignSyntaxKind::RevisionComment),
    ("{/*", "*/}", ForeignSyntaxKind::MdxComment),
    ("{{!--", "--}}", ForeignSyntaxKind::TemplateComment),
    ("{{/*", "*/}}", ForeignSyntaxKind::TemplateComment),
    ("{{- /*", "*/ -}}", ForeignSyntaxKind::TemplateComment),
    ("{# ", "#}", ForeignSyntaxKind::TemplateComment),
];
/// The longest tag that begins or ends a comment, in bytes.
const MAX_TAG_BYTES: usize = 200;

/// Finds where comments end. What has no end in the rest of the text is looked for once, so that
/// all comments of a text together are found in one pass.
#[derive(Debug, Default)]
struct EndFinder {
    missing: Vec<&'static str>,
}

/// Leaves out the comments of a text. One that is not closed is text.
pub(super) fn leave_out_comments(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    let has_comment = COMMENTS.iter().any(|(start, ..)| text.contains(start))
        || text.contains("{%") && text.contains("comment")
        || text.contains("{% #");
    if !has_comment {
        return;
    }
    let markup = pass_text.markup();
    let mut ends = EndFinder::default();
    let mut done = 0;
    for offset in memchr_iter(b'{', text.as_bytes()) {
        let is_escaped = text.get(..offset).is_some_and(|before| before.ends_with('\\'));
        if offset < done || is_escaped || markup.is_code(offset) {
            continue;
        }
        let rest = text.get(offset..).unwrap_or_default();
        if let Some((kind, length)) = ends.comment_at(rest) {
            done = offset + length;
            edits.report(kind, offset..done);
            edits.replace(offset..done, "");
        }
    }
}

impl EndFinder {
    /// Returns the kind and the length of the comment that a text begins with.
    fn comment_at(&mut self, text: &str) -> Option<(ForeignSyntaxKind, usize)> {
        if let Some((start, end, kind)) = COMMENTS.iter().find(|(it, ..)| text.starts_with(it)) {
            let inside = self.length_before(text.get(start.len()..)?, end)?;
            return Some((*kind, start.len() + inside + end.len()));
        }
        let tag_length = template_tag_length(text)?;
        let inside = tag_words(text.get(..tag_length)?);
        let kind = ForeignSyntaxKind::TemplateComment;
        if inside.starts_with('#') {
            return Some((kind, tag_length));
        }
        // `{% comment "why" %}` has a note.
        if inside.split_whitespace().next() != Some("comment") {
            return None;
        }
        let mut length = tag_length;
        loop {
            let rest = text.get(length..)?;
            length += self.length_before(rest, "{%")?;
            let end_length = template_tag_length(text.get(length..)?);
            let end_tag = text.get(length..length + end_length.unwrap_or(2))?;
            length += end_tag.len();
            if end_length.is_some() && tag_words(end_tag) == "endcomment" {
                return Some((kind, length));
            }
        }
    }

    /// Returns how far the end is from the start of a text.
    fn length_before(&mut self, text: &str, end: &'static str) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let length = memmem::find(text.as_bytes(), end.as_bytes());
        if length.is_none() {
            self.missing.push(end);
        }
        length
    }
}

/// Returns the length of the tag `{% … %}` that a text begins with.
fn template_tag_length(text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let length = window.strip_prefix("{%")?.find("%}")?;
    Some(length + "{%".len() + "%}".len())
}

/// Returns what is inside a tag, without the signs that trim white space.
fn tag_words(tag: &str) -> &str {
    let inside = tag.strip_prefix("{%").and_then(|tag| tag.strip_suffix("%}")).unwrap_or_default();
    inside.trim_matches('-').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_comments(text: &str) -> String {
        let mut edits = TextEdits::default();
        leave_out_comments(&PassText::new(text), &mut edits);
        edits.apply(text).map_or(text.to_owned(), |(text, _)| text)
    }

    #[test]
    fn comments_of_other_tools_are_left_out() {
        for text in [
            "a {>>b<<}c",
            "a {/* b\n\nd */}c",
            "a {# b #}c",
            "a {{/* b */}}c",
            "a {{!-- b }} --}}c",
            "a {% comment %}b\n\n{% if x %}\n{%- endcomment -%}c",
            "a {%- comment 'why' -%}b{% endcomment %}c",
            "a {% # b %}c",
        ] {
            assert_eq!(without_comments(text), "a c", "{text}");
        }
        assert_eq!(without_comments("> {# b\n> d #}\n> c"), "> \n> c");
    }

    #[test]
    fn code_and_what_is_not_closed_stay() {
        for text in [
            "`{# a #}`",
            "```\n{>>a<<}\n```",
            "\\{>>a<<}",
            "{>>a",
            "{% comment %} a",
            "{% comment %} {% comment %}",
            "{#id}",
            "{% comments %}{% endcomment %}",
        ] {
            assert_eq!(without_comments(text), text);
        }
    }
}
