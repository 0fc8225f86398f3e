//! Words that are explained elsewhere: each leads to its meaning where a text first uses it.
//!
//! Only in running text: not in headings, links, code, footnotes, or what is quoted. The words of
//! one run may stand on several lines, so they are looked through together.

use super::escape::push_attribute;
use super::html_writer::HtmlWriter;
use crate::parse::markdown::{ElementKind, MarkdownEvent};
use std::collections::{HashSet, VecDeque};

/// What is known of the terms of a text while it is written.
#[derive(Debug, Default)]
pub(super) struct GlossaryState {
    /// Those that it has led to.
    used: HashSet<usize>,
    /// How many elements are open in which no word is marked.
    n_closed: usize,
    /// Whether a quotation mark is open in this block.
    is_quoted: bool,
    /// Where links of this run begin and end, in order.
    cuts: VecDeque<GlossaryRun>,
}

/// A link to a term begins, with its address, or ends, at a byte of an event's words.
#[derive(Debug)]
struct GlossaryRun {
    event: usize,
    offset: usize,
    href: Option<String>,
}

/// Elements whose words stay as they are.
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
        self.terms.n_closed += usize::from(excludes_terms(kind));
        self.terms.is_quoted &= !kind.is_block();
    }

    pub(super) fn close_for_terms(&mut self, kind: ElementKind) {
        self.terms.n_closed -= usize::from(excludes_terms(kind));
        self.terms.is_quoted &= !kind.is_block();
    }

    /// Words of the text, with links at the terms in them.
    pub(super) fn push_text_run(&mut self, words: &str) {
        if self.options.terms.is_some() && self.starts_run() {
            self.link_terms();
        }
        let mut done = 0;
        while self.terms.cuts.front().is_some_and(|cut| cut.event == self.event_index) {
            let Some(cut) = self.terms.cuts.pop_front() else { break };
            self.push_text(words.get(done..cut.offset).unwrap_or_default());
            done = cut.offset;
            match cut.href {
                Some(href) => {
                    self.html.push_str("<a class=\"term\"");
                    push_attribute(&mut self.html, "href", &href);
                    self.html.push('>');
                }
                None => self.html.push_str("</a>"),
            }
        }
        self.push_text(words.get(done..).unwrap_or_default());
    }

    /// Whether the words that are written now do not go on from other words, over line breaks.
    fn starts_run(&self) -> bool {
        let before = self.events.iter().take(self.event_index).rev();
        let other =
            before.map(|(event, _)| event).find(|event| **event != MarkdownEvent::SoftBreak);
        !matches!(other, Some(MarkdownEvent::Text(_)))
    }

    /// Looks through the run that begins here.
    fn link_terms(&mut self) {
        let Some(terms) = self.options.terms else { return };
        let mut run = String::new();
        // Where each event's words begin in the run.
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut end = self.event_index;
        for (event, _) in self.events.iter().skip(self.event_index) {
            match event {
                MarkdownEvent::Text(words) => {
                    places.push((run.len(), end));
                    run.push_str(words);
                }
                MarkdownEvent::SoftBreak => run.push('\n'),
                _ => break,
            }
            end += 1;
        }
        let is_open = self.terms.n_closed == 0
            && self.n_muted == 0
            && self.n_open_pictures == 0
            && !self.is_label_open;
        let found = if is_open { (terms.find)(&run) } else { Vec::new() };
        let (glued_start, glued_end) = (self.is_joined_before(), self.is_joined_after(end));
        let place = |offset: usize| {
            let number = places.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            let (start, event) = places.get(number).copied().unwrap_or_default();
            (event, offset - start)
        };
        let mut read = 0;
        for (range, term) in found {
            self.terms.is_quoted ^= has_unbalanced_quotes(run.get(read..range.start));
            read = range.start;
            let before = run.get(..range.start).and_then(|text| text.chars().next_back());
            let is_apart = before.is_none_or(|char| char.is_whitespace() || char == '(')
                && !(before.is_none() && glued_start)
                && !(range.end == run.len() && glued_end);
            if self.terms.is_quoted || !is_apart || !self.terms.used.insert(term) {
                continue;
            }
            let (event, at) = place(range.start);
            self.terms.cuts.push_back(GlossaryRun {
                event,
                offset: at,
                href: Some((terms.href)(term)),
            });
            let (event, at) = place(range.end.saturating_sub(1));
            let at = at + 1;
            self.terms.cuts.push_back(GlossaryRun { event, offset: at, href: None });
        }
        self.terms.is_quoted ^= has_unbalanced_quotes(run.get(read..));
    }

    /// Whether the first word of the run may go on from what stands before it.
    fn is_joined_before(&self) -> bool {
        let is_inline = |event: &MarkdownEvent<'_>| match event {
            MarkdownEvent::Open(element) => !element.kind().is_block(),
            _ => false,
        };
        let before = self.events.iter().take(self.event_index).rev().map(|(event, _)| event);
        match before.into_iter().find(|event| !is_inline(event)) {
            None
            | Some(MarkdownEvent::HardBreak | MarkdownEvent::SoftBreak)
            | Some(MarkdownEvent::Open(_)) => false,
            Some(MarkdownEvent::Close(kind)) => !kind.is_block(),
            Some(MarkdownEvent::Text(words)) => !words.ends_with(|char: char| char.is_whitespace()),
            Some(_) => true,
        }
    }

    /// Whether the last word of the run may go on in what stands after it.
    fn is_joined_after(&self, end: usize) -> bool {
        let after = self.events.get(end).map(|(event, _)| event);
        match after {
            Some(MarkdownEvent::Open(element)) => !element.kind().is_block(),
            Some(MarkdownEvent::Literal(_) | MarkdownEvent::Code(_) | MarkdownEvent::Raw(..)) => {
                true
            }
            _ => false,
        }
    }
}

/// Whether words open a quotation, or end one.
fn has_unbalanced_quotes(words: Option<&str>) -> bool {
    let is_quote = |char: &char| matches!(char, '"' | '“' | '”' | '„' | '«' | '»');
    words.unwrap_or_default().chars().filter(is_quote).count() % 2 == 1
}
