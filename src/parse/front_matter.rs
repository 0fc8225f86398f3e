//! Splits a Markdown file into front matter and body.

use std::ops::Range;

/// The two parts of a file, as byte ranges of whole lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FrontMatterSplit {
    /// The format of the front matter.
    pub format: FrontMatterFormat,
    /// What is between the fences; empty without front matter.
    pub front_matter: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// The format of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrontMatterFormat {
    /// There is no front matter.
    Absent,
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`, as in other generators.
    Toml,
    /// `---` and keys without a closing fence: `front-matter-not-closed`. The range has the lines
    /// that look like YAML, so that the entry is still known.
    NotClosed,
}

/// Splits the text of a file.
///
/// A first line `---` can also be a thematic break. It is one if there is no closing fence or an
/// empty line follows, and what follows does not look like a key.
#[must_use]
pub(super) fn split_front_matter(text: &str) -> FrontMatterSplit {
    let split = |format, front_matter, body_start| FrontMatterSplit {
        format,
        front_matter,
        body: body_start..text.len(),
    };
    let absent = split(FrontMatterFormat::Absent, 0..0, 0);
    let first_line = text.split_inclusive('\n').next().unwrap_or_default();
    let start = first_line.len();
    let rest = text.get(start..).unwrap_or_default();
    match first_line.trim_end() {
        "---" => match find_closing_fence(rest, &["---", "..."]) {
            Some(_) if is_thematic_break(rest) => absent,
            Some(fence) => {
                split(FrontMatterFormat::Yaml, start..start + fence.start, start + fence.end)
            }
            None if first_key_line(rest).is_some_and(is_yaml_key) => {
                let mut lines = lines_with_offsets(rest);
                let first_other_line = lines.find(|(_, line)| !can_be_yaml(line));
                let end = start + first_other_line.map_or(rest.len(), |(offset, _)| offset);
                split(FrontMatterFormat::NotClosed, start..end, end)
            }
            None => absent,
        },
        "+++" => match find_closing_fence(rest, &["+++"]) {
            Some(fence) => {
                split(FrontMatterFormat::Toml, start..start + fence.start, start + fence.end)
            }
            None => absent,
        },
        _ => absent,
    }
}

/// Returns the title in TOML front matter: a simple line `title = "…"` before any table.
#[must_use]
pub(super) fn toml_title(toml: &str) -> Option<&str> {
    let is_before_tables = |line: &&str| !line.starts_with('[');
    toml.lines().map(str::trim).take_while(is_before_tables).find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix('=')?.trim();
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''))?;
        let title = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (!title.contains(['\\', quote])).then_some(title)
    })
}

/// Returns the range of the line with the closing fence.
fn find_closing_fence(rest: &str, fences: &[&str]) -> Option<Range<usize>> {
    let mut offset = 0;
    rest.split_inclusive('\n').find_map(|line| {
        let start = offset;
        offset += line.len();
        fences.contains(&line.trim_end()).then_some(start..offset)
    })
}

fn is_thematic_break(rest: &str) -> bool {
    let follows_empty_line = rest.lines().next().is_some_and(|line| line.trim().is_empty());
    follows_empty_line
        && first_key_line(rest).is_some_and(|line| !is_yaml_key(line) && !is_fence(line))
}

fn is_fence(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// Returns the first line that is neither empty nor a YAML comment.
fn first_key_line(rest: &str) -> Option<&str> {
    rest.lines().find(|line| !line.trim().is_empty() && !line.starts_with("# "))
}

/// Returns whether a line begins with a key: `word:`, alone or before a space.
fn is_yaml_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let key = key.trim_end().trim_matches(['"', '\'']);
        let is_word = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.');
        !key.is_empty() && key.chars().all(is_word) && (value.is_empty() || value.starts_with(' '))
    })
}

/// Returns whether a line can belong to front matter that is not closed.
fn can_be_yaml(line: &str) -> bool {
    let looks_like_yaml =
        line.starts_with([' ', '#']) || line.starts_with("- ") || is_yaml_key(line);
    looks_like_yaml && !line.is_empty()
}

/// Returns the lines without white space at their ends, with the offsets where they start.
fn lines_with_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next_offset, line| {
        let start = *next_offset;
        *next_offset += line.len();
        Some((start, line.trim_end()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        let split = split_front_matter(text);
        let front_matter = text.get(split.front_matter).unwrap();
        let body = text.get(split.body).unwrap();
        expected.assert_eq(&format!("{:?} {front_matter:?} {body:?}", split.format));
    }

    #[test]
    fn front_matter_is_between_fences() {
        check("---\na: 1\n---\nbody\n", &expect![[r#"Yaml "a: 1\n" "body\n""#]]);
        check("--- \na: 1\n...\t\nbody", &expect![[r#"Yaml "a: 1\n" "body""#]]);
        check("---\n---", &expect![[r#"Yaml "" """#]]);
        check("---\n---\n# T\n", &expect![[r##"Yaml "" "# T\n""##]]);
        check("---\ntitle\n---\nb", &expect![[r#"Yaml "title\n" "b""#]]);
        check("---\na: |\n  x\n  ---\n---\nb", &expect![[r#"Yaml "a: |\n  x\n  ---\n" "b""#]]);
    }

    #[test]
    fn a_file_can_have_no_front_matter() {
        check("", &expect![[r#"Absent "" """#]]);
        check("# T\n---\na: 1\n---\n", &expect![[r##"Absent "" "# T\n---\na: 1\n---\n""##]]);
        check(" ---\na: 1\n---\n", &expect![[r#"Absent "" " ---\na: 1\n---\n""#]]);
    }

    #[test]
    fn a_thematic_break_is_not_front_matter() {
        check("---", &expect![[r#"Absent "" "---""#]]);
        check("---\n\nText.\n", &expect![[r#"Absent "" "---\n\nText.\n""#]]);
        check("---\n\nText.\n\n---\n", &expect![[r#"Absent "" "---\n\nText.\n\n---\n""#]]);
    }

    #[test]
    fn unclosed_front_matter_continues_while_lines_look_like_yaml() {
        check(
            "---\ntitle: A\ntags:\n- b\nWords.\n",
            &expect![[r#"NotClosed "title: A\ntags:\n- b\n" "Words.\n""#]],
        );
        check(
            "---\ntitle: A\nid: b\n\n# T\n",
            &expect![[r##"NotClosed "title: A\nid: b\n" "\n# T\n""##]],
        );
        check("---\n# note\ntitle: A", &expect![[r##"NotClosed "# note\ntitle: A" """##]]);
    }

    #[test]
    fn the_title_of_toml_front_matter_is_read() {
        let text = "+++\ntitle = \"Å\"\ndate = 2011-01-01\n+++\nbody";
        check(text, &expect![[r#"Toml "title = \"Å\"\ndate = 2011-01-01\n" "body""#]]);
        assert_eq!(toml_title("date = 1\ntitle = \"Å\"\n"), Some("Å"));
        assert_eq!(toml_title("[extra]\ntitle = \"Å\"\n"), None);
        assert_eq!(toml_title("title = \"\"\"\nÅ\"\"\"\n"), None);
    }

    proptest::proptest! {
        #[test]
        fn the_parts_are_whole_lines_in_order(text in "(---|\\+\\+\\+|a: b|å|\n|\\.\\.\\.| ){0,12}") {
            let split = split_front_matter(&text);
            assert!(split.front_matter.end <= split.body.start && split.body.end == text.len());
            assert!(text.get(split.front_matter).is_some() && text.get(split.body).is_some());
        }
    }
}
