//! Rules for every language: the text is kept, spans end with their line, and time is bounded.

use expect_test::Expect;
use proptest::prelude::*;

use crate::grammars::{javascript, json, python, rust, shell, sql};
use crate::keywords::KeywordLists;
use crate::{highlight, vetted_syntect};

/// A name of each grammar of our own (the first 13), and of some `syntect` grammars.
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

/// Compares highlighted code with the expected tokens, written `‹class:text›`.
#[expect(clippy::needless_pass_by_value, reason = "a golden is made where it is checked")]
pub(crate) fn check(language: &str, code: &str, expected: Expect) {
    let html = highlight(language, code);
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
    let html = highlight(language, code);
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
    fn any_text_is_kept(code in "\\PC{0,80}|[\\x00-\\x7F]{0,80}|(?s:.{0,40})") {
        for language in LANGUAGES {
            assert_sound(language, &code);
        }
    }

    #[test]
    fn text_that_looks_like_code_is_kept(
        code in "([a-zå0-9]{1,3}|[ \n\t\r]{1,3}|[-+*/\\\\|&^%$#@!?:;,.=<>~]{1,3}|\
            [\\[\\](){}]|['\"`]{1,3}|// |/\\*|\\*/|<!--|-->|<script>|</script|<<E\n|E\n|\
            r#+\"|\"#|\\$\\{|```|---\n|\n- |: [|>]\n){0,40}"
    ) {
        for language in LANGUAGES {
            assert_sound(language, &code);
        }
    }

    #[test]
    fn any_language_name_is_accepted(language in "\\PC{0,60}") {
        assert_sound(&language, "å <b> & \"c\"\n");
    }
}

#[test]
fn names_are_recognized_in_any_case_and_before_attributes() {
    let yaml = highlight("yaml", "a: 1");
    for name in ["YAML", "yml", " Yaml title=\"x\"", "yaml,linenos", "yaml\tx"] {
        assert_eq!(highlight(name, "a: 1"), yaml, "{name}");
    }
}

#[test]
fn an_unknown_language_is_plain() {
    let long = "y".repeat(64 * 1024);
    for name in ["", " ", ",", "klingon", "txt", "text", "plain text", long.as_str()] {
        assert_eq!(highlight(name, "a < b: 1"), "a &lt; b: 1");
    }
}

#[test]
fn a_language_with_an_unfit_grammar_is_plain() {
    // bat #750: 1.6 s for 30 of these lines, 6.3 s for 100.
    let makefile = "$(eval $(call foo,$(bar),$(patsubst %,$(x)%,$(wildcard *.c $(y)))))\n";
    for (language, code) in [("makefile", makefile.repeat(300)), ("c#", "a<b,".repeat(25_000))] {
        assert_sound(language, &code);
        assert!(!highlight(language, &code).contains("<span"));
    }
}

#[test]
fn syntect_grammars_are_used_within_limits() {
    let is_colored = |code: &str| highlight("java", code).contains("<span");
    let line = format!("int {};", "x".repeat(vetted_syntect::LINE_LIMIT_BYTES - 5));
    assert!(is_colored(&format!("{line}\n{line}")));
    assert!(!is_colored(&format!("int a;\r\n{line}\n{line}å\n")));

    let lines = vetted_syntect::BLOCK_LIMIT_BYTES / 7;
    assert!(is_colored(&"int a;\n".repeat(lines)));
    assert!(!is_colored(&"int a;\n".repeat(lines + 1)));
}

#[test]
fn our_own_grammars_take_linear_time() {
    // If a search started again for each token of a line, these tests would take minutes.
    let units = [
        "a", "'", "\"", "`", "/[", "{", "a,", ">", "- ", "|: ", "<!", "<script>", "&a", "$((",
        "r#", "${", "[[", "[[a]]", "`a` ", "``a`", "<<a ", "a(", "\u{a0}", "/*", "@", "\\", "a<",
    ];
    for unit in units {
        let code = unit.repeat(10_000 / unit.len());
        for language in LANGUAGES.iter().take(13) {
            assert_sound(language, &code);
        }
    }
}

#[test]
fn keyword_lists_are_sorted() {
    let lists = [
        &javascript::KEYWORDS,
        &json::KEYWORDS,
        &python::KEYWORDS,
        &rust::KEYWORDS,
        &shell::KEYWORDS,
    ]
    .into_iter()
    .chain([&sql::KEYWORDS]);
    for KeywordLists { keywords, constants, types, .. } in lists {
        for list in [keywords, constants, types] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
