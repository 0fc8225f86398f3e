//! Extracts the words that a reader sees from a Markdown text.

use super::fact_text;
use super::index_context::IndexContext;
use crate::parse::markdown::{MarkdownElement, MarkdownEvent, markdown_events};
use crate::parse::outline::{LinkIndex, TextSegment};
use crate::parse::{MarkdownBody, OutlineLink};
use crate::site::TextRef;
use crate::site::resolve_link::ResolvedLink;
use crate::site::{EntryIndex, LanguageIndex, LanguageVersion};

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExtractedPiece {
    Heading,
    Words,
    /// The space between two blocks or lines.
    Break,
}

/// A text of an entry, with what its links need to be resolved.
#[derive(Clone, Copy)]
pub(super) struct MarkdownText<'a> {
    pub(super) entry: EntryIndex,
    pub(super) language_index: LanguageIndex,
    pub(super) body: &'a MarkdownBody,
    pub(super) path: &'a str,
}

impl<'a> MarkdownText<'a> {
    /// Returns an entry's text in one language.
    pub(super) fn new(
        context: IndexContext<'a>,
        entry: EntryIndex,
        version: &'a LanguageVersion,
    ) -> Self {
        let entry_path = context.site.entry_at(entry).source_path();
        let path = version.file.as_ref().map_or(entry_path, |file| &*file.file.path);
        let language_index = context.site.config.language_index(&version.language);
        Self {
            entry,
            language_index: language_index.unwrap_or_default(),
            body: &version.body,
            path,
        }
    }

    /// Returns what a link without text of its own shows.
    fn link_text(self, context: IndexContext<'a>, link: &OutlineLink) -> String {
        let Self { entry, language_index, body, path } = self;
        match context
            .site
            .resolve_link(TextRef { entry_index: entry, language_index, body, path }, link)
            .target
        {
            ResolvedLink::Entry { entry, .. } => context.entry_title(entry).to_owned(),
            ResolvedLink::Field(entry, field) => fact_text::field_line(context, entry, &field),
            _ => String::new(),
        }
    }

    /// Calls `each` with every piece of the text that the page shows: no addresses, no options of
    /// a view, and no heading that is the page's title.
    pub(super) fn for_each_piece(
        self,
        context: IndexContext<'a>,
        mut each: impl FnMut(ExtractedPiece, &str),
    ) {
        let links = &self.body.outline.links;
        let (mut n_links, mut piece) = (0, ExtractedPiece::Words);
        // The depth of an open element whose content is not shown: a view, or a link without text.
        let (mut hidden_depth, mut depth) = (None, 0_usize);
        for (event, _) in markdown_events(self.body.text()) {
            match &event {
                MarkdownEvent::Open(element) => {
                    depth += 1;
                    match element {
                        MarkdownElement::Heading { .. } => piece = ExtractedPiece::Heading,
                        MarkdownElement::Directive { .. } => {
                            hidden_depth = hidden_depth.or(Some(depth));
                        }
                        MarkdownElement::Link(parts) => {
                            if !parts.has_text && hidden_depth.is_none() {
                                hidden_depth = Some(depth);
                                let link = links.get(n_links);
                                let text = link.map(|link| self.link_text(context, link));
                                each(piece, &text.unwrap_or_default());
                            }
                            n_links += 1;
                        }
                        _ => {}
                    }
                    if element.kind().is_block() {
                        each(ExtractedPiece::Break, " ");
                    }
                }
                MarkdownEvent::Close(kind) => {
                    hidden_depth = hidden_depth.filter(|open| *open != depth);
                    depth = depth.saturating_sub(1);
                    if *kind == crate::parse::markdown::ElementKind::Heading {
                        piece = ExtractedPiece::Words;
                    }
                }
                MarkdownEvent::Text(text)
                | MarkdownEvent::Literal(text)
                | MarkdownEvent::Code(text)
                    if hidden_depth.is_none() =>
                {
                    each(piece, text);
                }
                MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => {
                    each(ExtractedPiece::Break, " ");
                }
                _ => {}
            }
        }
    }

    /// Returns the whole text on one line.
    pub(super) fn single_line_text(self, context: IndexContext<'a>) -> String {
        let mut line = String::new();
        self.for_each_piece(context, |_, text| line.push_str(text));
        normalize_whitespace(&line)
    }

    /// Returns the first words of the text, with the text of its links.
    pub(super) fn text_summary(self, context: IndexContext<'a>) -> String {
        let outline = &self.body.outline;
        let mut out = String::new();
        for segment in &outline.summary {
            match segment {
                TextSegment::Text(text) => out.push_str(text),
                TextSegment::LinkText(LinkIndex(index)) => {
                    let link = outline.links.get(*index);
                    out.extend(link.map(|link| self.link_text(context, link)));
                }
            }
        }
        normalize_whitespace(&out)
    }
}

/// Collapses white space, and removes it before punctuation: a citation marker may have been there.
pub(super) fn normalize_whitespace(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() && !matches!(word, "." | "," | ";" | ":") {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Returns at most `max_letters` letters of a text, cut between two words.
pub(super) fn truncate_at_word(text: &str, max_letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_letters) else { return text.to_owned() };
    let prefix = text.get(..end).unwrap_or_default();
    let end = prefix.rfind(char::is_whitespace).unwrap_or(prefix.len());
    format!("{}…", prefix.get(..end).unwrap_or(prefix).trim_end())
}
