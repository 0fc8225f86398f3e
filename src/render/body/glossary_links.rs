//! Links each glossary term to its page where a text uses it first.
//!
//! Terms are linked in running text only: not in headings, links, code, footnotes or quotations. A
//! term can span a line break, so consecutive text events are searched together, as one run.

use super::escape::push_attribute;
use super::html_writer::HtmlWriter;
use crate::parse::markdown::{ElementKind, MarkdownEvent};
use std::collections::{HashSet, VecDeque};

/// The state of glossary links while a text is written.
#[derive(Debug, Default)]
pub(super) struct GlossaryState {
    /// The terms that are linked already.
    linked_terms: HashSet<usize>,
    /// How many open elements exclude terms.
    n_excluding: usize,
    /// Whether a quotation is open in this block.
    is_quoted: bool,
    /// Where the links of the current run start and end, in order.
    tags: VecDeque<TermTag>,
}

/// The start or end of a link to a term, at an offset in the text of one event.
#[derive(Debug)]
struct TermTag {
    event_index: usize,
    offset: usize,
    /// The address for a start tag. `None` means the end tag.
    href: Option<String>,
}

/// Returns whether terms in an element are not linked.
fn excludes_terms(kind: ElementKind) -> bool {
    matches!(
        kind,
        ElementKind::Heading
            | ElementKind::Quote
            | ElementKind::CalloutTitle
            | ElementKind::Summary
            | ElementKind::DefinitionTitle
            | ElementKind::TableHead
            | ElementKind::Footnote
            | ElementKind::RawBlock
            | ElementKind::Strikethrough
            | ElementKind::Kbd
            | ElementKind::Link
    )
}

impl HtmlWriter<'_> {
    pub(super) fn open_for_terms(&mut self, kind: ElementKind) {
        self.glossary.n_excluding += usize::from(excludes_terms(kind));
        self.glossary.is_quoted &= !kind.is_block();
    }

    pub(super) fn close_for_terms(&mut self, kind: ElementKind) {
        self.glossary.n_excluding -= usize::from(excludes_terms(kind));
        self.glossary.is_quoted &= !kind.is_block();
    }

    /// Appends running text with links to the terms in it.
    pub(super) fn push_text_run(&mut self, text: &str) {
        if self.options.terms.is_some() && self.starts_run() {
            self.link_terms();
        }
        let mut done = 0;
        while self.glossary.tags.front().is_some_and(|tag| tag.event_index == self.event_index) {
            let Some(tag) = self.glossary.tags.pop_front() else { break };
            self.push_text(text.get(done..tag.offset).unwrap_or_default());
            done = tag.offset;
            match tag.href {
                Some(href) => {
                    self.html.push_str("<a class=\"term\"");
                    push_attribute(&mut self.html, "href", &href);
                    self.html.push('>');
                }
                None => self.html.push_str("</a>"),
            }
        }
        self.push_text(text.get(done..).unwrap_or_default());
    }

    /// Returns whether the current text event is the first of its run.
    fn starts_run(&self) -> bool {
        let mut before = self.events.iter().take(self.event_index).rev().map(|(event, _)| event);
        let previous = before.find(|event| **event != MarkdownEvent::SoftBreak);
        !matches!(previous, Some(MarkdownEvent::Text(_)))
    }

    /// Finds the terms of the run that starts here.
    fn link_terms(&mut self) {
        let Some(terms) = self.options.terms else { return };
        let mut run = String::new();
        // The offset in the run of each text event, with the event's index.
        let mut event_starts: Vec<(usize, usize)> = Vec::new();
        let mut end = self.event_index;
        for (event, _) in self.events.iter().skip(self.event_index) {
            match event {
                MarkdownEvent::Text(text) => {
                    event_starts.push((run.len(), end));
                    run.push_str(text);
                }
                MarkdownEvent::SoftBreak => run.push('\n'),
                _ => break,
            }
            end += 1;
        }
        let is_open = self.glossary.n_excluding == 0
            && self.n_suppressed == 0
            && self.n_open_images == 0
            && !self.is_label_open;
        let term_uses = if is_open { (terms.find)(&run) } else { Vec::new() };
        let (is_joined_before, is_joined_after) =
            (self.is_joined_before(), self.is_joined_after(end));
        let tag_at = |offset: usize, href: Option<String>| {
            let index = event_starts.partition_point(|(start, _)| *start <= offset);
            let event_start = event_starts.get(index.saturating_sub(1));
            let (start, event_index) = event_start.copied().unwrap_or_default();
            TermTag { event_index, offset: offset - start, href }
        };
        let mut scanned = 0;
        for (range, term) in term_uses {
            self.glossary.is_quoted ^= has_unbalanced_quotes(run.get(scanned..range.start));
            scanned = range.start;
            let before = run.get(..range.start).and_then(|text| text.chars().next_back());
            let is_apart = before.is_none_or(|char| char.is_whitespace() || char == '(')
                && !(before.is_none() && is_joined_before)
                && !(range.end == run.len() && is_joined_after);
            if self.glossary.is_quoted || !is_apart || !self.glossary.linked_terms.insert(term) {
                continue;
            }
            self.glossary.tags.push_back(tag_at(range.start, Some((terms.href)(term))));
            // The end tag belongs to the event of the term's last character.
            let last = tag_at(range.end.saturating_sub(1), None);
            self.glossary.tags.push_back(TermTag { offset: last.offset + 1, ..last });
        }
        self.glossary.is_quoted ^= has_unbalanced_quotes(run.get(scanned..));
    }

    /// Returns whether the first word of the run may continue a word before it.
    fn is_joined_before(&self) -> bool {
        let is_inline = |event: &MarkdownEvent<'_>| match event {
            MarkdownEvent::Open(element) => !element.kind().is_block(),
            _ => false,
        };
        let mut before = self.events.iter().take(self.event_index).rev().map(|(event, _)| event);
        match before.find(|event| !is_inline(event)) {
            None
            | Some(MarkdownEvent::HardBreak | MarkdownEvent::SoftBreak)
            | Some(MarkdownEvent::Open(_)) => false,
            Some(MarkdownEvent::Close(kind)) => !kind.is_block(),
            Some(MarkdownEvent::Text(text)) => !text.ends_with(|char: char| char.is_whitespace()),
            Some(_) => true,
        }
    }

    /// Returns whether the last word of the run may continue in the event at index `end`.
    fn is_joined_after(&self, end: usize) -> bool {
        match self.events.get(end).map(|(event, _)| event) {
            Some(MarkdownEvent::Open(element)) => !element.kind().is_block(),
            Some(MarkdownEvent::Literal(_) | MarkdownEvent::Code(_) | MarkdownEvent::Raw(..)) => {
                true
            }
            _ => false,
        }
    }
}

/// Returns whether a text opens a quotation that it does not close, or the reverse.
fn has_unbalanced_quotes(text: Option<&str>) -> bool {
    let is_quote = |char: &char| matches!(char, '"' | '“' | '”' | '„' | '«' | '»');
    text.unwrap_or_default().chars().filter(is_quote).count() % 2 == 1
}
