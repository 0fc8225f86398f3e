//! `foreign-syntax`: syntax of another tool that is not read.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Syntax of another tool that is not read, in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignSyntax {
    /// Which.
    pub kind: ForeignSyntaxKind,
    /// In how many places.
    pub count: usize,
}

/// A kind of syntax that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ForeignSyntaxKind {
    /// Tabs of MkDocs, `=== "Linux"`.
    Tabs,
    /// A container that is not a callout, `:::columns`.
    Container,
    /// A shortcode of Hugo or Quarto, `{{< x >}}`.
    Shortcode,
    /// A tag of Liquid or Jinja, `{% x %}`.
    LiquidTag,
    /// A variable of a template, `{{ x }}`.
    TemplateVariable,
    /// A line that includes a file, `--8<-- "x"`.
    Snippet,
    /// A comment that includes a file, `<!--@include: x-->`.
    IncludeComment,
    /// An include of mdBook, `{{#include x}}`.
    Include,
    /// Attributes in braces, `{.class}`.
    Attributes,
    /// A formula in TeX.
    Formula,
    /// A drawing in words, ```` ```mermaid ````.
    Diagram,
    /// An import or a component of MDX.
    Mdx,
    /// A cross-reference of Quarto, `@fig-x`.
    CrossReference,
    /// A role of MyST, `` {ref}`x` ``.
    Role,
    /// A directive of MyST, ```` ```{note} ````.
    MystDirective,
    /// A directive of reStructuredText, `.. note::`.
    RestDirective,
    /// A table drawn with lines, `+---+`.
    GridTable,
    /// An icon by its name, `:material-home:`.
    Icon,
    /// A picture in a format that browsers do not show, `![…](mill.heic)`.
    Picture,
}

/// What happens to syntax that is not read.
#[derive(Clone, Copy)]
enum Effect {
    AsWritten,
    AsText,
    AsCode,
    AsDownload,
    LeftOut,
}

impl ForeignSyntaxKind {
    /// Returns how it looks.
    fn sign(self) -> &'static str {
        match self {
            Self::Tabs => "=== \"…\"",
            Self::Container => ":::",
            Self::Shortcode => "{{< … >}}",
            Self::LiquidTag => "{% … %}",
            Self::TemplateVariable => "{{ … }}",
            Self::Snippet => "--8<--",
            Self::IncludeComment => "<!--@include …-->",
            Self::Include => "{{#…}}",
            Self::Attributes => "{.…}",
            Self::Formula => "$…$",
            Self::Diagram => "```mermaid",
            Self::Mdx => "<Component>",
            Self::CrossReference => "@fig-…",
            Self::Role => "{ref}`…`",
            Self::MystDirective => "```{note}",
            Self::RestDirective => ".. note::",
            Self::GridTable => "+---+",
            Self::Icon => ":material-…:",
            Self::Picture => "![…](….heic)",
        }
    }

    /// Returns the tools that read it.
    fn tools(self) -> &'static str {
        match self {
            Self::Tabs => "MkDocs",
            Self::Container => "Docusaurus, VitePress, Pandoc",
            Self::Shortcode => "Hugo, Quarto",
            Self::LiquidTag => "Jekyll, Eleventy, GitBook",
            Self::TemplateVariable => "Liquid, Jinja, Vue",
            Self::Snippet => "MkDocs, VitePress, DocFX",
            Self::IncludeComment => "VitePress, SSI",
            Self::Include => "mdBook",
            Self::Attributes => "Pandoc, kramdown",
            Self::Formula => "TeX",
            Self::Diagram => "Mermaid, PlantUML, Graphviz",
            Self::Mdx => "MDX",
            Self::CrossReference => "Quarto",
            Self::Role | Self::MystDirective => "MyST",
            Self::RestDirective => "reStructuredText",
            Self::GridTable => "Pandoc, Org",
            Self::Icon => "MkDocs",
            Self::Picture => "HEIC, TIFF",
        }
    }

    /// Returns what happens to it.
    fn effect(self) -> Effect {
        match self {
            Self::Tabs => Effect::AsText,
            Self::Container
            | Self::Shortcode
            | Self::LiquidTag
            | Self::TemplateVariable
            | Self::Snippet
            | Self::IncludeComment
            | Self::Include
            | Self::Formula
            | Self::Mdx
            | Self::CrossReference
            | Self::Role
            | Self::RestDirective
            | Self::Icon => Effect::AsWritten,
            Self::Attributes => Effect::LeftOut,
            Self::Picture => Effect::AsDownload,
            Self::Diagram | Self::MystDirective | Self::GridTable => Effect::AsCode,
        }
    }

    /// Returns what is reported of it: how it looks, the tools that read it, and the effect.
    fn effect_sentence(self, language: ReportLanguage) -> String {
        let (sign, tools) = (self.sign(), self.tools());
        // A sign with backticks needs a longer fence.
        let (open, close) = if sign.contains('`') { ("`` ", " ``") } else { ("`", "`") };
        format!("{open}{sign}{close} ({tools}) {}", self.effect().words(language))
    }

    /// Returns what to write instead, in English.
    fn english_instead(self) -> &'static str {
        match self {
            Self::Tabs => "write a heading above each part",
            Self::Container => "write `> [!NOTE]` for a box, or remove the lines",
            Self::Shortcode => {
                "write Markdown: `![…](mill.png)` for a picture, `[…](page.md)` for a link"
            }
            Self::LiquidTag => "write Markdown: `[…](page.md)` for a link, `> [!NOTE]` for a box",
            Self::TemplateVariable => "write the words themselves, or put them into backticks",
            Self::Snippet | Self::IncludeComment | Self::Include => {
                "write the text itself, or embed a page: `![[page]]`"
            }
            Self::Attributes => "remove the braces; `{#id}` and the `width` of a picture are used",
            Self::Formula => "write the formula in words, or add it as a picture",
            Self::Diagram => "add the drawing as a picture: `![…](drawing.svg)`",
            Self::Mdx => "write the content in Markdown, or put the name into backticks",
            Self::CrossReference => "link to the heading: `[…](#costs)`",
            Self::Role => "write a link: `[…](page.md)`",
            Self::MystDirective => "write `> [!NOTE]`",
            Self::RestDirective => "write Markdown: `> [!NOTE]` for a box",
            Self::GridTable => "write the table with pipes: `| Name | Rent |`",
            Self::Icon => "remove the icon, or write an emoji",
            Self::Picture => "save it as JPEG or PNG",
        }
    }

    /// Returns what to write instead, in Swedish.
    fn swedish_instead(self) -> &'static str {
        match self {
            Self::Tabs => "skriv en rubrik över varje del",
            Self::Container => "skriv `> [!NOTE]` för en ruta, eller ta bort raderna",
            Self::Shortcode => {
                "skriv Markdown: `![…](kvarn.png)` för en bild, `[…](sida.md)` för en länk"
            }
            Self::LiquidTag => {
                "skriv Markdown: `[…](sida.md)` för en länk, `> [!NOTE]` för en ruta"
            }
            Self::TemplateVariable => "skriv orden själva, eller sätt dem inom grava accenter",
            Self::Snippet | Self::IncludeComment | Self::Include => {
                "skriv själva texten, eller bädda in en sida: `![[sida]]`"
            }
            Self::Attributes => "ta bort klamrarna; `{#id}` och en bilds `width` används",
            Self::Formula => "skriv formeln i ord, eller lägg in den som bild",
            Self::Diagram => "lägg in teckningen som bild: `![…](teckning.svg)`",
            Self::Mdx => "skriv innehållet i Markdown, eller sätt namnet inom grava accenter",
            Self::CrossReference => "länka till rubriken: `[…](#kostnader)`",
            Self::Role => "skriv en länk: `[…](sida.md)`",
            Self::MystDirective => "skriv `> [!NOTE]`",
            Self::RestDirective => "skriv Markdown: `> [!NOTE]` för en ruta",
            Self::GridTable => "skriv tabellen med lodstreck: `| Namn | Hyra |`",
            Self::Icon => "ta bort ikonen, eller skriv en emoji",
            Self::Picture => "spara den som JPEG eller PNG",
        }
    }
}

impl Effect {
    fn words(self, language: ReportLanguage) -> &'static str {
        match (self, language) {
            (Self::AsWritten, English) => "is shown as written",
            (Self::AsWritten, Swedish) => "visas som det är skrivet",
            (Self::AsText, English) => "is shown as ordinary text",
            (Self::AsText, Swedish) => "visas som vanlig text",
            (Self::AsCode, English) => "is shown as code",
            (Self::AsCode, Swedish) => "visas som kod",
            (Self::AsDownload, English) => "is a link to a file, because browsers do not show it",
            (Self::AsDownload, Swedish) => {
                "blir en länk till en fil, för webbläsare visar den inte"
            }
            (Self::LeftOut, English) => "is left out",
            (Self::LeftOut, Swedish) => "utelämnas",
        }
    }
}

impl Rule for ForeignSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ForeignSyntax,
        name: "foreign-syntax",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A text uses syntax of another tool that pakt does not read.",
                why: "The reader sees the signs as they were typed, or misses what they stand for. Each \
                      kind is reported once for a file, at its first place. Admonitions, containers, \
                      `[TOC]`, bare addresses and `{#id}` are read.",
                before: "{{< figure src=\"mill.png\" >}}",
                after: "![The mill](mill.png)",
            },
            sv: RuleDocs {
                what: "En text använder ett annat verktygs skrivsätt, som pakt inte läser.",
                why: "Läsaren ser tecknen som de är skrivna, eller går miste om det som de står för. Varje \
                      slag rapporteras en gång per fil, på sitt första ställe. Rutor (`!!!`, `:::`), \
                      `[TOC]`, bara adresser och `{#id}` läses.",
                before: "{{< figure src=\"kvarn.png\" >}}",
                after: "![Kvarnen](kvarn.png)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (what, count) = (self.kind.effect_sentence(language), self.count);
        match language {
            English if count == 1 => format!("{what}: 1 place"),
            English => format!("{what}: {count} places"),
            Swedish if count == 1 => format!("{what}: 1 ställe"),
            Swedish => format!("{what}: {count} ställen"),
        }
    }

    fn cause(&self, language: ReportLanguage) -> String {
        self.kind.effect_sentence(language)
    }

    fn folded_message(findings: &[&Self], language: ReportLanguage) -> Option<String> {
        let first = findings.first().filter(|_| findings.len() > 1)?;
        let what = first.kind.effect_sentence(language);
        let n_places: usize = findings.iter().map(|finding| finding.count).sum();
        let n_files = findings.len();
        Some(match language {
            English => format!("{what}: {n_places} places in {n_files} files"),
            Swedish => format!("{what}: {n_places} ställen i {n_files} filer"),
        })
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => self.kind.english_instead(),
            Swedish => self.kind.swedish_instead(),
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        use ForeignSyntaxKind as Kind;
        let kinds = [
            Kind::Tabs,
            Kind::Container,
            Kind::Shortcode,
            Kind::LiquidTag,
            Kind::TemplateVariable,
            Kind::Snippet,
            Kind::IncludeComment,
            Kind::Include,
            Kind::Attributes,
            Kind::Formula,
            Kind::Diagram,
            Kind::Mdx,
            Kind::CrossReference,
            Kind::Role,
            Kind::MystDirective,
            Kind::RestDirective,
            Kind::GridTable,
            Kind::Icon,
            Kind::Picture,
        ];
        let counted = kinds.into_iter().zip(1..);
        counted.map(|(kind, count)| Self { kind, count }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_one_kind_are_counted_together() {
        let find = |count| ForeignSyntax { kind: ForeignSyntaxKind::Icon, count };
        let (one, other) = (find(2), find(3));
        assert_eq!(one.cause(English), other.cause(English));
        assert_eq!(
            ForeignSyntax::folded_message(&[&one, &other], English).as_deref(),
            Some("`:material-…:` (MkDocs) is shown as written: 5 places in 2 files")
        );
        assert_eq!(
            ForeignSyntax::folded_message(&[&one, &other], Swedish).as_deref(),
            Some("`:material-…:` (MkDocs) visas som det är skrivet: 5 ställen i 2 filer")
        );
    }
}
