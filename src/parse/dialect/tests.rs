//! Each kind of foreign syntax is found in a text that has nothing else.

use super::foreign_marks::has_foreign_marks;
use super::line_pass::{CONTENTS_MARKS, SNIPPET_MARKS};
use super::{Translation, translate};
use crate::diagnostic::rules::ForeignSyntaxKind as Kind;

/// Returns texts with nothing but one use of a kind. None for the kinds that are found in the
/// outline of a text.
fn samples(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Tabs => &["=== \"Mill\"\n    Brook\n"],
        Kind::Container => &[":::columns\nMill\n:::\n", "- ::: columns\n  Mill\n  :::\n"],
        Kind::Shortcode => &["{{< x >}}", "a {{% x %}} b"],
        Kind::LiquidTag => &["{% x %}"],
        Kind::TemplateVariable => &["{{ x }}"],
        Kind::Snippet => &["--8<-- \"a.md\"", ";--8<-- \"a.md\"", "[!INCLUDE [a](b.md)]"],
        Kind::Include => &["{{#include a.md}}"],
        Kind::Attributes => &["# Mill {.wide}", "[mill](https://a.b/){.wide}", "Mill\n{: .lead}"],
        Kind::Formula => &["$x$", "\\(x\\)", "\\[\nx = 1\n\\]", "\\begin{a}x\\end{a}"],
        Kind::Mdx => &["<Card b={\"c d\"}>", "import a from 'b'", "export const a = 1"],
        Kind::CrossReference => &["See @fig-mill."],
        Kind::Role => &["{ref}`mill`"],
        Kind::RestDirective => &[".. note:: Mill"],
        Kind::GridTable => &["+---+---+\n| a | b |\n|   +---+\n| c | d |\n+---+---+\n"],
        Kind::Icon => &["a :octicons-tag-24: b", ":octicons-tag-24:"],
        Kind::InlineNote => &["Mill^[Brook]"],
        Kind::BracketTag => {
            &["[gallery ids=\"1\"]", "[b]mill[/b]", "[url=https://a.b/]x[/url]", "[!video a=\"b\"]"]
        }
        Kind::Macro => &["{toc}{x}\n\n{blurb}", "{/blurb}"],
        Kind::BlockBreak => &["+++", "+++ {\"a\": 1}"],
        Kind::PercentLine => &["% Mill"],
        Kind::ImageSize => &["![mill](mill.svg =50%)"],
        Kind::TextDirective => &[":kbd[mill]", "a :kbd[mill]", "::leaf[mill]", "::video{#mill}"],
        Kind::Revision => &["{++mill++}"],
        Kind::RestRole => &[":ref:`mill`", "a :py:func:`mill`"],
        Kind::LineBlock => &["| Mill\n| Brook\n"],
        Kind::WikiMarkup => &["== Mill ==", "a '''mill''' b", "{| class=\"a\"\n|}"],
        Kind::AsciiDoc => &[
            "== Mill",
            "include::rent.adoc[]",
            "image::images/mill.png[Mill]",
            "image::../åsa mill.png[Mill]",
            "link:rent.adoc[Rent]",
            "see link:a%20very/long/path/to/a/page/that/is/not/near/this/one/at/all/rent.html[Rent]",
            "xref:åsa.adoc#a[Åsa]",
            "[quote, Ada Lovelace]\n____\nMill\n____",
            "[NOTE]\n====\nMill\n====",
        ],
        Kind::OrgKeyword => &["#+BEGIN_QUOTE"],
        Kind::Textile => &["h2. Mill", "bq. Mill"],
        Kind::Abbreviation => &["*[HTML]: Mill"],
        Kind::DashTable => &["Mill  Brook\n----- -----\na     b\n"],
        Kind::HashWord => &["#Mill"],
        Kind::RevisionComment => &["a {>>b<<}"],
        Kind::MdxComment => &["{/* a */}"],
        Kind::TemplateComment => &["{% comment %} a {% endcomment %}", "{# a #}"],
        Kind::CalloutClasses => &["!!! note wide\n    Mill", "> [!note|wide] Mill\n> Brook"],
        Kind::HiddenContainer => &["::: {.content-hidden}\nMill\n:::", "[Mill]{.hidden}"],
        Kind::UnusedAnchor => &["Mill {#brook}"],
        Kind::Picture
        | Kind::Diagram
        | Kind::CodeCell
        | Kind::MystDirective
        | Kind::IncludeComment
        | Kind::PercentSigns
        | Kind::PercentComment
        | Kind::UnusedBlockId => &[],
    }
}

#[test]
fn each_kind_is_found_alone_in_a_text() {
    let has_kind = |translation: &Translation, kind: Kind| {
        translation.foreign.iter().any(|found| found.kind == kind)
    };
    let mut missed = Vec::new();
    for kind in Kind::ALL {
        for sample in samples(*kind) {
            let is_found = translate(sample).is_some_and(|it| has_kind(&it, *kind));
            let in_item = format!("> - {}", sample.replace('\n', "\n>   "));
            // Not all of them are read in an item of a list.
            let is_found_in_item =
                has_foreign_marks(&in_item) || !has_kind(&Translation::new(&in_item), *kind);
            if !is_found || !is_found_in_item {
                missed.push((*kind, *sample));
            }
        }
    }
    assert_eq!(missed, []);
}

#[test]
fn each_mark_is_read_alone_in_a_text() {
    let unread = CONTENTS_MARKS.iter().chain(&SNIPPET_MARKS).filter(|mark| {
        let line = format!("{mark}mill\n");
        !has_foreign_marks(&line) && !has_foreign_marks(mark)
    });
    assert_eq!(unread.collect::<Vec<_>>(), Vec::<&&str>::new());
}
