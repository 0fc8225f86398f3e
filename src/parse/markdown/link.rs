//! Links of all forms: pulldown-cmark's brackets made into [`LinkParts`] and citations.

use super::bracket_syntax::{BracketSyntax, bracket_syntax, is_wiki_link};
use super::destination_span;
use super::event::{ImageSize, LinkParts, MarkdownElement, MarkdownEvent};
use super::event_builder::OnClose;
use super::event_reader::MarkdownReader;
use crate::parse::outline::LinkForm;
use pulldown_cmark::{CowStr, LinkType, RefDefs};
use std::ops::Range;

/// The most digits in the width or height of an embed.
const MAX_SIZE_DIGITS: usize = 5;

/// A link as pulldown-cmark gives it.
#[derive(Debug)]
pub(super) struct BracketLink<'a> {
    pub kind: LinkType,
    pub destination: CowStr<'a>,
    pub title: CowStr<'a>,
    pub label: CowStr<'a>,
    /// [`LinkForm::Link`] or [`LinkForm::Picture`].
    pub form: LinkForm,
}

impl<'a> MarkdownReader<'a> {
    /// A link or picture begins.
    pub(super) fn start_link(
        &mut self,
        found: BracketLink<'a>,
        range: Range<usize>,
        defined: &RefDefs<'_>,
    ) {
        let text = self.page.text;
        // What stands before the link's words, so that an empty link ends there.
        self.words_end = range.start + if found.form == LinkForm::Image { 2 } else { 1 };
        match found.kind {
            LinkType::Shortcut | LinkType::ShortcutUnknown if is_wiki_link(text, &range) => {
                self.start_wiki_link(&range);
            }
            LinkType::ShortcutUnknown | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => {
                self.start_bracket_syntax(&found, range);
            }
            LinkType::Inline => {
                let place = range.start..range.start;
                self.open_link(found, place, range);
                self.set_on_close(OnClose::InlineLink);
            }
            LinkType::Autolink | LinkType::Email => {
                let place = range.start + 1..range.end.saturating_sub(1);
                self.open_link(found, place, range);
            }
            _ => {
                let place = self.definition_range(&found.label, defined).unwrap_or(range.clone());
                self.open_link(found, place, range);
            }
        }
    }

    fn open_link(&mut self, found: BracketLink<'a>, place: Range<usize>, range: Range<usize>) {
        let destination = match found.kind {
            LinkType::Email => format!("mailto:{}", found.destination).into(),
            _ => found.destination,
        };
        let parts = LinkParts {
            form: found.form,
            destination,
            range: place,
            title: found.title,
            has_text: true,
            size: None,
        };
        self.page.open_element(MarkdownElement::Link(Box::new(parts)), range);
    }

    /// `[@x]`, or `[words][@x]`.
    fn start_bracket_syntax(&mut self, found: &BracketLink<'a>, range: Range<usize>) {
        let text = self.page.text;
        match bracket_syntax(text, &range) {
            Some(BracketSyntax::After(citation)) => {
                let first = range.start..citation.start;
                if bracket_syntax(text, &first) == Some(BracketSyntax::Citation) {
                    self.page.open_placeholder();
                    self.push_citation(first);
                    self.push_citation(citation);
                    self.swallowed = 1;
                } else {
                    let length = if found.form == LinkForm::Image { 2 } else { 1 };
                    let open = range.start..range.start + length;
                    self.page.open_placeholder();
                    self.page.on_text(
                        CowStr::Borrowed(text.get(open.clone()).unwrap_or_default()),
                        open,
                    );
                    self.set_on_close(OnClose::Bracketed(citation));
                }
            }
            Some(BracketSyntax::Citation) => {
                self.page.open_placeholder();
                self.push_citation(range);
                self.swallowed = 1;
            }
            _ => {
                let start = range.start;
                self.open_link_as_written(start..range.end);
            }
        }
    }

    fn push_citation(&mut self, mut range: Range<usize>) {
        if self.page.text.as_bytes().get(range.start) == Some(&b'!') {
            self.page.on_text(CowStr::Borrowed("!"), range.start..range.start + 1);
            range.start += 1;
        }
        self.page.push(MarkdownEvent::Citation, range);
    }

    /// Brackets that were claimed but are nobody's: cannot happen, and shows them if it does.
    fn open_link_as_written(&mut self, range: Range<usize>) {
        self.page.open_placeholder();
        let words = self.page.text.get(range.clone()).unwrap_or_default();
        self.page.push(MarkdownEvent::Text(words.into()), range);
        self.swallowed = 1;
    }

    /// `[[x]]`, `![[x|300]]`: the range is that of the inner brackets.
    fn start_wiki_link(&mut self, range: &Range<usize>) {
        let text = self.page.text;
        let whole = self.take_opening_bracket(range.start)..range.end + 1;
        let form = if text.as_bytes().get(whole.start) == Some(&b'!') {
            LinkForm::Embed
        } else {
            LinkForm::Wiki
        };
        let inside = range.start + 1..range.end - 1;
        let words = text.get(inside.clone()).unwrap_or_default();
        let (name, mut label) = match words.split_once('|') {
            Some((name, label)) => (name.strip_suffix('\\').unwrap_or(name), label),
            None => (words, ""),
        };
        let mut size = None;
        if form == LinkForm::Embed {
            (label, size) = split_size(label);
        }
        let name_start = inside.start + (name.len() - name.trim_start().len());
        let place = name_start..name_start + name.trim().len();
        let has_text = !label.trim().is_empty();
        let parts = LinkParts {
            form,
            destination: CowStr::Borrowed(name.trim()),
            range: place.clone(),
            title: CowStr::Borrowed(""),
            has_text,
            size,
        };
        self.page.open_element(MarkdownElement::Link(Box::new(parts)), whole);
        // Words of its own may hold Markdown; an embed's are the description of a picture.
        if has_text && form == LinkForm::Wiki {
            let lead = label.len() - label.trim_start().len();
            self.skip_to = inside.end - label.len() + lead;
        } else {
            if has_text {
                let offset = inside.end - words.split_once('|').map_or(0, |(_, label)| label.len());
                self.page
                    .push(MarkdownEvent::Text(label.trim().into()), offset..offset + label.len());
            } else if form == LinkForm::Wiki {
                self.page.push(MarkdownEvent::Text(CowStr::Borrowed(name.trim())), place);
            }
            self.swallowed = 1;
        }
        self.set_on_close(OnClose::Wiki(range.end + 1));
    }

    /// Takes back the `[` or `![` before the inner brackets, and tells where it began.
    fn take_opening_bracket(&mut self, inner: usize) -> usize {
        let Some((MarkdownEvent::Text(words), range)) = self.page.events.last_mut() else {
            return inner - 1;
        };
        let length = match () {
            () if range.end != inner => return inner - 1,
            () if words.ends_with("![") => 2,
            () if words.ends_with('[') => 1,
            () => return inner - 1,
        };
        range.end = inner - length;
        *words = self.page.text.get(range.clone()).unwrap_or_default().into();
        if words.is_empty() {
            self.page.events.pop();
        }
        inner - length
    }

    /// A link or picture ends.
    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        let words_end = self.words_end;
        let text = self.page.text;
        let Some(frame) = self.page.close_element(range) else { return };
        match frame.ending {
            OnClose::Wiki(end) => self.skip_to = end,
            OnClose::InlineLink => {
                let place = destination_span::inline_destination(text, words_end, range.end);
                if let Some((MarkdownEvent::Open(MarkdownElement::Link(parts)), _)) =
                    self.page.events.get_mut(frame.index)
                {
                    parts.range = place.unwrap_or(range.clone());
                }
            }
            OnClose::Bracketed(citation) => {
                let close = citation.start - 1..citation.start;
                if self.skip_to < close.end {
                    self.page.on_text(CowStr::Borrowed("]"), close);
                }
                self.page.push(MarkdownEvent::Citation, citation);
            }
            _ => {}
        }
    }

    /// Where the destination of a label stands; looked for once for each definition.
    fn definition_range(&mut self, label: &str, defined: &RefDefs<'_>) -> Option<Range<usize>> {
        let span = &defined.get(label)?.span;
        let text = self.page.text;
        let found = self.definitions.entry(span.start);
        found.or_insert_with(|| destination_span::definition_destination(text, span)).clone()
    }
}

/// Splits `words|300x200` into the words and the size.
fn split_size(label: &str) -> (&str, Option<ImageSize>) {
    let (words, last) = label.rsplit_once('|').unwrap_or(("", label));
    let number = |digits: &str| {
        let is_number = (1..=MAX_SIZE_DIGITS).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten()
    };
    let last = last.trim();
    let size = match last.split_once('x') {
        None => number(last).map(|width| ImageSize { width, height: None }),
        Some((width, height)) => number(width)
            .zip(number(height))
            .map(|(width, height)| ImageSize { width, height: Some(height) }),
    };
    if size.is_some() { (words.trim_end_matches('\\'), size) } else { (label, None) }
}
