//! Code blocks, and the fenced ones that are directives.

use super::event::{MarkdownElement, MarkdownEvent};
use super::event_builder::OnClose;
use super::event_reader::{MarkdownReader, clamp_range};
use pulldown_cmark::{CodeBlockKind, CowStr};
use std::ops::Range;

impl<'a> MarkdownReader<'a> {
    /// A code block begins; ```` ```{name} ```` alone in its line is a directive.
    pub(super) fn start_code_block(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        let trimmed = info.trim();
        let name = trimmed.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let is_name =
            |name: &&str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if let Some(name) = name.filter(|name| !name.is_empty()).filter(is_name)
            && let Some(offset) =
                self.page.text.get(range.clone()).and_then(|fence| fence.find('{'))
        {
            let start = range.start + offset + 1;
            let name = clamp_range(self.page.text, start..(start + name.len()).min(range.end));
            let options = range.end..range.end;
            self.page.open_element(MarkdownElement::Directive { name, options }, range);
            return self.set_on_close(OnClose::Directive);
        }
        let end = trimmed.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{'));
        let language = trimmed.get(..end.unwrap_or(trimmed.len())).unwrap_or_default();
        let language = language.to_owned().into();
        self.page.open_element(MarkdownElement::CodeBlock { language }, range);
    }

    /// Options begin at the start of their line, so that all lines are indented alike.
    pub(super) fn finish_directive(&mut self, range: &Range<usize>) {
        let text = self.page.text;
        let Some(frame) = self.page.close_element(range) else { return };
        let lines = self.page.events.get(frame.index + 1..self.page.events.len() - 1);
        let place = match lines.unwrap_or_default() {
            [(_, first), .., (_, last)] => first.start..last.end,
            [(_, only)] => only.clone(),
            [] => {
                let fence = text.get(range.clone()).unwrap_or_default();
                let offset =
                    range.start + fence.find('\n').map_or(fence.len(), |newline| newline + 1);
                offset..offset
            }
        };
        let before = text.get(..place.start).unwrap_or_default();
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        let start = place.start - indent;
        let is_line = text.get(..start).is_some_and(|before| before.ends_with('\n'));
        if let Some((MarkdownEvent::Open(MarkdownElement::Directive { options, .. }), _)) =
            self.page.events.get_mut(frame.index)
        {
            *options = if is_line { start..place.end } else { place };
        }
    }
}
