//! Parses `{#id}` at the end of a heading.
//!
//! pulldown-cmark 0.13.6 can parse it too, but panics on some texts: `> foo`, `{.x}` and a lazy
//! `===` on three lines give a slice that ends before it begins.

use super::event::{MarkdownElement, MarkdownEvent};
use super::event_builder::EventBuilder;

/// The longest `{…}` at the end of a heading, in bytes.
const MAX_ATTRIBUTE_BYTES: usize = 300;

impl<'a> EventBuilder<'a> {
    /// Removes a trailing `{#id .class key=value}` from the heading that ends here, and keeps the
    /// id.
    pub(super) fn take_heading_id(&mut self) {
        let Some(first_index) = self.open_elements.last().map(|element| element.event_index + 1)
        else {
            return;
        };
        let Some((_, last_range)) = self.events.get(first_index..).and_then(|events| events.last())
        else {
            return;
        };
        let (text, end) = (self.text, last_range.end);
        let start = text.floor_char_boundary(end.saturating_sub(MAX_ATTRIBUTE_BYTES));
        let tail = text.get(start..end).unwrap_or_default();
        let Some((offset, new_id)) = heading_attributes(tail) else { return };
        let brace = start + offset;
        let heading_events = self.events.get(first_index..).unwrap_or_default();
        let last_before = heading_events.iter().rposition(|(_, range)| range.start < brace);
        let n_before = last_before.map_or(0, |index| index + 1);
        // An element that begins before the brace must not end after it.
        let cut = match last_before.and_then(|index| heading_events.get(index)) {
            Some((MarkdownEvent::Text(_), range)) => Some(range.start..brace.min(range.end)),
            Some((_, range)) if range.end > brace => return,
            _ => None,
        };
        self.events.truncate(first_index + n_before);
        if let Some(range) = cut {
            self.events.pop();
            let heading_text = text.get(range.clone()).unwrap_or_default().trim_end();
            if !heading_text.is_empty() {
                let end = range.start + heading_text.len();
                self.push(MarkdownEvent::Text(heading_text.into()), range.start..end);
            }
        }
        while let Some((MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak, _)) =
            self.events.last()
        {
            self.events.pop();
        }
        if let (Some(new_id), Some((MarkdownEvent::Open(MarkdownElement::Heading { id, .. }), _))) =
            (new_id, self.events.get_mut(first_index - 1))
        {
            *id = Some(new_id.into());
        }
    }
}

/// Returns the offset of a `{…}` with attributes at the end of a text, and the last id in it.
fn heading_attributes(text: &str) -> Option<(usize, Option<&str>)> {
    let text = text.trim_end();
    let brace = text.rfind('{')?;
    let inside = text.get(brace + 1..)?.strip_suffix('}')?;
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | ':' | '.'))
    };
    let (mut id, mut has_id_or_class) = (None, false);
    for part in inside.split_whitespace() {
        if let Some(name) = part.strip_prefix('#').filter(|name| is_word(name)) {
            (id, has_id_or_class) = (Some(name), true);
        } else if part.strip_prefix('.').is_some_and(is_word) {
            has_id_or_class = true;
        } else if !part.split_once('=').is_some_and(|(key, value)| is_word(key) && is_word(value)) {
            return None;
        }
    }
    has_id_or_class.then_some((brace, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_at_the_end_are_attributes_if_all_parts_are_attributes() {
        assert_eq!(heading_attributes("a {#b}"), Some((2, Some("b"))));
        assert_eq!(heading_attributes("a{#å_b .c d=e} "), Some((1, Some("å_b"))));
        assert_eq!(heading_attributes("a {.c}"), Some((2, None)));
        assert_eq!(heading_attributes("a {b}"), None);
        assert_eq!(heading_attributes("a {#b} c"), None);
        assert_eq!(heading_attributes("a {#}"), None);
        assert_eq!(heading_attributes("{"), None);
    }
}
