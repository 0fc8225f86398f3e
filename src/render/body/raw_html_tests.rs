//! Tests of raw HTML in a body.

use super::tests::{check, html};
use super::{HtmlOptions, RawHtmlPolicy};
use expect_test::expect;

#[test]
fn raw_html_is_text_and_supported_tags_are_html() {
    check(
        "H<sub>2</sub>O<br>x<sup>2</sup> <kbd>A</kbd> <b onclick=\"x\">y</b> <script>z</script>\n\n<div style=\"a\">\n<!-- gone -->\nb\n</div>\n",
        expect![[r#"
            <p>H<sub>2</sub>O<br>
            x<sup>2</sup> <kbd>A</kbd> &lt;b onclick=&quot;x&quot;&gt;y&lt;/b&gt; &lt;script&gt;z&lt;/script&gt;</p>
            <p>&lt;div style=&quot;a&quot;&gt;

            b
            &lt;/div&gt;
            </p>
        "#]],
    );
    check(
        "<details>\n<summary>Mer <kbd>K</kbd></summary>\n\n- a\n\n</details>\n\n<details>\n\nutan\n\n</details>\n",
        expect![[r#"
            <details>
            <summary>Mer <kbd>K</kbd></summary>
            <ul>
            <li>a</li>
            </ul>
            </details>
            <details>
            <summary>Mer</summary>
            <p>utan</p>
            </details>
        "#]],
    );
}

#[test]
fn unclosed_html_is_text() {
    check(
        "a <sub>b *c</sub>* d</sub> <kbd>\n\ne\n",
        expect![[r#"
        <p>a <sub>b <em>c&lt;/sub&gt;</em> d</sub> &lt;kbd&gt;</p>
        <p>e</p>
    "#]],
    );
    check(
        "<details>\n<summary>S</summary>\n\na\n\n> </details>\n\nb\n",
        expect![[r#"
        <p>&lt;details&gt;</p>
        <p>&lt;summary&gt;</p>
        S<p>&lt;/summary&gt;</p>
        <p>a</p>
        <blockquote>
        <p>&lt;/details&gt;</p>
        </blockquote>
        <p>b</p>
    "#]],
    );
    check(
        "==a <sub>b== c</sub> <sub>==d</sub>==",
        expect![[r#"
        <p><mark>a &lt;sub&gt;b</mark> c&lt;/sub&gt; <sub>==d</sub>==</p>
    "#]],
    );
}

#[test]
fn raw_html_is_passed_through_if_it_is_allowed() {
    let text = "<div class=\"x\">\n<!-- gone --><i>a</i>\n</div>\n\nb <i>c</i> <br>\n\n<details open>\n\nd\n\n</details>\n";
    let options = HtmlOptions { raw_html: RawHtmlPolicy::Allow, ..HtmlOptions::default() };
    expect![[r#"
        <div class="x">
        <i>a</i>
        </div>

        <p>b <i>c</i> <br>
        </p>
        <details open>
        <summary>Mer</summary>
        <p>d</p>
        </details>
    "#]]
    .assert_eq(&html(text, &options));
}
