//! Translates Markdown as other tools write it into Markdown as pakt reads it.
//!
//! Input is the text of a page, output the text that [`markdown_events`] reads, a map from its
//! offsets to those of the page, and the uses of syntax that is not read. What has an equivalent
//! is rewritten: admonitions and containers become callouts, bare addresses become links, bullets
//! that a word processor made become list items. What has none is kept letter for letter.
//!
//! Most pages have nothing of the kind, which one look at each byte finds out. All others are
//! rewritten in passes, each of which is linear in the text: code between tags, comments,
//! containers and admonitions, as long as there are nested ones, then tables drawn with lines,
//! single lines, and what is inside a line. Code is never changed.
//!
//! [`markdown_events`]: super::markdown::markdown_events

mod address;
mod admonition;
mod attribute_list;
mod cjk_emphasis;
mod code_shortcode;
mod container;
mod container_head;
mod foreign_marks;
mod formula;
mod grid_table;
mod hidden_text;
mod inline_attributes;
mod inline_brackets;
mod inline_pass;
mod inline_tag;
mod key_combination;
mod line;
mod line_pass;
mod markup_ranges;
mod named_sign;
mod pass_text;
mod plain_definition;
mod template_tag;
#[cfg(test)]
mod tests;
mod text_edits;
mod tool_line;
mod verbatim;

use crate::diagnostic::rules::ForeignSyntaxKind;
pub(super) use container_head::is_callout_name;
pub(super) use inline_pass::is_component_name;
use pass_text::PassText;
pub(super) use plain_definition::is_comment_destination;
use std::ops::Range;
pub(crate) use text_edits::OffsetMap;
use text_edits::TextEdits;
pub(super) use verbatim::{DECORATION_MARK, verbatim_content};

/// How many levels of containers and admonitions are read. Deeper ones are shown as written.
const MAX_PASSES: usize = 8;

/// A text in pakt's Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Translation {
    pub(super) text: String,
    /// From the offsets of each pass to those of the pass before, the first pass first.
    pub(super) maps: Vec<OffsetMap>,
    /// The uses of syntax that is not read, by their ranges in the original.
    pub(super) foreign: Vec<ForeignUse>,
}

/// A use of syntax of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignUse {
    /// The kind.
    pub kind: ForeignSyntaxKind,
    /// Where it is.
    pub range: Range<usize>,
}

/// Translates a text. `None` means that it is written in pakt's Markdown already.
pub(super) fn translate(text: &str) -> Option<Translation> {
    if !foreign_marks::has_foreign_marks(text) {
        return None;
    }
    let translation = Translation::new(text);
    let is_changed = !translation.maps.is_empty() || !translation.foreign.is_empty();
    is_changed.then_some(translation)
}

impl Translation {
    fn new(text: &str) -> Self {
        let mut translator =
            Translator { text: PassText::new(text), maps: Vec::new(), foreign: Vec::new() };
        translator.run(code_shortcode::rewrite_code_shortcodes);
        translator.run(hidden_text::leave_out_comments);
        for _ in 0..MAX_PASSES {
            let has_containers = translator.run(container::rewrite_containers);
            let has_admonitions = translator.run(admonition::rewrite_admonitions);
            if !has_containers && !has_admonitions {
                break;
            }
        }
        // What is in a container or an admonition may be indented, and was code until here.
        translator.run(hidden_text::leave_out_comments);
        translator.run(grid_table::rewrite_grid_tables);
        translator.run(plain_definition::keep_plain_definitions);
        translator.run(line_pass::rewrite_lines);
        translator.run(inline_pass::rewrite_inlines);
        let Translator { text, maps, foreign } = translator;
        Self { text: text.text, maps, foreign }
    }
}

/// A text between two passes.
struct Translator {
    text: PassText,
    maps: Vec<OffsetMap>,
    foreign: Vec<ForeignUse>,
}

impl Translator {
    /// Runs one pass. Returns whether it changed the text.
    fn run(&mut self, pass: fn(&PassText, &mut TextEdits)) -> bool {
        let mut edits = TextEdits::default();
        pass(&self.text, &mut edits);
        for (kind, range) in std::mem::take(&mut edits.foreign) {
            let range = original_range(&self.maps, range);
            self.foreign.push(ForeignUse { kind, range });
        }
        let Some((text, map)) = edits.apply(&self.text.text) else { return false };
        self.text = PassText::new(text);
        self.maps.push(map);
        true
    }
}

/// Returns the range in the original of a range in the translation.
pub(super) fn original_range(maps: &[OffsetMap], range: Range<usize>) -> Range<usize> {
    maps.iter().rev().fold(range, |range, map| map.old_range(&range))
}
