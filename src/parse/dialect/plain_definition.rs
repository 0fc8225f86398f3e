//! Lines such as `[Ada]: Hello`, which CommonMark takes for the definition of a link label, so that
//! nobody would see them. What defines no label that is used, and names no address, is text.

use super::line::{line_prefix, text_lines};
use super::pass_text::PassText;
use super::text_edits::TextEdits;
use std::collections::{HashMap, HashSet};

/// The longest label that is looked at, in bytes.
const MAX_LABEL_BYTES: usize = 200;

/// Keeps lines as text that only look like definitions.
pub(super) fn keep_plain_definitions(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    if !text.contains("]: ") && !text.contains("]:\t") {
        return;
    }
    let markup = pass_text.markup();
    let used_labels = used_labels(text);
    let mut destinations: HashMap<String, &str> = HashMap::new();
    let lines = text_lines(text);
    for (line_index, line) in lines.iter().enumerate() {
        // A quote may be inside an item.
        let content = line.content.trim_start_matches(['>', ' ']);
        let start = line.content_start + (line.content.len() - content.len());
        let is_definition = markup.definition_starts.contains(&start);
        if !is_definition && markup.fixed_end(start).is_some() {
            continue;
        }
        let Some((label, destination)) = definition_parts(content) else { continue };
        let label = label.to_lowercase();
        let defines_used_label = is_definition && used_labels.contains(&label);
        let is_text = is_plain_word(destination) && !defines_used_label;
        // Only the first definition of a label counts; of comments, all are left out.
        let has_other_destination = destinations.get(&label).is_some_and(|it| *it != destination);
        let is_unread = has_other_destination && !is_comment_destination(destination);
        if is_text || is_unread {
            edits.insert(start, "\\");
            // A definition cannot follow a line of text.
            let next = lines.get(line_index + 1);
            if next.is_some_and(|next| definition_parts(next.content).is_some()) {
                let prefix = line_prefix(line.n_quotes, line.column);
                edits.insert(line.end(), format!("\n{prefix}"));
            }
        } else {
            destinations.entry(label).or_insert(destination);
        }
    }
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
    let is_label = !label.trim().is_empty() && !label.contains(['[', ']']);
    (is_label && !label.starts_with('^')).then_some((label, destination.trim()))
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
            labels.insert(label.to_lowercase());
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
