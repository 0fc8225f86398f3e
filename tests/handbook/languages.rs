//! The handbook in its two languages: the same keys and examples, and a first site in each.

use super::{blocks, coded_words, docs, reported_codes};
use crate::support::{Workspace, tree};
use std::collections::BTreeSet;

/// Pages whose examples differ by language, which have tests of their own.
const OWN_EXAMPLES: [&str; 2] = ["content/start/index.md", "content/reference/diagnostics.md"];

/// Returns the pages that have the same examples in both languages: the path, the English text and
/// the Swedish one.
fn pairs_of_pages(docs: &Workspace) -> Vec<(String, String, String)> {
    let paths = tree(&docs.join("content")).into_keys().map(|path| format!("content/{path}"));
    let is_translated = |path: &String| {
        path.ends_with(".md")
            && !path.ends_with(".sv.md")
            && !OWN_EXAMPLES.contains(&path.as_str())
            && docs.join(&path.replace(".md", ".sv.md")).exists()
    };
    let read_pair = |path: String| {
        let (english, swedish) = (docs.read(&path), docs.read(&path.replace(".md", ".sv.md")));
        (path, english, swedish)
    };
    paths.filter(is_translated).map(read_pair).collect()
}

/// The lines of a page: those of each fenced block, and the text around them.
#[derive(Default)]
struct PageLines<'p> {
    blocks: Vec<Vec<&'p str>>,
    text: Vec<&'p str>,
}

/// Returns the lines of a page, without the fences.
fn split_blocks(page: &str) -> PageLines<'_> {
    let mut lines = PageLines::default();
    let mut open_fence = None;
    for line in page.lines() {
        let n_marks = line.len() - line.trim_start_matches('`').len();
        match open_fence {
            None if n_marks >= 3 => {
                open_fence = Some(n_marks);
                lines.blocks.push(vec![line]);
            }
            None => lines.text.push(line),
            Some(n_open) if n_marks >= n_open => open_fence = None,
            Some(_) => lines.blocks.last_mut().unwrap().push(line),
        }
    }
    lines
}

/// Returns whether a line of an example has words for readers, which differ by language.
fn is_words(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    line.starts_with("caption: ") || line.starts_with("question: ")
}

/// Returns the fenced blocks of a page, without the words for readers.
fn examples(page: &str) -> Vec<Vec<&str>> {
    let mut blocks = split_blocks(page).blocks;
    for block in &mut blocks {
        block.retain(|line| !is_words(line));
    }
    blocks
}

/// Returns the words in backticks outside fenced blocks.
fn words_in_text(page: &str) -> BTreeSet<&str> {
    split_blocks(page).text.into_iter().flat_map(coded_words).collect()
}

#[test]
fn examples_are_the_same_in_both_languages() {
    let docs = docs();
    let pairs = pairs_of_pages(&docs);
    assert!(pairs.len() > 30, "{} pages are translated", pairs.len());
    for (path, english, swedish) in pairs {
        assert_eq!(examples(&english), examples(&swedish), "{path}");
    }
}

#[test]
fn keys_codes_and_options_are_the_same_in_both_languages() {
    for (path, english, swedish) in pairs_of_pages(&docs()) {
        assert_eq!(words_in_text(&english), words_in_text(&swedish), "{path}");
    }
}

/// The first site of "Getting started" in a language: what the page does not say in a code block.
struct FirstSite<'a> {
    page: &'a str,
    language: &'a str,
    entry_path: &'a str,
    text_path: &'a str,
    document_path: &'a str,
    mistake: [&'a str; 2],
    unknown_title: &'a str,
    entry_page: &'a str,
    unknown_shown: &'a str,
    document_page: &'a str,
    citing_entry: &'a str,
}

#[test]
fn who_follows_getting_started_gets_what_it_promises() {
    check_first_site(&FirstSite {
        page: "content/start/index.md",
        language: "en",
        entry_path: "content/parties/birch.md",
        text_path: "content/papers/letter.txt",
        document_path: "content/papers/letter.md",
        mistake: ["on 1 January", "on 1 Januari"],
        unknown_title: "Birch",
        entry_page: "output/parties/birch/index.html",
        unknown_shown: "unknown date, <time datetime=\"2003-01-01\">1 January 2003</time> at the latest",
        document_page: "output/sources/letter/index.html",
        citing_entry: "Birch</a>",
    });
    check_first_site(&FirstSite {
        page: "content/start/index.sv.md",
        language: "sv",
        entry_path: "content/parter/bjork.md",
        text_path: "content/papper/brevet.txt",
        document_path: "content/papper/brevet.md",
        mistake: ["den 1 januari", "den 1 januarj"],
        unknown_title: "Björk",
        entry_page: "output/parter/bjork/index.html",
        unknown_shown: "okänt datum, senast den <time datetime=\"2003-01-01\">1 januari 2003</time>",
        document_page: "output/sources/brevet/index.html",
        citing_entry: "Björk</a>",
    });
}

fn check_first_site(first: &FirstSite) {
    let page = docs().read(first.page);
    let [settings, front, party, claim, letter, document, sourced, mistake, unknown] =
        blocks(&page).try_into().unwrap();
    // Each path is what the page tells readers to write.
    for path in [first.entry_path, first.text_path, first.document_path] {
        assert!(page.contains(&format!("`{path}`")), "{path}");
    }
    let site = Workspace::of(&[("content/site.yaml", &settings), ("content/index.md", &front)]);
    assert_eq!(reported_codes(&site), ["broken-link"], "there is nobody to link to yet");
    site.write("content/_types/party.yaml", party);
    site.write(first.entry_path, claim);
    assert_eq!(
        reported_codes(&site),
        ["missing-source"],
        "the link is whole, the source is missing"
    );
    site.write(first.text_path, letter);
    site.write(first.document_path, document);
    site.write(first.entry_path, &sourced);
    site.run(&["check", "--strict"]).with_status(0);
    assert!(reported_codes(&site).is_empty());
    let [right, wrong] = first.mistake;
    site.write(first.entry_path, sourced.replace(right, wrong));
    let report = site.run(&["check", "--lang", first.language]).with_status(1).stderr;
    for line in mistake.lines() {
        assert!(report.lines().any(|it| it.trim() == line.trim()), "{line} in {report}");
    }
    site.write(first.entry_path, format!("---\ntitle: {}\n{unknown}---\n", first.unknown_title));
    site.run(&["build", "--strict"]).with_status(0);
    let shown = site.read(first.entry_page).replace('\u{a0}', " ");
    assert!(shown.contains(first.unknown_shown), "{shown}");
    assert!(site.read(first.document_page).contains(first.citing_entry));
}
