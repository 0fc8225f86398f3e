//! Turns Markdown events into HTML, and holds the state that this needs.

use super::escape::push_escaped;
use super::footnote::FootnoteList;
use super::glossary_links::GlossaryState;
use super::options::{HtmlOptions, PunctuationStyle, RenderedBody, ResolvedTarget};
use super::table::TableState;
use crate::parse::MarkdownOutline;
use crate::parse::markdown::{ElementKind, FoldState, MarkdownEvent, markdown_events};
use crate::render::page_collector::source_mark_html;
use crate::site::settings::LineBreaks;
use crate::theme::typography::TypographyRules;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The state while one body is written.
pub(super) struct HtmlWriter<'a> {
    /// The HTML so far; while a part is captured, only that part's.
    pub html: String,
    /// The HTML that surrounds the captured parts, outermost first.
    pub capture_stack: Vec<String>,
    pub text: &'a str,
    pub events: &'a [(MarkdownEvent<'a>, Range<usize>)],
    /// The index of the event that is written now.
    pub event_index: usize,
    pub outline: &'a MarkdownOutline,
    pub options: &'a HtmlOptions<'a>,
    pub typography: TypographyRules,
    /// How the open elements close, innermost last.
    pub close_tags: Vec<CloseTag>,
    /// How many links, headings, citations and directives were written.
    pub counts: EventCounts,
    /// How many `<a>` are open.
    pub n_open_links: usize,
    /// How many images are open: inside them only plain text is written, for their `alt`.
    pub n_open_images: usize,
    /// How many open parts will be discarded.
    pub n_suppressed: usize,
    /// How many block embeds are left in the open paragraph, which has no `<p>` because it holds
    /// nothing else.
    pub n_sole_blocks: usize,
    /// Where the part that is written ends in the HTML.
    part_end: Option<usize>,
    /// Whether the `<label>` of a task's checkbox is open.
    pub is_label_open: bool,
    /// Whether the latest callout can be folded, and its initial state.
    pub fold: FoldState,
    /// The numbers of list items that are not one more than the number before, by the index of
    /// the opening event.
    pub item_numbers: HashMap<usize, u64>,
    pub ids: HashSet<&'a str>,
    pub footnotes: FootnoteList,
    pub table: TableState<'a>,
    pub glossary: GlossaryState,
    /// The offset in the text of each source mark.
    pub source_mark_offsets: Vec<usize>,
    /// How many headings, table cells and links are open: they get soft hyphens.
    pub n_hyphenated: usize,
}

/// How many of each kind were written so far.
#[derive(Debug, Default)]
pub(super) struct EventCounts {
    pub links: usize,
    pub headings: usize,
    pub terms: usize,
    pub citations: usize,
    pub directives: usize,
    pub html_links: usize,
}

/// How an open element closes.
#[derive(Debug)]
pub(super) enum CloseTag {
    /// With this HTML.
    Html(&'static str),
    /// A link, with this HTML.
    Link(&'static str),
    /// A link to a file, by its link index: the file's details follow the link.
    File(usize),
    /// Everything since the opening is discarded; then comes this HTML.
    Suppressed(&'static str),
    /// Like `Suppressed`, for a link whose own text is replaced by the target's title.
    SuppressedLink(&'static str),
    /// An image, by its link index and the index of its opening event.
    Image { link_index: usize, event_index: usize },
    /// A footnote definition, by its index. `None` means a repeated definition of its label.
    Footnote(Option<usize>),
    /// A table.
    Table,
    /// The head of a table.
    TableHead,
}

/// Writes a Markdown text as HTML, in time linear in the text and in what is inserted.
///
/// `outline` must be the outline of `text`.
#[must_use]
pub fn write_body(
    text: &str,
    outline: &MarkdownOutline,
    options: &HtmlOptions<'_>,
) -> RenderedBody {
    let events = markdown_events(text);
    let mut writer = HtmlWriter {
        html: String::with_capacity(text.len() + text.len() / 2),
        capture_stack: Vec::new(),
        text,
        events: &events,
        event_index: 0,
        outline,
        options,
        typography: TypographyRules::new(options.language),
        close_tags: Vec::new(),
        counts: EventCounts::default(),
        n_open_links: 0,
        n_open_images: 0,
        n_suppressed: 0,
        n_sole_blocks: 0,
        part_end: None,
        is_label_open: false,
        fold: FoldState::None,
        item_numbers: HashMap::new(),
        ids: options.reserved_ids.iter().copied().collect(),
        footnotes: FootnoteList::collect_footnotes(&events),
        table: TableState::new(text),
        glossary: GlossaryState::default(),
        source_mark_offsets: Vec::new(),
        n_hyphenated: 0,
    };
    while let Some((event, range)) = events.get(writer.event_index) {
        // The anchor of a block is before it, and written below it.
        if !matches!(event, MarkdownEvent::Anchor(_)) {
            writer.cut_part(range.start);
        }
        writer.write_event(event, range);
        writer.event_index += 1;
    }
    writer.finish_part();
    writer.write_footnotes();
    debug_assert_eq!(writer.counts.links, outline.links.len(), "the outline is that of the text");
    RenderedBody { html: writer.html, source_mark_offsets: writer.source_mark_offsets }
}

/// Returns whether long words of an element may break: headings, tables and links, which are set in
/// narrow columns.
fn is_hyphenated(kind: ElementKind) -> bool {
    use ElementKind::{Heading, Link, TableCell, TableHead};
    matches!(kind, Heading | TableHead | TableCell | Link)
}

impl<'a> HtmlWriter<'a> {
    /// Leaves out what is before the part that is written, and what is after it. A part begins and
    /// ends between two blocks, so that its HTML is balanced.
    fn cut_part(&mut self, offset: usize) {
        let Some(part) = self.options.part else { return };
        if !self.close_tags.is_empty() {
            return;
        }
        if offset <= part.start {
            self.html.clear();
        } else if offset >= part.end && self.part_end.is_none() {
            self.part_end = Some(self.html.len());
        }
    }

    /// Removes what is after the part that is written, and its footnotes if it refers to none.
    fn finish_part(&mut self) {
        if self.options.part.is_none() {
            return;
        }
        self.html.truncate(self.part_end.unwrap_or(self.html.len()));
        if !self.html.contains("doc-noteref") {
            self.footnotes = FootnoteList::default();
        }
    }

    fn write_event(&mut self, event: &'a MarkdownEvent<'a>, range: &Range<usize>) {
        match event {
            MarkdownEvent::Open(element) => {
                self.open_for_terms(element.kind());
                self.n_hyphenated += usize::from(is_hyphenated(element.kind()));
                self.open_block(element);
            }
            MarkdownEvent::Close(kind) => {
                self.close_for_terms(*kind);
                self.n_hyphenated -= usize::from(is_hyphenated(*kind));
                self.close_element(*kind);
            }
            MarkdownEvent::Text(text) => {
                self.push_source_mark(range.start);
                self.push_text_run(text);
            }
            MarkdownEvent::Literal(text) => {
                self.push_source_mark(range.start);
                self.push_verbatim_text(text);
            }
            MarkdownEvent::Code(code) => {
                self.push_source_mark(range.start);
                self.write_code_span(code);
            }
            MarkdownEvent::Verbatim(text, kind) => {
                self.push_source_mark(range.start);
                self.write_verbatim(text, *kind);
            }
            MarkdownEvent::Raw(html, kind) => self.write_raw_html(html, *kind),
            MarkdownEvent::Citation => self.write_citation(range),
            MarkdownEvent::FootnoteReference(label) => self.footnote_reference(label),
            MarkdownEvent::Anchor(name) => self.write_anchor(name),
            MarkdownEvent::SoftBreak => self.write_line_break(match self.options.line_breaks {
                LineBreaks::Space => "\n",
                LineBreaks::Kept => "<br>\n",
            }),
            MarkdownEvent::HardBreak => self.write_line_break("<br>\n"),
            MarkdownEvent::Rule => {
                self.finish_label();
                self.html.push_str("<hr>\n");
            }
            MarkdownEvent::Task(is_done) => {
                self.write_task_checkbox(if *is_done { " checked" } else { "" });
            }
            MarkdownEvent::TooDeep => {}
        }
    }

    /// Writes a source mark for the text at `offset`, if marks were asked for.
    pub(super) fn push_source_mark(&mut self, offset: usize) {
        if let Some(first_number) = self.options.first_source_mark
            && self.n_open_images == 0
        {
            let number = first_number + self.source_mark_offsets.len();
            self.html.push_str(&source_mark_html(number));
            self.source_mark_offsets.push(offset);
        }
    }

    /// Appends running text, typeset and escaped; as plain text inside an image.
    pub(super) fn push_text(&mut self, text: &str) {
        let hyphenated = match self.n_hyphenated {
            0 => Cow::Borrowed(text),
            _ if self.n_open_images > 0 => Cow::Borrowed(text),
            _ => self.options.hyphenator.with_soft_hyphens(text),
        };
        let text = &*hyphenated;
        if self.n_open_images > 0 {
            self.html.push_str(text);
        } else if self.options.punctuation == PunctuationStyle::Smart {
            self.typography.push_typeset(&mut self.html, text);
        } else {
            push_escaped(&mut self.html, text);
        }
    }

    /// Appends text that is shown exactly as written.
    pub(super) fn push_verbatim_text(&mut self, text: &str) {
        if self.n_open_images > 0 {
            self.html.push_str(text);
        } else {
            push_escaped(&mut self.html, text);
        }
        if let Some(last) = text.chars().next_back() {
            self.typography.last = last;
        }
    }

    /// Starts to collect what is written separately.
    pub(super) fn begin_capture(&mut self) {
        self.capture_stack.push(std::mem::take(&mut self.html));
    }

    /// Returns what was written since the matching [`Self::begin_capture`].
    pub(super) fn end_capture(&mut self) -> String {
        let outer_html = self.capture_stack.pop().unwrap_or_default();
        std::mem::replace(&mut self.html, outer_html)
    }

    /// Returns the event after the one that is written now.
    pub(super) fn next_event(&self) -> Option<&'a MarkdownEvent<'a>> {
        self.events.get(self.event_index + 1).map(|(event, _)| event)
    }

    /// Closes the innermost element.
    fn close_element(&mut self, kind: ElementKind) {
        if kind.is_block() {
            self.finish_label();
            self.typography.last = ' ';
        }
        match self.close_tags.pop() {
            Some(CloseTag::Html(html)) => self.html.push_str(html),
            Some(CloseTag::Link(html)) => {
                self.n_open_links -= 1;
                self.html.push_str(html);
            }
            Some(CloseTag::File(link_index)) => {
                self.n_open_links -= 1;
                self.html.push_str("</a>");
                if let Some(ResolvedTarget::File { details, .. }) =
                    self.options.links.get(link_index)
                {
                    self.html.push_str(" <span class=\"file\">(");
                    push_escaped(&mut self.html, details);
                    self.html.push_str(")</span>");
                }
            }
            Some(CloseTag::Suppressed(html)) => {
                self.n_suppressed -= 1;
                self.end_capture();
                self.html.push_str(html);
            }
            Some(CloseTag::SuppressedLink(html)) => {
                self.n_suppressed -= 1;
                self.n_open_links -= 1;
                self.end_capture();
                self.html.push_str(html);
            }
            Some(CloseTag::Image { link_index, event_index }) => {
                self.finish_image(link_index, event_index);
            }
            Some(CloseTag::Footnote(footnote_index)) => self.end_footnote(footnote_index),
            Some(CloseTag::Table) => self.end_table(),
            Some(CloseTag::TableHead) => self.end_table_head(),
            None => {}
        }
    }

    /// Closes the `<label>` of a task's checkbox, if it is open.
    pub(super) fn finish_label(&mut self) {
        if std::mem::take(&mut self.is_label_open) {
            self.html.push_str("</label>");
        }
    }
}
