//! The outlines of texts, one line for each item.

use super::{MAX_DEPTH, collect_outline, markdown_events};
use crate::parse::outline::{LinkIndex, TextSegment};
use expect_test::{Expect, expect};
use std::fmt::Write as _;

/// Joins segments, with the texts that only the site knows as indexes of links: `{0}`.
fn readable(segments: &[TextSegment]) -> String {
    let text = |segment: &TextSegment| match segment {
        TextSegment::Text(text) => text.to_string(),
        TextSegment::LinkText(LinkIndex(index)) => format!("{{{index}}}"),
    };
    segments.iter().map(text).collect()
}

/// Compares a short form of the outline of a text with the expected one.
#[expect(clippy::needless_pass_by_value, reason = "the shape of expect-test")]
#[expect(clippy::string_slice, reason = "a wrong range fails the test")]
fn check(text: &str, expected: Expect) {
    let (outline, mut actual) = (collect_outline(text), String::new());
    for heading in &outline.headings {
        let source = &text[heading.range.clone()];
        writeln!(actual, "h{} {:?} #{} {source:?}", heading.level, heading.text, heading.anchor)
            .unwrap();
    }
    for link in &outline.links {
        let destination = &text[link.range.clone()];
        let parts = [&link.context.before, &link.context.link_text, &link.context.after];
        let [before, link_text, after] = parts.map(|segments| readable(segments));
        write!(actual, "{:?} {:?} at {destination:?}: ", link.form, link.destination).unwrap();
        writeln!(actual, "{before}⟦{link_text}⟧{after}").unwrap();
    }
    for anchor in &outline.anchors {
        writeln!(actual, "anchor {:?} at {:?}", anchor.name, &text[anchor.range.clone()]).unwrap();
    }
    for raw in &outline.raw_html {
        writeln!(actual, "raw {} {:?}", raw.tag, &text[raw.range.clone()]).unwrap();
    }
    for directive in &outline.directives {
        let (name, options) = (&text[directive.range.clone()], &text[directive.options.clone()]);
        assert_eq!(name, directive.name);
        writeln!(actual, "directive {name} {options:?}").unwrap();
    }
    for citation in &outline.citations {
        writeln!(actual, "citation {:?}", &text[citation.clone()]).unwrap();
    }
    if let Some(range) = outline.too_deep {
        writeln!(actual, "too deep at {}", range.start).unwrap();
    }
    if !outline.summary.is_empty() {
        writeln!(actual, "summary {:?}", readable(&outline.summary)).unwrap();
    }
    expected.assert_eq(&actual);
}

#[test]
fn headings_have_plain_text_and_unique_anchors() {
    check(
        "# Översikt *av* `kod`\n\n## Samma\n\n## Samma\n\n## Annat {#samma-1 .x}\n\nText\n{#egen}\n---\n\n## [[solna|Stad]] [@x P1]\n",
        expect![[r###"
            h1 "Översikt av kod" #översikt-av-kod "# Översikt *av* `kod`\n"
            h2 "Samma" #samma "## Samma\n"
            h2 "Samma" #samma-2 "## Samma\n"
            h2 "Annat" #samma-1 "## Annat {#samma-1 .x}\n"
            h2 "Text" #egen "Text\n{#egen}\n---\n"
            h2 "Stad" #stad "## [[solna|Stad]] [@x P1]\n"
            Wiki "solna" at "solna": ⟦Stad⟧
            citation "[@x P1]"
        "###]],
    );
}

#[test]
fn an_explicit_id_wins_and_keeps_its_name() {
    check(
        "## Foo\n\n## Bar {#foo}\n\n## Baz {#foo}\n\n## Set {a, b}\n\n## X {#y} z\n",
        expect![[r###"
        h2 "Foo" #foo-1 "## Foo\n"
        h2 "Bar" #foo "## Bar {#foo}\n"
        h2 "Baz" #baz "## Baz {#foo}\n"
        h2 "Set {a, b}" #set-a-b "## Set {a, b}\n"
        h2 "X {#y} z" #x-y-z "## X {#y} z\n"
    "###]],
    );
}

#[test]
fn the_range_of_a_link_is_its_destination() {
    check(
        "[a](b.md \"title\") [c](<d e.md>) ![f](g.png) [h][i] [i] [i][] <https://j.k> <l@m.n>\n\n\
         [i]: <o p.md>\n  \"title\"\n",
        expect![[r#"
            Link "b.md" at "b.md": ⟦a⟧ c f h i i https://j.k l@m.n
            Link "d e.md" at "d e.md": a ⟦c⟧ f h i i https://j.k l@m.n
            Image "g.png" at "g.png": a c ⟦f⟧ h i i https://j.k l@m.n
            Link "o p.md" at "o p.md": a c f ⟦h⟧ i i https://j.k l@m.n
            Link "o p.md" at "o p.md": ⟦⟧
            Link "o p.md" at "o p.md": ⟦⟧
            Link "https://j.k" at "https://j.k": a c f h i i ⟦https://j.k⟧ l@m.n
            Link "mailto:l@m.n" at "l@m.n": a c f h i i https://j.k ⟦l@m.n⟧
            summary "a c f h i i https://j.k l@m.n"
        "#]],
    );
    check(
        "[a\\]b](c\\_d.md?x&amp;y) [](empty.md) [x ]( y.md ) [p](q(r)s)\n\n> [a](\n> b.md)\n",
        expect![[r#"
            Link "c_d.md?x&y" at "c\\_d.md?x&amp;y": ⟦a]b⟧ x p
            Link "empty.md" at "empty.md": a]b ⟦⟧x p
            Link "y.md" at "y.md": a]b ⟦x ⟧p
            Link "q(r)s" at "q(r)s": a]b x ⟦p⟧
            Link "b.md" at "b.md": ⟦a⟧
            summary "a]b x p"
        "#]],
    );
}

#[test]
fn wiki_links_and_embeds_are_found() {
    check(
        "[[a]] [[b#c|d *e*]] [[#f]] [[g^h]] [[i#^j]] [[k|]] [[ l ]]",
        expect![[r##"
            Wiki "a" at "a": ⟦{0}⟧ d e {2} {3} {4} {5} {6}
            Wiki "b#c" at "b#c": {0} ⟦d e⟧ {2} {3} {4} {5} {6}
            Wiki "#f" at "#f": {0} d e ⟦{2}⟧ {3} {4} {5} {6}
            Wiki "g^h" at "g^h": {0} d e {2} ⟦{3}⟧ {4} {5} {6}
            Wiki "i#^j" at "i#^j": {0} d e {2} {3} ⟦{4}⟧ {5} {6}
            Wiki "k" at "k": {0} d e {2} {3} {4} ⟦{5}⟧ {6}
            Wiki "l" at "l": {0} d e {2} {3} {4} {5} ⟦{6}⟧
            summary "{0} d e {2} {3} {4} {5} {6}"
        "##]],
    );
    check(
        "![[a.png]] ![[b.png|300]] ![[c.png|200x100]] ![[d.png|words|50]] ![[e#f]]",
        expect![[r#"
            Embed "a.png" at "a.png": ⟦{0}⟧ {1} {2} words {4}
            Embed "b.png" at "b.png": {0} ⟦{1}⟧ {2} words {4}
            Embed "c.png" at "c.png": {0} {1} ⟦{2}⟧ words {4}
            Embed "d.png" at "d.png": {0} {1} {2} ⟦words⟧ {4}
            Embed "e#f" at "e#f": {0} {1} {2} words ⟦{4}⟧
            summary "{0} {1} {2} words {4}"
        "#]],
    );
    check(
        "| a | b |\n|---|---|\n| [[x\\|y]] | ![[p.png\\|30]] |\n",
        expect![[r#"
            Wiki "x" at "x": ⟦y⟧ · {1}
            Embed "p.png" at "p.png": y · ⟦{1}⟧
        "#]],
    );
}

#[test]
fn double_brackets_are_not_always_a_wiki_link() {
    check(
        "[[x]](y.md) [[x]](see this) \\[[z]] `[[code]]` [[|t]] [[ ]] [[a\nb]] [[[c]]] [[d]][[e]]",
        expect![[r#"
            Link "y.md" at "y.md": ⟦[x]⟧ {1}(see this) [[z]] [[code]] [[|t]] [[ ]] [[a b]] [{2}] {3}{4}
            Wiki "x" at "x": [x] ⟦{1}⟧(see this) [[z]] [[code]] [[|t]] [[ ]] [[a b]] [{2}] {3}{4}
            Wiki "c" at "c": [x] {1}(see this) [[z]] [[code]] [[|t]] [[ ]] [[a b]] [⟦{2}⟧] {3}{4}
            Wiki "d" at "d": [x] {1}(see this) [[z]] [[code]] [[|t]] [[ ]] [[a b]] [{2}] ⟦{3}⟧{4}
            Wiki "e" at "e": [x] {1}(see this) [[z]] [[code]] [[|t]] [[ ]] [[a b]] [{2}] {3}⟦{4}⟧
            summary "[x] {1}(see this) [[z]] [[code]] [[|t]] [[ ]] [[a b]] [{2}] {3}{4}"
        "#]],
    );
    check(
        "[see [[x]] here](y.md)",
        expect![[r#"
            Wiki "x" at "x": [see ⟦{0}⟧ here](y.md)
            summary "[see {0} here](y.md)"
        "#]],
    );
    check(
        "[[x]]\n\n[x]: defined.md\n",
        expect![[r#"
            Wiki "x" at "x": ⟦{0}⟧
            summary "{0}"
        "#]],
    );
}

#[test]
fn the_inside_of_a_citation_is_not_markdown() {
    check(
        "Led [@doc-1 P19 \"med *länsstyrelsen*\nsom `ordf`\"; @b]. [@a][@b] [not stated][@c P2] ![@d] [@] [@ x] [[@e]]",
        expect![[r#"
            Wiki "@e" at "@e": Led. [not stated] ! [@] [@ x] ⟦{0}⟧
            citation "[@doc-1 P19 \"med *länsstyrelsen*\nsom `ordf`\"; @b]"
            citation "[@a]"
            citation "[@b]"
            citation "[@c P2]"
            citation "[@d]"
            summary "Led. [not stated] ! [@] [@ x] {0}"
        "#]],
    );
    check(
        "`[@x]` \\[@y]\n\n    [@z]\n\n> [@a\n> b]\n\n![alt [@q]](p.png)",
        expect![[r#"
            Image "p.png" at "p.png": ⟦alt ⟧
            citation "[@a\n> b]"
            citation "[@q]"
            summary "[@x] [@y]"
        "#]],
    );
    check(
        "![[pic.png]][@src P1]",
        expect![[r#"
            Embed "pic.png" at "pic.png": ⟦{0}⟧
            citation "[@src P1]"
            summary "{0}"
        "#]],
    );
}

#[test]
fn the_context_of_a_link_is_the_text_of_its_block() {
    check(
        "# Se [a](b)\n\n- one [c](d) two\n  - three [[e]]\n\n| Part | Act |\n|--|--|\n| [[solna]] | ja |\n",
        expect![[r##"
            h1 "Se a" #se-a "# Se [a](b)\n"
            Link "b" at "b": Se ⟦a⟧
            Link "d" at "d": one ⟦c⟧ two
            Wiki "e" at "e": three ⟦{2}⟧
            Wiki "solna" at "solna": ⟦{3}⟧ · ja
        "##]],
    );
    check(
        &format!("{} [a](b) {}", "många ord ".repeat(40), "efteråt ".repeat(40)),
        expect![[r#"
            Link "b" at "b": …ord många ord många ord många ord många ord många ord många ord många ord  ⟦a⟧ efteråt efteråt efteråt efteråt efteråt efteråt efteråt efteråt efteråt…
            summary "många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många ord många…"
        "#]],
    );
}

#[test]
fn anchors_are_a_with_an_id_and_trailing_block_ids() {
    check(
        "<a id=\"x\"></a>Text <a name='y'></a> ^para\n\n- item ^it\n- two\n\n^list\n\n| a |\n|---|\n| b |\n\n^tab\n\nx^2 and a\\^b \\^c\n\nline\n^below\n",
        expect![[r#"
            anchor "^below" at "^below"
            anchor "^it" at "^it"
            anchor "^list" at "^list"
            anchor "^para" at "^para"
            anchor "^tab" at "^tab"
            anchor "x" at "<a id=\"x\">"
            anchor "y" at "<a name='y'>"
            summary "Text"
        "#]],
    );
    check(
        "<a id=\"a\" href=\"b\">c</a> ^d e\n\n## Heading ^f\n",
        expect![[r###"
            h2 "Heading ^f" #heading-f "## Heading ^f\n"
            anchor "a" at "<a id=\"a\" href=\"b\">"
            raw a "<a id=\"a\" href=\"b\">"
            raw /a "</a>"
            summary "c ^d e"
        "###]],
    );
}

#[test]
fn raw_html_is_listed_except_allowed_tags() {
    check(
        "<div class=\"x\">\n<b>a</b><!-- <i> -->\n</div>\n\nb <i>c</i> <br> H<sub>2</sub>O <KBD>x</KBD> <sub class=y>",
        expect![[r#"
            raw div "<div class=\"x\">"
            raw /div "</div>"
            raw sub "<sub class=y>"
            summary "b c H2O x"
        "#]],
    );
    check(
        "<details>\n<summary>Mer</summary>\n\ntext\n\n</details>\n\n<details>\n\nnever closed\n\n- </details>\n",
        expect![[r#"
            raw details "<details>"
            raw /details "</details>"
            summary "never closed"
        "#]],
    );
    check(
        "> <p\n> class=x>\n> y\n\n<!-- never closed\n\n# hidden\n",
        expect![[r#"
            raw p "<p\n> class=x>"
        "#]],
    );
}

#[test]
fn directives_have_a_name_and_options() {
    check(
        "```{timeline}\nof: x\n\nsort: y\n```\n\n```{list} \n```\n\n- a\n\n  ```{table}\n  of: x\n  b: y\n  ```\n\n```{no} x\n```\n\n``` {two words}\n```\n\n```yaml\na: [b](c)\n```\n",
        expect![[r#"
            directive timeline "of: x\n\nsort: y\n"
            directive list ""
            directive table "  of: x\n  b: y\n"
            directive no ""
        "#]],
    );
}

#[test]
fn the_summary_is_the_first_plain_paragraph() {
    check(
        "# T\n\n> [!note]\n> not this\n\n- nor this\n\n| a |\n|---|\n\nThis *one* [@x P1]. And `more`.\n\nNot this.\n",
        expect![[r##"
            h1 "T" #t "# T\n"
            citation "[@x P1]"
            summary "This one. And more."
        "##]],
    );
    check(
        "Så här:\n\n- ett\n- två;\n- [tre](b)\n\nmer",
        expect![[r#"
        Link "b" at "b": ⟦tre⟧
        summary "Så här: ett, två; tre"
    "#]],
    );
    check(
        "Så här:\n\n## Rubrik\n\nmer",
        expect![[r###"
        h2 "Rubrik" #rubrik "## Rubrik\n"
        summary "Så här:"
    "###]],
    );
    check(
        "Så här:\n\nett\n\nmer",
        expect![[r#"
        summary "Så här: ett"
    "#]],
    );
    check(
        &"ord ".repeat(100),
        expect![[r#"
            summary "ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord"
        "#]],
    );
}

#[test]
fn private_use_characters_are_text() {
    check(
        "Se \u{f0000} ikon \u{fffc} och [b](b.md), [[c]]\n",
        expect![[r#"
        Link "b.md" at "b.md": Se 󰀀 ikon ￼ och ⟦b⟧, {1}
        Wiki "c" at "c": Se 󰀀 ikon ￼ och b, ⟦{1}⟧
        summary "Se \u{f0000} ikon ￼ och b, {1}"
    "#]],
    );
}

#[test]
fn comments_hide_their_content() {
    check(
        "a %%b [[c]] [@d]%% [[e]]\n\n%%\n# Hidden\n\n[[f]]\n%%\n\n100 %% of [[g]]\n",
        expect![[r#"
            Wiki "e" at "e": a ⟦{0}⟧
            Wiki "g" at "g": 100 %% of ⟦{1}⟧
            summary "a {0}"
        "#]],
    );
    check("<!-- [[a]] --> b <!-- [[c]] --> [[d]]\n\n<!--\n[[e]]\n\n[[f]]\n-->\n", expect![]);
}

#[test]
fn nesting_beyond_the_limit_is_recorded() {
    check(
        &format!("{} x [[a]]", ">".repeat(MAX_DEPTH + 5)),
        expect![[r#"
            Wiki "a" at "a": x ⟦{0}⟧
            too deep at 100
        "#]],
    );
    assert!(collect_outline(&format!("{} x", ">".repeat(MAX_DEPTH))).too_deep.is_none());
}

#[test]
fn the_syntax_of_other_tools_is_text() {
    check(
        "[TOC]\n\n{{#include x.md}} #tag $a$ [x] [^none]\n",
        expect![[r#"
        summary "[TOC]"
    "#]],
    );
}

#[test]
fn an_empty_text_has_no_events() {
    assert!(markdown_events("").is_empty());
    check("", expect![]);
}

#[test]
fn a_citation_that_markdown_reads_as_something_else_is_recorded() {
    let misparsed = |text: &str| {
        let citations = collect_outline(text).misparsed_citations.into_iter();
        citations
            .map(|(range, reason)| (text.get(range).unwrap().to_owned(), reason))
            .collect::<Vec<_>>()
    };
    let only = |citation: &str, reason| vec![(citation.to_owned(), reason)];
    use crate::parse::outline::MisparsedCitation::{Brackets, Definition, Parenthesis, TableCell};
    assert_eq!(misparsed("x [@a P1](b) y"), only("[@a P1](b)", Parenthesis));
    assert_eq!(misparsed("x [@a](https://b.example/@a) y"), vec![]);
    assert_eq!(misparsed("x [@a] y\n\n[@a]: https://b.example/@a\n"), vec![]);
    assert_eq!(misparsed("x [@a/b options](https://b.example/) y"), vec![]);
    assert_eq!(
        misparsed("x [@a P1](https://b.example/) y"),
        only("[@a P1](https://b.example/)", Parenthesis)
    );
    assert_eq!(misparsed("x [@a] y\n\n[@a]: b\n"), only("[@a]", Definition));
    let table = "| a | b |\n|---|---|\n| [@a P1 \"x | y\"] |\n";
    assert_eq!(misparsed(table), only("[@a P1 \"x", TableCell));
    let valid_table = "| a | b |\n|---|---|\n| [@a P1 \"x \\| y\"] | z [@b] |\n";
    assert_eq!(misparsed(valid_table), vec![]);
    let inner = "| a |\n|---|\n| [@a P1 \"[x]\"] |\n";
    assert_eq!(misparsed(inner), only("[@a P1 \"[x]\"]", Brackets));
    assert_eq!(misparsed("[@a P1 \"x\"] (see) [mail](a@b.se) \\[@x [@"), vec![]);
    assert_eq!(misparsed("x [@a P1 \"y\nz\n\nnext"), only("[@a P1 \"y\nz", Brackets));
    assert_eq!(misparsed("x [@a P1 \"[y] z\"] x"), only("[@a P1 \"[y] z\"]", Brackets));
    assert_eq!(misparsed("x [@ a P1 \"y\"] z [@ 3 pm]"), only("[@ a P1 \"y\"]", Brackets));
    assert_eq!(collect_outline("x [@a P12 \"ABC\n\n[@a P13](b)\n").numbers, vec![]);
}
