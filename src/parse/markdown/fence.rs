//! Code blocks and directives.

use super::event::{MarkdownElement, MarkdownEvent};
use super::event_builder::OnClose;
use super::event_reader::{MarkdownReader, clamp_range};
use crate::parse::outline::{MarkdownProblem, ViewDirective};
use pulldown_cmark::{CodeBlockKind, CowStr};
use std::ops::Range;

/// The keys that other tools use for the title of a code block.
const TITLE_KEYS: [&str; 5] = ["title", "filename", "file", "name", "caption"];

/// The maximum length of a view's name, in characters.
const MAX_VIEW_NAME_CHARS: usize = 30;

/// What is written after the fence of a code block.
#[derive(Debug, PartialEq, Eq)]
struct FenceInfo<'a> {
    /// The language, or empty.
    language: &'a str,
    /// The name of a file or another title, or empty.
    title: &'a str,
}

impl<'a> FenceInfo<'a> {
    /// Parses `python`, `{.python}`, `python:main.py`, `python title="main.py"`.
    fn parse(info: &'a str) -> Self {
        let info = info.trim();
        let is_braced = info.starts_with('{');
        let words = info.trim_start_matches('{');
        let end = words
            .find(|char: char| char.is_whitespace() || matches!(char, ',' | '{' | '}' | '='))
            .unwrap_or(words.len());
        let first = words.get(..end).unwrap_or_default();
        let (first, rest) = match words.get(end..) {
            // `{title="x"}` has no language.
            Some(rest) if rest.starts_with('=') => ("", words),
            rest => (first, rest.unwrap_or_default()),
        };
        let first = if is_braced { first.trim_start_matches('.') } else { first };
        let (language, file) = match first.split_once(':') {
            Some((language, file)) if !language.is_empty() => (language, file),
            _ => (first, ""),
        };
        let title = if file.is_empty() { fence_title(rest).unwrap_or_default() } else { file };
        // `{#id .python}` names the language second.
        let language = match language.starts_with('#') {
            true => rest.split([' ', '}']).find_map(|word| word.strip_prefix('.')).unwrap_or(""),
            false => language,
        };
        Self { language, title }
    }
}

/// Returns the name and the argument of a directive: `{name} argument`. `None` means that the info
/// is that of code; attributes after the braces are.
fn directive_parts(info: &str) -> Option<(&str, &str)> {
    let (name, argument) = info.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty()
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let is_argument = argument.is_empty()
        || argument.starts_with(char::is_whitespace) && !argument.contains(['=', '{']);
    (is_name && is_argument).then(|| (name, argument.trim()))
}

/// Returns the title in `title="…"` or, for some tools, `[…]`.
fn fence_title(text: &str) -> Option<&str> {
    let by_key = TITLE_KEYS.iter().find_map(|key| {
        let (before, after) = text.split_once(&format!("{key}="))?;
        let is_word = before.is_empty() || before.ends_with([' ', ',', '{', '-']);
        let quote = after.chars().next().filter(|_| is_word)?;
        match quote {
            '"' | '\'' => after.strip_prefix(quote)?.split(quote).next(),
            _ => after.split([' ', ',', '}']).next(),
        }
    });
    let in_brackets = || text.trim().strip_prefix('[')?.strip_suffix(']');
    by_key.or_else(in_brackets).filter(|title| !title.trim().is_empty())
}

impl<'a> MarkdownReader<'a> {
    /// Starts a code block, or a directive if the fence is ```` ```{name} ````.
    pub(super) fn start_code_block(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>) {
        self.is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        let trimmed = info.trim();
        if let Some((name, argument)) = directive_parts(trimmed)
            && let Some(offset) =
                self.builder.text.get(range.clone()).and_then(|fence| fence.find('{'))
        {
            let start = range.start + offset + 1;
            let name = clamp_range(self.builder.text, start..(start + name.len()).min(range.end));
            let argument = argument.to_owned().into();
            let options = range.end..range.end;
            let directive = MarkdownElement::Directive { name, argument, options };
            self.builder.open_element(directive, range);
            return self.set_on_close(OnClose::Directive);
        }
        let FenceInfo { language, title } = FenceInfo::parse(trimmed);
        let (language, title) = (language.to_owned().into(), title.to_owned().into());
        self.builder.open_element(MarkdownElement::CodeBlock { language, title }, range);
    }

    /// Reports the fence of the block of code that ends here if no other one closes it. What
    /// follows its last line of code is the fence that does, or nothing.
    pub(super) fn check_fence(&mut self, range: &Range<usize>) {
        let text = self.builder.text;
        let block = text.get(range.clone()).unwrap_or_default();
        let first_line = block.lines().next().unwrap_or_default();
        let sign = first_line.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let Some(sign) = sign.filter(|_| self.is_fenced) else { return };
        let last_code = self.builder.events.last().map_or(0, |(event, range)| match event {
            MarkdownEvent::Text(_) => range.end,
            _ => 0,
        });
        let code_end = last_code.max(range.start + first_line.len());
        if text.get(code_end..range.end).is_some_and(|after| !after.contains(sign)) {
            let length = first_line.chars().take_while(|char| *char == sign).count();
            let fence = sign.to_string().repeat(length);
            let first_line = range.start..range.start + first_line.len();
            self.problems.push((first_line, MarkdownProblem::FenceNotClosed { fence }));
        }
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

/// Returns the directive that a fenced code block may have been meant as: its info string is a name
/// with or without brackets, and its lines are options or empty.
pub(super) fn view_like_block(text: &str, range: &Range<usize>) -> Option<ViewDirective> {
    let block = text.get(range.clone())?;
    let (first_line, rest) = block.split_once('\n')?;
    let info = first_line.trim_start_matches(['`', '~']);
    let name = info.trim_matches(|char: char| !char.is_alphanumeric());
    let is_name_char = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | ' ');
    let is_fenced = info.len() + 3 <= first_line.len();
    let is_name = !name.is_empty()
        && name.chars().count() <= MAX_VIEW_NAME_CHARS
        && name.chars().all(is_name_char);
    if !is_fenced || !is_name {
        return None;
    }
    let is_fence = |line: &str| line.trim().starts_with("```") || line.trim().starts_with("~~~");
    let mut length = 0;
    for line in rest.split_inclusive('\n').take_while(|line| !is_fence(line)) {
        let key = line.split_once(':').map(|(key, _)| key.trim());
        let is_option = key.is_some_and(|key| !key.is_empty() && key.chars().all(is_name_char));
        let is_list_item = line.trim_start().starts_with("- ");
        if !is_option && !is_list_item && !line.trim().is_empty() {
            return None;
        }
        length += line.len();
    }
    let name_start = range.start + first_line.find(name)?;
    let options_start = range.start + first_line.len() + 1;
    Some(ViewDirective {
        name: name.to_owned(),
        range: name_start..name_start + name.len(),
        argument: String::new(),
        options: options_start..options_start + length,
    })
}

#[cfg(test)]
mod tests {
    use super::{FenceInfo, directive_parts};

    #[test]
    fn a_directive_has_a_name_and_an_argument() {
        assert_eq!(directive_parts("{note}"), Some(("note", "")));
        assert_eq!(directive_parts("{figure} mill.png"), Some(("figure", "mill.png")));
        assert_eq!(directive_parts("{python} title=\"a.py\""), None);
        assert_eq!(directive_parts("{.python}"), None);
        assert_eq!(directive_parts("js {2}"), None);
    }

    #[test]
    fn the_info_of_a_fence_has_a_language_and_a_title() {
        let check = |info: &str, language: &str, title: &str| {
            assert_eq!(FenceInfo::parse(info), FenceInfo { language, title }, "{info}");
        };
        check("rust,ignore", "rust", "");
        check("js title=\"app.js\" {2}", "js", "app.js");
        check("{.python}", "python", "");
        check("{.python .wide filename='a b.py'}", "python", "a b.py");
        check("python:main.py", "python", "main.py");
        check("{r, echo=FALSE}", "r", "");
        check("{#list .c}", "c", "");
        check("ts [config.ts]", "ts", "config.ts");
        check("title=a.txt", "", "a.txt");
        check("", "", "");
        check("c++ subtitle=x", "c++", "");
    }
}
