//! Finds out what separates the cells of a table.

use std::ops::Range;

/// The separators that spreadsheets write. `|` separates the values in a cell as well, so it is the
/// last one.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The column that every table has.
const ID_COLUMN: &str = "id";

/// How many lines before the header may be a title.
const MAX_TITLE_LINES: usize = 5;

/// How a table is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableFormat {
    /// What is between two cells.
    pub(super) separator: u8,
    /// Where the header begins, after a first line such as `sep=;`.
    pub(super) start: usize,
    /// A first line that begins with `sep=` and does not name one character.
    pub(super) wrong_line: Option<Range<usize>>,
    /// The lines before the header that are a title of the table.
    pub(super) title_lines: Option<Range<usize>>,
}

/// What the first line of a table says about the separator.
enum SeparatorLine {
    Names(u8),
    NamesNone,
}

impl TableFormat {
    /// Returns the separator that the first line names, or that of the header: the one between
    /// whose cells there is `id`, or else the most frequent one.
    pub(super) fn detect(text: &str) -> Self {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let first_line = text.get(start..).and_then(|rest| rest.lines().next());
        let first_line = first_line.unwrap_or_default();
        let next_line = (start + first_line.len() + 1).min(text.len());
        let (named, after_names, wrong_line) = match separator_line(first_line) {
            Some(SeparatorLine::Names(separator)) => (Some(separator), next_line, None),
            Some(SeparatorLine::NamesNone) => {
                (None, next_line, Some(start..start + first_line.len()))
            }
            None => (None, start, None),
        };
        let table = text.get(after_names..).unwrap_or_default();
        let title =
            title_lines(table, named).map(|it| after_names + it.start..after_names + it.end);
        let start = title.as_ref().map_or(after_names, |title| title.end);
        let header_separator = || header_separator(text.get(start..).unwrap_or_default());
        let separator = named.unwrap_or_else(header_separator);
        Self { separator, start, wrong_line, title_lines: title }
    }
}

/// Returns the lines of a title before the header, which is the first line with `id` and has more
/// cells than any of them. `None` means that the table begins with its header.
fn title_lines(text: &str, named_separator: Option<u8>) -> Option<Range<usize>> {
    let separators = named_separator.map_or(SEPARATORS.to_vec(), |separator| vec![separator]);
    let n_cells = |line: &str, separator: u8| {
        names_between(line, separator).iter().filter(|name| !plain_name(name).is_empty()).count()
    };
    let (mut title_start, mut end) = (None, 0);
    let mut title: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n').take(MAX_TITLE_LINES + 1) {
        let with_id = separators.iter().find(|it| has_id(&names_between(line, **it)));
        if let Some(separator) = with_id {
            let n_columns = n_cells(line, *separator);
            let is_shorter = title.iter().all(|it| n_cells(it, *separator) < n_columns);
            return title_start.filter(|_| is_shorter).map(|start| start..end);
        }
        if !line.trim().is_empty() {
            title_start.get_or_insert(end);
            title.push(line);
        }
        end += line.len();
    }
    None
}

/// Reads `sep=;`, also in quotation marks, and with the separators that a spreadsheet adds to make
/// the line as long as the others. A tab may be written as `\t`. `None` means another line.
fn separator_line(line: &str) -> Option<SeparatorLine> {
    let line = line.trim_start_matches('"');
    let name = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep="))?;
    let rest = line.get(name.len()..).unwrap_or_default().replace('"', "");
    if let Some(after_tab) = rest.strip_prefix("\\t")
        && after_tab.trim().is_empty()
    {
        return Some(SeparatorLine::Names(b'\t'));
    }
    let written = if rest.starts_with('\t') { &*rest } else { rest.trim() };
    let Some((first, after)) = written.as_bytes().split_first() else {
        return Some(SeparatorLine::NamesNone);
    };
    let is_separator = first.is_ascii_punctuation() || *first == b'\t';
    let is_only_one = after.iter().all(|byte| byte == first || SEPARATORS.contains(byte));
    Some(match is_separator && is_only_one {
        true => SeparatorLine::Names(*first),
        false => SeparatorLine::NamesNone,
    })
}

/// Returns the separator of the first line that is not empty.
fn header_separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut best = (false, 0, b',');
    for separator in SEPARATORS {
        let names = names_between(header, separator);
        let (has_id, n_names) = (has_id(&names), names.len());
        if (has_id, n_names) > (best.0, best.1) {
            best = (has_id, n_names, separator);
        }
    }
    best.2
}

/// Returns whether several names of columns include that of the ids.
fn has_id(names: &[&str]) -> bool {
    names.len() > 1 && names.iter().any(|name| plain_name(name).eq_ignore_ascii_case(ID_COLUMN))
}

fn plain_name(name: &str) -> &str {
    name.trim().trim_matches('"').trim()
}

/// Splits a line at the separators outside quotation marks.
fn names_between(line: &str, separator: u8) -> Vec<&str> {
    let mut is_quoted = false;
    let is_border = |char: char| {
        is_quoted ^= char == '"';
        !is_quoted && char == char::from(separator)
    };
    line.split(is_border).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, separator: char, header: &str) {
        let format = TableFormat::detect(text);
        assert_eq!(char::from(format.separator), separator, "{text:?}");
        let rest = text.get(format.start..).unwrap();
        assert_eq!(rest.lines().next().unwrap_or_default(), header, "{text:?}");
    }

    #[test]
    fn the_header_shows_the_separator() {
        check("id,title\n", ',', "id,title");
        check("title;id\n", ';', "title;id");
        check("title\tid\n", '\t', "title\tid");
        check("\u{feff}id|title\n", '|', "id|title");
        check("id;title, short; size, in ha\n", ';', "id;title, short; size, in ha");
        check("\"id\"\t\"title, note, more\"\n", '\t', "\"id\"\t\"title, note, more\"");
        check("name;title;size\n", ';', "name;title;size");
        check("\n \nid;title\n", ';', "");
        check("id\n", ',', "id");
        check("", ',', "");
    }

    #[test]
    fn a_first_line_names_the_separator() {
        check("sep=;\nid;title\n", ';', "id;title");
        check("SEP=|\nid|a\n", '|', "id|a");
        check("\"sep=;\";;\nid;title\n", ';', "id;title");
        check("sep=\t\nid\ttitle\n", '\t', "id\ttitle");
        check("sep=\\t\nid\ttitle\n", '\t', "id\ttitle");
        check("sep=,,,\nid,title\n", ',', "id,title");
        check("sep=;", ';', "");
        for (line, is_wrong) in [("sep=", true), ("sep=ab", true), ("sep=§", true), ("id", false)]
        {
            let format = TableFormat::detect(&format!("{line}\nid;title\n"));
            assert_eq!(format.wrong_line, is_wrong.then_some(0..line.len()), "{line}");
        }
    }
}
