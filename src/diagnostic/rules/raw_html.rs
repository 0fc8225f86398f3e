//! `raw-html`: HTML in a text that is shown as text.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The names of elements of HTML, old ones too, and the common ones of SVG.
const HTML_NAMES: [&str; 131] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
];

/// HTML in a text that is shown as text instead of used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawHtml {
    /// The name of the tag, without angle brackets.
    pub tag: String,
}

impl Rule for RawHtml {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::RawHtml,
        name: "raw-html",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The text contains HTML, which is shown to the reader as text instead of being used.",
                why: "HTML can break a page's layout, its accessibility and its safety. `<br>`, `<sub>`, \
                      `<sup>`, `<kbd>`, `<mark>`, `<b>`, `<i>`, `<u>`, `<s>`, `<small>`, `<ins>`, `<del>`, \
                      `<details>` and `<summary>` without attributes do work, and any `id` can be \
                      linked to. A site that needs more sets `raw_html: allow` in `site.yaml`.",
                before: "<h2>Rent</h2>",
                after: "## Rent",
            },
            sv: RuleDocs {
                what: "Texten innehåller HTML, som visas för läsaren som text i stället för att användas.",
                why: "HTML kan förstöra sidans utseende, tillgänglighet och säkerhet. `<br>`, `<sub>`, \
                      `<sup>`, `<kbd>`, `<mark>`, `<b>`, `<i>`, `<u>`, `<s>`, `<small>`, `<ins>`, `<del>`, \
                      `<details>` och `<summary>` utan attribut fungerar, och varje `id` går att länka \
                      till. En webbplats som behöver mer sätter `raw_html: allow` i `site.yaml`.",
                before: "<h2>Hyra</h2>",
                after: "## Hyra",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let tag = code_span(&format!("<{}>", self.tag));
        match language {
            English => format!("{tag} is shown as text, not used as HTML"),
            Swedish => format!("{tag} visas som text och blir inte HTML"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let name = &*self.tag.trim_start_matches('/').to_ascii_lowercase();
        let is_html = HTML_NAMES.contains(&name) || name.contains('-') || !is_name(name);
        let help = match (is_html, language) {
            (true, English) => "write it in Markdown, or set `raw_html: allow` in `site.yaml`",
            (true, Swedish) => "skriv det i Markdown, eller sätt `raw_html: allow` i `site.yaml`",
            (false, English) => "HTML has no such name: put it into backticks, or write `\\<`",
            (false, Swedish) => {
                "HTML har inget sådant namn: sätt det inom grava accenter, eller skriv `\\<`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { tag: name("<div>") }, Self { tag: "your".into() }]
    }
}

/// Returns whether the name is a word, not that of a comment or an instruction.
fn is_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_alphabetic())
}
