//! Parses the first line of a callout, `> [!kind]- title`, as in Obsidian and GitHub.

use super::event::FoldState;

/// The kinds of callouts whose title is a string of the theme, `callout-note`. Any other kind is
/// its own title.
pub const CALLOUT_KINDS: [&str; 16] = [
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "info",
    "abstract",
    "summary",
    "todo",
    "success",
    "question",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
];

/// The maximum length of the kind of a callout.
const MAX_KIND_BYTES: usize = 40;

/// The marker of a callout.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CalloutMarker<'a> {
    /// The word in the brackets, as written.
    pub kind: &'a str,
    /// Whether the callout can be folded.
    pub fold: FoldState,
    /// The length of the marker, from the `[` to the start of the title.
    pub length_bytes: usize,
}

/// Parses the marker at the start of the first paragraph of a quote. `None` means that there is
/// none.
pub(super) fn callout_marker(paragraph: &str) -> Option<CalloutMarker<'_>> {
    let rest = paragraph.strip_prefix("[!")?;
    let is_kind_char = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    let kind_end = rest.find(|char: char| !is_kind_char(char)).unwrap_or(rest.len());
    let kind = rest.get(..kind_end).filter(|kind| (1..=MAX_KIND_BYTES).contains(&kind.len()))?;
    // Obsidian allows metadata after a bar: `[!note|left]`.
    let mut after = rest.get(kind_end..)?;
    if let Some(metadata) = after.strip_prefix('|') {
        let end = metadata.find(|char: char| !is_kind_char(char) && char != ' ')?;
        after = metadata.get(end..)?;
    }
    let after = after.strip_prefix(']')?;
    let (fold, after) = match after.chars().next() {
        Some('-') => (FoldState::Closed, after.get(1..)?),
        Some('+') => (FoldState::Open, after.get(1..)?),
        _ => (FoldState::None, after),
    };
    let title =
        after.trim_start_matches(|char: char| char.is_whitespace() && char != '\n' && char != '\r');
    let has_no_title = title.is_empty() || title.starts_with(['\n', '\r']);
    (has_no_title || title.len() < after.len()).then(|| CalloutMarker {
        kind,
        fold,
        length_bytes: paragraph.len() - title.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_has_a_kind_and_can_fold() {
        let parse = |text| {
            callout_marker(text).map(|marker| (marker.kind, marker.fold, marker.length_bytes))
        };
        assert_eq!(parse("[!NOTE]"), Some(("NOTE", FoldState::None, 7)));
        assert_eq!(parse("[!tips]- Så här\nx"), Some(("tips", FoldState::Closed, 9)));
        assert_eq!(parse("[!å|left]+\nx"), Some(("å", FoldState::Open, 11)));
        assert_eq!(parse("[!note]\u{a0}x"), Some(("note", FoldState::None, 9)));
        assert_eq!(parse("[!note](x)"), None);
        assert_eq!(parse("[!]"), None);
        assert_eq!(parse("[!two words]"), None);
        assert_eq!(parse("text [!note]"), None);
    }
}
