//! Collects the [`MarkdownOutline`] of a text from its events.

use super::event::{
    ElementKind, LinkParts, MarkdownElement, MarkdownEvent, RawHtmlKind, VerbatimKind,
};
use super::event_reader::{MarkdownReading, read_markdown};
use super::fence::view_like_block;
use super::footnote_usage::FootnoteUsage;
use super::heading_slug::HeadingSlugger;
use super::html_scanner;
use super::link_context::BlockText;
use super::running_text::RunningTextBuilder;
use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::parse::dialect::{ForeignUse, is_component_name};
use crate::parse::outline::{
    EmbedScope, ExplicitAnchor, IMAGE_EXTENSIONS, LinkContext, LinkForm, LinkIndex,
    MarkdownOutline, MarkdownProblem, MisparsedCitation, OutlineHeading, OutlineLink, RawHtmlTag,
    TextSegment, ViewDirective,
};
use std::ops::Range;

/// The maximum length of the start of a text that is kept for a summary, which is cut later.
const MAX_SUMMARY_CHARS: usize = 400;
/// Languages of code blocks that other tools draw, and `math`.
const DIAGRAM_LANGUAGES: [&str; 15] = [
    "mermaid",
    "plantuml",
    "puml",
    "dot",
    "graphviz",
    "d2",
    "ditaa",
    "vega-lite",
    "vega",
    "wavedrom",
    "nomnoml",
    "blockdiag",
    "bpmn",
    "geojson",
    "math",
];
/// Separates the cells of a table row in plain text.
const CELL_SEPARATOR: &str = " · ";

/// The state while the events of a text are processed.
#[derive(Debug, Default)]
struct OutlineCollector {
    outline: MarkdownOutline,
    block: BlockText,
    /// The id of `{#id}` for each heading.
    explicit_ids: Vec<Option<String>>,
    /// The level and range of the open heading.
    open_heading: Option<(u8, Range<usize>)>,
    /// The terms of definition lists, with their text, and where each is.
    terms: Vec<(String, Range<usize>)>,
    /// The range of the open term.
    open_term: Option<Range<usize>>,
    /// Whether the summary ends with a colon, so that the block after it belongs to it.
    is_summary_open: bool,
    /// How many blocks are open whose paragraphs are not a summary: lists, quotes, notes, tables.
    n_open_containers: usize,
    n_open_elements: usize,
    /// The range of the open block that is in no other one.
    open_block: Option<Range<usize>>,
    is_in_code: bool,
    /// Where the running text of the open table cell begins.
    cell_start: usize,
    running_text: RunningTextBuilder,
    /// Whether the text of the open link is not running text.
    is_bare_link: bool,
    /// The range of the open picture, and where its text begins.
    open_picture: Option<(Range<usize>, usize)>,
    /// Whether the open link shows a text that only the site knows; its own text is left out.
    is_unknown_text: bool,
}

/// Collects the outline of a Markdown text, in one linear pass.
#[must_use]
pub fn collect_outline(text: &str) -> MarkdownOutline {
    let mut collector = OutlineCollector::default();
    let MarkdownReading { events, foreign, problems } = read_markdown(text);
    let has_footnotes = events.iter().any(|(event, _)| is_footnote(event));
    let footnote_problems =
        if has_footnotes { FootnoteUsage::new(&events).problems() } else { Vec::new() };
    for (event, range) in events {
        collector.on_event(text, event, range);
    }
    collector.finish_block();
    let mut outline = collector.finish();
    outline.foreign.extend(foreign);
    outline.problems.extend(problems.into_iter().chain(footnote_problems));
    let is_escaped =
        |offset: usize| text.get(..offset).is_some_and(|before| before.ends_with('\\'));
    outline.misparsed_citations.retain(|(range, _)| !is_escaped(range.start));
    outline.citation_like.retain(|range| !is_escaped(range.start));
    outline
}

/// Returns the kind of a code block that another tool draws or runs, by its first line and its
/// language. `None` means that it is code for readers.
fn foreign_code(first_line: &str, language: &str) -> Option<ForeignSyntaxKind> {
    let info = first_line.trim_start_matches(['`', '~', ' ']);
    // `{r rent, echo=FALSE}` is a cell, `{.r}` and `{#rent .r}` are attributes.
    let options = info.strip_prefix('{').and_then(|info| info.strip_prefix(language));
    let is_cell = options.is_some_and(|options| {
        !language.is_empty() && options.starts_with([' ', ',']) && options.contains('}')
    });
    match language {
        "math" => Some(ForeignSyntaxKind::Formula),
        "dataview" | "dataviewjs" => Some(ForeignSyntaxKind::CodeCell),
        _ if DIAGRAM_LANGUAGES.contains(&language) => Some(ForeignSyntaxKind::Diagram),
        _ => is_cell.then_some(ForeignSyntaxKind::CodeCell),
    }
}

fn is_footnote(event: &MarkdownEvent<'_>) -> bool {
    matches!(
        event,
        MarkdownEvent::FootnoteReference(_) | MarkdownEvent::Open(MarkdownElement::Footnote(_))
    )
}

impl OutlineCollector {
    fn on_event(&mut self, text: &str, event: MarkdownEvent<'_>, range: Range<usize>) {
        match event {
            MarkdownEvent::Open(element) => {
                self.open_block_at(&range);
                self.on_start(text, element, range);
            }
            MarkdownEvent::Close(kind) => {
                self.n_open_elements = self.n_open_elements.saturating_sub(1);
                if self.n_open_elements == 0 {
                    self.open_block = None;
                }
                self.on_end(kind);
            }
            MarkdownEvent::Text(piece) | MarkdownEvent::Literal(piece) => {
                if !self.is_in_code {
                    if !self.is_unknown_text {
                        self.block.push_text(&piece);
                    }
                    self.on_text(&piece, &range);
                }
            }
            MarkdownEvent::Code(code) => {
                self.block.push_text(&code);
                self.running_text.push_gap();
            }
            MarkdownEvent::Verbatim(text, VerbatimKind::Formula) => {
                self.block.push_text(&text);
                self.running_text.push_gap();
            }
            MarkdownEvent::Verbatim(_, VerbatimKind::Syntax) => {
                self.block.push_gap();
                self.running_text.push_gap();
            }
            MarkdownEvent::Raw(html, kind) => {
                let before = text.get(..range.start).and_then(|text| text.chars().next_back());
                self.on_raw_html(&html, kind, range, before);
            }
            MarkdownEvent::Citation => {
                self.outline.citations.push(range);
                self.block.push_gap();
                self.running_text.push_gap();
            }
            MarkdownEvent::FootnoteReference(_) => self.block.push_gap(),
            MarkdownEvent::Anchor(name) => {
                let block = self.open_block.clone();
                let name = name.into_string();
                self.outline.anchors.push(ExplicitAnchor { name, range, block });
            }
            MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => {
                self.block.push_text(" ");
                self.running_text.push_text(" ", &range);
            }
            MarkdownEvent::Rule => self.finish_block(),
            MarkdownEvent::Task(_) => {}
            MarkdownEvent::TooDeep => self.outline.too_deep = Some(range),
        }
    }

    /// Notes the start of a block that is in no other one. An anchor before it names it.
    fn open_block_at(&mut self, range: &Range<usize>) {
        self.n_open_elements += 1;
        if self.n_open_elements > 1 {
            return;
        }
        self.open_block = Some(range.clone());
        let anchors = self.outline.anchors.iter_mut().rev();
        for anchor in anchors.take_while(|it| it.block.is_none() && it.name.starts_with('^')) {
            anchor.block = Some(range.clone());
        }
    }

    fn on_raw_html(
        &mut self,
        html: &str,
        kind: RawHtmlKind,
        range: Range<usize>,
        before: Option<char>,
    ) {
        if kind == RawHtmlKind::OpenComment {
            let range = range.start..range.start + "<!--".len();
            return self.outline.problems.push((range, MarkdownProblem::CommentNotClosed));
        }
        if kind == RawHtmlKind::Text && html_scanner::is_include_comment(html) {
            let kind = ForeignSyntaxKind::IncludeComment;
            return self.outline.foreign.push(ForeignUse { kind, range });
        }
        let Some(tag) = html_scanner::tag_name(html, kind) else {
            return self.block.push_text(html);
        };
        // `List<String>` is code that somebody forgot to mark.
        let follows_word = before.is_some_and(char::is_alphanumeric) && !html.starts_with("</");
        if !follows_word && is_component_name(html_scanner::raw_tag_name(html)) {
            // The end of a component is not another place.
            if !html.starts_with("</") {
                self.outline.foreign.push(ForeignUse { kind: ForeignSyntaxKind::Mdx, range });
            }
            return;
        }
        if let Some(name) = html_scanner::tag_id(html) {
            let name = name.to_owned();
            let range = range.clone();
            self.outline.anchors.push(ExplicitAnchor { name, range, block: None });
        }
        for attribute in html_scanner::link_attributes(html) {
            let value = range.start + attribute.start..range.start + attribute.end;
            self.outline.html_links.push(OutlineLink {
                form: LinkForm::Link,
                embed_scope: EmbedScope::Current,
                destination: html.get(attribute).unwrap_or_default().to_owned(),
                range: value,
                context: LinkContext::default(),
            });
        }
        self.outline.raw_html.push(RawHtmlTag { tag, range });
    }

    /// Adds text to the running text if it belongs to it.
    fn on_text(&mut self, text: &str, range: &Range<usize>) {
        if self.open_heading.is_none() && !self.is_bare_link {
            self.running_text.push_text(text, range);
        }
    }

    fn on_start(&mut self, text: &str, element: MarkdownElement<'_>, range: Range<usize>) {
        let kind = element.kind();
        if kind == ElementKind::TableCell {
            self.running_text.push_gap();
            self.cell_start = self.running_text.text_len();
            if !self.block.is_empty() {
                self.block.push_text(CELL_SEPARATOR);
            }
        } else if kind.is_block() {
            self.finish_block();
        }
        self.n_open_containers += usize::from(is_container(kind));
        let may_follow_colon =
            matches!(kind, ElementKind::Paragraph | ElementKind::List | ElementKind::Item);
        self.is_summary_open &= may_follow_colon || !kind.is_block();
        match element {
            MarkdownElement::Heading { level, id } => {
                self.explicit_ids.push(id.map(|id| id.into_string()).filter(|id| !id.is_empty()));
                self.open_heading = Some((level, range));
            }
            MarkdownElement::DefinitionTitle => self.open_term = Some(range),
            MarkdownElement::Link(parts) => {
                let misparsed_citation = linked_citation(text, &parts, &range);
                let before = text.get(..parts.range.start).unwrap_or_default();
                let after = text.get(parts.range.end..).unwrap_or_default();
                // A link that shows its address or a title has no text of its own.
                let is_autolink = before.ends_with('<') && after.starts_with('>');
                self.is_bare_link = !parts.has_text || is_autolink || misparsed_citation.is_some();
                self.outline.misparsed_citations.extend(misparsed_citation);
                if lacks_alternative(&parts) {
                    self.open_picture = Some((range, self.block.text_len()));
                }
                self.running_text.open_link();
                let link_index = LinkIndex(self.outline.links.len());
                self.block.open_link(link_index);
                // The anchor of a heading is made of its text as written.
                if !parts.has_text && self.open_heading.is_none() {
                    self.block.push_unknown_text(link_index);
                    self.is_unknown_text = true;
                }
                self.outline.links.push(OutlineLink {
                    form: parts.form,
                    embed_scope: parts.embed_scope,
                    destination: parts.destination.into_string(),
                    range: parts.range,
                    context: LinkContext::default(),
                });
            }
            MarkdownElement::Directive { name, argument, options } => {
                self.is_in_code = true;
                self.outline.directives.push(ViewDirective {
                    name: text.get(name.clone()).unwrap_or_default().to_owned(),
                    range: name,
                    argument: argument.into_string(),
                    options,
                });
            }
            MarkdownElement::CodeBlock { language, .. } => {
                self.is_in_code = true;
                self.outline.view_like.extend(view_like_block(text, &range));
                let first_line = text.get(range.clone()).and_then(|code| code.lines().next());
                let first_line = first_line.unwrap_or_default();
                if let Some(kind) = foreign_code(first_line, &language.to_lowercase()) {
                    let end = range.start + first_line.len();
                    self.outline.foreign.push(ForeignUse { kind, range: range.start..end });
                }
            }
            _ => {}
        }
    }

    fn on_end(&mut self, kind: ElementKind) {
        match kind {
            ElementKind::Link => {
                self.is_bare_link = false;
                self.is_unknown_text = false;
                if let Some((range, start)) = self.open_picture.take()
                    && self.block.is_blank_since(start)
                {
                    self.outline.problems.push((range, MarkdownProblem::MissingAlternative));
                }
                self.running_text.close_link();
                return self.block.close_link();
            }
            ElementKind::CodeBlock | ElementKind::Directive => self.is_in_code = false,
            ElementKind::TableCell => {
                let misparsed = self.running_text.citation_cut_by_table(self.cell_start);
                self.outline.misparsed_citations.extend(misparsed);
            }
            ElementKind::Heading => {
                if let Some((level, range)) = self.open_heading.take() {
                    let (text, anchor) = (self.block.trimmed().to_owned(), String::new());
                    self.outline.headings.push(OutlineHeading { level, text, anchor, range });
                }
            }
            ElementKind::DefinitionTitle => {
                let text = self.block.trimmed().to_owned();
                self.terms.extend(self.open_term.take().map(|range| (text, range)));
            }
            ElementKind::Paragraph
                if self.n_open_containers == 0 && self.outline.summary.is_empty() =>
            {
                self.outline.summary = self.block.summary(MAX_SUMMARY_CHARS);
                self.is_summary_open = self.block.trimmed().ends_with(':');
            }
            ElementKind::Paragraph | ElementKind::Item if self.is_summary_open => {
                self.extend_summary();
            }
            ElementKind::List => self.is_summary_open &= self.n_open_containers > 1,
            _ => {}
        }
        self.n_open_containers -= usize::from(is_container(kind));
        if kind.is_block() && kind != ElementKind::TableCell {
            self.finish_block();
        }
    }

    /// Adds the block to a summary that ends with a colon: the items of a list, or one paragraph.
    fn extend_summary(&mut self) {
        let length = |segment: &TextSegment| match segment {
            TextSegment::Text(text) => text.chars().count(),
            TextSegment::LinkText(_) => 1,
        };
        let n_chars: usize = self.outline.summary.iter().map(length).sum();
        if self.block.trimmed().is_empty() {
            return;
        }
        let ends_clause = match self.outline.summary.last() {
            Some(TextSegment::Text(text)) => {
                text.trim_end().ends_with([':', ',', ';', '.', '!', '?'])
            }
            Some(TextSegment::LinkText(_)) | None => false,
        };
        let separator = if ends_clause { " " } else { ", " };
        self.outline.summary.push(TextSegment::Text(separator.into()));
        let n_left = MAX_SUMMARY_CHARS.saturating_sub(n_chars);
        self.outline.summary.extend(self.block.summary(n_left));
        self.is_summary_open = self.n_open_containers > 0 && self.block.trimmed().len() < n_left;
    }

    fn finish_block(&mut self) {
        self.running_text.add_to_outline(&mut self.outline);
        self.block.finish_block(&mut self.outline.links);
    }

    fn finish(mut self) -> MarkdownOutline {
        let mut slugger = HeadingSlugger::default();
        for (heading, id) in self.outline.headings.iter_mut().zip(&self.explicit_ids) {
            if let Some(id) = id.as_ref().filter(|id| slugger.reserve_anchor(id)) {
                heading.anchor.clone_from(id);
            }
        }
        let headings = self.outline.headings.iter_mut();
        for heading in headings.filter(|heading| heading.anchor.is_empty()) {
            heading.anchor = slugger.unique_anchor(&heading.text);
        }
        // A term never takes the anchor of something else.
        let anchors = &mut self.outline.anchors;
        for anchor in anchors.iter() {
            slugger.reserve_anchor(&anchor.name);
        }
        for (text, range) in self.terms {
            let name = slugger.unique_anchor(&text);
            self.outline.term_anchors.push(name.clone());
            anchors.push(ExplicitAnchor { name, range, block: None });
        }
        // The sort is stable, so the first of several anchors with the same name is kept.
        self.outline.anchors.sort_by(|a, b| a.name.cmp(&b.name));
        self.outline.anchors.dedup_by(|later, earlier| later.name == earlier.name);
        self.outline
    }
}

/// Returns the citation that Markdown reads as this link: `[@x](` or, with a link definition,
/// `[@x]`.
fn linked_citation(
    text: &str,
    parts: &LinkParts<'_>,
    range: &Range<usize>,
) -> Option<(Range<usize>, MisparsedCitation)> {
    let link = text.get(range.clone())?;
    let first_char = link.strip_prefix("[@").and_then(|rest| rest.chars().next());
    let has_id = first_char.is_some_and(|char| char.is_ascii_lowercase() || char.is_ascii_digit());
    if parts.form != LinkForm::Link || !has_id {
        return None;
    }
    let is_inline = range.contains(&parts.range.start);
    // The name of an account or a package, `[@ada](https://social.example/@ada)`, is a link.
    let words = link.split(']').next().unwrap_or_default();
    let is_web = ["https://", "http://"].iter().any(|it| parts.destination.starts_with(it));
    let first_word = words.split_whitespace().next().unwrap_or_default();
    if is_web && (first_word == words || first_word.contains('/')) {
        return None;
    }
    let reason =
        if is_inline { MisparsedCitation::Parenthesis } else { MisparsedCitation::Definition };
    Some((range.clone(), reason))
}

/// Returns whether a picture may have no alternative text: what it has follows.
fn lacks_alternative(parts: &LinkParts<'_>) -> bool {
    let is_picture = match parts.form {
        LinkForm::Image => true,
        LinkForm::Embed => {
            let extension = parts.destination.rsplit('.').next().unwrap_or_default();
            IMAGE_EXTENSIONS.contains(&&*extension.to_ascii_lowercase())
        }
        LinkForm::Link | LinkForm::Wiki => false,
    };
    is_picture && !parts.is_decoration && (parts.form == LinkForm::Image || !parts.has_text)
}

/// Returns whether a paragraph in such a block is not a summary of the text.
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
