//! Property tests: the HTML is well-formed for random and for malicious texts.

use super::{HtmlOptions, ResolvedTarget, write_body};
use crate::parse::markdown::{collect_outline, markdown_events};
use proptest::prelude::*;
use std::collections::HashSet;

/// The number of repetitions of a malicious piece.
const N_REPEATS: usize = 100_000;

/// Inline elements that the writer may write.
const ELEMENTS: [&str; 31] = [
    "a",
    "br",
    "code",
    "dd",
    "del",
    "dt",
    "em",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "input",
    "kbd",
    "label",
    "li",
    "mark",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "dl",
];
/// Elements without an end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];
/// Block elements that the writer may write.
const BLOCKS: [&str; 12] = [
    "p",
    "ul",
    "ol",
    "table",
    "blockquote",
    "pre",
    "div",
    "details",
    "aside",
    "section",
    "figure",
    "hr",
];
/// Elements that must not contain blocks.
const INLINE_ONLY: [&str; 20] = [
    "p", "summary", "em", "strong", "del", "mark", "sub", "sup", "kbd", "a", "span", "label", "dt",
    "h1", "h2", "h3", "h4", "h5", "h6", "th",
];

/// The pieces of random texts: everything with a meaning in some part of the parser.
const PIECES: [&str; 118] = [
    "a",
    "b ",
    "å",
    "\u{301}",
    "😀",
    " ",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n  ",
    "    ",
    "\n1. ",
    "# ",
    "\n## x\n",
    "[",
    "]",
    "[[",
    "]]",
    "![[",
    "|",
    "|300",
    "(",
    ")",
    "](",
    "![",
    "[@",
    "[@a P1]",
    "\"",
    "'",
    "*",
    "**",
    "_",
    "~~",
    "==",
    "%%",
    "\n%%\n",
    "`",
    "```",
    "\n```\n",
    "\n```{x}\n",
    "<",
    ">",
    "<!--",
    "-->",
    "<br>",
    "<sub>",
    "</sub>",
    "<sup>",
    "</sup>",
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "\n<details>\n",
    "\n</details>\n",
    "\n<summary>x</summary>\n",
    "<a id=\"x\">",
    "<a href=x>",
    "</a>",
    "<div>",
    "</div>",
    "\n<div>\n",
    "<script>",
    "</script>",
    "&amp;",
    "&quot;",
    "&#0;",
    "\\",
    "\\\"",
    "^id",
    " ^id\n",
    "\n^id\n\n",
    "[^1]",
    "\n[^1]: ",
    "[!note]",
    "\n> [!note]- t",
    "\n> [!x]+\n> ",
    "{#id}",
    "{.c}",
    "\n| a | b |\n|--|:-:|\n| c",
    "\n|x|",
    "\n: def",
    "- [ ] ",
    "\n[x]: /u \"t\"\n",
    "[x]",
    "[x][@y]",
    "[@x][@y]",
    "<http://a.b>",
    "<a@b.c>",
    "...",
    "--",
    "---",
    "\n---\n",
    "\n===\n",
    "10 000",
    "5 kr",
    "\r",
    "\t",
    "\0",
    "\u{202e}",
    "[TOC]",
    "{{#include x}}",
    "**bold**",
    "*it*",
    "javascript:x",
    " onclick=\"y\"",
    " style=\"x\"",
    "<p \n>",
    "</",
    "<?",
    "<![CDATA[",
    "]]>",
    "\n>\t",
    "![a](b \"t\")",
    "[a](b)",
    "![[f]]",
    "\n\n![[f]]\n\n",
];

/// Returns `n` link targets that cycle through all kinds.
fn targets(n: usize, first: usize) -> Vec<ResolvedTarget> {
    let kinds = [
        ResolvedTarget::Page {
            href: "p".into(),
            title: Some("T".into()),
            language: Some("en".into()),
        },
        ResolvedTarget::External { href: "https://x.y/?a=\"b\"".into() },
        ResolvedTarget::Image { src: "p.png".into(), size: Some((3, 4)) },
        ResolvedTarget::File { href: "f".into(), details: "<b>, 1 kB".into() },
        ResolvedTarget::Inline("<em>x</em>".into()),
        ResolvedTarget::Block("<div>y</div>".into()),
        ResolvedTarget::Broken,
        ResolvedTarget::Unsafe,
        ResolvedTarget::Page { href: "p".into(), title: None, language: None },
        ResolvedTarget::External { href: "javascript:x".into() },
    ];
    (0..n).filter_map(|index| kinds.get((index + first) % kinds.len()).cloned()).collect()
}

/// Renders a text with several options, and checks that the HTML is well-formed.
fn check(text: &str) {
    for (event, range) in markdown_events(text) {
        assert!(text.get(range.clone()).is_some(), "{event:?} at {range:?}");
    }
    let outline = collect_outline(text);
    for link in &outline.links {
        assert!(text.get(link.range.clone()).is_some(), "{link:?}");
    }
    for directive in &outline.directives {
        assert!(text.get(directive.options.clone()).is_some(), "{directive:?}");
    }
    for first in [0, 3, 6] {
        let links = targets(outline.links.len(), first);
        let citation = Some("<a href=\"#c\">1</a>".to_owned());
        let citations = vec![citation; outline.citations.len() / 2];
        let options = HtmlOptions {
            links: &links,
            citations: &citations,
            language: "en",
            ..Default::default()
        };
        // The writer asserts that it meets as many links as the outline has.
        let html = write_body(text, &outline, &options).html;
        if let Err(why) = check_well_formed(&html) {
            panic!("{why}\n{text:?}\n{html}");
        }
    }
}

/// Checks that HTML is balanced and correctly nested, with valid attributes and unique ids.
fn check_well_formed(html: &str) -> Result<(), String> {
    let (mut open, mut ids) = (Vec::<&str>::new(), HashSet::new());
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').ok_or("a tag never ends")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes another"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let is_block = BLOCKS.contains(&name);
        if !is_block && !ELEMENTS.contains(&name) {
            return Err(format!("<{name}>"));
        }
        if is_block && open.iter().any(|outer| INLINE_ONLY.contains(outer)) {
            return Err(format!("<{name}> in {open:?}"));
        }
        if name == "a" && open.contains(&"a") {
            return Err("a link in a link".into());
        }
        // Every other part is outside quotation marks.
        for outside in attributes.split('"').step_by(2) {
            if outside.contains(" on") || outside.contains("style=") || outside.starts_with("on") {
                return Err(format!("an attribute of <{tag}>"));
            }
        }
        if let Some((_, id)) = attributes.split_once("id=\"")
            && !ids.insert(id.split('"').next())
        {
            return Err(format!("two ids in <{tag}>"));
        }
        if attributes.contains("href=\"javascript") {
            return Err(format!("<{tag}>"));
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn random_pieces_give_well_formed_html(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
    ) {
        check(&pieces.concat());
    }

    #[test]
    fn random_characters_give_well_formed_html(text in "[\\PC\n<>\\[\\]!|`*_=%^&\\\\-]{0,60}") {
        check(&text);
    }
}

#[test]
fn malicious_repetition_gives_well_formed_html() {
    let pieces = [
        ">",
        "[",
        "*",
        "- ",
        "[^1]: ",
        "[[",
        "[@",
        "![",
        "<!--",
        "`",
        "==",
        "%%",
        "<details>",
        "==a ",
        "%%\n\n",
        "<sub>",
        "<a id=x>",
        "|",
        "\\",
        "\"",
        "[[a]](",
        "[@a]",
        "<?",
    ];
    for piece in pieces {
        let text = piece.repeat(N_REPEATS);
        let outline = collect_outline(&text);
        let html = write_body(&text, &outline, &HtmlOptions::default()).html;
        assert_eq!(check_well_formed(&html), Ok(()), "{piece}");
        assert!(html.len() <= 20 * text.len(), "{piece}: {} bytes", html.len());
    }
}

#[test]
fn short_rows_do_not_blow_up_a_table() {
    let n = 500;
    let text = format!("{}\n{}\n{}", "|a".repeat(n), "|-".repeat(n), "|x\n".repeat(n));
    let html = write_body(&text, &collect_outline(&text), &HtmlOptions::default()).html;
    assert!(html.len() <= 20 * text.len());
    let long = format!("|{}|\n|-|\n{}", "label ".repeat(50), "|x\n".repeat(10_000));
    assert!(
        write_body(&long, &collect_outline(&long), &HtmlOptions::default()).html.len()
            <= 20 * long.len()
    );
}

#[test]
fn text_on_which_the_parser_panicked_is_safe() {
    // pulldown-cmark 0.13.6 with ENABLE_HEADING_ATTRIBUTES: a slice that ends before it begins.
    check(
        "> foo\n> {.class}\n> ===\n\n* > fo\n| a | b |\n|--|:-:|\n  > {.class}\n  > ===\n\n> foo\n>\t{.class}\n>\t===\n",
    );
    // Its #1142: a range that ends inside a character.
    check("a\n: å\u{301}\n\n  : 😀\n");
}
