//! Turns the links of pulldown-cmark into [`LinkParts`] and citations.

use super::bracket_syntax::{BracketSyntax, bracket_syntax, is_wiki_link};
use super::destination_span;
use super::event::{ImageSize, LinkParts, MarkdownElement, MarkdownEvent};
use super::event_builder::OnClose;
use super::event_reader::MarkdownReader;
use crate::parse::dialect::DECORATION_MARK;
use crate::parse::outline::{ALL_VALUES, EmbedScope, LinkForm};
use pulldown_cmark::{CowStr, LinkType, RefDefs};
use std::ops::Range;

/// The maximum number of digits of the width or height of an embed.
const MAX_SIZE_DIGITS: usize = 5;

/// A link of pulldown-cmark.
#[derive(Debug)]
pub(super) struct BracketLink<'a> {
    pub kind: LinkType,
    pub destination: CowStr<'a>,
    pub title: CowStr<'a>,
    pub label: CowStr<'a>,
    /// [`LinkForm::Link`] or [`LinkForm::Image`].
    pub form: LinkForm,
}

impl<'a> MarkdownReader<'a> {
    /// Starts a link or image.
    pub(super) fn start_link(
        &mut self,
        link: BracketLink<'a>,
        range: Range<usize>,
        definitions: &RefDefs<'_>,
    ) {
        let text = self.builder.text;
        // The end of the opening bracket, so that the text of an empty link ends there.
        self.text_end = range.start + if link.form == LinkForm::Image { 2 } else { 1 };
        match link.kind {
            LinkType::Shortcut | LinkType::ShortcutUnknown if is_wiki_link(text, &range) => {
                self.start_wiki_link(&range);
            }
            LinkType::ShortcutUnknown | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => {
                self.start_bracket_syntax(&link, range);
            }
            LinkType::Inline => {
                // The destination is known at the end of the link.
                let destination_range = range.start..range.start;
                self.open_link(link, destination_range, range);
                self.set_on_close(OnClose::InlineLink);
            }
            LinkType::Autolink | LinkType::Email => {
                let destination_range = range.start + 1..range.end.saturating_sub(1);
                self.open_link(link, destination_range, range);
            }
            _ => {
                let destination_range =
                    self.destination_of_label(&link.label, definitions).unwrap_or(range.clone());
                self.open_link(link, destination_range, range);
            }
        }
    }

    fn open_link(
        &mut self,
        link: BracketLink<'a>,
        destination_range: Range<usize>,
        range: Range<usize>,
    ) {
        let destination = match link.kind {
            LinkType::Email => format!("mailto:{}", link.destination).into(),
            _ => link.destination,
        };
        let parts = LinkParts {
            form: link.form,
            destination,
            range: destination_range,
            title: link.title,
            has_text: true,
            size: None,
            is_decoration: false,
            embed_scope: EmbedScope::Current,
        };
        self.builder.open_element(MarkdownElement::Link(Box::new(parts)), range);
    }

    /// Starts `[@x]` or `[text][@x]`.
    fn start_bracket_syntax(&mut self, link: &BracketLink<'a>, range: Range<usize>) {
        let text = self.builder.text;
        match bracket_syntax(text, &range) {
            Some(BracketSyntax::TextAndCitation(citation)) => {
                let first_brackets = range.start..citation.start;
                if bracket_syntax(text, &first_brackets) == Some(BracketSyntax::Citation) {
                    self.builder.open_hidden();
                    self.push_citation(first_brackets);
                    self.push_citation(citation);
                    self.n_skipped_levels = 1;
                } else {
                    let length = if link.form == LinkForm::Image { 2 } else { 1 };
                    let bracket = range.start..range.start + length;
                    self.builder.open_hidden();
                    self.builder.on_text(
                        CowStr::Borrowed(text.get(bracket.clone()).unwrap_or_default()),
                        bracket,
                    );
                    self.set_on_close(OnClose::Bracketed(citation));
                }
            }
            Some(BracketSyntax::Citation) => {
                self.builder.open_hidden();
                self.push_citation(range);
                self.n_skipped_levels = 1;
            }
            _ => {
                self.open_brackets_as_text(range);
            }
        }
    }

    fn push_citation(&mut self, mut range: Range<usize>) {
        if self.builder.text.as_bytes().get(range.start) == Some(&b'!') {
            self.builder.on_text(CowStr::Borrowed("!"), range.start..range.start + 1);
            range.start += 1;
        }
        self.builder.push(MarkdownEvent::Citation, range);
    }

    /// Shows brackets as text that [`bracket_syntax`] recognized before but not now. Unreachable,
    /// because it is pure.
    fn open_brackets_as_text(&mut self, range: Range<usize>) {
        self.builder.open_hidden();
        let brackets = self.builder.text.get(range.clone()).unwrap_or_default();
        self.builder.push(MarkdownEvent::Text(brackets.into()), range);
        self.n_skipped_levels = 1;
    }

    /// Starts `[[x]]` or `![[x|300]]`; `inner` is the range of the inner brackets.
    fn start_wiki_link(&mut self, inner: &Range<usize>) {
        let text = self.builder.text;
        let link_range = self.take_outer_bracket(inner.start)..inner.end + 1;
        let form = if text.as_bytes().get(link_range.start) == Some(&b'!') {
            LinkForm::Embed
        } else {
            LinkForm::Wiki
        };
        let inside = inner.start + 1..inner.end - 1;
        let content = text.get(inside.clone()).unwrap_or_default();
        let (name, mut label) = match content.split_once('|') {
            Some((name, label)) => (name.strip_suffix('\\').unwrap_or(name), label),
            None => (content, ""),
        };
        let (mut size, mut embed_scope) = (None, EmbedScope::Current);
        if form == LinkForm::Embed {
            (label, size) = split_size(label);
            if label.trim() == ALL_VALUES && name.contains('#') {
                (label, embed_scope) = ("", EmbedScope::All);
            }
        }
        let is_decoration = label.contains(DECORATION_MARK);
        if is_decoration {
            label = "";
        }
        let name_start = inside.start + (name.len() - name.trim_start().len());
        let name_range = name_start..name_start + name.trim().len();
        let has_text = !label.trim().is_empty();
        let parts = LinkParts {
            form,
            destination: CowStr::Borrowed(name.trim()),
            range: name_range.clone(),
            title: CowStr::Borrowed(""),
            has_text,
            size,
            is_decoration,
            embed_scope,
        };
        self.builder.open_element(MarkdownElement::Link(Box::new(parts)), link_range);
        // The text of a link can contain Markdown; that of an embed is the description of an image.
        if has_text && form == LinkForm::Wiki {
            self.skip_until = inside.end - label.trim_start().len();
        } else {
            if has_text {
                let offset =
                    inside.end - content.split_once('|').map_or(0, |(_, label)| label.len());
                self.builder
                    .push(MarkdownEvent::Text(label.trim().into()), offset..offset + label.len());
            } else if form == LinkForm::Wiki {
                self.builder.push(MarkdownEvent::Text(CowStr::Borrowed(name.trim())), name_range);
            }
            self.n_skipped_levels = 1;
        }
        self.set_on_close(OnClose::Wiki(inner.end + 1));
    }

    /// Removes the `[` or `![` before the inner brackets from the events, and returns its offset.
    fn take_outer_bracket(&mut self, inner_start: usize) -> usize {
        let Some((MarkdownEvent::Text(text), range)) = self.builder.events.last_mut() else {
            return inner_start - 1;
        };
        let length = match () {
            () if range.end != inner_start => return inner_start - 1,
            () if text.ends_with("![") => 2,
            () if text.ends_with('[') => 1,
            () => return inner_start - 1,
        };
        range.end = inner_start - length;
        *text = self.builder.text.get(range.clone()).unwrap_or_default().into();
        if text.is_empty() {
            self.builder.events.pop();
        }
        inner_start - length
    }

    /// Ends a link or image.
    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        let text_end = self.text_end;
        let text = self.builder.text;
        self.finish_image_text();
        let Some(element) = self.builder.close_element(range) else { return };
        match element.on_close {
            OnClose::Wiki(end) => self.skip_until = end,
            OnClose::InlineLink => {
                let destination_range =
                    destination_span::inline_destination(text, text_end, range.end);
                if let Some((MarkdownEvent::Open(MarkdownElement::Link(parts)), _)) =
                    self.builder.events.get_mut(element.event_index)
                {
                    parts.range = destination_range.unwrap_or(range.clone());
                }
            }
            OnClose::Bracketed(citation) => {
                let bracket = citation.start - 1..citation.start;
                if self.skip_until < bracket.end {
                    self.builder.on_text(CowStr::Borrowed("]"), bracket);
                }
                self.builder.push(MarkdownEvent::Citation, citation);
            }
            OnClose::Plain | OnClose::Directive | OnClose::Html => {}
        }
    }

    /// Takes `|300` from the end of the text of the image that ends here, and the mark of a
    /// decoration.
    fn finish_image_text(&mut self) {
        let Some(element) = self.builder.open_elements.last() else { return };
        let opening = element.event_index;
        let events = &self.builder.events;
        let is_image = matches!(
            events.get(opening),
            Some((MarkdownEvent::Open(MarkdownElement::Link(parts)), _))
                if parts.form == LinkForm::Image
        );
        if !is_image {
            return;
        }
        // In a table the bar is escaped, and a piece of its own.
        let is_text = |event: &MarkdownEvent<'_>| {
            matches!(event, MarkdownEvent::Text(_) | MarkdownEvent::Literal(_))
        };
        let n_other = events.iter().skip(opening + 1).rposition(|(event, _)| !is_text(event));
        let first = opening + 1 + n_other.map_or(0, |index| index + 1);
        let pieces = events.get(first..).unwrap_or_default();
        let text: String = pieces.iter().map(|(event, _)| event_text(event)).collect();
        let start = pieces.first().map_or(0, |(_, range)| range.start);
        let is_decoration = text.contains(DECORATION_MARK);
        let (shown, size) = if text.contains('|') { split_size(&text) } else { (&*text, None) };
        if size.is_none() && !is_decoration {
            return;
        }
        let shown = shown.replace(DECORATION_MARK, "");
        self.builder.events.truncate(first);
        if !shown.is_empty() {
            let range = start..start + shown.len();
            self.builder.push(MarkdownEvent::Text(shown.into()), range);
        }
        if let Some((MarkdownEvent::Open(MarkdownElement::Link(parts)), _)) =
            self.builder.events.get_mut(opening)
        {
            (parts.size, parts.is_decoration) = (size, is_decoration);
        }
    }

    /// Returns the range of the destination of a label; found once for each definition.
    fn destination_of_label(
        &mut self,
        label: &str,
        definitions: &RefDefs<'_>,
    ) -> Option<Range<usize>> {
        let span = &definitions.get(label)?.span;
        let text = self.builder.text;
        let destination = self.destinations.entry(span.start);
        destination.or_insert_with(|| destination_span::definition_destination(text, span)).clone()
    }
}

/// Returns the text of an event that is text.
fn event_text<'e>(event: &'e MarkdownEvent<'_>) -> &'e str {
    match event {
        MarkdownEvent::Text(text) | MarkdownEvent::Literal(text) => text,
        _ => "",
    }
}

/// Splits `text|300x200` into the text and the size.
fn split_size(label: &str) -> (&str, Option<ImageSize>) {
    let (text, size_text) = label.rsplit_once('|').unwrap_or(("", label));
    let parse_number = |digits: &str| {
        let is_number = (1..=MAX_SIZE_DIGITS).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten()
    };
    let size_text = size_text.trim();
    let size = match size_text.split_once('x') {
        None => parse_number(size_text).map(|width| ImageSize { width, height: None }),
        Some((width, height)) => parse_number(width)
            .zip(parse_number(height))
            .map(|(width, height)| ImageSize { width, height: Some(height) }),
    };
    if size.is_some() { (text.trim_end_matches('\\'), size) } else { (label, None) }
}
