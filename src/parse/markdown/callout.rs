//! `> [!kind]- title`: the first line of a callout, Obsidian's and GitHub's.

use super::event::FoldState;

/// The longest word for a kind of callout, in bytes.
const MAX_KIND_BYTES: usize = 40;

/// The marker of a callout.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CalloutMarker<'a> {
    /// The word in the brackets, as written.
    pub kind: &'a str,
    /// Whether it folds.
    pub fold: FoldState,
    /// Where the title begins, in bytes from the `[`.
    pub length: usize,
}

/// Reads the marker that a quote's first paragraph begins with, if it does.
pub(super) fn callout_marker(paragraph: &str) -> Option<CalloutMarker<'_>> {
    let rest = paragraph.strip_prefix("[!")?;
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let kind_end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    let kind = rest.get(..kind_end).filter(|kind| (1..=MAX_KIND_BYTES).contains(&kind.len()))?;
    // Obsidian allows words for its own use after a bar: `[!note|left]`.
    let mut after = rest.get(kind_end..)?;
    if let Some(extra) = after.strip_prefix('|') {
        let end = extra.find(|c: char| !is_letter(c) && c != ' ')?;
        after = extra.get(end..)?;
    }
    let after = after.strip_prefix(']')?;
    let (fold, after) = match after.chars().next() {
        Some('-') => (FoldState::Closed, after.get(1..)?),
        Some('+') => (FoldState::Open, after.get(1..)?),
        _ => (FoldState::None, after),
    };
    let title = after.trim_start_matches([' ', '\t']);
    let is_end = title.is_empty() || title.starts_with(['\n', '\r']);
    (is_end || title.len() < after.len()).then(|| CalloutMarker {
        kind,
        fold,
        length: paragraph.len() - title.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_has_a_kind_and_may_fold() {
        let of = |text| callout_marker(text).map(|m| (m.kind, m.fold, m.length));
        assert_eq!(of("[!NOTE]"), Some(("NOTE", FoldState::None, 7)));
        assert_eq!(of("[!tips]- Så här\nx"), Some(("tips", FoldState::Closed, 9)));
        assert_eq!(of("[!å|left]+\nx"), Some(("å", FoldState::Open, 11)));
        assert_eq!(of("[!note](x)"), None);
        assert_eq!(of("[!]"), None);
        assert_eq!(of("[!two words]"), None);
        assert_eq!(of("text [!note]"), None);
    }
}
