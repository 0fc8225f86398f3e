//! Completion of views: their names and their options.

use super::view_block::ViewBlock;
use super::yaml_keys::plain_keys;
use super::{Candidate, CompletionContext};
use crate::lsp::yaml_cursor::{YamlCursor, YamlPlace};
use crate::site::views::{BuiltinView, ViewOptionDef, ViewOptionValue};
use lsp_types::CompletionItemKind;

impl CompletionContext<'_> {
    /// Completes the name or an option of a view. `None` means that the cursor is not in one.
    pub(super) fn in_view(&self) -> Option<Vec<Candidate>> {
        let (line_start, line) = self.line_before();
        let fence = line.trim_start();
        if fence.starts_with("```") || fence.starts_with("~~~") {
            let name = fence.trim_start_matches(['`', '~']).strip_prefix('{')?;
            if name.contains('}') {
                return Some(Vec::new());
            }
            return Some(self.view_names(line_start + line.len() - name.len()));
        }
        let view = ViewBlock::around(self.text(), self.place.offset)?;
        let options = self.view_options(view.name)?;
        let cursor = YamlCursor::at(self.text(), view.options.clone(), self.place.offset);
        if matches!(cursor.place, YamlPlace::BlockText | YamlPlace::Comment) {
            return Some(Vec::new());
        }
        let path: Vec<&str> = cursor.path.iter().map(String::as_str).collect();
        Some(match path.split_first() {
            None => self.option_keys(&options, &cursor),
            Some((name, path)) => {
                let option = options.iter().find(|option| option.name == *name);
                option.map_or_else(Vec::new, |option| {
                    self.option_values(option.value, path, &view, &cursor)
                })
            }
        })
    }

    fn view_names(&self, start: usize) -> Vec<Candidate> {
        let range = self.range_from(start);
        let end = if self.text_after().starts_with('}') { "" } else { "}" };
        let builtin_names = BuiltinView::ALL.iter().map(|view| view.name());
        let names = builtin_names.chain(self.site.settings.views.iter().map(String::as_str));
        let candidates = names.map(|name| {
            let candidate = Candidate::word(name, range.clone(), CompletionItemKind::MODULE);
            Candidate { new_text: format!("{name}{end}"), ..candidate }
        });
        candidates.collect()
    }

    /// Returns the options of the view with a name.
    fn view_options(&self, name: &str) -> Option<Vec<ViewOptionDef>> {
        if let Some(view) = BuiltinView::from_name(name) {
            return Some(view.all_options().copied().collect());
        }
        let is_custom = self.site.settings.views.iter().any(|view| view == name);
        is_custom.then(|| ViewOptionDef::CUSTOM.to_vec())
    }

    /// Returns the keys of options that are not there yet.
    pub(super) fn option_keys(
        &self,
        options: &[ViewOptionDef],
        cursor: &YamlCursor,
    ) -> Vec<Candidate> {
        let names: Vec<&str> = options.iter().map(|option| option.name).collect();
        self.new_keys(plain_keys(&names), cursor)
    }

    /// Returns what can be written as the value of an option, below the keys of a path in it.
    fn option_values(
        &self,
        value: ViewOptionValue,
        path: &[&str],
        view: &ViewBlock<'_>,
        cursor: &YamlCursor,
    ) -> Vec<Candidate> {
        // Questions are options inside of an option.
        let ViewOptionValue::Items(options) = value else {
            return self.plain_option_values(value, path, view, cursor);
        };
        let Some((name, path)) = path.split_first() else {
            return self.option_keys(options, cursor);
        };
        let option = options.iter().find(|option| option.name == *name);
        let value = option.map(|option| option.value);
        value.map_or_else(Vec::new, |value| self.plain_option_values(value, path, view, cursor))
    }
}
