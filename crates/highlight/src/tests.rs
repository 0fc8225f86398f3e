//! Rules for every language: the text is kept, spans end with their line, and time is bounded.

use expect_test::Expect;
use proptest::prelude::*;

use crate::grammars::{javascript, json, python, rust, shell, sql};
use crate::keywords::KeywordLists;
use crate::languages::TABLES;
use crate::{CLASSES, highlight, vetted_syntect};

/// A name of each grammar of our own.
const GRAMMARS: [&str; 14] = [
    "yaml", "json", "toml", "bash", "console", "markdown", "html", "css", "ts", "rust", "python",
    "sql", "diff", "php",
];

/// Returns a name of each language of our own, grammars and tables.
fn own_languages() -> impl Iterator<Item = &'static str> {
    let tables = TABLES.iter().filter_map(|table| table.names.first());
    GRAMMARS.into_iter().chain(tables.copied())
}

/// Returns the languages of our own, some of `syntect`, and one that nobody knows.
fn languages() -> impl Iterator<Item = &'static str> {
    own_languages().chain(["haskell", "latex", "inget språk"])
}

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

/// Returns the classes that the theme must know but does not.
fn unknown_classes(html: &str) -> Vec<&str> {
    let classes = html.split("<span class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    classes.filter(|class| !CLASSES.contains(class)).collect()
}

fn assert_sound(language: &str, code: &str) {
    let html = highlight(language, code);
    assert_eq!(text(&html), code, "{language}");
    assert_eq!(unknown_classes(&html), [""; 0], "{language}");
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
        for language in languages() {
            assert_sound(language, &code);
        }
    }

    #[test]
    fn text_that_looks_like_code_is_kept(
        code in "([a-zå0-9]{1,3}|[ \n\t\r]{1,3}|[-+*/\\\\|&^%$#@!?:;,.=<>~]{1,3}|\
            [\\[\\](){}]|['\"`]{1,3}|// |/\\*|\\*/|<!--|-->|<script>|</script|<<E\n|E\n|\
            r#+\"|\"#|\\$\\{|```|---\n|\n- |: [|>]\n|<\\?php|\\?>|<#|#>|R\"x\\(|\\)x\"|@\"\n|<<<A\n|A;\n|\
            --\\[=|\\]=\\]|qw|s/|%w|=pod\n|\n=cut|\n#|FROM ){0,40}"
    ) {
        for language in languages() {
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
    for language in ["ocaml", "lisp", "d"] {
        assert_sound(language, "if x then \"y\" else 1");
        assert!(!highlight(language, "if x then \"y\" else 1").contains("<span"));
    }
}

#[test]
fn syntect_grammars_are_used_within_limits() {
    let is_colored = |code: &str| highlight("haskell", code).contains("<span");
    let line = format!("if {}1", "x".repeat(vetted_syntect::LINE_LIMIT_BYTES - 4));
    assert!(is_colored(&format!("{line}\n{line}")));
    assert!(!is_colored(&format!("if 1\r\n{line}\n{line}å\n")));

    let lines = vetted_syntect::BLOCK_LIMIT_BYTES / 5;
    assert!(is_colored(&"if 1\n".repeat(lines)));
    assert!(!is_colored(&"if 1\n".repeat(lines + 1)));
}

#[test]
fn our_own_grammars_take_linear_time() {
    // If a search started again for each token of a line, these tests would take minutes.
    let units = [
        "a", "'", "\"", "`", "/[", "{", "a,", ">", "- ", "|: ", "<!", "<script>", "&a", "$((",
        "r#", "${", "[[", "[[a]]", "`a` ", "``a`", "<<a ", "a(", "\u{a0}", "/*", "@", "\\", "a<",
        "\"${", "\"\\(", "$\"{", "$(", "#", "#\"", "[=", "--[", "R\"(", "R\"a", "q(", "s/", "%w[",
        "<<A", "<<<A\n", "<?php", "?>", "=", ": ", " -a", "<#", "@\"", "'\\", "/* */", "a b",
        "\n=pod\n",
    ];
    for unit in units {
        let code = unit.repeat(10_000 / unit.len());
        for language in own_languages() {
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
    .chain([&sql::KEYWORDS])
    .chain(TABLES.iter().map(|table| &table.words));
    for KeywordLists { keywords, constants, types, .. } in lists {
        for list in [keywords, constants, types] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}

#[test]
fn the_readme_lists_the_names_of_all_tables() {
    let readme = include_str!("../README.md");
    for name in TABLES.iter().flat_map(|table| table.names) {
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn a_name_belongs_to_one_language() {
    let mut names: Vec<&str> = TABLES.iter().flat_map(|table| table.names).copied().collect();
    names.extend(GRAMMARS);
    names.sort_unstable();
    let mut unique = names.clone();
    unique.dedup();
    assert_eq!(names, unique);
}

#[test]
fn languages_have_the_names_that_people_write() {
    let code = "/* x */ # y\n\"x\" $x";
    let groups: [&[&str]; 12] = [
        &["C#", "csharp", "cs"],
        &["C++", "cpp", "cc", "CUDA"],
        &["Kotlin", "kt", "kts"],
        &["Dockerfile", "docker", "{.dockerfile}", "docker:Dockerfile"],
        &["HCL", "terraform", "tf"],
        &["PowerShell", "ps1", "pwsh"],
        &["golang", "go", "language-go", "Go {3}"],
        &["makefile", "Make", "mk"],
        &["GraphQL", "gql"],
        &["perl", "pl"],
        &["ruby", "rb"],
        &["python", "{.python}", "{.python #main .lines}", "python:main.py", "py title=\"a\""],
    ];
    for names in groups {
        let expected = highlight(names[0], code);
        assert!(expected.contains("<span"), "{names:?}");
        for name in names {
            assert_eq!(highlight(name, code), expected, "{name}");
        }
    }
}
