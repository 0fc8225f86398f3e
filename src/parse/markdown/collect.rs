//! Markdown → [`Outline`]: what the rest of the site needs to know about a text.

use super::around::{Block, shorten};
use super::event::{Element, Kind, LinkParts, MdEvent};
use super::html;
use super::prose::Prose;
use super::reader::events;
use super::slug::Slugger;
use crate::parse::outline::{
    Anchor, CitationTrap, Directive, Heading, Link, LinkForm, Outline, RawHtml, placeholder,
};
use std::ops::Range;

/// The longest summary, in characters.
const MAX_SUMMARY_CHARS: usize = 200;
/// What stands between the cells of a table's row in plain text.
const BETWEEN_CELLS: &str = " · ";

/// What is known while a text's events are gone through.
#[derive(Debug, Default)]
struct Collector {
    outline: Outline,
    block: Block,
    /// What `{#id}` says, for each heading.
    given_ids: Vec<Option<String>>,
    heading: Option<(u8, Range<usize>)>,
    /// How many blocks are open in which no summary stands: lists, quotes, notes, tables.
    n_enclosing: usize,
    is_code: bool,
    /// Where the running text of the open cell of a table begins.
    cell_start: usize,
    prose: Prose,
    /// Whether the words of the link that is open are no running text.
    is_bare_link: bool,
    /// Whether what the open link shows stands in the block's text already.
    is_placeholder: bool,
}

/// Finds what a Markdown text holds: one pass, linear.
#[must_use]
pub fn outline(text: &str) -> Outline {
    let mut collector = Collector::default();
    for (event, range) in events(text) {
        collector.take(text, event, range);
    }
    collector.end_block();
    let mut outline = collector.finish();
    let is_escaped = |at: usize| text.get(..at).is_some_and(|before| before.ends_with('\\'));
    outline.citation_traps.retain(|(range, _)| !is_escaped(range.start));
    outline
}

impl Collector {
    fn take(&mut self, text: &str, event: MdEvent<'_>, range: Range<usize>) {
        match event {
            MdEvent::Open(element) => self.open(text, element, range),
            MdEvent::Close(kind) => self.close(kind),
            MdEvent::Text(words) | MdEvent::Literal(words) => {
                if !self.is_code {
                    if !self.is_placeholder {
                        self.block.push(&words);
                    }
                    self.words(&words, &range);
                }
            }
            MdEvent::Code(words) => {
                self.block.push(&words);
                self.prose.hole();
            }
            MdEvent::Raw(html, kind) => match html::tag_name(&html, kind) {
                Some(tag) => self.outline.raw_html.push(RawHtml { tag, range }),
                None => self.block.push(&html),
            },
            MdEvent::Citation => {
                self.outline.citations.push(range);
                self.block.gap();
                self.prose.hole();
            }
            MdEvent::FootnoteReference(_) => self.block.gap(),
            MdEvent::Anchor(name) => {
                self.outline.anchors.push(Anchor { name: name.into_string(), range });
            }
            MdEvent::SoftBreak | MdEvent::HardBreak => {
                self.block.push(" ");
                self.prose.push(" ", &range);
            }
            MdEvent::Rule => self.end_block(),
            MdEvent::Task(_) => {}
            MdEvent::TooDeep => self.outline.too_deep = Some(range),
        }
    }

    /// Words of running text, if they are.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        if self.heading.is_none() && !self.is_bare_link {
            self.prose.push(words, range);
        }
    }

    fn open(&mut self, text: &str, element: Element<'_>, range: Range<usize>) {
        let kind = element.kind();
        if kind == Kind::TableCell {
            self.prose.hole();
            self.cell_start = self.prose.end();
            if !self.block.text.is_empty() {
                self.block.push(BETWEEN_CELLS);
            }
        } else if kind.is_block() {
            self.end_block();
        }
        self.n_enclosing += usize::from(encloses(kind));
        match element {
            Element::Heading { level, id } => {
                self.given_ids.push(id.map(|id| id.into_string()).filter(|id| !id.is_empty()));
                self.heading = Some((level, range));
            }
            Element::Link(parts) => {
                let trap = linked_citation(text, &parts, &range);
                let is_trapped = trap.is_some();
                self.outline.citation_traps.extend(trap);
                // A link that shows its address or another's title has no words of its own.
                let is_address = text.get(parts.range.end..).is_some_and(|t| t.starts_with('>'))
                    && text.get(..parts.range.start).is_some_and(|t| t.ends_with('<'));
                self.is_bare_link = !parts.has_text || is_address || is_trapped;
                self.prose.open_link();
                let number = self.outline.links.len();
                self.block.open_link(number);
                // An anchor is made of the words of a heading as they are written.
                let stand_in = placeholder(number).filter(|_| self.heading.is_none());
                if let Some(char) = stand_in.filter(|_| !parts.has_text) {
                    self.block.push(char.encode_utf8(&mut [0; 4]));
                    self.is_placeholder = true;
                }
                self.outline.links.push(Link {
                    form: parts.form,
                    destination: parts.destination.into_string(),
                    range: parts.range,
                    around: Default::default(),
                });
            }
            Element::Directive { name, options } => {
                self.is_code = true;
                let word = text.get(name.clone()).unwrap_or_default().to_owned();
                self.outline.directives.push(Directive { name: word, range: name, options });
            }
            Element::CodeBlock { .. } => self.is_code = true,
            _ => {}
        }
    }

    fn close(&mut self, kind: Kind) {
        match kind {
            Kind::Link => {
                self.is_bare_link = false;
                self.is_placeholder = false;
                self.prose.close_link();
                return self.block.close_link();
            }
            Kind::CodeBlock | Kind::Directive => self.is_code = false,
            Kind::TableCell => {
                let cut = self.prose.cut_citation(self.cell_start);
                self.outline.citation_traps.extend(cut);
            }
            Kind::Heading => {
                if let Some((level, range)) = self.heading.take() {
                    let (text, anchor) = (self.block.text.trim().to_owned(), String::new());
                    self.outline.headings.push(Heading { level, text, anchor, range });
                }
            }
            Kind::Paragraph if self.n_enclosing == 0 && self.outline.summary.is_empty() => {
                self.outline.summary = shorten(self.block.text.trim(), MAX_SUMMARY_CHARS);
            }
            _ => {}
        }
        self.n_enclosing -= usize::from(encloses(kind));
        if kind.is_block() && kind != Kind::TableCell {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        self.prose.finish(&mut self.outline);
        let links = &mut self.outline.links;
        self.block.finish(|number, around| {
            if let Some(link) = links.get_mut(number) {
                link.around = around;
            }
        });
    }

    fn finish(mut self) -> Outline {
        let mut slugger = Slugger::default();
        for (heading, id) in self.outline.headings.iter_mut().zip(&self.given_ids) {
            if let Some(id) = id.as_ref().filter(|id| slugger.reserve(id)) {
                heading.anchor.clone_from(id);
            }
        }
        for heading in self.outline.headings.iter_mut().filter(|h| h.anchor.is_empty()) {
            heading.anchor = slugger.anchor(&heading.text);
        }
        // A stable sort keeps the first of several with one name in front.
        self.outline.anchors.sort_by(|a, b| a.name.cmp(&b.name));
        self.outline.anchors.dedup_by(|later, earlier| later.name == earlier.name);
        self.outline
    }
}

/// A link whose words are those of a citation: `[@x](` or, with a definition of that name, `[@x]`.
fn linked_citation(
    text: &str,
    parts: &LinkParts<'_>,
    range: &Range<usize>,
) -> Option<(Range<usize>, CitationTrap)> {
    let written = text.get(range.clone())?;
    let next = written.strip_prefix("[@").and_then(|rest| rest.chars().next());
    let is_id = next.is_some_and(|next| next.is_ascii_lowercase() || next.is_ascii_digit());
    if parts.form != LinkForm::Link || !is_id {
        return None;
    }
    let is_inline = range.contains(&parts.range.start);
    let trap = if is_inline { CitationTrap::Parenthesis } else { CitationTrap::Definition };
    Some((range.clone(), trap))
}

/// Whether a paragraph in such a block is no summary of the text.
fn encloses(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Quote
            | Kind::Callout
            | Kind::Details
            | Kind::List
            | Kind::DefinitionList
            | Kind::Table
            | Kind::Footnote
    )
}
