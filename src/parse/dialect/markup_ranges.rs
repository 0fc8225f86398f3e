//! Where a text has code, HTML, links and tables, as CommonMark reads it.

use crate::parse::markdown::{MARKDOWN_OPTIONS, bracket_syntax};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// The ranges of a text, each list in ascending order.
#[derive(Debug, Default)]
pub(super) struct MarkupRanges {
    /// Code, HTML, addresses in `<>`, citations, wiki links and link definitions: left alone.
    pub(super) fixed: Vec<Range<usize>>,
    /// Blocks and spans of code.
    code: Vec<Range<usize>>,
    /// Where the definitions of link labels begin.
    pub(super) definition_starts: HashSet<usize>,
    /// The outermost links and images.
    pub(super) links: Vec<LinkRange>,
    /// The rows of tables.
    pub(super) rows: Vec<Range<usize>>,
    /// How many links are open while the text is read.
    n_open_links: usize,
}

/// A link or image.
#[derive(Debug)]
pub(super) struct LinkRange {
    pub(super) range: Range<usize>,
    /// Where its text ends, before the `]`.
    pub(super) text_end: usize,
    pub(super) is_image: bool,
}

impl MarkupRanges {
    /// Reads a text.
    pub(super) fn new(text: &str) -> Self {
        let resolve_broken_link = |link: BrokenLink<'_>| {
            let is_syntax =
                link.link_type != LinkType::Collapsed && bracket_syntax(text, &link.span).is_some();
            is_syntax.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let options = MARKDOWN_OPTIONS;
        let parser =
            Parser::new_with_broken_link_callback(text, options, Some(resolve_broken_link));
        let mut parser = parser.into_offset_iter();
        let mut ranges = Self::default();
        for (event, range) in parser.by_ref() {
            ranges.on_event(&event, range);
        }
        let definitions = parser.reference_definitions().iter();
        for (_, definition) in definitions {
            ranges.definition_starts.insert(definition.span.start);
            ranges.fixed.push(definition.span.clone());
        }
        ranges.fixed.sort_by_key(|range| range.start);
        ranges
    }

    fn on_event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let is_image = matches!(event, Event::Start(Tag::Image { .. }));
                self.n_open_links += 1;
                if is_fixed_link(*link_type) {
                    self.fixed.push(range);
                } else if self.n_open_links == 1 {
                    let text_end = range.start + if is_image { 2 } else { 1 };
                    self.links.push(LinkRange { range, text_end, is_image });
                }
                return;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.n_open_links = self.n_open_links.saturating_sub(1);
            }
            _ => {}
        }
        if self.n_open_links > 0
            && let Some(link) = self.links.last_mut()
            && link.range.end > range.end
        {
            link.text_end = link.text_end.max(range.end);
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => {
                self.code.push(range.clone());
                self.fixed.push(range);
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.fixed.push(range),
            Event::Start(Tag::TableHead | Tag::TableRow) => self.rows.push(range),
            _ => {}
        }
    }

    /// Returns the end of the fixed range that contains an offset.
    pub(super) fn fixed_end(&self, offset: usize) -> Option<usize> {
        last_starting_before(&self.fixed, |range| range.start, offset)
            .filter(|range| range.end > offset)
            .map(|range| range.end)
    }

    /// Returns whether an offset is in code.
    pub(super) fn is_code(&self, offset: usize) -> bool {
        last_starting_before(&self.code, |range| range.start, offset)
            .is_some_and(|range| range.end > offset)
    }

    /// Returns the link that contains an offset.
    pub(super) fn link_at(&self, offset: usize) -> Option<&LinkRange> {
        last_starting_before(&self.links, |link| link.range.start, offset)
            .filter(|link| link.range.end > offset)
    }

    /// Returns the link that ends at an offset.
    pub(super) fn link_ending_at(&self, offset: usize) -> Option<&LinkRange> {
        last_starting_before(&self.links, |link| link.range.start, offset.checked_sub(1)?)
            .filter(|link| link.range.end == offset)
    }

    /// Returns whether an offset is in a row of a table.
    pub(super) fn is_in_row(&self, offset: usize) -> bool {
        last_starting_before(&self.rows, |range| range.start, offset)
            .is_some_and(|range| range.end > offset)
    }
}

/// Returns whether a link is an address in `<>`, or has brackets of pakt's own.
fn is_fixed_link(kind: LinkType) -> bool {
    matches!(
        kind,
        LinkType::Autolink
            | LinkType::Email
            | LinkType::ShortcutUnknown
            | LinkType::ReferenceUnknown
            | LinkType::CollapsedUnknown
    )
}

/// Returns the last item that starts at an offset or before it.
fn last_starting_before<T>(items: &[T], start: impl Fn(&T) -> usize, offset: usize) -> Option<&T> {
    let n_before = items.partition_point(|item| start(item) <= offset);
    n_before.checked_sub(1).and_then(|index| items.get(index))
}
