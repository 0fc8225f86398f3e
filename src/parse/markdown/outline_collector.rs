//! Markdown → [`MarkdownOutline`]: what the rest of the site needs to know about a text.

use super::event::{ElementKind, LinkParts, MarkdownElement, MarkdownEvent};
use super::event_reader::markdown_events;
use super::heading_slug::HeadingSlugger;
use super::html_scanner;
use super::link_context::BlockText;
use super::running_text::RunningTextBuilder;
use crate::parse::outline::{
    ExplicitAnchor, LinkContext, LinkForm, LinkIndex, MarkdownOutline, MisparsedCitation,
    OutlineHeading, OutlineLink, RawHtmlTag, ViewDirective,
};
use std::ops::Range;

/// The longest summary, in characters.
const MAX_SUMMARY_CHARS: usize = 200;
/// What stands between the cells of a table's row in plain text.
const BETWEEN_CELLS: &str = " · ";

/// What is known while a text's events are gone through.
#[derive(Debug, Default)]
struct OutlineCollector {
    outline: MarkdownOutline,
    block: BlockText,
    /// What `{#id}` says, for each heading.
    given_ids: Vec<Option<String>>,
    heading: Option<(u8, Range<usize>)>,
    /// How many blocks are open in which no summary stands: lists, quotes, notes, tables.
    n_enclosing: usize,
    is_code: bool,
    /// Where the running text of the open cell of a table begins.
    cell_start: usize,
    prose: RunningTextBuilder,
    /// Whether the words of the link that is open are no running text.
    is_bare_link: bool,
    /// Whether the open link shows a text that only the site knows; its own text is left out.
    is_unknown_text: bool,
}

/// Finds what a Markdown text holds: one pass, linear.
#[must_use]
pub fn collect_outline(text: &str) -> MarkdownOutline {
    let mut collector = OutlineCollector::default();
    for (event, range) in markdown_events(text) {
        collector.on_event(text, event, range);
    }
    collector.finish_block();
    let mut outline = collector.finish();
    let is_escaped =
        |offset: usize| text.get(..offset).is_some_and(|before| before.ends_with('\\'));
    outline.misparsed_citations.retain(|(range, _)| !is_escaped(range.start));
    outline
}

impl OutlineCollector {
    fn on_event(&mut self, text: &str, event: MarkdownEvent<'_>, range: Range<usize>) {
        match event {
            MarkdownEvent::Open(element) => self.on_start(text, element, range),
            MarkdownEvent::Close(kind) => self.on_end(kind),
            MarkdownEvent::Text(words) | MarkdownEvent::Literal(words) => {
                if !self.is_code {
                    if !self.is_unknown_text {
                        self.block.push_text(&words);
                    }
                    self.on_text(&words, &range);
                }
            }
            MarkdownEvent::Code(words) => {
                self.block.push_text(&words);
                self.prose.push_gap();
            }
            MarkdownEvent::Raw(html, kind) => match html_scanner::tag_name(&html, kind) {
                Some(tag) => self.outline.raw_html.push(RawHtmlTag { tag, range }),
                None => self.block.push_text(&html),
            },
            MarkdownEvent::Citation => {
                self.outline.citations.push(range);
                self.block.push_gap();
                self.prose.push_gap();
            }
            MarkdownEvent::FootnoteReference(_) => self.block.push_gap(),
            MarkdownEvent::Anchor(name) => {
                self.outline.anchors.push(ExplicitAnchor { name: name.into_string(), range });
            }
            MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => {
                self.block.push_text(" ");
                self.prose.push_text(" ", &range);
            }
            MarkdownEvent::Rule => self.finish_block(),
            MarkdownEvent::Task(_) => {}
            MarkdownEvent::TooDeep => self.outline.too_deep = Some(range),
        }
    }

    /// Words of running text, if they are.
    fn on_text(&mut self, words: &str, range: &Range<usize>) {
        if self.heading.is_none() && !self.is_bare_link {
            self.prose.push_text(words, range);
        }
    }

    fn on_start(&mut self, text: &str, element: MarkdownElement<'_>, range: Range<usize>) {
        let kind = element.kind();
        if kind == ElementKind::TableCell {
            self.prose.push_gap();
            self.cell_start = self.prose.text_len();
            if !self.block.is_empty() {
                self.block.push_text(BETWEEN_CELLS);
            }
        } else if kind.is_block() {
            self.finish_block();
        }
        self.n_enclosing += usize::from(is_container(kind));
        match element {
            MarkdownElement::Heading { level, id } => {
                self.given_ids.push(id.map(|id| id.into_string()).filter(|id| !id.is_empty()));
                self.heading = Some((level, range));
            }
            MarkdownElement::Link(parts) => {
                let trap = linked_citation(text, &parts, &range);
                let is_trapped = trap.is_some();
                self.outline.misparsed_citations.extend(trap);
                // A link that shows its address or another's title has no words of its own.
                let is_address = text.get(parts.range.end..).is_some_and(|t| t.starts_with('>'))
                    && text.get(..parts.range.start).is_some_and(|t| t.ends_with('<'));
                self.is_bare_link = !parts.has_text || is_address || is_trapped;
                self.prose.open_link();
                let link_index = LinkIndex(self.outline.links.len());
                self.block.open_link(link_index);
                // The anchor of a heading is made of its text as written.
                if !parts.has_text && self.heading.is_none() {
                    self.block.push_unknown_text(link_index);
                    self.is_unknown_text = true;
                }
                self.outline.links.push(OutlineLink {
                    form: parts.form,
                    destination: parts.destination.into_string(),
                    range: parts.range,
                    context: LinkContext::default(),
                });
            }
            MarkdownElement::Directive { name, options } => {
                self.is_code = true;
                let word = text.get(name.clone()).unwrap_or_default().to_owned();
                self.outline.directives.push(ViewDirective { name: word, range: name, options });
            }
            MarkdownElement::CodeBlock { .. } => self.is_code = true,
            _ => {}
        }
    }

    fn on_end(&mut self, kind: ElementKind) {
        match kind {
            ElementKind::Link => {
                self.is_bare_link = false;
                self.is_unknown_text = false;
                self.prose.close_link();
                return self.block.close_link();
            }
            ElementKind::CodeBlock | ElementKind::Directive => self.is_code = false,
            ElementKind::TableCell => {
                let cut = self.prose.citation_cut_by_table(self.cell_start);
                self.outline.misparsed_citations.extend(cut);
            }
            ElementKind::Heading => {
                if let Some((level, range)) = self.heading.take() {
                    let (text, anchor) = (self.block.trimmed().to_owned(), String::new());
                    self.outline.headings.push(OutlineHeading { level, text, anchor, range });
                }
            }
            ElementKind::Paragraph if self.n_enclosing == 0 && self.outline.summary.is_empty() => {
                self.outline.summary = self.block.summary(MAX_SUMMARY_CHARS);
            }
            _ => {}
        }
        self.n_enclosing -= usize::from(is_container(kind));
        if kind.is_block() && kind != ElementKind::TableCell {
            self.finish_block();
        }
    }

    fn finish_block(&mut self) {
        self.prose.add_to_outline(&mut self.outline);
        self.block.finish_block(&mut self.outline.links);
    }

    fn finish(mut self) -> MarkdownOutline {
        let mut slugger = HeadingSlugger::default();
        for (heading, id) in self.outline.headings.iter_mut().zip(&self.given_ids) {
            if let Some(id) = id.as_ref().filter(|id| slugger.reserve_anchor(id)) {
                heading.anchor.clone_from(id);
            }
        }
        for heading in self.outline.headings.iter_mut().filter(|h| h.anchor.is_empty()) {
            heading.anchor = slugger.unique_anchor(&heading.text);
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
) -> Option<(Range<usize>, MisparsedCitation)> {
    let written = text.get(range.clone())?;
    let next = written.strip_prefix("[@").and_then(|rest| rest.chars().next());
    let is_id = next.is_some_and(|next| next.is_ascii_lowercase() || next.is_ascii_digit());
    if parts.form != LinkForm::Link || !is_id {
        return None;
    }
    let is_inline = range.contains(&parts.range.start);
    let trap =
        if is_inline { MisparsedCitation::Parenthesis } else { MisparsedCitation::Definition };
    Some((range.clone(), trap))
}

/// Whether a paragraph in such a block is no summary of the text.
fn is_container(kind: ElementKind) -> bool {
    matches!(
        kind,
        ElementKind::Quote
            | ElementKind::Callout
            | ElementKind::Details
            | ElementKind::List
            | ElementKind::DefinitionList
            | ElementKind::Table
            | ElementKind::Footnote
    )
}
