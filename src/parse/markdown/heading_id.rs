//! `{#id}` at the end of a heading.
//!
//! pulldown-cmark 0.13.6 can read it too, but panics on some (`> foo` over `{.x}` over a lazy
//! `===`: a slice that ends before it begins), so it is read here.

use super::event::{MarkdownElement, MarkdownEvent};
use super::event_builder::EventBuilder;

/// The longest `{…}` at the end of a heading, in bytes.
const MAX_ATTRIBUTE_BYTES: usize = 300;

impl<'a> EventBuilder<'a> {
    /// Takes a trailing `{#id .class key=value}` off the heading that ends here. Only the id
    /// counts.
    pub(super) fn take_heading_id(&mut self) {
        let Some(first) = self.frames.last().map(|frame| frame.index + 1) else { return };
        let Some((_, last)) = self.events.get(first..).and_then(|inside| inside.last()) else {
            return;
        };
        let (text, end) = (self.text, last.end);
        let start = text.floor_char_boundary(end.saturating_sub(MAX_ATTRIBUTE_BYTES));
        let tail = text.get(start..end).unwrap_or_default();
        let Some((brace, id)) = heading_attributes(tail).map(|(offset, id)| (start + offset, id))
        else {
            return;
        };
        let inside = self.events.get(first..).unwrap_or_default();
        let n_kept = inside
            .iter()
            .rposition(|(_, range)| range.start < brace)
            .map_or(0, |offset| offset + 1);
        // An element that begins before the brace must not end after it.
        let cut = match n_kept.checked_sub(1).and_then(|offset| inside.get(offset)) {
            Some((MarkdownEvent::Text(_), range)) => Some(range.start..brace.min(range.end)),
            Some((_, range)) if range.end > brace => return,
            _ => None,
        };
        self.events.truncate(first + n_kept);
        if let Some(range) = cut {
            self.events.pop();
            let words = text.get(range.clone()).unwrap_or_default().trim_end();
            if !words.is_empty() {
                let end = range.start + words.len();
                self.push(MarkdownEvent::Text(words.into()), range.start..end);
            }
        }
        while let Some((MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak, _)) =
            self.events.last()
        {
            self.events.pop();
        }
        if let (Some(given), Some((MarkdownEvent::Open(MarkdownElement::Heading { id, .. }), _))) =
            (id, self.events.get_mut(first - 1))
        {
            *id = Some(given.into());
        }
    }
}

/// Where `{…}` begins at the end of a text, and the last id in it; none if it is something else.
fn heading_attributes(text: &str) -> Option<(usize, Option<&str>)> {
    let text = text.trim_end();
    let brace = text.rfind('{')?;
    let inside = text.get(brace + 1..)?.strip_suffix('}')?;
    let is_word = |word: &str| {
        let mut letters = word.chars();
        letters.clone().next().is_some()
            && letters.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
    };
    let (mut id, mut is_known) = (None, false);
    for part in inside.split_whitespace() {
        if let Some(name) = part.strip_prefix('#').filter(|name| is_word(name)) {
            (id, is_known) = (Some(name), true);
        } else if part.strip_prefix('.').is_some_and(is_word) {
            is_known = true;
        } else if !part.split_once('=').is_some_and(|(key, value)| is_word(key) && is_word(value)) {
            return None;
        }
    }
    is_known.then_some((brace, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_at_the_end_are_attributes_if_they_look_like_it() {
        assert_eq!(heading_attributes("a {#b}"), Some((2, Some("b"))));
        assert_eq!(heading_attributes("a{#å_b .c d=e} "), Some((1, Some("å_b"))));
        assert_eq!(heading_attributes("a {.c}"), Some((2, None)));
        assert_eq!(heading_attributes("a {b}"), None);
        assert_eq!(heading_attributes("a {#b} c"), None);
        assert_eq!(heading_attributes("a {#}"), None);
        assert_eq!(heading_attributes("{"), None);
    }
}
