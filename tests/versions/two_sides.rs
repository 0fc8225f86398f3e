//! The two sides of a comparison, taken apart, are the two texts letter for letter.

use super::{folder, treaty};
use pakt::diagnostic::SourceFile;
use pakt::site::source_text::SourceText;
use pakt::site::source_text::{AlignmentStep, RunSide, TextAlignment, text_units, word_runs};
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::sync::Arc;

/// Returns the words of one side of a page, in order: those in both texts, and those of `side`.
fn words_of_page(page: &str, side: &str) -> String {
    let runs = page.split("data-redline=\"").skip(1).filter_map(|run| {
        let (run_side, rest) = run.split_once("\">")?;
        let text = rest.split_once("</span>")?.0;
        (run_side == "both" || run_side == side).then_some(text)
    });
    let text = runs.collect::<String>();
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    let text = text.replace("&#x2F;", "/").replace("&lt;", "<").replace("&gt;", ">");
    words(&text.replace("&amp;", "&"))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words of a source text, without marks.
fn words_of_text(document: &str) -> String {
    let text = fs::read_to_string(folder().join(format!("content/{document}.txt"))).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("[Article "));
    words(&lines.map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>().join(" "))
}

#[test]
fn either_text_can_be_read_out_of_a_page() {
    let workspace = treaty();
    workspace.run(&["build"]).with_status(0);
    for (older, newer) in [
        ("treaty-1998", "treaty-2008"),
        ("treaty-2008", "treaty-2019"),
        ("treaty-1998", "treaty-2019"),
    ] {
        let page =
            workspace.read(&format!("output/sources/{newer}/changes-since/{older}/index.html"));
        assert_eq!(words_of_page(&page, "from"), words_of_text(older));
        assert_eq!(words_of_page(&page, "to"), words_of_text(newer));
    }
}

fn source_text(text: &str) -> SourceText {
    SourceText::read(&Arc::new(SourceFile { path: "deed.txt".into(), text: text.into() }))
}

/// Returns the words of both sides of a comparison.
fn two_sides(older: &SourceText, newer: &SourceText) -> [String; 2] {
    let (older_units, newer_units) = (text_units(older), text_units(newer));
    let (mut from, mut to) = (String::new(), String::new());
    for step in TextAlignment::new(older, newer).steps {
        let runs = match step {
            AlignmentStep::Both { older, newer } => {
                word_runs(&older_units[older].words, &newer_units[newer].words)
            }
            AlignmentStep::Removed { older } | AlignmentStep::MovedFrom { older, .. } => {
                word_runs(&older_units[older].words, "")
            }
            AlignmentStep::Added { newer } | AlignmentStep::MovedTo { newer, .. } => {
                word_runs("", &newer_units[newer].words)
            }
        };
        for run in runs {
            if run.side != RunSide::To {
                from.push_str(&run.text);
            }
            if run.side != RunSide::From {
                to.push_str(&run.text);
            }
        }
    }
    [from, to].map(|side| words(&side))
}

/// Returns the words of all units of a text.
fn all_words(text: &SourceText) -> String {
    let units = text_units(text);
    words(&units.iter().map(|unit| unit.words.as_str()).collect::<Vec<_>>().join(" "))
}

/// Pieces of texts: marks, headings, words, items and rows.
const LINES: [&str; 14] = [
    "[P1]",
    "[P2]",
    "[P3]",
    "[§ 4]",
    "# Terms",
    "# Ändamål",
    "",
    "The lease runs for ten years.",
    "The lease runs for twelve years, å, ä and ö.",
    "Rent is paid \"in advance\" <b> & in full.",
    "- one",
    "(a) two",
    "| a | b |",
    "(repealed)",
];

fn random_text() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(select(&LINES[..]), 0..40)
}

/// Moves, removes and adds lines.
fn edited(mut lines: Vec<&'static str>, edits: &[(usize, usize, usize)]) -> Vec<&'static str> {
    for (kind, first, second) in edits {
        if lines.is_empty() {
            lines.push(LINES[first % LINES.len()]);
            continue;
        }
        let (from, to) = (first % lines.len(), second % lines.len());
        match kind % 3 {
            0 => lines.swap(from, to),
            1 => {
                lines.remove(from);
            }
            _ => lines.insert(from, LINES[second % LINES.len()]),
        }
    }
    lines
}

proptest! {
    #[test]
    fn the_sides_of_random_texts_are_the_texts(
        older in random_text(),
        edits in proptest::collection::vec((0_usize..9, 0_usize..99, 0_usize..99), 0..12),
        other in random_text(),
    ) {
        let edited = edited(older.clone(), &edits).join("\n");
        let older = source_text(&older.join("\n"));
        for newer in [source_text(&edited), source_text(&other.join("\n"))] {
            prop_assert_eq!(two_sides(&older, &newer), [all_words(&older), all_words(&newer)]);
        }
    }
}
