//! Completion of views: their names, their options, and the values of these.

use super::{Candidate, CompletionContext};
use crate::site::views::BuiltinView;
use lsp_types::CompletionItemKind;

/// The options that name types.
const TYPE_OPTIONS: [&str; 5] = ["of", "cells", "members", "rows", "columns"];
/// The options that name entries.
const ENTRY_OPTIONS: [&str; 6] = ["of", "entry", "document", "rule", "about", "only"];

impl CompletionContext<'_> {
    /// Completes the name or an option of a view. `None` means that the cursor is not in one.
    pub(super) fn in_view(&self) -> Option<Vec<Candidate>> {
        let (line_start, line) = self.line_before();
        if let Some(name) = line.trim_start().strip_prefix("```{") {
            if name.contains('}') {
                return Some(Vec::new());
            }
            let range = self.range_from(line_start + line.len() - name.len());
            let end = if self.text_after().starts_with('}') { "" } else { "}" };
            let names = BuiltinView::ALL.iter().map(|view| view.name());
            let candidates = names.map(|name| {
                let candidate = Candidate::word(name, range.clone(), CompletionItemKind::MODULE);
                Candidate { new_text: format!("{name}{end}"), ..candidate }
            });
            return Some(candidates.collect());
        }
        let view = self.view_around(line_start)?;
        let indent = line.len() - line.trim_start().len();
        match line.split_once(": ") {
            None => {
                let range = self.range_from(line_start + indent);
                let options = view.shared_options().iter().chain(view.options());
                let candidates = options.map(|option| {
                    let candidate =
                        Candidate::word(option, range.clone(), CompletionItemKind::PROPERTY);
                    Candidate { new_text: format!("{option}: "), ..candidate }
                });
                Some(candidates.collect())
            }
            Some((option, value)) => {
                let written = value.rsplit([' ', ',', '[', '{']).next().unwrap_or_default();
                let range = self.range_from(line_start + line.len() - written.len());
                let mut candidates = Vec::new();
                if TYPE_OPTIONS.contains(&option.trim()) {
                    candidates.extend(self.type_names(&range));
                }
                if ENTRY_OPTIONS.contains(&option.trim()) {
                    candidates.extend(self.entry_ids(&[], &range));
                }
                Some(candidates)
            }
        }
    }

    /// Returns the view whose options contain the line that begins at an offset.
    fn view_around(&self, line_start: usize) -> Option<BuiltinView> {
        let before = self.text().get(..line_start)?;
        let fences = before.lines().rev().map(str::trim_start);
        let fence = fences.into_iter().find(|line| line.starts_with("```"))?;
        let name = fence.strip_prefix("```{")?.split('}').next()?;
        BuiltinView::from_name(name)
    }
}
