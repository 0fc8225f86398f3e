//! Renders an entry's page with source marks, which say where its text comes from.
//!
//! A source mark is an HTML comment, `<!--@7-->`: the text after it comes from the eighth span. As
//! comments are not elements, an element has the same path in the page and in the marked page. The
//! preview uses that path to find the source of what was clicked; published pages have no marks.

use super::entry_page;
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use crate::diagnostic::{Diagnostic, Span};
use crate::site::{EntryIndex, LanguageIndex, Site};
use crate::theme::Theme;

/// A page with source marks.
#[derive(Clone, Debug)]
pub struct MarkedPage {
    /// The page. Without its marks it is the published page, byte for byte.
    pub html: String,
    /// The span of each mark, by its number.
    pub source_spans: Vec<Span>,
}

/// Renders an entry's page in a language, with source marks.
///
/// # Errors
/// As for [`render_route`](super::render_route).
pub fn render_with_source_marks(
    site: &Site,
    theme: &Theme,
    entry_index: EntryIndex,
    language_index: LanguageIndex,
) -> Result<MarkedPage, Box<Diagnostic>> {
    let ctx = PageContext::for_entry(site, theme, entry_index, language_index);
    let mut collector = PageCollector::with_source_marks();
    let html = entry_page::entry_page(&ctx, &mut collector, entry_index)?;
    Ok(MarkedPage { html, source_spans: collector.into_source_spans() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;
    use crate::render::{Artifact, OutputRoute, all_routes, render_route};
    use crate::site::settings::RunSettings;
    use crate::site::{self, SiteSnapshot};
    use crate::theme::{StringOverrides, ThemeFiles};
    use expect_test::{Expect, expect};

    const FILES: [(&str, &str); 6] = [
        ("site.yaml", "title: Prov\nlanguages: [sv]\n"),
        (
            "_types/forum.yaml",
            "name: Forum\npath: forum\nfields:\n  chair: {label: \"Ord <&>\", to: party}\n  \
             steps: {label: Steg, kind: group, fields: {text: {label: Text, kind: markdown}}}\n",
        ),
        ("_types/party.yaml", "name: Part\nfields:\n  size: {label: Storlek, kind: number}\n"),
        ("party.yaml", "party:\n  - id: solna\n    size: 7\n    body: |\n      Om\n      Solna.\n"),
        ("beslut.txt", "[P1]\nEtt ord.\n"),
        ("beslut.md", "---\ntype: document\ntext: beslut.txt\n---\n"),
    ];

    const FORUM: &str = "\
---
type: forum
title: Rådet
chair: solna
steps:
  - text: Först *det*.
  - text: Sedan [@beslut P1 \"Ett ord\"].
---
# Rådet

Rad ett
och `två` [länk](/) ![[solna#size]].

- punkt

| a | b |
|---|---|
| c | d |

```yaml
kod: 1
```

```{list}
of: party
```
";

    fn theme() -> Theme {
        Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0
    }

    fn site_of(more: &[(&str, &str)]) -> std::sync::Arc<Site> {
        let files = FileSet::from_texts(&[&FILES, more].concat());
        SiteSnapshot::new(&files, &RunSettings::default()).site
    }

    /// Compares the start of the text after each mark, with the position of the mark's span.
    fn check(id: &str, expected: &Expect) {
        let (site, theme) = (site_of(&[("forum/radet.md", FORUM)]), theme());
        let page = render_with_source_marks(
            &site,
            &theme,
            site.find_id(id).unwrap(),
            LanguageIndex::default(),
        )
        .unwrap();
        let mut lines = String::new();
        for part in page.html.split("<!--@").skip(1) {
            let (number, html) = part.split_once("-->").unwrap();
            let span = page.source_spans.get(number.parse::<usize>().unwrap()).unwrap();
            let start = span.start_position();
            let html: String = html.chars().take_while(|c| *c != '\n').take(24).collect();
            let path = &span.source().path;
            lines.push_str(&format!("{path}:{}:{} {html}\n", start.line, start.column));
        }
        expected.assert_eq(&lines);
    }

    #[test]
    fn every_text_of_a_page_has_its_position() {
        check(
            "radet",
            &expect![[r#"
                forum/radet.md:11:1 Rad ett
                forum/radet.md:12:1 och 
                forum/radet.md:12:5 <code>två</code>
                forum/radet.md:12:10  <a href="../../">
                forum/radet.md:12:12 länk</a>
                forum/radet.md:12:20  
                party.yaml:3:11 <span class="num">7</spa
                forum/radet.md:12:36 .</p>
                forum/radet.md:4:8 Ord &lt;&amp;&gt;</dt>
                forum/radet.md:4:8 <a href="../../party/sol
                forum/radet.md:6:5 Steg</dt>
                forum/radet.md:6:11 Text</dt><dd><div class=
                forum/radet.md:6:11 Först <em>
                forum/radet.md:6:18 det</em>
                forum/radet.md:6:22 .</p>
                forum/radet.md:7:11 Text<span class="mark ch
                forum/radet.md:7:11 Sedan<sup class="cites">
                forum/radet.md:7:39 .</p>
                forum/radet.md:14:3 punkt</li>
                forum/radet.md:16:3 a</th><th scope="col">
                forum/radet.md:16:7 b</th></tr></thead>
                forum/radet.md:18:3 c</td><td data-label="b"
                forum/radet.md:18:7 d</td></tr>
                forum/radet.md:20:1 <span class="hl-key">kod
                forum/radet.md:24:1 <figure class="view">
            "#]],
        );
    }

    #[test]
    fn an_entry_of_a_list_file_has_its_positions() {
        check(
            "solna",
            &expect![[r#"
                party.yaml:5:7 Om
                party.yaml:6:7 Solna.</p>
                party.yaml:3:11 Storlek</dt>
                party.yaml:3:11 <span class="num">7</spa
            "#]],
        );
    }

    #[test]
    fn the_paragraphs_of_a_document_have_their_positions() {
        check(
            "beslut",
            &expect![[r#"
            beslut.txt:1:1 Ett ord</mark>.</p>
        "#]],
        );
    }

    #[test]
    fn a_marked_page_without_its_marks_is_the_published_page() {
        let (site, theme) = (site_of(&[("forum/radet.md", FORUM)]), theme());
        let mut n_pages = 0;
        for (path, route) in all_routes(&site, &theme) {
            let OutputRoute::Content(site::ContentRoute::Entry(entry_index, language_index)) =
                route
            else {
                continue;
            };
            let Artifact::Bytes(page) = render_route(&site, &theme, &route).unwrap() else {
                continue;
            };
            let mut html =
                render_with_source_marks(&site, &theme, entry_index, language_index).unwrap().html;
            while let Some(start) = html.find("<!--@") {
                let end = html.split_at(start).1.find("-->").unwrap() + start + "-->".len();
                html.replace_range(start..end, "");
            }
            assert_eq!(html, String::from_utf8(page).unwrap(), "{path}");
            n_pages += 1;
        }
        assert!(n_pages >= 3);
    }
}
