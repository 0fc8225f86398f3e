//! The tables of the handbook's page on what keeps a page back, for the tests that compare them
//! with the program.

const PAGE: &str = include_str!("../../docs/content/reference/publication.md");

/// Returns the words in backticks in the first cell of each row of a table, by the table's first
/// header.
pub(crate) fn handbook_rows(header: &str) -> Vec<Vec<&'static str>> {
    let (_, table) = PAGE.split_once(&format!("\n| {header} |")).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| coded_words(row.split('|').nth(1).unwrap())).collect()
}

/// Returns the words in backticks in the line of the page that contains a text.
pub(crate) fn handbook_line(text: &str) -> Vec<&'static str> {
    coded_words(PAGE.lines().find(|line| line.contains(text)).unwrap())
}

fn coded_words(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}
