//! Containers between lines of `:::` or `///`: those of a callout become one.

use super::attribute_list::is_anchor_name;
use super::container_head::{ContainerHead, ContainerStyle, container_style, fence_of};
use super::line::{TextLine, line_prefix, skip_columns, text_lines};
use super::markup_ranges::MarkupRanges;
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use crate::diagnostic::rules::ForeignSyntaxKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many containers may be nested. Deeper ones are shown as written.
const MAX_NESTING: usize = 16;
/// What becomes of an option of MyST, `:class: wide`.
#[derive(Debug, Clone, Copy)]
enum OptionEffect<'a> {
    /// It is an anchor with this name.
    Anchor(&'a str),
    LeftOut,
    /// It is text, as the container is.
    Kept,
}

/// A container that is open.
#[derive(Debug)]
struct OpenContainer {
    line_index: usize,
    n_quotes: usize,
    fence: char,
}

/// The place of the lines of a callout.
#[derive(Debug, Clone, Copy)]
struct CalloutPlace {
    n_quotes: usize,
    column: usize,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FenceRole {
    /// It is not a fence.
    None,
    /// It begins the container that ends at this line.
    Opener(usize),
    Closer,
    /// A fence without its other half.
    Single,
}

/// Rewrites the containers of a text.
pub(super) fn rewrite_containers(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    if !text.contains(":::") && !text.contains("///") {
        return;
    }
    let markup = pass_text.markup();
    let lines = text_lines(text);
    let roles = fence_roles(&lines, markup);
    // The callouts that are open, with the line that closes each.
    let mut open_callouts: Vec<(CalloutPlace, usize)> = Vec::new();
    let mut closes_callout = vec![false; lines.len()];
    let mut leaves_out = vec![false; lines.len()];
    let mut options: BTreeMap<usize, OptionEffect<'_>> = BTreeMap::new();
    let mut n_done_lines = 0;
    for (line_index, line) in lines.iter().enumerate() {
        if line_index < n_done_lines {
            continue;
        }
        open_callouts.retain(|(_, close)| *close >= line_index);
        let is_closing = closes_callout.get(line_index) == Some(&true);
        let n_inside = open_callouts.len() - usize::from(is_closing);
        for (place, _) in open_callouts.iter().take(n_inside) {
            insert_quote_marker(line, *place, edits);
        }
        let content = line.content_start..line.content_end();
        let role = roles.get(line_index).copied().unwrap_or(FenceRole::None);
        if matches!(role, FenceRole::Opener(_) | FenceRole::Single)
            && container_style(line.content) == ContainerStyle::Hidden
        {
            // One that is not closed hides the rest of the text.
            let close = match role {
                FenceRole::Opener(close) => close,
                _ => lines.len() - 1,
            };
            let end = lines.get(close).map_or(text.len(), TextLine::content_end);
            edits.report(ForeignSyntaxKind::HiddenContainer, line.content_start..end);
            edits.replace(line.content_start..end, "");
            n_done_lines = close + 1;
            continue;
        }
        let FenceRole::Opener(close) = role else {
            if let Some(effect) = options.get(&line_index) {
                rewrite_option(content, *effect, edits);
            } else if is_closing || leaves_out.get(line_index) == Some(&true) {
                edits.replace(content, "");
            } else if role != FenceRole::None {
                keep_as_written(line, role, edits);
            }
            continue;
        };
        let style = container_style(line.content);
        add_options(&lines, line_index, &style, &mut options);
        match style {
            ContainerStyle::Callout(head) if open_callouts.len() < MAX_NESTING => {
                rewrite_head(content, &head, edits);
                let place = CalloutPlace { n_quotes: line.n_quotes, column: line.column };
                open_callouts.push((place, close));
                set_flag(&mut closes_callout, close);
            }
            ContainerStyle::Attributes => {
                edits.report(ForeignSyntaxKind::Attributes, content.clone());
                edits.replace(content, "");
                set_flag(&mut leaves_out, close);
            }
            ContainerStyle::Callout(_) | ContainerStyle::Hidden | ContainerStyle::Unknown => {
                keep_as_written(line, role, edits);
            }
        }
    }
}

/// Rewrites the first line of a container that becomes a callout.
fn rewrite_head(range: Range<usize>, head: &ContainerHead<'_>, edits: &mut TextEdits) {
    let fold = if head.is_folded { "-" } else { "" };
    let marker = format!("> [!{}]{fold} {}", head.kind, head.title);
    if head.has_other_attributes {
        edits.report(ForeignSyntaxKind::Attributes, range.clone());
    }
    edits.replace(range, marker.trim_end());
}

/// Adds the options of a container of MyST, which are on the lines after the first one.
fn add_options<'a>(
    lines: &[TextLine<'a>],
    line_index: usize,
    style: &ContainerStyle<'_>,
    options: &mut BTreeMap<usize, OptionEffect<'a>>,
) {
    let opener = lines.get(line_index).map_or("", |line| line.content);
    if !opener.trim_start_matches(':').starts_with('{') {
        return;
    }
    for (index, line) in lines.iter().enumerate().skip(line_index + 1) {
        let Some((key, value)) = directive_option(line.content) else { break };
        let effect = match style {
            ContainerStyle::Callout(_) if key == "name" && is_anchor_name(value) => {
                OptionEffect::Anchor(value)
            }
            ContainerStyle::Callout(_) => OptionEffect::LeftOut,
            ContainerStyle::Attributes | ContainerStyle::Hidden | ContainerStyle::Unknown => {
                OptionEffect::Kept
            }
        };
        options.insert(index, effect);
    }
}

fn rewrite_option(range: Range<usize>, effect: OptionEffect<'_>, edits: &mut TextEdits) {
    match effect {
        OptionEffect::Anchor(name) => edits.replace(range, format!("<a id=\"{name}\"></a>")),
        OptionEffect::LeftOut => {
            edits.report(ForeignSyntaxKind::Attributes, range.clone());
            edits.replace(range, "");
        }
        OptionEffect::Kept => edits.insert(range.start, "\\"),
    }
}

/// Returns the key and the value of an option of MyST: `:name: rent`.
fn directive_option(content: &str) -> Option<(&str, &str)> {
    let (key, value) = content.trim_end().strip_prefix(':')?.split_once(':')?;
    let is_key = !key.is_empty()
        && key.chars().all(|char| char.is_ascii_lowercase() || char == '-')
        && (value.is_empty() || value.starts_with(' '));
    is_key.then_some((key, value.trim()))
}

fn set_flag(flags: &mut [bool], index: usize) {
    if let Some(flag) = flags.get_mut(index) {
        *flag = true;
    }
}

/// Keeps a fence as text. The end of a container is not another place.
fn keep_as_written(line: &TextLine<'_>, role: FenceRole, edits: &mut TextEdits) {
    edits.insert(line.content_start, "\\");
    if role != FenceRole::Closer {
        edits.report(ForeignSyntaxKind::Container, line.content_start..line.content_end());
    }
}

/// Puts a line into the quote of a callout.
fn insert_quote_marker(line: &TextLine<'_>, place: CalloutPlace, edits: &mut TextEdits) {
    let start = line.after_quotes(place.n_quotes).unwrap_or(line.text.len());
    let (offset, columns) = skip_columns(line.text, start, place.column);
    let padding = place.column.saturating_sub(columns);
    let is_blank = line.text.get(offset..).unwrap_or_default().trim().is_empty();
    let marker = if is_blank { ">" } else { "> " };
    edits.insert(line.start + offset, line_prefix(0, padding) + marker);
}

/// Pairs the fences of containers.
fn fence_roles(lines: &[TextLine<'_>], markup: &MarkupRanges) -> Vec<FenceRole> {
    let mut roles = vec![FenceRole::None; lines.len()];
    let mut open: Vec<OpenContainer> = Vec::new();
    for (line_index, line) in lines.iter().enumerate() {
        while open.pop_if(|container| container.n_quotes > line.n_quotes).is_some() {}
        let Some((fence, rest)) = fence_of(line.content) else { continue };
        if markup.fixed_end(line.content_start).is_some() {
            continue;
        }
        let role = if rest.is_empty() {
            let is_partner = |container: &mut OpenContainer| {
                container.fence == fence && container.n_quotes == line.n_quotes
            };
            match open.pop_if(is_partner) {
                Some(container) => {
                    if let Some(role) = roles.get_mut(container.line_index) {
                        *role = FenceRole::Opener(line_index);
                    }
                    FenceRole::Closer
                }
                None if fence == ':' => FenceRole::Single,
                None => FenceRole::None,
            }
        } else if rest.ends_with(":::") {
            FenceRole::Single
        } else {
            open.push(OpenContainer { line_index, n_quotes: line.n_quotes, fence });
            if fence == ':' { FenceRole::Single } else { FenceRole::None }
        };
        if let Some(slot) = roles.get_mut(line_index) {
            *slot = role;
        }
    }
    roles
}
