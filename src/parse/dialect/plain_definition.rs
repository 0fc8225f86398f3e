//! Lines such as `[Ada]: Hello`, which CommonMark takes for the definition of a link label, so that
//! nobody would see them. What defines no label that is used, and names no address, is text.

use super::line::{TextLine, line_prefix, text_lines};
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use std::collections::{HashMap, HashSet};

/// The longest label that is looked at, in bytes.
const MAX_LABEL_BYTES: usize = 200;
/// How many lines of a definition are looked at.
const MAX_DEFINITION_LINES: usize = 8;

/// Keeps lines as text that only look like definitions.
pub(super) fn keep_plain_definitions(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    if !text.contains("]: ") && !text.contains("]:\t") && !text.contains("]:\n") {
        return;
    }
    let lines = text_lines(text);
    let definitions = definitions(pass_text, &lines);
    if definitions.is_empty() {
        return;
    }
    let used_labels = used_labels(text);
    let is_text = |definition: &Definition| {
        let defines_used_label =
            definition.is_read && used_labels.contains(&folded_label(&definition.label));
        is_plain_word(&definition.content) && !defines_used_label
    };
    // Only one definition of a label counts; of comments, all are left out.
    let mut read_contents: HashMap<String, &str> = HashMap::new();
    let (read, others): (Vec<_>, Vec<_>) = definitions.iter().partition(|it| it.is_read);
    for definition in read.into_iter().chain(others).filter(|it| !is_text(it)) {
        let label = folded_label(&definition.label);
        read_contents.entry(label).or_insert(&definition.content);
    }
    for definition in &definitions {
        let read_content = read_contents.get(&folded_label(&definition.label));
        let has_other_content = read_content.is_some_and(|it| *it != definition.content);
        let is_unread = has_other_content && !is_comment_destination(&definition.content);
        if is_text(definition) || is_unread {
            edits.insert(definition.start, "\\");
            // A definition cannot follow a line of text.
            let next = definition.line_index + definition.n_lines;
            if let (Some(last), Some(next)) = (lines.get(next - 1), lines.get(next))
                && begins_definition(next.content)
            {
                let prefix = line_prefix(last.n_quotes, last.column);
                edits.insert(last.end(), format!("\n{prefix}"));
            }
        }
    }
}

/// What may be the definition of a label.
struct Definition {
    /// Where its bracket is.
    start: usize,
    line_index: usize,
    n_lines: usize,
    label: String,
    /// The destination and the title, in one line.
    content: String,
    /// Whether it is the one that CommonMark reads for its label.
    is_read: bool,
}

fn definitions(pass_text: &PassText, lines: &[TextLine<'_>]) -> Vec<Definition> {
    let mut definitions = Vec::new();
    for (line_index, line) in lines.iter().enumerate() {
        let content = definition_content(line);
        // Most of the lines that begin with a bracket are notes, for which no markup is read.
        if !content.starts_with('[') || content.starts_with("[^") {
            continue;
        }
        let markup = pass_text.markup();
        let start = line.content_start + (line.content.len() - content.len());
        let is_read = markup.definition_starts.contains(&start);
        if !is_read && markup.fixed_end(start).is_some() {
            continue;
        }
        let mut block = content.trim().to_owned();
        let mut n_lines = 1;
        let after = lines.iter().skip(line_index + 1).map(definition_content);
        for next in after.take(MAX_DEFINITION_LINES - 1) {
            if next.trim().is_empty() || begins_definition(next) || !continues(&block, next) {
                break;
            }
            block.push(' ');
            block.push_str(next.trim());
            n_lines += 1;
        }
        if let Some((label, content)) = definition_parts(&block) {
            let (label, content) = (label.to_owned(), content.to_owned());
            let definition = Definition { start, line_index, n_lines, label, content, is_read };
            definitions.push(definition);
        }
    }
    definitions
}

/// Returns the content of a line. A quote may be inside an item.
fn definition_content<'a>(line: &TextLine<'a>) -> &'a str {
    line.content.trim_start_matches(['>', ' '])
}

fn begins_definition(content: &str) -> bool {
    definition_parts(content.trim_start_matches(['>', ' '])).is_some()
}

/// Returns whether a definition that has begun goes on in a line: with its label, its destination,
/// or its title.
fn continues(block: &str, next: &str) -> bool {
    let Some((_, content)) = definition_parts(block) else { return !block.contains(']') };
    let Some((_, title)) = split_destination(content) else { return true };
    match title.chars().next() {
        None => next.trim_start().starts_with(['"', '\'', '(']),
        Some(mark @ ('"' | '\'')) => title.len() == 1 || !title.ends_with(mark),
        Some('(') => !title.ends_with(')'),
        Some(_) => false,
    }
}

/// Splits the destination from the title. `None` means that there is no destination yet.
fn split_destination(content: &str) -> Option<(&str, &str)> {
    let end = match content.strip_prefix('<') {
        Some(rest) => rest.find('>').map_or(content.len(), |index| index + 2),
        None => content.find(char::is_whitespace).unwrap_or(content.len()),
    };
    let (destination, title) = content.split_at_checked(end)?;
    (!destination.is_empty()).then(|| (destination, title.trim()))
}

/// Returns a label as labels are compared: in lower case, with single spaces.
fn folded_label(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_uppercase().to_lowercase()
}

/// Returns whether the line with the bracket at an offset may be a definition of a label.
pub(super) fn ends_label(bytes: &[u8], offset: usize) -> bool {
    let before = bytes.get(..offset).unwrap_or_default();
    let mut label = before.iter().rev().take(MAX_LABEL_BYTES);
    label.find(|byte| matches!(byte, b'[' | b'\n')).is_some_and(|byte| *byte == b'[')
}

/// Returns the label and the destination of `[label]: destination`.
fn definition_parts(content: &str) -> Option<(&str, &str)> {
    let (label, destination) = content.strip_prefix('[')?.split_once("]:")?;
    let has_bracket = || {
        let mut before = ' ';
        label.chars().any(|char| {
            let is_bare = matches!(char, '[' | ']') && before != '\\';
            before = char;
            is_bare
        })
    };
    let is_label = !label.trim().is_empty() && !label.starts_with('^') && !has_bracket();
    is_label.then_some((label, destination.trim()))
}

/// Returns whether a destination leads nowhere, as in comments that are written as definitions:
/// `[//]: # (words)`, `[comment]: <> (words)`.
pub(in crate::parse) fn is_comment_destination(destination: &str) -> bool {
    matches!(destination.split_whitespace().next(), Some("#" | "<>" | "<#>"))
}

/// Returns whether a destination is a word of a text, and not the address of anything.
fn is_plain_word(destination: &str) -> bool {
    let first = match destination.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or_default(),
        None => destination.split_whitespace().next().unwrap_or_default(),
    };
    let word = first.trim_end_matches(['.', ',', '!', '?', ';', ':']);
    let is_word_char = |char: char| {
        char.is_alphanumeric() || matches!(char, '-' | '–' | '’' | '\'' | '"' | '”' | '“' | ' ')
    };
    word.contains(char::is_alphanumeric) && word.chars().all(is_word_char)
}

/// Returns the labels in brackets that do not begin a definition, in lower case.
fn used_labels(text: &str) -> HashSet<String> {
    let mut labels = HashSet::new();
    for part in text.split('[').skip(1) {
        if let Some((label, after)) = part.split_once(']')
            && label.len() <= MAX_LABEL_BYTES
            && !after.starts_with(':')
        {
            labels.insert(folded_label(label));
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let mut edits = TextEdits::default();
        keep_plain_definitions(&PassText::new(text), &mut edits);
        edits.apply(text).map_or_else(|| text.to_owned(), |(changed, _)| changed)
    }

    #[test]
    fn a_word_after_a_label_is_text() {
        assert_eq!(kept("[Ada]: Hello\n\n[Ada]: Bye!\n"), "\\[Ada]: Hello\n\n\\[Ada]: Bye!\n");
        assert_eq!(kept("> [Citat]: Ord\n"), "> \\[Citat]: Ord\n");
        assert_eq!(kept("[Note]: <see below>\n"), "\\[Note]: <see below>\n");
        assert_eq!(kept("[a/b]: x.md\n[a/b]: y.md\n"), "[a/b]: x.md\n\\[a/b]: y.md\n");
    }

    #[test]
    fn a_second_definition_is_text_unless_it_says_the_same() {
        for second in [
            "[a]: x.md 'other'\n",
            "[a]: x.md\n  'other'\n",
            "[a]: x.md\n  (other\n  words)\n",
            "[a]:\n  y.md\n",
            "[A\n  ]: y.md\n",
        ] {
            let first = "[a]: x.md\n\n";
            assert_eq!(kept(&format!("{first}{second}")), format!("{first}\\{second}"));
        }
        for text in ["[a]: x.md 'b'\n\n[a]: x.md\n  'b'\n", "[a b]: x.md\n\n[A  b]: x.md\n"] {
            assert_eq!(kept(text), text);
        }
        assert_eq!(
            kept("[a]: x.md\n[a]: x.md\n'other'\n[b]: y.md\n"),
            "[a]: x.md\n\\[a]: x.md\n'other'\n\n[b]: y.md\n"
        );
        // The first one is in a paragraph, and defines nothing.
        let text = "Words\n[a]: x.md\n\n[a]: y.md\n";
        assert_eq!(kept(text), "Words\n\\[a]: x.md\n\n[a]: y.md\n");
    }

    #[test]
    fn a_definition_stays() {
        for text in [
            "See [x].\n\n[x]: other\n",
            "[x]: other.md\n",
            "[x]: https://example.org \"Title\"\n",
            "[//]: # (comment)\n",
            "[comment]: <> (words)\n",
            "[//]: # (one)\n[//]: # (two)\n",
            "```\n[a]: b\n```\n",
            "    [a]: b\n",
            "[^1]: Note\n",
        ] {
            assert_eq!(kept(text), text);
        }
    }
}
