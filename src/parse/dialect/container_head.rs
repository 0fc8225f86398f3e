//! The first line of a container between lines of `:::` or `///`: what it becomes.

use super::attribute_list::AttributeList;
use crate::parse::markdown::CALLOUT_KINDS;

/// The shortest fence of a container.
const MIN_FENCE_BYTES: usize = 3;
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
pub(super) struct ContainerHead<'a> {
    pub(super) kind: &'a str,
    pub(super) title: String,
    pub(super) is_folded: bool,
    /// Whether it has attributes that a callout does not have.
    pub(super) has_other_attributes: bool,
}

/// What a container becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ContainerStyle<'a> {
    Callout(ContainerHead<'a>),
    /// Its attributes are left out, and its text is shown.
    Attributes,
    /// It is left out.
    Hidden,
    /// Its lines are shown as written.
    Unknown,
}

/// Returns whether a name is that of a callout in some tool.
pub(in crate::parse) fn is_callout_name(name: &str) -> bool {
    let name = name.to_lowercase();
    CALLOUT_KINDS.contains(&&*name) || OTHER_CALLOUT_NAMES.contains(&&*name)
}

/// Returns the character of a fence and what follows it.
pub(super) fn fence_of(content: &str) -> Option<(char, &str)> {
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
pub(super) fn container_style(content: &str) -> ContainerStyle<'_> {
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
    directive_callout(name, after.trim())
}

/// Returns what a container becomes that has its title in brackets, its attributes in braces, or
/// both: `note[Mind it]{icon="x"}`.
fn directive_callout<'a>(name: &'a str, after: &str) -> ContainerStyle<'a> {
    let braces = after.find('{').filter(|start| {
        let before = after.get(..*start).unwrap_or_default();
        before.is_empty() || before.ends_with(']')
    });
    let (label, list) =
        after.split_at_checked(braces.unwrap_or(after.len())).unwrap_or((after, ""));
    let attributes = AttributeList::parse(list);
    let length = attributes.as_ref().map(|it| it.length).or_else(|| Some(list.find('}')? + 1));
    let rest = length.and_then(|length| list.get(length..)).unwrap_or_default().trim();
    let label = label.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(label);
    let titles = [label.trim_matches('"'), rest];
    let written_title = titles.join(" ").trim().to_owned();
    let title = attributes.as_ref().and_then(|it| it.value("title")).unwrap_or_default();
    let is_titled = !written_title.is_empty();
    let honoured: &[&str] = if is_titled { &[] } else { &["title"] };
    let has_other_attributes =
        !list.is_empty() && attributes.as_ref().is_none_or(|it| it.has_more_than(honoured));
    match named_callout(name, if is_titled { &written_title } else { title }) {
        ContainerStyle::Callout(head) => {
            ContainerStyle::Callout(ContainerHead { has_other_attributes, ..head })
        }
        style => style,
    }
}

fn named_callout<'a>(name: &'a str, title: &str) -> ContainerStyle<'a> {
    let kind = name.strip_prefix("callout-").unwrap_or(name);
    if !is_callout_name(kind) {
        return ContainerStyle::Unknown;
    }
    let is_folded = FOLDED_NAMES.contains(&&*kind.to_lowercase());
    let kind = if matches!(kind, "admonition" | "callout") { "note" } else { kind };
    let (title, has_other_attributes) = (title.to_owned(), false);
    ContainerStyle::Callout(ContainerHead { kind, title, is_folded, has_other_attributes })
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
            let mut classes = attributes.classes();
            let has_other_attributes = attributes.has_pair_except(&["title", "collapse"])
                || attributes.id().is_some()
                || classes.any(|class| named_callout(class, "") == ContainerStyle::Unknown);
            ContainerStyle::Callout(ContainerHead { is_folded, has_other_attributes, ..head })
        }
        _ => ContainerStyle::Attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the kind, the title and whether it is folded.
    fn callout(content: &str) -> Option<(&str, &'static str, bool)> {
        match container_style(content) {
            ContainerStyle::Callout(head) => Some((head.kind, head.title.leak(), head.is_folded)),
            ContainerStyle::Attributes | ContainerStyle::Hidden | ContainerStyle::Unknown => None,
        }
    }

    fn leaves_out_attributes(content: &str) -> bool {
        match container_style(content) {
            ContainerStyle::Callout(head) => head.has_other_attributes,
            style => panic!("{style:?}"),
        }
    }

    #[test]
    fn an_attribute_is_honoured_or_noted() {
        for content in [
            ":::caution{icon=\"bell\"}",
            ":::caution{title=\"A\" icon=\"bell\"}",
            ":::note[Mind it]{icon=\"bell\"}",
            ":::note[Mind it]{title=\"Another\"}",
            ":::note{open}",
            ":::note{.wide}",
            "::: {.callout-note icon=false}",
            "::: {.callout-note #nte-rent}",
            "::: {.callout-note .column-margin}",
        ] {
            assert!(leaves_out_attributes(content), "{content}");
        }
        for content in
            [":::note", ":::tip{title=\"A\"}", "::: {.callout-tip title=\"A\" collapse=\"true\"}"]
        {
            assert!(!leaves_out_attributes(content), "{content}");
        }
        assert_eq!(callout(":::note{open} Mind it"), Some(("note", "Mind it", false)));
        assert_eq!(callout(":::note[Mind] it {a}"), Some(("note", "[Mind] it {a}", false)));
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
