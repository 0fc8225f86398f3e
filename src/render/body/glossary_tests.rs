//! Tests of links to the glossary in a body.

use super::tests::html;
use super::{GlossaryTerms, HtmlOptions};
use expect_test::{Expect, expect};

/// Compares the HTML of a text in which `aktör` and `tills vidare` are glossary terms.
#[expect(clippy::needless_pass_by_value, reason = "the shape of expect-test")]
fn check_terms(text: &str, expected: Expect) {
    let find = |run: &str| {
        let lower = run.to_lowercase().replace('\n', " ");
        let names = ["aktör", "tills vidare"].into_iter().enumerate();
        let mut matches: Vec<_> = names
            .flat_map(|(term, name)| {
                let indices = lower.match_indices(name);
                let ranges = indices.map(|(offset, name)| offset..offset + name.len());
                ranges.map(move |range| (range, term)).collect::<Vec<_>>()
            })
            .collect();
        matches.sort_by_key(|(range, _)| range.start);
        matches
    };
    let terms = GlossaryTerms { find: &find, href: &|term| format!("../{term}/") };
    let options = HtmlOptions { language: "sv", terms: Some(terms), ..HtmlOptions::default() };
    expected.assert_eq(&html(text, &options));
}

#[test]
fn the_first_use_of_a_term_is_a_link() {
    check_terms(
        "En aktör gäller *tills\nvidare*.\n\nAktör tills vidare.",
        expect![[r#"
            <p>En <a class="term" href="../0/">aktör</a> gäller <em><a class="term" href="../1/">tills
            vidare</a></em>.</p>
            <p>Aktör tills vidare.</p>
        "#]],
    );
}

#[test]
fn terms_are_linked_in_running_text_only() {
    check_terms(
        "# Aktör\n\n[aktör](x.md) `aktör`\n\n> aktör\n\n\"En aktör\" a*b*aktör ”aktör”\n\n| aktör |\n|-|\n| (aktör) |",
        expect![[r##"
            <h1 id="aktör">Aktör</h1>
            <p><a href="x.md">aktör</a> <code>aktör</code></p>
            <blockquote>
            <p>aktör</p>
            </blockquote>
            <p>”En aktör” a<em>b</em>aktör ”aktör”</p>
            <div class="table-box"><table>
            <thead><tr><th scope="col">aktör</th></tr></thead>
            <tbody>
            <tr><td data-label="aktör">(<a class="term" href="../0/">aktör</a>)</td></tr>
            </tbody>
            </table></div>
        "##]],
    );
}
