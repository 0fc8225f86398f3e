//! Reads the tags of a template: enough to see where loops and components are.
//!
//! Tera keeps its syntax tree to itself. What is read here is what decides where a tag ends:
//! comments, `{% raw %}`, and strings inside tags.

use std::ops::Range;

/// A tag of a template: `{% … %}` or `{{ … }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TemplateTag<'t> {
    /// The range in the template, with its delimiters.
    pub(super) range: Range<usize>,
    /// What is between the delimiters, without white space and `-` at its ends.
    pub(super) content: &'t str,
    /// Where the content begins in the template.
    pub(super) content_start: usize,
    /// Whether white space after the tag is removed: `-%}`.
    pub(super) trims_after: bool,
    /// Whether it is `{% … %}`.
    pub(super) is_block: bool,
}

impl<'t> TemplateTag<'t> {
    /// Returns the word that a block tag begins with: `for` of `{% for a in b %}`.
    pub(super) fn keyword(&self) -> Option<&'t str> {
        let end = self.content.find(|char: char| !char.is_ascii_alphanumeric() && char != '_');
        let word = self.content.get(..end.unwrap_or(self.content.len()))?;
        (self.is_block && !word.is_empty()).then_some(word)
    }

    /// Returns the name after the keyword: `nav.trail` of `{% component nav.trail() %}`.
    pub(super) fn name(&self) -> Option<&'t str> {
        let after = self.content.get(self.keyword()?.len()..)?.trim_start();
        name_at(after)
    }

    /// Returns the names of the components that the tag calls: `nav.trail` of `<nav.trail />`. A
    /// comparison may look like a call.
    pub(super) fn component_calls(&self) -> impl Iterator<Item = &'t str> {
        let calls = self.content.match_indices('<');
        calls.filter_map(|(offset, _)| name_at(self.content.get(offset + 1..)?))
    }
}

fn name_at(text: &str) -> Option<&str> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.');
    let end = text.find(|char: char| !is_name(char)).unwrap_or(text.len());
    text.get(..end).filter(|name| name.starts_with(|char: char| char.is_ascii_alphabetic()))
}

/// Returns the tags of a template, in order, without those in comments and in `{% raw %}`.
pub(super) fn template_tags(text: &str) -> Vec<TemplateTag<'_>> {
    let mut tags = Vec::new();
    let mut offset = 0;
    while let Some(start) = find_from(text, offset, &["{{", "{%", "{#"]) {
        let opening = text.get(start..start + 2).unwrap_or_default();
        let end = match opening {
            "{#" => find_from(text, start + 2, &["#}"]),
            "{{" => end_of_tag(text, start + 2, "}}"),
            _ => end_of_tag(text, start + 2, "%}"),
        };
        let Some(end) = end else { break };
        offset = end + 2;
        if opening == "{#" {
            continue;
        }
        let inner = text.get(start + 2..end).unwrap_or_default();
        let content = inner.strip_prefix('-').unwrap_or(inner);
        let leading = inner.len() - content.trim_start().len();
        let (content, trims_after) = match content.strip_suffix('-') {
            Some(content) => (content, true),
            None => (content, false),
        };
        let tag = TemplateTag {
            range: start..offset,
            content: content.trim(),
            content_start: end - (inner.len() - leading),
            trims_after,
            is_block: opening == "{%",
        };
        if tag.keyword() == Some("raw") {
            let Some(raw_end) = end_of_raw(text, offset) else { break };
            offset = raw_end;
            continue;
        }
        tags.push(tag);
    }
    tags
}

/// Returns the offset of the first of these delimiters after an offset.
fn find_from(text: &str, offset: usize, delimiters: &[&str]) -> Option<usize> {
    let remaining = text.get(offset..)?;
    // One search for all of them: one that does not occur would be searched to the end each time.
    let is_delimiter = |index: &usize| {
        let rest = remaining.get(*index..).unwrap_or_default();
        delimiters.iter().any(|delimiter| rest.starts_with(delimiter))
    };
    remaining.char_indices().map(|(index, _)| index).find(is_delimiter).map(|it| offset + it)
}

/// Returns the offset of the delimiter that ends a tag. Strings in the tag may contain it.
fn end_of_tag(text: &str, start: usize, delimiter: &str) -> Option<usize> {
    let mut quote: Option<u8> = None;
    let mut is_escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(start) {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if byte == b'\\' => is_escaped = true,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if text.get(index..).is_some_and(|rest| rest.starts_with(delimiter)) => {
                return Some(index);
            }
            None => {}
        }
    }
    None
}

/// Returns the offset after the next `{% endraw %}`.
fn end_of_raw(text: &str, start: usize) -> Option<usize> {
    let mut offset = start;
    loop {
        let tag_start = find_from(text, offset, &["{%"])?;
        let tag_end = find_from(text, tag_start, &["%}"])?;
        let inner = text.get(tag_start + 2..tag_end)?.trim_matches(['-', ' ', '\t', '\n', '\r']);
        if inner == "endraw" {
            return Some(tag_end + 2);
        }
        offset = tag_start + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &str) -> Vec<&str> {
        template_tags(text).into_iter().map(|tag| tag.content).collect()
    }

    #[test]
    fn tags_end_where_tera_ends_them() {
        assert_eq!(contents("a {{ b }} {%- for c in d -%} e"), ["b", "for c in d"]);
        assert_eq!(contents("{{ '}}' ~ \"%}\" }}{% if a %}"), ["'}}' ~ \"%}\"", "if a"]);
        assert_eq!(contents("{# {% for a in b %} #}{% raw %}{{ a }}{%- endraw -%}{{ c }}"), ["c"]);
        assert_eq!(contents("{{ never closed"), [""; 0]);
        assert_eq!(contents("{% raw %}{{ a }}"), [""; 0]);
    }

    #[test]
    fn keywords_names_and_calls_are_read() {
        let tags = template_tags("{% component nav.trail(a: map) -%}{{ <my.part a={1} /> }}");
        assert_eq!((tags[0].keyword(), tags[0].name()), (Some("component"), Some("nav.trail")));
        assert!(tags[0].trims_after && tags[1].keyword().is_none());
        assert_eq!(tags[1].component_calls().collect::<Vec<_>>(), ["my.part"]);
    }
}
