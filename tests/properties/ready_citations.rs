//! Properties of the citations that `pakt cite` prints: whatever words of a text are asked for, a
//! citation is found, and nothing is wrong with it where it is pasted.

use pakt::check;
use pakt::files::FileSet;
use pakt::site::SiteSnapshot;
use pakt::site::resolve_citation::ReadyCitation;
use pakt::site::settings::RunSettings;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::fmt::Write as _;

const SETTINGS: &str = "title: T\nlanguages: [sv]\nowner: Vi\n";
const DOCUMENT: &str = "---\ntype: document\ntitle: D\ntext: d.txt\n---\n";
const TYPE: &str =
    "name: Plikt\nsourced: true\nfields:\n  says: {label: Säger, kind: text, sourced: true}\n";

/// Words of texts: restrictive ones, ends of sentences, and signs that mean something in YAML,
/// Markdown or a quote.
const WORDS: [&str; 69] = [
    "rådet",
    "Rådet",
    "om",
    "inte",
    "om inte",
    "undantag",
    "not",
    "No.",
    "can’t",
    "save",
    "kl.",
    "2014.",
    "1.",
    "(a)",
    "a)",
    "–",
    ";",
    "å;",
    ":",
    "…",
    "...",
    "är.",
    "Å?",
    "”ö”",
    "'",
    "k",
    "utan-",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n| a | b |\n",
    "\"så\"",
    "\"",
    "\\",
    "\\\"",
    "\\|",
    "a|b",
    "[inte],",
    "[",
    "]",
    "så[1]",
    "x[y]z",
    "`kod",
    "`",
    "<b>",
    "<",
    "</b>",
    "<!-- x -->",
    "{{x}}",
    "{% x %}",
    "%%",
    "$x$",
    "*",
    "**så**",
    "_u_",
    "==m==",
    "#",
    " # ",
    "a: b",
    "- ",
    "@a",
    ":tada:",
    "https://a.se/b",
    "a@b.se",
    "&amp;",
    "^1^",
    "{.x}",
    "§\u{a0}3",
];

/// Marks of paragraphs; `1-2` is one and not a range.
const MARKS: [&str; 6] = ["1", "2", "1-2", "Article 3(1)", "§ 3", "3:1"];

fn source_text(paragraphs: &[Vec<&str>]) -> String {
    let mut text = String::new();
    for (mark, words) in MARKS.iter().zip(paragraphs) {
        // Only a line of its own is a mark.
        writeln!(text, "[{mark}]\nStycke {} slut", words.join(" ")).unwrap();
    }
    text
}

fn site(text: &str, page: &str, list: &str) -> SiteSnapshot {
    let files = FileSet::from_texts(&[
        ("site.yaml", SETTINGS),
        ("d.md", DOCUMENT),
        ("d.txt", text),
        ("index.md", page),
        ("_types/duty.yaml", TYPE),
        ("duty.yaml", list),
    ]);
    SiteSnapshot::new(&files, &RunSettings::default())
}

/// Returns what is reported of the files into which citations are pasted.
fn findings(text: &str, citations: &[ReadyCitation]) -> Vec<String> {
    let mut page = String::from("---\ntitle: P\n---\nSe [[t]].\n\n| a | b |\n|---|---|\n");
    let markdown = || citations.iter().filter_map(|citation| citation.markdown.as_deref());
    for it in markdown() {
        writeln!(page, "| x | {it} |").unwrap();
    }
    for it in markdown() {
        writeln!(page, "\n- Så är det. {it}\n\n{it}\n\nDet är så {it} och så `så` är det.")
            .unwrap();
    }
    let mut list = String::from("duty:\n  - id: t\n    title: T\n    says:\n");
    for citation in citations {
        let yaml = &citation.yaml;
        writeln!(list, "      - {{value: x, source: {yaml}}}\n      - value: y").unwrap();
        writeln!(list, "        source:\n          - {yaml}").unwrap();
    }
    let snapshot = site(text, &page, &list);
    let report = check::report(&snapshot.site, &[]);
    let in_pasted = report.diagnostics.iter().filter(|diagnostic| {
        let path = &*diagnostic.span.source().path;
        path.ends_with("index.md") || path.ends_with("duty.yaml")
    });
    // What the words of a page and the value of a field need besides their source.
    let in_pasted = in_pasted.filter(|it| it.code().code_name() != "duplicate-value");
    in_pasted.map(|it| format!("{it:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_wrong_with_what_is_pasted(
        paragraphs in proptest::collection::vec(
            proptest::collection::vec(select(&WORDS[..]), 0..25),
            1..6
        ),
        paragraph in any::<Index>(),
        ends in (any::<Index>(), any::<Index>()),
    ) {
        let text = source_text(&paragraphs);
        let snapshot = site(&text, "---\ntitle: P\n---\n", "duty: []\n");
        let source = snapshot.site.source_texts.get("d").unwrap();
        let citable: Vec<usize> = (0..source.paragraphs.len())
            .filter(|index| !source.paragraphs[*index].anchor.is_empty())
            .collect();
        let paragraph = &source.paragraphs[citable[paragraph.index(citable.len())]];
        let words: Vec<&str> = paragraph.text.split(' ').collect();
        let (one, other) = (ends.0.index(words.len()), ends.1.index(words.len()));
        let words = words[one.min(other)..=one.max(other)].join(" ");
        let search = source.find_citations("d", &words);
        // An ellipsis of the text means more than itself in what is asked for.
        let has_words = words.split('…').all(|part| part.contains(char::is_alphanumeric));
        if has_words {
            prop_assert!(!search.citations.is_empty(), "{words} in {text}");
        }
        for citation in &search.citations {
            prop_assert!(citation.markdown.is_some() || !has_words, "{citation:?}");
        }
        prop_assert_eq!(findings(&text, &search.citations), Vec::<String>::new());
        for index in citable {
            let whole = source.cite_paragraphs("d", index..index + 1);
            let whole: Vec<ReadyCitation> = whole.into_iter().collect();
            prop_assert_eq!(whole.len(), 1, "{}", text);
            prop_assert_eq!(findings(&text, &whole), Vec::<String>::new());
        }
    }
}
