//! Splits a Markdown file into front matter and body, and reads the front matter: YAML between
//! `---`, TOML between `+++`, or a JSON object.
//!
//! Front matter decides whether a page is published, so what is written almost like front matter
//! is read as such: after empty lines, with a longer or another fence, without one of the fences.

use super::misplaced_front_matter::{PrecedingText, find_misplaced_front_matter};
use super::publication_key::PublicationKey;
use super::yaml::{self, YamlNode};
use super::{json_tree, toml_tree};
use crate::diagnostic::rules::MissingFence;
use crate::diagnostic::{Diagnostic, SourceFile, Span, rules};
use std::ops::Range;
use std::sync::Arc;

/// The front matter of a file, and where its body is.
#[derive(Debug)]
pub(super) struct ParsedFrontMatter {
    /// The keys. `None` means that there are none.
    pub(super) root: Option<YamlNode>,
    /// The range of the Markdown.
    pub(super) body: Range<usize>,
    /// What is wrong in the front matter.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether everything in it could be read.
    pub(super) is_readable: bool,
}

/// The two parts of a file, as byte ranges of whole lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FrontMatterSplit {
    /// The format of the front matter.
    format: FrontMatterFormat,
    /// What is between the fences; empty without front matter.
    front_matter: Range<usize>,
    /// The Markdown.
    body: Range<usize>,
}

/// The format of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrontMatterFormat {
    /// There is no front matter.
    Absent,
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`, as in other generators.
    Toml,
    /// An object in braces, as in other generators.
    Json,
    /// Keys in YAML without a closing fence. The range has the lines that look like YAML, so that
    /// the entry is still known.
    OpenYaml,
    /// Keys in TOML without a closing fence.
    OpenToml,
    /// Keys without an opening fence, of which one keeps the page back.
    Headless,
    /// Keys in YAML between lines of other dashes than `---`.
    MistypedFences,
}

/// Reads the front matter of a file.
pub(super) fn read_front_matter(source: &Arc<SourceFile>) -> ParsedFrontMatter {
    let FrontMatterSplit { format, front_matter, body } = split_front_matter(&source.text);
    let without_fence = |fence: &'static str, missing: MissingFence| {
        let kind = rules::FrontMatterNotClosed { fence, missing };
        vec![Diagnostic::new(Span::start_of(source), kind)]
    };
    let not_closed = |fence| without_fence(fence, MissingFence::Closing);
    let (root, mut diagnostics) = match format {
        FrontMatterFormat::Absent => (None, Vec::new()),
        FrontMatterFormat::Yaml => yaml::read(source, front_matter),
        FrontMatterFormat::Toml => toml_tree::read(source, &front_matter),
        FrontMatterFormat::Json => json_tree::read(source, &front_matter),
        // Errors in it have the same cause, the missing fence, so they are not reported.
        FrontMatterFormat::OpenYaml => (yaml::read(source, front_matter).0, not_closed("---")),
        FrontMatterFormat::OpenToml => {
            (toml_tree::read(source, &front_matter).0, not_closed("+++"))
        }
        FrontMatterFormat::Headless => {
            (yaml::read(source, front_matter).0, without_fence("---", MissingFence::Opening))
        }
        FrontMatterFormat::MistypedFences => {
            let lines = source.text.get(..front_matter.end).unwrap_or_default();
            let missing = MissingFence::Mistyped { closing_line: lines.matches('\n').count() + 1 };
            let kind = rules::FrontMatterNotClosed { fence: "---", missing };
            let opening = opening_fence(&source.text);
            let (root, mut diagnostics) = yaml::read(source, front_matter);
            diagnostics.insert(0, Diagnostic::new(Span::new(source, opening), kind));
            (root, diagnostics)
        }
    };
    let text = source.text.get(body.clone()).unwrap_or_default();
    let preceding = match format {
        FrontMatterFormat::Absent => PrecedingText::Nothing,
        FrontMatterFormat::Yaml
        | FrontMatterFormat::Toml
        | FrontMatterFormat::Json
        | FrontMatterFormat::OpenYaml
        | FrontMatterFormat::OpenToml
        | FrontMatterFormat::Headless
        | FrontMatterFormat::MistypedFences => PrecedingText::FrontMatter,
    };
    if let Some(line) = find_misplaced_front_matter(text, preceding) {
        let line = body.start + line.start..body.start + line.end;
        let span = Span::new(source, line);
        diagnostics.push(Diagnostic::new(span, rules::MisplacedFrontMatter));
    }
    let mut is_readable = true;
    for diagnostic in diagnostics.iter_mut().filter(|it| PublicationKey::may_be_hidden_by(it)) {
        diagnostic.keeps_page_back = true;
        is_readable = false;
    }
    ParsedFrontMatter { root, body, diagnostics, is_readable }
}

/// Splits the text of a file.
fn split_front_matter(text: &str) -> FrontMatterSplit {
    let n_skipped: usize =
        text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let content = text.get(n_skipped..).unwrap_or_default();
    let first_line = content.split_inclusive('\n').next().unwrap_or_default();
    let is_first = n_skipped == 0 && !first_line.starts_with(char::is_whitespace);
    let split = Splitter { text, start: n_skipped + first_line.len(), is_first };
    let opening = first_line.trim();
    if json_tree::begins_with_key(content.trim_start()) {
        return split.json(text.len() - content.trim_start().len());
    }
    if is_mistyped_fence(opening)
        && let Some(mistyped) = split.mistyped_fences(opening)
    {
        return mistyped;
    }
    match opening {
        "---" => split.yaml(&["---", "..."]),
        "+++" => split.toml("+++"),
        "<!--" => split.other_fence("-->"),
        _ if is_other_fence(opening) => split.other_fence(opening),
        _ => match opening.trim_start_matches('-').trim() {
            _ if !opening.starts_with("---") => split.headless(n_skipped),
            "" => split.yaml(&[opening]),
            "yaml" | "yml" => split.yaml(&["---"]),
            "toml" => split.toml("---"),
            "json" => split.fenced(FrontMatterFormat::Json, &["---"]),
            _ => split.other_fence("---"),
        },
    }
}

/// Splits a text whose first line is a fence.
struct Splitter<'a> {
    text: &'a str,
    /// Where the line after the opening fence begins.
    start: usize,
    /// Whether the fence is at the start of the file, where front matter belongs.
    is_first: bool,
}

impl Splitter<'_> {
    fn split(
        &self,
        format: FrontMatterFormat,
        front_matter: Range<usize>,
        body_start: usize,
    ) -> FrontMatterSplit {
        FrontMatterSplit { format, front_matter, body: body_start..self.text.len() }
    }

    fn absent(&self) -> FrontMatterSplit {
        self.split(FrontMatterFormat::Absent, 0..0, 0)
    }

    fn rest(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// Returns the range, in the rest, of the line with the closing fence.
    fn closing_fence(&self, fences: &[&str]) -> Option<Range<usize>> {
        let mut offset = 0;
        self.rest().split_inclusive('\n').find_map(|line| {
            let start = offset;
            offset += line.len();
            let fence = if self.is_first { line.trim_end() } else { line.trim() };
            fences.contains(&fence).then_some(start..offset)
        })
    }

    fn fenced(&self, format: FrontMatterFormat, closing_fences: &[&str]) -> FrontMatterSplit {
        match self.closing_fence(closing_fences) {
            Some(fence) => {
                self.split(format, self.start..self.start + fence.start, self.start + fence.end)
            }
            None => self.absent(),
        }
    }

    /// A first line `---` can also be a thematic break. It is one if there is no closing fence or
    /// an empty line follows, and what follows does not look like a key.
    fn yaml(&self, closing_fences: &[&str]) -> FrontMatterSplit {
        let rest = self.rest();
        let is_usual = self.is_first && closing_fences.contains(&"---");
        let first_key = first_key_line(rest);
        let first_key = if self.is_first { first_key } else { first_key.map(str::trim_start) };
        let has_key = first_key.is_some_and(is_yaml_key);
        match self.closing_fence(closing_fences) {
            Some(_) if is_usual && is_thematic_break(rest) => self.absent(),
            Some(_) if is_usual || has_key => self.fenced(FrontMatterFormat::Yaml, closing_fences),
            None if (is_usual && has_key) || names_publication(rest) => {
                self.open(FrontMatterFormat::OpenYaml, can_be_yaml)
            }
            _ => self.absent(),
        }
    }

    fn toml(&self, closing_fence: &str) -> FrontMatterSplit {
        let rest = self.rest();
        let has_key = first_key_line(rest).is_some_and(can_be_toml);
        match self.closing_fence(&[closing_fence]) {
            Some(_) if self.is_first || has_key => {
                self.fenced(FrontMatterFormat::Toml, &[closing_fence])
            }
            None if has_key => self.open(FrontMatterFormat::OpenToml, can_be_toml),
            _ => self.absent(),
        }
    }

    /// Splits keys between fences that pakt does not have. Only what is said about publication
    /// makes them front matter, except in `;;;`, which other generators have for JSON.
    fn other_fence(&self, closing_fence: &str) -> FrontMatterSplit {
        let Some(fence) = self.closing_fence(&[closing_fence]) else { return self.absent() };
        let inside = self.rest().get(..fence.start).unwrap_or_default();
        if closing_fence != ";;;" && !inside.lines().any(PublicationKey::is_in_line) {
            return self.absent();
        }
        let format = match first_key_line(inside) {
            Some(line) if line.trim_start().starts_with('{') => FrontMatterFormat::Json,
            Some(line) if can_be_toml(line) => FrontMatterFormat::Toml,
            _ => FrontMatterFormat::Yaml,
        };
        self.fenced(format, &[closing_fence])
    }

    /// Splits keys at `start` that have no opening fence and end with an empty line or a fence.
    /// They are front matter if one of them keeps the page back.
    fn headless(&self, start: usize) -> FrontMatterSplit {
        let text = self.text.get(start..).unwrap_or_default();
        let is_end = |line: &str| line.trim().is_empty() || is_fence(line) || line.trim() == ";;;";
        let (mut length, mut n_holding) = (0, 0);
        for line in text.split_inclusive('\n').take_while(|line| !is_end(line)) {
            length += line.len();
            n_holding += usize::from(PublicationKey::holds_in_line(line));
            let can_belong = is_yaml_key(line.trim_end()) || line.starts_with([' ', '\t']);
            if !can_belong {
                return self.absent();
            }
        }
        if n_holding == 0 {
            return self.absent();
        }
        let after = text.get(length..).unwrap_or_default();
        let last_line = after.split_inclusive('\n').next().unwrap_or_default();
        let end = start + length;
        self.split(FrontMatterFormat::Headless, start..end, end + last_line.len())
    }

    /// Splits keys between lines of dashes that look like `---`: `—`, as programs for text write
    /// it, or `- - -`. Between lines of other signs only a page has a title or a type. What is said
    /// about publication is found in other ways.
    fn mistyped_fences(&self, opening: &str) -> Option<FrontMatterSplit> {
        let (mut offset, mut n_keys, mut names_page) = (0, 0, false);
        for line in self.rest().split_inclusive('\n') {
            let content = line.trim_end();
            if is_fence(content) || is_mistyped_fence(content) {
                let is_page = names_page || !opening.contains(['*', '_']);
                let end = self.start + offset;
                let split = || {
                    self.split(FrontMatterFormat::MistypedFences, self.start..end, end + line.len())
                };
                return (n_keys > 0 && is_page).then(split);
            }
            let can_belong = content.is_empty() || can_be_yaml(content);
            if !can_belong || PublicationKey::is_in_line(content) {
                return None;
            }
            n_keys += usize::from(is_yaml_key(content));
            names_page |= content.starts_with("title:") || content.starts_with("type:");
            offset += line.len();
        }
        None
    }

    /// Splits front matter without closing fence after the lines that can belong to it.
    fn open(
        &self,
        format: FrontMatterFormat,
        can_belong: impl Fn(&str) -> bool,
    ) -> FrontMatterSplit {
        let rest = self.rest();
        let first_other_line = lines_with_offsets(rest).find(|(_, line)| !can_belong(line));
        let end = self.start + first_other_line.map_or(rest.len(), |(offset, _)| offset);
        self.split(format, self.start..end, end)
    }

    /// Splits after the line with the closing brace. JSON that is broken has no known end.
    fn json(&self, start: usize) -> FrontMatterSplit {
        let object = self.text.get(start..).unwrap_or_default();
        let length = json_tree::value_length(object).map_or(object.len(), |length| {
            let after = object.get(length..).unwrap_or_default();
            length + after.find('\n').map_or(after.len(), |newline| newline + 1)
        });
        self.split(FrontMatterFormat::Json, start..start + length, start + length)
    }
}

/// Returns whether one of the lines before the first empty one is about publication.
fn names_publication(rest: &str) -> bool {
    let mut lines = rest.lines().take_while(|line| !line.trim().is_empty());
    lines.any(PublicationKey::is_in_line)
}

/// Returns whether a line can belong to front matter in TOML.
fn can_be_toml(line: &str) -> bool {
    let line = line.trim();
    let is_pair = line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim().trim_matches(['"', '\'']);
        let is_word = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.');
        !key.is_empty() && key.chars().all(is_word)
    });
    is_pair || line.starts_with('#') || (line.starts_with('[') && line.ends_with(']'))
}

/// Returns whether a line is a fence of signs that neither pakt nor Markdown reads as the start of
/// a block with content: `;;;`, `%%%`, `===`.
fn is_other_fence(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next().filter(|char| matches!(char, ';' | '%' | '=' | '*' | '_' | '$' | '!'));
    line.len() >= 3 && first.is_some_and(|first| chars.all(|char| char == first))
}

/// Returns whether a line looks like `---` and is not: `—`, `–––`, `--`, `- - -`, `***`.
fn is_mistyped_fence(line: &str) -> bool {
    let is_sign =
        |char: char| matches!(char, '-' | '_' | '*' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let n_signs = line.chars().filter(|char| is_sign(*char)).count();
    let has_dash = line.chars().any(|char| is_sign(char) && !char.is_ascii());
    line.chars().all(|char| is_sign(char) || char == ' ')
        && (has_dash || n_signs >= 2)
        && (line.contains(' ') || !line.starts_with("---"))
}

/// Returns the range of the first line that is not empty.
fn opening_fence(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    start..start + line.trim_end().len()
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
pub(super) fn is_yaml_key(line: &str) -> bool {
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
        check(" ---\na: 1\n---\n", &expect![[r#"Yaml "a: 1\n" """#]]);
    }

    #[test]
    fn other_fences_and_none_count_where_they_decide_about_publication() {
        check(";;;\n{\"draft\": true}\n;;;\nb", &expect![[r#"Json "{\"draft\": true}\n" "b""#]]);
        check("%%%\ndraft = true\n%%%\nb", &expect![[r#"Toml "draft = true\n" "b""#]]);
        check("<!--\ndraft: true\n-->\nb", &expect![[r#"Yaml "draft: true\n" "b""#]]);
        check("---js\n{draft: true}\n---\nb", &expect![[r#"Json "{draft: true}\n" "b""#]]);
        check("***\nnote: x\n***\nb", &expect![[r#"Absent "" "***\nnote: x\n***\nb""#]]);
        check(
            "Title: K\nStatus: draft\n\nb",
            &expect![[r#"Headless "Title: K\nStatus: draft\n" "b""#]],
        );
        check(
            "title: K\ndraft: true\n---\nb",
            &expect![[r#"Headless "title: K\ndraft: true\n" "b""#]],
        );
        check("\"draft\": true,\n;;;\nb", &expect![[r#"Headless "\"draft\": true,\n" "b""#]]);
        check(
            "Title: K\nStatus: done\n\nb",
            &expect![[r#"Absent "" "Title: K\nStatus: done\n\nb""#]],
        );
        check(
            "Draft: a text\nabout drafts\n\nb",
            &expect![[r#"Absent "" "Draft: a text\nabout drafts\n\nb""#]],
        );
    }

    #[test]
    fn keys_between_dashes_that_look_like_a_fence_are_front_matter() {
        check("—\na: 1\n—\nbody", &expect![[r#"MistypedFences "a: 1\n" "body""#]]);
        check("–––\na:\n  b: 1\n---\n", &expect![[r#"MistypedFences "a:\n  b: 1\n" """#]]);
        check("- - -\na: 1\n- - -\n", &expect![[r#"MistypedFences "a: 1\n" """#]]);
        check("--\na: 1\n--\n", &expect![[r#"MistypedFences "a: 1\n" """#]]);
        check("***\ntitle: x\n***\nb", &expect![[r#"MistypedFences "title: x\n" "b""#]]);
        check("—\nWords: they\nsaid\n—\n", &expect![[r#"Absent "" "—\nWords: they\nsaid\n—\n""#]]);
        check(
            "- - -\n\n- a\n- b\n\n- - -\n",
            &expect![[r#"Absent "" "- - -\n\n- a\n- b\n\n- - -\n""#]],
        );
        check("—\na: 1\n", &expect![[r#"Absent "" "—\na: 1\n""#]]);
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
            &expect![[r#"OpenYaml "title: A\ntags:\n- b\n" "Words.\n""#]],
        );
        check(
            "---\ntitle: A\nid: b\n\n# T\n",
            &expect![[r##"OpenYaml "title: A\nid: b\n" "\n# T\n""##]],
        );
        check("---\n# note\ntitle: A", &expect![[r##"OpenYaml "# note\ntitle: A" """##]]);
    }

    #[test]
    fn toml_is_between_plus_signs() {
        check("+++\na = 1\n+++\nbody", &expect![[r#"Toml "a = 1\n" "body""#]]);
        check("---toml\na = 1\n---\nbody", &expect![[r#"Toml "a = 1\n" "body""#]]);
        check("+++\na = 1\n\nbody", &expect![[r#"OpenToml "a = 1\n" "\nbody""#]]);
        check("+++\n\nbody", &expect![[r#"Absent "" "+++\n\nbody""#]]);
    }

    #[test]
    fn json_ends_at_its_brace() {
        check("{\n\"a\": {}\n}\nbody", &expect![[r#"Json "{\n\"a\": {}\n}\n" "body""#]]);
        check("{\"a\": 1} body", &expect![[r#"Json "{\"a\": 1} body" """#]]);
        check("{\"a\": 1\n\nbody", &expect![[r#"Json "{\"a\": 1\n\nbody" """#]]);
        check("---json\n{\"a\": 1}\n---\nb", &expect![[r#"Json "{\"a\": 1}\n" "b""#]]);
        check("{{ a }}\n", &expect![[r#"Absent "" "{{ a }}\n""#]]);
    }

    #[test]
    fn what_is_almost_front_matter_is_read_as_such() {
        check("\n\n---\na: 1\n---\nb", &expect![[r#"Yaml "a: 1\n" "b""#]]);
        check("----\na: 1\n----\nb", &expect![[r#"Yaml "a: 1\n" "b""#]]);
        check("\n+++\na = 1\n+++\nb", &expect![[r#"Toml "a = 1\n" "b""#]]);
        check("---\ndraft:true\n\nb", &expect![[r#"OpenYaml "" "draft:true\n\nb""#]]);
        check("\n---\n\nText.\n", &expect![[r#"Absent "" "\n---\n\nText.\n""#]]);
        check("----\n\nText.\n\n----\n", &expect![[r#"Absent "" "----\n\nText.\n\n----\n""#]]);
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
