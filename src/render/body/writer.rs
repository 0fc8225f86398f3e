//! The writer: events in, HTML out, and what it has to remember on the way.

use super::escape::push_escaped;
use super::footnote::Notes;
use super::options::{BodyHtml, Punctuation, Target, WriteOptions};
use super::table::TableState;
use super::term::TermState;
use super::typography::Typography;
use crate::parse::Outline;
use crate::parse::markdown::{Fold, Kind, MdEvent, events};
use crate::theme::hyphenated;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// What is known while a body is written.
pub(super) struct Writer<'a> {
    /// The HTML so far, or that of the part that is captured.
    pub html: String,
    /// The HTML around the parts that are captured, outermost first.
    pub around: Vec<String>,
    pub text: &'a str,
    pub events: &'a [(MdEvent<'a>, Range<usize>)],
    /// The event that is written now.
    pub at: usize,
    pub outline: &'a Outline,
    pub options: &'a WriteOptions<'a>,
    pub typography: Typography,
    /// How the open elements end, innermost last.
    pub ends: Vec<End>,
    /// How many links, headings, citations and directives there were.
    pub n: Count,
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
    pub fold: Fold,
    pub ids: HashSet<&'a str>,
    pub notes: Notes,
    pub table: TableState<'a>,
    pub terms: TermState,
    /// How many headings and heads of tables are open: their long words may break.
    pub n_labels: usize,
}

/// How many of each there were.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub links: usize,
    pub headings: usize,
    pub citations: usize,
    pub directives: usize,
}

/// How an open element ends.
#[derive(Debug)]
pub(super) enum End {
    /// With this.
    Html(&'static str),
    /// A link ends with this.
    Link(&'static str),
    /// The link of that number ends, and what it leads to is told.
    File(usize),
    /// What was written since is not shown; then this.
    Muted(&'static str),
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
pub fn write(text: &str, outline: &Outline, options: &WriteOptions<'_>) -> BodyHtml {
    let events = events(text);
    let mut writer = Writer {
        html: String::with_capacity(text.len() + text.len() / 2),
        around: Vec::new(),
        text,
        events: &events,
        at: 0,
        outline,
        options,
        typography: Typography::new(options.language),
        ends: Vec::new(),
        n: Count::default(),
        n_open_links: 0,
        n_open_pictures: 0,
        n_muted: 0,
        is_sole_block: false,
        is_label_open: false,
        fold: Fold::None,
        ids: options.reserved_ids.iter().copied().collect(),
        notes: Notes::find(&events),
        table: TableState::new(text),
        terms: TermState::default(),
        n_labels: 0,
    };
    while let Some((event, range)) = events.get(writer.at) {
        writer.step(event, range);
        writer.at += 1;
    }
    writer.write_notes();
    debug_assert_eq!(writer.n.links, outline.links.len(), "the outline is that of the text");
    BodyHtml { html: writer.html }
}

/// Whether the words in an element are a heading or the name of a column.
fn is_label(kind: Kind) -> bool {
    matches!(kind, Kind::Heading | Kind::TableHead)
}

impl<'a> Writer<'a> {
    fn step(&mut self, event: &'a MdEvent<'a>, range: &Range<usize>) {
        match event {
            MdEvent::Open(element) => {
                self.open_for_terms(element.kind());
                self.n_labels += usize::from(is_label(element.kind()));
                self.open(element);
            }
            MdEvent::Close(kind) => {
                self.close_for_terms(*kind);
                self.n_labels -= usize::from(is_label(*kind));
                self.close(*kind);
            }
            MdEvent::Text(words) => {
                self.push_mark(range.start);
                self.push_running(words);
            }
            MdEvent::Literal(words) => {
                self.push_mark(range.start);
                self.push_literal(words);
            }
            MdEvent::Code(code) => {
                self.push_mark(range.start);
                self.code(code);
            }
            MdEvent::Raw(html, kind) => self.raw(html, *kind),
            MdEvent::Citation => self.citation(range),
            MdEvent::FootnoteReference(label) => self.footnote_reference(label),
            MdEvent::Anchor(name) => self.anchor(name),
            MdEvent::SoftBreak => self.line_break("\n"),
            MdEvent::HardBreak => self.line_break("<br>\n"),
            MdEvent::Rule => {
                self.end_label();
                self.html.push_str("<hr>\n");
            }
            MdEvent::Task(is_done) => self.task(if *is_done { " checked" } else { "" }),
            MdEvent::TooDeep => {}
        }
    }

    /// Tells where the words that follow stand, if somebody wants to know.
    pub(super) fn push_mark(&mut self, at: usize) {
        if let Some(mark) = self.options.mark
            && self.n_open_pictures == 0
        {
            self.html.push_str(&(mark.0)(at));
        }
    }

    /// Words of the text, set and escaped; plain inside a picture.
    pub(super) fn push_words(&mut self, words: &str) {
        let broken = match self.n_labels {
            0 => Cow::Borrowed(words),
            _ => hyphenated(words, self.options.language),
        };
        let words = &*broken;
        if self.n_open_pictures > 0 {
            self.html.push_str(words);
        } else if self.options.punctuation == Punctuation::Smart {
            self.typography.push(&mut self.html, words);
        } else {
            push_escaped(&mut self.html, words);
        }
    }

    /// Words to be shown exactly.
    pub(super) fn push_literal(&mut self, words: &str) {
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
        self.around.push(std::mem::take(&mut self.html));
    }

    /// Gives what was written since [`Self::begin_capture`].
    pub(super) fn end_capture(&mut self) -> String {
        let around = self.around.pop().unwrap_or_default();
        std::mem::replace(&mut self.html, around)
    }

    /// The event after the one that is written now.
    pub(super) fn next(&self) -> Option<&'a MdEvent<'a>> {
        self.events.get(self.at + 1).map(|(event, _)| event)
    }

    /// Ends the innermost element.
    fn close(&mut self, kind: Kind) {
        if kind.is_block() {
            self.end_label();
            self.typography.last = ' ';
        }
        match self.ends.pop() {
            Some(End::Html(html)) => self.html.push_str(html),
            Some(End::Link(html)) => {
                self.n_open_links -= 1;
                self.html.push_str(html);
            }
            Some(End::File(link)) => {
                self.n_open_links -= 1;
                self.html.push_str("</a>");
                if let Some(Target::File { about, .. }) = self.options.links.get(link) {
                    self.html.push_str(" <span class=\"file\">(");
                    push_escaped(&mut self.html, about);
                    self.html.push_str(")</span>");
                }
            }
            Some(End::Muted(html)) => {
                self.n_muted -= 1;
                self.end_capture();
                self.html.push_str(html);
            }
            Some(End::MutedLink(html)) => {
                self.n_muted -= 1;
                self.n_open_links -= 1;
                self.end_capture();
                self.html.push_str(html);
            }
            Some(End::Picture { link, event }) => self.end_picture(link, event),
            Some(End::Footnote(number)) => self.end_footnote(number),
            Some(End::Table) => self.end_table(),
            Some(End::TableHead) => self.end_table_head(),
            None => {}
        }
    }

    /// Ends the words that a task's box is the box of.
    pub(super) fn end_label(&mut self) {
        if std::mem::take(&mut self.is_label_open) {
            self.html.push_str("</label>");
        }
    }
}
