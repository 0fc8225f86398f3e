//! Extracts the words that a reader sees from a Markdown text.

use super::fact_text;
use super::index_context::IndexContext;
use crate::parse::OutlineLink;
use crate::parse::markdown::{MarkdownElement, MarkdownEvent, markdown_events};
use crate::site::TextRef;
use crate::site::resolve_link::ResolvedLink;

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExtractedPiece {
    Heading,
    Words,
    /// The space between two blocks or lines.
    Break,
}

/// Returns what a link without text of its own shows.
fn link_text(context: IndexContext<'_>, text: TextRef<'_>, link: &OutlineLink) -> String {
    match context.site.resolve_link(text, link).target {
        ResolvedLink::Entry { entry, .. } => context.entry_title(entry).to_owned(),
        ResolvedLink::Field(entry, field) => fact_text::field_line(context, entry, &field),
        ResolvedLink::SamePage(_)
        | ResolvedLink::Generated(_)
        | ResolvedLink::Asset(..)
        | ResolvedLink::External(_)
        | ResolvedLink::Broken => String::new(),
    }
}

/// Calls `each` with every piece of the text that the page shows: no addresses, no options of
/// a view, and no heading that is the page's title.
pub(super) fn for_each_piece(
    context: IndexContext<'_>,
    text: TextRef<'_>,
    mut each: impl FnMut(ExtractedPiece, &str),
) {
    let links = &text.body.outline.links;
    let (mut n_links, mut piece) = (0, ExtractedPiece::Words);
    // The depth of an open element whose content is not shown: a view, or a link without text.
    let (mut hidden_depth, mut depth) = (None, 0_usize);
    for (event, _) in markdown_events(text.body.text()) {
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
                            let shown = link.map(|link| link_text(context, text, link));
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
                hidden_depth = hidden_depth.filter(|open| *open != depth);
                depth = depth.saturating_sub(1);
                if *kind == crate::parse::markdown::ElementKind::Heading {
                    piece = ExtractedPiece::Words;
                }
            }
            MarkdownEvent::Text(words)
            | MarkdownEvent::Literal(words)
            | MarkdownEvent::Code(words)
                if hidden_depth.is_none() =>
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

/// Returns the whole text on one line.
pub(super) fn single_line_text(context: IndexContext<'_>, text: TextRef<'_>) -> String {
    let mut line = String::new();
    for_each_piece(context, text, |_, piece| line.push_str(piece));
    collapse_whitespace(&line)
}

/// Returns the first words of the text, with the text of its links.
pub(super) fn text_summary(context: IndexContext<'_>, text: TextRef<'_>) -> String {
    let outline = &text.body.outline;
    let summary = outline.join_segments(&outline.summary, |link| link_text(context, text, link));
    collapse_whitespace(&summary)
}

/// Collapses white space, and removes it before punctuation: a citation marker may have been there.
pub(super) fn collapse_whitespace(text: &str) -> String {
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
