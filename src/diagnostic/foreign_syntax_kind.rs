//! The kinds of syntax of other tools that pakt does not read, and what is said of each.

use super::ReportLanguage::{self, English, Swedish};

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
    /// A footnote in the text itself, `^[…]`.
    InlineNote,
    /// A shortcode in brackets, `[gallery ids="1"]` or `[b]…[/b]`.
    BracketTag,
    /// A name in braces alone in its paragraph, `{toc}`.
    Macro,
    /// A line `+++`.
    BlockBreak,
    /// A block that begins with a percent sign, `% …`.
    PercentLine,
    /// A size of a picture that is not in pixels, or has no width, `![…](mill.svg =50%)`.
    ImageSize,
    /// A directive in a line of text, `:kbd[…]`.
    TextDirective,
    /// A change or comment of CriticMarkup, `{++…++}`.
    Revision,
    /// A role of reStructuredText, `` :ref:`x` ``.
    RestRole,
    /// Lines that begin with a bar and are not a table, `| …`.
    LineBlock,
    /// A heading, a table or bold letters of MediaWiki, `== … ==`.
    WikiMarkup,
    /// A macro or block of AsciiDoc, `image::x[]`.
    AsciiDoc,
    /// A keyword of Org, `#+BEGIN_QUOTE`.
    OrgKeyword,
    /// A block of Textile, `h2. …`.
    Textile,
    /// The long form of an abbreviation, `*[HTML]: …`.
    Abbreviation,
    /// Code that another tool runs, ```` ```{r} ````.
    CodeCell,
    /// A table without pipes, whose columns are underlined.
    DashTable,
    /// A first line with a hash sign and no space, `#Heading`.
    HashWord,
}

/// What happens to syntax that is not read.
#[derive(Clone, Copy, Debug)]
enum SyntaxEffect {
    AsWritten,
    AsText,
    AsCode,
    AsDownload,
    LeftOut,
}

/// What is said of a kind.
#[derive(Debug)]
struct SyntaxInfo {
    kind: ForeignSyntaxKind,
    /// How it looks.
    sign: &'static str,
    /// The tools that read it, or empty.
    tools: &'static str,
    effect: SyntaxEffect,
    /// What to write instead, in English and Swedish.
    instead: [&'static str; 2],
}

const INFOS: [SyntaxInfo; 37] = [
    SyntaxInfo {
        kind: ForeignSyntaxKind::Tabs,
        sign: "=== \"…\"",
        tools: "MkDocs",
        effect: SyntaxEffect::AsText,
        instead: ["write a heading above each part", "skriv en rubrik över varje del"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Container,
        sign: ":::",
        tools: "Docusaurus, VitePress, Pandoc",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write `> [!NOTE]` for a box, or remove the lines",
            "skriv `> [!NOTE]` för en ruta, eller ta bort raderna",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Shortcode,
        sign: "{{< … >}}",
        tools: "Hugo, Quarto",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write Markdown: `![…](mill.png)` for a picture, `[…](page.md)` for a link",
            "skriv Markdown: `![…](kvarn.png)` för en bild, `[…](sida.md)` för en länk",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::LiquidTag,
        sign: "{% … %}",
        tools: "Jekyll, Eleventy, GitBook",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write Markdown: `[…](page.md)` for a link, `> [!NOTE]` for a box",
            "skriv Markdown: `[…](sida.md)` för en länk, `> [!NOTE]` för en ruta",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::TemplateVariable,
        sign: "{{ … }}",
        tools: "Liquid, Jinja, Vue",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the words themselves, or put them into backticks",
            "skriv orden själva, eller sätt dem inom grava accenter",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Snippet,
        sign: "--8<--",
        tools: "MkDocs, VitePress, DocFX",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the text itself, or embed a page: `![[page]]`",
            "skriv själva texten, eller bädda in en sida: `![[sida]]`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::IncludeComment,
        sign: "<!--@include …-->",
        tools: "VitePress, SSI",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the text itself, or embed a page: `![[page]]`",
            "skriv själva texten, eller bädda in en sida: `![[sida]]`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Include,
        sign: "{{#…}}",
        tools: "mdBook",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the text itself, or embed a page: `![[page]]`",
            "skriv själva texten, eller bädda in en sida: `![[sida]]`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Attributes,
        sign: "{.…}",
        tools: "Pandoc, kramdown",
        effect: SyntaxEffect::LeftOut,
        instead: [
            "remove the braces; `{#id}` and the `width` of a picture are used",
            "ta bort klamrarna; `{#id}` och en bilds `width` används",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Formula,
        sign: "$…$",
        tools: "TeX",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the formula in words, or add it as a picture",
            "skriv formeln i ord, eller lägg in den som bild",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Diagram,
        sign: "```mermaid",
        tools: "Mermaid, PlantUML, Graphviz",
        effect: SyntaxEffect::AsCode,
        instead: [
            "add the drawing as a picture: `![…](drawing.svg)`",
            "lägg in teckningen som bild: `![…](teckning.svg)`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Mdx,
        sign: "<Component>",
        tools: "MDX",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the content in Markdown, or put the name into backticks",
            "skriv innehållet i Markdown, eller sätt namnet inom grava accenter",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::CrossReference,
        sign: "@fig-…",
        tools: "Quarto",
        effect: SyntaxEffect::AsWritten,
        instead: ["link to the heading: `[…](#costs)`", "länka till rubriken: `[…](#kostnader)`"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Role,
        sign: "{ref}`…`",
        tools: "MyST",
        effect: SyntaxEffect::AsWritten,
        instead: ["write a link: `[…](page.md)`", "skriv en länk: `[…](sida.md)`"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::MystDirective,
        sign: "```{note}",
        tools: "MyST",
        effect: SyntaxEffect::AsCode,
        instead: ["write `> [!NOTE]`", "skriv `> [!NOTE]`"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::RestDirective,
        sign: ".. note::",
        tools: "reStructuredText",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write Markdown: `> [!NOTE]` for a box",
            "skriv Markdown: `> [!NOTE]` för en ruta",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::GridTable,
        sign: "+---+",
        tools: "Pandoc, Org",
        effect: SyntaxEffect::AsCode,
        instead: [
            "write the table with pipes: `| Name | Rent |`",
            "skriv tabellen med lodstreck: `| Namn | Hyra |`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Icon,
        sign: ":material-…:",
        tools: "MkDocs",
        effect: SyntaxEffect::AsWritten,
        instead: ["remove the icon, or write an emoji", "ta bort ikonen, eller skriv en emoji"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Picture,
        sign: "![…](….heic)",
        tools: "HEIC, TIFF",
        effect: SyntaxEffect::AsDownload,
        instead: ["save it as JPEG or PNG", "spara den som JPEG eller PNG"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::InlineNote,
        sign: "^[…]",
        tools: "Pandoc, Obsidian",
        effect: SyntaxEffect::AsText,
        instead: [
            "write `[^1]` here, and a line `[^1]: …` below the paragraph",
            "skriv `[^1]` här, och en rad `[^1]: …` under stycket",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::BracketTag,
        sign: "[name …]",
        tools: "WordPress, BBCode",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write Markdown: `![…](mill.png)` for a picture, `**…**` for bold; `\\[` is a bracket",
            "skriv Markdown: `![…](kvarn.png)` för en bild, `**…**` för fet stil; `\\[` är en hakparentes",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Macro,
        sign: "{name}",
        tools: "Confluence, Leanpub",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write Markdown: `> [!NOTE]` for a box, ```` ```{table} ```` for a view",
            "skriv Markdown: `> [!NOTE]` för en ruta, ```` ```{table} ```` för en vy",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::BlockBreak,
        sign: "+++",
        tools: "MyST",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "remove the line, or write `***` for a line across the page",
            "ta bort raden, eller skriv `***` för en linje över sidan",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::PercentLine,
        sign: "% …",
        tools: "MyST, Pandoc",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write a comment as `<!-- … -->`, and a title as `title: …` in the first lines",
            "skriv en kommentar som `<!-- … -->`, och en titel som `title: …` i de första raderna",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::ImageSize,
        sign: "![…](… =…)",
        tools: "markdown-it, Azure",
        effect: SyntaxEffect::LeftOut,
        instead: [
            "write the width in pixels: `![…|200](mill.svg)`",
            "skriv bredden i bildpunkter: `![…|200](kvarn.svg)`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::TextDirective,
        sign: ":name[…]",
        tools: "remark, Docusaurus",
        effect: SyntaxEffect::AsWritten,
        instead: ["write the words in Markdown", "skriv orden i Markdown"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Revision,
        sign: "{++…++}",
        tools: "CriticMarkup",
        effect: SyntaxEffect::AsWritten,
        instead: [
            "write the text as it should read, and a comment as `<!-- … -->`",
            "skriv texten som den ska läsas, och en kommentar som `<!-- … -->`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::RestRole,
        sign: ":ref:`…`",
        tools: "reStructuredText",
        effect: SyntaxEffect::AsWritten,
        instead: ["write a link: `[…](page.md)`", "skriv en länk: `[…](sida.md)`"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::LineBlock,
        sign: "| …",
        tools: "Pandoc, reStructuredText",
        effect: SyntaxEffect::AsText,
        instead: [
            "end each line with `\\` to keep its end",
            "avsluta varje rad med `\\` för att behålla radslutet",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::WikiMarkup,
        sign: "== … ==",
        tools: "MediaWiki",
        effect: SyntaxEffect::AsText,
        instead: [
            "write Markdown: `## …` for a heading, `**…**` for bold, `| … |` for a table",
            "skriv Markdown: `## …` för en rubrik, `**…**` för fet stil, `| … |` för en tabell",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::AsciiDoc,
        sign: "== …, image::…[]",
        tools: "AsciiDoc",
        effect: SyntaxEffect::AsText,
        instead: [
            "write Markdown: `## …` for a heading, `![…](mill.png)` for a picture, `[…](page.md)` for a link",
            "skriv Markdown: `## …` för en rubrik, `![…](kvarn.png)` för en bild, `[…](sida.md)` för en länk",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::OrgKeyword,
        sign: "#+…",
        tools: "Org",
        effect: SyntaxEffect::AsText,
        instead: [
            "write Markdown: `>` for a quotation, three backticks for code",
            "skriv Markdown: `>` för ett citat, tre grava accenter för kod",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Textile,
        sign: "h2. …",
        tools: "Textile",
        effect: SyntaxEffect::AsText,
        instead: ["write `## …` for a heading", "skriv `## …` för en rubrik"],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::Abbreviation,
        sign: "*[…]: …",
        tools: "PHP Markdown Extra, MkDocs",
        effect: SyntaxEffect::AsText,
        instead: [
            "write the long form in the text where it is used first",
            "skriv ut förkortningen i texten där den används första gången",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::CodeCell,
        sign: "```{r}",
        tools: "R Markdown, Quarto",
        effect: SyntaxEffect::AsCode,
        instead: [
            "write its result, or remove the braces to show the code",
            "skriv resultatet, eller ta bort klamrarna för att visa koden",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::DashTable,
        sign: "---- ----",
        tools: "Pandoc, reStructuredText",
        effect: SyntaxEffect::AsText,
        instead: [
            "write the table with pipes: `| Name | Rent |`",
            "skriv tabellen med lodstreck: `| Namn | Hyra |`",
        ],
    },
    SyntaxInfo {
        kind: ForeignSyntaxKind::HashWord,
        sign: "#…",
        tools: "",
        effect: SyntaxEffect::AsText,
        instead: [
            "write a space after `#` for a heading",
            "skriv ett mellanslag efter `#` för en rubrik",
        ],
    },
];

impl ForeignSyntaxKind {
    fn info(self) -> &'static SyntaxInfo {
        let Some(info) = INFOS.iter().find(|info| info.kind == self) else {
            unreachable!("each kind is in the table")
        };
        info
    }

    /// Returns what is reported of it: how it looks, the tools that read it, and the effect.
    pub(super) fn effect_sentence(self, language: ReportLanguage) -> String {
        let SyntaxInfo { sign, tools, effect, .. } = self.info();
        // A sign with backticks needs a longer fence.
        let (open, close) = if sign.contains('`') { ("`` ", " ``") } else { ("`", "`") };
        let tools = if tools.is_empty() { String::new() } else { format!(" ({tools})") };
        format!("{open}{sign}{close}{tools} {}", effect.words(language))
    }

    /// Returns what to write instead.
    pub(super) fn instead(self, language: ReportLanguage) -> &'static str {
        let [english, swedish] = self.info().instead;
        match language {
            English => english,
            Swedish => swedish,
        }
    }

    /// Returns all kinds.
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        INFOS.iter().map(|info| info.kind)
    }
}

impl SyntaxEffect {
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
