//! A Markdown text as the words that a reader sees.

use super::said;
use super::unit::Reading;
use crate::parse::markdown::{Element, MdEvent, events};
use crate::parse::outline::placeholder_link;
use crate::parse::{Body, Link};
use crate::site::resolve::{Place, Target};
use crate::site::{EntryIndex, Version};

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Heading,
    Words,
    /// Between two blocks or lines.
    Break,
}

/// A text and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) entry: EntryIndex,
    pub(super) language: usize,
    pub(super) body: &'a Body,
    pub(super) path: &'a str,
}

impl<'a> Written<'a> {
    /// An entry's text.
    pub(super) fn of(reading: Reading<'a>, entry: EntryIndex, version: &'a Version) -> Self {
        let own = reading.site.entry(entry).path();
        let path = version.file.as_ref().map_or(own, |file| &*file.file.path);
        let tags = &reading.site.config.languages;
        let language = tags.iter().position(|tag| *tag == version.language);
        Self { entry, language: language.unwrap_or(0), body: &version.body, path }
    }

    /// What a link without words of its own shows.
    fn shown(self, reading: Reading<'a>, link: &Link) -> String {
        let Self { entry, language, body, path } = self;
        match reading.site.resolve(Place { entry, language, body, path }, link).target {
            Target::Entry { entry, .. } => reading.title(entry).to_owned(),
            // Not what that field's own text holds: it is found where it is written.
            Target::Field(entry, field) => said::line(reading, entry, &field),
            _ => String::new(),
        }
    }

    /// Calls `each` with every piece of the text. What the page leaves out (a heading that is its
    /// title, addresses, the lines of a view) is left out here.
    pub(super) fn each(self, reading: Reading<'a>, mut each: impl FnMut(Piece, &str)) {
        let links = &self.body.outline.links;
        let (mut n_links, mut piece) = (0, Piece::Words);
        // Within the brackets of a link, or the fence of a view, that shows something else.
        let (mut replaced, mut depth) = (None, 0_usize);
        for (event, _) in events(self.body.text()) {
            match &event {
                MdEvent::Open(element) => {
                    depth += 1;
                    match element {
                        Element::Heading { .. } => piece = Piece::Heading,
                        Element::Directive { .. } => replaced = replaced.or(Some(depth)),
                        Element::Link(parts) => {
                            if !parts.has_text && replaced.is_none() {
                                replaced = Some(depth);
                                let link = links.get(n_links);
                                let shown = link.map(|link| self.shown(reading, link));
                                each(piece, &shown.unwrap_or_default());
                            }
                            n_links += 1;
                        }
                        _ => {}
                    }
                    if element.kind().is_block() {
                        each(Piece::Break, " ");
                    }
                }
                MdEvent::Close(kind) => {
                    replaced = replaced.filter(|open| *open != depth);
                    depth = depth.saturating_sub(1);
                    if *kind == crate::parse::markdown::Kind::Heading {
                        piece = Piece::Words;
                    }
                }
                MdEvent::Text(words) | MdEvent::Literal(words) | MdEvent::Code(words)
                    if replaced.is_none() =>
                {
                    each(piece, words);
                }
                MdEvent::SoftBreak | MdEvent::HardBreak => each(Piece::Break, " "),
                _ => {}
            }
        }
    }

    /// The whole text on one line.
    pub(super) fn line(self, reading: Reading<'a>) -> String {
        let mut line = String::new();
        self.each(reading, |_, words| line.push_str(words));
        folded(&line)
    }

    /// The first words of the text, with what its links show.
    pub(super) fn summary(self, reading: Reading<'a>) -> String {
        let outline = &self.body.outline;
        let mut told = String::new();
        for char in outline.summary.chars() {
            match placeholder_link(char).and_then(|at| outline.links.get(at)) {
                Some(link) => told.push_str(&self.shown(reading, link)),
                None => told.push(char),
            }
        }
        folded(&told)
    }
}

/// White space as single spaces, none before a full stop that a marker left alone.
pub(super) fn folded(text: &str) -> String {
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
pub(super) fn shortened(text: &str, max_letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_letters) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(cut).trim_end())
}
