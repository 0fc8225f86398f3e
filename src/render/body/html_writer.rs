//! The writer: events in, HTML out, and what it has to remember on the way.

use super::escape::push_escaped;
use super::footnote::FootnoteList;
use super::glossary_links::GlossaryState;
use super::options::{HtmlOptions, PunctuationStyle, RenderedBody, ResolvedTarget};
use super::table::TableState;
use super::typography::TypographyRules;
use crate::parse::MarkdownOutline;
use crate::parse::markdown::{ElementKind, FoldState, MarkdownEvent, markdown_events};
use crate::theme::with_soft_hyphens;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// What is known while a body is written.
pub(super) struct HtmlWriter<'a> {
    /// The HTML so far, or that of the part that is captured.
    pub html: String,
    /// The HTML around the parts that are captured, outermost first.
    pub capture_stack: Vec<String>,
    pub text: &'a str,
    pub events: &'a [(MarkdownEvent<'a>, Range<usize>)],
    /// The event that is written now.
    pub event_index: usize,
    pub outline: &'a MarkdownOutline,
    pub options: &'a HtmlOptions<'a>,
    pub typography: TypographyRules,
    /// How the open elements end, innermost last.
    pub ends: Vec<CloseTag>,
    /// How many links, headings, citations and directives there were.
    pub counts: EventCounts,
    /// How many `<a>` are open.
    pub n_open_links: usize,
    /// How many pictures are open: inside them only plain text is written, for their `alt`.
    pub n_open_pictures: usize,
    /// How many parts are open that will not be shown.
    pub n_muted: usize,
    /// Whether the paragraph that is open was left out for the one embed in it.
    pub is_sole_block: bool,
    /// Whether the `<label>` of a task is open.
    pub is_label_open: bool,
    /// How the latest callout folds.
    pub fold: FoldState,
    pub ids: HashSet<&'a str>,
    pub notes: FootnoteList,
    pub table: TableState<'a>,
    pub terms: GlossaryState,
    /// How many headings and heads of tables are open: their long words may break.
    pub n_labels: usize,
}

/// How many of each there were.
#[derive(Debug, Default)]
pub(super) struct EventCounts {
    pub links: usize,
    pub headings: usize,
    pub citations: usize,
    pub directives: usize,
}

/// How an open element ends.
#[derive(Debug)]
pub(super) enum CloseTag {
    /// With this.
    Html(&'static str),
    /// A link ends with this.
    Link(&'static str),
    /// The link of that number ends, and what it leads to is told.
    File(usize),
    /// What was written since is not shown; then this.
    Suppressed(&'static str),
    /// A link whose own words are not shown.
    MutedLink(&'static str),
    /// A picture, by its number among the links and its event.
    Picture { link: usize, event: usize },
    /// A footnote's definition, by its number in the text; none if it is a second one.
    Footnote(Option<usize>),
    /// A table.
    Table,
    /// The head of a table.
    TableHead,
}

/// Writes a Markdown text as HTML. Pure; linear in the text and what is put in.
///
/// `outline` is that of the same text.
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
        ends: Vec::new(),
        counts: EventCounts::default(),
        n_open_links: 0,
        n_open_pictures: 0,
        n_muted: 0,
        is_sole_block: false,
        is_label_open: false,
        fold: FoldState::None,
        ids: options.reserved_ids.iter().copied().collect(),
        notes: FootnoteList::collect_footnotes(&events),
        table: TableState::new(text),
        terms: GlossaryState::default(),
        n_labels: 0,
    };
    while let Some((event, range)) = events.get(writer.event_index) {
        writer.write_event(event, range);
        writer.event_index += 1;
    }
    writer.write_footnotes();
    debug_assert_eq!(writer.counts.links, outline.links.len(), "the outline is that of the text");
    RenderedBody { html: writer.html }
}

/// Whether the words in an element are a heading or the name of a column.
fn is_callout_label(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Heading | ElementKind::TableHead)
}

impl<'a> HtmlWriter<'a> {
    fn write_event(&mut self, event: &'a MarkdownEvent<'a>, range: &Range<usize>) {
        match event {
            MarkdownEvent::Open(element) => {
                self.open_for_terms(element.kind());
                self.n_labels += usize::from(is_callout_label(element.kind()));
                self.open_block(element);
            }
            MarkdownEvent::Close(kind) => {
                self.close_for_terms(*kind);
                self.n_labels -= usize::from(is_callout_label(*kind));
                self.close_element(*kind);
            }
            MarkdownEvent::Text(words) => {
                self.push_source_mark(range.start);
                self.push_text_run(words);
            }
            MarkdownEvent::Literal(words) => {
                self.push_source_mark(range.start);
                self.push_verbatim_text(words);
            }
            MarkdownEvent::Code(code) => {
                self.push_source_mark(range.start);
                self.write_code_span(code);
            }
            MarkdownEvent::Raw(html, kind) => self.write_raw_html(html, *kind),
            MarkdownEvent::Citation => self.write_citation(range),
            MarkdownEvent::FootnoteReference(label) => self.footnote_reference(label),
            MarkdownEvent::Anchor(name) => self.write_anchor(name),
            MarkdownEvent::SoftBreak => self.write_line_break("\n"),
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

    /// Tells where the words that follow stand, if somebody wants to know.
    pub(super) fn push_source_mark(&mut self, offset: usize) {
        if let Some(mark) = self.options.mark
            && self.n_open_pictures == 0
        {
            self.html.push_str(&(mark.0)(offset));
        }
    }

    /// Words of the text, set and escaped; plain inside a picture.
    pub(super) fn push_text(&mut self, words: &str) {
        let broken = match self.n_labels {
            0 => Cow::Borrowed(words),
            _ => with_soft_hyphens(words, self.options.language),
        };
        let words = &*broken;
        if self.n_open_pictures > 0 {
            self.html.push_str(words);
        } else if self.options.punctuation == PunctuationStyle::Smart {
            self.typography.push_typeset(&mut self.html, words);
        } else {
            push_escaped(&mut self.html, words);
        }
    }

    /// Words to be shown exactly.
    pub(super) fn push_verbatim_text(&mut self, words: &str) {
        if self.n_open_pictures > 0 {
            self.html.push_str(words);
        } else {
            push_escaped(&mut self.html, words);
        }
        if let Some(last) = words.chars().next_back() {
            self.typography.last = last;
        }
    }

    /// Keeps apart what is written from now on.
    pub(super) fn begin_capture(&mut self) {
        self.capture_stack.push(std::mem::take(&mut self.html));
    }

    /// Gives what was written since [`Self::begin_capture`].
    pub(super) fn end_capture(&mut self) -> String {
        let around = self.capture_stack.pop().unwrap_or_default();
        std::mem::replace(&mut self.html, around)
    }

    /// The event after the one that is written now.
    pub(super) fn next(&self) -> Option<&'a MarkdownEvent<'a>> {
        self.events.get(self.event_index + 1).map(|(event, _)| event)
    }

    /// Ends the innermost element.
    fn close_element(&mut self, kind: ElementKind) {
        if kind.is_block() {
            self.finish_label();
            self.typography.last = ' ';
        }
        match self.ends.pop() {
            Some(CloseTag::Html(html)) => self.html.push_str(html),
            Some(CloseTag::Link(html)) => {
                self.n_open_links -= 1;
                self.html.push_str(html);
            }
            Some(CloseTag::File(link)) => {
                self.n_open_links -= 1;
                self.html.push_str("</a>");
                if let Some(ResolvedTarget::File { about, .. }) = self.options.links.get(link) {
                    self.html.push_str(" <span class=\"file\">(");
                    push_escaped(&mut self.html, about);
                    self.html.push_str(")</span>");
                }
            }
            Some(CloseTag::Suppressed(html)) => {
                self.n_muted -= 1;
                self.end_capture();
                self.html.push_str(html);
            }
            Some(CloseTag::MutedLink(html)) => {
                self.n_muted -= 1;
                self.n_open_links -= 1;
                self.end_capture();
                self.html.push_str(html);
            }
            Some(CloseTag::Picture { link, event }) => self.finish_image(link, event),
            Some(CloseTag::Footnote(number)) => self.end_footnote(number),
            Some(CloseTag::Table) => self.end_table(),
            Some(CloseTag::TableHead) => self.end_table_head(),
            None => {}
        }
    }

    /// Ends the words that a task's box is the box of.
    pub(super) fn finish_label(&mut self) {
        if std::mem::take(&mut self.is_label_open) {
            self.html.push_str("</label>");
        }
    }
}
