//! Tests of whole bodies.

use super::{AnchorPolicy, BodyStrings, HtmlOptions, PunctuationStyle, ResolvedTarget, write_body};
use crate::parse::markdown::collect_outline;
use crate::theme::Hyphenator;
use expect_test::{Expect, expect};

/// Compares the HTML of a text with the expected one; `target` resolves its links by their names.
#[expect(clippy::needless_pass_by_value, reason = "the shape of expect-test")]
pub(super) fn check(text: &str, expected: Expect) {
    expected.assert_eq(&html(text, &HtmlOptions { language: "sv", ..HtmlOptions::default() }));
}

pub(super) fn html(text: &str, options: &HtmlOptions<'_>) -> String {
    let outline = collect_outline(text);
    let links: Vec<_> = outline.links.iter().map(|link| target(&link.destination)).collect();
    let words = BodyStrings {
        callouts: vec![("note".into(), "Obs".into())],
        details: "Mer".into(),
        footnotes: "Noter".into(),
        back_to_text: "Till texten".into(),
    };
    let options = HtmlOptions { links: &links, strings: &words, ..*options };
    write_body(text, &outline, &options).html.replace('\u{a0}', "~")
}

fn target(destination: &str) -> ResolvedTarget {
    let href = format!("../{destination}/");
    match destination {
        "broken" => ResolvedTarget::Broken,
        "field" => ResolvedTarget::Inline("<b>väl<a href=\"#c\">1</a></b>".into()),
        "block" => ResolvedTarget::Block("<p>Två</p>\n<p>stycken</p>\n".into()),
        "solna" => ResolvedTarget::Page { href, title: Some("Solna & co".into()), language: None },
        "city" => {
            ResolvedTarget::Page { href, title: Some("City".into()), language: Some("en".into()) }
        }
        "data.csv" => ResolvedTarget::File { href: "data.csv".into(), details: "CSV, 1 kB".into() },
        _ if destination.ends_with(".png") => {
            ResolvedTarget::Image { src: destination.into(), size: Some((600, 300)) }
        }
        _ if destination.starts_with("http") => {
            ResolvedTarget::External { href: destination.into() }
        }
        _ if destination.contains("script:") => ResolvedTarget::Unsafe,
        _ => ResolvedTarget::Page { href: destination.into(), title: None, language: None },
    }
}

#[test]
fn common_blocks_are_semantic_html() {
    check(
        "# T\n\nA *b* **c** ~~d~~ ==e== `f<`  \ng\\\nh\n\n> q\n\n---\n\n1. a\n2. b\n   - c\n\n3) d\n\nTerm\n: Def\n",
        expect![[r#"
            <h1 id="t">T</h1>
            <p>A <em>b</em> <strong>c</strong> <del>d</del> <mark>e</mark> <code>f&lt;</code><br>
            g<br>
            h</p>
            <blockquote>
            <p>q</p>
            </blockquote>
            <hr>
            <ol>
            <li>a</li>
            <li>b<ul>
            <li>c</li>
            </ul>
            </li>
            </ol>
            <ol start="3">
            <li>d</li>
            </ol>
            <dl>
            <dt id="term">Term</dt>
            <dd>Def</dd>
            </dl>
        "#]],
    );
}

#[test]
fn links_have_the_href_of_their_target() {
    check(
        "[a](x.md \"T\") [[solna]] [[solna|own *words*]] [[city]] [[city|ord]] <https://x.y> [b](data.csv)",
        expect![[r#"
            <p><a href="x.md" title="T">a</a> <a href="../solna/">Solna &amp; co</a> <a href="../solna/">own <em>words</em></a> <a href="../city/" hreflang="en" lang="en">City</a> <a href="../city/" hreflang="en">ord</a> <a href="https://x.y" rel="external">https://x.y</a> <a href="data.csv">b</a> <span class="file">(CSV, 1 kB)</span></p>
        "#]],
    );
    check(
        "[a](broken) [[broken]] ![[broken]] [x](javascript:alert) <javascript:y> [](https://e.f) [e]()",
        expect![[r#"
            <p><span class="broken">a</span> <span class="broken">broken</span> <span class="broken">broken</span> x javascript:y <a href="https://e.f" rel="external">https://e.f</a> <a href="">e</a></p>
        "#]],
    );
}

#[test]
fn a_link_in_a_link_is_text() {
    check(
        "[a <https://b.c> d](e) [![f](g.png)](https://h.i) [x ![[field]] ![[solna]]](y)",
        expect![[r##"
            <p><a href="e">a https://b.c d</a> <a href="https://h.i" rel="external"><img src="g.png" alt="f" width="600" height="300" loading="lazy"></a> [x <b>väl<a href="#c">1</a></b> <a href="../solna/">Solna &amp; co</a>](y)</p>
        "##]],
    );
}

#[test]
fn images_have_alt_texts_and_sizes() {
    check(
        "a ![b *c*](d.png \"T\") ![[e.png|300]] ![[f.png|g|30x40]] ![h](https://i.j/k.png) [l](m.png)",
        expect![[r#"
            <p>a <img src="d.png" alt="b c" width="600" height="300" title="T" loading="lazy"> <img src="e.png" alt="" width="300" height="150" loading="lazy"> <img src="f.png" alt="g" width="30" height="40" loading="lazy"> <img src="https://i.j/k.png" alt="h" width="600" height="300" loading="lazy"> <a href="m.png">l</a></p>
        "#]],
    );
    check(
        "![b \"c\"](d.png \"The caption\")\n\n![b](d.png)\n\n![b](d.png \"T\") more\n",
        expect![[r#"
            <figure><img src="d.png" alt="b &quot;c&quot;" width="600" height="300" loading="lazy"><figcaption>The caption</figcaption></figure>
            <p><img src="d.png" alt="b" width="600" height="300" loading="lazy"></p>
            <p><img src="d.png" alt="b" width="600" height="300" title="T" loading="lazy"> more</p>
        "#]],
    );
}

#[test]
fn embeds_are_replaced_by_their_html() {
    check(
        "Led av ![[field]].\n\n![[block]]\n\nX ![[block]] y\n\n- ![[block]]\n",
        expect![[r##"
        <p>Led av <b>väl<a href="#c">1</a></b>.</p>
        <p>Två</p>
        <p>stycken</p>
        <p>X Två
        stycken
         y</p>
        <ul>
        <li><p>Två</p>
        <p>stycken</p>
        </li>
        </ul>
    "##]],
    );
}

#[test]
fn callouts_have_any_kind_and_can_be_folded() {
    check(
        "> [!NOTE]\n> a\n\n> [!Egen]- En *titel* [[solna]]\n> b\n> > [!tip]+ C\n> > - d\n\n> [!note] Bara titel\n",
        expect![[r#"
            <aside class="callout" data-kind="note" role="note">
            <p class="callout-title">Obs</p>
            <p>a</p>
            </aside>
            <details class="callout" data-kind="egen">
            <summary>En <em>titel</em> <a href="../solna/">Solna &amp; co</a></summary>
            <p>b</p>
            <details class="callout" data-kind="tip" open>
            <summary>C</summary>
            <ul>
            <li>d</li>
            </ul>
            </details>
            </details>
            <aside class="callout" data-kind="note" role="note">
            <p class="callout-title">Bara titel</p>
            </aside>
        "#]],
    );
    check(
        "> [!note](x)\n\n> text [!note]\n\n> [!]\n\n> \\[!note]\n\n> [!WARNING]\n> a\n>\n> b\n",
        expect![[r#"
            <blockquote>
            <p><a href="x">!note</a></p>
            </blockquote>
            <blockquote>
            <p>text [!note]</p>
            </blockquote>
            <blockquote>
            <p>[!]</p>
            </blockquote>
            <blockquote>
            <p>[!note]</p>
            </blockquote>
            <aside class="callout" data-kind="warning" role="note">
            <p class="callout-title">Warning</p>
            <p>a</p>
            <p>b</p>
            </aside>
        "#]],
    );
}

#[test]
fn ids_are_unique() {
    check(
        "<a id=\"a\"></a>\n\n# A\n\n# B\n\nx <a name=\"b\"></a><a id=\"fn.1\"></a> y ^zed\n\nw ^zed\n\n| t |\n|---|\n\n^tab\n",
        expect![[r#"
            <span id="a"></span><h1>A</h1>
            <h1 id="b">B</h1>
            <p><span id="^zed"></span>x  y</p>
            <p>w</p>
            <span id="^tab"></span><div class="table-box"><table>
            <thead><tr><th scope="col">t</th></tr></thead>
            </table></div>
        "#]],
    );
    let options = HtmlOptions { anchors: AnchorPolicy::Omit, ..HtmlOptions::default() };
    expect![[r#"
        <h1>A</h1>
        <p>b</p>
    "#]]
    .assert_eq(&html("# A\n\nb ^see\n", &options));
}

#[test]
fn headings_are_shifted_and_the_title_is_omitted() {
    let text = "# T [[x]] ![[a.png]][^1]\n\n## A\n\n##### B\n\n###### C [[solna]]\n\n[^1]: n\n";
    let options = HtmlOptions { heading_shift: 1, skip_heading: Some(0), ..HtmlOptions::default() };
    expect![[r#"
        <h3 id="a">A</h3>
        <h6 id="b">B</h6>
        <h6 id="c-solna">C <a href="../solna/">Solna &amp; co</a></h6>
        <section class="footnotes" role="doc-endnotes" aria-label="Noter">
        <ol>
        <li><p>n</p></li>
        </ol>
        </section>
    "#]]
    .assert_eq(&html(text, &options));
}

#[test]
fn cells_repeat_the_name_of_their_column() {
    check(
        "| A *b* |  | C \"d\" |\n|:-:|---|--:|\n| 1 | 2 | [[x\\|y]] |\n| 4 |\n\n| only |\n|---|\n",
        expect![[r#"
            <div class="table-box"><table>
            <thead><tr><th scope="col" class="center">A <em>b</em></th><td></td><th scope="col" class="end">C ”d”</th></tr></thead>
            <tbody>
            <tr><td class="center" data-label="A b">1</td><td>2</td><td class="end" data-label="C &quot;d&quot;"><a href="x">y</a></td></tr>
            <tr><td class="center" data-label="A b">4</td><td colspan="2"></td></tr>
            </tbody>
            </table></div>
            <div class="table-box"><table>
            <thead><tr><th scope="col">only</th></tr></thead>
            </table></div>
        "#]],
    );
}

#[test]
fn footnotes_are_listed_once_in_order() {
    check(
        "A[^b] b[^a] c[^b] [^none]\n\n[^a]: First.\n\n    - list\n[^b]: Second[^a].\n[^c]: Never used.\n[^a]: Again.\n",
        expect![[r##"
            <p>A<sup><a role="doc-noteref" id="fnref.1" href="#fn.1">1</a></sup> b<sup><a role="doc-noteref" id="fnref.2" href="#fn.2">2</a></sup> c<sup><a role="doc-noteref" id="fnref.1.2" href="#fn.1">1</a></sup> [^none]</p>
            <section class="footnotes" role="doc-endnotes" aria-label="Noter">
            <ol>
            <li id="fn.1"><p>Second<sup><a role="doc-noteref" id="fnref.2.2" href="#fn.2">2</a></sup>. <a role="doc-backlink" href="#fnref.1" aria-label="Till texten 1">↩︎</a> <a role="doc-backlink" href="#fnref.1.2" aria-label="Till texten 1.2">↩︎</a></p></li>
            <li id="fn.2"><p>First.</p>
            <ul>
            <li>list</li>
            </ul> <a role="doc-backlink" href="#fnref.2" aria-label="Till texten 2">↩︎</a> <a role="doc-backlink" href="#fnref.2.2" aria-label="Till texten 2.2">↩︎</a></li>
            </ol>
            </section>
        "##]],
    );
    let options = HtmlOptions { id_prefix: "x-", ..HtmlOptions::default() };
    expect![[r##"
        <p>A<sup><a role="doc-noteref" id="x-fnref.1" href="#x-fn.1">1</a></sup></p>
        <section class="footnotes" role="doc-endnotes" aria-label="Noter">
        <ol>
        <li id="x-fn.1"><p>n <a role="doc-backlink" href="#x-fnref.1" aria-label="Till texten 1">↩︎</a></p></li>
        </ol>
        </section>
    "##]].assert_eq(&html("A[^1]\n\n[^1]: n\n", &options));
}

#[test]
fn tasks_have_labels() {
    check(
        "- [ ] a [[x]] ^id\n- [x] b\n  - [ ] c\n\n1. [ ] d\n\n   e\n",
        expect![[r#"
        <ul>
        <li class="task"><span id="^id"></span><label><input type="checkbox" disabled> a <a href="x">x</a></label></li>
        <li class="task"><label><input type="checkbox" disabled checked> b</label><ul>
        <li class="task"><label><input type="checkbox" disabled> c</label></li>
        </ul>
        </li>
        </ul>
        <ol>
        <li class="task"><p><label><input type="checkbox" disabled> d</label></p>
        <p>e</p>
        </li>
        </ol>
    "#]],
    );
}

#[test]
fn directives_and_citations_are_replaced_or_shown_as_written() {
    let text = "A [@x P1 \"a\nb\"] c [@y].\n\n```{one}\na: <b>\n```\n\n```{two}\n```\n";
    let citations = [Some("<sup>1</sup>".into()), None];
    let directives = [None, Some("<ol></ol>\n".into())];
    let options =
        HtmlOptions { citations: &citations, directives: &directives, ..HtmlOptions::default() };
    expect![[r#"
        <p>A<sup>1</sup> c [@y].</p>
        <pre tabindex="0"><code>a: &lt;b&gt;
        </code></pre>
        <ol></ol>
    "#]]
    .assert_eq(&html(text, &options));
}

#[test]
fn code_is_highlighted_by_its_language() {
    let highlight = |language: &str, code: &str| format!("<i>{language}:{}</i>", code.len());
    let options = HtmlOptions { highlight, ..HtmlOptions::default() };
    let text = "```rust,ignore title\nfn\n```\n\n    in<dented>\n\n```\"><script>\nx\n```\n";
    expect![[r#"
        <pre tabindex="0"><code class="language-rust"><i>rust:3</i></code></pre>
        <pre tabindex="0"><code>in&lt;dented&gt;
        </code></pre>
        <pre tabindex="0"><code class="language-&quot;&gt;&lt;script&gt;"><i>"><script>:2</i></code></pre>
    "#]].assert_eq(&html(text, &options));
}

#[test]
fn punctuation_is_typeset_except_in_code_and_when_escaped() {
    check(
        "\"Hej\" sa *\"hon\"*... \\\"rakt\\\" &quot;e&quot; `\"kod\" ... 10 %` 10 000 kr -- 3 § [@a \"b\"]\n\n    \"x\"\n",
        expect![[r#"
            <p>”Hej” sa <em>”hon”</em>… &quot;rakt&quot; &quot;e&quot; <code>&quot;kod&quot; ... 10 %</code> 10~000~kr – 3~§ [@a &quot;b&quot;]</p>
            <pre tabindex="0"><code>&quot;x&quot;
            </code></pre>
        "#]],
    );
    let options = HtmlOptions { punctuation: PunctuationStyle::AsTyped, ..HtmlOptions::default() };
    expect![[r#"
        <p>&quot;a&quot;... 10 %</p>
    "#]]
    .assert_eq(&html("\"a\"... 10 %\n", &options));
}

#[test]
fn every_attribute_is_escaped() {
    check(
        "[a](x\"onclick=\"y 'z\") ![b\"<](c\"d.png \"<'>\") [e](<f\"g> \"h\\\"i\")\n\n# A {#\"x}\n\n> [!note\"x]\n",
        expect![[r#"
            <p>[a](x”onclick=”y ’z”) <img src="c&quot;d.png" alt="b&quot;&lt;" width="600" height="300" title="&lt;&#39;&gt;" loading="lazy"> <a href="f&quot;g" title="h&quot;i">e</a></p>
            <h1 id="a-x">A {#”x}</h1>
            <blockquote>
            <p>[!note”x]</p>
            </blockquote>
        "#]],
    );
}

#[test]
fn only_a_list_of_links_is_an_index() {
    check(
        "- [a](x.md)\n\n  Ord.\n\n- [[solna]]\n\n  Flera *ord*.\n",
        expect![[r#"
            <ul class="pages wide">
            <li><p><a href="x.md">a</a></p>
            <p>Ord.</p>
            </li>
            <li><p><a href="../solna/">Solna &amp; co</a></p>
            <p>Flera <em>ord</em>.</p>
            </li>
            </ul>
        "#]],
    );
    let links = "- [a](x.md)\n".repeat(8);
    let class =
        |text: &str| html(text, &HtmlOptions::default()).split_once('\n').unwrap().0.to_owned();
    assert_eq!(class(&links), "<ul class=\"links\">");
    assert_eq!(class(&(links.clone() + "- [a](x.md) och mer\n")), "<ul>");
    assert_eq!(class(&links.replace('-', "1.")), "<ol>");
    assert_eq!(class("- [a](x.md)\n\n  Ord.\n\n- [a](x.md) ord\n\n  Ord.\n"), "<ul>");
    assert_eq!(class("- ![[a.png]]\n\n  Ord.\n\n- ![[b.png]]\n\n  Ord.\n"), "<ul>");
}

#[test]
fn headings_have_soft_hyphens_and_their_ids_do_not() {
    let text = "## Överenskommelsen\n\nÖverenskommelsen\n\n| Överenskommelsen |\n|-|\n| x |\n";
    let hyphenator = Hyphenator::new("sv", &[]);
    let html = html(text, &HtmlOptions { language: "sv", hyphenator, ..HtmlOptions::default() });
    let shown = html.replace('\u{ad}', "|");
    assert!(shown.contains("<h2 id=\"överenskommelsen\">Överens|kommelsen</h2>"), "{shown}");
    assert!(shown.contains("<p>Överenskommelsen</p>"), "{shown}");
    assert!(shown.contains("<th scope=\"col\">Överens|kommelsen</th>"), "{shown}");
    assert!(shown.contains("data-label=\"Överenskommelsen\""), "{shown}");
}
