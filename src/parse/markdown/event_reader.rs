//! Turns the events of pulldown-cmark into [`MarkdownEvent`]s, in one pass.

use super::bracket_syntax::bracket_syntax;
use super::callout;
use super::event::{ElementKind, MarkdownElement, MarkdownEvent};
use super::event_builder::{EventBuilder, MAX_DEPTH, OnClose, Spanned};
use super::html_scanner;
use super::link::BracketLink;
use super::misread_text::{indented_prose, misread_lines, product, text_in_table};
use super::surplus_cell::{surplus_cell, uneven_delimiter};
use super::unknown_reference::{unknown_footnote, unknown_reference, unused_references};
use crate::parse::dialect::{ForeignUse, verbatim_content};
use crate::parse::outline::{LinkForm, MarkdownProblem};
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, RefDefs, Tag,
};
use std::collections::HashMap;
use std::ops::Range;

/// How pulldown-cmark reads a text.
pub(in crate::parse) const MARKDOWN_OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Roughly how many bytes of text make an event; for the first allocation.
const BYTES_PER_EVENT: usize = 32;

/// The state of reading one text.
#[derive(Debug, Default)]
pub(super) struct MarkdownReader<'a> {
    pub builder: EventBuilder<'a>,
    /// Events that begin before this offset are left out: the marker of a callout, the name in
    /// `[[x|y]]`.
    pub skip_until: usize,
    /// How many elements are open from one whose content is left out, including that one.
    pub n_skipped_levels: usize,
    /// Where the last event ended; at the end of a link, the end of its text.
    pub text_end: usize,
    /// The ranges of destinations, by the start of their definition.
    pub destinations: HashMap<usize, Option<Range<usize>>>,
    /// What is lost of the text, and where.
    pub problems: Vec<(Range<usize>, MarkdownProblem)>,
    /// Whether the open block of code has a fence.
    pub is_fenced: bool,
    /// How many columns the open table has.
    n_columns: usize,
    /// The lines of the HTML block that is open.
    html_lines: Vec<(CowStr<'a>, Range<usize>)>,
}

/// The events of a text, and what it loses.
#[derive(Debug)]
pub(super) struct MarkdownReading<'a> {
    pub(super) events: Vec<Spanned<'a>>,
    /// Signs that other tools read otherwise, in reading order.
    pub(super) foreign: Vec<ForeignUse>,
    /// In reading order.
    pub(super) problems: Vec<(Range<usize>, MarkdownProblem)>,
}

/// Reads a Markdown text. Every text is valid.
///
/// `Open` and `Close` are balanced. Ranges are in the text, on character boundaries; they do not
/// always ascend, because the anchor of a block precedes it.
#[must_use]
pub fn markdown_events(text: &str) -> Vec<Spanned<'_>> {
    read_markdown(text).events
}

/// Reads a Markdown text, with its problems.
pub(super) fn read_markdown(text: &str) -> MarkdownReading<'_> {
    let mut unknown_references = Vec::new();
    let resolve_broken_link = |link: BrokenLink<'_>| {
        // `[x][]` has no meaning of its own.
        let is_bracket_syntax =
            link.link_type != LinkType::Collapsed && bracket_syntax(text, &link.span).is_some();
        if !is_bracket_syntax {
            unknown_references.extend(unknown_reference(text, &link));
        }
        is_bracket_syntax.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser =
        Parser::new_with_broken_link_callback(text, MARKDOWN_OPTIONS, Some(resolve_broken_link));
    let mut parser = parser.into_offset_iter();
    let mut reader = MarkdownReader::default();
    reader.builder.text = text;
    reader.builder.events.reserve(text.len() / BYTES_PER_EVENT);
    while let Some((event, range)) = parser.next() {
        let range = clamp_range(text, range);
        if reader.n_skipped_levels > 0 {
            reader.skip_event(&event, &range);
        } else {
            reader.on_event(event, range, parser.reference_definitions());
        }
    }
    let unused = unused_references(text, parser.reference_definitions(), &reader.destinations);
    drop(parser);
    let mut problems = reader.problems;
    problems.extend(unused);
    problems.append(&mut reader.builder.problems);
    problems.append(&mut unknown_references);
    problems.sort_by_key(|(range, _)| range.start);
    problems.dedup();
    let foreign = std::mem::take(&mut reader.builder.foreign);
    MarkdownReading { events: reader.builder.finish(), foreign, problems }
}

/// Extends a range to character boundaries. pulldown-cmark has returned ranges that end inside a
/// character (its issue #1142).
pub(super) fn clamp_range(text: &str, range: Range<usize>) -> Range<usize> {
    if text.is_char_boundary(range.start) && text.is_char_boundary(range.end) {
        return range;
    }
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end.max(start))
}

fn code_event(code: CowStr<'_>) -> MarkdownEvent<'_> {
    match verbatim_content(&code) {
        Some((text, kind)) => MarkdownEvent::Verbatim(text.to_owned().into(), kind),
        None => MarkdownEvent::Code(code),
    }
}

impl<'a> MarkdownReader<'a> {
    /// Skips an event inside an element whose content is left out.
    fn skip_event(&mut self, event: &Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(_) => self.n_skipped_levels += 1,
            Event::End(_) => self.n_skipped_levels -= 1,
            _ => {}
        }
        self.text_end = range.end;
        if self.n_skipped_levels == 0 {
            self.end_link(range);
        }
    }

    fn on_event(&mut self, event: Event<'a>, range: Range<usize>, definitions: &RefDefs<'_>) {
        let is_skipped = range.start < self.skip_until;
        let end = range.end;
        match event {
            Event::Start(tag) => {
                self.text_end = range.start;
                if is_skipped {
                    self.builder.open_hidden();
                } else {
                    self.on_start(tag, range, definitions);
                }
                return;
            }
            Event::End(_) => self.on_end(&range),
            Event::Text(_) if is_skipped && end > self.skip_until => {
                let rest = self.skip_until..end;
                let text = self.builder.text.get(rest.clone()).unwrap_or_default();
                self.builder.on_text(CowStr::Borrowed(text), rest);
            }
            _ if is_skipped => {}
            Event::Text(text) => self.on_text(text, range),
            Event::Html(line) => self.html_lines.push((line, range)),
            event => self.on_leaf(event, range),
        }
        self.text_end = end;
    }

    fn on_text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        match self.builder.innermost_kind() {
            Some(ElementKind::CodeBlock | ElementKind::Directive) => {
                self.builder.push(MarkdownEvent::Text(text), range);
            }
            _ => match unknown_footnote(self.builder.text, &range) {
                Some((reference, label)) => self.on_unknown_footnote(range, reference, label),
                None => self.builder.on_text(text, range),
            },
        }
    }

    /// Handles a text with a reference to a note that is not defined. It is shown as written.
    fn on_unknown_footnote(&mut self, text: Range<usize>, reference: Range<usize>, label: String) {
        let slice = |range: Range<usize>| {
            CowStr::Borrowed(self.builder.text.get(range).unwrap_or_default())
        };
        let (before, after) = (text.start..reference.start, reference.end..text.end);
        let (text_before, text_after) = (slice(before.clone()), slice(after.clone()));
        if !before.is_empty() {
            self.builder.on_text(text_before, before);
        }
        self.skip_until = reference.end;
        self.builder.push(MarkdownEvent::FootnoteReference(label.into()), reference);
        if !after.is_empty() {
            self.builder.on_text(text_after, after);
        }
    }

    /// Handles an event that is neither an element nor text.
    fn on_leaf(&mut self, event: Event<'a>, range: Range<usize>) {
        let event = match event {
            Event::Code(code) => code_event(code),
            Event::InlineHtml(html) => {
                let kind = html_scanner::split_html(&html).first().map(|piece| piece.kind);
                if let Some(kind) = kind {
                    self.builder.push_html_piece(html, kind, range);
                }
                return;
            }
            Event::FootnoteReference(label) => MarkdownEvent::FootnoteReference(label),
            Event::SoftBreak | Event::HardBreak
                if self.builder.innermost_kind() == Some(ElementKind::CalloutTitle) =>
            {
                self.end_callout_title(&range);
                return;
            }
            Event::SoftBreak => MarkdownEvent::SoftBreak,
            Event::HardBreak => MarkdownEvent::HardBreak,
            Event::Rule => {
                self.builder.start_block();
                MarkdownEvent::Rule
            }
            Event::TaskListMarker(is_done) => MarkdownEvent::Task(is_done),
            Event::InlineMath(text) | Event::DisplayMath(text) => MarkdownEvent::Text(text),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Html(_) => return,
        };
        self.builder.push(event, range);
    }

    fn on_start(&mut self, tag: Tag<'a>, range: Range<usize>, definitions: &RefDefs<'_>) {
        let element = match tag {
            Tag::Paragraph => return self.start_paragraph(range),
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Indented) {
                    self.problems.extend(indented_prose(self.builder.text, &range));
                }
                return self.start_code_block(kind, range);
            }
            Tag::HtmlBlock => {
                self.html_lines.clear();
                self.builder.open_hidden();
                return self.set_on_close(OnClose::Html);
            }
            Tag::BlockQuote(_) => return self.builder.open_nesting(MarkdownElement::Quote, range),
            Tag::List(first) => {
                return self.builder.open_nesting(MarkdownElement::List(first), range);
            }
            Tag::DefinitionList => {
                return self.builder.open_nesting(MarkdownElement::DefinitionList, range);
            }
            Tag::Emphasis => {
                self.problems.extend(product(self.builder.text, &range));
                return self.builder.open_nesting(MarkdownElement::Emphasis, range);
            }
            Tag::Strong => {
                self.problems.extend(product(self.builder.text, &range));
                return self.builder.open_nesting(MarkdownElement::Strong, range);
            }
            Tag::Strikethrough => {
                return self.builder.open_nesting(MarkdownElement::Strikethrough, range);
            }
            // The items of a list that is too deep are not shown as items.
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition
                if self.builder.nesting > MAX_DEPTH =>
            {
                return self.builder.open_hidden();
            }
            Tag::Link { link_type: kind, dest_url: destination, title, id: label } => {
                let link = BracketLink { kind, destination, title, label, form: LinkForm::Link };
                return self.start_link(link, range, definitions);
            }
            Tag::Image { link_type: kind, dest_url: destination, title, id: label } => {
                let link = BracketLink { kind, destination, title, label, form: LinkForm::Image };
                return self.start_link(link, range, definitions);
            }
            Tag::Heading { level, .. } => MarkdownElement::Heading { level: level as u8, id: None },
            Tag::Item => MarkdownElement::Item,
            Tag::DefinitionListTitle => MarkdownElement::DefinitionTitle,
            Tag::DefinitionListDefinition => MarkdownElement::Definition,
            Tag::FootnoteDefinition(label) => MarkdownElement::Footnote(label),
            Tag::Table(alignments) => {
                self.n_columns = alignments.len();
                MarkdownElement::Table(alignments)
            }
            Tag::TableHead => MarkdownElement::TableHead,
            Tag::TableRow => {
                let problem = surplus_cell(self.builder.text, &range, self.n_columns);
                self.problems.extend(problem);
                let problem = text_in_table(self.builder.text, &range, self.n_columns);
                self.problems.extend(problem);
                MarkdownElement::TableRow
            }
            Tag::TableCell => return self.start_cell(range),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {
                return self.builder.open_hidden();
            }
        };
        self.builder.open_element(element, range);
    }

    /// Starts a table cell. pulldown-cmark adds an empty cell for each one that a row lacks; they
    /// become one cell that spans them.
    fn start_cell(&mut self, range: Range<usize>) {
        let events = self.builder.events.as_mut_slice();
        if range.is_empty()
            && let [.., (MarkdownEvent::Open(last), last_range), (MarkdownEvent::Close(_), _)] =
                events
            && let MarkdownElement::TableCell { span } = last
            && *last_range == range
        {
            *span += 1;
            return self.builder.open_hidden();
        }
        self.builder.open_element(MarkdownElement::TableCell { span: 1 }, range);
    }

    /// Starts a paragraph, or the title of a callout if it is the first one of a quote and begins
    /// with a marker.
    fn start_paragraph(&mut self, range: Range<usize>) {
        if self.builder.is_in_summary() {
            return self.builder.open_hidden();
        }
        let text = self.builder.text;
        self.problems.extend(uneven_delimiter(text, &range));
        self.problems.extend(misread_lines(text, &range));
        let marker = match (self.builder.open_elements.last_mut(), self.builder.events.last_mut()) {
            (Some(element), Some((quote @ MarkdownEvent::Open(MarkdownElement::Quote), _)))
                if element.kind == Some(ElementKind::Quote) =>
            {
                let marker = text.get(range.clone()).and_then(callout::callout_marker);
                if let Some(marker) = &marker {
                    element.kind = Some(ElementKind::Callout);
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
            return self.builder.open_element(MarkdownElement::Paragraph, range);
        };
        self.skip_until = range.start + marker.length_bytes;
        self.builder.open_element(MarkdownElement::CalloutTitle, range);
    }

    /// Ends the title of a callout after its first line; the other lines are a paragraph.
    fn end_callout_title(&mut self, range: &Range<usize>) {
        self.builder.close_element(range);
        self.builder.open_element(MarkdownElement::Paragraph, range.end..range.end);
    }

    pub(super) fn set_on_close(&mut self, on_close: OnClose) {
        if let Some(element) = self.builder.open_elements.last_mut() {
            element.on_close = on_close;
        }
    }

    fn on_end(&mut self, range: &Range<usize>) {
        let Some(element) = self.builder.open_elements.last() else { return };
        match (&element.on_close, element.kind) {
            (OnClose::InlineLink | OnClose::Wiki(_) | OnClose::Bracketed(_), _)
            | (_, Some(ElementKind::Link)) => {
                self.end_link(range);
            }
            (OnClose::Html, _) => {
                self.builder.close_element(range);
                let lines = std::mem::take(&mut self.html_lines);
                self.builder.html_block(&lines);
            }
            (OnClose::Directive, _) => {
                self.check_fence(range);
                self.finish_directive(range);
            }
            (_, Some(ElementKind::CodeBlock)) => {
                self.check_fence(range);
                self.builder.close_element(range);
            }
            (_, Some(ElementKind::Paragraph | ElementKind::CalloutTitle)) => {
                self.builder.end_paragraph(range);
            }
            (_, Some(ElementKind::Heading)) => {
                self.builder.take_heading_id();
                self.builder.close_element(range);
            }
            (_, Some(ElementKind::Item)) => {
                self.builder.take_block_id();
                self.builder.close_element(range);
            }
            _ => {
                self.builder.close_element(range);
            }
        }
    }
}
