//! Where a Markdown file's front matter ends and its body begins.

use std::ops::Range;

/// A file's two parts, as byte ranges of whole lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FrontMatterSplit {
    /// What the front matter is.
    pub form: FrontMatterFormat,
    /// What stands between the fences; empty without front matter.
    pub front: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// What the front matter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrontMatterFormat {
    /// There is none: all is body.
    Absent,
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`, as other generators write it.
    Toml,
    /// `---`, keys, and no end: `front-matter-not-closed`. `front` holds the lines that look like
    /// YAML, so that the entry is still known; its findings would have the same cause.
    NotClosed,
}

/// Splits a file's text. A first line `---` may also be a thematic break: it is one if there is
/// no closing fence, or an empty line after it, and what follows does not look like a key.
#[must_use]
pub(super) fn split_front_matter(text: &str) -> FrontMatterSplit {
    let absent =
        FrontMatterSplit { form: FrontMatterFormat::Absent, front: 0..0, body: 0..text.len() };
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let start = first.len();
    let rest = text.get(start..).unwrap_or_default();
    match first.trim_end() {
        "---" => match find_closing_fence(rest, &["---", "..."]) {
            Some(_) if is_thematic_break(rest) => absent,
            Some((end, body)) => {
                let front = start..start + end;
                FrontMatterSplit {
                    form: FrontMatterFormat::Yaml,
                    front,
                    body: start + body..text.len(),
                }
            }
            None if first_key(rest).is_some_and(is_yaml_key) => {
                let end = start
                    + lines_with_offsets(rest)
                        .find(|(_, line)| !is_yaml(line))
                        .map_or(rest.len(), |(offset, _)| offset);
                FrontMatterSplit {
                    form: FrontMatterFormat::NotClosed,
                    front: start..end,
                    body: end..text.len(),
                }
            }
            None => absent,
        },
        "+++" => find_closing_fence(rest, &["+++"]).map_or(absent, |(end, body)| {
            let front = start..start + end;
            FrontMatterSplit {
                form: FrontMatterFormat::Toml,
                front,
                body: start + body..text.len(),
            }
        }),
        _ => absent,
    }
}

/// The title in the front matter of another generator: a simple line `title = "…"`.
#[must_use]
pub(super) fn toml_title(toml: &str) -> Option<&str> {
    let tables = |line: &&str| !line.starts_with('[');
    toml.lines().map(str::trim).take_while(tables).find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix('=')?.trim();
        let quote = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let title = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (!title.contains(['\\', quote])).then_some(title)
    })
}

/// Where the closing fence begins, and the line after it.
fn find_closing_fence(rest: &str, fences: &[&str]) -> Option<(usize, usize)> {
    let mut offset = 0;
    rest.split_inclusive('\n').find_map(|line| {
        let start = offset;
        offset += line.len();
        fences.contains(&line.trim_end()).then_some((start, offset))
    })
}

fn is_thematic_break(rest: &str) -> bool {
    let begins_empty = rest.lines().next().is_some_and(|line| line.trim().is_empty());
    begins_empty && first_key(rest).is_some_and(|line| !is_yaml_key(line) && !is_fence(line))
}

fn is_fence(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// The first line that says something; comments of YAML do not.
fn first_key(rest: &str) -> Option<&str> {
    rest.lines().find(|line| !line.trim().is_empty() && !line.starts_with("# "))
}

/// `word:`, alone or before a space.
fn is_yaml_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let key = key.trim_end().trim_matches(['"', '\'']);
        let is_word = |mark: char| mark.is_alphanumeric() || matches!(mark, '_' | '-' | '.');
        !key.is_empty() && key.chars().all(is_word) && (value.is_empty() || value.starts_with(' '))
    })
}

/// Whether a line can go on with front matter that is not closed.
fn is_yaml(line: &str) -> bool {
    let is_part = line.starts_with([' ', '#']) || line.starts_with("- ") || is_yaml_key(line);
    is_part && !line.is_empty()
}

/// Lines without the white space at their ends, and where they begin.
fn lines_with_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line.trim_end()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        let split = split_front_matter(text);
        let front = text.get(split.front).unwrap();
        let body = text.get(split.body).unwrap();
        expected.assert_eq(&format!("{:?} {front:?} {body:?}", split.form));
    }

    #[test]
    fn front_matter_stands_between_fences() {
        check("---\na: 1\n---\nbody\n", &expect![[r#"Yaml "a: 1\n" "body\n""#]]);
        check("--- \na: 1\n...\t\nbody", &expect![[r#"Yaml "a: 1\n" "body""#]]);
        check("---\n---", &expect![[r#"Yaml "" """#]]);
        check("---\n---\n# T\n", &expect![[r##"Yaml "" "# T\n""##]]);
        check("---\ntitle\n---\nb", &expect![[r#"Yaml "title\n" "b""#]]);
        check("---\na: |\n  x\n  ---\n---\nb", &expect![[r#"Yaml "a: |\n  x\n  ---\n" "b""#]]);
    }

    #[test]
    fn a_file_may_have_none() {
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
    fn an_unclosed_one_goes_on_while_lines_look_like_yaml() {
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
    fn the_title_of_other_generators_is_found() {
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
            assert!(split.front.end <= split.body.start && split.body.end == text.len());
            assert!(text.get(split.front).is_some() && text.get(split.body).is_some());
        }
    }
}
