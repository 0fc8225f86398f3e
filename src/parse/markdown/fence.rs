//! Code blocks and directives.

use super::event::{MarkdownElement, MarkdownEvent};
use super::event_builder::OnClose;
use super::event_reader::{MarkdownReader, clamp_range};
use pulldown_cmark::{CodeBlockKind, CowStr};
use std::ops::Range;

impl<'a> MarkdownReader<'a> {
    /// Starts a code block, or a directive if the fence is ```` ```{name} ````.
    pub(super) fn start_code_block(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        let trimmed = info.trim();
        let name = trimmed.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let is_name = |name: &&str| {
            name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'))
        };
        if let Some(name) = name.filter(|name| !name.is_empty()).filter(is_name)
            && let Some(offset) =
                self.builder.text.get(range.clone()).and_then(|fence| fence.find('{'))
        {
            let start = range.start + offset + 1;
            let name = clamp_range(self.builder.text, start..(start + name.len()).min(range.end));
            let options = range.end..range.end;
            self.builder.open_element(MarkdownElement::Directive { name, options }, range);
            return self.set_on_close(OnClose::Directive);
        }
        let end = trimmed.find(|char: char| char.is_whitespace() || matches!(char, ',' | '{'));
        let language = trimmed.get(..end.unwrap_or(trimmed.len())).unwrap_or_default();
        let language = language.to_owned().into();
        self.builder.open_element(MarkdownElement::CodeBlock { language }, range);
    }

    /// Closes a directive and sets the range of its options. It begins at the start of a line, so
    /// that all lines have their indentation.
    pub(super) fn finish_directive(&mut self, range: &Range<usize>) {
        let text = self.builder.text;
        let Some(element) = self.builder.close_element(range) else { return };
        let lines = self.builder.events.get(element.event_index + 1..self.builder.events.len() - 1);
        let options_range = match lines.unwrap_or_default() {
            [(_, first), .., (_, last)] => first.start..last.end,
            [(_, line)] => line.clone(),
            [] => {
                let fence = text.get(range.clone()).unwrap_or_default();
                let offset =
                    range.start + fence.find('\n').map_or(fence.len(), |newline| newline + 1);
                offset..offset
            }
        };
        let before = text.get(..options_range.start).unwrap_or_default();
        let line_start = before.trim_end_matches([' ', '\t']).len();
        let is_indentation = text.get(..line_start).is_some_and(|before| before.ends_with('\n'));
        if let Some((MarkdownEvent::Open(MarkdownElement::Directive { options, .. }), _)) =
            self.builder.events.get_mut(element.event_index)
        {
            *options = if is_indentation { line_start..options_range.end } else { options_range };
        }
    }
}
