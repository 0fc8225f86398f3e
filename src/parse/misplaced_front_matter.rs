//! Finds front matter that is not at the top of a file and says that the page is a draft.

use super::front_matter::is_yaml_key;
use super::publication_key::PublicationKey;
use crate::diagnostic::is_invisible;
use std::ops::Range;

/// The maximum length of keys in braces that are looked for.
const MAX_BRACES_BYTES: usize = 4096;

/// What is before the text that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PrecedingText {
    /// Nothing: no front matter was found.
    Nothing,
    /// The front matter of the file.
    FrontMatter,
}

/// Returns the first line of keys that keep a page back and have only comments, headings and empty
/// lines before them. Below a heading, keys without a fence are text.
///
/// If no front matter was found, it can also be written as code, as a table or in braces.
pub(super) fn find_misplaced_front_matter(
    body: &str,
    preceding: PrecedingText,
) -> Option<Range<usize>> {
    let mut offset = 0;
    let can_be_other_form = preceding == PrecedingText::Nothing;
    let mut has_heading = false;
    let mut is_in_comment = false;
    loop {
        let rest = body.get(offset..)?;
        let line = rest.split_inclusive('\n').next()?;
        let content = trim_line(line);
        if is_in_comment || content.starts_with("<!--") {
            is_in_comment = !content.ends_with("-->");
        } else if content.starts_with('#') {
            has_heading = true;
        } else if !content.is_empty() {
            let is_fence = is_fence_like(content);
            let keys = if is_fence { rest.get(line.len()..)? } else { rest };
            let is_found = ((is_fence || !has_heading) && begins_with_holding_keys(keys))
                || (can_be_other_form && !has_heading && is_other_form(rest, line));
            return is_found.then(|| offset..offset + line.trim_end().len());
        }
        offset += line.len();
    }
}

/// Returns whether a text begins with lines of keys, one of which keeps a page back.
fn begins_with_holding_keys(text: &str) -> bool {
    let is_end = |line: &&str| {
        let content = trim_line(line);
        content.is_empty() || is_fence_like(content) || content.starts_with("```")
    };
    let mut is_kept_back = false;
    for line in text.lines().take_while(|line| !is_end(line)) {
        let key_line = plain_key_line(line);
        let can_belong = is_yaml_key(&key_line)
            || line.contains(" = ")
            || line.starts_with([' ', '\t', '#', '%']);
        if !can_belong {
            return false;
        }
        is_kept_back |= PublicationKey::holds_in_line(&key_line);
    }
    is_kept_back
}

/// Returns a line of keys without signs that people write around keys: `> draft: true`,
/// `% draft: true`, `**Draft:** true`, `draft:: true`.
fn plain_key_line(line: &str) -> String {
    let is_indented = line.starts_with([' ', '\t']);
    let content = trim_line(line).trim_start_matches(['>', '%', ' ']);
    let content = content.replace(['*', '`'], "").replace("::", ":");
    if is_indented { format!("  {content}") } else { content }
}

/// Returns whether a text begins with keys as code, as a table or in braces, one of which keeps a
/// page back.
fn is_other_form(text: &str, first_line: &str) -> bool {
    let content = trim_line(first_line);
    let below = text.get(first_line.len()..).unwrap_or_default();
    if let Some(word) = content.strip_prefix("```").or(content.strip_prefix("~~~")) {
        let language = word.trim().to_lowercase();
        return matches!(&*language, "" | "yaml" | "yml" | "toml" | "json")
            && (begins_with_holding_keys(below) || has_holding_pair(below));
    }
    if content.starts_with('|') {
        return is_holding_table(text);
    }
    let is_template = ["{{", "{%", "{#", "{/", "{>", "{=", "{+", "{-"];
    !is_template.iter().any(|start| content.starts_with(start)) && has_holding_pair(text)
}

/// Returns whether a text begins with a map in braces, of which one pair keeps a page back.
fn has_holding_pair(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix('{') else { return false };
    let Some(end) = inside.find('}').filter(|end| *end <= MAX_BRACES_BYTES) else { return false };
    let inside = inside.get(..end).unwrap_or_default();
    inside.split([',', '\n']).any(PublicationKey::holds_in_line)
}

/// Returns whether a text begins with a table of one page whose cells keep it back: a row of keys
/// and one of values, or a key and its value in each row.
fn is_holding_table(text: &str) -> bool {
    let rows = text.lines().map(trim_line).take_while(|line| line.starts_with('|'));
    let is_rule = |line: &&str| line.chars().all(|char| matches!(char, '|' | '-' | ':' | ' '));
    let rows: Vec<Vec<&str>> = rows
        .filter(|line| !is_rule(line))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let holds = |(name, value): (&&str, &&str)| {
        PublicationKey::holds_whatever_it_is(name)
            && PublicationKey::holds_in_line(&format!("{name}: {value}"))
    };
    match &*rows {
        [names, values] if names.iter().zip(values).any(holds) => true,
        rows => rows.iter().any(|row| matches!(&**row, [name, value] if holds((name, value)))),
    }
}

/// Returns a line without white space and signs that nobody sees at its ends.
fn trim_line(line: &str) -> &str {
    line.trim_matches(|char: char| char.is_whitespace() || is_invisible(char))
}

/// Returns whether a line has only signs that people use for a fence: `---`, `--`, `—`, `+++`,
/// `- - -`, `\\---`, `> ---`.
fn is_fence_like(line: &str) -> bool {
    let line = line.trim_start_matches(['>', '\\', ' ']);
    let is_dash = |char: char| matches!(char, '—' | '–');
    let is_sign =
        |char: char| is_dash(char) || matches!(char, '-' | '+' | ';' | '%' | '=' | '~' | '*' | '_');
    line.chars().all(|char| is_sign(char) || char == ' ')
        && (line.len() > 1 || line.chars().any(is_dash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_precedes_text_and_keeps_the_page_back_is_found() {
        let found = |text: &str| {
            find_misplaced_front_matter(text, PrecedingText::Nothing)
                .map(|line| text.get(line).unwrap().to_owned())
        };
        for (text, line) in [
            ("# A\n\n---\ntitle: B\ndraft: true\n---\nText\n", "---"),
            ("<!-- note\nof two lines -->\n---\npublished: false\n---\n", "---"),
            ("<!-- note -->\ndraft: true\n\nText\n", "draft: true"),
            ("—\r\nstatus: utkast\r\n—\r\n", "—"),
            ("# A\n+++\ndraft = true\n+++\n", "+++"),
            ("\u{200b}---\ndraft: true\n---\n", "\u{200b}---"),
            ("\\---\ndraft: true\n\\---\n", "\\---"),
            ("* * *\ndraft: true\n* * *\n", "* * *"),
            ("> ---\n> draft: true\n> ---\n", "> ---"),
            ("**Title:** A\n**Draft:** true\n", "**Title:** A"),
            ("% A\n% draft: true\n", "% A"),
            ("draft:: true\n", "draft:: true"),
            ("```yaml\ndraft: true\n```\n", "```yaml"),
            ("{'title': 'A', 'draft': true}\n", "{'title': 'A', 'draft': true}"),
            ("{title: \"A\", draft: true,}\n", "{title: \"A\", draft: true,}"),
            ("| title | draft |\n|---|---|\n| A | true |\n", "| title | draft |"),
        ] {
            assert_eq!(found(text).as_deref(), Some(line), "{text}");
        }
        for text in [
            "",
            "<!-- open",
            "# A\n\nText\n\n---\ndraft: true\n---\n",
            "# A\n\nstatus: draft\n",
            "# A\n\n```yaml\ndraft: true\n```\n",
            "| Page | Status |\n|---|---|\n| A | Draft |\n",
            "{% draft: true %}\n",
            "---\ntitle: A\n---\n",
            "---\ndraft: false\n---\n",
            "```\n---\ndraft: true\n---\n```\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
