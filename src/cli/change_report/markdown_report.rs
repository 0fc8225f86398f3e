//! A report of changes as Markdown, for the comment of a pull request: a table for each entry.

use super::ReportedChanges;
use super::change_line::ChangeWriter;
use super::forge_links::{LINK_BREAK, forge_links};
use crate::changes::KnowledgeChange;
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::sanitize::escape_invisible;
use crate::site::LocalizedSite;

/// Signs that have a meaning in Markdown within a line.
const MARKUP_SIGNS: [char; 11] = ['\\', '`', '*', '_', '[', ']', '|', '~', '!', '$', '^'];

/// Returns the changes as a table for each entry.
pub(in crate::cli) fn markdown_report(
    localized: LocalizedSite<'_>,
    reported: ReportedChanges<'_>,
    language: ReportLanguage,
) -> String {
    let writer = ChangeWriter { localized, language };
    let terms = writer.terms();
    let changes = reported.changes;
    let groups: Vec<&[KnowledgeChange]> = changes.chunk_by(|a, b| a.entry == b.entry).collect();
    let mut report = match changes.is_empty() {
        true => format!("{}\n", sentence_case(terms.no_changes)),
        false => format!("{}\n", (terms.summary)(changes.len(), groups.len())),
    };
    for group in groups {
        if let Some(first) = group.first() {
            let (title, id) = (escaped(&writer.title(first)), escaped(&first.entry));
            report.push_str(&format!("\n### {title} ({id})\n\n"));
        }
        let [what, before, now] = terms.columns;
        report.push_str(&format!("| {what} | {before} | {now} |\n|---|---|---|\n"));
        for change in group {
            let line = writer.line(change);
            let cells = [&line.what, &line.before, &line.now].map(|text| escaped(text));
            report.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    for differing in reported.uncompared {
        report.push_str(&format!("\n{}\n", escaped(&(terms.uncompared)(differing))));
    }
    report
}

/// Returns a text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = escape_invisible(&line);
    let breaks = forge_links(&line);
    let mut breaks = breaks.iter().peekable();
    let mut out = String::with_capacity(line.len());
    for (offset, char) in line.char_indices() {
        while breaks.next_if(|place| **place <= offset).is_some() {
            out.push_str(LINK_BREAK);
        }
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            sign if MARKUP_SIGNS.contains(&sign) => {
                out.push('\\');
                out.push(sign);
            }
            char => out.push(char),
        }
    }
    out
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn signs_of_markdown_and_of_forges_are_escaped() {
        assert_eq!(
            escaped("a|b\n`c` <b> @octo #12 *x*"),
            "a\\|b \\`c\\` &lt;b&gt; @&#8203;octo #&#8203;12 \\*x\\*"
        );
    }

    #[test]
    fn addresses_and_numbers_that_forges_link_are_broken() {
        let broken = |text| escaped(text).replace("&#8203;", "|");
        assert_eq!(broken("see GH-3, gh-4 and #12"), "see GH-|3, gh-|4 and #|12");
        assert_eq!(broken("https://a.se/b www.a.se"), "https:|//a.se/b www|.a.se");
        assert_eq!(broken("n@a.se mailto:n@a.se"), "n@|a.se mailto:n@|a.se");
        assert_eq!(broken("at 10:30, :tada: a: b"), "at 10:30, :|tada: a: b");
        assert_eq!(broken("from 5b0265e1 to 2019010 words"), "from 5b02|65e1 to 2019010 words");
        assert_eq!(broken("Gh- GH-x a:b: www"), "Gh- GH-x a:|b: www");
    }

    proptest! {
        #[test]
        fn any_text_is_one_cell_of_plain_text(text in "[ -~åäö\n|]{0,40}") {
            let markdown = format!("| a |\n|---|\n| x{} |\n", escaped(&text));
            let mut n_cells = 0;
            for event in Parser::new_ext(&markdown, Options::all()) {
                match event {
                    Event::Start(Tag::TableCell) => n_cells += 1,
                    Event::Start(
                        Tag::Table(_) | Tag::TableHead | Tag::TableRow,
                    ) | Event::End(_) | Event::Text(_) => {}
                    other => prop_assert!(false, "{other:?} in {markdown}"),
                }
            }
            prop_assert_eq!(n_cells, 2, "{}", markdown);
        }
    }
}
