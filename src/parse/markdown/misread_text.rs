//! Finds text that Markdown reads otherwise than it looks: lines of a list or a table that become
//! one paragraph, a product that becomes emphasis, a paragraph that becomes code.

use super::surplus_cell::is_delimiter_row;
use crate::diagnostic::rules::MisreadForm;
use crate::parse::outline::MarkdownProblem;
use std::ops::Range;

/// The longest marker of a list item that is recognized, in bytes: `(12.3.4)`.
const MAX_MARKER_BYTES: usize = 12;
/// The fewest words of an indented paragraph.
const MIN_PROSE_WORDS: usize = 4;

/// What is misread, and where.
type Finding = (Range<usize>, MarkdownProblem);

fn finding(range: Range<usize>, form: MisreadForm) -> Finding {
    (range, MarkdownProblem::MisreadText(form))
}

/// Returns what is misread in the lines of a paragraph: at most one list and one table, and each
/// link with a space in it.
pub(super) fn misread_lines(text: &str, paragraph: &Range<usize>) -> Vec<Finding> {
    let Some(block) = text.get(paragraph.clone()) else { return Vec::new() };
    let mut findings: Vec<Finding> = Vec::new();
    let mut lines: Vec<(Range<usize>, &str)> = Vec::new();
    let mut offset = paragraph.start;
    for line in block.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let start = offset + (line.len() - content.len());
        let content = content.trim_end_matches(['\n', '\r']);
        findings.extend(misread_links(content, start));
        lines.push((start..start + content.trim_end().len(), content));
        offset += line.len();
    }
    let is_table = lines.iter().any(|(_, line)| is_delimiter_row(line));
    let joined = lines.windows(2).filter_map(|pair| {
        let [(range, line), (next_range, next)] = pair else { return None };
        let is_broken = line.ends_with("  ") || line.ends_with('\\');
        let form = joined_form(line, next).filter(|_| !is_broken)?;
        let is_known = form == MisreadForm::TableWithoutDashes && is_table;
        (!is_known).then(|| finding(range.start..next_range.end, form))
    });
    findings.extend(joined.take(1));
    findings
}

/// Returns what two lines look like that are one paragraph.
fn joined_form(line: &str, next: &str) -> Option<MisreadForm> {
    let bullet = |line: &str| -> Option<String> {
        let mut chars = line.chars();
        let (first, second) = (chars.next()?, chars.next()?);
        let is_bullet = (first == 'o' || !first.is_alphanumeric()) && second == '\t'
            || first == '-' && second.is_alphabetic();
        is_bullet.then(|| if first == '-' { "-".to_owned() } else { format!("{first}{second}") })
    };
    if bullet(line).is_some() && bullet(line) == bullet(next)
        || ItemMarker::read(line)
            .zip(ItemMarker::read(next))
            .is_some_and(|(marker, next)| next.follows(&marker))
    {
        return Some(MisreadForm::List);
    }
    let n_tabs = |line: &str| line.trim().matches('\t').count();
    if n_tabs(line) > 0 && n_tabs(line) == n_tabs(next) {
        return Some(MisreadForm::TableWithTabs);
    }
    let is_row = |line: &str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with("| ") && line.ends_with('|')
    };
    (is_row(line) && is_row(next)).then_some(MisreadForm::TableWithoutDashes)
}

/// The number or letter that a line begins with.
#[derive(Debug, PartialEq, Eq)]
struct ItemMarker<'a> {
    /// The signs around it, such as `()` or `.`.
    signs: String,
    /// What precedes the last number: `1.` of `1.2`.
    section: &'a str,
    /// The last number, or the letter as a number.
    number: u32,
}

impl<'a> ItemMarker<'a> {
    /// Reads `a)`, `(1)`, `1.`, `1.2`, `1 §` or `§ 1` and a space after it; none after `1.Ett`.
    fn read(line: &'a str) -> Option<Self> {
        let line = line.get(..line.floor_char_boundary(MAX_MARKER_BYTES * 2))?;
        let opening = ["(", "§ ", "§"].into_iter().find(|sign| line.starts_with(sign));
        let rest = line.get(opening.map_or(0, str::len)..)?;
        let is_end = |char: char| !char.is_ascii_alphanumeric() && char != '.';
        let length = rest.find(is_end).unwrap_or(rest.len());
        let word = rest.get(..length)?;
        let (word, glued) = match word.split_once('.') {
            // `1.Ett`: the text begins directly after the full stop.
            Some((number, text)) if text.starts_with(|it: char| it.is_ascii_alphabetic()) => {
                (number, Some(text))
            }
            _ => (word, None),
        };
        let name = word.trim_end_matches('.');
        let has_stop = name.len() < word.len() || glued.is_some();
        let after = rest.get(length..)?;
        let closing = [")", " §"].into_iter().find(|sign| after.starts_with(sign));
        let after = after.get(closing.map_or(0, str::len)..)?;
        let is_separated = glued.is_some() || after.starts_with([' ', '\t']);
        let (section, last) =
            name.rsplit_once('.').map_or(("", name), |(section, last)| (section, last));
        let is_marked = opening.is_some() || closing.is_some() || has_stop || !section.is_empty();
        if !is_separated || !is_marked || name.len() > MAX_MARKER_BYTES {
            return None;
        }
        let number = match last.parse() {
            Ok(number) => number,
            Err(_) if last.len() == 1 => u32::from(last.bytes().next()?),
            Err(_) => return None,
        };
        let stop = if has_stop { "." } else { "" };
        let signs = format!("{}{}{stop}", opening.unwrap_or_default(), closing.unwrap_or_default());
        Some(Self { signs, section, number })
    }

    /// Returns whether it is the next one in a list.
    fn follows(&self, earlier: &Self) -> bool {
        self.signs == earlier.signs
            && self.section == earlier.section
            && Some(self.number) == earlier.number.checked_add(1)
    }
}

/// Returns the links of a line that are text, because of a space or of an empty name.
fn misread_links(line: &str, line_start: usize) -> Vec<Finding> {
    if line.contains('`') {
        return Vec::new();
    }
    let spaced = line.match_indices("] (").filter_map(|(offset, _)| {
        let start = line.get(..offset)?.rfind('[').filter(|start| start + 2 < offset)?;
        let destination = line.get(offset + 3..)?;
        let destination = destination.get(..destination.find(')')?)?;
        let is_path = destination.contains(['.', '/']) && !destination.contains(' ');
        let range = line_start + start..line_start + offset + 3 + destination.len() + 1;
        is_path.then(|| finding(range, MisreadForm::LinkWithSpace))
    });
    let unnamed = line.match_indices("[[|").filter_map(|(offset, _)| {
        let length = line.get(offset..)?.find("]]")? + 2;
        let range = line_start + offset..line_start + offset + length;
        Some(finding(range, MisreadForm::LinkWithoutName))
    });
    spaced.chain(unnamed).collect()
}

/// Returns the problem of a row without any `|`, which is a line of text below a table.
pub(super) fn text_in_table(text: &str, row: &Range<usize>, n_columns: usize) -> Option<Finding> {
    let line = text.get(row.clone())?.trim_end();
    let is_text = n_columns > 1 && !line.contains('|');
    is_text.then(|| finding(row.start..row.start + line.len(), MisreadForm::TextInTable))
}

/// Returns the problem of an indented block of code that has nothing but sentences.
pub(super) fn indented_prose(text: &str, code: &Range<usize>) -> Option<Finding> {
    let prose = text.get(code.clone())?.trim();
    let is_prose_char = |char: char| {
        char.is_alphanumeric() || char.is_whitespace() || ".,;:!?()-–—\"'”’“§%&".contains(char)
    };
    let is_prose = prose.starts_with(char::is_uppercase)
        && prose.ends_with(['.', '!', '?'])
        && prose.chars().all(is_prose_char)
        && prose.split_whitespace().count() >= MIN_PROSE_WORDS;
    let start = code.end - text.get(code.clone())?.trim_start().len();
    is_prose.then(|| finding(start..start + prose.len(), MisreadForm::IndentedProse))
}

/// Returns the problem of emphasis between digits: `2*3*4`.
pub(super) fn product(text: &str, emphasis: &Range<usize>) -> Option<Finding> {
    let content = text.get(emphasis.clone())?;
    let is_number = |text: &str| text.starts_with(|char: char| char.is_ascii_digit());
    let before = text.get(..emphasis.start)?;
    let is_product = content.starts_with('*')
        && is_number(content.trim_start_matches('*'))
        && before.ends_with(|char: char| char.is_ascii_digit());
    is_product.then(|| finding(emphasis.clone(), MisreadForm::Product))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<MisreadForm> {
        let findings = misread_lines(text, &(0..text.len())).into_iter();
        findings
            .filter_map(|(_, problem)| match problem {
                MarkdownProblem::MisreadText(form) => Some(form),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn lines_that_look_like_a_list_are_found() {
        for text in [
            "a) One\nb) Two\n",
            "A. One\nB. Two\n",
            "(1) One\n(2) Two\n",
            "1 § One\n2 § Two\n",
            "§ 9 One\n§ 10 Two\n",
            "1.1 One\n1.2 Two\n",
            "2.1. One\n2.2. Two\n",
            "1.One\n2.Two\n",
            "Text\n4. Four\n5. Five\n",
            "-One\n-Two\n",
            "o\tOne\no\tTwo\n",
            "§\tOne\n§\tTwo\n",
            "> a) One\n> b) Two\n",
        ] {
            assert_eq!(forms(text), [MisreadForm::List], "{text}");
        }
    }

    #[test]
    fn other_lines_are_a_paragraph() {
        for text in [
            "a) One  \nb) Two\n",
            "One line\nand another\n",
            "in 2014\n2015 and\n2016 too\n",
            "1.5 kg\n2.5 kg\n",
            "a) One\nc) Three\n",
            "The board\nA. Smith\nC. Jones\n",
            "It is 3.\n4. April\n",
            "[1] (see below)\n",
        ] {
            assert_eq!(forms(text), [], "{text}");
        }
    }

    #[test]
    fn tables_and_links_are_found() {
        assert_eq!(forms("Name\tYear\nMill\t1990\n"), [MisreadForm::TableWithTabs]);
        assert_eq!(forms("| a | b |\n| c | d |\n"), [MisreadForm::TableWithoutDashes]);
        assert_eq!(forms("| a | b |\n|---|\n| c | d |\n"), []);
        assert_eq!(forms("See [mill] (mill.md).\n"), [MisreadForm::LinkWithSpace]);
        assert_eq!(forms("See [[|mill]].\n"), [MisreadForm::LinkWithoutName]);
    }
}
