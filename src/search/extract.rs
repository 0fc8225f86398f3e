//! A Markdown text as the words that a reader sees.

use super::document::IndexContext;
use super::fact_text;
use crate::parse::markdown::{MarkdownElement, MarkdownEvent, markdown_events};
use crate::parse::outline::link_of_placeholder;
use crate::parse::{MarkdownBody, OutlineLink};
use crate::site::resolve_link::{LinkPlace, ResolvedLink};
use crate::site::{EntryIndex, LanguageIndex, LanguageVersion};

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExtractedPiece {
    Heading,
    Words,
    /// Between two blocks or lines.
    Break,
}

/// A text and whose it is.
#[derive(Clone, Copy)]
pub(super) struct MarkdownText<'a> {
    pub(super) entry: EntryIndex,
    pub(super) language_index: LanguageIndex,
    pub(super) body: &'a MarkdownBody,
    pub(super) path: &'a str,
}

impl<'a> MarkdownText<'a> {
    /// An entry's text.
    pub(super) fn new(
        reading: IndexContext<'a>,
        entry: EntryIndex,
        version: &'a LanguageVersion,
    ) -> Self {
        let own = reading.site.entry_at(entry).source_path();
        let path = version.file.as_ref().map_or(own, |file| &*file.file.path);
        let language_index = reading.site.config.language_index(&version.language);
        Self {
            entry,
            language_index: language_index.unwrap_or_default(),
            body: &version.body,
            path,
        }
    }

    /// What a link without words of its own shows.
    fn link_text(self, reading: IndexContext<'a>, link: &OutlineLink) -> String {
        let Self { entry, language_index, body, path } = self;
        match reading
            .site
            .resolve_link(LinkPlace { entry, language_index, body, path }, link)
            .target
        {
            ResolvedLink::Entry { entry, .. } => reading.entry_title(entry).to_owned(),
            // Not what that field's own text holds: it is found where it is written.
            ResolvedLink::Field(entry, field) => fact_text::field_line(reading, entry, &field),
            _ => String::new(),
        }
    }

    /// Calls `each` with every piece of the text. What the page leaves out (a heading that is its
    /// title, addresses, the lines of a view) is left out here.
    pub(super) fn for_each_piece(
        self,
        reading: IndexContext<'a>,
        mut each: impl FnMut(ExtractedPiece, &str),
    ) {
        let links = &self.body.outline.links;
        let (mut n_links, mut piece) = (0, ExtractedPiece::Words);
        // Within the brackets of a link, or the fence of a view, that shows something else.
        let (mut replaced, mut depth) = (None, 0_usize);
        for (event, _) in markdown_events(self.body.text()) {
            match &event {
                MarkdownEvent::Open(element) => {
                    depth += 1;
                    match element {
                        MarkdownElement::Heading { .. } => piece = ExtractedPiece::Heading,
                        MarkdownElement::Directive { .. } => replaced = replaced.or(Some(depth)),
                        MarkdownElement::Link(parts) => {
                            if !parts.has_text && replaced.is_none() {
                                replaced = Some(depth);
                                let link = links.get(n_links);
                                let shown = link.map(|link| self.link_text(reading, link));
                                each(piece, &shown.unwrap_or_default());
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
                    replaced = replaced.filter(|open| *open != depth);
                    depth = depth.saturating_sub(1);
                    if *kind == crate::parse::markdown::ElementKind::Heading {
                        piece = ExtractedPiece::Words;
                    }
                }
                MarkdownEvent::Text(words)
                | MarkdownEvent::Literal(words)
                | MarkdownEvent::Code(words)
                    if replaced.is_none() =>
                {
                    each(piece, words);
                }
                MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => {
                    each(ExtractedPiece::Break, " ");
                }
                _ => {}
            }
        }
    }

    /// The whole text on one line.
    pub(super) fn single_line_text(self, reading: IndexContext<'a>) -> String {
        let mut line = String::new();
        self.for_each_piece(reading, |_, words| line.push_str(words));
        normalize_whitespace(&line)
    }

    /// The first words of the text, with what its links show.
    pub(super) fn text_summary(self, reading: IndexContext<'a>) -> String {
        let outline = &self.body.outline;
        let mut out = String::new();
        for char in outline.summary.chars() {
            match link_of_placeholder(char).and_then(|at| outline.links.get(at)) {
                Some(link) => out.push_str(&self.link_text(reading, link)),
                None => out.push(char),
            }
        }
        normalize_whitespace(&out)
    }
}

/// White space as single spaces, none before a full stop that a marker left alone.
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

/// The first so many letters, cut at a word.
pub(super) fn truncate_at_word(text: &str, max_letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_letters) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(cut).trim_end())
}
