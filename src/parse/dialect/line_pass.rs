//! Rewrites single lines: bullets of word processors, marks for a table of contents, colons, and
//! lines of other tools that are kept as written.

use super::attribute_list::{AttributeList, is_anchor_name};
use super::inline_tag::{rest_role_length, text_directive_length};
use super::line::{TextLine, text_lines};
use super::named_sign::{NamedSign, named_sign};
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use super::tool_line::{ToolLine, tool_line};
use super::verbatim::verbatim_span;
use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::parse::markdown::{HeadingSlugger, VerbatimKind};
use std::ops::Range;

/// Lines in whose place other tools put a table of contents; every page of pakt has one.
pub(super) const CONTENTS_MARKS: [&str; 12] = [
    "[toc]",
    "[[toc]]",
    "[[_toc_]]",
    "[[_tosp_]]",
    "{:toc}",
    "{{toc}}",
    "{{ toc }}",
    "${toc}",
    "@[toc]",
    "[[_toc]]",
    "[/toc/]",
    "{toc}",
];
/// Marks that begin an item wherever a line begins with them.
const BULLETS: [char; 9] = ['•', '◦', '‣', '▪', '●', '○', '■', '∙', '⁃'];
/// Marks that begin an item if two lines in a row begin with them.
const PAIRED_BULLETS: [char; 3] = ['·', '–', '—'];
/// How a line begins that includes a file.
pub(super) const SNIPPET_MARKS: [&str; 10] = [
    "--8<--",
    ";--8<--",
    "-8<-",
    "<<< @",
    "<<< .",
    "<<[",
    "@import \"",
    "!include ",
    "!!!include(",
    "@include(",
];
/// How many lines an import can have.
const MAX_IMPORT_LINES: usize = 30;

/// Rewrites the lines of a text.
pub(super) fn rewrite_lines(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    let markup = pass_text.markup();
    let lines = text_lines(text);
    let mut paired_bullet = None;
    let mut n_import_lines = 0;
    for (line_index, line) in lines.iter().enumerate() {
        let bullet = first_paired_bullet(line);
        let next_bullet = lines.get(line_index + 1).and_then(first_paired_bullet);
        let is_paired = bullet.is_some() && (bullet == paired_bullet || bullet == next_bullet);
        paired_bullet = bullet;
        if line.content.is_empty() || markup.fixed_end(line.content_start).is_some() {
            continue;
        }
        let content = line.content.trim_end();
        if n_import_lines == 0 && begins_line_block(&lines, line_index, line) {
            n_import_lines = import_length(&lines, line_index);
        }
        if n_import_lines > 0 {
            n_import_lines -= 1;
            keep_as_written(line, ForeignSyntaxKind::Mdx, edits);
        } else if CONTENTS_MARKS.iter().any(|mark| content.eq_ignore_ascii_case(mark)) {
            leave_out_contents_mark(&lines, line_index, edits);
        } else if SNIPPET_MARKS.iter().any(|mark| content.starts_with(mark)) {
            keep_as_written(line, ForeignSyntaxKind::Snippet, edits);
        } else if content.starts_with("[!INCLUDE") {
            edits.report(ForeignSyntaxKind::Snippet, line.content_start..line.content_end());
        } else if is_directive_of_rest(content) {
            keep_as_written(line, ForeignSyntaxKind::RestDirective, edits);
        } else if content.starts_with(':') && !line.begins_item {
            keep_colon(text, line, edits);
        } else if let Some(slug) = emoji_heading_slug(content) {
            edits.insert(line.content_end(), format!(" {{#{slug}}}"));
        } else if let Some(label) = target_label(content).filter(|_| !line.begins_item) {
            let anchor = format!("<a id=\"{label}\"></a>");
            edits.replace(line.content_start..line.content_end(), anchor);
        } else if let Some(metadata) = callout_metadata(line) {
            edits.report(ForeignSyntaxKind::CalloutClasses, metadata);
        } else if is_paired || content.starts_with(BULLETS) {
            replace_bullet(line, edits);
        } else if content.starts_with('{') && attribute_line(&lines, line_index, edits) {
            // Left out.
        } else if !markup.is_in_row(line.content_start)
            && let Some(tool_line) = tool_line(&lines, line_index)
        {
            rewrite_tool_line(line, &tool_line, edits);
        } else {
            replace_no_break_space(line, edits);
        }
    }
}

/// Returns the range of the words after the kind of a callout of Obsidian: `[!note|wide]`. The
/// reader of callouts leaves them out.
fn callout_metadata(line: &TextLine<'_>) -> Option<Range<usize>> {
    let kind = line.content.strip_prefix("[!").filter(|_| line.n_quotes > 0)?;
    let (marker, _) = kind.split_once(']')?;
    let (kind, words) = marker.split_once('|')?;
    let start = line.content_start + "[!".len() + kind.len();
    (!words.trim().is_empty()).then(|| start..start + 1 + words.len())
}

/// Returns the mark that may be a bullet at the start of a line.
fn first_paired_bullet(line: &TextLine<'_>) -> Option<char> {
    let mut chars = line.content.chars();
    let mark = chars.next().filter(|char| PAIRED_BULLETS.contains(char))?;
    chars.next().filter(|char| char.is_whitespace()).map(|_| mark)
}

fn keep_as_written(line: &TextLine<'_>, kind: ForeignSyntaxKind, edits: &mut TextEdits) {
    let content = line.content_start..line.content_end();
    edits.replace(content.clone(), verbatim_span(line.content.trim_end(), VerbatimKind::Syntax, 0));
    if kind != ForeignSyntaxKind::Mdx || line.content.starts_with(['i', 'e']) {
        edits.report(kind, content);
    }
}

/// Keeps a line of another tool, reports it, or makes it a heading.
fn rewrite_tool_line(line: &TextLine<'_>, tool_line: &ToolLine, edits: &mut TextEdits) {
    match tool_line {
        ToolLine::Kept(kind) => keep_as_written(line, *kind, edits),
        ToolLine::Reported(kind) => edits.report(*kind, line.content_start..line.content_end()),
        ToolLine::Heading(n_hashes) => edits.insert(line.content_start + n_hashes, " "),
    }
}

/// Leaves out `[TOC]`; of kramdown's `* TOC` and `{:toc}`, both lines.
fn leave_out_contents_mark(lines: &[TextLine<'_>], line_index: usize, edits: &mut TextEdits) {
    let Some(line) = lines.get(line_index) else { return };
    edits.replace(line.content_start..line.content_end(), "");
    let previous = line_index.checked_sub(1).and_then(|index| lines.get(index));
    if let Some(item) = previous.filter(|previous| previous.begins_item)
        && line.content.starts_with("{:")
    {
        edits.replace(item.start..item.end(), "");
    }
}

/// Returns whether a line is one of reStructuredText: `.. note::`.
fn is_directive_of_rest(content: &str) -> bool {
    let name = content.strip_prefix(".. ").and_then(|rest| rest.split_once("::"));
    name.is_some_and(|(name, _)| {
        !name.is_empty()
            && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | ':'))
    })
}

/// Keeps a colon that begins a line as text: a definition has white space after it. The row under
/// the head of a table gets its first border.
fn keep_colon(text: &str, line: &TextLine<'_>, edits: &mut TextEdits) {
    let after = line.content.get(1..).and_then(|rest| rest.chars().next());
    if after.is_some_and(|char| matches!(char, ' ' | '\t')) {
        return;
    }
    let start = line.content_start;
    if is_delimiter_row(line.content) {
        edits.insert(start, "|");
        return;
    }
    if let Some(length) = text_directive_length(line.content) {
        let written = line.content.get(..length).unwrap_or_default();
        edits.report(ForeignSyntaxKind::TextDirective, start..start + length);
        edits.replace(start..start + length, verbatim_span(written, VerbatimKind::Syntax, 0));
        return;
    }
    if let Some(length) = rest_role_length(line.content) {
        edits.report(ForeignSyntaxKind::RestRole, start..start + length - 1);
    }
    match named_sign(text, start) {
        Some((length, NamedSign::Emoji(emoji))) => edits.replace(start..start + length, emoji),
        Some((length, NamedSign::Icon)) => {
            edits.report(ForeignSyntaxKind::Icon, start..start + length);
            edits.insert(start, "\\");
        }
        None => edits.insert(start, "\\"),
    }
}

/// Returns the anchor of a heading with an emoji by its name, which GitHub makes of the name:
/// `## :rocket: Start` is `#rocket-start`. `None` means that it is made as always.
fn emoji_heading_slug(content: &str) -> Option<String> {
    let text = content.trim_start_matches('#');
    let is_heading = text.len() < content.len() && text.starts_with(' ');
    let has_markup = text.contains(['[', '`', '*', '<', '{', '\\']);
    if !is_heading || has_markup {
        return None;
    }
    let mut colons = text.match_indices(':');
    let is_emoji = |offset| matches!(named_sign(text, offset), Some((_, NamedSign::Emoji(_))));
    colons.any(|(offset, _)| is_emoji(offset)).then(|| {
        let text = text.trim().trim_end_matches('#').trim_end();
        HeadingSlugger::default().unique_anchor(text)
    })
}

/// Returns whether a line is `:--|:--`, which says how the columns of a table are aligned.
fn is_delimiter_row(content: &str) -> bool {
    content.contains('|')
        && content.contains('-')
        && content.trim_end().chars().all(|char| matches!(char, ':' | '-' | '|' | ' ' | '\t'))
}

/// Returns the label that a line of MyST gives to what follows it: `(label)=`.
fn target_label(content: &str) -> Option<&str> {
    let label = content.strip_prefix('(')?.strip_suffix(")=")?;
    is_anchor_name(label).then_some(label)
}

fn replace_bullet(line: &TextLine<'_>, edits: &mut TextEdits) {
    let mark = line.content.chars().next().map_or(0, char::len_utf8);
    let rest = line.content.get(mark..).unwrap_or_default();
    let end = line.content.len() - rest.trim_start().len();
    edits.replace(line.content_start..line.content_start + end, "- ");
}

/// Replaces a no-break space after the marker of a list or heading.
fn replace_no_break_space(line: &TextLine<'_>, edits: &mut TextEdits) {
    let content = line.content;
    let n_hashes = content.bytes().take_while(|byte| *byte == b'#').count();
    let n_digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match content.as_bytes().get(n_digits) {
        _ if (1..=6).contains(&n_hashes) => n_hashes,
        Some(b'.' | b')') if (1..=9).contains(&n_digits) => n_digits + 1,
        Some(b'-' | b'*' | b'+') if n_digits == 0 => 1,
        _ => return,
    };
    let Some(rest) = content.get(marker..) else { return };
    let is_wide = |char: char| char.is_whitespace() && !char.is_ascii();
    if rest.starts_with(is_wide) {
        let length = rest.len() - rest.trim_start().len();
        let start = line.content_start + marker;
        edits.replace(start..start + length, " ");
    }
}

/// Leaves out a line of attributes, which kramdown gives to the block before it. Returns whether
/// it is one.
fn attribute_line(lines: &[TextLine<'_>], line_index: usize, edits: &mut TextEdits) -> bool {
    let Some(line) = lines.get(line_index) else { return false };
    let content = line.content.trim_end();
    let Some(attributes) = AttributeList::parse(content) else { return false };
    let is_certain = attributes.has_colon || attributes.begins_with_name();
    if attributes.length != content.len() || !is_certain {
        return false;
    }
    let range = line.content_start..line.content_end();
    if attributes.has_more_than(&["id"]) {
        edits.report(ForeignSyntaxKind::Attributes, range.clone());
    }
    let previous = line_index.checked_sub(1).and_then(|index| lines.get(index));
    let heading = previous.filter(|previous| previous.content.starts_with('#'));
    match (attributes.id(), heading) {
        (Some(id), Some(heading)) => {
            edits.insert(heading.content_end(), format!(" {{#{id}}}"));
            edits.replace(range, "");
        }
        (Some(id), None) => edits.replace(range, format!("<a id=\"{id}\"></a>")),
        (None, _) => edits.replace(range, ""),
    }
    true
}

/// Returns whether a line is the first one of its block, at the margin.
fn begins_line_block(lines: &[TextLine<'_>], line_index: usize, line: &TextLine<'_>) -> bool {
    let is_at_margin = line.content_start == line.start;
    let previous = line_index.checked_sub(1).and_then(|index| lines.get(index));
    let follows_import = previous.is_some_and(|previous| {
        previous.content.starts_with("import ") || previous.content.starts_with("export ")
    });
    is_at_margin && (follows_import || previous.is_none_or(TextLine::is_blank))
}

/// Returns how many lines the import or export of MDX has that begins here.
fn import_length(lines: &[TextLine<'_>], start: usize) -> usize {
    let content = |index: usize| lines.get(index).map_or("", |line| line.content.trim_end());
    let first = content(start);
    if let Some(rest) = first.strip_prefix("export ") {
        let words = ["const ", "default ", "function ", "let ", "class ", "{", "*"];
        return usize::from(words.iter().any(|word| rest.starts_with(word)));
    }
    if !first.starts_with("import ") {
        return 0;
    }
    let ends_import = |line: &str| {
        let line = line.trim_end_matches(';').trim_end();
        line.ends_with(['"', '\''])
            && line.chars().filter(|char| matches!(char, '"' | '\'')).count() == 2
    };
    let has_name = first.contains(" from ")
        || first.contains('{')
        || first.starts_with("import \"")
        || first.starts_with("import '");
    if !has_name {
        return 0;
    }
    let n_lines = (start..start + MAX_IMPORT_LINES).position(|index| ends_import(content(index)));
    n_lines.map_or(0, |n_lines| n_lines + 1)
}
