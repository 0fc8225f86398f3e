//! Attributes in braces after what they belong to: the width of a picture, the id of a heading.

use super::attribute_list::AttributeList;
use super::container_head::HIDDEN_CLASSES;
use super::inline_pass::InlineWalker;
use super::verbatim::DECORATION_MARK;
use crate::diagnostic::rules::ForeignSyntaxKind;
use std::ops::Range;

/// The longest text in brackets with attributes, in bytes.
const MAX_SPAN_BYTES: usize = 1000;

impl InlineWalker<'_> {
    /// Reads attributes after a link, an image, brackets, code or at the end of a line.
    pub(super) fn attributes(&mut self, offset: usize, rest: &str) -> Option<usize> {
        let attributes = AttributeList::parse(rest)?;
        let range = offset..offset + attributes.length;
        let is_image = match self.markup.link_ending_at(offset) {
            Some(link) if link.is_image => Some(link.text_end),
            None if self.spaced_image.is_some_and(|(_, end)| end == offset) => {
                self.spaced_image.map(|(text_end, _)| text_end)
            }
            _ if self.is_after_embed(offset) => Some(offset - 2),
            _ => None,
        };
        if let Some(text_end) = is_image {
            self.image_attributes(text_end, &attributes, &range);
            return Some(range.end);
        }
        if !self.last_brackets.is_empty()
            && self.last_brackets.end == offset
            && self.text.get(self.last_brackets.clone()).is_some_and(is_attribute_span)
        {
            let brackets = self.last_brackets.clone();
            if attributes.classes().any(|class| HIDDEN_CLASSES.contains(&class)) {
                let hidden = brackets.start..range.end;
                self.edits.report(ForeignSyntaxKind::HiddenContainer, hidden.clone());
                self.edits.replace(hidden, "");
                self.done = range.end;
                return Some(range.end);
            }
            self.edits.replace(brackets.start..brackets.start + 1, anchor_tag(&attributes));
            self.leave_out(brackets.end - 1..range.end, &attributes, &["id"]);
            return Some(range.end);
        }
        let before = self.text.get(..offset)?.chars().next_back();
        let follows_markup = self.markup.link_ending_at(offset).is_some()
            || self.text.get(..offset)?.ends_with("]]")
            || matches!(before, Some('`' | '*' | '_' | '~'))
                && (attributes.begins_with_name() || attributes.has_colon)
            || attributes.has_colon && before.is_some_and(|char| !char.is_whitespace());
        let after = self.text.get(range.end..)?;
        let after_spaces = after.trim_start_matches([' ', '\t']);
        let is_line_end = after_spaces.is_empty() || after_spaces.starts_with('\n');
        let is_heading = is_line_end && self.is_heading_end(offset, after);
        let is_block_list = is_line_end
            && (attributes.begins_with_name()
                || attributes.has_colon
                || is_heading && attributes.id().is_some());
        if !follows_markup && !is_block_list {
            return None;
        }
        if is_block_list && is_heading {
            let id = attributes.id().map_or_else(String::new, |id| format!("{{#{id}}}"));
            let is_plain_id = attributes.begins_with_name() && !attributes.has_colon;
            if attributes.has_more_than(&["id"]) || !is_plain_id {
                self.report_attributes(&range, &attributes, &["id"]);
                self.edits.replace(range.clone(), id);
            }
            return Some(range.end);
        }
        if is_block_list && !follows_markup && !attributes.has_more_than(&["id"]) {
            self.edits.report(ForeignSyntaxKind::UnusedAnchor, range.clone());
        }
        self.edits.insert(offset, anchor_tag(&attributes));
        self.leave_out(range.clone(), &attributes, &["id"]);
        Some(range.end)
    }

    fn leave_out(
        &mut self,
        range: Range<usize>,
        attributes: &AttributeList<'_>,
        honoured: &[&str],
    ) {
        self.report_attributes(&range, attributes, honoured);
        self.done = range.end;
        self.edits.replace(range, "");
    }

    fn report_attributes(
        &mut self,
        range: &Range<usize>,
        attributes: &AttributeList<'_>,
        honoured: &[&str],
    ) {
        if attributes.has_more_than(honoured) {
            let start = range.end - attributes.length;
            self.edits.report(ForeignSyntaxKind::Attributes, start..range.end);
        }
    }

    /// Honours the width, the height and the alternative of an image, and leaves out the rest.
    fn image_attributes(
        &mut self,
        text_end: usize,
        attributes: &AttributeList<'_>,
        range: &Range<usize>,
    ) {
        let pixels = |key: &str| {
            let value = attributes.value(key)?;
            value.strip_suffix("px").unwrap_or(value).parse::<u32>().ok()
        };
        let bar = if self.markup.is_in_row(text_end) { "\\|" } else { "|" };
        let mut honoured = Vec::new();
        let is_embed = self.is_after_embed(range.start);
        let alternative = attributes.value("alt").or_else(|| attributes.value("fig-alt"));
        if let Some(alternative) = alternative {
            honoured.extend(["alt", "fig-alt"]);
            if is_embed {
                self.edits.insert(text_end, bar);
            }
            let place = if is_embed { text_end } else { self.before_width(text_end) };
            let shown = if alternative.is_empty() {
                DECORATION_MARK.to_string()
            } else {
                alternative.to_owned()
            };
            self.edits.insert(place, shown);
        }
        if let Some(width) = pixels("width") {
            honoured.push("width");
            let height = pixels("height");
            honoured.extend(height.map(|_| "height"));
            let height = height.map_or_else(String::new, |height| format!("x{height}"));
            self.edits.insert(text_end, format!("{bar}{width}{height}"));
        }
        self.leave_out(range.clone(), attributes, &honoured);
    }

    /// Returns where the width begins that ends the text of an image, `|200`, or the text ends.
    fn before_width(&self, text_end: usize) -> usize {
        let text = self.text.get(..text_end).unwrap_or_default();
        let before = text.trim_end_matches(|char: char| char.is_ascii_digit() || char == 'x');
        before.strip_suffix('|').map_or(text_end, str::len)
    }

    /// Returns whether `![[x]]` ends at an offset.
    fn is_after_embed(&self, offset: usize) -> bool {
        let Some(before) = self.text_before(offset).strip_suffix("]]") else { return false };
        let inside = before.rfind("![[").and_then(|start| before.get(start..));
        inside.is_some_and(|inside| !inside.contains([']', '\n']))
    }

    /// Returns whether a list of attributes is at the end of a heading.
    fn is_heading_end(&self, offset: usize, after: &str) -> bool {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_underline = |line: &str| {
            let line = line.trim_matches([' ', '>']);
            !line.is_empty()
                && (line.chars().all(|char| char == '=') || line.chars().all(|char| char == '-'))
        };
        line.trim_start_matches([' ', '>']).starts_with('#')
            || after.lines().nth(1).is_some_and(is_underline)
    }
}

fn anchor_tag(attributes: &AttributeList<'_>) -> String {
    attributes.id().map_or_else(String::new, |id| format!("<a id=\"{id}\"></a>"))
}

/// Returns whether brackets can have attributes: they are not empty, a note or a citation.
fn is_attribute_span(brackets: &str) -> bool {
    let inside = brackets.get(1..).unwrap_or_default();
    brackets.len() <= MAX_SPAN_BYTES
        && !inside.starts_with(['^', '@', ']', ' ', '['])
        && !brackets.contains("\n\n")
}
