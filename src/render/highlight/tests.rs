//! What holds in every language: text is kept, spans end with their line, hostile code ends.

use expect_test::Expect;
use proptest::prelude::*;

use super::keywords::KeywordLists;
use super::{
    HighlightedCode, PlainReason, highlight_code, javascript, json, python, rust, shell, sql,
    syntect,
};

/// One name for each grammar of our own, and a few of the stock ones.
const LANGUAGES: [&str; 18] = [
    "yaml",
    "json",
    "toml",
    "bash",
    "console",
    "markdown",
    "html",
    "css",
    "ts",
    "rust",
    "python",
    "sql",
    "diff",
    "java",
    "c",
    "php",
    "latex",
    "inget språk",
];

/// Compares a block with its expected colors, written `‹class:text›` to be short enough to read.
#[expect(clippy::needless_pass_by_value, reason = "a golden is made where it is checked")]
pub(super) fn check(language: &str, code: &str, expected: Expect) {
    let html = highlight_code(language, code).html;
    assert_eq!(text(&html), code, "the text is kept");
    let short = html.replace("<span class=\"hl-", "‹").replace("</span>", "›").replace("\">", ":");
    expected.assert_eq(&unescape(&short));
}

/// The text content of HTML that has spans and the four entities only.
fn text(html: &str) -> String {
    let pieces = html.split('<').enumerate();
    let outside = |(index, piece): (usize, &str)| match index {
        0 => piece.to_owned(),
        _ => piece.split_once('>').expect("a tag ends").1.to_owned(),
    };
    unescape(&pieces.map(outside).collect::<String>())
}

fn unescape(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

fn assert_sound(language: &str, code: &str) {
    let html = highlight_code(language, code).html;
    assert_eq!(text(&html), code, "{language}");
    for line in html.split('\n') {
        let n_opened = line.matches("<span class=\"hl-").count();
        assert_eq!(n_opened, line.matches("</span>").count(), "{language}: {line}");
        assert_eq!(2 * n_opened, line.matches('<').count(), "{language}: {line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn text_is_kept_whatever_it_is(code in "\\PC{0,80}|[\\x00-\\x7F]{0,80}|(?s:.{0,40})") {
        for language in LANGUAGES {
            assert_sound(language, &code);
        }
    }

    #[test]
    fn text_is_kept_when_it_looks_like_code(
        code in "([a-zå0-9]{1,3}|[ \n\t\r]{1,3}|[-+*/\\\\|&^%$#@!?:;,.=<>~]{1,3}|\
            [\\[\\](){}]|['\"`]{1,3}|// |/\\*|\\*/|<!--|-->|<script>|</script|<<E\n|E\n|\
            r#+\"|\"#|\\$\\{|```|---\n|\n- |: [|>]\n){0,40}"
    ) {
        for language in LANGUAGES {
            assert_sound(language, &code);
        }
    }

    #[test]
    fn any_language_is_a_name(language in "\\PC{0,60}") {
        let HighlightedCode { html, .. } = highlight_code(&language, "å <b> & \"c\"\n");
        assert_eq!(text(&html), "å <b> & \"c\"\n");
    }
}

#[test]
fn names_are_known_in_any_case_and_before_attributes() {
    let yaml = highlight_code("yaml", "a: 1");
    for name in ["YAML", "yml", " Yaml title=\"x\"", "yaml,linenos", "yaml\tx"] {
        assert_eq!(highlight_code(name, "a: 1"), yaml, "{name}");
    }
}

#[test]
fn an_unknown_language_is_plain_without_a_word() {
    let long = "y".repeat(64 * 1024);
    for name in ["", " ", ",", "klingon", "txt", "text", "plain text", long.as_str()] {
        let expected = HighlightedCode { html: "a &lt; b: 1".to_owned(), skipped: None };
        assert_eq!(highlight_code(name, "a < b: 1"), expected);
    }
}

#[test]
fn a_language_with_an_unfit_grammar_says_so() {
    // bat #750: 1.6 s for 30 of these lines, 6.3 s for 100.
    let makefile = "$(eval $(call foo,$(bar),$(patsubst %,$(x)%,$(wildcard *.c $(y)))))\n";
    for (language, code) in [("makefile", makefile.repeat(300)), ("c#", "a<b,".repeat(25_000))] {
        let HighlightedCode { html, skipped } = highlight_code(language, &code);
        assert_eq!(skipped, Some(PlainReason::GrammarUnfit));
        assert_eq!(text(&html), code);
        assert!(!html.contains("<span"));
    }
}

#[test]
fn stock_grammars_read_no_more_than_their_budget() {
    let line = "x".repeat(syntect::LINE_LIMIT_BYTES);
    assert_eq!(highlight_code("java", &format!("{line}\n{line}")).skipped, None);

    let code = format!("int a;\r\n{line}\n{line}å\n");
    let expected = PlainReason::LineTooLong {
        line: 3,
        size_bytes: syntect::LINE_LIMIT_BYTES + 2,
        limit_bytes: syntect::LINE_LIMIT_BYTES,
    };
    assert_eq!(highlight_code("java", &code).skipped, Some(expected));

    let code = "int a;\n".repeat(syntect::BLOCK_LIMIT_BYTES / 7 + 1);
    let (size_bytes, limit_bytes) = (code.len(), syntect::BLOCK_LIMIT_BYTES);
    let expected = PlainReason::BlockTooLong { size_bytes, limit_bytes };
    assert_eq!(highlight_code("java", &code).skipped, Some(expected));
}

#[test]
fn our_own_grammars_read_a_line_of_any_length() {
    // A search begun anew for each token of a line would show: these tests would take minutes.
    let units = [
        "a", "'", "\"", "`", "/[", "{", "a,", ">", "- ", "|: ", "<!", "<script>", "&a", "$((",
        "r#", "${", "[[", "[[a]]", "`a` ", "``a`", "<<a ", "a(", "\u{a0}", "/*", "@", "\\", "a<",
    ];
    for unit in units {
        let code = unit.repeat(10_000 / unit.len());
        for language in LANGUAGES.iter().take(13) {
            assert_eq!(highlight_code(language, &code).skipped, None);
        }
    }
}

#[test]
fn word_lists_are_sorted() {
    let lists = [&javascript::WORDS, &json::WORDS, &python::WORDS, &rust::WORDS, &shell::WORDS]
        .into_iter()
        .chain([&sql::WORDS]);
    for KeywordLists { keywords, constants, types, .. } in lists {
        for list in [keywords, constants, types] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
