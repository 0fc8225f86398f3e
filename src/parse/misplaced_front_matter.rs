//! Finds front matter that is not at the top of a file and says that the page is a draft.

use super::front_matter::is_yaml_key;
use super::publication_key::PublicationKey;
use std::ops::Range;

/// Returns the first line of keys that keep a page back and have only comments, headings and empty
/// lines before them. Below a heading, keys without a fence are text.
pub(super) fn find_misplaced_front_matter(body: &str) -> Option<Range<usize>> {
    let mut offset = 0;
    let mut has_heading = false;
    let mut is_in_comment = false;
    loop {
        let rest = body.get(offset..)?;
        let line = rest.split_inclusive('\n').next()?;
        let content = line.trim();
        if is_in_comment || content.starts_with("<!--") {
            is_in_comment = !content.ends_with("-->");
        } else if content.starts_with('#') {
            has_heading = true;
        } else if !content.is_empty() {
            let is_fence = is_fence_like(content);
            let keys = if is_fence { rest.get(line.len()..)? } else { rest };
            let is_found = (is_fence || !has_heading) && begins_with_holding_keys(keys);
            return is_found.then(|| offset..offset + line.trim_end().len());
        }
        offset += line.len();
    }
}

/// Returns whether a text begins with lines of keys, one of which keeps a page back.
fn begins_with_holding_keys(text: &str) -> bool {
    let is_end = |line: &&str| line.trim().is_empty() || is_fence_like(line.trim());
    let mut is_held_back = false;
    for line in text.lines().take_while(|line| !is_end(line)) {
        let can_belong =
            is_yaml_key(line) || line.contains(" = ") || line.starts_with([' ', '\t', '#']);
        if !can_belong {
            return false;
        }
        is_held_back |= PublicationKey::holds_in_line(line);
    }
    is_held_back
}

/// Returns whether a line has only signs that people use for a fence: `---`, `--`, `—`, `+++`.
fn is_fence_like(line: &str) -> bool {
    let is_dash = |char: char| matches!(char, '—' | '–');
    let is_sign = |char: char| is_dash(char) || matches!(char, '-' | '+' | ';' | '%' | '=' | '~');
    line.chars().all(is_sign) && (line.len() > 1 || line.chars().any(is_dash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_precedes_text_and_keeps_the_page_back_is_found() {
        let found = |text: &str| {
            find_misplaced_front_matter(text).map(|line| text.get(line).unwrap().to_owned())
        };
        for (text, line) in [
            ("# A\n\n---\ntitle: B\ndraft: true\n---\nText\n", "---"),
            ("<!-- note\nof two lines -->\n---\npublished: false\n---\n", "---"),
            ("<!-- note -->\ndraft: true\n\nText\n", "draft: true"),
            ("—\r\nstatus: utkast\r\n—\r\n", "—"),
            ("# A\n+++\ndraft = true\n+++\n", "+++"),
        ] {
            assert_eq!(found(text).as_deref(), Some(line), "{text}");
        }
        for text in [
            "",
            "<!-- open",
            "# A\n\nText\n\n---\ndraft: true\n---\n",
            "# A\n\nstatus: draft\n",
            "---\ntitle: A\n---\n",
            "---\ndraft: false\n---\n",
            "```\n---\ndraft: true\n---\n```\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
