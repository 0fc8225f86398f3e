//! Markdown → [`MarkdownEvent`]s: one pass over what pulldown-cmark reads.

use super::bracket_syntax::bracket_syntax;
use super::callout;
use super::event::{ElementKind, MarkdownElement, MarkdownEvent};
use super::event_builder::{EventBuilder, MAX_DEPTH, OnClose, Spanned};
use super::html_scanner;
use super::link::BracketLink;
use crate::parse::outline::LinkForm;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, RefDefs, Tag};
use std::collections::HashMap;
use std::ops::Range;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST);

/// How many bytes of text make an event, roughly: for the first allocation only.
const BYTES_PER_EVENT: usize = 32;

/// What is known while a text is read.
#[derive(Debug, Default)]
pub(super) struct MarkdownReader<'a> {
    pub page: EventBuilder<'a>,
    /// Events that begin before this are left out: the marker of a callout, the name of `[[x|y]]`.
    pub skip_to: usize,
    /// How many elements are open inside one whose content is left out, it included.
    pub swallowed: usize,
    /// Where the latest event ended: at the end of a link, where its words end.
    pub words_end: usize,
    /// Where destinations stand, by the start of their definition.
    pub definitions: HashMap<usize, Option<Range<usize>>>,
    /// The lines of the HTML block that is open.
    html: Vec<(CowStr<'a>, Range<usize>)>,
}

/// Reads a Markdown text.
///
/// `Open` and `Close` are balanced, ranges lie inside the text on character boundaries, and the
/// text is never refused. Ranges of blocks do not always rise: an anchor may come before its block.
#[must_use]
pub fn markdown_events(text: &str) -> Vec<Spanned<'_>> {
    let claimed = |link: BrokenLink<'_>| {
        // `[x][]` has no use here.
        let is_ours =
            link.link_type != LinkType::Collapsed && bracket_syntax(text, &link.span).is_some();
        is_ours.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(claimed));
    let mut parser = parser.into_offset_iter();
    let mut reader = MarkdownReader::default();
    reader.page.text = text;
    reader.page.events.reserve(text.len() / BYTES_PER_EVENT);
    while let Some((event, range)) = parser.next() {
        let range = clamp_range(text, range);
        if reader.swallowed > 0 {
            reader.skip_subtree(&event, &range);
        } else {
            reader.on_event(event, range, parser.reference_definitions());
        }
    }
    reader.page.finish()
}

/// pulldown-cmark has given ranges that end inside a character (its #1142).
pub(super) fn clamp_range(text: &str, range: Range<usize>) -> Range<usize> {
    if text.is_char_boundary(range.start) && text.is_char_boundary(range.end) {
        return range;
    }
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end.max(start))
}

impl<'a> MarkdownReader<'a> {
    fn skip_subtree(&mut self, event: &Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(_) => self.swallowed += 1,
            Event::End(_) => self.swallowed -= 1,
            _ => {}
        }
        self.words_end = range.end;
        if self.swallowed == 0 {
            self.end_link(range);
        }
    }

    fn on_event(&mut self, event: Event<'a>, range: Range<usize>, defined: &RefDefs<'_>) {
        let is_skipped = range.start < self.skip_to;
        let end = range.end;
        match event {
            Event::Start(tag) => {
                self.words_end = range.start;
                if is_skipped {
                    self.page.open_placeholder();
                } else {
                    self.on_start(tag, range, defined);
                }
                return;
            }
            Event::End(_) => self.on_end(&range),
            Event::Text(_) if is_skipped && end > self.skip_to => {
                let rest = self.skip_to..end;
                let words = self.page.text.get(rest.clone()).unwrap_or_default();
                self.page.on_text(CowStr::Borrowed(words), rest);
            }
            _ if is_skipped => {}
            Event::Text(words) => self.on_text(words, range),
            Event::Html(line) => self.html.push((line, range)),
            other => self.on_leaf(other, range),
        }
        self.words_end = end;
    }

    fn on_text(&mut self, words: CowStr<'a>, range: Range<usize>) {
        match self.page.innermost_kind() {
            Some(ElementKind::CodeBlock | ElementKind::Directive) => {
                self.page.push(MarkdownEvent::Text(words), range);
            }
            _ => self.page.on_text(words, range),
        }
    }

    fn on_leaf(&mut self, event: Event<'a>, range: Range<usize>) {
        let event = match event {
            Event::Code(code) => MarkdownEvent::Code(code),
            Event::InlineHtml(html) => {
                let kind = html_scanner::split_html(&html).first().map(|piece| piece.kind);
                if let Some(kind) = kind {
                    self.page.on_piece(html, kind, range);
                }
                return;
            }
            Event::FootnoteReference(label) => MarkdownEvent::FootnoteReference(label),
            Event::SoftBreak | Event::HardBreak
                if self.page.innermost_kind() == Some(ElementKind::CalloutTitle) =>
            {
                self.end_callout_title(&range);
                return;
            }
            Event::SoftBreak => MarkdownEvent::SoftBreak,
            Event::HardBreak => MarkdownEvent::HardBreak,
            Event::Rule => {
                self.page.start_block();
                MarkdownEvent::Rule
            }
            Event::TaskListMarker(is_done) => MarkdownEvent::Task(is_done),
            Event::InlineMath(words) | Event::DisplayMath(words) => MarkdownEvent::Text(words),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Html(_) => return,
        };
        self.page.push(event, range);
    }

    fn on_start(&mut self, tag: Tag<'a>, range: Range<usize>, defined: &RefDefs<'_>) {
        let element = match tag {
            Tag::Paragraph => return self.start_paragraph(range),
            Tag::CodeBlock(kind) => return self.start_code_block(kind, range),
            Tag::HtmlBlock => {
                self.html.clear();
                self.page.open_placeholder();
                return self.set_on_close(OnClose::Html);
            }
            Tag::BlockQuote(_) => return self.page.open_counted(MarkdownElement::Quote, range),
            Tag::List(first) => return self.page.open_counted(MarkdownElement::List(first), range),
            Tag::DefinitionList => {
                return self.page.open_counted(MarkdownElement::DefinitionList, range);
            }
            Tag::Emphasis => return self.page.open_counted(MarkdownElement::Emphasis, range),
            Tag::Strong => return self.page.open_counted(MarkdownElement::Strong, range),
            Tag::Strikethrough => {
                return self.page.open_counted(MarkdownElement::Strikethrough, range);
            }
            // The parts of a list that nests too deep are not shown as parts.
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition
                if self.page.depth > MAX_DEPTH =>
            {
                return self.page.open_placeholder();
            }
            Tag::Link { link_type: kind, dest_url: destination, title, id: label } => {
                let found = BracketLink { kind, destination, title, label, form: LinkForm::Link };
                return self.start_link(found, range, defined);
            }
            Tag::Image { link_type: kind, dest_url: destination, title, id: label } => {
                let found = BracketLink { kind, destination, title, label, form: LinkForm::Image };
                return self.start_link(found, range, defined);
            }
            Tag::Heading { level, .. } => MarkdownElement::Heading { level: level as u8, id: None },
            Tag::Item => MarkdownElement::Item,
            Tag::DefinitionListTitle => MarkdownElement::DefinitionTitle,
            Tag::DefinitionListDefinition => MarkdownElement::Definition,
            Tag::FootnoteDefinition(label) => MarkdownElement::Footnote(label),
            Tag::Table(alignments) => MarkdownElement::Table(alignments),
            Tag::TableHead => MarkdownElement::TableHead,
            Tag::TableRow => MarkdownElement::TableRow,
            Tag::TableCell => return self.start_cell(range),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {
                return self.page.open_placeholder();
            }
        };
        self.page.open_element(element, range);
    }

    /// The cells that a row lacks are empty in the text as well: all but the first are one cell.
    fn start_cell(&mut self, range: Range<usize>) {
        let events = self.page.events.as_mut_slice();
        if range.is_empty()
            && let [.., (MarkdownEvent::Open(last), first), (MarkdownEvent::Close(_), _)] = events
            && let MarkdownElement::TableCell { span } = last
            && *first == range
        {
            *span += 1;
            return self.page.open_placeholder();
        }
        self.page.open_element(MarkdownElement::TableCell { span: 1 }, range);
    }

    fn start_paragraph(&mut self, range: Range<usize>) {
        if self.page.is_in_summary() {
            return self.page.open_placeholder();
        }
        let text = self.page.text;
        let marker = match (self.page.frames.last_mut(), self.page.events.last_mut()) {
            (Some(frame), Some((quote @ MarkdownEvent::Open(MarkdownElement::Quote), _)))
                if frame.kind == Some(ElementKind::Quote) =>
            {
                let marker = text.get(range.clone()).and_then(callout::callout_marker);
                if let Some(marker) = &marker {
                    frame.kind = Some(ElementKind::Callout);
                    *quote = MarkdownEvent::Open(MarkdownElement::Callout {
                        kind: marker.kind,
                        fold: marker.fold,
                    });
                }
                marker
            }
            _ => None,
        };
        let Some(marker) = marker else {
            return self.page.open_element(MarkdownElement::Paragraph, range);
        };
        self.skip_to = range.start + marker.length;
        self.page.open_element(MarkdownElement::CalloutTitle, range);
    }

    /// The title of a callout is its first line; the rest of the paragraph is a paragraph.
    fn end_callout_title(&mut self, range: &Range<usize>) {
        self.page.close_element(range);
        self.page.open_element(MarkdownElement::Paragraph, range.end..range.end);
    }

    pub(super) fn set_on_close(&mut self, ending: OnClose) {
        if let Some(frame) = self.page.frames.last_mut() {
            frame.ending = ending;
        }
    }

    fn on_end(&mut self, range: &Range<usize>) {
        let Some(frame) = self.page.frames.last() else { return };
        match (&frame.ending, frame.kind) {
            (OnClose::InlineLink | OnClose::Wiki(_) | OnClose::Bracketed(_), _)
            | (_, Some(ElementKind::Link)) => {
                self.end_link(range);
            }
            (OnClose::Html, _) => {
                self.page.close_element(range);
                let lines = std::mem::take(&mut self.html);
                self.page.html_block(&lines);
            }
            (OnClose::Directive, _) => self.finish_directive(range),
            (_, Some(ElementKind::Paragraph | ElementKind::CalloutTitle)) => {
                self.page.end_paragraph(range);
            }
            (_, Some(ElementKind::Heading)) => {
                self.page.take_heading_id();
                self.page.close_element(range);
            }
            (_, Some(ElementKind::Item)) => {
                self.page.take_block_id();
                self.page.close_element(range);
            }
            _ => {
                self.page.close_element(range);
            }
        }
    }
}
