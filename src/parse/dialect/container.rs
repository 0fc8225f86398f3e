//! Containers between lines of `:::` or `///`: those of a callout become one.

use super::attribute_list::{AttributeList, is_anchor_name};
use super::line::{TextLine, line_prefix, skip_columns, text_lines};
use super::markup_ranges::MarkupRanges;
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::parse::markdown::CALLOUT_KINDS;
use std::collections::BTreeMap;
use std::ops::Range;

/// The shortest fence of a container.
const MIN_FENCE_BYTES: usize = 3;
/// How many containers may be nested. Deeper ones are shown as written.
const MAX_NESTING: usize = 16;
/// Names of containers that are callouts, besides the kinds of callouts and those that begin with
/// `callout-`.
const OTHER_CALLOUT_NAMES: [&str; 25] = [
    "hint",
    "error",
    "attention",
    "seealso",
    "check",
    "done",
    "help",
    "faq",
    "missing",
    "fail",
    "cite",
    "tldr",
    "details",
    "dropdown",
    "spoiler",
    "admonition",
    "alert",
    "notice",
    "callout",
    "security",
    "deprecated",
    "versionadded",
    "versionchanged",
    "success-box",
    "remark",
];
/// The classes of what other tools do not show.
pub(super) const HIDDEN_CLASSES: [&str; 2] = ["content-hidden", "hidden"];
/// Those that are folded until they are opened.
const FOLDED_NAMES: [&str; 3] = ["details", "dropdown", "spoiler"];

/// The first line of a container.
#[derive(Debug, PartialEq, Eq)]
struct ContainerHead<'a> {
    kind: &'a str,
    title: &'a str,
    is_folded: bool,
}

/// What a container becomes.
#[derive(Debug, PartialEq, Eq)]
enum ContainerStyle<'a> {
    Callout(ContainerHead<'a>),
    /// Its attributes are left out, and its text is shown.
    Attributes,
    /// It is left out.
    Hidden,
    /// Its lines are shown as written.
    Unknown,
}

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

/// Returns whether a name is that of a callout in some tool.
pub(in crate::parse) fn is_callout_name(name: &str) -> bool {
    let name = name.to_lowercase();
    CALLOUT_KINDS.contains(&&*name) || OTHER_CALLOUT_NAMES.contains(&&*name)
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
                let fold = if head.is_folded { "-" } else { "" };
                let marker = format!("> [!{}]{fold} {}", head.kind, head.title);
                edits.replace(content, marker.trim_end());
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

/// Returns the character of a fence and what follows it.
fn fence_of(content: &str) -> Option<(char, &str)> {
    let fence = content.chars().next().filter(|char| matches!(char, ':' | '/'))?;
    let rest = content.trim_start_matches(fence);
    let is_long = content.len() - rest.len() >= MIN_FENCE_BYTES;
    // A line of slashes is a rule of a comment, not a container.
    let rest = rest.trim();
    let is_fence =
        rest.is_empty() || rest.starts_with(|char: char| char.is_alphanumeric() || char == '{');
    (is_long && is_fence).then_some((fence, rest))
}

/// Returns what the container that a line begins becomes.
fn container_style(content: &str) -> ContainerStyle<'_> {
    let Some((fence, rest)) = fence_of(content) else { return ContainerStyle::Unknown };
    if fence == '/' {
        let (name, title) = rest.split_once('|').unwrap_or((rest, ""));
        return named_callout(name.trim(), title.trim());
    }
    if let Some(inside) = rest.strip_prefix('{')
        && let Some((name, title)) = inside.split_once('}')
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'))
    {
        return named_callout(name, title.trim());
    }
    if rest.starts_with('{') {
        return attribute_container(rest);
    }
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    let name_end = rest.find(|char: char| !is_name(char)).unwrap_or(rest.len());
    let (name, after) = rest.split_at_checked(name_end).unwrap_or((rest, ""));
    let after = after.trim();
    if let Some(title) = after.strip_prefix('[').and_then(|after| after.rsplit_once(']')) {
        return named_callout(name, title.0);
    }
    if after.starts_with('{') {
        let title = AttributeList::parse(after).and_then(|attributes| attributes.value("title"));
        return named_callout(name, title.unwrap_or_default());
    }
    named_callout(name, after.trim_matches('"'))
}

fn named_callout<'a>(name: &'a str, title: &'a str) -> ContainerStyle<'a> {
    let kind = name.strip_prefix("callout-").unwrap_or(name);
    if !is_callout_name(kind) {
        return ContainerStyle::Unknown;
    }
    let is_folded = FOLDED_NAMES.contains(&&*kind.to_lowercase());
    let kind = if matches!(kind, "admonition" | "callout") { "note" } else { kind };
    ContainerStyle::Callout(ContainerHead { kind, title, is_folded })
}

/// Returns what a container with Pandoc's attributes becomes: `{.callout-note title="…"}`.
fn attribute_container(rest: &str) -> ContainerStyle<'_> {
    let Some(attributes) = AttributeList::parse(rest) else { return ContainerStyle::Unknown };
    if attributes.classes().any(|class| HIDDEN_CLASSES.contains(&class)) {
        return ContainerStyle::Hidden;
    }
    let title = attributes.value("title").unwrap_or_default();
    let is_collapsed = attributes.value("collapse") == Some("true");
    let mut styles = attributes.classes().map(|class| named_callout(class, title));
    let callout = styles.find(|style| *style != ContainerStyle::Unknown);
    match callout {
        Some(ContainerStyle::Callout(head)) => {
            let is_folded = head.is_folded || is_collapsed;
            ContainerStyle::Callout(ContainerHead { is_folded, ..head })
        }
        _ => ContainerStyle::Attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callout(content: &str) -> Option<(&str, &str, bool)> {
        match container_style(content) {
            ContainerStyle::Callout(head) => Some((head.kind, head.title, head.is_folded)),
            ContainerStyle::Attributes | ContainerStyle::Hidden | ContainerStyle::Unknown => None,
        }
    }

    #[test]
    fn the_head_of_a_container_is_that_of_a_callout() {
        assert_eq!(callout(":::note"), Some(("note", "", false)));
        assert_eq!(callout(":::note[Mind it]"), Some(("note", "Mind it", false)));
        assert_eq!(callout("::: warning Mind it"), Some(("warning", "Mind it", false)));
        assert_eq!(callout(":::tip{title=\"Mind it\"}"), Some(("tip", "Mind it", false)));
        assert_eq!(callout("::: {.callout-warning}"), Some(("warning", "", false)));
        assert_eq!(
            callout("::::{.callout-tip collapse=true title='A b'}"),
            Some(("tip", "A b", true))
        );
        assert_eq!(callout(":::{note} Mind it"), Some(("note", "Mind it", false)));
        assert_eq!(callout("/// details | More"), Some(("details", "More", true)));
        assert_eq!(callout(":::columns"), None);
        assert_eq!(container_style("::: {.wide}"), ContainerStyle::Attributes);
        assert_eq!(container_style("::: {.content-hidden}"), ContainerStyle::Hidden);
    }
}
