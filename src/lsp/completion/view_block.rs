//! The view whose options are being written, found in a text that need not be complete.

use crate::lsp::yaml_cursor::split_key;
use std::ops::Range;

/// A code block with a name in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ViewBlock<'t> {
    pub(super) name: &'t str,
    /// The range of its options in the text.
    pub(super) options: Range<usize>,
    text: &'t str,
}

/// The line that opens a code block.
struct OpenFence<'t> {
    mark: char,
    n_marks: usize,
    /// What follows the marks.
    info: &'t str,
    /// Where the next line begins.
    end: usize,
}

impl<'t> ViewBlock<'t> {
    /// Returns the view whose options contain an offset.
    pub(super) fn around(text: &'t str, offset: usize) -> Option<Self> {
        let mut open: Option<OpenFence<'t>> = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let is_cursor_line =
                start <= offset && (offset < end || end == text.len() && !line.ends_with('\n'));
            let fence = fence_marks(line);
            if is_cursor_line {
                break;
            }
            match (&open, fence) {
                (None, Some((mark, n_marks))) => {
                    let info = line.trim().trim_start_matches(mark);
                    open = Some(OpenFence { mark, n_marks, info, end });
                }
                (Some(fence), Some((mark, n_marks)))
                    if mark == fence.mark
                        && n_marks >= fence.n_marks
                        && line.trim().chars().all(|it| it == mark) =>
                {
                    open = None;
                }
                _ => {}
            }
            start = end;
        }
        let open = open?;
        let (name, _) = open.info.strip_prefix('{')?.split_once('}')?;
        let cursor_line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        if fence_marks(cursor_line).is_some() {
            return None;
        }
        // Without a closing fence, the options end at the next empty line or fence.
        let mut end = start;
        for (index, line) in text.get(start..)?.split_inclusive('\n').enumerate() {
            if index > 0 && (line.trim().is_empty() || fence_marks(line).is_some()) {
                break;
            }
            end += line.len();
        }
        Some(Self { name: name.trim(), options: open.end..end, text })
    }

    /// Returns the words of the value of an option, on its line and on those below it.
    pub(super) fn option_words(&self, option: &str) -> Vec<&'t str> {
        let options = self.text.get(self.options.clone()).unwrap_or_default();
        let mut words = Vec::new();
        let mut is_in_option = false;
        let top_indent = options.lines().next().map_or(0, indent);
        for line in options.lines() {
            let mut value = line.trim();
            if indent(line) <= top_indent && !value.starts_with('-') {
                let key = split_key(value);
                is_in_option = key.as_ref().is_some_and(|(key, _)| key == option);
                value = key.and_then(|(_, start)| value.get(start..)).unwrap_or_default();
            }
            if is_in_option {
                let value = value.split(" #").next().unwrap_or_default();
                words.extend(value.split(is_separator).filter(|word| !matches!(*word, "" | "-")));
            }
        }
        words
    }
}

fn is_separator(char: char) -> bool {
    " ,[]{}'\"\t".contains(char)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the marks of a line that opens or closes a code block, and their number.
fn fence_marks(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let n_marks = line.chars().take_while(|it| *it == mark).count();
    (n_marks >= 3).then_some((mark, n_marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the name and the options of the view around `‸`.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let offset = text.find('‸').unwrap();
        let text = text.replace('‸', "");
        let view = ViewBlock::around(&text, offset);
        let view = view.as_ref().map(|view| (view.name, text.get(view.options.clone()).unwrap()));
        assert_eq!(view, expected, "{text}");
    }

    #[test]
    fn the_options_of_a_view_are_between_its_fences() {
        check("a\n```{list}\nof: ‸\n```\nb", Some(("list", "of: \n")));
        check("```{list}\nof: a\n‸\nb", Some(("list", "of: a\n\nb")));
        check("```{list}\nof: ‸", Some(("list", "of: ")));
        check("```{list}\nof: a‸\n\nText.\n", Some(("list", "of: a\n")));
        check("- x\n  ```{list}\n  of: ‸\n  ```", Some(("list", "  of: \n")));
        check("~~~~{list}\n~~~\nof: ‸\n~~~~", Some(("list", "~~~\nof: \n")));
        check("```{list}\nof: a\n```\nb‸", None);
        check("````markdown\n```{list}\nof: ‸\n```\n````", None);
        check("```yaml\nof: ‸\n```", None);
    }

    #[test]
    fn the_words_of_an_option_are_on_its_lines() {
        let text = "```{list}\nof: [a, 'b']  # c\nsort:\n  - d\n- e\nx: {f: g}\n```\n";
        let view = ViewBlock::around(text, 12).unwrap();
        assert_eq!(view.option_words("of"), ["a", "b"]);
        assert_eq!(view.option_words("sort"), ["d", "e"]);
        assert_eq!(view.option_words("x"), ["f:", "g"]);
        assert_eq!(view.option_words("y"), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_view_or_none(
            text in "(```|~~~|\\{a\\}|\n| |å|of: |- ){0,40}",
            offset in 0usize..90,
        ) {
            if let Some(view) = ViewBlock::around(&text, text.floor_char_boundary(offset)) {
                proptest::prop_assert!(text.get(view.options.clone()).is_some());
                view.option_words("of");
            }
        }
    }
}
